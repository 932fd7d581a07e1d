"""Products in packs: pouch, sack, box, hampers, soap."""

from catalogue.demo.drawings import contents, props, scene, tapis, vessels
from catalogue.demo.drawings.canvas import mix, outline, oval, rounded, sheer
from catalogue.demo.drawings.labels import plate, write
from catalogue.demo.drawings.palette import (
    GOLD,
    IVORY,
    LIGHT,
    MAROON,
    PALE_GOLD,
    SHADOW,
)


def pouch(canvas, look):
    """A stand-up pouch of snacks with a window."""
    half, top = look.random.choice(((112, 168), (118, 186), (106, 150)))
    left, right, tone = 300 - half, 300 + half, look.tone
    scene.contact(canvas, 300, 512, half + 14, 15)
    canvas.path(f"M{left} {top} H{right} V{top + 40} H{left} Z", tone.dark)
    body = outline(
        f"M{left} {top + 34} H{right} Q{right + 14} 330 {right + 10} 474 Q{right + 8} 506 {right - 22} 510 "
        f"Q300 520 {left + 22} 510 Q{left - 8} 506 {left - 10} 474 Q{left - 14} 330 {left} {top + 34} Z"
    )
    with canvas.clip(body) as front:
        front.rect(0, 0, 600, 600, tone.main)
        front.path(f"M{right - 38} {top} Q{right - 22} 330 {right - 40} 520 H600 V{top} Z", sheer(tone.dark, 0.75))
        front.rect(left + 6, top + 46, left + 19, 478, sheer(LIGHT, 0.3), 6)
        front.stroke(f"M{left + 18} 492 Q300 470 {right - 18} 492", tone.dark, 3)
    canvas.rect(left, top + 36, right, top + 39, tone.deep)
    canvas.dashes((left + 6, top + 28), (right - 6, top + 28), tone.light, 2, 5, 5)
    canvas.ellipse(300, top + 14, 8, 8, tone.deep)
    plate_top = top + 62
    window = look.random.choice((_round_window, _arched_window, _wide_window))
    window(canvas, look, plate_top + 136)
    plate(canvas, (300 - half * 0.76, plate_top, 300 + half * 0.7, plate_top + 118), look, ink=look.tone.ink)
    contents.scatter(canvas, look)


def sack(canvas, look):
    """An open sack with its grain heaped up and the name printed on the cloth."""
    tone, random = look.tone, look.random
    cloth, dark = ("#d9bd8b", "#b3925e") if random.random() < 0.7 else ("#efe4cb", "#cdbb95")
    scene.contact(canvas, 300, 510, 150, 18)
    mound = outline("M172 250 Q196 178 300 168 Q404 178 428 250 Z")
    with canvas.clip(mound) as heap:
        heap.rect(100, 100, 500, 300, "#8a6a3a")
        contents.fill(heap, (176, 176, 424, 262), look, 0.62, otherwise=contents.grain)
        heap.shade(mound, SHADOW, 0.3)
    body = outline("M166 246 Q150 360 146 470 Q146 508 190 512 Q300 520 410 512 Q454 508 454 470 Q450 360 434 246 Z")
    with canvas.clip(body) as front:
        front.rect(0, 0, 600, 600, cloth)
        for x in range(140, 470, 7):
            front.line([(x, 240), (x - 4, 520)], sheer(dark, 0.28), 1.2)
        for y in range(252, 520, 7):
            front.line([(130, y), (470, y)], sheer(dark, 0.28), 1.2)
        front.path("M384 240 Q402 380 386 520 H470 V240 Z", sheer(dark, 0.5))
        for x in (206, 262, 340, 398):
            front.path(f"M{x} 252 Q{x + 6} 300 {x - 4} 332 Q{x - 6} 296 {x} 252 Z", sheer(dark, 0.5))
        tapis.band(front, tapis.around(120, 458, 480, 496, 10), "shoots", tone.cloth, PALE_GOLD, 11)
    canvas.path(
        "M154 232 Q152 214 176 214 Q300 244 424 214 Q448 214 446 232 Q448 256 430 262 Q300 292 170 262 "
        "Q152 256 154 232 Z",
        cloth,
    )
    canvas.path("M158 246 Q300 284 442 246 Q444 256 430 262 Q300 292 170 262 Q156 256 158 246 Z", dark)
    canvas.stroke("M172 222 Q300 252 428 222", mix(cloth, LIGHT, 0.45), 4)
    canvas.rect(204, 318, 388, 322, sheer(tone.ink, 0.85))
    canvas.rect(204, 440, 388, 444, sheer(tone.ink, 0.85))
    write(canvas, (200, 326, 392, 436), look.label, tone.ink, 38)
    contents.scatter(canvas, look, ((140, 524), (178, 540), (462, 532), (118, 540)), 0.9)


