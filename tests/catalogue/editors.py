"""What the tests of an owner's form share: the people, and what a browser sends back of the form."""

from django.utils import timezone

from catalogue.product_form import ProductForm
from members.models import Business
from tests.factories import make_business, make_product, make_superuser, make_team_member, make_user


def make_ready_business(**fields):
    """A business whose products may be published."""
    fields.setdefault("whatsapp_confirmed_at", timezone.now())
    return make_business(**fields)


def make_draft(business=None, **fields):
    """An empty draft, as the start page makes it."""
    return make_product(
        **{"business": business or make_ready_business(), "status": "draft", "name": "", "price": None, **fields}
    )


def owner_of(business):
    return business.memberships.get().user


def sent(product, **typed):
    """The fields of `product`'s form, opened now, with what is `typed` over them."""
    form = ProductForm(instance=type(product).objects.get(pk=product.pk))
    opened = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in opened.items()} | typed


def person(role, business):
    """Someone by their relation to `business`, which changes for those it is not active for; None is anonymous."""
    if role == "anonymous":
        return None
    if role == "team":
        return make_team_member()
    if role == "superuser":
        return make_superuser()
    if role == "other owner":
        return owner_of(make_ready_business())
    if role == "nobody":
        return make_user()
    if role in Business.Status.values:
        Business.objects.filter(pk=business.pk).update(status=role)
    return owner_of(business)


# What each may do to a business's products: 200 to change them, 302 to sign in first, 404 to find nothing.
ROLES = {
    "anonymous": 302,
    "owner": 200,
    "other owner": 404,
    "nobody": 404,
    "draft": 200,
    "submitted": 200,
    "rejected": 200,
    "suspended": 404,
    "team": 200,
    "superuser": 200,
}
