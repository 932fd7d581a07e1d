"""What a person may do to a slot, from planned to done, missed or skipped; every change is conditional.

What happens by the clock alone stands in `promotions.slot_clock`, where a slot stands in `promotions.slot_places`.
"""

import hashlib
import json
from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalogue.models import Offer, Product
from members.models import User
from promotions import captions, queue
from promotions.guidelines import Guidelines, is_promotable
from promotions.models import Channel, Skip, Slot, Tick
from promotions.preparation import prepared
from promotions.slot_undo import remember

EARLIEST = timedelta(days=1)
OPEN_STATES = [Slot.Status.PLANNED, Slot.Status.APPROVED]


class SettledError(Exception):
    """Somebody else was first; `slot` is as it stands now, and had the product with id `seen` when it was tapped.

    `is_elsewhere` tells that it stood at another time then.
    """

    def __init__(self, slot, seen, is_elsewhere=False):
        super().__init__(slot.status)
        self.slot = slot
        self.is_removed = slot.withdrawn_at is not None
        self.is_elsewhere = is_elsewhere
        self.is_changed = slot.status in OPEN_STATES and (is_elsewhere or slot.product_id != seen)

    @property
    def words(self):
        who, at = self.who_and_when()
        words = {"status": self.slot.get_status_display(), "who": who or _("the portal")}
        if at is not None:
            words["time"] = timezone.localtime(at).strftime("%H.%M")
        if self.is_removed:
            return self.removed_in_words(words)
        if self.is_elsewhere and self.is_changed and at is not None:
            words["new"] = date_format(timezone.localtime(self.slot.starts_at), "l, j F, H.i")
            return _("%(who)s moved this slot at %(time)s; it stands on %(new)s now.") % words
        if self.is_changed and at is None:
            return _("This slot was changed in the meantime. Here it is as it stands now.")
        if self.is_changed:
            return _("%(who)s changed this slot at %(time)s. Here it is as it stands now.") % words
        if at is None:
            return _("This slot is “%(status)s” already.") % words
        return _("%(who)s was first: this slot is “%(status)s” since %(time)s.") % words

    def removed_in_words(self, words):
        if "time" not in words:
            return _("This slot was taken out of the calendar.")
        return _("%(who)s took this slot out of the calendar at %(time)s.") % words

    def who_and_when(self):
        slot = self.slot
        if self.is_changed or self.is_removed:
            person = User.objects.filter(pk=slot.undo.get("by")).first()
            return person, person and timezone.datetime.fromisoformat(slot.undo["at"])
        if slot.status == Slot.Status.SKIPPED:
            skip = slot.skips.first()
            return skip and skip.skipped_by, skip and skip.skipped_at
        return (slot.done_by, slot.done_at) if slot.status == Slot.Status.DONE else (slot.approved_by, slot.approved_at)


# By a person's tap


def approve(slot, user, now=None, ticked=(), guidelines=None):
    """Approve `slot` as it is shown. Raises ValidationError with all that stands against it, or `SettledError`."""
    guidelines = guidelines or Guidelines()
    to_tick = guidelines.to_tick(slot.channel)
    against = problems(slot, guidelines)
    against += [_("Not ticked: %(line)s") % {"line": line} for line in to_tick if line.pk not in ticked]
    if against:
        raise ValidationError(against)
    with transaction.atomic():
        record_approval(slot, user, now or timezone.now())
        Tick.objects.bulk_create(
            [Tick(slot=slot, guideline=line, ticked_by=user) for line in to_tick], ignore_conflicts=True
        )


def approve_all(slots, user, now=None):
    """Approve all of `slots` that pass the checks, their lines ticked by this one tap.

    Return how many were approved, and for each one left what stands against it, in sentences.
    """
    guidelines = Guidelines()
    approved, left = 0, {}
    for slot in slots:
        try:
            approve(slot, user, now, {line.pk for line in guidelines.to_tick(slot.channel)}, guidelines)
            approved += 1
        except ValidationError as refusal:
            left[slot] = refusal.messages
        except SettledError as refusal:
            left[slot] = [refusal.words]
    return approved, left


