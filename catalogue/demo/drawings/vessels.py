"""Products in glass: jar, bottle, honey, oil."""

from catalogue.demo.drawings import contents, props, scene, tapis
from catalogue.demo.drawings.canvas import mix, outline, oval, rounded, sheer
from catalogue.demo.drawings.labels import plate, write
from catalogue.demo.drawings.palette import (
    CHILLI,
    DARK_GOLD,
    GOLD,
    IVORY,
    LIGHT,
    MAROON,
    PALE_WOOD,
    SHADOW,
    WOOD,
    edible,
)

COOKIE_WORDS = ("kue", "nastar", "kukis", "kastengel", "kacang", "keripik", "mete", "lada", "gula", "teri")


def jar(canvas, look):
    """A glass jar with a screwed or cloth-tied lid."""
    tone, random = look.tone, look.random
    half, top = random.choice(((100, 220), (112, 250), (92, 196)))
    left, right = 300 - half, 300 + half
    glass = outline(
        f"M{left + 14} {top} H{right - 14} Q{right} {top + 16} {right} {top + 40} V484 Q{right} 512 {right - 28} 512 "
        f"H{left + 28} Q{left} 512 {left} 484 V{top + 40} Q{left} {top + 16} {left + 14} {top} Z"
    )
    scene.contact(canvas, 300, 510, half + 12, 15)
    colour = CHILLI if look.mentions("sambal", "cabai", "balado") else edible(tone.main)
    with canvas.clip(glass) as body:
        body.rect(0, 0, 600, 600, "#eef2ec")
        if look.mentions(*COOKIE_WORDS):
            body.rect(left, top + 34, right, 512, "#b9823c")
            contents.fill(body, (left, top + 40, right, 500), look, 0.95)
        else:
            _preserve(body, (left, top + 34, right, 512), colour, random)
        body.rect(left, top, left + 7, 512, sheer(LIGHT, 0.5))
        body.rect(left + 16, top + 30, left + 28, 486, sheer(LIGHT, 0.42), 6)
        body.rect(right - 26, top, right, 512, sheer(SHADOW, 0.16))
        body.rect(left, 500, right, 512, sheer(LIGHT, 0.3))
    canvas.line([*glass, glass[0]], mix("#eef2ec", SHADOW, 0.22), 2)
    draw_lid = _cloth_lid if random.random() < 0.4 else _screw_lid
    draw_lid(canvas, tone, left, right, top)
    middle = (top + 512) / 2 + 20
    plate(canvas, (left + 12, middle - 68, right - 12, middle + 72), look)
    if colour == CHILLI:
        props.chilli(canvas, 168, 524, 8)
        props.chilli(canvas, 452, 530, 150)
    elif look.mentions(*COOKIE_WORDS):
        contents.scatter(canvas, look)
    else:
        props.leaf(canvas, 418, 520, -18, 84)
        props.blossom(canvas, 176, 522)


def bottle(canvas, look):
    """Bottles of sauce or drink: one, two or three in a row."""
    tone, count = look.tone, look.random.choice((1, 2, 3))
    hot = look.mentions("sambal", "saus", "cabai", "kecap")
    colours = {1: [tone.main], 2: [tone.light, tone.main], 3: [tone.light, tone.dark, tone.main]}[count]
    if hot:
        colours = [mix(CHILLI, colour, 0.12 * index) for index, colour in enumerate(colours)]
    places = {
        1: [(300, 156, 372)],
        2: [(222, 124, 330), (372, 140, 356)],
        3: [(178, 112, 292), (422, 112, 292), (300, 132, 352)],
    }
    for (x, width, height), colour in zip(places[count], colours, strict=True):
        scene.contact(canvas, x, 510, width / 2 + 6, 11)
        full_bottle(canvas, (x, 512), width, height, colour, tone.deep)
        half = width * 0.46
        plate(canvas, (x - half, 512 - height * 0.44, x + half, 512 - height * 0.1), look, radius=3)
    if hot:
        props.chilli(canvas, 452 if count < 3 else 500, 538, 20)
        props.chilli(canvas, 150 if count < 3 else 100, 536, -14)
    else:
        props.leaf(canvas, 470, 530, 188, 88)
        props.leaf(canvas, 476, 532, 214, 66, "#7fae69")


