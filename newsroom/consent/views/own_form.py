"""The guard of both forms: only a short POST from this very site gets through, without a token in the page."""

from functools import wraps

from django.http import HttpResponse, HttpResponseForbidden
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from newsroom.consent import visitor

MAX_BODY = 4096


def own_form(view):
    """Let the view see only what a form of this site posts; its replies are kept nowhere."""

    @csrf_exempt
    @require_POST
    @cache_control(no_store=True)
    @wraps(view)
    def guarded(request):
        if not visitor.is_same_origin(request):
            return HttpResponseForbidden("The form was not sent from this site.", content_type="text/plain")
        if len(request.body) > MAX_BODY:
            return HttpResponse("The form is too long.", status=413, content_type="text/plain")
        return view(request)

    return guarded
