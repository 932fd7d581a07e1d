"""One slot: its page, and each change that the team may make to it."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from promotions import planning, slot_undo
from promotions.access import team_members, team_required
from promotions.agenda import cards_of, slots_to_show
from promotions.forms import ApproveForm, CaptionForm, FinishForm, ReassignForm, SkipForm, SwapForm
from promotions.models import Slot
from promotions.replacements import Replacements
from promotions.slot_life import OPEN_STATES, SettledError
from promotions.wishes import wishes_about


def of_a_slot(view):
    """A team's view of one slot, given as its card. Who came second to a change reads who was first."""

    @team_required
    @wraps(view)
    def guarded(request, pk):
        slot = slots_to_show().filter(pk=pk).first()
        if slot is None:
            return taken_out(request, get_object_or_404(Slot, pk=pk, is_kept_free=True))
        (card,) = cards_of([slot], request.user, timezone.now())
        try:
            return view(request, card)
        except SettledError as error:
            messages.error(request, error.words)
            return redirect("promotions:slot", pk)

    return guarded


def taken_out(request, slot):
    """Who comes to a slot that somebody took out in the meantime reads so, on its day in the calendar."""
    messages.error(request, SettledError(slot, slot.product_id).words)
    return redirect(f"{reverse('promotions:calendar')}?hari={slot.local_day.isoformat()}")


def change_of_a_slot(view):
    """A view that only changes: a GET, as after signing in once more, shows the slot."""

    @of_a_slot
    @wraps(view)
    def guarded(request, card):
        return view(request, card) if request.method == "POST" else redirect("promotions:slot", card.slot.pk)

    return guarded


def page_of_open_slot(view):
    """A page to change a slot that is still awaited; a settled one is shown as it is."""

    @of_a_slot
    @wraps(view)
    def guarded(request, card):
        if card.slot.status not in OPEN_STATES:
            raise SettledError(card.slot, card.slot.product_id)
        return view(request, card)

    return guarded


def show(request, card, finishing=None, approving=None):
    card.form = finishing or FinishForm(slot=card.slot, to_tick=card.to_tick)
    card.approval = approving or ApproveForm(slot=card.slot, to_tick=card.to_tick)
    context = {"card": card, "requests": wishes_about(card.slot, card.now)}
    return render(request, "promotions/slot.html", context)


@require_safe
@of_a_slot
def slot(request, card):
    return show(request, card)


@change_of_a_slot
def finish(request, card):
    form = FinishForm(request.POST, request.FILES, slot=card.slot, to_tick=card.to_tick)
    if not form.attempt(request.user):
        if not card.can_finish:
            # The page has no form to say it at.
            for errors in form.errors.values():
                messages.error(request, errors[0])
        return show(request, card, finishing=form)
    return redirect("promotions:today")


@change_of_a_slot
def approve(request, card):
    form = ApproveForm(request.POST, slot=card.slot, to_tick=card.to_tick)
    if not form.attempt(request.user):
        return show(request, card, approving=form)
    messages.success(request, _("%(product)s is approved.") % {"product": card.product})
    return redirect("promotions:today")


@page_of_open_slot
def swap(request, card):
    form = SwapForm(request.POST or None, slot=card.slot)
    if request.method == "POST" and form.attempt(request.user):
        planning.refill()
        return redirect("promotions:today")
    found = Replacements(card.slot, request.GET.get("q", ""))
    return render(request, "promotions/slot_swap.html", {"card": card, "form": form, "found": found})


@page_of_open_slot
def skip(request, card):
    form = SkipForm(request.POST or None, slot=card.slot)
    if request.method == "POST" and form.attempt(request.user):
        planning.refill()
        return redirect("promotions:today")
    return render(request, "promotions/slot_skip.html", {"card": card, "form": form})


@page_of_open_slot
def caption(request, card):
    form = CaptionForm(request.POST or None, slot=card.slot)
    if request.method == "POST" and form.attempt(request.user):
        messages.success(request, _("The words are saved."))
        return redirect("promotions:slot", card.slot.pk)
    return render(request, "promotions/slot_caption.html", {"card": card, "form": form})


@of_a_slot
def reassign(request, card):
    form = ReassignForm(request.POST or None, slot=card.slot)
    if request.method == "POST" and form.attempt(request.user):
        who = form.cleaned_data["assignee"] or _("the whole team")
        messages.success(request, _("Now for %(who)s to post.") % {"who": who})
        return redirect("promotions:today")
    return render(request, "promotions/slot_reassign.html", {"card": card, "form": form, "team": team_members()})


@change_of_a_slot
def undo(request, card):
    try:
        slot_undo.undo(card.slot, request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        if card.is_open:
            planning.refill()
        messages.success(request, _("Taken back."))
    return redirect("promotions:today")
