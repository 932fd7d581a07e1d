"""The directory and a business's own page."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from members.models import Regency, Sector
from tests.catalogue.test_product import message_in
from tests.factories import make_business, make_licence, make_photo, make_product

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("item_count", [1, 3])
def test_directory_costs_the_same_for_any_number_of_businesses(client, item_count, django_assert_num_queries):
    businesses = [make_photo(make_product()).product.business for _ in range(item_count)]
    make_business(status="submitted")

    # sectors, regencies; count, businesses with regency and sector, their newest products, photos
    with django_assert_num_queries(6):
        response = client.get("/usaha/")

    assert list(response.context["page"]) == businesses


def test_directory_narrows_by_name_sector_and_region(client):
    coffee = make_business(
        name="Kopi Rimba", sector=Sector.objects.get(slug="agribisnis"), regency=Regency.objects.get(slug="metro")
    )
    make_business(name="Tapis Melati")

    for query in ["q=rimba", "sektor=agribisnis", "wilayah=metro"]:
        assert list(client.get(f"/usaha/?{query}").context["page"]) == [coffee]


def test_directory_notes_what_it_cannot_read(client):
    make_business()

    assertContains(client.get("/usaha/?sektor=x&foo=1"), "Isian “Bidang usaha” tidak berlaku")
    assertContains(client.get("/usaha/?q=zzz"), "Belum ada usaha yang cocok")


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_costs_the_same_for_any_number_of_products(client, item_count, django_assert_num_queries):
    business = make_business()
    products = [make_photo(make_product(business=business)).product for _ in range(item_count)]
    make_product(business=business, status="draft")

    # business; licences; count, products with category, photos, offers
    with django_assert_num_queries(6):
        response = client.get(business.get_absolute_url())

    assert list(response.context["page"]) == products


def test_page_shows_what_the_owner_chose(client):
    business = make_business(address="Gang PU 7", story="Dimulai di dapur belakang.", instagram="dapurbuyani")

    response = client.get(business.get_absolute_url())
    assertNotContains(response, "Gang PU 7")
    assertContains(response, "Dimulai di dapur belakang.")
    assertContains(response, "https://www.instagram.com/dapurbuyani/")

    business.is_address_public = True
    business.save()
    assertContains(client.get(business.get_absolute_url()), "Gang PU 7")


def test_tax_number_and_unchecked_licences_are_no_badge(client):
    business = make_business()
    make_licence(business=business, number="9120000000001")
    make_licence(business=business, kind="npwp", number="1234567890123456")
    make_licence(business=business, kind="halal", number="ID18110000000000001", status="submitted", checked_at=None)

    response = client.get(business.get_absolute_url())

    assertContains(response, "9120000000001")
    assertNotContains(response, "1234567890123456")
    assertNotContains(response, "ID18110000000000001")


@pytest.mark.parametrize(("status", "code"), [("draft", 404), ("submitted", 404)])
def test_business_that_never_was_public(client, status, code):
    business = make_business(status=status)

    assert client.get(business.get_absolute_url()).status_code == code


def test_chat_with_the_business(client):
    business = make_business(name="Kopi Rimba", whatsapp="+6281234500001")

    number, text = message_in(client.get(f"/usaha/{business.slug}/wa/").headers["Location"])

    assert number == "6281234500001"
    assert "Kopi Rimba" in text
