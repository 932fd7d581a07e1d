"""Food out of its pack: palm sugar, a dish, dried fish, spices."""

from catalogue.demo.drawings import contents, props, scene, tapis
from catalogue.demo.drawings.canvas import mix, outline, oval, sheer
from catalogue.demo.drawings.palette import (
    CHILLI,
    DARK_LEAF,
    DARK_STRAW,
    DARK_WOOD,
    GOLD,
    LEAF,
    LIGHT,
    PALE_LEAF,
    PALE_STRAW,
    PALE_WOOD,
    SHADOW,
    STRAW,
    WOOD,
)

BANANA_LEAF = "M96 440 Q170 352 300 362 Q436 350 504 432 Q436 512 300 502 Q170 516 96 440 Z"


def palm_sugar(canvas, look):
    """Half domes of palm sugar, the upper one tied with a strip of leaf."""
    scene.contact(canvas, 300, 512, 212, 20)
    for x, y, turn, length in ((160, 400, -148, 120), (440, 400, -32, 120), (130, 470, 176, 96), (470, 470, 4, 96)):
        props.leaf(canvas, x, y, turn, length)
    _dome(canvas, 196, 512, 1)
    _dome(canvas, 404, 512, 1)
    _dome(canvas, 300, 394, 1.02)
    canvas.path("M190 372 Q300 396 410 372 L412 390 Q300 416 188 390 Z", PALE_STRAW)
    canvas.path("M190 384 Q300 408 411 384 L412 390 Q300 416 188 390 Z", DARK_STRAW)
    canvas.path("M300 392 Q250 352 240 376 Q248 396 300 396 Z", STRAW)
    canvas.path("M300 392 Q350 352 360 376 Q352 396 300 396 Z", PALE_STRAW)
    canvas.ellipse(300, 394, 10, 8, DARK_STRAW)
    for x, y, turn in ((300, 528, 10), (268, 540, 60), (334, 542, -20))[: look.random.randint(1, 3)]:
        contents.sugar_lump(canvas, x, y, turn, 0.9)


def plate(canvas, look):
    """A dish: skewers, a bowl of noodles and broth, or rice with fish, sambal and raw greens."""
    if look.mentions("sate"):
        _skewers(canvas, look)
    elif look.mentions("mie", "mi ", "bakso", "soto", "pempek", "tekwan", "seblak", "sop", "kuah", "bubur"):
        _bowl(canvas, look)
    else:
        _rice(canvas, look)


def fish(canvas, look):
    """Dried fish on a tray of bamboo, or a pile of round fish crackers."""
    _tray(canvas)
    if look.mentions("kemplang", "kerupuk", "krupuk", "pempek"):
        for x, y in (
            (196, 452),
            (404, 454),
            (258, 470),
            (344, 472),
            (228, 418),
            (372, 420),
            (300, 440),
            (264, 388),
            (336, 390),
            (300, 360),
        ):
            contents.cracker(canvas, x, y, look.random.randint(-20, 20), 2.1)
        return
    for x, y, turn, scale in ((316, 384, -10, 1), (286, 424, 5, 1.08), (318, 466, -4, 1.12)):
        _dried_fish(canvas, x, y, turn, scale, mix("#b9a58a", look.tone.light, 0.18))
    props.chilli(canvas, 152, 540, 12)
    props.leaf(canvas, 438, 536, -14, 74)


def spice(canvas, look):
    """Bowls heaped with ground and whole spices."""
    tone = look.tone
    heaps = [("#e2a11f", "#b97d14"), (CHILLI, "#8f2115"), ("#8a5a33", "#5f3a1c")]
    if look.mentions("kunyit", "turmeric"):
        heaps[2] = ("#f0bd3e", "#c98c18")
    if look.mentions("lada", "merica"):
        heaps[0] = ("#3a302c", "#231c19")
    for (x, y, half), (colour, dark) in zip(((178, 470, 92), (422, 470, 92), (300, 512, 112)), heaps, strict=True):
        _heaped_bowl(canvas, x, y, half, colour, dark, tone)
    scoop = canvas.at(414, 352, -32)
    scoop.rect(0, -6, 86, 6, WOOD, 6)
    scoop.path("M-54 -20 H4 V20 H-54 Q-70 0 -54 -20 Z", PALE_WOOD)
    scoop.path("M-50 -14 H-4 V14 H-50 Q-62 0 -50 -14 Z", "#e2a11f")
    props.star_anise(canvas, 110, 532)
    props.star_anise(canvas, 150, 552, 0.7)
    props.cinnamon(canvas, 482, 540, -14)


def _dome(canvas, x, base, scale):
    here = canvas.at(x, base, 0, scale)
    dome = outline("M-104 0 Q-108 -56 -62 -92 Q0 -132 62 -92 Q108 -56 104 0 Q0 12 -104 0 Z")
    with here.clip(dome) as sugar:
        sugar.rect(-120, -140, 120, 20, "#7e4a26")
        sugar.path("M30 -140 Q96 -70 52 12 H140 V-140 Z", "#63371a")
        sugar.path("M-120 -14 Q0 6 120 -14 V20 H-120 Z", sheer("#4a2610", 0.55))
        sugar.path("M-84 -40 Q-76 -84 -30 -104 Q-60 -70 -66 -34 Z", sheer("#c28350", 0.75))
        for px, py in ((-20, -60), (10, -90), (-44, -26), (24, -40), (0, -24), (60, -60)):
            sugar.ellipse(px, py, 4, 2.6, sheer("#a7693b", 0.8))


