"""Lower prices for a period: of one product, and of all products of a business."""

from contextlib import nullcontext
from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue.models import Offer
from catalogue.offer_forms import OfferForm, no_offer_because
from catalogue.pricing import end
from catalogue.views.own_product import locked_product, managed_product
from members.current import business_required
from unk_portal.pages import page_of
from unk_portal.templatetags.site import rupiah

PAST_SHOWN = 20


def change_in_transaction(view):
    """A decorator: what changes something runs in a transaction; who only looks keeps nobody waiting."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        with transaction.atomic() if request.method == "POST" else nullcontext():
            return view(request, *args, **kwargs)

    return wrapped


def owned_product(request, pk):
    """The product of one who may change it; a request that changes something locks it until its transaction ends."""
    return locked_product(request, pk) if request.method == "POST" else managed_product(request, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@change_in_transaction
def offers(request, pk):
    """A product's offers and the form for a new one."""
    product = owned_product(request, pk)
    open_offers = list(product.offers.not_over().order_by("starts_at"))
    for offer in open_offers:
        offer.product = product
    free_from = max([timezone.localdate(), *(offer.ends_on + timedelta(days=1) for offer in open_offers)])
    data = request.POST if request.method == "POST" else None
    form = OfferForm(data, instance=Offer(product=product), initial={"starts_on": free_from})
    if form.is_bound and form.is_valid() and form.save_alone():
        messages.success(request, saved_in_words(form.instance))
        return redirect("catalogue:offers", pk)
    context = {
        "product": product,
        "form": form,
        "no_offer_because": no_offer_because(product),
        "offers": open_offers,
        "past": product.offers.over()[:PAST_SHOWN],
    }
    return render(request, "catalogue/offers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@change_in_transaction
def offer_edit(request, pk, offer_pk):
    """Change an offer that has not begun. What runs already can only be ended."""
    product = owned_product(request, pk)
    offer = get_object_or_404(product.offers, pk=offer_pk)
    offer.product = product
    if not offer.is_coming:
        messages.error(request, _("This special price has begun already. You can end it, and then make a new one."))
        return redirect("catalogue:offers", pk)
    form = OfferForm(request.POST if request.method == "POST" else None, instance=offer)
    if form.is_bound and form.is_valid() and form.save_alone():
        messages.success(request, saved_in_words(offer))
        return redirect("catalogue:offers", pk)
    context = {"product": product, "form": form, "offer": offer}
    return render(request, "catalogue/offer_edit.html", context)


def saved_in_words(offer):
    words = {
        "price": rupiah(offer.price),
        "percent": offer.percent_off,
        "first_day": date_format(offer.starts_on, "j F Y"),
        "last_day": date_format(offer.ends_on, "j F Y"),
    }
    if offer.is_coming:
        return _("%(price)s from %(first_day)s to %(last_day)s: %(percent)s%% off.") % words
    return _("%(price)s from now to %(last_day)s: %(percent)s%% off.") % words


@require_POST
@change_in_transaction
def offer_end(request, pk, offer_pk):
    """End a running offer now, or cancel one that has not begun."""
    product = owned_product(request, pk)
    offer = get_object_or_404(product.offers, pk=offer_pk)
    offer.product = product
    if offer.is_over:
        messages.success(request, _("This special price was over already."))
    else:
        words = _("The special price is cancelled.") if offer.is_coming else _("The special price has ended.")
        end(offer)
        messages.success(request, words)
    return redirect("catalogue:offers", pk)


@require_safe
@business_required
def manage_offers(request, business):
    """All offers of a business: those that run or will, or those that are over."""
    offers = Offer.objects.managed_by(request.user).filter(product__business=business)
    offers = offers.select_related("product__business").prefetch_related("product__photos")
    is_past = request.GET.get("lewat") == "ya"
    listed = offers.over() if is_past else offers.not_over().order_by("starts_at", "pk")
    page, notes = page_of(listed, request)
    context = {"page": page, "notes": notes, "is_past": is_past}
    return render(request, "catalogue/manage_offers.html", context)
