"""Services and what stands for them: salon, repairs, laundry, apps, travel."""

import math

from catalogue.demo.drawings import props, scene, tapis
from catalogue.demo.drawings.canvas import mix, outline, oval, rounded, sheer
from catalogue.demo.drawings.labels import write
from catalogue.demo.drawings.palette import (
    CHILLI,
    DARK_STEEL,
    DARK_WOOD,
    GOLD,
    INK,
    IVORY,
    LIGHT,
    MAROON,
    PALE_GOLD,
    PALE_STEEL,
    SHADOW,
    STEEL,
    WOOD,
)


def scissors(canvas, look):
    """A salon: round mirror, scissors and comb, a bottle."""
    tone = look.tone
    scene.contact(canvas, 232, 512, 92, 12)
    canvas.path("M222 400 H246 L256 496 Q300 498 302 512 H166 Q168 498 212 496 Z", GOLD)
    canvas.ellipse(234, 270, 150, 150, "#a87722")
    canvas.ellipse(234, 268, 146, 146, GOLD)
    canvas.ellipse(234, 268, 128, 128, "#dbe7ea")
    with canvas.clip(oval(234, 268, 128, 128)) as glass:
        glass.polygon([(120, 400), (230, 130), (290, 130), (180, 400)], sheer(LIGHT, 0.5))
        glass.polygon([(220, 400), (320, 150), (340, 160), (244, 400)], sheer(LIGHT, 0.4))
    _salon_bottle(canvas, 432, tone)
    _open_scissors(canvas.at(322, 384, 20, 1.25), tone)
    comb = canvas.at(236, 546, -4)
    comb.rect(-132, -4, 76, 8, sheer(SHADOW, 0.18), 4)
    comb.rect(-132, -20, 76, -2, tone.dark, 6)
    for x in range(-126, 30, 8):
        comb.rect(x, -4, x + 4, 18, tone.dark)
    comb.rect(-130, -19, 74, -15, sheer(LIGHT, 0.3), 2)


def tools(canvas, look):
    """A toolbox with a wrench, a hammer and a screwdriver looking out."""
    tone = look.tone
    scene.contact(canvas, 300, 512, 208, 18)
    _hammer(canvas.at(196, 366, -14))
    _wrench(canvas.at(310, 352, 6))
    _screwdriver(canvas.at(412, 360, 16), CHILLI)
    canvas.path("M112 344 H488 L474 512 H126 Z", tone.main)
    with canvas.clip(outline("M112 344 H488 L474 512 H126 Z")) as box:
        box.shade(rounded(112, 344, 488, 512), tone.deep, 0.5)
        box.rect(100, 486, 500, 512, sheer(tone.deep, 0.6))
        box.rect(100, 344, 500, 362, tone.dark)
        box.rect(100, 344, 500, 349, sheer(LIGHT, 0.3))
    canvas.rect(206, 386, 394, 470, IVORY, 8)
    write(canvas, (216, 392, 384, 464), look.label, tone.ink, 34)
    for x in (160, 440):
        canvas.rect(x - 18, 352, x + 18, 396, STEEL, 6)
        canvas.rect(x - 12, 374, x + 12, 384, DARK_STEEL, 3)
    _nut(canvas, 108, 534, 18)
    _nut(canvas, 486, 540, 14)