def record_approval(slot, user, now):
    changed = Slot.objects.filter(pk=slot.pk, status=Slot.Status.PLANNED, product=slot.product_id).change(
        user,
        status=Slot.Status.APPROVED,
        approved_at=now,
        approved_by=user,
        caption=slot.caption_shown,
        approved_content=content_digest(slot),
        remark="",
        updated_at=now,
    )
    if not changed and user is not None:
        raise SettledError(Slot.objects.get(pk=slot.pk), slot.product_id)


def finish(slot, user, now=None, address="", screenshot=""):
    """Record that the post is out. Raises ValidationError for what is no proof, `SettledError` if it is recorded."""
    now = now or timezone.now()
    if slot.product_id is None:
        raise ValidationError(_("Choose a product first."), code="empty")
    if slot.starts_at - now > EARLIEST:
        raise ValidationError(_("It is too early: this slot is more than a day away."), code="early")
    address = checked_address(address, slot.channel)
    is_late = now > slot.due_at
    with transaction.atomic():
        queue.lock(slot.channel_id)
        before = Slot.objects.get(pk=slot.pk)
        changed = Slot.objects.filter(
            pk=slot.pk, status__in=[*OPEN_STATES, Slot.Status.MISSED], product=slot.product_id, withdrawn_at=None
        )
        try:
            with transaction.atomic():
                is_first = changed.change(
                    user,
                    status=Slot.Status.DONE,
                    done_at=now,
                    done_by=user,
                    is_late=is_late,
                    proof_address=address,
                    proof_image=screenshot,
                    caption=slot.caption_shown,
                    updated_at=now,
                )
        except IntegrityError:
            raise ValidationError(_("This address proves another slot already."), code="used") from None
        if not is_first:
            raise SettledError(before, slot.product_id)
        tickets = queue.redraw(slot)
        remember(slot, user, now, before, tickets)


def approve_and_finish(slot, user, now=None, ticked=(), address="", screenshot=""):
    """Record a post; a slot that was not approved yet is approved in the same step, unless something is against it."""
    with transaction.atomic():
        if slot.status == Slot.Status.PLANNED:
            # What is out is out: the record tells it, approved or not.
            with suppress(ValidationError, SettledError):
                approve(slot, user, now, ticked)
        finish(slot, user, now, address, screenshot)


def skip(slot, user, reason, is_products_fault, now=None):
    """Pass over a turn. The slot is free again while there is time, else it stays skipped."""
    now = now or timezone.now()
    if slot.product_id is None:
        raise ValidationError(_("No product stands there yet."), code="empty")
    if not reason.strip():
        raise ValidationError(_("Say why."), code="no_reason")
    with transaction.atomic():
        queue.lock(slot.channel_id)
        before = Slot.objects.get(pk=slot.pk)
        changes = {"approved_at": None, "approved_by": None, "caption": "", "remark": reason[:300], "updated_at": now}
        if slot.starts_at > now:
            changes |= {"status": Slot.Status.PLANNED, "business": None, "product": None, "reason": {}}
            is_pinned = slot.kind == Slot.Kind.PINNED
            changes |= {"is_chosen": False, "kind": Slot.Kind.OPEN if is_pinned else slot.kind}
        else:
            changes |= {"status": Slot.Status.SKIPPED}
        changed = Slot.objects.filter(pk=slot.pk, status__in=OPEN_STATES, product=slot.product_id).change(
            user, **changes
        )
        if not changed:
            raise SettledError(before, slot.product_id)
        row = Skip.objects.create(
            slot=slot,
            business_id=slot.business_id,
            product_id=slot.product_id,
            reason=reason[:300],
            is_products_fault=is_products_fault,
            skipped_by=user,
            skipped_at=now,
        )
        remember(slot, user, now, before, [], skip=row.pk)


