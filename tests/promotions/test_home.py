"""The home page and the pages to read."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains

from tests.factories import make_offer, make_photo, make_product
from tests.promotions.factories import make_portal_slot

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("item_count", [1, 3])
def test_home_costs_the_same_for_any_number_of_products(client, item_count, django_assert_num_queries):
    products = [make_offer(make_photo().product).product for _ in range(item_count)]
    monday = timezone.now() - timedelta(days=1)
    for place, product in enumerate(products, start=1):
        make_portal_slot(product, starts_at=monday, place=place)

    # counts by regency; promoted, offered and new products, their photos and offers; a running campaign; businesses;
    # then as the page is printed: sectors; new businesses, their products, photos; regencies
    with django_assert_num_queries(13):
        response = client.get("/")

    assert response.context["promoted"] == products
    assert list(response.context["new_products"]) == list(response.context["offered"]) == products[::-1]
    assert response.context["product_count"] == response.context["business_count"] == item_count


def test_home_of_an_empty_community_invites(client):
    assertContains(client.get("/"), "Jadilah yang pertama")


def test_regions_lie_on_the_map_with_their_numbers(client):
    make_product()

    regencies = dict(client.get("/").context["regencies"])

    assert len(regencies) == 15
    assert {regency.slug: count for regency, count in regencies.items() if count} == {"bandar-lampung": 1}


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/tentang/", "Tentang UNK"),
        ("/gabung/", "Gabung gratis"),
        ("/privasi/", "UU 27/2022"),
        ("/en/tentang/", "About UNK"),
        ("/en/gabung/", "Join for free"),
        ("/en/privasi/", "Law 27 of 2022"),
    ],
)
def test_pages_to_read(client, address, words):
    assertContains(client.get(address), words)


@pytest.mark.parametrize("address", ["/", "/produk/", "/usaha/", "/tentang/", "/kategori/kuliner/", "/wilayah/metro/"])
def test_visitors_get_no_cookie(client, address):
    make_product()

    assert not client.get(address).cookies
