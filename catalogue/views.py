"""What shoppers see."""

import re

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.facets import Facets
from catalogue.filters import NEWEST, SORTINGS, BusinessFilter, ProductFilter
from catalogue.models import Category, Product
from catalogue.ordering import greeting_text, order_link, order_text, question_text
from members.models import Business, Regency, Sector
from unk_portal.errors import error_page

PER_PAGE = 24
ON_HOME = 8


def page_of(queryset, request, count=None, per_page=PER_PAGE):
    """The page that `?hal=` asks for, and a note when there is no such page."""
    paginator = Paginator(queryset, per_page)
    if count is not None:
        paginator.count = count
    asked = request.GET.get("hal", "1")
    page = paginator.get_page(asked)
    notes = [] if asked == str(page.number) else [_("There is no such page; this is page %d.") % page.number]
    return page, notes


@login_not_required
@require_safe
def home(request):
    published = Product.objects.published()
    product_counts = dict(published.order_by().values_list("business__regency").annotate(Count("pk")))
    regencies = Regency.objects.of_lampung()
    context = {
        "sectors": Sector.objects.all(),
        "new_products": published.for_cards().order_by("-published_at", "-pk")[:ON_HOME],
        "new_businesses": with_samples(Business.objects.active()).order_by("-activated_at", "-pk")[:3],
        "regencies": [(regency, product_counts.get(regency.pk, 0)) for regency in regencies],
        "product_count": sum(product_counts.values()),
        "business_count": Business.objects.active().count(),
    }
    return render(request, "catalogue/home.html", context)


@login_not_required
@require_safe
def product_list(request):
    return browse(request, Product.objects.published(), {"fixed": []})


@login_not_required
@require_safe
def category(request, slug):
    category = get_object_or_404(Category.objects.select_related("parent"), slug=slug)
    products = Product.objects.published().filter(Q(category=category) | Q(category__parent=category))
    return browse(
        request, products, {"category": category, "subcategories": category.children.all(), "fixed": ["kategori"]}
    )


@login_not_required
@require_safe
def regency(request, slug):
    regency = get_object_or_404(Regency, slug=slug)
    products = Product.objects.published().filter(business__regency=regency)
    return browse(request, products, {"regency": regency, "fixed": ["wilayah"]})


def browse(request, products, context):
    """A list of `products` with search, facets, sorting and pages; `context` says what the page is about."""
    filters = ProductFilter(request.GET, products.order_by("-published_at", "-pk"))
    facets = Facets(filters)
    page, page_notes = page_of(filters.qs.for_cards(), request, facets.total)
    sorting = next(iter(filters.chosen("urut")), NEWEST)
    context |= {
        "filters": filters,
        "facets": facets,
        "active": [(label, without(request, name, value)) for label, name, value in facets.active()],
        "page": page,
        "notes": [*filters.notes(), *page_notes],
        "sorting": sorting,
        "sortings": [(key, words) for key, (words, _order) in SORTINGS.items()],
        "kept_when_sorting": [
            (name, value) for name in request.GET if name not in ("urut", "hal") for value in request.GET.getlist(name)
        ],
    }
    return render(request, "catalogue/product_list.html", context)


def without(request, name, value):
    """The list's address without one value of one query word, back on its first page."""
    query = request.GET.copy()
    query.setlist(name, [each for each in query.getlist(name) if each != value])
    query.pop("hal", None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


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
    }
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
    return to_whatsapp(product.business, text)


@login_not_required
@require_safe
def business_whatsapp(request, slug):
    business = get_object_or_404(Business.objects.active(), slug=slug)
    return to_whatsapp(business, greeting_text(business))


def to_whatsapp(business, text):
    response = HttpResponseRedirect(order_link(business, text))
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


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
    products = Product.objects.published().filter(business=business).for_cards().select_related("category")
    page, notes = page_of(products.order_by("category__position", "name", "pk"), request, per_page=48)
    context = {"business": business, "page": page, "notes": notes, "licences": business.licences.in_force()}
    return render(request, "catalogue/business.html", context)
