"""What was changed of a business lately, when and by whom, in words for its owner."""

from datetime import datetime
from typing import NamedTuple

from django.db.models.fields.files import FileField
from django.utils.text import capfirst

from members.models import Business

# What people look for; dates and sums that the portal keeps for itself are left out.
WATCHED = [
    "name", "tagline", "story", "sector", "regency", "district", "address", "is_address_public", "opening_hours",
    "has_pickup", "has_courier", "has_expedition", "whatsapp", "whatsapp_confirmed_at", "instagram", "tiktok",
    "shopee", "tokopedia", "tiktok_shop", "website", "logo", "cover", "scale", "status",
]  # fmt: skip
LOOKED_AT = 30
CLAIMED = "claimed"


class Change(NamedTuple):
    """One save. `person` is None for the portal itself; `is_helper`: they do not belong to the business."""

    at: datetime
    person: str | None
    is_helper: bool
    fields: list[str]
    is_first: bool
    is_claim: bool


def recent_changes(business, number=6):
    """The last `number` `Change`s of `business` that a person would notice, newest first. Two queries."""
    rows = list(business.history.select_related("history_user")[:LOOKED_AT])
    people = set(business.memberships.values_list("user", flat=True))
    changes = []
    for row, older in zip(rows, [*rows[1:], None], strict=True):
        fields = changed_fields(row, older) if older else []
        is_claim = row.history_change_reason == CLAIMED
        if fields or is_claim or row.history_type == "+":
            user = row.history_user
            person = str(user) if user else None
            is_helper = bool(user) and user.pk not in people
            changes.append(Change(row.history_date, person, is_helper, fields, row.history_type == "+", is_claim))
    return changes[:number]


def changed_fields(row, older):
    """What the fields are called that differ between two rows of the history."""
    names = []
    for name in WATCHED:
        field = Business._meta.get_field(name)
        # The history keeps the names of files as text.
        attribute = name if isinstance(field, FileField) else field.attname
        if getattr(row, attribute) != getattr(older, attribute):
            names.append(capfirst(str(field.verbose_name)))
    return names
