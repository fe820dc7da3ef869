"""Cloth patterns, maps and charts."""

import itertools
import math

from PIL import ImageFont

from articles.demo.art.canvas import (
    CAMWOOD,
    CLAY,
    CREAM,
    HEIGHT,
    INDIGO,
    LAGOON,
    NIGHT,
    OCHRE,
    PALM,
    SAND,
    WIDTH,
    Scene,
    mix,
    ridge,
)


def adire(seed):
    """Indigo cloth with resist-dyed squares, no two neighbours alike."""
    scene = Scene(seed, [(0, (28, 38, 84)), (1, (22, 30, 70))])
    scene.clouds((56, 78, 142), across=4, low=90, high=230, strength=0.75, span=(-0.6, 1.6))
    motifs = (_suns, _fish, _lattice, _combs, _leaves, _rings)
    size, last = 266.7, None
    with scene.pen(blur=0.9, opacity=0.9) as pen:
        for row in range(4):
            for column in range(6):
                motif = scene.random.choice([m for m in motifs if m is not last])
                last = motif
                pale = (*mix((206, 218, 236), (120, 146, 200), scene.random.random() * 0.45), 255)
                motif(pen, scene.random, column * size, row * size, size, pale)
    with scene.pen(blur=1.2, opacity=0.7) as pen:
        pale = (190, 206, 232, 255)
        for column in range(1, 6):
            _stitches(pen, scene.random, column * size, 0, 0, pale)
        for row in range(1, 4):
            _stitches(pen, scene.random, 0, row * size, 1, pale)
    scene.clouds((18, 26, 62), across=12, low=138, high=240, strength=0.5, span=(-0.5, 1.5))
    with scene.pen(opacity=0.09) as pen:
        for thread in range(0, WIDTH, 5):
            pen.line([(thread, 0), (thread, HEIGHT)], (255, 255, 255, 255), 1)
        for thread in range(0, HEIGHT, 5):
            pen.line([(0, thread), (WIDTH, thread)], (0, 0, 0, 255), 1)
    return scene.finish(grain=16, vignette=0.3)


def _stitches(pen, random, x, y, across, pale):
    """Draw a double seam of dots down or across the cloth."""
    for step in range(0, WIDTH, 15):
        for side in (-8, 8):
            wobble = random.uniform(-1.5, 1.5)
            place = (x + step, y + side + wobble) if across else (x + side + wobble, y + step)
            pen.disc(*place, 3.6, pale, 3.2)


def _suns(pen, random, x, y, size, pale):
    """Draw a sun of dots."""
    cx, cy = x + size / 2, y + size / 2
    for ring in range(1, 5):
        for dot in range(ring * 8):
            angle = dot / (ring * 8) * math.tau + ring * 0.2
            pen.disc(cx + math.cos(angle) * ring * 24, cy + math.sin(angle) * ring * 24, 5.5 - ring * 0.4, pale)
    pen.disc(cx, cy, 11, pale)


def _fish(pen, random, x, y, size, pale):
    """Draw three fish."""
    for number in range(3):
        cy, flip = y + size * (0.24 + 0.26 * number), 1 if number % 2 else -1
        cx = x + size / 2
        body = [(cx + flip * (t * 6 - 78), cy - 25 * math.sin(math.pi * t / 24)) for t in range(25)]
        pen.line(body, pale, 4.5)
        pen.line([(px, 2 * cy - py) for px, py in body], pale, 4.5)
        pen.line(
            [(cx - flip * 78, cy), (cx - flip * 102, cy - 19), (cx - flip * 102, cy + 19), (cx - flip * 78, cy)],
            pale,
            4.5,
        )
        pen.disc(cx + flip * 46, cy - 3, 4, pale)
        for scale in range(4):
            sx = cx + flip * (scale * 19 - 42)
            pen.line([(sx, cy - 13), (sx + flip * 8, cy), (sx, cy + 13)], pale, 3)


def _lattice(pen, random, x, y, size, pale):
    """Draw crossing lines with a dot in every field."""
    steps = 6
    for line in range(steps + 1):
        share = 24 + (size - 48) * line / steps
        pen.line([(x + share, y + 24), (x + size - 24, y + size - share)], pale, 3.4)
        pen.line([(x + 24, y + share), (x + size - share, y + size - 24)], pale, 3.4)
        pen.line([(x + share, y + 24), (x + 24, y + share)], pale, 3.4)
        pen.line([(x + size - 24, y + share), (x + share, y + size - 24)], pale, 3.4)


