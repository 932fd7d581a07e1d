"""The photos in an owner's form. Every change is a button of the form, so it works without JavaScript."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalogue.gallery import move, put_in_order, remove
from catalogue.models import Photo
from catalogue.views.editor_page import keep_typing_of, photos_answer, receive_photos, wants_json
from catalogue.views.own_product import locked_product, managed_product

STEPS = {"depan": -1, "belakang": 1}


@require_POST
def photo_add(request, pk):
    """Take in one file or several. The page's script sends one, and reads why if it is refused."""
    product = managed_product(request, pk)
    keep_typing_of(request, product)
    refusals = receive_photos(request, product)
    if refusals and wants_json(request):
        return JsonResponse({"refused": refusals[0][1]})
    return photos_answer(request, product)


@require_POST
@transaction.atomic
def photo_move(request, pk, photo_pk, way):
    if way not in STEPS:
        raise Http404
    product = locked_product(request, pk)
    photo = get_object_or_404(product.photos, pk=photo_pk)
    keep_typing_of(request, product)
    move(product, photo, STEPS[way])
    return photos_answer(request, product, place_in_words(product, photo))


@require_POST
@transaction.atomic
def photo_order(request, pk):
    """Let the photos stand as the ids in `urutan` say, those of others refused."""
    product = locked_product(request, pk)
    keep_typing_of(request, product)
    try:
        order = [int(each) for each in request.POST.getlist("urutan")]
        put_in_order(product, order)
    except (ValueError, Photo.DoesNotExist) as error:
        raise Http404 from error
    return photos_answer(request, product)


@require_POST
@transaction.atomic
def photo_remove(request, pk, photo_pk):
    product = locked_product(request, pk)
    photo = get_object_or_404(product.photos, pk=photo_pk)
    keep_typing_of(request, product)
    try:
        remove(product, photo)
    except ValidationError as error:
        if wants_json(request):
            return JsonResponse({"refused": error.messages[0]})
        messages.error(request, error.messages[0])
        return photos_answer(request, product)
    return photos_answer(request, product, _("Photo removed."))


def place_in_words(product, photo):
    order = list(product.photos.values_list("pk", flat=True))
    return _("The photo is number %(number)d of %(total)d now.") % {
        "number": order.index(photo.pk) + 1,
        "total": len(order),
    }
