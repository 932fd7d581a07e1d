"""What grows: fruit and potted plants."""

import math

from catalogue.demo.drawings import props, scene, tapis
from catalogue.demo.drawings.canvas import mix, outline, oval, sheer
from catalogue.demo.drawings.palette import (
    DARK_LEAF,
    DARK_WOOD,
    GOLD,
    LEAF,
    LIGHT,
    PALE_LEAF,
    SHADOW,
)


def fruit(canvas, look):
    """The fruit that the label names; bananas and oranges when it names none."""
    kinds = {
        ("durian", "lempok"): _durians,
        ("nanas", "nenas", "pineapple"): _pineapples,
        ("alpukat", "avokad"): _avocados,
        ("jeruk", "lemon", "manggis", "duku", "apel"): _oranges,
        ("naga",): _dragon_fruits,
    }
    draw = next((kind for words, kind in kinds.items() if look.mentions(*words)), _bananas)
    draw(canvas, look)


def plant(canvas, look):
    """A plant in a pot of the tone: split leaves, upright blades, a cactus or trailing ivory."""
    scene.contact(canvas, 300, 512, 104, 14)
    if look.mentions("kaktus", "sukulen"):
        _cactus(canvas)
    elif look.mentions("lidah", "sansevieria", "mertua"):
        _blades(canvas)
    elif look.mentions("sirih", "gading", "gantung", "anggrek", "bunga"):
        _flowers(canvas, look)
    else:
        _split_leaves(canvas)
    _pot(canvas, look.tone)


def _bananas(canvas, look):
    scene.contact(canvas, 300, 508, 206, 20)
    green = look.mentions("mentah", "hijau", "kepok")
    colour, dark = ("#a3bf4e", "#6d8a2c") if green else ("#f5c93f", "#cf9a22")
    _oranges_at(canvas, ((446, 446, 62),), "#e88f28")
    for turn, length in ((-30, 1.16), (-13, 1.3), (4, 1.36), (22, 1.34), (42, 1.2)):
        _banana(canvas.at(170, 246, turn, length), colour, dark)
    canvas.path("M148 262 Q138 216 152 190 L178 186 Q182 224 204 250 Q196 284 168 284 Z", "#8f8a35")
    canvas.path("M166 282 Q186 270 178 186 Q182 224 204 250 Q196 284 166 282 Z", "#6c6a24")
    canvas.ellipse(165, 188, 14, 5, "#55501c")


def _banana(canvas, colour, dark):
    """A banana hanging from its stalk at the origin and bending to the right."""
    skin = outline("M-10 4 C-6 84 60 176 172 182 Q190 184 196 176 Q198 166 186 160 C112 138 52 82 20 0 Z")
    canvas.polygon([(x + 2, y + 4) for x, y in skin], mix(dark, SHADOW, 0.35))
    with canvas.clip(skin) as inner:
        inner.polygon(skin, colour)
        inner.path("M-14 6 C-6 92 60 190 190 190 L200 176 C90 176 20 100 2 4 Z", dark)
        inner.stroke("M12 16 C42 90 104 140 170 164", mix(colour, LIGHT, 0.5), 5)
        inner.path("M176 150 L204 158 L200 196 L170 192 Z", "#5d4a1c")
        inner.path("M-12 0 H24 L28 22 H-8 Z", "#9c9a3c")


def _durians(canvas, look):
    scene.contact(canvas, 290, 508, 220, 20)
    _durian(canvas, 236, 372, 150, 132)
    opened = canvas.at(428, 446, 14)
    opened.ellipse(0, 0, 92, 62, "#7f8a3a")
    _spikes(opened, 92, 62, "#8f9a45", "#66702a", only_rim=True)
    opened.ellipse(0, 0, 78, 49, "#f6efcf")
    for x, y, turn in ((-34, -4, -20), (6, 12, 8), (36, -10, 24)):
        here = opened.at(x, y, turn)
        here.ellipse(0, 0, 29, 20, "#e9b93f")
        here.ellipse(-4, -4, 20, 11, "#f8da7a")


