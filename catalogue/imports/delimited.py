"""Files of separated values: CSV as Excel, Google Sheets and databases write it."""

import codecs
import csv
import re
from itertools import islice

from django.utils.translation import gettext as _

from catalogue.imports.problems import BadCell, RefusedFileError

DELIMITERS = ",;\t"
SAMPLE = 64 * 1024
LINES_COMPARED = 20


def lines(path):
    """Yield (row number, list of cells) for each record of `path`. Raises RefusedFileError."""
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE)
        file.seek(0)
        reader = csv.reader(file, delimiter=delimiter_of(sample), strict=True)
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                if not is_separator_line(number, cells):
                    yield number, [as_data(cell) for cell in cells]
        except csv.Error as error:
            raise RefusedFileError(
                _("Row %(row)d cannot be read: a quotation mark is open, or stands in the wrong place. (%(reason)s)")
                % {"row": number + 1, "reason": error}
            ) from error


def as_data(cell):
    if cell.startswith("="):
        return BadCell.because(cell, _("This is a formula. Write its result instead."))
    return cell


def is_separator_line(number, cells):
    """Whether this is the `sep=;` that Excel may write as the first line."""
    return number == 1 and bool(cells) and cells[0].startswith("sep=")


def delimiter_of(sample):
    """The sign between the cells: the one that gives most lines as many cells as the headings have."""
    named = re.match(r"sep=([,;\t])\r?\n", sample)
    return named[1] if named else max(DELIMITERS, key=lambda delimiter: evenness(sample, delimiter))


def evenness(sample, delimiter):
    """(How many of the first lines are as wide as the headings, width of the headings)."""
    widths = []
    try:
        reader = csv.reader(sample.splitlines(keepends=True), delimiter=delimiter, strict=True)
        widths.extend(len(cells) for cells in islice(filter(any, reader), LINES_COMPARED))
    except csv.Error:
        pass  # The sample may end inside a quotation; the lines before it tell enough.
    width = widths[0] if widths else 0
    return (widths.count(width) if width > 1 else 0, width)


def encoding_of(path):
    """ "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be" or "cp1252". Raises RefusedFileError when none fits."""
    certain = marked_encoding(path)
    for encoding in [certain] if certain else ["utf-8-sig", "cp1252"]:
        if can_decode(path, encoding):
            return encoding
        if encoding == "utf-8-sig" and is_damaged_utf8(path):
            break
    raise RefusedFileError(_("The text of the file is damaged: it is not UTF-8, UTF-16 or Windows-1252 throughout."))


def marked_encoding(path):
    """The encoding that a byte order mark or the zeros of UTF-16 betray, else None."""
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # Western text in UTF-16 has a zero in almost every pair of bytes.
    for encoding, high_bytes in [("utf-16-le", start[1::2]), ("utf-16-be", start[::2])]:
        if high_bytes.count(0) > len(high_bytes) * 0.7:
            return encoding
    return None


def can_decode(path, encoding):
    """Whether all of `path` is text in `encoding`. Raises RefusedFileError at a NUL, which no text holds."""
    line = 1
    try:
        for chunk in chunks(path, encoding):
            if "\0" in chunk:
                line += chunk[: chunk.index("\0")].count("\n")
                raise RefusedFileError(
                    _("Line %(line)d holds a NUL character: the file is damaged or is not text.") % {"line": line}
                )
            line += chunk.count("\n")
    except UnicodeDecodeError:
        return False
    return True


def is_damaged_utf8(path):
    """Whether most signs beyond ASCII are UTF-8: the rest is damage, and Windows-1252 would misread the good ones."""
    good = bad = 0
    for chunk in chunks(path, "utf-8-sig", errors="surrogateescape"):
        beyond_ascii = re.findall(r"[^\x00-\x7f]", chunk)
        damaged = sum("\udc80" <= sign <= "\udcff" for sign in beyond_ascii)
        bad += damaged
        good += len(beyond_ascii) - damaged
    return good > bad


def chunks(path, encoding, errors="strict"):
    with path.open(encoding=encoding, errors=errors, newline="") as file:
        yield from iter(lambda: file.read(SAMPLE), "")
