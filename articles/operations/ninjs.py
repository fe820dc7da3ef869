"""A story as ninjs 3.1 (IPTC's news in JSON), for those who take our stories over.

https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json: no property but those it names.
"""

from urllib.parse import urlsplit

from django.utils.translation import gettext, override

from articles.operations import projections, reading
from articles.operations.addresses import canonical, media_url, statement_url, unprefixed
from articles.operations.structured_data import moment
from newsroom import richtext
from newsroom.media import vocabulary
from newsroom.publication.localtext import in_language

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
# IPTC's own names of its terms, http://cv.iptc.org/newscodes/digitalsourcetype/; the others go by their address alone.
TERM_NAMES = {
    "digitalCapture": "Digital capture sampled from real life",
    "computationalCapture": "Multi-frame computational capture sampled from real life",
    "humanEdits": "Human-edited media",
    "compositeWithTrainedAlgorithmicMedia": "Edited using Generative AI",
    "algorithmicallyEnhanced": "Algorithmically-altered media",
    "digitalCreation": "Digital creation",
    "dataDrivenMedia": "Data-driven media",
    "trainedAlgorithmicMedia": "Created using Generative AI",
    "algorithmicMedia": "Pure algorithmic media",
    "screenCapture": "Screen capture",
    "compositeCapture": "Composite of captured elements",
    "compositeSynthetic": "Composite including generative AI elements",
}


def document(edition, pictures, attachments, publication):
    """Return an edition as ninjs; ``pictures`` and ``attachments`` are those in its body, by id.

    Two queries: its people and its tags.
    """
    people = [line.author.name for line in edition.bylines.select_related("author")]
    opening = projections.opening(edition)
    with override(edition.language):
        publisher, section = str(in_language(publication.name)), str(in_language(edition.section.name))
        kind, how = str(edition.kind_chip), gettext("How we use AI")
    plain = [opening, edition.standfirst, richtext.plain_text(edition.body)]
    data = {
        "standard": STANDARD,
        "uri": canonical(edition, publication),
        "type": "text",
        "representationType": "full",
        "version": str(edition.number),
        "firstCreated": moment(edition.first_published_at),
        "versionCreated": moment(edition.published_at),
        "pubStatus": "usable",
        "language": edition.language,
        "headlines": [{"role": "main", "value": edition.headline}],
        "descriptions": [{"role": "summary", "value": projections.labelled_summary(edition)}],
        "bodies": [
            {
                "role": "main",
                "contentType": "text/html",
                "value": projections.content_html(edition, pictures, attachments, publication),
            },
            {"role": "plain", "contentType": "text/plain", "value": "\n\n".join(filter(None, plain))},
        ],
        "by": ", ".join(people) or publisher,
        "copyrightHolder": publisher,
        "subjects": [{"name": name} for name in (section, *(tag.name for tag in edition.tags.all()))],
        "genres": [{"name": name} for name in (projections.label(edition), kind) if name],
        "digitalSourceType": _source_type(projections.term(edition)),
        "trustIndicators": [
            {"title": how, "href": unprefixed(publication, "ai")},
            {"title": "ai.json", "href": statement_url(edition, publication)},
        ],
        "associations": _associations(edition, pictures, publication),
    }
    return _filled(data)


def _associations(edition, pictures, publication):
    lead = reading.lead_of(edition)
    uses = [("mainimage", lead)] if lead else []
    uses += [(f"image{place}", use) for place, use in enumerate(reading.figures_of(edition, pictures), 1)]
    return [_picture(name, use, edition, publication) for name, use in uses]


def _picture(name, use, edition, publication):
    """Return a picture of the story: the file is the one with its label in it, since it leaves the page."""
    image = use.picture.social(edition.language)
    words = projections.picture_words(use, edition)
    file = image and {
        "name": "main",
        "href": media_url(image["url"], publication),
        "contentType": "image/jpeg",
        "width": image["width"],
        "height": image["height"],
    }
    host = urlsplit(publication.address).hostname
    return _filled({
        "name": name,
        "uri": f"tag:{host},{use.picture.created_at:%Y-%m-%d}:picture-{use.picture.pk}",
        "type": "picture",
        "digitalSourceType": _source_type(use.picture.origin),
        "descriptions": [{"role": "alt", "value": words}] if words else [],
        "by": use.credit,
        "copyrightNotice": use.picture.copyright_notice,
        "renditions": [file] if file else [],
    })  # fmt: skip


def _source_type(term):
    uri = vocabulary.uri(term)
    return _filled({"name": TERM_NAMES.get(term), "uri": uri}) if uri else None


def _filled(data):
    return {name: value for name, value in data.items() if value not in ("", [], None)}
