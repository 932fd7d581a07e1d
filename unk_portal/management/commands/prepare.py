"""Everything an installation needs before it serves, but for its static files."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from unk_portal.translations import CatalogueError, compile_catalogues


class Command(BaseCommand):
    help = "Bring translations, database and promotion calendar up to date."

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="load the demo community when the database is empty")

    def handle(self, *args, demo, **options):
        try:
            compile_catalogues()
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        call_command("migrate", interactive=False, verbosity=0)
        if demo:
            call_command("load_demo", if_empty=True, stdout=self.stdout)
        # Mails leave by the periodic job alone.
        call_command("plan_slots", stdout=self.stdout)
