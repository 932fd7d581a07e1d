"""Owners are told two days before a turn and two days after it, each person once, and never what is not true."""

import threading
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from catalogue.models import DailyCount
from members.models import Membership
from promotions import owner_letters, periodic, slot_life
from promotions.models import Channel, Slot, TurnLetter
from tests.factories import make_business, make_team_member, make_user
from tests.promotions.factories import make_portal_slot, make_ready_product, make_slot

pytestmark = pytest.mark.django_db

POST = "https://instagram.com/p/contoh/"


@pytest.fixture
def owner():
    return make_user(name="Yani", email="yani@contoh.id")


@pytest.fixture
def product(owner):
    business = make_business(owner, name="Dapur Bu Yani", whatsapp_confirmed_at=timezone.now())
    return make_ready_product(business, name="Keripik pisang")


def hours(number):
    return timezone.now() + timedelta(hours=number)


def soon(product, **fields):
    return make_slot(product, starts_at=fields.pop("starts_at", hours(47)), **fields)


def done(product, hours_ago=49, **fields):
    at = hours(-hours_ago)
    return make_slot(product, starts_at=at, status="done", done_at=at, **fields)


def states():
    return sorted(TurnLetter.objects.values_list("kind", "state"))


# Before


def test_owner_is_told_two_days_before(owner, product):
    slot = soon(product)

    owner_letters.tell()

    (letter,) = mail.outbox
    assert letter.to == [owner.email]
    assert "Keripik pisang" in letter.subject
    day = timezone.localtime(slot.starts_at)
    assert f"pukul {day:%H.%M}" in letter.body
    assert f"/kelola/giliran/{slot.pk}/" in letter.body
    assert states() == [("soon", "sent")]


def test_mail_is_in_the_language_of_the_person(owner, product):
    owner.language = "en"
    owner.save()
    soon(product)

    owner_letters.tell()

    assert mail.outbox[0].subject.startswith("Your turn comes in 2 days")


@pytest.mark.parametrize("hours_left", [49, 24 * 5, 23, 1, -1])
def test_too_early_and_too_late_nothing_is_told(product, hours_left):
    soon(product, starts_at=hours(hours_left))

    owner_letters.tell()

    assert mail.outbox == []


def test_everybody_of_the_business_is_told_once(owner, product):
    second = make_user()
    Membership.objects.create(user=second, business=product.business, role="editor")
    Membership.objects.create(user=make_user(is_active=False), business=product.business)
    make_user()
    soon(product)

    for _run in range(3):
        owner_letters.tell()

    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([owner.email, second.email])


def test_periodic_job_tells_once_however_often_it_runs(product):
    soon(product)
    product.business.whatsapp_confirmed_at = timezone.now()
    product.business.save()

    periodic.run()
    periodic.run()

    assert [letter.to for letter in mail.outbox] == [["yani@contoh.id"]]


def test_each_turn_is_told_of(product):
    soon(product)
    soon(product, slug="tiktok")

    owner_letters.tell()

    assert len(mail.outbox) == 2


# What is not true any more


@pytest.mark.parametrize(
    "change",
    [
        {"status": "skipped"},
        {"status": "missed"},
        {"withdrawn_at": timezone.now()},
        {"business": None, "product": None},
        {"starts_at": timezone.now() + timedelta(days=9)},
    ],
)
def test_turn_that_was_changed_before_the_mail_went_is_not_told(product, change):
    soon(product)
    owner_letters.note(timezone.now())
    Slot.objects.update(**change)

    owner_letters.send_waiting(timezone.now())

    assert mail.outbox == []
    assert not TurnLetter.objects.filter(state="waiting").exists()


def test_turn_that_went_to_another_is_told_to_the_other_alone(owner, product):
    slot = soon(product)
    owner_letters.note(timezone.now())
    other = make_ready_product()
    Slot.objects.update(business=other.business, product=other)

    owner_letters.tell()

    assert [letter.to for letter in mail.outbox] == [[other.business.memberships.get().user.email]]
    assert not slot.letters.filter(user=owner).exists()


def test_turn_that_was_moved_is_told_when_it_comes(product):
    slot = soon(product)
    owner_letters.note(timezone.now())
    Slot.objects.update(starts_at=hours(24 * 9))
    owner_letters.tell()
    assert mail.outbox == []

    slot.refresh_from_db()
    owner_letters.tell(slot.starts_at - timedelta(hours=40))

    assert len(mail.outbox) == 1


def test_nothing_is_told_of_what_is_off_the_portal(product):
    soon(product)
    done(product, slug="tiktok")
    product.status = "archived"
    product.save()

    owner_letters.tell()

    assert mail.outbox == []


