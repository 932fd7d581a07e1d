"""Products from a file, each with the business that sells it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.imports.categories import CategoryMap
from catalogue.imports.history import change, create
from catalogue.imports.importing import WRITTEN, Decision, Fate, Import, fingerprint, silent
from catalogue.imports.known_columns import PRODUCT_COLUMNS
from catalogue.imports.problems import shortened
from catalogue.imports.shops import Shop, Shops, sellers
from catalogue.models import Product
from catalogue.models.product import slug_for
from catalogue.pricing import end_offers_not_below_price
from members.models import Business

OWN_FIELDS = ("name", "price", "description", "unit", "options", "availability", "lead_time_days", "minimum_order")


@dataclass(slots=True)
class ProductRow:
    """`fields` are the product's own that the file gives; WhatsApp, address and sector serve a business to be made."""

    number: int
    source: str
    external_id: str
    shop: Shop
    fields: dict
    category: str
    sector: str
    whatsapp: str
    address: str
    hash: str

    @property
    def label(self):
        return self.external_id or shortened(self.fields["name"])

    @property
    def regency(self):
        return self.shop.regency

    @property
    def names(self):
        """What the row is known by, and what an earlier row of the file must not be known by.

        Two rows of one name are two products only when both have an id.
        """
        by_name = (self.shop.external_id, same_name(self.fields["name"]))
        if self.external_id:
            by_id = (self.source, self.external_id)
            return [by_id, ("with id", *by_name)], [by_id, ("without id", *by_name)]
        return [("without id", *by_name)], [("with id", *by_name), ("without id", *by_name)]


class StoredProduct(NamedTuple):
    pk: int
    business: int
    row_hash: str
    status: str


