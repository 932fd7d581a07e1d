"""Owners ask for another time or for a pause; the team answers, once."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.models import Business
from promotions import slot_life
from promotions.models import Slot, TurnRequest
from promotions.turn_changes import check_to_come

# An approved post is prepared by then.
NOTICE = timedelta(days=1)
LONGEST_PAUSE = timedelta(days=366)
TARGETS_SHOWN = 3


class AnsweredError(Exception):
    """Somebody else was first; `request` is as it stands now."""

    def __init__(self, request):
        super().__init__(request.status)
        self.request = request

    @property
    def words(self):
        row = self.request
        who, at = (row.decided_by, row.decided_at) if row.decided_at else (row.ended_by, row.ended_at)
        words = {"who": who or _("The portal"), "status": row.get_status_display()}
        if at is None:
            return _("This request is “%(status)s” already.") % words
        words["time"] = timezone.localtime(at).strftime("%H.%M")
        return _("%(who)s was first: this request is “%(status)s” since %(time)s.") % words


def requests_of(user):
    """The requests of businesses that `user` manages."""
    return TurnRequest.objects.filter(business__in=Business.objects.managed_by(user))


# Asked by an owner


def ask_swap(slot, user, reason, until=None, now=None):
    """Ask for another time for the turn `slot`, if one likes not before the day `until`.

    Raises ValidationError "past", "short", "no_reason" or "asked", or `SettledError`.
    """
    now = now or timezone.now()
    check_to_come(slot, now)
    refuse_short_notice(slot, now)
    check_reason(reason)
    if until is not None and not slot.local_day < until <= slot.local_day + LONGEST_PAUSE:
        raise ValidationError(_("Choose a day after the turn, at most a year ahead."), code="day")
    return keep(
        TurnRequest(
            kind=TurnRequest.Kind.SWAP,
            slot=slot,
            channel=slot.channel,
            business_id=slot.business_id,
            until=until,
            reason=reason.strip(),
            made_by=user,
            made_at=now,
        )
    )


def ask_pause(business, user, reason, until, now=None):
    """Ask that `business` gets no turns until the day `until`.

    Raises ValidationError "day", "short", "no_reason" or "asked".
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    if not today < until <= today + LONGEST_PAUSE:
        raise ValidationError(_("Choose a day from tomorrow on, at most a year ahead."), code="day")
    check_reason(reason)
    approved = Slot.objects.to_do().filter(
        business=business, status=Slot.Status.APPROVED, starts_at__gt=now, starts_at__lt=now + NOTICE
    )
    for slot in approved.select_related("channel")[:1]:
        refuse_short_notice(slot, now)
    return keep(
        TurnRequest(
            kind=TurnRequest.Kind.PAUSE,
            business=business,
            until=until,
            reason=reason.strip(),
            made_by=user,
            made_at=now,
        )
    )


def refuse_short_notice(slot, now):
    if slot.status == Slot.Status.APPROVED and slot.starts_at - now < NOTICE:
        words = {
            "day": date_format(timezone.localtime(slot.starts_at), "l, j F, H.i"),
            "channel": slot.channel,
        }
        raise ValidationError(
            _("Your turn on %(channel)s (%(day)s) is approved and less than a day away. Please write to the team.")
            % words,
            code="short",
        )


def check_reason(reason):
    if not reason.strip():
        raise ValidationError(_("Say why."), code="no_reason")


def keep(request):
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError:
        asked = TurnRequest.objects.asked().filter(business=request.business_id, kind=request.kind)
        first = asked.filter(slot=request.slot_id).select_related("made_by").first()
        words = {"who": (first and first.made_by) or _("Somebody")}
        raise ValidationError(_("%(who)s has asked for this already.") % words, code="asked") from None
    return request


def end(request, user, now=None):
    """Take back a request that nobody answered yet, or end a pause at once. Raises `AnsweredError`."""
    now = now or timezone.now()
    rows = TurnRequest.objects.filter(pk=request.pk)
    ended = {"ended_at": now, "ended_by": user}
    asked = rows.filter(status=TurnRequest.Status.ASKED)
    if request.is_asked and asked.update(status=TurnRequest.Status.WITHDRAWN, **ended):
        return
    if request.is_accepted and rows.in_force(timezone.localdate(now)).update(**ended):
        return
    raise AnsweredError(rows.select_related("decided_by", "ended_by").get())


