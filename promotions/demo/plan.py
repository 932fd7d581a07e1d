"""The demo's weekly plan, who looks after which day, and whose WhatsApp is not confirmed yet."""

from datetime import time, timedelta

from members.models import Business
from promotions.models import Channel, Rota, WeeklySlot

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
OPEN, WELCOME = WeeklySlot.Kind.OPEN, WeeklySlot.Kind.WELCOME
# So many that a member rests two weeks between two turns. Channel: its time, its weekdays, the one kept for new members
WEEK = {
    "portal": (time(0), [MON], None),
    "instagram": (time(19), [MON, WED, FRI], None),
    "instagram-story": (time(17), [TUE, SAT], None),
    "tiktok": (time(19), [SAT], None),
    "whatsapp": (time(8), [TUE, THU, SUN], SUN),
}
# business: days since its owner opened WhatsApp from the portal; None has not done so
CONFIRMED_DAYS_AGO = {"cetak-kilat-simpang": 3, "jahit-rapi-mbak-tuti": None}


def load_plan(team):
    """Two people share the week; the second one makes all the stories."""
    channels = {channel.slug: channel for channel in Channel.objects.active()}
    WeeklySlot.objects.bulk_create(
        WeeklySlot(channel=channels[slug], weekday=weekday, time=at, kind=WELCOME if weekday == welcome else OPEN)
        for slug, (at, weekdays, welcome) in WEEK.items()
        for weekday in weekdays
    )
    first, second = team
    days = [Rota(user=first if weekday <= THU else second, weekday=weekday) for weekday in range(7)]
    stories = Rota(user=second, weekday=TUE, channel=channels["instagram-story"])
    Rota.objects.bulk_create([*days, stories])


def confirm_whatsapp(now):
    for slug, days in CONFIRMED_DAYS_AGO.items():
        confirmed_at = None if days is None else now - timedelta(days=days)
        Business.objects.filter(slug=slug).update(whatsapp_confirmed_at=confirmed_at)
