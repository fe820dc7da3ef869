"""Pictures of the city at night, its assembly, its stadium and its studio."""

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
    WIDTH,
    Scene,
    mix,
)


def night_skyline(seed):
    """Lit windows and their colours in the lagoon."""
    scene = Scene(seed, [(0, (12, 16, 40)), (0.4, (34, 38, 82)), (0.62, (104, 74, 108)), (1, NIGHT)])
    level = 720
    scene.clouds((84, 66, 110), across=2, low=112, high=220, strength=0.6, span=(0.05, 0.72), stretch=2.6)
    scene.glow(760, 700, 640, (222, 138, 104), 0.62)
    for depth, (tone, low, tall, wide) in enumerate(
        (((68, 58, 100), 120, 300, 70), ((38, 38, 76), 90, 360, 96), ((18, 22, 48), 60, 250, 120))
    ):
        with scene.pen() as pen:
            x = -30.0
            while x < WIDTH:
                w = scene.random.uniform(0.6, 1.3) * wide
                crowd = math.exp(-(((x - 760) / 520) ** 2))
                h = low + tall * scene.random.uniform(0.25, 1) * (0.3 + crowd * 0.9)
                _tower(pen, scene.random, x, level, w, h, tone, depth)
                x += w + scene.random.uniform(0, 14)
    with scene.pen() as pen:
        pen.box(0, level - 12, WIDTH, level, (12, 14, 32, 255))
        for lamp in range(54):
            pen.disc(lamp * 30 + 8, level - 16, 2.6, (255, 220, 150, 255))
    for lamp in range(18):
        scene.glow(lamp * 90 + 8, level - 16, 40, (255, 206, 130), 0.6)
    scene.water(level, (16, 20, 46), 0.3, 20, squeeze=0.9)
    scene.ripples(level, (255, 210, 150), 150, 70)
    return scene.finish(grain=12, vignette=0.38)


def _tower(pen, random, x, foot, wide, tall, tone, depth):
    """Draw a building with some of its windows lit."""
    pen.box(x, foot - tall, x + wide, foot, (*tone, 255))
    if random.random() < 0.4:
        pen.box(x + wide * 0.2, foot - tall - 22, x + wide * 0.7, foot - tall, (*tone, 255))
    if random.random() < 0.25:
        pen.line([(x + wide * 0.4, foot - tall - 70), (x + wide * 0.4, foot - tall)], (*tone, 255), 2.5)
        pen.disc(x + wide * 0.4, foot - tall - 70, 3, (224, 92, 74, 255))
    pitch = 13 + depth * 3
    for row in range(int(tall / pitch) - 1):
        for column in range(int(wide / pitch) - 1):
            if random.random() < 0.3 + 0.08 * depth:
                colour = random.choice(((255, 216, 146), (250, 190, 112), (196, 206, 224)))
                wx, wy = x + 6 + column * pitch, foot - tall + 8 + row * pitch
                pen.box(wx, wy, wx + pitch * 0.46, wy + pitch * 0.52, (*colour, random.randint(120, 255)))


