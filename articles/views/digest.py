"""A section's newest stories on a plain page of their own, for mail services and for paper."""

from typing import NamedTuple

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models.edition import Edition
from articles.models.taxonomy import Section
from articles.operations import projections, reading
from articles.operations.addresses import canonical
from articles.views.head import NOINDEX
from newsroom.pages import render_page
from newsroom.publication.localtext import in_language
from newsroom.publication.models import Publication

STORIES = 10


class Entry(NamedTuple):
    """A story, its address in full, and what opens it: its label and kind, in its own language."""

    edition: Edition
    url: str
    opening: str
    summary: str


@require_safe
def digest(request, slug):
    """Show the newest ten stories of a section in words alone, with full addresses and without the site around them."""
    section = get_object_or_404(Section, slug=slug)
    publication = Publication.current()
    newest = Edition.objects.live().for_page().filter(section=section).newest_first()[:STORIES]
    context = {
        "heading": in_language(section.name),
        "entries": [_entry(edition, publication) for edition in newest],
        "section_url": publication.absolute_url(section.get_absolute_url()),
        "canonical": publication.absolute_url(reverse("digest", args=[slug])),
        "robots": f"{NOINDEX},follow",
    }
    return render_page(request, "pages/digest.html", context)


def _entry(edition, publication):
    summary = reading.summary_of(edition)
    return Entry(edition, canonical(edition, publication), projections.opening(edition), summary)
