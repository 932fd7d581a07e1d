"""Where one slot stands: moving it, taking it out, keeping its product there."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from promotions import planning, slot_places
from promotions.place_forms import MoveForm, PinForm, RemoveForm, UnpinForm
from promotions.views.slots import change_of_a_slot, page_of_open_slot


@page_of_open_slot
def move(request, card):
    form = MoveForm(request.POST or None, slot=card.slot)
    if request.method == "POST" and form.attempt(request.user):
        planning.refill()
        return redirect(calendar_of(form.moment, form.cleaned_data["back"], card.slot))
    now = timezone.now()
    context = {"card": card, "form": form, "counts": slot_places.still_counts(card.slot, now)}
    return render(request, "promotions/slot_move.html", context)


@page_of_open_slot
def remove(request, card):
    form = RemoveForm(request.POST or None, slot=card.slot)
    if request.method == "POST" and form.attempt(request.user):
        planning.refill()
        when = date_format(timezone.localtime(card.slot.starts_at), "l, j F, H.i")
        words = _("%(channel)s on %(when)s was taken out of the calendar.")
        messages.success(request, words % {"channel": card.channel, "when": when})
        return redirect(calendar_of(card.slot.starts_at))
    context = {"card": card, "form": form, "counts": slot_places.still_counts(card.slot, timezone.now())}
    return render(request, "promotions/slot_remove.html", context)


@change_of_a_slot
def pin(request, card):
    return pinned(request, card, PinForm, _("%(product)s stays there; the rotation leaves it alone."))


@change_of_a_slot
def unpin(request, card):
    return pinned(request, card, UnpinForm, _("The rotation decides again whose turn it is there."))


def pinned(request, card, form_class, words):
    form = form_class(request.POST, slot=card.slot)
    if form.attempt(request.user):
        planning.refill()
        messages.success(request, words % {"product": card.product})
    else:
        for errors in form.errors.values():
            messages.error(request, errors[0])
    return redirect("promotions:slot", card.slot.pk)


def calendar_of(moment, back="", slot=None):
    """The address of the calendar around `moment`; `back` are the words of the one that the person came from."""
    words = QueryDict(back, mutable=True)
    if not back:
        words["bulan"] = timezone.localtime(moment).strftime("%Y-%m")
    anchor = f"#jadwal-{slot.pk}" if slot else ""
    return f"{reverse('promotions:calendar')}?{words.urlencode()}{anchor}"
