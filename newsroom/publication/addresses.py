"""Full addresses of a page at the publication's own host, whatever host was asked, and of whom to write to."""

from typing import NamedTuple

from django.utils.translation import get_language

from newsroom.publication.languages import in_other_language, own_path


class Alternate(NamedTuple):
    """The same page in a language, or for readers of none of them ("x-default")."""

    language: str
    url: str


def canonical_links(publication, path):
    """Return the head's context of a page that exists in every language: its ``canonical`` and ``alternates``."""

    def address(language):
        return publication.absolute_url(own_path(in_other_language(path, get_language(), language)))

    alternates = [Alternate(code, address(code)) for code in publication.languages]
    return {
        "canonical": address(get_language()),
        "alternates": [*alternates, Alternate("x-default", address(publication.default_language))],
    }


def contact_url(contact):
    """Return the link to a contact, which is an e-mail address or an https:// address; "" for none."""
    return f"mailto:{contact}" if contact and not contact.startswith("https://") else contact
