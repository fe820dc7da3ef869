"""The published policy as pages use it: which purposes ask, at which version, and their words in one language."""

from newsroom.consent.decision import State, state
from newsroom.consent.vocabulary import Basis, Kind, Party, duration_text
from newsroom.publication.localtext import in_language


class Item:
    """One stored thing, in words."""

    def __init__(self, row):
        self.name = row["name"]
        self.kind_code = row["kind"]
        self.kind = Kind(row["kind"]).label
        self.party = Party(row["party"]).label
        self.duration = duration_text(row["duration"], row["duration_unit"])
        self.description = in_language(row["description"])

    def is_named(self, name):
        """Return whether the name is this item's, or begins as it does where it ends in an asterisk."""
        return name.startswith(self.name[:-1]) if self.name.endswith("*") else name == self.name


class PublishedPurpose:
    """One purpose as it was published, in the active language."""

    def __init__(self, row):
        self.slug = row["slug"]
        self.version = row["version"]
        self.is_optional = row["basis"] == Basis.CONSENT
        self.adapter = row["adapter"]
        self.provider = row["provider"]
        self.title = in_language(row["title"])
        self.description = in_language(row["description"])
        self.items = [Item(item) for item in row["items"]]

    def state(self, decision, has_signal):
        """Return what the visitor's decision amounts to for this purpose."""
        return state(decision, self.slug, self.version, has_signal)


class Policy:
    """A published snapshot, or the empty one before anything is published."""

    def __init__(self, rows=(), published_at=None):
        self.published_at = published_at
        self.purposes = [PublishedPurpose(row) for row in rows]
        self.optional = [purpose for purpose in self.purposes if purpose.is_optional]
        self.necessary = [purpose for purpose in self.purposes if not purpose.is_optional]

    def asks(self, decision, has_signal):
        """Return whether the banner has something to ask this visitor."""
        return any(purpose.state(decision, has_signal) == State.ASK for purpose in self.optional)

    def cookies_to_expire(self, decision, names):
        """Return which of the cookie names belong to a purpose the decision turns off, and to no necessary one."""
        off = [purpose for purpose in self.optional if not decision.answers[purpose.slug].is_yes]
        return [name for name in names if _owns(off, name) and not _owns(self.necessary, name)]


def _owns(purposes, name):
    return any(item.is_named(name) for purpose in purposes for item in purpose.items if item.kind_code == Kind.COOKIE)
