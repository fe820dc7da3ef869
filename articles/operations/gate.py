"""What stands between a story and its readers: every rule that a publication has to keep, asked inside the one door."""

from django.utils import timezone

from articles import validators
from articles.models import AIPolicy, AITool
from articles.operations import reviewing, standing, translating
from articles.operations.freezing import is_lowered, used_pictures
from articles.validators import Problem, warning
from articles.vocabulary import LABELLED, AILevel, Outcome, Part, strongest
from newsroom import local_time, richtext
from newsroom.publication.models import Publication

REALISM_FORBIDDEN = "realistic"
# A reason is words, not a full stop.
REASON_LETTERS = 20


def problems(story, *, actor=None, previous=None, at=None):
    """Return everything that blocks or warns, blocking first.

    ``previous`` is the newest edition, ``actor`` the person who asks to publish, ``at`` when it is to go out (now).
    """
    policy, publication = AIPolicy.current(), Publication.current()
    levels = validators.levels(story) or {}
    found = [
        *validators.problems(story),
        *embargo(story, at or timezone.now()),
        *_assessed(story, levels, policy),
        *_authors(story),
        *_automated(story, levels, publication),
        *_checked(story, levels, policy, publication),
        *_history(story, levels, previous, actor),
        *_scope(story),
        *_realistic(story, policy),
        *_links(story, publication),
        *_translated(story),
    ]
    return sorted(found, key=lambda problem: not problem.blocks)


def blocking(story, *, actor=None, previous=None, at=None):
    """Return only what blocks."""
    return [problem for problem in problems(story, actor=actor, previous=previous, at=at) if problem.blocks]


def embargo(story, at):
    """What is under embargo goes out when that ends, not before."""
    if story.embargo_until and at < story.embargo_until:
        until = local_time.said(story.embargo_until, Publication.current().zone)
        yield Problem(
            "embargo_until",
            f"Under embargo until {until}: schedule it for then or later, or a publisher lifts the embargo.",
        )


def _assessed(story, levels, policy):
    """T1: a story without an answer is public only out of an archive, where the policy says so."""
    if not levels and story.is_archive and not policy.publishes_unassessed:
        yield Problem(
            "ai_body",
            "This story came from an archive and nobody has said what AI did in it: choose one answer. (A publisher "
            "can let archives be published without a claim, in the AI policy.)",
            rule="T1",
        )


def _authors(story):
    """T5: an AI is never an author, whoever entered it as one."""
    people = {line.author.name.casefold(): line.author for line in story.bylines.all()} if story.pk else {}
    for tool in AITool.objects.all() if people else ():
        if author := people.get(tool.name.casefold()) or people.get(str(tool).casefold()):
            yield Problem(
                "bylines",
                f"“{author}” is one of our AI tools, and an AI is never an author: name who did the work, or nobody.",
                rule="T5",
            )


def _automated(story, levels, publication):
    """T3: what no person sees is published only where the section allows it, with a tool and somebody who answers."""
    if AILevel.AUTOMATED not in levels.values():
        return
    if story.section_id and not story.section.automation_allowed:
        yield Problem(
            "section",
            f"“{story.section}” takes no automatic stories: choose another section, or allow it there.",
            rule="T3",
        )
    if not (story.pk and story.ai_tools.exists()):
        yield Problem("ai_tools", "AI publishes this story by itself: name the tool.", rule="T3")
    if not reviewing.is_answered_for(publication):
        yield Problem(
            "", "Automatic stories need somebody who answers for them: name the responsible editor.", rule="T3"
        )


def _checked(story, levels, policy, publication):
    """T2, T4, T6, E1: words that changed after a check are checked again; what is not checked says so."""
    if not levels or not story.pk or strongest(levels.values()) not in LABELLED:
        return
    review, words = reviewing.latest(story), reviewing.words_of(story)
    if reviewing.is_stale(review, words):
        yield Problem(
            "review",
            f"The words changed after {review.reviewer_name} checked them on {review.reviewed_at:%d %B %Y}: check them "
            "again, or take the check back.",
            rule="T6",
        )
    elif review is not None and review.outcome == Outcome.REJECTED and review.content_sha256 == words.sha256:
        yield Problem(
            "review", f"{review.reviewer_name} checked these words and rejected them: change them.", rule="T2"
        )
    elif not reviewing.is_valid(review, words, policy, publication):
        why = why_unchecked(review, policy, publication)
        yield warning("review", f"{why} Readers see “Not checked by an editor”.", rule="T2")
    elif review.is_own_text:
        yield warning("review", f"{review.reviewer_name} checked words that they alone worked on.", rule="T4")


