"""What a good listing needs, each rule said once: as a condition for the database and in words for the owner."""

from dataclasses import dataclass

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.models import Photo, Product
from members.models import Licence

HALAL = "halal"


@dataclass(frozen=True)
class Rule:
    """A check by its name, with its number if it has one, and what to do when it is not met."""

    name: str
    parameter: int | None = None

    @property
    def condition(self):
        """The Q that holds for products meeting the rule; needs `measured()`."""
        return CONDITIONS[self.name](self.parameter)

    @property
    def advice(self):
        """What the owner should do, in words."""
        return str(ADVICE[self.name]).replace("{number}", str(self.parameter))

    @property
    def is_of_business(self):
        """Whether it is met once for all products of a business."""
        return self.name == "whatsapp"

    def task(self, product):
        """The same in few words, for a link to where it is done; `product` is from `judged()`."""
        left = max(1, self.parameter - product.description_length) if self.name == "description" else ""
        return str(TASKS[self.name]).replace("{number}", str(self.parameter)).replace("{left}", str(left))

    def mended_at(self, product):
        """The address of the form, and the place in it, where the owner of `product` meets the rule."""
        if self.is_of_business:
            return f"{reverse('members:business-edit')}#{ANCHORS[self.name]}"
        return f"{reverse('catalogue:product-edit', args=[product.pk])}#{ANCHORS[self.name]}"

    @property
    def sign(self):
        """The icon that goes with it."""
        return SIGNS[ANCHORS[self.name]]


def photo_side(pixels):
    wide_enough = Photo.objects.filter(product=OuterRef("pk"), width__gte=pixels, height__gte=pixels)
    return Q(Exists(wide_enough))


def certified_if_halal(_parameter):
    """No claim to be halal, or a verified certificate in force."""
    claims = Q(name__icontains=HALAL) | Q(description__icontains=HALAL)
    certificate = Licence.objects.in_force().filter(business=OuterRef("business"), kind=Licence.Kind.HALAL)
    return ~claims | Q(Exists(certificate))


CONDITIONS = {
    "photo_side": photo_side,
    "photo_count": lambda number: Q(photo_number__gte=number),
    "price": lambda _parameter: Q(price__gt=0),
    "description": lambda signs: Q(description_length__gte=signs),
    "whatsapp": lambda _parameter: ~Q(business__whatsapp="") & Q(business__whatsapp_confirmed_at__isnull=False),
    "halal": certified_if_halal,
    "available": lambda _parameter: ~Q(availability=Product.Availability.SOLD_OUT),
}

ADVICE = {
    "photo_side": _("Add a photo of at least {number} × {number} pixels. Take it with the camera, not a screenshot."),
    "photo_count": _("Add photos until there are {number}."),
    "price": _("Set a price."),
    "description": _("Write at least {number} signs about it: taste, size, how to keep it."),
    "whatsapp": _("Open your WhatsApp once from the portal to show that the number is right."),
    "halal": _("Take out the word “halal”, or have your halal certificate checked."),
    "available": _("It is sold out. Change the availability when there is more."),
}

TASKS = {
    "photo_side": _("Add a photo of at least {number} px"),
    "photo_count": _("Add photos until there are {number}"),
    "price": _("Set a price"),
    "description": _("Write more about it, {left} signs are missing"),
    "whatsapp": _("Open your WhatsApp once to check the number"),
    "halal": _("“Halal” needs a certificate that was checked"),
    "available": _("Sold out: change the availability"),
}

# Where on the owner's forms a rule is met.
ANCHORS = {
    "photo_side": "foto",
    "photo_count": "foto",
    "price": "id_price",
    "description": "id_description",
    "whatsapp": "whatsapp",
    "halal": "id_description",
    "available": "sedia",
}

SIGNS = {"foto": "camera", "id_price": "tag", "id_description": "edit", "whatsapp": "whatsapp", "sedia": "box"}


def measured(products):
    """`products` with what the conditions compare."""
    photos = Photo.objects.filter(product=OuterRef("pk")).order_by().values("product")
    number = Coalesce(Subquery(photos.annotate(number=Count("pk")).values("number")), 0)
    return products.annotate(description_length=Length("description"), photo_number=number)


def meeting(products, rules):
    """The products that meet all `rules`."""
    products = measured(products)
    for rule in rules:
        products = products.filter(rule.condition)
    return products


def judged(products, rules):
    """`products`, each with one truth value per rule: `meets_0`, `meets_1` … in the order of `rules`."""
    verdicts = {
        f"meets_{index}": Case(When(rule.condition, then=Value(1)), default=Value(0), output_field=IntegerField())
        for index, rule in enumerate(rules)
    }
    return measured(products).annotate(**verdicts)


def missing(product, rules):
    """The rules that a product from `judged()` does not meet, in order."""
    return [rule for index, rule in enumerate(rules) if not getattr(product, f"meets_{index}")]
