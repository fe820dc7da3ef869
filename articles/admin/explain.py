"""What readers will see of AI if the story is published as it stands in the form, and why: a sentence for the desk."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import get_language_info, override

from articles import statement
from articles.models import AIPolicy
from articles.operations import freezing, gate, reviewing
from articles.vocabulary import AILevel, Need, Outcome, strongest
from newsroom.publication.localtext import in_language
from newsroom.publication.models import Publication

# Stands in a label for the language that nobody has chosen yet.
OPEN = "…"


class Facts(NamedTuple):
    """What the explanation depends on.

    ``label`` is the label's whole wording in the story's language, whether readers see it or not; ``checker`` and
    ``checked_on`` are those of the newest check, ``unchecked`` says in a sentence why none counts.
    """

    level: str | None
    need: Need = Need.OFF
    label: str = ""
    is_shown: bool = False
    is_checked: bool = False
    is_stale: bool = False
    is_rejected: bool = False
    checker: str = ""
    checked_on: str = ""
    unchecked: str = ""
    lacks_source_language: bool = False
    is_free_archive: bool = False
    has_role: bool = False


class Explanation(NamedTuple):
    """English words before and after the label that readers see; ``label`` is "" where they see none."""

    before: str
    label: str = ""
    after: str = ""

    @property
    def stop(self):
        """The full stop after the quoted label, "" where the label has its own."""
        return "" if self.label.endswith(".") else "."

    def __str__(self):
        label = f"“{self.label}”{self.stop}" if self.label else ""
        return " ".join(filter(None, [self.before, label, self.after]))


def explain(facts):
    """Return what readers will see, and why. Pure."""
    if facts.level is None:
        if facts.is_free_archive:
            return Explanation("Not answered. By our policy a story from an archive is published so, without a claim.")
        return Explanation("Not answered yet: the story saves but cannot be published.")
    if facts.need == Need.OFF:
        if facts.is_shown:
            return Explanation("Readers will see, as a plain note at the end:", facts.label)
        return Explanation(f"No label: none of these words come from AI.{_aid(facts)}")
    if facts.is_rejected:
        said = f"{facts.checker} checked these words on {facts.checked_on} and rejected them"
        return Explanation(f"{said}: change them, or the story cannot be published.")
    if facts.is_stale:
        said = f"The words changed after {facts.checker} checked them on {facts.checked_on}"
        blocked = "until they are checked again, or the check is taken back, the story cannot be published."
        return Explanation(f"{said}: {blocked} Unchecked, readers would see:", facts.label, _open(facts))
    after = " ".join(filter(None, [_reason(facts), _open(facts)]))
    if facts.is_shown:
        return Explanation("Readers will see:", facts.label, after)
    return Explanation(f"No label. {after}")


def _reason(facts):
    if facts.level == AILevel.AUTOMATED:
        return "It is required, because no person sees each item before AI publishes it."
    if facts.need == Need.MANDATORY:
        return f"{facts.unchecked} The words are of public interest, so the label is required."
    if not facts.is_checked:
        return f"{facts.unchecked} The story is not of public interest, so the label is our choice, not the law’s."
    checked = f"{facts.checker} checked these words on {facts.checked_on}"
    if facts.is_shown:
        return f"By our policy the label is shown although it may be left off: {checked}."
    return f"By our policy it is left off, and it may be: {checked}."


def _aid(facts):
    if facts.level != AILevel.AID:
        return ""
    if facts.has_role:
        return " A plain note at the end says that AI helped."
    return " If you write below what AI did, a plain note at the end says that it helped."


def _open(facts):
    if facts.lacks_source_language:
        return "Choose the language AI translated from: until then the story cannot be published."
    return ""


def facts_of(story, levels=None, policy=None, latest=reviewing.latest):
    """Return what the explanation of a story depends on; it may carry words and ``levels`` that are not stored."""
    policy, publication = policy or AIPolicy.current(), _publication()
    told = freezing.disclosure_of(story, levels=levels, policy=policy, publication=publication, latest=latest)
    if not told.levels:
        return Facts(None, is_free_archive=story.is_archive and policy.publishes_unassessed)
    level = strongest(told.levels.values())
    newest = told.newest if told.need != Need.OFF else None
    of_these = newest is not None and newest.content_sha256 == told.words.sha256
    return Facts(
        level,
        need=told.need,
        label=_label(story, told),
        is_shown=told.is_shown,
        is_checked=told.review is not None,
        is_stale=reviewing.is_stale(newest, told.words),
        is_rejected=of_these and newest.outcome == Outcome.REJECTED,
        checker=newest.reviewer_name if newest else "",
        checked_on=_day(newest.reviewed_at) if newest else "",
        unchecked="" if told.review else gate.why_unchecked(newest, policy, publication),
        has_role=bool(story.ai_role),
        lacks_source_language=AILevel.TRANSLATED in told.levels.values() and not story.translated_from,
    )


def readers_see(story, levels=None, policy=None, latest=reviewing.latest):
    """Return the explanation of a story as a template prints it: its words, and the language of the label."""
    said = explain(facts_of(story, levels, policy, latest))
    return {"said": said, "language": story.language, "is_rtl": get_language_info(story.language)["bidi"]}


def _label(story, told):
    with override(story.language):
        return statement.label_words(
            told.key,
            editor=str(in_language(told.reviewer)),
            source_language=story.translated_from or OPEN,
            parts=statement.made_by_ai(told.levels),
        )


def _publication():
    """The publication, or an empty one: stories are written before it is set up, too."""
    try:
        return Publication.current()
    except Publication.Missing:
        return Publication()


def _day(moment):
    day = timezone.localdate(moment)
    return f"{day.day} {day:%B %Y}"
