"""Slots moved, added, taken out and kept from the rotation by hand, and what the score makes of it."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from promotions import planning, slot_clock, slot_life, slot_places, slot_undo
from promotions.models import Channel, PlatformLimits, Rota, Slot, WeeklySlot
from promotions.models.slot import grace
from promotions.score_facts import Facts
from promotions.scoring import PartName, Period, in_total, score
from promotions.slot_life import SettledError
from tests.factories import make_business, make_superuser, make_team_member, make_user
from tests.promotions.factories import channel, make_ready_product, make_slot, make_weekly_slot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

# A Wednesday, ten in the morning.
NOW = timezone.make_aware(datetime(2026, 11, 25, 10))
PATHS = ["pindah/", "keluarkan/"]
ACTIONS = ["pindah/", "keluarkan/", "kunci/", "lepas/"]


def at(days=0, hour=9):
    return timezone.make_aware(datetime(2026, 11, 25, hour)) + timedelta(days=days)


def url(slot, path):
    return f"/pengurus/jadwal/{slot.pk}/{path}"


def seen(slot):
    """As the page writes the time at which it shows the slot."""
    return slot.starts_at.astimezone(UTC).isoformat()


def send(client, slot, path, **data):
    """Post a change of `slot` as its page would, with the product and the time that are shown."""
    data = {"product": slot.product_id or "", "seen": seen(slot), **data}
    return client.post(url(slot, path), data, follow=True)


def send_move(client, slot, moment, **data):
    local = timezone.localtime(moment)
    return send(client, slot, "pindah/", day=local.date().isoformat(), time=local.strftime("%H:%M"), **data)


def refusal(act, *args, **kwargs):
    with pytest.raises(ValidationError) as caught:
        act(*args, **kwargs)
    return caught.value


def score_in_december(now):
    """The community's score of all that falls due from yesterday on."""
    first = timezone.localdate(NOW) - timedelta(days=1)
    period = Period(at(-1, 0), at(40, 0))
    return score(in_total(Facts(now, first).at(period.at(now))), period, now)


def due_and_on_time(now):
    part = score_in_december(now).part(PartName.ON_TIME)
    return part.denominator, part.numerator


# Who may


@pytest.mark.parametrize("path", PATHS)
def test_pages_are_the_teams(client, path):
    slot = make_slot()
    address = url(slot, path)

    assertRedirects(client.get(address), f"/akun/masuk/?next={address}", fetch_redirect_response=False)
    for stranger in [make_user(), slot.business.memberships.get().user]:
        client.force_login(stranger)
        assert client.get(address).status_code == 404
    for person in [make_team_member(), make_superuser()]:
        client.force_login(person)
        assert client.get(address).status_code == 200
        assert client.get(f"/en{address}").status_code == 200


@pytest.mark.parametrize("path", ACTIONS)
def test_changes_are_the_teams(client, path):
    slot = make_slot()
    before = Slot.objects.values().get()
    data = {"product": slot.product_id, "seen": seen(slot), "day": "2026-12-01", "time": "19:00"}

    assert client.post(url(slot, path), data).status_code == 302
    client.force_login(slot.business.memberships.get().user)
    assert client.post(url(slot, path), data).status_code == 404

    assert Slot.objects.values().get() == before


# Moving


def test_slot_moves_to_another_day_with_its_product(team_client, rani):
    slot = make_slot(starts_at=at(10, 19))

    response = send_move(team_client, slot, at(12, 20), is_pinned="on")

    moved = Slot.objects.standing().get()
    assert (moved.pk, moved.starts_at, moved.due_at) == (slot.pk, at(12, 20), at(12, 20) + grace())
    assert (moved.product, moved.kind) == (slot.product, Slot.Kind.PINNED)
    assert moved.history.first().history_user == rani
    assertRedirects(response, f"/pengurus/kalender/?bulan=2026-12#jadwal-{slot.pk}")
    assertContains(response, "Dipindahkan ke Senin, 7 Desember, 20.00.")


def test_slot_left_to_the_rotation_stays_in_turn(team_client):
    slot = make_slot(starts_at=at(10, 19))

    send_move(team_client, slot, at(12, 20))

    assert Slot.objects.standing().get().kind == Slot.Kind.OPEN


