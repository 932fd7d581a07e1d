"""Mails that are sent once: queued with their cause, claimed before they are sent, in view when they fail."""

import logging
import threading
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from promotions import outbox
from promotions.models import Lease, Mail
from promotions.outbox import LONGEST_SENDING, WAITS
from promotions.periodic import run
from tests.factories import make_business, make_superuser, make_team_member, make_user
from tests.promotions.factories import make_slot

pytestmark = pytest.mark.django_db

State = Mail.State
NOW = timezone.make_aware(datetime(2026, 11, 25, 10))
PAGE = "/pengurus/pengingat/"
HERE = "tests.promotions.test_outbox"


@pytest.fixture
def clock(monkeypatch):
    def stand_at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stand_at(NOW)
    return stand_at


@pytest.fixture
def rani():
    return make_team_member(name="Rani", email="rani@contoh.id", language="id")


class Letter:
    """What the template of a letter needs."""

    subject = "Kabar\nbaik"
    sentences = ("Halo & salam <b>semua</b>",)
    note = ""
    action = "Buka"
    address = "https://unk.example/"
    closing = "Terima kasih"


def put(user, key="kabar:1", **options):
    outbox.queue(key, user, "mail/letter", {"letter": Letter}, **options)


def state():
    return Mail.objects.values_list("state", flat=True).get()


# Backends that fail in one way each


class Unreachable(EmailBackend):
    def open(self):
        raise ConnectionRefusedError


class Refusing(EmailBackend):
    def send_messages(self, messages):
        raise SMTPDataError(451, b"rani@contoh.id: try again later")


class NoSuchBox(EmailBackend):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({"rani@contoh.id": (550, b"no such box")})


