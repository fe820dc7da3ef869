"""What the newsroom records of AI: the tools it uses, who checked which words, its published policy, and complaints."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.text import NFCCharField, NFCTextField
from articles.vocabulary import AILevel, Basis, Outcome, Part
from newsroom.publication.localtext import LocalTextField


class AITool(models.Model):
    """An AI tool of the newsroom, listed in public: what it is, who provides it, what for, and from when to when."""

    name = NFCCharField(max_length=100)
    version = NFCCharField(max_length=40, blank=True)
    provider = NFCCharField(max_length=100, help_text="The company or project that provides it.")
    purpose = LocalTextField(blank=False, help_text="What we use it for, in a few words; readers see it.")
    since = models.DateField("in use since")
    until = models.DateField("in use until", null=True, blank=True, help_text="Empty while it is in use.")

    class Meta:
        verbose_name = "AI tool"
        ordering = ["name", "version"]
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="ai_tool_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="ai_tool_ends_after_it_begins",
                violation_error_message="The last day is before the first: mend one of them.",
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.version}".strip()


class TextDisclosure(models.Model):
    """What AI did in one part of a story. Parts without a row have the body's level; no body row, no publishing."""

    story = models.ForeignKey("Story", models.CASCADE, related_name="disclosures")
    part = models.CharField(max_length=12, choices=Part)
    level = models.CharField(max_length=12, choices=AILevel)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["part", "level", "story"], name="disclosure_level")]
        constraints = [
            models.UniqueConstraint(fields=["story", "part"], name="one_level_per_part"),
            models.CheckConstraint(condition=Q(level__in=AILevel.values), name="disclosure_level_is_known"),
        ]

    def __str__(self):
        return f"{self.get_part_display()}: {self.level}"


class TextReview(models.Model):
    """A person's check of the exact words of a story; a row is added and never changed."""

    story = models.ForeignKey("Story", models.PROTECT, related_name="reviews")
    content_sha256 = models.CharField(max_length=64)
    parts = models.JSONField(help_text="The words that were checked: [[part, text], …].")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewer_name = NFCCharField(max_length=150, help_text="The name at that time.")
    reviewed_at = models.DateTimeField()
    basis = models.CharField(max_length=20, choices=Basis, default=Basis.EDITORIAL_CONTROL)
    outcome = models.CharField(max_length=10, choices=Outcome)
    facts_checked = models.BooleanField()
    competence_note = NFCCharField(max_length=300)
    note = NFCTextField(blank=True, help_text="For colleagues.")
    is_own_text = models.BooleanField(help_text="The reviewer is the only one who worked on the words.")
    is_confirmation = models.BooleanField(help_text="Confirms an earlier check after seeing what changed.")
    responsible_name = NFCCharField(max_length=200)
    responsible_role = LocalTextField()
    responsible_contact = models.CharField(max_length=200)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ["view"]
        permissions = [("record_review", "Can check words that AI made or touched, and answer for them")]
        indexes = [models.Index(fields=["story", "-id"], name="review_of_story")]
        constraints = [
            models.CheckConstraint(
                condition=Q(facts_checked=True) | Q(outcome=Outcome.REJECTED), name="review_checked_the_facts"
            ),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="review_outcome_is_known"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="review_basis_is_known"),
            models.CheckConstraint(condition=~Q(content_sha256=""), name="review_names_its_words"),
        ]

    def __str__(self):
        return f"{self.reviewer_name}, {self.reviewed_at:%Y-%m-%d %H:%M}"

    @property
    def is_revoked(self):
        return hasattr(self, "revocation")


class ReviewRevocation(models.Model):
    """A check that was taken back, with the reason; the check itself stays on record."""

    review = models.OneToOneField(TextReview, models.PROTECT, related_name="revocation")
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField()
    reason = NFCTextField()

    class Meta:
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.review}: taken back"


class AIPolicy(models.Model):
    """A version of how the publication uses AI: its public words and the rules the desk works by. The newest holds."""

    class Pictures(models.TextChoices):
        LABEL = "label", "Published with their label"
        FORBID = "forbid", "Not published, unless a publisher decides so with a reason"

    class Credit(models.TextChoices):
        NAME = "name", "By name"
        FUNCTION = "function", "As a function, such as “our foreign desk”"

    text = LocalTextField(
        multiline=True, help_text="What you do with AI and what you never do; readers see it on /ai/."
    )
    four_eyes = models.BooleanField(
        "four eyes", default=False, help_text="Nobody checks words that they alone worked on with AI."
    )
    label_reviewed = models.BooleanField(
        "label checked texts", default=True, help_text="Show the label also where a person checked the words."
    )
    realistic_pictures = models.CharField(
        "AI pictures that look real", max_length=6, choices=Pictures, default=Pictures.LABEL
    )
    credit = models.CharField("who checked is named", max_length=8, choices=Credit, default=Credit.NAME)
    function = LocalTextField("the function", help_text="Stands after “checked by”, such as “our foreign desk”.")
    publishes_unassessed = models.BooleanField(
        "archives without an answer",
        default=False,
        help_text="Stories from an archive may be published though nobody has assessed what AI did; nothing is then "
        "claimed of them.",
    )
    answer_days = models.PositiveSmallIntegerField(
        "days to answer", default=7, help_text="How soon readers who report an unlabelled item get an answer."
    )
    reason = NFCTextField("why it changes", help_text="Kept in the audit record; not public.")
    published_at = models.DateTimeField(editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = "AI policy"
        verbose_name_plural = "AI policies"
        ordering = ["-pk"]
        default_permissions = ["view"]
        permissions = [("publish_aipolicy", "Can publish how the publication uses AI")]

    def __str__(self):
        return f"Version {self.pk}" if self.pk else "The rules of a new publication"

    @classmethod
    def current(cls):
        """Return the policy that holds: the newest, or the defaults, unsaved, where none was published yet."""
        return cls.objects.first() or cls()


class AIReport(models.Model):
    """A reader's word that a story is mistaken, or that something made by AI carries no label; the desk answers it."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        UPHELD = "upheld", "The reader was right"
        REJECTED = "rejected", "It stands as it is"

    class About(models.TextChoices):
        LABEL = "label", "A missing AI label"
        MISTAKE = "mistake", "A mistake in a story"

    about = models.CharField(max_length=8, choices=About, default=About.LABEL)
    address = models.CharField(max_length=500, help_text="What it is about.")
    edition = models.ForeignKey("Edition", models.SET_NULL, null=True, related_name="+")
    text = NFCTextField()
    contact = models.EmailField(blank=True)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answer = NFCTextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "reader's report"
        verbose_name_plural = "readers' reports"
        ordering = ["-created_at"]
        default_permissions = ["view"]
        permissions = [("answer_aireport", "Can answer readers' reports")]
        indexes = [models.Index(fields=["state", "-created_at"], name="ai_report_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", answer="", answered_at__isnull=True)
                | (~Q(state="open") & ~Q(answer="") & Q(answered_at__isnull=False)),
                name="ai_report_is_open_or_answered",
            )
        ]

    def __str__(self):
        return self.address
