"""What can be wrong with a file, in words."""

from typing import NamedTuple

SHOWN_LENGTH = 100


class RefusedFileError(Exception):
    """The file as a whole cannot be imported; the text says why."""


class BadCell(str):
    """A cell that holds no data, such as a formula; `problem` says why."""

    problem = ""

    @classmethod
    def because(cls, text, problem):
        cell = cls(text)
        cell.problem = problem
        return cell


class Problem(NamedTuple):
    """One thing that is wrong in one row, numbered as a spreadsheet numbers it, the headings being row 1."""

    row: int
    column: str
    value: str
    message: str


class Note(NamedTuple):
    """Something worth knowing that does not stop the import; `rows` rows are concerned, `row` is the first."""

    row: int
    column: str
    value: str
    message: str
    rows: int


def shortened(text):
    """`text` on one line and short enough to be shown."""
    text = " ".join(text.split())
    return text if len(text) <= SHOWN_LENGTH else f"{text[: SHOWN_LENGTH - 1]}…"