def box(canvas, look):
    """A carton with a lid that is banded with tapis, a little from above."""
    tone, random = look.tone, look.random
    paper, side = (("#e6cfa5", "#c5a672"), ("#fbf3e2", "#ddceb0"))[random.random() < 0.5]
    scene.contact(canvas, 312, 512, 176, 18)
    canvas.path("M412 300 L470 270 V478 L412 512 Z", side)
    canvas.rect(152, 290, 412, 512, paper)
    canvas.shade(rounded(152, 290, 412, 512), side, 0.5)
    canvas.path("M140 250 L208 208 H484 L424 250 Z", tone.light)
    canvas.path("M424 250 L484 208 V262 L424 306 Z", tone.dark)
    canvas.rect(140, 250, 424, 306, tone.main)
    canvas.rect(140, 250, 424, 253, sheer(LIGHT, 0.35))
    canvas.rect(152, 306, 412, 314, sheer(SHADOW, 0.16))
    tapis.band(
        canvas, tapis.flat(140, 264, 424, 298), random.choice(("shoots", "diamonds", "zigzag")), tone.deep, GOLD, 12
    )
    plate(canvas, (178, 332, 388, 480), look, IVORY if paper != "#fbf3e2" else "#fffdf7", look.tone.ink)
    if random.random() < 0.6:
        canvas.path(
            "M196 234 Q258 214 330 218 Q392 222 436 232 Q380 244 320 240 Q250 238 196 234 Z", sheer(tone.dark, 0.35)
        )
        _twine(canvas, tone)
    contents.scatter(canvas, look, ((108, 520), (150, 540), (488, 536)), 1.05)


def hampers(canvas, look):
    """A gift box with a ribbon: closed under a bow, or open with what is in it looking out."""
    draw_gift = _gift_closed if look.random.random() < 0.4 else _gift_open
    draw_gift(canvas, look)
    props.blossom(canvas, 136, 528, 0.9)
    props.blossom(canvas, 166, 540, 0.7)


def soap(canvas, look):
    """Bars of handmade soap in paper sleeves, bubbles about them."""
    tone, random = look.tone, look.random
    scene.contact(canvas, 300, 514, 190, 18)
    bars = ((104, 424, 296, 510, tone.light), (308, 424, 500, 510, mix(tone.light, IVORY, 0.45)))
    for bar in bars:
        _soap_bar(canvas, *bar, tone, ())
    _soap_bar(canvas, 176, 326, 424, 422, mix(tone.main, IVORY, 0.25), tone, look.label)
    for x, y, radius in ((142, 330, 22), (112, 372, 12), (450, 300, 28), (482, 352, 14), (428, 250, 11), (178, 280, 9)):
        props.bubble(canvas, x + random.randint(-8, 8), y + random.randint(-8, 8), radius)
    props.leaf(canvas, 452, 520, 200, 92)
    props.leaf(canvas, 452, 520, 168, 78, "#7fae69")
    props.blossom(canvas, 458, 514, 1.1)


