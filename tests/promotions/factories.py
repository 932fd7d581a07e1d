"""Rows of the promotion calendar, one valid row each."""

from datetime import timedelta

from django.utils import timezone

from promotions.models import Channel, Slot, TurnRequest, WeeklySlot
from promotions.models.slot import grace
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
