"""What happened to a business and all that is its: who did it, when, and what changed from what to what."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, OuterRef, Subquery, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.models import Offer, Product
from catalogue.trail_words import SHOWN, changes_of, title_of, title_of_link
from members.claims import CLAIMED
from members.models import AccessLink, Business, Licence, User

MODELS = {"business": Business, "product": Product, "licence": Licence, "offer": Offer}
# What happens to a link: when.
LINK_STEPS = {"made": "made_at", "used": "used_at", "revoked": "revoked_at"}
# Of the newest events, in which several of one day may be told as one.
LOOKED_AT = 20


@dataclass
class Event:
    """One line of the trail. `who` did it, called `person`; of the portal's own doing None, "".

    `is_help` when somebody who does not belong to the business changed it.
    """

    at: datetime
    who: User | None
    person: str
    title: str
    changes: list = field(default_factory=list)
    is_help: bool = False


class Trail:
    """The events of one business, the newest first, for a paginator: it is counted and sliced.

    With `by_others` only what people did who do not belong to the business: help and decisions.
    """

    def __init__(self, business, by_others=False):
        self.business = business
        self.by_others = by_others
        self.people = set(business.memberships.values_list("user", flat=True))
        self.rows = self.all_rows()

    def all_rows(self):
        """(at, what, key) of every event."""
        parts = [
            rows.order_by().annotate(at=F("history_date"), what=Value(name)).values_list("at", "what", "history_id")
            for name, rows in self.histories().items()
        ]
        links = AccessLink.objects.about(self.business)
        for name, column in [] if self.by_others else LINK_STEPS.items():
            rows = links.exclude(**{column: None}).order_by()
            parts.append(rows.annotate(at=F(column), what=Value(name)).values_list("at", "what", "pk"))
        return parts[0].union(*parts[1:], all=True).order_by("-at", "-history_id")

    def histories(self):
        products = Product.history.filter(business=self.business.pk)
        histories = {
            # That it was claimed, its link tells.
            "business": Business.history.filter(id=self.business.pk).exclude(history_change_reason=CLAIMED),
            "product": products,
            "licence": Licence.history.filter(business=self.business.pk),
            "offer": Offer.history.filter(product__in=products.values("id")),
        }
        if self.by_others:
            for name, rows in histories.items():
                histories[name] = rows.exclude(history_user=None).exclude(history_user__in=self.people)
        return histories

    def count(self):
        return self.rows.count()

    def __len__(self):
        return self.count()

    def __getitem__(self, part):
        keys = list(self.rows[part])
        events = self.changes(keys) | self.links(keys)
        return [events[what, key] for _at, what, key in keys if (what, key) in events]

    def changes(self, keys):
        """By (what, key): the events of histories. The queries do not grow with the rows."""
        found = {}
        records = {
            name: self.records(model, [key for _at, own, key in keys if own == name]) for name, model in MODELS.items()
        }
        names = Names(record for pairs in records.values() for pair in pairs for record in pair if record)
        for name, pairs in records.items():
            for record, before in pairs:
                found[name, record.history_id] = self.event(name, record, before, names)
        return found

    def records(self, model, keys):
        """(record, the one before or None) for each of the history's `keys`."""
        if not keys:
            return []
        earlier = model.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        before = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
        rows = model.history.filter(history_id__in=keys).select_related("history_user").annotate(before=before)
        rows = list(rows)
        olds = model.history.in_bulk([row.before for row in rows if row.before], field_name="history_id")
        return [(row, olds.get(row.before)) for row in rows]

    def event(self, name, record, before, names):
        who = record.history_user
        title, is_decision = title_of(name, record, before, names)
        changes = changes_of(name, record, before, names) if before and record.history_type == "~" else []
        is_help = self.is_stranger(who) and not is_decision
        return Event(record.history_date, who, self.name_of(who), title, changes, is_help)

    def is_stranger(self, who):
        return who is not None and who.pk not in self.people

    def name_of(self, who):
        """Of the team never an e-mail: owners read the trail too."""
        if self.is_stranger(who):
            return who.name or _("The team")
        return str(who) if who else ""

    def links(self, keys):
        ids = {key for _at, what, key in keys if what in LINK_STEPS}
        links = AccessLink.objects.select_related("user", "made_by", "used_by").in_bulk(ids) if ids else {}
        found = {}
        for at, what, key in keys:
            if link := what in LINK_STEPS and links.get(key):
                who = {"made": link.made_by, "used": link.used_by, "revoked": None}[what]
                found[what, key] = Event(at, who, self.name_of(who), title_of_link(what, link))
        return found


def lately_by_others(business, number):
    """The newest `number` events by people who do not belong to `business`; what is alike on one day is told once."""
    told = {}
    for event in Trail(business, by_others=True)[:LOOKED_AT]:
        told.setdefault((event.who, event.title, timezone.localdate(event.at)), event)
    return list(told.values())[:number]


class Names:
    """The names behind the keys that some history records hold; a query for each kind of thing that is asked for."""

    def __init__(self, records):
        self.wanted = {}
        for record in records:
            for column in SHOWN[record.instance_type._meta.model_name]:
                related = record.instance_type._meta.get_field(column).related_model
                if related and (key := getattr(record, f"{column}_id")) is not None:
                    self.wanted.setdefault(related, set()).add(key)
        self.found = {}

    def of(self, model, key):
        if model not in self.found:
            self.found[model] = model.objects.in_bulk(self.wanted.get(model, ()))
        return self.found[model].get(key)
