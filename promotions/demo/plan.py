"""The demo's weekly plan, who looks after which day, and whose WhatsApp is not confirmed yet."""

from datetime import time, timedelta

from members.models import Business
from promotions.models import Channel, Rota, WeeklySlot

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
OPEN, WELCOME = WeeklySlot.Kind.OPEN, WeeklySlot.Kind.WELCOME
# Few enough that a member rests two weeks between most turns, and not a day without a post. Channel: its time, its
# weekdays, those kept for new members
WEEK = {
    "portal": (time(0), [MON], []),
    "instagram": (time(19), [MON, WED], [WED]),
    "instagram-story": (time(17), [TUE, FRI], [FRI]),
    "tiktok": (time(19), [SAT], []),
    "whatsapp": (time(8), [THU, SUN], [THU, SUN]),
}
# business: days since its owner opened WhatsApp from the portal; None has not done so
CONFIRMED_DAYS_AGO = {"cetak-kilat-simpang": 3, "jahit-rapi-mbak-tuti": None}


def load_plan(team):
    """Two people share the week; the second one makes all the stories."""
    channels = {channel.slug: channel for channel in Channel.objects.active()}
    WeeklySlot.objects.bulk_create(
        WeeklySlot(channel=channels[slug], weekday=weekday, time=at, kind=WELCOME if weekday in newcomers else OPEN)
        for slug, (at, weekdays, newcomers) in WEEK.items()
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