class ProductImport(Import):
    columns = PRODUCT_COLUMNS

    def __init__(self, path, options=None):
        super().__init__(path, options)
        self.categories = CategoryMap()
        self.shops = Shops()

    def row(self, number, values):
        shop = Shop(values.get("shop", ""), values["regency"], values["source"])
        fields = {name: values[name] for name in OWN_FIELDS if name in values}
        category = values.get("category", "")
        return ProductRow(
            number=number,
            source=values["source"],
            external_id=values.get("id", ""),
            shop=shop,
            fields=fields,
            category=category,
            sector=values.get("sector", ""),
            whatsapp=values.get("whatsapp", ""),
            address=values.get("address", ""),
            hash=fingerprint(fields, category, shop.key, shop.regency),
        )

    def decide(self, rows):
        decisions = self.decide_by_id([row for row in rows if row.external_id])
        decisions += self.decide_by_name([row for row in rows if not row.external_id])
        self.look_up_sellers([it for it in decisions if it.fate in WRITTEN])
        return decisions

    def decide_by_id(self, rows):
        stored = products_by_id(rows)
        return [self.decision(row, stored.get((row.source, row.external_id))) for row in rows]

    def decide_by_name(self, rows):
        decisions, placed = [], []
        for row in rows:
            try:
                placed.append((row, self.shops.find(row.shop)))
            except ValidationError as error:
                decisions.append(self.wrong(row, "shop", error))
        stored = products_by_name({business for _row, business in placed if business})
        for row, business in placed:
            namesakes = stored.get((business, same_name(row.fields["name"])), [])
            if len(namesakes) > 1:
                several = ValidationError(_("The business has several products of this name: add a column with ids."))
                decisions.append(self.wrong(row, "name", several))
            else:
                decisions.append(self.decision(row, *namesakes))
        return decisions

    def decision(self, row, stored=None):
        if stored and stored.row_hash == row.hash:
            return Decision(row, Fate.UNCHANGED, stored)
        try:
            business = self.shops.find(row.shop, stored and stored.business)
        except ValidationError as error:
            return self.wrong(row, "shop", error)
        return Decision(row, Fate.CHANGED if stored else Fate.NEW, stored, business)

    def look_up_sellers(self, decisions):
        """Put the `Seller` in the place of its key, and leave alone what belongs to somebody."""
        known = sellers({it.business for it in decisions} | {it.stored.business for it in decisions if it.stored})
        for decision in decisions:
            decision.business = known.get(decision.business)
            before = known.get(decision.stored.business) if decision.stored else None
            is_claimed = any(seller and seller.is_claimed for seller in (decision.business, before))
            if is_claimed and not self.options.overwrite_claimed:
                decision.fate = Fate.CLAIMED

    def foresee(self, decision):
        row = decision.row
        if decision.fate is Fate.CLAIMED:
            self.note(row, "shop", row.shop.name, _("Looked after by its owner: left alone."))
        elif decision.fate is Fate.UNCHANGED:
            if self.options.publish and decision.stored.status == Product.Status.DRAFT:
                self.note(row, "id", "", _("Unchanged and still a draft: only new rows are published."))
        elif decision.fate in WRITTEN:
            return self.foresee_writing(decision)
        return decision

    def foresee_writing(self, decision):
        row, business = decision.row, decision.business
        if row.category and not self.categories.find(row.category):
            self.note(row, "category", row.category, _("No such category: put under “Lainnya”."))
        self.note_sector(row)
        if business is None:
            try:
                self.shops.expect(row.shop, row.whatsapp, row.address, self.sectors.find(row.sector))
            except ValidationError as error:
                return self.wrong(row, "whatsapp", error)
        elif decision.fate is Fate.NEW and self.options.publish and business.is_claimed:
            self.note(row, "shop", row.shop.name, _("Looked after by its owner: added as a draft."))
        elif decision.fate is Fate.NEW and self.options.publish and business.status != Business.Status.ACTIVE:
            self.note(row, "shop", row.shop.name, _("The business is not active yet, so visitors do not see this."))
        return decision

    def check(self, progress=silent):
        report = super().check(progress)
        report.new_businesses = len(self.shops.to_make)
        return report

    def write(self, decisions, **audit):
        """Write the decisions inside the caller's transaction and return how many changed the database."""
        written = [it for it in decisions if it.fate in WRITTEN]
        homeless = [it.row.shop for it in written if it.business is None]
        self.regencies.save({shop.regency for shop in homeless})
        self.shops.save(homeless, Business.Status.ACTIVE if self.options.publish else Business.Status.DRAFT, **audit)
        create([self.product(it) for it in written if it.fate is Fate.NEW], Product, **audit)
        self.change_products([it for it in written if it.fate is Fate.CHANGED], **audit)
        return len(written)

    def product(self, decision):
        """An unsaved product. Nobody but its owner publishes one of a business that has an owner."""
        row, now = decision.row, timezone.now()
        is_public = self.options.publish and not (decision.business and decision.business.is_claimed)
        return Product(
            **row.fields,
            business_id=self.business_of(decision),
            category_id=self.category_of(row),
            slug=slug_for(row.fields["name"]),
            status=Product.Status.PUBLISHED if is_public else Product.Status.DRAFT,
            published_at=now if is_public else None,
            source=row.source,
            external_id=row.external_id,
            row_hash=row.hash,
        )

    def change_products(self, decisions, **audit):
        products = Product.objects.select_for_update().in_bulk([it.stored.pk for it in decisions])
        there = [it for it in decisions if it.stored.pk in products]
        change([(products[it.stored.pk], self.changes(it)) for it in there], Product, **audit)
        rows = {it.stored.pk: it.row for it in there}
        for offer in end_offers_not_below_price(products):
            row = rows[offer.product_id]
            self.note(row, "price", row.label, _("An offer was ended: it is not below the new price."))

    def changes(self, decision):
        row = decision.row
        changes = {**row.fields, "slug": slug_for(row.fields["name"]), "row_hash": row.hash}
        changes["business_id"] = self.business_of(decision)
        if row.category:
            changes["category_id"] = self.category_of(row)
        return changes

    def business_of(self, decision):
        return decision.business.pk if decision.business else self.shops.find(decision.row.shop)

    def category_of(self, row):
        return (row.category and self.categories.find(row.category)) or self.categories.other


def same_name(name):
    """Signs count in a product's name, 1,5 kg is not 15 kg; capitals do not."""
    return name.casefold()


def products_by_id(rows):
    """{(source, external id): StoredProduct}, with one query for each source."""
    ids = defaultdict(list)
    for row in rows:
        ids[row.source].append(row.external_id)
    return {
        (source, external_id): StoredProduct(*stored)
        for source, wanted in ids.items()
        for external_id, *stored in Product.objects.filter(source=source, external_id__in=wanted).values_list(
            "external_id", "pk", "business_id", "row_hash", "status"
        )
    }


def products_by_name(businesses):
    """{(business, name): list of StoredProduct} of all products of `businesses`."""
    found = defaultdict(list)
    products = Product.objects.filter(business_id__in=businesses)
    for name, *stored in products.values_list("name", "pk", "business_id", "row_hash", "status"):
        product = StoredProduct(*stored)
        found[product.business, same_name(name)].append(product)
    return found
