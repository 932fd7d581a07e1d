"""Businesses from a directory, known by their ids: many of them share a name."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from catalogue.imports.history import change, create
from catalogue.imports.importing import WRITTEN, Decision, Fate, Import, fingerprint
from catalogue.imports.known_columns import BUSINESS_COLUMNS
from catalogue.imports.shops import IS_OWNED, prepared
from members.models import Business

OWN_FIELDS = ("name", "story", "tagline", "opening_hours", "scale", "whatsapp", "address")


@dataclass(slots=True)
class BusinessRow:
    number: int
    source: str
    external_id: str
    fields: dict
    regency: str
    sector: str
    hash: str

    @property
    def label(self):
        return self.external_id

    @property
    def key(self):
        return self.source, self.external_id

    @property
    def names(self):
        """What the row is known by, and what an earlier row of the file must not be known by."""
        return [self.key], [self.key]


class StoredBusiness(NamedTuple):
    pk: int
    row_hash: str
    status: str
    is_claimed: bool


class BusinessImport(Import):
    columns = BUSINESS_COLUMNS

    def __init__(self, path, options=None):
        super().__init__(path, options)
        self.slugs = set(Business.objects.values_list("slug", flat=True).iterator(chunk_size=2000))

    def row(self, number, values):
        fields = {name: values[name] for name in OWN_FIELDS if name in values}
        sector = values.get("sector", "")
        return BusinessRow(
            number=number,
            source=values["source"],
            external_id=values["id"],
            fields=fields,
            regency=values["regency"],
            sector=sector,
            hash=fingerprint(fields, sector, values["regency"]),
        )

    def decide(self, rows):
        stored = businesses_by_id(rows)
        return [self.decision(row, stored.get(row.key)) for row in rows]

    def decision(self, row, stored):
        if stored is None:
            return Decision(row, Fate.NEW)
        if stored.row_hash == row.hash:
            return Decision(row, Fate.UNCHANGED, stored)
        may_change = self.options.overwrite_claimed or not stored.is_claimed
        return Decision(row, Fate.CHANGED if may_change else Fate.CLAIMED, stored)

    def foresee(self, decision):
        row = decision.row
        if decision.fate is Fate.CLAIMED:
            self.note(row, "name", row.fields["name"], _("Looked after by its owner: left alone."))
        elif decision.fate is Fate.UNCHANGED:
            if self.options.publish and decision.stored.status == Business.Status.DRAFT:
                self.note(row, "id", "", _("Unchanged and still a draft: only new rows are published."))
        else:
            self.note_sector(row)
        return decision

    def write(self, decisions, **audit):
        """Write the decisions inside the caller's transaction and return how many changed the database."""
        written = [it for it in decisions if it.fate in WRITTEN]
        self.regencies.save({it.row.regency for it in written})
        create([self.business(it.row) for it in written if it.fate is Fate.NEW], Business, **audit)
        changed = {it.stored.pk: it.row for it in written if it.fate is Fate.CHANGED}
        businesses = Business.objects.select_for_update().in_bulk(changed)
        change([(it, self.changes(it, changed[pk])) for pk, it in businesses.items()], Business, **audit)
        return len(written)

    def business(self, row):
        """An unsaved business."""
        business = Business(
            **row.fields,
            sector_id=self.sectors.find(row.sector),
            regency_id=row.regency or None,
            source=row.source,
            external_id=row.external_id,
            row_hash=row.hash,
        )
        status = Business.Status.ACTIVE if self.options.publish else Business.Status.DRAFT
        return prepared(business, status, self.slugs)

    def changes(self, business, row):
        """What the row gives, and what falls with the old value: the owner's word for a number, the old district."""
        changes = {**row.fields, "row_hash": row.hash}
        if sector := self.sectors.find(row.sector):
            changes["sector_id"] = sector
        if row.regency:
            changes["regency_id"] = row.regency
            if row.regency != business.regency_id:
                changes["district_id"] = None
        if row.fields.get("whatsapp", business.whatsapp) != business.whatsapp:
            changes["whatsapp_confirmed_at"] = None
        return changes


def businesses_by_id(rows):
    """{(source, external id): StoredBusiness}, with one query for each source."""
    ids = defaultdict(list)
    for row in rows:
        ids[row.source].append(row.external_id)
    return {
        (source, external_id): StoredBusiness(*stored)
        for source, wanted in ids.items()
        for external_id, *stored in Business.objects.filter(source=source, external_id__in=wanted)
        .annotate(is_owned=IS_OWNED)
        .values_list("external_id", "pk", "row_hash", "status", "is_owned")
    }
