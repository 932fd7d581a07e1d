"""Which category a product's name suggests: by the categories' own words and by what similar products have."""

import re
from collections import Counter
from functools import cache

import catalogue
from catalogue.imports.values import name_key
from catalogue.models import Category, Product
from catalogue.models.category import OTHER
from unk_portal.reference import read_rows

# Enough to know how members sort their goods, and read in some milliseconds.
SAMPLE = 3_000
MIN_LETTERS = 3
# What a category calls itself counts as much as this many products of the same word.
OWN_WORD = 3
LEAST = 0.5


def suggest_category(name):
    """The `Category` for a product called `name`, or None when nothing like it is known.

    In Indonesian what a thing is comes first and of what kind after it: "keripik pisang cokelat". So each word votes by
    how its category is spread among products and categories that bear it, the first one most.
    """
    words = words_of(name)
    if not words:
        return None
    spread = spread_of(words)
    votes = Counter()
    for place, word in enumerate(words):
        total = sum(spread[word].values())
        for category, number in spread[word].items():
            votes[category] += number / (total + 1) / (place + 1)
    best, weight = max(votes.items(), key=lambda vote: vote[1], default=(None, 0))
    return Category.objects.select_related("parent").get(pk=best) if weight >= LEAST else None


def words_of(name):
    words = re.findall(r"[^\W\d_]+", name_key(name))
    return list(dict.fromkeys(word for word in words if len(word) >= MIN_LETTERS))


def spread_of(words):
    """{word: Counter of category ids} for `words`."""
    spread = {word: Counter() for word in words}
    categories = {category.slug: category for category in Category.objects.exclude(slug=OTHER)}
    for slug, names in shipped_names().items():
        if slug in categories:
            count_names(spread, categories[slug].pk, names, OWN_WORD)
    for category in categories.values():
        count_names(spread, category.pk, [category.name_id, category.name_en], OWN_WORD)
    listed = Product.objects.published().exclude(category__slug=OTHER).order_by("-published_at", "-pk")
    for category, name in listed.values_list("category", "name")[:SAMPLE]:
        count_names(spread, category, [name], 1)
    return spread


def count_names(spread, category, names, weight):
    """Add `weight` to each word that begins one of `names`, half for a word further on."""
    for name in names:
        for place, word in enumerate(words_of(name)):
            if word in spread:
                spread[word][category] += weight if place == 0 else weight / 2


@cache
def shipped_names():
    return {row["slug"]: row.get("import_names", []) for row in read_rows(catalogue.__file__, "categories")}
