"""What moderators decide about a business; of two at once one wins, the other reads who was first."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from members import letters
from members.models import Business

Status = Business.Status
REQUIRED = ["name", "sector", "regency", "whatsapp"]
NOTE_LENGTH = Business._meta.get_field("review_note").max_length


class DecidedError(Exception):
    """Somebody else was first; `words` say who, and how it stands now."""

    def __init__(self, words):
        super().__init__(words)
        self.words = words


def first_words(who, at, state):
    """The sentence for who comes second: `state` in words is how it stands since somebody's tap."""
    words = {"who": who or _("Somebody"), "state": state, "time": at and timezone.localtime(at).strftime("%H.%M")}
    if at is None:
        return _("It was changed in the meantime: it is “%(state)s” now.") % words
    return _("%(who)s was first: it is “%(state)s” since %(time)s.") % words


def missing(business):
    """What a business lacks to be approved, as labels of its fields."""
    return [
        str(capfirst(business._meta.get_field(name).verbose_name)) for name in REQUIRED if not getattr(business, name)
    ]


def approve(business, user):
    """Show the business to visitors. Raises ValidationError "incomplete"."""

    def check(fresh):
        if lacks := missing(fresh):
            words = _("Still missing: %(fields)s. Ask the owner, or help to fill it in.")
            raise ValidationError(words, code="incomplete", params={"fields": ", ".join(lacks)})

    return decide(business, user, Status.SUBMITTED, Status.ACTIVE, check=check)


def ask_for_changes(business, user, reason):
    """Give the business back to its owner, who submits it again when it is mended."""
    return decide(business, user, Status.SUBMITTED, Status.DRAFT, needed(reason))


def reject(business, user, reason):
    return decide(business, user, Status.SUBMITTED, Status.REJECTED, needed(reason))


def reconsider(business, user):
    """Put a rejected business back into the queue, without a word to its owner."""
    return decide(business, user, Status.REJECTED, Status.SUBMITTED)


def suspend(business, user, reason):
    """Take the business and its products off the portal; its people are out at their next request."""
    return decide(business, user, Status.ACTIVE, Status.SUSPENDED, needed(reason))


def restore(business, user):
    return decide(business, user, Status.SUSPENDED, Status.ACTIVE)


def needed(reason, length=NOTE_LENGTH):
    """`reason` without space around it, at most so long; ValidationError "no_reason" for none."""
    reason = reason.strip()
    if not reason:
        raise ValidationError(_("Say why."), code="no_reason")
    return reason[:length]


def decide(business, user, before, after, note="", check=lambda fresh: None):
    """Take `business` from one status to another and tell its people; returns it as it stands then.

    Raises DecidedError when it is no longer in the status `before`.
    """
    with transaction.atomic():
        fresh = Business.objects.select_for_update().get(pk=business.pk)
        if fresh.status != before:
            raise DecidedError(first_words(fresh.reviewed_by, fresh.reviewed_at, fresh.get_status_display()))
        check(fresh)
        fresh.status = after
        fresh.review_note = note
        fresh.reviewed_by = user
        fresh.reviewed_at = timezone.now()
        fresh._history_user = user
        fresh.save(update_fields=["status", "review_note", "reviewed_by", "reviewed_at", "activated_at", "updated_at"])
    if after != Status.SUBMITTED:
        letters.mail_people(fresh, lambda: letters.about_business(fresh))
    return fresh
