"""Passing a page on: its QR code, and the count of how often that is done."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from catalogue.counting import count_share
from catalogue.models import Product
from catalogue.sharing import shared_business, shared_product
from members.models import Business

DAY = 24 * 60 * 60
CONTENT_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


@login_not_required
@require_safe
@cache_control(public=True, max_age=DAY)
def product_qr(request, pk, kind):
    product = get_object_or_404(Product.objects.published(), pk=pk)
    return qr_response(shared_product(product), kind)


@login_not_required
@require_safe
@cache_control(public=True, max_age=DAY)
def business_qr(request, slug, kind):
    business = get_object_or_404(Business.objects.active(), slug=slug)
    return qr_response(shared_business(business), kind)


def qr_response(shared, kind):
    if kind not in CONTENT_TYPES:
        raise Http404
    return HttpResponse(shared.qr_code(kind), content_type=CONTENT_TYPES[kind])


# A beacon carries no token, and pages for visitors hold none: they are kept in caches.
@login_not_required
@csrf_exempt
@require_POST
def product_share(request, pk):
    product = get_object_or_404(Product.objects.published(), pk=pk)
    count_share(request, product=product.pk)
    return HttpResponse(status=204)


@login_not_required
@csrf_exempt
@require_POST
def business_share(request, slug):
    business = get_object_or_404(Business.objects.active(), slug=slug)
    count_share(request, business=business.pk)
    return HttpResponse(status=204)
