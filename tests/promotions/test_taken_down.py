"""The calendar when moderators suspend a business or hide a product: its slots give way, and come back with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue import moderation
from members import review
from promotions import planning
from promotions.models import Slot, Ticket
from promotions.on_show import products_on_show
from tests.factories import make_business, make_team_member
from tests.promotions.factories import channel, make_portal_slot, make_ready_product, make_slot, make_weekly_slot

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def suspend(product):
    review.suspend(product.business, make_team_member(), "Pesanan tidak dikirim.")


def hide(product):
    moderation.hide(product, make_team_member(), "Foto milik orang lain.")


both_ways = pytest.mark.parametrize("take_down", [suspend, hide])


def ready_product():
    business = make_business(activated_at=NOW - timedelta(days=100), whatsapp_confirmed_at=NOW)
    return make_ready_product(business, published_at=NOW - timedelta(days=90))


@both_ways
@pytest.mark.parametrize("status", ["planned", "approved"])
def test_coming_slots_give_way_to_others(take_down, status):
    product, other = ready_product(), ready_product()
    slot = make_slot(product, status=status, approved_at=NOW if status == "approved" else None)

    take_down(product)
    planning.run_due()

    slot.refresh_from_db()
    assert (slot.status, slot.product) != ("approved", product)
    assert slot.product == other
    assert not Slot.objects.to_do().filter(product=product).exists()


@both_ways
def test_slot_whose_time_has_come_is_free_for_another(take_down):
    product = ready_product()
    slot = make_slot(product, starts_at=NOW - timedelta(hours=2), status="approved", approved_at=NOW)

    take_down(product)
    planning.run_due()

    slot.refresh_from_db()
    assert (slot.status, slot.product, slot.business) == ("planned", None, None)
    assert Slot.objects.due().count() == 0
    # Nobody took it: it leaves no trace, and is not held against the team.
    planning.run_due(slot.due_at + timedelta(minutes=1))
    assert not Slot.objects.filter(pk=slot.pk).exists()


def test_slot_whose_time_has_come_stays_when_its_owner_archives_the_product():
    product = ready_product()
    slot = make_slot(product, starts_at=NOW - timedelta(hours=2), status="approved", approved_at=NOW)

    product.status = "archived"
    product.save()
    planning.run_due()

    slot.refresh_from_db()
    assert (slot.status, slot.product) == ("approved", product)


@both_ways
def test_slot_set_by_hand_keeps_its_product_but_not_its_approval(take_down):
    product = ready_product()
    slot = make_slot(product, kind="pinned", is_open=False, status="approved", approved_at=NOW)

    take_down(product)
    planning.run_due()
    planning.run_due()

    slot.refresh_from_db()
    assert (slot.status, slot.product, slot.approved_at) == ("planned", product, None)
    assert slot.remark == f"{product} tidak dapat dipromosikan lagi."
    assert slot.history.count() == 2


@both_ways
def test_portal_stops_showing_it_at_once(client, take_down):
    product = ready_product()
    make_portal_slot(product)
    assert products_on_show() == [product]

    take_down(product)

    assert products_on_show() == []
    assert product.name not in client.get("/").text


@both_ways
def test_portal_slot_does_not_go_live(take_down):
    product = ready_product()
    slot = make_portal_slot(product, starts_at=NOW - timedelta(minutes=5))

    take_down(product)
    planning.run_due()

    slot.refresh_from_db()
    assert slot.status == "planned"
    assert slot.done_at is None


@both_ways
def test_public_slots_leave_it_out(take_down):
    product, other = ready_product(), ready_product()
    make_slot(product, status="approved", approved_at=NOW)
    shown = make_slot(other, slug="tiktok", status="approved", approved_at=NOW)

    take_down(product)

    assert list(Slot.objects.public()) == [shown]


def test_restored_business_keeps_its_place_in_the_queue():
    product = ready_product()
    ready_product()
    make_weekly_slot("instagram")
    planning.run_due()
    ticket = Ticket.objects.get(business=product.business, channel=channel("instagram"))

    suspend(product)
    planning.run_due()
    assert not Slot.objects.to_do().filter(business=product.business).exists()
    product.business.refresh_from_db()
    review.restore(product.business, make_team_member())
    planning.run_due()

    assert Ticket.objects.get(business=product.business, channel=channel("instagram")).number == ticket.number
    assert Slot.objects.to_do().filter(business=product.business).exists()
