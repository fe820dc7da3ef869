"""The closed vocabularies of a story: its status, what AI did, its labels, its bylines. Pure; no database."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(TextChoices):
    """Where the working copy stands. Whether a story is public is a fact, not a status: it has a live edition."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    SCHEDULED = "scheduled", "Scheduled"


class Deed(TextChoices):
    """What the newsroom can do to a story; each has its permission in ``PERMISSIONS``."""

    SUBMIT = "submit", "Submit for review"
    SEND_BACK = "send_back", "Send back"
    APPROVE = "approve", "Approve"
    SCHEDULE = "schedule", "Schedule"
    UNSCHEDULE = "unschedule", "Unschedule"
    PUBLISH = "publish", "Publish"
    HIDE = "hide", "Hide now"
    SHOW = "show", "Show again"
    WITHDRAW = "withdraw", "Withdraw"
    RETRACT = "retract", "Retract"


PERMISSIONS = {
    Deed.SUBMIT: "articles.submit_story",
    Deed.SEND_BACK: "articles.review_story",
    Deed.APPROVE: "articles.review_story",
    Deed.SCHEDULE: "articles.publish_story",
    Deed.UNSCHEDULE: "articles.publish_story",
    Deed.PUBLISH: "articles.publish_story",
    Deed.HIDE: "articles.hide_story",
    Deed.SHOW: "articles.hide_story",
    Deed.WITHDRAW: "articles.withdraw_story",
    Deed.RETRACT: "articles.withdraw_story",
}

UNPLANNED = {Status.DRAFT, Status.IN_REVIEW, Status.APPROVED}
# From which status a deed may be done, and where it leads; None leaves the working copy as it is.
TRANSITIONS = {
    Deed.SUBMIT: ({Status.DRAFT}, Status.IN_REVIEW),
    Deed.SEND_BACK: ({Status.IN_REVIEW, Status.APPROVED}, Status.DRAFT),
    Deed.APPROVE: ({Status.DRAFT, Status.IN_REVIEW}, Status.APPROVED),
    Deed.SCHEDULE: (set(Status), Status.SCHEDULED),
    Deed.UNSCHEDULE: ({Status.SCHEDULED}, Status.APPROVED),
    Deed.PUBLISH: (UNPLANNED, Status.DRAFT),
    Deed.HIDE: (set(Status), None),
    Deed.SHOW: (set(Status), None),
    Deed.WITHDRAW: (set(Status), None),
    Deed.RETRACT: (UNPLANNED, Status.DRAFT),
}


class Change(TextChoices):
    """What changed with an edition, asked each time a live story is published again."""

    FIRST = "first", "First publication"
    MINOR = "minor", "Minor: a typo; the time of update stays"
    UPDATE = "update", "Update: something new; the time of update moves"
    CORRECTION = "correction", "Correction: something was wrong; a note tells readers"


class NoticeKind(TextChoices):
    """What people are told of; each may switch off the mails of a kind, never the notice at the desk."""

    SUBMITTED = "submitted", "A story was handed in for review"
    SENT_BACK = "sent_back", "My story was sent back"
    APPROVED = "approved", "My story was approved"
    PUBLISHED = "published", "My story was published"
    ASSIGNED = "assigned", "A story was given to me"
    REFUSED = "refused", "A planned story did not go out"
    HIDDEN = "hidden", "A live story was hidden"
    ORIGINAL_CHANGED = "original_changed", "The original of my translation was changed or corrected"
    REPORTED = "reported", "A reader reported a mistake"


class CorrectionKind(TextChoices):
    """What a public note on a story says happened."""

    CORRECTION = "correction", "Correction: something was wrong"
    CLARIFICATION = "clarification", "Clarification: something could be misread"
    UPDATE = "update", "Update: something that readers should know was added"
    AI_DISCLOSURE = "ai_disclosure", "AI label: what was said of AI was wrong"
    RETRACTION = "retraction", "Retraction: the story does not stand"


class AILevel(TextChoices):
    """What AI did in a text, in the order in which the strongest wins. There is no default."""

    NONE = "none", "Nothing. People reported and wrote it."
    DATA = "data", "A program filled it in from data, without generative AI (results, weather, prices)."
    AID = "aid", "AI helped, but none of these words come from it (transcripts, research, tags, spell-check)."
    EDITED = "edited", "AI changed the wording of a text that a person wrote."
    TRANSLATED = "translated", "AI translated it."
    GENERATED = "generated", "AI wrote it, as a draft or as it stands."
    AUTOMATED = "automated", "AI writes and publishes it, and no person sees each item."


LEVEL_ORDER = {level: place for place, level in enumerate(AILevel)}
LABELLED = (AILevel.EDITED, AILevel.TRANSLATED, AILevel.GENERATED, AILevel.AUTOMATED)


