"""run_due: everything periodic. Call it every ten minutes; it may run twice at once."""

from django.core.management.base import BaseCommand

from promotions.campaign_letters import mail_invitations
from promotions.planning import run_due


class Command(BaseCommand):
    help = "Keep the promotion calendar laid out, filled, approved and measured."

    def handle(self, *args, **options):
        if not run_due():
            self.stdout.write("Another run is under way.")
        # Outside of the lease: a slow mail host keeps nobody from the calendar, and each mail is claimed by itself.
        mail_invitations()
