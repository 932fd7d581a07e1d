"""The home page and the lists of products."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.facets import Facets
from catalogue.filters import NEWEST, SORTINGS, ProductFilter
from catalogue.models import Category, Offer, Product
from catalogue.models.product import load_for_cards
from catalogue.pages import page_of
from catalogue.views.businesses import with_samples
from members.models import Business, Regency, Sector

NEW_ON_HOME = 8
OFFERS_ON_HOME = 4


@login_not_required
@require_safe
def home(request):
    published = Product.objects.published()
    product_counts = dict(published.order_by().values_list("business__regency").annotate(Count("pk")))
    regencies = Regency.objects.of_lampung()
    running = Offer.objects.running().values("product")
    offered = list(published.with_place().filter(pk__in=running).order_by("-published_at", "-pk")[:OFFERS_ON_HOME])
    new = list(published.with_place().order_by("-published_at", "-pk")[:NEW_ON_HOME])
    load_for_cards(offered, new)
    context = {
        "sectors": Sector.objects.all(),
        "offered": offered,
        "new_products": new,
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
        "price_presets": facets.price_presets(),
    }
    return render(request, "catalogue/product_list.html", context)


def without(request, name, value):
    """The list's address without one value of one query word, back on its first page."""
    query = request.GET.copy()
    query.setlist(name, [each for each in query.getlist(name) if each != value])
    query.pop("hal", None)
    return f"{request.path}?{query.urlencode()}" if query else request.path
