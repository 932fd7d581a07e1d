"""What the commands print, save and return."""

import csv

import pytest
from django.core.management import CommandError
from django.db import OperationalError

from catalogue.imports.problems import Problem
from catalogue.imports.products import ProductImport
from catalogue.imports.report import MAX_PROBLEMS, Report
from catalogue.models import Product
from members.models import Business
from tests.catalogue.import_files import BUSINESSES, PRODUCTS, run_command, text_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path):
    return text_file(tmp_path, PRODUCTS)


def failure(name, path, *arguments):
    with pytest.raises(CommandError) as failed:
        run_command(name, path, *arguments)
    assert failed.value.returncode == 1
    return str(failed.value)


def test_command_tells_what_it_did(path):
    output = run_command("import_products", path, "--publish")

    assert "         3 new\n" in output
    assert "         2 businesses to be made for products\n" in output
    assert output.endswith("3 rows were written.\n")
    assert Product.objects.published().count() == 3
    assert run_command("import_products", path, "--publish").endswith("Nothing was written.\n")


def test_businesses_have_their_own_command(tmp_path):
    assert "3 rows were written." in run_command("import_businesses", text_file(tmp_path, BUSINESSES))
    assert Business.objects.count() == 3


def test_dry_run_writes_nothing(path):
    output = run_command("import_products", path, "--dry-run")

    assert "         3 new\n" in output
    assert output.endswith("Nothing was written.\n")
    assert not Product.objects.exists()
    assert not Business.objects.exists()


def test_wrong_rows_end_with_an_error(tmp_path):
    path = text_file(tmp_path, PRODUCTS.replace("25000", "murah"))

    assert failure("import_products", path) == (
        "1 row is wrong. Nothing was written. Correct what is wrong, or leave it out with --skip-bad-rows."
    )
    assert failure("import_products", path, "--dry-run") == "1 row is wrong. Nothing was written."
    assert failure("import_products", path, "--skip-bad-rows") == "1 row is wrong. 2 rows were written."


def test_refused_file_ends_with_an_error(tmp_path):
    assert failure("import_products", tmp_path / "tidak-ada.csv").startswith("The file cannot be opened")


def test_report_on_screen_is_short_and_in_words(tmp_path):
    rows = "".join(f"Dapur,Kopi {number},murah,khayal\n" for number in range(30))
    path = text_file(tmp_path, "toko,nama,harga,kategori\n" + rows + "Dapur,Teh,1000,khayal\n")

    lines = run_command("import_products", path, "--skip-bad-rows", fails=True).splitlines()

    shown = [line for line in lines if line.startswith("Row ")]
    assert shown[0] == "Row 2, harga “murah”: Write the price in whole rupiah, for example 25000."
    assert len(shown) == 20
    assert "… and 10 more; --report saves them all." in lines
    assert "kategori “khayal”: No such category: put under “Lainnya”. (row 32)" in lines


def test_report_is_saved_as_csv_that_is_safe_to_open(tmp_path):
    path = text_file(tmp_path, "toko,nama,harga,kategori\nDapur,Kopi,-25000,kopi\nDapur,Teh,1000,+khayal\n")
    report = tmp_path / "laporan.csv"

    failure("import_products", path, "--report", str(report))

    assert report.read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(report.read_text(encoding="utf-8-sig").splitlines())) == [
        ["kind", "row", "column", "value", "what is wrong", "rows"],
        ["error", "2", "harga", "'-25000", "Write the price in whole rupiah, for example 25000.", "1"],
        ["note", "3", "kategori", "'+khayal", "No such category: put under “Lainnya”.", "1"],
    ]


def test_report_that_cannot_be_saved_is_told(path, tmp_path):
    assert failure("import_products", path, "--report", str(tmp_path)) == (
        "The report cannot be saved: Is a directory."
    )
    assert failure("import_products", path, "--report", str(path)) == "The report would overwrite the file itself."
    assert path.read_text() == PRODUCTS


def test_code_system_of_the_regencies_is_an_option(tmp_path):
    path = text_file(tmp_path, "toko,nama,harga,kode kota\nDapur,Kopi,1000,1801\n")

    assert "1 row is wrong" in failure("import_products", path)
    run_command("import_products", path, "--code-system", "bps")
    assert Business.objects.get().regency.name == "Kabupaten Lampung Barat"


@pytest.mark.parametrize(
    ("error", "reason"), [(OperationalError("locked"), "locked"), (KeyboardInterrupt(), "interrupted")]
)
def test_run_that_stops_says_how_to_go_on(path, monkeypatch, error, reason):
    def write(self, decisions, **audit):
        raise error

    monkeypatch.setattr(ProductImport, "write", write)

    assert failure("import_products", path) == (
        f"Stopped ({reason}). 0 rows are written; the same command writes the rest."
    )


def test_report_holds_only_so_many_problems():
    report = Report()
    for row in range(MAX_PROBLEMS + 5):
        report.add_problems([Problem(row, "harga", "murah", "…")])

    assert (report.wrong, len(report.problems), report.unlisted_problems) == (MAX_PROBLEMS + 5, MAX_PROBLEMS, 5)
