"""The stories that carry a tag."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models.edition import EditionTag
from articles.models.taxonomy import Tag, TagAlias
from articles.operations import structured_data
from articles.operations.channels import Channel
from articles.views.head import list_head
from articles.views.paging import page_of
from newsroom.pages import render_page
from newsroom.publication.localtext import LocalText
from newsroom.publication.models import Publication


@require_safe
def tag(request, slug):
    """Show a tag; one that no live story carries is not there. An address that it had leads to the one it has."""
    tag = Tag.objects.filter(slug=slug).first()
    if tag is None:
        return redirect(get_object_or_404(TagAlias.objects.select_related("tag"), slug=slug).tag, permanent=True)
    publication = Publication.current()
    page = page_of(request, EditionTag.objects.filter(tag=tag).newest_live(), count=tag.live_count)
    if not page.items:
        raise Http404
    words = _("The newest stories about “%(tag)s”.") % {"tag": tag.name}
    head = list_head(
        request,
        publication,
        tag.name,
        LocalText(words, get_language(), is_fallback=False),
        page=page,
        data=lambda address: structured_data.collection(tag.name, address, page.items, publication),
        trail=[structured_data.crumb(tag.name, tag.get_absolute_url())],
    )
    feeds = Channel("tag", tag.slug).links(tag.name)
    context = {"heading": tag.name, "cards": page.items, "page": page, "feeds": feeds}
    return render_page(request, "pages/tag.html", head | context)
