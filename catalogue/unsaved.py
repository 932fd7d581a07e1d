"""What people have typed into a product's form and not saved. It is never shown to anyone but them."""

from catalogue.models import Typing
from catalogue.product_form import ProductForm

# More than any field takes, so that what is too long stays too; not so much that it fills the disk.
MAX_SIGNS = 10_000
ALT = "alt-"


def keep_typing(product, user, sent):
    """Remember what stands in the form's fields in `sent`, a QueryDict, when it is not what is saved.

    A form that comes late, after it was saved, holds nothing unsaved and takes away what was kept.
    """
    alts = typed_alts(product, sent)
    if not ProductForm(sent, instance=product).has_typing and not alts:
        discard_typing(product, user)
        return
    data = {name: sent.get(name, "")[:MAX_SIGNS] for name in ProductForm.base_fields if name in sent}
    Typing.objects.update_or_create(product=product, user=user, defaults={"data": data | alts})


def discard_typing(product, user):
    Typing.objects.filter(product=product, user=user).delete()


def typing_of(product, user):
    """The kept fields by name, or None."""
    return Typing.objects.filter(product=product, user=user).values_list("data", flat=True).first()


def typed_alts(product, sent):
    """{field: text} of the descriptions of `product`'s photos that were changed in the form."""
    names = [f"{ALT}{pk}" for pk in product.photos.values_list("pk", flat=True)]
    return {
        name: sent[name][:MAX_SIGNS] for name in names if name in sent and sent[name] != sent.get(f"{name}-was", "")
    }
