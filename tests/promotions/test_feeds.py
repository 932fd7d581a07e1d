"""Private calendars: who has which, what stands in them, and what calendar programs are told."""

import logging
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django.asserts import assertContains, assertNotContains

from promotions import plan_changes, slot_life
from promotions.models import CalendarFeed, Slot
from promotions.models.feed import digest
from tests.factories import make_business, make_superuser, make_team_member, make_user
from tests.promotions.factories import channel, make_portal_slot, make_ready_product, make_slot, make_weekly_slot
from unk_portal.logs import EventFormatter

pytestmark = pytest.mark.django_db

PAGE = "/akun/kalender/"
NOW = timezone.make_aware(datetime(2026, 11, 25, 10))


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    def stand_at(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    stand_at(NOW)
    return stand_at


@pytest.fixture
def keripik():
    return make_ready_product(make_business(name="Dapur Bu Yani"), name="Keripik, pedas; asli")


def at(days=0, hour=19):
    return timezone.make_aware(datetime(2026, 11, 25, hour)) + timedelta(days=days)


def path_of(user, business=None):
    return f"/umpan/{CalendarFeed.objects.renew(user, business).token}.ics"


def read(path, **headers):
    """The answer to a calendar program, which is not signed in."""
    response = Client().get(path, headers=headers)
    assert response.status_code == 200
    return response


def events(path):
    return {event["uid"].split("@")[0]: event for event in Calendar.from_ical(read(path).content).walk("VEVENT")}


# The team's


def test_feed_holds_own_and_whole_team_posts_two_weeks_back_and_five_ahead(rani, keripik):
    bayu = make_team_member(name="Bayu")
    own, everyones = make_slot(keripik, starts_at=at(1), assignee=rani), make_slot(keripik, starts_at=at(2))
    past = make_slot(keripik, starts_at=at(-13), assignee=rani, status="done", done_at=at(-13))
    last = make_slot(keripik, starts_at=at(34), assignee=rani)
    make_slot(keripik, starts_at=at(3), assignee=bayu)
    make_slot(keripik, starts_at=at(-15), assignee=rani, status="done", done_at=at(-15))
    make_slot(keripik, starts_at=at(36), assignee=rani)
    make_portal_slot(keripik, at(1))

    assert set(events(path_of(rani))) == {f"slot-{slot.pk}" for slot in (past, own, everyones, last)}


@pytest.mark.parametrize(("minutes", "is_there"), [(-1, False), (0, True)])
def test_undone_post_of_somebody_else_is_there_from_half_the_grace_on(rani, keripik, clock, minutes, is_there):
    slot = make_slot(keripik, starts_at=at(0, 8), assignee=make_team_member())
    clock(slot.starts_at + timedelta(hours=12, minutes=minutes))

    assert bool(events(path_of(rani))) == is_there

    Slot.objects.update(status="done", done_at=timezone.now())
    assert not events(path_of(rani))


def test_event_is_read_back_as_it_was_meant(rani, keripik):
    slot = make_slot(keripik, starts_at=at(1), assignee=rani)

    (event,) = events(path_of(rani)).values()

    assert event["uid"] == f"slot-{slot.pk}@127.0.0.1"
    assert event["summary"] == "Instagram: Keripik, pedas; asli (Dapur Bu Yani)"
    assert event.decoded("dtstart") == datetime(2026, 11, 26, 19, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert event.decoded("dtend") == datetime(2026, 11, 26, 19, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert event["dtstart"].params["TZID"] == "Asia/Jakarta"
    assert event["description"] == "Direncanakan, belum disetujui.\nTugas Anda."
    assert event["url"] == f"http://127.0.0.1:8000/pengurus/jadwal/{slot.pk}/"
    assert event.decoded("last-modified") == slot.updated_at.astimezone(UTC)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("planned", "TENTATIVE"),
        ("approved", "CONFIRMED"),
        ("done", "CONFIRMED"),
        ("missed", "CONFIRMED"),
        ("skipped", "CANCELLED"),
    ],
)
def test_status_tells_what_became_of_it(rani, keripik, status, said):
    make_slot(keripik, starts_at=at(-1), assignee=rani, status=status, done_at=NOW if status == "done" else None)

    (event,) = events(path_of(rani)).values()

    assert event["status"] == said


def test_withdrawn_slot_is_called_off_and_an_empty_one_says_so(rani, keripik):
    withdrawn = make_slot(keripik, starts_at=at(1), assignee=rani, withdrawn_at=NOW)
    empty = make_slot(False, starts_at=at(2), assignee=rani)

    found = events(path_of(rani))

    assert found[f"slot-{withdrawn.pk}"]["status"] == "CANCELLED"
    assert found[f"slot-{empty.pk}"]["summary"] == "Instagram: belum ada produk"


def test_moved_slot_keeps_its_uid_and_counts_up(rani, keripik, clock):
    line = make_weekly_slot(weekday=4)
    line.refresh_from_db()
    make_slot(keripik, starts_at=at(2), assignee=rani)
    path = path_of(rani)
    ((uid, before),) = events(path).items()

    clock(NOW + timedelta(minutes=5))
    assert plan_changes.move(line, 5, line.time, timezone.now()) == 1

    after = events(path)[uid]
    assert after.decoded("dtstart") - before.decoded("dtstart") == timedelta(days=1)
    assert after["sequence"] > before["sequence"]
    assert after.decoded("last-modified") > before.decoded("last-modified")


def test_calendar_keeps_the_rules_of_rfc_5545(rani, keripik):
    keripik.name = "Keripik pisang “panjang” ☕ " * 6
    keripik.save()
    make_slot(keripik, starts_at=at(1), assignee=rani)

    response = read(path_of(rani))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    lines = response.content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    read_back = Calendar.from_ical(response.content)
    assert read_back["version"] == "2.0"
    assert read_back["prodid"]
    (zone,) = read_back.walk("VTIMEZONE")
    assert zone["tzid"] == "Asia/Jakarta"
    assert [rule.decoded("tzoffsetto") for rule in zone.walk("STANDARD")] == [timedelta(hours=7)]
    assert not zone.walk("DAYLIGHT")


def test_calendar_of_nothing_is_a_calendar_too(rani):
    assert events(path_of(rani)) == {}


def test_calendar_is_in_the_language_of_its_person(keripik):
    person = make_team_member(language="en")
    make_slot(keripik, starts_at=at(1), assignee=person)

    (event,) = events(path_of(person)).values()

    assert event["description"] == "Planned, not approved yet.\nYours to post."


@pytest.mark.parametrize("rows", [1, 3])
def test_feed_costs_the_same_for_any_number(rani, rows, django_assert_num_queries):
    for number in range(rows):
        make_slot(make_ready_product(), starts_at=at(number), assignee=rani)
    path = path_of(rani)

    # the feed and its person, two of permissions, the slots
    with django_assert_num_queries(4):
        read(path)


# An owner's


@pytest.fixture
def owner(keripik):
    return keripik.business.memberships.get().user


def test_owners_feed_holds_the_turns_of_the_business(owner, keripik):
    planned = make_slot(keripik, starts_at=at(1))
    done = make_slot(keripik, starts_at=at(-3), status="done", done_at=at(-3))
    shown = make_portal_slot(keripik, at(-2, 0))
    make_slot(starts_at=at(2))

    found = events(path_of(owner, keripik.business))

    assert set(found) == {f"turn-{slot.pk}-{keripik.business_id}" for slot in (planned, done, shown)}
    portal = found[f"turn-{shown.pk}-{keripik.business_id}"]
    assert portal.decoded("dtend") - portal.decoded("dtstart") == timedelta(days=7)
    assert found[f"turn-{planned.pk}-{keripik.business_id}"]["summary"] == "Instagram: Keripik, pedas; asli"


def test_skipped_turn_is_called_off_in_the_owners_feed_though_another_has_the_slot(owner, keripik, rani, clock):
    slot = make_slot(keripik, starts_at=at(1))
    path = path_of(owner, keripik.business)
    (before,) = events(path).values()
    clock(NOW + timedelta(minutes=1))
    slot_life.skip(slot, rani, "Foto buram", False, timezone.now())
    other = make_ready_product()
    Slot.objects.filter(pk=slot.pk).update(product=other, business=other.business)

    (after,) = events(path).values()

    assert (after["uid"], after["status"]) == (before["uid"], "CANCELLED")
    assert after["sequence"] > before["sequence"]
    assert "Keripik" in after["summary"]
    assert other.name not in str(after["summary"])


@pytest.mark.parametrize("rows", [1, 3])
def test_owners_feed_costs_the_same_for_any_number(owner, keripik, rows, django_assert_num_queries):
    for number in range(rows):
        make_slot(keripik, starts_at=at(number))
    path = path_of(owner, keripik.business)

    # the feed with its person and business, whether it is theirs, the slots and their skips
    with django_assert_num_queries(4):
        read(path)


# The address


def test_wrong_token_is_not_found_and_right_one_needs_no_sign_in(rani):
    path = path_of(rani)

    assert Client().get(path).status_code == 200
    assert Client().get("/umpan/salah.ics").status_code == 404
    assert Client().get(path.replace(".ics", "x.ics")).status_code == 404
    assert Client().post(path).status_code == 405
    assert Client().head(path).status_code == 200
    assert not Client().get(path).cookies


def test_token_has_chance_enough_and_is_kept_as_a_digest_alone(rani):
    feed = CalendarFeed.objects.renew(rani)

    # 43 signs of base64 are 256 bits.
    assert len(feed.token) == 43
    assert feed.token not in str(list(CalendarFeed.objects.values()))
    assert CalendarFeed.objects.get().digest == digest(feed.token)


@pytest.mark.parametrize(
    "leave",
    [
        lambda user: user.groups.clear(),
        lambda user: type(user).objects.filter(pk=user.pk).update(is_active=False),
        lambda user: user.delete(),
    ],
)
def test_feed_ends_when_its_person_leaves_the_team(rani, leave):
    path = path_of(rani)

    leave(rani)

    assert Client().get(path).status_code == 404


@pytest.mark.parametrize(
    "leave",
    [
        lambda business: business.memberships.all().delete(),
        lambda business: type(business).objects.filter(pk=business.pk).update(status="suspended"),
    ],
)
def test_owners_feed_ends_with_the_business(owner, keripik, leave):
    path = path_of(owner, keripik.business)

    leave(keripik.business)

    assert Client().get(path).status_code == 404


def test_unchanged_calendar_is_not_sent_again(rani, keripik, clock):
    slot = make_slot(keripik, starts_at=at(1), assignee=rani)
    path = path_of(rani)
    first = read(path)
    assert "private" in first["Cache-Control"]
    assert "no-cache" in first["Cache-Control"]

    clock(NOW + timedelta(hours=1))
    again = Client().get(path, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert "private" in again["Cache-Control"]

    Slot.objects.filter(pk=slot.pk).change(status="approved")
    changed = read(path, if_none_match=first["ETag"])
    assert changed["ETag"] != first["ETag"]


def test_compressed_calendar_is_known_again_too(rani, keripik):
    make_slot(keripik, starts_at=at(1), assignee=rani)
    path = path_of(rani)
    first = read(path, accept_encoding="gzip")
    assert first["Content-Encoding"] == "gzip"

    again = Client().get(path, headers={"if-none-match": first["ETag"], "accept-encoding": "gzip"})

    assert again.status_code == 304


@pytest.mark.parametrize("is_right", [True, False])
def test_token_is_never_in_the_log(rani, caplog, is_right):
    path = path_of(rani) if is_right else "/umpan/rahasia-yang-salah.ics"
    with caplog.at_level(logging.DEBUG):
        Client().get(path)

    lines = [EventFormatter().format(record) for record in caplog.records]
    assert lines
    assert path.split("/")[-1].removesuffix(".ics") not in "".join(lines)


# The page


def test_address_is_shown_once_renewed_and_revoked(client, rani):
    client.force_login(rani)
    assertContains(client.get(PAGE), "Buat alamat")

    made = client.post(f"{PAGE}buat/")
    assert "no-store" in made["Cache-Control"]
    first = made.context["lines"][0]["address"]
    assert first.startswith("http://127.0.0.1:8000/umpan/")
    assertContains(made, first)
    assertNotContains(client.get(PAGE), first.split("/")[-1])
    path = first.removeprefix("http://127.0.0.1:8000")
    assert Client().get(path).status_code == 200

    second = client.post(f"{PAGE}buat/").context["lines"][0]["address"].removeprefix("http://127.0.0.1:8000")
    assert Client().get(path).status_code == 404
    assert Client().get(second).status_code == 200
    assert CalendarFeed.objects.count() == 1

    assertContains(client.post(f"{PAGE}cabut/", follow=True), "Alamat itu tidak berlaku lagi.")
    assert Client().get(second).status_code == 404


def test_address_has_no_language(client, rani):
    client.force_login(rani)

    address = client.post(f"/en{PAGE}buat/").context["lines"][0]["address"]

    assert address.startswith("http://127.0.0.1:8000/umpan/")


def test_page_offers_what_belongs_to_each(client, owner, keripik):
    client.force_login(owner)
    page = client.get(PAGE)
    assertContains(page, "Giliran Dapur Bu Yani")
    assert [line["business"] for line in page.context["lines"]] == [keripik.business_id]

    client.force_login(make_user())
    assertContains(client.get(PAGE), "Anda belum punya usaha di portal")

    client.force_login(make_superuser())
    assert [line["title"] for line in client.get(PAGE).context["lines"]] == ["Pengurus"]


def test_nobody_makes_a_feed_of_what_is_not_theirs(client, keripik):
    client.force_login(make_business().memberships.get().user)

    for path in ("buat/", "cabut/"):
        assert client.post(PAGE + path).status_code == 404
        assert client.post(PAGE + path, {"usaha": keripik.business_id}).status_code == 404
        assert client.post(PAGE + path, {"usaha": "entah"}).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_suspended_owner_gets_no_feed(client, owner, keripik):
    keripik.business.status = "suspended"
    keripik.business.save()
    client.force_login(owner)

    assert client.post(f"{PAGE}buat/", {"usaha": keripik.business_id}).status_code == 404


def test_owner_makes_one_for_each_business(client, owner, keripik):
    other = make_business(owner, name="Warung Bu Yani")
    client.force_login(owner)

    for business in (keripik.business, other, other):
        client.post(f"{PAGE}buat/", {"usaha": business.pk})

    assert CalendarFeed.objects.count() == 2


@pytest.mark.parametrize("path", ["buat/", "cabut/"])
def test_opening_the_address_of_a_button_changes_nothing(client, rani, path):
    CalendarFeed.objects.renew(rani)
    client.force_login(rani)
    before = CalendarFeed.objects.values().get()

    assert client.get(PAGE + path).status_code == 302

    assert CalendarFeed.objects.values().get() == before


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_any_number_of_businesses(client, owner, rows, django_assert_num_queries):
    for _ in range(rows - 1):
        make_business(owner)
    client.force_login(owner)

    # session, person, feeds, two of permissions, businesses; for the bar: the business, and of how many it is one
    with django_assert_num_queries(8):
        client.get(PAGE)


def test_channel_names_are_those_of_the_reader(rani, keripik):
    make_slot(keripik, slug="whatsapp", starts_at=at(1), assignee=rani)

    (event,) = events(path_of(rani)).values()

    assert str(event["summary"]).startswith(channel("whatsapp").name_id)
