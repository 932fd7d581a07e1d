"""Files for the tests of imports, and how to run one."""

from contextlib import nullcontext, suppress
from io import StringIO

import openpyxl
from django.core.management import CommandError, call_command
from django.utils import translation

from catalogue.imports.importing import Options

PRODUCTS = """id,sumber,toko,nama produk,kategori,harga,kota,kode kota,provinsi
A1,daftar,Dapur Bu Yani,Keripik pisang,keripik,15000,Kota Bandar Lampung,18.71,Lampung
A2,daftar,Dapur Bu Yani,Kopi robusta,kopi,25000,Kota Bandar Lampung,18.71,Lampung
A3,daftar,Batik Solo Jaya,Kain batik,batik,90000,Kota Surakarta,33.72,Jawa Tengah
"""
BUSINESSES = """id,sumber,nama,kegiatan,sektor,kota,kode kota,provinsi
B1,dinas,Warung Kelontong,menjual sembako,perdagangan-eceran,Kota Surakarta,33.72,Jawa Tengah
B2,dinas,Warung Kelontong,menjual jajanan,kuliner,Kota Surakarta,33.72,Jawa Tengah
B3,dinas,Tapis Ibu Ani,menenun tapis,wastra,Kota Metro,18.72,Lampung
"""


def text_file(folder, text, encoding="utf-8", name="berkas.csv"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def workbook_file(folder, rows, name="berkas.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    path = folder / name
    book.save(path)
    return path


def run_import(import_class, path, user=None, **options):
    """Check `path`, write it if it may be, and return the report; messages are in English."""
    with translation.override("en"):
        importing = import_class(path, Options(**options))
        report = importing.check()
        importing.apply(user=user)
    return report


def run_command(name, path, *arguments, fails=False):
    """What the command prints, in English. Raises CommandError as it does, unless it `fails` on purpose."""
    output = StringIO()
    with translation.override("en"), suppress(CommandError) if fails else nullcontext():
        call_command(name, str(path), *arguments, stdout=output, no_color=True)
    return output.getvalue()


def counts(report):
    """(New, changed, unchanged, claimed, wrong)."""
    return report.new, report.changed, report.unchanged, report.claimed, report.wrong


def problems(report):
    """[(row, column, value)] of what is wrong."""
    return [problem[:3] for problem in report.problems]
