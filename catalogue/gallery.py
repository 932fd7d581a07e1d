"""A product's photos: what an owner may add, in which order they stand, and what becomes of their files."""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ImageField
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from catalogue.models import Photo, Product
from catalogue.photos import clean_photo, delete_photo

# Channels show nothing smaller well.
PROMOTION_SIDE = 1080
ALT_SIGNS = 200
# Kept in the database, hence in one language.
REASON = "Foto diubah"


def add_photo(product, upload):
    """Put the photo in an uploaded file behind the others and return it.

    Raises ValidationError: those of `clean_photo`, "too_many_photos" or "too_many_today". Nothing is left of a
    refused one. The same picture sent again, as after a broken line, is the one that is there.
    """
    refuse_over_quota(product)
    clean = clean_photo(upload)
    stored = clean.store()
    try:
        photo = hang(product, stored)
    except ValidationError:
        delete_unused([stored.name])
        raise
    # Another row of the same picture may have gone meanwhile, and its files with it.
    clean.store()
    return photo


@transaction.atomic
def hang(product, stored):
    product = Product.objects.select_for_update().get(pk=product.pk)
    same = product.photos.filter(image=stored.name).first()
    if same:
        return same
    refuse_over_quota(product)
    last = product.photos.order_by("position", "pk").last()
    photo = Photo.objects.create(
        product=product,
        position=last.position + 1 if last else 0,
        image=stored.name,
        width=stored.width,
        height=stored.height,
    )
    note_change(product)
    return photo


def refuse_over_quota(product):
    """Raise ValidationError when the product is full, or its business has sent too many photos today."""
    if product.photos.count() >= settings.PHOTOS_PER_PRODUCT:
        message = _("A product can have %(number)d photos. Remove one first.")
        raise ValidationError(message, code="too_many_photos", params={"number": settings.PHOTOS_PER_PRODUCT})
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    sent = Photo.objects.filter(product__business=product.business_id, created_at__gte=today).count()
    if sent >= settings.PHOTOS_PER_BUSINESS_A_DAY:
        message = _("Your business has added %(number)d photos today. Please go on tomorrow.")
        raise ValidationError(message, code="too_many_today", params={"number": settings.PHOTOS_PER_BUSINESS_A_DAY})


def move(product, photo, step):
    """Move a photo one place to the front (-1) or to the back (1)."""
    order = [each.pk for each in product.photos.all()]
    place = order.index(photo.pk)
    order.insert(max(0, place + step), order.pop(place))
    put_in_order(product, order)


def put_in_order(product, order):
    """Let the photos stand as the ids in `order` say; those it leaves out, added meanwhile, come after.

    The caller's transaction has locked the product. Raises Photo.DoesNotExist for an id that is not the product's.
    """
    photos = {photo.pk: photo for photo in product.photos.all()}
    if not set(order) <= set(photos):
        raise Photo.DoesNotExist
    for position, pk in enumerate(dict.fromkeys([*order, *photos])):
        photos[pk].position = position
    Photo.objects.bulk_update(photos.values(), ["position"])
    note_change(product)


def remove(product, photo):
    """Take a photo off the product. Its files go with the last row that bears their name.

    Raises ValidationError "last_photo": visitors never see a product lose all its photos.
    """
    if product.status == Product.Status.PUBLISHED and product.photos.count() == 1:
        raise ValidationError(_("A published product needs a photo. Add another one first."), code="last_photo")
    name = photo.image.name
    photo.delete()
    note_change(product)
    transaction.on_commit(lambda: delete_unused([name]))


def note_change(product):
    """The product counts as edited, and who did it is kept."""
    suggest_alts(product)
    product._change_reason = REASON
    product.save(update_fields=["updated_at", "slug"])


def suggest_alts(product, former_name=None):
    """Describe the photos that nobody has described: by the product's name and their number.

    `former_name` is what the product was called when they were described last.
    """
    if not product.name:
        return
    known = suggestions(product.name) | suggestions(product.name if former_name is None else former_name)
    photos = list(product.photos.all())
    for number, photo in enumerate(photos, 1):
        if not photo.alt or photo.alt in known:
            photo.alt = suggestion(product.name, number)
    Photo.objects.bulk_update(photos, ["alt"])


def suggestions(name):
    return {suggestion(name, number) for number in range(1, settings.PHOTOS_PER_PRODUCT + 2)}


def suggestion(name, number):
    """The words for a photo, in the language of the listings."""
    with translation.override("id"):
        return _("%(name)s, photo %(number)d") % {"name": name[: ALT_SIGNS - 12], "number": number}


def delete_unused(names):
    """Remove the files of those `names` that no row of any table bears."""
    for name in names:
        with transaction.atomic():
            if not is_used(name):
                delete_photo(name)


def is_used(name):
    """Whether a picture stands somewhere: equal pictures of all kinds share their files."""
    return any(
        model._base_manager.filter(**{field.name: name}).exists()
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, ImageField) and field.storage is default_storage
    )