class Breaking(EmailBackend):
    """The line breaks after the mail went out."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise SMTPServerDisconnected("rani@contoh.id")


class Slow(EmailBackend):
    def send_messages(self, messages):
        threading.Event().wait(0.2)
        return super().send_messages(messages)


class Dying(EmailBackend):
    """The process is killed while it sends."""

    def send_messages(self, messages):
        raise SystemExit


class Watching(EmailBackend):
    """Notes what the database holds open while a mail is sent."""

    seen: list = []

    def send_messages(self, messages):
        is_leased = Lease.objects.filter(ends_at__gt=timezone.now()).exclude(holder="").exists()
        self.seen.append((connection.in_atomic_block, is_leased))
        return super().send_messages(messages)


def by(settings, backend):
    settings.EMAIL_BACKEND = f"{HERE}.{backend.__name__}"


# Into the outbox


def test_mail_is_sent_once_to_the_address_of_the_person(rani, mailoutbox):
    put(rani)
    assert mailoutbox == []

    assert outbox.deliver() == 1
    assert outbox.deliver() == 0

    (sent,) = mailoutbox
    assert (sent.to, sent.subject) == (["rani@contoh.id"], "Kabar baik")
    assert "Halo & salam <b>semua</b>" in sent.body
    assert "Halo &amp; salam &lt;b&gt;semua&lt;/b&gt;" in sent.alternatives[0][0]
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    row = Mail.objects.get()
    assert (row.state, row.attempts, row.text, row.html) == (State.SENT, 1, "", "")
    assert row.sent_at is not None


def test_same_cause_makes_one_mail(rani, mailoutbox):
    put(rani)
    put(rani)
    outbox.deliver()
    put(rani)
    outbox.deliver()

    assert len(mailoutbox) == 1


def test_mail_comes_and_goes_with_its_cause(rani):
    with transaction.atomic():
        put(rani)
        transaction.set_rollback(True)

    assert not Mail.objects.exists()


def test_mail_is_in_the_language_of_the_person(mailoutbox):
    put(make_user(language="en"))
    outbox.deliver()

    assert "Hello," in mailoutbox[0].body


def test_address_is_read_when_it_is_sent(rani, mailoutbox):
    put(rani)
    rani.email = "baru@contoh.id"
    rani.save()

    outbox.deliver()

    assert mailoutbox[0].to == ["baru@contoh.id"]


def test_who_has_no_address_gets_none():
    put(make_user(email=None))

    assert not Mail.objects.exists()


@pytest.mark.parametrize("change", [{"email": None}, {"is_active": False}])
def test_who_lost_the_address_or_left_gets_none(rani, mailoutbox, change):
    put(rani)
    for name, value in change.items():
        setattr(rani, name, value)
    rani.save()

    outbox.deliver()

    assert mailoutbox == []
    assert state() == State.DROPPED


def test_what_is_no_longer_of_use_is_not_sent(rani, mailoutbox, clock):
    put(rani, expires_at=NOW + timedelta(hours=1))
    clock(NOW + timedelta(hours=1))

    outbox.deliver()

    assert mailoutbox == []
    assert state() == State.DROPPED


def test_nothing_to_say_is_remembered(rani, mailoutbox):
    outbox.leave_out("kabar:1", rani)
    put(rani)
    outbox.deliver()

    assert mailoutbox == []
    assert outbox.known(["kabar:1", "kabar:2"]) == {"kabar:1"}


# When it fails


@pytest.mark.parametrize("backend", [Unreachable, Refusing, NoSuchBox])
def test_refused_mail_is_tried_again_ever_later_and_given_up(rani, settings, clock, backend):
    by(settings, backend)
    put(rani)
    moment = NOW
    for tried, wait in enumerate(WAITS, 1):
        outbox.deliver()
        row = Mail.objects.get()
        assert (row.state, row.attempts, row.next_try_at) == (State.WAITING, tried, moment + wait)
        clock(moment + wait - timedelta(seconds=1))
        outbox.deliver()
        assert Mail.objects.get().attempts == tried
        moment += wait
        clock(moment)

    outbox.deliver()

    row = Mail.objects.get()
    assert (row.state, row.attempts) == (State.FAILED, len(WAITS) + 1)
    assert "contoh" not in row.error
    clock(moment + timedelta(days=30))
    outbox.deliver()
    assert state() == State.FAILED


def test_mail_gets_through_when_the_host_is_back(rani, settings, mailoutbox, clock):
    backend = settings.EMAIL_BACKEND
    by(settings, Unreachable)
    put(rani)
    put(rani, "kabar:2")
    outbox.deliver()
    # A host that is out of reach is asked once a run.
    assert list(Mail.objects.order_by("pk").values_list("attempts", flat=True)) == [1, 0]

    settings.EMAIL_BACKEND = backend
    clock(NOW + WAITS[0])
    outbox.deliver()

    assert len(mailoutbox) == 2
    assert len({sent.extra_headers["Message-ID"] for sent in mailoutbox}) == 2


def test_one_refused_mail_does_not_hold_up_the_others(rani, settings):
    by(settings, Refusing)
    put(rani)
    put(rani, "kabar:2")

    outbox.deliver()

    assert set(Mail.objects.values_list("attempts", flat=True)) == {1}


def test_mail_on_a_line_that_broke_is_maybe_sent_and_never_sent_again_by_itself(rani, settings, mailoutbox, clock):
    by(settings, Breaking)
    put(rani)
    outbox.deliver()
    clock(NOW + timedelta(days=9))
    outbox.deliver()

    assert state() == State.UNSURE
    assert len(mailoutbox) == 1


def test_mail_of_a_run_that_died_is_maybe_sent(rani, settings, mailoutbox, clock):
    backend = settings.EMAIL_BACKEND
    by(settings, Dying)
    put(rani)
    with pytest.raises(SystemExit):
        outbox.deliver()
    assert state() == State.SENDING

    settings.EMAIL_BACKEND = backend
    clock(NOW + LONGEST_SENDING - timedelta(seconds=1))
    outbox.deliver()
    assert state() == State.SENDING
    clock(NOW + LONGEST_SENDING)
    outbox.deliver()

    assert state() == State.UNSURE
    assert mailoutbox == []


def test_run_that_was_taken_for_dead_still_says_that_it_sent(rani, clock):
    put(rani)
    mail = outbox.claim(Mail.objects.get().pk)
    clock(NOW + LONGEST_SENDING)
    outbox.give_up_the_dead(timezone.now())
    assert state() == State.UNSURE

    outbox.settle(mail, state=State.SENT)

    assert state() == State.SENT


def test_run_that_comes_back_late_changes_nothing_that_a_person_decided(rani, clock):
    put(rani)
    mail = outbox.claim(Mail.objects.get().pk)
    clock(NOW + LONGEST_SENDING)
    outbox.give_up_the_dead(timezone.now())
    outbox.send_again(mail.pk)

    outbox.settle(mail, state=State.SENT)

    assert state() == State.WAITING


@pytest.mark.parametrize("backend", [Unreachable, Refusing, NoSuchBox, Breaking])
def test_log_and_row_tell_no_address(rani, settings, caplog, backend):
    by(settings, backend)
    put(rani)

    with caplog.at_level(logging.DEBUG):
        outbox.deliver()

    (record,) = [record for record in caplog.records if record.name == "promotions.outbox"]
    assert "rani@contoh.id" not in str(vars(record))
    assert "rani@contoh.id" not in str(list(Mail.objects.values()))


def test_old_mails_are_forgotten_but_not_what_waits(rani, clock):
    put(rani, "lama")
    outbox.deliver()
    put(rani, "menunggu")
    Mail.objects.filter(key="menunggu").update(next_try_at=NOW + timedelta(days=365))

    clock(NOW + timedelta(days=91))
    outbox.deliver()

    assert list(Mail.objects.values_list("key", flat=True)) == ["menunggu"]


# Two at once


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_runs_at_once_send_each_mail_once(settings):
    by(settings, Slow)
    person = make_team_member()
    for number in range(4):
        put(person, f"kabar:{number}")
    start = threading.Barrier(2)
    sent = []

    def work():
        try:
            start.wait()
            sent.append(outbox.deliver())
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sum(sent) == 4
    assert len(sent) == 2
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == len(mail.outbox) == 4


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_runs_that_saw_the_same_mail_share_one_claim():
    put(make_team_member())
    pk = Mail.objects.get().pk
    start = threading.Barrier(2)
    claimed = []

    def work():
        try:
            start.wait()
            claimed.append(outbox.claim(pk))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(found is None for found in claimed) == [False, True]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_neither_lease_nor_transaction_is_held_while_mail_is_sent(settings):
    by(settings, Watching)
    Watching.seen.clear()
    put(make_team_member())

    assert run()

    assert Watching.seen == [(False, False)]


def test_mail_goes_out_while_another_run_plans(rani, mailoutbox):
    put(rani)
    with patch("promotions.planning.run_due", return_value=False):
        assert run() is False

    assert len(mailoutbox) >= 1


# The page


def failed(user, key="kabar:1", state=State.FAILED):
    put(user, key)
    Mail.objects.filter(key=key).update(state=state, attempts=6, error="SMTPDataError 451")


def test_page_and_today_tell_the_team_what_did_not_get_through(client, rani):
    client.force_login(rani)
    assertContains(client.get(PAGE), "Tidak ada: semua surel sudah diterima")
    assertNotContains(client.get("/pengurus/"), "surel dari portal tidak sampai")
    failed(rani)
    failed(rani, "kabar:2", State.UNSURE)

    page = client.get(PAGE)

    assertContains(page, "Kabar baik")
    assertContains(page, "Untuk Rani")
    assertContains(page, "mungkin terkirim")
    assertContains(page, "tidak terkirim")
    assertNotContains(page, "rani@contoh.id")


def test_today_says_so_too(client, rani):
    client.force_login(rani)
    failed(rani)
    make_slot()

    assertContains(client.get("/pengurus/"), "1 surel dari portal tidak sampai.")


def test_tap_sends_it_again(client, rani, mailoutbox):
    client.force_login(rani)
    failed(rani)

    response = client.post(f"{PAGE}{Mail.objects.get().pk}/kirim-lagi/", follow=True)

    assertRedirects(response, PAGE)
    assertContains(response, "Akan dikirim dalam beberapa menit.")
    outbox.deliver()
    assert len(mailoutbox) == 1
    assertContains(client.post(f"{PAGE}{Mail.objects.get().pk}/kirim-lagi/", follow=True), "Itu sudah diselesaikan.")
    outbox.deliver()
    assert len(mailoutbox) == 1


def test_tap_leaves_it(client, rani, mailoutbox):
    client.force_login(rani)
    failed(rani, state=State.UNSURE)

    assertContains(client.post(f"{PAGE}{Mail.objects.get().pk}/biarkan/", follow=True), "Dibiarkan saja.")

    outbox.deliver()
    assert mailoutbox == []
    assert (state(), Mail.objects.get().html) == (State.DROPPED, "")


@pytest.mark.parametrize("path", ["", "1/kirim-lagi/", "1/biarkan/"])
def test_page_is_for_the_team(client, path):
    send = client.post if path else client.get
    assert send(PAGE + path).status_code == 302
    client.force_login(make_business().memberships.get().user)
    assert send(PAGE + path).status_code == 404
    for person in [make_team_member(), make_superuser()]:
        client.force_login(person)
        assert client.get(PAGE).status_code == 200


def test_page_names_who_gets_no_mail_and_why(client, rani):
    make_team_member(name="Bayu", email=None)
    client.force_login(rani)

    assertContains(client.get(PAGE), "tanpa alamat e-mail, jadi tidak menerima surel", 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_any_number(client, rani, rows, django_assert_num_queries):
    client.force_login(rani)
    for number in range(rows):
        failed(make_team_member(name=f"Orang {number}"), f"kabar:{number}")

    # session, user, two of permissions; the team; failed mails and those tried again; the numbers in the navigation
    with django_assert_num_queries(9):
        client.get(PAGE)