def _durian(canvas, x, y, rx, ry):
    here = canvas.at(x, y)
    here.stroke(f"M0 {-ry + 8} Q10 {-ry - 26} -6 {-ry - 48}", "#8b6b34", 16)
    here.ellipse(0, 0, rx * 0.94, ry * 0.94, "#7f8a3a")
    _spikes(here, rx, ry, "#a9b354", "#66702a")
    here.shade(oval(0, 0, rx, ry), "#38400f", 0.5)


def _spikes(canvas, rx, ry, colour, dark, only_rim=False):
    for ring in (1, 0.82, 0.62, 0.42, 0.22):
        if only_rim and ring < 0.9:
            break
        count = max(6, round(26 * ring))
        for index in range(count):
            angle = 2 * math.pi * (index + ring * 3) / count
            x, y = rx * ring * 0.93 * math.cos(angle), ry * ring * 0.93 * math.sin(angle)
            spike = canvas.at(x, y, math.degrees(angle) + 90)
            size = 15 if ring > 0.9 else 18
            spike.polygon([(-size * 0.75, size * 0.7), (0, -size), (size * 0.75, size * 0.7)], dark)
            spike.polygon([(-size * 0.75, size * 0.7), (0, -size), (0, size * 0.7)], colour)


def _pineapples(canvas, look):
    scene.contact(canvas, 300, 510, 190, 18)
    _pineapple(canvas, 214, 396, 1)
    slice_ = canvas.at(408, 440)
    slice_.ellipse(4, 8, 88, 66, sheer(SHADOW, 0.2))
    slice_.ellipse(0, 0, 88, 66, "#b98224")
    slice_.ellipse(0, -4, 84, 61, "#f6cf52")
    slice_.ellipse(0, -4, 66, 47, "#fbe08a")
    for turn in range(0, 360, 30):
        slice_.at(0, -4, turn).line([(26, 0), (56, 0)], "#edc04a", 4)
    slice_.ellipse(0, -4, 18, 13, "#f1cb5d")
    _oranges_at(canvas, ((330, 500, 20),), "#f2c544")


def _pineapple(canvas, x, y, scale):
    here = canvas.at(x, y, 0, scale)
    for turn, length in ((-58, 120), (58, 120), (-38, 156), (38, 156), (-18, 180), (18, 180), (0, 190)):
        blade = here.at(0, -104, turn)
        blade.path(
            f"M-20 8 Q-24 {-length * 0.5} 0 {-length} Q24 {-length * 0.5} 20 8 Z", DARK_LEAF if turn % 4 else LEAF
        )
        blade.line([(0, 0), (0, -length * 0.8)], PALE_LEAF, 3)
    body = oval(0, 0, 96, 118)
    with here.clip(body) as skin:
        skin.polygon(body, "#e0a02c")
        for step in range(-8, 9):
            skin.line([(step * 32 - 140, -140), (step * 32 + 140, 140)], "#a96c17", 4)
            skin.line([(step * 32 + 140, -140), (step * 32 - 140, 140)], "#a96c17", 4)
        for row in range(-4, 5):
            for column in range(-4, 5):
                skin.ellipse(column * 32 + (16 if row % 2 else 0), row * 32 - 4, 4.4, 3.4, "#7d4e10")
        skin.shade(body, "#7a4308", 0.6)
        skin.ellipse(-50, -30, 14, 44, sheer(LIGHT, 0.18))


