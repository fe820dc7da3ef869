"""A story as schema.org tells it, and with it what AI did: a projection of the statement frozen with its edition."""

from django.utils.translation import override

from articles import statement
from articles.models.disclosure import TextReview
from articles.models.taxonomy import Author
from articles.operations import projections
from articles.operations.addresses import canonical, interface_of, unprefixed
from articles.operations.reading import summary_of
from articles.operations.structured_data import (
    SCHEMA,
    breadcrumbs,
    crumb,
    filled,
    front_crumb,
    image_object,
    moment,
    organization,
    person,
    publisher,
    source_type,
)
from articles.vocabulary import BylineRole, Kind, Part
from newsroom.publication.localtext import in_language

KINDS = {
    Kind.OPINION: "OpinionNewsArticle",
    Kind.ANALYSIS: "AnalysisNewsArticle",
    Kind.EXPLAINER: "BackgroundNewsArticle",
    Kind.SPONSORED: "AdvertiserContentArticle",
}
ROLE_PROPERTIES = {
    BylineRole.REPORTING: "author",
    BylineRole.DATA: "author",
    BylineRole.TRANSLATION: "translator",
    BylineRole.EDITING: "editor",
    BylineRole.PHOTOGRAPHY: "contributor",
}
# Where a part of the story stands on its page.
SELECTORS = {
    Part.HEADLINE: ".story__headline",
    Part.STANDFIRST: ".story .standfirst",
    Part.SUMMARY: "meta[name=description]",
    Part.CAPTION: ".story figcaption",
    Part.ALT: ".story figure img",
}


def news_article(story, publication):
    """Return a story's page as a schema.org NewsArticle; what is empty is left out. One query where it was checked."""
    edition = story.edition
    address = canonical(edition, publication)
    return filled({
        "@context": SCHEMA,
        "@type": _type(edition),
        "@id": f"{address}#article",
        "mainEntityOfPage": {"@type": "WebPage", "@id": address, "breadcrumb": _breadcrumbs(edition, publication)},
        "headline": edition.headline,
        "description": summary_of(edition),
        "inLanguage": edition.language,
        "datePublished": moment(edition.first_published_at),
        "dateModified": moment(edition.updated_at),
        "author": [organization(publication)],
        **_people(story, publication),
        "publisher": publisher(publication),
        "sponsor": {"@type": "Organization", "name": edition.payer} if edition.payer else None,
        "image": [_image(use, spec, edition, publication) for use, spec in _uses(story) if use.picture.image(spec)],
        "digitalSourceType": source_type(projections.term(edition)),
        "creditText": projections.credit(edition),
        "publishingPrinciples": unprefixed(publication, "ai"),
        "hasPart": [_part(*item) for item in projections.made_otherwise(edition).items() if item[0] in SELECTORS],
        "articleSection": str(in_language(story.section.name)),
        "keywords": [tag.name for tag in story.tags],
        "wordCount": edition.word_count,
        "timeRequired": f"PT{story.reading_minutes}M",
        "isAccessibleForFree": True,
        "correction": [_correction(line, address) for line in reversed(story.corrections)],
        "isBasedOn": [source["url"] for source in story.sources if source["url"]],
        "workTranslation": [_work(line.edition, publication) for line in story.translations],
    })  # fmt: skip


def _breadcrumbs(edition, publication):
    """Return the way to a story at its canonical address: through its section."""
    with override(interface_of(edition, publication)):
        section = crumb(in_language(edition.section.name), edition.section.get_absolute_url())
        return breadcrumbs([front_crumb(), section, crumb(edition.headline, edition.get_absolute_url())], publication)


def _type(edition):
    return KINDS.get(edition.kind, "NewsArticle")


def _people(story, publication):
    """Return the people by property; where nobody wrote it, the publication stays the author: an AI never is."""
    people = {}
    for line in story.bylines:
        people.setdefault(ROLE_PROPERTIES[line.role], []).append(person(line.author, publication))
    checked = [person(author, publication) for author in _reviewers(story.edition)]
    if editors := people.get("editor", []) + [found for found in checked if found not in people.get("editor", [])]:
        people["editor"] = editors
    return people


def _reviewers(edition):
    """Return who checked the words, where readers are told a name and it is that on the person's own page."""
    if not edition.review_id:
        return []
    account = TextReview.objects.filter(pk=edition.review_id).values("reviewer")
    return Author.objects.filter(account__in=account, name=edition.reviewer.get(edition.language))[:1]


def _part(part, level):
    return {
        "@type": "WebPageElement",
        "name": part,
        "cssSelector": SELECTORS[part],
        "digitalSourceType": source_type(statement.TERMS[level]),
    }


def _uses(story):
    lead = [(story.lead, "lead")] if story.lead else []
    return [*lead, *((figure, "body") for figure in story.figures)]


def _image(use, spec, edition, publication):
    """Return a picture as the page shows it, with its origin, its label in words, and whose it is."""
    licence = use.picture.licence
    return filled({
        **image_object(use.picture, spec, publication),
        "caption": projections.picture_words(use, edition),
        "creditText": use.credit,
        "copyrightNotice": use.picture.copyright_notice,
        "license": licence if licence.startswith(("https://", "http://")) else "",
    })  # fmt: skip


def _correction(line, address):
    return filled({
        "@type": "CorrectionComment",
        "url": f"{address}#{line.anchor}",
        "position": line.number,
        "text": line.text,
        "datePublished": moment(line.at),
        "dateModified": moment(line.changed_at) if line.amended else "",
    })  # fmt: skip


def _work(edition, publication):
    return {"@type": _type(edition), "@id": f"{canonical(edition, publication)}#article"}
