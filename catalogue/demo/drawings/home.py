"""Things for the house: pottery, furniture, lamp, wall decoration."""

from catalogue.demo.drawings import props, scene, tapis
from catalogue.demo.drawings.canvas import mix, outline, oval, rounded, sheer
from catalogue.demo.drawings.palette import (
    DARK_LEAF,
    DARK_STRAW,
    DARK_WOOD,
    GOLD,
    IVORY,
    LEAF,
    LIGHT,
    MAROON,
    NIGHT,
    PALE_LEAF,
    PALE_STRAW,
    PALE_WOOD,
    SHADOW,
    STRAW,
    WOOD,
)


def pot(canvas, look):
    """Pottery: a vase of dried grasses, or a water jar with a small one beside it."""
    if look.mentions("gerabah", "gentong", "kendi", "periuk") or look.random.random() < 0.4:
        _water_jar(canvas, look)
    else:
        _vase(canvas, look)


def furniture(canvas, look):
    """A shelf, a small table or a chair."""
    if look.mentions("rak", "lemari", "kabinet", "buku"):
        _shelf(canvas, look)
    elif look.mentions("meja"):
        _side_table(canvas, look)
    else:
        _chair(canvas, look)


def lamp(canvas, look):
    """A lamp of woven bamboo, glowing: hanging or on a foot."""
    hanging = look.mentions("gantung") or look.random.random() < 0.4
    draw_lamp = _hanging_lamp if hanging else _table_lamp
    draw_lamp(canvas, look)


def frame(canvas, look):
    """A framed picture on the wall: the siger crown, an elephant or the highlands."""
    tone, random = look.tone, look.random
    canvas.rect(118, 82, 494, 492, sheer(SHADOW, 0.15), 6)
    canvas.rect(106, 68, 482, 478, DARK_WOOD, 6)
    canvas.rect(112, 74, 476, 472, WOOD, 4)
    canvas.rect(126, 88, 462, 458, IVORY)
    canvas.rect(126, 88, 462, 94, sheer(SHADOW, 0.15))
    canvas.rect(150, 112, 438, 434, tone.pale)
    with canvas.clip(rounded(150, 112, 438, 434)) as picture:
        if look.mentions("gajah"):
            _elephant(picture, tone)
        elif look.mentions("siger") or random.random() < 0.5:
            _siger(picture, tone)
        else:
            _highlands(picture, tone)
        tapis.band(picture, tapis.flat(150, 398, 438, 434), "shoots", MAROON, GOLD, 10)
    canvas.polygon([(126, 458), (310, 88), (374, 88), (190, 458)], sheer(LIGHT, 0.1))


def _vase(canvas, look):
    tone = look.tone
    scene.contact(canvas, 300, 512, 104, 14)
    for turn, length in ((-36, 150), (-21, 184), (-7, 204), (9, 196), (24, 170), (39, 140)):
        _plume(canvas.at(300, 262, turn), length, turn % 4 == 0)
    body = outline(
        "M266 232 H334 Q334 268 372 300 Q420 348 404 420 Q392 490 346 512 H254 Q208 490 196 420 "
        "Q180 348 228 300 Q266 268 266 232 Z"
    )
    with canvas.clip(body) as clay:
        clay.polygon(body, tone.main)
        clay.shade(body, tone.deep, 0.65)
        tapis.band(clay, tapis.around(190, 352, 410, 408, 18), "shoots", tone.dark, PALE_STRAW, 9)
        tapis.band(clay, tapis.around(196, 412, 404, 434, 18, 4), "dots", tone.dark, PALE_STRAW, 16)
        clay.path("M222 330 Q196 380 212 440 Q222 470 236 486 Q212 400 236 326 Z", sheer(LIGHT, 0.25))
    canvas.ellipse(300, 232, 42, 11, tone.light)
    canvas.ellipse(300, 233, 32, 7, mix(tone.deep, SHADOW, 0.3))


def _plume(canvas, length, broad):
    """A stalk of pampas grass."""
    canvas.stroke(f"M0 0 Q6 {-length * 0.5} 0 {-length}", DARK_STRAW, 3)
    for step in range(9):
        y, reach = -length * (0.55 + step * 0.055), (20 if broad else 14) * (1 - abs(step - 3) / 9)
        for side in (-1, 1):
            canvas.path(
                f"M0 {y} Q{side * reach} {y - 6} {side * reach * 0.9} {y - 30} Q{side * 4} {y - 20} 0 {y} Z",
                PALE_STRAW if side < 0 else STRAW,
            )


