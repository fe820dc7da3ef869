"""``POST /consent/count/``: counts a page view of a visitor who agreed to it."""

from urllib.parse import unquote

from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseForbidden

from newsroom.consent import visitor
from newsroom.consent.decision import State
from newsroom.consent.models import PageCount
from newsroom.consent.operations import counts, policy
from newsroom.consent.views.own_form import own_form
from newsroom.consent.vocabulary import Adapter

MAX_PATH = PageCount._meta.get_field("path").max_length


@own_form
def count(request):
    """Count the path, unless the visitor did not agree."""
    if not _is_agreed(request):
        return HttpResponseForbidden("Not counted: the visitor did not agree.", content_type="text/plain")
    path = unquote(request.POST.get("path", ""))
    if visitor.return_path(path) != path or len(path) > MAX_PATH:
        return HttpResponseBadRequest("That is no path of this site.", content_type="text/plain")
    counts.count_page(path)
    return HttpResponse(status=204)


def _is_agreed(request):
    """Return whether the visitor's cookie says yes to the purpose that switches the counter on."""
    decision = visitor.decision_of(request)
    return any(
        purpose.state(decision, visitor.has_signal(request)) == State.ACCEPTED
        for purpose in policy.current().optional
        if purpose.adapter == Adapter.COUNTER
    )
