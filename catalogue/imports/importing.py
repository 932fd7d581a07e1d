"""What both imports share: check a whole file first, then write only what differs from the last time."""

import json
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import blake2s
from itertools import islice
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalogue.imports import reading
from catalogue.imports.columns import Column, Layout
from catalogue.imports.known_columns import SOURCE
from catalogue.imports.places import Regencies
from catalogue.imports.problems import Problem, RefusedFileError
from catalogue.imports.report import Report
from catalogue.imports.values import name_key
from members.models import Sector

# So many rows go into one transaction; more are written in batches, none of which holds the database for long.
ONE_TRANSACTION = 2_000
BATCH = 500


@dataclass(frozen=True)
class Options:
    """How to import: `source` takes the place of the file's own, `code_system` says whose regency codes it uses."""

    source: str = ""
    publish: bool = False
    skip_bad_rows: bool = False
    overwrite_claimed: bool = False
    code_system: str = ""


class Fate(Enum):
    """What becomes of a row; the value names its count in the report."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CLAIMED = "claimed"
    WRONG = "wrong"


WRITTEN = (Fate.NEW, Fate.CHANGED)
# What lists write for a business that fits no sector.
NO_SECTOR = ("lainnya", "lain lain", "other", "others")


@dataclass(slots=True)
class Decision:
    """`stored` is the database row that the file's row means, `business` its `Seller`; None when there is none yet."""

    row: object
    fate: Fate
    stored: object | None = None
    business: object | None = None
    problem: Problem | None = None


def silent(count):
    """The progress of someone who does not watch."""


class Import:
    """A file on its way into the database.

    `ProductImport` and `BusinessImport` say which columns it has, which stored row each of its rows means, and how
    rows are written.
    """

    columns: tuple[Column, ...] = ()

    def __init__(self, path, options=None):
        """Raises RefusedFileError."""
        self.path = Path(path)
        self.options = checked(options or Options())
        self.report = Report()
        self.regencies = Regencies(self.options.code_system)
        self.sectors = Sectors()
        self.to_write = set()
        self.places = set()
        self.first_rows = {}

    def check(self, progress=silent):
        """Read the whole file, decide what becomes of each row and return the `Report`; nothing is written.

        `progress` is called with the number of rows read since its last call. Raises RefusedFileError.
        """
        seen = 0
        for rows in batches(self.good_rows(), BATCH):
            for decision in self.decide(rows):
                self.count(self.foresee(decision))
            progress(self.report.rows - seen)
            seen = self.report.rows
        self.report.unused_columns = self.layout.unused
        self.report.new_places = self.regencies.new_names(self.places)
        return self.report

    @property
    def may_write(self):
        return self.options.skip_bad_rows or not self.report.wrong

    def apply(self, progress=silent, user=None):
        """Write what `check` found, unless a row is wrong and bad rows are not to be skipped.

        Every transaction decides anew about its rows, so what was claimed, changed or written by somebody else since
        the check is respected, and a run that was interrupted is finished by the next one.
        """
        if not self.may_write:
            return
        size = ONE_TRANSACTION if len(self.to_write) <= ONE_TRANSACTION else BATCH
        rows = (row for row, _problems in self.rows() if row and row.number in self.to_write)
        for batch in batches(rows, size):
            with transaction.atomic():
                decisions = self.decide(batch)
                written = self.write(decisions, user=user, reason=f"import {self.path.name}")
            self.report.written += written
            self.report_late_problems(decisions)
            progress(len(batch))

    def report_late_problems(self, decisions):
        """What became unclear since the check was not written."""
        for decision in decisions:
            if decision.fate is Fate.WRONG:
                self.report.add_problems([decision.problem])

    def rows(self):
        """Yield (row, problems) for each row of the file; the row is None when there are problems."""
        lines = reading.lines(self.path)
        _number, headings = next(lines)
        self.layout = Layout(headings, self.columns)
        self.refuse_unclear_source()
        for number, cells in lines:
            values, problems = self.layout.read(number, cells)
            problems += self.settle(number, values)
            yield (None if problems else self.row(number, values)), problems

    def refuse_unclear_source(self):
        """An id means nothing without the list that it comes from."""
        if "id" in self.layout.headings and not self.options.source and "source" not in self.layout.headings:
            example = name_key(self.path.stem).replace(" ", "-")[:60]
            raise RefusedFileError(
                _(
                    "The rows have an id but no source. Give the list a short name with --source, the same every "
                    "time, for example --source %(example)s."
                )
                % {"example": example}
            )

    def settle(self, number, values):
        """Add "source" and "regency" to `values`; the list of what is wrong with them."""
        problems = []
        values["source"] = self.options.source or values.get("source", "")
        if values.get("id") and not values["source"]:
            problems.append(Problem(number, self.layout.heading("source"), "", _("The row has an id but no source.")))
        place = [values.pop(name, "") for name in ("city_code", "city", "province")]
        try:
            values["regency"] = self.regencies.find(*place)
        except ValidationError as error:
            column = self.layout.heading("city_code" if place[0] else "city")
            problems.append(Problem(number, column, place[0] or place[1], " ".join(error.messages)))
        return problems

    def good_rows(self):
        for row, problems in self.rows():
            self.report.rows += 1
            if row and (twin := self.earlier_row(row)):
                problems = [self.problem(row, "id", _("Row %(row)d is the same already.") % {"row": twin})]
            if problems:
                self.report.add_problems(problems)
            else:
                yield row

    def earlier_row(self, row):
        """The number of the row before that means the same thing, or None."""
        own, forbidden = row.names
        twin = next((self.first_rows[name] for name in forbidden if name in self.first_rows), None)
        if twin is None:
            self.first_rows.update(dict.fromkeys(own, row.number))
        return twin

    def foresee(self, decision):
        """Note what writing the row will entail; a chance to find it wrong after all."""
        return decision

    def count(self, decision):
        if decision.fate is Fate.WRONG:
            self.report.add_problems([decision.problem])
            return
        self.report.count(decision.fate.value)
        if decision.fate in WRITTEN:
            self.to_write.add(decision.row.number)
            self.places.add(decision.row.regency)

    def wrong(self, row, column, error):
        return Decision(row, Fate.WRONG, problem=self.problem(row, column, " ".join(error.messages)))

    def problem(self, row, column, message):
        return Problem(row.number, self.layout.heading(column), row.label, message)

    def note(self, row, column, value, message):
        self.report.note(row.number, self.layout.heading(column), value, message)

    def note_sector(self, row):
        if row.sector and not self.sectors.find(row.sector) and name_key(row.sector) not in NO_SECTOR:
            self.note(row, "sector", row.sector, _("No such sector: left empty."))


def checked(options):
    """`options` with the source as a file could give it. Raises RefusedFileError."""
    try:
        return replace(options, source=SOURCE.parse(options.source))
    except ValidationError as error:
        raise RefusedFileError(f"--source: {' '.join(error.messages)}") from error


class Sectors:
    """Our sectors by address and by name in both languages."""

    def __init__(self):
        self.by_name = {}
        for sector in Sector.objects.all():
            for name in (sector.slug, sector.name_id, sector.name_en):
                self.by_name[name_key(name)] = sector.pk

    def find(self, text):
        return self.by_name.get(name_key(text)) if text else None


def batches(rows, size):
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


def fingerprint(*values):
    """32 signs that change when one of `values` does."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False)
    return blake2s(text.encode(), digest_size=16).hexdigest()