# Answered by the team


def decline(request, user, answer="", now=None):
    """Raises `AnsweredError` when somebody was first."""
    decide(request, user, now or timezone.now(), status=TurnRequest.Status.DECLINED, answer=answer.strip())


def accept_pause(request, user, answer="", now=None):
    """Keep the business out until the day asked for; its turns before it go to others, without any fault.

    Raises ValidationError "over" when that day has come, or `AnsweredError`.
    """
    now = now or timezone.now()
    if request.until <= timezone.localdate(now):
        raise ValidationError(_("The pause asked for is over already."), code="over")
    with transaction.atomic():
        decide(request, user, now, status=TurnRequest.Status.ACCEPTED, answer=answer.strip())
        coming = Slot.objects.to_do().filter(business=request.business_id, starts_at__gt=now)
        for slot in coming:
            if slot.local_day < request.until:
                set_free(slot, user)


def set_free(slot, user):
    """Empty `slot` for the rotation to fill; nobody skipped anything."""
    Slot.objects.filter(pk=slot.pk, status=slot.status, product=slot.product_id).change(
        user,
        status=Slot.Status.PLANNED,
        kind=slot.kind if slot.is_rotated else Slot.Kind.OPEN,
        business=None,
        product=None,
        is_chosen=False,
        caption="",
        reason={},
        approved_at=None,
        approved_by=None,
        remark=_("The business pauses for a while.")[:300],
    )


def accept_swap(request, user, target=None, answer="", now=None):
    """Pass over the turn without fault: it goes to the next, or is moved to the slot `target` of the same channel.

    The ticket keeps its number. Raises ValidationError "past" or why the product cannot stand at `target`,
    `SettledError` or `AnsweredError`; then nothing has changed.
    """
    now = now or timezone.now()
    slot = request.slot
    if slot is None or slot.business_id != request.business_id:
        raise ValidationError(_("This turn went to another business in the meantime."), code="given_away")
    check_to_come(slot, now)
    until = target.local_day if target else request.until
    with transaction.atomic():
        decide(
            request,
            user,
            now,
            status=TurnRequest.Status.ACCEPTED,
            answer=answer.strip(),
            until=until,
            moved_to=target,
        )
        product = slot.product
        slot_life.skip(slot, user, f"{_('The owner asks for another day')}: {request.reason}", False, now)
        if target:
            slot_life.assign(target, product, user, now)
        # Taking back this tap would leave the request accepted.
        Slot.objects.filter(pk__in=[slot.pk, target and target.pk]).update(undo={})


def decide(request, user, now, **values):
    asked = TurnRequest.objects.filter(pk=request.pk, status=TurnRequest.Status.ASKED)
    if not asked.update(decided_by=user, decided_at=now, **values):
        raise AnsweredError(TurnRequest.objects.select_related("decided_by", "ended_by").get(pk=request.pk))
    for name, value in {"decided_by": user, "decided_at": now, **values}.items():
        setattr(request, name, value)


def targets(requests, now):
    """Map the ids of swap `requests` to later slots that could take their turns; one query.

    Those are planned and not approved, so whoever stands there gets another turn by the queue.
    """
    swaps = [request for request in requests if not request.is_pause and request.slot]
    if not swaps:
        return {}
    free = Slot.objects.to_do().filter(
        status=Slot.Status.PLANNED,
        kind__in=[Slot.Kind.OPEN, Slot.Kind.WELCOME],
        channel__in={request.channel_id for request in swaps},
        starts_at__gt=now,
    )
    later = list(free.select_related("channel").order_by("starts_at", "place"))
    return {request.pk: fitting(request, later)[:TARGETS_SHOWN] for request in swaps}


def fitting(request, later):
    """Of the slots `later` one a time that comes after the turn, and not before the day wished for."""
    found = {}
    for slot in later:
        is_after = slot.starts_at > request.slot.starts_at and slot.local_day >= (request.until or slot.local_day)
        if is_after and slot.channel_id == request.channel_id and slot.business_id != request.business_id:
            found.setdefault(slot.starts_at, slot)
    return list(found.values())
