from django import template
from django.utils.translation import get_language, get_language_bidi

from newsroom.media import vocabulary
from newsroom.media.specs import SPECS

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(picture, spec, alt=None, priority=False, sizes="", label=True, alt_language="", alt_direction=""):
    """Print a library picture in one spec. ``alt=""`` says it is decorative; left out, it is the library's text.
    ``alt_language`` and ``alt_direction`` are those of ``alt``, where what stands around it does not say so.

    It asks the database nothing: the row lists its own sizes, and what is not made yet is not printed.
    """
    fallback = picture.image(spec) if picture else None
    if not fallback:
        return {"fallback": None}
    made = [(f"image/{kind}", picture.images(spec, kind)) for kind in SPECS[spec].formats]
    sources = [(kind, images) for kind, images in made if images]
    return {
        "fallback": fallback,
        "sources": sources,
        "largest": max([fallback, *(images[-1] for _kind, images in sources)], key=lambda image: image["width"]),
        "is_machine_made": picture.is_ai in ("yes", "partly"),
        "spec": spec,
        "alt": picture.alt if alt is None else alt,
        "alt_language": alt_language if alt_language != get_language() else "",
        "alt_direction": alt_direction,
        "priority": priority,
        "sizes": sizes or SPECS[spec].sizes,
        "label": picture.label if label else "",
        "language": get_language(),
        "direction": "rtl" if get_language_bidi() else "ltr",
    }


@register.inclusion_tag("components/picture.html")
def labelled_picture(picture, alt):
    """Print a library picture that leaves the site: the file with its label in it, and the label first in its words."""
    image = picture.social(get_language()) or picture.image("body")
    return {
        "fallback": image,
        "largest": image,
        "is_machine_made": picture.is_ai in ("yes", "partly"),
        "spec": "body",
        "alt": vocabulary.labelled(picture.label, alt),
    }
