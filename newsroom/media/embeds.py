"""Whose pages may stand inside ours: a closed table of providers, and the origins an administrator added to it.

What was added is kept in the process, so that no request asks for it: ``operations/embedding.py`` puts it here when it
changes and every round of the tick.
"""

import re
from collections.abc import Callable
from math import cos, radians
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _


class Provider(NamedTuple):
    """A site, what it shows ("video", "map", "post" or ""), where its frames come from, and how to find one.

    ``frame`` is called with an address of the site and returns that of the page to frame, "" where there is none.
    """

    name: str
    shows: str
    origin: str
    frame: Callable[[str], str]


class Embed(NamedTuple):
    """What readers are told of an address: the provider's name, what it shows, and the frame, "" for none."""

    provider: str
    shows: str
    frame: str

    @property
    def link_words(self):
        """What leads to it, in the active language."""
        return _LINKS[self.shows] % {"provider": self.provider}


_LINKS = {
    "video": _("Watch at %(provider)s"),
    "map": _("See the map at %(provider)s"),
    "post": _("Read the post at %(provider)s"),
    "": _("Open at %(provider)s"),
}
_YOUTUBE = re.compile(
    r"https://(?:(?:(?:www|m)\.)?youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|live/|embed/)|youtu\.be/"
    r"|www\.youtube-nocookie\.com/embed/)([\w-]{11})(?![\w-])",
    re.ASCII,
)
_SECONDS = re.compile(r"[?&](?:t|start)=([0-9]{1,6})s?(?![0-9a-z])")
_VIMEO = re.compile(r"https://(?:www\.)?vimeo\.com/([0-9]+)(?:/([0-9a-f]+))?/?(?:[?#].*)?")
_VIMEO_PLAYER = re.compile(r"https://player\.vimeo\.com/video/([0-9]+)(?:\?(?:[^#]*&)?h=([0-9a-f]+))?(?![0-9])")
_MAP = re.compile(r"https://www\.openstreetmap\.org/[^#]*#map=([0-9]{1,2})/(-?[0-9.]+)/(-?[0-9.]+)")
_MARKER = re.compile(r"[?&]mlat=(-?[0-9.]+)&mlon=(-?[0-9.]+)")
_MAP_FRAME = re.compile(r"https://www\.openstreetmap\.org/export/embed\.html\?[^#]*")
_POST = re.compile(r"(https://[^/?#]+/@[\w.@-]+/[0-9]+)(?:/embed)?/?(?:[?#].*)?", re.ASCII)


def _youtube(address):
    found = _YOUTUBE.match(address)
    start = _SECONDS.search(address)
    after = f"?start={start[1]}" if start else ""
    return f"https://www.youtube-nocookie.com/embed/{found[1]}{after}" if found else ""


def _vimeo(address):
    found = _VIMEO.fullmatch(address) or _VIMEO_PLAYER.match(address)
    unlisted = f"&h={found[2]}" if found and found[2] else ""
    return f"https://player.vimeo.com/video/{found[1]}?dnt=1{unlisted}" if found else ""


def _openstreetmap(address):
    if _MAP_FRAME.fullmatch(address):
        return address
    found = _MAP.match(address)
    if not found:
        return ""
    try:
        zoom, latitude, longitude = int(found[1]), float(found[2]), float(found[3])
    except ValueError:
        return ""
    if zoom > 20 or abs(latitude) > 85 or abs(longitude) > 180:
        return ""
    # A map is 256 pixels wide at zoom 0; ours is about 640 by 360.
    across = 360 / 2**zoom * 640 / 256 / 2
    down = across * cos(radians(latitude)) * 360 / 640
    box = "%2C".join(f"{edge:.5f}" for edge in _box(longitude, latitude, across, down))
    marker = _MARKER.search(address)
    pin = f"&marker={marker[1]}%2C{marker[2]}" if marker else ""
    return f"https://www.openstreetmap.org/export/embed.html?bbox={box}&layer=mapnik{pin}"


def _box(longitude, latitude, across, down):
    west, east = max(longitude - across, -180), min(longitude + across, 180)
    return west, max(latitude - down, -85), east, min(latitude + down, 85)


def _mastodon(address):
    """Return the frame of a post; every Mastodon site has it at the same place."""
    found = _POST.fullmatch(address)
    return f"{found[1]}/embed" if found else ""


def _own_post(address):
    return _mastodon(address) if address.startswith("https://mastodon.social/") else ""


BUILT_IN = (
    Provider("YouTube", "video", "https://www.youtube-nocookie.com", _youtube),
    Provider("Vimeo", "video", "https://player.vimeo.com", _vimeo),
    Provider("OpenStreetMap", "map", "https://www.openstreetmap.org", _openstreetmap),
    Provider("Mastodon", "post", "https://mastodon.social", _own_post),
)
_providers = list(BUILT_IN)
# The policy of public pages holds this very list, so that it follows what is added without a restart.
FRAME_SOURCES = sorted(provider.origin for provider in BUILT_IN)


def use(added):
    """Take these beside the built-in ones: (name, origin, path) each."""
    found = [Provider(name, "", origin, _below(origin, path)) for name, origin, path in added]
    _providers[:] = [*BUILT_IN, *found]
    FRAME_SOURCES[:] = sorted({provider.origin for provider in _providers})


def names():
    """Return the names of all providers."""
    return [provider.name for provider in _providers]


def find(address):
    """Return who shows the address and how; an address of no provider is a link to its host."""
    address = _tidy(address)
    for provider in _providers:
        if frame := provider.frame(address):
            return Embed(provider.name, provider.shows, frame)
    return Embed(urlsplit(address).hostname or "", "", "")


def _tidy(address):
    """Return the address with its host in small letters."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.lower()).geturl()


def _below(origin, path):
    """Return what finds the frames of an origin: the addresses below the path, posts of a Mastodon site as such."""
    prefix = origin + (path or "/")

    def frame(address):
        if not address.startswith(prefix) or ".." in unquote(address):
            return ""
        return _mastodon(address) or address

    return frame
