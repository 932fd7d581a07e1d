"""Which column of a file is which, by its heading."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from catalogue.imports.problems import BadCell, Problem, RefusedFileError, shortened
from catalogue.imports.values import name_key


@dataclass(frozen=True)
class Column:
    """A column that an import understands, with the headings that may stand over it, as `name_key` writes them."""

    name: str
    headings: tuple[str, ...]
    parse: Callable[[str], object]
    is_required: bool = False


class Layout:
    """Where a file has its columns. Raises RefusedFileError when one is missing or stands there twice."""

    def __init__(self, headings, columns):
        self.headings = {}
        self.places = []
        self.unused = []
        by_heading = {heading: column for column in columns for heading in column.headings}
        for index, text in enumerate(headings):
            column = by_heading.get(name_key(text))
            if column:
                self.place(index, column, shortened(text))
            elif text:
                self.unused.append(shortened(text))
        self.width = len(headings)
        self.require([column for column in columns if column.is_required])

    def place(self, index, column, heading):
        if column.name in self.headings:
            raise RefusedFileError(
                _("The columns “%(first)s” and “%(second)s” mean the same. Leave one of them out.")
                % {"first": self.headings[column.name], "second": heading}
            )
        self.headings[column.name] = heading
        self.places.append((index, column))

    def require(self, columns):
        missing = [" / ".join(column.headings[:3]) for column in columns if column.name not in self.headings]
        if missing:
            raise RefusedFileError(
                _("These columns are missing: %(missing)s. The file has: %(found)s.")
                % {
                    "missing": get_text_list(missing, _("and")),
                    "found": ", ".join([*self.headings.values(), *self.unused]) or "–",
                }
            )

    def heading(self, *names):
        """What the file calls the first of these columns that it has, else the first name."""
        return next((self.headings[name] for name in names if name in self.headings), names[0])

    def read(self, number, cells):
        """(Values by column name, empty cells left out; problems) of the row `number`."""
        values, problems = {}, []
        extra = next(filter(None, cells[self.width :]), None)
        if extra:
            message = _("The row has more cells than there are headings. Are quotation marks missing?")
            problems.append(Problem(number, _("no heading"), shortened(extra), message))
        for index, column in self.places:
            cell = cells[index] if index < len(cells) else ""
            try:
                value = self.value(cell, column)
            except ValidationError as error:
                problems.append(Problem(number, self.headings[column.name], shortened(cell), " ".join(error.messages)))
            else:
                if value not in ("", []):
                    values[column.name] = value
        return values, problems

    def value(self, cell, column):
        if isinstance(cell, BadCell):
            raise ValidationError(cell.problem)
        if cell and not cell.isspace():
            return column.parse(cell)
        if column.is_required:
            raise ValidationError(_("This cell must not be empty."))
        return ""
