"""Why a campaign's slot has this product: kept in the slot as plain values, said in the reader's language."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def as_json(times, waiting_since):
    """For a business that had `times` slots of the campaign before, with its ticket drawn on a date, or None."""
    return {"times": times, "since": waiting_since.isoformat() if waiting_since else ""}


def in_words(reason):
    times = reason.get("times", 0)
    if times:
        words = [
            ngettext(
                "all who take part had their turn; this one had %(times)d before",
                "all who take part had their turns; this one had %(times)d before",
                times,
            )
            % {"times": times}
        ]
    else:
        words = [_("its first turn in the campaign")]
    if reason.get("since"):
        day = date_format(date.fromisoformat(reason["since"]), "j F Y")
        words.append(_("of those it waits longest, since %(day)s") % {"day": day})
    return ", ".join(words)
