"""What a check found and an import did, ready to be shown or saved."""

import csv
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from catalogue.imports.problems import Note, Problem
from unk_portal.spreadsheets import neutralised

# A file that is wrong throughout must not fill the memory with the same sentence.
MAX_PROBLEMS = 10_000


@dataclass
class Report:
    """Counts of rows by what becomes of them, everything that is wrong, and what is worth knowing."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    claimed: int = 0
    wrong: int = 0
    written: int = 0
    problems: list[Problem] = field(default_factory=list)
    unlisted_problems: int = 0
    unused_columns: list[str] = field(default_factory=list)
    new_places: list[str] = field(default_factory=list)
    new_businesses: int = 0
    _first_rows: dict = field(default_factory=dict)
    _counts: Counter = field(default_factory=Counter)

    def count(self, fate):
        setattr(self, fate, getattr(self, fate) + 1)

    def add_problems(self, problems):
        """Count one wrong row and keep what is wrong with it."""
        self.wrong += 1
        room = MAX_PROBLEMS - len(self.problems)
        self.problems.extend(problems[:room])
        self.unlisted_problems += max(len(problems) - room, 0)

    def note(self, row, column, value, message):
        key = (column, value, message)
        self._first_rows.setdefault(key, row)
        self._counts[key] += 1

    @property
    def notes(self):
        """One `Note` for each thing worth knowing, the most frequent first."""
        return [Note(self._first_rows[key], *key, count) for key, count in self._counts.most_common()]

    def save_csv(self, file):
        """Write problems and notes as CSV that is safe to open in a spreadsheet."""
        writer = csv.writer(file)
        writer.writerow([_("kind"), _("row"), _("column"), _("value"), _("what is wrong"), _("rows")])
        for problem in self.problems:
            writer.writerow(map(neutralised, [_("error"), *problem, 1]))
        for note in self.notes:
            writer.writerow(map(neutralised, [_("note"), *note]))
