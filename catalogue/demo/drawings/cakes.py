"""Cakes: layered, in squares, or round on a stand."""

from catalogue.demo.drawings import props, scene
from catalogue.demo.drawings.canvas import mix, outline, rounded, sheer
from catalogue.demo.drawings.palette import (
    CHILLI,
    IVORY,
    LIGHT,
    MAROON,
    PALE_LEAF,
    PALE_WOOD,
    SHADOW,
    WOOD,
    edible,
)


def cake(canvas, look):
    """A cake: layered, in squares, or round on a stand."""
    if look.mentions("lapis", "engkak", "legit"):
        _layered_cake(canvas, look)
    elif look.mentions("brownies", "kukus", "cokelat"):
        _brownies(canvas)
    else:
        _cake_on_stand(canvas, look)


def _layered_cake(canvas, look):
    """A block of lapis, cut, with two slices on a plate before it."""
    scene.contact(canvas, 300, 514, 222, 20)
    canvas.ellipse(300, 496, 228, 34, "#e2d6c2")
    canvas.ellipse(300, 490, 228, 34, "#fffaf0")
    canvas.ellipse(300, 490, 196, 24, "#efe6d6")
    cream = ("#f4cf73", "#a8672b") if not look.mentions("pandan") else ("#cfdc8b", "#6f9440")
    canvas.path("M142 272 L232 226 H464 L400 272 Z", "#8a4f22")
    canvas.path("M142 272 L232 226 H464 L400 272 Z", sheer("#c98a4a", 0.25))
    _layers(
        canvas,
        outline("M400 272 L464 226 V420 L400 482 Z"),
        (226, 482),
        (mix(cream[0], SHADOW, 0.22), mix(cream[1], SHADOW, 0.25)),
        46,
    )
    _layers(canvas, rounded(142, 272, 400, 482), (272, 482), cream, 0)
    canvas.rect(142, 266, 400, 276, "#7a431b")
    for x, base in ((404, 490), (446, 498)):
        slice_ = outline(f"M{x} {base - 96} L{x + 52} {base - 126} V{base - 34} L{x} {base} Z")
        canvas.polygon([(px + 15, py - 3) for px, py in slice_], "#7a431b")
        _layers(canvas, slice_, (base - 126, base), cream, 30)


def _layers(canvas, face, depth, colours, slope):
    """Stripe a face of the cake; the stripes rise by `slope` units from left to right."""
    top, bottom = depth
    xs = [x for x, _ in face]
    left, right = min(xs), max(xs)
    with canvas.clip(face) as side:
        side.polygon(face, colours[0])
        y = top
        while y < bottom + slope:
            side.polygon([(left, y), (right, y - slope), (right, y - slope + 4.5), (left, y + 4.5)], colours[1])
            y += 13


def _brownies(canvas):
    scene.contact(canvas, 300, 514, 216, 20)
    canvas.path("M84 500 L140 452 H470 L524 500 Q516 514 500 514 H108 Q92 514 84 500 Z", PALE_WOOD)
    canvas.path("M84 500 H524 Q516 514 500 514 H108 Q92 514 84 500 Z", WOOD)
    for x, y in ((208, 398), (344, 398), (148, 478), (276, 478), (404, 478), (276, 318)):
        _brownie(canvas, x, y)


def _brownie(canvas, x, y):
    canvas.path(f"M{x - 58} {y - 52} L{x - 30} {y - 78} H{x + 84} L{x + 58} {y - 52} Z", "#7d4a2b")
    canvas.path(f"M{x + 58} {y - 52} L{x + 84} {y - 78} V{y - 10} L{x + 58} {y + 18} Z", "#3a1f10")
    canvas.rect(x - 58, y - 52, x + 58, y + 18, "#55301a")
    canvas.rect(x - 58, y - 22, x + 58, y - 16, "#7d4a2b")
    canvas.stroke(f"M{x - 40} {y - 62} Q{x} {y - 74} {x + 54} {y - 68}", "#f4dfb8", 4)
    for dx in (-24, 8, 40):
        canvas.at(x + dx, y - 66, 20).ellipse(0, 0, 10, 4.6, "#e3b877")


def _cake_on_stand(canvas, look):
    """A round cake under dripping glaze."""
    tone = look.tone
    sponge, glaze = ("#e7b566", edible(tone.main)) if not look.mentions("pandan") else ("#b9cc74", "#6f9440")
    scene.contact(canvas, 300, 514, 118, 14)
    canvas.path("M276 440 H324 L332 492 Q376 496 380 512 H220 Q224 496 268 492 Z", "#f7efdf")
    canvas.path("M306 440 H324 L332 492 Q376 496 380 512 H320 Z", "#dccfb8")
    canvas.ellipse(300, 446, 206, 26, "#d9ccb5")
    canvas.ellipse(300, 438, 206, 26, "#fffaf0")
    body = outline("M144 276 V404 Q144 434 300 438 Q456 434 456 404 V276 Z")
    with canvas.clip(body) as side:
        side.rect(100, 250, 500, 450, sponge)
        side.rect(100, 340, 500, 354, IVORY)
        side.shade(rounded(144, 250, 456, 440), mix(sponge, SHADOW, 0.5), 0.55)
        drip = "M130 260 "
        for index in range(9):
            x, low = 144 + index * 39, look.random.randint(306, 344)
            drip += f"L{x} 296 Q{x} {low + 16} {x + 15} {low + 14} Q{x + 30} {low + 12} {x + 30} 300 L{x + 39} 300 "
        side.path(drip + "L500 260 Z", glaze)
    canvas.ellipse(300, 276, 156, 34, mix(glaze, LIGHT, 0.12))
    canvas.ellipse(292, 270, 120, 22, mix(glaze, LIGHT, 0.24))
    if look.mentions("ulang tahun", "tart", "ultah"):
        _candles(canvas, tone)
        return
    for x, y in ((214, 272), (262, 288), (336, 288), (388, 272), (346, 258), (252, 258)):
        canvas.ellipse(x, y - 10, 17, 15, IVORY)
        canvas.ellipse(x, y - 23, 9, 9, CHILLI)
        canvas.ellipse(x - 3, y - 26, 2.6, 2.2, mix(CHILLI, LIGHT, 0.6))
    props.leaf(canvas, 296, 270, -30, 60)
    props.leaf(canvas, 302, 270, -150, 54, PALE_LEAF)


def _candles(canvas, tone):
    for x, y in ((226, 274), (276, 286), (326, 286), (376, 274)):
        canvas.rect(x - 5, y - 66, x + 5, y, tone.light if tone.light != tone.main else IVORY, 3)
        for rise in (14, 34, 54):
            canvas.line([(x - 4, y - rise), (x + 4, y - rise - 8)], MAROON, 3)
        canvas.path(f"M{x} {y - 96} Q{x + 12} {y - 78} {x} {y - 68} Q{x - 12} {y - 78} {x} {y - 96} Z", "#f2a832")
        canvas.path(f"M{x} {y - 86} Q{x + 6} {y - 76} {x} {y - 70} Q{x - 6} {y - 76} {x} {y - 86} Z", "#ffe59c")


SHAPES = {"cake": cake}
