"""How ready a product is to be promoted."""

from django import template

from catalogue.models import Product
from promotions.guidelines import Guidelines
from promotions.preparation import prepared

register = template.Library()


@register.inclusion_tag("promotions/_preparation.html")
def preparation(product):
    """The meter of a product: a bamboo shoot for each guideline, and what is missing in words.

    Asks the database unless the product comes from `promotions.preparation.prepared`.
    """
    found = getattr(product, "preparation", None)
    if found is None:
        found = prepared(Product.objects.filter(pk=product.pk), Guidelines().rules())[0].preparation
    return {"preparation": found}


@register.simple_tag
def prepare(products):
    """Give each of the list `products` its preparation, so that their meters ask the database no more."""
    found = prepared(Product.objects.filter(pk__in=[product.pk for product in products]), Guidelines().rules())
    by_pk = {product.pk: product.preparation for product in found}
    for product in products:
        product.preparation = by_pk[product.pk]
    return ""


@register.inclusion_tag("promotions/_preparation_short.html")
def preparation_short(product):
    """The meter in one line; for products that `prepare` has seen."""
    return {"preparation": product.preparation}
