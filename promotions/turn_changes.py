"""What an owner may do about a turn of their own business: find it good, give it other words or another product.

A confirmation holds for what was seen. When caption, product, price or photos change it says nothing any more; the
rows need no cleaning up.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.models import Business
from promotions import slot_life
from promotions.models import Slot
from promotions.slot_life import OPEN_STATES, SettledError, content_digest, is_confirmed


def slots_of(user):
    """The slots of businesses that `user` manages; owners' pages reach a turn only through here."""
    return Slot.objects.standing().filter(business__in=Business.objects.managed_by(user), product__isnull=False)


def check_to_come(slot, now):
    """Raise ValidationError "past" once the time of `slot` has come, `SettledError` when it is settled."""
    if slot.status not in OPEN_STATES:
        raise SettledError(slot, slot.product_id)
    if slot.starts_at <= now:
        day = date_format(timezone.localtime(slot.starts_at), "l, j F, H.i")
        raise ValidationError(_("The time of this turn has come: %(day)s.") % {"day": day}, code="past")


def confirm(slot, user, now=None, has_own_words=False):
    """Note that `user` found good what they saw of `slot`. Whether it was not noted yet.

    Raises ValidationError "past", or `SettledError`.
    """
    now = now or timezone.now()
    check_to_come(slot, now)
    if is_confirmed(slot):
        return False
    changed = Slot.objects.filter(
        pk=slot.pk, status__in=OPEN_STATES, product=slot.product_id, caption=slot.caption, withdrawn_at=None
    ).change(
        user,
        confirmed_at=now,
        confirmed_by=user,
        confirmed_content=content_digest(slot),
        has_own_words=has_own_words,
    )
    if not changed:
        raise SettledError(Slot.objects.get(pk=slot.pk), slot.product_id)
    return True


def improve(slot, caption, user, now=None):
    """Give the post the owner's words, or with "" those of the listing; an approval of the old ones is taken back."""
    now = now or timezone.now()
    check_to_come(slot, now)
    with transaction.atomic():
        slot_life.rewrite(slot, caption, user)
        fresh = slot_life.with_content(Slot.objects.all()).get(pk=slot.pk)
        confirm(fresh, user, now, has_own_words=bool(fresh.caption))


def choose(slot, product, user, now=None):
    """Let another product of the same business stand there; the turn stays whose it is."""
    check_to_come(slot, now or timezone.now())
    if product.business_id != slot.business_id:
        raise ValidationError(_("Choose one of your own products."), code="not_own")
    slot_life.assign(slot, product, user, now)
