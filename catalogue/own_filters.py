"""What an owner may ask of the list of their own products."""

import django_filters
from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Q, Value, When
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy

from catalogue.filters import NEWEST, SORTINGS, ListFilter
from catalogue.models import Product


class OwnProductFilter(ListFilter):
    """Archived products stand last."""

    class Status(models.TextChoices):
        PUBLISHED = "terbit", gettext_lazy("Published")
        DRAFT = "draf", gettext_lazy("Drafts")
        ARCHIVED = "arsip", gettext_lazy("Archived")
        HIDDEN = "disembunyikan", gettext_lazy("Hidden")
        UNPREPARED = "perlu-dilengkapi", gettext_lazy("To complete")

    SORTINGS = SORTINGS | {NEWEST: (gettext_lazy("Newest"), ["-pk"])}

    q = django_filters.CharFilter(method="filter_words", label=gettext_lazy("Search by name"), max_length=200)
    status = django_filters.ChoiceFilter(method="filter_status", label=gettext_lazy("Status"), choices=Status.choices)
    urut = django_filters.ChoiceFilter(
        method="filter_order",
        label=gettext_lazy("Sort"),
        choices=[(key, words) for key, (words, _order) in SORTINGS.items()],
    )

    class Meta:
        model = Product
        fields: list[str] = []

    def __init__(self, data, queryset):
        archived_last = Case(When(status=Product.Status.ARCHIVED, then=Value(1)), default=Value(0))
        self.everything = queryset
        super().__init__(data, queryset.alias(is_last=archived_last).order_by("is_last", "-pk"))

    def filter_status(self, queryset, name, value):
        if value == self.Status.UNPREPARED:
            unprepared = import_string(settings.UNPREPARED_PRODUCTS)
            return unprepared(queryset.exclude(status=Product.Status.ARCHIVED))
        return queryset.filter(STATUS_CONDITIONS[value])

    def filter_order(self, queryset, name, value):
        return queryset.order_by("is_last", *self.SORTINGS[value][1])

    def counts(self):
        """How many products there are in all, as "all", and of each status; one query."""
        counted = {status.name: Count("pk", filter=condition) for status, condition in STATUS_CONDITIONS.items()}
        return self.everything.aggregate(all=Count("pk"), **counted)


STATUS_CONDITIONS = {
    OwnProductFilter.Status.PUBLISHED: Q(status=Product.Status.PUBLISHED, hidden_reason=""),
    OwnProductFilter.Status.DRAFT: Q(status=Product.Status.DRAFT),
    OwnProductFilter.Status.ARCHIVED: Q(status=Product.Status.ARCHIVED),
    OwnProductFilter.Status.HIDDEN: ~Q(hidden_reason=""),
}
