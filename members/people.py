"""The team's list of all businesses and who is behind them."""

import re

from django.db.models import Count, Exists, Max, OuterRef, Q

from members.models import Business, Membership

UNCLAIMED = "belum-diklaim"
STATUSES = {
    "aktif": Business.Status.ACTIVE,
    "diajukan": Business.Status.SUBMITTED,
    "draf": Business.Status.DRAFT,
    "ditangguhkan": Business.Status.SUSPENDED,
    "ditolak": Business.Status.REJECTED,
}


def search(businesses, query):
    """Businesses whose name, number, or people's name or e-mail has every word of `query`."""
    digits = number_part(query)
    if digits:
        return businesses.filter(whatsapp__contains=digits)
    for word in query.split()[:8]:
        people = Membership.objects.filter(
            Q(user__name__icontains=word) | Q(user__email__icontains=word), business=OuterRef("pk")
        )
        businesses = businesses.filter(Q(name__icontains=word) | Exists(people))
    return businesses


def number_part(query):
    """The digits of a phone number or a part of one as all numbers hold them, without 0 or 62; "" for other text."""
    digits = re.sub(r"[\s().+-]", "", query)
    if not re.fullmatch(r"\d{4,15}", digits, re.ASCII):
        return ""
    return re.sub(r"^(62|0)", "", digits)


def of_status(businesses, name):
    """Those of one of STATUSES, or without people; all for another name."""
    if name == UNCLAIMED:
        return businesses.unclaimed()
    return businesses.filter(status=STATUSES[name]) if name in STATUSES else businesses


def counts(businesses):
    """How many there are of each status, and without people, by the names that addresses use."""
    by_status = dict(businesses.order_by().values_list("status").annotate(Count("pk")))
    found = {name: by_status.get(status, 0) for name, status in STATUSES.items()}
    return found | {UNCLAIMED: businesses.unclaimed().count()}


def for_list(businesses):
    """Load all that the list prints of each but its figures: two queries for any number."""
    return businesses.select_related("regency").with_people()


def add_figures(businesses):
    """Give each of a page of businesses its `product_count` and `last_active_at`; one query."""
    rows = Business.objects.filter(pk__in=[business.pk for business in businesses]).order_by()
    figures = {
        pk: (count, changed_at)
        for pk, count, changed_at in rows.annotate(
            Count("products", distinct=True), Max("products__updated_at")
        ).values_list("pk", "products__count", "products__updated_at__max")
    }
    for business in businesses:
        business.product_count, changed_at = figures.get(business.pk, (0, None))
        signed_in = [person.user.last_login for person in business.memberships.all()]
        business.last_active_at = max(at for at in [business.updated_at, changed_at, *signed_in] if at)
    return businesses
