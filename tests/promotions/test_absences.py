"""Who of the team is away or has left, and who gets their slots."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from promotions import planning
from promotions.assignees import Assignees
from promotions.lease import lease
from promotions.models import Absence, Rota, Slot
from tests.factories import make_superuser, make_team_member, make_user
from tests.promotions.factories import channel, make_portal_slot, make_ready_product, make_slot, make_weekly_slot

pytestmark = pytest.mark.django_db

PLAN = "/pengurus/rencana/"
ADD = f"{PLAN}absen/"
# A Monday, nine in the morning.
NOW = timezone.make_aware(datetime(2026, 11, 23, 9))
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    def stand_at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stand_at(NOW)
    return stand_at


@pytest.fixture
def rani(client):
    """Somebody who looks after every day, and is signed in."""
    person = make_team_member(name="Rani")
    for weekday in range(7):
        Rota.objects.create(user=person, weekday=weekday)
    client.force_login(person)
    return person


@pytest.fixture
def bayu():
    """The one who looks after Instagram on Wednesdays."""
    person = make_team_member(name="Bayu")
    Rota.objects.create(user=person, weekday=2, channel=channel())
    return person


def at(days, hour=19):
    return timezone.make_aware(datetime(2026, 11, 23, hour)) + timedelta(days=days)


def away(user, first=0, last=6, **fields):
    first, last = TODAY + timedelta(days=first), TODAY + timedelta(days=last)
    return {"user": user.pk, "starts_on": first.isoformat(), "ends_on": last.isoformat()} | fields


def make_absence(user, first=0, last=6):
    return Absence.objects.create(
        user=user, starts_on=TODAY + timedelta(days=first), ends_on=TODAY + timedelta(days=last)
    )


def who(slot):
    return Slot.objects.get(pk=slot.pk).assignee


def test_person_of_the_channel_then_of_the_day_then_the_whole_team(rani, bayu):
    wednesday = at(2)
    assert Assignees().on(wednesday, channel().pk) == bayu.pk

    make_absence(bayu, 2, 2)
    assert Assignees().on(wednesday, channel().pk) == rani.pk

    make_absence(rani, 2, 2)
    assert Assignees().on(wednesday, channel().pk) is None
    assert Assignees().on(wednesday + timedelta(weeks=1), channel().pk) == bayu.pk


@pytest.mark.parametrize(("hour", "is_away"), [(0, True), (23, True)])
def test_days_are_those_of_jakarta_with_the_first_and_the_last(rani, hour, is_away):
    make_absence(rani, 2, 2)

    assert (Assignees().on(at(2, hour), channel().pk) is None) == is_away
    assert Assignees().on(at(1, 23) + timedelta(minutes=59), channel().pk) == rani.pk
    assert Assignees().on(at(3, 0), channel().pk) == rani.pk


def test_new_slots_are_not_given_to_who_is_away(rani):
    make_weekly_slot(weekday=2)
    make_absence(rani, 0, 6)

    planning.run_due()

    people = list(Slot.objects.order_by("starts_at").values_list("assignee", flat=True))
    assert people == [None, rani.pk, rani.pk, rani.pk]


def test_slots_are_handed_over_with_an_absence_and_back_without_it(client, rani, bayu):
    product = make_ready_product()
    ours = make_slot(product, starts_at=at(1), assignee=rani)
    theirs = make_slot(product, starts_at=at(2), assignee=bayu)
    later = make_slot(product, starts_at=at(9), assignee=bayu)

    response = client.post(ADD, away(bayu), follow=True)

    assertRedirects(response, PLAN)
    assertContains(response, "1 jadwal berpindah petugas.")
    assert (who(ours), who(theirs), who(later)) == (rani, rani, bayu)
    assert Slot.objects.get(pk=theirs.pk).updated_at == NOW

    response = client.post(f"{ADD}{Absence.objects.get().pk}/hapus/", follow=True)

    assertContains(response, "1 jadwal berpindah petugas.")
    assert (who(ours), who(theirs), who(later)) == (rani, bayu, bayu)
    assert not Absence.objects.exists()


def test_what_was_given_by_hand_what_is_done_and_what_has_begun_stays(client, rani, bayu):
    product = make_ready_product()
    by_hand = make_slot(product, starts_at=at(1), assignee=bayu)
    everybodys = make_slot(product, starts_at=at(2, 8), assignee=None)
    begun = make_slot(product, starts_at=at(0, 8), assignee=rani)
    done = make_slot(product, starts_at=at(3), assignee=rani, status="done", done_at=NOW)
    portal = make_portal_slot(product, at(4), assignee=rani)

    client.post(ADD, away(rani))

    assert [who(slot) for slot in (by_hand, everybodys, begun, done, portal)] == [bayu, None, rani, rani, rani]


def test_second_absence_holds_when_the_first_is_removed(client, rani):
    slot = make_slot(starts_at=at(2), assignee=rani)
    client.post(ADD, away(rani, 0, 2))
    client.post(ADD, away(rani, 1, 4))
    assert who(slot) is None

    client.post(f"{ADD}{Absence.objects.first().pk}/hapus/")
    assert who(slot) is None

    client.post(f"{ADD}{Absence.objects.get().pk}/hapus/")
    assert who(slot) == rani


@pytest.mark.parametrize("change", ["inactive", "no longer in the team"])
def test_who_left_gives_up_everything_at_the_next_run(rani, bayu, change):
    product = make_ready_product()
    theirs = make_slot(product, starts_at=at(2), assignee=bayu)
    by_hand = make_slot(product, starts_at=at(1), assignee=bayu)
    begun = make_slot(product, starts_at=at(0, 8), assignee=bayu)
    done = make_slot(product, starts_at=at(0, 7), assignee=bayu, status="done", done_at=NOW)
    planning.run_due()
    assert [who(slot) for slot in (theirs, by_hand, begun)] == [bayu] * 3

    if change == "inactive":
        bayu.is_active = False
        bayu.save()
    else:
        bayu.groups.clear()
    planning.run_due()
    planning.run_due()

    assert [who(slot) for slot in (theirs, by_hand, begun, done)] == [rani, rani, rani, bayu]


def test_when_all_have_left_slots_are_the_whole_teams(rani):
    slot = make_slot(starts_at=at(1), assignee=rani)
    rani.groups.clear()

    planning.run_due()

    assert who(slot) is None
    assert Assignees().on(at(1), channel().pk) is None


def test_each_enters_their_own_or_anyones(client, rani, bayu):
    assertContains(client.get(PLAN), f'<option value="{rani.pk}" selected>Rani</option>', html=True)

    client.post(ADD, away(bayu, 1, 1, remark="Ke Metro"))

    assertContains(client.get(PLAN), "Ke Metro")
    assertContains(client.get(PLAN), "24 November")


def test_what_is_over_is_not_shown(client, rani, clock):
    make_absence(rani, 0, 1)
    assertContains(client.get(PLAN), "23 November – 24 November")

    clock(at(2, 0))

    assertNotContains(client.get(PLAN), "23 November – 24 November")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (-1, 3, "Hari ini sudah lewat."),
        (-9, -3, "Hari ini sudah lewat."),
        (4, 3, "Hari terakhir lebih awal dari hari pertama."),
        (0, 367, "Itu lebih dari setahun."),
        (11, 12, "Rani sudah tercatat berhalangan pada hari-hari itu."),
    ],
)
def test_days_that_make_no_sense_are_refused_in_words(client, rani, first, last, words):
    make_absence(rani, 10, 12)

    response = client.post(ADD, away(rani, first, last, remark="Pulang kampung"))

    assertContains(response, words)
    assertContains(response, 'value="Pulang kampung"')
    assert Absence.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("starts_on", "", "Isi mulai hari apa."),
        ("ends_on", "besok", "Tulis tanggal seperti 25-11-2026."),
        ("user", "", "Pilih"),
        ("user", "999999", "Orang ini bukan pengurus."),
    ],
)
def test_what_is_missing_is_said_at_the_field(client, rani, field, value, words):
    assertContains(client.post(ADD, away(rani) | {field: value}), words)
    assert not Absence.objects.exists()


def test_nobody_outside_the_team_can_be_away(client, rani):
    assertContains(client.post(ADD, away(make_user())), "Orang ini bukan pengurus.")


@pytest.mark.parametrize("written", ["25-11-2026", "25/11/2026", "2026-11-25"])
def test_dates_are_read_as_people_write_them(client, rani, written):
    client.post(ADD, away(rani) | {"starts_on": written, "ends_on": written})

    assert Absence.objects.get().starts_on == date(2026, 11, 25)


def test_absence_around_midnight_belongs_to_the_day_in_jakarta(client, rani, clock):
    # Half past midnight in Jakarta is still the day before by UTC.
    clock(at(1, 0) + timedelta(minutes=30))

    assertContains(client.post(ADD, away(rani, 0, 0)), "Hari ini sudah lewat.")
    assertRedirects(client.post(ADD, away(rani, 1, 1)), PLAN)


def test_nothing_changes_while_the_calendar_is_computed(client, rani):
    slot = make_slot(starts_at=at(1), assignee=rani)
    absence = make_absence(rani, 20, 21)

    with lease("promotions"):
        assertContains(client.post(ADD, away(rani)), "Kalender sedang dihitung")
        client.post(f"{ADD}{absence.pk}/hapus/")

    assert Absence.objects.get() == absence
    assert who(slot) == rani


@pytest.mark.parametrize("rows", [1, 3])
def test_handing_over_costs_the_same_for_any_number(rows, rani, django_assert_num_queries):
    product = make_ready_product()
    for number in range(rows):
        make_slot(product, starts_at=at(number + 1), assignee=make_user())

    with django_assert_num_queries(4):
        planning.relieve_leavers(NOW)

    assert set(Slot.objects.values_list("assignee", flat=True)) == {rani.pk}


def test_superuser_may_be_away_too(client, rani):
    assertRedirects(client.post(ADD, away(make_superuser(name="Admin"))), PLAN)
