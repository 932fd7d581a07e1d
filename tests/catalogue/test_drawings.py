import pytest
from PIL import ImageStat

from catalogue.demo.drawings import HUNG, SHAPES, draw_cover, draw_logo, draw_product
from catalogue.demo.drawings.canvas import STROKE, font
from catalogue.demo.drawings.labels import MAX_LINES, fit
from catalogue.demo.drawings.palette import TONES
from catalogue.photos import encode_photo

NAMES = [
    "pouch",
    "jar",
    "bottle",
    "honey",
    "coffee",
    "cup",
    "box",
    "hampers",
    "basket",
    "bag",
    "mat",
    "cloth",
    "batik",
    "scarf",
    "shirt",
    "kopiah",
    "pouchpurse",
    "soap",
    "oil",
    "sack",
    "palm-sugar",
    "cake",
    "plate",
    "fish",
    "fruit",
    "plant",
    "spice",
    "pot",
    "furniture",
    "lamp",
    "frame",
    "book",
    "sewing",
    "camera",
    "scissors",
    "tools",
    "laundry",
    "palette",
    "phone",
    "van",
]
LABELS = [
    "Kopi",
    "Keripik Pisang Cokelat Lumer Bu Yani Isi 12",
    "Pertanggungjawabanketidakberkesinambungan",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "",
]


def test_all_shapes_are_known():
    assert sorted(SHAPES) == sorted(NAMES)
    assert SHAPES.keys() >= HUNG


@pytest.mark.parametrize("tone", ["maroon", "cream", "gold"])
@pytest.mark.parametrize("shape", NAMES)
def test_every_shape_is_drawn_in_every_kind_of_tone(shape, tone):
    picture = draw_product(shape, tone, "Produk Lampung", seed=1, size=120)

    assert picture.mode == "RGB"
    assert picture.size == (120, 120)
    assert min(ImageStat.Stat(picture).stddev) > 8


@pytest.mark.parametrize("tone", TONES)
def test_every_tone_is_drawn(tone):
    for shape in ["pouch", "cloth", "cake", "phone"]:
        assert draw_product(shape, tone, "Produk", seed=2, size=60).size == (60, 60)


@pytest.mark.parametrize(
    ("shape", "label"),
    [
        *[("fruit", label) for label in ("Pisang", "Durian", "Nanas", "Alpukat", "Jeruk", "Buah Naga")],
        *[("plate", label) for label in ("Sate", "Mie Ayam", "Nasi Seruit")],
        *[("cake", label) for label in ("Lapis Legit", "Brownies", "Kue Ulang Tahun")],
        *[("plant", label) for label in ("Monstera", "Kaktus", "Lidah Mertua", "Anggrek")],
        *[("furniture", label) for label in ("Kursi", "Meja", "Rak")],
    ],
)
def test_label_chooses_what_is_drawn(shape, label):
    plain = draw_product(shape, "leaf", "Lain", seed=1, size=80)
    named = draw_product(shape, "leaf", label, seed=1, size=80)

    assert named.tobytes() != plain.tobytes()


def test_same_words_draw_the_same_picture():
    first, second = (draw_product("pouch", "leaf", "Keripik", seed=5, size=120) for _ in range(2))

    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize("shape", NAMES)
def test_seeds_draw_different_pictures(shape):
    pictures = {draw_product(shape, "teal", "Produk", seed, size=60).tobytes() for seed in range(4)}

    assert len(pictures) == 4


@pytest.mark.parametrize("label", LABELS)
def test_no_label_breaks_a_drawing(label):
    for shape in ["pouch", "jar", "bottle", "honey", "sack", "box", "soap", "bag", "phone", "van", "tools"]:
        assert draw_product(shape, "maroon", label, seed=1, size=60)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(("width", "height"), [(160, 90), (60, 40), (300, 30)])
def test_label_never_leaves_its_box(label, width, height):
    lines, size = fit(label, width, height, largest=40)

    assert len(lines) <= MAX_LINES
    assert size <= 40
    assert len(lines) * size <= height
    for line in lines:
        assert font(200).getlength(line) / 200 * size + 2 * STROKE * size <= width


def test_short_label_keeps_all_its_words():
    lines, _ = fit("Keripik Pisang Cokelat", 160, 100)

    assert " ".join(lines) == "Keripik Pisang Cokelat"


@pytest.mark.parametrize("shape", ["batik", "basket", "plate"])
def test_drawing_is_light_to_send(shape):
    photo = encode_photo(draw_product(shape, "maroon", "Produk", seed=1))

    assert (photo.width, photo.height) == (1200, 1200)
    assert len(photo.renditions[640]) <= 40_000


def test_covers_vary_and_have_the_size_asked_for():
    covers = [draw_cover("maroon", seed, size=(200, 80)) for seed in range(10)]

    assert {cover.size for cover in covers} == {(200, 80)}
    assert len({cover.tobytes() for cover in covers}) == 10
    assert draw_cover("maroon", 3, size=(200, 80)).tobytes() == covers[3].tobytes()
    assert draw_cover("leaf", 1, size=(300, 60)).size == (300, 60)


@pytest.mark.parametrize("tone", TONES)
def test_logo_shows_its_letters(tone):
    logos = [draw_logo(initials, tone, seed, size=64) for initials in ("A", "DY", "UNK") for seed in range(5)]

    assert {logo.size for logo in logos} == {(64, 64)}
    assert len({logo.tobytes() for logo in logos}) == 15
    assert draw_logo("DY", tone, 1, size=64).tobytes() == logos[6].tobytes()