def _round_window(canvas, look, top):
    radius = min(56, (496 - top) / 2)
    _window(canvas, look, oval(300, top + radius, radius, radius), oval(300, top + radius, radius + 6, radius + 6))


def _arched_window(canvas, look, top):
    shape = "M{l} {b} V{m} Q{l} {t} 300 {t} Q{r} {t} {r} {m} V{b} Q300 {s} {l} {b} Z"
    inner = outline(shape.format(l=240, r=360, t=top, m=top + 56, b=484, s=496))
    outer = outline(shape.format(l=234, r=366, t=top - 7, m=top + 54, b=490, s=503))
    _window(canvas, look, inner, outer)


def _wide_window(canvas, look, top):
    middle = (top + 488) / 2
    _window(canvas, look, oval(300, middle, 82, (488 - top) / 2), oval(300, middle, 88, (488 - top) / 2 + 6))


def _window(canvas, look, inner, outer):
    canvas.polygon(outer, look.tone.dark)
    xs, ys = zip(*inner, strict=True)
    with canvas.clip(inner) as window:
        window.polygon(inner, mix(look.tone.deep, "#5a3512", 0.5))
        contents.fill(window, (min(xs), min(ys), max(xs), max(ys)), look)
        window.polygon(
            [(min(xs), max(ys)), (min(xs) + 40, min(ys)), (min(xs) + 62, min(ys)), (min(xs) + 22, max(ys))],
            sheer(LIGHT, 0.16),
        )


def _twine(canvas, tone):
    """A ribbon over the lid, tied in a flat bow."""
    canvas.path("M272 208 H300 L262 250 V306 H234 V250 Z", tone.deep)
    canvas.path("M248 236 Q200 196 178 216 Q176 240 248 240 Z", GOLD)
    canvas.path("M252 236 Q300 190 326 210 Q330 238 252 240 Z", PALE_GOLD)
    canvas.ellipse(250, 238, 13, 9, "#a87722")


def _gift_closed(canvas, look):
    tone = look.tone
    scene.contact(canvas, 300, 512, 168, 18)
    canvas.rect(148, 300, 452, 512, tone.main)
    canvas.shade(rounded(148, 300, 452, 512), tone.deep, 0.55)
    tapis.band(canvas, tapis.flat(148, 452, 452, 496), "shoots", tone.deep, GOLD, 11)
    canvas.rect(134, 252, 466, 312, tone.dark, 4)
    canvas.rect(134, 252, 466, 258, tone.light, 3)
    canvas.rect(148, 312, 452, 320, sheer(SHADOW, 0.25))
    canvas.rect(276, 252, 324, 512, GOLD)
    canvas.rect(312, 252, 324, 512, "#b8862c")
    _bow(canvas, 300, 250, 1.25)
    canvas.line([(324, 262), (372, 338)], "#efe3c8", 2.4)
    canvas.rect(338, 330, 436, 400, IVORY, 6)
    canvas.ellipse(352, 342, 4, 4, "#b8862c")
    write(canvas, (346, 338, 430, 396), look.label, MAROON, 22)


def _gift_open(canvas, look):
    tone = look.tone
    scene.contact(canvas, 300, 512, 180, 18)
    vessels.small_bottle(canvas, 210, 400, 62, 232, "#b4331f", tone.deep)
    vessels.small_jar(canvas, 396, 400, 104, 150, "#d8901f", "#8a5a2a")
    small_pouch(canvas, 300, 410, 122, 214, tone.light, tone.dark)
    for x in range(146, 460, 15):
        canvas.stroke(
            f"M{x} 372 Q{x + look.random.randint(-16, 16)} {340 + look.random.randint(-8, 12)} {x + 12} 376",
            "#e7cf98",
            5,
        )
    canvas.path("M126 364 H474 L452 512 H148 Z", tone.main)
    with canvas.clip(outline("M126 364 H474 L452 512 H148 Z")) as front:
        front.shade(rounded(126, 364, 474, 512), tone.deep, 0.55)
        tapis.band(front, tapis.flat(120, 452, 480, 498), "diamonds", tone.deep, GOLD, 12)
    canvas.rect(118, 356, 482, 376, tone.dark, 6)
    canvas.rect(118, 356, 482, 361, tone.light, 3)
    canvas.rect(280, 356, 320, 512, GOLD)
    canvas.rect(310, 356, 320, 512, "#b8862c")
    _bow(canvas, 300, 392, 1.05)