def _dish(canvas, tone):
    """A china plate from above and before, rimmed in the tone."""
    scene.contact(canvas, 300, 476, 238, 66)
    canvas.ellipse(300, 446, 240, 96, "#ddd0ba")
    canvas.ellipse(300, 434, 240, 96, "#fffaf0")
    canvas.line(oval(300, 434, 226, 88), tone.main, 5)
    canvas.ellipse(300, 437, 188, 68, "#f0e7d7")


def _rice(canvas, look):
    _dish(canvas, look.tone)
    canvas.path(BANANA_LEAF, LEAF)
    for x in range(120, 492, 30):
        canvas.line([(x, 412), (x - 14, 470)], mix(LEAF, DARK_LEAF, 0.4), 2)
    cone = outline("M124 436 Q138 330 214 262 Q292 330 308 436 Q214 470 124 436 Z")
    with canvas.clip(cone) as rice:
        rice.polygon(cone, "#fffdf5")
        rice.shade(cone, "#d3c6a8", 0.9)
        for _ in range(90):
            grain = rice.at(look.random.randint(124, 308), look.random.randint(270, 456), look.random.randint(0, 180))
            grain.ellipse(0, 0, 6.5, 2.6, look.random.choice(("#ffffff", "#e8dec8")))
    canvas.path("M198 276 Q214 240 230 276 Q224 292 214 292 Q204 292 198 276 Z", CHILLI)
    props.leaf(canvas, 214, 250, -24, 34)
    _dried_fish(canvas, 394, 396, -14, 0.84, "#c7843a")
    canvas.ellipse(356, 466, 52, 25, "#6b3a22")
    canvas.ellipse(356, 456, 52, 22, "#8a5233")
    canvas.ellipse(356, 455, 43, 16, CHILLI)
    for dx, dy in ((-16, -4), (8, 5), (20, -4), (-4, 6), (-26, 3), (4, -8)):
        canvas.ellipse(356 + dx, 455 + dy, 4.4, 2.2, "#f0a43c")
    for x, y in ((428, 452), (452, 446), (474, 436)):
        canvas.ellipse(x, y, 21, 16, "#c5deaa")
        canvas.line(oval(x, y, 21, 16), DARK_LEAF, 3.4)
    props.leaf(canvas, 262, 474, 6, 66, PALE_LEAF)


def _bowl(canvas, look):
    tone = look.tone
    scene.contact(canvas, 300, 512, 150, 18)
    props.steam(canvas, 300, 262, 90)
    canvas.ellipse(300, 344, 186, 52, "#fffaf0")
    canvas.ellipse(300, 346, 172, 44, "#d88a32" if not look.mentions("bubur") else "#f5ead0")
    for index in range(13):
        x = 168 + index * 20
        canvas.stroke(f"M{x} 352 Q{x + 22} {318 - look.random.randint(0, 18)} {x + 44} 350", "#f6d684", 7)
    for x, y in ((222, 332), (264, 318), (232, 356)):
        canvas.ellipse(x, y, 25, 22, "#b98a68")
        canvas.ellipse(x - 7, y - 8, 8, 5, "#dcb597")
    canvas.ellipse(362, 330, 34, 25, "#fffdf5")
    canvas.ellipse(362, 330, 17, 13, "#f2b134")
    for x, y, turn in ((300, 364, 8), (322, 372, 30), (402, 350, -30)):
        props.leaf(canvas, x, y, turn, 48, PALE_LEAF)
    bowl = outline(
        "M114 344 Q118 352 140 364 Q220 396 300 396 Q380 396 460 364 Q482 352 486 344 Q482 470 372 504 "
        "Q300 518 228 504 Q118 470 114 344 Z"
    )
    with canvas.clip(bowl) as china:
        china.rect(100, 330, 500, 520, "#fffaf0")
        china.path("M380 330 Q420 440 340 520 H500 V330 Z", sheer("#b7a78f", 0.35))
        tapis.band(china, tapis.around(118, 384, 482, 428, 44, 20), "shoots", tone.cloth, GOLD, 11)
    canvas.rect(232, 500, 368, 514, "#e5dac9", 6)
    for shift in (0, 16):
        canvas.line([(396 + shift, 340), (540 + shift, 236)], DARK_WOOD, 7)


