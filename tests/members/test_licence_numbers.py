"""Licence numbers: known formats are enforced, the others kept as written."""

import pytest
from django.core.exceptions import ValidationError

from members.licence_numbers import checked


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        ("nib", "912.000 2345678", "9120002345678"),
        ("pirt", "P-IRT No. 2153202010482-26", "2153202010482-26"),
        ("bpom_md", "BPOM RI MD 231010001001", "MD231010001001"),
        ("bpom_na", "NA 18200100001", "NA18200100001"),
        ("halal", "ID 18110000123450923", "ID 18110000123450923"),
        ("other", "  HACCP   12/2025 ", "HACCP 12/2025"),
    ],
)
def test_numbers_are_kept_in_one_form(kind, written, kept):
    assert checked(kind, written) == kept


@pytest.mark.parametrize(
    ("kind", "number"), [("nib", "912000234567"), ("pirt", "9153202010482-26"), ("bpom_tr", "XX123456789")]
)
def test_what_cannot_be_a_number_is_refused(kind, number):
    with pytest.raises(ValidationError):
        checked(kind, number)
