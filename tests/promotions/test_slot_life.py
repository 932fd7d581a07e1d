"""What may happen to a slot, by whom, in what order; and that two people never do it twice."""

import threading
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from catalogue.models import Photo
from promotions import slot_clock, slot_life, slot_undo
from promotions.models import Guideline, Skip, Slot, Ticket
from promotions.slot_life import SettledError
from tests.factories import make_photo, make_team_member
from tests.promotions.factories import channel, make_ready_product, make_slot

pytestmark = pytest.mark.django_db

POST = "https://www.instagram.com/p/abc123/?igsh=x"


def due_slot(**fields):
    fields.setdefault("starts_at", timezone.now() - timedelta(hours=1))
    slot = make_slot(**fields)
    Ticket.objects.create(channel=slot.channel, business=slot.business, number=1, drawn_on=timezone.localdate())
    return slot


def error_of(call, *args, **kwargs):
    with pytest.raises(ValidationError) as refusal:
        call(*args, **kwargs)
    return refusal.value


def test_post_with_its_address_is_done():
    slot, person = due_slot(), make_team_member(name="Rani")

    slot_life.finish(slot, person, address=POST)

    slot.refresh_from_db()
    assert (slot.status, slot.done_by, slot.is_late) == (Slot.Status.DONE, person, False)
    assert slot.proof_address == "https://instagram.com/p/abc123/"
    assert slot.caption.startswith(slot.product.name)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "no_address"),
        ("https://example.com/p/abc", "wrong_host"),
        ("https://instagram.com.example.com/p/abc", "wrong_host"),
        ("https://instagram.com/", "wrong_host"),
    ],
)
def test_what_proves_nothing_is_refused(address, code):
    slot = due_slot()

    assert error_of(slot_life.finish, slot, make_team_member(), address=address).code == code
    slot.refresh_from_db()
    assert slot.status == Slot.Status.PLANNED


def test_one_post_proves_one_slot():
    person = make_team_member()
    slot_life.finish(due_slot(), person, address=POST)
    other = make_slot(starts_at=timezone.now() - timedelta(hours=2))

    assert error_of(slot_life.finish, other, person, address="http://m.instagram.com/p/abc123").code == "used"


def test_story_needs_a_tap_alone():
    slot = due_slot(slug="whatsapp")

    slot_life.finish(slot, make_team_member())

    slot.refresh_from_db()
    assert slot.status == Slot.Status.DONE


def test_post_after_its_grace_is_late():
    slot = due_slot(starts_at=timezone.now() - timedelta(days=3), status=Slot.Status.MISSED)

    slot_life.finish(slot, make_team_member(), address=POST)

    slot.refresh_from_db()
    assert (slot.status, slot.is_late) == (Slot.Status.DONE, True)


def test_post_long_before_its_time_is_too_early():
    slot = due_slot(starts_at=timezone.now() + timedelta(days=2))

    assert error_of(slot_life.finish, slot, make_team_member(), address=POST).code == "early"


