"""Wide pictures for the top of a business's page: highlands, coast, village, shelf, cloth."""

from catalogue.demo.drawings import packs, props, scene, tapis, vessels
from catalogue.demo.drawings.canvas import mix, outline, oval, rounded, sheer
from catalogue.demo.drawings.palette import (
    DARK_LEAF,
    DARK_WOOD,
    GOLD,
    IVORY,
    LEAF,
    LIGHT,
    MAROON,
    NIGHT,
    PALE_LEAF,
    PALE_STRAW,
    PALE_WOOD,
    SHADOW,
    STRAW,
    WOOD,
)

# Every cover is this many units high and as wide as its form asks.
HEIGHT = 400


def highlands(canvas, width, tone, random):
    """Mountains one behind the other, the sun, and rows of coffee."""
    sky = mix(tone.pale, "#f6dfb6", 0.5)
    canvas.rect(0, 0, width, HEIGHT, sky)
    canvas.shade(rounded(0, 0, width, 300), "#fbeed0", 0.9, "down")
    sun = width * random.uniform(0.55, 0.8)
    canvas.glow(sun, 150, 190, 190, LIGHT, 0.7)
    canvas.ellipse(sun, 150, 58, 58, "#e9a63a")
    for depth, (foot, rise) in enumerate(((250, 150), (290, 120), (326, 84))):
        colour = mix(mix(sky, tone.light, 0.55), mix(tone.dark, DARK_LEAF, 0.55), depth * 0.38)
        canvas.polygon(_ridge(width, foot, rise, random), colour)
    canvas.path(f"M0 330 Q{width * 0.3} 286 {width * 0.56} 326 Q{width * 0.8} 300 {width} 326 V400 H0 Z", DARK_LEAF)
    for row in range(4):
        y, size = 340 + row * 14, 9 + row * 3
        for index in range(int(width / (size * 1.7)) + 2):
            x = index * size * 1.7 - (row % 2) * size
            canvas.ellipse(x, y, size, size * 0.72, (LEAF, "#4d8046")[index % 2])
            canvas.ellipse(x - size * 0.25, y - size * 0.25, size * 0.4, size * 0.22, PALE_LEAF)
    _foot_band(canvas, width, tone)


def coast(canvas, width, tone, random):
    """The bay with a volcano in the sea, boats, and palms on the beach."""
    canvas.rect(0, 0, width, HEIGHT, "#f7e3bf")
    canvas.shade(rounded(0, 0, width, 220), tone.light, 0.35, "down")
    x = width * random.uniform(0.5, 0.7)
    canvas.glow(x + 130, 150, 170, 150, LIGHT, 0.8)
    canvas.ellipse(x + 130, 150, 48, 48, "#e99a35")
    canvas.path(f"M{x - 210} 222 L{x - 40} 96 Q{x} 78 {x + 30} 100 L{x + 190} 222 Z", mix(tone.dark, "#5a6a78", 0.55))
    canvas.path(
        f"M{x - 8} 86 Q{x + 14} 88 {x + 30} 100 L{x + 190} 222 H{x + 40} Q{x + 50} 140 {x - 8} 86 Z",
        sheer(SHADOW, 0.16),
    )
    canvas.rect(0, 214, width, HEIGHT, "#5fa3b3")
    canvas.shade(rounded(0, 214, width, 360), "#22687a", 0.75, "down")
    for _ in range(26):
        wave_x, y = random.uniform(0, width), random.uniform(224, 330)
        canvas.stroke(f"M{wave_x} {y} Q{wave_x + 14} {y - 5} {wave_x + 28} {y}", mix("#5fa3b3", LIGHT, 0.5), 2.4)
    for share, y, scale, sail in ((0.28, 258, 0.8, tone.main), (0.44, 296, 1.15, IVORY), (0.8, 276, 0.95, GOLD)):
        _boat(canvas.at(width * (share + random.uniform(-0.06, 0.06)), y, 0, scale), sail, tone)
    canvas.path(f"M0 356 Q{width * 0.3} 330 {width * 0.6} 356 Q{width * 0.85} 372 {width} 350 V400 H0 Z", "#f1dcae")
    for px, lean, height in ((width * 0.06, 8, 240), (width * 0.12, 16, 190), (width * 0.95, -10, 220)):
        _palm(canvas, px, 366, lean, height)
    _foot_band(canvas, width, tone)


