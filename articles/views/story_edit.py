"""The short way from a story to its form at the desk."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def story_edit(request, day, slug):
    """Lead to the desk, which asks who is there and then finds the story; the same for whatever is at the address."""
    response = HttpResponseRedirect(reverse("admin:articles_story_at", args=[day, slug]))
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response
