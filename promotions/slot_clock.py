"""What happens to slots by the clock, without anybody's tap; every change is conditional."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from members.models import Business
from promotions import queue
from promotions.guidelines import Guidelines, is_promotable
from promotions.models import Channel, Slot
from promotions.slot_life import content_digest, has_own_words, problems, record_approval, with_content

# Slots whose product or business the team has taken off the portal.
TAKEN_DOWN = Q(product__hidden_reason__gt="") | Q(product__business__status=Business.Status.SUSPENDED)


def settle(now):
    """Let past slots be what they are: automatic ones done, others missed, never done.

    Empty ones leave no trace, unless a turn was skipped there that nobody took.
    """
    automatic = Q(channel__proof=Channel.Proof.AUTOMATIC)
    begun = Slot.objects.to_do().filter(automatic, status=Slot.Status.APPROVED, starts_at__lte=now)
    for slot in begun.exclude(TAKEN_DOWN):
        go_live(slot)
    over = Slot.objects.to_do().filter(
        automatic & Q(ends_at__lte=now) | ~automatic & Q(due_at__lte=now),
    )
    empty = over.filter(business=None, kind__in=[Slot.Kind.OPEN, Slot.Kind.WELCOME])
    empty.filter(skips=None).delete()
    empty.change(status=Slot.Status.SKIPPED)
    over.change(status=Slot.Status.MISSED)


def go_live(slot):
    with transaction.atomic():
        began = Slot.objects.filter(pk=slot.pk, status=Slot.Status.APPROVED).change(
            status=Slot.Status.DONE, done_at=slot.starts_at
        )
        if began:
            queue.redraw(slot)


def take_back_void_approvals(now):
    """Return slots to the plan whose product changed after approval, or can no longer be promoted.

    Once its time has come, a slot gives way only when a moderator took its product or business off the portal: the
    post may be out already.
    """
    for slot in Slot.objects.to_do().filter(TAKEN_DOWN, starts_at__lte=now).select_related("product"):
        give_back(slot, _("%(product)s can no longer be promoted.") % {"product": slot.product}, slot.is_rotated)
    guidelines = Guidelines()
    coming = Slot.objects.to_do().filter(starts_at__gt=now, product__isnull=False)
    for slot in with_content(coming):
        if not is_promotable(slot.product, slot.channel, guidelines, slot.local_day):
            give_back(slot, _("%(product)s can no longer be promoted.") % {"product": slot.product}, slot.is_rotated)
        elif slot.status == Slot.Status.APPROVED and slot.approved_content != content_digest(slot):
            give_back(slot, _("%(product)s was changed after the approval.") % {"product": slot.product}, False)


def give_back(slot, remark, is_emptied):
    if slot.status == Slot.Status.PLANNED and not is_emptied and slot.remark == remark[:300]:
        return  # It was said before.
    changes = {"status": Slot.Status.PLANNED, "approved_at": None, "approved_by": None, "remark": remark[:300]}
    if is_emptied:
        changes |= {"business": None, "product": None, "is_chosen": False, "caption": "", "reason": {}}
    Slot.objects.filter(pk=slot.pk, status=slot.status, product=slot.product_id).change(**changes)


def approve_by_itself(now, guidelines):
    """Approve what passes every check, needs no tick and is due within the lead, each channel in the order of time."""
    soon = Slot.objects.to_do().filter(
        Q(starts_at__gt=now) | Q(ends_at__gt=now),
        status=Slot.Status.PLANNED,
        product__isnull=False,
        starts_at__lte=now + timedelta(hours=settings.PROMOTION_APPROVAL_LEAD_HOURS),
    )
    for slot in with_content(soon).order_by("starts_at", "place"):
        if not guidelines.to_tick(slot.channel) and not has_own_words(slot) and not problems(slot, guidelines):
            record_approval(slot, None, now)
