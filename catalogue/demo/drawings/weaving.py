"""What is woven of bamboo, rattan, water hyacinth and pandan: basket, bag, mat."""

from catalogue.demo.drawings import contents, props, scene, tapis
from catalogue.demo.drawings.canvas import mix, outline, oval, sheer
from catalogue.demo.drawings.labels import write
from catalogue.demo.drawings.palette import (
    DARK_STRAW,
    DARK_WOOD,
    GOLD,
    LIGHT,
    PALE_STRAW,
    SHADOW,
    STRAW,
    WOOD,
)

FIBRES = (
    (PALE_STRAW, STRAW, DARK_STRAW),
    ("#cf9f66", "#a8743f", "#7a4f28"),
    ("#e6cfa0", "#cda86c", "#94733f"),
)


def basket(canvas, look):
    """A basket of split bamboo with a bail handle, a band of the tone around it."""
    tone, random = look.tone, look.random
    fibre = random.choice(FIBRES)
    tall = random.random() < 0.4
    top = 306 if tall else 350
    scene.contact(canvas, 300, 512, 176, 18)
    handle = outline(f"M158 {top} Q150 {top - 216} 300 {top - 220} Q450 {top - 216} 442 {top}")
    canvas.line(handle, fibre[2], 24)
    canvas.line([(x, y - 2) for x, y in handle], fibre[0], 15)
    for x, y in handle[::3]:
        canvas.line([(x - 9, y - 6), (x + 9, y + 6)], fibre[2], 4)
    canvas.ellipse(300, top, 178, 24, mix(fibre[2], SHADOW, 0.4))
    if random.random() < 0.5:
        _linen(canvas, tone, top)
    body = outline(
        f"M122 {top} Q124 {top + 100} 156 486 Q160 512 196 512 H404 Q440 512 444 486 Q476 {top + 100} 478 {top} Z"
    )
    with canvas.clip(body) as side:
        _checks(side, (100, top, 500, 520), fibre, 26)
        tapis.band(
            side,
            tapis.around(122, top + 64, 478, top + 100, 8, 8),
            random.choice(("diamonds", "shoots")),
            tone.cloth,
            GOLD,
            13,
        )
        side.path("M404 300 Q420 420 390 520 H500 V300 Z", sheer(SHADOW, 0.18))
        side.path("M132 300 Q138 420 166 520 H146 L110 300 Z", sheer(LIGHT, 0.2))
    rim = outline(f"M116 {top - 8} Q300 {top + 34} 484 {top - 8} V{top + 18} Q300 {top + 60} 116 {top + 18} Z")
    with canvas.clip(rim) as edge:
        edge.polygon(rim, fibre[1])
        for x in range(96, 520, 17):
            edge.line([(x, top - 20), (x + 16, top + 66)], fibre[2], 3.4)
        edge.rect(100, top - 10, 500, top + 4, sheer(LIGHT, 0.12))


def bag(canvas, look):
    """A woven tote with round handles and a stitched patch bearing the name."""
    tone, fibre = look.tone, look.random.choice(FIBRES)
    scene.contact(canvas, 300, 512, 168, 18)
    for lift, colour in ((0, mix(fibre[2], SHADOW, 0.35)), (14, fibre[2])):
        canvas.line(
            outline(f"M226 {268 + lift} Q220 {112 + lift} 300 {110 + lift} Q380 {112 + lift} 374 {268 + lift}"),
            colour,
            15,
        )
    canvas.line(outline("M222 282 Q216 122 300 121 Q384 122 378 282"), fibre[1], 4)
    body = outline("M160 256 Q300 240 440 256 L468 486 Q468 512 440 512 H160 Q132 512 132 486 Z")
    with canvas.clip(body) as side:
        _twill(side, (120, 240, 480, 520), fibre)
        side.path("M410 240 Q430 380 408 520 H490 V240 Z", sheer(SHADOW, 0.2))
        side.path("M166 250 L146 512 H126 L140 250 Z", sheer(LIGHT, 0.25))
        tapis.band(side, tapis.flat(120, 452, 480, 494), "shoots", tone.cloth, GOLD, 15)
        side.path("M150 250 Q300 234 450 250 V280 Q300 264 150 280 Z", fibre[2])
        side.dashes((158, 268), (442, 268), fibre[0], 2)
    for x in (224, 376):
        canvas.rect(x - 13, 256, x + 13, 312, DARK_WOOD, 6)
        canvas.ellipse(x, 270, 3.6, 3.6, GOLD)
        canvas.ellipse(x, 298, 3.6, 3.6, GOLD)
    canvas.rect(222, 332, 378, 424, tone.dark, 10)
    canvas.rect(228, 338, 372, 418, tone.main, 7)
    for y in (343, 413):
        canvas.dashes((234, y), (366, y), tone.light, 1.8)
    write(canvas, (238, 348, 362, 408), look.label, tone.on_main, 26)


def mat(canvas, look):
    """A mat of pandan half unrolled, or a round winnowing tray."""
    if look.mentions("tikar", "lampit", "karpet", "sajadah"):
        _rolled_mat(canvas, look)
    else:
        _winnowing_tray(canvas, look)


