"""What search engines and other machines are told: schema.org data, built from the same editions that readers see."""

import json
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.operations.addresses import canonical, media_url
from newsroom.media import vocabulary
from newsroom.publication import icons
from newsroom.publication.localtext import LocalText, in_language

SCHEMA = "https://schema.org"
# What would end the script element or a line of script, written so that JSON reads the same.
ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


# Standing pages by their slugs, and what they are to schema.org.
POLICIES = {
    "ethics": "ethicsPolicy",
    "ownership": "ownershipFundingInfo",
    "masthead": "masthead",
    "diversity": "diversityPolicy",
}


class Crumb(NamedTuple):
    """A step on the way from the front page to a page: what it is called and its path."""

    name: LocalText
    url: str


def script(data):
    """Return data as JSON that is safe inside a script element."""
    return mark_safe(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES))


def website(publication):
    """Return the front page as a schema.org WebSite."""
    return {
        "@context": SCHEMA,
        "@type": "WebSite",
        "url": publication.absolute_url(reverse("front")),
        "name": str(in_language(publication.name)),
        "inLanguage": get_language(),
        "publisher": publisher(publication),
    }


def front_crumb():
    """Return the first step of every way through the site."""
    return crumb(_("Front page"), reverse("front"))


def crumb(name, url):
    """Return a step; ``name`` is a text of some language or, as it stands, in the reader's."""
    name = name if isinstance(name, LocalText) else LocalText(name, get_language(), is_fallback=False)
    return Crumb(name, url)


def breadcrumbs(trail, publication):
    """Return the steps from the front page to a page as a schema.org BreadcrumbList."""
    steps = [
        {"@type": "ListItem", "position": place, "name": str(crumb.name), "item": publication.absolute_url(crumb.url)}
        for place, crumb in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def collection(name, address, cards, publication):
    """Return a list of stories as a schema.org CollectionPage."""
    return {"@context": SCHEMA, "@type": "CollectionPage", "url": address, "name": name, **_items(cards, publication)}


def profile(author, address, cards, publication):
    """Return an author's page as a schema.org ProfilePage; what is empty is left out."""
    described = person(author, publication) | filled(
        {
            "jobTitle": str(in_language(author.role)),
            "description": str(in_language(author.bio)),
            "image": image_object(author.picture, "body", publication) if author.picture else None,
            "worksFor": organization(publication) if author.is_active else None,
        }
    )
    page = {"@context": SCHEMA, "@type": "ProfilePage", "url": address, "mainEntity": described}
    return page | _items(cards, publication)


def image_object(picture, spec, publication):
    """Return a picture's file of a spec as a schema.org ImageObject, with its origin; None where it has none."""
    image = picture.image(spec)
    if not image:
        return None
    address = media_url(image["url"], publication)
    return {
        "@type": "ImageObject",
        "url": address,
        "contentUrl": address,
        "width": image["width"],
        "height": image["height"],
        "digitalSourceType": source_type(picture.origin),
    }


def filled(data):
    """Return data without what is empty."""
    return {name: value for name, value in data.items() if value not in ("", [], None)}


def source_type(term):
    """Return the schema.org address of an IPTC digital source type, or the IPTC one where schema.org has none."""
    member = vocabulary.TERMS[term].schema if term in vocabulary.TERMS else ""
    return f"{SCHEMA}/{member}DigitalSource" if member else vocabulary.uri(term)


def moment(time):
    """Return a moment as ISO 8601 in the publication's time zone, to the second."""
    return timezone.localtime(time).isoformat(timespec="seconds")


def _items(cards, publication):
    entries = [
        {"@type": "ListItem", "position": place, "url": canonical(card, publication)}
        for place, card in enumerate(cards, 1)
    ]
    return {"hasPart": {"@type": "ItemList", "itemListElement": entries}} if entries else {}


def organization(publication):
    """Return the publication as a schema.org Organization."""
    return {
        "@type": "Organization",
        "name": str(in_language(publication.name)),
        "url": publication.absolute_url("/"),
    }


def publisher(publication):
    """Return the publication as a schema.org NewsMediaOrganization, with the rules it publishes by."""
    return organization(publication) | {
        "@type": "NewsMediaOrganization",
        "logo": _logo(publication),
        "correctionsPolicy": publication.absolute_url(reverse("corrections")),
        "publishingPrinciples": publication.absolute_url(reverse("ai")),
        **_policies(publication),
    }


def _logo(publication):
    """Return the publication's logo or, where it has none, its icon."""
    logo = publication.logo and image_object(publication.logo, "body", publication)
    icon = {"@type": "ImageObject", "url": publication.absolute_url(icons.addresses(publication)["touch"])}
    return logo or icon | {"width": 180, "height": 180}


def _policies(publication):
    """Return the addresses of the standing pages in the menus that schema.org has a property for."""
    slugs = [entry["slug"] for entry in publication.menu]
    return {
        name: publication.absolute_url(reverse("page", args=[slug])) for slug, name in POLICIES.items() if slug in slugs
    }


def person(author, publication):
    """Return an author as a schema.org Person."""
    return {
        "@type": "Person",
        "name": author.name,
        "url": publication.absolute_url(author.get_absolute_url()),
    }
