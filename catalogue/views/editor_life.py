"""What an owner does with a whole product: look at it as shoppers do, put it away, bring it back, copy, delete."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from catalogue.drafts import delete_draft, duplicate
from catalogue.models import Product
from catalogue.models.product import slug_for
from catalogue.ordering import order_text
from catalogue.product_form import ProductForm
from catalogue.unsaved import typing_of
from catalogue.views.editor_page import keep_typing_of
from catalogue.views.own_product import locked_product, managed_product


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def product_preview(request, pk):
    """The product's page as shoppers would see it, with what is typed and right. A POST brings the typing along."""
    if request.method == "POST":
        keep_typing_of(request, managed_product(request, pk))
        return redirect("catalogue:product-preview", pk)
    products = Product.objects.managed_by(request.user).for_cards()
    product = get_object_or_404(
        products.select_related("category__parent", "business__regency", "business__district", "business__sector"),
        pk=pk,
    )
    left_out = with_typing(product, typing_of(product, request.user))
    context = {
        "product": product,
        "licences": product.business.licences.in_force(),
        "order_text": order_text(product) if product.price else "",
        "is_preview": True,
        "left_out": left_out,
    }
    return render(request, "catalogue/product_preview.html", context)


def with_typing(product, typing):
    """Let `product`, which is not saved, hold what is typed. Returns the labels of fields that are not right yet."""
    left_out = []
    if typing:
        form = ProductForm(typing, instance=product)
        if not form.is_valid():
            left_out = [form[name].label for name in form.errors if name in form.fields]
    product.name = str(product)
    product.slug = slug_for(product.name)
    if not product.price:
        product.running_offers = []
    return left_out


@require_POST
@transaction.atomic
def product_archive(request, pk):
    product = locked_product(request, pk)
    keep_typing_of(request, product)
    product.archive()
    messages.success(request, _("Archived. Visitors no longer see it; you can restore it any time."))
    return redirect("catalogue:product-edit", pk)


@require_POST
@transaction.atomic
def product_restore(request, pk):
    product = locked_product(request, pk)
    keep_typing_of(request, product)
    try:
        product.restore()
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("It is a draft again. Publish it when it is ready."))
    return redirect("catalogue:product-edit", pk)


@require_POST
def product_duplicate(request, pk):
    product = managed_product(request, pk)
    keep_typing_of(request, product)
    try:
        copy = duplicate(product)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("catalogue:product-edit", pk)
    messages.success(request, _("This is the copy. Change what is different, then publish it."))
    return redirect("catalogue:product-edit", copy.pk)


@require_POST
@transaction.atomic
def product_delete(request, pk):
    product = locked_product(request, pk, no_key=False)
    try:
        delete_draft(product)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("catalogue:product-edit", pk)
    messages.success(request, _("The draft is deleted."))
    return redirect("catalogue:manage-products")
