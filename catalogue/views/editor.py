"""An owner's form for one product."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue.drafts import start_draft
from catalogue.gallery import suggest_alts
from catalogue.models import Photo, Product
from catalogue.pricing import end_offers_not_below_price, ended_in_words
from catalogue.product_form import ProductForm
from catalogue.suggestions import suggest_category
from catalogue.unsaved import ALT, discard_typing, keep_typing, typed_alts, typing_of
from catalogue.views.editor_page import editor_page, receive_photos, wants_json
from catalogue.views.own_product import locked_product, managed_product
from members.current import business_required

PUBLISH = "terbitkan"
AT_FIELDS = {"no_name": "name", "no_price": "price"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@business_required
def product_add(request, business):
    """The start: photos first, or none yet. A POST begins a draft and goes to its form."""
    if request.method != "POST":
        return render(request, "catalogue/editor_start.html", {"business": business})
    try:
        product = start_draft(business, request.user)
    except ValidationError as error:
        return refused_start(request, business, error.messages[0])
    receive_photos(request, product)
    address = reverse("catalogue:product-edit", args=[product.pk])
    return JsonResponse({"address": address, "product": product.pk}) if wants_json(request) else redirect(address)


def refused_start(request, business, message):
    if wants_json(request):
        return JsonResponse({"refused": message})
    return render(request, "catalogue/editor_start.html", {"business": business, "refusal": message})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def product_edit(request, pk):
    if request.method == "POST":
        return save_product(request, pk)
    product = managed_product(request, pk)
    typing = typing_of(product, request.user)
    form = ProductForm(typing, instance=managed_product(request, pk)) if typing else ProductForm(instance=product)
    return editor_page(request, product, form, typing=typing)


@transaction.atomic
def save_product(request, pk):
    """Save the form, and publish when that was its button. What cannot be saved stays typed."""
    product = locked_product(request, pk)
    former_name = product.name
    form = ProductForm(request.POST, instance=product)
    if not form.is_valid():
        unchanged = managed_product(request, pk)
        keep_typing(unchanged, request.user, request.POST)
        return editor_page(request, unchanged, form, typing=typing_of(unchanged, request.user), is_refused=True)
    form.save()
    save_alts(product, request.POST)
    suggest_alts(product, former_name)
    discard_typing(product, request.user)
    for words in ended_in_words(end_offers_not_below_price([product])):
        messages.info(request, words)
    if PUBLISH in request.POST:
        return publish_product(request, product)
    messages.success(request, saved_in_words(product))
    return redirect("catalogue:product-edit", pk)


def publish_product(request, product):
    """Publish what was just saved. What is missing is said at its place, and the draft stays saved."""
    try:
        product.publish()
    except ValidationError as error:
        form = reopened(product)
        for problem in error.error_list:
            if problem.code in AT_FIELDS:
                form.add_error(AT_FIELDS[problem.code], problem)
        problems = [problem for problem in error.error_list if problem.code not in AT_FIELDS]
        return editor_page(request, product, form, problems=problems, is_refused=True)
    messages.success(request, saved_in_words(product))
    return redirect("catalogue:product-edit", product.pk)


def reopened(product):
    """The form of what is saved, able to carry errors."""
    saved = ProductForm(instance=product)
    form = ProductForm({name: saved[name].value() for name in saved.fields}, instance=product)
    form.is_valid()
    return form


def saved_in_words(product):
    if product.status == Product.Status.DRAFT:
        return _("Saved as a draft. Only you see it.")
    if product.status == Product.Status.ARCHIVED:
        return _("Saved. It stays in the archive.")
    if product.hidden_reason:
        return _("Saved. The team has hidden it, so visitors do not see it yet.")
    if not product.is_public:
        return _("Saved. It appears as soon as your business is approved.")
    return _("Saved. Visitors see it now.")


def save_alts(product, sent):
    """Keep what was written about single photos."""
    for name, text in typed_alts(product, sent).items():
        alt = " ".join(text.split())[: Photo._meta.get_field("alt").max_length]
        Photo.objects.filter(product=product, pk=name.removeprefix(ALT)).update(alt=alt)


@require_POST
def product_typing(request, pk):
    """Keep what stands in the form; the page sends it by itself while one types."""
    keep_typing(managed_product(request, pk), request.user, request.POST)
    return HttpResponse(status=204)


@require_POST
def product_typing_discard(request, pk):
    discard_typing(managed_product(request, pk), request.user)
    messages.success(request, _("Back to what was saved."))
    return redirect("catalogue:product-edit", pk)


@require_safe
@never_cache
def category_suggestion(request):
    """The category that the name in `nama` suggests, as JSON with `pk` and `name`, both null for none."""
    category = suggest_category(request.GET.get("nama", "")[:200])
    return JsonResponse({"pk": category and category.pk, "name": category and category.name})
