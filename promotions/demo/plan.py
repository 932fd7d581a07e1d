"""The demo's weekly plan, who looks after which day, and whose WhatsApp is not confirmed yet."""

from datetime import time, timedelta

from members.models import Business
from promotions.models import Channel, Rota, WeeklySlot

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
OPEN, WELCOME = WeeklySlot.Kind.OPEN, WeeklySlot.Kind.WELCOME
# channel: its time, its weekdays, the one kept for new members
WEEK = {
    "portal": (time(0), [MON], None),
    "instagram": (time(19), [MON, WED, FRI], None),
    "instagram-story": (time(12), [TUE, THU, SAT], None),
    "tiktok": (time(19), [TUE, SAT], SAT),
    "whatsapp": (time(8), range(7), SUN),
}
# business: days since its owner opened WhatsApp from the portal; None has not done so
CONFIRMED_DAYS_AGO = {"cetak-kilat-simpang": 3, "jahit-rapi-mbak-tuti": None}


def load_plan(team):
    """Two people share the week; the second one makes all the videos."""
    channels = {channel.slug: channel for channel in Channel.objects.active()}
    WeeklySlot.objects.bulk_create(
        WeeklySlot(channel=channels[slug], weekday=weekday, time=at, kind=WELCOME if weekday == welcome else OPEN)
        for slug, (at, weekdays, welcome) in WEEK.items()
        for weekday in weekdays
    )
    first, second = team
    days = [Rota(user=first if weekday <= THU else second, weekday=weekday) for weekday in range(7)]
    videos = Rota(user=second, weekday=TUE, channel=channels["tiktok"])
    Rota.objects.bulk_create([*days, videos])


def confirm_whatsapp(now):
    for slug, days in CONFIRMED_DAYS_AGO.items():
        confirmed_at = None if days is None else now - timedelta(days=days)
        Business.objects.filter(slug=slug).update(whatsapp_confirmed_at=confirmed_at)
