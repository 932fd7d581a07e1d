"""Which open slots of the weekly plan a campaign takes: so many a channel, spread evenly over its period.

Only the coming weeks are laid out, so a place may be one that the plan is still to lay out. To reserve is safe to
repeat: what a campaign has stays where it is, and what it lacks is taken as the calendar goes on.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from promotions import rotation
from promotions.models import Campaign, Slot, WeeklySlot

# Slots closer than this are approved, so they are promised to somebody; a campaign's that is empty is given back then.
LEAD = timedelta(hours=settings.PROMOTION_APPROVAL_LEAD_HOURS)


@dataclass(frozen=True)
class Place:
    """A slot of the period, or one that the weekly plan will lay out there (`slot` is None)."""

    channel: int
    starts_at: datetime
    number: int
    kind: str
    slot: Slot | None = None

    @property
    def is_open(self):
        """Whether it is for whose turn it is."""
        if self.slot:
            return self.slot.is_open and self.slot.is_rotated
        return True

    def is_of(self, campaign):
        return bool(self.slot and campaign.pk and self.slot.campaign_id == campaign.pk)

    def is_free(self, now):
        """Whether a campaign may take it: an open turn that is promised to nobody."""
        if self.starts_at <= now + LEAD or self.kind != WeeklySlot.Kind.OPEN:
            return False
        return not self.slot or (self.slot.status == Slot.Status.PLANNED and not self.slot.is_chosen)


def places_between(starts_at, ends_at, now):
    """Every place of the calendar from `starts_at` to before `ends_at`, in order; three queries."""
    slots = Slot.objects.standing().filter(starts_at__gte=starts_at, starts_at__lt=ends_at)
    places = {
        (slot.channel_id, slot.starts_at, slot.place): Place(
            slot.channel_id, slot.starts_at, slot.place, slot.kind, slot
        )
        for slot in slots
    }
    for line in WeeklySlot.objects.filter(channel__is_active=True).select_related("channel"):
        for at in times_of(line, max(starts_at, now), ends_at):
            for number in range(1, line.channel.places + 1):
                places.setdefault((line.channel_id, at, number), Place(line.channel_id, at, number, line.kind))
    return sorted(places.values(), key=lambda place: (place.starts_at, place.channel, place.number))


def times_of(line, starts_at, ends_at):
    first = timezone.localdate(starts_at)
    day = first + timedelta(days=(line.weekday - first.weekday()) % 7)
    while (at := timezone.make_aware(datetime.combine(day, line.time))) < ends_at:
        if at > starts_at:
            yield at
        day += timedelta(days=7)


def by_channel(campaign, places):
    """The places of the period that are or could be the campaign's, by channel."""
    found = defaultdict(list)
    for place in places:
        is_within = campaign.starts_at <= place.starts_at < campaign.ends_at
        if is_within and (place.kind == WeeklySlot.Kind.OPEN or place.is_of(campaign)):
            found[place.channel].append(place)
    return found


def free_counts(campaign, places, now):
    """How many slots the campaign could have, by channel; its own count too."""
    return {
        channel: sum(place.is_of(campaign) or place.is_free(now) for place in found)
        for channel, found in by_channel(campaign, places).items()
    }


def still_to_take(campaign, wanted, places, now):
    """The places that `campaign` should take beside those it has, with `wanted` {channel: number}."""
    taken = []
    found = by_channel(campaign, places)
    for channel, number in wanted.items():
        taken += spread(campaign, found[channel], number, now)
    return taken


def spread(campaign, places, number, now):
    """One place for each `number`th part of the period that has none yet, near the middle of the part."""
    lacking = number - sum(place.is_of(campaign) for place in places)
    chosen = []
    for part in parts(places, number):
        if any(place.is_of(campaign) for place in part):
            continue
        free = [(abs(2 * index + 1 - len(part)), index) for index, place in enumerate(part) if place.is_free(now)]
        if free:
            chosen.append(part[min(free)[1]])
    left = [place for place in places if place.is_free(now) and not place.is_of(campaign) and place not in chosen]
    return (chosen + left)[: max(0, lacking)]


