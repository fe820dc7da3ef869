"""The part of the story form that asks what AI did, with which tools, and what a publisher decides about it."""

import copy
import json

from django import forms
from django.conf.locale import LANG_INFO
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import capfirst

from articles.admin.explain import readers_see
from articles.models import AIPolicy, AITool, Section, Story
from articles.operations import reviewing
from articles.operations.gate import REASON_LETTERS
from articles.vocabulary import LABELLED, LEVEL_ORDER, AILevel, Kind, Part

PART_FIELDS = {
    Part.BODY: "ai_body",
    Part.HEADLINE: "ai_headline",
    Part.STANDFIRST: "ai_standfirst",
    Part.SUMMARY: "ai_summary",
    Part.CAPTION: "ai_caption",
    Part.ALT: "ai_alt",
}
# The answer to "what did AI do" that is the strongest of all parts; the script works it out.
STRONGEST = "ai"
# What a review, a label or a level depends on besides the levels; typed, it changes what readers will see.
TYPED = [
    *("language", "headline", "standfirst", "body", "summary", "lead_picture", "lead_alt", "lead_is_decorative"),
    *("lead_caption", "ai_role", "translated_from", "is_public_interest"),
]
STORED = [
    *("ai_tools", "ai_role", "translated_from", "ai_reason", "is_public_interest", "scope_reason", "realistic_reason"),
]
SCOPE = ["is_public_interest", "scope_reason"]
KEY_DIGITS = 18
UNKNOWN_ANSWER = {"invalid_choice": "“%(value)s” is none of the answers: choose one of those listed."}
ADD_TOOL = ' Is one missing? <a href="{}" target="_blank">Add it (opens in a new tab)</a>, then save this story.'
TOO_SHORT = f"Say why in a sentence, of at least {REASON_LETTERS} characters."


class StoredTextField(forms.CharField):
    """A text of the story's, tidied as the database will keep it before it is measured and compared."""

    def __init__(self, name, **kwargs):
        self.stored = Story._meta.get_field(name)
        said = {"label": capfirst(self.stored.verbose_name), "help_text": self.stored.help_text}
        super().__init__(max_length=self.stored.max_length, required=False, **said | kwargs)

    def to_python(self, value):
        return self.stored.to_python(super().to_python(value))


class ToolsField(forms.ModelMultipleChoiceField):
    """AI tools of the register, to tick."""

    def __init__(self):
        super().__init__(
            label="AI tools",
            queryset=AITool.objects.none(),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="With which tools AI did it. Readers find them on the page about AI.",
            error_messages={
                "invalid_choice": "Tool %(value)s is not in the register, or out of use: tick tools that are listed.",
                "invalid_pk_value": "“%(pk)s” names no tool: tick tools that are listed.",
            },
        )

    def clean(self, value):
        for key in value or []:
            # SQLite has no room for a longer key and would fail instead of finding none.
            if not str(key).isdecimal() or len(str(key)) > KEY_DIGITS:
                raise forms.ValidationError(self.error_messages["invalid_pk_value"], params={"pk": key})
        return super().clean(value)

    def label_from_instance(self, tool):
        ended = " · no longer in use" if tool.until and tool.until < timezone.localdate() else ""
        return f"{tool}, {tool.provider}{ended}"


def part_field(part):
    """Return the question for a part whose answer differs from the body's."""
    same = [("", "The same as the body")]
    choices = same + AILevel.choices
    return forms.ChoiceField(label=part.label, choices=choices, required=False, error_messages=UNKNOWN_ANSWER)


def languages():
    """Return every language Django knows as choices, in English and in itself."""
    named = [(code, info) for code, info in LANG_INFO.items() if "name" in info]
    return sorted(((code, f"{info['name']} · {info['name_local']}") for code, info in named), key=lambda each: each[1])


