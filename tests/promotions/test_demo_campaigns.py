"""The demo's campaigns: past ones with a result, one to come that members have joined, the same every time."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from catalogue.models import Offer
from promotions.campaign_results import result_of
from promotions.demo.campaigns import load_campaigns
from promotions.demo.year import load_promotions
from promotions.models import Campaign, DailyStanding, Participation, Rota, Slot, Ticket, WeeklySlot
from tests.factories import make_business, make_team_member
from tests.promotions.factories import make_ready_product

pytestmark = pytest.mark.django_db

AUTUMN = timezone.make_aware(datetime(2026, 11, 26, 9, 30))


@pytest.fixture
def team():
    """Of a community of eight, each with a product since long."""
    since = AUTUMN - timedelta(days=500)
    for _ in range(8):
        business = make_business(activated_at=since, whatsapp_confirmed_at=since)
        make_ready_product(business, published_at=since, price=40_000)
    return [make_team_member(), make_team_member()]


@pytest.fixture
def loaded(team):
    load_promotions(team, AUTUMN, weeks=42)
    load_campaigns(team[0], AUTUMN)


def facts():
    """What the campaigns are like, without keys that each loading gives anew."""
    return [
        (row.name_id, row.starts_at, row.participations.count(), row.slots.count(), row.reservations.count())
        for row in Campaign.objects.order_by("starts_at")
    ]


def test_past_ramadan_has_slots_offers_and_more_visitors_than_before(loaded):
    ramadan = Campaign.objects.get(name_id="Berkah Ramadan 2026")

    result = result_of(ramadan, now=AUTUMN)

    assert (ramadan.first_day, ramadan.last_day) == (date(2026, 2, 19), date(2026, 3, 20))
    assert ramadan.state_at(AUTUMN) == "over"
    assert 0 < result.done <= result.slots
    assert result.offers
    assert result.views.now > result.views.before > 0
    assert result.taps.now > 0
    assert set(Slot.objects.filter(campaign=ramadan).values_list("status", flat=True)) <= {"done", "missed"}


def test_coming_sale_has_members_with_prices_and_slots_that_are_shared(loaded):
    sale = Campaign.objects.get(name_id="Harbolnas 12.12 2026")

    assert sale.state_at(AUTUMN) == "coming"
    rows = Participation.objects.filter(campaign=sale)
    assert rows.count() == 7
    assert 0 < rows.exclude(offer=None).count() < 7
    for offer in Offer.objects.filter(participations__campaign=sale):
        assert (offer.starts_at, offer.ends_at) == (sale.starts_at, sale.ends_at)
        assert offer.price < offer.product.price
    businesses = list(sale.slots.values_list("business", flat=True))
    assert businesses
    assert set(businesses) <= set(rows.values_list("business", flat=True))
    assert not mail.outbox


@pytest.mark.parametrize(
    ("day", "name", "state"),
    [
        (datetime(2026, 12, 12, 20), "Harbolnas 12.12 2026", "running"),
        (datetime(2026, 12, 14, 23), "Harbolnas 12.12 2026", "running"),
        (datetime(2026, 12, 15, 1), "Tanggal Kembar 1.1 2027", "coming"),
        (datetime(2027, 2, 20, 9), "Tanggal Kembar 3.3 2027", "coming"),
    ],
)
def test_on_any_day_there_is_a_campaign_that_runs_or_comes_soon(team, day, name, state):
    now = timezone.make_aware(day)

    load_campaigns(team[0], now)

    (campaign,) = Campaign.objects.not_over(now)
    assert (campaign.name_id, campaign.state_at(now)) == (name, state)
    assert campaign.participations.exists()


def test_campaigns_are_the_same_every_time(loaded, team):
    first = facts()
    for model in (Campaign, Offer, Slot, DailyStanding, Rota, Ticket, WeeklySlot):
        model.objects.all().delete()

    load_promotions(team, AUTUMN, weeks=42)
    load_campaigns(team[0], AUTUMN)

    assert facts() == first
