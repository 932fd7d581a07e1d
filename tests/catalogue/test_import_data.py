"""The real files, which are kept outside the project."""

import csv
import os

import pytest
from django.conf import settings
from django.db.models import Count

from catalogue.imports.businesses import BusinessImport
from catalogue.imports.products import ProductImport
from catalogue.models import Offer, Product
from members.models import Business, Regency
from tests.catalogue.import_files import counts, run_import

DATA = settings.BASE_DIR.parent / "shared" / "data"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.data,
    pytest.mark.skipif(
        not DATA.is_dir() and os.environ.get("REQUIRE_DATA") != "1", reason="the data files are not on this machine"
    ),
]


def rows_of(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_real_products_import_whole_and_once():
    rows = rows_of("products.csv")

    report = run_import(ProductImport, DATA / "products.csv", publish=True)

    assert counts(report) == (10_566, 0, 0, 0, 0)
    assert (report.written, report.notes) == (10_566, [])
    assert Product.objects.published().count() == 10_566
    assert Product.history.count() == 10_566
    assert set(Product.objects.values_list("external_id", "name", "price", "source", "business__regency")) == {
        (row["row_id"], row["title"], int(row["price_idr"]), row["source"], row["city_code"] or None) for row in rows
    }
    assert Regency.objects.count() == 15 + len(
        {row["city_code"] for row in rows if row["province"] != "Lampung"} - {""}
    )
    unnamed = Business.objects.filter(name="Penjual tanpa nama")
    assert unnamed.count() == len({(row["source"], row["city_code"]) for row in rows if not row["shop"]})
    assert unnamed.aggregate(products=Count("products"))["products"] == sum(not row["shop"] for row in rows)
    assert not Offer.objects.exists()

    report = run_import(ProductImport, DATA / "products.csv", publish=True)

    assert (counts(report), report.written) == ((0, 0, 10_566, 0, 0), 0)
    assert Product.history.count() == 10_566


def test_real_directory_imports_whole_and_once():
    path = DATA / "umkm_directory_surakarta.csv"

    assert counts(run_import(BusinessImport, path, source="solo", publish=True)) == (1_229, 0, 0, 0, 0)
    assert counts(run_import(BusinessImport, path, source="solo", publish=True)) == (0, 0, 1_229, 0, 0)
    businesses = Business.objects.filter(source="solo", regency__name="Kota Surakarta")
    assert set(businesses.values_list("external_id", "name", "story")) == {
        (row["row_id"], row["name"], row["activity"]) for row in rows_of(path.name)
    }
    assert Business.history.count() == 1_229