def _combs(pen, random, x, y, size, pale):
    """Draw bundles of raffia ties that turn from field to field."""
    part = (size - 44) / 3
    for row in range(3):
        for column in range(3):
            left, top = x + 22 + column * part, y + 22 + row * part
            for tooth in range(6):
                offset = 9 + tooth * (part - 18) / 5
                if (row + column) % 2:
                    pen.line(
                        [(left + offset, top + 8), (left + offset + random.uniform(-2, 2), top + part - 8)], pale, 4
                    )
                else:
                    pen.line(
                        [(left + 8, top + offset), (left + part - 8, top + offset + random.uniform(-2, 2))], pale, 4
                    )


def _leaves(pen, random, x, y, size, pale):
    """Draw a branch of cassava leaves."""
    cx = x + size / 2
    pen.line([(cx, y + 24), (cx + 8, y + size / 2), (cx, y + size - 24)], pale, 5)
    for pair in range(4):
        for side in (-1, 1):
            top = y + 58 + pair * 50
            tip = (cx + side * 98, top - 26)
            pen.polygon([(cx, top), (cx + side * 46, top - 34), tip, (cx + side * 54, top + 3)], pale)
            pen.line([(cx, top), tip], (*INDIGO, 255), 3)


def _rings(pen, random, x, y, size, pale):
    """Draw four tied circles."""
    for row in range(2):
        for column in range(2):
            cx, cy = x + size * (0.28 + 0.44 * column), y + size * (0.28 + 0.44 * row)
            for ring in range(4):
                pen.ring(cx, cy, 13 + ring * 13 + random.uniform(-1.5, 1.5), pale, 5 - ring * 0.6)
            for spoke in range(12):
                angle = spoke / 12 * math.tau
                pen.line(
                    [
                        (cx + 8 * math.cos(angle), cy + 8 * math.sin(angle)),
                        (cx + 26 * math.cos(angle), cy + 26 * math.sin(angle)),
                    ],
                    pale,
                    2.4,
                )


def lagoon_map(seed):
    """A map of the lagoon: depth lines, channels, islands, the mouth to the sea."""
    scene = Scene(seed, [(0, (232, 216, 180)), (1, (222, 204, 166))])
    scene.clouds((206, 190, 144), across=6, low=120, high=230, strength=0.6, span=(-0.5, 1.5))
    north = ridge(scene.random, 300, 70, detail=7, roughness=0.55, ends=(0.6, -0.2))
    south = ridge(scene.random, 800, 34, detail=7, roughness=0.55, ends=(-0.4, 0.5))
    with scene.pen() as pen:
        pen.polygon([*north, *reversed(south)], (*mix(LAGOON, CREAM, 0.5), 255))
        pen.polygon([(980, 700), (1080, 700), (1130, 960), (900, 960)], (*mix(LAGOON, CREAM, 0.5), 255))
        sea = ridge(scene.random, 930, 12, detail=6)
        pen.polygon([*sea, (WIDTH, HEIGHT), (0, HEIGHT)], (*mix(LAGOON, INDIGO, 0.25), 255))
        for depth in range(1, 6):
            inner = [(a[0], a[1] + (b[1] - a[1]) * depth * 0.085) for a, b in zip(north, south, strict=True)]
            outer = [(b[0], b[1] - (b[1] - a[1]) * depth * 0.075) for a, b in zip(north, south, strict=True)]
            pen.polygon(
                [*inner, *reversed(outer)], (*mix(mix(LAGOON, CREAM, 0.5), mix(LAGOON, INDIGO, 0.35), depth / 5), 255)
            )
        for depth in range(1, 4):
            pen.line([(px, py + depth * 26) for px, py in sea], (*mix(LAGOON, CREAM, 0.35), 120), 2)
        pen.polygon([(1004, 660), (1062, 660), (1090, 970), (944, 970)], (*mix(LAGOON, INDIGO, 0.3), 255))
        for x, y, size in ((420, 520, 70), (560, 600, 36), (1240, 500, 88), (1400, 590, 42), (760, 470, 28)):
            _island(pen, scene.random, x, y, size)
        for river in (250, 700, 1320):
            bed = [(river + 46 * math.sin(step / 4 + river) + step * 4, 400 - step * 17) for step in range(25)]
            pen.line(bed, (*mix(LAGOON, CREAM, 0.35), 255), 12)
        for line in range(1, 6):
            pen.line([(line * 267, 0), (line * 267, HEIGHT)], (*CAMWOOD, 46), 1.5)
            pen.line([(0, line * 213), (WIDTH, line * 213)], (*CAMWOOD, 46), 1.5)
        route = [(300, 440), (520, 470), (680, 560), (900, 600), (1030, 700), (1034, 1020)]
        for (x0, y0), (x1, y1) in itertools.pairwise(route):
            dots = max(1, int(math.hypot(x1 - x0, y1 - y0) / 20))
            for dot in range(dots):
                pen.disc(x0 + (x1 - x0) * dot / dots, y0 + (y1 - y0) * dot / dots, 4.5, (*CREAM, 255))
        for x, y in ((300, 440), (900, 600), (1034, 1020)):
            pen.disc(x, y, 15, (*CREAM, 255))
            pen.disc(x, y, 10, (*CAMWOOD, 255))
        _compass(pen, 1440, 170)
        for _block in range(70):
            x, y = scene.random.gauss(330, 120), min(285.0, scene.random.gauss(236, 50))
            pen.box(
                x, y, x + scene.random.uniform(12, 30), y + scene.random.uniform(10, 22), (*mix(CLAY, SAND, 0.35), 255)
            )
    return scene.finish(grain=13, vignette=0.2)


