"""The WhatsApp messages that shoppers send to members: plain Indonesian, whatever language the shopper reads."""

from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from members.whatsapp import chat_link
from unk_portal.templatetags.site import rupiah

# Encoded; more makes an address that some phones and messengers do not take whole.
MAX_TEXT_BYTES = 1_500


def product_address(product):
    """The full address of a product's Indonesian page."""
    with translation.override("id"):
        return settings.SITE_URL + reverse("catalogue:product", args=[product.pk, product.slug])


def order_text(product, quantity=1, option=""):
    """What a shopper writes to order `quantity` of `product`, with the price in force."""
    with translation.override("id"):
        line = f"{quantity} × {product.name}"
        if option:
            line += f" ({option})"
        price = rupiah(product.current_price) + (f" / {product.unit}" if product.unit else "")
        return "\n".join(
            [
                _("Hello %(business)s, I would like to order:") % {"business": product.business.name},
                line,
                _("Price: %(price)s") % {"price": price},
                *(
                    [_("Total: %(total)s") % {"total": rupiah(product.current_price * quantity)}]
                    if quantity > 1
                    else []
                ),
                product_address(product),
                _("Is it available?"),
            ]
        )


def list_order_text(order):
    """What a shopper writes to order all that a shopping list holds of one seller.

    When that is too long for a link, the list's address takes the place of its lines.
    """
    with translation.override("id"):
        business = order.business.name
        lines = "\n".join(line_text(line) for line in order.orderable)
        text = framed_text(business, lines, order.total)
        if len(quote(text, safe="")) <= MAX_TEXT_BYTES:
            return text
        address = f"{settings.SITE_URL}{reverse('catalogue:shopping-list')}?{order.query}"
        return framed_text(Truncator(business).chars(40), address, order.total)


def line_text(line):
    name, price, total = line.product.name, rupiah(line.product.current_price), rupiah(line.sum)
    if line.product.options:
        name += " " + _("(my choice: …)")
    return f"{line.quantity} × {name} @ {price} = {total}"


def framed_text(business, body, total):
    return "\n".join(
        [
            _("Hello %(business)s, I would like to order:") % {"business": business},
            body,
            _("Total: %(total)s") % {"total": rupiah(total)},
            _("Is it available?"),
        ]
    )


def question_text(product):
    """What a shopper writes to ask about `product` before ordering."""
    with translation.override("id"):
        return "\n".join(
            [
                _("Hello %(business)s, I would like to ask about:") % {"business": product.business.name},
                f"{product.name} ({rupiah(product.current_price)})",
                product_address(product),
            ]
        )


def greeting_text(business):
    """What a shopper writes who comes from a business's page."""
    with translation.override("id"):
        words = _("Hello %(business)s, I found you at UMKM Naik Kelas Lampung.")
        return words % {"business": business.name}


def order_link(business, text):
    """A chat with the business; with the community's team when it has no number."""
    return chat_link(business.whatsapp or settings.COMMUNITY_WHATSAPP, text)


def to_whatsapp(business, text):
    """Send the shopper to a chat with the business; no robot should follow, no cache keep it."""
    response = HttpResponseRedirect(order_link(business, text))
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
