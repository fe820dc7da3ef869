"""What an edition's statement on AI comes to where no page stands around it: in feeds, previews, structured data.

Words are in the story's own language, whatever the reader's, so that every channel says the same.
"""

import re
from datetime import UTC

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, override

from articles import statement
from articles.operations import labels, reading
from articles.operations.addresses import canonical, media_url, unprefixed
from articles.vocabulary import LABELLED
from newsroom import drafts

# Which versions of the two drafts are followed: by ``w3c`` in the statement, and by the header of the page.
DRAFTS = {"w3c": drafts.AI_DISCLOSURE_META, "ietf": drafts.AI_DISCLOSURE_HEADER}
TAG = re.compile("<[^>]*>")
ADDRESSES = re.compile(r'\b(?:src|href|srcset)="[^"]*"')
OWN_PATH = re.compile(r'(?<=["\s,])/(?!/)')


def label(edition):
    """Return the wording that readers of the story in its own language see, "" where they see none."""
    return edition.statement["text"]["label"]["shown"]


def term(edition):
    """Return the IPTC digital source type of the body, "" for a story that nobody has assessed."""
    return statement.TERMS.get(edition.ai_level, "")


def mode(edition):
    """Return the mode of the IETF's draft, "" where nothing may be claimed."""
    return statement.ietf(edition.ai_parts, is_reviewed=edition.statement["review"] is not None)


def made_otherwise(edition):
    """Return ``{part: level}`` for the parts whose words AI made or changed otherwise than the body's."""
    return {part: level for part, level in labels.differing(edition).items() if level in LABELLED}


def opening(edition):
    """Return what stands first where only words travel: the label, then the kind of story; "" for plain news."""
    with override(edition.language):
        said = [_sentence(label(edition))] if edition.chip else []
        if edition.payer:
            said.append(_sentence(gettext("%(label)s: %(text)s") % {"label": edition.kind_chip, "text": edition.payer}))
        elif edition.kind_chip:
            said.append(_sentence(str(edition.kind_chip)))
    return " ".join(said)


def labelled_summary(edition):
    """Return a sentence or two about the story, opened by its label."""
    return f"{opening(edition)} {reading.summary_of(edition)}".strip()


def credit(edition):
    """Return the label with the tools named: "Reported by AI (ExampleGen 3.1), checked by Ada Example"."""
    words = label(edition)
    tools = [f"{tool['name']} {tool['version']}".strip() for tool in edition.statement["text"]["tools"]]
    if not (words and tools):
        return words
    with override(edition.language):
        chip = str(edition.chip)
    head = chip if words.startswith(chip) and chip else words
    return f"{head} ({', '.join(tools)}){words[len(head) :]}"


def picture_words(picture, edition):
    """Return what stands for a picture of the story where only words travel: its label first."""
    with override(edition.language):
        return picture.labelled_alt


def content_html(edition, pictures, attachments, publication):
    """Return the story as HTML to be read elsewhere: its label first, a note last, every address in full.

    ``pictures`` and ``attachments`` are those in its body, by id.
    """
    first = opening(edition)
    with override(edition.language):
        body, note = reading.body_of(edition, pictures, attachments, is_elsewhere=True), labels.note_of(edition)
    parts = [
        format_html("<p><strong>{}</strong></p>\n", first) if first else "",
        format_html("<p>{}</p>\n", edition.standfirst) if edition.standfirst else "",
        with_full_addresses(body, publication),
        format_html("\n<p>{}</p>", _sentence(str(note.words))) if note else "",
    ]
    return mark_safe("".join(parts))


def with_full_addresses(html, publication):
    """Return our own markup with full addresses."""
    address = publication.absolute_url("/")
    return TAG.sub(lambda tag: ADDRESSES.sub(lambda attribute: OWN_PATH.sub(address, attribute[0]), tag[0]), html)


def ai_json(edition, pictures, publication):
    """Return ai.json: the frozen statement with the addresses that it leaves out; ``pictures`` are by id.

    Without ``url``, ``policy``, ``drafts``, ``history`` and the ``url`` of each image it is what the audit record has
    the hash of.
    """
    frozen, address = edition.statement, canonical(edition, publication)
    history = [
        {"at": _utc(line.at), "change": line.text, "note": f"{address}#{line.anchor}"}
        for line in reversed(reading.corrections_of(edition))
        if line.is_of_label
    ]
    return {
        "version": frozen["version"],
        "url": address,
        "lang": frozen["lang"],
        "policy": unprefixed(publication, "ai"),
        **({"drafts": DRAFTS} if settings.AI_DRAFT_STANDARDS else {}),
        **frozen,
        "images": [_file(image["picture"], edition, pictures, publication) | image for image in frozen["images"]],
        "history": history,
    }


def _file(key, edition, pictures, publication):
    """Return the address of a picture's file as the story shows it; nothing where it has none or was pulled."""
    picture, spec = (edition.lead_picture, "lead") if key == edition.lead_picture_id else (pictures.get(key), "body")
    image = picture and picture.image(spec)
    return {"url": media_url(image["url"], publication)} if image else {}


def _sentence(words):
    return f"{words.rstrip('.')}."


def _utc(time):
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
