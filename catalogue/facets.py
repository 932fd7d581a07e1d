"""The choices beside a list of products, each with the number of products it would leave."""

from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.functional import cached_property
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from catalogue.filters import ON_OFFER, ProductFilter
from catalogue.models import Offer, Product
from members.models import Licence
from members.models.licence import in_force
from unk_portal.templatetags.site import rupiah

FIRST_SHOWN = 6
PRICE_PRESETS = [(None, 25_000), (25_000, 50_000), (50_000, 100_000), (100_000, None)]


@dataclass
class Option:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass
class PricePreset:
    low: int | None
    high: int | None
    is_chosen: bool

    @property
    def label(self):
        if self.low is None:
            return format_lazy(_("Up to {price}"), price=rupiah(self.high))
        if self.high is None:
            return format_lazy(_("From {price}"), price=rupiah(self.low))
        return f"{rupiah(self.low)}–{rupiah(self.high).removeprefix('Rp')}"


@dataclass
class Facet:
    name: str
    label: str
    options: list[Option] = field(default_factory=list)

    @property
    def first(self):
        """The options to show at once: the chosen ones and the most frequent."""
        return [option for index, option in enumerate(self.options) if index < FIRST_SHOWN or option.is_chosen]

    @property
    def rest(self):
        return [option for index, option in enumerate(self.options) if index >= FIRST_SHOWN and not option.is_chosen]


class Facets:
    """The facets of `filters`, a bound or unbound ProductFilter; each counts what the other choices leave."""

    def __init__(self, filters: ProductFilter):
        self.filters = filters
        filters.form.is_valid()
        self.category_counts = self.counts("kategori", "category")
        self.availability_counts = self.counts("ketersediaan", "availability")
        self.all = [
            facet
            for facet in [
                self.categories(),
                self.regions(),
                self.sectors(),
                self.availability(),
                self.licences(),
                self.offers(),
            ]
            if facet.options
        ]

    def counts(self, name, column):
        rows = self.filters.except_for(name).order_by().values_list(column).annotate(Count("pk"))
        return dict(rows)

    @cached_property
    def total(self):
        """How many products meet every choice, from counts already made where they tell."""
        for name, counts in [("kategori", self.category_counts), ("ketersediaan", self.availability_counts)]:
            if not self.filters.chosen(name):
                return sum(counts.values())
        return self.filters.qs.count()

    def facet(self, name, labels_and_counts):
        chosen = self.filters.chosen(name)
        options = [
            Option(value, label, count, value in chosen)
            for value, label, count in labels_and_counts
            if count or value in chosen
        ]
        return Facet(name, self.filters.form.fields[name].label, options)

    def categories(self):
        """The upper level; below a chosen category its own children."""
        chosen = set(self.filters.chosen("kategori"))
        rows = []
        for top in [category for category in self.filters.categories if not category.parent_id]:
            children = [category for category in self.filters.categories if category.parent_id == top.pk]
            own = self.category_counts.get(top.pk, 0)
            rows.append((top.slug, top.name, own + sum(self.category_counts.get(child.pk, 0) for child in children)))
            if top.slug in chosen or any(child.slug in chosen for child in children):
                rows += [(child.slug, f"– {child.name}", self.category_counts.get(child.pk, 0)) for child in children]
        return self.facet("kategori", rows)

    def regions(self):
        counts = self.counts("wilayah", "business__regency")
        rows = [(regency.slug, regency.short_name, counts.get(regency.pk, 0)) for regency in self.filters.regencies]
        return self.facet("wilayah", sorted(rows, key=lambda row: -row[2]))

    def sectors(self):
        counts = self.counts("sektor", "business__sector")
        return self.facet("sektor", [(row.slug, row.name, counts.get(row.pk, 0)) for row in self.filters.sectors])

    def availability(self):
        counts = self.availability_counts
        return self.facet(
            "ketersediaan",
            [(value, capfirst(label), counts.get(value, 0)) for value, label in Product.Availability.choices],
        )

    def licences(self):
        rows = (
            self.filters.except_for("izin")
            .filter(in_force("business__licences__"))
            .order_by()
            .values_list("business__licences__kind")
            .annotate(Count("pk", distinct=True))
        )
        counts = dict(rows)
        return self.facet("izin", [(value, label, counts.get(value, 0)) for value, label in Licence.Kind.choices])

    def offers(self):
        count = self.filters.except_for("promo").filter(pk__in=Offer.objects.running().values("product")).count()
        return self.facet("promo", [(ON_OFFER, _("On offer"), count)])

    def price_presets(self):
        chosen = [next(iter(self.filters.chosen(name)), None) for name in ("harga_min", "harga_maks")]
        for low, high in PRICE_PRESETS:
            is_chosen = chosen == [None if bound is None else str(bound) for bound in (low, high)]
            yield PricePreset(low, high, is_chosen)

    def active(self):
        """The choices made, as pairs of a label and the query word and value to take away."""
        for facet in self.all:
            for option in facet.options:
                if option.is_chosen:
                    yield option.label.removeprefix("– "), facet.name, option.value
        for name, words in [("harga_min", _("From {price}")), ("harga_maks", _("Up to {price}"))]:
            for value in self.filters.chosen(name):
                yield format_lazy(words, price=rupiah(int(value))), name, self.filters.data[name]
