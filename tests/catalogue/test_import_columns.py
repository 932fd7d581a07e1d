"""Which heading means which column, and what a cell may say."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation

from catalogue.imports import known_columns, values
from catalogue.imports.columns import Layout
from catalogue.imports.known_columns import BUSINESS_COLUMNS, PRODUCT_COLUMNS
from catalogue.imports.problems import BadCell, Problem, RefusedFileError
from catalogue.models import Product


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def refusal(*headings):
    with pytest.raises(RefusedFileError) as refused:
        Layout(headings, PRODUCT_COLUMNS)
    return str(refused.value)


def test_headings_are_found_in_any_spelling():
    layout = Layout(["Nama_Produk ", "HARGA (Rp)", "", "kode-kota", "Catatan"], PRODUCT_COLUMNS)

    assert layout.headings == {"name": "Nama_Produk", "price": "HARGA (Rp)", "city_code": "kode-kota"}
    assert layout.unused == ["Catatan"]


def test_missing_columns_are_named():
    assert refusal("judul", "catatan") == (
        "These columns are missing: price idr / harga / price. The file has: judul, catatan."
    )
    assert refusal("") == (
        "These columns are missing: title / nama produk / product name and price idr / harga / price. The file has: –."
    )


@pytest.mark.parametrize("twin", ["harga", "Price", "HARGA"])
def test_two_columns_of_one_meaning_are_refused(twin):
    assert refusal("nama", "harga", twin) == f"The columns “harga” and “{twin}” mean the same. Leave one of them out."


def test_columns_that_are_not_used_may_stand_twice():
    assert Layout(["nama", "harga", "catatan", "catatan"], PRODUCT_COLUMNS).unused == ["catatan", "catatan"]


@pytest.mark.parametrize("columns", [PRODUCT_COLUMNS, BUSINESS_COLUMNS])
def test_no_heading_means_two_columns_and_all_are_documented(columns):
    headings = [heading for column in columns for heading in column.headings]
    manual = (settings.BASE_DIR / "docs" / "import.md").read_text(encoding="utf-8")

    assert len(headings) == len(set(headings))
    assert headings == [values.name_key(heading) for heading in headings]
    assert [heading for heading in headings if f"`{heading}`" not in manual] == []


def test_row_gives_values_by_column_and_names_what_is_wrong():
    layout = Layout(["nama", "Harga", "toko", "catatan"], PRODUCT_COLUMNS)
    formula = BadCell.because("=A1", "This is a formula.")

    assert layout.read(5, ["Kopi", "Rp 25.000", "  ", formula]) == ({"name": "Kopi", "price": 25_000}, [])
    assert layout.read(6, [formula, "murah"]) == (
        {},
        [
            Problem(6, "nama", "=A1", "This is a formula."),
            Problem(6, "Harga", "murah", "Write the price in whole rupiah, for example 25000."),
        ],
    )
    assert layout.read(7, ["", "1"])[1] == [Problem(7, "nama", "", "This cell must not be empty.")]
    assert layout.read(8, ["Kopi", "1", "", "", "sisa"])[1] == [
        Problem(8, "no heading", "sisa", "The row has more cells than there are headings. Are quotation marks missing?")
    ]


@pytest.mark.parametrize(
    ("text", "rupiah"),
    [
        ("25000", 25_000),
        ("Rp 25.000", 25_000),
        ("Rp25.000,-", 25_000),
        ("IDR 25,000.00", 25_000),
        ("25.000,00", 25_000),
        ("1.250.000", 1_250_000),
        ("117000.0", 117_000),
        ("999.999.999", 999_999_999),
    ],
)
def test_price_is_read_as_people_write_it(text, rupiah):
    assert values.price(text) == rupiah


@pytest.mark.parametrize(
    "text",
    [
        "gratis",
        "25.5",
        "25,50",
        "25.00.000",
        "1.000,50",
        "-5000",
        "0",
        "1e5",
        "25rb",
        "20.000-30.000",
        "2000000000",
        "٢٥",
    ],
)
def test_price_that_is_not_plain_is_never_guessed(text):
    with pytest.raises(ValidationError):
        values.price(text)


@pytest.mark.parametrize(
    ("parse", "text", "value"),
    [
        (values.options, "Original; Balado |Cokelat;original;;Balado", ["Original", "Balado", "Cokelat", "original"]),
        (values.availability, "Pre-Order", "preorder"),
        (values.availability, "SIAP KIRIM", "ready"),
        (values.availability, "made_to_order", "made_to_order"),
        (values.scale, "Usaha Mikro", "micro"),
        (values.whatsapp, "0812-3456-7890", "+6281234567890"),
        (values.whatsapp, "81234567890", "+6281234567890"),
        (values.number_of(Product, "lead_time_days"), "3 hari", 3),
        (values.number_of(Product, "minimum_order"), "10.0", 10),
        (values.one_line, " Kopi\tbubuk \x07 enak\n", "Kopi bubuk enak"),
        (values.paragraphs, "Satu \r\n\r\n dua\x00", "Satu\n\ndua"),
    ],
)
def test_cells_are_read(parse, text, value):
    assert parse(text) == value


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (values.options, ";".join(f"rasa {number}" for number in range(31))),
        (values.options, "x" * 61),
        (values.availability, "mungkin"),
        (values.scale, "raksasa"),
        (values.whatsapp, "0721 123456"),
        (values.whatsapp, "nanti"),
        (values.number_of(Product, "lead_time_days"), "0"),
        (values.number_of(Product, "lead_time_days"), "3-5 hari"),
        (values.number_of(Product, "minimum_order"), "1000"),
        (values.line_of(Product, "name"), "x" * 201),
        (values.text_of(Product, "description"), "x" * 5001),
    ],
)
def test_cells_that_do_not_fit_are_refused(parse, text):
    with pytest.raises(ValidationError):
        parse(text)


@pytest.mark.parametrize("name", ["Dapur Bu-Yani.", "DAPUR  BU YANI", "dapur_bu yani", "Ｄapur Bu Yani"])
def test_names_are_the_same_in_any_spelling(name):
    assert values.name_key(name) == "dapur bu yani"


def test_name_of_signs_alone_keeps_them():
    assert values.name_key("*** !") == "*** !"


def test_required_columns_are_those_without_which_nothing_is_known():
    required = [column.name for column in known_columns.PRODUCT_COLUMNS if column.is_required]

    assert required == ["name", "price"]
