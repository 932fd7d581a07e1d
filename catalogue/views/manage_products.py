"""The list of an owner's products, several of which can be changed at once."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from catalogue.models import Product
from catalogue.models.product import list_lookups
from catalogue.own_filters import STATUS_CONDITIONS, OwnProductFilter
from catalogue.product_rows import ACTS, FORM, ProductRow, save_rows
from members.current import business_required
from unk_portal.keys import read_key
from unk_portal.pages import page_of


@require_http_methods(["GET", "HEAD", "POST"])
@business_required
def product_list(request, business):
    products = Product.objects.managed_by(request.user).filter(business=business).select_related("business")
    if request.method != "POST":
        return list_page(request, products)
    with transaction.atomic():
        rows = posted_rows(request, products)
        chosen = ids(request, "pilih", {row.instance.pk for row in rows})
        outcome = save_rows(rows, chosen, request.POST.get("aksi"))
    for words in outcome.done:
        messages.success(request, words)
    for words in outcome.not_done:
        messages.error(request, words)
    if not outcome.refused:
        return redirect(request.get_full_path())
    others = [row for row in rows if row not in outcome.refused]
    return list_page(request, products, [row.instance.pk for row in outcome.refused + others], outcome.refused, chosen)


def ids(request, name, allowed=None):
    """The ids posted as `name`, each once; Http404 for what is no id, or not `allowed`."""
    found = dict.fromkeys(map(read_key, request.POST.getlist(name)))
    if None in found or (allowed is not None and not allowed.issuperset(found)):
        raise Http404
    return list(found)


def posted_rows(request, products):
    """A row for each product that was in the list, in its order; Http404 when one of them is not the owner's."""
    pks = ids(request, "baris")
    # Always locked in the same order, so that two saves wait for each other, and neither for ever.
    locked = products.select_for_update(of=["self"], no_key=True).order_by("pk").prefetch_related("photos")
    found = {product.pk: product for product in locked.filter(pk__in=pks)}
    if len(found) < len(pks):
        raise Http404
    return [ProductRow(request.POST, instance=found[pk]) for pk in pks]


def list_page(request, products, pks=(), refused=(), chosen=()):
    """The page that the address asks for; after a save with refused rows what was sent, those first and as typed."""
    filters = OwnProductFilter(request.GET, products)
    listed = filters.qs.prefetch_related(*list_lookups())
    page, page_notes = page_of(listed, request)
    if pks:
        found = products.prefetch_related(*list_lookups()).in_bulk(pks)
        shown = [found[pk] for pk in pks]
    else:
        shown = list(page)
    as_typed = {row.instance.pk: row for row in refused}
    counts = filters.counts()
    context = {
        "filters": filters,
        "page": page,
        "notes": [*filters.notes(), *page_notes],
        "products": shown,
        "rows": [
            (product, as_typed.get(product.pk) or ProductRow(instance=product), product.pk in chosen)
            for product in shown
        ],
        "acts": ACTS,
        "form_id": FORM,
        "total": counts["all"],
        "status": next(iter(filters.chosen("status")), ""),
        "statuses": [
            (status, counts.get(status.name) if status in STATUS_CONDITIONS else None)
            for status in OwnProductFilter.Status
            if status not in STATUS_CONDITIONS or counts[status.name] or status.value in filters.chosen("status")
        ],
        "sorting": next(iter(filters.chosen("urut")), "baru"),
        "sortings": [(key, words) for key, (words, _order) in filters.SORTINGS.items()],
    }
    return render(request, "catalogue/manage_products.html", context)