def _avocados(canvas, look):
    scene.contact(canvas, 300, 508, 216, 18)
    whole = canvas.at(196, 380, -10)
    pear = "M0 -142 Q44 -136 56 -76 Q94 -20 90 40 Q76 120 0 122 Q-76 120 -90 40 Q-94 -20 -56 -76 Q-44 -136 0 -142 Z"
    skin = outline(pear)
    with whole.clip(skin) as peel:
        peel.polygon(skin, "#46692f")
        peel.shade(skin, "#1c3312", 0.75)
        peel.ellipse(-44, -20, 14, 46, sheer(LIGHT, 0.22))
        for px, py in ((-20, 30), (30, -40), (10, 70), (-50, 60), (40, 20), (0, -90)):
            peel.ellipse(px, py, 3, 3, "#7c9a55")
    whole.rect(-5, -158, 5, -136, DARK_WOOD, 3)
    half = canvas.at(390, 402, 12, 0.92)
    half.polygon(outline(pear), "#3a5827")
    for share, colour in ((0.92, "#b7cf6a"), (0.82, "#e9e6a2")):
        half.at(0, 2, 0, share).polygon(outline(pear), colour)
    half.ellipse(0, 42, 46, 46, "#8a5526")
    half.ellipse(-12, 28, 18, 14, "#b67c45")
    props.leaf(canvas, 470, 512, -24, 84)


def _oranges(canvas, look):
    scene.contact(canvas, 300, 510, 200, 20)
    colour = "#6b2d53" if look.mentions("manggis") else "#d9b36a" if look.mentions("duku") else "#ee9a2b"
    if look.mentions("apel"):
        colour = "#c5372c"
    _oranges_at(canvas, ((250, 318, 78), (356, 330, 74), (186, 428, 84), (414, 430, 82), (300, 438, 88)), colour)


def _oranges_at(canvas, balls, colour):
    for x, y, radius in balls:
        canvas.ellipse(x + 3, y + radius * 0.94, radius * 0.8, radius * 0.14, sheer(SHADOW, 0.2))
        ball = oval(x, y, radius, radius)
        canvas.polygon(ball, colour)
        canvas.shade(ball, mix(colour, SHADOW, 0.6), 0.6)
        canvas.ellipse(x - radius * 0.38, y - radius * 0.4, radius * 0.24, radius * 0.17, sheer(LIGHT, 0.45))
        for px, py in ((-0.1, 0.3), (0.3, 0.1), (-0.4, 0.1), (0.1, -0.1), (0.2, 0.5), (-0.2, -0.1)):
            canvas.ellipse(x + radius * px, y + radius * py, 1.6, 1.4, mix(colour, SHADOW, 0.25))
        props.leaf(canvas, x, y - radius * 0.82, -24, radius * 0.6)
        canvas.ellipse(x, y - radius * 0.84, radius * 0.1, radius * 0.06, "#5d6b2a")


def _dragon_fruits(canvas, look):
    scene.contact(canvas, 300, 508, 210, 18)
    whole = canvas.at(206, 392)
    for turn in range(0, 360, 36):
        flame = whole.at(0, 0, turn)
        flame.path("M-26 -80 Q-8 -120 10 -146 Q26 -110 26 -80 Z", "#a5bf57")
    skin = oval(0, 0, 104, 116)
    whole.polygon(skin, "#cf2f6b")
    for px, py, turn in ((-50, -40, -30), (30, -50, 24), (-10, 10, -6), (60, 20, 40), (-66, 40, -50), (10, 70, 10)):
        scale = whole.at(px, py, turn)
        scale.path("M-20 20 Q-10 -20 4 -34 Q20 -10 20 20 Z", "#e86a96")
        scale.path("M-4 -10 Q0 -26 4 -34 Q12 -20 12 -8 Z", "#a5bf57")
    whole.shade(skin, "#6d0f36", 0.5)
    half = canvas.at(414, 430)
    half.ellipse(0, 0, 96, 78, "#cf2f6b")
    half.ellipse(0, -2, 84, 67, "#fdf6f4" if not look.mentions("merah") else "#b5175a")
    for _ in range(70):
        angle, reach = look.random.uniform(0, 6.28), look.random.uniform(0, 1) ** 0.5
        half.ellipse(74 * reach * math.cos(angle), -2 + 57 * reach * math.sin(angle), 2.6, 2.2, "#2a1a22")


def _pot(canvas, tone):
    body = outline("M204 386 H396 L372 496 Q368 512 350 512 H250 Q232 512 228 496 Z")
    with canvas.clip(body) as clay:
        clay.polygon(body, tone.main)
        clay.shade(body, tone.deep, 0.6)
        tapis.band(clay, tapis.around(204, 420, 396, 456, 12, 8), "shoots", tone.dark, tone.thread, 10)
    canvas.rect(190, 362, 410, 396, tone.main, 8)
    canvas.rect(360, 362, 410, 396, sheer(tone.deep, 0.4), 8)
    canvas.rect(190, 362, 410, 370, sheer(LIGHT, 0.25), 5)


