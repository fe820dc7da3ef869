"""What a publishable story must have: gets a story, returns problems in words, each naming its field."""

from typing import NamedTuple

from django.utils import timezone

from articles.vocabulary import AILevel, Kind, Part
from newsroom import richtext
from newsroom.media import embeds
from newsroom.media import vocabulary as pictures
from newsroom.media.alt_text import concerns
from newsroom.media.models import RIGHTS_NOTICE, Attachment, Picture
from newsroom.publication.models import Publication

HEADLINE_CUT = 110


class Problem(NamedTuple):
    """Something the desk should know before publishing.

    ``field`` is the form's name for where to mend it; ``rule`` the rule of disclosure it breaks, such as "T6".
    """

    field: str
    message: str
    blocks: bool = True
    rule: str = ""


def warning(field, message, rule=""):
    return Problem(field, message, blocks=False, rule=rule)


def problems(story):
    """Return everything that blocks or warns, blocking first."""
    found = [*_words(story), *_kind(story), *_disclosure(story), *_lead_picture(story), *_body_pictures(story)]
    found += [*_body_inserts(story), *_company(story)]
    return sorted(found, key=lambda problem: not problem.blocks)


def blocking(story):
    """Return only what blocks."""
    return [problem for problem in problems(story) if problem.blocks]


def _words(story):
    if not story.headline:
        yield Problem("headline", "The story has no headline: write one.")
    elif len(story.headline) > HEADLINE_CUT:
        yield warning("headline", f"The headline has {len(story.headline)} characters; lists cut it at {HEADLINE_CUT}.")
    if not richtext.plain_text(story.body):
        yield Problem("body", "The story has no text: write the body.")
    if not story.section_id:
        yield Problem("section", "The story is in no section: choose one.")
    if not story.standfirst:
        yield warning("standfirst", "There is no standfirst; cards show the headline alone.")


def _kind(story):
    if story.kind == Kind.SPONSORED and not story.payer:
        yield Problem("payer", "Somebody pays for this story: name who, for readers to see.")
    elif story.payer and story.kind != Kind.SPONSORED:
        yield Problem("kind", f"“{story.payer}” pays for this story, so its kind is “sponsored”: choose that.")


def levels(story, said=None):
    """Return ``{part: level}`` for every part the story has, or None while the body's answer is missing.

    ``said`` are answers that are not stored, in place of the story's own.
    """
    if said is None:
        said = {disclosure.part: disclosure.level for disclosure in story.disclosures.all()}
    if Part.BODY not in said:
        return None
    figures = richtext.figures(story.body)
    in_body = [*figures, *richtext.inserts(story.body)]
    has = {
        Part.HEADLINE: True,
        Part.STANDFIRST: story.standfirst,
        Part.BODY: True,
        Part.SUMMARY: story.summary,
        Part.CAPTION: story.used_caption or any(item.caption for item in in_body),
        Part.ALT: story.used_alt or figures,
    }
    return {part: said.get(part, said[Part.BODY]) for part, text in has.items() if text}


def _disclosure(story):
    said = levels(story)
    if said is None:
        if not story.is_archive:
            yield Problem("ai_body", "What AI did in this story is not answered: choose one answer.", rule="T1")
        return
    if said[Part.BODY] in {AILevel.GENERATED, AILevel.AUTOMATED} and not story.sources:
        yield warning("sources", "AI wrote this story and it names no source; readers ask where it comes from.")
    if AILevel.TRANSLATED in said.values() and not story.translated_from:
        yield Problem("translated_from", "AI translated this story: say from which language.", rule="T1")
    elif story.translated_from and AILevel.TRANSLATED not in said.values():
        yield Problem(
            "translated_from",
            "A language is given that AI translated from, and no answer says that AI translated: choose that answer, "
            "or no language.",
            rule="T1",
        )


def _lead_picture(story):
    if not story.lead_picture:
        yield warning("lead_picture", "There is no lead picture.")
        return
    picture = story.lead_picture
    if not story.lead_is_decorative and not story.used_alt:
        yield Problem("lead_alt", "The lead picture has no alternative text: say what it shows, or tick “decorative”.")
    else:
        caption = story.lead_caption or picture.caption
        yield from (warning("lead_alt", words) for words in concerns(story.used_alt, caption))
    yield from _origin(picture, "lead_picture", "The lead picture", story)


