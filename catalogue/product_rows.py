"""Several products of a list changed at once: price and availability in each row, and one act for those chosen."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalogue.fields import RupiahField, RupiahInput
from catalogue.models import Product
from catalogue.pricing import ended_in_words, save_priced
from unk_portal.editing import GuardedForm, digest
from unk_portal.templatetags.site import rupiah

# The rows stand outside of the form, so that each may hold forms of its own.
FORM = "perubahan"


class ProductRow(GuardedForm):
    """Price and availability of one product in a list. A row in which nothing was typed changes nothing."""

    price = RupiahField(label=gettext_lazy("Price"), required=False, widget=RupiahInput({"form": FORM}))
    seen = forms.CharField(required=False, widget=forms.HiddenInput({"form": FORM}))
    is_typed = False

    class Meta:
        model = Product
        fields = ["price", "availability"]
        widgets = {"availability": forms.Select({"class": "input", "form": FORM})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix=str(kwargs["instance"].pk), **kwargs)
        self.fields["availability"].choices = Product.Availability.choices

    def clean_price(self):
        price = self.cleaned_data["price"]
        if price is None and self.instance.status != Product.Status.DRAFT:
            raise ValidationError(_("Set a price."), code="required")
        return price

    def refuse_changed(self, seen):
        """Only a row with something new can lose what others saved."""
        typed = {name: digest(self.cleaned_data.get(name)) for name in self.stored}
        self.is_typed = any(typed[name] not in (seen.get(name), digest(self.stored[name])) for name in self.stored)
        if self.is_typed:
            super().refuse_changed(seen)
        else:
            self.cleaned_data.update({name: getattr(self.instance, name) for name in self.stored})

    def value_in_words(self, name):
        if name == "price" and self.instance.price is not None:
            return rupiah(self.instance.price)
        return super().value_in_words(name)

    def save(self, commit=True):
        """Save what was typed, if anything. Returns the offers that ended by it."""
        return save_priced(self.instance, ["price", "availability", "updated_at"]) if self.is_typed else []


class Act(NamedTuple):
    """Something to do with chosen products: `apply(product)` returns what forbids it, a sentence each."""

    name: str
    label: str | Promise
    done: Callable[[int], str]
    apply: Callable[[Product], list[str]]


def mark(availability):
    def apply(product):
        product.availability = availability
        product.save(update_fields=["availability", "updated_at"])
        return []

    return apply


def archive(product):
    product.archive()
    return []


def publish_if_complete(product):
    try:
        product.publish()
    except ValidationError as refusal:
        return refusal.messages
    return []


ACTS = [
    Act(
        "habis",
        gettext_lazy("Sold out"),
        lambda n: ngettext("%d product is marked sold out.", "%d products are marked sold out.", n) % n,
        mark(Product.Availability.SOLD_OUT),
    ),
    Act(
        "siap",
        gettext_lazy("Ready"),
        lambda n: ngettext("%d product is marked ready to send.", "%d products are marked ready to send.", n) % n,
        mark(Product.Availability.READY),
    ),
    Act(
        "arsip",
        gettext_lazy("Archive"),
        lambda n: ngettext("%d product is archived.", "%d products are archived.", n) % n,
        archive,
    ),
    Act(
        "terbit",
        gettext_lazy("Publish"),
        lambda n: ngettext("%d product is published.", "%d products are published.", n) % n,
        publish_if_complete,
    ),
]


@dataclass
class Outcome:
    """What came of a save: rows that were refused, and sentences about what was done, and what was not."""

    refused: list
    done: list
    not_done: list


def save_rows(rows, chosen, act_name):
    """Save each row that can be saved; then do the act named `act_name` with the `chosen` products.

    `rows` are `ProductRow`s, `chosen` ids of their products, which the caller's transaction has locked.
    """
    refused = [row for row in rows if not row.is_valid()]
    saved = [row for row in rows if row not in refused and row.is_typed]
    outcome = Outcome(refused, [], [])
    for row in saved:
        outcome.done += ended_in_words(row.save())
    if saved:
        n = len(saved)
        outcome.done.insert(0, ngettext("%d product saved.", "%d products saved.", n) % n)
    if refused:
        n = len(refused)
        words = ngettext("%d product is not saved yet. See below.", "%d products are not saved yet. See below.", n) % n
        outcome.not_done.append(words)
    act = next((act for act in ACTS if act.name == act_name), None)
    if act:
        ready = [row.instance for row in rows if row.instance.pk in chosen and row not in refused]
        do(act, ready, outcome, bool(chosen))
    return outcome


def do(act, products, outcome, is_chosen):
    if not is_chosen:
        outcome.not_done.append(_("Choose the products first: tap the box at each."))
    forbidden = {product: reasons for product in products if (reasons := act.apply(product))}
    if done := len(products) - len(forbidden):
        outcome.done.append(act.done(done))
    for product, reasons in forbidden.items():
        words = {"product": product, "reasons": " ".join(reasons)}
        outcome.not_done.append(_("%(product)s is not published yet. %(reasons)s") % words)
