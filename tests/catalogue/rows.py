"""What a browser sends of the list of an owner's products."""

from django.urls import reverse

LIST = reverse("catalogue:manage-products")


def sent(page, changes=(), **extra):
    """The form of an opened list with `changes` typed, {(product, field): value}, and other fields."""
    data = {"baris": []}
    for product, row, _is_chosen in page.context["rows"]:
        data["baris"].append(str(product.pk))
        data |= {row.add_prefix(name): "" if (value := row[name].value()) is None else value for name in row.fields}
    for (product, name), value in dict(changes).items():
        data[f"{product.pk}-{name}"] = value
    return data | extra


def row_of(page, product):
    return next(row for found, row, _is_chosen in page.context["rows"] if found.pk == product.pk)


def listed(page):
    return [product for product, _row, _is_chosen in page.context["rows"]]


def words(response):
    """The messages that a page shows, and those that a redirect carries on."""
    return [str(message) for message in response.context["messages"]]