def assign(slot, product, user, now=None):
    """Put `product` there by hand. The same business keeps its turn; another makes the slot pinned."""
    now = now or timezone.now()
    if not is_promotable(product, slot.channel, Guidelines(), slot.local_day):
        raise ValidationError(_("%(product)s cannot be promoted there yet.") % {"product": product}, code="not_ready")
    is_same = slot.is_rotated and product.business_id == slot.business_id
    with transaction.atomic():
        before = Slot.objects.get(pk=slot.pk)
        changed = Slot.objects.filter(pk=slot.pk, status__in=OPEN_STATES, product=slot.product_id).change(
            user,
            product=product,
            is_chosen=True,
            business=product.business_id,
            kind=slot.kind if is_same else Slot.Kind.PINNED,
            is_open=slot.is_open and is_same,
            reason=slot.reason if is_same else {},
            caption="",
            status=Slot.Status.PLANNED,
            approved_at=None,
            approved_by=None,
            updated_at=now,
        )
        if not changed:
            raise SettledError(before, slot.product_id)
        remember(slot, user, now, before, [])


def reassign(slot, assignee, user):
    """Give the work to somebody else of the team, or to all with None."""
    if not Slot.objects.filter(pk=slot.pk, status__in=[*OPEN_STATES, Slot.Status.MISSED]).change(
        user, assignee=assignee
    ):
        raise SettledError(Slot.objects.get(pk=slot.pk), slot.product_id)


def rewrite(slot, caption, user):
    """Give the post other words, or with "" those of the listing; an approval of the old ones is taken back.

    Raises ValidationError "caption" for what the platform does not allow.
    """
    caption = caption.strip()
    if caption and (against := captions.problems(caption, slot.channel.limits(slot.local_day))):
        raise ValidationError(against, code="caption")
    open_slot = Slot.objects.filter(pk=slot.pk, status__in=OPEN_STATES, product=slot.product_id, caption=slot.caption)
    if not open_slot.change(user, caption=caption, status=Slot.Status.PLANNED, approved_at=None, approved_by=None):
        raise SettledError(Slot.objects.get(pk=slot.pk), slot.product_id)


# What an approval is bound to


def with_content(slots):
    """Load all that makes the words and pictures of a post: four queries for any number of slots."""
    return slots.select_related("channel", "product__business__regency", "product__category").prefetch_related(
        "channel__platform_limits",
        "product__photos",
        Prefetch("product__offers", Offer.objects.running(), to_attr="running_offers"),
    )


def content_digest(slot):
    """A digest of all that the approver saw: caption, product, price and photos."""
    product = slot.product
    seen = [
        slot.caption_shown,
        product.pk,
        product.name,
        product.price,
        [photo.image.name for photo in product.photos.all()],
    ]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def is_confirmed(slot):
    """Whether the owner found good what `slot` shows now. Needs `with_content()` when somebody ever did."""
    return bool(slot.confirmed_at) and slot.confirmed_content == content_digest(slot)


def has_own_words(slot):
    """Whether the words are the owner's, so that somebody of the team reads them before they go out."""
    return slot.has_own_words and is_confirmed(slot)


def problems(slot, guidelines):
    """What stands against approving `slot`, in sentences."""
    if slot.product is None:
        return [_("No product stands there yet.")]
    found = lacking([slot.product], guidelines.rules(slot.channel)).get(slot.product_id, [])
    return found + captions.problems(slot.caption_shown, slot.channel.limits(slot.local_day))


def lacking(products, rules):
    """Map the ids of `products` to what keeps each from being promoted, in sentences; one query."""
    found = {}
    rows = Product.objects.filter(pk__in=[product.pk for product in products]).select_related("business")
    for product in prepared(rows, rules):
        hidden = [] if product.is_public else [_("Visitors cannot see this product now.")]
        found[product.pk] = hidden + product.preparation.advice
    return found


def checked_address(address, channel):
    """The address that proves a post on `channel`, without query; "" where none is asked for."""
    if channel.proof != Channel.Proof.ADDRESS:
        return ""
    address = address.strip()
    if not address:
        raise ValidationError(_("Paste the address of the post."), code="no_address")
    parts = urlsplit(address if "//" in address else f"https://{address}")
    host = (parts.hostname or "").lower()
    if not (host == channel.host or host.endswith(f".{channel.host}")) or len(parts.path.strip("/")) < 2:
        raise ValidationError(
            _("The address must be of a post at %(host)s.") % {"host": channel.host}, code="wrong_host"
        )
    return f"https://{host.removeprefix('www.').removeprefix('m.')}{parts.path.rstrip('/')}/"
