"""How a product begins: empty, or as the copy of another. And how one ends that nobody has seen."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from catalogue.gallery import delete_unused, suggest_alts
from catalogue.models import Category, Photo, Product
from catalogue.models.category import OTHER
from catalogue.product_form import ProductForm
from members.models import Business

NAME_SIGNS = 200
# A copy has all that its owner types, under another name.
COPIED = set(ProductForm.Meta.fields) - {"name"}
LEFT_ALONE = timedelta(days=1)


@transaction.atomic
def start_draft(business, user):
    """A product of `business` in which nothing stands yet: one that was begun and left alone, or a new one.

    Raises ValidationError "too_many_products".
    """
    Business.objects.select_for_update().get(pk=business.pk)
    return abandoned_draft(business, user) or new_product(business, category=Category.objects.get(slug=OTHER))


def abandoned_draft(business, user):
    """An empty draft that `user` began, or that anyone began long ago; None if there is none."""
    begun = Product.history.filter(business=business, history_type="+", history_user=user)
    own = Q(pk__in=begun.values("id"))
    long_ago = Q(updated_at__lt=timezone.now() - LEFT_ALONE)
    empty = Product.objects.filter(
        business=business,
        status=Product.Status.DRAFT,
        published_at=None,
        name="",
        description="",
        price=None,
        external_id="",
        photos=None,
        typings=None,
    )
    return empty.filter(own | long_ago).order_by("pk").first()


def new_product(business, **fields):
    if business.products.count() >= settings.PRODUCTS_PER_BUSINESS:
        message = _("A business can have %(number)d products. Delete drafts that you no longer need.")
        raise ValidationError(message, code="too_many_products", params={"number": settings.PRODUCTS_PER_BUSINESS})
    return Product.objects.create(business=business, status=Product.Status.DRAFT, **fields)


@transaction.atomic
def duplicate(product):
    """A draft like `product`, photos included. Raises ValidationError "too_many_products"."""
    business = Business.objects.select_for_update().get(pk=product.business_id)
    fields = {name: getattr(product, name) for name in COPIED}
    copy = new_product(business, name=copied_name(product.name), **fields)
    Photo.objects.bulk_create(
        [
            Photo(
                product=copy,
                position=photo.position,
                image=photo.image.name,
                width=photo.width,
                height=photo.height,
                alt=photo.alt,
            )
            for photo in product.photos.all()
        ]
    )
    suggest_alts(copy, former_name=product.name)
    return copy


def copied_name(name):
    with translation.override("id"):
        mark = _("(copy)")
    return f"{name[: NAME_SIGNS - len(mark) - 1]} {mark}" if name else ""


def delete_draft(product):
    """Delete a product that was never published, with its photos. Raises ValidationError "seen"."""
    if not product.can_be_deleted:
        raise ValidationError(_("What was published once can only be archived."), code="seen")
    names = list(product.photos.values_list("image", flat=True))
    product.delete()
    transaction.on_commit(lambda: delete_unused(names))
