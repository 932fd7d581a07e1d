"""What is in a pack, told by words of its label: pieces for its window and to lie before it."""

import math

from catalogue.demo.drawings import props
from catalogue.demo.drawings.canvas import mix, oval, sheer
from catalogue.demo.drawings.palette import CHILLI, DARK_LEAF, LIGHT, PALE_LEAF


def promised(look):
    """The function (canvas, x, y, turn, scale) drawing one piece of what the label names; None if it names none."""
    return next((piece for words, piece in SNACKS if look.mentions(*words)), None)


def fill(canvas, box, look, scale=1, otherwise=props.chip):
    """Cover the box (x0, y0, x1, y1) with overlapping pieces, back rows first."""
    x0, y0, x1, y1 = box
    piece = promised(look) or otherwise
    if piece is grain:
        canvas.rect(x0 - 50, y0 - 50, x1 + 50, y1 + 50, "#e4d4ae")
    step_x, step_y = (24 * scale, 15 * scale) if piece is grain else (38 * scale, 23 * scale)
    for row in range(math.ceil((y1 - y0) / step_y) + 1):
        for column in range(math.ceil((x1 - x0) / step_x) + 1):
            x = x0 + (column + 0.5 * (row % 2)) * step_x + look.random.uniform(-5, 5)
            y = y0 + row * step_y + look.random.uniform(-3, 3)
            piece(canvas, x, y, look.random.randint(-40, 40), scale)


def scatter(canvas, look, places=((168, 520), (214, 538), (446, 530)), scale=1):
    """Lay some pieces of what the label names before the pack."""
    piece = promised(look)
    if piece is None:
        return
    for x, y in places[: look.random.randint(2, len(places))]:
        piece(canvas, x + look.random.randint(-8, 8), y, look.random.randint(-50, 50), scale)


def chocolate_chip(canvas, x, y, turn=0, scale=1):
    props.chip(canvas, x, y, turn, scale, "#7a4425", "#3a1c0c")


def chilli_chip(canvas, x, y, turn=0, scale=1):
    props.chip(canvas, x, y, turn, scale, "#e58a35", CHILLI)


def green_chip(canvas, x, y, turn=0, scale=1):
    props.chip(canvas, x, y, turn, scale, "#bccb69", "#5c7a2e")


def purple_chip(canvas, x, y, turn=0, scale=1):
    props.chip(canvas, x, y, turn, scale, "#a679b5", "#5b3069")


def cracker(canvas, x, y, turn=0, scale=1):
    """A kemplang: a round cracker with a curling pattern."""
    here = props.lay(canvas, x, y, turn, scale, 26)
    here.ellipse(1, 4, 28, 20, "#d8be8d")
    here.ellipse(0, 0, 28, 20, "#fbf0d6")
    for radius in (20, 12, 5):
        here.line(oval(0, 0, radius, radius * 0.7, 20, 320), "#e3cb98", 2.4)


def nut(canvas, x, y, turn=0, scale=1):
    here = props.lay(canvas, x, y, turn, scale, 18)
    here.path("M-18 2 Q-16 -12 0 -9 Q18 -12 18 3 Q12 14 0 7 Q-12 14 -18 2 Z", "#d9a35e")
    here.path("M-16 4 Q-8 9 0 5 Q10 9 16 4 Q12 13 0 7 Q-12 13 -16 4 Z", "#b07a38")
    here.line([(-8, -4), (8, -4)], mix("#d9a35e", LIGHT, 0.4), 2)


def cookie(canvas, x, y, turn=0, scale=1):
    """A nastar: a small round biscuit with a clove."""
    here = props.lay(canvas, x, y, turn, scale, 20)
    here.ellipse(0, 3, 21, 17, "#c98a2c")
    here.ellipse(0, 0, 21, 17, "#eebb55")
    here.ellipse(-6, -6, 7, 4, sheer(LIGHT, 0.45))
    here.ellipse(1, -3, 2.6, 2.2, "#5b3413")


def bean(canvas, x, y, turn=0, scale=1):
    props.bean(canvas, x, y, turn, scale * 1.15)


def pepper(canvas, x, y, turn=0, scale=1):
    props.peppercorn(canvas, x, y, scale * 1.5)


def white_pepper(canvas, x, y, turn=0, scale=1):
    props.peppercorn(canvas, x, y, scale * 1.5, "#e3d3b0")


def tea_leaf(canvas, x, y, turn=0, scale=1):
    here = props.lay(canvas, x, y, turn, scale, 16)
    here.path("M-20 2 Q-6 -14 20 -4 Q6 12 -20 2 Z", DARK_LEAF)
    here.line([(-16, 1), (14, -3)], PALE_LEAF, 1.4)


def grain(canvas, x, y, turn=0, scale=1):
    for dx, dy, lean in ((-10, 0, 20), (2, -5, -30), (9, 4, 60)):
        here = props.lay(canvas, x + dx * scale, y + dy * scale, turn + lean, scale, 5)
        here.ellipse(0, 0, 8, 3.2, "#fbf3df")
        here.ellipse(1, 1, 6, 1.6, "#e6d7b4")


def sugar_lump(canvas, x, y, turn=0, scale=1):
    here = props.lay(canvas, x, y, turn, scale, 16)
    here.path("M-15 2 L-9 -11 L8 -12 L16 0 L8 11 L-8 11 Z", "#a8683a")
    here.path("M-15 2 L-9 -11 L8 -12 L3 0 Z", "#c48650")
    here.path("M3 0 L16 0 L8 11 L-8 11 Z", "#86502a")


def anchovy(canvas, x, y, turn=0, scale=1):
    here = props.lay(canvas, x, y, turn, scale, 22)
    here.path("M-24 0 Q-6 -10 18 -2 L28 -8 L26 8 L18 3 Q-6 10 -24 0 Z", "#a9b4bb")
    here.path("M-24 0 Q-6 4 18 1 L18 3 Q-6 10 -24 0 Z", "#7d8b94")
    here.ellipse(-17, -1, 1.8, 1.8, "#20262a")


SNACKS = (
    (("cokelat", "coklat", "mokka", "chocolate"), chocolate_chip),
    (("balado", "pedas", "cabai", "cabe"), chilli_chip),
    (("pandan", "melon", "matcha", "bayam"), green_chip),
    (("ungu", "ubi", "talas", "blueberry"), purple_chip),
    (("singkong", "opak"), props.cassava_chip),
    (("klanting", "kelanting", "gelang"), props.ring),
    (("kemplang", "kerupuk", "rengginang", "emping", "krupuk"), cracker),
    (("kacang", "mete", "mede"), nut),
    (("kue", "nastar", "kukis", "cookies", "biskuit", "kastengel"), cookie),
    (("kopi", "coffee", "robusta", "arabika", "kakao", "cocoa"), bean),
    (("lada putih",), white_pepper),
    (("lada", "merica"), pepper),
    (("teh", "kelor", "daun"), tea_leaf),
    (("beras", "tepung", "tiwul", "oyek"), grain),
    (("gula", "jahe", "aren"), sugar_lump),
    (("teri",), anchovy),
    (("pisang", "keripik", "kripik", "sale"), props.chip),
)
