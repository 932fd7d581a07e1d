"""What others than its own people lately did to a business: help with its listings, and decisions."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.models import Product
from members.models import Business, Licence, Membership

SHOWN = 5
READ = 20  # rows of each history: several edits of one day are told once


@dataclass(frozen=True)
class Change:
    """One thing somebody did: `words` name what, `address` leads there if there is a page."""

    at: datetime
    person: str
    words: str
    address: str = ""


def team_changes(business):
    """The last few `Change`s of `business`, newest first; three queries."""
    rows = [
        *_rows(business, Business, {"id": business.pk}, "status"),
        *_rows(business, Product, {"business": business.pk}, "hidden_reason"),
        *_rows(business, Licence, {"business": business.pk}, "status"),
    ]
    rows.sort(key=lambda row: (row.history_date, row.history_id), reverse=True)
    changes, told = [], set()
    for row in rows:
        words, address = _told(row)
        key = row.history_user_id, words, timezone.localdate(row.history_date)
        if key not in told:
            told.add(key)
            changes.append(Change(row.history_date, row.history_user.name or _("The team"), words, address))
    return changes[:SHOWN]


def _rows(business, model, condition, watched):
    """History rows by strangers to the business, each with what its field `watched` was before."""
    earlier = model.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
    own = Membership.objects.filter(business=business).values("user")
    rows = model.history.filter(history_user__isnull=False, **condition).exclude(history_user__in=own)
    rows = rows.annotate(was=Subquery(earlier.values(watched)[:1]), is_now=F(watched)).select_related("history_user")
    return rows.order_by("-history_date", "-history_id")[:READ]


def _told(row):
    if row.instance_type is Business:
        return _of_business(row), reverse("members:business-edit")
    if row.instance_type is Licence:
        return _of_licence(row), ""
    address = "" if row.history_type == "-" else reverse("catalogue:product-edit", args=[row.id])
    return _of_product(row), address


def _of_business(row):
    if row.history_type == "+":
        return _("entered your business")
    if row.was != row.is_now:
        decisions = {
            Business.Status.ACTIVE: _("approved your business"),
            Business.Status.REJECTED: _("did not accept your business"),
            Business.Status.SUSPENDED: _("suspended your business"),
            Business.Status.DRAFT: _("asked you to change something"),
            Business.Status.SUBMITTED: _("sent your business in"),
        }
        return decisions[row.is_now]
    return _("helped with your business's profile")


def _of_product(row):
    product = {"product": row.name or _("Product without a name")}
    if row.history_type == "-":
        return _("removed %(product)s") % product
    if row.is_now and not row.was:
        return _("hid %(product)s") % product
    if row.was and not row.is_now:
        return _("showed %(product)s again") % product
    if row.history_type == "+":
        return _("added %(product)s") % product
    return _("helped with %(product)s") % product


def _of_licence(row):
    licence = {"licence": f"{row.get_kind_display()}"}
    if row.history_type == "-":
        return _("removed %(licence)s") % licence
    if row.was != row.is_now and row.is_now == Licence.Status.VERIFIED:
        return _("checked and accepted %(licence)s") % licence
    if row.was != row.is_now and row.is_now == Licence.Status.REJECTED:
        return _("did not accept %(licence)s") % licence
    return _("helped with %(licence)s") % licence
