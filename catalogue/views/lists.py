"""The lists of products."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalogue.facets import Facets
from catalogue.filters import NEWEST, SORTINGS, ProductFilter
from catalogue.models import Category, Product
from members.models import Regency
from unk_portal.pages import page_of


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
        "is_start": is_start(filters, page, context),
    }
    return render(request, "catalogue/product_list.html", context)


def is_start(filters, page, context):
    """Whether this is the first page of all products, where nothing is chosen yet."""
    narrowing = [name for name in filters.filters if name != "urut" and filters.chosen(name)]
    return page.number == 1 and not narrowing and not context["fixed"]


def without(request, name, value):
    """The list's address without one value of one query word, back on its first page."""
    query = request.GET.copy()
    query.setlist(name, [each for each in query.getlist(name) if each != value])
    query.pop("hal", None)
    return f"{request.path}?{query.urlencode()}" if query else request.path
