"""What stands at the address of a story: the page and, beside it, the same for machines."""

import unicodedata
from functools import wraps

from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from articles.models.edition import Edition, PreviousPath
from articles.operations.addresses import canonical_link
from articles.operations.front import newest
from articles.operations.redirects import target_of
from articles.views.head import NOINDEX
from newsroom.pages import render_page


def live_edition(view):
    """Give a view the live edition at an address; else say that it was withdrawn or where it went, or that none is."""

    @require_safe
    @wraps(view)
    def answer(request, day, slug):
        name = request.resolver_match.url_name
        if not unicodedata.is_normalized("NFC", request.path):
            return redirect(reverse(name, args=[day, slug]), permanent=True)
        at_address = Edition.objects.filter(path_date=day, slug=slug)
        if edition := at_address.live().for_page().first():
            return view(request, edition)
        return _elsewhere(request, name, at_address, PreviousPath.objects.filter(path_date=day, slug=slug))

    return answer


def as_json(data, url=""):
    """Return what machines are told; scripts of other sites may read it. ``url`` is its one address."""
    link = {"Link": canonical_link(url)} if url else {}
    return JsonResponse(
        data,
        json_dumps_params={"ensure_ascii": False, "separators": (",", ":")},
        headers={"Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*"} | link,
    )


def _elsewhere(request, name, at_address, previous):
    """Answer for an address at which no story is live: moved, withdrawn, or as if it had never been."""
    story_ids = previous.values("story")
    if moved := Edition.objects.live().filter(story__in=story_ids).first():
        return redirect(reverse(name, args=[moved.path_date, moved.slug]), permanent=True)
    was_here = at_address | Edition.objects.filter(story__in=story_ids)
    withdrawn = was_here.filter(withdrawn_at__isnull=False).order_by("-withdrawn_at").first()
    if withdrawn is None:
        raise Http404
    if name == "story" and (target := target_of(request.path) or target_of(withdrawn.get_absolute_url())):
        return redirect(target, permanent=True)
    context = {
        "edition": withdrawn,
        "withdrawn_at": withdrawn.withdrawn_at,
        "reason": withdrawn.withdrawal_reason,
        "newest": newest(get_language()),
        "robots": NOINDEX,
    }
    return render_page(request, "pages/withdrawn.html", context, status=410)
