"""What a campaign brought: its slots, its offers, and how often its products were seen, against the days before."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q, Sum
from django.utils import timezone

from catalogue.models import DailyCount
from catalogue.reach import Figure
from promotions.models import Channel, Slot


@dataclass(frozen=True)
class Result:
    """Figures up to `until`, over `days` days of the campaign and as many before it."""

    days: int
    slots: int
    done: int
    channels: list[Channel]
    businesses: int
    offers: int
    views: Figure
    taps: Figure

    @property
    def is_empty(self):
        return not (self.businesses or self.done)


def result_of(campaign, business=None, now=None):
    """The `Result` of all who take part, or of `business` alone; four queries."""
    today = timezone.localdate(now or timezone.now())
    rows = campaign.participations.standing()
    slots = campaign.slots.standing().filter(product__isnull=False)
    if business:
        rows, slots = rows.filter(business=business), slots.filter(business=business)
    counts = rows.aggregate(businesses=Count("pk"), offers=Count("offer"))
    done = Q(status=Slot.Status.DONE)
    by_channel = dict(slots.order_by().values_list("channel").annotate(number=Count("pk", filter=done)))
    days = min((today - campaign.first_day).days + 1, campaign.days)
    views, taps = reached(list(rows.values_list("product", flat=True)), campaign.first_day, max(0, days))
    return Result(
        days=max(0, days),
        slots=slots.count(),
        done=sum(by_channel.values()),
        channels=list(Channel.objects.filter(pk__in=[pk for pk, number in by_channel.items() if number])),
        views=views,
        taps=taps,
        **counts,
    )


def reached(products, first_day, days):
    """The views and WhatsApp taps of `products` in `days` days from `first_day` on, and in as many before."""
    before, end = first_day - timedelta(days=days), first_day + timedelta(days=days)
    during = Q(day__gte=first_day)
    rows = DailyCount.objects.filter(product__in=products, day__gte=before, day__lt=end)
    sums = rows.aggregate(
        views_now=Sum("views", filter=during),
        views_before=Sum("views", filter=~during),
        taps_now=Sum("taps", filter=during),
        taps_before=Sum("taps", filter=~during),
    )
    return tuple(Figure(sums[f"{name}_now"] or 0, sums[f"{name}_before"] or 0) for name in ("views", "taps"))
