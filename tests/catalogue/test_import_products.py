"""What becomes of rows of products: made, changed, left alone or refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.imports.products import ProductImport
from catalogue.models import Category, Offer, Product
from members.models import Business, Membership, Regency
from tests.catalogue.import_files import PRODUCTS, counts, problems, run_import, text_file, workbook_file
from tests.factories import make_business, make_offer, make_product, make_user

pytestmark = pytest.mark.django_db

HEADINGS = "id,sumber,toko,nama,harga,kota\n"
PLAIN = "toko,nama,harga,kota\n"


@pytest.fixture
def import_text(tmp_path):
    """Import a text as a file, with the options as keywords."""

    def run(text, **options):
        return run_import(ProductImport, text_file(tmp_path, text), **options)

    return run


def prices():
    return dict(Product.objects.values_list("name", "price"))


def test_new_rows_become_drafts_of_draft_businesses(import_text):
    report = import_text(PRODUCTS)

    assert counts(report) == (3, 0, 0, 0, 0)
    assert (report.rows, report.written, report.new_businesses) == (3, 3, 2)
    assert report.new_places == ["Kota Surakarta"]
    assert list(Product.objects.values_list("name", "price", "status", "source", "external_id", "slug")) == [
        ("Kain batik", 90_000, "draft", "daftar", "A3", "kain-batik"),
        ("Keripik pisang", 15_000, "draft", "daftar", "A1", "keripik-pisang"),
        ("Kopi robusta", 25_000, "draft", "daftar", "A2", "kopi-robusta"),
    ]
    assert list(Business.objects.values_list("name", "regency", "status", "source", "slug")) == [
        ("Batik Solo Jaya", "33.72", "draft", "daftar", "batik-solo-jaya"),
        ("Dapur Bu Yani", "18.71", "draft", "daftar", "dapur-bu-yani"),
    ]
    assert list(Product.objects.published()) == []


def test_publish_shows_new_rows_and_their_businesses(import_text):
    import_text(PRODUCTS, publish=True)

    assert Product.objects.published().count() == 3
    assert Business.objects.active().unclaimed().count() == 2
    assert not Product.objects.filter(published_at=None).exists()


def test_every_column_reaches_its_field(import_text):
    import_text(
        "nama;harga;toko;deskripsi;satuan;rasa;ketersediaan;lama pembuatan;pesanan minimal;sektor;wa;alamat;kota\n"
        '"Keripik";"Rp 15.000";"Dapur Yani";"Renyah.\nTahan lama.";"250 g";"Asin|Balado";preorder;2 hari;3;Kuliner;'
        "0812 3456 7890;Jl. Kopi 1;Bandar Lampung\n"
    )

    product = Product.objects.select_related("business__sector").get()
    assert (product.description, product.unit, product.options) == (
        "Renyah.\nTahan lama.",
        "250 g",
        ["Asin", "Balado"],
    )
    assert (product.availability, product.lead_time_days, product.minimum_order) == ("preorder", 2, 3)
    business = product.business
    assert (str(business.whatsapp), business.address, business.sector.slug) == (
        "+6281234567890",
        "Jl. Kopi 1",
        "kuliner",
    )
    assert business.is_address_public is False


def test_history_tells_who_imported_what(import_text):
    user = make_user()

    import_text(PRODUCTS, user=user)
    import_text(PRODUCTS.replace("15000", "16000"), user=user)

    product = Product.objects.get(external_id="A1")
    assert list(product.history.values_list("history_type", "price", "history_user", "history_change_reason")) == [
        ("~", 16_000, user.pk, "import berkas.csv"),
        ("+", 15_000, user.pk, "import berkas.csv"),
    ]
    assert product.history.latest().history_date > product.history.earliest().history_date
    assert [business.history.get().name for business in Business.objects.all()] == ["Batik Solo Jaya", "Dapur Bu Yani"]


def test_repeat_changes_nothing(import_text, django_assert_num_queries, tmp_path):
    import_text(PRODUCTS)
    before = list(Product.objects.values()), list(Business.objects.values())

    importing = ProductImport(text_file(tmp_path, PRODUCTS))
    report = importing.check()
    with django_assert_num_queries(0):
        importing.apply()

    assert counts(report) == (0, 0, 3, 0, 0)
    assert (list(Product.objects.values()), list(Business.objects.values())) == before
    assert Product.history.count() == 3


def test_repeat_in_another_encoding_form_and_order_changes_nothing(import_text, tmp_path):
    import_text(PRODUCTS)
    rows = [line.split(",") for line in PRODUCTS.splitlines()]
    turned = [row[::-1] for row in [rows[0], *rows[:0:-1]]]

    report = run_import(ProductImport, workbook_file(tmp_path, turned))

    assert counts(report) == (0, 0, 3, 0, 0)


def test_only_rows_that_changed_in_the_file_are_applied(import_text):
    import_text(PRODUCTS)
    Product.objects.filter(external_id="A2").update(price=99_000)
    Product.objects.filter(external_id="A1").update(unit="250 g", status="published", published_at=timezone.now())

    report = import_text(PRODUCTS.replace("15000", "16000"))

    assert counts(report) == (0, 1, 2, 0, 0)
    assert prices() == {"Keripik pisang": 16_000, "Kopi robusta": 99_000, "Kain batik": 90_000}
    product = Product.objects.get(external_id="A1")
    assert (product.unit, product.status) == ("250 g", "published")
    assert product.history.count() == 2


def test_change_saves_only_what_differs_and_tells_when(import_text):
    import_text(PRODUCTS)
    Product.objects.update(updated_at=timezone.now() - timedelta(days=3))

    import_text(PRODUCTS.replace("Kopi robusta,kopi,25000", "Kopi Robusta Asli,teh,25000"))

    product = Product.objects.get(external_id="A2")
    assert (product.name, product.slug, product.category.slug) == (
        "Kopi Robusta Asli",
        "kopi-robusta-asli",
        "teh-minuman",
    )
    assert product.updated_at > timezone.now() - timedelta(minutes=1)
    assert Product.objects.get(external_id="A1").updated_at < timezone.now() - timedelta(days=2)


def test_row_that_says_the_same_in_other_words_leaves_no_history(import_text):
    import_text(PRODUCTS)

    report = import_text(PRODUCTS.replace(",keripik,", ",Keripik Pisang,"))

    assert counts(report) == (0, 1, 2, 0, 0)
    assert Product.history.count() == 3
    assert counts(import_text(PRODUCTS.replace(",keripik,", ",Keripik Pisang,"))) == (0, 0, 3, 0, 0)


def test_empty_cell_leaves_what_the_team_wrote(import_text):
    import_text(PLAIN.replace("kota", "satuan") + "Dapur,Keripik,15000,250 g\n")

    import_text(PLAIN.replace("kota", "satuan") + "Dapur,Keripik,16000,\n")

    assert Product.objects.values_list("price", "unit").get() == (16_000, "250 g")


def test_nothing_is_written_when_a_row_is_wrong(import_text):
    report = import_text(PRODUCTS.replace("25000", "murah"))

    assert counts(report) == (2, 0, 0, 0, 1)
    assert problems(report) == [(3, "harga", "murah")]
    assert not Product.objects.exists()
    assert not Business.objects.exists()
    assert not Regency.objects.filter(code="33.72").exists()


def test_bad_rows_can_be_left_out(import_text):
    report = import_text(PRODUCTS.replace("25000", "murah"), skip_bad_rows=True)

    assert (report.written, report.wrong) == (2, 1)
    assert prices() == {"Keripik pisang": 15_000, "Kain batik": 90_000}


def test_each_wrong_cell_of_a_row_is_told(import_text):
    report = import_text("id,sumber,toko,nama,harga,kota\nA1,,Dapur,,murah,Atlantis\n")

    assert report.wrong == 1
    assert problems(report) == [
        (2, "nama", ""),
        (2, "harga", "murah"),
        (2, "sumber", ""),
        (2, "kota", "Atlantis"),
    ]


def test_same_id_twice_in_the_file_is_refused(import_text):
    report = import_text(
        HEADINGS + "A1,x,Dapur,Kopi,1000,Metro\nA1,x,Dapur,Teh,1000,Metro\nA1,y,Dapur,Gula,1000,Metro\n"
    )

    assert problems(report) == [(3, "id", "A1")]
    assert report.problems[0].message == "Row 2 is the same already."


@pytest.mark.parametrize(
    ("rows", "twins"),
    [
        (",x,Dapur,Kopi,1000,Metro\n,x,DAPUR,kopi,2000,Metro\n", 1),
        ("A1,x,Dapur,Kopi,1000,Metro\n,x,Dapur,Kopi,2000,Metro\n", 1),
        (",x,Dapur,Kopi,1000,Metro\nA1,x,Dapur,Kopi,2000,Metro\n", 1),
        ("A1,x,Dapur,Kopi,1000,Metro\nA2,x,Dapur,Kopi,2000,Metro\n", 0),
        (",x,Dapur,Kopi,1000,Metro\n,x,Dapur,Kopi,2000,Bandar Lampung\n", 0),
    ],
)
def test_same_name_twice_in_the_file_is_refused_unless_both_have_ids(import_text, rows, twins):
    assert import_text(HEADINGS + rows).wrong == twins


def test_ids_of_two_sources_do_not_meet(import_text):
    import_text(HEADINGS + "A1,satu,Dapur,Kopi,1000,Metro\n")

    report = import_text(HEADINGS + "A1,dua,Dapur,Teh,2000,Metro\n")

    assert counts(report) == (1, 0, 0, 0, 0)
    assert prices() == {"Kopi": 1_000, "Teh": 2_000}
    assert Business.objects.count() == 1


def test_source_of_the_command_takes_the_place_of_the_files(import_text):
    import_text(PRODUCTS, source="  lain  ")

    assert set(Product.objects.values_list("source", flat=True)) == {"lain"}


def test_rows_without_id_are_known_by_business_place_and_name(import_text):
    import_text(PLAIN + "Dapur Yani,Kopi,1000,Metro\nDapur Yani,Kopi,2000,Bandar Lampung\n")

    report = import_text(PLAIN + "DAPUR-YANI,KOPI,1500,Metro\nDapur Yani,Kopi,2000,Bandar Lampung\nLain,Kopi,3,Metro\n")

    assert counts(report) == (1, 1, 1, 0, 0)
    assert set(Product.objects.values_list("name", "price", "business__name", "business__regency")) == {
        ("KOPI", 1_500, "Dapur Yani", "18.72"),
        ("Kopi", 2_000, "Dapur Yani", "18.71"),
        ("Kopi", 3, "Lain", "18.72"),
    }


def test_products_join_a_business_that_is_there(import_text):
    business = make_business(owner=False, name="Dapur Yani", regency=Regency.objects.get(code="18.72"))

    import_text(PLAIN + "dapur yani,Kopi,1000,Kota Metro\n", publish=True)

    assert Product.objects.get().business == business
    assert Business.objects.count() == 1


def test_several_businesses_of_one_name_are_refused(import_text):
    for _ in range(2):
        make_business(owner=False, name="Warung Makan")

    report = import_text(PLAIN + "Warung Makan,Kopi,1000,Bandar Lampung\n")

    assert problems(report) == [(2, "toko", "Kopi")]
    assert report.problems[0].message == (
        "2 businesses of this place are called so: it is not clear which one is meant."
    )
    assert not Product.objects.exists()


def test_several_products_of_one_name_are_refused(import_text):
    business = make_business(owner=False, name="Dapur")
    for _ in range(2):
        make_product(business=business, name="Kopi")

    report = import_text(PLAIN + "Dapur,Kopi,1000,Bandar Lampung\n")

    assert problems(report) == [(2, "nama", "Kopi")]


def test_namesake_that_came_later_does_not_stop_a_change(import_text):
    import_text(PRODUCTS)
    make_business(owner=False, name="Dapur Bu Yani")

    report = import_text(PRODUCTS.replace("15000", "16000"))

    assert counts(report) == (0, 1, 2, 0, 0)


def test_business_that_was_renamed_is_found_again(import_text):
    import_text(PRODUCTS)
    Business.objects.filter(name="Dapur Bu Yani").update(name="Dapur Yani Jaya")

    import_text(PRODUCTS.replace("15000", "16000") + "A4,daftar,Dapur Bu Yani,Teh,teh,9000,,18.71,\n")

    assert Business.objects.count() == 2
    assert set(Product.objects.filter(business__name="Dapur Yani Jaya").values_list("name", flat=True)) == {
        "Keripik pisang",
        "Kopi robusta",
        "Teh",
    }


def test_product_follows_its_shop(import_text):
    import_text(HEADINGS + "A1,x,Dapur,Kopi,1000,Metro\n")

    import_text(HEADINGS + "A1,x,Dapur Baru,Kopi,1000,Metro\n")

    assert Product.objects.get().business.name == "Dapur Baru"


def test_claimed_business_is_left_alone(import_text):
    import_text(PRODUCTS, publish=True)
    Membership.objects.create(user=make_user(), business=Business.objects.get(name="Dapur Bu Yani"))
    changed = PRODUCTS.replace("5000", "6000") + "A4,daftar,Dapur Bu Yani,Teh,teh,9000,,18.71,\n"

    report = import_text(changed, publish=True)

    assert counts(report) == (0, 0, 1, 3, 0)
    assert prices() == {"Keripik pisang": 15_000, "Kopi robusta": 25_000, "Kain batik": 90_000}
    assert [(note.value, note.rows) for note in report.notes] == [("Dapur Bu Yani", 3)]

    report = import_text(changed, publish=True, overwrite_claimed=True)

    assert counts(report) == (1, 2, 1, 0, 0)
    assert prices() == {"Keripik pisang": 16_000, "Kopi robusta": 26_000, "Teh": 9_000, "Kain batik": 90_000}
    assert Product.objects.get(name="Teh").status == "draft"
    assert "Looked after by its owner: added as a draft." in [note.message for note in report.notes]


def test_product_does_not_leave_a_claimed_business(import_text):
    import_text(HEADINGS + "A1,x,Dapur,Kopi,1000,Metro\n")
    Membership.objects.create(user=make_user(), business=Business.objects.get())

    report = import_text(HEADINGS + "A1,x,Dapur Baru,Kopi,1000,Metro\n")

    assert counts(report) == (0, 0, 0, 1, 0)
    assert Business.objects.count() == 1


def test_business_that_is_claimed_after_the_check_is_left_alone(tmp_path, import_text):
    import_text(PRODUCTS)
    importing = ProductImport(text_file(tmp_path, PRODUCTS.replace("5000", "6000")))
    importing.check()
    Membership.objects.create(user=make_user(), business=Business.objects.get(name="Dapur Bu Yani"))

    importing.apply()

    assert prices() == {"Keripik pisang": 15_000, "Kopi robusta": 25_000, "Kain batik": 90_000}
    assert importing.report.written == 0


def test_business_that_was_made_after_the_check_is_not_made_twice(tmp_path, import_text):
    first, second = (ProductImport(text_file(tmp_path, PRODUCTS)) for _ in range(2))
    first.check()
    second.check()

    first.apply()
    second.apply()

    assert (Business.objects.count(), Product.objects.count()) == (2, 3)
    assert second.report.written == 0


def test_rows_without_a_shop_share_a_business_for_each_source_and_regency(import_text):
    rows = (
        "A1,x,,Kopi,1000,Metro\nA2,x,,Teh,1000,Metro\nA3,x,,Gula,1000,Bandar Lampung\n"
        "A4,y,,Susu,1000,Metro\nA5,y,,Roti,1,\n"
    )

    import_text(HEADINGS + rows, publish=True)
    import_text(HEADINGS + rows.replace("1000", "2000") + "A6,x,,Madu,1000,Metro\n", publish=True)

    unnamed = Business.objects.order_by("source", "regency")
    assert sorted(unnamed.values_list("name", "source", "regency", "slug"), key=str) == [
        ("Penjual tanpa nama", "x", "18.71", "penjual-tanpa-nama-2"),
        ("Penjual tanpa nama", "x", "18.72", "penjual-tanpa-nama"),
        ("Penjual tanpa nama", "y", "18.72", "penjual-tanpa-nama-3"),
        ("Penjual tanpa nama", "y", None, "penjual-tanpa-nama-4"),
    ]
    assert Business.objects.filter(products__name__in=["Kopi", "Teh", "Madu"]).distinct().count() == 1


def test_addresses_of_businesses_are_unique(import_text):
    make_business(name="Dapur", owner=False)

    import_text(PLAIN + "Dapur,Kopi,1,Metro\nDapur,Teh,1,Pringsewu\nDapur!!,Gula,1,Mesuji\n")

    assert sorted(Business.objects.values_list("slug", flat=True)) == ["dapur", "dapur-2", "dapur-3", "dapur-4"]


def test_business_gets_the_sector_of_most_rows(import_text):
    import_text(
        "toko,nama,harga,sektor\nDapur,Kopi,1,kuliner\nDapur,Kain,1,Traditional textiles\nDapur,Teh,1,KULINER\n"
        "Lain,Batu,1,lainnya\nAneh,Angin,1,meteorologi\n"
    )

    assert list(Business.objects.values_list("name", "sector__slug")) == [
        ("Aneh", None),
        ("Dapur", "kuliner"),
        ("Lain", None),
    ]


def test_unknown_categories_and_sectors_are_listed(import_text):
    report = import_text(
        "toko,nama,harga,kategori,sektor\n"
        "Dapur,Kopi,1,kopi,lainnya\nDapur,Batu,1,mineral/langka,meteorologi\nDapur,Pasir,1,mineral/langka,\nDapur,X,1,,\n"
    )

    assert [note[:3] + note[4:] for note in report.notes] == [
        (3, "kategori", "mineral/langka", 2),
        (3, "sektor", "meteorologi", 1),
    ]
    assert dict(Product.objects.values_list("name", "category__slug")) == {
        "Kopi": "kopi",
        "Batu": "lainnya",
        "Pasir": "lainnya",
        "X": "lainnya",
    }


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("makanan-minuman/makanan-ringan/keripik", "keripik-kerupuk"),
        ("makanan-minuman/makanan-ringan/keripik/pedas", "keripik-kerupuk"),
        ("makanan-minuman/makanan-ringan/yang-lain", "camilan"),
        ("Kuliner > Keripik", "keripik-kerupuk"),
        ("Kopi", "kopi"),
        ("Chips and crackers", "keripik-kerupuk"),
        ("keripik-kerupuk", "keripik-kerupuk"),
    ],
)
def test_category_is_found_by_path_or_name(import_text, text, slug):
    import_text(f"nama,harga,kategori\nX,1,{text}\n")

    assert Product.objects.get().category.slug == slug


def test_category_of_the_team_is_found_by_its_name(import_text):
    Category.objects.create(slug="batu-akik", name_id="Batu akik", name_en="Agate")

    import_text("nama,harga,kategori\nX,1,batu AKIK\n")

    assert Product.objects.get().category.slug == "batu-akik"


def test_old_price_without_dates_makes_no_offer(import_text):
    report = import_text("title,price_idr,price_before_idr\nKopi,20000,25000\n")

    assert prices() == {"Kopi": 20_000}
    assert not Offer.objects.exists()
    assert report.unused_columns == ["price_before_idr"]


def test_lower_price_ends_the_offers_that_are_not_below_it(import_text):
    import_text(HEADINGS + "A1,x,Dapur,Kopi,25000,Metro\n")
    product = Product.objects.get()
    running = make_offer(product, price=20_000)
    coming = make_offer(
        product,
        price=20_000,
        starts_at=timezone.now() + timedelta(days=10),
        ends_at=timezone.now() + timedelta(days=12),
    )
    lower = make_offer(
        product,
        price=19_000,
        starts_at=timezone.now() + timedelta(days=20),
        ends_at=timezone.now() + timedelta(days=22),
    )

    report = import_text(HEADINGS + "A1,x,Dapur,Kopi,20000,Metro\n")

    running.refresh_from_db()
    assert running.ends_at <= timezone.now()
    assert list(product.offers.exclude(pk=running.pk)) == [lower]
    assert coming.history.first().history_type == "-"
    assert [note[:3] + note[4:] for note in report.notes] == [(2, "harga", "A1", 2)]


def test_publish_tells_of_rows_that_stay_drafts(import_text):
    import_text(PRODUCTS)

    report = import_text(PRODUCTS + "A4,daftar,Dapur Bu Yani,Teh,teh,9000,,18.71,\n", publish=True)

    assert [(note.message, note.rows) for note in report.notes] == [
        ("Unchanged and still a draft: only new rows are published.", 3),
        ("The business is not active yet, so visitors do not see this.", 1),
    ]
    assert Product.objects.get(name="Teh").status == "published"


def test_rows_that_contradict_each_other_about_a_new_business_are_refused(import_text):
    report = import_text("toko,nama,harga,wa\nDapur,Kopi,1,081234567890\nDapur,Teh,1,081234567891\nDapur,Gula,1,\n")

    assert problems(report) == [(3, "wa", "Teh")]


def test_existing_business_keeps_its_own_number(import_text):
    make_business(owner=False, name="Dapur", whatsapp="+6281111111111")

    import_text("toko,nama,harga,wa,kota\nDapur,Kopi,1,081234567890,Bandar Lampung\n")

    assert str(Business.objects.get().whatsapp) == "+6281111111111"


@pytest.mark.parametrize("row_count", [1, 3])
def test_check_asks_the_same_for_any_number_of_rows(tmp_path, row_count, django_assert_num_queries):
    rows = "".join(f"A{number},x,Toko {number},Kopi,1000,Metro\n" for number in range(row_count))
    importing = ProductImport(text_file(tmp_path, HEADINGS + rows))

    # products by id; their businesses are known from the start
    with django_assert_num_queries(1):
        importing.check()


@pytest.mark.parametrize("row_count", [1, 3])
def test_writing_asks_the_same_for_any_number_of_rows(tmp_path, row_count, django_assert_num_queries):
    rows = "".join(f"A{number},x,Toko {number},Kopi,1000,Metro\n" for number in range(row_count))
    importing = ProductImport(text_file(tmp_path, HEADINGS + rows))
    importing.check()

    # savepoint; products by id; businesses that another import made; businesses, products and the history of each;
    # release
    with django_assert_num_queries(8):
        importing.apply()
