"""A product's page and the way from it to its seller."""

import re

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from catalogue.counting import count_tap, count_view
from catalogue.models import Product
from catalogue.ordering import order_text, question_text, to_whatsapp
from catalogue.sharing import shared_product
from unk_portal.errors import error_page


@login_not_required
@require_safe
def product(request, pk, slug):
    products = Product.objects.for_cards().select_related(
        "category__parent", "business__regency", "business__district", "business__sector"
    )
    product = get_object_or_404(products, pk=pk)
    if not product.is_public:
        return error_page(request, 410 if product.published_at else 404)
    if slug != product.slug:
        return redirect(product, permanent=True)
    published = Product.objects.published().for_cards().exclude(pk=pk).order_by("-published_at", "-pk")
    context = {
        "product": product,
        "licences": product.business.licences.in_force(),
        "more": published.filter(business=product.business)[:4],
        "similar": published.filter(category=product.category).exclude(business=product.business)[:4],
        "order_text": order_text(product),
        "shared": shared_product(product),
    }
    count_view(request, product=pk)
    return render(request, "catalogue/product.html", context)


def quantity_from(text):
    """A whole number from 1 to 999; what is no such number means 1."""
    return int(text) if re.fullmatch(r"[1-9]\d{0,2}", text, re.ASCII) else 1


@login_not_required
@require_safe
def product_whatsapp(request, pk):
    """Send the shopper to a WhatsApp chat with the seller, the order or question already written."""
    products = Product.objects.published().for_cards()
    product = get_object_or_404(products, pk=pk)
    if "tanya" in request.GET:
        text = question_text(product)
    else:
        option = request.GET.get("opsi", "")
        text = order_text(
            product,
            quantity_from(request.GET.get("jumlah", "1")),
            option if option in product.options else "",
        )
    count_tap(request, product=pk)
    return to_whatsapp(product.business, text)
