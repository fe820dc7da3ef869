"""What the public page on AI is made of: the rules in words, the labels as they are printed, the register of tools."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from articles import statement
from articles.models.disclosure import AIPolicy, AITool
from articles.models.edition import Edition
from articles.operations import labels
from articles.vocabulary import CHIPS, AILevel, Need, Part
from newsroom.publication.localtext import LocalText, in_language
from newsroom.publication.mining import Mining

# The labels of each anchor that labels lead to: their key, and the need they are shown for.
SHOWN = {
    "generated": [("text.generated.unreviewed", Need.MANDATORY), ("text.generated.reviewed", Need.VOLUNTARY)],
    "edited": [("text.edited.unreviewed", Need.MANDATORY), ("text.edited.reviewed", Need.VOLUNTARY)],
    "translated": [("text.translated.unreviewed", Need.MANDATORY), ("text.translated.reviewed", Need.VOLUNTARY)],
    "partly": [("text.partly", Need.MANDATORY), ("text.partly", Need.VOLUNTARY)],
}
LEVELS = {"generated": AILevel.GENERATED, "edited": AILevel.EDITED, "translated": AILevel.TRANSLATED}


class Sample(NamedTuple):
    """The labels that one anchor explains: the chips of cards, and the labels of stories, each once."""

    anchor: str
    chips: list
    labels: list


class Tool(NamedTuple):
    """A line of the register."""

    name: str
    provider: str
    purpose: LocalText
    tool: AITool
    is_in_use: bool


def rules(policy):
    """Return the rules that a policy sets, each as a sentence or two in the active language."""
    return [
        gettext_lazy("No story is published before somebody has said what AI did in it.")
        if not policy.publishes_unassessed
        else gettext_lazy(
            "No new story is published before somebody has said what AI did in it. Stories from our archive may be "
            "there though nobody has assessed that; nothing is then claimed of them."
        ),
        gettext_lazy("We label texts that AI made or changed, also where a person checked the words.")
        if policy.label_reviewed
        else gettext_lazy(
            "We label texts that AI made or changed, unless a person checked the very words and we answer for them."
        ),
        gettext_lazy("Nobody checks words that they alone worked on with AI: a second person does.")
        if policy.four_eyes
        else gettext_lazy("Whoever worked on a text with AI may also be the one who checks it; our record says so."),
        gettext_lazy("Who checked a text is named.")
        if policy.credit == AIPolicy.Credit.NAME
        else gettext_lazy("Who checked a text is named by their function; our record knows the person."),
        gettext_lazy("AI pictures that look real are published with their label, whoever looked at them.")
        if policy.realistic_pictures == AIPolicy.Pictures.LABEL
        else gettext_lazy(
            "We do not publish AI pictures that look real. A publisher may decide otherwise, with a reason; the "
            "picture then carries its label."
        ),
    ]


def answer_time(policy):
    """Return in words how soon a reader who reports something gets an answer."""
    days = policy.answer_days
    return ngettext("We answer within %(days)s day.", "We answer within %(days)s days.", days) % {"days": days}


def samples():
    """Return the labels of stories as they are printed, with particulars that stand for those of a story."""
    return [
        Sample(
            anchor=anchor,
            chips=list(dict.fromkeys(str(CHIPS[key]) for key, _need in shown)),
            labels=[_label(key, need, LEVELS.get(anchor, AILevel.NONE)) for key, need in shown],
        )
        for anchor, shown in SHOWN.items()
    ]


def data_words():
    """Return the plain line at the end of a story that a program filled in."""
    return statement.label_words("text.data")


def register():
    """Return the AI tools, those in use first; one query."""
    today = timezone.localdate()
    tools = [
        Tool(str(tool), tool.provider, in_language(tool.purpose), tool, tool.until is None or tool.until >= today)
        for tool in AITool.objects.all()
    ]
    return sorted(tools, key=lambda line: not line.is_in_use)


def mining_words(publication):
    """Return in words what the publication says about training AI on it."""
    return {
        Mining.UNSAID: gettext_lazy("We have said nothing to machines about training AI on our stories."),
        Mining.ALLOWED: gettext_lazy("Our stories may be used to train AI, and for text and data mining."),
        Mining.RESERVED: gettext_lazy(
            "Our stories may not be used to train AI, nor for text and data mining, unless we agree. Search engines "
            "are welcome."
        ),
    }[publication.mining]


def _label(key, need, level):
    """Return a label out of an edition that has nothing but it, so that it is printed as on a story."""
    language = get_language()
    edition = Edition(
        label_key=key,
        need=need,
        ai_level=level,
        ai_parts={Part.HEADLINE: AILevel.GENERATED, Part.BODY: level, Part.SUMMARY: AILevel.GENERATED},
        reviewer={language: gettext("an editor")},
        translated_from="en" if language == "fr" else "fr",
    )
    return labels.label_of(edition)._replace(anchor="")
