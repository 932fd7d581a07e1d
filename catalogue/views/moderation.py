"""The moderators' queue, and what they decide about products."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue import moderation, waiting
from catalogue.models import Product
from members import letters
from members.access import moderator_required
from members.models import Business
from members.reason_forms import ReasonForm
from members.views.review import QUEUE, attempt
from unk_portal.keys import read_key
from unk_portal.pages import page_of

PER_PAGE = 12
BUSINESSES, PRODUCTS, REPORTS = "usaha", "produk", "laporan"

HIDINGS = [
    gettext_lazy("The photo does not show the product itself."),
    gettext_lazy("The photo belongs to someone else. Use your own."),
    gettext_lazy("The price is not right or not clear."),
    gettext_lazy("The description promises what is not true, such as healing an illness."),
    gettext_lazy("The word “halal” needs a certificate that the team has checked."),
    gettext_lazy("Such goods may not be sold on the portal."),
]
REFUSALS = [
    gettext_lazy("It looks the same as before. Mend what the team asked for, then ask again."),
    *HIDINGS,
]


@require_safe
@moderator_required
def queue(request):
    businesses, products = waiting.waiting_businesses(), waiting.asking_products()
    reported = waiting.reported_products()
    counts = {BUSINESSES: businesses.count(), PRODUCTS: products.count(), REPORTS: reported.count()}
    part = chosen_part(request.GET.get("bagian"), counts)
    rows = {
        BUSINESSES: waiting.for_queue(businesses),
        PRODUCTS: products.select_related("business").prefetch_related("photos"),
        REPORTS: waiting.with_open_reports(reported),
    }[part]
    page, notes = page_of(rows, request, count=counts[part], per_page=PER_PAGE)
    context = {
        "part": part,
        "parts": [
            (BUSINESSES, _("Businesses"), counts[BUSINESSES]),
            (PRODUCTS, _("Show again"), counts[PRODUCTS]),
            (REPORTS, _("Reports"), counts[REPORTS]),
        ],
        "page": page,
        "notes": notes,
        "cards": waiting.cards_of(page) if part == BUSINESSES else list(page),
        "letter": letter_on_decision(request),
    }
    return render(request, "catalogue/moderation.html", context)


def chosen_part(asked, counts):
    """The part asked for, or the first in which something waits."""
    if asked in counts:
        return asked
    return next((part for part, count in counts.items() if count), BUSINESSES)


def letter_on_decision(request):
    """What to write to the owner of the business that was decided just now; None when there is none."""
    pk = read_key(request.GET.get("diputus", ""))
    business = pk and Business.objects.filter(pk=pk).first()
    return letters.ready(business, lambda: letters.about_business(business)) if business else None


@require_safe
@moderator_required
def product(request, pk):
    """A product as the team needs to see it, hidden or not, with its reports and what can be done."""
    products = Product.objects.select_related("business__regency", "category").prefetch_related("photos")
    product = get_object_or_404(products, pk=pk)
    reports = list(product.reports.select_related("handled_by").order_by("-created_at", "-pk")[:30])
    open_reports = [report for report in reports if report.handled_at is None]
    context = {
        "product": product,
        "open_reports": open_reports,
        "handled_reports": [report for report in reports if report.handled_at],
        "last_report": max((report.pk for report in open_reports), default=None),
        "is_decided": "diputus" in request.GET,
        "letter": letter_about(product) if product.hidden_reason or "diputus" in request.GET else None,
    }
    return render(request, "catalogue/moderation_product.html", context)


def letter_about(product):
    return letters.ready(product.business, lambda: moderation.about_product(product))


@require_safe
@moderator_required
def business_products(request, pk):
    """All products of one business, the newest first, whatever their status."""
    business = get_object_or_404(Business.objects.for_cards(), pk=pk)
    products = business.products.prefetch_related("photos").order_by("-created_at", "-pk")
    page, notes = page_of(products, request)
    context = {"business": business, "page": page, "notes": notes}
    return render(request, "catalogue/moderation_products.html", context)


def settle(request, product, decide, done):
    """Make a decision about `product` and go back to it; the person reads what came of it."""
    is_decided = attempt(request, decide, done % {"product": product})
    response = redirect("catalogue:moderation-product", product.pk)
    if is_decided:
        response["Location"] += "?diputus"
    return response


def with_reason(decision, done, ready_made, words):
    """A view that asks for the reason first."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @moderator_required
    def view(request, pk):
        product = get_object_or_404(Product.objects.select_related("business").prefetch_related("photos"), pk=pk)
        form = ReasonForm(
            request.POST if request.method == "POST" else None,
            ready_made=ready_made,
            max_length=moderation.REASON_LENGTH,
        )
        if form.is_valid():
            return settle(request, product, partial(decision, product, request.user, form.reason), done)
        context = {"product": product, "form": form, "words": words}
        return render(request, "catalogue/moderation_reason.html", context)

    return view


hide = with_reason(
    moderation.hide,
    gettext_lazy("%(product)s is hidden."),
    HIDINGS,
    {
        "title": gettext_lazy("Hide this product"),
        "lead": gettext_lazy(
            "It is gone from the portal at once. The owner mends it and asks for it to be shown again."
        ),
        "button": gettext_lazy("Hide the product"),
    },
)
refuse_again = with_reason(
    moderation.refuse_again,
    gettext_lazy("%(product)s stays hidden."),
    REFUSALS,
    {
        "title": gettext_lazy("Keep it hidden"),
        "lead": gettext_lazy("The owner reads why, and may ask again."),
        "button": gettext_lazy("Keep it hidden"),
    },
)


@require_POST
@moderator_required
def show_again(request, pk):
    product = get_object_or_404(Product, pk=pk)
    decide = partial(moderation.show_again, product, request.user)
    return settle(request, product, decide, gettext_lazy("%(product)s is shown again."))


@require_POST
@moderator_required
def handle_reports(request, pk):
    """Mark the reports that the moderator has seen as handled; one that came in since stays."""
    product = get_object_or_404(Product, pk=pk)
    count = moderation.handle_reports(product, request.user, read_key(request.POST.get("last", "")) or 0)
    if count:
        messages.success(request, ngettext("%d report is handled.", "%d reports are handled.", count) % count)
    else:
        messages.info(request, _("Somebody else has handled them already."))
    if request.POST.get("dari") == QUEUE:
        response = redirect("catalogue:moderation")
        response["Location"] += f"?bagian={REPORTS}"
        return response
    return redirect("catalogue:moderation-product", pk)
