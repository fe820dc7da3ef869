"""Pages for addresses that lead nowhere and for our own failures."""

from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.template import loader
from django.utils.translation import get_language
from django.views.csrf import csrf_failure

from newsroom.assets import with_styles
from newsroom.pages import render_page
from newsroom.publication import hooks
from newsroom.publication.languages import own_path


def not_found(request, exception=None):
    """Lead on where somebody said so; else say that there is no such page, in the same words for what is hidden and for
    what never was."""
    for find in hooks.moved:
        if target := find(request.path):
            return HttpResponsePermanentRedirect(target)
    context = {
        "robots": "noindex",
        "list_path": own_path(request.path) if "page" in request.GET else "",
        "newest": [card for newest in hooks.newest for card in newest(get_language())],
    }
    return render_page(request, "pages/not_found.html", context, status=404)


def server_error(request, status=500):
    """Apologise without the database, which may be the reason."""
    html = with_styles(loader.get_template("pages/server_error.html").render())
    return HttpResponse(html, status=status, headers={"Cache-Control": "no-store", "Retry-After": "60"})


def without_token(request, reason=""):
    """Answer a form that lacks the desk's token; readers' pages take no forms with one, so there it is the method."""
    if request.path_info.startswith("/admin/"):
        return csrf_failure(request, reason)
    return HttpResponseNotAllowed(["GET", "HEAD"])