class DisclosureForm(forms.ModelForm):
    """What AI did in a story.

    The deeds in ``drafting`` store it: the admin excludes ``STORED``, so that a save leaves the row to them.
    """

    # Who fills it in, where they add a tool ("" for those who may not), and where AI pictures that look real are not
    # published; the admin sets all three.
    user = None
    add_tool_url = ""
    forbidding = None

    ai_body = forms.ChoiceField(
        label="What did AI do in this story?",
        choices=AILevel,
        widget=forms.RadioSelect,
        required=False,
        error_messages=UNKNOWN_ANSWER,
    )
    ai_headline = part_field(Part.HEADLINE)
    ai_standfirst = part_field(Part.STANDFIRST)
    ai_summary = part_field(Part.SUMMARY)
    ai_caption = part_field(Part.CAPTION)
    ai_alt = part_field(Part.ALT)
    ai_tools = ToolsField()
    ai_role = StoredTextField(
        "ai_role",
        widget=AdminTextInputWidget(attrs={"data-count": ""}),
        help_text="Such as “drafted from the port authority's notice”. At most 200 characters. Readers see it when "
        "they ask.",
    )
    translated_from = forms.ChoiceField(
        label="AI translated it from",
        required=False,
        error_messages=UNKNOWN_ANSWER,
        help_text="The language of the original. Where AI translated, the story cannot be published without it: it "
        "stands in the label.",
    )
    ai_reason = StoredTextField(
        "ai_reason",
        widget=AdminTextareaWidget(attrs={"rows": 2}),
        help_text="Only where the answers now say less than was said before, which is not taken back in silence. Say "
        f"in at least {REASON_LETTERS} characters why that was wrong; kept in the audit record, not public.",
    )
    is_public_interest = forms.BooleanField(
        label="Of public interest",
        required=False,
        help_text="In news nearly always. The law then asks for a label on words that AI made and nobody checked.",
    )
    scope_reason = StoredTextField("scope_reason", widget=AdminTextareaWidget(attrs={"rows": 2}))
    realistic_reason = StoredTextField("realistic_reason", widget=AdminTextareaWidget(attrs={"rows": 2}))

    class Meta:
        model = Story
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        story = self.instance
        self.forbidding = self.forbidding or Forbidding()
        for name in set(DECIDED) - set(asked_of(self.user, story, self.forbidding)):
            self.fields.pop(name, None)
        for disclosure in story.disclosures.all() if story.pk else []:
            self.initial[PART_FIELDS[disclosure.part]] = disclosure.level
        chosen = list(story.ai_tools.values_list("pk", flat=True)) if story.pk else []
        self.initial |= {name: getattr(story, name) for name in STORED if name != "ai_tools"} | {"ai_tools": chosen}
        in_use = Q(until__isnull=True) | Q(until__gte=timezone.localdate())
        self.fields["ai_tools"].queryset = AITool.objects.filter(in_use | Q(pk__in=chosen))
        if self.add_tool_url:
            self.fields["ai_tools"].help_text += format_html(ADD_TOOL, self.add_tool_url)
        if section := self.fields.get("section"):
            section.choices = [("", section.empty_label), *((one.pk, str(one)) for one in self.forbidding.all_sections)]
        self.fields["translated_from"].choices = [("", "Choose"), *languages()]

    def clean(self):
        data = super().clean()
        if "is_public_interest" in self.fields:
            self._check_scope(data)
        reason = data.get("realistic_reason")
        if reason and len(reason) < REASON_LETTERS:
            self.add_error("realistic_reason", TOO_SHORT)
        return data

    def levels(self):
        """The answers to what AI did, ``{part: level}``; "" where a part says nothing of its own."""
        return {part: self.cleaned_data.get(name, "") for part, name in PART_FIELDS.items()}

    def readers_see(self):
        """What readers will see of AI with what is typed, whether or not the form is valid; nothing is stored."""
        if not self.is_bound:
            return self._explained(self.instance, None if self.instance.pk else {})
        story = copy.copy(self.instance)
        for name in TYPED:
            if name in self.fields:
                setattr(story, name, self.typed(name, getattr(story, name)))
        levels = {part: level for part, level in self.typed_levels().items() if level}
        return self._explained(story, levels)

    def _explained(self, story, levels):
        return readers_see(story, levels, self.forbidding.policy, lambda story: self.newest_review)

    def asked(self):
        """Which rows the script shows when, as JSON: {row: {field: [values]}}. One fitting value shows the row.

        A part that has no answer has the body's; "ai" is the strongest answer of all.
        """
        with_ai = [level for level in AILevel if level not in {AILevel.NONE, AILevel.DATA}]
        rows = {
            "ai_tools": {STRONGEST: with_ai},
            "ai_role": {STRONGEST: with_ai},
            "translated_from": {field: [AILevel.TRANSLATED] for field in PART_FIELDS.values()},
            "ai_reason": self._lower(),
            "scope": {STRONGEST: LABELLED},
            "is_public_interest": {STRONGEST: LABELLED, "is_public_interest": [""]},
            "scope_reason": {"is_public_interest": [""]},
            "payer": {"kind": [Kind.SPONSORED]},
        }
        if not self.forbidding.everywhere:
            rows["realistic_reason"] = {"section": [str(pk) for pk in self.forbidding.sections]}
        return json.dumps(rows)

    def typed_levels(self):
        """The answers to what AI did as they are typed; "" where there is none, or none of those listed."""
        return {part: self.typed(name, "") for part, name in PART_FIELDS.items()}

    def typed(self, name, otherwise):
        """What is typed into a box, as the story would hold it; ``otherwise`` where the box cannot take it."""
        try:
            return self.fields[name].clean(self[name].data)
        except forms.ValidationError:
            return otherwise

    @cached_property
    def newest(self):
        """The newest edition of the story, None before the first."""
        return self.instance.editions.order_by("-number").first() if self.instance.pk else None

    @cached_property
    def newest_review(self):
        """The newest review of the story, whatever came of it, None before the first."""
        return reviewing.latest(self.instance) if self.instance.pk else None

    def _lower(self):
        """The answers that say AI did less than was said before."""
        found = {STRONGEST: _below(self.instance.ai_ever) if self.instance.ai_ever in LABELLED else []}
        for part, level in (self.newest.ai_parts if self.newest else {}).items():
            found[PART_FIELDS[part]] = _below(level)
        return found

    def _check_scope(self, data):
        reason = data.get("scope_reason", "")
        if not data["is_public_interest"]:
            if len(reason) < REASON_LETTERS and "scope_reason" not in self.errors:
                self.add_error("scope_reason", f"{TOO_SHORT} Or tick “of public interest” again.")
        elif reason and "scope_reason" in self.changed_data:
            self.add_error(
                "scope_reason", "There is a reason, and “of public interest” is still ticked: untick it, or no reason."
            )


# Fields that only some people, or only some stories, have.
DECIDED = ["ai_reason", *SCOPE, "realistic_reason"]


class Forbidding:
    """Where AI pictures that look real are not published: everywhere, or the keys of sections; asked once each."""

    @cached_property
    def policy(self):
        return AIPolicy.current()

    @property
    def everywhere(self):
        return self.policy.realistic_pictures == AIPolicy.Pictures.FORBID

    @property
    def sections(self):
        return [section.pk for section in self.all_sections if section.forbids_realistic_ai]

    @cached_property
    def all_sections(self):
        return list(Section.objects.all())


def asked_of(user, story, forbidding):
    """Return the names of the fields in ``DECIDED`` that this person is asked for this story (None: a new one)."""
    names = []
    if story and story.pk and (story.ai_ever or story.first_published_on):
        names.append("ai_reason")
    if user.has_perm("articles.assess_scope"):
        names += SCOPE
    if user.has_perm("articles.allow_realistic_ai"):
        has_reason = story and story.realistic_reason
        if has_reason or forbidding.everywhere or forbidding.sections:
            names.append("realistic_reason")
    return names


def _below(level):
    return [other for other in AILevel if LEVEL_ORDER[other] < LEVEL_ORDER[level]]
