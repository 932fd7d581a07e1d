"""Print, sewing, photography and design, by what their studios work with."""

from catalogue.demo.drawings import props, scene, tapis
from catalogue.demo.drawings.canvas import mix, outline, oval, rounded, sheer
from catalogue.demo.drawings.labels import write
from catalogue.demo.drawings.palette import (
    CHILLI,
    DARK_LEAF,
    DARK_STEEL,
    DARK_WOOD,
    GOLD,
    INK,
    IVORY,
    LEAF,
    LIGHT,
    MAROON,
    PALE_STEEL,
    PALE_WOOD,
    SHADOW,
    STEEL,
    WOOD,
)


def book(canvas, look):
    """Print: a bound book on two others, or a card before its envelope."""
    if look.mentions("undangan", "kartu", "brosur", "stiker", "souvenir", "suvenir", "cetak"):
        _card(canvas, look)
    else:
        _books(canvas, look)


def _card(canvas, look):
    tone = look.tone
    scene.contact(canvas, 300, 512, 204, 16)
    envelope = canvas.at(392, 376, 8)
    envelope.rect(-118, -132, 118, 136, sheer(SHADOW, 0.14), 4)
    envelope.rect(-122, -138, 114, 132, tone.light, 4)
    envelope.path("M-122 132 L-26 4 L-4 24 L18 4 L114 132 Z", mix(tone.light, tone.main, 0.4))
    envelope.path("M-122 -138 H114 L10 8 Q-4 22 -18 8 Z", tone.main)
    envelope.ellipse(-4, 6, 25, 25, "#a87722")
    envelope.ellipse(-4, 4, 23, 23, GOLD)
    envelope.path("M-18 12 L-4 -10 L10 12 Z", MAROON)
    canvas.rect(128, 168, 366, 516, sheer(SHADOW, 0.16), 6)
    canvas.rect(120, 160, 358, 512, IVORY, 6)
    canvas.line([(134, 174), (344, 174), (344, 498), (134, 498), (134, 174)], GOLD, 2.6)
    for y in (186, 446):
        tapis.band(canvas, tapis.flat(142, y, 336, y + 40), "shoots", tone.cloth, GOLD, 7)
    props.blossom(canvas, 239, 270, 1.5, tone.light, GOLD)
    for side in (-150, -30):
        props.leaf(canvas, 239 + (14 if side > -90 else -14), 276, side, 62)
    write(canvas, (150, 312, 328, 410), look.label, tone.ink, 36)
    canvas.rect(204, 424, 274, 427, GOLD)


def _books(canvas, look):
    tone = look.tone
    scene.contact(canvas, 300, 512, 196, 18)
    canvas.path("M408 168 L436 184 V458 L408 448 Z", "#efe3cc")
    canvas.rect(188, 152, 408, 452, tone.main, 6)
    canvas.rect(188, 152, 214, 452, tone.dark, 6)
    canvas.shade(rounded(214, 152, 408, 452), tone.deep, 0.3)
    tapis.band(canvas, tapis.flat(214, 388, 408, 428), "shoots", tone.deep, GOLD, 8)
    canvas.rect(236, 186, 388, 300, IVORY, 6)
    canvas.rect(241, 191, 383, 295, tone.pale, 4)
    ink = tone.ink
    write(canvas, (250, 196, 376, 290), look.label, ink, 34)
    canvas.ellipse(312, 342, 22, 22, GOLD)
    canvas.path("M296 348 L312 322 L328 348 Z", tone.deep)
    canvas.path("M356 152 H378 V212 L367 200 L356 212 Z", MAROON if tone.main != MAROON else GOLD)
    _lying_book(canvas, 150, 452, 456, 484, "#22687a" if tone.main != "#22687a" else MAROON)
    _lying_book(canvas, 128, 484, 438, 514, tone.light)
    pencil = canvas.at(474, 500, -24)
    pencil.rect(-64, -8, 44, 8, "#e6b23e", 2)
    pencil.rect(-64, 1, 44, 8, "#c48f22", 2)
    pencil.path("M44 -8 L72 0 L44 8 Z", "#f3ddb6")
    pencil.path("M62 -3 L72 0 L62 3 Z", INK)
    pencil.rect(-80, -8, -64, 8, "#d98a8a", 4)