def _skewers(canvas, look):
    _dish(canvas, look.tone)
    canvas.path(BANANA_LEAF, LEAF)
    canvas.path("M96 440 Q300 424 504 432 Q436 512 300 502 Q170 516 96 440 Z", sheer(DARK_LEAF, 0.4))
    for index in range(6):
        skewer = canvas.at(132 + index * 14, 352 + index * 20, 6 - index * 2)
        skewer.line([(-60, 0), (360, 0)], "#d8b679", 6)
        for step in range(5):
            x = 42 + step * 52
            skewer.rect(x, -18, x + 48, 18, "#a05f2d", 14)
            skewer.rect(x + 4, 3, x + 44, 17, "#6e3b19", 9)
            skewer.rect(x + 9, -13, x + 30, -7, "#d3924f", 3)
    canvas.path("M232 476 Q290 442 356 474 Q412 462 424 488 Q346 518 256 508 Q214 496 232 476 Z", "#7a4218")
    for x, y in ((278, 486), (316, 494), (352, 488), (390, 490), (300, 476)):
        canvas.ellipse(x, y, 5, 3, "#e2b46c")
    for x, y in ((470, 452), (448, 470)):
        canvas.ellipse(x, y, 17, 13, "#e8f0d2")
        canvas.line(oval(x, y, 17, 13), DARK_LEAF, 3)


def _tray(canvas):
    """A round tray of split bamboo with a low rim."""
    scene.contact(canvas, 300, 498, 240, 32)
    canvas.ellipse(300, 470, 244, 92, DARK_STRAW)
    canvas.ellipse(300, 458, 244, 92, PALE_STRAW)
    canvas.ellipse(300, 460, 224, 80, STRAW)
    with canvas.clip(oval(300, 460, 218, 76)) as floor:
        floor.rect(60, 370, 540, 550, "#e2bd7d")
        for step in range(-14, 40):
            x = 60 + step * 22
            floor.line([(x, 370), (x + 120, 550)], sheer(DARK_STRAW, 0.4), 3)
            floor.line([(x + 120, 370), (x, 550)], sheer(PALE_STRAW, 0.7), 3)


def _dried_fish(canvas, x, y, turn, scale, colour):
    here = canvas.at(x, y, turn, scale)
    dark = mix(colour, SHADOW, 0.42)
    here.path("M-150 10 Q-110 40 0 38 Q90 36 128 16 L176 44 Q168 14 176 -18 Z", sheer(SHADOW, 0.16))
    body = outline(
        "M-160 2 Q-120 -40 -30 -40 Q70 -38 128 -6 L176 -36 Q164 2 176 36 L128 10 Q70 36 -30 34 Q-122 34 -160 2 Z"
    )
    with here.clip(body) as skin:
        skin.rect(-180, -60, 180, 60, colour)
        skin.path("M-180 8 Q0 30 180 4 V60 H-180 Z", sheer(dark, 0.55))
        for px in range(-84, 110, 22):
            for row in (-20, -2, 16):
                skin.line(oval(px + (row % 4) * 3, row, 10, 9, 100, 260), dark, 2)
        for rise in (-24, -6, 12, 26):
            skin.line([(128, 2 + rise * 0.1), (180, rise)], dark, 2)
    here.path("M-40 -38 Q0 -70 50 -32 Q4 -44 -40 -38 Z", dark)
    here.stroke("M-104 -32 Q-84 0 -104 28", dark, 3)
    here.ellipse(-128, -8, 8, 8, "#f6eedd")
    here.ellipse(-128, -8, 4, 4, "#231a14")
    here.stroke("M-158 4 Q-148 10 -138 8", dark, 2.4)


def _heaped_bowl(canvas, x, base, half, colour, dark, tone):
    scene.contact(canvas, x, base, half * 0.8, 12)
    top = base - half * 0.86
    canvas.ellipse(x, top, half, half * 0.36, mix(tone.main, SHADOW, 0.3))
    heap = outline(
        f"M{x - half * 0.9} {top} Q{x - half * 0.3} {top - half * 0.9} {x} {top - half * 0.86} "
        f"Q{x + half * 0.3} {top - half * 0.9} {x + half * 0.9} {top} Z"
    )
    heap += oval(x, top, half * 0.9, half * 0.34, 0, 180)
    canvas.polygon(heap, colour)
    canvas.shade(heap, dark, 0.9)
    for step in range(9):
        canvas.ellipse(
            x - half * 0.6 + step * half * 0.15, top - (step * 37 % 5) * half * 0.09, 3, 2, sheer(LIGHT, 0.4)
        )
    bowl = outline(
        f"M{x - half} {top} Q{x - half * 0.4} {top + half * 0.36} {x} {top + half * 0.34} "
        f"Q{x + half * 0.4} {top + half * 0.36} {x + half} {top} "
        f"Q{x + half * 0.92} {base - 4} {x + half * 0.4} {base} H{x - half * 0.4} "
        f"Q{x - half * 0.92} {base - 4} {x - half} {top} Z"
    )
    with canvas.clip(bowl) as clay:
        clay.polygon(bowl, tone.main)
        clay.shade(bowl, tone.deep, 0.6)
        tapis.band(
            clay,
            tapis.around(x - half, top + half * 0.18, x + half, top + half * 0.44, half * 0.24, half * 0.1),
            "shoots",
            tone.dark,
            GOLD,
            9,
        )


SHAPES = {"palm-sugar": palm_sugar, "plate": plate, "fish": fish, "spice": spice}
