"""Promotions as everyone sees them: campaigns, the months, the calendar to subscribe to."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.utils import timezone, translation
from pytest_django.asserts import assertContains, assertNotContains, assertTemplateUsed

from catalogue.models import DailyCount
from promotions.campaign_words import countdown, period
from promotions.models import Campaign
from promotions.promo import Month
from promotions.reserving import midnight
from tests.factories import make_business, make_offer, make_product
from tests.promotions.factories import (
    make_campaign,
    make_participation,
    make_portal_slot,
    make_ready_product,
    make_slot,
)

pytestmark = pytest.mark.django_db

PROMO = "/promo/"
FEED = "/promo/kalender.ics"


def today():
    return timezone.localdate()


def noon(days=0):
    return midnight(today() + timedelta(days=days)) + timedelta(hours=12)


def done(product=None, at=None, **fields):
    at = at or noon()
    return make_slot(product, starts_at=at, status="done", done_at=at, **fields)


def month_of(response):
    return {day: [slot for line in lines for slot in line.slots] for day, lines in response.context["days"]}


# The calendar


def test_month_shows_what_was_and_surely_will_be_promoted_and_nothing_else(client):
    shown = [done(), make_slot(starts_at=noon() + timedelta(minutes=1), status="approved")]
    make_slot(starts_at=noon() - timedelta(minutes=6))
    make_slot(starts_at=noon() - timedelta(minutes=1), status="missed")
    make_slot(False, starts_at=noon() - timedelta(minutes=2))
    done(make_product(hidden_reason="Klaim"), noon() - timedelta(minutes=3))
    done(make_product(status="archived"), noon() - timedelta(minutes=4))
    done(make_product(business=make_business(status="suspended")), noon() - timedelta(minutes=5))
    done(at=noon() - timedelta(minutes=7), withdrawn_at=timezone.now())

    response = client.get(PROMO)

    assert month_of(response) == {today(): shown}
    for slot in shown:
        assertContains(response, slot.product.name)


def test_places_at_one_time_stand_in_one_line_with_their_last_day(client):
    at = midnight(today())
    products = [make_ready_product() for _ in range(2)]
    for place, product in enumerate(products, start=1):
        make_portal_slot(product, at, place=place)

    ((_day, (line,)),) = client.get(PROMO).context["days"]

    assert [slot.product for slot in line.slots] == products
    assert line.last_day == today() + timedelta(days=6)


def test_months_lead_to_each_other_as_far_as_there_is_something(client):
    this = Month.of(today())
    done(at=this.previous.begin + timedelta(days=1))

    page = client.get(PROMO)
    before = client.get("/promo/{}/{}/".format(*this.previous.parts))

    assert (page.context["previous"], page.context["next"]) == (this.previous, None)
    assert (before.context["previous"], before.context["next"]) == (None, this)
    assertContains(page, "/promo/{}/{}/".format(*this.previous.parts))


@pytest.mark.parametrize(
    "path", ["2001/01", "2026/13", "2026/00", "2099/01", "0000/01", "26/01", "2026/1", "2026", "abc/de"]
)
def test_months_outside_do_not_exist(client, path):
    assert client.get(f"/promo/{path}/").status_code == 404


def test_month_turns_the_year():
    assert Month(2026, 12).next == Month(2027, 1)
    assert Month(2026, 1).previous == Month(2025, 12)


def test_empty_community_has_a_page_that_says_so(client):
    assertContains(client.get(PROMO), "Belum ada jadwal untuk bulan ini")


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_costs_the_same_for_any_number(client, item_count, django_assert_num_queries):
    for number in range(item_count):
        done(at=noon() + timedelta(minutes=number))
        make_campaign(number)
        make_campaign(-20 - number)

    # first and last slot; first and last campaign; slots and photos; campaigns; past ones
    with django_assert_num_queries(6):
        response = client.get(PROMO)

    assert len(month_of(response)[today()]) == len(response.context["campaigns"]) == item_count


@pytest.mark.parametrize("address", [PROMO, FEED, "campaign", "month"])
def test_pages_are_the_same_for_everyone(client, address):
    campaign = make_campaign(-1)
    make_participation(campaign)
    path = {"campaign": campaign.get_absolute_url(), "month": "/promo/{}/{}/".format(*Month.of(today()).parts)}

    response = client.get(path.get(address, address))

    assert response.status_code == 200
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert client.post(path.get(address, address)).status_code == 405


# A campaign's page


def test_before_it_begins_the_page_counts_down_and_tells_the_prices_to_come(client):
    campaign = make_campaign(3, 5)
    row = make_participation(campaign)
    row.offer = make_offer(row.product, price=20_000, starts_at=campaign.starts_at, ends_at=campaign.ends_at)
    row.save()

    response = client.get(campaign.get_absolute_url())

    assertContains(response, "Mulai 3 hari lagi")
    assertContains(response, "Harga khusus mulai")
    assertContains(response, "Rp20.000")
    assert response.context["products"] == [row.product]
    assertContains(client.get(f"/en{campaign.get_absolute_url()}"), "Begins in 3 days")


def test_while_it_runs_the_cards_carry_the_special_prices(client):
    campaign = make_campaign(-1, 5)
    rows = [make_participation(campaign) for _ in range(2)]
    make_offer(rows[0].product, price=20_000)
    withdrawn = make_participation(campaign, withdrawn_at=timezone.now())
    hidden = make_participation(campaign, make_ready_product(hidden_reason="Klaim"))

    response = client.get(campaign.get_absolute_url())

    assertContains(response, "Tinggal 3 hari")
    assert response.context["products"] == [row.product for row in rows]
    assertContains(response, "Hemat 20%")
    for absent in (withdrawn, hidden):
        assertNotContains(response, absent.product.name)


def test_afterwards_the_page_tells_what_came_of_it(client):
    campaign = make_campaign(-10, 5)
    row = make_participation(campaign)
    done(row.product, campaign.starts_at + timedelta(hours=19), kind="campaign", campaign=campaign)
    DailyCount.objects.create(product=row.product, day=campaign.first_day, views=1_284, taps=31)

    response = client.get(campaign.get_absolute_url())

    assertContains(response, "1 usaha ikut")
    assertContains(response, "menayangkannya 1 kali: Instagram")
    assertContains(response, "1.284 kali, dan 31 kali")
    assertTemplateUsed(response, "promotions/_promo_result.html")


def test_without_participants_the_page_says_so_in_each_state(client):
    assertContains(client.get(make_campaign(3).get_absolute_url()), "sedang memilih produknya")
    over = client.get(make_campaign(-20).get_absolute_url())
    assertNotContains(over, "Hasil kita bersama")
    assertContains(over, "sudah tidak ada di portal")


def test_cancelled_campaign_says_so_and_a_draft_does_not_exist(client):
    cancelled = make_campaign(cancelled_at=timezone.now())
    row = make_participation(cancelled)

    response = client.get(cancelled.get_absolute_url())

    assertContains(response, "Kampanye ini dibatalkan")
    assertNotContains(response, row.product.name)
    assertNotContains(client.get(PROMO), "Harbolnas")
    assert client.get(make_campaign(invited_at=None).get_absolute_url()).status_code == 404
    assert client.get("/promo/tidak-ada/").status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
def test_campaign_costs_the_same_for_any_number(client, item_count, django_assert_num_queries):
    campaign = make_campaign(3)
    for _ in range(item_count):
        row = make_participation(campaign)
        row.offer = make_offer(row.product, starts_at=campaign.starts_at, ends_at=campaign.ends_at)
        row.save()

    # the campaign; participations with their offers; products, photos, running offers
    with django_assert_num_queries(5):
        response = client.get(campaign.get_absolute_url())

    assert len(response.context["products"]) == len(response.context["coming_offers"]) == item_count


def test_home_tells_of_a_running_campaign_alone(client):
    make_campaign(3, name_id="Nanti")
    make_campaign(-20, name_id="Dulu")
    make_campaign(-1, name_id="Batal", cancelled_at=timezone.now())
    assert client.get("/").context["campaign"] is None

    running = make_campaign(-1, name_id="Sekarang")

    assertContains(client.get("/"), running.get_absolute_url())


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 12, 12), date(2026, 12, 12), "12 Desember 2026"),
        (date(2026, 12, 10), date(2026, 12, 14), "10 – 14 Desember 2026"),
        (date(2026, 2, 19), date(2026, 3, 20), "19 Februari – 20 Maret 2026"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 Desember 2026 – 3 Januari 2027"),
    ],
)
def test_days_are_said_as_one_writes_them(first, last, words):
    campaign = Campaign(starts_at=midnight(first), ends_at=midnight(last + timedelta(days=1)))

    assert period(campaign) == words


@pytest.mark.parametrize(
    ("days", "words", "english"),
    [
        (-2, "Mulai 2 hari lagi", "Begins in 2 days"),
        (-1, "Mulai besok", "Begins tomorrow"),
        (0, "Tinggal 4 hari", "4 days left"),
        (3, "Tinggal 1 hari", "1 day left"),
        (4, "Hari terakhir", "Last day"),
        (5, "Kampanye ini sudah selesai.", "This campaign is over."),
    ],
)
def test_countdown_goes_by_the_days_of_the_calendar(days, words, english):
    first = date(2026, 12, 10)
    campaign = Campaign(
        starts_at=midnight(first), ends_at=midnight(date(2026, 12, 15)), invited_at=midnight(date(2026, 12, 1))
    )
    late_evening = midnight(first + timedelta(days=days)) + timedelta(hours=23, minutes=59)

    assert countdown(campaign, late_evening) == words
    with translation.override("en"):
        assert countdown(campaign, late_evening) == english


# The subscription


def events(client, path=FEED):
    """The feed parsed back, its events by uid."""
    response = client.get(path)
    calendar = icalendar.Calendar.from_ical(response.content)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}, response.content


def test_feed_is_a_calendar_with_lines_and_zone_as_they_must_be(client):
    done(make_ready_product(name="Keripik pisang kepok asli Lampung aneka rasa, " + "renyah, " * 15))

    response = client.get(FEED)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    text = response.content
    assert text.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    calendar = icalendar.Calendar.from_ical(text)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Jakarta"]
    assert str(calendar["version"]) == "2.0"


def test_campaigns_are_whole_days_to_their_last_one(client):
    campaign = make_campaign(3, 5, theme="Hemat, cepat; dekat.\nDi Lampung")
    make_campaign(invited_at=None)
    make_campaign(cancelled_at=timezone.now())

    found, _text = events(client)

    (event,) = found.values()
    assert str(event["uid"]) == f"kampanye-{campaign.pk}@127.0.0.1"
    assert event["dtstart"].dt == today() + timedelta(days=3)
    assert event["dtend"].dt == today() + timedelta(days=8)
    assert str(event["description"]) == "Hemat, cepat; dekat.\nDi Lampung"
    assert str(event["url"]).endswith(campaign.get_absolute_url())


def test_posts_have_their_time_in_lampung_and_keep_their_uid_when_the_product_changes(client):
    slot = make_slot(make_ready_product(name="Keripik"), starts_at=noon(2), status="approved")
    uid = f"jadwal-{slot.pk}@127.0.0.1"

    event = events(client)[0][uid]
    slot.product = make_ready_product(name="Kopi")
    slot.save()

    assert event["dtstart"].dt == noon(2)
    assert event["dtstart"].params["TZID"] == "Asia/Jakarta"
    assert event["dtstart"].dt.astimezone(ZoneInfo("Asia/Jakarta")).hour == 12
    assert event["dtstart"].dt.astimezone(UTC).hour == 5
    assert str(event["summary"]) == "Instagram: Keripik"
    assert str(events(client)[0][uid]["summary"]) == "Instagram: Kopi"


def test_places_of_the_portal_are_one_event_of_whole_days(client):
    at = midnight(today())
    for place in (1, 2):
        make_portal_slot(make_ready_product(), at, place=place)

    (event,) = events(client)[0].values()

    assert str(event["summary"]) == "Portal: 2 produk"
    assert event["dtstart"].dt == today()
    assert event["dtend"].dt == today() + timedelta(days=7)
    assert not isinstance(event["dtstart"].dt, datetime)


def test_feed_names_no_person_and_hides_what_is_not_sure(client):
    business = make_business(whatsapp="+6281234500001", address="Gang Pisang 7", whatsapp_confirmed_at=timezone.now())
    slot = make_slot(make_ready_product(business), starts_at=noon(1), status="approved", caption="Rahasia dapur")
    slot.assignee = business.memberships.get().user
    slot.save()
    make_slot(make_ready_product(name="Belum pasti"), starts_at=noon(2))
    done(make_ready_product(name="Lama sekali"), noon(-70))

    found, text = events(client)

    assert list(found) == [f"jadwal-{slot.pk}@127.0.0.1"]
    for secret in [business.memberships.get().user.email, "81234500001", "Gang Pisang", "Rahasia", "Belum", "Lama"]:
        assert secret.encode() not in text


def test_feed_speaks_the_language_of_its_address(client):
    make_campaign(3)

    assert b"Online shopping day" in events(client, "/en/promo/kalender.ics")[1]
    assert b"Harbolnas" in events(client)[1]


@pytest.mark.parametrize("item_count", [1, 3])
def test_feed_costs_the_same_for_any_number(client, item_count, django_assert_num_queries):
    for number in range(item_count):
        make_campaign(3 + number)
        done(at=noon() + timedelta(minutes=number))

    # campaigns, slots
    with django_assert_num_queries(2):
        client.get(FEED)