class Part(TextChoices):
    """A part of a story that has a level of its own; one that says nothing has the body's."""

    HEADLINE = "headline", "Headline"
    STANDFIRST = "standfirst", "Standfirst"
    BODY = "body", "Body"
    SUMMARY = "summary", "Summary"
    CAPTION = "caption", "Captions"
    ALT = "alt", "Alternative texts"


def strongest(levels):
    """Return the strongest of some levels, or None where there is none."""
    return max(levels, key=LEVEL_ORDER.__getitem__, default=None)


class Need(TextChoices):
    """Whether readers must be told: off, told by our own choice, or told by law and not to be switched off."""

    OFF = "off", "No label"
    VOLUNTARY = "voluntary", "Label by choice"
    MANDATORY = "mandatory", "Label required"


def need(level, *, is_reviewed, is_public_interest=True):
    """Return what readers need to be told of a text of this strongest level.

    ``is_reviewed``: a valid review of these exact words stands. The law asks for a label on words that AI wrote or
    changed in matters of public interest, unless a person checked them and answers for them (EU AI Act, Art. 50(4)).
    """
    if level not in LABELLED:
        return Need.OFF
    if level == AILevel.AUTOMATED:
        return Need.MANDATORY
    return Need.VOLUNTARY if is_reviewed or not is_public_interest else Need.MANDATORY


def label_key(levels, *, is_reviewed):
    """Return the key of the words readers are told, for ``{part: level}`` with a level for the body; "" for none."""
    body = levels[Part.BODY]
    if body == AILevel.DATA and strongest(levels.values()) not in LABELLED:
        return "text.data"
    if body not in LABELLED:
        return "text.partly" if strongest(levels.values()) in LABELLED else ""
    said = AILevel.GENERATED if body == AILevel.AUTOMATED else body
    return f"text.{said}.{'reviewed' if is_reviewed and body != AILevel.AUTOMATED else 'unreviewed'}"


# The chip of each label: the first words of its full wording. A report from data has none.
CHIPS = {
    "text.generated.unreviewed": _("Reported by AI"),
    "text.generated.reviewed": _("Reported by AI"),
    "text.edited.unreviewed": _("Changed by AI"),
    "text.edited.reviewed": _("Edited with AI"),
    "text.translated.unreviewed": _("Translated by AI"),
    "text.translated.reviewed": _("Translated by AI"),
    "text.partly": _("Partly by AI"),
}


class Kind(TextChoices):
    """What a story is, said as plainly as what AI did; readers see it of everything but news."""

    NEWS = "news", "News"
    OPINION = "opinion", "Opinion"
    ANALYSIS = "analysis", "Analysis"
    EXPLAINER = "explainer", "Explainer"
    SPONSORED = "sponsored", "Sponsored: somebody paid for it"
    PRESS_RELEASE = "press_release", "Press release, as it was sent to us"
    WIRE = "wire", "From a news agency"


KIND_CHIPS = {
    Kind.OPINION: pgettext_lazy("kind of story", "Opinion"),
    Kind.ANALYSIS: pgettext_lazy("kind of story", "Analysis"),
    Kind.EXPLAINER: pgettext_lazy("kind of story", "Explainer"),
    Kind.SPONSORED: pgettext_lazy("kind of story", "Sponsored"),
    Kind.PRESS_RELEASE: pgettext_lazy("kind of story", "Press release"),
    Kind.WIRE: pgettext_lazy("kind of story", "From a news agency"),
}


class Outcome(TextChoices):
    """What came of checking a text that AI made or touched."""

    APPROVED = "approved", "The words stand as they are"
    CHANGED = "changed", "I changed them, and now they stand"
    REJECTED = "rejected", "They must not be published so"


class Basis(TextChoices):
    """On what ground a checked text needs no label by law (EU AI Act, Art. 50(4))."""

    HUMAN_REVIEW = "human_review", "A person checked the substance"
    EDITORIAL_CONTROL = "editorial_control", "It went through our editorial control"


class BylineRole(TextChoices):
    """What a person did for a story."""

    REPORTING = "reporting", "Reporting"
    PHOTOGRAPHY = "photography", "Photography"
    TRANSLATION = "translation", "Translation"
    EDITING = "editing", "Editing"
    DATA = "data", "Data"


# How a page introduces the people of a role: "By Ada", "Translation: Ada".
BYLINE_WORDS = {
    BylineRole.REPORTING: pgettext_lazy("byline", "By"),
    BylineRole.PHOTOGRAPHY: pgettext_lazy("byline", "Photography:"),
    BylineRole.TRANSLATION: pgettext_lazy("byline", "Translation:"),
    BylineRole.EDITING: pgettext_lazy("byline", "Editing:"),
    BylineRole.DATA: pgettext_lazy("byline", "Data:"),
}
