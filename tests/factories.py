"""Plain functions that save one valid row each; name a field to change it."""

from datetime import timedelta
from itertools import count

from django.contrib.auth.models import Group
from django.utils import timezone

from catalogue.models import Category, Offer, Photo, Product, Report
from members import accounts, privacy
from members.models import Business, Licence, Membership, Regency, Sector, User

numbers = count(1)


def make_user(**fields):
    """A person whose address is verified and who agreed to the privacy text; `email=None` for no address."""
    number = next(numbers)
    fields.setdefault("email", f"orang{number}@contoh.id")
    has_consented = fields.pop("has_consented", True)
    user = User.objects.create_user(password=fields.pop("password", "kata-sandi-uji"), **fields)
    accounts.set_address(user, is_verified=True)
    if has_consented:
        privacy.agree(user)
    return user


def make_team_member(**fields):
    user = make_user(**fields)
    user.groups.add(Group.objects.get(name="Pengurus"))
    return user


def make_superuser(**fields):
    return make_user(is_staff=True, is_superuser=True, **fields)


def make_business(owner=None, **fields):
    """An active business with a WhatsApp number; pass `owner=False` for one that nobody claimed."""
    number = next(numbers)
    fields.setdefault("name", f"Usaha {number:04}")
    fields.setdefault("whatsapp", f"+62812345{number:05}")
    fields.setdefault("regency", Regency.objects.get(code="18.71"))
    fields.setdefault("sector", Sector.objects.get(slug="kuliner"))
    fields.setdefault("status", Business.Status.ACTIVE)
    business = Business.objects.create(**fields)
    if owner is not False:
        Membership.objects.create(user=owner or make_user(), business=business)
    return business


def make_product(**fields):
    """A published product of an active business."""
    fields.setdefault("business", None)
    fields["business"] = fields["business"] or make_business()
    fields.setdefault("category", Category.objects.get(slug="lainnya"))
    fields.setdefault("name", f"Produk {next(numbers):04}")
    fields.setdefault("price", 25_000)
    fields.setdefault("status", Product.Status.PUBLISHED)
    return Product.objects.create(**fields)


def make_offer(product=None, **fields):
    """An offer that runs from an hour ago for a week."""
    product = product or make_product()
    now = timezone.now()
    fields.setdefault("price", product.price - 1_000)
    fields.setdefault("starts_at", now - timedelta(hours=1))
    fields.setdefault("ends_at", now + timedelta(days=7))
    return Offer.objects.create(product=product, **fields)


def make_licence(**fields):
    """A verified NIB of an active business."""
    fields.setdefault("kind", Licence.Kind.NIB)
    fields.setdefault("number", f"91200{next(numbers):08}")
    fields.setdefault("status", Licence.Status.VERIFIED)
    fields.setdefault("checked_at", timezone.now())
    fields["business"] = fields.get("business") or make_business()
    return Licence.objects.create(**fields)


def make_report(**fields):
    """A visitor's report that nobody has handled yet."""
    fields["product"] = fields.get("product") or make_product()
    fields.setdefault("reason", Report.Reason.PRICE)
    return Report.objects.create(**fields)


def make_photo(product=None, **fields):
    """A product's photo; the file itself is a name alone."""
    number = next(numbers)
    fields.setdefault("position", number)
    fields.setdefault("alt", f"Foto {number}")
    photo = Photo(product=product or make_product(), width=1200, height=1200, **fields)
    photo.image.name = f"foto/{number}.jpg"
    Photo.objects.bulk_create([photo])
    return photo