def test_slot_on_show_for_days_keeps_its_length(rani):
    slot = make_slot(slug="portal", starts_at=at(10, 0))

    slot_places.move(slot, at(12, 0), rani)

    assert Slot.objects.standing().get().ends_at == at(19, 0)


def test_weekly_plan_does_not_fill_the_time_that_was_left(rani):
    make_ready_product()
    make_weekly_slot(weekday=4, time="19:00")
    planning.run_due(weeks=1)
    slot = Slot.objects.get()

    slot_places.move(slot, at(1, 19), rani)
    planning.run_due(weeks=1)

    assert [slot.starts_at for slot in Slot.objects.standing()] == [at(1, 19)]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(0, 9), "Waktu ini sudah lewat."),
        (at(400, 9), "Rencanakan paling jauh satu tahun ke depan."),
        (at(3, 19), "sudah terpakai"),
        (at(1, 19), "memang sudah pada waktu itu"),
    ],
)
def test_time_that_cannot_be_is_refused_at_the_field(team_client, moment, words):
    slot = make_slot(starts_at=at(1, 19))
    make_slot(starts_at=at(3, 19))

    response = send_move(team_client, slot, moment)

    assert words in response.context["form"].errors["day"][0]
    assertContains(response, "field__error")
    # What was typed is still there.
    assert response.context["form"]["time"].value() == timezone.localtime(moment).strftime("%H:%M")
    assert Slot.objects.filter(pk=slot.pk, starts_at=slot.starts_at).exists()


@pytest.mark.parametrize(
    "typed", [{"day": "besok"}, {"day": ""}, {"time": "sore"}, {"time": ""}, {"day": "2026-02-30"}]
)
def test_what_is_no_time_is_refused(team_client, typed):
    slot = make_slot()

    response = send(team_client, slot, "pindah/", **{"day": "2026-12-01", "time": "19:00", **typed})

    assert list(response.context["form"].errors) == list(typed)


def test_channel_that_is_switched_off_takes_no_slot(team_client):
    slot = make_slot(starts_at=at(1))
    Channel.objects.filter(slug="instagram").update(is_active=False)

    response = send_move(team_client, slot, at(2))

    assert response.context["form"].errors["day"] == ["Instagram sedang dinonaktifkan."]
    # It can still be taken out.
    send(team_client, slot, "keluarkan/")
    assert not Slot.objects.standing().exists()


@pytest.mark.parametrize("status", ["done", "missed", "skipped"])
@pytest.mark.parametrize("path", PATHS)
def test_settled_slot_stays_where_it_was(team_client, status, path):
    slot = make_slot(starts_at=at(-2), status=status, done_at=at(-2))

    response = send(team_client, slot, path, day="2026-12-01", time="19:00")

    assertContains(response, f"“{slot.get_status_display()}”")
    assert Slot.objects.standing().get().starts_at == at(-2)


def test_channel_with_several_places_gives_a_free_one(rani):
    first, second = (make_slot(slug="portal", starts_at=at(7 * number, 0), place=1) for number in (1, 2))

    slot_places.move(second, at(7, 0), rani)

    second.refresh_from_db()
    assert (second.starts_at, second.place) == (first.starts_at, 2)


def test_slots_of_several_days_do_not_overlap_on_one_place(rani):
    Channel.objects.filter(slug="portal").update(places=1)
    make_slot(slug="portal", starts_at=at(7, 0))
    slot = make_slot(slug="portal", starts_at=at(21, 0))

    assert refusal(slot_places.move, slot, at(10, 0), rani).code == "taken"
    slot_places.move(slot, at(14, 0), rani)

    assert Slot.objects.standing().filter(starts_at=at(14, 0)).exists()


def test_approval_stands_unless_the_platforms_limits_differ(rani):
    slot = make_slot(starts_at=at(10, 19))
    slot_life.approve(slot_life.with_content(Slot.objects.all()).get(), rani)
    slot.refresh_from_db()

    slot_places.move(slot, at(11, 19), rani)
    slot.refresh_from_db()
    assert (slot.status, slot.approved_by) == ("approved", rani)

    PlatformLimits.objects.create(channel=slot.channel, valid_from=at(12).date(), caption_length=500, source="uji")
    slot = Slot.objects.get(pk=slot.pk)
    slot_places.move(slot, at(13, 19), rani)
    slot.refresh_from_db()
    assert (slot.status, slot.approved_by) == ("planned", None)


