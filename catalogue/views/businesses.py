"""The directory and a business's own page."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.counting import count_tap, count_view
from catalogue.filters import BusinessFilter
from catalogue.models import Product
from catalogue.ordering import greeting_text, list_order_text, to_whatsapp
from catalogue.sharing import shared_business
from catalogue.shopping import ShoppingList, read_pairs
from members.current import business_required
from members.models import Business
from unk_portal.errors import error_page
from unk_portal.pages import page_of


def with_samples(businesses):
    """`businesses` with what `_business_card.html` prints: their newest three products as `samples`."""
    samples = Product.objects.published().prefetch_related("photos").order_by("-published_at", "-pk")[:3]
    return businesses.for_cards().prefetch_related(Prefetch("products", samples, to_attr="samples"))


@login_not_required
@require_safe
def business_list(request):
    filters = BusinessFilter(request.GET, with_samples(Business.objects.active()).order_by("name", "pk"))
    filters.form.is_valid()
    page, page_notes = page_of(filters.qs, request)
    context = {"filters": filters, "page": page, "notes": [*filters.notes(), *page_notes]}
    return render(request, "catalogue/business_list.html", context)


@login_not_required
@require_safe
def business(request, slug):
    business = get_object_or_404(Business.objects.for_cards().select_related("district"), slug=slug)
    if business.status != Business.Status.ACTIVE:
        return error_page(request, 410 if business.activated_at else 404)
    context = shopfront(request, business)
    count_view(request, business=business.pk)
    return render(request, "catalogue/business.html", context)


def shopfront(request, business):
    """What the page of a business shows."""
    products = Product.objects.published().filter(business=business).for_cards().select_related("category")
    page, notes = page_of(products.order_by("category__position", "name", "pk"), request, per_page=48)
    return {
        "business": business,
        "page": page,
        "notes": notes,
        "licences": business.licences.in_force(),
        "shared": shared_business(business),
    }


@require_safe
@business_required
def business_preview(request, business):
    """The own page as shoppers see it, or will once the team has approved the business."""
    return render(request, "catalogue/business.html", shopfront(request, business) | {"is_preview": True})


@login_not_required
@require_safe
def business_whatsapp(request, slug):
    business = get_object_or_404(Business.objects.active(), slug=slug)
    count_tap(request, business=business.pk)
    quantities, _notes = read_pairs(request.GET.getlist("p"))
    order = ShoppingList(quantities).order_from(business)
    return to_whatsapp(business, list_order_text(order) if order else greeting_text(business))
