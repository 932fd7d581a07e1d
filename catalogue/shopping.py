"""The shopping list. It lives in an address, as pairs of product and quantity; the portal stores nothing."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import Product
from members.models import Business

MAX_LINES = 30
MAX_QUANTITY = 999
PAIR = re.compile(r"([1-9][0-9]{0,17}):([1-9][0-9]{0,8})")


def read_pairs(texts):
    """Quantities by product key from pairs such as "12:3", duplicates summed, and notes on what was left out."""
    pairs = [PAIR.fullmatch(text) for text in texts]
    wanted = Counter()
    for pair in filter(None, pairs):
        wanted[int(pair[1])] += int(pair[2])
    kept = {pk: min(quantity, MAX_QUANTITY) for pk, quantity in islice(wanted.items(), MAX_LINES)}
    notes = []
    if unreadable := pairs.count(None):
        words = ngettext(
            "%(count)d entry could not be read and was left out.",
            "%(count)d entries could not be read and were left out.",
            unreadable,
        )
        notes.append(words % {"count": unreadable})
    if len(wanted) > len(kept):
        notes.append(_("A list holds at most %(count)d products. The rest was left out.") % {"count": MAX_LINES})
    if any(wanted[pk] > quantity for pk, quantity in kept.items()):
        notes.append(_("A list holds at most %(count)d of one product. More was left out.") % {"count": MAX_QUANTITY})
    return kept, notes


def list_query(quantities):
    """The part of an address that `read_pairs` understands: "p=12:3&p=5:1"."""
    return urlencode([("p", f"{pk}:{quantity}") for pk, quantity in quantities.items()], safe=":")


def list_path(quantities):
    path = reverse("catalogue:shopping-list")
    return f"{path}?{list_query(quantities)}" if quantities else path


@dataclass(frozen=True)
class Line:
    """So many of one product; `product` is None when it is no longer offered."""

    shopping_list: "ShoppingList"
    pk: int
    quantity: int
    product: Product | None

    @property
    def is_orderable(self):
        return bool(self.product) and self.product.availability != Product.Availability.SOLD_OUT

    @property
    def is_below_minimum(self):
        return self.quantity < self.product.minimum_order

    @property
    def sum(self):
        return self.product.current_price * self.quantity

    @property
    def path_with_one_less(self):
        return self.shopping_list.path_with(self.pk, self.quantity - 1) if self.quantity > 1 else None

    @property
    def path_with_one_more(self):
        return self.shopping_list.path_with(self.pk, self.quantity + 1) if self.quantity < MAX_QUANTITY else None

    @property
    def path_without(self):
        return self.shopping_list.path_with(self.pk, 0)


@dataclass(frozen=True)
class Order:
    """What a list holds of one seller."""

    business: Business
    lines: list[Line]

    @cached_property
    def orderable(self):
        return [line for line in self.lines if line.is_orderable]

    @property
    def query(self):
        return list_query({line.pk: line.quantity for line in self.orderable})

    @property
    def total(self):
        return sum(line.sum for line in self.orderable)


class ShoppingList:
    """The products behind `quantities`, at the prices in force, by seller, in the order in which they were added."""

    def __init__(self, quantities):
        self.quantities = quantities
        products = Product.objects.published().for_cards().in_bulk(quantities)
        self.lines = [Line(self, pk, quantity, products.get(pk)) for pk, quantity in quantities.items()]

    @cached_property
    def orders(self):
        lines_of = {}
        for line in self.lines:
            if line.product:
                lines_of.setdefault(line.product.business, []).append(line)
        return [Order(business, lines) for business, lines in lines_of.items()]

    @property
    def vanished(self):
        return [line for line in self.lines if not line.product]

    @property
    def total(self):
        return sum(order.total for order in self.orders)

    def order_from(self, business):
        """What this list holds of `business`, or None when nothing of it can be ordered."""
        return next((order for order in self.orders if order.business == business and order.orderable), None)

    def path_with(self, pk, quantity):
        """The address of this list with so many of one product, and without it when there is none left."""
        changed = self.quantities | {pk: quantity}
        return list_path({pk: quantity for pk, quantity in changed.items() if quantity})