def small_pouch(canvas, x, base, width, height, colour, dark):
    left, right, top = x - width / 2, x + width / 2, base - height
    canvas.path(f"M{left} {top} H{right} L{right + 6} {base} H{left - 6} Z", colour)
    canvas.rect(left, top, right, top + 22, dark)
    canvas.dashes((left + 4, top + 16), (right - 4, top + 16), mix(dark, LIGHT, 0.5), 1.6)
    canvas.rect(right - 20, top + 22, right, base, sheer(dark, 0.35))
    canvas.rect(left + 14, top + 44, right - 16, top + 112, IVORY, 5)
    canvas.polygon(oval(x - 1, top + 70, 22, 16, 180, 360), GOLD)
    canvas.path(
        f"M{x - 34} {top + 84} L{x - 12} {top + 62} L{x + 2} {top + 76} L{x + 14} {top + 64} L{x + 32} {top + 84} Z",
        "#5c8f4e",
    )
    tapis.band(canvas, tapis.flat(left + 14, top + 90, right - 16, top + 112), "shoots", count=7)


def _bow(canvas, x, y, scale):
    here = canvas.at(x, y, 0, scale)
    here.path("M-6 4 L-46 62 L-22 58 L-12 74 L4 10 Z", "#b8862c")
    here.path("M6 4 L46 62 L22 58 L12 74 L-4 10 Z", "#a87722")
    for flip in (False, True):
        loop = here.at(0, 0, flip=flip)
        loop.path("M0 0 Q-34 -46 -74 -32 Q-92 0 -70 24 Q-36 30 0 0 Z", GOLD)
        loop.path("M-8 0 Q-34 -24 -58 -18 Q-66 0 -54 12 Q-30 14 -8 0 Z", "#a87722")
        loop.stroke("M-10 -10 Q-38 -40 -68 -26", PALE_GOLD, 3)
    here.rect(-14, -14, 14, 14, PALE_GOLD, 8)
    here.rect(2, -14, 14, 14, GOLD, 8)


def _soap_bar(canvas, x0, y0, x1, y1, colour, tone, label):
    canvas.rect(x0, y0, x1, y1, colour, 16)
    with canvas.clip(rounded(x0, y0, x1, y1, 16)) as bar:
        bar.rect(x0, y1 - 16, x1, y1, sheer(tone.deep, 0.25))
        bar.rect(x0, y0, x1, y0 + 9, sheer(LIGHT, 0.35))
        for share in (0.1, 0.2, 0.83, 0.92):
            x = x0 + (x1 - x0) * share
            bar.stroke(f"M{x} {y0 + 18} Q{x + 8} {y0 + 36} {x - 3} {y1 - 20}", mix(colour, LIGHT, 0.3), 3)
        left, right = x0 + (x1 - x0) * 0.24, x1 - (x1 - x0) * 0.24
        bar.rect(left, y0, right, y1, IVORY)
        bar.rect(right - 12, y0, right, y1, sheer(SHADOW, 0.08))
        tapis.band(bar, tapis.flat(left, y1 - 28, right, y1 - 6), "shoots", count=max(5, int((right - left) / 15)))
    if label:
        write(canvas, (left + 6, y0 + 8, right - 6, y1 - 32), label, MAROON, 30)
    else:
        props.blossom(canvas, (left + right) / 2, y0 + 32, 1, tone.light, tone.dark)


SHAPES = {"pouch": pouch, "sack": sack, "box": box, "hampers": hampers, "soap": soap}
