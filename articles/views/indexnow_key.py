"""The file by which IndexNow knows that a message about this site is from its owner."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def indexnow_key(request, key):
    """Serve the key at its own address; any other is not there."""
    if key != settings.INDEXNOW_KEY:
        raise Http404
    return HttpResponse(key, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-cache"})
