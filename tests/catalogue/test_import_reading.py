"""Files as people send them: every encoding, separator and program, and what is no file to import."""

import csv
import io
import zipfile

import openpyxl
import pytest
from django.utils import translation

from catalogue.imports import delimited, reading, workbook
from catalogue.imports.problems import BadCell, RefusedFileError
from tests.catalogue.import_files import text_file, workbook_file

ROWS = [["nama", "harga"], ["Kopi “Lampung” – asli, café", "25000"], ["Keripik\nmanis", "15000"]]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def written(rows, delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def cells_of(path):
    return [cells for _number, cells in reading.lines(path)]


def refusal(path):
    with pytest.raises(RefusedFileError) as refused:
        cells_of(path)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_reads_the_same_in_every_encoding_and_with_every_separator(tmp_path, encoding, delimiter):
    path = text_file(tmp_path, written(ROWS, delimiter), encoding)

    assert cells_of(path) == ROWS


def test_utf_16_with_the_other_byte_order_mark_is_read(tmp_path):
    path = text_file(tmp_path, b"\xfe\xff" + written(ROWS).encode("utf-16-be"))

    assert cells_of(path) == ROWS


def test_separator_line_of_excel_is_followed(tmp_path):
    path = text_file(tmp_path, "sep=;\r\nnama;harga\r\nKopi, bubuk;25000\r\n")

    assert list(reading.lines(path)) == [(2, ["nama", "harga"]), (3, ["Kopi, bubuk", "25000"])]


def test_commas_in_text_do_not_hide_the_semicolons(tmp_path):
    path = text_file(tmp_path, "nama;harga\nKopi, bubuk, halus;25000\nTeh, celup, melati;9000\n")

    assert cells_of(path)[1] == ["Kopi, bubuk, halus", "25000"]


def test_blank_lines_are_passed_over_but_counted(tmp_path):
    path = text_file(tmp_path, "\nnama,harga\n\n,\nKopi,25000\n")

    assert list(reading.lines(path)) == [(2, ["nama", "harga"]), (5, ["Kopi", "25000"])]


def test_old_line_ends_are_read(tmp_path):
    assert cells_of(text_file(tmp_path, "nama,harga\rKopi,25000\r")) == [["nama", "harga"], ["Kopi", "25000"]]


def test_formula_in_text_is_marked(tmp_path):
    cell = cells_of(text_file(tmp_path, 'nama,harga\n"=HYPERLINK(""http://jahat"")",25000\n'))[1][0]

    assert isinstance(cell, BadCell)
    assert cell.problem == "This is a formula. Write its result instead."


def test_other_signs_at_the_start_are_data(tmp_path):
    assert cells_of(text_file(tmp_path, "nama,harga\n+62 Coffee,1\n@rumah,2\n-10% manis,3\n"))[1:] == [
        ["+62 Coffee", "1"],
        ["@rumah", "2"],
        ["-10% manis", "3"],
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file holds no rows."),
        (b"nama,harga\n", "The file holds no rows."),
        (b"nama,harga\nKo\x00pi,25000\n", "Line 2 holds a NUL character: the file is damaged or is not text."),
        ("Kopi é, teh è, gula ü\n".encode() + b"rusak \xff\n", "The text of the file is damaged"),
        (b"nama,harga\nKopi \x81,25000\n", "The text of the file is damaged"),
        (b"\xff\xfenama,harg", "The text of the file is damaged"),
        (b'nama,harga\n"Kopi,25000\nTeh,9000\n', "cannot be read: a quotation mark is open"),
        (b'nama,harga\n"Kopi" bubuk,25000\n', "Row 2 cannot be read: a quotation mark"),
        (b"nama,harga\n" + b"x" * 200_000 + b",1\n", "Row 2 cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is an old .xls file or one with a password."),
        (b"PK\x03\x04 cut off", "This is not an Excel workbook"),
    ],
)
def test_what_is_no_table_is_refused_in_words(tmp_path, content, reason):
    assert reason in refusal(text_file(tmp_path, content))


def test_missing_file_and_folder_are_refused(tmp_path):
    assert refusal(tmp_path / "tidak-ada.csv") == "The file cannot be opened: No such file or directory."
    assert refusal(tmp_path) == "The file cannot be opened: Is a directory."