def _body_pictures(story):
    figures = richtext.figures(story.body)
    found = Picture.objects.in_bulk({figure.picture_id for figure in figures}) if figures else {}
    for number, figure in enumerate(figures, 1):
        name = f"Picture {number} in the body"
        picture = found.get(figure.picture_id)
        if picture is None:
            yield Problem("body", f"{name} is no longer in the library: take it out or choose another.")
            continue
        yield from _origin(picture, "body", name, story)
        alt, caption = figure.used_alt(picture), figure.caption.text if figure.caption else ""
        if not alt and not figure.is_decorative:
            yield Problem("body", f"{name} has no alternative text: say what it shows, or tick “decorative”.")
        yield from (warning("body", f"{name}, alternative text: {words}") for words in concerns(alt, caption))


def _body_inserts(story):
    wanted = richtext.attachment_ids(story.body)
    found = Attachment.objects.in_bulk(wanted) if wanted else {}
    for number, pk in enumerate(wanted, 1):
        if pk not in found:
            yield Problem("body", f"File {number} in the body is no longer in the library: take it out.")
        elif is_away(found[pk], story):
            yield Problem("body", f"The file “{found[pk]}” was pulled: readers do not see it. Choose another.")
        elif found[pk].is_audio and not found[pk].transcript:
            yield warning("body", f"The recording “{found[pk]}” has no transcript for readers who cannot hear it.")
    for address in richtext.embed_addresses(story.body):
        if not embeds.find(address).frame:
            yield warning("body", f"No provider of embeds has {address}: readers get a link.")


def _origin(picture, field, name, story):
    ai = pictures.is_ai(picture.origin)
    if not picture.origin or ai == "ask":
        yield Problem(
            field, f"{name} does not say where it comes from: open it in the library and choose its origin.", rule="I1"
        )
    elif ai in {"yes", "partly"} and not picture.realism:
        yield Problem(field, f"{name} is AI-made: say in the library whether it could be taken for real.", rule="I3")
    elif ai == "unknown":
        yield warning(field, f"{name} is of unknown origin; readers see “Origin not verified”.")
    yield from _rights(picture, field, name)
    if is_away(picture, story):
        yield Problem(field, f"{name} was pulled: readers do not see it. Choose another.")
    if picture.conflict:
        yield Problem(
            field,
            f"The file of {name[0].lower()}{name[1:]} says that AI had a part in it, and the library says otherwise: "
            "correct its origin, or have a publisher decide with a reason.",
            rule="I2",
        )
    if not picture.credit:
        yield Problem(field, f"{name} has no credit: open it in the library and add one.")


def is_away(item, story):
    """Say whether a picture or a file was pulled; what went along when the story was hidden comes back with it."""
    return item.is_pulled and item.pulled_at != story.hidden_at


def _rights(picture, field, name):
    if not picture.use_by:
        return
    today = timezone.localdate(timezone=Publication.current().zone)
    if picture.is_out_of_date(today):
        yield Problem(field, f"{name} may not be used after {picture.use_by:%d %B %Y}: choose another or renew it.")
    elif picture.use_by - today <= RIGHTS_NOTICE:
        yield warning(field, f"{name} may be used until {picture.use_by:%d %B %Y} only.")


def _company(story):
    said = levels(story)
    written_by_people = said and said[Part.BODY] in {AILevel.NONE, AILevel.AID, AILevel.EDITED}
    if written_by_people and not story.bylines.all():
        yield warning("bylines", "Nobody is named in the byline; readers see the publication's name.")
    if not story.tags.all():
        yield warning("tags", "There are no tags; related stories can only be chosen by hand.")
    for number, link in enumerate(story.related_links.select_related("related"), 1):
        if not link.related.is_live:
            # By its number: who is told may not see that story's words.
            yield warning("related", f"Related story {number} is not live, so readers will not see it under this one.")