def pitch_above(seed):
    """A football pitch from straight above, shadows long."""
    scene = Scene(seed, [(0, (176, 122, 84)), (1, (160, 104, 70))])
    scene.clouds((128, 84, 60), across=9, low=120, high=240, strength=0.6, span=(-0.5, 1.5))
    grass, pale = (74, 104, 66), (86, 118, 74)
    left, top, right, bottom = 170, 130, 1430, 930
    with scene.pen() as pen:
        pen.box(left - 46, top - 46, right + 46, bottom + 46, (*mix(grass, NIGHT, 0.14), 255))
        for band in range(14):
            x = left + band * (right - left) / 14
            pen.box(x, top, x + (right - left) / 14 + 1, bottom, (*(grass if band % 2 else pale), 255))
    scene.clouds((128, 120, 74), across=7, low=128, high=236, strength=0.42, span=(-0.4, 1.4))
    with scene.pen(opacity=0.92) as pen:
        _markings(pen, left, top, right, bottom, (*CREAM, 255))
    spots = [(scene.random.uniform(320, 1280), scene.random.uniform(190, 870)) for _player in range(20)] + [
        (205, 540),
        (1396, 520),
    ]
    with scene.pen(blur=2, opacity=0.55) as pen:
        for x, y in spots:
            pen.polygon([(x - 5, y), (x + 92, y + 40), (x + 100, y + 54), (x + 4, y + 9)], (*NIGHT, 255))
        for post in (left, right):
            pen.line([(post, 480), (post + 60, 506), (post + 60, 606)], (*NIGHT, 255), 5)
    with scene.pen() as pen:
        for number, (x, y) in enumerate(spots):
            shirt = OCHRE if number >= 20 else (CAMWOOD if number % 2 else CREAM)
            pen.disc(x, y, 15, (*shirt, 255), 10)
            pen.disc(x + 1, y - 2, 7.5, (48, 32, 28, 255))
        pen.disc(845, 486, 6, (255, 255, 250, 255))
        for _seat in range(420):
            x, row = scene.random.uniform(20, WIDTH - 20), scene.random.randint(0, 2)
            y = scene.random.choice((30 + row * 20, HEIGHT - 30 - row * 20))
            colour = scene.random.choice((CLAY, CREAM, INDIGO, OCHRE, CAMWOOD, ARO))
            pen.disc(x, y, 7, (*colour, 255), 6)
            pen.disc(x, y - 1, 3.4, (48, 32, 28, 255))
    return scene.finish(vignette=0.3)


def _markings(pen, left, top, right, bottom, chalk):
    """Draw the lines of the pitch."""
    middle, centre = (left + right) / 2, (top + bottom) / 2
    for line in (
        [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)],
        [(middle, top), (middle, bottom)],
        [(left, centre - 190), (left + 190, centre - 190), (left + 190, centre + 190), (left, centre + 190)],
        [(right, centre - 190), (right - 190, centre - 190), (right - 190, centre + 190), (right, centre + 190)],
        [(left, centre - 84), (left + 66, centre - 84), (left + 66, centre + 84), (left, centre + 84)],
        [(right, centre - 84), (right - 66, centre - 84), (right - 66, centre + 84), (right, centre + 84)],
    ):
        pen.line(line, chalk, 5)
    pen.ring(middle, centre, 104, chalk, 5)
    pen.ring(left + 128, centre, 104, chalk, 5, -53, 53)
    pen.ring(right - 128, centre, 104, chalk, 5, 127, 233)
    for x in (middle, left + 128, right - 128):
        pen.disc(x, centre, 6, chalk)


def assembly(seed):
    """The half circle of an assembly's seats, with a few raised lamps."""
    scene = Scene(seed, [(0, (58, 42, 46)), (0.6, (112, 66, 52)), (1, (148, 92, 62))])
    with scene.pen() as pen:
        for panel in range(27):
            x = panel * 62 - 20
            pen.box(x, 0, x + 30, 430, (*mix((86, 54, 48), OCHRE, 0.08 + 0.1 * math.sin(panel / 26 * math.pi)), 255))
        pen.disc(800, 980, 1010, (*mix(CAMWOOD, NIGHT, 0.45), 255), 640)
    scene.glow(800, 240, 620, (250, 206, 140), 0.55)
    with scene.pen() as pen:
        pen.disc(800, 214, 116, (*mix(OCHRE, CAMWOOD, 0.25), 255))
        for ring, colour in ((98, INDIGO), (70, OCHRE), (44, CAMWOOD)):
            pen.disc(800, 214, ring, (*colour, 255))
        for ray in range(16):
            angle = ray / 16 * math.tau
            pen.line(
                [
                    (800 + 48 * math.cos(angle), 214 + 48 * math.sin(angle)),
                    (800 + 94 * math.cos(angle), 214 + 94 * math.sin(angle)),
                ],
                (*CREAM, 255),
                5,
            )
        for row in range(6):
            _bench(pen, scene.random, 410 + row * 104, 0.62 + row * 0.15, row)
        pen.polygon([(690, 1067), (720, 930), (880, 930), (910, 1067)], (*mix(CAMWOOD, NIGHT, 0.55), 255))
        pen.box(704, 910, 896, 940, (*OCHRE, 255))
        for microphone in (770, 830):
            pen.line([(microphone, 910), (microphone + (microphone - 800) * -0.5, 852)], (*NIGHT, 255), 4)
            pen.disc(microphone + (microphone - 800) * -0.5, 848, 8, (*NIGHT, 255))
    return scene.finish(vignette=0.4)


