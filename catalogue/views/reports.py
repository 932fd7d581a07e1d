"""Telling the team that something is wrong with a product. The page sets a cookie, so it is kept in no cache."""

from allauth.core.ratelimit import consume
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control

from catalogue.forms import ReportForm
from catalogue.models import Product, Report
from unk_portal.errors import Page, error_page

SENT = "terkirim"
TOO_MANY = Page(
    _("Too many reports at once"),
    _("You have sent several. Please wait an hour, go back and send this one again."),
    retry_after=60 * 60,
)


@login_not_required
@cache_control(no_store=True)
def product_report(request, pk):
    product = get_object_or_404(Product.objects.published().for_cards(), pk=pk)
    form = ReportForm(request.POST or None, instance=Report(product=product))
    if form.is_valid():
        if not consume(request, action="report"):
            return error_page(request, 429, TOO_MANY)
        if not form.is_by_a_robot:
            form.save()
        return redirect(f"{request.path}?{SENT}")
    return render(request, "catalogue/report.html", {"product": product, "form": form, "is_sent": SENT in request.GET})
