"""Pictures of the harbour, the lagoon and the sea."""

import itertools
import math

from articles.demo.art.canvas import (
    ARO,
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
    SLATE,
    WIDTH,
    Scene,
    mix,
    ridge,
)


def harbour_dusk(seed):
    """Cranes and boats against the last light."""
    scene = Scene(
        seed, [(0, (38, 46, 88)), (0.3, (112, 92, 122)), (0.5, (214, 138, 96)), (0.62, (246, 206, 140)), (1, CREAM)]
    )
    level = 690
    scene.clouds((236, 150, 110), across=3, low=120, high=210, strength=0.7, span=(0.02, 0.55), stretch=2.4)
    scene.glow(1060, 640, 520, (255, 226, 160), 0.9)
    scene.land(ridge(scene.random, 650, 26), mix(SLATE, OCHRE, 0.45), SAND, 120)
    scene.land(ridge(scene.random, 668, 14), mix(INDIGO, CLAY, 0.45), CLAY, 90)
    with scene.pen() as pen:
        dark = (*mix(NIGHT, INDIGO, 0.5), 255)
        pale = (*mix(INDIGO, CLAY, 0.35), 255)
        for x, scale, ink in (
            (250, 1.0, dark),
            (455, 0.94, dark),
            (760, 0.62, pale),
            (880, 0.58, pale),
            (1370, 0.78, dark),
        ):
            _quay_crane(pen, x, 684, scale, ink)
        _containers(pen, scene.random, 60, 684, dark)
        _cargo_ship(pen, 560, 690, dark)
    scene.water(level, mix(INDIGO, CLAY, 0.25), 0.32, 12)
    scene.ripples(level, (255, 224, 168), 130, 90)
    with scene.pen() as pen:
        for x, y, scale in ((330, 860, 1.5), (1210, 800, 1.0), (1330, 940, 2.0), (820, 770, 0.7)):
            _fishing_boat(pen, x, y, scale, (*NIGHT, 255))
    return scene.finish()


def _quay_crane(pen, x, foot, scale, ink):
    """Draw a ship-to-shore crane whose arm points right."""
    s = scale
    for leg in (-46, 46):
        pen.line([(x + leg * s, foot), (x + leg * 0.86 * s, foot - 250 * s)], ink, 8 * s)
    pen.line([(x - 44 * s, foot - 90 * s), (x + 44 * s, foot - 90 * s)], ink, 6 * s)
    pen.line([(x - 44 * s, foot - 90 * s), (x + 42 * s, foot - 200 * s)], ink, 3.5 * s)
    pen.line([(x - 120 * s, foot - 250 * s), (x + 250 * s, foot - 262 * s)], ink, 11 * s)
    pen.line([(x, foot - 250 * s), (x + 6 * s, foot - 350 * s)], ink, 7 * s)
    for end in (-118, 130, 246):
        pen.line([(x + 6 * s, foot - 348 * s), (x + end * s, foot - 256 * s)], ink, 2.2 * s)
    pen.box(x - 92 * s, foot - 282 * s, x - 30 * s, foot - 250 * s, ink)
    pen.line([(x + 170 * s, foot - 258 * s), (x + 170 * s, foot - 150 * s)], ink, 1.6 * s)
    pen.box(x + 152 * s, foot - 152 * s, x + 190 * s, foot - 134 * s, ink)


def _containers(pen, random, left, foot, ink):
    """Stack boxes on the quay."""
    tones = [mix(ink[:3], CLAY, 0.35), mix(ink[:3], ARO, 0.3), ink[:3], mix(ink[:3], OCHRE, 0.25)]
    for column in range(9):
        x = left + column * 62
        for row in range(random.randint(1, 4)):
            pen.box(x, foot - 26 * (row + 1), x + 59, foot - 26 * row - 2, (*random.choice(tones), 255))
    pen.box(0, foot, 720, foot + 6, ink)


