"""Pictures of hills, fields, mangroves and roads, and the lagoon from above."""

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


def haze_hills(seed):
    """Hills behind hills in dry-season dust."""
    scene = Scene(seed, [(0, (206, 168, 128)), (0.35, (234, 202, 160)), (0.6, (240, 216, 178)), (1, SAND)])
    scene.glow(1080, 300, 420, (255, 240, 206), 0.85)
    with scene.pen(blur=3) as pen:
        pen.disc(1080, 300, 56, (255, 246, 222, 240))
    far, near = (206, 176, 146), (54, 52, 60)
    for step in range(7):
        share = step / 6
        base = 430 + share**1.25 * 470
        colour = mix(mix(far, (132, 108, 100), share), near, share**2)
        points = ridge(
            scene.random,
            base,
            70 + 60 * share,
            detail=9,
            roughness=0.47,
            ends=(scene.random.uniform(-0.5, 1), scene.random.uniform(-0.5, 1)),
        )
        scene.land(points, colour, mix(colour, (236, 208, 170), 0.62 * (1 - share) + 0.08), 230)
    scene.clouds((238, 212, 174), across=2, low=120, high=250, strength=0.32, span=(0.4, 0.95), stretch=3)
    with scene.pen() as pen:
        for x, y, scale in ((180, 1010, 1.5), (300, 1040, 1.1), (1390, 1000, 1.8)):
            _acacia(pen, scene.random, x, y, scale, (38, 36, 42, 255))
    return scene.finish(grain=13)


def _acacia(pen, random, x, foot, scale, ink):
    """Draw a flat-topped tree."""
    s = scale
    pen.line([(x, foot + 60), (x + 6 * s, foot - 70 * s)], ink, 11 * s)
    for reach in (-84, -36, 30, 92):
        pen.line([(x + 6 * s, foot - 64 * s), (x + reach * s, foot - 132 * s)], ink, 4.5 * s)
    for _crown in range(34):
        cx = max(-105, min(105, random.gauss(0, 62)))
        pen.disc(
            x + cx * s,
            foot + (-142 - random.uniform(0, 20) + abs(cx) * 0.12) * s,
            random.uniform(16, 34) * s,
            ink,
            11 * s,
        )


def mangrove(seed):
    """Arching roots and their mirror image at low tide."""
    scene = Scene(seed, [(0, (192, 202, 182)), (0.3, (214, 212, 184)), (0.55, (226, 214, 178)), (1, (150, 150, 124))])
    level = 700
    scene.glow(860, 480, 560, (252, 244, 208), 0.85)
    for depth, share in enumerate((0.74, 0.52, 0.3)):
        tone = mix(PALM, (218, 212, 184), share)
        with scene.pen(blur=3 - depth) as pen:
            for tree in range(9 - depth):
                x = tree * 220 + scene.random.uniform(-70, 70) - 60
                _mangrove(pen, scene.random, x, level - 40 + depth * 14, 0.5 + depth * 0.2, (*tone, 255))
        scene.haze((230, 220, 186), 0.45, 0.66, 0.34)
    with scene.pen() as pen:
        for x, scale in ((150, 1.35), (620, 1.02), (1310, 1.5)):
            _mangrove(pen, scene.random, x, level + 10, scale, (*mix(PALM, NIGHT, 0.62), 255))
    scene.water(level, mix(PALM, LAGOON, 0.4), 0.36, 7)
    scene.ripples(level, (240, 234, 204), 110, 95)
    with scene.pen() as pen:
        for _shoot in range(46):
            x, y = scene.random.uniform(0, WIDTH), scene.random.uniform(740, 1040)
            tall = (y - 690) * scene.random.uniform(0.08, 0.2)
            pen.line(
                [(x, y), (x + scene.random.uniform(-3, 3), y - tall)],
                (*mix(PALM, NIGHT, 0.7), 255),
                1.5 + (y - 700) / 110,
            )
    return scene.finish(vignette=0.3)