def village(canvas, width, tone, random):
    """Houses on stilts with their high roofs, under trees."""
    canvas.rect(0, 0, width, HEIGHT, tone.pale)
    canvas.shade(rounded(0, 0, width, 320), "#f6dfb6", 0.9, "down")
    canvas.polygon(_ridge(width, 270, 110, random), mix(tone.pale, tone.light, 0.55))
    canvas.rect(0, 316, width, HEIGHT, LEAF)
    canvas.rect(0, 316, width, 322, PALE_LEAF)
    step, x = 220, random.uniform(-40, 20)
    for index in range(int(width / step) + 2):
        _tree(canvas, x + 190, 320, random.uniform(0.8, 1.15))
        if index % 3 == 1:
            _palm(canvas, x + 222, 322, 6, 210)
        _stilt_house(canvas, x + 90, 334, tone)
        x += step
    for _ in range(30):
        canvas.ellipse(random.uniform(0, width), random.uniform(334, 366), 12, 4, mix(LEAF, DARK_LEAF, 0.5))
    _foot_band(canvas, width, tone)


def shelf(canvas, width, tone, random):
    """A row of packs on a board before arches."""
    backdrop = scene.choose_backdrop(tone, random)
    canvas.rect(0, 0, width, HEIGHT, backdrop.wall)
    for index in range(int(width / 250) + 1):
        x = 125 + index * 250
        canvas.path(f"M{x - 96} 330 V180 Q{x - 96} 70 {x} 66 Q{x + 96} 70 {x + 96} 180 V330 Z", backdrop.arch)
    canvas.rect(0, 330, width, HEIGHT, backdrop.table)
    canvas.rect(0, 330, width, 336, mix(backdrop.table, LIGHT, 0.4))
    dyes = random.sample([MAROON, "#dfa22f", "#47804b", "#22687a", "#743c69", "#c65a30", "#6b4129"], 7)
    x, index = random.uniform(30, 70), 0
    while x < width - 40:
        dye, kind = dyes[index % 7], random.choice(("pouch", "jar", "bottle", "pouch"))
        scene.contact(canvas, x + 40, 352, 52, 8)
        if kind == "pouch":
            packs.small_pouch(canvas, x + 44, 354, 100, 188, dye, mix(dye, SHADOW, 0.35))
            x += 128
        elif kind == "jar":
            vessels.small_jar(canvas, x + 42, 354, 88, 128, dye, DARK_WOOD)
            x += 112
        else:
            vessels.small_bottle(canvas, x + 30, 354, 60, 200, dye, mix(dye, SHADOW, 0.45))
            x += 88
        index += 1
    _foot_band(canvas, width, tone)


def woven(canvas, width, tone, random):
    """A whole tapis cloth, its folds running down."""
    canvas.rect(0, 0, width, HEIGHT, NIGHT)
    rows = [
        ("dots", 22, MAROON),
        ("diamonds", 66, NIGHT),
        ("shoots", 104, mix(tone.cloth, NIGHT, 0.25)),
        ("zigzag", 40, NIGHT),
        ("ships", 92, MAROON),
        ("shoots", 76, NIGHT),
    ]
    if random.random() < 0.5:
        rows = rows[::-1]
    y = 0
    for motif, height, ground in rows:
        count = round(width / (height * (1.6 if motif == "ships" else 1.1)))
        tapis.band(canvas, tapis.flat(-4, y, width + 4, y + height), motif, ground, GOLD, count)
        y += height
    for x in range(0, int(width), 150):
        canvas.shade(rounded(x, 0, x + 90, HEIGHT), SHADOW, 0.34)
        canvas.shade(rounded(x + 90, 0, x + 116, HEIGHT), LIGHT, 0.07)


COVERS = (highlands, coast, village, shelf, woven)


def _ridge(width, foot, rise, random):
    """The outline of a chain of mountains down to the foot of the picture."""
    points, x = [(0, HEIGHT), (0, foot - random.uniform(0.2, 0.7) * rise)], 0
    while x < width:
        x += random.uniform(70, 130)
        points.append((x, foot - rise * random.uniform(0.55, 1)))
        x += random.uniform(60, 120)
        points.append((x, foot - rise * random.uniform(0.05, 0.4)))
    return [*points, (x, HEIGHT)]


