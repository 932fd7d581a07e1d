"""A file as lines of text cells, whatever program wrote it."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from catalogue.imports import delimited, workbook
from catalogue.imports.problems import RefusedFileError

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 50_000

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"


def lines(path):
    """Yield (row number, list of text cells) for each line of `path` that is not blank; the first holds the headings.

    A cell that holds no data is a `BadCell`. Raises RefusedFileError, also in the middle of the file.
    """
    count = 0
    for number, cells in opened(path):
        if any(cells):
            count += 1
            if count > MAX_ROWS + 1:
                raise RefusedFileError(
                    _("The file has more than %(limit)s rows. Split it and import the parts one after the other.")
                    % {"limit": number_format(MAX_ROWS, force_grouping=True)}
                )
            yield number, cells
    if count < 2:
        raise RefusedFileError(_("The file holds no rows."))


def opened(path):
    """The lines of `path` by the program that its first bytes name."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise RefusedFileError(
                _("The file is larger than %(limit)d MB. Split it and import the parts one after the other.")
                % {"limit": MAX_BYTES // 1024**2}
            )
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise RefusedFileError(
            _("The file cannot be opened: %(reason)s.") % {"reason": error.strerror or error}
        ) from error
    if start == OLE:
        raise RefusedFileError(
            _("This is an old .xls file or one with a password. Save it as .xlsx or CSV without a password.")
        )
    return workbook.lines(path) if start == ZIP else delimited.lines(path)
