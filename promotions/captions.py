"""The words of a post: written from the listing, within what the platform allows."""

import re

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from unk_portal.templatetags.site import rupiah

HASHTAG = re.compile(r"#\w+")
COMMUNITY_TAGS = ["#UMKMNaikKelas", "#UMKMLampung"]


def caption_for(product, channel, limits):
    """An Indonesian caption for `product`, cut to the `limits` of the channel (a PlatformLimits or None)."""
    with translation.override("id"):
        business = product.business
        head = [product.name]
        if product.offer:
            price = _("%(price)s (was %(before)s)") % {
                "price": rupiah(product.offer.price),
                "before": rupiah(product.price),
            }
        else:
            price = rupiah(product.price)
        head.append(f"{price} / {product.unit}" if product.unit else price)
        tail = [
            f"{business.name}, {business.regency}" if business.regency_id else business.name,
            _("Order: %(address)s") % {"address": promoted_address(product, channel)},
        ]
        tags = " ".join(hashtags(product)[: limits.hashtags if limits and limits.hashtags is not None else None])
    room = (limits.caption_length if limits and limits.caption_length else 2200) - sum(
        len(part) + 2 for part in [*head, *tail, tags]
    )
    story = shortened(product.description.strip(), room)
    return "\n\n".join(part for part in ["\n".join(head), story, "\n".join(tail), tags] if part)


def promoted_address(product, channel):
    """The product's address with a mark of where the visitor came from."""
    with translation.override("id"):
        return f"{settings.SITE_URL}{reverse('catalogue:product', args=[product.pk, product.slug])}?dari={channel.slug}"


def hashtags(product):
    """Community first, then what it is and where from: "#Kopi", "#LampungBarat"."""
    words = [product.category.name_id, product.business.regency.short_name if product.business.regency_id else ""]
    return [*COMMUNITY_TAGS, *(f"#{tag}" for word in words if (tag := re.sub(r"\W+", "", word.title())))]


def shortened(text, room):
    """At most `room` signs of `text`, cut between words."""
    if len(text) <= room:
        return text
    return text[: max(0, room - 1)].rsplit(" ", 1)[0].rstrip(",.;: ") + "…" if room > 20 else ""


def problems(caption, limits):
    """What is wrong with `caption` under `limits`, in sentences; empty when it may be posted."""
    if not caption.strip():
        return [_("The caption is empty.")]
    if limits is None:
        return []
    found = []
    if limits.caption_length is not None and len(caption) > limits.caption_length:
        found.append(
            _("The caption has %(length)d signs; %(limit)d are allowed.")
            % {"length": len(caption), "limit": limits.caption_length}
        )
    if limits.hashtags is not None and (number := len(HASHTAG.findall(caption))) > limits.hashtags:
        found.append(
            _("The caption has %(number)d hashtags; %(limit)d are allowed.")
            % {"number": number, "limit": limits.hashtags}
        )
    return found
