"""Compares every edition with the audit record: one that was altered by hand is named, with what is not as it was."""

import json

from articles import statement
from articles.models import AIPolicy, Edition
from articles.operations import frozen, reviewing
from articles.vocabulary import Outcome, label_key, need, strongest
from newsroom.audit.models import Event, Head
from newsroom.publication.models import Publication

BATCH = 500
MOST_NAMED = 5
PUBLISHED = (
    *("story.published", "story.reissued", "story.shown", "story.retracted"),
    *("correction.amended", "translation.confirmed"),
)
WITHDRAWN = "story.withdrawn"
REVIEWED = "text.review.recorded"
DELETED = "story.deleted"
# What the record keeps of an edition, as the sentences name it.
KEPT = {
    "change": "what kind of change it was",
    "levels": "what AI did",
    "need": "whether readers must be told",
    "label": "its label",
    "content_sha256": "the hash of its words",
    "statement_sha256": "its statement on AI",
}
REST = "something else of what readers saw: words, markup, sources, notes, times, address, people or pictures"


def altered(progress=None):
    """Yield, in sentences, what of the stored editions is not as the audit record says.

    ``progress`` is called with how many editions are read and how many there are. Others may publish meanwhile.
    """
    done, total, recorded, unrecorded, last = 0, Edition.objects.count(), 0, [], 0
    while True:
        # What happens to a story after this number is left to the next time.
        seen = Head.objects.values_list("seq", flat=True).first() or 0
        editions = list(_editions().filter(pk__gt=last)[:BATCH])
        if not editions:
            break
        events = _events({edition.story_id for edition in editions})
        for edition in editions:
            deeds = events.get(edition.story_id, [])
            kept = _kept(edition, deeds)
            if kept is None:
                unrecorded.append(edition) if len(unrecorded) < MOST_NAMED else unrecorded.append(None)
            else:
                recorded += 1
            if found := [*_differences(edition, kept), *_derived(edition), *_checked(edition, deeds)]:
                yield f"{_name(edition.story_id, edition.number)} is not as it was published: {'; '.join(found)}."
            yield from _live(edition, deeds, seen)
        done, last = done + len(editions), editions[-1].pk
        if progress:
            progress(done, max(done, total))
    if unrecorded and not Publication.objects.filter(is_demo=True).exists():
        yield _without_event(unrecorded)
    if Event.objects.filter(action__in=PUBLISHED).count() != recorded:
        yield from _removed()


def _editions():
    editions = Edition.objects.select_related("review", "policy").prefetch_related("bylines", "body_pictures")
    return editions.order_by("pk")


def _events(story_ids):
    """Return ``{story id: [(number, action, data), …]}`` of what was recorded of some stories, in order."""
    actions = [*PUBLISHED, WITHDRAWN, REVIEWED]
    found = Event.objects.filter(object__in=[f"story:{pk}" for pk in story_ids], action__in=actions)
    events = {}
    for seq, action, named, payload in found.order_by("seq").values_list("seq", "action", "object", "payload"):
        events.setdefault(_story_id(named), []).append((seq, action, _data(payload)))
    return events


def _kept(edition, deeds):
    """Return what the record keeps of an edition, None where no event tells of it."""
    found = (data for _seq, action, data in deeds if action in PUBLISHED and data.get("edition") == edition.number)
    return next(found, None)


def _differences(edition, kept):
    """Yield what is stored otherwise than it was recorded, and words that are not those of their hash.

    Where the whole is as it was, so are its words: they need not be taken apart.
    """
    is_whole = kept is not None and frozen.sha256(edition) == kept.get("edition_sha256")
    if not is_whole and reviewing.words_of(edition).sha256 != edition.content_sha256:
        yield "its words are not those of its hash"
    if kept is None:
        return
    stored = frozen.facts(edition)
    others = [words for name, words in KEPT.items() if stored[name] != kept.get(name)]
    if others:
        yield f"not as recorded: {', '.join(others)}"
    elif not is_whole:
        yield f"not as recorded: {REST}"


def _derived(edition):
    """Yield where what readers are told does not follow from what AI did, the check and the policy."""
    levels, is_reviewed = edition.ai_parts, edition.review is not None
    needed = need(strongest(levels.values()), is_reviewed=is_reviewed, is_public_interest=edition.is_public_interest)
    key = label_key(levels, is_reviewed=is_reviewed) if levels else ""
    policy = edition.policy or AIPolicy()
    is_shown = statement.is_shown(key, needed, is_reviewed=is_reviewed, label_reviewed=policy.label_reviewed)
    if (edition.need, edition.label_key) != (needed, key if is_shown else ""):
        yield "its label does not follow from what AI did and from who checked it"


def _checked(edition, deeds):
    """Yield where the check that an edition names is not one of its words, or was not recorded."""
    review = edition.review
    if review is None:
        return
    is_of_these = review.story_id == edition.story_id and review.content_sha256 == edition.content_sha256
    kept = statement.content_sha256(edition.language, review.parts)
    if not is_of_these or kept != review.content_sha256 or review.outcome == Outcome.REJECTED:
        yield "the check it names is not one of its words"
    hashes = [data.get("content_sha256") for _seq, action, data in deeds if action == REVIEWED]
    if review.content_sha256 not in hashes:
        yield "the check it names is not in the record"


def _live(edition, deeds, seen):
    """Yield where an edition is live, or is not, against the last that was recorded of its story."""
    changes = [(seq, action, data) for seq, action, data in deeds if action != REVIEWED]
    if not changes or changes[-1][0] > seen:
        return
    _seq, action, data = changes[-1]
    should = action != WITHDRAWN and data.get("edition") == edition.number
    if edition.is_live and not should:
        yield f"{_name(edition.story_id, edition.number)} is live, and the record says that it is not."
    if should and not edition.is_live:
        yield f"{_name(edition.story_id, edition.number)} is not live, and the record says that it is."


def _without_event(editions):
    named = ", ".join(_name(edition.story_id, edition.number) for edition in editions if edition)
    more = f" and {len(editions) - MOST_NAMED:,} more" if len(editions) > MOST_NAMED else ""
    return f"Not published by the desk, since no event tells of it: {named}{more}."


def _removed():
    """Yield the editions that events tell of and that are not there."""
    last = 0
    events = Event.objects.filter(action__in=PUBLISHED).order_by("seq").values_list("seq", "object", "payload")
    while batch := list(events.filter(seq__gt=last)[:BATCH]):
        told = [(_story_id(named), _data(payload).get("edition"), seq) for seq, named, payload in batch]
        there = Edition.objects.filter(story__in={story_id for story_id, _number, _seq in told})
        stored = set(there.values_list("story_id", "number"))
        named = [named for _seq, named, _payload in batch]
        deleted = Event.objects.filter(action=DELETED, object__in=named).values_list("object", flat=True)
        openly = {_story_id(named) for named in deleted}
        for story_id, number, seq in told:
            if (story_id, number) not in stored and story_id not in openly:
                yield f"{_name(story_id, number)}, of which event {seq} tells, is not there: it was removed."
        last = batch[-1][0]


def _name(story_id, number):
    return f"Edition {number} of story {story_id}"


def _story_id(named):
    kind, _colon, key = named.partition(":")
    return int(key) if kind == "story" and key.isdecimal() else 0


def _data(payload):
    """Return an event's data, nothing where its JSON was made unreadable: the check of the chain tells of that."""
    try:
        data = json.loads(payload)["data"]
    except (ValueError, KeyError, TypeError):
        return {}
    return data if isinstance(data, dict) else {}
