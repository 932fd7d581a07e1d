"""The words of a business's trail: what an event is called, and what changed from what to what."""

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from members.models import AccessLink, Business, Licence
from unk_portal.templatetags.site import rupiah

LONGEST = 160
# What a change of each kind of thing shows. Keys, counters and who reviewed what are told by the title.
BUSINESS = (
    *("name", "tagline", "story", "sector", "regency", "district", "address", "is_address_public", "opening_hours"),
    *("has_pickup", "has_courier", "has_expedition", "whatsapp", "instagram", "tiktok", "shopee", "tokopedia"),
    *("tiktok_shop", "website", "logo", "cover", "scale", "status", "review_note"),
)
PRODUCT = (
    *("business", "category", "name", "description", "price", "unit", "options", "availability", "lead_time_days"),
    *("minimum_order", "shopee", "tokopedia", "tiktok_shop", "status", "hidden_reason"),
)
SHOWN = {
    "business": BUSINESS,
    "product": PRODUCT,
    "licence": ("kind", "number", "issued_on", "expires_on", "status"),
    "offer": ("product", "price", "starts_at", "ends_at"),
}
MONEY = {"price"}
FILES = {"logo", "cover"}
Status = Business.Status


def title_of(name, record, before, names):
    """What a history record is called, and whether it is a decision of the team."""
    if name == "business":
        return title_of_business(record, before)
    if name == "product":
        return title_of_product(record, before)
    kind = record.history_type
    if name == "licence":
        return title_of_licence(record, before)
    product = names.of(record.instance_type._meta.get_field("product").related_model, record.product_id)
    words = {"product": product or _("a deleted product")}
    if kind == "+":
        return _("Offer for “%(product)s” made") % words, False
    return (
        _("Offer for “%(product)s” deleted") if kind == "-" else _("Offer for “%(product)s” changed")
    ) % words, False


def title_of_business(record, before):
    """Also of what the owner does with the status."""
    if before is None or record.history_type == "+":
        return _("Business made"), False
    if record.history_type == "-":
        return _("Business deleted"), False
    step = (before.status, record.status)
    decisions = {
        (Status.SUBMITTED, Status.ACTIVE): _("Approved"),
        (Status.SUBMITTED, Status.DRAFT): _("Changes asked for"),
        (Status.SUBMITTED, Status.REJECTED): _("Rejected"),
        (Status.REJECTED, Status.SUBMITTED): _("Taken back into the queue"),
        (Status.ACTIVE, Status.SUSPENDED): _("Suspended"),
        (Status.SUSPENDED, Status.ACTIVE): _("Suspension ended"),
    }
    if step in decisions and before.reviewed_at != record.reviewed_at:
        return decisions[step], True
    if before.status != Status.SUBMITTED == record.status:
        return _("Submitted"), False
    if before.whatsapp_confirmed_at is None and record.whatsapp_confirmed_at:
        return _("WhatsApp opened"), False
    return _("Business changed"), False


def title_of_product(record, before):
    words = {"product": record.name or _("Product without a name")}
    if before is None or record.history_type == "+":
        return _("“%(product)s” added") % words, False
    if record.history_type == "-":
        return _("“%(product)s” deleted") % words, False
    if record.hidden_reason and not before.hidden_reason:
        return _("“%(product)s” hidden") % words, True
    if before.hidden_reason and not record.hidden_reason:
        return _("“%(product)s” shown again") % words, True
    if before.review_asked_at is None and record.review_asked_at:
        return _("Asked to show “%(product)s” again") % words, False
    if before.hidden_reason and before.review_asked_at and record.review_asked_at is None:
        return _("“%(product)s” stays hidden") % words, True
    return _("“%(product)s” changed") % words, False


def title_of_licence(record, before):
    words = {"kind": record.get_kind_display()}
    if before is None or record.history_type == "+":
        return _("%(kind)s added") % words, False
    if record.history_type == "-":
        return _("%(kind)s deleted") % words, False
    if before.status != record.status and record.status != Licence.Status.SUBMITTED:
        return _("%(kind)s checked") % words, True
    return _("%(kind)s changed") % words, False


def title_of_link(step, link):
    if link.purpose == AccessLink.Purpose.CLAIM:
        return {"made": _("Claim link made"), "used": _("Claimed"), "revoked": _("Claim link revoked")}[step]
    words = {"name": link.user}
    return {
        "made": _("Sign-in link made for %(name)s") % words,
        "used": _("%(name)s signed in by link") % words,
        "revoked": _("Sign-in link for %(name)s revoked") % words,
    }[step]


def changes_of(name, record, before, names):
    """(label, old, new) in words for each field that changed; both None where the values are nobody's business."""
    changes = []
    for column in SHOWN[name]:
        described = record.instance_type._meta.get_field(column)
        old, new = getattr(before, described.attname), getattr(record, described.attname)
        if old != new:
            label = capfirst(described.verbose_name)
            if is_private(name, column, record, before):
                changes.append((label, None, None))
            else:
                changes.append((label, in_words(described, old, names), in_words(described, new, names)))
    return changes


def is_private(name, column, *records):
    """Whether a value is not public: a street that is not shown, a number not on show yet, a tax number."""
    if column in FILES:
        return True
    if name == "business" and column == "address":
        return not all(record.is_address_public for record in records)
    if name == "business" and column == "whatsapp":
        return not all(record.status == Status.ACTIVE for record in records)
    return name == "licence" and column == "number" and any(record.kind == Licence.Kind.NPWP for record in records)


def in_words(described, value, names):
    """A field's stored value as a person reads it."""
    if value is None or value == "" or value == []:
        return _("nothing")
    if described.related_model:
        return str(names.of(described.related_model, value) or value)
    if described.choices:
        return str(dict(described.flatchoices).get(value, value))
    if isinstance(described, models.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(described, models.DateTimeField):
        return date_format(timezone.localtime(value), "j M Y H.i")
    if isinstance(described, models.DateField):
        return date_format(value, "j M Y")
    if described.name in MONEY:
        return rupiah(value)
    text = ", ".join(value) if isinstance(value, list) else str(value)
    return Truncator(text).chars(LONGEST)