def test_second_tap_reads_who_was_first():
    slot = due_slot(slug="whatsapp")
    slot_life.finish(slot, make_team_member(name="Rani"))

    with pytest.raises(SettledError) as refusal:
        slot_life.finish(slot, make_team_member(name="Bayu"))

    assert "Rani lebih dulu" in refusal.value.words
    assert Ticket.objects.get(business=slot.business, channel=slot.channel).number == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_people_tapping_at_once_finish_once():
    slot = due_slot(slug="whatsapp")
    people = [make_team_member(), make_team_member()]
    outcomes = []
    start = threading.Barrier(2)

    def tap(person):
        try:
            start.wait()
            slot_life.finish(Slot.objects.get(pk=slot.pk), person)
            outcomes.append("done")
        except SettledError:
            outcomes.append("second")
        finally:
            connection.close()

    threads = [threading.Thread(target=tap, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["done", "second"]
    assert Ticket.objects.get(business=slot.business, channel=slot.channel).number == 2


def test_tap_can_be_taken_back_for_a_minute():
    slot, person = due_slot(slug="whatsapp", status=Slot.Status.PLANNED), make_team_member()
    now = timezone.now()
    slot_life.finish(slot, person, now)

    slot_undo.undo(slot, person, now + timedelta(seconds=59))

    slot.refresh_from_db()
    assert (slot.status, slot.done_at, slot.done_by) == (Slot.Status.PLANNED, None, None)
    ticket = Ticket.objects.get(business=slot.business, channel=slot.channel)
    assert (ticket.number, ticket.is_new) == (1, True)


def test_tap_of_another_or_after_a_minute_stays():
    slot, person = due_slot(slug="whatsapp"), make_team_member()
    now = timezone.now()
    slot_life.finish(slot, person, now)

    assert error_of(slot_undo.undo, slot, make_team_member(), now).code == "too_late"
    assert error_of(slot_undo.undo, slot, person, now + timedelta(seconds=61)).code == "too_late"


def test_skipped_turn_frees_the_slot_while_there_is_time():
    slot, person = due_slot(starts_at=timezone.now() + timedelta(days=1)), make_team_member()
    business = slot.business

    slot_life.skip(slot, person, "Foto buram", is_products_fault=True)

    slot.refresh_from_db()
    assert (slot.status, slot.business, slot.product) == (Slot.Status.PLANNED, None, None)
    assert Skip.objects.get().business == business
    assert Ticket.objects.get(business=business, channel=slot.channel).number == 1
    slot_undo.undo(slot, person)
    slot.refresh_from_db()
    assert slot.business == business
    assert not Skip.objects.exists()


def test_skip_needs_a_reason():
    assert error_of(slot_life.skip, due_slot(), make_team_member(), "  ", is_products_fault=False).code == "no_reason"


def test_turn_skipped_after_its_time_stays_skipped():
    slot = due_slot()

    slot_life.skip(slot, make_team_member(), "Anggota minta ditunda", is_products_fault=False)

    slot.refresh_from_db()
    assert slot.status == Slot.Status.SKIPPED


def test_another_product_of_the_same_business_keeps_the_turn():
    slot = due_slot()
    other = make_ready_product(slot.business)

    slot_life.assign(slot, other, make_team_member())

    slot.refresh_from_db()
    assert (slot.product, slot.kind, slot.is_open) == (other, Slot.Kind.OPEN, True)


def test_product_that_is_not_ready_cannot_be_put_there():
    slot = due_slot()
    Photo.objects.all().delete()

    assert error_of(slot_life.assign, slot, slot.product, make_team_member()).code == "not_ready"


def test_approval_names_all_that_stands_against_it():
    slot = make_slot()
    line = Guideline.objects.create(name_id="Foto milik sendiri", name_en="Own photo")
    Photo.objects.all().delete()
    slot.caption = "x" * 3000

    error = error_of(slot_life.approve, slot, make_team_member())

    assert len(error.messages) == 3
    assert any("Foto milik sendiri" in message for message in error.messages)
    make_photo(slot.product)
    slot.caption = ""
    slot_life.approve(slot, make_team_member(), ticked={line.pk})
    slot.refresh_from_db()
    assert slot.status == Slot.Status.APPROVED
    assert slot.ticks.get().guideline == line


def test_line_to_tick_keeps_a_slot_from_approving_itself():
    now = timezone.now()
    slot = make_slot(starts_at=now + timedelta(hours=30))
    far = make_slot(starts_at=now + timedelta(hours=60))
    line = Guideline.objects.create(name_id="Foto milik sendiri", name_en="Own photo")

    slot_clock.approve_by_itself(now, slot_life.Guidelines())
    assert not Slot.objects.filter(status=Slot.Status.APPROVED).exists()

    line.delete()
    slot_clock.approve_by_itself(now, slot_life.Guidelines())
    assert list(Slot.objects.filter(status=Slot.Status.APPROVED)) == [slot]
    assert far.status == Slot.Status.PLANNED


def test_one_tap_approves_the_week_and_leaves_what_fails():
    Guideline.objects.create(name_id="Foto milik sendiri", name_en="Own photo")
    good, bad = make_slot(), make_slot(starts_at=timezone.now() + timedelta(days=2))
    bad.product.photos.all().delete()

    approved, left = slot_life.approve_all(slot_life.with_content(Slot.objects.order_by("pk")), make_team_member())

    assert (approved, list(left)) == (1, [bad])
    assert "Tambahkan foto" in left[bad][0]
    good.refresh_from_db()
    assert good.status == Slot.Status.APPROVED


def test_caption_is_within_every_limit():
    product = make_ready_product()
    product.description = "kata " * 1000
    for slug in ["instagram", "tiktok", "whatsapp"]:
        slot = make_slot(product, slug, timezone.make_aware(datetime(2026, 12, 1, 8)))
        slot.product.description = product.description
        assert slot_life.problems(slot, slot_life.Guidelines()) == []
        assert f"?dari={slug}" in slot.caption_shown
    assert channel().limits().hashtags == 5


def test_history_tells_who_did_what():
    slot, person = due_slot(slug="whatsapp"), make_team_member(name="Rani")
    slot_life.approve(slot, person)
    slot_life.finish(slot, person)
    slot_undo.undo(slot, person)

    told = [(row.status, row.history_user) for row in slot.history.order_by("history_id")]

    assert told == [
        (Slot.Status.PLANNED, None),
        (Slot.Status.APPROVED, person),
        (Slot.Status.DONE, person),
        (Slot.Status.APPROVED, person),
    ]