def _cargo_ship(pen, x, level, ink):
    """Draw a loaded ship at the quay."""
    pen.polygon([(x, level - 44), (x + 400, level - 36), (x + 440, level - 58), (x + 418, level), (x + 22, level)], ink)
    pen.box(x + 22, level - 112, x + 84, level - 40, ink)
    pen.box(x + 40, level - 140, x + 62, level - 112, ink)
    for place in range(6):
        tall = (36, 54, 54, 36, 54, 36)[place]
        pen.box(
            x + 104 + place * 48,
            level - 38 - tall,
            x + 148 + place * 48,
            level - 38,
            (*mix(ink[:3], CLAY, 0.12 * (place % 3)), 255),
        )


def _fishing_boat(pen, x, y, scale, ink):
    """Draw a wooden boat with its people standing in it."""
    s = scale
    hull = [
        (x - 95 * s, y - 22 * s),
        (x - 60 * s, y - 4 * s),
        (x + 55 * s, y - 4 * s),
        (x + 100 * s, y - 30 * s),
        (x + 70 * s, y + 14 * s),
        (x - 66 * s, y + 14 * s),
    ]
    pen.polygon(hull, ink)
    for place, tall in ((-30, 44), (12, 38), (40, 46)):
        pen.line([(x + place * s, y), (x + (place + 3) * s, y - tall * s)], ink, 9 * s)
        pen.disc(x + (place + 3) * s, y - (tall + 8) * s, 6.5 * s, ink)
    pen.line([(x + 44 * s, y - 30 * s), (x + 88 * s, y - 82 * s)], ink, 2.4 * s)


def ferry_dawn(seed):
    """A small ferry alone on a pale lagoon."""
    scene = Scene(seed, [(0, (196, 204, 214)), (0.35, (226, 214, 204)), (0.52, (244, 222, 188)), (1, (206, 200, 196))])
    level = 610
    scene.glow(520, 500, 460, (255, 240, 206), 1.0)
    with scene.pen(blur=2) as pen:
        pen.disc(520, 452, 46, (255, 248, 226, 235))
    for base, share in ((520, 0.72), (536, 0.5), (550, 0.3)):
        scene.land(_tree_line(scene.random, base, 34), mix(PALM, (214, 206, 200), share), mix(SAND, CREAM, 0.4), 60)
    scene.haze((246, 228, 200), 0.36, 0.53, 0.6)
    with scene.pen() as pen:
        _ferry(pen, 960, level - 10)
    scene.water(level, (190, 190, 194), 0.35, 9)
    scene.ripples(level, (255, 246, 226), 120, 130)
    with scene.pen() as pen:
        wake = (255, 250, 238, 150)
        for offset in range(5):
            pen.line([(722 - offset * 50, 616 + offset * 8), (520 - offset * 95, 624 + offset * 24)], wake, 2.5)
        for bird in range(7):
            x, y = 250 + bird * 62 + scene.random.uniform(-20, 20), 210 + scene.random.uniform(-60, 60)
            pen.line([(x - 15, y - 6), (x, y), (x + 15, y - 8)], (70, 74, 92, 220), 2.4)
    return scene.finish(grain=10, vignette=0.18)


def _tree_line(random, base, height):
    """Return a shoreline with rounded crowns."""
    points = ridge(random, base, height, detail=5)
    return [
        (x, y - abs(math.sin(x / 23)) * 9 - abs(math.sin(x / 61 + 1)) * 12)
        for (x0, y0), (x1, y1) in itertools.pairwise(points)
        for x, y in ((x0 + (x1 - x0) * t / 6, y0 + (y1 - y0) * t / 6) for t in range(6))
    ] + [(WIDTH, base)]


