"""What a product needs before shoppers may see it."""

from django.utils.translation import gettext as _

from catalogue.models import Product


def missing_to_publish(product):
    """What its owner has to do first, a sentence each; nothing when the product may be published."""
    business = product.business
    checks = [
        (product.name, _("Give it a name.")),
        (product.price, _("Set a price.")),
        (product.first_photo, _("Add a photo.")),
        (business.whatsapp, _("Add your WhatsApp number.")),
        (
            not business.whatsapp or business.whatsapp_confirmed_at,
            _("Open your WhatsApp once from the portal to show that the number is right."),
        ),
    ]
    return [words for is_met, words in checks if not is_met]


def publish(product):
    """Publish a product that misses nothing. Shoppers see it while its business is active and it is not hidden."""
    product.status = Product.Status.PUBLISHED
    product.save(update_fields=["status", "published_at", "updated_at"])
