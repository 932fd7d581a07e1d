"""Owners ask for another time or a pause; the team answers once, and the rotation does as was answered."""

import threading
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from promotions import planning, slot_life, turn_requests
from promotions.dashboard import Dashboard
from promotions.guidelines import Guidelines, eligible_businesses, is_promotable
from promotions.models import DailyStanding, Skip, Slot, Ticket, TurnRequest
from promotions.own_turns import OwnTurns
from promotions.slot_life import SettledError
from promotions.turn_requests import AnsweredError
from promotions.waiting import Waiting
from tests.factories import make_business, make_team_member, make_user
from tests.promotions.factories import (
    channel,
    make_pause,
    make_ready_product,
    make_slot,
    make_swap,
    make_weekly_slot,
)

pytestmark = pytest.mark.django_db

PAUSE = "/kelola/giliran/jeda/"


@pytest.fixture
def owner(client):
    user = make_user(name="Yani")
    client.force_login(user)
    return user


@pytest.fixture
def business(owner):
    return make_business(owner, name="Dapur Bu Yani", whatsapp_confirmed_at=timezone.now())


@pytest.fixture
def product(business):
    return make_ready_product(business, name="Keripik pisang")


def today():
    return timezone.localdate()


def in_days(number):
    return timezone.now() + timedelta(days=number)


def day(number):
    return today() + timedelta(days=number)


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def fresh(row):
    row.refresh_from_db()
    return row


def code_of(call, *args):
    with pytest.raises(ValidationError) as refusal:
        call(*args)
    return refusal.value.code


def decide(client, row, decision, **fields):
    return client.post(f"/pengurus/permintaan/{row.pk}/", {"decision": decision, **fields})


def end(client, row):
    return client.post(f"/kelola/giliran/permintaan/{row.pk}/akhiri/")


def eligible(on=None):
    return eligible_businesses(Guidelines(), [channel()], on)[channel().pk]


# Asking for another time


def ask_swap(client, slot, **fields):
    fields = {"product": slot.product_id, "reason": "Kami di luar kota.", **fields}
    return client.post(f"/kelola/giliran/{slot.pk}/tukar/", fields)


def test_owner_asks_for_another_time(client, owner, product, rani):
    slot = make_slot(product, starts_at=in_days(3))

    assertRedirects(ask_swap(client, slot, until=day(10).isoformat()), f"/kelola/giliran/{slot.pk}/")

    row = TurnRequest.objects.get()
    assert (row.kind, row.slot, row.channel, row.until, row.made_by) == ("swap", slot, slot.channel, day(10), owner)
    assert fresh(slot).business == product.business
    assertContains(client.get(f"/kelola/giliran/{slot.pk}/"), "Pengurus belum menjawab")
    client.force_login(rani)
    for page in ["/pengurus/", f"/pengurus/jadwal/{slot.pk}/"]:
        assertContains(client.get(page), "Kami di luar kota.")


@pytest.mark.parametrize(
    ("fields", "field"), [({"reason": " "}, "reason"), ({"until": "2020-01-01"}, "until"), ({"until": "x"}, "until")]
)
def test_request_without_sense_is_refused_at_the_field(client, product, fields, field):
    slot = make_slot(product)

    page = ask_swap(client, slot, **fields)

    assert list(page.context["form"].errors) == [field]
    assert not TurnRequest.objects.exists()


def test_approved_turn_less_than_a_day_away_stays(client, owner, product):
    slot = make_slot(product, starts_at=in_days(0.9), status="approved")

    page = ask_swap(client, slot)

    assertContains(page, "sudah disetujui dan kurang dari sehari lagi")
    assert code_of(turn_requests.ask_pause, product.business, owner, "Sakit", day(9)) == "short"
    assert not TurnRequest.objects.exists()


def test_settled_and_past_turns_cannot_be_swapped(owner, product):
    past = make_slot(product, starts_at=in_days(-0.1))
    done = make_slot(product, starts_at=in_days(-2), status="done", done_at=timezone.now())

    assert code_of(turn_requests.ask_swap, past, owner, "Sakit") == "past"
    with pytest.raises(SettledError):
        turn_requests.ask_swap(done, owner, "Sakit")


def test_same_turn_is_asked_about_once(client, owner, product):
    slot = make_slot(product, starts_at=in_days(3))
    make_swap(slot, made_by=owner)

    page = ask_swap(client, slot)

    assertContains(page, "Yani sudah memintanya.")


# Answered: the turn goes on


