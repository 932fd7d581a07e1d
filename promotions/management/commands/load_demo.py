"""load_demo: the fictional community with a year of promotions, or any number of generated businesses and products."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from catalogue.demo import community
from catalogue.demo.decisions import Decisions
from catalogue.demo.generated import generate
from members.models import Business, User
from promotions.demo.campaigns import load_campaigns
from promotions.demo.year import load_promotions
from promotions.planning import run_due


def progress_bar(rows, total):
    return tqdm(rows, total=total, disable=None, leave=False)


class Command(BaseCommand):
    help = "Load the fictional demo community into an empty database, or add generated businesses and products."

    def add_arguments(self, parser):
        parser.add_argument("--businesses", type=int, default=0, help="how many generated businesses to add")
        parser.add_argument("--products", type=int, default=0, help="how many generated products to add")
        parser.add_argument(
            "--without-photos",
            dest="photos",
            action="store_false",
            help="draw no photos; faster, but nothing can be promoted",
        )
        parser.add_argument("--if-empty", action="store_true", help="leave a database that has businesses as it is")

    def handle(self, *args, businesses, products, photos, if_empty, verbosity, **options):
        if businesses < 0 or products < 0:
            raise CommandError(_("Numbers must not be negative."))
        is_scaled = bool(businesses or products)
        if not Business.objects.exists():
            self.load_community(photos)
        elif not (is_scaled or if_empty):
            raise CommandError(_("There are businesses already; the demo community is for an empty database."))
        if User.objects.filter(email=community.SUPERUSER).exists():
            self.tell_accounts()
        if is_scaled:
            generate(businesses, products, progress_bar)
            run_due()

    def load_community(self, photos):
        now = timezone.now()
        demo = community.Community(now)
        demo.load()
        Decisions(now, demo.users[community.TEAM]).load()
        if photos:
            self.stdout.write(_("Drawing the demo's photos; this takes about a minute …"))
            demo.load_pictures(progress_bar)
        team = [demo.users[community.TEAM], demo.users[community.TEAM_MATE]]
        load_promotions(team, now)
        load_campaigns(team[0], now)

    def tell_accounts(self):
        roles = [
            (_("owner"), community.OWNER),
            (_("team"), community.TEAM),
            (_("superuser"), community.SUPERUSER),
        ]
        for role, email in roles:
            self.stdout.write(f"  {role:<12} {email}  {community.PASSWORD}")
