"""Signs of businesses: one to three letters on a dyed ground, all that matters within the inscribed circle."""

import math

from catalogue.demo.drawings import labels, props, tapis
from catalogue.demo.drawings.canvas import mix, oval, sheer
from catalogue.demo.drawings.palette import GOLD, IVORY, LEAF, LIGHT

SIDE = 100


def shoots_below(canvas, initials, tone, ink):
    """A row of bamboo shoots under the letters."""
    for index in range(7):
        x = -4 + index * 18
        for level in range(5):
            half = 9 - level * 1.8
            canvas.rect(x - half, 96 - level * 5, x + half, 101 - level * 5, tone.thread)
            if level < 2:
                canvas.rect(x - half + 4, 96 - level * 5, x + half - 4, 101 - level * 5, tone.main)
    labels.write(canvas, (18, 26, 82, 72), initials, ink, 40)


def ringed(canvas, initials, tone, ink):
    """A ring of stitches about the letters."""
    canvas.line(oval(50, 50, 43, 43), ink, 1.6)
    for start in range(0, 360, 12):
        stitch = canvas.at(50, 50, start)
        stitch.polygon([(36, 0), (38.6, -1.9), (41, 0), (38.6, 1.9)], tone.thread)
    canvas.line(oval(50, 50, 34, 34), ink, 0.9)
    labels.write(canvas, (24, 30, 76, 70), initials, ink, 36)


def crested(canvas, initials, tone, ink):
    """A great stepped shoot above the letters."""
    for level in range(6):
        half = 24 - level * 4
        canvas.rect(50 - half, 44 - level * 6, 50 + half, 50.3 - level * 6, tone.thread)
    for level in range(2):
        canvas.rect(46 + level * 2, 44 - level * 6, 54 - level * 2, 50.3 - level * 6, tone.main)
    labels.write(canvas, (22, 53, 78, 84), initials, ink, 28)


def leaved(canvas, initials, tone, ink):
    """Two twigs that embrace the letters, meeting below."""
    colour = tone.light if tone.on_main == IVORY else LEAF
    vein = mix(colour, tone.deep, 0.55)
    for flip in (False, True):
        side = canvas.at(50, 50, flip=flip)
        side.line(oval(0, 0, 37, 37, 96, 205), vein, 1)
        for angle in range(108, 214, 17):
            x, y = 37 * math.cos(math.radians(angle)), 37 * math.sin(math.radians(angle))
            props.leaf(side, x, y, angle + 62, 15, colour, vein)
            props.leaf(side, x, y, angle + 118, 15, mix(colour, LIGHT, 0.25), vein)
    labels.write(canvas, (26, 30, 74, 68), initials, ink, 34)


def sashed(canvas, initials, tone, ink):
    """A sash of tapis across the foot, a lighter disc behind the letters."""
    canvas.ellipse(50, 42, 32, 32, sheer(LIGHT, 0.12))
    tapis.band(canvas, tapis.around(-6, 74, 106, 90, 6), "diamonds", tone.deep, GOLD, 12)
    labels.write(canvas, (20, 22, 80, 64), initials, ink, 38)


def draw(canvas, initials, tone, sign):
    """Fill the canvas of 100 x 100 units with one of SIGNS."""
    canvas.rect(0, 0, SIDE, SIDE, tone.main)
    canvas.glow(34, 26, 78, 78, LIGHT, 0.16)
    sign(canvas, initials, tone, tone.on_main)


SIGNS = (shoots_below, ringed, crested, leaved, sashed)