def laundry(canvas, look):
    """A washing machine with folded washing on it, bubbles about."""
    tone = look.tone
    scene.contact(canvas, 290, 514, 176, 16)
    for index, colour in enumerate((tone.main, IVORY, tone.light)):
        top = 214 - index * 34
        canvas.rect(176 + index * 6, top, 398 - index * 8, top + 34, colour, 14)
        canvas.rect(176 + index * 6, top + 22, 398 - index * 8, top + 34, sheer(SHADOW, 0.14), 8)
        canvas.stroke(
            f"M{186 + index * 6} {top + 12} Q{230} {top + 18} {262} {top + 10}", mix(colour, SHADOW, 0.2), 2.4
        )
    machine = rounded(132, 246, 448, 512, 18)
    canvas.polygon(machine, "#f8f6f1")
    canvas.shade(machine, "#b9b3a8", 0.6)
    canvas.rect(132, 246, 448, 304, tone.pale, 18)
    canvas.rect(132, 290, 448, 304, tone.pale)
    canvas.rect(132, 302, 448, 305, sheer(SHADOW, 0.15))
    canvas.rect(150, 262, 244, 290, "#ffffff", 6)
    canvas.ellipse(396, 275, 18, 18, tone.dark)
    canvas.line([(396, 275), (406, 264)], IVORY, 4)
    canvas.rect(298, 266, 356, 284, "#2d3a3c", 4)
    canvas.rect(306, 272, 332, 278, "#8fe0b0", 2)
    for radius, colour in ((94, STEEL), (86, PALE_STEEL), (74, "#33464f")):
        canvas.ellipse(290, 408, radius, radius, colour)
    with canvas.clip(oval(290, 408, 72, 72)) as drum:
        drum.path("M210 420 Q250 396 290 420 Q330 444 372 414 V500 H210 Z", "#7fb6cf")
        drum.path("M226 452 Q252 410 288 438 Q316 404 352 446 Q330 490 290 486 Q250 490 226 452 Z", tone.light)
        drum.path("M250 470 Q280 440 320 466 Q300 490 270 488 Z", CHILLI if tone.main != MAROON else GOLD)
        for x, y, r in ((252, 414, 9), (280, 406, 13), (312, 420, 8), (338, 410, 10), (300, 398, 6)):
            drum.ellipse(x, y, r, r, sheer(LIGHT, 0.75))
        drum.polygon([(220, 470), (280, 330), (310, 330), (246, 480)], sheer(LIGHT, 0.2))
    for x, y, radius in (
        (478, 330, 24),
        (506, 378, 13),
        (470, 416, 10),
        (102, 318, 17),
        (86, 362, 10),
        (116, 262, 9),
        (452, 212, 15),
    ):
        props.bubble(canvas, x, y, radius)
    canvas.rect(470, 448, 526, 516, tone.main, 10)
    canvas.rect(484, 428, 512, 450, tone.deep, 5)
    canvas.rect(478, 466, 518, 500, IVORY, 4)
    props.blossom(canvas, 498, 484, 0.7, tone.light)


def phone(canvas, look):
    """A phone showing a shop: header, products, a basket; a receipt of chat beside it."""
    tone = look.tone
    scene.contact(canvas, 300, 512, 126, 14)
    canvas.rect(186, 96, 414, 512, "#231f20", 34)
    canvas.rect(196, 106, 404, 502, "#fffdf9", 26)
    with canvas.clip(rounded(196, 106, 404, 502, 26)) as screen:
        screen.rect(196, 106, 404, 182, tone.main)
        tapis.band(
            screen, tapis.flat(196, 176, 404, 194), "shoots", MAROON if tone.main != MAROON else tone.deep, GOLD, 12
        )
        write(screen, (212, 128, 388, 172), look.label, tone.on_main, 24)
        for index, (x, y) in enumerate(((208, 206), (306, 206), (208, 328), (306, 328))):
            colour = (PALE_GOLD, "#d5e0e4", "#dce3d0", "#f3dcd6")[index]
            screen.rect(x, y, x + 86, y + 78, colour, 10)
            screen.rect(x + 28, y + 18, x + 58, y + 70, (MAROON, "#22687a", "#47804b", "#c65a30")[index], 6)
            screen.rect(x + 33, y + 34, x + 53, y + 50, IVORY, 2)
            screen.rect(x + 4, y + 86, x + 70, y + 93, "#cfc4b4", 3)
            screen.rect(x + 4, y + 98, x + 44, y + 106, tone.dark, 3)
        screen.rect(208, 452, 392, 488, "#176b3a", 18)
        screen.rect(256, 466, 344, 474, IVORY, 4)
        screen.polygon([(196, 400), (330, 106), (380, 106), (226, 440)], sheer(LIGHT, 0.1))
    canvas.rect(270, 112, 330, 122, "#231f20", 5)
    _bubble_of_chat(canvas, 452, 216, tone.light, False)
    _bubble_of_chat(canvas, 148, 300, IVORY, True)
    canvas.ellipse(462, 392, 40, 40, GOLD)
    canvas.stroke("M440 378 H448 L456 404 H476 L482 386 H451", INK, 5)
    canvas.ellipse(459, 414, 4.4, 4.4, INK)
    canvas.ellipse(473, 414, 4.4, 4.4, INK)