def test_turn_goes_to_the_next_and_the_ticket_keeps_its_number(client, product, rani):
    slot = make_slot(product, starts_at=in_days(3))
    second = make_ready_product()
    ticket = Ticket.objects.create(channel=channel(), business=product.business, number=1, drawn_on=today())
    Ticket.objects.create(channel=channel(), business=second.business, number=2, drawn_on=today())
    row = make_swap(slot)
    client.force_login(rani)

    assertRedirects(decide(client, row, "accept"), "/pengurus/")

    assert (fresh(slot).business, slot.status) == (second.business, "planned")
    assert (fresh(ticket).number, ticket.passed) == (1, 0)
    skip = Skip.objects.get()
    assert (skip.business, skip.is_products_fault, skip.skipped_by) == (product.business, False, rani)
    assert (fresh(row).status, row.decided_by) == ("accepted", rani)


def test_owner_reads_the_answer_by_mail_and_whatsapp(client, owner, product, rani):
    row = make_swap(make_slot(product, starts_at=in_days(3)), made_by=owner)
    client.force_login(rani)

    decide(client, row, "accept", answer="Semoga lancar!")

    (letter,) = mail.outbox
    assert letter.to == [owner.email]
    assert "diberikan ke usaha berikutnya" in letter.body
    assert "Semoga lancar!" in letter.body
    (answered,) = client.get("/pengurus/").context["owners"].answered
    assert "Semoga%20lancar" in answered.chat_link


def test_turn_is_moved_to_a_later_slot(client, product, rani):
    slot = make_slot(product, starts_at=in_days(3))
    target = make_slot(starts_at=in_days(9))
    Ticket.objects.create(channel=channel(), business=product.business, number=1, drawn_on=today())
    row = make_swap(slot)
    client.force_login(rani)
    (wish,) = client.get("/pengurus/").context["owners"].open
    assert wish.targets == [target]

    decide(client, row, f"move-{target.pk}")

    assert (fresh(target).product, target.kind) == (product, "pinned")
    assert fresh(row).moved_to == target
    between = make_slot(False, starts_at=in_days(5))
    planning.run_due()
    assert fresh(target).product == product
    assert fresh(between).business != product.business
    assert fresh(slot).business != product.business


def test_moved_turn_leaves_other_channels_alone(product, rani):
    slot = make_slot(product, starts_at=in_days(3))
    turn_requests.accept_swap(make_swap(slot), rani, make_slot(starts_at=in_days(9)))

    found = eligible_businesses(Guidelines(), [channel(), channel("tiktok")])
    assert product.business_id not in found[channel().pk]
    assert product.business_id in found[channel("tiktok").pk]
    assert product.business_id in eligible(day(9))


def test_wish_for_a_day_holds_the_business_back_until_then(product, rani):
    row = make_swap(make_slot(product, starts_at=in_days(3)), until=day(10))

    turn_requests.accept_swap(row, rani)

    assert product.business_id not in eligible(day(9))
    assert product.business_id in eligible(day(10))


def test_places_offered_are_later_planned_and_not_before_the_wish(product):
    slot = make_slot(product, starts_at=in_days(3))
    row = make_swap(slot, until=day(8))
    make_slot(starts_at=in_days(2))
    make_slot(starts_at=in_days(5))
    make_slot(starts_at=in_days(9), status="approved")
    make_slot(starts_at=in_days(9), slug="tiktok")
    make_slot(make_ready_product(product.business), starts_at=in_days(10))
    good = make_slot(starts_at=in_days(11))

    assert turn_requests.targets([row], timezone.now()) == {row.pk: [good]}


def test_move_to_a_slot_that_is_gone_changes_nothing(client, product, rani):
    slot = make_slot(product, starts_at=in_days(3))
    row = make_swap(slot)
    client.force_login(rani)

    for wrong in ["move-999999", "move-x", f"move-{make_slot(starts_at=in_days(9), slug='tiktok').pk}"]:
        assert messages_of(decide(client, row, wrong))[-1:] == ["Jadwal ini sudah tidak ada di kalender."]
    assert (fresh(slot).product, fresh(row).status) == (product, "asked")


def test_target_that_was_approved_meanwhile_changes_nothing(client, product, rani):
    slot = make_slot(product, starts_at=in_days(3))
    row = make_swap(slot)
    target = make_slot(starts_at=in_days(9), status="skipped")
    client.force_login(rani)

    decide(client, row, f"move-{target.pk}")

    assert (fresh(slot).product, fresh(row).status) == (product, "asked")
    assert not Skip.objects.exists()


def test_declined_request_leaves_the_turn(client, owner, product, rani):
    slot = make_slot(product, starts_at=in_days(3))
    row = make_swap(slot, made_by=owner)
    client.force_login(rani)

    decide(client, row, "decline", answer="Sudah dijanjikan ke toko.")

    assert (fresh(slot).product, fresh(row).status) == (product, "declined")
    client.force_login(owner)
    assertContains(client.get(f"/kelola/giliran/{slot.pk}/"), "Sudah dijanjikan ke toko.")


