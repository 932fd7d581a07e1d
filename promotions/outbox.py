"""Mails that are sent once: queued with their cause, sent by the periodic job, and kept in view when that fails.

`queue` saves a mail under a key that names its cause, in the transaction of the cause: without the cause there is no
mail, and the same cause makes no second one. `deliver` claims each waiting mail by a conditional update before it
talks to the mail host, outside of any transaction and lease, so that of two runs one sends it.

A mail that the host refused, or that never reached it, waits and is tried again, at most `len(WAITS)` more times, and
stands as "not sent" then. Where nobody can tell, it is never sent again by itself: a run that died between its claim
and the host's answer, or a line that broke after the mail had gone out, leaves it as "maybe sent". The team sees both
and decides.
"""

import hashlib
import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import F
from django.utils import timezone

from promotions.models import Mail
from unk_portal import mail as mails

logger = logging.getLogger(__name__)

State = Mail.State
# After each failed try.
WAITS = [timedelta(minutes=10), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6), timedelta(days=1)]
# One mail takes seconds: who has not answered for so long is dead.
LONGEST_SENDING = timedelta(minutes=15)
KEPT = timedelta(days=90)
BATCH = 500
# What a host says before it has taken a mail.
REFUSALS = (SMTPResponseException, SMTPRecipientsRefused)
# The line broke, before or after the host took it, or the mail could not be written down.
BROKEN = (OSError, ValueError)


# Into the outbox


def queue(key, user, template, context, expires_at=None):
    """Keep a mail for `deliver`, written now in the language of `user`; a second one under the same key is ignored.

    `key` names the cause, such as "digest:2026-11-25:user7". After `expires_at` it is not sent any more. Who has no
    address is left out.
    """
    if not user.email:
        return
    letter = mails.write(user, template, context)
    mail = Mail(key=key, user=user, expires_at=expires_at, **letter._replace(subject=letter.subject[:200])._asdict())
    _save(mail)


def leave_out(key, user):
    """Note that there was nothing to write to `user` about, so that it is not looked for again."""
    _save(Mail(key=key, user=user, state=State.DROPPED))


def _save(mail):
    mail.made_at = mail.next_try_at = timezone.now()
    Mail.objects.bulk_create([mail], ignore_conflicts=True)


def known(keys):
    """Which of `keys` are settled already."""
    return set(Mail.objects.filter(key__in=keys).values_list("key", flat=True))


# Out of it


def deliver():
    """Send what waits; return how many mails went out. Several runs at once share the work."""
    give_up_the_dead(timezone.now())
    sent = 0
    for pk in list(Mail.objects.due(timezone.now()).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        mail = claim(pk)
        if mail is None:
            continue
        if not is_wanted(mail):
            settle(mail, state=State.DROPPED, text="", html="")
            continue
        # One for each mail: on a line that others have used, a break would say nothing about this one.
        connection = get_connection()
        if not reach_host(connection, mail):
            break
        sent += send(connection, mail)
        hang_up(connection)
    forget(timezone.now())
    return sent


def claim(pk):
    """The mail, if it is ours to send: of two runs at once one gets it, the other None."""
    now = timezone.now()
    waiting = Mail.objects.due(now).filter(pk=pk)
    if not waiting.update(state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1):
        return None
    return Mail.objects.select_related("user").get(pk=pk)


def is_wanted(mail):
    is_fresh = mail.expires_at is None or mail.expires_at > timezone.now()
    return is_fresh and mail.user.is_active and bool(mail.user.email)


def reach_host(connection, mail):
    """Open the connection, if it is not open; a host out of reach has surely not taken `mail`."""
    try:
        connection.open()
    except OSError as error:
        try_later(mail, error)
        return False
    return True


def send(connection, mail):
    """Whether the host took it."""
    try:
        message_of(mail, connection).send()
    except REFUSALS as error:
        try_later(mail, error)
        return False
    except BROKEN as error:
        note(mail, error, state=State.UNSURE)
        return False
    settle(mail, state=State.SENT, sent_at=timezone.now(), text="", html="", error="")
    return True


def message_of(mail, connection):
    """The same mail has the same Message-ID on every try, by which many hosts know a second copy."""
    name = hashlib.sha256(mail.key.encode()).hexdigest()[:32]
    headers = {"Message-ID": f"<{name}@{urlsplit(settings.SITE_URL).hostname}>", "Auto-Submitted": "auto-generated"}
    letter = mails.Letter(mail.subject, mail.text, mail.html)
    return mails.message(letter, mail.user.email, headers=headers, connection=connection)


def try_later(mail, error):
    if mail.attempts > len(WAITS):
        note(mail, error, state=State.FAILED)
    else:
        note(mail, error, state=State.WAITING, next_try_at=timezone.now() + WAITS[mail.attempts - 1])


def note(mail, error, **changes):
    """Log and keep the kind of `error`; its words may quote an address."""
    logger.warning("mail not sent", extra={"mail": mail.pk, "state": str(changes["state"]), "error": kind(error)})
    settle(mail, error=kind(error), **changes)


def kind(error):
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if code else type(error).__name__


def settle(mail, **changes):
    """Write what became of a claimed mail, unless somebody has decided about it in the meantime."""
    ours = Mail.objects.filter(pk=mail.pk, claimed_at=mail.claimed_at, state__in=[State.SENDING, State.UNSURE])
    ours.update(**changes)


def hang_up(connection):
    try:
        connection.close()
    except OSError as error:
        logger.warning("mail host did not say goodbye", extra={"error": kind(error)})


def give_up_the_dead(now):
    """Mails whose run died after the claim: nobody can say whether they went out."""
    dead = Mail.objects.filter(state=State.SENDING, claimed_at__lte=now - LONGEST_SENDING)
    count = dead.update(state=State.UNSURE, error="")
    if count:
        logger.warning("mails maybe sent", extra={"count": count})


def forget(now):
    Mail.objects.exclude(state__in=[State.WAITING, State.SENDING]).filter(made_at__lt=now - KEPT).delete()


# By a person's tap


def send_again(pk):
    """Let a mail that failed, or maybe did, be sent by the next run; whether it still stood so."""
    return bool(
        Mail.objects.troubled()
        .filter(pk=pk)
        .update(state=State.WAITING, attempts=0, next_try_at=timezone.now(), claimed_at=None, expires_at=None, error="")
    )


def let_go(pk):
    """Do without a mail that failed, or maybe did; whether it still stood so."""
    return bool(Mail.objects.troubled().filter(pk=pk).update(state=State.DROPPED, text="", html=""))