def _water_jar(canvas, look):
    tone = look.tone
    clay, dark = ("#b9653a", "#6f3318") if look.random.random() < 0.5 else (tone.main, tone.deep)
    scene.contact(canvas, 270, 512, 160, 18)
    body = outline(
        "M216 214 Q206 250 160 290 Q108 350 138 430 Q160 500 214 512 H316 Q370 500 392 430 "
        "Q422 350 370 290 Q324 250 314 214 Z"
    )
    with canvas.clip(body) as jar:
        jar.polygon(body, clay)
        jar.shade(body, dark, 0.75)
        tapis.band(jar, tapis.around(122, 318, 408, 366, 22), "diamonds", mix(clay, SHADOW, 0.3), PALE_STRAW, 9)
        jar.path("M160 320 Q130 370 154 436 Q166 466 184 486 Q156 400 178 312 Z", sheer(LIGHT, 0.2))
    canvas.rect(206, 196, 324, 222, clay, 12)
    canvas.ellipse(265, 200, 58, 13, mix(clay, LIGHT, 0.25))
    canvas.ellipse(265, 201, 47, 9, mix(dark, SHADOW, 0.4))
    scene.contact(canvas, 446, 514, 62, 10)
    small = outline("M418 404 Q384 440 392 480 Q400 512 428 514 H466 Q494 512 502 480 Q510 440 476 404 Z")
    canvas.polygon(small, mix(clay, LIGHT, 0.14))
    canvas.shade(small, dark, 0.7)
    canvas.ellipse(447, 404, 32, 9, mix(clay, LIGHT, 0.35))
    canvas.ellipse(447, 405, 24, 6, mix(dark, SHADOW, 0.4))
    props.sprig(canvas, 447, 404, -74, 120)


def _chair(canvas, look):
    """A lounge chair of rattan with a cushion in the tone."""
    tone = look.tone
    scene.contact(canvas, 300, 512, 186, 18)
    for points in (
        [(196, 420), (164, 508)],
        [(404, 420), (436, 508)],
        [(236, 430), (222, 492)],
        [(364, 430), (378, 492)],
    ):
        canvas.line(points, DARK_WOOD, 15)
        canvas.line([(x - 2, y) for x, y in points], WOOD, 8)
    back = outline("M162 404 Q140 130 300 126 Q460 130 438 404 Z")
    with canvas.clip(back) as cane:
        cane.polygon(back, PALE_STRAW)
        for step in range(-12, 30):
            cane.line([(step * 26, 120), (step * 26 + 150, 420)], STRAW, 4)
            cane.line([(step * 26 + 150, 120), (step * 26, 420)], DARK_STRAW, 2.4)
        cane.polygon(back, sheer(SHADOW, 0.05))
    canvas.line(back[:-1], DARK_WOOD, 20)
    canvas.line([(x - 1, y - 2) for x, y in back[:-1]], WOOD, 13)
    cushion = outline("M212 380 Q196 236 300 232 Q404 236 388 380 Z")
    canvas.polygon(cushion, tone.main)
    canvas.shade(cushion, tone.deep, 0.5)
    with canvas.clip(cushion) as cover:
        tapis.band(cover, tapis.flat(200, 292, 400, 336), "shoots", tone.dark, GOLD, 8)
    canvas.rect(176, 374, 424, 424, tone.main, 22)
    canvas.rect(176, 400, 424, 424, sheer(tone.deep, 0.4), 16)
    canvas.rect(190, 380, 410, 386, sheer(LIGHT, 0.25), 3)
    for flip in (False, True):
        arm = canvas.at(300, 0, flip=flip)
        arm.line(outline("M-138 424 Q-168 330 -150 318 Q-112 306 -104 330"), DARK_WOOD, 17)
        arm.line(outline("M-139 422 Q-169 330 -150 316 Q-112 304 -104 328"), WOOD, 10)
    canvas.rect(168, 418, 432, 438, DARK_WOOD, 9)
    canvas.rect(168, 418, 432, 427, WOOD, 6)


