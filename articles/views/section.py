"""A section's stories."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models.edition import Edition
from articles.models.taxonomy import Section
from articles.operations import structured_data
from articles.operations.channels import Channel
from articles.views.head import list_head
from articles.views.paging import page_of
from newsroom.pages import render_page
from newsroom.publication.localtext import LocalText, in_language
from newsroom.publication.models import Publication


@require_safe
def section(request, slug):
    """Show a section; one that has no stories yet says so."""
    section = get_object_or_404(Section, slug=slug)
    publication = Publication.current()
    page = page_of(request, Edition.objects.live().filter(section=section).newest_first().values("pk"))
    heading = in_language(section.name)
    description = in_language(section.description)
    if not description.text:
        words = _("The newest stories in %(section)s.") % {"section": heading}
        description = LocalText(words, get_language(), is_fallback=False)
    head = list_head(
        request,
        publication,
        heading,
        description,
        page=page,
        data=lambda address: structured_data.collection(str(heading), address, page.items, publication),
        trail=[structured_data.crumb(heading, section.get_absolute_url())],
    )
    context = {
        "heading": heading,
        "cards": page.items,
        "page": page,
        "feeds": Channel("section", section.slug).links(str(heading)),
        "digest_url": reverse("digest", args=[section.slug]),
    }
    return render_page(request, "pages/section.html", head | context)
