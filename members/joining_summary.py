"""An owner's answers at a glance, before they are handed in."""

from typing import NamedTuple

from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from members import joining


class Line(NamedTuple):
    """What was answered on the screen `slug`, and what is lacking there if the team needs more."""

    slug: str
    label: str
    words: list[str]
    lack: str

    @property
    def is_missing(self):
        return bool(self.lack)


def summary_lines(business):
    """A `Line` for each screen."""
    missing = joining.missing(business)
    number = business.whatsapp.as_national if business.whatsapp else ""
    logo = _("with a logo") if business.logo else ""
    answers = [
        (joining.NAME, _("Business"), [business.name, business.sector], _("Choose what fits best.")),
        (joining.PLACE, _("Location"), [business.place], _("Choose the regency or city and the district.")),
        (joining.WHATSAPP, "WhatsApp", [number], _("Open the chat once to check.") if number else _("Write a number.")),
        (joining.STORY, _("Story"), [business.tagline, Truncator(business.story).chars(120)], ""),
        (joining.SERVICE, _("Orders"), [in_a_row(business.delivery_ways), business.opening_hours, logo], ""),
    ]
    return [
        Line(screen.slug, label, [str(word) for word in words if word], lack if screen in missing else "")
        for screen, label, words, lack in answers
    ]


def in_a_row(words):
    return capfirst(", ".join(map(str, words)))
