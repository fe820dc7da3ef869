"""The publication's icons: the site's own, else of its logo where that is square, else of its initial and accent.

They are drawn when first asked for and kept in the process; their addresses change with what they are drawn from.
"""

import hashlib
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from django.core.files.storage import default_storage
from django.urls import reverse

from newsroom.media import icons
from newsroom.publication import contrast
from newsroom.publication.localtext import in_language
from newsroom.site import own

# A site may have its own, square and 512 pixels or more.
OWN = "img/icon.png"
OUR_ACCENT = "#1F3F8F"
# Anything wider, such as a name in letters, cannot be read at 16 pixels.
SQUARE = 1.25
# The icons that stand at an address of their own: pixels, and whether phones may cut them to a shape.
FILES = {"180": (180, False), "192": (192, False), "512": (512, False), "maskable": (512, True)}
# Changes when the drawing does.
DRAWING = 1


class Design(NamedTuple):
    """What the icons are drawn from: the site's own file, a public file of the logo, or a letter and its colour."""

    own: str
    logo: str
    letter: str
    colour: str

    @property
    def version(self):
        """What addresses carry, so that a new design has new ones."""
        return hashlib.sha256(repr((DRAWING, *self)).encode()).hexdigest()[:8]


def design(publication):
    """Return what the publication's icons are drawn from; of the site's own file, ``own`` is the hash."""
    logo = publication.logo
    is_square = logo and max(logo.width, logo.height) <= SQUARE * min(logo.width, logo.height)
    image = logo.image("body") if is_square else None
    colour = publication.accent or OUR_ACCENT
    return Design(_own_hash(), image["name"] if image else "", initial(publication), colour)


def addresses(publication):
    """Return the addresses of the icons that pages name: ``favicon`` and ``touch``."""
    version = design(publication).version
    return {"favicon": f"{reverse('favicon')}?v={version}", "touch": f"{reverse('icon', args=['180'])}?v={version}"}


def for_manifest(publication):
    """Return the icons as the manifest of a web app lists them."""
    version = design(publication).version
    return [
        {
            "src": f"{reverse('icon', args=[name])}?v={version}",
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "maskable" if maskable else "any",
        }
        for name, (size, maskable) in FILES.items()
        if name != "180"
    ]


@lru_cache(maxsize=16)
def png(design, name):
    """Return one of ``FILES`` as PNG."""
    size, maskable = FILES[name]
    return icons.png(_drawn(design, size, maskable))


@lru_cache(maxsize=4)
def favicon(design):
    """Return the small ones as one ICO file, each drawn for its own pixels."""
    return icons.ico([_drawn(design, size, False) for size in icons.ICO_SIZES])


def initial(publication):
    """Return the first letter of the publication's name as a capital with its marks; "" where no face has it."""
    name = in_language(publication.name, publication.default_language).text
    name = unicodedata.normalize("NFC", name).upper()
    # An Arabic article would make every initial the same stroke.
    name = name.removeprefix("ال")
    start = next((at for at, character in enumerate(name) if character.isalnum()), len(name))
    end = next((at for at in range(start + 1, len(name)) if not unicodedata.combining(name[at])), len(name))
    letter = name[start:end]
    return letter if icons.has_letter(letter) else ""


def _drawn(design, size, maskable):
    if design.own:
        with _own_file().open("rb") as file:
            return icons.fit(size, file, contrast.LIGHT_PAPER, maskable=maskable)
    if design.logo:
        with default_storage.open(design.logo) as file:
            return icons.fit(size, file, contrast.LIGHT_PAPER, maskable=maskable)
    return icons.draw(size, design.letter, design.colour, contrast.LIGHT_PAPER, maskable=maskable)


def _own_file():
    return next((root / OWN for root in own("static")), None)


@lru_cache(maxsize=1)
def _own_hash():
    file = _own_file()
    return hashlib.sha256(file.read_bytes()).hexdigest() if file and file.is_file() else ""