def test_second_of_two_reads_who_was_first(client, product, rani):
    row = make_swap(make_slot(product, starts_at=in_days(3)))
    client.force_login(rani)
    decide(client, row, "decline")
    client.force_login(make_team_member())

    assert messages_of(decide(client, row, "accept"))[-1].startswith("Rani lebih dulu: permintaan ini sudah “ditolak”")
    assert fresh(row).status == "declined"


@pytest.mark.parametrize("decision", ["", "accept"])
def test_answer_about_a_turn_given_away_or_none_is_told(client, product, rani, decision):
    slot = make_slot(product, starts_at=in_days(3))
    row = make_swap(slot)
    slot_life.skip(Slot.objects.get(), rani, "Foto kabur", False)
    client.force_login(rani)

    response = decide(client, row, decision)

    assert messages_of(response)[0] in [
        "Pilih terima atau tolak.",
        "Giliran ini sudah diberikan ke usaha lain.",
    ]
    assert fresh(row).status == "asked"
    assert client.get("/pengurus/").context["owners"].open == []


def test_answer_to_a_turn_that_was_done_meanwhile_is_told(client, product, rani):
    slot = make_slot(product, starts_at=in_days(0.5))
    row = make_swap(slot)
    slot_life.finish(slot, rani, address="https://instagram.com/p/abc/")
    client.force_login(rani)

    assert "Rani lebih dulu" in messages_of(decide(client, row, "accept"))[0]
    assert (fresh(slot).status, fresh(row).status) == ("done", "asked")


def test_owner_takes_a_request_back(client, product):
    slot = make_slot(product, starts_at=in_days(3))
    row = make_swap(slot)

    assertRedirects(end(client, row), f"/kelola/giliran/{slot.pk}/")

    assert fresh(row).status == "withdrawn"
    assert ask_swap(client, slot).status_code == 302
    assert messages_of(end(client, row))[-1].startswith("Yani lebih dulu")


def test_community_of_one_leaves_the_slot_empty(product, rani):
    slot = make_slot(product, starts_at=in_days(3))
    Ticket.objects.create(channel=channel(), business=product.business, number=1, drawn_on=today())

    turn_requests.accept_swap(make_swap(slot), rani)
    planning.run_due()

    assert fresh(slot).business is None


def test_request_of_a_suspended_business_may_only_be_answered_by_the_team(client, owner, product):
    row = make_swap(make_slot(product, starts_at=in_days(3)))
    product.business.status = "suspended"
    product.business.save()

    assert end(client, row).status_code == 404
    assert client.post(PAUSE, {"until": day(5).isoformat(), "reason": "Sakit"}).status_code == 403


# A pause


def test_owner_asks_for_a_pause(client, owner, business, rani):
    response = client.post(PAUSE, {"until": day(14).isoformat(), "reason": "Panen kopi."})

    assertRedirects(response, "/kelola/giliran/")
    row = TurnRequest.objects.get()
    assert (row.kind, row.business, row.until, row.made_by) == ("pause", business, day(14), owner)
    assertContains(client.get("/kelola/giliran/"), "Pengurus belum menjawab")
    client.force_login(rani)
    assertContains(client.get("/pengurus/"), "Panen kopi.")


@pytest.mark.parametrize(
    ("until", "reason", "field"),
    [(0, "Sakit", "until"), (367, "Sakit", "until"), (5, "", "reason"), (None, "x", "until")],
)
def test_pause_without_sense_is_refused_at_the_field(client, business, until, reason, field):
    page = client.post(PAUSE, {"until": "" if until is None else day(until).isoformat(), "reason": reason})

    assert list(page.context["form"].errors) == [field]
    assert not TurnRequest.objects.exists()


def test_pause_is_asked_for_once(client, business):
    make_pause(business)

    assertContains(client.post(PAUSE, {"until": day(5).isoformat(), "reason": "Sakit"}), "Yani sudah memintanya.")


def test_pause_keeps_the_business_out_until_its_day(client, product, rani):
    make_ready_product()
    row = make_pause(product.business, 14)
    ticket = Ticket.objects.create(channel=channel(), business=product.business, number=1, drawn_on=today())
    inside = make_slot(product, starts_at=in_days(3), status="approved")
    pinned = make_slot(product, starts_at=in_days(5), kind="pinned", slug="tiktok")
    after = make_slot(product, starts_at=in_days(20))
    slot_life.approve(after, rani)
    client.force_login(rani)

    decide(client, row, "accept")
    planning.run_due()

    for slot in [inside, pinned]:
        assert fresh(slot).business != product.business
        assert not slot.skips.exists()
    assert fresh(after).product == product
    assert fresh(ticket).number == 1
    standing = DailyStanding.objects.filter(business=product.business, channel=channel())
    assert not standing.filter(is_eligible=True).exists()


