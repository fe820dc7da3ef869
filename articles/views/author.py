"""An author and their stories."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models.edition import EditionByline
from articles.models.taxonomy import Author
from articles.operations import structured_data
from articles.operations.channels import Channel
from articles.views.head import list_head
from articles.views.paging import page_of
from newsroom.pages import render_page
from newsroom.publication.models import Publication


@require_safe
def author(request, slug):
    """Show an author; one whom no live story names is not there."""
    author = get_object_or_404(Author.objects.select_related("picture"), slug=slug)
    publication = Publication.current()
    page = page_of(request, EditionByline.objects.filter(author=author).newest_live())
    if not page.items:
        raise Http404
    head = list_head(
        request,
        publication,
        author.name,
        _("Stories by %(author)s.") % {"author": author.name},
        page=page,
        data=lambda address: structured_data.profile(author, address, page.items, publication),
        trail=[structured_data.crumb(author.name, author.get_absolute_url())],
    )
    feeds = Channel("author", author.slug).links(author.name)
    context = {"author": author, "cards": page.items, "page": page, "feeds": feeds}
    return render_page(request, "pages/author.html", head | context)
