"""Pictures of cranes, canoes and beaches: the water's wide side."""

import math

from articles.demo.art.canvas import (
    ARO,
    CAMWOOD,
    CLAY,
    CREAM,
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


def crane_arrival(seed):
    """A heavy ship brings a crane through a wide cloudy sky."""
    scene = Scene(seed, [(0, (92, 118, 146)), (0.4, (168, 178, 178)), (0.68, (236, 214, 176)), (1, SAND)])
    level = 800
    scene.clouds((250, 240, 222), across=2, low=112, high=188, strength=0.95, span=(-0.1, 0.7), stretch=1.8)
    scene.clouds((96, 112, 138), across=2, low=140, high=230, strength=0.7, span=(0.05, 0.75), stretch=2.2)
    scene.glow(420, 760, 520, (255, 238, 200), 0.7)
    scene.land(ridge(scene.random, 772, 20), mix(SLATE, SAND, 0.5), mix(SAND, SLATE, 0.3), 60)
    with scene.pen() as pen:
        _heavy_ship(pen, 820, level)
        _tall_crane(pen, 800, level - 56)
        _tug(pen, 1330, level + 6)
    scene.water(level, mix(LAGOON, INDIGO, 0.45), 0.5, 10)
    scene.ripples(level, CREAM, 170, 110)
    return scene.finish()


def _heavy_ship(pen, x, level):
    """Draw a flat-decked ship."""
    hull, deck = (*mix(CAMWOOD, NIGHT, 0.25), 255), (*mix(SLATE, NIGHT, 0.5), 255)
    pen.polygon(
        [(x - 480, level - 52), (x + 380, level - 52), (x + 424, level - 84), (x + 396, level), (x - 452, level)], hull
    )
    pen.box(x - 474, level - 58, x + 382, level - 50, deck)
    pen.box(x + 270, level - 170, x + 352, level - 54, (*CREAM, 255))
    pen.box(x + 258, level - 192, x + 364, level - 166, (*mix(CREAM, SLATE, 0.25), 255))
    for place in range(5):
        pen.box(x + 266 + place * 19, level - 186, x + 280 + place * 19, level - 174, deck)
    pen.box(x + 292, level - 230, x + 316, level - 192, (*CLAY, 255))
    pen.box(x - 460, level - 18, x + 396, level - 12, (*CREAM, 120))


def _tall_crane(pen, x, foot):
    """Draw a ship-to-shore crane with its arm raised for the voyage."""
    ink, light = (*mix(INDIGO, ARO, 0.35), 255), (*mix(ARO, CREAM, 0.25), 255)
    for leg in (-120, 110):
        pen.line([(x + leg, foot), (x + leg * 0.82, foot - 360)], ink, 17)
        pen.box(x + leg - 34, foot - 12, x + leg + 34, foot, ink)
    pen.line([(x - 116, foot - 130), (x + 106, foot - 130)], ink, 12)
    pen.line([(x - 116, foot - 130), (x + 92, foot - 350)], light, 6)
    pen.line([(x + 106, foot - 130), (x - 98, foot - 350)], light, 6)
    pen.line([(x - 320, foot - 360), (x + 110, foot - 360)], ink, 20)
    pen.line([(x + 96, foot - 362), (x + 238, foot - 700)], ink, 15)
    for step in range(9):
        a, b = step / 9, (step + 1) / 9
        pen.line([(x + 96 + 142 * a, foot - 362 - 338 * a), (x + 80 + 142 * b, foot - 368 - 338 * b)], light, 3)
    pen.line([(x - 20, foot - 360), (x + 36, foot - 560)], ink, 13)
    pen.line([(x + 60, foot - 360), (x + 36, foot - 560)], ink, 9)
    for end in ((x - 314, foot - 362), (x + 236, foot - 696), (x + 168, foot - 530)):
        pen.line([(x + 36, foot - 556), end], ink, 3)
    pen.box(x - 250, foot - 412, x - 130, foot - 360, (*CLAY, 255))
    pen.box(x - 250, foot - 412, x - 130, foot - 402, (*CAMWOOD, 255))


def _tug(pen, x, level):
    """Draw a tug that pulls to the right."""
    pen.line([(x - 90, level - 36), (x - 140, level - 64)], (*NIGHT, 255), 2.5)
    pen.polygon(
        [(x - 92, level - 34), (x + 84, level - 34), (x + 104, level - 48), (x + 88, level), (x - 80, level)],
        (*mix(PALM, NIGHT, 0.3), 255),
    )
    pen.box(x - 20, level - 92, x + 52, level - 34, (*CREAM, 255))
    pen.box(x - 10, level - 84, x + 44, level - 66, (*SLATE, 255))
    pen.box(x - 56, level - 82, x - 32, level - 34, (*CLAY, 255))


def regatta(seed):
    """Long canoes race side by side, seen from above."""
    scene = Scene(seed, [(0, mix(LAGOON, INDIGO, 0.35)), (0.5, LAGOON), (1, mix(LAGOON, PALM, 0.35))])
    scene.clouds(mix(LAGOON, CREAM, 0.35), across=5, low=120, high=240, strength=0.55, span=(-0.4, 1.4), stretch=1.6)
    scene.clouds(mix(INDIGO, LAGOON, 0.4), across=7, low=130, high=240, strength=0.6, span=(-0.4, 1.4), stretch=1.6)
    scene.ripples(-40, CREAM, 260, 60, reach=(30, 120))
    hulls = ((CLAY, ARO, 640), (INDIGO, OCHRE, 980), (CREAM, CLAY, 800), (CAMWOOD, PALM, 500), (OCHRE, CAMWOOD, 720))
    with scene.pen(blur=7, opacity=0.35) as pen:
        for lane, (_hull, _cloth, x) in enumerate(hulls):
            _canoe(pen, x + 16, 150 + lane * 196 + 26, (*NIGHT, 255), (*NIGHT, 255))
    with scene.pen(blur=2.5) as pen:
        for lane, (_hull, _cloth, x) in enumerate(hulls):
            y = 150 + lane * 196
            for trail in range(26):
                spread = trail * 1.7
                pen.disc(
                    x - 320 - trail * 24,
                    y + scene.random.uniform(-spread, spread),
                    20 - trail * 0.5,
                    (*CREAM, max(8, 130 - trail * 5)),
                    3,
                )
    with scene.pen() as pen:
        for lane, (hull, cloth, x) in enumerate(hulls):
            _canoe(pen, x, 150 + lane * 196, (*hull, 255), (*cloth, 255))
    return scene.finish(vignette=0.3)


def _canoe(pen, x, y, hull, cloth):
    """Draw a canoe from above, bow to the right, with ten paddlers."""
    top = [(x - 320 + t * 16, y - 27 * math.sin(math.pi * min(1, t / 40)) ** 0.7) for t in range(41)]
    low = [(px, 2 * y - py) for px, py in reversed(top)]
    pen.polygon(top + low, hull)
    inner = mix(hull[:3], NIGHT, 0.45)
    pen.polygon([(px * 0.92 + x * 0.08, y + (py - y) * 0.62) for px, py in top + low], (*inner, hull[3]))
    for seat in range(10):
        sx, side = x - 216 + seat * 48, 1 if seat % 2 else -1
        pen.line([(sx + 8, y), (sx + 24, y + side * 30), (sx + 6, y + side * 66)], mix(SAND, CLAY, 0.5), 4.5)
        pen.disc(sx + 4, y + side * 70, 9, (*mix(SAND, CLAY, 0.35), 255), 5)
        pen.disc(sx, y + side * 3, 11, cloth, 19)
        pen.disc(sx + 7, y + side * 3, 8, (*mix(cloth[:3], NIGHT, 0.55), cloth[3]), 7)


def turtle_moon(seed):
    """A turtle's track crosses a beach under a full moon."""
    scene = Scene(seed, [(0, (14, 20, 48)), (0.34, (36, 54, 98)), (0.5, (84, 104, 140)), (1, (60, 70, 100))])
    with scene.pen() as pen:
        for _star in range(170):
            pen.disc(
                scene.random.uniform(0, WIDTH),
                scene.random.uniform(0, 440),
                scene.random.uniform(0.7, 2),
                (*CREAM, scene.random.randint(60, 220)),
            )
    scene.glow(1120, 250, 420, (214, 222, 236), 0.75)
    with scene.pen(blur=1) as pen:
        pen.disc(1120, 250, 74, (248, 242, 224, 255))
        for x, y, r in ((1096, 232, 16), (1140, 270, 22), (1132, 216, 9), (1100, 284, 10)):
            pen.disc(x, y, r, (226, 220, 208, 150))
    scene.water(500, (24, 38, 74), 0.55, 22)
    with scene.pen(blur=1.2) as pen:
        for row in range(60):
            y = 506 + row * 3.6
            half = 26 + row * 1.5 + scene.random.uniform(-16, 20)
            pen.disc(
                1120 + scene.random.uniform(-26, 26),
                y,
                max(8, half * scene.random.uniform(0.3, 1)),
                (250, 242, 220, 120),
                1.4,
            )
    for step, shade in enumerate(((188, 200, 214), (150, 158, 170), (128, 124, 130))):
        edge = [
            (x, 690 + step * 24 + 26 * math.sin(x / 250 + step * 0.7) + 8 * math.sin(x / 61 + step) + (x - 800) * 0.03)
            for x in range(0, WIDTH + 20, 20)
        ]
        scene.land(edge, shade, mix((96, 90, 98), NIGHT, 0.15 + 0.1 * step), 330)
    scene.clouds((150, 146, 148), across=9, low=130, high=230, strength=0.35, span=(0.68, 1.3), stretch=1.4)
    with scene.pen(blur=0.8) as pen:
        for step in range(19):
            t = step / 18
            x, y, size = 640 + 200 * math.sin(t * 1.9) - t * 240, 1050 - t * 240, 1.25 - t * 0.6
            for side in (-1, 1):
                cx = x + side * 44 * size
                pen.polygon(
                    [
                        (cx, y),
                        (cx + side * 34 * size, y - 12 * size),
                        (cx + side * 30 * size, y + 6 * size),
                        (cx, y + 10 * size),
                    ],
                    (46, 46, 64, 210),
                )
            pen.disc(x, y, 26 * size, (70, 68, 84, 120), 5 * size)
    with scene.pen() as pen:
        _turtle(pen, 590, 796, 0.86)
    return scene.finish(grain=13, vignette=0.34)


def _turtle(pen, x, y, s):
    """Draw a sea turtle that crawls towards the water."""
    skin, shell = (52, 66, 66, 255), (64, 84, 78, 255)
    pen.polygon(
        [(x - 70 * s, y - 18 * s), (x - 152 * s, y - 6 * s), (x - 168 * s, y + 22 * s), (x - 60 * s, y + 16 * s)], skin
    )
    pen.polygon(
        [(x + 70 * s, y - 18 * s), (x + 152 * s, y - 10 * s), (x + 166 * s, y + 18 * s), (x + 60 * s, y + 16 * s)], skin
    )
    pen.polygon([(x - 50 * s, y + 40 * s), (x - 92 * s, y + 66 * s), (x - 40 * s, y + 58 * s)], skin)
    pen.polygon([(x + 50 * s, y + 40 * s), (x + 92 * s, y + 66 * s), (x + 40 * s, y + 58 * s)], skin)
    pen.disc(x, y - 68 * s, 25 * s, skin, 30 * s)
    pen.disc(x, y, 88 * s, (36, 50, 54, 255), 66 * s)
    pen.disc(x, y - 5 * s, 82 * s, shell, 59 * s)
    for row, columns in ((-30, 3), (0, 4), (28, 3)):
        for place in range(columns):
            pen.disc(x + (place - (columns - 1) / 2) * 38 * s, y + (row - 5) * s, 16 * s, (92, 114, 100, 255), 12 * s)