def test_suspended_business_is_told_nothing(product):
    soon(product)
    done(product, slug="tiktok")
    product.business.status = "suspended"
    product.business.save()

    owner_letters.tell()

    assert mail.outbox == []


def test_channel_switched_off_has_no_turns_to_tell_of(product):
    soon(product)
    Channel.objects.update(is_active=False)

    owner_letters.tell()

    assert mail.outbox == []


def test_three_days_without_the_job_leave_nothing_stale(product):
    soon(product)
    owner_letters.note(timezone.now())

    owner_letters.tell(hours(72))

    assert mail.outbox == []


def test_portal_without_any_business_tells_nobody():
    owner_letters.tell()

    assert mail.outbox == []


# After


def test_owner_is_told_two_days_after_what_it_brought(owner, product):
    slot = done(product, proof_address=POST)
    DailyCount.objects.create(product=product, day=timezone.localdate(slot.done_at), views=41, taps=3, shares=2)

    owner_letters.tell()

    (letter,) = mail.outbox
    assert letter.to == [owner.email]
    assert POST in letter.body
    assert "dilihat 41 kali, WhatsApp dibuka 3 kali, dan dibagikan 2 kali" in letter.body
    assert "Terima kasih" in letter.body


def test_turn_that_brought_nothing_is_told_without_zeros(product):
    done(product)

    owner_letters.tell()

    assert " 0 kali" not in mail.outbox[0].body


@pytest.mark.parametrize("hours_ago", [47, 24 * 5 + 1])
def test_too_fresh_and_too_old_posts_are_no_news(product, hours_ago):
    done(product, hours_ago)

    owner_letters.tell()

    assert mail.outbox == []


def test_portal_s_own_turn_is_told_too(product):
    make_portal_slot(product, hours(-49), status="done", done_at=hours(-49))

    owner_letters.tell()

    assert len(mail.outbox) == 1


# Who does not want it, or has no address


def test_mails_are_switched_off_on_the_account_page(client, owner, product):
    client.force_login(owner)
    assertContains(client.get("/akun/"), "Kirim surel sebelum dan sesudah giliran")
    client.post("/akun/", {"name": "Yani", "language": "id"})
    soon(product)

    owner_letters.tell()

    assert mail.outbox == []
    assert states() == [("soon", "unwanted")]
    owner.refresh_from_db()
    assert not owner.wants_turn_mails


def test_mails_switched_off_meanwhile_are_not_sent(owner, product):
    soon(product)
    owner_letters.note(timezone.now())
    owner.wants_turn_mails = False
    owner.save()

    owner_letters.send_waiting(timezone.now())

    assert mail.outbox == []


def test_team_is_asked_to_tell_owners_without_e_mail(client, owner, product):
    owner.email = None
    owner.save()
    slot = soon(product)
    owner_letters.tell()
    client.force_login(make_team_member())

    page = client.get("/pengurus/")

    assert mail.outbox == []
    (letter,) = page.context["owners"].untold
    assert letter.business == product.business
    assert f"/kelola/giliran/{slot.pk}/" in letter.text
    assertContains(page, "Giliran dua hari lagi, pemilik tanpa surel")
    slot_life.skip(Slot.objects.get(), make_team_member(), "Foto kabur", False)
    assertNotContains(client.get("/pengurus/"), "pemilik tanpa surel")


# Faults


def test_mail_host_that_does_not_answer_is_asked_again(product, monkeypatch):
    soon(product)

    def fail(self, messages):
        raise SMTPServerDisconnected("gone")

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", fail)
        owner_letters.tell()
    assert states() == [("soon", "waiting")]

    owner_letters.tell()

    assert len(mail.outbox) == 1


def test_letter_that_died_while_it_was_sent_is_not_sent_twice(product):
    soon(product)
    owner_letters.note(timezone.now())
    TurnLetter.objects.update(state="sending")

    owner_letters.tell()

    assert mail.outbox == []


@pytest.mark.parametrize("turn_count", [1, 3])
def test_noting_takes_the_same_queries_for_any_number(turn_count, django_assert_num_queries):
    for _number in range(turn_count):
        soon(make_ready_product(), slug="portal", place=_number + 1)

    # slots about to come, people, who was told, the new rows; slots done lately: none
    with django_assert_num_queries(5):
        owner_letters.note(timezone.now())


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_tell_once(product):
    soon(product)
    start = threading.Barrier(2)

    def run():
        try:
            start.wait()
            owner_letters.tell()
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(mail.outbox) == 1
