"""Words on the packs of the demo drawings: at most three lines, as large as fit."""

from dataclasses import dataclass
from itertools import combinations, pairwise
from random import Random

from catalogue.demo.drawings import tapis
from catalogue.demo.drawings.canvas import font
from catalogue.demo.drawings.palette import IVORY, MAROON, Tone

MAX_LINES = 3
LINE_HEIGHT = 1.16
# Words are dropped from the end rather than set smaller than this, in units of the canvas.
SMALLEST = 13


@dataclass(frozen=True)
class Look:
    """What makes one drawing of a shape differ from the next."""

    tone: Tone
    label: str
    random: Random

    def mentions(self, *words):
        """Whether the label holds one of these words."""
        return any(word in self.label.lower() for word in words)


def write(canvas, box, text, colour, largest=40):
    """Set `text` in the middle of the box (x0, y0, x1, y1) in at most three lines that never leave it."""
    x0, y0, x1, y1 = box
    lines, size = fit(text, x1 - x0, y1 - y0, largest)
    top = (y0 + y1) / 2 - (len(lines) - 1) * size * LINE_HEIGHT / 2
    for index, line in enumerate(lines):
        canvas.text((x0 + x1) / 2, top + index * size * LINE_HEIGHT, line, size, colour)


def fit(text, width, height, largest=40):
    """Return (lines, size): the break into lines that lets the type be largest, all lengths in units."""
    words = text.split() or [""]
    while True:
        lines, size = max(
            (_set(lines, width, height, largest) for lines in _breaks(words)), key=lambda option: option[1]
        )
        if size >= SMALLEST or len(words) == 1:
            return lines, size
        words = words[:-1]


def plate(canvas, box, look, colour=IVORY, ink=None, radius=5, motif="shoots"):
    """A paper label with the name and a band of tapis along its foot."""
    x0, y0, x1, y1 = box
    height = y1 - y0
    canvas.rect(x0, y0, x1, y1, colour, radius)
    foot = y1 - height * 0.19
    tapis.band(canvas, tapis.flat(x0, foot, x1, y1), motif, count=max(5, round((x1 - x0) / (height * 0.17))))
    margin = (x1 - x0) * 0.07
    write(canvas, (x0 + margin, y0 + height * 0.06, x1 - margin, foot - height * 0.05), look.label, ink or MAROON)


def _breaks(words):
    """Every way to part the words into one to three lines."""
    for count in range(min(MAX_LINES, len(words))):
        for cuts in combinations(range(1, len(words)), count):
            edges = [0, *cuts, len(words)]
            yield [" ".join(words[start:end]) for start, end in pairwise(edges)]


def _set(lines, width, height, largest):
    longest = max(font(100).getlength(line) for line in lines) / 100 + 0.1
    return lines, min(largest, width / longest, height / (len(lines) * LINE_HEIGHT))
