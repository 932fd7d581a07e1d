"""Small things that lie beside products: leaves, beans, chips, chillies, blossoms, bubbles."""

import math

from catalogue.demo.drawings.canvas import mix, outline, oval, sheer
from catalogue.demo.drawings.palette import (
    CHILLI,
    COFFEE,
    DARK_CHILLI,
    DARK_COFFEE,
    DARK_LEAF,
    LEAF,
    LIGHT,
    SHADOW,
)


def lay(canvas, x, y, turn=0, scale=1, shadow=16):
    """A canvas for something lying on the table at (x, y), above its shadow."""
    canvas.ellipse(x + 2, y + shadow * 0.4 * scale, shadow * 1.1 * scale, shadow * 0.5 * scale, sheer(SHADOW, 0.16))
    return canvas.at(x, y, turn, scale)


def leaf(canvas, x, y, turn, length=80, colour=LEAF, vein=DARK_LEAF):
    """A leaf from its stalk at (x, y)."""
    here = canvas.at(x, y, turn, length / 100)
    here.path("M0 0 Q24 -34 66 -24 Q90 -18 100 0 Q78 22 48 22 Q18 20 0 0 Z", colour)
    here.path("M0 0 Q50 -4 100 0 Q78 22 48 22 Q18 20 0 0 Z", sheer(vein, 0.45))
    here.line([(0, 0), (92, 0)], vein, 2.4)
    for along in (24, 42, 60):
        here.line([(along, 0), (along + 14, -14)], vein, 1.4)
        here.line([(along, 0), (along + 14, 12)], vein, 1.4)


def sprig(canvas, x, y, turn, length=150, colour=LEAF, vein=DARK_LEAF):
    """A twig with pairs of leaves."""
    here = canvas.at(x, y, turn)
    here.line([(0, 0), (length, 0)], vein, 3)
    for step in range(4):
        along, size = length * (0.2 + step * 0.2), length * (0.42 - step * 0.05)
        leaf(here, along, 0, -52, size, colour, vein)
        leaf(here, along, 0, 52, size, mix(colour, vein, 0.25), vein)
    leaf(here, length, 0, 0, length * 0.3, colour, vein)


def frond(canvas, length, colour):
    """A feathered palm leaf from the origin to the right, drooping."""
    for step in range(13):
        share = (step + 1) / 14
        x, y = length * share, length * 0.22 * share * share
        reach = length * 0.42 * math.sin(math.pi * min(1, share * 0.86 + 0.12))
        for turn in (-58 + share * 34, 62 - share * 22):
            blade = canvas.at(x, y, turn, reach / 100)
            blade.path("M0 0 Q40 -11 100 0 Q40 9 0 0 Z", colour)


def bean(canvas, x, y, turn=0, scale=1, colour=COFFEE):
    here = lay(canvas, x, y, turn, scale)
    here.ellipse(0, 0, 15, 10, colour)
    here.polygon(oval(0, 0, 15, 10, 10, 170), sheer(DARK_COFFEE, 0.5))
    here.stroke("M-13 1 Q-4 -5 0 0 Q4 5 13 -1", DARK_COFFEE, 2)


def chip(canvas, x, y, turn=0, scale=1, colour="#eec257", eyes="#8a5a16"):
    """A banana chip with its seeds."""
    here = lay(canvas, x, y, turn, scale, 24)
    here.ellipse(1, 4, 26, 17, mix(colour, "#7a4a10", 0.45))
    here.ellipse(0, 0, 26, 17, colour)
    here.ellipse(0, 0, 19, 11.5, mix(colour, LIGHT, 0.22))
    for angle in range(0, 360, 60):
        x, y = 7 * math.cos(math.radians(angle)), 4.4 * math.sin(math.radians(angle))
        here.ellipse(x, y, 1.7, 1.5, eyes)
    here.ellipse(0, 0, 1.7, 1.5, eyes)


def cassava_chip(canvas, x, y, turn=0, scale=1):
    here = lay(canvas, x, y, turn, scale, 24)
    here.path("M-26 2 Q-20 -18 4 -15 Q28 -14 26 3 Q18 18 -4 14 Q-22 17 -26 2 Z", "#d9b25d")
    here.path("M-24 0 Q-18 -16 4 -13 Q26 -12 24 1 Q16 12 -4 9 Q-20 12 -24 0 Z", "#f6e1a4")
    here.ellipse(-6, -4, 3, 2, "#e2b962")
    here.ellipse(9, 1, 2.4, 2, "#e2b962")


def ring(canvas, x, y, turn=0, scale=1, colour="#e2a53f"):
    """A klanting: a ring of fried cassava dough."""
    here = lay(canvas, x, y, turn, scale, 22)
    here.line(oval(0, 2, 18, 11), mix(colour, "#7a4a10", 0.45), 7)
    here.line(oval(0, 0, 18, 11), colour, 7)


