"""An owner's page on a product that the team has hidden."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalogue import moderation
from catalogue.models import Product


@require_http_methods(["GET", "HEAD", "POST"])
def ask_review(request, pk):
    """Why it is hidden; by POST, ask the team to show it again."""
    products = Product.objects.managed_by(request.user).select_related("business").prefetch_related("photos")
    product = get_object_or_404(products, pk=pk)
    if request.method != "POST":
        return render(request, "catalogue/ask_review.html", {"product": product})
    try:
        if moderation.ask_review(product, request.user):
            messages.success(request, _("The team will look at it again. You get a message when it is decided."))
        else:
            messages.info(request, _("You have asked already. The team will look at it."))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect("catalogue:product-ask-review", pk)
