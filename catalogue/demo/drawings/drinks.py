"""Drinks: a bag of coffee with its cup, and cold and hot drinks."""

from catalogue.demo.drawings import props, scene, tapis
from catalogue.demo.drawings.canvas import mix, outline, oval, rounded, sheer
from catalogue.demo.drawings.labels import plate, write
from catalogue.demo.drawings.palette import (
    COFFEE,
    DARK_COFFEE,
    GOLD,
    IVORY,
    LEAF,
    LIGHT,
    SHADOW,
)

DRINK_WORDS = {
    ("kopi", "coffee", "latte"): ("#c08d5f", "#6a3f22"),
    ("cokelat", "coklat"): ("#8a5534", "#5a331c"),
    ("teh", "tea"): ("#c9782f", "#8a4813"),
    ("cincau", "pandan", "alpukat", "matcha", "dawet", "cendol"): ("#b4c877", "#7c9647"),
    ("naga", "stroberi", "buah", "rosella", "markisa"): ("#d95a76", "#a02f4c"),
    ("jeruk", "mangga", "kunyit", "jamu", "wedang", "nanas"): ("#efa838", "#c2761a"),
    ("susu", "milk", "yogurt"): ("#fbf3e4", "#e3d3b8"),
}


def coffee(canvas, look):
    """A bag of coffee with a cup of it, steaming, and beans."""
    tone, random = look.tone, look.random
    bag, side = (("#d3ab74", "#a97f49"), (tone.main, tone.dark), ("#3d302b", "#271d1a"))[random.randrange(3)]
    scene.contact(canvas, 368, 506, 108, 14)
    canvas.path("M456 196 L476 216 V482 L456 506 Z", mix(side, SHADOW, 0.25))
    canvas.rect(272, 196, 458, 506, bag, 3)
    canvas.path("M430 196 H458 V506 H430 Q440 350 430 196 Z", sheer(side, 0.8))
    canvas.path("M266 148 H450 L474 170 L458 200 H272 Z", side)
    canvas.rect(262, 158, 456, 176, tone.main if bag != tone.main else GOLD, 8)
    canvas.rect(282, 214, 292, 486, sheer(LIGHT, 0.22), 5)
    canvas.ellipse(364, 224, 9, 9, side)
    canvas.ellipse(364, 224, 4, 4, mix(side, SHADOW, 0.5))
    canvas.rect(298, 250, 424, 432, IVORY, 4)
    with canvas.clip(rounded(302, 254, 420, 338, 2)) as picture:
        _highlands(picture, tone)
    tapis.band(canvas, tapis.flat(298, 412, 424, 432), "shoots", count=8)
    write(canvas, (306, 342, 416, 408), look.label, tone.ink, 30)
    scene.contact(canvas, 216, 520, 112, 12)
    hot_cup(canvas, 208, 520, COFFEE, tone)
    for x, y, turn in ((398, 530, 20), (432, 540, -40), (464, 526, 70), (360, 544, 10))[: random.randint(2, 4)]:
        props.bean(canvas, x, y, turn)


def cup(canvas, look):
    """A drink: cold in a lidded cup with a straw, or hot in china."""
    cold = look.mentions(
        "es ", "ice", "jus", "dingin", "boba", "cincau", "dawet", "cendol", "sirup", "smoothie", "infused"
    )
    if cold or (look.random.random() < 0.5 and not look.mentions("kopi", "hangat", "teh", "wedang")):
        _cold_cup(canvas, look)
    else:
        scene.contact(canvas, 300, 510, 196, 18)
        hot_cup(canvas.at(300, 512, 0, 1.62), 0, 0, _drink(look)[1], look.tone)
        props.cinnamon(canvas, 470, 532, -18, 0.9)
        props.star_anise(canvas, 136, 536, 0.9)


