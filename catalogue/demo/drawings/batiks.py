"""Batik: cloths folded on each other, one folded in a paper sleeve, and the motifs they are waxed with."""

from catalogue.demo.drawings import props, scene, tapis
from catalogue.demo.drawings.canvas import mix, outline, oval, rounded, sheer
from catalogue.demo.drawings.labels import write
from catalogue.demo.drawings.palette import (
    GOLD,
    IVORY,
    LIGHT,
    MAROON,
    SHADOW,
)

# What the wax kept pale, and the brown of the soga tree.
WAX, SOGA = "#f3e3c3", "#d99a3f"
STEP = 54

DYES = ("#1f3554", "#6d2a22", "#25543f", "#4a2c4d", "#b9772a", "#2b2326")


def batik(canvas, look):
    """Batik: cloths folded on each other, or one folded in a paper sleeve."""
    if look.random.random() < 0.5:
        _folded_pile(canvas, look)
    else:
        _sleeved(canvas, look)


def pattern(canvas, box, motif, ground):
    """Cover a box with one motif, set in staggered rows on the dyed ground."""
    x0, y0, x1, y1 = (int(value) for value in box)
    canvas.rect(x0, y0, x1, y1, ground)
    for row, y in enumerate(range(y0, y1 + STEP, STEP // 2)):
        for x in range(x0 - (row % 2) * STEP // 2, x1 + STEP, STEP):
            MOTIFS[motif](canvas.at(x, y), ground)


def _kawung(here, ground):
    """Four palm fruits about a dot."""
    for turn in (45, 135, 225, 315):
        here.at(0, 0, turn).ellipse(15, 0, 12, 7, WAX)
        here.at(0, 0, turn).ellipse(16, 0, 6, 2, SOGA)
    here.ellipse(0, 0, 3, 3, SOGA)


def _sprays(here, ground):
    """A spray of three leaves with berries."""
    for turn, colour in ((-90, WAX), (-32, SOGA), (-148, SOGA)):
        leaf = here.at(0, 6, turn)
        leaf.path("M0 0 Q12 -10 25 0 Q12 10 0 0 Z", colour)
        leaf.line([(4, 0), (20, 0)], ground, 1.4)
    for x, y in ((-8, 14), (0, 18), (8, 14)):
        here.ellipse(x, y, 2.6, 2.6, WAX)


def _clouds(here, ground):
    """Mega mendung: a cloud in outlines."""
    for radius, colour in ((24, WAX), (19, ground), (14, SOGA), (9, ground), (5, WAX)):
        here.polygon(oval(0, 8, radius, radius, 180, 360), colour)


def _shoots(here, ground):
    """Pucuk rebung in steps."""
    for level in range(4):
        half = 20 - level * 5.5
        here.rect(-half, 10 - level * 8, half, 18 - level * 8, WAX if level % 2 else SOGA)


MOTIFS = {"kawung": _kawung, "sprays": _sprays, "clouds": _clouds, "shoots": _shoots}


def _folded_pile(canvas, look):
    random = look.random
    scene.contact(canvas, 300, 514, 208, 18)
    dyes = [*random.sample(DYES, 3), look.tone.main]
    kinds = random.sample(sorted(MOTIFS), 4)
    heights = ((512, 444), (444, 372), (372, 300), (300, 226))
    for (base, top), dye, kind in zip(heights, dyes, kinds, strict=True):
        inset = random.randint(-8, 12)
        left, right = 110 + inset, 492 + inset // 2
        fold = outline(
            f"M{left + 14} {top} H{right - 30} Q{right} {top} {right} {(top + base) / 2} "
            f"Q{right} {base} {right - 30} {base} H{left + 14} Q{left} {base} {left} {base - 16} V{top + 16} "
            f"Q{left} {top} {left + 14} {top} Z"
        )
        with canvas.clip(fold) as roll:
            pattern(roll, (left, top, right, base), kind, dye)
            roll.rect(left, base - 15, right, base, sheer(SHADOW, 0.3))
            roll.rect(left, top, right, top + 7, sheer(LIGHT, 0.22))
            for y in (top + 26, top + 48):
                roll.rect(left, y, left + 70 - (y - top), y + 2.4, sheer(SHADOW, 0.35), 1)
            roll.path(
                f"M{right - 44} {top} Q{right - 16} {(top + base) / 2} {right - 44} {base} H{right} V{top} Z",
                sheer(SHADOW, 0.2),
            )
    props.blossom(canvas, 120, 534, 0.9)
    props.blossom(canvas, 148, 544, 0.7)


def _sleeved(canvas, look):
    random, tone = look.random, look.tone
    scene.contact(canvas, 300, 512, 182, 18)
    dye = mix(tone.cloth, SHADOW, 0.15)
    for index, inset in enumerate((0, 5, 10)):
        canvas.rect(
            134 + inset,
            196 - index * 7,
            478 - inset * 0.4,
            512 - index * 6,
            mix(dye, LIGHT, 0.2 + index * 0.1) if index < 2 else dye,
            10,
        )
    front = rounded(134, 186, 470, 506, 10)
    with canvas.clip(front) as face:
        pattern(face, (130, 180, 480, 512), random.choice(sorted(MOTIFS)), dye)
        tapis.band(face, tapis.flat(130, 462, 480, 502), "shoots", MAROON, GOLD, 11)
        face.rect(440, 180, 480, 512, sheer(SHADOW, 0.2))
        face.rect(134, 186, 146, 512, sheer(LIGHT, 0.18))
    canvas.rect(128, 292, 476, 412, IVORY)
    canvas.rect(128, 296, 476, 299, GOLD)
    canvas.rect(128, 405, 476, 408, GOLD)
    canvas.rect(448, 292, 476, 412, sheer(SHADOW, 0.1))
    write(canvas, (160, 306, 444, 400), look.label, MAROON, 44)


SHAPES = {"batik": batik}