def van(canvas, look):
    """A travel van with luggage on its roof."""
    tone = look.tone
    scene.contact(canvas, 300, 512, 238, 18)
    for x0, x1, top, colour in (
        (170, 252, 226, "#b9653a"),
        (258, 340, 208, "#22687a" if tone.main != "#22687a" else MAROON),
        (346, 398, 232, GOLD),
    ):
        canvas.rect(x0, top, x1, 268, colour, 8)
        canvas.rect(x0, 250, x1, 268, sheer(SHADOW, 0.18), 4)
        canvas.rect((x0 + x1) / 2 - 14, top - 8, (x0 + x1) / 2 + 14, top + 4, mix(colour, SHADOW, 0.4), 5)
    canvas.rect(146, 264, 420, 272, DARK_STEEL, 4)
    body = outline(
        "M84 300 Q86 274 114 274 H420 Q452 274 472 312 L500 372 Q524 380 526 404 V462 Q526 476 510 476 "
        "H92 Q78 476 78 460 Z"
    )
    with canvas.clip(body) as side:
        side.polygon(body, tone.main)
        side.rect(60, 400, 540, 480, mix(tone.main, LIGHT, 0.8))
        tapis.band(
            side, tapis.flat(60, 384, 540, 414), "shoots", MAROON if tone.main != MAROON else tone.deep, GOLD, 24
        )
        side.rect(60, 274, 540, 284, sheer(LIGHT, 0.3))
        side.rect(60, 462, 540, 480, sheer(SHADOW, 0.2))
    glass = "#cfe4ea"
    for window in (
        "M104 300 Q104 292 112 292 H206 V368 H104 Z",
        "M218 292 H316 V368 H218 Z",
        "M328 292 H408 Q436 294 450 320 L474 368 H328 Z",
    ):
        canvas.path(window, glass)
        with canvas.clip(outline(window)) as pane:
            pane.polygon([(120, 380), (170, 280), (196, 280), (146, 380)], sheer(LIGHT, 0.55))
            pane.polygon([(236, 380), (286, 280), (300, 280), (250, 380)], sheer(LIGHT, 0.55))
            pane.polygon([(350, 380), (400, 280), (424, 280), (374, 380)], sheer(LIGHT, 0.55))
    canvas.line([(322, 290), (322, 384)], tone.deep, 2.4)
    canvas.rect(332, 374, 350, 380, DARK_STEEL, 3)
    canvas.rect(506, 414, 526, 436, PALE_GOLD, 6)
    canvas.rect(78, 420, 90, 444, CHILLI, 4)
    canvas.rect(494, 458, 534, 474, DARK_STEEL, 5)
    for x in (166, 436):
        canvas.ellipse(x, 472, 47, 47, "#2a2526")
        canvas.ellipse(x, 472, 28, 28, STEEL)
        canvas.ellipse(x, 472, 21, 21, PALE_STEEL)
        for turn in range(0, 360, 60):
            angle = math.radians(turn)
            canvas.ellipse(x + 13 * math.cos(angle), 472 + 13 * math.sin(angle), 3, 3, DARK_STEEL)
    write(canvas, (222, 416, 380, 462), look.label, tone.ink, 24)


def _salon_bottle(canvas, x, tone):
    scene.contact(canvas, x, 512, 50, 9)
    canvas.rect(x - 44, 330, x + 44, 512, tone.main, 16)
    canvas.rect(x + 16, 330, x + 44, 512, sheer(tone.deep, 0.5), 14)
    canvas.rect(x - 34, 344, x - 24, 490, sheer(LIGHT, 0.35), 5)
    canvas.rect(x - 14, 292, x + 14, 332, tone.deep, 4)
    canvas.rect(x - 5, 264, x + 5, 294, STEEL)
    canvas.path(
        f"M{x - 52} 258 Q{x - 50} 244 {x - 30} 244 H{x + 20} V270 H{x - 30} Q{x - 44} 268 {x - 44} 280 H{x - 54} Z",
        tone.deep,
    )
    canvas.rect(x - 32, 384, x + 32, 462, IVORY, 6)
    props.blossom(canvas, x, 416, 1, tone.light)
    tapis.band(canvas, tapis.flat(x - 32, 444, x + 32, 462), "shoots", count=6)