def parts(places, number):
    return [places[index * len(places) // number : (index + 1) * len(places) // number] for index in range(number)]


def wanted_by(campaign):
    return {row.channel_id: row.slots for row in campaign.reservations.all()}


def short_weeks(campaign, wanted, now):
    """The Mondays of the campaign's weeks of which over half would not be for whose turn it is."""
    first = campaign.first_day - timedelta(days=campaign.first_day.weekday())
    last = campaign.last_day + timedelta(days=7 - campaign.last_day.weekday())
    begin, end = midnight(first), midnight(last)
    places = places_between(begin, end, now)
    taken = set(still_to_take(campaign, wanted, places, now))
    others = Campaign.objects.not_over(now).overlapping(begin, end).exclude(pk=campaign.pk)
    for other in others.prefetch_related("reservations"):
        taken.update(still_to_take(other, wanted_by(other), [place for place in places if place not in taken], now))
    return rotation.weeks_short_of_open_slots(
        (timezone.localdate(place.starts_at), place.is_open and place not in taken) for place in places
    )


def midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


# In the calendar


def reserve(now):
    """Take the slots that invited campaigns want and that are laid out by now; return how many."""
    taken = 0
    for campaign in Campaign.objects.not_over(now).prefetch_related("reservations").order_by("starts_at", "pk"):
        wanted = wanted_by(campaign)
        if wanted:
            places = places_between(campaign.starts_at, campaign.ends_at, now)
            taken += take(campaign, still_to_take(campaign, wanted, places, now))
    return taken


def take(campaign, places):
    keys = [place.slot.pk for place in places if place.slot]
    free = Slot.objects.standing().filter(pk__in=keys, status=Slot.Status.PLANNED, kind=Slot.Kind.OPEN, is_chosen=False)
    return free.change(
        kind=Slot.Kind.CAMPAIGN,
        campaign=campaign,
        is_open=False,
        business=None,
        product=None,
        caption="",
        remark="",
        reason={},
    )


def give_back(slots):
    """Make slots of a campaign that nobody was promised open turns again; return how many."""
    planned = slots.filter(kind=Slot.Kind.CAMPAIGN, status=Slot.Status.PLANNED)
    return planned.change(
        kind=Slot.Kind.OPEN, campaign=None, is_open=True, business=None, product=None, caption="", remark="", reason={}
    )


def release(now):
    """Give back what stands empty shortly before its time, and all of campaigns that are no more."""
    slots = Slot.objects.standing().filter(kind=Slot.Kind.CAMPAIGN, status=Slot.Status.PLANNED)
    with transaction.atomic():
        released = give_back(slots.filter(product=None, starts_at__lte=now + LEAD))
        return released + give_back(slots.filter(starts_at__gt=now).exclude(campaign__in=Campaign.objects.invited()))


def fit(campaign, now):
    """After a change: give back what lies outside the period now, or is more than is wanted, the latest first."""
    slots = campaign.slots.standing().filter(starts_at__gt=now)
    given = give_back(slots.exclude(starts_at__gte=campaign.starts_at, starts_at__lt=campaign.ends_at))
    wanted = wanted_by(campaign)
    for channel in set(slots.order_by().values_list("channel", flat=True)):
        mine = campaign.slots.standing().filter(channel=channel)
        surplus = mine.count() - wanted.get(channel, 0)
        if surplus > 0:
            last = mine.filter(kind=Slot.Kind.CAMPAIGN, status=Slot.Status.PLANNED, starts_at__gt=now)
            keys = list(last.order_by("-starts_at", "-place").values_list("pk", flat=True)[:surplus])
            given += give_back(Slot.objects.filter(pk__in=keys))
    return given
