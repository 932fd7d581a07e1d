"""The demo's campaigns: the last Ramadan and the last Harbolnas with their results, and the next double-date sale.

The past ones are made of slots of the year that were done or missed in their days: the tickets and the daily records
stand as they are, for a done slot counts for its business whatever its kind.
"""

import json
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from catalogue.models import DailyCount, Offer, Product
from members.models import Membership, Sector
from promotions import campaign_letters, campaigns, planning, reserving
from promotions.campaign_forms import end_of
from promotions.guidelines import Guidelines, promotable
from promotions.models import Campaign, Channel, InvitationMail, Occasion, Participation, Reservation, Slot
from promotions.reserving import midnight

SEED = 1912
WORDS = json.loads((Path(__file__).parent / "campaigns.json").read_text(encoding="utf-8"))
# By the decision of the government; from 2027 on as expected.
RAMADANS = [
    (date(2025, 3, 1), date(2025, 3, 30)),
    (date(2026, 2, 19), date(2026, 3, 20)),
    (date(2027, 2, 8), date(2027, 3, 9)),
    (date(2028, 1, 28), date(2028, 2, 25)),
    (date(2029, 1, 16), date(2029, 2, 13)),
]
SALE_BEFORE, SALE_AFTER = timedelta(days=2), timedelta(days=2)
FESTIVE = ("kuliner", "fesyen", "wastra", "agribisnis")
OWN = "dapur-bu-yani"  # the demo owner's: in both past campaigns, and still to answer the coming invitation
SLOTS, JOINING = 12, 7
INVITED_BEFORE = timedelta(days=20)
INVITED_AGO, JOINED_AGO = timedelta(days=5), timedelta(days=3)
LOWER, STEP = 0.87, 500
MORE_VIEWS, TAPS = 1.45, 0.09


@dataclass(frozen=True)
class Theme:
    """What a campaign is called and about, and its days; `words` names its texts."""

    words: str
    occasion: tuple[date, date]
    days: tuple[date, date]
    number: str = ""
    sectors: tuple[str, ...] = ()  # those invited; none for all

    def text(self, name):
        return WORDS[self.words][name].replace("{year}", str(self.occasion[0].year)).replace("{number}", self.number)


def sale(year, month):
    day = date(year, month, month)
    words = "harbolnas" if month == 12 else "double_date"
    return Theme(words, (day, day), (day - SALE_BEFORE, day + SALE_AFTER), f"{month}.{month}")


def ramadan(days):
    return Theme("ramadan", days, days, sectors=FESTIVE)


def load_campaigns(team, now):
    """Load the campaigns as of `now`; the past ones only as far as the demo's year has slots in their days."""
    today = timezone.localdate(now)
    chance = random.Random(SEED)
    sales = [sale(year, month) for year in range(today.year - 1, today.year + 2) for month in range(1, 13)]
    past = [ramadan(days) for days in RAMADANS if days[1] < today][-1:]
    past += [theme for theme in sales if theme.words == "harbolnas" and theme.days[1] < today][-1:]
    for theme in past:
        load_past(theme, team, chance)
    coming = [theme for theme in sales if theme.days[1] >= today]
    load_coming(coming[0], team, now)
    for theme in [*coming[1:3], *(ramadan(days) for days in RAMADANS if days[0] > today)][:3]:
        occasion_of(theme)
    planning.run_due(now)


def occasion_of(theme):
    """The row that stands in the calendar already, or a new one."""
    first, last = theme.occasion
    names = {"name_id": theme.text("occasion_id"), "starts_on": first}
    return Occasion.objects.filter(**names).first() or Occasion.objects.create(
        **names, name_en=theme.text("occasion_en"), ends_on=last
    )


def campaign_of(theme, team, invited_at):
    first, last = theme.days
    campaign = Campaign.objects.create(
        occasion=occasion_of(theme),
        name_id=theme.text("name_id"),
        name_en=theme.text("name_en"),
        theme=theme.text("theme"),
        starts_at=midnight(first),
        ends_at=end_of(last),
        invited_at=invited_at,
        invited_by=team,
    )
    campaign.sectors.set(Sector.objects.filter(slug__in=theme.sectors))
    return campaign


# What is over