def _split_leaves(canvas):
    """Monstera."""
    for x, y, turn, scale in (
        (214, 226, -44, 0.86),
        (388, 224, 42, 0.86),
        (172, 312, -84, 0.66),
        (430, 312, 84, 0.66),
        (300, 168, 0, 1.05),
    ):
        canvas.stroke(f"M300 372 Q{(300 + x) / 2} {y + 80} {x} {y + 20}", DARK_LEAF, 6)
        here = canvas.at(x, y, turn, scale)
        here.path("M0 60 Q-78 62 -84 -6 Q-78 -70 0 -112 Q78 -70 84 -6 Q78 62 0 60 Z", LEAF if scale < 1 else "#6ba05a")
        here.path("M0 60 Q78 62 84 -6 Q78 -70 0 -112 Z", sheer(DARK_LEAF, 0.5))
        for side in (-1, 1):
            for rise, reach in ((-56, 60), (-16, 78), (24, 76)):
                here.polygon(
                    [(side * 30, rise + 4), (side * reach * 1.2, rise - 26), (side * reach * 1.2, rise - 8)], "#dfe8cf"
                )
        here.line([(0, 60), (0, -96)], PALE_LEAF, 4)


def _blades(canvas):
    """Sansevieria."""
    for x, turn, height in ((252, -14, 210), (348, 14, 214), (276, -5, 262), (326, 6, 250), (300, 0, 290)):
        here = canvas.at(x, 376, turn)
        blade = outline(f"M-20 0 Q-34 {-height * 0.5} 0 {-height} Q34 {-height * 0.5} 20 0 Z")
        here.polygon(blade, "#d9c86a")
        inner = [(px * 0.72, py * 0.97) for px, py in blade]
        with here.clip(inner) as leaf:
            leaf.polygon(inner, LEAF)
            for rise in range(10, height, 22):
                leaf.stroke(f"M-30 {-rise} Q0 {-rise - 14} 30 {-rise}", DARK_LEAF, 7)


def _cactus(canvas):
    for x, y, rx, ry in ((300, 262, 62, 116), (214, 296, 34, 58), (386, 276, 34, 66)):
        if x != 300:
            canvas.stroke(f"M300 330 Q{x} 336 {x} {y + 30}", "#4a7d45", 40)
        ball = oval(x, y, rx, ry)
        canvas.polygon(ball, "#5b9355")
        canvas.shade(ball, "#234a22", 0.5)
        for share in (-0.6, -0.2, 0.2, 0.6):
            canvas.line(
                [(x + rx * share, y - ry * 0.7), (x + rx * share * 1.2, y), (x + rx * share, y + ry * 0.7)],
                "#3f7340",
                3,
            )
            for step in range(-2, 3):
                canvas.ellipse(x + rx * share, y + ry * 0.26 * step, 2.6, 2.6, "#f2efd6")
    props.blossom(canvas, 300, 146, 1.7, "#e97f9b", GOLD)


def _flowers(canvas, look):
    for turn, length in ((-40, 190), (-18, 250), (4, 270), (26, 236), (46, 180)):
        stalk = canvas.at(300, 376, turn)
        stalk.stroke(f"M0 0 Q{length * 0.06} {-length * 0.5} 0 {-length}", DARK_LEAF, 5)
        props.leaf(stalk, 2, -length * 0.35, -40, 86)
        props.leaf(stalk, 0, -length * 0.5, -140, 80, PALE_LEAF)
        props.blossom(stalk, 0, -length, 1.9, look.tone.light, GOLD)
        props.blossom(stalk, 16, -length * 0.76, 1.3, mix(look.tone.light, LIGHT, 0.35), GOLD)


SHAPES = {"fruit": fruit, "plant": plant}
