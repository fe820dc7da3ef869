"""Makes the edition that publishing now would freeze: the words, and the statement on AI that goes with them."""

from datetime import UTC
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext, override

from articles import statement, validators
from articles.models import AIPolicy, AITool, Edition
from articles.models.text import StoryText
from articles.operations import reviewing
from articles.slugs import make_slug
from articles.vocabulary import LABELLED, LEVEL_ORDER, Change, CorrectionKind, Need, Part, label_key, need, strongest
from newsroom import richtext
from newsroom.media import vocabulary as pictures
from newsroom.media.models import Attachment, Picture
from newsroom.publication.localtext import in_language
from newsroom.publication.models import Publication

WORDS = [field.name for field in StoryText._meta.local_fields]


class Disclosure(NamedTuple):
    """What readers would be told of AI in a story if it were published now, and why.

    ``newest`` is its newest review, whatever came of it, ``review`` the same where it lets the words be called checked.
    """

    levels: dict
    need: Need
    key: str
    is_shown: bool
    newest: object
    review: object
    reviewer: dict
    words: reviewing.Words
    policy: AIPolicy

    @property
    def shown_key(self):
        """The key of the label that readers would see, "" for none."""
        return self.key if self.is_shown else ""


def disclosure_of(story, *, levels=None, policy=None, publication=None, latest=reviewing.latest):
    """Return what publishing the story now would tell readers of AI.

    ``levels`` are answers that are not stored, ``{part: level}``, in place of the story's own; ``latest`` gives the
    newest review of a story. Writes nothing, so the story may carry words that are not stored either.
    """
    policy, publication = policy or AIPolicy.current(), publication or Publication.current()
    levels = validators.levels(story, levels) or {}
    words = reviewing.words_of(story)
    newest = latest(story) if story.pk and strongest(levels.values()) in LABELLED else None
    review = newest if reviewing.is_valid(newest, words, policy, publication) else None
    is_reviewed = review is not None
    needed = need(strongest(levels.values()), is_reviewed=is_reviewed, is_public_interest=story.is_public_interest)
    key = label_key(levels, is_reviewed=is_reviewed) if levels else ""
    return Disclosure(
        levels=levels,
        need=needed,
        key=key,
        is_shown=statement.is_shown(key, needed, is_reviewed=is_reviewed, label_reviewed=policy.label_reviewed),
        newest=newest,
        review=review,
        reviewer=reviewing.public_name(review, policy) if review else {},
        words=words,
        policy=policy,
    )


def unsaved_edition(
    story, *, actor=None, change=Change.FIRST, note="", kind=CorrectionKind.CORRECTION, previous=None, now=None
):
    """Return the edition that publishing now would make, without saving it; previews show it."""
    now = now or timezone.now()
    publication = Publication.current()
    said = disclosure_of(story, publication=publication)
    picture = story.lead_picture
    words = {name: getattr(story, name) for name in WORDS}
    words["body"] = richtext.with_alts(story.body, said.words.library)
    words["lead_alt"] = story.used_alt
    words["lead_caption"] = story.used_caption
    moves = not previous or change in {Change.UPDATE, Change.CORRECTION}
    edition = Edition(
        **words,
        story=story,
        number=previous.number + 1 if previous else 1,
        slug=story.slug or make_slug(story.headline, fallback=f"story-{story.pk}"),
        path_date=story.first_published_on or day_of(now, publication),
        section=story.section,
        translation_key=story.translation_key,
        related_story_ids=list(story.related_links.values_list("related_id", flat=True)),
        dismissed_story_ids=list(story.dismissed),
        first_published_at=previous.first_published_at if previous else now,
        published_at=now,
        updated_at=now if moves else previous.updated_at,
        published_by=actor,
        change_kind=change,
        change_note=note,
        word_count=len(richtext.plain_text(story.body).split()),
        content_sha256=said.words.sha256,
        ai_level=said.levels.get(Part.BODY, ""),
        ai_parts=said.levels,
        is_unassessed=not said.levels,
        need=said.need,
        label_key=said.shown_key,
        reviewer=said.reviewer,
        review=said.review,
        policy=said.policy if said.policy.pk else None,
        lead_origin=picture.origin if picture else "",
        original_id=story.original_id,
        corrected_at=now if change == Change.CORRECTION else previous and previous.corrected_at,
    )
    edition.corrections = _corrections(edition, previous, change, note, kind, now)
    edition.is_corrected = len(edition.corrections) > (len(previous.corrections) if previous else 0)
    state(edition, said.key, tools_of(story), _responsible(publication, edition.language))
    return edition


def restate(edition, note=""):
    """Bring what an edition says of AI up to date, its words untouched, and return the public note on that."""
    old, before, was = edition.statement, edition.label_words, _label(edition)
    revoked = edition.review is not None and not reviewing.stands(edition.review)
    if revoked:
        edition.review, edition.reviewer = None, {}
        edition.need = need(
            strongest(edition.ai_parts.values()), is_reviewed=False, is_public_interest=edition.is_public_interest
        )
        edition.label_key = label_key(edition.ai_parts, is_reviewed=False)
    edition.lead_origin = edition.lead_picture.origin if edition.lead_picture else ""
    state(edition, old["text"]["label"]["key"], old["text"]["tools"], old["editorial_responsibility"])
    with override(edition.language):
        if note or _label(edition) == was:
            return note or (gettext("A check of this story’s words was taken back.") if revoked else "")
        return label_note(before.rstrip("."), edition.label_words.rstrip("."))


