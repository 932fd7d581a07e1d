"""The next steps of an owner in words, each with the address where it is done."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promotions.next_steps import SHOP_WINDOW, Kind, Step

NAME_LENGTH = 48


@dataclass(frozen=True)
class StepLine:
    """What to do, why, the words on its button, where it leads to, and its icon."""

    kind: Kind
    title: str
    why: str
    action: str
    address: str
    sign: str
    is_urgent: bool = False


def step_line(step: Step) -> StepLine:
    return LINES[step.kind](step)


def _join(step):
    title, why = _("Finish joining"), _("A few questions are left. Then the team looks at your business.")
    return StepLine(step.kind, title, why, _("Go on joining"), reverse("members:business-add"), "store")


def _change(step):
    title, why = _("Change what the team asked for"), _("After that, send it once more.")
    return StepLine(step.kind, title, why, _("Go on joining"), reverse("members:business-add"), "store")


def _whatsapp(step):
    title = _("Check your WhatsApp")
    why = _("Open it once from here. Then we know that orders reach you, and your products can get their turns.")
    address = f"{reverse('members:business-edit')}#whatsapp"
    return StepLine(step.kind, title, why, _("Open and check"), address, "whatsapp")


def _first_product(step):
    title = _("Add your first product")
    why = _("A photo, a name and a price are enough to begin. The rest can follow.")
    return StepLine(step.kind, title, why, _("Add product"), reverse("catalogue:product-add"), "plus")


def _mend(step):
    title = _("%(product)s is hidden") % {"product": _name(step)}
    why = _("The team says: %(reason)s Mend it and ask to show it again.") % {
        "reason": _as_sentence(step.listing.hidden_reason)
    }
    return StepLine(step.kind, title, why, _("Mend it"), _edit(step), "flag", is_urgent=True)


def _rescue_turn(step):
    title = _("Complete %(product)s for its turn") % {"product": _name(step)}
    left = step.turn.missing
    missing = ngettext("%(count)d thing is missing.", "%(count)d things are missing.", left) % {"count": left}
    why = f"{_turn_comes(step.turn.days)} {missing}"
    return StepLine(step.kind, title, why, _("Complete it"), _edit(step), "clock", is_urgent=True)


def _publish(step):
    title = _("Publish %(product)s") % {"product": _name(step)}
    why = _("It is a draft that only you can see.")
    return StepLine(step.kind, title, why, _("Look it over and publish"), _edit(step), "eye")


def _licence_over(step):
    title = _("%(licence)s has expired") % {"licence": step.permit.name}
    why = _("It ended on %(day)s, and its badge is no longer shown.") % {
        "day": date_format(step.permit.expires_on, "j F Y")
    }
    address = f"{reverse('members:business-edit')}#izin"
    return StepLine(step.kind, title, why, _("Look at your licences"), address, "sealed", is_urgent=True)


def _complete(step):
    title = _("Complete %(product)s") % {"product": _name(step)}
    left = step.listing.missing
    why = ngettext(
        "%(count)d thing is missing until it can be promoted.",
        "%(count)d things are missing until it can be promoted.",
        left,
    ) % {"count": left}
    return StepLine(step.kind, title, why, _("Complete it"), _edit(step), "edit")


def _licence_ending(step):
    title = _("%(licence)s ends on %(day)s") % {
        "licence": step.permit.name,
        "day": date_format(step.permit.expires_on, "j F Y"),
    }
    why = _("Renew it in time, so that its badge stays.")
    address = f"{reverse('members:business-edit')}#izin"
    return StepLine(step.kind, title, why, _("Look at your licences"), address, "clock")


def _restock(step):
    title = _("Is %(product)s still sold out?") % {"product": _name(step)}
    days = step.listing.sold_out_days
    why = ngettext(
        "It has said so for %(days)d day. What is sold out gets no turn.",
        "It has said so for %(days)d days. What is sold out gets no turn.",
        days,
    ) % {"days": days}
    address = f"{_edit(step)}#sedia"
    return StepLine(step.kind, title, why, _("Change the availability"), address, "box")


def _confirm_turn(step):
    title = _("Confirm your turn: %(product)s") % {"product": _name(step)}
    why = f"{_turn_comes(step.turn.days)} {_('Are pictures, words and price right, and is there enough of it?')}"
    return StepLine(step.kind, title, why, _("See pictures and words"), _turn(step), "clock")


def _posted(step):
    title = _("%(product)s was promoted") % {"product": _name(step)}
    why = _("Thank you! See the post, and what it has brought so far.")
    return StepLine(step.kind, title, why, _("See what it brought"), _turn(step), "check")


def _campaign(step):
    title = _("Take part in “%(campaign)s”") % {"campaign": Truncator(step.invitation.name).chars(NAME_LENGTH)}
    days = step.invitation.days
    when = _("It begins %(when)s.") % {"when": days_away(days)} if days else _("It runs now.")
    why = f"{when} {_('Choose one product, with a special price if you like.')}"
    address = reverse("promotions:own-campaign", args=[step.invitation.pk])
    return StepLine(step.kind, title, why, _("Take part"), address, "horn")


def _more_products(step):
    title = _("Add more products")
    why = _("With %(number)d products shoppers look around longer.") % {"number": SHOP_WINDOW}
    return StepLine(step.kind, title, why, _("Add product"), reverse("catalogue:product-add"), "plus")


LINES = {
    Kind.JOIN: _join,
    Kind.CHANGE: _change,
    Kind.WHATSAPP: _whatsapp,
    Kind.FIRST_PRODUCT: _first_product,
    Kind.MEND: _mend,
    Kind.RESCUE_TURN: _rescue_turn,
    Kind.PUBLISH: _publish,
    Kind.LICENCE_OVER: _licence_over,
    Kind.COMPLETE: _complete,
    Kind.LICENCE_ENDING: _licence_ending,
    Kind.CAMPAIGN: _campaign,
    Kind.RESTOCK: _restock,
    Kind.CONFIRM_TURN: _confirm_turn,
    Kind.POSTED: _posted,
    Kind.MORE_PRODUCTS: _more_products,
}


def days_away(days):
    """How far a day is: "today", "tomorrow", "in 5 days"."""
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


def _turn_comes(days):
    return _("Its turn comes %(when)s.") % {"when": days_away(days)}


def _name(step):
    return Truncator(step.listing.name).chars(NAME_LENGTH) or _("Product without a name")


def _edit(step):
    return reverse("catalogue:product-edit", args=[step.listing.pk])


def _turn(step):
    return reverse("promotions:turn", args=[step.turn.pk])


def _as_sentence(words):
    return words if words.endswith((".", "!", "?")) else f"{words}."
