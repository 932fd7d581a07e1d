"""Where a slot stands in the calendar, changed by hand: moved, added, removed, and kept from the rotation."""

from contextlib import contextmanager
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promotions import queue
from promotions.models import Slot, WeeklySlot
from promotions.models.slot import grace
from promotions.plan_changes import COUNTED
from promotions.planning import Assignees
from promotions.slot_life import OPEN_STATES, SettledError
from promotions.slot_undo import remember

FARTHEST = timedelta(days=366)


def still_counts(slot, now):
    """Whether the score still counts the time of `slot` as due when it is moved away or removed at `now`.

    A gap that nobody could fill would not have counted either.
    """
    return slot.starts_at - now <= COUNTED and not is_mere_gap(slot)


def is_mere_gap(slot):
    """Whether it is empty because no business was ready, and not because somebody's turn was skipped."""
    return slot.business_id is None and slot.is_rotated and not slot.skips.exists()


def move(slot, starts_at, user, now=None, is_pinned=False):
    """Let `slot` stand at `starts_at`, in a free place of its channel; with `is_pinned` its product goes along surely.

    Its old time stays free, and counts as due when it was less than seven days away. An approval stands unless the
    platform's limits differ. Raises ValidationError "same", "past", "far", "off" or "taken", or `SettledError`.
    """
    now = now or timezone.now()
    if starts_at == slot.starts_at:
        raise ValidationError(_("It stands at this time already."), code="same")
    check_time(slot.channel, starts_at, now)
    with transaction.atomic():
        queue.lock(slot.channel_id)
        before = Slot.objects.get(pk=slot.pk)
        changes = {
            "starts_at": starts_at,
            "ends_at": slot.ends_at and slot.ends_at + (starts_at - slot.starts_at),
            "due_at": starts_at + grace(),
            "place": free_place(slot.channel, starts_at, slot),
            "assignee": by_rota(slot, starts_at),
            "updated_at": now,
        }
        if is_pinned and slot.is_rotated and slot.product_id:
            changes |= {"kind": Slot.Kind.PINNED, "is_open": False}
        if slot.status == Slot.Status.APPROVED and limits_differ(slot, starts_at):
            changes |= {"status": Slot.Status.PLANNED, "approved_at": None, "approved_by": None}
            changes |= {"remark": _("Other limits of the platform hold on the new day.")}
        change(as_seen(slot), slot, user, changes)
        freed = keep_free(before, now)
        remember(slot, user, now, before, [], freed=freed.pk)


def add(channel, starts_at, user, now=None):
    """Make a slot outside the weekly plan, empty and for whose turn it is. Raises ValidationError as `move` does."""
    now = now or timezone.now()
    check_time(channel, starts_at, now)
    with transaction.atomic():
        queue.lock(channel.pk)
        place = free_place(channel, starts_at)
        with refusing_taken(channel, starts_at):
            slot = Slot.objects.create(
                channel=channel,
                starts_at=starts_at,
                ends_at=starts_at + channel.duration if channel.duration else None,
                due_at=starts_at + grace(),
                place=place,
                assignee_id=None if channel.is_automatic else Assignees().on(starts_at, channel.pk),
            )
        Slot.objects.filter(pk=slot.pk).update(
            undo={"by": user.pk, "at": now.isoformat(), "is_added": True, "skip": None}
        )
    return slot


def remove(slot, user, now=None):
    """Take `slot` out of the calendar; the weekly plan does not bring it back. The business keeps its ticket."""
    now = now or timezone.now()
    with transaction.atomic():
        queue.lock(slot.channel_id)
        changes = {"withdrawn_at": now, "is_kept_free": True, "updated_at": now, "status": status_when_gone(slot)}
        changes["undo"] = {"by": user.pk, "at": now.isoformat(), "skip": None}
        change(as_seen(slot), slot, user, changes)


def pin(slot, user):
    """Keep the product of `slot` there: the rotation leaves it alone."""
    if slot.product_id is None:
        raise ValidationError(_("Choose a product first."), code="empty")
    if slot.is_rotated:
        change(as_seen(slot), slot, user, {"kind": Slot.Kind.PINNED, "is_open": False})