def honey(canvas, look):
    """A jar of honey, its dipper and a piece of comb."""
    tone = look.tone
    scene.contact(canvas, 280, 510, 116, 15)
    glass = outline(
        "M196 236 H364 Q392 252 392 290 V476 Q392 512 356 512 H204 Q168 512 168 476 V290 Q168 252 196 236 Z"
    )
    with canvas.clip(glass) as body:
        body.rect(0, 0, 600, 600, "#f3d79a")
        body.rect(160, 262, 400, 520, "#d98a1c")
        body.shade(rounded(168, 262, 392, 512), "#9a5308", 0.65)
        body.ellipse(280, 262, 116, 10, "#f0b043")
        for x, y, radius in ((206, 330, 5), (344, 300, 4), (352, 470, 6), (214, 450, 4), (330, 350, 3)):
            body.ellipse(x, y, radius, radius, sheer("#ffd986", 0.8))
        body.rect(180, 256, 194, 488, sheer(LIGHT, 0.45), 7)
        body.rect(168, 500, 392, 512, sheer("#fff0c0", 0.35))
    canvas.rect(190, 214, 370, 240, "#f7e9c8", 4)
    canvas.rect(180, 168, 380, 222, tone.main, 8)
    for x in range(190, 378, 12):
        canvas.rect(x, 180, x + 4, 222, sheer(tone.deep, 0.45))
    canvas.rect(180, 168, 380, 180, tone.light, 6)
    hexagon = outline("M280 292 L356 330 V430 L280 468 L204 430 V330 Z")
    canvas.polygon(hexagon, tone.dark)
    inner = [(280 + (x - 280) * 0.94, 380 + (y - 380) * 0.94) for x, y in hexagon]
    canvas.polygon(inner, IVORY)
    write(canvas, (218, 338, 342, 410), look.label, MAROON, 32)
    tapis.band(canvas, tapis.flat(228, 412, 332, 432), "diamonds", count=8)
    _comb(canvas, 148, 500)
    _dipper(canvas, 470, 486)


def oil(canvas, look):
    """A tall bottle of oil, with half a coconut or with herbs."""
    tone = look.tone
    scene.contact(canvas, 268, 510, 92, 13)
    oil_colour = (
        ("#f6e3a1", "#e0bf5c")
        if look.mentions("kelapa", "vco", "coconut")
        else (mix(tone.light, "#f3dc8c", 0.45), tone.main)
    )
    glass = outline(
        "M244 196 H292 V246 Q296 268 326 288 Q352 306 352 340 V484 Q352 512 324 512 H212 Q184 512 184 484 V340 "
        "Q184 306 210 288 Q240 268 244 246 Z"
    )
    with canvas.clip(glass) as body:
        body.rect(0, 0, 600, 600, "#f1f3e6")
        body.rect(150, 262, 380, 520, oil_colour[0])
        body.shade(rounded(184, 262, 352, 512), oil_colour[1], 0.85)
        body.ellipse(268, 262, 40, 6, mix(oil_colour[0], LIGHT, 0.5))
        body.stroke("M200 350 Q198 320 222 302", LIGHT, 9)
        body.rect(195, 360, 206, 480, sheer(LIGHT, 0.6), 6)
        body.rect(252, 200, 259, 250, sheer(LIGHT, 0.7), 3)
    canvas.line([*glass, glass[0]], mix(oil_colour[1], SHADOW, 0.3), 2)
    canvas.rect(236, 186, 300, 204, mix(WOOD, SHADOW, 0.2), 4)
    canvas.rect(244, 138, 292, 192, PALE_WOOD, 8)
    canvas.rect(274, 138, 292, 192, sheer(WOOD, 0.8), 6)
    plate(canvas, (200, 362, 336, 476), look)
    if look.mentions("kayu putih", "cengkeh", "atsiri", "sereh", "serai", "pijat", "urut"):
        props.sprig(canvas, 404, 516, -58, 170)
        props.sprig(canvas, 404, 516, -14, 110, "#7fae69")
    else:
        props.coconut_half(canvas, 442, 480, 1.1)
        props.leaf(canvas, 384, 524, 18, 78)