def state(edition, key, tools, responsible):
    """Give an edition its statement, and say whether it belongs in the public log.

    ``key`` is that of the label readers would see if the policy did not leave it off.
    """
    used = used_pictures(edition)
    with override(edition.language):
        images = [_image(picture) for picture in used]
        editor = str(in_language(edition.reviewer)) if edition.review else ""
        shown = edition.label_words
    edition.statement = statement.make(
        language=edition.language,
        content_sha256=edition.content_sha256,
        published_at=moment(edition.published_at),
        levels=edition.ai_parts,
        label={"need": str(edition.need), "key": edition.label_key or key, "shown": shown},
        source_language=edition.translated_from,
        tools=tools,
        ai_role=edition.ai_role,
        review=_review(edition.review, editor),
        responsible=responsible,
        images=images,
    )
    edition.has_ai = edition.need != Need.OFF or any(pictures.has_ai(picture.origin) for picture in used)


def disclosure_correction(now, note):
    """Return a public note on what is said of AI, as editions keep their corrections."""
    return {"at": now.isoformat(), "kind": "ai_disclosure", "text": note}


def used_pictures(edition):
    """Return the pictures an edition shows, the lead first: one query where its body has any."""
    ids = richtext.picture_ids(edition.body)
    library = Picture.objects.in_bulk(ids) if ids else {}
    found = [edition.lead_picture, *(library.get(pk) for pk in ids)]
    return list({picture.pk: picture for picture in found if picture}.values())


def used_files(edition):
    """Return the files and recordings that stand in an edition: one query where its body has any."""
    ids = richtext.attachment_ids(edition.body)
    return list(Attachment.objects.filter(pk__in=ids).order_by("pk")) if ids else []


def tools_of(story):
    """Return the tools of a story as a statement names them; a tool out of use is named as it was."""
    if not story.pk:
        return []
    tools = AITool.objects.filter(stories=story)
    return [{"name": tool.name, "version": tool.version, "provider": tool.provider} for tool in tools]


def day_of(now, publication):
    """Return the day of a moment where the publication is; it stands in the address."""
    return timezone.localdate(now, publication.zone)


def moment(time):
    """Return a moment as machines are told it: UTC, to the second."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _corrections(edition, previous, change, note, kind, now):
    """Return every public note so far, with those that this edition adds."""
    notes = list(previous.corrections) if previous else []
    if change == Change.CORRECTION:
        notes.append({"at": now.isoformat(), "kind": str(kind), "text": note})
    if previous and (text := _disclosure_note(edition, previous)):
        notes.append(disclosure_correction(now, text))
    return notes


def is_lowered(before, after):
    """Say whether AI is now said to have done less in some part than readers were told."""
    return any(part in after and LEVEL_ORDER[after[part]] < LEVEL_ORDER[level] for part, level in before.items())


def _disclosure_note(edition, previous):
    """Return the public note on a label that is not as it was, in the story's language; "" where nothing changed."""
    with override(edition.language):
        if _label(previous) != _label(edition):
            return label_note(previous.label_words.rstrip("."), edition.label_words.rstrip("."))
        if is_lowered(previous.ai_parts, edition.ai_parts):
            return gettext("What AI did in this story was first stated wrongly. It is now stated as it was.")
    return ""


def _label(edition):
    """What of a label is a matter of fact: its key, and the parts it names; not who checked."""
    return edition.label_key, edition.label_key == "text.partly" and statement.made_by_ai(edition.ai_parts)


def label_note(before, after):
    """Return the public note that a story's label was added, changed or taken away, in the active language."""
    if not before:
        return gettext("This story was first published without its label: %(label)s.") % {"label": after}
    if not after:
        return gettext("This story was first labelled “%(label)s”. It needs no label.") % {"label": before}
    return gettext("This story was first labelled “%(before)s”. Its label is: %(after)s.") % {
        "before": before,
        "after": after,
    }


def _review(review, editor):
    if review is None:
        return None
    return {
        "basis": review.basis,
        "facts_checked": review.facts_checked,
        "by": editor,
        "at": moment(review.reviewed_at),
        "content_sha256": review.content_sha256,
    }


def _responsible(publication, language):
    if not reviewing.is_answered_for(publication):
        return None
    return {
        "name": publication.responsible_name,
        "role": str(in_language(publication.responsible_role, language)),
        "contact": publication.responsible_contact,
    }


def _image(picture):
    return {
        "picture": picture.pk,
        "digital_source_type": pictures.uri(picture.origin) or None,
        "is_ai": pictures.is_ai(picture.origin),
        "realism": picture.realism or None,
        "label": str(picture.label),
    }
