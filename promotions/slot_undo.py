"""What a person's last tap on a slot changed, to take it back within a minute."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from promotions import queue
from promotions.models import Skip, Slot

UNDO_SECONDS = 60
UNDONE = [
    "status",
    "business_id",
    "product_id",
    "is_chosen",
    "kind",
    "is_open",
    "reason",
    "caption",
    "remark",
    "is_late",
]
TIMES = ["starts_at", "ends_at", "due_at"]


def remember(slot, user, now, before, tickets, skip=None, freed=None):
    """Keep what `undo` needs. `freed` is the id of the slot that keeps its old time free, if it was moved."""
    was = {name: getattr(before, name) for name in UNDONE}
    if freed:
        was |= {"place": before.place, "assignee_id": before.assignee_id}
        was |= {name: (at := getattr(before, name)) and at.isoformat() for name in TIMES}
    was["approved_by_id"] = before.approved_by_id
    was["approved_at"] = before.approved_at and before.approved_at.isoformat()
    rows = [[*row[:2], row[2].isoformat(), *row[3:]] for row in tickets]
    memory = {"by": user.pk, "at": now.isoformat(), "slot": was, "tickets": rows, "skip": skip, "freed": freed}
    Slot.objects.filter(pk=slot.pk).update(undo=memory)


def can_undo(slot, user, now=None):
    now = now or timezone.now()
    return (
        slot.undo.get("by") == user.pk
        and (now - timezone.datetime.fromisoformat(slot.undo["at"])).total_seconds() <= UNDO_SECONDS
    )


def undo(slot, user, now=None):
    """Take back one's own last tap on `slot`, within a minute. Raises ValidationError "too_late" or "taken"."""
    with transaction.atomic():
        queue.lock(slot.channel_id)
        slot = Slot.objects.select_for_update().get(pk=slot.pk)
        if not slot.undo or not can_undo(slot, user, now):
            raise ValidationError(_("A tap can be taken back for one minute only."), code="too_late")
        if slot.undo.get("is_added"):
            slot.delete()
            return
        try:
            with transaction.atomic():
                Slot.objects.filter(pk=slot.pk).change(
                    user, **as_it_was(slot), undo={}, done_at=None, done_by=None, proof_address="", proof_image=""
                )
        except IntegrityError:
            raise ValidationError(_("Its old place is taken by now."), code="taken") from None
        Skip.objects.filter(pk=slot.undo["skip"]).delete()
        Slot.objects.filter(pk=slot.undo.get("freed")).delete()
        queue.restore(
            slot.channel_id,
            slot.business_id,
            [
                (row[0], row[1], timezone.datetime.fromisoformat(row[2]).date(), *row[3:])
                for row in slot.undo["tickets"]
            ],
        )


def as_it_was(slot):
    was = dict(slot.undo["slot"])
    for name in ["approved_at", *TIMES]:
        if was.get(name):
            was[name] = timezone.datetime.fromisoformat(was[name])
    return was
