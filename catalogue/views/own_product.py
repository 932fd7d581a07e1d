"""The product that an owner's page is about, for those who may change it; everyone else gets 404."""

from django.shortcuts import get_object_or_404

from catalogue.models import Product


def managed_product(request, pk):
    return get_object_or_404(_products(request), pk=pk)


def locked_product(request, pk, no_key=True):
    """The same, held until the transaction ends.

    The lock lets others save rows that refer to the product, so that a transaction that did not wait for it fails and
    does not hang. Without `no_key` it does not: for a product that is deleted.
    """
    return get_object_or_404(_products(request).select_for_update(of=("self",), no_key=no_key), pk=pk)


def _products(request):
    return Product.objects.managed_by(request.user).select_related("business", "category")