def unpin(slot, user):
    """Give `slot` back to the rotation; while it is approved, its product stays."""
    if slot.kind == Slot.Kind.PINNED:
        change(as_seen(slot), slot, user, {"kind": planned_kind(slot), "is_open": True, "reason": {}})


def planned_kind(slot):
    """What the weekly plan says of the time of `slot`; open where it says nothing."""
    local = timezone.localtime(slot.starts_at)
    lines = WeeklySlot.objects.filter(channel=slot.channel_id, weekday=local.weekday(), time=local.time())
    return lines.values_list("kind", flat=True).first() or WeeklySlot.Kind.OPEN


def as_seen(slot):
    """The row of `slot`, if it is still open and stands as the person saw it."""
    return Slot.objects.standing().filter(
        pk=slot.pk, status__in=OPEN_STATES, product=slot.product_id, starts_at=slot.starts_at
    )


def change(rows, slot, user, values):
    with refusing_taken(slot.channel, values.get("starts_at")):
        changed = rows.change(user, **values)
    if not changed:
        now_there = Slot.objects.get(pk=slot.pk)
        raise SettledError(now_there, slot.product_id, is_elsewhere=now_there.starts_at != slot.starts_at)


def check_time(channel, starts_at, now):
    if not channel.is_active:
        raise ValidationError(_("%(channel)s is switched off.") % {"channel": channel}, code="off")
    if starts_at <= now:
        raise ValidationError(_("This time is past already."), code="past")
    if starts_at - now > FARTHEST:
        raise ValidationError(_("Plan at most one year ahead."), code="far")


def free_place(channel, starts_at, slot=None):
    """A place of `channel` that nothing stands on at `starts_at`, that of `slot` first. Raises ValidationError "taken".

    Where slots last for days, they must not overlap on one place.
    """
    others = Slot.objects.standing().filter(channel=channel)
    if slot is not None:
        others = others.exclude(pk=slot.pk)
    if channel.duration:
        others = others.filter(starts_at__lt=starts_at + channel.duration, ends_at__gt=starts_at)
    else:
        others = others.filter(starts_at=starts_at)
    taken = set(others.values_list("place", flat=True))
    places = [slot.place] if slot is not None else []
    places += range(1, channel.places + 1)
    for place in places:
        if place not in taken:
            return place
    raise taken_error(channel, starts_at)


def taken_error(channel, starts_at):
    words = ngettext(
        "%(channel)s has a slot at that time already (%(when)s).",
        "All %(places)d places of %(channel)s are taken at that time (%(when)s).",
        channel.places,
    )
    when = date_format(timezone.localtime(starts_at), "l, j F, H.i")
    return ValidationError(words % {"channel": channel, "places": channel.places, "when": when}, code="taken")


@contextmanager
def refusing_taken(channel, starts_at):
    """Say in words when another slot took the place at this very moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise taken_error(channel, starts_at) from None


def keep_free(before, now):
    """Leave a withdrawn slot where `before` stood, for the score to count and the weekly plan to see."""
    return Slot.objects.create(
        channel=before.channel,
        starts_at=before.starts_at,
        ends_at=before.ends_at,
        due_at=before.due_at,
        place=before.place,
        kind=before.kind,
        is_open=before.is_open,
        business=before.business,
        product=before.product,
        campaign=before.campaign,
        status=Slot.Status.PLANNED if before.product_id else status_when_gone(before),
        withdrawn_at=now,
        is_kept_free=True,
    )


def status_when_gone(slot):
    """A turn that was skipped and that nobody took is still a skipped one."""
    is_skipped = slot.business_id is None and slot.skips.exists()
    return Slot.Status.SKIPPED if is_skipped else slot.status


def by_rota(slot, starts_at):
    """Who posts it at its new time: whom the rota names, unless it was given to somebody by hand."""
    assignees = Assignees()
    if slot.channel.is_automatic or slot.assignee_id != assignees.on(slot.starts_at, slot.channel_id):
        return slot.assignee_id
    return assignees.on(starts_at, slot.channel_id)


def limits_differ(slot, starts_at):
    return slot.channel.limits(slot.local_day) != slot.channel.limits(timezone.localdate(starts_at))