def _open_scissors(canvas, tone):
    """Scissors with their points up, opened a little, the joint at the origin."""
    for turn, flip in ((-15, False), (15, True)):
        blade = canvas.at(0, 0, turn, flip=flip)
        blade.path("M-11 12 L-5 -186 Q0 -194 7 -186 Q19 -90 12 12 Z", "#6b747a")
        blade.path("M-8 10 L-2 -182 Q0 -188 4 -182 Q15 -90 9 10 Z", PALE_STEEL)
        blade.path("M2 10 L2 -186 Q15 -90 9 10 Z", STEEL)
        blade.path("M-9 6 H10 L22 66 H2 Z", tone.dark)
    for side in (-1, 1):
        here = canvas.at(side * 40, 96, side * -18)
        here.line(oval(0, 0, 27, 36), tone.dark, 13)
        here.line(oval(0, 0, 27, 36, 150, 260), tone.light, 4)
    canvas.ellipse(0, 0, 10, 10, GOLD)
    canvas.ellipse(0, 0, 4, 4, "#a87722")


def _hammer(canvas):
    canvas.rect(-11, -150, 11, 40, WOOD, 5)
    canvas.rect(2, -150, 11, 40, DARK_WOOD, 4)
    canvas.path("M-58 -190 H28 Q56 -190 74 -162 Q50 -168 28 -160 V-144 H-58 Z", DARK_STEEL)
    canvas.rect(-58, -190, 28, -178, STEEL, 3)
    canvas.rect(-68, -196, -46, -138, "#6b747a", 4)


def _wrench(canvas):
    canvas.rect(-16, -120, 16, 40, STEEL, 6)
    canvas.rect(4, -120, 16, 40, DARK_STEEL, 5)
    canvas.path(
        "M-46 -206 Q-60 -160 -34 -132 Q0 -104 34 -132 Q60 -160 46 -206 L20 -188 V-160 Q0 -148 -20 -160 V-188 Z", STEEL
    )
    canvas.path("M0 -153 Q12 -152 20 -160 V-188 L46 -206 Q60 -160 34 -132 Q18 -118 0 -116 Z", DARK_STEEL)


def _screwdriver(canvas, colour):
    canvas.rect(-6, -60, 6, 40, STEEL)
    canvas.path("M-18 -60 Q-26 -140 -20 -172 Q0 -190 20 -172 Q26 -140 18 -60 Q0 -50 -18 -60 Z", colour)
    canvas.path("M6 -56 Q18 -120 12 -178 L20 -172 Q26 -140 18 -60 Z", mix(colour, SHADOW, 0.35))
    for x in (-10, 0):
        canvas.line([(x, -160), (x, -80)], mix(colour, LIGHT, 0.35), 3)


def _nut(canvas, x, y, radius):
    canvas.ellipse(x + 2, y + radius * 0.6, radius * 1.1, radius * 0.4, sheer(SHADOW, 0.18))
    for lift, colour in ((0, DARK_STEEL), (5, STEEL)):
        points = [
            (x + radius * math.cos(math.radians(a)), y - lift + radius * 0.62 * math.sin(math.radians(a)))
            for a in range(0, 360, 60)
        ]
        canvas.polygon(points, colour)
    canvas.ellipse(x, y - 5, radius * 0.46, radius * 0.28, "#5b6469")


def _bubble_of_chat(canvas, x, y, colour, left):
    here = canvas.at(x, y, flip=left)
    here.path("M-46 40 L-62 62 L-22 46 Z", colour)
    here.rect(-54, -34, 60, 48, colour, 20)
    for row, reach in ((-12, 40), (4, 20), (20, 32)):
        here.rect(-36, row - 3, reach, row + 4, sheer(SHADOW, 0.3), 3)


SHAPES = {
    "scissors": scissors,
    "tools": tools,
    "laundry": laundry,
    "phone": phone,
    "van": van,
}
