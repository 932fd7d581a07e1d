"""The community's guidelines applied: which products may be promoted on a channel, and what the others lack."""

from collections import defaultdict

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q
from django.utils import timezone

from catalogue.models import Product
from catalogue.readiness import CONDITIONS, Rule, meeting
from promotions.models import Guideline, Skip, TurnRequest

SKIPS_ALLOWED = 1


class Guidelines:
    """All guidelines in use, read once."""

    def __init__(self):
        self.rows = list(Guideline.objects.filter(is_active=True).prefetch_related("channels"))

    def for_channel(self, channel):
        return [row for row in self.rows if not row.channels.all() or channel in row.channels.all()]

    def rules(self, channel=None):
        """The checks of a product for `channel`, or those that hold for all channels."""
        rows = self.for_channel(channel) if channel else [row for row in self.rows if not row.channels.all()]
        return rules_of(rows)

    def every_rule(self):
        """The checks of a product for any channel."""
        return rules_of(self.rows)

    def to_tick(self, channel):
        return [row for row in self.for_channel(channel) if row.is_ticked]


def rules_of(rows):
    return tuple(Rule(row.check_name, row.parameter) for row in rows if row.check_name in CONDITIONS)


def out_until_edited():
    """Ids of products that were skipped twice for their own fault and not edited since."""
    return (
        Skip.objects.filter(is_products_fault=True, product__isnull=False, skipped_at__gt=F("product__updated_at"))
        .order_by()
        .values("product")
        .annotate(times=Count("pk"))
        .filter(times__gt=SKIPS_ALLOWED)
        .values("product")
    )


def promotable(rules, products=None):
    """Published products that meet `rules`."""
    products = Product.objects.published() if products is None else products
    return meeting(products, rules).exclude(pk__in=out_until_edited())


def unpaused(products, channel, day):
    """Of the queryset `products` those whose business is not out of the channel's rotation on `day` by its own wish."""
    held = TurnRequest.objects.in_force(day).filter(Q(channel=None) | Q(channel=channel))
    return products.filter(~Exists(held.filter(business=OuterRef("business"))))


def eligible_businesses(guidelines, channels, day=None):
    """Map each channel's id to the set of ids of businesses that have something to promote there and do not pause."""
    day = day or timezone.localdate()
    by_rules = defaultdict(list)
    for channel in channels:
        by_rules[guidelines.rules(channel)].append(channel)
    eligible = {}
    for rules, alike in by_rules.items():
        businesses, held = ready_and_held(rules, day)
        eligible.update({channel.pk: businesses - held[channel.pk] for channel in alike})
    return eligible


def ready_and_held(rules, day):
    """The businesses with a product that meets `rules` and no pause; by channel, those that wait there for a later day.

    One query.
    """
    pauses = TurnRequest.objects.in_force(day).filter(channel=None, business=OuterRef("business"))
    of_channel = FilteredRelation(
        "business__turn_requests",
        condition=Q(
            business__turn_requests__channel__isnull=False,
            business__turn_requests__status=TurnRequest.Status.ACCEPTED,
            business__turn_requests__ended_at=None,
            business__turn_requests__until__gt=day,
        ),
    )
    ready = promotable(rules).filter(~Exists(pauses)).annotate(hold=of_channel)
    businesses, held = set(), defaultdict(set)
    for business, channel in ready.order_by().values_list("business", "hold__channel").distinct():
        businesses.add(business)
        if channel:
            held[channel].add(business)
    return frozenset(businesses), held


def is_promotable(product, channel, guidelines, day=None):
    """Whether `product` may stand on `channel` on `day`, today if None."""
    ready = promotable(guidelines.rules(channel), Product.objects.published().filter(pk=product.pk))
    return unpaused(ready, channel, day or timezone.localdate()).exists()
