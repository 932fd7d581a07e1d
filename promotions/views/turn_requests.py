"""Requests of owners: taken back by them, answered by the team."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import letters
from promotions import planning, turn_requests
from promotions.access import team_required
from promotions.models import Slot, TurnRequest
from promotions.slot_life import SettledError
from promotions.turn_forms import AnswerForm
from promotions.turn_requests import AnsweredError
from promotions.turn_words import answer_letter


@require_POST
def end(request, pk):
    """An owner takes a request back, or ends a pause at once."""
    wish = get_object_or_404(turn_requests.requests_of(request.user), pk=pk)
    try:
        turn_requests.end(wish, request.user)
    except AnsweredError as error:
        messages.error(request, error.words)
    else:
        if wish.is_accepted:
            planning.refill()
            messages.success(request, _("The pause is over. Welcome back in the queue."))
        else:
            messages.success(request, _("Your request is taken back."))
    if wish.slot_id and wish.is_asked:
        return redirect("promotions:turn", wish.slot_id)
    return redirect("promotions:turns")


@require_POST
@team_required
def decide(request, pk):
    wish = get_object_or_404(
        TurnRequest.objects.select_related("business", "channel", "slot__channel", "slot__product__business"), pk=pk
    )
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say whether you accept or decline it."))
    else:
        attempt(request, wish, form.cleaned_data["decision"], form.cleaned_data["answer"])
    onwards = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(onwards, {request.get_host()}, request.is_secure()):
        return redirect(onwards)
    return redirect("promotions:today")


def attempt(request, wish, decision, answer):
    try:
        answer_with(wish, request.user, decision, answer)
    except (AnsweredError, SettledError) as error:
        messages.error(request, error.words)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        if wish.is_accepted:
            planning.refill()
        letters.mail_people(wish.business, lambda: answer_letter(wish))
        messages.success(request, said(wish))


def answer_with(wish, user, decision, answer):
    if decision == "decline":
        turn_requests.decline(wish, user, answer)
    elif wish.is_pause:
        turn_requests.accept_pause(wish, user, answer)
    else:
        turn_requests.accept_swap(wish, user, target_of(wish, decision), answer)


def target_of(wish, decision):
    """The slot that the turn is moved to; None when it goes to the next business."""
    if not decision.startswith(AnswerForm.MOVE):
        return None
    key = decision.removeprefix(AnswerForm.MOVE)
    slots = Slot.objects.filter(channel=wish.channel_id).select_related("channel")
    found = slots.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    if found is None:
        raise ValidationError(_("This slot is not in the calendar any more."), code="gone")
    return found


def said(wish):
    words = {"business": wish.business}
    if wish.status == TurnRequest.Status.DECLINED:
        return _("Declined. %(business)s is told.") % words
    if wish.is_pause:
        return _("%(business)s pauses, and is told.") % words
    if wish.moved_to:
        return _("The turn of %(business)s is moved, and they are told.") % words
    return _("The turn goes to the next. %(business)s keeps its place, and is told.") % words
