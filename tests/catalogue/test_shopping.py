"""The shopping list and one message to each seller on it."""

from datetime import timedelta
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from catalogue.models import Product
from catalogue.ordering import MAX_TEXT_BYTES
from catalogue.shopping import MAX_LINES, MAX_QUANTITY, list_query, read_pairs
from members.models import Business
from tests.catalogue.test_product import message_in
from tests.factories import make_business, make_offer, make_photo, make_product

pytestmark = pytest.mark.django_db

PAIRS = st.builds("{}:{}".format, st.integers(0, 40), st.integers(0, 2_000))


def open_list(client, *lines, prefix=""):
    """The list's page for (product, quantity) lines."""
    return client.get(f"{prefix}/belanja/", {"p": [f"{product.pk}:{quantity}" for product, quantity in lines]})


def order(client, business, *lines):
    """The number and the text of the message to one seller."""
    pairs = [f"{product.pk}:{quantity}" for product, quantity in lines]
    response = client.get(f"/usaha/{business.slug}/wa/", {"p": pairs})
    assert response.status_code == 302
    return message_in(response.headers["Location"])


@pytest.mark.parametrize("item_count", [1, 3, 30])
def test_page_costs_the_same_for_any_number_of_products(client, item_count, django_assert_num_queries):
    products = [make_photo(make_offer().product).product for _ in range(item_count)]

    # products with business and regency, photos, offers
    with django_assert_num_queries(3):
        response = open_list(client, *[(product, 2) for product in products])

    assert [line.product for line in response.context["shopping_list"].lines] == products


def test_list_is_grouped_by_seller_with_sums_at_the_prices_in_force(client):
    yani, ros = make_business(name="Dapur Bu Yani"), make_business(name="Sambal Mak Ros")
    chips = make_product(business=yani, name="Keripik", price=25_000)
    sambal = make_product(business=ros, name="Sambal", price=32_000)
    taro = make_product(business=yani, name="Talas", price=1_000_000)
    make_offer(chips, price=21_250)
    make_offer(sambal, price=1, starts_at=timezone.now() - timedelta(days=2), ends_at=timezone.now())

    response = open_list(client, (chips, 2), (sambal, 1), (taro, 1))

    orders = response.context["shopping_list"].orders
    assert [(order.business, order.total) for order in orders] == [(yani, 1_042_500), (ros, 32_000)]
    for amount in ["Rp42.500", "Rp1.042.500", "Rp32.000", "Rp1.074.500"]:
        assertContains(response, amount)
    assertContains(open_list(client, (chips, 2), (sambal, 1), (taro, 1), prefix="/en"), "Rp1,074,500")


def test_page_is_kept_from_caches_and_search_engines(client):
    response = client.get("/belanja/")

    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assertContains(client.get("/robots.txt"), "Disallow: /belanja/\n")


def test_empty_list_says_what_to_do_next(client):
    response = client.get("/belanja/")

    assertContains(response, "Daftar Anda masih kosong")
    assertContains(response, 'href="/produk/"')


@pytest.mark.parametrize(
    "bad", ["", "x", "5", "5:", ":1", "5:0", "5:-1", "0:1", "05:1", "5:1.5", "٣:1", "5:1:1", "9" * 99 + ":1"]
)
def test_entry_that_makes_no_sense_is_noted_and_left_out(client, bad):
    product = make_product(name="Kopi")

    response = client.get("/belanja/", {"p": [bad, f"{product.pk}:2"]})

    assert response.context["shopping_list"].quantities == {product.pk: 2}
    assertContains(response, "1 isian tidak terbaca dan dilewati.")


def test_limits_are_noted(client):
    products = [make_product() for _ in range(31)]

    response = open_list(client, (products[0], 600), *[(product, 1) for product in products], (products[0], 600))

    quantities = response.context["shopping_list"].quantities
    assert quantities == {product.pk: 1 for product in products[:30]} | {products[0].pk: 999}
    assertContains(response, "paling banyak 30 produk")
    assertContains(response, "paling banyak 999 untuk satu produk")