def _mangrove(pen, random, x, level, scale, ink):
    """Draw a tree on stilt roots."""
    s = scale
    knee = level - 150 * s
    pen.line([(x, knee), (x + 14 * s, knee - 250 * s)], ink, 19 * s)
    for root in range(8):
        reach = (root - 3.5) * 46 * s + random.uniform(-34, 34) * s
        start = knee + random.uniform(-70, 60) * s
        arch = [
            (
                x + reach * math.sin(t / 8 * math.pi / 2) ** 0.8,
                start + (level + 12 - start) * (1 - math.cos(t / 8 * math.pi / 2)),
            )
            for t in range(9)
        ]
        pen.line(arch, ink, random.uniform(4, 9) * s)
    for branch in (-150, -80, 70, 150):
        pen.line([(x + 10 * s, knee - 130 * s), (x + branch * s, knee - 300 * s)], ink, 7 * s)
    for _leaf in range(110):
        angle, far = random.uniform(0, math.tau), random.random() ** 0.6
        pen.disc(
            x + 10 * s + math.cos(angle) * far * 215 * s,
            knee - 320 * s + math.sin(angle) * far * 110 * s,
            random.uniform(15, 38) * s,
            ink,
            random.uniform(9, 18) * s,
        )


def solar_field(seed):
    """Rows of panels run to the horizon under a high sun."""
    scene = Scene(
        seed,
        [
            (0, (126, 162, 190)),
            (0.3, (206, 214, 206)),
            (0.43, (242, 226, 190)),
            (0.44, (196, 150, 104)),
            (1, (150, 96, 62)),
        ],
    )
    scene.clouds(CREAM, across=3, low=128, high=210, strength=0.8, span=(-0.1, 0.42), stretch=2.4)
    scene.glow(1240, 200, 330, (255, 248, 222), 1.0)
    scene.land(ridge(scene.random, 468, 32), mix(SLATE, SAND, 0.35), mix(CLAY, SAND, 0.4), 90)
    scene.land([(0, 492), (WIDTH, 486)], mix(OCHRE, CLAY, 0.3), mix(CLAY, CAMWOOD, 0.35), 560)
    scene.clouds(mix(CLAY, CAMWOOD, 0.5), across=14, low=140, high=230, strength=0.5, span=(0.5, 1.4))
    with scene.pen() as pen:
        for bush in range(60):
            x = bush * 28 + scene.random.uniform(-14, 14)
            pen.disc(x, 490 + scene.random.uniform(-4, 3), scene.random.uniform(6, 16), (*mix(PALM, SAND, 0.2), 255), 7)
        for row in range(9):
            near = (row / 8) ** 1.9
            _panel_row(pen, 506 + near * 500, 0.12 + near * 1.0, row)
    return scene.finish()


def _panel_row(pen, y, scale, row):
    """Draw one row of tilted panels across the picture."""
    wide, tall, lean = 250 * scale, 118 * scale, 44 * scale
    count = int(WIDTH / (wide * 1.05)) + 3
    for place in range(-1, count):
        x = place * wide * 1.05 - (row % 2) * wide * 0.4 - 40
        pen.polygon(
            [
                (x + 8 * scale, y + 18 * scale),
                (x + wide, y + 18 * scale),
                (x + wide + lean, y + 34 * scale),
                (x + lean, y + 34 * scale),
            ],
            (70, 40, 30, 120),
        )
        for leg in (0.18, 0.82):
            pen.line([(x + wide * leg, y - 8 * scale), (x + wide * leg, y + 26 * scale)], (76, 66, 62, 255), 6 * scale)
        pen.polygon(
            [(x, y), (x + wide, y), (x + wide + lean, y - tall), (x + lean, y - tall)], (*mix(INDIGO, NIGHT, 0.2), 255)
        )
        shine = mix(INDIGO, (150, 180, 214), 0.42 + 0.2 * math.sin(place * 1.3 + row))
        pen.polygon(
            [(x + wide * 0.45, y), (x + wide, y), (x + wide + lean, y - tall), (x + wide * 0.62 + lean, y - tall)],
            (*shine, 210),
        )
        for cell in range(1, 6):
            share = cell / 6
            pen.line([(x + wide * share, y), (x + wide * share + lean, y - tall)], (196, 206, 218, 170), 1.6 * scale)
        for band in (1 / 3, 2 / 3):
            pen.line(
                [(x + lean * band, y - tall * band), (x + wide + lean * band, y - tall * band)],
                (196, 206, 218, 170),
                1.6 * scale,
            )
        pen.line([(x, y), (x + wide, y)], (226, 224, 214, 255), 4 * scale)