def _rolled_mat(canvas, look):
    tone, fibre = look.tone, FIBRES[2]
    scene.contact(canvas, 300, 520, 236, 22)
    sheet = outline("M66 520 L150 396 H474 L534 520 Z")
    with canvas.clip(sheet) as woven:
        _checks(woven, (40, 390, 560, 530), fibre, 20)
        for share, motif in ((0.14, "zigzag"), (0.58, "diamonds")):
            tapis.band(
                woven,
                lambda u, v, s=share: (
                    150 - 84 * (s + v * 0.28) + u * (324 + 144 * (s + v * 0.28)),
                    396 + 124 * (s + v * 0.28),
                ),
                motif,
                tone.cloth,
                GOLD,
                13,
            )
    for x in range(70, 536, 9):
        canvas.line([(x, 520), (x - 3, 534)], fibre[1], 3)
    roll = outline("M132 290 H468 Q500 290 500 344 Q500 404 468 404 H132 Q100 404 100 346 Q100 290 132 290 Z")
    with canvas.clip(roll) as tube:
        _checks(tube, (90, 280, 510, 410), fibre, 20)
        tube.rect(90, 352, 510, 420, sheer(SHADOW, 0.2))
        tube.rect(90, 296, 510, 312, sheer(LIGHT, 0.3))
        for x in (196, 388):
            tube.rect(x, 280, x + 18, 410, tone.main)
            tube.rect(x + 6, 280, x + 9, 410, GOLD)
    for radius, colour in ((1, fibre[2]), (0.8, fibre[0]), (0.62, fibre[2]), (0.45, fibre[0]), (0.26, fibre[2])):
        canvas.ellipse(470, 347, 30 * radius, 57 * radius, colour)


def _winnowing_tray(canvas, look):
    """A round tray leaning upright, a few things of the kitchen on its weave."""
    tone, fibre = look.tone, FIBRES[0]
    scene.contact(canvas, 300, 512, 150, 16)
    canvas.ellipse(312, 306, 212, 212, sheer(SHADOW, 0.14))
    canvas.ellipse(300, 300, 212, 212, fibre[2])
    canvas.ellipse(300, 300, 204, 204, WOOD)
    with canvas.clip(oval(300, 300, 188, 188)) as floor:
        _checks(floor.at(300, 300, 45), (-200, -200, 200, 200), fibre, 26)
        floor.polygon(oval(300, 300, 188, 188) + oval(310, 312, 188, 188)[::-1], sheer(SHADOW, 0.25))
    for start in range(0, 360, 12):
        spoke = canvas.at(300, 300, start)
        spoke.rect(186, -6, 206, 6, tone.main if start % 24 else GOLD, 3)
    for x, y, turn in ((246, 268, 10), (282, 246, -24), (292, 284, 30), (250, 304, 0)):
        props.chip(canvas, x, y, turn, 1.3)
    for x, y, turn in ((340, 342, 24), (362, 318, -40), (376, 352, 10), (346, 372, 70)):
        props.bean(canvas, x, y, turn, 1.1)
    props.chilli(canvas, 340, 262, 30, 1.1)
    props.leaf(canvas, 226, 366, 12, 92)
    for x, y in ((300, 388), (316, 396), (290, 402), (308, 412)):
        contents.pepper(canvas, x, y, 0, 0.8)


def _linen(canvas, tone, top):
    """Bread in a checked cloth, looking out of the basket."""
    for x, turn in ((226, -14), (292, 4), (360, 14)):
        loaf = canvas.at(x, top - 6, turn)
        loaf.ellipse(0, -24, 50, 44, "#c98a45")
        loaf.ellipse(-6, -34, 38, 26, "#e0ab66")
        for cut in (-18, 0, 18):
            loaf.stroke(f"M{cut - 6} -52 Q{cut + 6} -38 {cut} -22", "#f3d6a2", 4)
    canvas.path(
        f"M126 {top} Q170 {top - 34} 214 {top + 2} Q262 {top - 30} 306 {top + 6} "
        f"Q356 {top - 30} 400 {top + 2} Q440 {top - 30} 474 {top} Q470 {top + 70} 420 {top + 36} "
        f"Q360 {top + 92} 296 {top + 40} Q230 {top + 86} 186 {top + 36} Q136 {top + 66} 126 {top} Z",
        tone.pale,
    )


def _checks(canvas, box, fibre, cell):
    """Plain weave: strands over and under in turn, each square split into three strands."""
    x0, y0, x1, y1 = box
    pale, middle, dark = fibre
    canvas.rect(x0, y0, x1, y1, middle)
    for row in range(int((y1 - y0) / cell) + 1):
        for column in range(int((x1 - x0) / cell) + 1):
            x, y = x0 + column * cell, y0 + row * cell
            over = (row + column) % 2
            canvas.rect(x, y, x + cell - 1.4, y + cell - 1.4, pale if over else middle)
            for share in (0.33, 0.66):
                at = cell * share
                line = (x + at, y, x + at + 1.4, y + cell - 1.4) if over else (x, y + at, x + cell - 1.4, y + at + 1.4)
                canvas.rect(*line, sheer(dark, 0.35))
            canvas.rect(x, y + cell - 3.4, x + cell - 1.4, y + cell - 1.4, sheer(dark, 0.4))


def _twill(canvas, box, fibre):
    """Herringbone: slanting strands that change direction from column to column."""
    x0, y0, x1, y1 = box
    pale, middle, dark = fibre
    canvas.rect(x0, y0, x1, y1, dark)
    width, height = 24, 15
    for column in range(int((x1 - x0) / width) + 1):
        lean = 11 if column % 2 else -11
        x = x0 + column * width
        for row in range(-1, int((y1 - y0) / height) + 2):
            y = y0 + row * height
            strand = [
                (x + 1, y),
                (x + width - 1, y + lean),
                (x + width - 1, y + lean + height - 3),
                (x + 1, y + height - 3),
            ]
            canvas.polygon(strand, pale if (row + column) % 3 else middle)


SHAPES = {"basket": basket, "bag": bag, "mat": mat}
