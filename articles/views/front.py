"""The front page."""

from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from articles.models.taxonomy import Section
from articles.operations import structured_data
from articles.operations.front import front as arrange
from articles.views.head import list_head
from newsroom.pages import render_page
from newsroom.publication.localtext import in_language
from newsroom.publication.models import Publication


@require_safe
def front(request):
    """Show the newest stories, those in the reader's language first, and a row for each section."""
    publication = Publication.current()
    page = arrange(get_language(), list(Section.objects.in_menu()))
    head = list_head(
        request,
        publication,
        str(in_language(publication.name)),
        is_empty=page.lead is None,
        data=lambda address: structured_data.website(publication),
    )
    return render_page(request, "pages/front.html", head | page._asdict())