def _foot_band(canvas, width, tone):
    tapis.band(
        canvas, tapis.flat(0, 376, width, HEIGHT + 2), "shoots", mix(tone.cloth, SHADOW, 0.3), GOLD, round(width / 26)
    )


def _boat(canvas, sail, tone):
    """A jukung with outriggers and a striped sail."""
    canvas.path("M-4 -96 L-4 -10 H-58 Z", sail)
    canvas.path("M2 -90 L2 -10 H44 Z", mix(sail, LIGHT, 0.35))
    canvas.line([(-1, -100), (-1, 2)], DARK_WOOD, 4)
    canvas.path("M-72 -4 Q0 10 72 -6 Q58 22 40 22 H-40 Q-60 20 -72 -4 Z", tone.dark)
    canvas.path("M-70 -2 Q0 12 70 -4 L66 4 Q0 18 -66 6 Z", GOLD)
    canvas.line([(-58, 26), (58, 26)], PALE_WOOD, 4)


def _palm(canvas, x, foot, lean, height):
    trunk = outline(f"M{x} {foot} Q{x + lean} {foot - height * 0.5} {x + lean * 3} {foot - height}")
    canvas.line(trunk, DARK_WOOD, 11)
    canvas.line([(px - 2, py) for px, py in trunk], WOOD, 5)
    crown = canvas.at(x + lean * 3, foot - height)
    for turn in (-168, -132, -96, -60, -20, 16):
        props.frond(crown.at(0, 0, turn), 104, LEAF if turn % 24 else DARK_LEAF)
    for px, py in ((-6, 8), (7, 9), (0, 14)):
        crown.ellipse(px, py, 8, 8, "#a8743f")


def _tree(canvas, x, foot, scale):
    here = canvas.at(x, foot, 0, scale)
    here.rect(-7, -70, 7, 6, DARK_WOOD, 3)
    for px, py, radius in ((-30, -84, 34), (28, -90, 36), (0, -116, 40), (0, -78, 36)):
        here.ellipse(px, py, radius, radius * 0.9, DARK_LEAF if px < 0 else LEAF)
    here.ellipse(12, -122, 18, 12, PALE_LEAF)


def _stilt_house(canvas, x, foot, tone):
    """A nuwo, the house on stilts of Lampung."""
    here = canvas.at(x, foot)
    here.ellipse(4, 2, 96, 8, sheer(SHADOW, 0.2))
    for post in (-70, -26, 26, 70):
        here.rect(post - 5, -56, post + 5, 2, DARK_WOOD)
    here.rect(-84, -64, 84, -52, DARK_WOOD, 3)
    here.rect(-76, -126, 76, -62, WOOD)
    for plank in range(-70, 76, 12):
        here.line([(plank, -124), (plank, -64)], DARK_WOOD, 1.4)
    for window in (-52, 34):
        here.rect(window, -114, window + 22, -82, NIGHT, 2)
        here.rect(window, -114, window + 10, -82, PALE_WOOD, 2)
    here.rect(-14, -112, 14, -62, tone.main)
    here.rect(-14, -112, 0, -62, tone.dark)
    here.path("M-104 -122 L-62 -196 H62 L104 -122 Z", mix(tone.cloth, SHADOW, 0.3))
    for level in range(1, 5):
        y = -122 - level * 15
        here.line([(-104 + level * 8.6, y), (104 - level * 8.6, y)], tone.deep, 1.6)
    here.path("M-72 -196 Q-62 -206 -66 -226 Q-48 -206 0 -206 Q48 -206 66 -226 Q62 -206 72 -196 Z", GOLD)
    tapis.band(here, tapis.flat(-84, -66, 84, -50), "shoots", MAROON, GOLD, 14)
    here.path("M-22 -52 L22 -52 L30 0 H-30 Z", PALE_WOOD)
    for step in range(4):
        here.rect(-24 - step * 2, -44 + step * 12, 24 + step * 2, -40 + step * 12, DARK_WOOD)
    here.polygon(oval(0, -206, 8, 8), STRAW)
    here.ellipse(0, -210, 4, 4, PALE_STRAW)
