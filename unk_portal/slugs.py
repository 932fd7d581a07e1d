"""Addresses made from names."""

from django.utils.text import slugify


def unique_slug(name, queryset, max_length):
    """A slug for `name` that no row of `queryset` has: "dapur-bu-yani", else "dapur-bu-yani-2" and so on."""
    base = slugify(name)[: max_length - 8].strip("-") or "usaha"
    taken = set(queryset.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{base}-{number}") not in taken)