def test_moved_slot_goes_to_whom_the_rota_names(rani):
    bayu, chosen = make_team_member(name="Bayu"), make_team_member(name="Citra")
    Rota.objects.create(user=rani, weekday=4)
    Rota.objects.create(user=bayu, weekday=5)
    by_rota = make_slot(starts_at=at(2, 19), assignee=rani)
    by_hand = make_slot(starts_at=at(2, 20), assignee=chosen)

    for slot in (by_rota, by_hand):
        slot_places.move(slot, slot.starts_at + timedelta(days=1), rani)
        slot.refresh_from_db()

    assert (by_rota.assignee, by_hand.assignee) == (bayu, chosen)


def test_day_begins_at_midnight_in_lampung(team_client):
    slot = make_slot(starts_at=at(10, 19))

    # Half past midnight in Lampung is still the day before in UTC.
    send(team_client, slot, "pindah/", day="2026-12-08", time="00:30")

    slot.refresh_from_db()
    assert slot.starts_at.isoformat() == "2026-12-07T17:30:00+00:00"
    assert slot.local_day.isoformat() == "2026-12-08"


# Two people at once


def test_second_of_two_movers_reads_who_was_first(team_client, clock, rani):
    slot = make_slot(starts_at=at(10, 19))
    slot_places.move(slot, at(11, 19), make_team_member(name="Bayu"))
    clock(NOW + timedelta(minutes=5))

    response = send_move(team_client, slot, at(12, 19))

    assertContains(response, "Bayu memindahkan jadwal ini pukul 10.00; sekarang pada Minggu, 6 Desember, 19.00.")
    assert Slot.objects.standing().get().starts_at == at(11, 19)


def test_who_comes_after_a_removal_reads_who_removed_it(team_client):
    slot = make_slot(starts_at=at(10, 19))
    slot_places.remove(slot, make_team_member(name="Bayu"))

    for response in [send_move(team_client, slot, at(12, 19)), team_client.get(url(slot, ""), follow=True)]:
        assertContains(response, "Bayu mengeluarkan jadwal ini dari kalender pukul 10.00.")
        assertRedirects(response, "/pengurus/kalender/?hari=2026-12-05")


def test_slot_finished_in_the_meantime_is_not_moved(rani):
    slot = make_slot(slug="whatsapp", starts_at=at(0, 9))
    slot_life.finish(Slot.objects.get(), make_team_member(name="Bayu"))

    with pytest.raises(SettledError) as error:
        slot_places.move(slot, at(1), rani)

    assert "Bayu" in error.value.words


@pytest.mark.django_db(transaction=True)
def test_two_slots_moved_to_one_place_at_once_do_not_share_it():
    Slot.objects.all().delete()
    slots = [make_slot(starts_at=at(number, 19)) for number in (10, 11)]
    person, outcomes = make_team_member(), []

    def move(slot):
        try:
            slot_places.move(slot, at(12, 19), person)
            outcomes.append("moved")
        except ValidationError as error:
            outcomes.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=move, args=[slot]) for slot in slots]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["moved", "taken"], connection.vendor


# The score stays honest


def test_slot_moved_shortly_before_its_time_still_counts_there(rani):
    slot = make_slot(slug="whatsapp", starts_at=at(2, 8))
    slot_places.move(slot, at(9, 8), rani)

    # The old time was missed; the new one was kept.
    slot_life.finish(Slot.objects.standing().get(), rani, at(9, 9))

    assert due_and_on_time(at(4)) == (1, 0)
    assert due_and_on_time(at(20)) == (2, 1)


def test_slot_moved_a_week_ahead_counts_once(rani):
    slot = make_slot(slug="whatsapp", starts_at=at(8, 8))
    slot_places.move(slot, at(9, 8), rani)

    slot_life.finish(Slot.objects.standing().get(), rani, at(9, 9))

    assert due_and_on_time(at(20)) == (1, 1)


