"""The weekly plan and the rota: what the team sees and changes, and how the calendar follows."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from promotions import plan_changes, planning
from promotions.lease import lease
from promotions.models import Channel, Rota, Slot, WeeklySlot
from promotions.plan_words import Meaning, short_weeks
from tests.factories import make_business, make_superuser, make_team_member, make_user
from tests.promotions.factories import channel, make_ready_product, make_slot, make_weekly_slot

pytestmark = pytest.mark.django_db

PLAN = "/pengurus/rencana/"
MONDAY = timezone.make_aware(datetime(2026, 11, 23, 9, 0))


@pytest.fixture
def team(client):
    client.force_login(make_team_member(name="Rani"))
    return client


def adding(**fields):
    return {"channel": channel().pk, "weekday": 0, "time": "19:00", "kind": "open"} | fields


def make_line(*args, **fields):
    line = make_weekly_slot(*args, **fields)
    line.refresh_from_db()
    return line


def soonest(line):
    return plan_changes.coming_slots(line, timezone.now())


def at(slot):
    return timezone.localtime(slot.starts_at)


@pytest.mark.parametrize("address", [PLAN, PLAN + "1/", PLAN + "tambah/"])
def test_pages_are_for_the_team(client, address):
    make_weekly_slot(pk=1)
    assertRedirects(client.get(address), f"/akun/masuk/?next={address}", fetch_redirect_response=False)
    client.force_login(make_business().memberships.get().user)
    assert client.get(address).status_code == 404
    for person in [make_team_member(), make_superuser()]:
        client.force_login(person)
        assert client.get(address, follow=True).status_code == 200


@pytest.mark.parametrize("address", ["tambah/", "contoh/", "1/", "1/hapus/", "petugas/", "petugas/tambah/"])
def test_only_the_team_changes_the_plan(client, address):
    make_weekly_slot(pk=1)
    client.force_login(make_user())

    assert client.post(PLAN + address, adding(weekday=3)).status_code == 404
    assert WeeklySlot.objects.values_list("weekday").get() == (0,)


def test_empty_plan_offers_an_example_that_fills_the_calendar(team):
    make_ready_product()
    assertContains(team.get(PLAN), "Pakai contoh ini")

    assertRedirects(team.post(PLAN + "contoh/"), PLAN)

    assert WeeklySlot.objects.count() == 16
    assert WeeklySlot.objects.filter(kind="welcome").count() == 5
    assert Slot.objects.filter(channel=channel(), business__isnull=False).exists()
    assertNotContains(team.get(PLAN), "Pakai contoh ini")


def test_example_leaves_a_plan_alone(team):
    make_weekly_slot()

    team.post(PLAN + "contoh/")

    assert WeeklySlot.objects.count() == 1


def test_line_is_added_and_the_calendar_follows(team):
    make_ready_product()

    assertRedirects(team.post(PLAN + "tambah/", adding(weekday=2, time="12.30", kind="welcome")), PLAN)

    line = WeeklySlot.objects.get()
    assert (line.channel, line.weekday, line.time, line.kind) == (channel(), 2, time(12, 30), "welcome")
    assert len(soonest(line)) == 4
    assert soonest(line)[0].business is not None


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"time": ""}, "Tulis jamnya."),
        ({"time": "sore"}, "Tulis jam seperti 19.00."),
        ({"channel": ""}, "Pilih kanal."),
        ({"weekday": "9"}, "Masukkan pilihan yang valid"),
        ({"kind": "pinned"}, "Masukkan pilihan yang valid"),
        ({}, "Jadwal ini sudah ada di rencana."),
    ],
)
def test_what_cannot_be_added_is_said_at_the_field(team, fields, words):
    make_weekly_slot()

    response = team.post(PLAN + "tambah/", adding(**fields))

    assertContains(response, words)
    assert WeeklySlot.objects.count() == 1


def test_plan_is_refused_while_the_calendar_is_computed(team):
    with lease("promotions"):
        response = team.post(PLAN + "tambah/", adding())

    assertContains(response, "Kalender sedang dihitung")
    assert not WeeklySlot.objects.exists()


def test_change_moves_the_coming_slots_along(team):
    make_ready_product()
    make_ready_product()
    line = make_line(weekday=4)
    planning.run_due()
    first, *_rest = before = soonest(line)
    Slot.objects.filter(pk=first.pk).update(status=Slot.Status.APPROVED)

    assertRedirects(team.post(f"{PLAN}{line.pk}/", {"weekday": 5, "time": "10:15", "kind": "open"}), PLAN)

    line.refresh_from_db()
    after = soonest(line)
    assert [slot.pk for slot in after][: len(before)] == [slot.pk for slot in before]
    assert [slot.starts_at - old.starts_at for slot, old in zip(after, before, strict=False)] == [
        timedelta(hours=15, minutes=15)
    ] * len(before)
    assert after[0].due_at == after[0].starts_at + timedelta(hours=24)
    assert Slot.objects.standing().count() == len(after)


def test_slot_stays_when_its_new_time_has_passed():
    line = make_line(weekday=2)
    planning.run_due(MONDAY, weeks=2)

    plan_changes.move(line, 0, time(8), MONDAY)

    assert [at(slot).strftime("%a %d") for slot in Slot.objects.order_by("starts_at")] == ["Wed 25", "Mon 30"]


def test_slot_stays_when_its_new_time_is_taken():
    line = make_line(weekday=2)
    planning.run_due(MONDAY, weeks=1)
    by_hand = make_slot(False, starts_at=MONDAY + timedelta(days=3), kind=Slot.Kind.PINNED)

    assert plan_changes.move(line, 3, timezone.localtime(by_hand.starts_at).time(), MONDAY) == 0


def test_portals_slot_keeps_its_week():
    line = make_line("portal", weekday=2, time="00:00")
    planning.run_due(MONDAY, weeks=1)

    plan_changes.move(line, 3, time(0), MONDAY)

    for slot in Slot.objects.all():
        assert at(slot).weekday() == 3
        assert slot.ends_at - slot.starts_at == timedelta(days=7)


def test_line_for_everyone_becomes_one_for_new_members(team):
    make_ready_product()
    line = make_line()
    planning.run_due()

    team.post(f"{PLAN}{line.pk}/", {"weekday": 0, "time": "19:00", "kind": "welcome"})

    planned = [slot for slot in soonest(line) if slot.status == Slot.Status.PLANNED]
    assert {slot.kind for slot in planned} == {"welcome"}


def test_line_keeps_its_place_beside_another(team):
    make_weekly_slot(weekday=2)
    line = make_line(weekday=3)

    response = team.post(f"{PLAN}{line.pk}/", {"weekday": 2, "time": "19:00", "kind": "open"})

    assertContains(response, "Jadwal ini sudah ada di rencana.")
    line.refresh_from_db()
    assert line.weekday == 3


def test_removed_line_takes_its_planned_slots_along_but_not_the_promised_ones(team):
    for _ in range(3):
        make_ready_product()
    line, other = make_line(weekday=4), make_line(weekday=4, time="07:00")
    planning.run_due()
    near, kept, *far = soonest(line)
    Slot.objects.filter(pk=near.pk).update(status=Slot.Status.PLANNED, kind=Slot.Kind.OPEN)
    Slot.objects.filter(pk=kept.pk).update(status=Slot.Status.APPROVED)
    beside = soonest(other)

    page = team.get(f"{PLAN}{line.pk}/")
    response = team.post(f"{PLAN}{line.pk}/hapus/", follow=True)

    assertContains(page, "3 jadwal yang direncanakan ditarik")
    assertContains(page, "1 di antaranya kurang dari 7 hari lagi")
    assertContains(response, "1 jadwal tetap: sudah disetujui")
    near.refresh_from_db()
    kept.refresh_from_db()
    assert near.withdrawn_at is not None
    assert kept.withdrawn_at is None
    assert not Slot.objects.filter(pk__in=[slot.pk for slot in far]).exists()
    assert soonest(other) == beside
    assert not WeeklySlot.objects.filter(pk=line.pk).exists()


def test_slot_put_there_by_hand_outlives_its_line():
    line = make_line(weekday=4)
    planning.run_due(MONDAY, weeks=1)
    Slot.objects.update(kind=Slot.Kind.PINNED)

    outcome = plan_changes.remove(line, MONDAY)

    assert (len(outcome.withdrawn), len(outcome.kept)) == (0, 1)
    assert Slot.objects.standing().count() == 1


@pytest.mark.parametrize(
    ("slots", "members", "words"),
    [
        (3, 212, "212 anggota, masing-masing kira-kira tiap 71 pekan"),
        (24, 216, "216 anggota, masing-masing kira-kira tiap 9 pekan"),
        (7, 13, "13 anggota, masing-masing kira-kira tiap 13 hari"),
        (7, 14, "14 anggota, masing-masing kira-kira tiap 2 pekan"),
        (7, 1, "1 anggota, masing-masing kira-kira tiap hari"),
        (30, 2, "2 anggota, masing-masing kira-kira tiap hari"),
        (1, 10_000, "10.000 anggota, masing-masing kira-kira tiap 10.000 pekan"),
        (0, 212, "Belum ada jadwal: belum ada yang dipromosikan di sini."),
        (3, 0, "Belum ada anggota yang siap untuk kanal ini."),
    ],
)
def test_what_the_plan_means_is_said_in_words(slots, members, words):
    assert Meaning(Channel(), slots, members).in_words == words


def test_portals_places_count_in_what_it_means(team):
    make_weekly_slot("portal", time="00:00")
    make_ready_product()

    meanings = {meaning.channel.slug: meaning for meaning in team.get(PLAN).context["meanings"]}

    assert (meanings["portal"].slots, meanings["portal"].members) == (6, 1)
    assert meanings["tiktok"].slots == 0


def test_week_with_too_few_turns_is_warned_of(team):
    wednesday = MONDAY + timedelta(weeks=520, days=2)
    make_slot(starts_at=wednesday)
    for hour in (1, 2):
        make_slot(starts_at=wednesday + timedelta(hours=hour), kind=Slot.Kind.PINNED, is_open=False)

    assert short_weeks(wednesday - timedelta(days=2)) == [timezone.localdate(wednesday - timedelta(days=2))]
    assertContains(team.get(PLAN), "lebih dari separuh jadwal bukan giliran biasa")


def test_rota_names_who_posts_the_coming_slots(team):
    rani, bayu, sari = [make_team_member(name=name) for name in ("Rani", "Bayu", "Sari")]
    line = make_line(weekday=4)
    planning.run_due()
    first, second, *_rest = soonest(line)
    Slot.objects.filter(pk=second.pk).update(assignee=sari)

    team.post(PLAN + "petugas/", {"day_4": rani.pk, "day_0": bayu.pk})
    assert [slot.assignee for slot in soonest(line)][:3] == [rani, sari, rani]
    team.post(PLAN + "petugas/", {"day_4": bayu.pk})

    assert [slot.assignee for slot in soonest(line)][:3] == [bayu, sari, bayu]
    assert list(Rota.objects.values_list("weekday", "user__name")) == [(4, "Bayu")]
    first.refresh_from_db()
    assert first.assignee == bayu


def test_person_for_one_channel_goes_before_the_one_of_the_day(team):
    rani, bayu = make_team_member(name="Rani"), make_team_member(name="Bayu")
    line = make_line(weekday=4)
    team.post(PLAN + "petugas/", {"day_4": rani.pk})

    fields = {"channel": channel().pk, "weekday": 4, "user": bayu.pk}
    assertRedirects(team.post(PLAN + "petugas/tambah/", fields), PLAN)
    assert {slot.assignee for slot in soonest(line)} == {bayu}
    team.post(PLAN + "petugas/tambah/", fields | {"user": rani.pk})
    assert Rota.objects.exclude(channel=None).count() == 1

    team.post(f"{PLAN}petugas/{Rota.objects.get(channel=channel()).pk}/hapus/")
    assert {slot.assignee for slot in soonest(line)} == {rani}


def test_only_people_of_the_team_stand_in_the_rota(team):
    stranger, gone = make_user(), make_team_member(is_active=False)

    for person in (stranger, gone):
        assertContains(team.post(PLAN + "petugas/", {"day_1": person.pk}), "Orang ini bukan pengurus.")
        fields = {"channel": channel().pk, "weekday": 4, "user": person.pk}
        assertContains(team.post(PLAN + "petugas/tambah/", fields), "Orang ini bukan pengurus.")
    assert not Rota.objects.exists()


@pytest.mark.parametrize("address", ["tambah/", "petugas/", "petugas/tambah/"])
def test_address_of_a_form_leads_back_to_the_plan(team, address):
    assertRedirects(team.get(PLAN + address), PLAN)


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_costs_the_same_for_any_number_of_lines(team, item_count, django_assert_num_queries):
    people = [make_team_member() for _ in range(item_count)]
    for number in range(item_count):
        make_weekly_slot(weekday=number)
        Rota.objects.create(user=people[number], weekday=number, channel=channel())
        Rota.objects.create(user=people[number], weekday=number)
        make_slot(starts_at=timezone.now() + timedelta(days=number + 1))

    # session, person, permissions of person and group; lines; rota; guidelines and their channels; channels; eligible;
    # coming slots; channels for what it means; rota of days, team; absences; what is due and what waits, for the bar;
    # then as printed: channels to choose from, channels with posts and twice the team, each asked twice by its <select>
    with django_assert_num_queries(25):
        team.get(PLAN)
