"""What every public page shows of the newsroom around its content."""

from datetime import date
from typing import NamedTuple

from django.db.models import Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from articles.models.edition import Edition
from articles.models.front import Breaking
from articles.models.taxonomy import Section
from newsroom.publication.languages import Language


class Strip(NamedTuple):
    """What the breaking strip says, in which language, and where it leads."""

    text: str
    language: Language
    url: str


def frame(request):
    """Return the sections of the menu, in their order, and the breaking strip of the page's language.

    One query: the strip comes with the sections, those outside the menu too. A live story has one of them.
    """
    sections = list(Section.objects.annotate(breaking=Subquery(_breaking(get_language()))))
    found = sections[0].breaking if sections else None
    in_menu = [section for section in sections if section.is_in_menu]
    return {"sections": in_menu, "breaking": _strip(found) if found else None}


def _breaking(language):
    """Return a query of at most one row: the live edition that the strip of a language leads to, until its time."""
    strips = Breaking.objects.filter(language=language, until__gt=timezone.now())
    row = JSONObject(
        headline="headline",
        language="language",
        day="path_date",
        slug="slug",
        words=Subquery(strips.values("words")[:1]),
        words_language=Subquery(strips.values("language")[:1]),
    )
    return Edition.objects.live().filter(story__in=strips.values("story")).order_by().values_list(row, flat=True)[:1]


def _strip(row):
    text, language = (row["words"], "words_language") if row["words"] else (row["headline"], "language")
    url = reverse("story", args=[date.fromisoformat(row["day"]), row["slug"]])
    return Strip(text, Language(row[language]), url)
