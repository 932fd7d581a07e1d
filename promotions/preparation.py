"""How far a product is from being promoted: which guidelines it meets, and what its owner can do about the others."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, IntegerField, Value, When
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from catalogue.models import Product
from catalogue.readiness import Rule, judged, missing
from promotions.guidelines import Guidelines, out_until_edited, promotable


@dataclass(frozen=True)
class Task:
    """One thing for an owner to do: in few words, where it is done, and the icon beside it."""

    words: str
    address: str
    sign: str


@dataclass(frozen=True)
class Preparation:
    """A product against `rules`; `is_resting` after two skips for its own fault, until it is edited."""

    rules: tuple[Rule, ...]
    missing: list[Rule]
    is_resting: bool = False

    @property
    def total(self):
        return len(self.rules)

    @property
    def met(self):
        return self.total - len(self.missing)

    @property
    def is_complete(self):
        return not self.missing and not self.is_resting

    @property
    def shoots(self):
        """One truth value a rule, those that are met first."""
        return [True] * self.met + [False] * len(self.missing)

    @property
    def advice(self):
        """What to do, a sentence each."""
        resting = (
            [_("It was skipped twice for its own fault, and rests until it is edited.")] if self.is_resting else []
        )
        return [*(rule.advice for rule in self.missing), *resting]

    @property
    def own_missing(self):
        """What is missing of the product itself, and not of its business."""
        return [rule for rule in self.missing if not rule.is_of_business]

    def only(self, rules):
        """The same seen by some of the rules, those of one channel."""
        return Preparation(tuple(rules), [rule for rule in self.missing if rule in rules], self.is_resting)


def prepared(products, rules):
    """The queryset `products` as a list, each with its `preparation`; one query for any number."""
    resting = Case(When(pk__in=out_until_edited(), then=Value(1)), default=Value(0), output_field=IntegerField())
    products = list(judged(products, rules).annotate(is_resting=resting))
    for product in products:
        product.preparation = Preparation(tuple(rules), missing(product, rules), bool(product.is_resting))
    return products


def task_of(rule, product):
    return Task(rule.task(product), rule.mended_at(product), rule.sign)


def tasks(product, missing=None):
    """A `Task` for each rule that a `prepared()` product does not meet, or for those in `missing`."""
    rules = product.preparation.missing if missing is None else missing
    found = [task_of(rule, product) for rule in rules]
    if product.preparation.is_resting:
        address = reverse("catalogue:product-edit", args=[product.pk])
        found.append(Task(_("Was skipped twice: look it over and save it"), address, "edit"))
    return found


def unprepared(products):
    """Of the queryset `products` those that miss something, or rest."""
    return products.exclude(pk__in=promotable(Guidelines().rules(), Product.objects.all()).order_by().values("pk"))


def nearest(products):
    """Of `prepared()` products the one with the least left to do; None of none."""
    return min(products, key=lambda product: (len(product.preparation.advice), product.pk), default=None)


def letter(business, channel, product=None):
    """What the team writes to an owner so that `business` gets its turns: in Indonesian, who ever sends it.

    `product` is its nearest one from `prepared()`, or None when it has none on show.
    """
    with translation.override("id"):
        words = {"business": business, "channel": channel, "product": product}
        opening = (
            _("Hello %(business)s, we are the promotion team of UMKM Naik Kelas Lampung. 🙏") % words,
            _("We would like to promote you on %(channel)s, in turn and for free.") % words,
        )
        if product is None:
            body = [_("For that, please put at least one product on the portal.")]
        else:
            body = [
                _("For that, “%(product)s” only needs this:") % words,
                *(f"• {advice}" for advice in product.preparation.advice),
                settings.SITE_URL + product.get_absolute_url(),
            ]
        closing = _("If you would like help, just answer this message. Thank you.")
    return "\n".join([" ".join(opening), "", *body, "", closing])
