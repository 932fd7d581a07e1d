"""What a visitor may ask of a list: the query words, their meaning, and what to say about words that mean nothing."""

import re

import django_filters
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalogue.fields import RupiahField
from catalogue.models import Category, Offer, Product
from catalogue.models.product import MAX_PRICE
from members.models import Business, Licence, Regency, Sector

# What other sites append to links that are shared there; no visitor typed it.
TRACKING = re.compile(r"utm_.+|fbclid|gclid|igshid|igsh|ttclid|dari")

NEWEST, CHEAPEST, DEAREST, BY_NAME = "baru", "termurah", "termahal", "nama"
SORTINGS = {
    NEWEST: (gettext_lazy("Newest"), ["-published_at", "-pk"]),
    CHEAPEST: (gettext_lazy("Lowest price"), ["price", "pk"]),
    DEAREST: (gettext_lazy("Highest price"), ["-price", "-pk"]),
    BY_NAME: (gettext_lazy("Name A–Z"), ["name", "pk"]),
}
ON_OFFER = "ya"


class RupiahFilter(django_filters.Filter):
    field_class = RupiahField


class ListFilter(django_filters.FilterSet):
    """A filter set that leaves out what it cannot read and says so."""

    page_word = "hal"

    def notes(self):
        """One sentence for each query word that was left out."""
        known = {*self.filters, self.page_word}
        for name in self.data:
            if name not in known and not TRACKING.fullmatch(name):
                yield _("We do not know the filter “%(name)s”, so it was left out.") % {"name": name[:40]}
        for name in self.form.errors:
            label = self.form.fields[name].label
            yield _("What stands under “%(label)s” is not valid, so it was left out.") % {"label": label}

    def chosen(self, name):
        """The valid values of the filter `name`, as a list of texts."""
        value = self.form.cleaned_data.get(name) if self.is_bound else None
        if value in (None, "", []):
            return []
        return [str(each) for each in value] if isinstance(value, list) else [str(value)]

    def filter_words(self, queryset, name, value):
        """Every word stands somewhere in the name."""
        for word in value.split():
            queryset = queryset.filter(name__icontains=word)
        return queryset

    def except_for(self, name):
        """The rows that meet every filter but `name`."""
        queryset = self.queryset.all()
        for other, value in self.form.cleaned_data.items():
            if other != name:
                queryset = self.filters[other].filter(queryset, value)
        return queryset


class ProductFilter(ListFilter):
    q = django_filters.CharFilter(method="filter_words", label=gettext_lazy("Search"), max_length=200)
    kategori = django_filters.MultipleChoiceFilter(method="filter_category", label=gettext_lazy("Category"))
    wilayah = django_filters.MultipleChoiceFilter(
        "business__regency__slug", label=pgettext_lazy("facet", "Region"), distinct=False
    )
    sektor = django_filters.MultipleChoiceFilter("business__sector__slug", label=gettext_lazy("Sector"), distinct=False)
    harga_min = RupiahFilter(
        method="filter_lowest", label=gettext_lazy("Lowest price"), min_value=0, max_value=MAX_PRICE
    )
    harga_maks = RupiahFilter(
        method="filter_highest", label=gettext_lazy("Highest price"), min_value=0, max_value=MAX_PRICE
    )
    ketersediaan = django_filters.MultipleChoiceFilter(
        "availability", label=gettext_lazy("Availability"), choices=Product.Availability.choices, distinct=False
    )
    izin = django_filters.MultipleChoiceFilter(
        method="filter_licence", label=gettext_lazy("Checked licence"), choices=Licence.Kind.choices
    )
    promo = django_filters.ChoiceFilter(
        method="filter_offer", label=gettext_lazy("Offer"), choices=[(ON_OFFER, gettext_lazy("On offer"))]
    )
    urut = django_filters.ChoiceFilter(
        method="filter_order",
        label=gettext_lazy("Sort"),
        choices=[(key, words) for key, (words, _) in SORTINGS.items()],
    )

    class Meta:
        model = Product
        fields: list[str] = []

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        self.categories = list(Category.objects.all())
        self.sectors = list(Sector.objects.all())
        self.regencies = list(Regency.objects.all())
        for name, rows in [("kategori", self.categories), ("sektor", self.sectors), ("wilayah", self.regencies)]:
            self.filters[name].extra["choices"] = [(row.slug, str(row)) for row in rows]

    def filter_category(self, queryset, name, slugs):
        """A category of the upper level stands for all below it."""
        if not slugs:
            return queryset
        chosen = {category.pk for category in self.categories if category.slug in slugs}
        below = {category.pk for category in self.categories if category.parent_id in chosen}
        return queryset.filter(category__in=chosen | below)

    def filter_lowest(self, queryset, name, value):
        return queryset.filter(self.price_now(gte=value))

    def filter_highest(self, queryset, name, value):
        return queryset.filter(self.price_now(lte=value))

    def filter_licence(self, queryset, name, kinds):
        if not kinds:
            return queryset
        for kind in kinds:
            holders = Licence.objects.in_force().filter(kind=kind).values("business")
            queryset = queryset.filter(business__in=holders)
        return queryset

    def filter_offer(self, queryset, name, value):
        return queryset.filter(pk__in=Offer.objects.running().values("product"))

    def filter_order(self, queryset, name, value):
        return queryset.order_by(*SORTINGS[value][1])

    @staticmethod
    def price_now(**limit):
        """Whether the price in force, of the running offer or else the product's own, is within `limit`."""
        ((bound, value),) = limit.items()
        offers = Offer.objects.running()
        return Q(**{f"price__{bound}": value}) & ~Q(pk__in=offers.values("product")) | Q(
            pk__in=offers.filter(**{f"price__{bound}": value}).values("product")
        )


class BusinessFilter(ListFilter):
    q = django_filters.CharFilter(method="filter_words", label=gettext_lazy("Search"), max_length=200)
    sektor = django_filters.ChoiceFilter("sector__slug", label=gettext_lazy("Sector"))
    wilayah = django_filters.ChoiceFilter("regency__slug", label=pgettext_lazy("facet", "Region"))

    class Meta:
        model = Business
        fields: list[str] = []

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        self.sectors = list(Sector.objects.all())
        self.regencies = list(Regency.objects.all())
        for name, rows in [("sektor", self.sectors), ("wilayah", self.regencies)]:
            self.filters[name].extra["choices"] = [(row.slug, str(row)) for row in rows]