def _bench(pen, random, radius, s, row):
    """Draw one curved row of seats, some taken."""
    count = 15 + row * 4
    for seat in range(count):
        angle = math.pi * (0.055 + 0.89 * seat / (count - 1))
        x, y = 800 + radius * 1.02 * math.cos(angle), 1040 - radius * 0.66 * math.sin(angle)
        if random.random() < 0.72:
            cloth = random.choice((INDIGO, ARO, CREAM, OCHRE, PALM, LAGOON, SAND, CAMWOOD))
            pen.disc(x, y - 15, 16, (*cloth, 255), 15)
            pen.disc(x, y - 37, 10.5, (46, 30, 28, 255), 12.5)
        pen.polygon(
            [(x - 24, y - 8), (x + 24, y - 8), (x + 26, y + 22), (x - 26, y + 22)],
            (*mix(CLAY, CAMWOOD, 0.35 + 0.1 * (row % 2)), 255),
        )
        pen.box(x - 24, y - 10, x + 24, y - 5, (*mix(OCHRE, CLAY, 0.4), 255))


def studio_lights(seed):
    """Two desks under studio lights, before a debate; nobody is there."""
    scene = Scene(seed, [(0, (20, 22, 44)), (0.7, (44, 42, 78)), (0.71, (60, 50, 78)), (1, (34, 30, 54))])
    with scene.pen(blur=16, opacity=0.34) as pen:
        for x, foot, colour in (
            (330, 470, (250, 200, 132)),
            (620, 520, (246, 226, 190)),
            (980, 1080, (246, 226, 190)),
            (1270, 1130, (250, 200, 132)),
        ):
            pen.polygon([(x - 26, 120), (x + 26, 120), (foot + 190, 900), (foot - 190, 900)], (*colour, 255))
    with scene.pen() as pen:
        pen.box(0, 62, WIDTH, 82, (12, 12, 26, 255))
        for x in (330, 620, 980, 1270):
            pen.line([(x, 76), (x, 104)], (12, 12, 26, 255), 8)
            pen.polygon([(x - 46, 100), (x + 46, 100), (x + 30, 158), (x - 30, 158)], (10, 11, 24, 255))
            pen.disc(x, 158, 30, (255, 236, 190, 255), 10)
        for wave in range(5):
            line = [(x, 430 + wave * 44 + 30 * math.sin(x / 170 + wave * 0.8)) for x in range(0, WIDTH + 1, 16)]
            pen.line(line, (*mix(ARO, CLAY, wave / 4), 150), 12)
        for x in (500, 1100):
            pen.disc(x, 944, 250, (*mix(CAMWOOD, NIGHT, 0.25), 255), 52)
            pen.disc(x, 930, 250, (*CLAY, 255), 52)
            pen.disc(x, 926, 216, (*mix(CLAY, OCHRE, 0.35), 255), 42)
            pen.polygon([(x - 104, 660), (x + 104, 660), (x + 74, 920), (x - 74, 920)], (*INDIGO, 255))
            pen.polygon([(x - 104, 660), (x, 660), (x - 6, 920), (x - 74, 920)], (*mix(INDIGO, ARO, 0.45), 255))
            pen.polygon([(x - 128, 650), (x + 128, 650), (x + 112, 682), (x - 112, 682)], (*OCHRE, 255))
            pen.line([(x, 650), (x - 8, 574)], (10, 11, 24, 255), 6)
            pen.disc(x - 9, 562, 15, (10, 11, 24, 255), 24)
    return scene.finish(grain=13, vignette=0.4)
