"""What the portal promotes itself, on the home page and at the start of the list: there by the clock alone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from catalogue.models import Product
from members.models import Business
from promotions.models import Slot
from promotions.on_show import products_on_show
from tests.factories import make_offer, make_photo, make_product
from tests.promotions.factories import make_portal_slot, make_slot

pytestmark = pytest.mark.django_db

LIST = "/produk/"
HEADING = "Dipromosikan pekan ini"


def test_slot_is_on_show_from_its_time_until_its_end():
    now = timezone.now()
    product = make_product()
    make_portal_slot(product, starts_at=now)

    assert products_on_show(now - timedelta(seconds=1)) == []
    assert products_on_show(now) == [product]
    assert products_on_show(now + timedelta(days=7, seconds=-1)) == [product]
    assert products_on_show(now + timedelta(days=7)) == []


@pytest.mark.parametrize("address", ["/", LIST])
def test_pages_show_what_is_on_show(client, address):
    slot = make_portal_slot(make_product(name="Kopi Robusta Sekincau"))
    assertContains(client.get(address), HEADING)

    Slot.objects.filter(pk=slot.pk).update(ends_at=timezone.now() - timedelta(seconds=1))

    assertNotContains(client.get(address), HEADING)


@pytest.mark.parametrize(
    "change",
    [
        {"status": Product.Status.ARCHIVED},
        {"hidden_reason": "Foto bukan milik sendiri"},
        {"business": {"status": Business.Status.SUSPENDED}},
    ],
)
def test_product_that_is_taken_down_vanishes_at_once(client, change):
    product = make_product()
    make_portal_slot(product)
    assert products_on_show() == [product]

    if "business" in change:
        Business.objects.filter(pk=product.business_id).update(**change["business"])
    else:
        Product.objects.filter(pk=product.pk).update(**change)

    assert products_on_show() == []
    for address in ["/", LIST]:
        assertNotContains(client.get(address), product.get_absolute_url())


@pytest.mark.parametrize(
    "fields",
    [{"status": "planned"}, {"status": "missed"}, {"status": "skipped"}, {"withdrawn_at": timezone.now()}],
)
def test_slot_that_was_not_approved_or_was_taken_out_shows_nothing(fields):
    make_portal_slot(make_product(), **fields)

    assert products_on_show() == []


def test_posts_on_other_channels_are_not_on_show():
    make_slot(starts_at=timezone.now() - timedelta(hours=1), status="approved")

    assert products_on_show() == []


def test_newer_week_stands_first_and_a_product_stands_once():
    old, new, today = make_product(), make_product(), timezone.now() - timedelta(hours=1)
    make_portal_slot(old, starts_at=today - timedelta(days=5))
    make_portal_slot(new, starts_at=today, place=2)
    make_portal_slot(old, starts_at=today, place=3)

    assert products_on_show() == [new, old]


@pytest.mark.parametrize(
    "query", ["?q=kopi", "?kategori=lainnya", "?harga_maks=90000", "?ketersediaan=ready", "?promo=ya", "?hal=2"]
)
def test_narrowed_list_and_further_pages_show_only_what_was_asked(client, query):
    for _ in range(25):
        product = make_offer(make_product(name="Kopi")).product
    make_portal_slot(product)

    assertContains(client.get(LIST), HEADING)
    assertContains(client.get(LIST + "?urut=nama&utm_source=ig"), HEADING)
    assertNotContains(client.get(LIST + query), HEADING)


@pytest.mark.parametrize("address", ["/kategori/lainnya/", "/wilayah/bandar-lampung/"])
def test_landing_pages_keep_to_their_subject(client, address):
    make_portal_slot(make_product())

    assertNotContains(client.get(address), HEADING)


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_costs_the_same_for_any_number_on_show(client, item_count, django_assert_num_queries):
    for place in range(1, item_count + 1):
        make_portal_slot(make_photo().product, place=place)

    # as without any: 13; the photos and offers of those on show
    with django_assert_num_queries(15):
        client.get(LIST)
