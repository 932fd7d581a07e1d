from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.models import Offer, Product
from catalogue.models.product import load_for_cards
from catalogue.views.businesses import with_samples
from members.models import Business, Regency, Sector
from promotions.models import Campaign
from promotions.on_show import products_on_show

NEW_ON_HOME = 8
OFFERS_ON_HOME = 4


@login_not_required
@require_safe
def home(request):
    published = Product.objects.published()
    product_counts = dict(published.order_by().values_list("business__regency").annotate(Count("pk")))
    regencies = Regency.objects.of_lampung()
    running = Offer.objects.running().values("product")
    promoted = products_on_show()
    offered = list(published.with_place().filter(pk__in=running).order_by("-published_at", "-pk")[:OFFERS_ON_HOME])
    new = list(published.with_place().order_by("-published_at", "-pk")[:NEW_ON_HOME])
    load_for_cards(promoted, offered, new)
    context = {
        "campaign": Campaign.objects.running().order_by("ends_at", "pk").first(),
        "sectors": Sector.objects.all(),
        "promoted": promoted,
        "offered": offered,
        "new_products": new,
        "new_businesses": with_samples(Business.objects.active()).order_by("-activated_at", "-pk")[:3],
        "regencies": [(regency, product_counts.get(regency.pk, 0)) for regency in regencies],
        "product_count": sum(product_counts.values()),
        "business_count": Business.objects.active().count(),
    }
    return render(request, "promotions/home.html", context)
