"""How often the demo's listings were seen lately: more on weekends, a little more every week, some more than others."""

import random
from datetime import timedelta

from django.utils import timezone

from catalogue.models import DailyCount, Product
from members.models import Business

SEED = 1809
DAYS = 60
GROWTH = 0.35  # from the first day to the last
WEEKDAYS = [0.85, 0.8, 0.9, 0.95, 1.1, 1.3, 1.25]
TAPS, SHARES = 0.08, 0.025  # of those who look
BATCH = 2000


def load_counts(products, now):
    """Make up the daily counts of what visitors see: of the published ones of `products`, and of their businesses."""
    rows = list(counts(products, now, random.Random(SEED)))
    DailyCount.objects.bulk_create(rows, batch_size=BATCH)


def counts(products, now, chance):
    shown = [
        product
        for product in products
        if product.status == Product.Status.PUBLISHED and product.business.status == Business.Status.ACTIVE
    ]
    businesses = dict.fromkeys(product.business for product in shown)
    for product in shown:
        yield from days_of({"product": product}, chance.triangular(1, 18, 5), product.published_at, now, chance)
    for business in businesses:
        yield from days_of({"business": business}, chance.triangular(2, 12, 4), business.activated_at, now, chance)


def days_of(subject, liking, since, now, chance):
    """A row for each day on which somebody looked; today's has only begun."""
    today = timezone.localdate(now)
    local = timezone.localtime(now)
    begun = (local.hour * 60 + local.minute) / (24 * 60)
    for ago in range(DAYS - 1, -1, -1):
        day = today - timedelta(days=ago)
        growth = 1 + GROWTH * (DAYS - ago) / DAYS
        expected = liking * growth * WEEKDAYS[day.weekday()] * (1 if ago else begun)
        views = round(expected * chance.uniform(0.6, 1.4))
        taps = sum(chance.random() < TAPS for _view in range(views))
        shares = sum(chance.random() < SHARES for _view in range(views))
        if views and day >= timezone.localdate(since):
            yield DailyCount(**subject, day=day, views=views, taps=taps, shares=shares)