def _side_table(canvas, look):
    scene.contact(canvas, 300, 512, 170, 18)
    for x, lean in ((190, -22), (410, 22), (250, -8), (350, 8)):
        canvas.line([(x, 340), (x + lean, 508)], DARK_WOOD, 14)
        canvas.line([(x - 2, 340), (x + lean - 2, 508)], WOOD, 7)
    canvas.ellipse(300, 336, 194, 38, DARK_WOOD)
    canvas.ellipse(300, 324, 194, 38, PALE_WOOD)
    for rx in (150, 104, 54):
        canvas.line(oval(300, 324, rx, rx * 0.19), WOOD, 2.4)
    canvas.ellipse(300, 322, 60, 10, sheer(SHADOW, 0.16))
    canvas.path("M264 232 H336 L326 320 H274 Z", look.tone.main)
    canvas.path("M310 232 H336 L326 320 H306 Z", sheer(look.tone.deep, 0.45))
    tapis.band(canvas, tapis.flat(269, 262, 331, 286), "shoots", look.tone.dark, GOLD, 5)
    for turn in (-130, -104, -76, -50):
        props.leaf(canvas, 300, 236, turn, 104, LEAF if turn % 4 else PALE_LEAF)


def _shelf(canvas, look):
    """A standing shelf with pots, books and a basket."""
    tone = look.tone
    scene.contact(canvas, 300, 512, 190, 16)
    canvas.rect(146, 112, 454, 500, mix(WOOD, LIGHT, 0.55))
    canvas.rect(146, 112, 454, 500, sheer(SHADOW, 0.12))
    canvas.ellipse(238, 208, 34, 32, tone.main)
    canvas.rect(222, 160, 254, 190, tone.main, 6)
    canvas.ellipse(228, 198, 8, 14, sheer(LIGHT, 0.3))
    for x, height, colour in (
        (306, 74, MAROON),
        (324, 84, GOLD),
        (344, 68, "#22687a"),
        (362, 80, IVORY),
        (382, 72, "#47804b"),
    ):
        canvas.rect(x, 240 - height, x + 15, 240, colour, 2)
        canvas.rect(x + 3, 240 - height + 10, x + 12, 240 - height + 14, sheer(LIGHT, 0.6))
    canvas.path("M178 292 H290 L280 366 H188 Z", STRAW)
    tapis.band(canvas, tapis.flat(182, 316, 286, 340), "shoots", MAROON, GOLD, 8)
    canvas.path("M348 306 H412 L404 366 H356 Z", tone.dark)
    for turn in (-140, -112, -84, -58, -34):
        props.leaf(canvas, 380, 310, turn, 62, LEAF if turn % 4 else PALE_LEAF)
    for y, colour in ((488, MAROON), (470, tone.light), (452, GOLD), (434, "#2f5f36")):
        canvas.rect(190, y - 18, 300, y, colour, 6)
        canvas.rect(190, y - 5, 300, y, sheer(SHADOW, 0.2), 3)
    canvas.ellipse(372, 462, 36, 28, "#b9653a")
    canvas.rect(356, 424, 388, 444, "#b9653a", 5)
    for y in (100, 240, 366, 488):
        canvas.rect(132, y, 468, y + 16, PALE_WOOD, 3)
        canvas.rect(132, y + 10, 468, y + 16, WOOD, 2)
    for x in (132, 452):
        canvas.rect(x, 100, x + 16, 512, WOOD, 3)
        canvas.rect(x + 10, 100, x + 16, 512, DARK_WOOD, 2)


def _table_lamp(canvas, look):
    scene.contact(canvas, 300, 512, 92, 13)
    canvas.glow(300, 250, 270, 230, "#ffe7a0", 0.85)
    canvas.rect(288, 330, 312, 480, DARK_WOOD, 6)
    canvas.rect(291, 330, 299, 480, WOOD, 4)
    canvas.path("M222 500 Q226 470 300 468 Q374 470 378 500 Q378 512 364 512 H236 Q222 512 222 500 Z", look.tone.main)
    canvas.path("M330 472 Q374 474 378 500 Q378 512 364 512 H320 Z", sheer(look.tone.deep, 0.45))
    _woven_shade(canvas, outline("M232 150 Q300 138 368 150 L426 344 Q300 366 174 344 Z"), (150, 370), look)
    canvas.line([(352, 362), (352, 412)], DARK_STRAW, 3)
    canvas.ellipse(352, 416, 6, 8, GOLD)


def _hanging_lamp(canvas, look):
    canvas.line([(300, 0), (300, 136)], "#4a3a32", 5)
    canvas.glow(300, 300, 280, 250, "#ffe7a0", 0.85)
    canvas.rect(276, 122, 324, 156, DARK_WOOD, 8)
    _woven_shade(
        canvas,
        outline("M262 150 Q300 142 338 150 Q448 226 430 350 Q300 384 170 350 Q152 226 262 150 Z"),
        (150, 380),
        look,
    )
    canvas.ellipse(300, 352, 128, 18, "#fff3c4")
    canvas.ellipse(300, 362, 34, 26, "#fffbe8")


