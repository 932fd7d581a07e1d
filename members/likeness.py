"""Businesses that may be there twice: of the same number, or of nearly the same name."""

import re
from collections import defaultdict

from django.db.models import Q

from members.models import Business

# They stand in many names and tell nothing.
COMMON = {
    *("ibu", "bu", "bapak", "pak", "mbak", "mas", "bang", "uni"),
    *("toko", "warung", "rumah", "dapur", "usaha", "umkm", "kedai", "gerai", "produk", "cv", "ud"),
    *("dan", "by", "lampung", "bandar"),
}
AT_MOST = 3
ALIKE = 0.5


def telling_words(name):
    """The words of a name that set it apart; all of them when all are common."""
    words = set(re.findall(r"\w+", name.lower()))
    return words - COMMON or words


def likeness(one, other):
    """From 0 to 1: the shared part of the words of two names."""
    words, others = telling_words(one), telling_words(other)
    return len(words & others) / len(words | others) if words | others else 0


def similar_to(businesses):
    """Map the id of each of `businesses` to at most three others that may be the same one, the likeliest first.

    One query for any number.
    """
    conditions = Q(pk=None)
    for business in businesses:
        for word in telling_words(business.name):
            conditions |= Q(name__icontains=word)
        if business.whatsapp:
            conditions |= Q(whatsapp=business.whatsapp)
    found = defaultdict(list)
    for other in Business.objects.filter(conditions).select_related("regency").order_by("pk") if businesses else []:
        for business in businesses:
            alike = sameness(business, other)
            if other.pk != business.pk and alike >= ALIKE:
                found[business.pk].append((-alike, other.pk, other))
    return {pk: [other for *_order, other in sorted(others)[:AT_MOST]] for pk, others in found.items()}


def sameness(business, other):
    if business.whatsapp and business.whatsapp == other.whatsapp:
        return 1
    return likeness(business.name, other.name)
