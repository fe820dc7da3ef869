"""All feeds of the publication, for people."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models.taxonomy import Section
from articles.operations.channels import FORMATS, Channel
from articles.views.head import list_head
from newsroom.pages import render_page
from newsroom.publication.localtext import LocalText, in_language
from newsroom.publication.models import Publication

NAMES = {"rss": "RSS", "atom": "Atom", "json_feed": "JSON Feed"}


class Row(NamedTuple):
    """A feed and its formats, each (name, path)."""

    name: LocalText
    formats: list


@require_safe
def feeds(request):
    """Show every feed: of all stories, of a language, of a section, of corrections and of what AI had a part in."""
    publication = Publication.current()
    languages = [(LocalText(found.name_local, found.code, True), found.code) for found in publication.offered_languages]
    whole = [
        _row(_ours(_("All stories"))),
        _row(_ours(_("Corrections")), "corrections"),
        Row(_ours(_("What AI had a part in")), [("Atom", reverse("ai_log_atom"))]),
    ]
    groups = [
        (_("The whole publication"), whole),
        (_("Languages"), [_row(name, "language", code) for name, code in languages]),
        (_("Sections"), [_row(in_language(found.name), "section", found.slug) for found in Section.objects.all()]),
    ]
    head = list_head(request, publication, _("Feeds"), _("Our stories for feed readers, whole and with their labels."))
    return render_page(request, "pages/feeds.html", head | {"groups": groups})


def _row(name, kind="", key=""):
    return Row(name, [(NAMES[form], Channel(kind, key).path(form)) for form in FORMATS])


def _ours(text):
    return LocalText(text, get_language(), is_fallback=False)
