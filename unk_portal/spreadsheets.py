"""Tables for spreadsheet programs."""

import csv

from django.http import HttpResponse

# A spreadsheet takes a cell that begins so for a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def neutralised(value):
    """`value`, with an apostrophe before a text that a spreadsheet would run."""
    return f"'{value}" if str(value).startswith(FORMULA_SIGNS) else value


def csv_response(name, rows):
    """An answer that downloads `rows` as the file `name`; the mark at its beginning tells Excel that it is UTF-8."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    csv.writer(response).writerows([neutralised(value) for value in row] for row in rows)
    return response