def _ferry(pen, x, level):
    """Draw a two-deck passenger ferry."""
    ink, white = (*mix(INDIGO, NIGHT, 0.3), 255), (238, 230, 214, 255)
    pen.polygon(
        [
            (x - 250, level - 40),
            (x + 230, level - 40),
            (x + 262, level - 64),
            (x + 236, level + 12),
            (x - 232, level + 12),
        ],
        ink,
    )
    pen.box(x - 250, level - 46, x + 240, level - 38, (*CLAY, 255))
    pen.box(x - 214, level - 112, x + 170, level - 46, white)
    pen.box(x - 224, level - 120, x + 184, level - 110, ink)
    pen.box(x - 190, level - 166, x + 90, level - 120, white)
    pen.polygon([(x + 90, level - 166), (x + 128, level - 166), (x + 146, level - 120), (x + 90, level - 120)], ink)
    pen.box(x - 206, level - 174, x + 136, level - 165, (*CAMWOOD, 255))
    for place in range(11):
        pen.box(x - 200 + place * 33, level - 98, x - 178 + place * 33, level - 68, (*mix(SLATE, INDIGO, 0.4), 255))
    for place in range(7):
        pen.box(x - 178 + place * 38, level - 154, x - 152 + place * 38, level - 132, (*mix(SLATE, INDIGO, 0.4), 255))
    pen.box(x - 140, level - 214, x - 104, level - 174, (*CLAY, 255))
    pen.line([(x + 60, level - 174), (x + 60, level - 250)], ink, 4)
    pen.polygon([(x + 60, level - 250), (x + 20, level - 238), (x + 60, level - 226)], (*OCHRE, 255))


def handshake(seed):
    """Two figures shake hands on a quay, flat as a paper cut."""
    scene = Scene(seed, [(0, (222, 178, 124)), (0.55, (240, 214, 168)), (1, (222, 190, 146))])
    with scene.pen() as pen:
        pen.disc(800, 560, 400, (232, 150, 92, 255))
        pen.disc(800, 560, 300, (238, 172, 104, 255))
    scene.land(ridge(scene.random, 700, 18), mix(LAGOON, SAND, 0.35), LAGOON, 260)
    scene.ripples(705, CREAM, 90, 150)
    with scene.pen() as pen:
        for x, flip, size in ((210, 1, 1.5), (1400, -1, 1.5)):
            hull = [(x - 110 * size, 712), (x + 110 * size, 712), (x + 70 * size, 752), (x - 70 * size, 752)]
            pen.polygon(hull, (*CAMWOOD, 255))
            pen.line([(x, 720), (x, 470)], (*CAMWOOD, 255), 7)
            pen.polygon([(x + 8, 480), (x + 8, 690), (x + 120 * flip, 690)], (*CREAM, 255))
        pen.polygon([(0, 900), (WIDTH, 900), (WIDTH, HEIGHT), (0, HEIGHT)], (*mix(CLAY, CAMWOOD, 0.5), 255))
        for board in range(17):
            pen.line([(board * 100, 900), (board * 160 - 480, HEIGHT)], (*CAMWOOD, 255), 4)
        _person(pen, 596, 1, (*INDIGO, 255), (*mix(ARO, CREAM, 0.25), 255))
        _person(pen, 1004, -1, (*mix(PALM, NIGHT, 0.2), 255), (*OCHRE, 255))
        pen.line([(640, 600), (720, 668), (800, 640)], (*mix(INDIGO, NIGHT, 0.25), 255), 46)
        pen.line([(960, 600), (880, 668), (806, 640)], (*mix(PALM, NIGHT, 0.45), 255), 46)
        pen.disc(802, 642, 33, (74, 44, 34, 255), 26)
        pen.disc(780, 640, 20, (98, 60, 44, 255), 22)
    return scene.finish(grain=14, vignette=0.12)


def _person(pen, x, flip, robe, trim):
    """Draw a standing person in a wide robe and cap."""
    skin = (84, 52, 40, 255)
    pen.polygon([(x - 76, 540), (x + 76, 540), (x + 150, 960), (x - 150, 960)], robe)
    pen.disc(x, 548, 80, robe, 46)
    pen.polygon([(x - 10 * flip - 14, 528), (x - 10 * flip + 14, 528), (x + 26, 960), (x - 26, 960)], trim)
    for fold in (-100, -62, 66, 104):
        pen.line([(x + fold * 0.5, 600), (x + fold, 956)], (*mix(robe[:3], NIGHT, 0.35), 255), 3)
    pen.box(x - 22, 470, x + 22, 530, skin)
    pen.disc(x + 4 * flip, 440, 54, skin, 64)
    pen.polygon([(x - 56, 418), (x + 56, 418), (x + 44, 352), (x - 36, 346)], trim)
    pen.box(x - 57, 404, x + 57, 420, (*mix(trim[:3], NIGHT, 0.35), 255))
