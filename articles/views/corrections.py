"""What was wrong and what is right, newest first."""

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.operations.channels import Channel
from articles.operations.corrections import months
from articles.views.head import list_head
from newsroom.pages import render_page
from newsroom.publication.models import Publication


@require_safe
def corrections(request):
    """Show the corrections of live stories by month."""
    publication = Publication.current()
    head = list_head(
        request,
        publication,
        _("Corrections"),
        _("What we got wrong in our stories, and what is right."),
    )
    context = {
        "months": months(),
        "feeds": Channel("corrections").links(_("Corrections")),
    }
    return render_page(request, "pages/corrections.html", head | context)
