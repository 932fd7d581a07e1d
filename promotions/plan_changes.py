"""What a change of the weekly plan or of the rota does to the slots that are laid out already."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from promotions import planning
from promotions.lease import lease
from promotions.models import Channel, Slot, WeeklySlot
from promotions.models.slot import grace

# A slot withdrawn closer to its time than this still counts as due, so that nobody improves a score by tidying up.
COUNTED = timedelta(days=7)
# What a team can keep up: offered to one that has no plan yet, as channel, weekdays, time, weekdays for newcomers.
# Of 21 places a week five welcome new members: enough for a community that takes in 150 a year.
EXAMPLE = [
    ("instagram", [0, 2, 4], time(19), [4]),
    ("instagram-story", [1, 3, 5], time(12), [3]),
    ("tiktok", [1, 5], time(19), [5]),
    ("whatsapp", [0, 1, 2, 3, 4, 5, 6], time(8), [2, 6]),
    ("portal", [0], time(0), []),
]


class BusyError(Exception):
    """The calendar is being computed at this moment."""


@contextmanager
def changing_plan():
    """Hold the calendar still while the plan changes, then let it follow; raises BusyError while it is computed."""
    with lease("promotions") as held:
        if not held:
            raise BusyError
        with transaction.atomic():
            yield
    planning.run_due()


def example_lines():
    """The example as unsaved lines, for the channels in use."""
    channels = {channel.slug: channel for channel in Channel.objects.active()}
    for slug, weekdays, at, newcomers in EXAMPLE:
        if slug in channels:
            for weekday in weekdays:
                kind = WeeklySlot.Kind.WELCOME if weekday in newcomers else WeeklySlot.Kind.OPEN
                yield WeeklySlot(channel=channels[slug], weekday=weekday, time=at, kind=kind)


def coming_slots(line, now):
    """The slots laid out from a line of the plan whose time has not come."""
    slots = Slot.objects.standing().filter(channel=line.channel_id, starts_at__gt=now).order_by("starts_at", "place")
    return [slot for slot in slots if stands_at(slot, line.weekday, line.time)]


def stands_at(slot, weekday, at):
    local = timezone.localtime(slot.starts_at)
    return local.weekday() == weekday and local.time() == at


@dataclass(frozen=True)
class Removal:
    """What taking a line out of the plan does: slots that go, some of them counted as due, and slots that stay."""

    withdrawn: list[Slot]
    counted: list[Slot]
    kept: list[Slot]


def removal(line, now):
    """Planned turns of the rotation go; what was approved or put there by hand stays."""
    slots = coming_slots(line, now)
    gone = [slot for slot in slots if slot.status == Slot.Status.PLANNED and slot.is_rotated]
    counted = [slot for slot in gone if slot.starts_at - now <= COUNTED]
    return Removal(gone, counted, [slot for slot in slots if slot not in gone])


def remove(line, now):
    """Take `line` out of the plan and its planned slots out of the calendar; return what happened to them."""
    outcome = removal(line, now)
    still_planned = Slot.objects.filter(status=Slot.Status.PLANNED)
    counted = {slot.pk for slot in outcome.counted}
    still_planned.filter(pk__in=counted).update(withdrawn_at=now, updated_at=now)
    still_planned.filter(pk__in={slot.pk for slot in outcome.withdrawn} - counted).delete()
    line.delete()
    return outcome


def move(line, weekday, at, now):
    """Let the coming slots follow `line` to its new `weekday` and time; return how many did.

    A slot stays where it is when its new time is past, or taken by a slot set by hand.
    """
    slots = coming_slots(line, now)
    taken = set(
        Slot.objects.standing().filter(channel=line.channel_id, starts_at__gt=now).values_list("starts_at", "place")
    )
    moved = []
    for slot in slots:
        day = slot.local_day + timedelta(days=weekday - line.weekday)
        starts_at = timezone.make_aware(datetime.combine(day, at))
        if starts_at > now and (starts_at, slot.place) not in taken:
            slot.ends_at = slot.ends_at and slot.ends_at + (starts_at - slot.starts_at)
            slot.starts_at, slot.due_at, slot.updated_at = starts_at, starts_at + grace(), now
            moved.append(slot)
    Slot.objects.bulk_update(moved, ["starts_at", "ends_at", "due_at", "updated_at"], batch_size=500)
    return len(moved)


def change_kind(line, kind, now):
    """Let the planned turns of `line` be open ones, or welcome new members first."""
    planned = [slot.pk for slot in coming_slots(line, now) if slot.status == Slot.Status.PLANNED and slot.is_rotated]
    Slot.objects.filter(pk__in=planned, status=Slot.Status.PLANNED).update(kind=kind, updated_at=now)