def test_each_line_can_be_changed_by_links(client):
    kopi, teh = make_product(name="Kopi"), make_product(name="Teh")

    response = open_list(client, (kopi, 1), (teh, 999))

    def path(*lines):
        return "/belanja/" + (f"?{'&amp;'.join(lines)}" if lines else "")

    assertContains(response, f'href="{path(f"p={kopi.pk}:2", f"p={teh.pk}:999")}#produk-{kopi.pk}"')
    assertContains(response, f'href="{path(f"p={kopi.pk}:1", f"p={teh.pk}:998")}#produk-{teh.pk}"')
    assertContains(response, f'href="{path(f"p={teh.pk}:999")}"')
    assertContains(response, "Tambah satu Kopi")
    assertNotContains(response, "Kurangi satu Kopi")
    assertNotContains(response, "Tambah satu Teh")
    assertContains(open_list(client, (kopi, 1)), 'class="tool shopping__remove" href="/belanja/"')


@pytest.mark.parametrize(
    "change",
    [{"status": Product.Status.ARCHIVED}, {"hidden_reason": "Klaim tidak benar"}, {"status": Product.Status.DRAFT}],
)
def test_vanished_product_says_so_and_does_not_count(client, change):
    business = make_business()
    gone = make_product(business=business, name="Rahasia dapur", price=1_000)
    kept = make_product(business=business, name="Kopi", price=30_000)
    Product.objects.filter(pk=gone.pk).update(**change)

    response = open_list(client, (gone, 1), (kept, 1))

    assertContains(response, "Produk ini sudah tidak ditawarkan", count=1)
    assertNotContains(response, "Rahasia dapur")
    assertContains(response, f'class="tool shopping__remove" href="/belanja/?p={kept.pk}:1"')
    assert response.context["shopping_list"].total == 30_000
    assert "Rahasia dapur" not in order(client, business, (gone, 1), (kept, 1))[1]


def test_products_that_never_were_or_belong_to_a_suspended_business_have_vanished(client):
    product = make_product()
    Business.objects.update(status=Business.Status.SUSPENDED)

    response = client.get("/belanja/", {"p": [f"{product.pk}:1", "999999999999999999:1"]})

    assertContains(response, "Produk ini sudah tidak ditawarkan", count=2)
    assert client.get(f"/usaha/{product.business.slug}/wa/?p={product.pk}:1").status_code == 404


def test_sold_out_product_is_shown_and_not_summed(client):
    business = make_business()
    sold_out = make_product(business=business, name="Lempok", price=1_000, availability="sold_out")
    ready = make_product(business=business, name="Kopi", price=30_000)

    response = open_list(client, (sold_out, 2), (ready, 1))

    assertContains(response, "Lempok")
    assertContains(response, "Habis", count=1)
    assert response.context["shopping_list"].total == 30_000
    assert "Lempok" not in order(client, business, (sold_out, 2), (ready, 1))[1]


def test_seller_of_nothing_but_sold_out_products_can_be_asked(client):
    product = make_product(availability="sold_out")

    response = open_list(client, (product, 1))

    assertNotContains(response, "Pesan lewat WhatsApp")
    assertContains(response, f'href="/usaha/{product.business.slug}/wa/"')
    assert "saya menemukan Anda" in order(client, product.business, (product, 1))[1]


def test_line_says_what_the_seller_needs_to_know(client):
    product = make_product(minimum_order=3, options=["Cokelat", "Keju"], unit="250 g")

    response = open_list(client, (product, 2))

    for words in ["/ 250 g", "Pesanan terkecil: 3", "Tulis pilihan Anda di pesan: Cokelat, Keju"]:
        assertContains(response, words)


def test_keys_are_written_plainly_in_addresses(client):
    product = make_product(pk=1_234_567)

    response = open_list(client, (product, 1))

    assertContains(response, 'href="/belanja/?p=1234567:2#produk-1234567"')
    assertContains(client.get("/produk/"), 'href="/belanja/?p=1234567:1"')
    assertContains(client.get(product.get_absolute_url()), 'href="/belanja/?p=1234567:1"')


def test_sold_out_products_cannot_be_added(client):
    product = make_product(availability="sold_out")

    for path in ["/produk/", product.get_absolute_url()]:
        assertNotContains(client.get(path), f"/belanja/?p={product.pk}")


def test_list_can_be_passed_on_as_a_link(client):
    product = make_product()

    link = open_list(client, (product, 2)).context["share_link"]

    assert message_in(link) == (
        "",
        f"Daftar belanja saya di UMKM Naik Kelas Lampung: http://127.0.0.1:8000/belanja/?p={product.pk}:2",
    )


