"""What happened to a business, as the team's page of it tells."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from catalogue import moderation
from members import review
from members.claims import issue_claim_link
from tests.factories import make_business, make_licence, make_offer, make_product

pytestmark = pytest.mark.django_db


def page_of(business):
    return reverse("members:people-business", args=[business.pk])


def trail_of(client, business):
    return list(client.get(page_of(business)).context["events"])


def test_trail_tells_who_changed_what(client, rani):
    business = make_business(name="Dapur Ayu", status="submitted", submitted_at=timezone.now())
    owner = business.memberships.get().user
    product = make_product(business=business, price=10_000, name="Kue Lapis")

    product.price, product._history_user = 12_500, owner
    product.save()
    business.tagline, business._history_user = "Kue basah", rani
    business.save()
    review.approve(business, rani)

    approved, edited, priced, added, made = trail_of(client, business)
    assert (approved.title, approved.who, approved.is_help) == ("Disetujui", rani, False)
    assert (edited.title, edited.is_help) == ("Usaha diubah", True)
    assert edited.changes == [("Dalam satu kalimat", "kosong", "Kue basah")]
    assert (priced.title, priced.who, priced.is_help) == ("“Kue Lapis” diubah", owner, False)
    assert priced.changes == [("Harga", "Rp10.000", "Rp12.500")]
    assert (added.title, made.title) == ("“Kue Lapis” ditambahkan", "Usaha dibuat")
    assertContains(client.get(page_of(business)), "dibantu oleh Rani")


def test_trail_tells_decisions_licences_offers_and_links(client, rani):
    business = make_business(owner=False)
    product = make_product(business=business, name="Kue Lapis")
    make_offer(product)
    make_licence(business=business)
    moderation.hide(product, rani, "Foto buram.")
    issue_claim_link(business, rani)
    review.suspend(business, rani, "Tidak menjawab.")
    review.restore(business, rani)

    assert [event.title for event in trail_of(client, business)] == [
        "Penangguhan dicabut",
        "Ditangguhkan",
        "Tautan klaim dibuat",
        "“Kue Lapis” disembunyikan",
        "NIB ditambahkan",
        "Harga khusus “Kue Lapis” dibuat",
        "“Kue Lapis” ditambahkan",
        "Usaha dibuat",
    ]


def test_trail_keeps_deleted_products(client, rani):
    business = make_business()
    make_product(business=business, name="Kue Lapis").delete()

    assert "“Kue Lapis” dihapus" in [event.title for event in trail_of(client, business)]


def test_trail_of_another_business_is_not_shown(client, rani):
    make_product(name="Kue Lapis")
    business = make_business()

    assert [event.title for event in trail_of(client, business)] == ["Usaha dibuat"]


@pytest.mark.parametrize(
    ("fields", "change", "is_told"),
    [
        ({"address": "Gang Lama 1"}, {"address": "Gang Baru 2"}, False),
        ({"address": "Gang Lama 1", "is_address_public": True}, {"address": "Gang Baru 2"}, True),
        ({"status": "draft"}, {"whatsapp": "+6281234500077"}, False),
        ({}, {"whatsapp": "+6281234500077"}, True),
    ],
)
def test_trail_leaves_out_what_is_not_public(client, rani, fields, change, is_told):
    business = make_business(**fields)
    for name, value in change.items():
        setattr(business, name, value)
    business.save()

    (_label, old, new), *_others = trail_of(client, business)[0].changes

    assert (new is not None) == is_told
    assert (old is not None) == is_told


def test_long_trail_comes_in_pages(client, rani):
    business = make_business()
    for number in range(24):
        business.tagline = f"Keripik {number}"
        business.save()

    first = trail_of(client, business)
    second = list(client.get(page_of(business), {"hal": 2}).context["events"])

    assert (len(first), len(second)) == (20, 5)
    assert first[0].changes[0][2] == "Keripik 23"
    assert second[-1].title == "Usaha dibuat"
    assertContains(client.get(page_of(business)), 'href="?hal=2#riwayat"')
