"""The list of products: what it shows, what narrows it, and what it says about words it cannot read."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from catalogue.models import Category, Product
from members.models import Business, Licence, Regency, Sector
from tests.factories import make_business, make_licence, make_offer, make_product

pytestmark = pytest.mark.django_db
LIST = "/produk/"


def listed(client, query="", address=LIST):
    return list(client.get(address + query).context["page"])


@pytest.mark.parametrize("item_count", [1, 3, 24])
def test_list_costs_the_same_for_any_number_of_products(client, item_count, django_assert_num_queries):
    products = [make_offer(make_product()).product for _ in range(item_count)]
    make_product(status="draft")

    # categories, sectors, regencies; six facets; the page with business and regency, photos, offers; what is promoted
    with django_assert_num_queries(13):
        response = client.get(LIST)

    assert list(response.context["page"]) == products[::-1]


@pytest.mark.parametrize("item_count", [1, 3, 24])
def test_filtered_list_costs_the_same_for_any_number_of_products(client, item_count, django_assert_num_queries):
    for _ in range(item_count):
        make_product(price=5_000)

    # as above, and the number of products, which no facet tells when categories and availability are chosen
    with django_assert_num_queries(13):
        response = client.get(
            LIST, {"kategori": "lainnya", "ketersediaan": "ready", "harga_maks": "6000", "q": "produk"}
        )

    assert len(response.context["page"]) == item_count


@pytest.mark.parametrize(
    "unseen",
    [
        {"status": "draft"},
        {"status": "archived"},
        {"hidden_reason": "Foto bukan milik sendiri"},
        {"business": {"status": "draft"}},
        {"business": {"status": "submitted"}},
        {"business": {"status": "suspended"}},
    ],
)
def test_what_is_not_published_stands_nowhere(client, unseen):
    shown = make_product(name="Tampak")
    business = make_business(name="Usaha Tersembunyi", **unseen.pop("business", {"status": "active"}))
    hidden = make_product(name="Tersembunyi", business=business, **unseen)

    for address in ["/", LIST, "/?q=Tersembunyi", "/kategori/lainnya/", "/wilayah/bandar-lampung/"]:
        response = client.get(address)
        assertContains(response, shown.name)
        assertNotContains(response, hidden.get_absolute_url())
    if business.status != Business.Status.ACTIVE:
        assertNotContains(client.get("/usaha/"), business.name)
    assertNotContains(client.get(shown.get_absolute_url()), hidden.get_absolute_url())


def test_words_must_all_stand_in_the_name(client):
    chips = make_product(name="Keripik Pisang Cokelat")
    make_product(name="Keripik Singkong")

    assert listed(client, "?q=pisang+KERIPIK") == [chips]


def test_upper_category_stands_for_all_below_it(client):
    chips = make_product(category=Category.objects.get(slug="keripik-kerupuk"))
    coffee = make_product(category=Category.objects.get(slug="kopi"))
    make_product(category=Category.objects.get(slug="tapis"))

    assert set(listed(client, "?kategori=kuliner")) == {chips, coffee}
    assert set(listed(client, "?kategori=kopi")) == {coffee}
    assert set(listed(client, "?kategori=kopi&kategori=keripik-kerupuk")) == {chips, coffee}
    assert set(listed(client, address="/kategori/kuliner/")) == {chips, coffee}


def test_region_and_sector_of_the_business(client):
    metro = make_business(regency=Regency.objects.get(slug="metro"), sector=Sector.objects.get(slug="wastra"))
    woven = make_product(business=metro)
    make_product()

    assert listed(client, "?wilayah=metro") == [woven]
    assert listed(client, "?sektor=wastra") == [woven]
    assert listed(client, address="/wilayah/metro/") == [woven]


def test_price_is_the_one_in_force(client):
    cheap = make_product(price=10_000)
    reduced = make_product(price=30_000)
    make_offer(reduced, price=12_000)
    over = make_product(price=30_000)
    make_offer(over, price=9_000, starts_at=timezone.now() - timedelta(days=9), ends_at=timezone.now())

    assert set(listed(client, "?harga_maks=Rp+15.000")) == {cheap, reduced}
    assert set(listed(client, "?harga_min=15000")) == {over}
    assert set(listed(client, "?harga_min=11.000&harga_maks=15.000")) == {reduced}


def test_availability_offer_and_licence(client):
    halal = make_licence(kind="halal").business
    ready = make_product(business=halal)
    make_licence(kind="halal", status="submitted", checked_at=None)
    preorder = make_product(availability="preorder")
    make_offer(preorder)

    assert listed(client, "?ketersediaan=preorder") == [preorder]
    assert listed(client, "?promo=ya") == [preorder]
    assert listed(client, "?izin=halal") == [ready]


def test_licence_that_ran_out_finds_nothing(client):
    licence = make_licence(kind="pirt", expires_on=timezone.localdate() - timedelta(days=1))
    make_product(business=licence.business)

    assert listed(client, "?izin=pirt") == []


@pytest.mark.parametrize(
    ("sorting", "order"),
    [("termurah", [2, 0, 1]), ("termahal", [1, 0, 2]), ("nama", [1, 2, 0]), ("baru", [2, 1, 0]), ("", [2, 1, 0])],
)
def test_sorting(client, sorting, order):
    products = [make_product(name=name, price=price) for name, price in [("C", 20_000), ("A", 30_000), ("B", 10_000)]]

    assert listed(client, f"?urut={sorting}") == [products[index] for index in order]


def test_pages(client):
    for _ in range(25):
        make_product()

    assert len(listed(client)) == 24
    assert len(listed(client, "?hal=2")) == 1
    assertContains(client.get(LIST + "?hal=99"), "Halaman itu tidak ada; ini halaman 2.")
    assertContains(client.get(LIST + "?hal=x"), "Halaman itu tidak ada; ini halaman 1.")


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("warna=merah", "Saringan “warna” tidak kami kenal"),
        ("kategori=tidak-ada", "Isian “Kategori” tidak berlaku"),
        ("wilayah=%00", "Isian “Wilayah” tidak berlaku"),
        ("harga_min=murah", "Isian “Harga terendah” tidak berlaku"),
        ("harga_maks=-5", "Isian “Harga tertinggi” tidak berlaku"),
        ("harga_maks=99999999999999999999", "Isian “Harga tertinggi” tidak berlaku"),
        ("urut=acak", "Isian “Urutkan” tidak berlaku"),
        ("q=%00", "Isian “Cari” tidak berlaku"),
        (f"q={'a' * 201}", "Isian “Cari” tidak berlaku"),
    ],
)
def test_what_cannot_be_read_is_left_out_with_a_note(client, query, note):
    product = make_product()

    response = client.get(f"{LIST}?{query}")

    assertContains(response, note)
    assert list(response.context["page"]) == [product]


def test_marks_of_other_sites_pass_without_a_note(client):
    response = client.get(LIST, {"fbclid": "x", "utm_source": "ig", "igsh": "y"})

    assert response.context["notes"] == []


def test_facets_count_what_the_other_choices_leave(client):
    coffee = Category.objects.get(slug="kopi")
    metro = make_business(regency=Regency.objects.get(slug="metro"))
    make_product(category=coffee, business=metro)
    make_product(category=coffee)
    make_product()

    facets = client.get(LIST + "?kategori=kopi").context["facets"]
    counts = {facet.name: {option.value: option.count for option in facet.options} for facet in facets.all}

    assert facets.total == 2
    assert counts["kategori"] == {"kuliner": 2, "kopi": 2, "lainnya": 1}
    assert counts["wilayah"] == {"bandar-lampung": 1, "metro": 1}


def test_chips_take_one_choice_away(client):
    make_product()

    active = client.get(LIST + "?ketersediaan=ready&ketersediaan=preorder&harga_maks=30.000&hal=1").context["active"]

    assert [(str(label), address) for label, address in active] == [
        ("Siap kirim", "/produk/?ketersediaan=preorder&harga_maks=30.000"),
        ("Pre-order", "/produk/?ketersediaan=ready&harga_maks=30.000"),
        ("Sampai Rp30.000", "/produk/?ketersediaan=ready&ketersediaan=preorder"),
    ]


def test_empty_list_says_what_to_do(client):
    assertContains(client.get(LIST + "?q=zzz"), "Belum ada produk yang cocok")


def test_english_page(client):
    product = make_product(price=1_250_000)

    response = client.get("/en/produk/")

    assertContains(response, "All products")
    assertContains(response, "Rp1,250,000")
    assertContains(response, f"/en/produk/{product.pk}-{product.slug}/")
    assertContains(response, 'hreflang="id"')


def test_published_is_a_matter_of_product_and_business():
    product = make_product()

    assert list(Product.objects.published()) == [product]
    Business.objects.update(status=Business.Status.SUSPENDED)
    assert not Product.objects.published().exists()
    assert Licence.objects.count() == 0