def test_moving_a_late_slot_hides_nothing(rani):
    slot = make_slot(slug="whatsapp", starts_at=at(0, 8))

    for days in (1, 2, 3):
        slot_places.move(Slot.objects.get(pk=slot.pk), at(days, 8), rani)

    assert due_and_on_time(at(20)) == (4, 0)


def test_removed_slot_counts_as_the_weekly_plans_does(rani):
    for days in (2, 10):
        slot_places.remove(make_slot(slug="whatsapp", starts_at=at(days, 8)), rani)

    assert due_and_on_time(at(20)) == (1, 0)


def test_gap_nobody_could_fill_does_not_count_when_it_is_taken_out(rani):
    gap = make_slot(False, slug="whatsapp", starts_at=at(2, 8))
    skipped = make_slot(slug="whatsapp", starts_at=at(3, 8))
    slot_life.skip(skipped, rani, "Hujan", is_products_fault=False)

    for slot in (gap, Slot.objects.get(pk=skipped.pk)):
        slot_places.remove(slot, rani)

    assert due_and_on_time(at(20)) == (1, 0)


def test_page_says_what_still_counts(team_client):
    soon, far, gap = (
        make_slot(starts_at=at(3)),
        make_slot(starts_at=at(9)),
        make_slot(False, slug="tiktok", starts_at=at(3)),
    )

    for path in PATHS:
        assert [team_client.get(url(slot, path)).context["counts"] for slot in (soon, far, gap)] == [True, False, False]
    assertContains(team_client.get(url(soon, "pindah/")), "waktu lamanya tetap dihitung dalam nilai konsistensi")


# Taking back


def test_move_is_taken_back_within_a_minute(team_client, rani, clock):
    slot = make_slot(starts_at=at(3, 19), assignee=rani)
    send_move(team_client, slot, at(4, 19), is_pinned="on")
    clock(NOW + timedelta(seconds=59))

    response = team_client.post(url(slot, "batal/"), follow=True)

    assertContains(response, "Sudah dibatalkan.")
    back = Slot.objects.get()
    assert (back.starts_at, back.due_at, back.kind, back.assignee) == (slot.starts_at, slot.due_at, "open", rani)


def test_move_is_not_taken_back_to_a_place_that_was_taken_since(rani):
    slot = make_slot(starts_at=at(3, 19))
    slot_places.move(slot, at(4, 19), rani)
    make_slot(starts_at=at(3, 19))

    assert refusal(slot_undo.undo, Slot.objects.get(pk=slot.pk), rani).code == "taken"

    assert Slot.objects.get(pk=slot.pk).starts_at == at(4, 19)


def test_added_slot_is_taken_back_without_a_trace(rani):
    slot = slot_places.add(channel(), at(2, 19), rani)

    slot_undo.undo(slot, rani)

    assert not Slot.objects.exists()


# Keeping a product from the rotation


def test_pinned_slot_is_left_alone_by_the_rotation(team_client):
    first, second = make_ready_product(), make_ready_product()
    make_weekly_slot(weekday=4, time="19:00")
    planning.run_due(weeks=1)
    slot = Slot.objects.get()
    assert slot.product == first

    response = send(team_client, slot, "kunci/")
    first.business.status = "suspended"
    first.business.save()
    planning.run_due(weeks=1)

    assertContains(response, f"{first} tetap di jadwal ini")
    slot.refresh_from_db()
    assert (slot.product, slot.kind) == (first, Slot.Kind.PINNED)

    send(team_client, slot, "lepas/")
    slot.refresh_from_db()
    assert (slot.product, slot.kind) == (second, Slot.Kind.OPEN)


def test_unpinned_slot_is_again_what_the_weekly_plan_says(rani):
    make_weekly_slot(weekday=4, time="19:00", kind=WeeklySlot.Kind.WELCOME)
    slot = make_slot(starts_at=at(2, 19), kind=Slot.Kind.PINNED)

    slot_places.unpin(slot, rani)

    slot.refresh_from_db()
    assert slot.kind == Slot.Kind.WELCOME


def test_pinning_twice_changes_nothing(team_client):
    slot = make_slot(kind=Slot.Kind.PINNED, starts_at=at(10))

    assertContains(send(team_client, slot, "kunci/"), "tetap di jadwal ini")
    assert Slot.objects.get().history.count() == 1


