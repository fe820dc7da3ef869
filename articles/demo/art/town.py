"""Pictures of streets, roofs, halls and pitches."""

import math

from articles.demo.art.canvas import (
    ARO,
    CAMWOOD,
    CLAY,
    CREAM,
    HEIGHT,
    INDIGO,
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


def market_awnings(seed):
    """Cloth awnings over a market street, lamps lit, people small below."""
    scene = Scene(seed, [(0, (70, 66, 98)), (0.4, (168, 106, 92)), (0.7, (222, 156, 98)), (1, (150, 92, 66))])
    with scene.pen(blur=1.5) as pen:
        for house in range(9):
            x, tall = house * 190 - 40, scene.random.uniform(250, 420)
            tone = mix((122, 84, 88), (88, 68, 88), scene.random.random())
            pen.box(x, 640 - tall, x + 182, 1067, (*tone, 255))
            for window in range(6):
                wx, wy = x + 26 + window % 3 * 50, 676 - tall + window // 3 * 82
                lit = scene.random.random() < 0.45
                pen.box(wx, wy, wx + 26, wy + 42, (246, 206, 130, 235) if lit else (*mix(tone, NIGHT, 0.45), 255))
    scene.haze((236, 170, 110), 0.3, 0.66, 0.6)
    for row, (top, scale) in enumerate(((470, 0.62), (580, 0.86), (724, 1.2))):
        with scene.pen() as pen:
            _people(pen, scene.random, top + 205 * scale, scale, 26 - row * 5)
            _stalls(pen, scene.random, top, scale)
        for _lamp in range(5):
            scene.glow(scene.random.uniform(0, WIDTH), top + 96 * scale, round(150 * scale), (255, 214, 132), 0.6)
    with scene.pen() as pen:
        wire = [(x, 250 + 60 * math.sin(x / WIDTH * math.pi * 3) ** 2) for x in range(0, WIDTH + 1, 20)]
        pen.line(wire, (*NIGHT, 200), 2)
        for x, y in wire[2::4]:
            pen.disc(x, y + 14, 11, (255, 224, 150, 255), 13)
    for x, y in wire[2::4]:
        scene.glow(x, y + 14, 70, (255, 220, 140), 0.7)
    return scene.finish(vignette=0.32)


def _stalls(pen, random, top, s):
    """Draw a row of striped awnings with goods under them."""
    cloths = (CLAY, ARO, OCHRE, CAMWOOD, PALM, (170, 118, 86), INDIGO)
    x = random.uniform(-240, -60)
    while x < WIDTH + 60:
        wide, drop = random.uniform(200, 300) * s, random.uniform(-12, 20) * s
        cloth, stripe = random.choice(cloths), mix(random.choice((CREAM, SAND)), OCHRE, 0.12)
        bands = 8
        for band in range(bands):
            a, b = band / bands, (band + 1) / bands
            colour = cloth if band % 2 else stripe
            pen.polygon(
                [
                    (x + wide * (0.08 + 0.84 * a), top + drop),
                    (x + wide * (0.08 + 0.84 * b), top + drop),
                    (x + wide * b, top + drop + 84 * s),
                    (x + wide * a, top + drop + 84 * s),
                ],
                (*colour, 255),
            )
            pen.disc(
                x + wide * (a + b) / 2, top + drop + 84 * s, wide / bands / 2, (*mix(colour, NIGHT, 0.16), 255), 15 * s
            )
        for pole in (0.04, 0.96):
            pen.line(
                [(x + wide * pole, top + drop + 80 * s), (x + wide * pole, top + 262 * s)], (60, 42, 40, 255), 6 * s
            )
        pen.box(x + wide * 0.06, top + 196 * s, x + wide * 0.94, top + 262 * s, (*mix(CAMWOOD, NIGHT, 0.45), 255))
        for fruit in range(int(wide / (17 * s))):
            colour = random.choice((OCHRE, CLAY, (206, 92, 62), PALM, (226, 190, 92)))
            pen.disc(x + wide * 0.1 + fruit * 14.5 * s, top + (190 - fruit % 3 * 7) * s, 10 * s, (*colour, 255))
        x += wide * random.uniform(1.02, 1.16)


def _people(pen, random, foot, s, count):
    """Draw a crowd seen from behind."""
    for _one in range(count):
        x, tall = random.uniform(0, WIDTH), random.uniform(104, 132) * s
        cloth = mix(random.choice((INDIGO, CAMWOOD, OCHRE, ARO, PALM, CREAM)), NIGHT, 0.3)
        pen.polygon(
            [(x - 17 * s, foot - tall), (x + 17 * s, foot - tall), (x + 27 * s, foot), (x - 27 * s, foot)],
            (*cloth, 255),
        )
        pen.disc(x, foot - tall - 3 * s, 18 * s, (*cloth, 255), 12 * s)
        pen.disc(x, foot - tall - 22 * s, 13 * s, (52, 34, 32, 255), 15 * s)
        if random.random() < 0.4:
            pen.disc(x, foot - tall - 36 * s, 30 * s, (*mix(OCHRE, CAMWOOD, 0.4), 255), 9 * s)


def rain_roofs(seed):
    """Rain falls over tin and tile roofs."""
    scene = Scene(seed, [(0, (84, 96, 112)), (0.5, (142, 150, 154)), (1, (120, 122, 122))])
    scene.clouds((56, 66, 84), across=2, low=100, high=210, strength=0.9, span=(-0.4, 0.6), stretch=2.2)
    scene.land(ridge(scene.random, 430, 50), (122, 134, 140), (150, 156, 154), 130)
    tones = (CLAY, (134, 92, 74), SLATE, (108, 112, 112), CAMWOOD, (150, 116, 86), (84, 98, 104))
    for row in range(6):
        near = row / 5
        with scene.pen() as pen:
            x = -scene.random.uniform(0, 160)
            while x < WIDTH:
                wide = scene.random.uniform(170, 280) * (0.55 + near)
                base = 480 + near**1.2 * 440 + scene.random.uniform(-26, 26)
                tone = mix(mix(scene.random.choice(tones), (140, 146, 148), 0.55 * (1 - near)), NIGHT, 0.14 * near)
                _roof(pen, scene.random, x, base, wide, 0.55 + near, tone)
                x += wide * scene.random.uniform(0.72, 0.98)
        scene.haze((150, 156, 158), 0.42, 0.5 + near * 0.5, 0.2 * (1 - near) + 0.05)
    with scene.pen(blur=0.6) as pen:
        for _drop in range(620):
            x, y, near = scene.random.uniform(-80, WIDTH), scene.random.uniform(-60, HEIGHT), scene.random.random()
            long = 26 + 58 * near
            pen.line([(x, y), (x - long * 0.2, y + long)], (226, 232, 234, round(46 + 96 * near)), 0.8 + near * 1.1)
    return scene.finish(vignette=0.3)


def _roof(pen, random, x, y, wide, s, tone):
    """Draw a house under a corrugated roof."""
    wall = mix(tone, SAND, 0.45)
    tall = 92 * s
    pen.box(x + wide * 0.06, y + tall, x + wide * 0.94, y + tall + 320 * s, (*mix(wall, NIGHT, 0.22), 255))
    for window in range(2):
        wx = x + wide * (0.24 + 0.36 * window)
        lit = random.random() < 0.3
        pen.box(
            wx,
            y + tall + 24 * s,
            wx + wide * 0.14,
            y + tall + 66 * s,
            (244, 208, 140, 255) if lit else (*mix(tone, NIGHT, 0.6), 255),
        )
    pen.polygon([(x + wide * 0.14, y), (x + wide * 0.86, y), (x + wide, y + tall), (x, y + tall)], (*tone, 255))
    for rib in range(1, 14):
        share = rib / 14
        shade = mix(tone, NIGHT, 0.28) if rib % 2 else mix(tone, CREAM, 0.24)
        pen.line([(x + wide * (0.14 + 0.72 * share), y), (x + wide * share, y + tall)], (*shade, 190), 1.6 * s)
    pen.line([(x + wide * 0.14, y), (x + wide * 0.86, y)], (*mix(tone, CREAM, 0.35), 255), 4 * s)
    pen.line([(x, y + tall), (x + wide, y + tall)], (*mix(tone, NIGHT, 0.5), 255), 4 * s)


def library_facade(seed):
    """A library front with tall arches and screens, early light."""
    scene = Scene(seed, [(0, (150, 180, 196)), (0.6, (232, 220, 192)), (1, SAND)])
    scene.clouds(CREAM, across=2, low=124, high=210, strength=0.8, span=(-0.2, 0.6), stretch=2.4)
    stone, shade = (226, 196, 150), (176, 134, 98)
    with scene.pen() as pen:
        pen.box(150, 214, 1450, 900, (*stone, 255))
        pen.box(120, 190, 1480, 232, (*mix(stone, CREAM, 0.5), 255))
        pen.box(150, 232, 1450, 244, (*shade, 255))
        for arch in range(7):
            _arch(pen, 188 + arch * 178, 330, 156, 560, scene.random, stone, shade, door=arch == 3)
        for frieze in range(52):
            x = 152 + frieze * 25
            pen.polygon([(x, 300), (x + 12, 266), (x + 24, 300)], (*(CLAY if frieze % 2 else INDIGO), 255))
        pen.box(150, 300, 1450, 306, (*shade, 255))
        for step in range(5):
            pen.box(
                110 - step * 34,
                890 + step * 26,
                1490 + step * 34,
                916 + step * 26,
                (*mix((214, 188, 150), shade, step * 0.13), 255),
            )
            pen.box(110 - step * 34, 890 + step * 26, 1490 + step * 34, 895 + step * 26, (*CREAM, 190))
        pen.box(0, 1018, WIDTH, HEIGHT, (*mix(CLAY, SAND, 0.35), 255))
        for x, scale in ((300, 1.0), (352, 0.62), (560, 0.95), (980, 1.02), (1240, 0.9), (1294, 0.94)):
            _visitor(pen, scene.random, x, 1000 - scene.random.uniform(0, 60), scale)
    with scene.pen(blur=5, opacity=0.3) as pen:
        pen.polygon([(0, 0), (150, 0), (760, 900), (420, HEIGHT), (0, HEIGHT)], (*NIGHT, 110))
        for _leaf in range(120):
            pen.disc(
                scene.random.gauss(80, 120),
                scene.random.gauss(130, 120),
                scene.random.uniform(14, 40),
                (*NIGHT, 255),
                12,
            )
    with scene.pen() as pen:
        for _leaf in range(150):
            tone = mix(PALM, NIGHT, scene.random.random() * 0.6)
            pen.disc(
                scene.random.gauss(30, 105),
                scene.random.gauss(60, 110),
                scene.random.uniform(12, 34),
                (*tone, 255),
                scene.random.uniform(8, 15),
            )
    return scene.finish(vignette=0.18)


def _arch(pen, x, top, wide, tall, random, stone, shade, door):
    """Draw one arch with a lattice screen, or with a door."""
    radius = wide / 2
    dark = mix(INDIGO, NIGHT, 0.5)
    pen.disc(x + radius, top + radius, radius, (*shade, 255))
    pen.box(x, top + radius, x + wide, top + tall, (*shade, 255))
    pen.disc(x + radius + 5, top + radius + 6, radius - 12, (*dark, 255))
    pen.box(x + 17, top + radius + 4, x + wide - 7, top + tall, (*dark, 255))
    if door:
        pen.box(x + 24, top + 210, x + wide - 14, top + tall, (*mix(CAMWOOD, CLAY, 0.4), 255))
        pen.line([(x + radius + 5, top + 210), (x + radius + 5, top + tall)], (*NIGHT, 255), 3)
        pen.disc(x + radius + 5, top + 120, 44, (250, 214, 146, 220))
        return
    for row in range(9):
        for column in range(3):
            cx, cy = x + 42 + column * 40, top + 78 + row * 52
            tone = (250, 214, 146) if random.random() < 0.16 else mix(stone, shade, 0.35)
            pen.polygon([(cx, cy - 22), (cx + 17, cy), (cx, cy + 22), (cx - 17, cy)], (*tone, 235))


def _visitor(pen, random, x, foot, s):
    """Draw a person with a book on the steps."""
    cloth = random.choice((INDIGO, CLAY, CAMWOOD, PALM, ARO))
    pen.polygon(
        [(x - 20 * s, foot - 128 * s), (x + 20 * s, foot - 128 * s), (x + 32 * s, foot), (x - 32 * s, foot)],
        (*cloth, 255),
    )
    pen.disc(x, foot - 128 * s, 21 * s, (*cloth, 255), 14 * s)
    pen.disc(x, foot - 154 * s, 15 * s, (58, 38, 32, 255), 18 * s)
    pen.box(x + 12 * s, foot - 92 * s, x + 34 * s, foot - 64 * s, (*CREAM, 255))
    pen.disc(x + 30 * s, foot + 4 * s, 58 * s, (70, 50, 40, 60), 7 * s)
