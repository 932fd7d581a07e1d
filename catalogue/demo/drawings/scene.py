"""What a product stands before: a wall with an arch or another quiet form, a table, and light from the left."""

from catalogue.demo.drawings import props, tapis
from catalogue.demo.drawings.canvas import mix, outline, oval, sheer
from catalogue.demo.drawings.palette import BACKDROPS, DARK_LEAF, LIGHT, SHADOW

SIDE = 600
TABLE = 428


def draw_backdrop(canvas, tone, random):
    """A wall, one form on it and a table; all but the measures is chosen by `random`."""
    backdrop = choose_backdrop(tone, random)
    canvas.rect(0, 0, SIDE, SIDE, backdrop.wall)
    canvas.glow(170, 120, 420, 380, LIGHT, 0.3)
    random.choice(FORMS)(canvas, backdrop)
    if random.random() < 0.4:
        frond_shadow(canvas, random)
    table(canvas, backdrop, TABLE)
    random.choice(TABLES)(canvas, backdrop, random)


def draw_wall(canvas, tone, random):
    """A bare wall with a strip of table at its foot, for what hangs."""
    backdrop = choose_backdrop(tone, random)
    canvas.rect(0, 0, SIDE, SIDE, backdrop.wall)
    canvas.glow(170, 150, 460, 420, LIGHT, 0.4)
    if random.random() < 0.6:
        frond_shadow(canvas, random)
    table(canvas, backdrop, 524)


def choose_backdrop(tone, random):
    """One of the BACKDROPS before which something of this tone stands out."""
    return BACKDROPS[random.choice(sorted(BACKDROPS.keys() - tone.unsuited))]


def table(canvas, backdrop, top):
    canvas.rect(0, top, SIDE, SIDE, backdrop.table)
    canvas.rect(0, top, SIDE, top + 5, mix(backdrop.table, LIGHT, 0.35))
    canvas.shade(outline(f"M0 {top} H600 V600 H0 Z"), SHADOW, 0.08, "down")


def contact(canvas, x, y, rx, ry=None, strength=1):
    """The shadow under something that stands at (x, y)."""
    ry = ry or max(8, rx * 0.1)
    canvas.ellipse(x + rx * 0.08, y, rx * 1.1, ry, sheer(SHADOW, 0.1 * strength))
    canvas.ellipse(x + rx * 0.04, y - ry * 0.1, rx * 0.98, ry * 0.66, sheer(SHADOW, 0.16 * strength))


def frond_shadow(canvas, random):
    """The shadow of a palm outside the picture, falling in from an upper corner."""
    side = random.choice([False, True])
    corner = canvas.at(600 if side else 0, 0, flip=side)
    for turn, length in ((random.randint(4, 14), 300), (random.randint(38, 52), 260)):
        props.frond(corner.at(-20, -10, turn), length, sheer(DARK_LEAF, 0.09))


def arch(canvas, backdrop):
    canvas.path("M98 428 V300 C98 184 188 98 300 98 C412 98 502 184 502 300 V428 Z", backdrop.arch)


def double_arch(canvas, backdrop):
    canvas.path(
        "M76 428 V300 C76 170 176 76 300 76 C424 76 524 170 524 300 V428 Z", mix(backdrop.wall, backdrop.arch, 0.55)
    )
    canvas.path("M122 428 V304 C122 200 202 122 300 122 C398 122 478 200 478 304 V428 Z", backdrop.arch)


def disc(canvas, backdrop):
    canvas.ellipse(300, 286, 206, 206, backdrop.arch)


def sun_and_hills(canvas, backdrop):
    canvas.ellipse(404, 208, 92, 92, mix(backdrop.arch, LIGHT, 0.25))
    canvas.path(
        "M0 428 V318 C90 240 150 250 214 306 C280 226 356 214 430 300 C492 258 548 262 600 300 V428 Z", backdrop.arch
    )
    canvas.path(
        "M0 428 V380 C120 318 220 350 310 384 C420 336 520 344 600 372 V428 Z", mix(backdrop.arch, backdrop.table, 0.4)
    )


def window(canvas, backdrop):
    canvas.rect(118, 92, 482, 428, backdrop.arch, 26)
    for x in (296, 300):
        canvas.rect(x, 92, x + 4, 428, sheer(backdrop.wall, 0.7))
    canvas.rect(118, 246, 482, 253, sheer(backdrop.wall, 0.8))


def stairs(canvas, backdrop):
    """A large pucuk rebung, the stepped shoot of the cloth."""
    for step in range(7):
        half = 236 - step * 34
        canvas.rect(300 - half, 428 - (step + 1) * 49, 300 + half, 428 - step * 49, backdrop.arch)
    for step in range(3):
        half = 92 - step * 34
        canvas.rect(300 - half, 428 - (step + 1) * 49, 300 + half, 428 - step * 49, mix(backdrop.arch, LIGHT, 0.3))


def rays(canvas, backdrop):
    """Half a sun rising behind the table."""
    for start in range(180, 360, 24):
        canvas.polygon([(300, 428), *oval(300, 428, 350, 350, start, start + 12)], sheer(backdrop.arch, 0.75))
    canvas.polygon(oval(300, 428, 216, 250, 180, 360), backdrop.arch)


FORMS = (arch, arch, double_arch, disc, sun_and_hills, window, stairs, rays)


def plain(canvas, backdrop, random):
    pass


def runner(canvas, backdrop, random):
    """A table cloth whose edge of tapis runs along the foot of the picture."""
    ground, thread = random.choice(tapis.GROUNDS[:3])
    canvas.rect(0, 560, SIDE, SIDE, ground)
    tapis.band(canvas, tapis.flat(0, 558, SIDE, SIDE), "shoots", ground, thread, count=17)
    canvas.rect(0, 556, SIDE, 560, sheer(SHADOW, 0.2))


def cloth_corner(canvas, backdrop, random):
    """The folded corner of a tapis cloth lying on the table, left or right."""
    ground, thread = random.choice(tapis.GROUNDS[:3])
    side = canvas.at(600, 0, flip=True) if random.random() < 0.5 else canvas
    side.path("M0 452 L236 600 H0 Z", sheer(SHADOW, 0.14))
    side.path("M0 446 L226 600 H0 Z", ground)

    def along_edge(u, v):
        return -6 + 232 * u - 24 * v, 446 + 158 * u + 36 * v

    with side.clip(outline("M0 446 L226 600 H0 Z")) as cloth:
        tapis.band(cloth, along_edge, "shoots", ground, thread, count=9)
        tapis.band(cloth, lambda u, v: along_edge(u, 1.5 + v * 0.8), "diamonds", ground, thread, count=11)


def planks(canvas, backdrop, random):
    """A table of boards."""
    seam = sheer(mix(backdrop.table, SHADOW, 0.5), 0.35)
    for y in (470, 528):
        canvas.rect(0, y, SIDE, y + 2.5, seam)
    for x, y0, y1 in (
        (random.randint(60, 250), 433, 470),
        (random.randint(300, 540), 470, 528),
        (random.randint(80, 300), 528, 600),
    ):
        canvas.rect(x, y0, x + 2.5, y1, seam)


def round_mat(canvas, backdrop, random):
    """A flat round mat of straw under the product."""
    canvas.ellipse(304, 518, 252, 48, sheer(SHADOW, 0.13))
    for rx, share in ((250, 0.5), (226, 0.36), (196, 0.5), (164, 0.36), (128, 0.5)):
        canvas.ellipse(300, 512, rx, rx * 0.18, mix("#d9b06a", backdrop.table, share))


TABLES = (plain, plain, runner, cloth_corner, planks, round_mat)
