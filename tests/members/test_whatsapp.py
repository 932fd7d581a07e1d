"""Numbers as people write them."""

import pytest
from django.core.exceptions import ValidationError

from members.whatsapp import chat_link, parse_number


@pytest.mark.parametrize(
    "text",
    ["081234567890", "81234567890", "6281234567890", "+6281234567890", "0812 3456-7890", "(+62) 812.3456.7890"],
)
def test_every_way_to_write_a_mobile_number(text):
    assert parse_number(text) == "+6281234567890"


@pytest.mark.parametrize(
    ("text", "code"),
    [("0721 123456", "landline"), ("123", "invalid_number"), ("", "invalid_number"), ("halo", "invalid_number")],
)
def test_what_cannot_have_whatsapp_is_refused(text, code):
    with pytest.raises(ValidationError) as refusal:
        parse_number(text)

    assert refusal.value.code == code


def test_chat_link_carries_the_text_alone():
    assert chat_link("+6281", "a&b=c #1\n✓") == "https://wa.me/6281?text=a%26b%3Dc%20%231%0A%E2%9C%93"
