"""What the views of an owner's form share: the page, and taking in photos."""

from allauth.core.ratelimit import consume
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.gallery import PROMOTION_SIDE, add_photo
from catalogue.product_form import UNITS
from catalogue.unsaved import ALT, keep_typing, typing_of
from members.online_places import SHOPS

# What the community's guideline for descriptions asks for; the form counts towards it.
DESCRIPTION_SIGNS = 80
REFUSALS = "refused_photos"


def wants_json(request):
    """Whether the page's own script asks, which changes the page itself."""
    return request.headers.get("Accept") == "application/json"


def editor_page(request, product, form, typing=None, problems=(), is_refused=False):
    """The form with all around it; `problems` are what stands against publishing, a ValidationError each."""
    context = photos_context(product, typing or {}) | {
        "form": form,
        "has_typing": bool(typing),
        "is_refused": is_refused,
        "problems": [{"code": problem.code, "words": problem.messages[0]} for problem in problems],
        "refusals": request.session.pop(f"{REFUSALS}-{product.pk}", []),
        "units": UNITS,
        "description_signs": DESCRIPTION_SIGNS,
        "shops": [form[name] for name in SHOPS],
        "lists_shops": any(getattr(product, name) for name in SHOPS),
    }
    return render(request, "catalogue/editor.html", context)


def photos_context(product, typing):
    """What `_editor_photos.html` prints; the descriptions as they are typed."""
    photos = list(product.photos.all())
    for photo in photos:
        photo.alt_field = f"{ALT}{photo.pk}"
        photo.shown_alt = typing.get(photo.alt_field, photo.alt)
        photo.is_small = photo.smallest_side < PROMOTION_SIDE
    return {
        "product": product,
        "photos": photos,
        "small_photos": [(number, photo) for number, photo in enumerate(photos, 1) if photo.is_small],
        "promotion_side": PROMOTION_SIDE,
        "most_photos": settings.PHOTOS_PER_PRODUCT,
    }


def photos_answer(request, product, words=""):
    """To the page's script its photos anew, and what to say about them; to everyone else the page."""
    if not wants_json(request):
        return redirect(reverse("catalogue:product-edit", args=[product.pk]) + "#foto")
    context = photos_context(product, typing_of(product, request.user) or {})
    parts = {
        name: render_to_string(f"catalogue/_editor_{name}.html", context, request) for name in ("photos", "preparation")
    }
    return JsonResponse({"message": words, **parts})


def receive_photos(request, product):
    """Take in the files of a request. Returns the refused ones as (name, reason) and keeps them for the next page."""
    refusals = []
    for upload in request.FILES.getlist("foto"):
        try:
            if not consume(request, action="photo", user=request.user):
                raise ValidationError(_("That were many photos at once. Wait a minute, then send this one again."))
            add_photo(product, upload)
        except ValidationError as error:
            refusals.append((upload.name[:100], error.messages[0]))
    if refusals and not wants_json(request):
        request.session[f"{REFUSALS}-{product.pk}"] = refusals
    return refusals


def keep_typing_of(request, product):
    """The buttons of the photos send the whole form along, so that its typing survives without JavaScript."""
    if "seen" in request.POST:
        keep_typing(product, request.user, request.POST)