def full_bottle(canvas, foot, width, height, colour, cap):
    """A bottle standing with the middle of its base at `foot`."""
    x, base = foot
    half, neck, top = width / 2, width * 0.17, base - height
    shoulder, collar = base - height * 0.56, base - height * 0.74
    glass = outline(
        f"M{x - neck} {top + 30} H{x + neck} V{collar} Q{x + neck} {shoulder - 28} {x + half} {shoulder + 16} "
        f"V{base - 18} Q{x + half} {base} {x + half - 18} {base} H{x - half + 18} "
        f"Q{x - half} {base} {x - half} {base - 18} "
        f"V{shoulder + 16} Q{x - neck} {shoulder - 28} {x - neck} {collar} Z"
    )
    with canvas.clip(glass) as body:
        body.rect(x - half, top, x + half, base, mix(colour, LIGHT, 0.55))
        body.rect(x - half, collar + 6, x + half, base, colour)
        body.rect(x + half * 0.58, top, x + half, base, sheer(SHADOW, 0.18))
        body.rect(x - half * 0.84, shoulder + 20, x - half * 0.66, base - 20, sheer(LIGHT, 0.4), 5)
        body.rect(x - neck * 0.6, top + 30, x - neck * 0.2, collar, sheer(LIGHT, 0.45), 3)
    canvas.rect(x - neck - 4, top, x + neck + 4, top + 36, cap, 5)
    canvas.rect(x - neck - 4, top, x - neck + 2, top + 36, sheer(LIGHT, 0.3), 3)
    canvas.rect(x - neck - 5, top + 34, x + neck + 5, top + 42, mix(cap, LIGHT, 0.25), 3)


def small_bottle(canvas, x, base, width, height, colour, cap):
    full_bottle(canvas, (x, base), width, height, colour, cap)
    _blank_label(canvas, x, base - height * 0.3, width * 0.46, height * 0.13)


def small_jar(canvas, x, base, width, height, colour, lid):
    left, right, top = x - width / 2, x + width / 2, base - height
    canvas.rect(left, top + 26, right, base, colour, 14)
    canvas.rect(right - 16, top + 30, right, base, sheer(SHADOW, 0.18), 8)
    canvas.rect(left + 8, top + 38, left + 16, base - 12, sheer(LIGHT, 0.45), 4)
    canvas.rect(left + 6, top, right - 6, top + 30, lid, 6)
    canvas.rect(left + 6, top, right - 6, top + 8, mix(lid, LIGHT, 0.3), 5)
    _blank_label(canvas, x, base - height * 0.46, width * 0.42, height * 0.17)


def _preserve(canvas, box, colour, random):
    """Sauce or jam with darker and lighter specks."""
    x0, y0, x1, y1 = box
    canvas.rect(x0, y0, x1, y1, colour)
    canvas.ellipse((x0 + x1) / 2, y0, (x1 - x0) / 2, 7, mix(colour, LIGHT, 0.25))
    for _ in range(46):
        x, y = random.uniform(x0, x1), random.uniform(y0 + 14, y1)
        shade = random.choice((mix(colour, "#ffd27a", 0.6), mix(colour, SHADOW, 0.4), mix(colour, LIGHT, 0.2)))
        canvas.at(x, y, random.randint(0, 180)).ellipse(0, 0, random.uniform(3, 6), 2.4, shade)


def _screw_lid(canvas, tone, left, right, top):
    canvas.rect(left + 8, top - 46, right - 8, top + 8, tone.deep, 8)
    for x in range(int(left) + 14, int(right) - 14, 12):
        canvas.rect(x, top - 36, x + 5, top + 6, sheer(tone.light, 0.35))
    canvas.rect(left + 8, top - 46, right - 8, top - 35, tone.dark, 6)
    canvas.rect(left + 12, top - 45, right - 12, top - 42, sheer(LIGHT, 0.3), 2)


