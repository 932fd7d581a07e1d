"""Rows of the promotion calendar, one valid row each."""

from datetime import timedelta

from django.utils import timezone

from promotions.models import Campaign, Channel, Participation, Reservation, Slot, TurnRequest, WeeklySlot
from promotions.models.slot import grace
from promotions.reserving import midnight
from tests.factories import make_business, make_photo, make_product

DESCRIPTION = "Pisang kepok muda dari Pesawaran diiris tipis, digoreng dua kali, lalu dilumuri cokelat selagi hangat."


def channel(slug="instagram"):
    return Channel.objects.get(slug=slug)


def make_ready_product(business=None, **fields):
    """A product that meets every guideline, of a business whose WhatsApp is confirmed."""
    business = business or make_business(whatsapp_confirmed_at=timezone.now())
    fields.setdefault("description", DESCRIPTION)
    product = make_product(business=business, **fields)
    make_photo(product)
    return product


def make_weekly_slot(slug="instagram", weekday=0, time="19:00", **fields):
    return WeeklySlot.objects.create(channel=channel(slug), weekday=weekday, time=time, **fields)


def make_slot(product=None, slug="instagram", starts_at=None, **fields):
    """A planned slot tomorrow, of a ready product; pass `product=False` for an empty one."""
    if product is None:
        product = make_ready_product()
    starts_at = starts_at or timezone.now() + timedelta(days=1)
    on = channel(slug)
    fields.setdefault("due_at", starts_at + grace())
    if on.duration:
        fields.setdefault("ends_at", starts_at + on.duration)
    if product:
        fields.setdefault("business", product.business)
        fields["product"] = product
    return Slot.objects.create(channel=on, starts_at=starts_at, **fields)


def make_portal_slot(product, starts_at=None, **fields):
    """A slot of the portal that went live an hour ago and stays a week."""
    starts_at = starts_at or timezone.now() - timedelta(hours=1)
    fields.setdefault("status", Slot.Status.APPROVED)
    return make_slot(product, "portal", starts_at, **fields)


def make_pause(business, days=14, **fields):
    """A pause until in two weeks, that the owner asked for and nobody has answered."""
    fields.setdefault("until", timezone.localdate() + timedelta(days=days))
    fields.setdefault("reason", "Stok habis sampai panen.")
    fields.setdefault("made_by", business.memberships.first() and business.memberships.first().user)
    return TurnRequest.objects.create(business=business, kind="pause", **fields)


def make_swap(slot, **fields):
    """A wish for another time for the turn of `slot`, not answered."""
    fields.setdefault("reason", "Kami di luar kota.")
    return TurnRequest.objects.create(business=slot.business, kind="swap", slot=slot, channel=slot.channel, **fields)


def make_campaign(begins_in=10, days=5, slots=None, **fields):
    """A campaign of whole days that members are invited to; `begins_in` days, `slots` {channel's slug: how many}.

    Pass `invited_at=None` for a draft.
    """
    first = timezone.localdate() + timedelta(days=begins_in)
    fields.setdefault("name_id", "Harbolnas 12.12")
    fields.setdefault("name_en", "Online shopping day 12.12")
    fields.setdefault("theme", "Lima hari harga khusus.")
    fields.setdefault("starts_at", midnight(first))
    fields.setdefault("ends_at", midnight(first + timedelta(days=days)))
    fields.setdefault("invited_at", timezone.now() - timedelta(days=1))
    sectors = fields.pop("sectors", [])
    campaign = Campaign.objects.create(**fields)
    campaign.sectors.set(sectors)
    for slug, number in (slots or {}).items():
        Reservation.objects.create(campaign=campaign, channel=channel(slug), slots=number)
    return campaign


def make_participation(campaign=None, product=None, **fields):
    """A business takes part with a ready product and no offer."""
    product = product or make_ready_product()
    return Participation.objects.create(
        campaign=campaign or make_campaign(), business=product.business, product=product, **fields
    )
