"""Long files are written in batches; a run that stops in between is finished by the same command."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.imports import importing
from catalogue.imports.importing import Options
from catalogue.imports.products import ProductImport
from catalogue.models import Product
from members.models import Business
from tests.catalogue.import_files import counts, run_import, text_file
from tests.factories import make_business, make_product

pytestmark = pytest.mark.django_db

HEADINGS = "id,sumber,toko,nama,harga,sektor,kota,kode kota\n"
# Two rows a shop, so that shops span the batches of two and of three.
ROWS = [f"A{number},x,Toko {number // 2},Produk {number},1000,kuliner,Kota Surakarta,33.72\n" for number in range(7)]


class StoppedError(Exception):
    pass


class StopAfter:
    """A progress that fails once `batches` batches are written."""

    def __init__(self, batches):
        self.left = batches

    def __call__(self, count):
        self.left -= 1
        if self.left == 0:
            raise StoppedError


@pytest.fixture
def path(tmp_path):
    return text_file(tmp_path, HEADINGS + "".join(ROWS))


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(importing, "ONE_TRANSACTION", 4)
    monkeypatch.setattr(importing, "BATCH", 3)


def transactions(run):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        run()
    return sum(query["sql"].startswith("SAVEPOINT") for query in queries.captured_queries)


def checked(path, **options):
    run = ProductImport(path, Options(**options))
    run.check()
    return run


def test_a_short_file_is_written_in_one_transaction(path, monkeypatch):
    monkeypatch.setattr(importing, "ONE_TRANSACTION", 7)
    monkeypatch.setattr(importing, "BATCH", 3)

    assert transactions(checked(path).apply) == 1
    assert Product.objects.count() == 7


def test_a_long_file_is_written_in_batches(path, small_batches):
    seen = []

    assert transactions(lambda: checked(path).apply(progress=seen.append)) == 3
    assert seen == [3, 3, 1]
    assert Product.objects.count() == 7
    assert Business.objects.count() == 4


def test_rows_are_counted_by_what_is_written(path, small_batches, tmp_path):
    run_import(ProductImport, path)
    changed = text_file(tmp_path, HEADINGS + "".join(ROWS).replace("Produk 6,1000", "Produk 6,2000"))

    assert transactions(checked(changed).apply) == 1


@pytest.mark.parametrize("batches", [1, 2])
def test_an_interrupted_run_is_finished_by_the_same_command(path, small_batches, batches):
    with pytest.raises(StoppedError):
        checked(path, publish=True).apply(progress=StopAfter(batches))
    assert Product.objects.count() == batches * 3

    report = run_import(ProductImport, path, publish=True)

    assert counts(report) == (7 - batches * 3, 0, batches * 3, 0, 0)
    assert sorted(Product.objects.published().values_list("external_id", flat=True)) == [f"A{n}" for n in range(7)]
    assert sorted(Business.objects.values_list("name", "products__name")) == [
        (f"Toko {number // 2}", f"Produk {number}") for number in range(7)
    ]
    assert Product.history.count() == 7
    assert Business.history.count() == 4


def test_an_interrupted_run_is_finished_without_ids_too(path, small_batches, tmp_path):
    path = text_file(tmp_path, "toko,nama,harga\n" + "".join(f"Toko {n // 2},Produk {n},1000\n" for n in range(7)))
    with pytest.raises(StoppedError):
        checked(path).apply(progress=StopAfter(1))

    report = run_import(ProductImport, path)

    assert counts(report) == (4, 0, 3, 0, 0)
    assert Product.objects.count() == 7
    assert Business.objects.count() == 4


def test_a_batch_that_fails_leaves_nothing_of_itself(path, small_batches, monkeypatch):
    run = checked(path)
    monkeypatch.setattr(ProductImport, "product", fail_at("Produk 4", ProductImport.product))

    with pytest.raises(StoppedError):
        run.apply()

    assert run.report.written == 3
    assert Product.objects.count() == 3
    assert Business.objects.count() == 2
    assert Product.history.count() == 3


def fail_at(name, original):
    def product(self, decision):
        if decision.row.fields["name"] == name:
            raise StoppedError
        return original(self, decision)

    return product


def test_what_became_unclear_after_the_check_is_reported_and_not_written(tmp_path):
    business = make_business(owner=False, name="Dapur")
    run = checked(text_file(tmp_path, "toko,nama,harga,kota\nDapur,Kopi,1000,Bandar Lampung\n"))
    for _ in range(2):
        make_product(business=business, name="Kopi")

    run.apply()

    assert (run.report.written, run.report.wrong) == (0, 1)
    assert Product.objects.count() == 2
