"""A product's page and the way from it to the seller's WhatsApp."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from catalogue.models import Product
from catalogue.ordering import order_link, order_text, question_text
from members.models import Business
from tests.factories import make_business, make_licence, make_offer, make_photo, make_product

# django.test's client would follow a redirect's address; these tests only read it.
pytestmark = pytest.mark.django_db


def message_in(address):
    """The number and the text of a wa.me address that holds exactly one parameter."""
    parts = urlsplit(address)
    query = parse_qs(parts.query, strict_parsing=True)
    assert (parts.scheme, parts.netloc, list(query)) == ("https", "wa.me", ["text"])
    (text,) = query["text"]
    return parts.path.strip("/"), text


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_costs_the_same_for_any_number_of_neighbours(client, item_count, django_assert_num_queries):
    product = make_offer(make_product()).product
    make_licence(business=product.business)
    for _ in range(item_count):
        make_photo(product)
        make_photo(make_product(business=product.business))
        make_photo(make_product())

    # product, photos, offer; licences; more and similar with photos and offers
    with django_assert_num_queries(10):
        response = client.get(product.get_absolute_url())

    assert len(response.context["more"]) == len(response.context["similar"]) == item_count


def test_page_says_what_a_shopper_asks(client):
    business = make_business(name="Dapur Bu Yani")
    product = make_product(
        business=business,
        name="Keripik pisang",
        price=25_000,
        unit="250 g",
        options=["Cokelat", "Keju"],
        availability="preorder",
        lead_time_days=3,
        minimum_order=2,
        description="Digoreng dua kali.",
    )

    response = client.get(product.get_absolute_url())

    for words in ["Dapur Bu Yani", "Rp25.000", "250 g", "Cokelat", "Keju", "Pre-order", "3 hari", "Digoreng dua kali."]:
        assertContains(response, words)
    assertContains(response, "Pesanan terkecil")
    assertContains(response, 'value="2"')


def test_wrong_address_leads_to_the_right_one(client):
    product = make_product(name="Keripik pisang")

    response = client.get(f"/produk/{product.pk}-salah/")

    assertRedirects(response, f"/produk/{product.pk}-keripik-pisang/", status_code=301)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"status": Product.Status.ARCHIVED}, 410),
        ({"hidden_reason": "Klaim tidak benar"}, 410),
        ({"status": Product.Status.DRAFT, "published_at": None}, 404),
    ],
)
def test_product_that_is_not_public(client, change, status):
    product = make_product(name="Rahasia dapur")
    Product.objects.update(**change)

    response = client.get(product.get_absolute_url())

    assert response.status_code == status
    assertNotContains(response, "Rahasia dapur", status_code=status)
    assert client.get(f"/produk/{product.pk}/wa/").status_code == 404


def test_product_of_a_suspended_business_is_gone(client):
    product = make_product()
    Business.objects.update(status=Business.Status.SUSPENDED)

    assert client.get(product.get_absolute_url()).status_code == 410
    assert client.get(product.business.get_absolute_url()).status_code == 410
    assert client.get(f"/produk/{product.pk}/wa/").status_code == 404


def test_offer_begins_and_ends_by_the_clock(client):
    product = make_product(price=25_000)
    now = timezone.now()
    offer = make_offer(product, price=20_000, starts_at=now + timedelta(hours=1), ends_at=now + timedelta(days=2))

    assertNotContains(client.get(product.get_absolute_url()), "Rp20.000")
    offer.starts_at = now - timedelta(hours=1)
    offer.save()
    assertContains(client.get(product.get_absolute_url()), "Hemat 20% sampai")
    offer.ends_at = now - timedelta(minutes=1)
    offer.save()
    assertNotContains(client.get(product.get_absolute_url()), "Rp20.000")


def test_order_opens_a_chat_with_the_seller(client):
    business = make_business(name="Dapur Bu Yani", whatsapp="+6281234500001")
    product = make_product(business=business, name="Keripik pisang", price=25_000, options=["Cokelat", "Keju"])

    response = client.get(f"/produk/{product.pk}/wa/", {"jumlah": "3", "opsi": "Keju"})

    number, text = message_in(response.headers["Location"])
    assert response.status_code == 302
    assert number == "6281234500001"
    assert text.splitlines() == [
        "Halo Dapur Bu Yani, saya ingin memesan:",
        "3 × Keripik pisang (Keju)",
        "Harga: Rp25.000",
        "Total: Rp75.000",
        f"http://127.0.0.1:8000/produk/{product.pk}-keripik-pisang/",
        "Apakah masih ada?",
    ]
    assert "nofollow" in response.headers["X-Robots-Tag"]


@pytest.mark.parametrize("quantity", ["0", "-1", "1000", "9" * 50, "dua", "", "٣", "1.5"])
def test_quantity_that_makes_no_sense_means_one(client, quantity):
    product = make_product(name="Kopi")

    response = client.get(f"/produk/{product.pk}/wa/", {"jumlah": quantity, "opsi": "tidak ada"})

    assert "1 × Kopi\n" in message_in(response.headers["Location"])[1]


def test_question_and_english_page_write_indonesian(client):
    product = make_product()

    response = client.get(f"/en/produk/{product.pk}/wa/?tanya")

    assert "saya ingin bertanya tentang:" in message_in(response.headers["Location"])[1]


def test_business_without_number_is_reached_through_the_team(client, settings):
    settings.COMMUNITY_WHATSAPP = "+6281299990000"
    product = make_product(business=make_business(name="Usaha Baru", whatsapp=""))

    number, text = message_in(client.get(f"/produk/{product.pk}/wa/").headers["Location"])

    assert number == "6281299990000"
    assert "Usaha Baru" in text
    assertContains(client.get(product.get_absolute_url()), "belum mencantumkan nomor")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    name=st.text(min_size=1, max_size=200).map(lambda text: text.replace("\r", " ")),
    price=st.integers(1, 1_000_000_000),
    quantity=st.integers(1, 999),
    option=st.text(max_size=60),
)
def test_any_text_arrives_as_written(name, price, quantity, option):
    business = Business(name=name[:120], whatsapp="+6281234500001")
    product = Product(pk=1, business=business, name=name, slug="x", price=price)
    product.running_offers = []

    for text in [order_text(product, quantity, option), question_text(product)]:
        assert message_in(order_link(business, text)) == ("6281234500001", text)
        assert name in text