def sewing(canvas, look):
    """A sewing machine at work on a tapis cloth, reels of thread beside it."""
    tone = look.tone
    scene.contact(canvas, 300, 512, 222, 18)
    canvas.rect(92, 466, 508, 512, WOOD, 8)
    canvas.rect(92, 466, 508, 478, PALE_WOOD, 6)
    with canvas.clip(
        outline("M60 454 Q140 438 288 450 V470 Q180 470 128 500 Q92 520 54 516 Q84 490 60 454 Z")
    ) as cloth:
        cloth.rect(40, 430, 300, 530, MAROON)
        tapis.band(cloth, tapis.flat(40, 452, 300, 478), "shoots", "#5a1c27", GOLD, 10)
        tapis.band(cloth, tapis.flat(40, 482, 300, 510), "diamonds", "#5a1c27", GOLD, 11)
    body = outline(
        "M430 452 V268 Q430 240 402 240 H206 Q184 240 184 262 V330 H240 V312 Q240 300 254 300 H322 "
        "Q338 300 338 318 V452 Z"
    )
    canvas.polygon([(x + 8, y + 4) for x, y in body], sheer(SHADOW, 0.16))
    canvas.polygon(body, tone.main)
    with canvas.clip(body) as metal:
        metal.rect(180, 240, 440, 252, sheer(LIGHT, 0.3))
        metal.path("M392 240 H440 V460 H404 Q420 340 392 240 Z", sheer(tone.deep, 0.6))
        tapis.band(metal, tapis.flat(196, 262, 400, 288), "shoots", tone.dark, GOLD, 12)
    canvas.rect(320, 440, 448, 468, tone.dark, 6)
    canvas.rect(178, 448, 330, 468, STEEL, 5)
    canvas.rect(178, 448, 330, 454, PALE_STEEL, 3)
    canvas.rect(204, 330, 220, 392, DARK_STEEL, 3)
    canvas.line([(212, 392), (212, 446)], DARK_STEEL, 4)
    canvas.path("M190 436 H236 L228 446 H196 Z", DARK_STEEL)
    for radius, colour in ((48, tone.deep), (40, tone.dark), (28, PALE_STEEL), (20, tone.main), (8, STEEL)):
        canvas.ellipse(446, 322, radius * 0.72, radius, colour)
    canvas.rect(296, 196, 304, 244, DARK_STEEL)
    canvas.rect(282, 196, 318, 240, CHILLI if tone.main != MAROON else GOLD, 4)
    canvas.stroke("M300 206 Q240 214 218 244 Q206 300 212 392", CHILLI if tone.main != MAROON else GOLD, 2.4)
    for y in (204, 212, 220, 228):
        canvas.line([(282, y), (318, y + 3)], SHADOW, 1)
    props.spool(canvas, 470, 548, "#22687a")
    props.spool(canvas, 520, 540, GOLD, 0.85)


def camera(canvas, look):
    """A camera before two printed photos."""
    tone = look.tone
    scene.contact(canvas, 300, 512, 210, 18)
    for x, y, turn, sky in ((176, 258, -12, "#d5e0e4"), (420, 250, 11, "#f3e0b4")):
        print_ = canvas.at(x, y, turn)
        print_.rect(-78, -92, 86, 102, sheer(SHADOW, 0.16), 4)
        print_.rect(-82, -98, 82, 96, "#fffdf8", 4)
        print_.rect(-68, -84, 68, 52, sky)
        print_.ellipse(30, -42, 20, 20, "#e9a63a")
        print_.path("M-68 52 V6 L-26 -40 L10 4 L32 -18 L68 20 V52 Z", LEAF)
        print_.path("M-68 52 V30 Q0 0 68 34 V52 Z", DARK_LEAF)
    canvas.rect(244, 288, 356, 332, tone.dark, 14)
    canvas.rect(160, 286, 214, 326, tone.deep, 8)
    canvas.rect(392, 292, 432, 326, STEEL, 6)
    body = rounded(118, 314, 482, 512, 28)
    canvas.polygon(body, tone.main)
    with canvas.clip(body) as shell:
        shell.rect(100, 372, 500, 474, tone.deep)
        for y in range(376, 474, 8):
            shell.rect(100, y, 500, y + 2, sheer(tone.light, 0.18))
        shell.rect(100, 314, 500, 326, sheer(LIGHT, 0.25))
        shell.rect(440, 314, 490, 512, sheer(SHADOW, 0.2))
    for radius, colour in (
        (98, tone.deep),
        (90, STEEL),
        (82, "#2b2a2d"),
        (62, "#3c4a5a"),
        (44, "#22303f"),
        (24, "#101820"),
    ):
        canvas.ellipse(300, 420, radius, radius, colour)
    canvas.line(oval(300, 420, 73, 73), DARK_STEEL, 3)
    canvas.ellipse(272, 392, 20, 15, sheer(LIGHT, 0.6))
    canvas.ellipse(326, 446, 9, 9, sheer("#8fc3e8", 0.6))
    canvas.ellipse(440, 346, 11, 11, CHILLI)
    canvas.rect(262, 296, 338, 320, "#2b2a2d", 6)
    canvas.rect(268, 300, 310, 308, sheer(LIGHT, 0.25), 3)
    canvas.rect(140, 340, 206, 358, GOLD, 4)


