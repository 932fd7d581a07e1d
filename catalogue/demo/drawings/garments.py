"""What is sewn of cloth: shirt, kopiah, purse."""

from catalogue.demo.drawings import batiks, scene, tapis
from catalogue.demo.drawings.canvas import mix, outline, oval, rounded, sheer
from catalogue.demo.drawings.labels import write
from catalogue.demo.drawings.palette import (
    GOLD,
    IVORY,
    LIGHT,
    MAROON,
    NIGHT,
    PALE_GOLD,
    PALE_WOOD,
    SHADOW,
)


def shirt(canvas, look):
    """A shirt on a hanger: buttoned and patterned, or a T-shirt with a printed sign."""
    tone = look.tone
    canvas.line(outline("M300 112 Q302 84 318 84 Q336 84 334 66 Q330 52 314 56"), "#8f8781", 6)
    canvas.line([(300, 110), (186, 158)], PALE_WOOD, 13)
    canvas.line([(300, 110), (414, 158)], PALE_WOOD, 13)
    body = outline(
        "M244 128 Q300 158 356 128 L420 150 Q446 162 456 194 L498 300 L430 330 L414 288 Q420 400 424 500 "
        "Q300 516 176 500 "
        "Q180 400 186 288 L170 330 L102 300 L144 194 Q154 162 180 150 Z"
    )
    canvas.polygon([(x + 10, y + 10) for x, y in body], sheer(SHADOW, 0.13))
    if look.mentions("kaos", "oblong", "t-shirt", "jersey"):
        _t_shirt(canvas, look, body)
    else:
        _buttoned_shirt(canvas, look, body)
    for line in ("M186 288 Q196 240 188 208", "M414 288 Q404 240 412 208"):
        canvas.stroke(line, tone.deep, 2.5)


def kopiah(canvas, look):
    """A songkok with bands of tapis."""
    tone = look.tone
    felt = mix(tone.cloth, NIGHT, 0.55)
    scene.contact(canvas, 300, 508, 196, 20)
    side = outline("M164 248 Q300 292 436 248 L466 462 Q420 512 300 514 Q180 512 134 462 Z")
    with canvas.clip(side) as wall:
        wall.polygon(side, felt)
        motif = look.random.choice(("shoots", "diamonds", "ships"))
        wall_band = tapis.around(147, 330, 453, 420, 44, -8)
        tapis.band(
            wall, wall_band, motif, MAROON if tone.main != MAROON else NIGHT, GOLD, 11 if motif != "ships" else 7
        )
        tapis.band(wall, tapis.around(140, 424, 460, 452, 46, -4), "dots", felt, GOLD, 20)
        tapis.band(wall, tapis.around(156, 292, 444, 318, 40, -4), "zigzag", felt, GOLD, 20)
        wall.path("M398 240 Q430 380 406 520 H480 V240 Z", sheer(SHADOW, 0.32))
        wall.path("M186 250 Q166 380 172 500 L152 490 Q150 380 170 250 Z", sheer(LIGHT, 0.13))
    canvas.ellipse(300, 248, 136, 46, mix(felt, LIGHT, 0.1))
    canvas.ellipse(300, 250, 124, 38, mix(felt, LIGHT, 0.18))
    canvas.line(oval(300, 250, 124, 38), GOLD, 2.4)
    canvas.stroke("M196 250 Q300 268 404 250", mix(felt, SHADOW, 0.3), 3)