def hot_cup(canvas, x, base, drink, tone):
    """A china cup on its saucer with the saucer's foot at (x, base)."""
    here = canvas.at(x, base)
    here.ellipse(0, -8, 112, 15, "#d9cdbb")
    here.ellipse(0, -12, 112, 15, "#fffaf0")
    here.ellipse(0, -12, 62, 7, "#e5dac9")
    handle = outline("M58 -98 Q112 -108 108 -72 Q104 -40 46 -38")
    here.line(handle, "#e4d9c8", 15)
    here.line([(px - 1, py - 2) for px, py in handle], "#fffaf0", 11)
    bowl = outline("M-76 -112 H76 Q74 -58 52 -30 Q44 -16 30 -14 H-30 Q-44 -16 -52 -30 Q-74 -58 -76 -112 Z")
    with here.clip(bowl) as china:
        china.rect(-100, -120, 100, 0, "#fffaf0")
        china.path("M36 -120 Q40 -50 12 -10 H90 V-120 Z", sheer("#b7a78f", 0.35))
        tapis.band(china, tapis.around(-76, -92, 76, -64, 10, 6), "shoots", tone.cloth, GOLD, 9)
    here.ellipse(0, -112, 76, 17, "#fffaf0")
    here.ellipse(0, -111, 68, 13, mix(drink, SHADOW, 0.35))
    here.ellipse(0, -109, 64, 11, drink)
    here.polygon(oval(-6, -109, 44, 6, 190, 300), mix(drink, LIGHT, 0.25))
    props.steam(here, 0, -134, 84)


def _drink(look):
    """The colours of the drink that the label names: at the surface and below."""
    return next(
        (colours for words, colours in DRINK_WORDS.items() if look.mentions(*words)),
        DRINK_WORDS["kopi", "coffee", "latte"],
    )


def _cold_cup(canvas, look):
    tone, (pale, dark) = look.tone, _drink(look)
    scene.contact(canvas, 300, 512, 106, 14)
    canvas.line([(338, 256), (372, 112), (408, 104)], mix(tone.main, LIGHT, 0.1), 13)
    cup_shape = outline("M188 232 H412 L382 498 Q380 512 364 512 H236 Q220 512 218 498 Z")
    with canvas.clip(cup_shape) as body:
        body.rect(0, 0, 600, 600, "#f4f6f2")
        body.rect(150, 268, 450, 520, pale)
        body.shade(rounded(188, 300, 412, 512), dark, 0.9, "down")
        for x, y, turn in (
            (226, 274, 12),
            (282, 266, -10),
            (340, 276, 18),
            (254, 312, -24),
            (320, 316, 6),
            (376, 308, -16),
        ):
            body.at(x, y, turn).rect(-20, -20, 20, 20, sheer(LIGHT, 0.42), 6)
        if look.mentions("boba", "cincau", "cendol", "dawet"):
            for _ in range(26):
                body.ellipse(look.random.randint(220, 380), look.random.randint(440, 506), 9, 9, DARK_COFFEE)
        body.path("M204 240 L222 240 L244 500 H234 Z", sheer(LIGHT, 0.45))
        body.path("M382 232 H420 L384 512 H352 Z", sheer(SHADOW, 0.12))
    plate(canvas, (230, 340, 370, 452), look)
    canvas.rect(176, 216, 424, 238, "#ffffff", 9)
    canvas.path("M196 218 Q206 160 300 158 Q394 160 404 218 Z", sheer("#f7fbfa", 0.72))
    canvas.stroke("M216 208 Q230 178 276 170", LIGHT, 6)
    canvas.rect(176, 230, 424, 238, "#d8dcd6", 4)
    props.leaf(canvas, 432, 524, -22, 78)
    canvas.ellipse(158, 522, 36, 24, "#e9a63a")
    canvas.ellipse(158, 519, 30, 18, "#f9d98a")
    for turn in range(0, 180, 45):
        canvas.at(158, 519, turn, 1).line([(-24, 0), (24, 0)], "#e9a63a", 2)


def _highlands(canvas, tone):
    """The little landscape on a coffee label: two hills and the sun."""
    canvas.rect(290, 240, 430, 340, tone.pale)
    canvas.ellipse(361, 296, 24, 24, GOLD)
    canvas.path("M296 338 L332 280 L352 306 L384 268 L430 338 Z", LEAF)
    canvas.path("M384 268 L430 338 H388 Z", "#44733f")
    canvas.path("M296 340 Q350 306 424 332 V340 Z", "#35602f")


SHAPES = {"coffee": coffee, "cup": cup}