def why_unchecked(review, policy, publication):
    """Return in words why a check of these very words does not count."""
    if not reviewing.is_answered_for(publication):
        return "Nobody is publicly responsible for what is published, so no check counts."
    if not reviewing.stands(review):
        return "Nobody has checked these words."
    if policy.four_eyes and review.is_own_text:
        return f"{review.reviewer_name} alone worked on these words; by our policy somebody else checks them."
    return f"{review.reviewer_name}, who checked these words, has left."


def _history(story, levels, previous, actor):
    """T8, T9: what AI was said to have done is not taken back in silence, nor by one person once it was public."""
    if not levels:
        return
    was = story.ai_ever in LABELLED and strongest(levels.values()) not in LABELLED
    lowered = previous is not None and is_lowered(previous.ai_parts, levels)
    if (was or lowered) and len(story.ai_reason) < REASON_LETTERS:
        yield Problem(
            "ai_reason",
            "This story was said to be made with more AI than now: say why that was wrong, in a sentence.",
            rule="T9" if lowered else "T8",
        )
    if lowered and actor is not None and _decided_alone(story, levels, previous, actor):
        yield Problem(
            "ai_body",
            "You said yourself that AI did less than readers were told: somebody else has to publish that.",
            rule="T9",
        )


def _decided_alone(story, levels, previous, actor):
    said = {row.part: row.decided_by_id for row in story.disclosures.all()}
    lowered = [part for part in previous.ai_parts if is_lowered({part: previous.ai_parts[part]}, levels)]
    return any(said.get(part, said.get(Part.BODY)) == actor.pk for part in lowered)


def _scope(story):
    if not story.is_public_interest and len(story.scope_reason) < REASON_LETTERS:
        yield Problem("scope_reason", "Say why this story is not of public interest, in a sentence.")


def _realistic(story, policy):
    """I4: where AI pictures that look real are not published, only a publisher may, with a reason."""
    forbidden = policy.realistic_pictures == AIPolicy.Pictures.FORBID
    forbidden = forbidden or (story.section_id and story.section.forbids_realistic_ai)
    if not forbidden or len(story.realistic_reason) >= REASON_LETTERS:
        return
    for picture in used_pictures(story):
        if picture.realism == REALISM_FORBIDDEN:
            field = "lead_picture" if picture.pk == story.lead_picture_id else "body"
            yield Problem(
                field,
                f"“{picture}” is made by AI and looks real, which is not published here: choose another picture, or a "
                "publisher gives a reason.",
                rule="I4",
            )


def _links(story, publication):
    """Links to addresses here lead to something that readers find."""
    sources = [source["url"] for source in story.sources]
    typed = [("body", address) for address in richtext.link_addresses(story.body)]
    typed += [("sources", address) for address in sources if address]
    places = {address: standing.tidy(address, publication) for _field, address in typed}
    gone = set(standing.missing(filter(None, places.values())))
    for field, address in typed:
        # Read at the story's own address, it would lead below that.
        is_loose = bool(places[address]) and not address.startswith(("/", "#")) and "//" not in address
        if is_loose or places[address] in gone:
            yield warning(
                field, f"A link leads to “{address[:80]}”, where readers find nothing: mend it or take it out."
            )


def _translated(story):
    """A translation says what its original says, in another language."""
    if not (story.pk and story.translation_of_id):
        return
    same, of = translating.still_original(story)
    if same:
        pieces = "All" if same == of else f"{same} of {of}"
        yield warning("translation", f"{pieces} pieces are still in the original’s words: translate them.")
    if translating.is_stale(story):
        yield warning("translation", "The original has changed: hold the translation against it, and confirm.")
