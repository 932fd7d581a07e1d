"""The tickets in the database: what a draw and a done slot change in them. `promotions.rotation` has the rules."""

from django.conf import settings
from django.db.models import F, Max
from django.utils import timezone

from catalogue.models import Product
from promotions import rotation
from promotions.guidelines import Guidelines, promotable, unpaused
from promotions.models import Channel, Ticket

RULES = rotation.Rules(passes=settings.PROMOTION_PASSES, cooldown=settings.PROMOTION_COOLDOWN_DAYS)


def next_number(channel):
    return (Ticket.objects.filter(channel=channel).aggregate(Max("number"))["number__max"] or 0) + 1


def lock(channel):
    """Hold back other changes to the channel's tickets until the transaction ends."""
    Channel.objects.select_for_update().get(pk=channel)


def redraw(slot):
    """Move the business of a slot that is done to the end of its queue; return what the tickets were before.

    The rows returned are (business, number, drawn_on, passed, is_new), for `restore`. Needs a transaction.
    """
    lock(slot.channel_id)
    own = Ticket.objects.filter(channel=slot.channel_id, business=slot.business_id).first()
    before = ahead_of(own) if own else []
    queue = rotation.Queue(
        [rotation.Ticket(*row[:2], drawn_on=row[2], passed=row[3], is_new=row[4]) for row in before],
        eligible_among(before, slot.channel),
        RULES,
        next_number(slot.channel_id),
    )
    day = slot.local_day
    changed = queue.done(slot.business_id, day, slot.is_open and slot.is_rotated)
    for ticket in changed:
        Ticket.objects.update_or_create(
            channel=slot.channel,
            business_id=ticket.business,
            defaults={
                "number": ticket.number,
                "drawn_on": ticket.drawn_on,
                "passed": ticket.passed,
                "is_new": ticket.is_new,
            },
        )
    moved = {ticket.business for ticket in changed}
    return [row for row in before if row[0] in moved]


def ahead_of(own):
    """The tickets up to and with `own`, as tuples in order of their numbers."""
    return list(
        Ticket.objects.filter(channel=own.channel_id, number__lte=own.number)
        .order_by("number")
        .values_list("business", "number", "drawn_on", "passed", "is_new")
    )


def eligible_among(rows, channel):
    products = Product.objects.published().filter(business__in=[row[0] for row in rows])
    ready = unpaused(promotable(Guidelines().rules(channel), products), channel, timezone.localdate())
    return set(ready.order_by().values_list("business", flat=True))


def restore(channel, drawn_by, rows):
    """Take the `redraw` of business `drawn_by` back; what other slots did to the tickets since stays."""
    lock(channel)
    for business, number, drawn_on, passed, is_new in rows:
        ticket = Ticket.objects.filter(channel=channel, business=business)
        if business == drawn_by:
            ticket.update(number=number, drawn_on=drawn_on, passed=passed, is_new=is_new)
        else:
            ticket.filter(number=number, passed__gt=0).update(passed=F("passed") - 1)
