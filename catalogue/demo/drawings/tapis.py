"""The bands of tapis, the maroon, black and gold cloth of Lampung, laid flat or around a body."""

import math

from catalogue.demo.drawings.palette import DARK_GOLD, GOLD, MAROON, NIGHT, PALE_GOLD

STEPS = 5


def flat(x0, y0, x1, y1):
    """Where a point of a band (0 to 1 across, 0 to 1 down) lies in a rectangle."""
    return lambda u, v: (x0 + (x1 - x0) * u, y0 + (y1 - y0) * v)


def around(x0, y0, x1, y1, sag, taper=0):
    """Where it lies on a round body seen from a little above: sagging in the middle, `taper` narrower at the bottom."""

    def place(u, v):
        angle = (u - 0.5) * math.pi
        middle, half = (x0 + x1) / 2, (x1 - x0) / 2 - taper * v
        return middle + half * math.sin(angle), y0 + (y1 - y0) * v + sag * math.cos(angle)

    return place


def band(canvas, place, motif="shoots", ground=MAROON, thread=GOLD, count=8):
    """Weave one band: its ground, two edging threads and a row of `count` motifs."""
    ribbon(canvas, place, 0, 1, ground)
    ribbon(canvas, place, 0.05, 0.11, thread)
    ribbon(canvas, place, 0.89, 0.95, thread)
    MOTIFS[motif](canvas, place, ground, thread, count)


def ribbon(canvas, place, top, bottom, colour):
    """A strip along the whole band between two depths of it."""
    across = [step / 24 for step in range(25)]
    canvas.polygon([place(u, top) for u in across] + [place(u, bottom) for u in reversed(across)], colour)


def shoots(canvas, place, ground, thread, count):
    """Pucuk rebung: stepped bamboo shoots growing up, and small ones down between them."""
    for index in range(count):
        _stair(canvas, place, (index + 0.5) / count, 0.5 / count, 0.84, 0.2, thread)
        _stair(canvas, place, (index + 0.5) / count, 0.2 / count, 0.84, 0.56, ground)
    for index in range(count + 1):
        _stair(canvas, place, index / count, 0.22 / count, 0.16, 0.42, thread)


def diamonds(canvas, place, ground, thread, count):
    """Belah ketupat: diamonds with an eye."""
    for index in range(count):
        middle, half = (index + 0.5) / count, 0.46 / count
        for share, colour in ((1, thread), (0.62, ground), (0.3, thread)):
            canvas.polygon(_diamond(place, middle, half * share, 0.33 * share), colour)


def zigzag(canvas, place, ground, thread, count):
    """Sasab: a thick zigzag with dots in its bays."""
    for index in range(count):
        left, middle, right = index / count, (index + 0.5) / count, (index + 1) / count
        canvas.polygon(
            [
                place(*point)
                for point in [(left, 0.8), (middle, 0.36), (right, 0.8), (right, 0.62), (middle, 0.18), (left, 0.62)]
            ],
            thread,
        )
        canvas.polygon(_diamond(place, middle, 0.12 / count, 0.1, 0.72), thread)


def ships(canvas, place, ground, thread, count):
    """Kapal, the ship of the soul: a hull with raised ends, decks and a mast."""
    for index in range(count):
        x, w = (index + 0.5) / count, 0.44 / count
        hull = [(x - w, 0.48), (x - w * 0.7, 0.48), (x - w * 0.6, 0.64), (x + w * 0.6, 0.64), (x + w * 0.7, 0.48)]
        hull += [(x + w, 0.48), (x + w * 0.8, 0.82), (x - w * 0.8, 0.82)]
        canvas.polygon([place(*point) for point in hull], thread)
        for half, top, bottom in ((0.4, 0.5, 0.58), (0.26, 0.38, 0.46), (0.08, 0.18, 0.38)):
            canvas.polygon(_block(place, x - w * half, top, x + w * half, bottom), thread)


def dots(canvas, place, ground, thread, count):
    """A row of couching stitches."""
    for index in range(count * 2):
        left = (index + 0.22) / (count * 2)
        canvas.polygon(_block(place, left, 0.34, left + 0.28 / count, 0.66), thread)


MOTIFS = {"shoots": shoots, "diamonds": diamonds, "zigzag": zigzag, "ships": ships, "dots": dots}
GROUNDS = ((MAROON, GOLD), (NIGHT, GOLD), ("#5a1c27", PALE_GOLD), (GOLD, MAROON), ("#1f3a44", GOLD), (NIGHT, DARK_GOLD))


def _stair(canvas, place, middle, half, foot, top, colour):
    """A stepped triangle from `foot` to `top`, in depths of the band."""
    left, right = [], []
    for step in range(STEPS):
        near, far = foot + (top - foot) * step / STEPS, foot + (top - foot) * (step + 1) / STEPS
        reach = half * (1 - step / STEPS)
        from_u, to_u = max(0, middle - reach), min(1, middle + reach)
        left += [(from_u, near), (from_u, far)]
        right += [(to_u, near), (to_u, far)]
    canvas.polygon([place(u, v) for u, v in left + right[::-1]], colour)


def _diamond(place, middle, half, height, depth=0.5):
    points = [(middle - half, depth), (middle, depth - height), (middle + half, depth), (middle, depth + height)]
    return [place(u, v) for u, v in points]


def _block(place, left, top, right, bottom):
    return [place(u, v) for u, v in ((left, top), (right, top), (right, bottom), (left, bottom))]
