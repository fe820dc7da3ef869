"""Contrast of two colours by the WCAG formula, and the nearest shade that has enough of it."""

import colorsys

LIGHT_PAPER = "#FBFAF6"
# In the dark the raised surfaces, such as the cookie banner, are the lighter ones; what reads there reads anywhere.
DARK_PAPER = "#1B1E25"
MINIMUM = 7


def ratio(colour, paper):
    """Return the contrast ratio of two colours written as #RRGGBB, from 1 to 21."""
    lighter, darker = sorted((_luminance(colour), _luminance(paper)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def reach(colour, paper, minimum=MINIMUM):
    """Return the colour itself or, in its own hue, the nearest shade that has the contrast."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    step = 0.005 if _luminance(paper) < 0.18 else -0.005
    shade = colour
    while ratio(shade, paper) < minimum:
        lightness = min(1, max(0, lightness + step))
        shade = _hex(colorsys.hls_to_rgb(hue, lightness, saturation))
    return shade


def in_words(value):
    """Return the ratio as people write it, rounded down so that it never promises more: 6.9:1."""
    return f"{int(value * 10) / 10:g}:1"


def _channels(colour):
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def _hex(channels):
    return "#" + "".join(f"{round(channel * 255):02X}" for channel in channels)


def _luminance(colour):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