def _cloth_lid(canvas, tone, left, right, top):
    """A round of cloth over the lid, tied with raffia."""
    skirt = f"M{left + 2} {top - 48} Q300 {top - 72} {right - 2} {top - 48} L{right + 12} {top + 26} "
    step = (right - left + 24) / 6
    for index in range(6):
        x = right + 12 - step * (index + 0.5)
        skirt += f"Q{x} {top + 44} {x - step / 2} {top + 24} "
    with canvas.clip(outline(skirt + "Z")) as cloth:
        cloth.rect(0, 0, 600, 600, tone.main)
        for x in range(int(left) - 40, int(right) + 60, 22):
            cloth.line([(x, top - 80), (x - 14, top + 50)], mix(tone.main, LIGHT, 0.28), 3)
        for y in range(int(top) - 70, int(top) + 50, 22):
            cloth.line([(left - 30, y), (right + 30, y)], mix(tone.main, LIGHT, 0.28), 3)
        cloth.rect(right - 36, top - 80, right + 20, top + 60, sheer(SHADOW, 0.18))
    canvas.rect(left + 2, top - 8, right - 2, top + 4, "#e9d29c", 6)
    canvas.path(f"M318 {top - 4} Q350 {top - 30} 366 {top - 10} Q350 {top + 6} 318 {top} Z", "#e9d29c")
    canvas.path(f"M318 {top - 4} Q346 {top + 20} 340 {top + 44} L330 {top + 40} Z", "#cfb478")


def _blank_label(canvas, x, y, half, height):
    canvas.rect(x - half, y - height, x + half, y + height, IVORY, 3)
    canvas.rect(x - half * 0.6, y - height * 0.45, x + half * 0.6, y - height * 0.2, MAROON, 2)
    canvas.rect(x - half * 0.4, y, x + half * 0.4, y + height * 0.2, GOLD, 2)


def _comb(canvas, x, base):
    """A piece of honeycomb leaning behind the jar."""
    canvas.ellipse(x, base + 12, 62, 9, sheer(SHADOW, 0.18))
    for row in range(3):
        for column in range(3 if row % 2 else 2):
            cx = x - 34 + column * 34 + (0 if row % 2 else 17)
            cy = base - 12 - row * 30
            canvas.polygon(oval(cx, cy, 20, 20, 30, 390)[::10], "#c9841c")
            canvas.ellipse(cx, cy, 14, 14, "#f0b545")
            canvas.ellipse(cx - 4, cy - 4, 5, 4, "#ffe09a")


def _dipper(canvas, x, y):
    """A wooden dipper lying with honey running from it."""
    canvas.ellipse(x - 6, y + 36, 74, 11, sheer(SHADOW, 0.18))
    canvas.ellipse(x - 34, y + 40, 42, 10, "#e0961f")
    canvas.ellipse(x - 38, y + 38, 24, 4.5, "#f7c765")
    here = canvas.at(x, y, -52)
    here.rect(0, -6, 126, 6, WOOD, 6)
    here.rect(2, -4, 120, -1, PALE_WOOD, 2)
    for index in range(5):
        reach = (15, 23, 26, 23, 15)[index]
        here.rect(-58 + index * 12, -reach, -49 + index * 12, reach, PALE_WOOD if index % 2 else WOOD, 4)
    here.rect(-58, -6, 4, 6, DARK_GOLD, 3)
    canvas.path(
        f"M{x - 46} {y + 12} Q{x - 50} {y + 30} {x - 48} {y + 40} H{x - 20} Q{x - 24} {y + 28} {x - 16} {y + 10} Z",
        sheer("#f0a92c", 0.85),
    )


SHAPES = {
    "jar": jar,
    "bottle": bottle,
    "honey": honey,
    "oil": oil,
}
