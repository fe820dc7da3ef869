"""``/.well-known/gpc.json``: says that this site honours Global Privacy Control."""

from django.http import Http404, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from newsroom.consent.models import PolicyVersion


@require_safe
@cache_control(public=True, max_age=86400)
def gpc(request):
    """Return the statement, dated by the last published policy."""
    published_at = PolicyVersion.objects.values_list("published_at", flat=True).first()
    if published_at is None:
        raise Http404
    return JsonResponse({"gpc": True, "lastUpdate": published_at.date().isoformat()})