def test_message_holds_all_that_is_ordered_from_one_seller(client):
    business = make_business(name="Dapur Bu Yani", whatsapp="+6281234500001")
    chips = make_product(business=business, name="Keripik & kopi", price=25_000)
    taro = make_product(business=business, name="Talas", price=30_000, options=["Pedas"])
    make_offer(chips, price=20_000)
    other = make_product(name="Sambal")

    number, text = order(client, business, (chips, 2), (other, 1), (taro, 1), (chips, 1))

    assert number == "6281234500001"
    assert text.splitlines() == [
        "Halo Dapur Bu Yani, saya ingin memesan:",
        "3 × Keripik & kopi @ Rp20.000 = Rp60.000",
        "1 × Talas (pilihan saya: …) @ Rp30.000 = Rp30.000",
        "Total: Rp90.000",
        "Apakah masih ada?",
    ]


@pytest.mark.parametrize("item_count", [1, 3])
def test_message_costs_the_same_for_any_number_of_products(client, item_count, django_assert_num_queries):
    business = make_business()
    lines = [(make_product(business=business), 1) for _ in range(item_count)]

    # business; products with business and regency, photos, offers
    with django_assert_num_queries(4):
        _number, text = order(client, business, *lines)

    assert text.count(" × ") == item_count


@pytest.mark.parametrize("name", ["Usaha", "🌶" * 120])
def test_long_order_links_to_the_list_instead(client, name):
    business = make_business(name=name, slug="usaha")
    lines = [(make_product(business=business, name="Keripik " * 20, price=10**9), 999) for _ in range(30)]
    other = make_product()

    _number, text = order(client, business, *lines, (other, 5))

    address = next(line for line in text.splitlines() if line.startswith("http"))
    assert len(quote(text, safe="")) <= MAX_TEXT_BYTES
    assert parse_qs(urlsplit(address).query)["p"] == [f"{product.pk}:999" for product, _quantity in lines]
    assert "Total: Rp29.970.000.000.000" in text
    assert client.get(address).context["shopping_list"].total == 29_970_000_000_000


def test_message_is_indonesian_and_business_without_number_is_reached_through_the_team(client, settings):
    settings.COMMUNITY_WHATSAPP = "+6281299990000"
    product = make_product(business=make_business(name="Usaha Baru", whatsapp=""), name="Kopi")

    response = client.get(f"/en/usaha/{product.business.slug}/wa/?p={product.pk}:1")

    number, text = message_in(response.headers["Location"])
    assert number == "6281299990000"
    assert text.startswith("Halo Usaha Baru, saya ingin memesan:\n1 × Kopi @ Rp25.000")
    assertContains(open_list(client, (product, 1)), "belum mencantumkan nomor")


@pytest.mark.parametrize("query", ["", "?p=", "?p=x:y", "?p=999999:1"])
def test_message_without_anything_to_order_is_a_greeting(client, query):
    business = make_business(name="Dapur Bu Yani")

    response = client.get(f"/usaha/{business.slug}/wa/{query}")

    assert message_in(response.headers["Location"])[1].startswith("Halo Dapur Bu Yani, saya menemukan Anda")


@given(st.lists(st.one_of(PAIRS, st.text(max_size=30)), max_size=60))
def test_any_pairs_keep_the_limits(texts):
    quantities, _notes = read_pairs(texts)

    assert len(quantities) <= MAX_LINES
    assert all(1 <= quantity <= MAX_QUANTITY for quantity in quantities.values())


@given(st.dictionaries(st.integers(1, 10**18 - 1), st.integers(1, MAX_QUANTITY), max_size=MAX_LINES))
def test_pairs_survive_the_address(quantities):
    texts = parse_qs(list_query(quantities)).get("p", [])

    assert read_pairs(texts) == (quantities, [])
    assert list(read_pairs(texts)[0]) == list(quantities)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(st.one_of(PAIRS, st.text(st.characters(codec="utf-8"), max_size=30)), max_size=40))
def test_no_address_breaks_the_list_or_the_message(client, texts):
    business = Business.objects.first() or make_business(slug="usaha")

    assert client.get("/belanja/", {"p": texts}).status_code == 200
    message_in(client.get(f"/usaha/{business.slug}/wa/", {"p": texts}).headers["Location"])


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    name=st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1, max_size=200),
    quantities=st.lists(st.integers(1, 999), min_size=1, max_size=30),
)
def test_message_is_never_too_long(client, name, quantities):
    business = make_business(name=name[:120])
    products = Product.objects.bulk_create(
        Product(
            business=business, category_id=1, name=name, price=10**9, status="published", published_at=timezone.now()
        )
        for _ in quantities
    )

    _number, text = order(client, business, *zip(products, quantities, strict=True))

    assert len(quote(text, safe="")) <= MAX_TEXT_BYTES
