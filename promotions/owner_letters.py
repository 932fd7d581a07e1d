"""Tells the people of a business of its turn: two days before it, and two days after it was done.

`tell(now)` notes who must be told, one row for each slot, person and kind, and sends what waits. It may run at any
time and twice at once: a row is made once, and claimed by one of them. A claim that was never settled, because the
process died while it sent, is not sent again; the person reads it on the dashboard.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from catalogue.models import Product
from members import letters
from members.letters import Letter
from members.models import Business, Membership
from promotions.models import Slot, TurnLetter
from promotions.step_words import days_away
from promotions.turn_results import results
from unk_portal import mail

logger = logging.getLogger(__name__)

BEFORE = timedelta(days=2)
# Nearer to the turn it would come too late to change anything; the dashboard says it.
TOO_LATE = timedelta(days=1)
AFTER = timedelta(days=2)
# After a longer standstill it is no news any more.
NO_NEWS = timedelta(days=5)


def tell(now=None):
    now = now or timezone.now()
    note(now)
    send_waiting(now)


# Who must be told


def about_to_come(now):
    """Slots whose turn comes in two days, and may still be looked over."""
    return Slot.objects.to_do().filter(
        STANDS_GOOD, channel__is_active=True, starts_at__gt=now + TOO_LATE, starts_at__lte=now + BEFORE
    )


def done_lately(now):
    return Slot.objects.standing().filter(
        STANDS_GOOD, status=Slot.Status.DONE, done_at__gt=now - NO_NEWS, done_at__lte=now - AFTER
    )


STANDS_GOOD = Q(
    business__status=Business.Status.ACTIVE,
    product__status=Product.Status.PUBLISHED,
    product__hidden_reason="",
)
DUE = {TurnLetter.Kind.SOON: about_to_come, TurnLetter.Kind.AFTER: done_lately}


def note(now):
    """Make the rows that are missing; three queries and one for each kind that has something new."""
    for kind, due in DUE.items():
        slots = dict(due(now).order_by().values_list("pk", "business"))
        people = Membership.objects.filter(business__in=set(slots.values()), user__is_active=True)
        users = {}
        for membership in people.select_related("user"):
            users.setdefault(membership.business_id, []).append(membership.user)
        told = set(TurnLetter.objects.filter(kind=kind, slot__in=slots).values_list("slot", "user"))
        rows = [
            TurnLetter(slot_id=slot, user=user, kind=kind, state=state_for(user), made_at=now)
            for slot, business in slots.items()
            for user in users.get(business, ())
            if (slot, user.pk) not in told
        ]
        TurnLetter.objects.bulk_create(rows, ignore_conflicts=True)


def state_for(user):
    if not user.email:
        return TurnLetter.State.BY_HAND
    return TurnLetter.State.WAITING if user.wants_turn_mails else TurnLetter.State.UNWANTED


# Telling them


def send_waiting(now):
    """Send what waits and is still true; what is not goes, so that the same may be told when it comes true again."""
    for kind, due in DUE.items():
        waiting = TurnLetter.objects.filter(kind=kind, state=TurnLetter.State.WAITING)
        waiting.exclude(slot__in=due(now)).delete()
        for letter in waiting.select_related("user", *OF_SLOT).order_by("pk"):
            send(letter, now)


OF_SLOT = ["slot__channel", "slot__product", "slot__business"]


def send(letter, now):
    """Send `letter` if nobody else does. A mail host that does not answer is asked again by the next run."""
    claim = TurnLetter.objects.filter(pk=letter.pk, state=TurnLetter.State.WAITING, slot__in=DUE[letter.kind](now))
    is_member = Membership.objects.filter(business=letter.slot.business_id, user=letter.user_id).exists()
    if not is_member or not letter.user.is_active:
        claim.delete()
        return
    if not letter.user.wants_turn_mails:
        claim.update(state=TurnLetter.State.UNWANTED)
        return
    if not claim.update(state=TurnLetter.State.SENDING):
        return
    claimed = TurnLetter.objects.filter(pk=letter.pk)
    with translation.override(letter.user.language):
        words = words_of(letter, now)
    try:
        is_sent = mail.send(letter.user, "mail/letter", {"letter": words})
    except OSError:
        logger.exception("letter not sent", extra={"slot": letter.slot_id})
        claimed.update(state=TurnLetter.State.WAITING)
    else:
        state = TurnLetter.State.SENT if is_sent else TurnLetter.State.BY_HAND
        claimed.update(state=state, sent_at=now if is_sent else None)


def words_of(letter, now):
    """The `Letter` in the language of the moment."""
    return before_turn(letter.slot, now) if letter.kind == TurnLetter.Kind.SOON else after_turn(letter.slot, now)


def before_turn(slot, now):
    at = timezone.localtime(slot.starts_at)
    words = {
        "product": slot.product,
        "channel": slot.channel,
        "day": date_format(at, "l, j F"),
        "time": date_format(at, "H.i"),
        "when": days_away((slot.local_day - timezone.localdate(now)).days),
    }
    return Letter(
        _("Your turn comes %(when)s: %(product)s") % words,
        [
            _("%(product)s is promoted on %(channel)s on %(day)s at %(time)s, %(when)s.") % words,
            _("Look at the pictures and the words as they will be posted. If all is well, one tap is enough."),
        ],
        "",
        closing(),
        turn_path(slot),
        _("See pictures and words"),
    )


def after_turn(slot, now):
    words = {
        "product": slot.product,
        "channel": slot.channel,
        "day": date_format(timezone.localtime(slot.done_at), "l, j F"),
    }
    sentences = [
        _("%(product)s was promoted on %(channel)s on %(day)s. Thank you for being part of it!") % words,
        brought(results([slot], timezone.localdate(now))[slot.pk].week),
    ]
    if slot.proof_address:
        sentences.append(_("The post: %(address)s") % {"address": slot.proof_address})
    subject = _("%(product)s was promoted") % words
    return Letter(subject, sentences, "", closing(), turn_path(slot), _("See what it brought"))


def brought(week):
    """The sums of a `Result` in a sentence."""
    if not any(week.values()):
        return _("Share the post with your own customers: that helps most in the first days.")
    return (
        _("Since then its page was seen %(views)s times, WhatsApp opened %(taps)s times, and shared %(shares)s times.")
        % week
    )


def closing():
    address = f"{settings.SITE_URL}{reverse('members:account')}"
    return _("You can switch these mails off in your account: %(address)s") % {"address": address}


def turn_path(slot):
    return reverse("promotions:turn", args=[slot.pk])


# For the team


def by_hand(now):
    """A ready WhatsApp letter for each coming turn of which somebody without e-mail must be told."""
    rows = TurnLetter.objects.filter(
        kind=TurnLetter.Kind.SOON, state=TurnLetter.State.BY_HAND, slot__in=about_to_come(now)
    ).select_related(*OF_SLOT)
    slots = {row.slot_id: row.slot for row in rows.order_by("slot__starts_at")}
    return [letters.ready(slot.business, lambda slot=slot: for_chat(slot, now)) for slot in slots.values()]


def for_chat(slot, now):
    letter = before_turn(slot, now)
    return Letter(
        letter.subject,
        letter.sentences,
        "",
        _("If something should change, just answer this message."),
        letter.path,
        letter.action,
    )
