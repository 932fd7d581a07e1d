"""Which regency or city a row means, by code, name or both."""

import re

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from catalogue.imports.values import name_key
from members.models import Regency
from members.models.place import LAMPUNG

KEMENDAGRI, BPS = "kemendagri", "bps"
FULL_CODE = re.compile(r"(\d\d)([.,]?)(\d\d)", re.ASCII)
SHORTENED_CODE = re.compile(r"(\d\d)[.,](\d)", re.ASCII)
KIND = re.compile(r"^(kabupaten|kab|kota)\b\.?\s*((?:administrasi|adm)\b\.?)?\s*", re.IGNORECASE)
FIRST_CITY = 71  # Kemendagri numbers regencies from 01 and cities from 71.


class Regencies:
    """The regencies known, and those that rows have named with code and name and that are not saved yet."""

    def __init__(self, code_system=""):
        self.code_system = code_system
        self.by_code, self.by_bps_code, self.by_name = {}, {}, {}
        self.slugs = set()
        self.unsaved = {}
        self.answers = {}
        for regency in Regency.objects.all():
            self.learn(regency)

    def learn(self, regency):
        self.by_code[regency.code] = regency
        if regency.bps_code:
            self.by_bps_code[regency.bps_code] = regency
        self.slugs.add(regency.slug)
        for key in {place_key(regency.name), bare_key(regency.name)}:
            self.by_name.setdefault(key, []).append(regency)

    def find(self, code="", name="", province=""):
        """The Kemendagri code, or "" when the row names no place. Raises ValidationError."""
        question = (code, name, province)
        if question not in self.answers:
            self.answers[question] = self.answer(*question)
        return self.answers[question]

    def answer(self, code, name, province):
        if not code:
            return self.named(name).code if name else ""
        code = self.ministry_code(code, name)
        if code in self.by_code:
            self.check_name(code, name)
        else:
            self.make(code, name, province)
        return code

    def named(self, name):
        found = self.by_name.get(place_key(name), [])
        if not found:
            raise ValidationError(_("This regency or city is not known. Add its Kemendagri code."))
        if len(found) > 1:
            raise ValidationError(_("Several are called so. Write Kabupaten or Kota, or add the Kemendagri code."))
        return found[0]

    def ministry_code(self, text, name):
        """The Kemendagri code that `text` stands for.

        1801 is Lampung Selatan for the ministry and Lampung Barat for BPS, so a code without its dot says too
        little, unless the name beside it settles which of the two is meant.
        """
        same_name = self.by_name.get(place_key(name), [])
        if (match := SHORTENED_CODE.fullmatch(text)) and f"{match[1]}.{match[2]}0" in {it.code for it in same_name}:
            return f"{match[1]}.{match[2]}0"
        match = FULL_CODE.fullmatch(text)
        if not match:
            raise ValidationError(
                _("A code has two digits, a dot and two digits, such as 18.10. Format the column as text.")
            )
        digits, code = match[1] + match[3], f"{match[1]}.{match[3]}"
        if self.code_system == BPS:
            return self.from_bps(digits, name)
        if match[2] or self.code_system == KEMENDAGRI:
            return code
        meant = {it.code for it in same_name if digits == it.bps_code or code == it.code}
        if len(meant) != 1:
            raise ValidationError(
                _("Without its dot this may be a code of the ministry or of BPS. Say which with --code-system.")
            )
        return meant.pop()

    def from_bps(self, digits, name):
        if digits in self.by_bps_code:
            return self.by_bps_code[digits].code
        if not name:
            raise ValidationError(_("This BPS code is not known. Add the name or write the Kemendagri code."))
        return self.named(name).code

    def check_name(self, code, name):
        """A code beside the name of quite another place is most often one of the other code system."""
        namesakes = self.by_name.get(place_key(name), [])
        if namesakes and code not in {regency.code for regency in namesakes}:
            raise ValidationError(
                _("%(code)s is %(place)s, but the row says %(name)s. Is it a BPS code? Say so with --code-system.")
                % {"code": code, "place": self.by_code[code].name, "name": name}
            )

    def make(self, code, name, province):
        if code.startswith(f"{LAMPUNG}."):
            raise ValidationError(_("Lampung has no regency with this code."))
        if not name:
            raise ValidationError(_("This code is not known. Add the name of the regency or city."))
        regency = new_regency(code, name, province)
        self.check_new_name(regency)
        if regency.slug in self.slugs:
            regency.slug = f"{regency.slug}-{code.replace('.', '-')}"
        self.unsaved[code] = regency
        self.learn(regency)

    def check_new_name(self, regency):
        """One name with two codes is a slip of the pen in one of them."""
        key = place_key(regency.name)
        twin = next((it for it in self.by_name.get(key, []) if place_key(it.name) == key), None)
        if twin:
            raise ValidationError(
                _("%(name)s has the code %(code)s already.") % {"name": regency.name, "code": twin.code}
            )

    def new_names(self, codes):
        return sorted(self.unsaved[code].name for code in codes & self.unsaved.keys())

    def save(self, codes):
        """Save those of `codes` that are new."""
        fresh = [self.unsaved.pop(code) for code in sorted(codes & self.unsaved.keys())]
        # Another import may have made the same regency a moment ago.
        Regency.objects.bulk_create(fresh, ignore_conflicts=True)


def new_regency(code, name, province):
    """An unsaved regency: "Kab. Bogor" and "Kota Bogor" differ in their short names and addresses."""
    prefix = KIND.match(name)
    is_city = prefix[1].casefold() == "kota" if prefix else int(code[3:]) >= FIRST_CITY
    bare = name[prefix.end() :] if prefix else name
    if bare.isupper():
        bare = bare.title()
    of_capital = " Administrasi" if prefix and prefix[2] else ""
    full = f"{'Kota' if is_city else 'Kabupaten'}{of_capital} {bare}"
    short = bare if of_capital else f"{'Kota' if is_city else 'Kab.'} {bare}"
    regency = Regency(code=code, name=full, short_name=short, slug=slugify(short)[:60], province=province)
    regency.clean_fields(exclude=["code"])
    return regency


def place_key(name):
    """What makes two names of places the same: "KAB. BANDUNG" and "Kabupaten Bandung"."""
    key = name_key(name)
    key = re.sub(r"^kab\b", "kabupaten", key)
    return re.sub(r"^(kabupaten|kota) (administrasi|adm)\b", r"\1", key)


def bare_key(name):
    return re.sub(r"^(kabupaten|kota) ", "", place_key(name))
