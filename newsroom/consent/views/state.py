"""``/consent/state.css``: hides the banner from visitors without script who have decided."""

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from newsroom.consent import visitor
from newsroom.consent.operations import policy


@require_safe
@cache_control(private=True, no_store=True)
def state_css(request):
    """Return the style that hides the banner, or none."""
    asks = policy.current().asks(visitor.decision_of(request), visitor.has_signal(request))
    return HttpResponse("" if asks else ".consent{display:none}", content_type="text/css; charset=utf-8")
