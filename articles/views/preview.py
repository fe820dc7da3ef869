"""A story before it is public, for somebody outside who was given its secret address."""

from django.http import Http404, HttpResponseRedirect
from django.views.decorators.http import require_safe

from articles.operations.previewing import open_link
from articles.views.head import NOINDEX
from newsroom.pages import render_page


@require_safe
def preview(request, token):
    """Show readers' page of the working copy; once that is published, lead to it. What is over never was."""
    found = open_link(token)
    if found is None:
        raise Http404
    if found.edition:
        response = HttpResponseRedirect(found.edition.get_absolute_url())
        response["Cache-Control"] = "private, no-store"
    else:
        # Without the banner and what it switches on: the address is a secret, and is counted by nobody.
        context = {"story": found.page, "robots": NOINDEX, "consent": None}
        response = render_page(request, "pages/story.html", context, private=True)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
