"""How the numbers of Indonesian licences look, by `Licence.Kind`.

Sources: PP 24/2018 (NIB), BPOM rules on P-IRT and marketing permits, numbers printed by BPJPH, DJKI and BSN. Only
formats known for sure refuse a number; of the others many real ones differ.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FILLER = re.compile(r"BPOM RI|SPP|P-?IRT|\b(NO|NOMOR|POM)\b|[\s.]")
STRICT = {
    "nib": (r"\d{13}", _("A NIB has 13 digits.")),
    "pirt": (r"[1-8]\d{14}|[1-8]\d{11}", _("A P-IRT number has 15 digits, the last two are the year it ends.")),
    "bpom_md": (r"M[DL](\d{12}|\d{15})", _("The number is MD or ML and 12 or 15 digits.")),
    "bpom_na": (r"N[A-E]\d{11}", _("The number is NA to NE and 11 digits.")),
    "bpom_tr": (r"(TR|TI|TL|HT|FF|SD|SI|SL)\d{9,12}", _("The number is two letters, such as TR, and 9 digits.")),
    "npwp": (r"\d{15}|\d{16}|\d{22}", _("An NPWP has 15, 16 or 22 digits.")),
}
DIGITS_ONLY = {"nib", "npwp"}


def checked(kind, number):
    """Return `number` as it is kept; ValidationError "licence_number" where the format is known and not met."""
    if kind not in STRICT:
        return " ".join(number.split())
    pattern, explanation = STRICT[kind]
    compact = FILLER.sub("", number.upper()).replace("-", "")
    if kind in DIGITS_ONLY:
        compact = re.sub(r"\D", "", compact)
    if not re.fullmatch(pattern, compact):
        raise ValidationError({"number": ValidationError(explanation, code="licence_number")})
    return f"{compact[:13]}-{compact[13:]}" if kind == "pirt" and len(compact) == 15 else compact
