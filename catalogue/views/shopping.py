"""The shopping list."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from catalogue.shopping import ShoppingList, list_path, read_pairs
from members.whatsapp import chat_link


@login_not_required
@require_safe
@cache_control(no_store=True)
def shopping_list(request):
    quantities, notes = read_pairs(request.GET.getlist("p"))
    address = settings.SITE_URL + list_path(quantities)
    words = _("My shopping list at UMKM Naik Kelas Lampung: %(address)s") % {"address": address}
    context = {
        "shopping_list": ShoppingList(quantities),
        "notes": notes,
        "address": address,
        # Without a number, WhatsApp asks whom to send it to.
        "share_link": chat_link("", words),
    }
    response = render(request, "catalogue/shopping_list.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
