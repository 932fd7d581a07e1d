"""Demo product pictures, covers and logos, drawn by code and always the same for the same arguments."""

from random import Random

from PIL import Image

from catalogue.demo.drawings import (
    batiks,
    cakes,
    covers,
    dishes,
    drinks,
    garden,
    garments,
    home,
    logos,
    packs,
    scene,
    services,
    studio,
    textiles,
    vessels,
    weaving,
)
from catalogue.demo.drawings.canvas import Canvas
from catalogue.demo.drawings.labels import Look
from catalogue.demo.drawings.palette import TONES

OVERSAMPLING = 2
# Where what stands on the table touches it, in units from the top.
FLOOR = 512
MAKERS = (packs, vessels, drinks, dishes, cakes, garden, weaving, textiles, batiks, garments, home, studio, services)
SHAPES = {name: draw for maker in MAKERS for name, draw in maker.SHAPES.items()}
HUNG = textiles.HUNG | garments.HUNG | home.HUNG


def draw_product(shape, tone, label, seed, size=1200):
    """The square picture, `size` pixels wide, of a product: a shape of SHAPES in a tone of TONES."""
    random = Random(f"{shape}/{tone}/{label}/{seed}")
    canvas = Canvas.blank(scene.SIDE, scene.SIDE, size * OVERSAMPLING / scene.SIDE, "white")
    draw_surroundings = scene.draw_wall if shape in HUNG else scene.draw_backdrop
    draw_surroundings(canvas, TONES[tone], random)
    closer = 1 if shape in HUNG else random.uniform(1.03, 1.1)
    near = canvas.at(scene.SIDE / 2 * (1 - closer), FLOOR * (1 - closer), scale=closer)
    SHAPES[shape](near, Look(TONES[tone], label, random))
    return canvas.image.resize((size, size), Image.Resampling.BOX)


def draw_cover(tone, seed, size=(1600, 640)):
    """The wide picture, `size` pixels, at the top of a business's page."""
    width, height = size
    random = Random(f"cover/{tone}/{seed}")
    units = covers.HEIGHT * width / height
    canvas = Canvas.blank(units, covers.HEIGHT, height * OVERSAMPLING / covers.HEIGHT, "white")
    view = canvas.at(units, 0, flip=True) if random.random() < 0.5 else canvas
    covers.COVERS[seed % len(covers.COVERS)](view, units, TONES[tone], random)
    return canvas.image.resize(size, Image.Resampling.BOX)


def draw_logo(initials, tone, seed, size=512):
    """The square sign, `size` pixels wide, of a business; it may be cropped to a circle."""
    canvas = Canvas.blank(logos.SIDE, logos.SIDE, size * OVERSAMPLING / logos.SIDE, "white")
    logos.draw(canvas, initials, TONES[tone], logos.SIGNS[seed % len(logos.SIGNS)])
    return canvas.image.resize((size, size), Image.Resampling.BOX)