def palette(canvas, look):
    """A painter's palette with brushes in a cup: design work."""
    tone = look.tone
    scene.contact(canvas, 270, 512, 170, 16)
    for x, turn, colour, tip in ((404, -12, WOOD, tone.main), (430, 0, "#22687a", GOLD), (456, 12, MAROON, LEAF)):
        brush = canvas.at(x, 400, turn)
        brush.rect(-6, -166, 6, 20, colour, 4)
        brush.rect(-8, -190, 8, -162, STEEL, 2)
        brush.path("M-9 -190 Q-16 -222 0 -252 Q16 -222 9 -190 Z", tip)
    scene.contact(canvas, 430, 512, 58, 10)
    canvas.path("M376 378 H484 L474 504 Q472 512 462 512 H398 Q388 512 386 504 Z", tone.pale)
    canvas.path("M446 378 H484 L474 504 Q472 512 462 512 H440 Z", sheer(SHADOW, 0.12))
    tapis.band(canvas, tapis.flat(381, 416, 479, 446), "shoots", tone.cloth, GOLD, 7)
    board = outline(
        "M96 352 Q92 214 236 208 Q376 204 382 320 Q384 372 330 372 Q286 372 292 410 Q300 470 236 486 Q104 496 96 352 Z"
    )
    canvas.polygon([(x + 8, y + 10) for x, y in board], sheer(SHADOW, 0.18))
    canvas.polygon(board, DARK_WOOD)
    canvas.polygon([(x, y - 8) for x, y in board], PALE_WOOD)
    for grain in ("M120 330 Q200 290 330 300", "M116 380 Q180 350 270 360", "M140 430 Q190 410 262 424"):
        canvas.stroke(grain, mix(PALE_WOOD, WOOD, 0.4), 2.4)
    canvas.ellipse(240, 424, 26, 21, mix(PALE_WOOD, SHADOW, 0.55))
    for x, y, colour in (
        (148, 300, CHILLI),
        (196, 250, GOLD),
        (264, 236, "#47804b"),
        (330, 268, "#22687a"),
        (140, 372, tone.main),
        (178, 432, "#743c69"),
    ):
        canvas.ellipse(x, y + 3, 31, 23, mix(colour, SHADOW, 0.3))
        canvas.ellipse(x, y, 31, 23, colour)
        canvas.ellipse(x - 9, y - 7, 9, 5, sheer(LIGHT, 0.5))


def _lying_book(canvas, x0, y0, x1, y1, colour):
    canvas.rect(x0, y0, x1, y1, colour, 6)
    canvas.rect(x0 + 14, y0 + 5, x1, y1 - 5, "#f6ecd9", 2)
    for y in (y0 + 10, y0 + 16, y0 + 22):
        canvas.rect(x0 + 14, y, x1 - 4, y + 1.4, "#d9cbb0")
    canvas.rect(x0, y0, x1 + 4, y0 + 6, colour, 3)
    canvas.rect(x0, y1 - 6, x1 + 4, y1, mix(colour, SHADOW, 0.25), 3)


SHAPES = {"book": book, "sewing": sewing, "camera": camera, "palette": palette}
