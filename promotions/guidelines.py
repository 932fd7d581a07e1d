"""The community's guidelines applied: which products may be promoted on a channel, and what the others lack."""

from collections import defaultdict

from django.db.models import Count, F

from catalogue.models import Product
from catalogue.readiness import CONDITIONS, Rule, meeting
from promotions.models import Guideline, Skip

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


def eligible_businesses(guidelines, channels):
    """Map each channel's id to the set of ids of businesses that have something to promote there."""
    by_rules = defaultdict(list)
    for channel in channels:
        by_rules[guidelines.rules(channel)].append(channel)
    eligible = {}
    for rules, alike in by_rules.items():
        businesses = frozenset(promotable(rules).order_by().values_list("business", flat=True).distinct())
        eligible.update({channel.pk: businesses for channel in alike})
    return eligible


def is_promotable(product, channel, guidelines):
    return promotable(guidelines.rules(channel), Product.objects.published().filter(pk=product.pk)).exists()