def pouchpurse(canvas, look):
    """A clutch of tapis with a flap and a gold clasp."""
    tone = look.tone
    scene.contact(canvas, 300, 510, 192, 18)
    canvas.line(outline("M440 330 Q506 340 498 420 Q492 486 440 496"), tone.deep, 13)
    body = rounded(120, 268, 480, 508, 26)
    with canvas.clip(body) as front:
        front.polygon(body, tone.main)
        tapis.band(front, tapis.flat(112, 424, 488, 494), look.random.choice(("shoots", "ships")), tone.deep, GOLD, 9)
        front.rect(440, 260, 490, 520, sheer(SHADOW, 0.2))
    flap = outline(
        "M116 296 Q116 264 148 264 H452 Q484 264 484 296 V330 Q484 350 462 362 L322 434 Q300 444 278 434 "
        "L138 362 Q116 350 116 330 Z"
    )
    canvas.polygon([(x, y + 8) for x, y in flap], sheer(SHADOW, 0.24))
    with canvas.clip(flap) as over:
        over.polygon(flap, tone.dark)
        tapis.band(over, tapis.flat(108, 268, 492, 318), "diamonds", NIGHT, GOLD, 11)
        tapis.band(
            over, tapis.flat(108, 318, 492, 352), "zigzag", MAROON if tone.main != MAROON else "#5a1c27", GOLD, 16
        )
        over.rect(100, 262, 500, 270, sheer(LIGHT, 0.2))
    canvas.line(outline("M120 336 Q120 350 140 360 L280 431 Q300 440 320 431 L460 360 Q480 350 480 336"), GOLD, 3)
    canvas.ellipse(300, 414, 21, 21, "#a87722")
    canvas.ellipse(300, 412, 20, 20, PALE_GOLD)
    canvas.ellipse(300, 412, 12, 12, GOLD)
    canvas.ellipse(295, 407, 4, 4, IVORY)


def _buttoned_shirt(canvas, look, body):
    tone = look.tone
    kind = look.random.choice(sorted(batiks.MOTIFS))
    ground = tone.cloth
    with canvas.clip(body) as front:
        batiks.pattern(front, (90, 120, 510, 520), kind, ground)
        tapis.band(front, tapis.flat(170, 440, 430, 496), "shoots", MAROON if ground != MAROON else NIGHT, GOLD, 9)
        front.path("M288 140 H312 V520 H288 Z", mix(ground, SHADOW, 0.25))
        front.rect(290, 140, 293, 520, GOLD)
        front.path("M392 140 Q424 320 400 520 H440 L500 330 V140 Z", sheer(SHADOW, 0.16))
        for points in ("M96 296 L176 330 L180 316 L102 282 Z", "M504 296 L424 330 L420 316 L498 282 Z"):
            front.path(points, GOLD)
    canvas.path("M244 128 L300 190 L356 128 L338 108 Q300 132 262 108 Z", mix(ground, SHADOW, 0.55))
    for collar in ("M262 106 L232 136 L262 186 L300 150 Z", "M338 106 L368 136 L338 186 L300 150 Z"):
        canvas.path(collar, ground)
        canvas.path(collar, sheer(SHADOW, 0.25))
    canvas.stroke("M233 137 L262 184 L298 152", GOLD, 3)
    canvas.stroke("M367 137 L338 184 L302 152", GOLD, 3)
    for y in (220, 276, 332, 388):
        canvas.ellipse(300, y, 5.6, 5.6, PALE_GOLD)


def _t_shirt(canvas, look, body):
    tone = look.tone
    with canvas.clip(body) as front:
        front.polygon(body, tone.main)
        front.shade(body, tone.deep, 0.5)
        for fold in ("M210 300 Q250 330 230 400", "M388 330 Q360 380 384 440"):
            front.stroke(fold, mix(tone.main, SHADOW, 0.18), 4)
    canvas.path("M244 128 Q300 198 356 128 L344 118 Q300 166 256 118 Z", tone.dark)
    canvas.path("M256 118 Q300 166 344 118 Q300 132 256 118 Z", mix(tone.dark, SHADOW, 0.4))
    for level in range(6):
        half = 58 - level * 10
        canvas.rect(300 - half, 318 - level * 16, 300 + half, 334 - level * 16, tone.thread)
    canvas.rect(288, 302, 312, 334, tone.main)
    write(canvas, (226, 344, 374, 404), look.label, tone.on_main, 26)


SHAPES = {"shirt": shirt, "kopiah": kopiah, "pouchpurse": pouchpurse}
HUNG = {"shirt"}