def chilli(canvas, x, y, turn=0, scale=1, colour=CHILLI):
    here = lay(canvas, x, y, turn, scale, 30)
    here.path("M-26 -8 Q6 -16 40 10 Q12 12 -22 6 Q-30 0 -26 -8 Z", colour)
    here.path("M-24 2 Q8 4 40 10 Q12 12 -22 6 Z", sheer(DARK_CHILLI, 0.7))
    here.stroke("M-20 -6 Q-4 -8 10 -3", mix(colour, LIGHT, 0.5), 2)
    here.path("M-24 -9 Q-34 -6 -30 4 Q-24 8 -20 6 Q-22 -2 -24 -9 Z", LEAF)
    here.stroke("M-30 -2 Q-38 -4 -42 -12", DARK_LEAF, 3.4)


def peppercorn(canvas, x, y, scale=1, colour="#2f2724"):
    here = lay(canvas, x, y, 0, scale, 7)
    here.ellipse(0, 0, 7.5, 7.5, colour)
    here.ellipse(-2, -2.4, 2.4, 2, mix(colour, LIGHT, 0.35))


def blossom(canvas, x, y, scale=1, petal="#fffaf0", heart="#e9b949"):
    """A jasmine blossom."""
    here = canvas.at(x, y, 0, scale)
    for turn in range(0, 360, 72):
        here.at(0, 0, turn).path("M0 0 Q-9 -12 0 -21 Q9 -12 0 0 Z", petal)
        here.at(0, 0, turn).line([(0, -5), (0, -12)], mix(petal, "#b99", 0.4), 1)
    here.ellipse(0, 0, 4.6, 4.6, heart)


def bubble(canvas, x, y, radius):
    canvas.ellipse(x, y, radius, radius, sheer(LIGHT, 0.5))
    canvas.line(oval(x, y, radius, radius), mix(LIGHT, "#6fa3bf", 0.25), 1.6)
    canvas.ellipse(x - radius * 0.34, y - radius * 0.36, radius * 0.22, radius * 0.16, LIGHT)


def steam(canvas, x, y, height=70, colour=LIGHT):
    """Three waving threads of steam rising from (x, y)."""
    for offset, rise in ((-26, 0.85), (0, 1), (26, 0.8)):
        top = height * rise
        wave = outline(f"M0 0 Q-12 {-top * 0.25} 0 {-top * 0.5} Q12 {-top * 0.75} 2 {-top}")
        canvas.at(x + offset, y).line(wave, colour, 5)


def star_anise(canvas, x, y, scale=1):
    here = lay(canvas, x, y, 0, scale, 20)
    for turn in range(0, 360, 45):
        here.at(0, 0, turn).path("M0 0 Q-7 -10 0 -23 Q7 -10 0 0 Z", "#6e3d1d")
        here.at(0, 0, turn).ellipse(0, -12, 2.2, 4, "#c98a4a")


def cinnamon(canvas, x, y, turn=0, scale=1):
    here = lay(canvas, x, y, turn, scale, 34)
    here.rect(-40, -9, 40, 9, "#a8642f", 6)
    here.rect(-40, 1, 40, 9, "#86491f", 4)
    here.ellipse(40, 0, 5, 9, "#5f3113")
    here.ellipse(40, 0, 2.5, 5, "#a8642f")


def coconut_half(canvas, x, y, scale=1):
    here = lay(canvas, x, y, 0, scale, 62)
    here.polygon(oval(0, -12, 62, 60, 0, 180), "#6b4226")
    here.polygon(oval(8, -12, 54, 52, 0, 110), "#4f2f1a")
    here.ellipse(0, -12, 62, 22, "#7d5231")
    here.ellipse(0, -12, 56, 18, "#fffdf6")
    here.ellipse(0, -9, 42, 12, "#e9e6da")
    here.ellipse(-4, -8, 34, 8.5, "#f6f4ec")


def spool(canvas, x, y, colour, scale=1):
    """A reel of thread standing at (x, y)."""
    here = canvas.at(x, y, 0, scale)
    here.ellipse(2, 2, 26, 7, sheer(SHADOW, 0.2))
    here.polygon([*oval(0, -4, 22, 6, 0, 180), *oval(0, -8, 22, 6, 180, 360)], "#c59a63")
    here.rect(-16, -50, 16, -6, colour)
    here.polygon(oval(0, -7, 16, 4, 0, 180), colour)
    for y in range(-46, -6, 6):
        here.line([(-16, y), (16, y + 3)], mix(colour, SHADOW, 0.25), 1.4)
    here.rect(6, -50, 16, -5, sheer(SHADOW, 0.18))
    here.polygon([*oval(0, -50, 22, 6, 0, 180), *oval(0, -54, 22, 6, 180, 360)], "#c59a63")
    here.ellipse(0, -54, 22, 6, "#e0bb86")
    here.ellipse(0, -54, 5, 1.6, "#7a4f28")


def coins(canvas, x, y, scale=1):
    here = lay(canvas, x, y, 0, scale, 22)
    for step in range(3):
        here.ellipse(0, -step * 6 + 2, 20, 7, "#a87722")
        here.ellipse(0, -step * 6, 20, 7, "#e2b253")
