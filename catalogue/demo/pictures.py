"""The demo's photos, logos and covers: drawn and made ready on all processor cores."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from catalogue.demo.drawings import draw_cover, draw_logo, draw_product
from catalogue.photos import encode_photo

SIDE = 1080
COVER = (1200, 480)


@dataclass(frozen=True)
class ProductPicture:
    shape: str
    tone: str
    label: str
    seed: int

    def draw(self):
        return draw_product(self.shape, self.tone, self.label, self.seed, SIDE)


@dataclass(frozen=True)
class Logo:
    initials: str
    tone: str
    seed: int

    def draw(self):
        return draw_logo(self.initials, self.tone, self.seed)


@dataclass(frozen=True)
class Cover:
    tone: str
    seed: int

    def draw(self):
        return draw_cover(self.tone, self.seed, COVER)


def make(drawing):
    """The drawing as a `CleanPhoto`."""
    return encode_photo(drawing.draw())


def make_all(drawings, progress):
    """Store all `drawings`; return the `StoredPhoto` of each. `progress` wraps the stream of finished ones."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        made = progress(pool.map(make, drawings, chunksize=4), len(drawings))
        return {drawing: clean.store() for drawing, clean in zip(drawings, made, strict=True)}
