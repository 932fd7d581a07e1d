"""The businesses that rows of products name, and those that the import makes for them."""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.imports.history import create
from catalogue.imports.values import name_key
from members.models import Business, Membership
from unk_portal.slugs import free_slug, slug_base

# Kept in the database, hence in one language.
UNNAMED = "Penjual tanpa nama"
ID_PREFIX = "toko-"
IS_OWNED = Exists(Membership.objects.filter(business=OuterRef("pk")))


@dataclass(frozen=True, slots=True)
class Shop:
    """A business as a row of products names it; without a name it stands for all such rows of its source and place."""

    name: str
    regency: str
    source: str

    @property
    def key(self):
        return name_key(self.name)

    @property
    def external_id(self):
        """The same for every spelling, and for every source unless nameless: it finds the business once renamed."""
        parts = [self.regency, self.key or f"\0{self.source}"]
        return ID_PREFIX + blake2s("\n".join(parts).encode(), digest_size=12).hexdigest()


@dataclass(slots=True)
class NewShop:
    """What the rows of a file say about a business that is not there yet."""

    shop: Shop
    whatsapp: str = ""
    address: str = ""
    sectors: Counter = field(default_factory=Counter)

    @property
    def sector(self):
        """The sector of most rows. Nameless sellers are too many to have one."""
        return self.sectors.most_common(1)[0][0] if self.shop.name and self.sectors else None


class Shops:
    """Every business by name and place, loaded once, and what is to be made, by external id."""

    def __init__(self):
        self.by_external_id, self.by_name, self.slugs, self.to_make = {}, {}, set(), {}
        rows = Business.objects.values_list("pk", "name", "regency_id", "external_id", "slug")
        for pk, name, regency, external_id, slug in rows.iterator(chunk_size=2000):
            self.slugs.add(slug)
            self.by_name.setdefault((name_key(name), regency or ""), []).append(pk)
            if external_id.startswith(ID_PREFIX):
                self.by_external_id[external_id] = pk

    def find(self, shop, current=None):
        """The primary key of the business, or None when there is none yet.

        `current` is the business that the product has: it stays when it is one of several of the same name.
        Raises ValidationError "ambiguous".
        """
        if shop.external_id in self.by_external_id:
            return self.by_external_id[shop.external_id]
        namesakes = self.by_name.get((shop.key, shop.regency), []) if shop.name else []
        if current in namesakes:
            return current
        if len(namesakes) > 1:
            raise ValidationError(
                _("%(count)d businesses of this place are called so: it is not clear which one is meant.")
                % {"count": len(namesakes)},
                code="ambiguous",
            )
        return namesakes[0] if namesakes else None

    def expect(self, shop, whatsapp="", address="", sector=None):
        """Note that `shop` must be made, with what one of its rows says. Raises ValidationError "contradiction"."""
        new = self.to_make.setdefault(shop.external_id, NewShop(shop))
        if whatsapp and new.whatsapp and whatsapp != new.whatsapp:
            raise ValidationError(_("Another row gives this business another WhatsApp number."), code="contradiction")
        new.whatsapp = new.whatsapp or whatsapp
        new.address = new.address or address
        if sector:
            new.sectors[sector] += 1

    def save(self, shops, status, **history):
        """Make those of `shops` that are not there yet."""
        missing = {shop.external_id: shop for shop in shops if self.find(shop) is None}
        businesses = [self.business(self.to_make[external_id], status) for external_id in missing]
        # Another import may have made the same business since this one loaded all of them.
        there = dict(Business.objects.filter(external_id__in=missing).values_list("external_id", "pk"))
        for business in create([it for it in businesses if it.external_id not in there], Business, **history):
            there[business.external_id] = business.pk
        self.by_external_id.update(there)

    def business(self, new, status):
        business = Business(
            name=new.shop.name or UNNAMED,
            regency_id=new.shop.regency or None,
            sector_id=new.sector,
            whatsapp=new.whatsapp,
            address=new.address,
            source=new.shop.source,
            external_id=new.shop.external_id,
        )
        return prepared(business, status, self.slugs)


class Seller(NamedTuple):
    """What decides about a product's visibility and who may change it."""

    pk: int
    status: str
    is_claimed: bool


def sellers(keys):
    """{primary key: Seller} of these businesses, as they are now."""
    businesses = Business.objects.filter(pk__in=keys - {None}).annotate(is_owned=IS_OWNED)
    return {pk: Seller(pk, *facts) for pk, *facts in businesses.values_list("pk", "status", "is_owned")}


def prepared(business, status, slugs):
    """`business` with what `Business.save` would set, its address not among `slugs`, which learns it."""
    business.status = status
    business.activated_at = timezone.now() if status == Business.Status.ACTIVE else None
    business.slug = free_slug(slug_base(business.name, max_length=140), slugs)
    slugs.add(business.slug)
    return business
