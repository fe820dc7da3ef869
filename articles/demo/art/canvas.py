"""A small drawing kit over Pillow: skies, smooth shapes, haze, water and grain; the same picture for the same seed."""

import itertools
from contextlib import contextmanager
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

WIDTH, HEIGHT = SIZE = 1600, 1067
FINE = 2

NIGHT = (15, 19, 38)
INDIGO = (31, 42, 86)
ARO = (52, 76, 138)
SLATE = (84, 98, 120)
CLAY = (170, 86, 56)
CAMWOOD = (122, 44, 34)
OCHRE = (216, 160, 82)
SAND = (232, 210, 172)
CREAM = (246, 237, 218)
PALM = (58, 82, 62)
LAGOON = (52, 104, 112)


def mix(one, other, share):
    """Return the colour that lies ``share`` of the way from one colour to the other."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def gradient(stops, size=SIZE):
    """Return a picture that runs downwards through ``[(place 0..1, colour), …]``."""
    width, height = size
    column = Image.new("RGB", (1, height))
    rows = iter(range(height))
    data = []
    for y in rows:
        place = y / max(1, height - 1)
        before = max((s for s in stops if s[0] <= place), default=stops[0])
        after = min((s for s in stops if s[0] > place), default=stops[-1])
        span = after[0] - before[0]
        data.append(mix(before[1], after[1], (place - before[0]) / span if span > 0 else 0))
    column.putdata(data)
    return column.resize((width, height), Image.Resampling.NEAREST)


def ridge(random, base, height, detail=8, roughness=0.5, ends=(0.0, 0.0)):
    """Return the points of a skyline around ``base`` by halving and displacing a line."""
    values = [*ends]
    swing = 1.0
    for _round in range(detail):
        middles = [(a + b) / 2 + random.uniform(-swing, swing) for a, b in itertools.pairwise(values)]
        values = [v for pair in zip(values, middles, strict=False) for v in pair] + [values[-1]]
        swing *= roughness
    step = WIDTH / (len(values) - 1)
    return [(i * step, base - value * height) for i, value in enumerate(values)]


class Pen:
    """Draws in picture coordinates on a finer transparent sheet, so that edges come out smooth."""

    def __init__(self):
        self.sheet = Image.new("RGBA", (WIDTH * FINE, HEIGHT * FINE))
        self._draw = ImageDraw.Draw(self.sheet)

    def polygon(self, points, fill):
        self._draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=fill)

    def line(self, points, fill, width=1.0):
        self._draw.line(
            [(x * FINE, y * FINE) for x, y in points], fill=fill, width=max(1, round(width * FINE)), joint="curve"
        )

    def box(self, left, top, right, bottom, fill):
        self._draw.rectangle([left * FINE, top * FINE, right * FINE - 1, bottom * FINE - 1], fill=fill)

    def disc(self, x, y, radius, fill, height=None):
        height = height or radius
        self._draw.ellipse(
            [(x - radius) * FINE, (y - height) * FINE, (x + radius) * FINE, (y + height) * FINE], fill=fill
        )

    def ring(self, x, y, radius, fill, width=1.0, start=0, end=360):
        box = [(x - radius) * FINE, (y - radius) * FINE, (x + radius) * FINE, (y + radius) * FINE]
        self._draw.arc(box, start, end, fill=fill, width=max(1, round(width * FINE)))

    def text(self, x, y, words, font, fill, anchor="la"):
        self._draw.text((x * FINE, y * FINE), words, font=font, fill=fill, anchor=anchor)


class Scene:
    """One picture in the making."""

    def __init__(self, seed, stops):
        self.random = Random(seed)  # noqa: S311
        self.image = gradient(stops)

    @contextmanager
    def pen(self, blur=0, opacity=1.0):
        """Give a pen; what it drew is laid over the picture at the end."""
        pen = Pen()
        yield pen
        sheet = pen.sheet.reduce(FINE)
        if blur:
            sheet = sheet.convert("RGBa").filter(ImageFilter.GaussianBlur(blur)).convert("RGBA")
        mask = sheet.getchannel("A")
        if opacity < 1:
            mask = mask.point(lambda v: round(v * opacity))
        self.image.paste(sheet.convert("RGB"), mask=mask)

    def noise(self, across, octaves=4, size=SIZE):
        """Return cloudy noise as a mask; ``across`` is the number of coarse blobs from side to side."""
        result = None
        for octave in range(octaves):
            columns = max(2, round(across * 2**octave))
            rows = max(2, round(columns * size[1] / size[0]))
            blobs = Image.frombytes("L", (columns, rows), self.random.randbytes(columns * rows))
            blobs = blobs.resize(size, Image.Resampling.BICUBIC)
            result = blobs if result is None else Image.blend(result, blobs, 0.36)
        return result

    def land(self, points, colour, foot=None, depth=300):
        """Fill everything under a skyline, fading to ``foot`` over ``depth`` pixels."""
        mask = Image.new("L", (WIDTH * FINE, HEIGHT * FINE))
        outline = [(x * FINE, y * FINE) for x, y in [*points, (WIDTH, HEIGHT), (0, HEIGHT)]]
        ImageDraw.Draw(mask).polygon(outline, fill=255)
        top = min(y for _x, y in points) / HEIGHT
        fill = gradient(
            [(0, colour), (top, colour), (min(1.0, top + depth / HEIGHT), foot or colour), (1, foot or colour)]
        )
        self.image.paste(fill, mask=mask.reduce(FINE))

    def clouds(self, colour, across=3, low=110, high=200, strength=1.0, span=(0.0, 1.0), stretch=1.0):
        """Lay noise over a horizontal band, thickest in its middle."""
        mask = self.noise(across * stretch, size=(WIDTH, round(HEIGHT * stretch))).resize(SIZE)
        mask = mask.point(lambda v: max(0, min(255, round((v - low) / (high - low) * 255 * strength))))
        top, bottom = span
        band = gradient(
            [(0, (0,) * 3), (top, (0,) * 3), ((top + bottom) / 2, (255,) * 3), (bottom, (0,) * 3), (1, (0,) * 3)]
        )
        self.image.paste(colour, mask=ImageChops.multiply(mask, band.getchannel("R")), box=(0, 0, *SIZE))

    def glow(self, x, y, radius, colour, strength=1.0):
        """Put a soft light at a point."""
        light = Image.radial_gradient("L").resize((radius * 2, radius * 2), Image.Resampling.BICUBIC)
        light = light.point(lambda v: round(max(0.0, 1 - v / 180) ** 2 * 255 * strength))
        self.image.paste(Image.new("RGB", light.size, colour), (round(x - radius), round(y - radius)), light)

    def haze(self, colour, top, bottom, strength):
        """Veil a band of the picture, strongest at its lower edge."""
        veil = gradient([(0, (0,) * 3), (top, (0,) * 3), (bottom, (round(255 * strength),) * 3), (1, (0,) * 3)])
        self.image.paste(Image.new("RGB", SIZE, colour), mask=veil.getchannel("R"))

    def water(self, level, colour, strength=0.45, swing=14, squeeze=0.8):
        """Mirror what stands above ``level`` in restless water below it."""
        depth = HEIGHT - level
        source = self.image.crop((0, max(0, level - round(depth / squeeze)), WIDTH, level))
        mirror = source.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((WIDTH, depth))
        mirror = mirror.filter(ImageFilter.GaussianBlur(3))
        mirror = Image.blend(mirror, Image.new("RGB", mirror.size, colour), strength)
        drift = 0.0
        y = 0
        while y < depth:
            tall = 2 + round(y / depth * 7)
            drift = drift * 0.55 + self.random.uniform(-swing, swing) * (0.35 + y / depth)
            strip = mirror.crop((0, y, WIDTH, min(depth, y + tall)))
            self.image.paste(ImageChops.offset(strip, round(drift), 0), (0, level + y))
            y += tall

    def ripples(self, level, colour, count, light=120, reach=(20, 170)):
        """Draw short horizontal glints on water, larger towards the reader."""
        with self.pen() as pen:
            for _glint in range(count):
                near = self.random.random() ** 1.6
                y = level + 6 + near * (HEIGHT - level)
                half = self.random.uniform(*reach) * (0.25 + near) / 2
                x = self.random.uniform(-50, WIDTH + 50)
                pen.disc(x, y, half, (*colour, round(light * self.random.uniform(0.3, 1))), 0.7 + near * 2.2)

    def finish(self, grain=11, vignette=0.22):
        """Darken the corners a little, add paper grain, and return the picture."""
        if vignette:
            dark = Image.radial_gradient("L").resize(SIZE, Image.Resampling.BICUBIC)
            dark = dark.point(lambda v: round(max(0, v - 90) / 165 * 255 * vignette))
            self.image.paste(Image.new("RGB", SIZE, mix(NIGHT, (0, 0, 0), 0.3)), mask=dark)
        speckle = Image.frombytes("L", SIZE, self.random.randbytes(WIDTH * HEIGHT)).filter(
            ImageFilter.GaussianBlur(0.7)
        )
        speckle = speckle.point(lambda v: max(0, min(255, round(128 + (v - 128) / 50 * grain))))
        return ImageChops.overlay(self.image, Image.merge("RGB", (speckle,) * 3))
