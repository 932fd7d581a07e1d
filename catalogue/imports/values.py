"""One cell's text as a value. Every parser raises ValidationError with the reason in words."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _

from catalogue.models import Product
from members.models import Business
from members.whatsapp import parse_number

# "25000", "25.000", "25,000", "25.000,00" and "25000.0": whole rupiah in Indonesian, English and computer form.
PLAIN_NUMBER = re.compile(r"(\d+)(?:[.,]0{1,2})?", re.ASCII)
GROUPED_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,0{1,2})?|(\d{1,3}(?:,\d{3})+)(?:\.0{1,2})?", re.ASCII)
COUNT = re.compile(r"([0-9]+)(?:[.,]0+)?\s*[^\W\d]*")

CONTROLS_TO_SPACES = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")

Availability, Scale = Product.Availability, Business.Scale
AVAILABILITY = {
    Availability.READY: ["ready", "ready stock", "ready to send", "tersedia", "siap", "siap kirim", "ada"],
    Availability.MADE_TO_ORDER: ["made to order", "dibuat sesuai pesanan", "sesuai pesanan", "by order", "custom"],
    Availability.PREORDER: ["preorder", "pre order", "po", "prapesan", "pra pesan"],
    Availability.SOLD_OUT: ["sold out", "habis", "kosong", "stok habis"],
}
SCALES = {
    Scale.MICRO: ["micro", "mikro", "usaha mikro"],
    Scale.SMALL: ["small", "kecil", "usaha kecil"],
    Scale.MEDIUM: ["medium", "menengah", "usaha menengah"],
}


def one_line(text):
    """`text` without control signs, line breaks and doubled spaces, in composed form."""
    return " ".join(without_controls(text).split())


def paragraphs(text):
    """`text` without control signs; its line breaks stay."""
    return "\n".join(one_line(line) for line in text.replace("\r\n", "\n").split("\n")).strip()


def without_controls(text):
    return unicodedata.normalize("NFC", text).translate(CONTROLS_TO_SPACES)


def name_key(text):
    """What makes two names the same: "Dapur Bu-Yani." and "DAPUR BU YANI" share it."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[\W_]+", " ", folded).split()) or " ".join(folded.split())


def line_of(model, field_name):
    """A parser for one line of text that `model` can hold in this field."""
    field = model._meta.get_field(field_name)

    def parse(text):
        value = one_line(text)
        field.run_validators(value)
        return value

    return parse


def text_of(model, field_name):
    """The same for text with line breaks. Django holds only forms to the length of such a field."""
    field = model._meta.get_field(field_name)
    within_length = MaxLengthValidator(field.max_length)

    def parse(text):
        value = paragraphs(text)
        within_length(value)
        return value

    return parse


def number_of(model, field_name):
    """A parser for a count within the bounds of this field; a word after it is passed over: "3 hari"."""
    field = model._meta.get_field(field_name)

    def parse(text):
        match = COUNT.fullmatch(one_line(text))
        if not match:
            raise ValidationError(_("Write a whole number."))
        value = int(match[1])
        field.run_validators(value)
        return value

    return parse


def price(text):
    """Whole rupiah. "Rp 25.000,-" and "25,000" are 25000; "25.5" is nothing that we would guess at."""
    bare = re.sub(r"(?i)^(rp|idr)\.?|,-+$|\s", "", one_line(text))
    plain, grouped = PLAIN_NUMBER.fullmatch(bare), GROUPED_NUMBER.fullmatch(bare)
    if plain:
        digits = plain[1]
    elif grouped:
        digits = re.sub(r"\D", "", grouped[1] or grouped[2])
    else:
        raise ValidationError(_("Write the price in whole rupiah, for example 25000."))
    value = int(digits)
    Product._meta.get_field("price").run_validators(value)
    return value


def options(text):
    """The words between the signs ; and |, each once."""
    words = [one_line(word) for word in re.split(r"[;|\n]", text)]
    value = list(dict.fromkeys(filter(None, words)))
    Product._meta.get_field("options").run_validators(value)
    return value


def availability(text):
    return chosen(AVAILABILITY, text, _("Write ready, made to order, preorder or sold out."))


def scale(text):
    return chosen(SCALES, text, _("Write micro, small or medium."))


def chosen(choices, text, problem):
    """The choice that one of its words names."""
    key = name_key(text)
    for choice, words in choices.items():
        if key in (*words, name_key(choice.value), name_key(str(choice.label))):
            return choice.value
    raise ValidationError(problem)


def whatsapp(text):
    return parse_number(one_line(text))