def test_too_many_rows_and_bytes_are_refused(tmp_path, monkeypatch):
    path = text_file(tmp_path, written(ROWS))

    monkeypatch.setattr(reading, "MAX_ROWS", 2)
    assert len(cells_of(path)) == 3
    monkeypatch.setattr(reading, "MAX_ROWS", 1)
    assert refusal(path) == "The file has more than 1 rows. Split it and import the parts one after the other."
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    assert "The file is larger than" in refusal(path)


def test_a_hundred_thousand_rows_are_refused(tmp_path):
    path = text_file(tmp_path, "nama,harga\n" + "Kopi,25000\n" * 100_000)

    assert refusal(path) == "The file has more than 50,000 rows. Split it and import the parts one after the other."


def test_workbook_is_read_as_text(tmp_path):
    path = workbook_file(
        tmp_path,
        [["nama", "harga", "kode kota", "hp"], ["Kopi", 25000.0, "18.10", 81234567890], [None, 1.5, 18.1, True]],
    )

    assert list(reading.lines(path)) == [
        (1, ["nama", "harga", "kode kota", "hp"]),
        (2, ["Kopi", "25000", "18.10", "81234567890"]),
        (3, ["", "1.5", "18.1", "True"]),
    ]


def test_workbook_gives_its_first_visible_sheet_with_its_own_row_numbers(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["bukan ini"])
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("Produk")
    sheet["A3"], sheet["A7"] = "nama", "Kopi"
    book.save(tmp_path / "dua.xlsx")

    assert list(reading.lines(tmp_path / "dua.xlsx")) == [(3, ["nama"]), (7, ["Kopi"])]


def test_what_stands_beside_the_table_is_no_data(tmp_path):
    path = workbook_file(tmp_path, [["nama", "harga"], ["Kopi", 25000, "cek lagi!"]])

    assert cells_of(path) == [["nama", "harga"], ["Kopi", "25000"]]


def test_formula_and_error_in_a_workbook_are_marked(tmp_path):
    path = workbook_file(tmp_path, [["nama", "harga"], ["=A1&B1", "#N/A"]])

    name, price = cells_of(path)[1]

    assert (name, name.problem) == ("=A1&B1", "This is a formula. Write its result instead.")
    assert (price, price.problem) == ("#N/A", "The spreadsheet shows an error here.")


def test_text_that_begins_like_a_formula_in_a_workbook_is_data(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["nama"])
    book.active["A2"] = "=teks"
    book.active["A2"].data_type = "s"
    book.save(tmp_path / "teks.xlsx")

    cell = cells_of(tmp_path / "teks.xlsx")[1][0]

    assert cell == "=teks"
    assert not isinstance(cell, BadCell)


def test_workbook_that_unpacks_to_too_much_is_not_opened(tmp_path, monkeypatch):
    path = workbook_file(tmp_path, ROWS)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bom.bin", bytes(20_000_000))

    monkeypatch.setattr(workbook, "load_workbook", None)
    assert refusal(path) == "The workbook unpacks to an unusual size and was not opened. Save the sheet alone as CSV."


@pytest.mark.parametrize("limit", ["MAX_UNPACKED", "MAX_MEMBERS"])
def test_workbook_over_a_limit_is_not_opened(tmp_path, monkeypatch, limit):
    path = workbook_file(tmp_path, ROWS)

    monkeypatch.setattr(workbook, limit, 3)
    assert "The workbook unpacks to an unusual size" in refusal(path)


def test_workbook_with_xml_entities_is_not_opened(tmp_path):
    path = workbook_file(tmp_path, ROWS)
    entities = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "haha">]><a>&b;</a>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/entities.xml", entities)

    assert refusal(path) == "The workbook holds XML definitions and was not opened."


def test_archive_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "arsip.xlsx", "w") as archive:
        archive.writestr("surat.txt", "halo")

    assert "This is not an Excel workbook" in refusal(tmp_path / "arsip.xlsx")


def test_sheet_cut_off_in_the_middle_is_refused(tmp_path):
    whole = workbook_file(tmp_path, ROWS)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(tmp_path / "putus.xlsx", "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[:-40] if name == "xl/worksheets/sheet1.xml" else content)

    assert "This is not an Excel workbook" in refusal(tmp_path / "putus.xlsx")


def test_separator_is_guessed_from_a_sample_that_ends_in_a_quotation():
    assert delimited.delimiter_of('nama;harga\n"Kopi, bubuk";1\n"Teh') == ";"
