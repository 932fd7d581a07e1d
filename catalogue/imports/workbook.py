"""Excel workbooks (.xlsx), read as a stream; nothing in them is computed or followed."""

import warnings
import zlib
from itertools import islice
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from catalogue.imports.problems import BadCell, RefusedFileError

MAX_MEMBERS = 1_000
MAX_UNPACKED = 120 * 1024 * 1024
# Text in a sheet shrinks to a tenth or a twentieth; a small member may shrink further without doing harm.
MAX_RATIO = 150
HARMLESS = 1024 * 1024
MAX_COLUMNS = 200
LAST_ROW = 1_048_576

# What zipfile, the XML parser and openpyxl raise on a damaged or hostile workbook.
DAMAGE = (
    BadZipFile,
    InvalidFileException,
    ParseError,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    IndexError,
    TypeError,
    ValueError,
    AttributeError,
)


def lines(path):
    """Yield (row number, list of text cells) for each row of the first visible sheet. Raises RefusedFileError."""
    try:
        refuse_bombs(path)
        # openpyxl warns of styles and extensions that it passes over; none of them is data.
        with warnings.catch_warnings(action="ignore"):
            book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
        try:
            yield from quietly(enumerate(rows_of(first_visible_sheet(book)), start=1))
        finally:
            book.close()
    except DAMAGE as error:
        raise RefusedFileError(
            _("This is not an Excel workbook (.xlsx) that can be read. Save it again as .xlsx or CSV.")
        ) from error


def quietly(rows):
    """The same rows without the warnings that reading them gives."""
    while True:
        with warnings.catch_warnings(action="ignore"):
            row = next(rows, None)
        if row is None:
            return
        yield row


def refuse_bombs(path):
    """Raise RefusedFileError for an archive that unpacks to far more than a sheet, or whose XML defines entities."""
    with ZipFile(path) as archive:
        members = archive.infolist()
        unpacked = sum(member.file_size for member in members)
        if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or any(map(is_squeezed, members)):
            raise RefusedFileError(
                _("The workbook unpacks to an unusual size and was not opened. Save the sheet alone as CSV.")
            )
        for member in members:
            with archive.open(member) as file:
                if b"<!DOCTYPE" in file.read(4096):
                    raise RefusedFileError(_("The workbook holds XML definitions and was not opened."))


def is_squeezed(member):
    return member.file_size > HARMLESS and member.file_size > member.compress_size * MAX_RATIO


def first_visible_sheet(book):
    return next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), book.worksheets[0])


def rows_of(sheet):
    """Each row as wide as the headings, the first row that is not blank; what stands beside the table is no data."""
    # The size that a sheet declares may be wrong, so it is not trusted.
    sheet.reset_dimensions()
    width = 0
    for row in islice(sheet.iter_rows(max_col=MAX_COLUMNS), LAST_ROW):
        cells = [text_of(cell) for cell in row[: width or None]]
        width = width or max((index for index, cell in enumerate(cells, start=1) if cell), default=0)
        yield cells[:width]


def text_of(cell):
    """What the cell shows, as text; 18.0 is "18"."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        formula = value if isinstance(value, str) else "="
        return BadCell.because(formula, _("This is a formula. Write its result instead."))
    if cell.data_type == "e":
        return BadCell.because(str(value), _("The spreadsheet shows an error here."))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)
