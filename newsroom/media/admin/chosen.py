"""The pictures that a screen for many is about: handed from list to screen as their keys."""

from django.contrib import messages

MOST_AT_ONCE = 500


def keys(pictures):
    """Return what a form keeps of the chosen pictures."""
    return ",".join(str(picture.pk) for picture in pictures)


def read(model_admin, request):
    """Return the chosen pictures that the posted form names, in its order; at most ``MOST_AT_ONCE``."""
    posted = request.POST.get("pictures", "").split(",")
    order = [int(key) for key in posted if key.isdecimal() and len(key) < 18][:MOST_AT_ONCE]
    found = model_admin.get_queryset(request).in_bulk(order)
    return [found[key] for key in dict.fromkeys(order) if key in found]


def from_list(model_admin, request, queryset):
    """Return the pictures selected in the list, or None after saying that they are too many."""
    pictures = list(queryset[: MOST_AT_ONCE + 1])
    if len(pictures) > MOST_AT_ONCE:
        words = f"At most {MOST_AT_ONCE} pictures at once: select fewer."
        model_admin.message_user(request, words, messages.ERROR)
        return None
    return pictures
