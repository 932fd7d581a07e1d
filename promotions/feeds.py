"""Private calendars by RFC 5545: the posts that a person looks after, and the turns of a business."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Business
from promotions import ical
from promotions.access import is_team
from promotions.agenda import half_grace
from promotions.models import Channel, Skip, Slot

PAST, AHEAD = timedelta(weeks=2), timedelta(weeks=5)
# What making a post takes; a calendar needs an end.
WORK = timedelta(minutes=30)
STATUSES = {
    Slot.Status.PLANNED: ical.TENTATIVE,
    Slot.Status.APPROVED: ical.CONFIRMED,
    Slot.Status.DONE: ical.CONFIRMED,
    Slot.Status.MISSED: ical.CONFIRMED,
    Slot.Status.SKIPPED: ical.CANCELLED,
}


def is_open_to(feed):
    """Whether the person may still see what `feed` holds."""
    if not feed.user.is_active:
        return False
    if feed.business_id is None:
        return is_team(feed.user)
    return feeding(feed.user).filter(pk=feed.business_id).exists()


def feeding(user):
    """The businesses whose turns `user` may have a calendar of."""
    return Business.objects.owned_by(user).exclude(status=Business.Status.SUSPENDED).order_by("name", "pk")


def as_calendar(feed, now=None):
    """The bytes of the calendar, in the language of the moment; the same as long as nothing in it changes."""
    now = now or timezone.now()
    if feed.business is None:
        return ical.calendar(_("Promotion team"), team_events(feed.user, now))
    return ical.calendar(_("Turns of %(business)s") % {"business": feed.business}, turns(feed.business, now))


def slots_around(now):
    slots = Slot.objects.filter(starts_at__gte=now - PAST, starts_at__lte=now + AHEAD)
    return slots.select_related("channel", "product__business").order_by("starts_at", "pk")


# The team's


def team_events(user, now):
    """What is for `user` or the whole team to post; at half the grace an undone post becomes everybody's."""
    awaited = Q(status__in=[Slot.Status.PLANNED, Slot.Status.APPROVED], starts_at__lt=now)
    slots = slots_around(now).exclude(channel__proof=Channel.Proof.AUTOMATIC)
    for slot in slots.filter(Q(assignee=user) | Q(assignee=None) | awaited):
        is_everybodys = slot.assignee_id is None or now >= half_grace(slot)
        if slot.assignee_id == user.pk or is_everybodys:
            yield team_event(slot, is_everybodys)


def team_event(slot, is_everybodys):
    what = _("%(product)s (%(business)s)") % vars_of(slot) if slot.product else _("no product yet")
    whose = _("For the whole team: whoever sees it first posts it.") if is_everybodys else _("Yours to post.")
    return ical.event(
        uid=f"slot-{slot.pk}@{ical.host()}",
        starts_at=slot.starts_at,
        ends_at=slot.starts_at + WORK,
        summary=f"{slot.channel}: {what}",
        description="\n".join([as_sentence(slot), whose]),
        url=settings.SITE_URL + reverse("promotions:slot", args=[slot.pk]),
        status=ical.CANCELLED if slot.withdrawn_at else STATUSES[slot.status],
        changed_at=slot.updated_at,
    )


# An owner's


def turns(business, now):
    """The turns of `business`, those that were skipped as called off."""
    skips = Prefetch("skips", Skip.objects.filter(business=business))
    slots = slots_around(now).filter(Q(business=business) | Q(skips__business=business)).distinct()
    for slot in slots.prefetch_related(skips):
        yield turn(slot, business)


def turn(slot, business):
    is_its_own = slot.business_id == business.pk
    skip = None if is_its_own else slot.skips.all()[0]
    product = slot.product if is_its_own else skip.product
    is_off = slot.withdrawn_at or not is_its_own
    return ical.event(
        uid=f"turn-{slot.pk}-{business.pk}@{ical.host()}",
        starts_at=slot.starts_at,
        ends_at=slot.ends_at or slot.starts_at + WORK,
        summary=f"{slot.channel}: {product or business}",
        description=_("This turn was skipped.") if is_off else as_sentence(slot),
        url=settings.SITE_URL + reverse("promotions:dashboard"),
        status=ical.CANCELLED if is_off else STATUSES[slot.status],
        changed_at=slot.updated_at if is_its_own else max(slot.updated_at, skip.skipped_at),
    )


# Words


def as_sentence(slot):
    match slot.status:
        case Slot.Status.PLANNED:
            return _("Planned, not approved yet.")
        case Slot.Status.APPROVED:
            return _("Approved.")
        case Slot.Status.DONE:
            return _("It is out.")
        case Slot.Status.MISSED:
            return _("Missed so far; a late post still counts.")
    return _("This turn was skipped.")


def vars_of(slot):
    return {"product": slot.product, "business": slot.product.business}