def test_pause_ends_by_the_clock_without_a_write(product, rani):
    make_pause(product.business, 14, status="accepted")

    assert product.business_id not in eligible(day(13))
    assert product.business_id in eligible(day(14))
    assert not is_promotable(product, channel(), Guidelines(), day(13))
    assert is_promotable(product, channel(), Guidelines(), day(14))


@pytest.mark.parametrize("status", ["asked", "declined", "withdrawn"])
def test_only_an_accepted_pause_counts(product, status):
    make_pause(product.business, status=status)

    assert product.business_id in eligible()


def test_owner_ends_the_pause_at_once(client, product):
    row = make_pause(product.business, status="accepted")
    assertContains(client.get("/kelola/giliran/"), "Akhiri jeda sekarang")

    assertRedirects(end(client, row), "/kelola/giliran/")

    assert product.business_id in eligible()
    assertNotContains(client.get("/kelola/giliran/"), "Akhiri jeda sekarang")
    assert "lebih dulu" in messages_of(end(client, row))[-1] or "sudah" in messages_of(end(client, row))[-1]


def test_pause_of_another_business_cannot_be_ended(client, business):
    row = make_pause(make_business(), status="accepted")

    assert end(client, row).status_code == 404
    assert fresh(row).ended_at is None


def test_only_the_team_answers(client, business):
    row = make_pause(business)

    assert decide(client, row, "accept").status_code == 404
    assert client.get(f"/pengurus/permintaan/{row.pk}/").status_code == 405
    assert fresh(row).status == "asked"


def test_nothing_is_put_there_by_hand_while_the_business_pauses(product, rani):
    make_pause(product.business, status="accepted")

    assert code_of(slot_life.assign, make_slot(starts_at=in_days(3)), product, rani) == "not_ready"


def test_paused_business_stands_in_no_queue(client, product, rani):
    make_weekly_slot()
    Ticket.objects.create(channel=channel(), business=product.business, number=1, drawn_on=today())
    second = make_ready_product()
    Ticket.objects.create(channel=channel(), business=second.business, number=2, drawn_on=today())
    row = make_pause(product.business, status="accepted")

    line = next(line for line in OwnTurns.of(product.business).by_channel() if line.channel == channel())
    assert (line.position, line.paused_until, line.missing) == (None, row.until, [])
    assert next(line for line in OwnTurns.of(second.business).by_channel() if line.position).position == 1
    assert Waiting(channel()).queue == [second.business_id]
    assert not Dashboard(product.business).is_out
    client.force_login(rani)
    assertContains(client.get("/pengurus/rotasi/?kanal=instagram&tampil=belum"), "Jeda atas permintaan pemilik")


def test_start_page_tells_of_the_pause(client, product):
    make_pause(product.business, status="accepted")

    assertContains(client.get("/kelola/"), "Anda sedang jeda")


def test_pause_that_is_over_before_it_is_answered_is_told(client, product, rani):
    row = make_pause(product.business, 0)
    client.force_login(rani)

    assert messages_of(decide(client, row, "accept")) == ["Jeda yang diminta sudah lewat."]
    assert client.get("/pengurus/").context["owners"].open == []


def test_eligible_businesses_take_one_query_for_channels_alike(product, django_assert_num_queries):
    make_pause(make_ready_product().business, status="accepted")
    make_swap(make_slot(starts_at=in_days(2)), status="accepted", until=day(9))
    guidelines, channels = Guidelines(), [channel(), channel("tiktok")]

    with django_assert_num_queries(1):
        found = eligible_businesses(guidelines, channels)

    assert len(found[channels[1].pk]) == len(found[channels[0].pk]) + 1


@pytest.mark.parametrize("request_count", [1, 3])
def test_queries_of_today_do_not_grow_with_requests(client, rani, request_count, django_assert_num_queries):
    for number in range(request_count):
        slot = make_slot(starts_at=in_days(20 + number))
        make_swap(slot, made_by=make_user())
        make_pause(make_business(), status="declined", decided_at=timezone.now(), decided_by=rani)
    make_slot(starts_at=in_days(30))
    client.force_login(rani)
    client.get("/pengurus/")

    # session, user, permissions, guidelines and their channels, slots of these days, requests, later slots, answered
    # ones, untold owners, mails in trouble, and what the page asks besides
    with django_assert_num_queries(16):
        client.get("/pengurus/")


@pytest.mark.django_db(transaction=True)
def test_two_people_answering_at_once_answer_once(rani):
    row = make_pause(make_business())
    second = make_team_member()
    refused = []
    start = threading.Barrier(2)

    def answer(person):
        try:
            start.wait()
            turn_requests.accept_pause(TurnRequest.objects.get(pk=row.pk), person)
        except AnsweredError as error:
            refused.append(error.words)
        finally:
            connection.close()

    threads = [threading.Thread(target=answer, args=[person]) for person in (rani, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert fresh(row).status == "accepted"
