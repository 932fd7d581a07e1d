"""The morning's digest and Monday's summary: to whom, when, what they say, and each once."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from promotions import outbox, reminders
from promotions.models import Absence, Mail, Slot
from promotions.periodic import run
from tests.factories import make_business, make_superuser, make_team_member, make_user
from tests.promotions.factories import channel, make_portal_slot, make_ready_product, make_slot

pytestmark = pytest.mark.django_db

# A Wednesday, and the Monday after it.
WEDNESDAY = timezone.make_aware(datetime(2026, 11, 25, 6))
MONDAY = timezone.make_aware(datetime(2026, 11, 30, 6))


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    def stand_at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stand_at(WEDNESDAY)
    return stand_at


@pytest.fixture
def rani():
    return make_team_member(name="Rani", email="rani@contoh.id", wants_summary=False)


@pytest.fixture
def keripik():
    business = make_business(name="Dapur Bu Yani", whatsapp_confirmed_at=WEDNESDAY)
    return make_ready_product(business, name="Keripik & kopi")


def at(days=0, hour=19):
    return timezone.make_aware(datetime(2026, 11, 25, hour)) + timedelta(days=days)


def approved(product, starts_at, **fields):
    """A post that needs nothing but to be made."""
    return make_slot(product, starts_at=starts_at, status="approved", **fields)


def morning(moment=WEDNESDAY):
    """Run what the job runs for the mails; the calendar stays as the test made it."""
    reminders.queue(moment)
    outbox.deliver()
    return mail.outbox


# When and to whom


def test_digest_comes_once_a_day_after_six_in_jakarta(rani, keripik, clock):
    approved(keripik, at(), assignee=rani)
    for hour, minute, sent in [(5, 59, 0), (6, 0, 1), (6, 10, 1), (19, 59, 1), (23, 59, 1)]:
        moment = WEDNESDAY.replace(hour=hour, minute=minute)
        clock(moment)
        morning(moment)
        assert len(mail.outbox) == sent, (hour, minute)


def test_digest_comes_late_in_the_day_but_not_in_the_night(rani, keripik, clock):
    approved(keripik, at(1, 5), assignee=rani)
    clock(WEDNESDAY.replace(hour=20))
    assert morning(timezone.now()) == []
    clock(WEDNESDAY.replace(hour=19, minute=59) + timedelta(days=1))

    assert len(morning(timezone.now())) == 1


@pytest.mark.parametrize(
    ("utc", "is_sent"),
    [("2026-11-24T22:59:00+00:00", False), ("2026-11-24T23:00:00+00:00", True), ("2026-11-25T00:30:00+00:00", True)],
)
def test_day_begins_in_jakarta_not_in_greenwich(rani, keripik, clock, utc, is_sent):
    approved(keripik, at(), assignee=rani)
    clock(datetime.fromisoformat(utc))

    assert bool(morning(timezone.now())) == is_sent
    assert Mail.objects.filter(key=f"digest:2026-11-25:user{rani.pk}").exists() == is_sent


def test_after_three_days_of_silence_comes_one_digest(rani, keripik, clock):
    for days in range(4):
        approved(keripik, at(days, 18), assignee=rani)
    morning()
    assert len(mail.outbox) == 1

    clock(WEDNESDAY + timedelta(days=3, hours=3))
    run()

    assert len(mail.outbox) == 2


def test_digest_that_the_host_did_not_take_for_days_is_not_sent_with_the_next(rani, keripik, clock, settings):
    approved(keripik, at(), assignee=rani)
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.promotions.test_outbox.Unreachable"
    morning()
    assert Mail.objects.get().state == "waiting"
    settings.EMAIL_BACKEND = backend
    clock(WEDNESDAY + timedelta(days=1, hours=1))

    morning(timezone.now())

    assert len(mail.outbox) == 1
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent", "dropped"}


def test_nothing_is_sent_when_there_is_nothing_and_that_is_settled_for_the_day(rani, keripik, clock):
    assert morning() == []

    approved(keripik, at(), assignee=rani)
    clock(WEDNESDAY + timedelta(hours=2))
    assert morning(timezone.now()) == []

    clock(WEDNESDAY + timedelta(days=1))
    assert len(morning(timezone.now())) == 1


def test_digest_goes_to_everyone_of_the_team_who_wants_it(rani, keripik):
    approved(keripik, at())
    make_team_member(email="bayu@contoh.id", wants_digest=False, wants_summary=False)
    make_team_member(email=None)
    make_team_member(email="lama@contoh.id", is_active=False)
    make_superuser(email="admin@contoh.id", wants_summary=False)
    make_user(email="tamu@contoh.id")

    assert sorted(each.to[0] for each in morning()) == ["admin@contoh.id", "rani@contoh.id"]


def test_team_of_nobody_gets_nothing(keripik):
    approved(keripik, at())

    assert morning() == []
    assert not Mail.objects.exists()


def test_who_is_away_is_left_alone(rani, keripik):
    approved(keripik, at())
    Absence.objects.create(user=rani, starts_on=WEDNESDAY.date(), ends_on=WEDNESDAY.date())

    assert morning() == []


# What it says


def test_digest_says_what_is_to_be_done(rani, keripik):
    late = approved(keripik, at(-1, 12), assignee=rani)
    own = approved(keripik, at(0, 19), assignee=rani)
    everyones = approved(keripik, at(0, 20), slug="whatsapp")
    waiting = make_slot(make_ready_product(keripik.business, name="Dodol", price=None, status="draft"), starts_at=at(2))
    make_slot(False, starts_at=at(3))
    make_slot(False, starts_at=at(3), place=2)

    (sent,) = morning()

    assert sent.subject == "3 jadwal untuk diunggah hari ini"
    lines = [line for line in sent.body.splitlines() if line.strip()]
    assert lines[:17] == [
        "Halo Rani,",
        "Terlambat:",
        "• Selasa 12.00 Instagram: Keripik & kopi (Dapur Bu Yani)",
        f"  http://127.0.0.1:8000/pengurus/jadwal/{late.pk}/",
        "Tugas Anda hari ini:",
        "• Rabu 19.00 Instagram: Keripik & kopi (Dapur Bu Yani)",
        f"  http://127.0.0.1:8000/pengurus/jadwal/{own.pk}/",
        "Untuk siapa saja di tim:",
        "• Rabu 20.00 Status WhatsApp: Keripik & kopi (Dapur Bu Yani)",
        f"  http://127.0.0.1:8000/pengurus/jadwal/{everyones.pk}/",
        "1 jadwal menunggu persetujuan:",
        "• Jumat 19.00 Instagram: Dodol (Dapur Bu Yani)",
        f"  http://127.0.0.1:8000/pengurus/jadwal/{waiting.pk}/",
        "2 jadwal sepekan ke depan masih kosong:",
        "• Sabtu, 28 Nov 19.00 Instagram (2)",
        "Buka halaman Hari ini:",
        "http://127.0.0.1:8000/pengurus/",
    ]
    assert "http://127.0.0.1:8000/akun/#pengingat" in sent.body
    html = sent.alternatives[0][0]
    assert "Keripik &amp; kopi" in html
    assert 'href="http://127.0.0.1:8000/akun/#pengingat"' in html


def test_digest_is_in_the_language_of_its_reader(keripik):
    person = make_team_member(language="en", wants_summary=False)
    approved(keripik, at(), assignee=person)

    (sent,) = morning()

    assert sent.subject == "1 post to make today"
    assert "Wednesday 19.00" in sent.body
    assert "/en/pengurus/" in sent.body


def test_gaps_or_approvals_alone_are_worth_a_digest(rani, keripik):
    make_slot(False, starts_at=at(3))

    (sent,) = morning()

    assert sent.subject == "Promosi beberapa hari ke depan perlu Anda lihat"
    assert "Terlambat" not in sent.body


@pytest.mark.parametrize(("minutes", "is_told"), [(-1, False), (0, True)])
def test_post_of_somebody_else_is_in_the_digest_from_half_the_grace_on(rani, keripik, clock, minutes, is_told):
    bayu = make_team_member(name="Bayu", email="bayu@contoh.id", wants_summary=False)
    slot = approved(keripik, at(-1, 20), assignee=bayu)
    half = slot.starts_at + timedelta(hours=12, minutes=minutes)
    clock(half)

    told = [each.to[0] for each in morning(half)]

    assert ("rani@contoh.id" in told) == is_told
    assert "bayu@contoh.id" in told


def test_what_goes_live_by_itself_and_what_is_done_or_skipped_is_nothing_to_do(rani, keripik):
    make_portal_slot(keripik, at(0, 8))
    approved(keripik, at(0, 5), assignee=rani)
    Slot.objects.filter(channel=channel()).update(status="done", done_at=WEDNESDAY)
    make_slot(keripik, starts_at=at(0, 4), slug="whatsapp", status="skipped")

    assert morning() == []


@pytest.mark.parametrize("people", [1, 3])
def test_agenda_is_read_once_for_all(people, keripik, django_assert_num_queries):
    approved(keripik, at())
    for _ in range(people):
        make_team_member(wants_summary=False)

    # team; keys; slots with limits, photos and offers; guidelines and their channels; absences; and each one's mail
    with django_assert_num_queries(9 + people):
        reminders.queue(WEDNESDAY)


# On Mondays


@pytest.fixture
def week(keripik):
    """Last week: three posts on time, one late, one missed; this week: two, one of them Rani's, and a gap."""
    rani = make_team_member(name="Rani", email="rani@contoh.id", wants_digest=False)
    for days in range(3):
        start = MONDAY.replace(hour=8) - timedelta(days=7 - days)
        approved(keripik, start)
        Slot.objects.filter(starts_at=start).update(status="done", done_at=start)
    start = MONDAY.replace(hour=8) - timedelta(days=4)
    make_slot(keripik, starts_at=start, status="done", done_at=start + timedelta(days=2), is_late=True)
    make_slot(keripik, starts_at=start + timedelta(days=1), status="missed")
    approved(keripik, MONDAY.replace(hour=19), assignee=rani)
    make_slot(keripik, starts_at=MONDAY.replace(hour=19) + timedelta(days=2))
    make_slot(False, starts_at=MONDAY.replace(hour=19) + timedelta(days=3))
    return rani


