"""Believable businesses and products in any number, put together from the word lists of names.json.

The same seed gives the same rows. They are saved in batches, without history, so that 100,000 take a minute.
"""

import random
from datetime import timedelta
from itertools import chain, islice

from django.db import connection
from django.utils import timezone
from django.utils.text import slugify

from catalogue.demo.community import read_json
from catalogue.models import Category, Photo, Product
from members.models import Business, District, Regency, Sector

BATCH = 1000
SERVICES = {"jasa", "digital-kreatif"}
AVAILABILITIES = ["ready"] * 8 + ["made_to_order", "preorder", "sold_out"]


class Generator:
    def __init__(self, seed=1804):
        self.random = random.Random(seed)
        self.words = read_json("names")
        self.now = timezone.now().replace(minute=0, second=0, microsecond=0)
        self.sectors = {sector.slug: sector for sector in Sector.objects.all()}
        self.categories = {category.slug: category for category in Category.objects.select_related("parent")}
        self.regencies = list(Regency.objects.of_lampung())
        self.districts = {regency.pk: [] for regency in self.regencies}
        for district in District.objects.filter(regency__in=self.regencies):
            self.districts[district.regency_id].append(district)
        self.slugs = set(Business.objects.values_list("slug", flat=True))

    def businesses(self, number):
        """Yield `number` unsaved active businesses."""
        weights = self.words["sector_weights"]
        for index in range(number):
            sector = self.sectors[self.weighted(weights)]
            regency = self.random.choice(self.regencies)
            district = self.random.choice(self.districts[regency.pk])
            name = self.business_name(sector.slug, district.name)
            joined = self.now - timedelta(days=self.random.randrange(5, 1100), minutes=index % 60)
            yield Business(
                name=name,
                slug=self.new_slug(name),
                tagline=self.filled(self.words["business"][sector.slug]["taglines"], district)[:120],
                story=" ".join(self.random.sample(self.words["story"], 3)).replace("{place}", district.name),
                sector=sector,
                regency=regency,
                district=district,
                has_pickup=True,
                has_courier=self.random.random() < 0.6,
                has_expedition=self.random.random() < 0.4,
                whatsapp=f"+62812000{index:05}",
                whatsapp_confirmed_at=joined if self.random.random() < 0.8 else None,
                scale=self.random.choice(["micro"] * 9 + ["small"]),
                status=Business.Status.ACTIVE,
                created_at=joined,
                submitted_at=joined,
                activated_at=joined,
            )

    def products(self, businesses, number):
        """Yield `number` unsaved published products; most businesses get few, some many."""
        shares = [self.random.paretovariate(1.4) for _ in businesses]
        for business in self.random.choices(businesses, weights=shares, k=number):
            yield self.product(business)

    def product(self, business):
        slug = self.weighted(self.words["sector_categories"][business.sector.slug])
        category = self.categories[slug]
        group = self.random.choice(self.words["categories"][slug]["groups"])
        name, unit, factor = self.product_name(group, category, business)
        added = self.now - timedelta(minutes=self.random.randrange(60, 700 * 24 * 60))
        return Product(
            business=business,
            category=category,
            name=name,
            slug=slugify(name)[:210],
            description=self.description(category),
            price=rounded(self.random.uniform(*group["price"]) * factor),
            unit=unit,
            availability=self.random.choice(AVAILABILITIES),
            status=Product.Status.PUBLISHED,
            created_at=added,
            published_at=added,
        )

    def product_name(self, group, category, business):
        base = self.random.choice(group["base"])
        variety = self.random.choice(group["variety"] or [""])
        unit, factor, is_shown = self.random.choice(group["size"])
        parts = [base]
        if variety and variety.lower() not in base.lower():
            parts.append(variety)
        if is_shown:
            parts.append(unit)
        if category.parent.slug not in SERVICES and self.random.random() < 1 / 3:
            suffixes = self.words["suffixes_food" if category.parent.slug == "kuliner" else "suffixes"]
            parts.append(self.random.choice(suffixes).replace("{place}", business.district.name))
        return " ".join(parts)[:200], unit, factor

    def description(self, category):
        sentences = self.words["categories"][category.slug]["sentences"]
        common = self.words["common_services" if category.parent.slug in SERVICES else "common"]
        return " ".join([*self.random.sample(sentences, min(2, len(sentences))), self.random.choice(common)])

    def business_name(self, sector, place):
        head = self.random.choice(self.words["business"][sector]["heads"])
        people, word = self.words["people"], self.random.choice(self.words["words"])
        pattern = self.random.randrange(4)
        if pattern == 0:
            return f"{head} {self.random.choice(people['titles_f'])} {self.random.choice(people['women'])}"
        if pattern == 1:
            return f"{head} {self.random.choice(people['titles_m'])} {self.random.choice(people['men'])}"
        return f"{head} {word}" if pattern == 2 else f"{head} {word} {place}"

    def new_slug(self, name):
        base = slug = slugify(name)
        number = 1
        while slug in self.slugs:
            number += 1
            slug = f"{base}-{number}"
        self.slugs.add(slug)
        return slug

    def filled(self, sentences, district):
        return self.random.choice(sentences).replace("{place}", district.name)

    def weighted(self, weights):
        return self.random.choices(list(weights), weights=list(weights.values()))[0]


def rounded(price):
    """Retail-looking rupiah: to 500, above 100,000 to 1,000."""
    step = 500 if price < 100_000 else 1_000
    return max(step, round(price / step) * step)


def generate(businesses, products, progress=lambda rows, total: rows):
    """Save that many businesses and products beside those there are; `progress` wraps each stream of rows."""
    generator = Generator()
    saved = [*chain.from_iterable(save(progress(generator.businesses(businesses), businesses), Business))]
    owners = saved or list(Business.objects.active().select_related("sector", "district").exclude(district=None))
    pictures = demo_pictures()
    for batch in save(progress(generator.products(owners, products), products), Product):
        Photo.objects.bulk_create(
            Photo(product=product, **generator.random.choice(pictures[product.category_id]))
            for product in batch
            if product.category_id in pictures
        )
    refresh_statistics()


def save(rows, model):
    """Save `rows` in batches and yield each batch."""
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield model.objects.bulk_create(batch)


def demo_pictures():
    """By category: what the photos of the demo community show, to be shown again."""
    pictures = {}
    for photo in Photo.objects.select_related("product"):
        picture = {"image": photo.image.name, "width": photo.width, "height": photo.height, "alt": photo.alt}
        pictures.setdefault(photo.product.category_id, []).append(picture)
    return pictures


def refresh_statistics():
    """Tell the planner what the tables hold now; without, joins take seconds."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
