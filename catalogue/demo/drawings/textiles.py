"""Woven cloth as it hangs: tapis and scarf."""

from catalogue.demo.drawings import tapis
from catalogue.demo.drawings.canvas import mix, outline, rounded, sheer
from catalogue.demo.drawings.palette import (
    DARK_WOOD,
    GOLD,
    LIGHT,
    MAROON,
    NIGHT,
    PALE_GOLD,
    PALE_WOOD,
    SHADOW,
    WOOD,
)

# Top to bottom: (motif, share of the height, how many to the width).
WEAVES = (
    (
        ("dots", 0.06, 20),
        ("shoots", 0.2, 8),
        ("diamonds", 0.15, 8),
        ("zigzag", 0.12, 12),
        ("ships", 0.2, 5),
        ("shoots", 0.2, 8),
        ("dots", 0.07, 20),
    ),
    (
        ("shoots", 0.24, 7),
        ("dots", 0.07, 20),
        ("ships", 0.24, 4),
        ("dots", 0.07, 20),
        ("diamonds", 0.16, 8),
        ("shoots", 0.22, 7),
    ),
    (
        ("zigzag", 0.12, 12),
        ("diamonds", 0.18, 7),
        ("shoots", 0.22, 8),
        ("dots", 0.07, 20),
        ("diamonds", 0.12, 12),
        ("shoots", 0.29, 6),
    ),
)


def cloth(canvas, look):
    """A tapis cloth hung from a rod: gold bands on maroon and black."""
    _rod(canvas, 84, 516)
    canvas.rect(138, 104, 484, 496, sheer(SHADOW, 0.14))
    dyes = look.random.choice(((MAROON, NIGHT), (NIGHT, MAROON), (mix(look.tone.cloth, SHADOW, 0.2), NIGHT)))
    _tapis_sheet(canvas, (126, 86, 474, 482), look.random.choice(WEAVES), dyes)
    _fringe(canvas, 128, 472, 482, 26)
    canvas.rect(126, 80, 474, 92, sheer(LIGHT, 0.12))


def scarf(canvas, look):
    """A selendang laid over a rod, its two ends hanging unevenly."""
    tone = look.tone
    _rod(canvas, 104, 496)
    for left, right, low, shift in ((184, 322, 408, 0), (276, 428, 486, 1)):
        canvas.rect(left + 10, 110, right + 12, low + 16, sheer(SHADOW, 0.12))
        ground = tone.main if shift else mix(tone.main, SHADOW, 0.22)
        sheet = outline(
            f"M{left} 84 H{right} Q{right - 8} 240 {right + 4} {low} H{left - 4} Q{left + 8} 240 {left} 84 Z"
        )
        with canvas.clip(sheet) as silk:
            silk.polygon(sheet, ground)
            _sprinkle(silk, (left, 110, right, low - 110), tone.light)
            for motif, top, height in (("shoots", low - 104, 50), ("diamonds", low - 50, 30), ("dots", low - 18, 16)):
                tapis.band(
                    silk,
                    tapis.flat(left - 6, top, right + 6, top + height),
                    motif,
                    MAROON if tone.main != MAROON else NIGHT,
                    GOLD,
                    6,
                )
            for share in (0.24, 0.62):
                x = left + (right - left) * share
                silk.path(
                    f"M{x} 80 Q{x + 14} 240 {x - 4} {low} L{x + 14} {low} Q{x + 26} 240 {x + 12} 80 Z",
                    sheer(LIGHT, 0.12),
                )
            silk.path(f"M{right - 24} 80 Q{right - 34} 260 {right - 20} {low} H{right + 20} V80 Z", sheer(SHADOW, 0.18))
        _fringe(canvas, left, right, low, 22, GOLD)
    canvas.path("M184 84 Q240 64 322 84 L428 84 Q360 60 276 70 Z", tone.light)
    canvas.rect(184, 76, 428, 92, mix(tone.main, LIGHT, 0.16), 7)


def _rod(canvas, left, right):
    """A turned wooden rod on the wall with a ball at each end."""
    canvas.rect(left, 74, right, 90, WOOD, 8)
    canvas.rect(left, 76, right, 80, PALE_WOOD, 2)
    for x in (left, right):
        canvas.ellipse(x, 82, 16, 16, DARK_WOOD)
        canvas.ellipse(x - 5, 77, 5, 5, mix(DARK_WOOD, LIGHT, 0.35))


def _tapis_sheet(canvas, box, weave, dyes):
    x0, y0, x1, y1 = box
    with canvas.clip(rounded(*box)) as sheet:
        sheet.rect(*box, dyes[0])
        total, y = sum(share for _, share, _ in weave) + 0.02 * len(weave), y0 + 8
        for index, (motif, share, count) in enumerate(weave):
            height = share / total * (y1 - y0 - 12)
            tapis.band(
                sheet,
                tapis.flat(x0 - 6, y, x1 + 6, y + height),
                motif,
                dyes[index % 2],
                (GOLD, PALE_GOLD)[index % 3 == 2],
                count,
            )
            y += height + 0.02 / total * (y1 - y0)
        width = (x1 - x0) / 5
        for index in range(5):
            x = x0 + width * index
            sheet.rect(x + width * 0.62, y0, x + width * 0.86, y1, sheer(SHADOW, 0.13))
            sheet.rect(x + width * 0.14, y0, x + width * 0.26, y1, sheer(LIGHT, 0.07))


def _fringe(canvas, x0, x1, y, length, colour=GOLD):
    x = x0
    while x <= x1:
        canvas.line([(x, y), (x + (1.5 if int(x) % 2 else -1), y + length)], colour, 2.6)
        x += 7


def _sprinkle(canvas, box, colour):
    """Small stars woven into the plain part of a scarf."""
    x0, y0, x1, y1 = (round(value) for value in box)
    for row, y in enumerate(range(y0, y1, 30)):
        for x in range(x0 + 14 + (row % 2) * 16, x1, 32):
            canvas.polygon([(x - 6, y), (x, y - 6), (x + 6, y), (x, y + 6)], colour)
            canvas.ellipse(x, y, 2, 2, GOLD)


SHAPES = {
    "cloth": cloth,
    "scarf": scarf,
}
HUNG = {"cloth", "scarf"}