def test_summary_says_how_the_last_week_went_and_what_comes(week, clock):
    clock(MONDAY)
    Absence.objects.create(user=week, starts_on=datetime(2026, 12, 3).date(), ends_on=datetime(2026, 12, 4).date())

    (sent,) = morning(MONDAY)

    assert sent.subject.startswith("Konsistensi pekan lalu: ")
    assert "Dari 5 jadwal, 3 tepat waktu, 1 terlambat, dan 1 terlewat." in sent.body
    assert "3 jadwal: 1 disetujui atau tayang, 1 masih kosong." in sent.body
    assert "1 di antaranya tugas Anda." in sent.body
    assert "Rani berhalangan 3 Desember sampai 4 Desember." in sent.body
    assert "/akun/#pengingat" in sent.body
    assert "Dari 5 jadwal" in sent.alternatives[0][0]


def test_summary_names_the_change_and_who_waits(week, clock, keripik):
    start = MONDAY.replace(hour=8) - timedelta(days=12)
    make_slot(keripik, starts_at=start, status="missed")
    clock(MONDAY - timedelta(hours=1))
    run()
    mail.outbox.clear()
    clock(MONDAY)

    (sent,) = morning(MONDAY)

    assert "naik" in sent.body
    assert "Paling lama menunggu" in sent.body
    assert "Dapur Bu Yani" in sent.body