def load_past(theme, team, chance):
    slots = slots_of(theme, chance)
    if not slots:
        return
    campaign = campaign_of(theme, team, midnight(theme.days[0]) - INVITED_BEFORE)
    joined = {slot.business_id: slot.product for slot in slots}
    for product in own_products(campaign.invited_at):
        joined.setdefault(product.business_id, product)
    for number, (business, product) in enumerate(joined.items()):
        joined_at = campaign.invited_at + timedelta(days=1 + number % 9, hours=number)
        Participation.objects.create(
            campaign=campaign,
            business_id=business,
            product=product,
            offer=None if number % 3 == 2 else past_offer(campaign, product),
            joined_at=joined_at,
        )
    keys = [slot.pk for slot in slots]
    Slot.objects.filter(pk__in=keys).update(kind=Slot.Kind.CAMPAIGN, campaign=campaign, is_open=False, reason={})
    for channel in {slot.channel_id for slot in slots}:
        wanted = sum(slot.channel_id == channel for slot in slots)
        Reservation.objects.create(campaign=campaign, channel_id=channel, slots=wanted)
    DailyCount.objects.bulk_create(counts(campaign, joined.values(), chance), ignore_conflicts=True, batch_size=2000)


def slots_of(theme, chance):
    """Open turns of the days that came to their end, of each business one."""
    first, last = theme.days
    rows = Slot.objects.filter(
        starts_at__gte=midnight(first),
        starts_at__lt=end_of(last),
        kind=Slot.Kind.OPEN,
        status__in=[Slot.Status.DONE, Slot.Status.MISSED],
        product__isnull=False,
    )
    if theme.sectors:
        rows = rows.filter(business__sector__slug__in=theme.sectors)
    rows = rows.exclude(channel__proof=Channel.Proof.AUTOMATIC).select_related("product").order_by("starts_at", "pk")
    rows = list(rows)
    chance.shuffle(rows)
    taken = {slot.business_id: slot for slot in rows}
    return sorted(list(taken.values())[:SLOTS], key=lambda slot: (slot.starts_at, slot.pk))


def own_products(before):
    return Product.objects.published().filter(business__slug=OWN, published_at__lt=before).order_by("pk")[:1]


def past_offer(campaign, product):
    price = lower(product.price)
    busy = product.offers.overlapping(campaign.starts_at, campaign.ends_at).exists()
    if busy or price >= product.price or product.published_at > campaign.starts_at:
        return None
    offer = Offer.objects.create(product=product, price=price, starts_at=campaign.starts_at, ends_at=campaign.ends_at)
    offer.history.update(history_date=campaign.invited_at)
    return offer


def lower(price):
    return max(STEP, int(price * LOWER) // STEP * STEP)


def counts(campaign, products, chance):
    """What visitors did on each day of the campaign and of as many before it."""
    for product in products:
        liking = chance.triangular(3, 16, 6)
        for number in range(-campaign.days, campaign.days):
            more = MORE_VIEWS if number >= 0 else 1
            views = round(liking * more * chance.uniform(0.6, 1.4))
            taps = sum(chance.random() < TAPS for _view in range(views))
            if views:
                day = campaign.first_day + timedelta(days=number)
                yield DailyCount(product=product, day=day, views=views, taps=taps)


# What is to come, or runs


def load_coming(theme, team, now):
    campaign = campaign_of(theme, team, now - INVITED_AGO)
    places = reserving.places_between(campaign.starts_at, campaign.ends_at, now)
    for channel, number in sorted(reserving.free_counts(campaign, places, now).items()):
        if number:
            Reservation.objects.create(campaign=campaign, channel_id=channel, slots=max(1, number // 2))
    for number, product in enumerate(joining_products()):
        business = product.business
        price = None if number % 3 == 2 or has_offer(product, campaign) else lower(product.price)
        person = Membership.objects.filter(business=business).first()
        joined_at = now - JOINED_AGO + timedelta(hours=7 * number)
        campaigns.join(campaign, business, product, price, person and person.user, joined_at)
    people = campaign_letters.unmailed(campaign, 10_000)
    InvitationMail.objects.bulk_create(
        InvitationMail(campaign=campaign, user=user, sent_at=campaign.invited_at) for user, _business in people
    )


def joining_products():
    """One product each of a few businesses that can be promoted everywhere, of many lines of business."""
    ready = promotable(Guidelines().every_rule()).exclude(business__slug=OWN).select_related("business")
    chosen = {}
    for product in ready.filter(price__gte=4 * STEP, business__memberships__isnull=False).order_by("pk"):
        chosen.setdefault(product.business_id, product)
    by_sector = {}
    for product in chosen.values():
        by_sector.setdefault(product.business.sector_id, []).append(product)
    rounds = sorted(
        (index, sector or 0, product.pk, product)
        for sector, products in by_sector.items()
        for index, product in enumerate(products)
    )
    return [row[-1] for row in rounds][:JOINING]


def has_offer(product, campaign):
    return product.offers.overlapping(campaign.starts_at, campaign.ends_at).exists()
