"""plan_slots: lay out and fill the promotion calendar some weeks ahead."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from promotions.planning import run_due


class Command(BaseCommand):
    help = "Lay out and fill the promotion calendar for the coming weeks."

    def add_arguments(self, parser):
        parser.add_argument("--weeks", type=int, default=settings.PROMOTION_HORIZON_WEEKS)

    def handle(self, *args, weeks, **options):
        if not 1 <= weeks <= 52:
            raise CommandError("--weeks must be between 1 and 52.")
        if not run_due(weeks=weeks):
            self.stdout.write("Another run is under way.")