def coast_road(seed):
    """A road bends along the sea, with runners as small dots of colour."""
    scene = Scene(seed, [(0, (238, 214, 170)), (0.3, (246, 230, 196)), (0.32, (98, 150, 156)), (1, (40, 92, 108))])
    scene.glow(330, 240, 360, (255, 240, 196), 0.9)
    with scene.pen() as pen:
        pen.disc(330, 240, 78, (226, 128, 74, 255))
    scene.ripples(350, CREAM, 150, 110)
    hill = [(x, 300 + 560 * ((WIDTH - x) / 1250) ** 1.7) for x in range(0, WIDTH + 1, 20)]
    scene.land(hill, mix(PALM, OCHRE, 0.35), mix(PALM, NIGHT, 0.2), 640)
    centre = [_road(t / 60) for t in range(61)]
    with scene.pen() as pen:
        for layer, colour in ((1.55, (*SAND, 255)), (1.0, (92, 86, 92, 255))):
            left = [(x - w * layer, y) for x, y, w in centre]
            right = [(x + w * layer, y) for x, y, w in centre]
            pen.polygon(left + right[::-1], colour)
        for dash in range(0, 60, 3):
            (x0, y0, w0), (x1, y1, _w1) = centre[dash], centre[dash + 1]
            pen.line([(x0, y0), (x1, y1)], (*CREAM, 230), max(1, w0 * 0.06))
        for palm in range(7):
            x, y, wide = _road(0.12 + palm * 0.13)
            _palm(pen, scene.random, x + wide * 2.6 + 18, y, wide / 120, (*mix(PALM, NIGHT, 0.45), 255))
        for _runner in range(90):
            x, y, wide = _road(scene.random.uniform(0.1, 0.92))
            _runner_dot(pen, scene.random, x + scene.random.uniform(-0.72, 0.72) * wide, y, wide / 120)
    return scene.finish(vignette=0.18)


def _road(share):
    """Return middle and half width of the road, from the horizon (0) to the reader (1)."""
    y = 330 + share**1.7 * 760
    return 1330 - 560 * share**1.1 + 190 * math.sin(share * 4.4), y, 6 + 190 * share**1.6


def _palm(pen, random, x, foot, s, ink):
    """Draw a coconut palm."""
    pen.line([(x, foot), (x + 10 * s, foot - 110 * s), (x + 34 * s, foot - 220 * s)], ink, 12 * s)
    for frond in range(9):
        angle = math.pi * (frond / 8) + random.uniform(-0.1, 0.1)
        tip = (x + 34 * s + math.cos(angle) * 118 * s, foot - 220 * s - math.sin(angle) * 58 * s + 34 * s)
        middle = (x + 34 * s + math.cos(angle) * 64 * s, foot - 244 * s - math.sin(angle) * 48 * s)
        pen.polygon([(x + 34 * s, foot - 226 * s), middle, tip, (middle[0], middle[1] + 17 * s)], ink)


def _runner_dot(pen, random, x, foot, s):
    """Draw a runner as a shirt, a head and two legs."""
    shirt = random.choice((CLAY, OCHRE, CREAM, ARO, CAMWOOD, SAND))
    pen.line([(x, foot - 30 * s), (x - 9 * s, foot)], (58, 38, 32, 255), 6 * s)
    pen.line([(x, foot - 30 * s), (x + 10 * s, foot - 4 * s)], (58, 38, 32, 255), 6 * s)
    pen.line([(x, foot - 62 * s), (x, foot - 28 * s)], (*shirt, 255), 18 * s)
    pen.disc(x, foot - 76 * s, 9 * s, (58, 38, 32, 255))
