"""A canvas in units of its own, on which every drawing of the demo is made with filled outlines."""

import math
import re
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

STEPS_OF_A_CURVE = 18
# The share of its size by which type is thickened on each side: the font has no bold.
STROKE = 0.025


class Canvas:
    """Draws on a picture through a matrix (a, b, c, d, e, f): x' = ax + by + c, y' = dx + ey + f, in pixels.

    Colours are "#rrggbb", (r, g, b) or, to let what is below shine through, (r, g, b, alpha).
    """

    def __init__(self, image, matrix, pens=None):
        self.image = image
        self.matrix = matrix
        # The pen that blends is several times slower.
        self.pens = pens or {"opaque": ImageDraw.Draw(image), "sheer": ImageDraw.Draw(image, "RGBA")}

    @classmethod
    def blank(cls, width, height, pixels_per_unit, colour):
        size = round(width * pixels_per_unit), round(height * pixels_per_unit)
        return cls(Image.new("RGB", size, colour), (pixels_per_unit, 0, 0, 0, pixels_per_unit, 0))

    @property
    def scale(self):
        """Pixels per unit."""
        a, b, _, d, e, _ = self.matrix
        return math.sqrt(abs(a * e - b * d))

    def at(self, x, y, turn=0, scale=1, flip=False):
        """The same picture with the origin at (x, y), turned clockwise by `turn` degrees, scaled, perhaps mirrored."""
        a, b, c, d, e, f = self.matrix
        cos, sin = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
        mirror = -1 if flip else 1
        matrix = (
            (a * cos + b * sin) * mirror,
            b * cos - a * sin,
            a * x + b * y + c,
            (d * cos + e * sin) * mirror,
            e * cos - d * sin,
            d * x + e * y + f,
        )
        return Canvas(self.image, matrix, self.pens)

    def polygon(self, points, colour):
        self._pen(colour).polygon(self._pixels(points), fill=colour)

    def path(self, text, colour):
        self.polygon(outline(text), colour)

    def rect(self, x0, y0, x1, y1, colour, radius=0):
        self.polygon(rounded(x0, y0, x1, y1, radius), colour)

    def ellipse(self, x, y, rx, ry, colour):
        self.polygon(oval(x, y, rx, ry), colour)

    def line(self, points, colour, width):
        """A line with round joints and, unless it is sheer, round ends."""
        pixels, radius, pen = self._pixels(points), width * self.scale / 2, self._pen(colour)
        pen.line(pixels, fill=colour, width=max(1, round(radius * 2)), joint="curve")
        if pen is self.pens["opaque"]:
            for x, y in (pixels[0], pixels[-1]):
                pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)

    def stroke(self, text, colour, width):
        self.line(outline(text), colour, width)

    def dashes(self, start, end, colour, width, dash=6, gap=5):
        """A dashed straight line, as a seam is sewn."""
        length = math.dist(start, end)
        for index in range(max(1, int((length + gap) / (dash + gap)))):
            near, far = index * (dash + gap) / length, min(1, (index * (dash + gap) + dash) / length)
            self.line([_between(start, end, near), _between(start, end, far)], colour, width)

    def text(self, x, y, text, size, colour):
        """Bold text of `size` units centred on (x, y); always level, whatever the turn of the canvas."""
        pixels = max(1, round(size * self.scale))
        ((px, py),) = self._pixels([(x, y)])
        stroke = pixels * STROKE
        self.pens["opaque"].text(
            (px, py), text, colour, font(pixels), anchor="mm", stroke_width=stroke, stroke_fill=colour
        )

    def shade(self, points, colour, alpha, towards="right"):
        """Let `colour` grow over an outline from nothing to `alpha` (0 to 1), "right" or "down"."""
        box, mask = self._mask(points)
        veil = self._veil(_ramp(towards), points, box, alpha)
        self.image.paste(_rgb(colour), box, ImageChops.multiply(mask, veil))

    def glow(self, x, y, rx, ry, colour, alpha):
        """A soft light that fades from `alpha` (0 to 1) at the middle to nothing at the rim."""
        rim = rounded(x - rx, y - ry, x + rx, y + ry)
        box = self._box(rim)
        self.image.paste(_rgb(colour), box, self._veil(_halo(), rim, box, alpha))

    @contextmanager
    def clip(self, points):
        """A canvas whose marks stay inside an outline; they appear when the context ends."""
        box, mask = self._mask(points)
        layer = self.image.crop(box)
        a, b, c, d, e, f = self.matrix
        yield Canvas(layer, (a, b, c - box[0], d, e, f - box[1]))
        self.image.paste(layer, box[:2], mask)

    def _pen(self, colour):
        return self.pens["sheer" if len(colour) == 4 else "opaque"]

    def _mask(self, points):
        """The pixel box of an outline within the picture, and the outline in it as a mask."""
        box = self._box(points)
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        ImageDraw.Draw(mask).polygon([(x - box[0], y - box[1]) for x, y in self._pixels(points)], fill=255)
        return box, mask

    def _box(self, points):
        """The pixel box about an outline, within the picture and at least one pixel large."""
        (left, top, right, bottom), (width, height) = self._extent(points), self.image.size
        left, top = min(max(0, left), width - 1), min(max(0, top), height - 1)
        return left, top, max(left + 1, min(width, right)), max(top + 1, min(height, bottom))

    def _extent(self, points):
        xs, ys = zip(*self._pixels(points), strict=True)
        return math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)) + 1, math.ceil(max(ys)) + 1

    def _veil(self, gradient, points, box, alpha):
        """The part within `box` of a gradient stretched over the extent of an outline, weakened to `alpha`."""
        left, top, right, bottom = self._extent(points)
        across, down = gradient.width / (right - left), gradient.height / (bottom - top)
        part = ((box[0] - left) * across, (box[1] - top) * down, (box[2] - left) * across, (box[3] - top) * down)
        weak = gradient.point(lambda value: value * alpha)
        return weak.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR, part)

    def _pixels(self, points):
        a, b, c, d, e, f = self.matrix
        return [(a * x + b * y + c, d * x + e * y + f) for x, y in points]


