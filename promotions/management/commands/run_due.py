"""run_due: everything periodic. Call it every ten minutes; it may run twice at once."""

from django.core.management.base import BaseCommand

from promotions import periodic


class Command(BaseCommand):
    help = "Keep the promotion calendar laid out, filled, approved and measured, and send the mails that are due."

    def handle(self, *args, **options):
        if not periodic.run():
            self.stdout.write("Another run is under way.")
