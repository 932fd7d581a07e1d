"""WhatsApp numbers and the links that open a chat with a written message."""

from urllib.parse import quote

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOBILE = {phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE}


def parse_number(text):
    """The E.164 form of a mobile number written `08…`, `8…`, `62…` or `+62…`, with any spaces, dots and dashes.

    Raises ValidationError "invalid_number" or "landline".
    """
    compact = "".join(sign for sign in text if sign.isdigit() or sign == "+")
    if compact.startswith("62"):
        compact = f"+{compact}"
    try:
        number = phonenumbers.parse(compact, "ID")
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ValidationError(_("This is not a phone number. Write it like 0812 3456 7890."), code="invalid_number")
    validate_mobile(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def validate_mobile(number):
    """Raise ValidationError "landline" for a number that cannot have WhatsApp."""
    if phonenumbers.number_type(number) not in MOBILE:
        raise ValidationError(_("WhatsApp needs a mobile number, not a landline."), code="landline")


def chat_link(number, text):
    """The address that opens a chat with `number` (E.164) and `text` written but not yet sent.

    Source: WhatsApp, "How to use click to chat".
    """
    return f"https://wa.me/{str(number).lstrip('+')}?text={quote(text, safe='')}"