@lru_cache(maxsize=256)
def font(pixels):
    return ImageFont.load_default(pixels)


@lru_cache(maxsize=1024)
def outline(text):
    """The points of a path in the language of SVG, with absolute M, L, H, V, Q, C and Z alone."""
    tokens = re.findall(r"[MLHVQCZ]|-?\d*\.?\d+", text)
    points, command = [], "M"
    while tokens:
        if tokens[0].isalpha():
            command = tokens.pop(0)
        if command == "Z":
            continue
        take = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "C": 6}[command]
        numbers, tokens = [float(token) for token in tokens[:take]], tokens[take:]
        if command == "H":
            points.append((numbers[0], points[-1][1]))
        elif command == "V":
            points.append((points[-1][0], numbers[0]))
        else:
            corners = list(zip(numbers[::2], numbers[1::2], strict=True))
            points += corners if len(corners) == 1 else curve(points[-1], *corners)
    return points


def curve(*corners):
    """The points of a Bézier curve after its first, by repeated halving between its corners."""
    points = []
    for step in range(1, STEPS_OF_A_CURVE + 1):
        inner = corners
        while len(inner) > 1:
            inner = [_between(a, b, step / STEPS_OF_A_CURVE) for a, b in pairwise(inner)]
        points.append(inner[0])
    return points


def oval(x, y, rx, ry, start=0, end=360):
    """The points of an ellipse, or of a part of it: degrees run clockwise from the right."""
    steps = max(6, round(abs(end - start) / 6))
    angles = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
    return [(x + rx * math.cos(angle), y + ry * math.sin(angle)) for angle in angles]


def rounded(x0, y0, x1, y1, radius=0):
    """The points of a rectangle with round corners."""
    radius = min(radius, abs(x1 - x0) / 2, abs(y1 - y0) / 2)
    if not radius:
        return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    corners = [(x1 - radius, y1 - radius, 0), (x0 + radius, y1 - radius, 90)]
    corners += [(x0 + radius, y0 + radius, 180), (x1 - radius, y0 + radius, 270)]
    return [point for x, y, start in corners for point in oval(x, y, radius, radius, start, start + 90)]


def mix(one, other, share):
    """The colour `share` (0 to 1) of the way from one to the other."""
    pairs = zip(_rgb(one), _rgb(other), strict=True)
    return tuple(round(a + (b - a) * share) for a, b in pairs)


def sheer(colour, alpha):
    """The colour with an `alpha` of 0 to 1, to let what is below shine through."""
    return (*_rgb(colour), round(alpha * 255))


def _rgb(colour):
    return ImageColor.getrgb(colour)[:3] if isinstance(colour, str) else colour[:3]


def _between(start, end, share):
    return tuple(a + (b - a) * share for a, b in zip(start, end, strict=True))


@lru_cache
def _ramp(towards):
    down = Image.linear_gradient("L")
    return down if towards == "down" else down.transpose(Image.Transpose.ROTATE_90)


@lru_cache
def _halo():
    return ImageChops.invert(Image.radial_gradient("L")).point(lambda value: max(0, value - 75) * 255 // 180)