# Adding and taking out


def add(client, **data):
    data = {"channel": "instagram", "day": "2026-12-01", "time": "19:00", "filled_by": "turn", **data}
    return client.post("/pengurus/kalender/tambah/", data, follow=True)


def test_slot_is_added_outside_the_plan_and_filled_in_turn(team_client, rani):
    product = make_ready_product()
    Rota.objects.create(user=rani, weekday=1)

    response = add(team_client)

    slot = Slot.objects.get()
    assert (slot.channel.slug, slot.starts_at, slot.due_at) == ("instagram", at(6, 19), at(7, 19))
    assert (slot.product, slot.assignee) == (product, rani)
    assertRedirects(response, reverse("promotions:slot", args=[slot.pk]))


def test_slot_is_added_and_its_product_chosen(team_client):
    make_ready_product()
    other = make_ready_product()

    response = add(team_client, filled_by="choose")
    slot = Slot.objects.get()
    assertRedirects(response, reverse("promotions:slot-swap", args=[slot.pk]))
    send(team_client, slot, "ganti/", choice=other.pk)

    slot.refresh_from_db()
    assert (slot.product, slot.kind) == (other, Slot.Kind.PINNED)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"day": "2026-11-24"}, "day"),
        ({"day": "2029-01-01"}, "day"),
        ({"day": "x"}, "day"),
        ({"time": "25:00"}, "time"),
        ({"channel": "radio"}, "channel"),
        ({"channel": ""}, "channel"),
        ({"filled_by": "undian"}, "filled_by"),
    ],
)
def test_slot_that_cannot_be_added_is_refused_at_the_field(team_client, typed, field):
    response = add(team_client, **typed)

    assert list(response.context["form"].errors) == [field]
    assert not Slot.objects.exists()


def test_slot_is_not_added_where_one_stands(team_client):
    make_slot(starts_at=at(6, 19))

    assert "sudah terpakai" in add(team_client).context["form"].errors["day"][0]

    assert Slot.objects.count() == 1


def test_channel_that_is_switched_off_is_not_offered(team_client):
    Channel.objects.filter(slug="instagram").update(is_active=False)

    assert add(team_client).context["form"].errors["channel"] == ["Kanal ini sedang tidak dipakai. Pilih yang lain."]


@pytest.mark.parametrize("words", ["", "?hari=2026-12-24", "?hari=kemarin", "?hari=2020-01-01&kanal=tiktok"])
def test_form_to_add_opens_whatever_its_address_says(team_client, words):
    day = team_client.get(f"/pengurus/kalender/tambah/{words}").context["form"]["day"].value()

    assert day == {"?hari=2026-12-24": at(29), "?hari=2020-01-01&kanal=tiktok": NOW}.get(words, at(1)).date()


def test_slot_that_was_taken_out_does_not_come_back(team_client):
    make_ready_product()
    make_weekly_slot(weekday=4, time="19:00")
    planning.run_due(weeks=2)
    slot, later = Slot.objects.order_by("starts_at")

    response = send(team_client, slot, "keluarkan/")
    planning.run_due(weeks=2)

    assert list(Slot.objects.standing()) == [later]
    assertRedirects(response, "/pengurus/kalender/?bulan=2026-11")
    assertContains(response, "Instagram pada Jumat, 27 November, 19.00 dikeluarkan dari kalender.")


def test_slot_is_added_again_where_one_was_taken_out(team_client, rani):
    slot_places.remove(make_slot(starts_at=at(6, 19)), rani)

    add(team_client)

    assert Slot.objects.standing().get().starts_at == at(6, 19)


def test_empty_slot_nobody_needs_is_settled_after_it_was_moved(rani):
    slot = make_slot(False, starts_at=at(1))
    slot_places.move(slot, at(2), rani)

    slot_clock.settle(at(5))

    assert not Slot.objects.standing().exists()


def test_community_of_none_adds_an_empty_slot(team_client):
    response = add(team_client)

    assert Slot.objects.get().product is None
    assertContains(response, "Pilih produk")
    assert make_business().slots.count() == 0
