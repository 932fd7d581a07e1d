"""The team's calendar by month, week and day."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from promotions import planning, slot_places
from promotions.models import Campaign, Channel, DailyStanding, Occasion, Slot
from promotions.month import State
from promotions.periods import Period, View
from tests.factories import make_business, make_superuser, make_team_member, make_user
from tests.promotions.factories import channel, make_ready_product, make_slot, make_weekly_slot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

# A Wednesday, ten in the morning.
NOW = timezone.make_aware(datetime(2026, 11, 25, 10))
CALENDAR = "/pengurus/kalender/"


def at(days=0, hour=9):
    return timezone.make_aware(datetime(2026, 11, 25, hour)) + timedelta(days=days)


def month_of(client, words=""):
    return client.get(f"{CALENDAR}{words}").context["month"]


def slots_of(month):
    return [tile.slot for tile in month.tiles]


def day_of(month, wanted):
    return next(day for week in month.weeks for day in week.days if day.date == wanted)


def make_campaign(slug="ramadan", **fields):
    fields = {"starts_at": at(-2, 0), "ends_at": at(3, 0)} | fields
    return Campaign.objects.create(slug=slug, name_id=slug.title(), name_en=slug.title(), **fields)


def make_occasion(name, first, last=None, **fields):
    return Occasion.objects.create(name_id=name, name_en=name, starts_on=first, ends_on=last or first, **fields)


# Who may come in


def test_calendar_is_the_teams(client):
    assertRedirects(client.get(CALENDAR), f"/akun/masuk/?next={CALENDAR}", fetch_redirect_response=False)
    for stranger in [make_user(), make_business().memberships.get().user]:
        client.force_login(stranger)
        assert client.get(CALENDAR).status_code == 404
    for person in [make_team_member(), make_superuser()]:
        client.force_login(person)
        for words in ["", "?pekan=2026-11-25", "?hari=2026-11-25"]:
            assertContains(client.get(f"{CALENDAR}{words}"), "Kalender")
            assertContains(client.get(f"/en{CALENDAR}{words}"), "Calendar")
        assert client.post(CALENDAR).status_code == 405


# What stands on it


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("words", ["", "?pekan=2026-11-25", "?hari=2026-11-25"])
def test_calendar_asks_as_often_for_any_number_of_slots(team_client, django_assert_num_queries, rani, count, words):
    slots = [
        make_slot(starts_at=at(0, 11 + number), assignee=rani, campaign=make_campaign(f"k{number}"))
        for number in range(count)
    ]
    make_occasion("Hari Guru", date(2026, 11, 25))
    make_slot(starts_at=at(60))

    # session, user, two of permissions, posts due, what waits for moderators, channels, slots, campaigns, dates,
    # people, just tapped, plan, last recorded day
    with django_assert_num_queries(14):
        month = month_of(team_client, words)

    assert slots_of(month) == slots


def test_month_is_shown_in_whole_weeks(team_client):
    first, last = make_slot(starts_at=at(-30, 0)), make_slot(starts_at=at(11, 23))
    make_slot(starts_at=at(-31, 23))
    make_slot(starts_at=at(12, 0))

    month = month_of(team_client)

    assert [week.days[0].date.day for week in month.weeks] == [26, 2, 9, 16, 23, 30]
    assert slots_of(month) == [first, last]
    assert day_of(month, date(2026, 10, 26)).is_outside
    assert day_of(month, date(2026, 11, 25)).is_now


def test_day_is_the_one_of_lampung(team_client):
    # Seven hours behind, it is the day before in UTC.
    slot = make_slot(starts_at=datetime(2026, 11, 25, 17, 30, tzinfo=UTC))

    assert day_of(month_of(team_client), date(2026, 11, 26)).groups[0].first.slot == slot
    assert slots_of(month_of(team_client, "?hari=2026-11-26")) == [slot]
    assert slots_of(month_of(team_client, "?hari=2026-11-25")) == []


def test_today_changes_at_midnight_in_lampung(team_client, clock):
    clock(datetime(2026, 11, 30, 17, 30, tzinfo=UTC))

    assert month_of(team_client).period.title == "Desember 2026"


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"starts_at": at(2)}, State.PLANNED),
        ({"starts_at": at(2), "status": "approved"}, State.APPROVED),
        ({"starts_at": at(2), "product": False}, State.EMPTY),
        ({"starts_at": at(0, 8)}, State.PLANNED),
        ({"starts_at": at(-1, 20)}, State.LATE),
        ({"starts_at": at(-1, 11), "status": "approved"}, State.LATE),
        # The periodic job has not settled it yet.
        ({"starts_at": at(-1, 9)}, State.MISSED),
        ({"starts_at": at(-3), "status": "missed"}, State.MISSED),
        ({"starts_at": at(-3), "status": "skipped"}, State.SKIPPED),
        ({"starts_at": at(-3), "status": "done", "done_at": at(-3)}, State.DONE),
        ({"starts_at": at(-1), "slug": "portal", "status": "approved"}, State.APPROVED),
    ],
)
def test_each_tile_has_its_state_as_sign_and_word(team_client, fields, state):
    make_slot(**fields)

    response = team_client.get(CALENDAR)

    assert [tile.state for tile in response.context["month"].tiles] == [state]
    assertContains(response, f'<span class="vh">{state.label}</span>', html=True)


def test_tile_shows_channel_time_product_and_business_and_leads_to_the_slot(team_client):
    slot = make_slot(starts_at=at(1, 19))

    response = team_client.get(CALENDAR)

    tile = re.search(rf'<a class="entry[^>]*id="jadwal-{slot.pk}"(.*?)</a>', response.content.decode(), re.DOTALL)[0]
    text = re.sub(r"<[^>]+>", "", tile)
    for shown in ["Instagram", "19.00", slot.product.name, slot.business.name, "direncanakan"]:
        assert shown in text
    assert f'href="/pengurus/jadwal/{slot.pk}/"' in tile


def test_totals_count_the_days_of_the_month_alone(team_client):
    make_slot(False, starts_at=at(1))
    make_slot(False, starts_at=at(2))
    make_slot(starts_at=at(-1, 20))
    make_slot(starts_at=at(-5), status="missed")
    make_slot(False, starts_at=at(6))

    response = team_client.get(CALENDAR)

    assert [(number, str(word)) for number, word in response.context["month"].totals] == [
        (2, "kosong"),
        (1, "terlambat"),
        (1, "terlewat"),
    ]
    assertContains(response, "<b>2</b> kosong · <b>1</b> terlambat · <b>1</b> terlewat")


def test_places_of_the_portal_stand_together(team_client):
    product = make_ready_product()
    for place in range(1, 7):
        make_slot(product if place > 2 else False, slug="portal", starts_at=at(5, 0), place=place)

    response = team_client.get(CALENDAR)

    (group,) = day_of(response.context["month"], date(2026, 11, 30)).groups
    assert (len(group.tiles), group.state, group.in_words) == (6, State.EMPTY, "4 dari 6 terisi")
    assertContains(response, "4 dari 6 terisi")
    # On its own day each is shown at once.
    assertNotContains(team_client.get(f"{CALENDAR}?hari=2026-11-30"), '<summary class="entry')


def test_withdrawn_slots_are_gone(team_client, rani):
    slot_places.remove(make_slot(starts_at=at(3)), rani)

    assert slots_of(month_of(team_client)) == []


# Its words in the address


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("?bulan=2027-03", "Maret 2027"),
        ("?pekan=2027-03-17", "15–21 Maret 2027"),
        ("?pekan=2026-12-31", "28 Desember 2026 – 3 Januari 2027"),
        ("?pekan=2027-04-01", "29 Maret – 4 April 2027"),
        ("?hari=2027-03-17", "Rabu, 17 Maret 2027"),
    ],
)
def test_period_is_in_the_address(team_client, words, title):
    response = team_client.get(f"{CALENDAR}{words}")

    assertContains(response, f"<h1>{title}</h1>", html=True)
    assert response.context["filters"].notes == []


@pytest.mark.parametrize(
    "words",
    [
        *("?bulan=2027-13", "?bulan=2027-3-1", "?bulan=maret", "?bulan=9999-12", "?bulan=0001-01"),
        *("?pekan=2027-02-30", "?hari=kemarin", "?hari=99999-01-01", "?hari=%00", "?hari=2027-03-17T10:00"),
    ],
)
def test_date_that_cannot_be_read_shows_this_month(team_client, words):
    response = team_client.get(f"{CALENDAR}{words}")

    assert response.context["month"].period.title == "November 2026"
    assertContains(response, "Tanggal itu tidak dapat dibaca.")


@pytest.mark.parametrize(
    ("view", "day", "previous", "following"),
    [
        (View.MONTH, date(2027, 1, 31), "2026-12", "2027-02"),
        (View.MONTH, date(2028, 2, 29), "2028-01", "2028-03"),
        (View.WEEK, date(2027, 1, 1), "2026-12-21", "2027-01-04"),
        (View.DAY, date(2026, 12, 31), "2026-12-30", "2027-01-01"),
    ],
)
def test_periods_follow_each_other(view, day, previous, following):
    period = Period(view, day)

    assert (period.previous.word, period.next.word) == (previous, following)
    assert period.previous.next.word == period.next.previous.word == period.word


def test_other_views_keep_the_days_and_the_filters(team_client):
    filters = team_client.get(f"{CALENDAR}?bulan=2027-03&kanal=tiktok").context["filters"]

    assert [view.address for view in filters.views] == [
        "?bulan=2027-03&kanal=tiktok",
        "?pekan=2027-03-01&kanal=tiktok",
        "?hari=2027-03-01&kanal=tiktok",
    ]
    assert (filters.previous, filters.next) == ("?bulan=2027-02&kanal=tiktok", "?bulan=2027-04&kanal=tiktok")
    assert filters.now == "?bulan=2026-11&kanal=tiktok"
    this_month = team_client.get(f"{CALENDAR}?bulan=2026-11").context["filters"]
    assert [view.address for view in this_month.views][2] == "?hari=2026-11-25"


# Filters


def test_filters_narrow_what_is_shown(team_client, rani):
    post = make_slot(starts_at=at(1), campaign=make_campaign())
    video = make_slot(slug="tiktok", starts_at=at(1), assignee=rani)

    assert slots_of(month_of(team_client, "?kanal=tiktok")) == [video]
    assert slots_of(month_of(team_client, "?kampanye=ramadan")) == [post]
    assert slots_of(month_of(team_client, f"?petugas={rani.pk}")) == [video]
    nothing = team_client.get(f"{CALENDAR}?kanal=instagram&petugas={rani.pk}")
    assert slots_of(nothing.context["month"]) == []
    assertContains(nothing, "Tidak ada yang cocok dengan saringan.")


@pytest.mark.parametrize(
    "words", ["?kanal=radio", "?kampanye=entah", "?petugas=0", "?petugas=x", "?petugas=99999999999", "?kanal=%00x"]
)
def test_unknown_filter_is_left_out_and_said(team_client, words):
    slot = make_slot(starts_at=at(1))

    response = team_client.get(f"{CALENDAR}{words}")

    assert slots_of(response.context["month"]) == [slot]
    assertContains(response, "tidak dikenal, jadi tidak dipakai")


def test_chips_are_links_that_can_be_let_go(team_client, rani):
    make_slot(starts_at=at(1), assignee=rani, campaign=make_campaign())

    context = team_client.get(f"{CALENDAR}?petugas={rani.pk}").context

    (person,), (campaign,) = context["assignees"], context["campaigns"]
    assert (person.label, person.address, person.is_chosen) == ("Rani", "?bulan=2026-11", True)
    assert campaign.address == f"?bulan=2026-11&kampanye=ramadan&petugas={rani.pk}"
    assert [choice.label for choice in context["channels"]][:2] == ["Semua", "Portal"]
    assert [choice.is_chosen for choice in context["channels"]].count(True) == 1


# Occasions and campaigns


def test_holidays_and_seasons_are_laid_over(team_client):
    planning.run_due()

    response = team_client.get(f"{CALENDAR}?bulan=2027-03")
    month = response.context["month"]

    nyepi = day_of(month, date(2027, 3, 8))
    assert ([str(row) for row in nyepi.occasions], nyepi.is_off) == (["Hari Suci Nyepi"], True)
    assert not day_of(month, date(2027, 3, 18)).is_off
    spans = [[(str(span.what), span.start, span.end) for span in week.spans] for week in month.weeks]
    assert spans == [[("Ramadan", 1, 7)], [("Ramadan", 1, 2)], [], [], []]
    assertContains(response, "Ramadan (perkiraan)", count=2)
    assertContains(team_client.get(f"/en{CALENDAR}?bulan=2027-03"), "Day of Silence")


def test_campaign_is_laid_over_until_the_day_it_ends(team_client):
    make_campaign(starts_at=at(-1, 0), ends_at=at(2, 0))

    (week,) = [week for week in month_of(team_client).weeks if week.spans]

    assert [(span.start, span.end) for span in week.spans] == [(2, 4)]


def test_removed_dates_are_not_laid_over(team_client):
    make_occasion("Pasar UNK", date(2026, 11, 26), is_removed=True)

    assert day_of(month_of(team_client), date(2026, 11, 26)).occasions == []


# When something is not as it should be


def test_community_of_none_is_told_where_to_begin(team_client):
    response = team_client.get(CALENDAR)

    assertContains(response, "Belum ada rencana pekanan")
    assertContains(response, "/pengurus/rencana/")


def test_community_of_one_has_all_its_turns(team_client):
    product = make_ready_product()
    make_weekly_slot(weekday=4)
    planning.run_due()

    month = month_of(team_client, "?bulan=2026-12")

    assert {tile.product for tile in month.tiles} == {product}
    assert len(month.tiles) == 3


def test_month_beyond_the_plan_says_how_far_it_reaches(team_client):
    make_weekly_slot()

    assertContains(team_client.get(f"{CALENDAR}?bulan=2027-06"), "portal menyusun 4 pekan ke depan")


def test_person_who_left_is_marked_and_their_slots_are_everybodys(team_client):
    gone = make_team_member(name="Bayu", is_active=False)
    slot = make_slot(starts_at=at(1), assignee=gone)

    response = team_client.get(f"{CALENDAR}?petugas={gone.pk}")

    assert slots_of(response.context["month"]) == [slot]
    assertContains(response, "Bayu (sudah keluar)")
    assertContains(team_client.get(f"/pengurus/jadwal/{slot.pk}/"), "semula Bayu")


def test_channel_that_is_switched_off_is_told_while_slots_stand_there(team_client):
    slot = make_slot(slug="tiktok", starts_at=at(1))
    Channel.objects.filter(slug="tiktok").update(is_active=False)

    response = team_client.get(CALENDAR)

    assertContains(response, "TikTok sedang dinonaktifkan, tetapi masih ada jadwal di sana.")
    assertNotContains(response, f"/pengurus/jadwal/{slot.pk}/pindah/")
    assert "TikTok" in [choice.label for choice in response.context["channels"]]
    Slot.objects.update(status="done", done_at=NOW)
    assertNotContains(team_client.get(CALENDAR), "dinonaktifkan")


def test_three_days_without_the_periodic_job_are_told(team_client, clock):
    make_ready_product()
    make_weekly_slot("whatsapp", weekday=3, time="08:00")
    planning.run_due(weeks=1)
    assertNotContains(team_client.get(CALENDAR), "tidak menyusun rencana")

    clock(at(3))
    response = team_client.get(CALENDAR)

    assertContains(response, "Portal tidak menyusun rencana sejak Rabu, 25 November")
    assert [tile.state for tile in response.context["month"].tiles] == [State.MISSED]
    planning.run_due(weeks=1)
    assertNotContains(team_client.get(CALENDAR), "tidak menyusun rencana")
    assert DailyStanding.objects.filter(channel=channel("whatsapp")).count() == 4


def test_year_of_slots_is_not_read_for_one_month(team_client):
    product = make_ready_product()
    Slot.objects.bulk_create(
        Slot(
            channel=channel("whatsapp"),
            starts_at=at(day, hour),
            due_at=at(day + 1, hour),
            product=product,
            business=product.business,
        )
        for day in range(-365, 0)
        for hour in range(8, 18)
    )

    assert len(month_of(team_client, "?bulan=2026-06").tiles) == 350