def _island(pen, random, x, y, size):
    """Draw an island with a pale shore."""
    edge = [
        (
            x + math.cos(t / 28 * math.tau) * size * random.uniform(0.8, 1.15) * 1.5,
            y + math.sin(t / 28 * math.tau) * size * random.uniform(0.8, 1.1) * 0.6,
        )
        for t in range(28)
    ]
    pen.polygon([(x + (px - x) * 1.16, y + (py - y) * 1.22) for px, py in edge], (*mix(LAGOON, CREAM, 0.62), 255))
    pen.polygon(edge, (*mix(PALM, SAND, 0.45), 255))


def _compass(pen, x, y):
    """Draw a compass rose."""
    pen.ring(x, y, 62, (*CAMWOOD, 255), 2.5)
    for point in range(8):
        angle, reach = point / 8 * math.tau - math.pi / 2, 84 if point % 2 == 0 else 44
        tip = (x + reach * math.cos(angle), y + reach * math.sin(angle))
        for side, colour in ((-0.3, CAMWOOD), (0.3, mix(OCHRE, CREAM, 0.3))):
            pen.polygon(
                [(x, y), tip, (x + 17 * math.cos(angle + side * 2.6), y + 17 * math.sin(angle + side * 2.6))],
                (*colour, 255),
            )


def container_chart(seed):
    """Bars of containers handled each month, last year beside this year."""
    scene = Scene(seed, [(0, (248, 243, 230)), (1, (240, 232, 212))])
    before = [31.2, 30.4, 33.1, 32.6, 34.0, 33.2, 35.1, 34.4, 36.0]
    now = [33.0, 32.1, 36.4, 38.2, 37.9, 41.6, 44.0, 43.1, 47.5]
    small, large = ImageFont.load_default(68), ImageFont.load_default(84)
    left, foot, unit = 190, 900, 14.6
    with scene.pen() as pen:
        for mark in (0, 10, 20, 30, 40, 50):
            y = foot - mark * unit
            pen.line([(left - 20, y), (1500, y)], (*mix(SAND, NIGHT, 0.22 if mark else 0.7), 255), 2 if mark else 3.5)
            pen.text(left - 40, y, str(mark), small, (*NIGHT, 255), "rm")
        for month, (old, new) in enumerate(zip(before, now, strict=True)):
            x = left + 20 + month * 143
            pen.box(x, foot - old * unit, x + 46, foot - 2, (*mix(SAND, CLAY, 0.3), 255))
            last = month == len(now) - 1
            pen.box(x + 52, foot - new * unit, x + 104, foot - 2, (*(CAMWOOD if last else INDIGO), 255))
            pen.text(x + 52, foot + 44, str(month + 1), small, (*NIGHT, 255), "mm")
        pen.text(left + 20 + 8 * 143 + 78, foot - now[-1] * unit - 34, "47.5", large, (*CAMWOOD, 255), "mm")
    return scene.finish(grain=5, vignette=0)


def sound_waves(seed):
    """A voice as bars of sound on warm paper, one half by hand, one half by machine."""
    scene = Scene(seed, [(0, (238, 222, 190)), (1, (226, 204, 164))])
    with scene.pen() as pen:
        pen.disc(800, 533, 420, (*mix(OCHRE, CREAM, 0.4), 255))
        pen.disc(800, 533, 300, (*mix(OCHRE, CLAY, 0.25), 255))
        for bar in range(76):
            x = 48 + bar * 20
            loud = abs(math.sin(bar * 0.37) + 0.6 * math.sin(bar * 0.91 + 1) + scene.random.uniform(-0.3, 0.3))
            tall = 26 + 250 * loud * math.exp(-(((bar - 37.5) / 24) ** 2))
            if bar < 38:
                pen.line(
                    [(x, 533 - tall), (x + scene.random.uniform(-5, 5), 533 + tall * 0.92)],
                    (*INDIGO, 255),
                    scene.random.uniform(7, 11),
                )
                pen.disc(x, 533 - tall, 5, (*INDIGO, 255))
            else:
                steps = int(tall // 13)
                for block in range(-steps, steps + 1):
                    pen.box(x - 5, 533 + block * 13 - 4, x + 5, 533 + block * 13 + 5, (*CAMWOOD, 255))
    return scene.finish(grain=16, vignette=0.14)
