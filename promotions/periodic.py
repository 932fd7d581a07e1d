"""Everything periodic, in order: the calendar under its lease, then mails into the outbox, then out of it."""

from django.utils import timezone

from promotions import outbox, owner_letters, planning, reminders
from promotions.campaign_letters import mail_invitations


def run():
    """Do what has come due. Safe to repeat and to run twice at once; returns False when another run plans already.

    While mails are sent, neither a lease nor a transaction is held.
    """
    has_planned = planning.run_due()
    reminders.queue(timezone.now())
    outbox.deliver()
    owner_letters.tell()
    mail_invitations()
    return has_planned