def _woven_shade(canvas, shade, depth, look):
    """A lampshade of bamboo strips with the light showing between them."""
    with canvas.clip(shade) as weave:
        weave.polygon(shade, "#ffe9ad")
        for step in range(-10, 34):
            weave.line([(step * 22 - 60, depth[0] - 20), (step * 22 + 60, depth[1] + 10)], STRAW, 6)
            weave.line([(step * 22 + 60, depth[0] - 20), (step * 22 - 60, depth[1] + 10)], "#c9973f", 4)
        weave.shade(shade, "#8a5a1c", 0.45)
        height = depth[1] - depth[0]
        tapis.band(
            weave,
            tapis.around(150, depth[0] + height * 0.62, 450, depth[0] + height * 0.8, 16),
            "shoots",
            look.tone.dark,
            GOLD,
            12,
        )
        weave.rect(100, depth[0] - 14, 500, depth[0] + 8, DARK_WOOD)
    xs, ys = zip(*shade, strict=True)
    low = max(ys) - 22
    canvas.stroke(f"M{min(xs) + 2} {low} Q300 {low + 40} {max(xs) - 2} {low}", DARK_WOOD, 8)


def _siger(canvas, tone):
    """The nine-pointed golden crown of a Lampung bride."""
    canvas.ellipse(294, 300, 122, 122, sheer(LIGHT, 0.4))
    for index, height in enumerate((70, 104, 132, 156, 172, 156, 132, 104, 70)):
        x = 294 + (index - 4) * 26
        canvas.path(
            f"M{x - 16} 350 L{x - 12} {350 - height * 0.7} L{x} {350 - height} L{x + 12} {350 - height * 0.7} "
            f"L{x + 16} 350 Z",
            GOLD if index % 2 else "#e6bd5f",
        )
        canvas.ellipse(x, 350 - height - 3, 5, 5, tone.main)
        canvas.line([(x, 344), (x, 350 - height * 0.66)], "#a87722", 2.6)
    canvas.path("M168 340 Q294 302 420 340 L410 384 Q294 350 178 384 Z", GOLD)
    canvas.path("M176 368 Q294 334 412 368 L410 384 Q294 350 178 384 Z", "#a87722")
    for index in range(9):
        x = 194 + index * 25
        canvas.ellipse(x, 346 - 17 * (1 - ((x - 294) / 110) ** 2), 6, 6, tone.main if index % 2 else IVORY)


def _elephant(canvas, tone):
    """An elephant of Way Kambas before the sun."""
    grey, dark = "#7d7f86", "#5f6168"
    canvas.ellipse(370, 190, 44, 44, GOLD)
    canvas.path("M150 360 Q240 318 330 346 Q400 330 438 350 V434 H150 Z", LEAF)
    for x, colour in ((226, dark), (262, grey), (330, dark), (360, grey)):
        canvas.rect(x, 312, x + 28, 392, colour, 8)
    canvas.path("M210 330 Q196 236 282 228 Q372 222 392 290 Q398 330 386 344 Q300 356 210 330 Z", grey)
    canvas.line(outline("M388 276 Q406 300 400 332"), dark, 5)
    canvas.ellipse(220, 262, 52, 50, grey)
    canvas.line(outline("M186 272 Q160 320 172 358 Q178 374 194 366"), grey, 22)
    canvas.path("M238 224 Q296 214 288 280 Q268 314 236 290 Q222 254 238 224 Z", dark)
    canvas.stroke("M196 300 Q186 330 206 338", IVORY, 8)
    canvas.ellipse(200, 252, 4.6, 4.6, NIGHT)
    canvas.path("M268 226 Q318 216 356 236 L350 284 Q304 296 272 276 Z", tone.main)
    canvas.stroke("M272 274 Q304 294 350 282", GOLD, 5)


def _highlands(canvas, tone):
    canvas.rect(150, 112, 438, 434, "#f6dfb6")
    canvas.ellipse(342, 208, 46, 46, "#e79a3c")
    canvas.path("M150 330 L214 226 L250 270 L300 190 L366 282 L398 248 L438 310 V434 H150 Z", tone.light)
    canvas.path("M300 190 L366 282 L398 248 L438 310 V434 H300 Z", sheer(tone.dark, 0.35))
    canvas.path("M150 350 Q230 300 320 338 Q390 318 438 344 V434 H150 Z", LEAF)
    canvas.path("M150 384 Q260 344 438 378 V434 H150 Z", DARK_LEAF)


SHAPES = {"pot": pot, "furniture": furniture, "lamp": lamp, "frame": frame}
HUNG = {"frame"}
