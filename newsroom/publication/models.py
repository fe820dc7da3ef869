"""The publication itself, which is one row, and its standing pages."""

from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from newsroom.publication import newsletter, validators
from newsroom.publication.languages import Language
from newsroom.publication.localtext import LocalTextField
from newsroom.publication.mining import Mining
from newsroom.publication.typefaces import BodyType, HeadlineType

# While a request lasts: what `Publication.current()` found, so that a page asks for it once.
_kept = ContextVar("publication_kept", default=None)


class PublicationMissing(Exception):
    """There is no publication yet; the message names the remedy."""

    def __init__(self):
        super().__init__(
            "There is no publication yet. Run “manage.py start” to set up your own, or “manage.py demo” to see one."
        )


@contextmanager
def kept_publication():
    """Ask the database for the publication once at most inside the block."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def first_language():
    """Return the languages of a publication that has chosen none."""
    return [settings.LANGUAGE_CODE]


class Publication(models.Model):
    """The newsroom's publication: its name, languages, colours and who answers for it."""

    Missing = PublicationMissing

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = LocalTextField(blank=False, help_text="As readers see it in the masthead.")
    tagline = LocalTextField(help_text="One line under the name. May stay empty.")
    address = models.CharField(
        max_length=200,
        validators=[validators.check_address],
        help_text="Where readers find the publication, such as https://news.example. Every canonical link begins so.",
    )
    languages = models.JSONField(
        default=first_language,
        validators=[validators.check_languages],
        help_text="The languages the interface is offered in. Stories may be in others.",
    )
    default_language = models.CharField(
        "language without prefix",
        max_length=12,
        default=settings.LANGUAGE_CODE,
        help_text="Its pages stand at /, the others’ under their code, such as /yo/. "
        "Changing it later changes the address of every page.",
    )
    time_zone = models.CharField(
        max_length=64,
        default="UTC",
        validators=[validators.check_time_zone],
        help_text="Dates and times are shown, and stories dated, in this zone.",
    )
    logo = models.ForeignKey(
        "media.Picture", models.PROTECT, null=True, blank=True, related_name="+", help_text="Shown in the masthead."
    )
    accent = models.CharField(
        "accent colour",
        max_length=7,
        blank=True,
        validators=[validators.check_accent],
        help_text="For links and the focus ring on light paper, such as #1F3F8F. Empty means our indigo.",
    )
    accent_dark = models.CharField(
        "accent colour in dark",
        max_length=7,
        blank=True,
        validators=[validators.check_accent_dark],
        help_text="The same on dark paper. Left empty, a lighter shade of the accent colour is worked out.",
    )
    headline_type = models.CharField(
        "headlines",
        max_length=12,
        choices=HeadlineType,
        default=HeadlineType.NEWSROOM,
        help_text="The typeface of headlines and of the name.",
    )
    body_type = models.CharField(
        "stories",
        max_length=12,
        choices=BodyType,
        default=BodyType.SERIF,
        help_text="The typeface of what is read at length. Everything else is in the device’s own sans serif.",
    )
    imprint = LocalTextField(
        multiline=True, help_text="Publisher, postal address and registration, as the law of your country asks."
    )
    responsible_name = models.CharField("responsible editor", max_length=200, blank=True)
    responsible_role = LocalTextField(help_text="Such as “Editor-in-chief”.")
    responsible_contact = models.CharField(
        max_length=200,
        blank=True,
        validators=[validators.check_contact],
        help_text="An e-mail address, or the https:// address of a contact page.",
    )
    support_url = models.CharField(
        "support link",
        max_length=500,
        blank=True,
        validators=[validators.check_https],
        help_text="Where readers can support you, from https:// on. It stands at the foot of every page.",
    )
    support_label = LocalTextField("words of the link", help_text="Left empty: “Support our work”.")
    newsletter_url = models.CharField(
        "sign-up form",
        max_length=500,
        blank=True,
        validators=[validators.check_https],
        help_text="Where the form of your newsletter’s provider sends what is typed: copy the “action” of the form "
        "they give you. Readers’ addresses go straight there; nothing is stored here. Left empty, there is no form.",
    )
    newsletter_email_field = models.CharField(
        "e-mail field",
        max_length=80,
        blank=True,
        default=newsletter.EMAIL_FIELD,
        validators=[newsletter.check_field_name],
        help_text="What the provider’s form calls the box for the e-mail address.",
    )
    newsletter_hidden = models.TextField(
        "hidden fields",
        blank=True,
        max_length=4000,
        validators=[newsletter.check_hidden_fields],
        help_text="What the provider’s form sends besides, one name=value a line, such as list=daily.",
    )
    newsletter_text = LocalTextField("what one gets", help_text="A sentence: what comes, and how often.")
    newsletter_provider = models.CharField(
        "provider", max_length=200, blank=True, help_text="Who sends it and so has readers’ addresses, by name."
    )
    newsletter_privacy_url = models.CharField(
        "provider’s privacy policy", max_length=500, blank=True, validators=[validators.check_https]
    )
    mining = models.CharField(
        "training AI and mining",
        max_length=8,
        blank=True,
        choices=Mining,
        default=Mining.UNSAID,
        help_text="Tells machines; it cannot stop them. Nothing is said: nothing is sent (in the European Union, "
        "mining is then permitted). Allowed: every story and robots.txt say “train-ai=y”. Reserved: they say "
        "“train-ai=n” and where to ask for a licence, and crawlers that gather for training are asked to stay away. A "
        "reservation covers all mining that the law lets you reserve; search engines, and tools that fetch a page for "
        "a person, are let in.",
    )
    mining_contact = models.CharField(
        "where to ask for a licence",
        max_length=200,
        blank=True,
        validators=[validators.check_contact],
        help_text="An e-mail address, or the https:// address of a page, for the policy of a reservation. "
        "Left empty, it names the responsible editor’s contact.",
    )
    robots_extra = models.TextField(
        "further lines for robots.txt",
        blank=True,
        max_length=4000,
        validators=[validators.check_robots],
        help_text="For crawlers that you want to treat otherwise: “User-agent: ExampleBot” and, under it, "
        "“Disallow: /”. They stand after our own lines.",
    )
    menu = models.JSONField(default=list, blank=True, editable=False)
    is_demo = models.BooleanField(default=False, editable=False, help_text="Loaded by “manage.py demo”.")

    class Meta:
        verbose_name = verbose_name_plural = "publication"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="publication_is_one_row"),
            models.CheckConstraint(condition=models.Q(mining__in=Mining.values), name="publication_mining_is_a_choice"),
        ]

    def __str__(self):
        return str(self.name.get(self.default_language) or self.address)

    def clean(self):
        errors = newsletter.problems(self)
        if self.default_language not in self.languages:
            words = "Choose one of the languages the publication is offered in, or offer this one."
            errors["default_language"] = words
        if errors:
            raise ValidationError(errors)

    @classmethod
    def current(cls):
        """Return the publication (one query, and one a request); raise `PublicationMissing` when there is none."""
        kept = _kept.get()
        if kept:
            return kept["publication"]
        publication = cls.objects.select_related("logo").first()
        if publication is None:
            raise PublicationMissing
        if kept is not None:
            kept["publication"] = publication
        return publication

    @property
    def zone(self):
        return ZoneInfo(self.time_zone)

    @property
    def offered_languages(self):
        """The publication's languages as `Language` objects, in its own order."""
        return [Language(code) for code in self.languages]

    @property
    def newsletter(self):
        """The form by which readers ask for the newsletter; None where there is none."""
        return newsletter.of(self)

    def absolute_url(self, path):
        """Return the path as a full address at the publication's own host, whatever host was asked."""
        return self.address.rstrip("/") + path


class Page(models.Model):
    """A standing page such as “About”: title and body per language."""

    class Place(models.TextChoices):
        NONE = "", "In no menu"
        HEADER = "header", "In the header"
        FOOTER = "footer", "In the footer"

    slug = models.SlugField(
        "address", max_length=60, unique=True, help_text="What stands after the first slash: “about” makes /about/."
    )
    title = LocalTextField(blank=False)
    body = LocalTextField(multiline=True)
    place = models.CharField("menu", max_length=6, choices=Place, blank=True, default=Place.FOOTER)
    position = models.PositiveSmallIntegerField(default=0, help_text="Lower numbers come first in the menu.")
    is_published = models.BooleanField(
        "published", default=True, help_text="Readers find an unpublished page neither by menu nor by address."
    )
    updated_at = models.DateTimeField("last changed", auto_now=True)

    class Meta:
        ordering = ["place", "position", "slug"]

    def __str__(self):
        return self.slug

    def get_absolute_url(self):
        return reverse("page", args=[self.slug])

    def clean(self):
        validators.check_page_slug(self.slug)
