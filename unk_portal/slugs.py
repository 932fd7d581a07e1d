"""Addresses made from names."""

from itertools import chain, count

from django.utils.text import slugify


def unique_slug(name, queryset, max_length):
    """A slug for `name` that no row of `queryset` has: "dapur-bu-yani", else "dapur-bu-yani-2" and so on."""
    base = slug_base(name, max_length)
    return free_slug(base, set(queryset.filter(slug__startswith=base).values_list("slug", flat=True)))


def slug_base(name, max_length):
    """The slug of `name` with room left for a number."""
    return slugify(name)[: max_length - 8].strip("-") or "usaha"


def free_slug(base, taken):
    """The first of `base`, `base`-2, `base`-3 and so on that is not in the set `taken`."""
    candidates = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(slug for slug in candidates if slug not in taken)