@pytest.mark.parametrize(("days", "sent"), [(0, 1), (1, 1), (2, 1), (3, 0), (6, 0)])
def test_summary_comes_on_monday_or_after_a_silence_until_wednesday(week, clock, days, sent):
    moment = MONDAY + timedelta(days=days)
    clock(moment)

    assert len(morning(moment)) == sent


def test_summary_comes_once_a_week(week, clock):
    for days, sent in [(0, 1), (0.5, 1), (1, 1), (2, 1), (7, 2)]:
        moment = MONDAY + timedelta(days=days)
        clock(moment)
        morning(moment)
        assert len(mail.outbox) == sent


def test_who_does_not_want_the_summary_gets_none(week, clock):
    clock(MONDAY)
    week.wants_summary = False
    week.save()

    assert morning(MONDAY) == []


def test_new_community_without_a_plan_gets_no_summary(clock):
    make_team_member()
    clock(MONDAY)

    assert morning(MONDAY) == []


# By the job


def test_job_plans_and_sends(rani, keripik):
    approved(keripik, at(), assignee=rani)

    call_command("run_due")
    call_command("run_due")

    assert len(mail.outbox) == 1


def test_preparing_an_installation_sends_nothing(rani, keripik):
    approved(keripik, at(), assignee=rani)

    call_command("plan_slots")

    assert mail.outbox == []
    assert not Mail.objects.exists()
