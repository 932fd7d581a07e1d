"""An owner's turns: all of them, and one with what its owner may do about it."""

from functools import wraps

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.current import business_required
from members.models import Business
from promotions.agenda import cards_of, slots_to_show
from promotions.models import Slot, TurnRequest
from promotions.own_past import past_slots, past_turns
from promotions.own_turns import OwnTurns
from promotions.replacements import Replacements
from promotions.slot_life import OPEN_STATES, SettledError
from promotions.turn_forms import AskPauseForm, AskSwapForm, ConfirmForm, OwnCaptionForm, OwnProductForm
from promotions.turn_results import results
from promotions.turn_words import kind_reason
from unk_portal.pages import page_of

PER_PAGE = 10


@require_safe
@business_required
def turns(request, business):
    now = timezone.now()
    own = OwnTurns.of(business, now)
    coming = own.coming(None)
    prefetch_related_objects([turn.slot.product for turn in coming], "photos")
    page, notes = page_of(past_slots(business), request, per_page=PER_PAGE)
    context = {
        "business": business,
        "own": own,
        "coming": coming,
        "lines": [line for line in own.by_channel() if line.is_worth_showing],
        "page": page,
        "notes": notes,
        "past": list(past_turns(business, list(page.object_list), timezone.localdate(now))),
    }
    return render(request, "promotions/turns.html", context)


def of_own_turn(view):
    """A view of one slot of a business that the person manages, given as its card.

    Whose slot changed in the meantime reads how.
    """

    @wraps(view)
    def guarded(request, pk):
        own = slots_to_show().filter(business__in=Business.objects.managed_by(request.user), product__isnull=False)
        slot = get_object_or_404(own, pk=pk)
        (card,) = cards_of([slot], request.user, timezone.now())
        try:
            return view(request, card)
        except SettledError as error:
            messages.error(request, error.words)
            still_own = Slot.objects.standing().filter(pk=pk, business=slot.business_id, product__isnull=False)
            return redirect("promotions:turn", pk) if still_own.exists() else redirect("promotions:turns")

    return guarded


def of_coming_turn(view):
    """A page to change a turn that is still to come; another is shown as it is."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @of_own_turn
    @wraps(view)
    def guarded(request, card):
        if card.slot.status not in OPEN_STATES:
            raise SettledError(card.slot, card.slot.product_id)
        if card.has_come:
            messages.error(request, _("The time of this turn has come: nothing about it can be changed any more."))
            return redirect("promotions:turn", card.slot.pk)
        return view(request, card)

    return guarded


@require_safe
@of_own_turn
def turn(request, card):
    slot = card.slot
    requests = TurnRequest.objects.filter(slot=slot, business=slot.business_id)
    context = {
        "card": card,
        "can_change": card.is_open and not card.has_come,
        "form": ConfirmForm(slot=slot),
        "result": results([slot], timezone.localdate()).get(slot.pk),
        "asked": requests.select_related("decided_by", "made_by").first(),
        "skip_reason": kind_reason(slot.remark) if slot.status == Slot.Status.SKIPPED else "",
    }
    return render(request, "promotions/turn.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_turn
def confirm(request, card):
    form = ConfirmForm(request.POST or None, slot=card.slot)
    if request.method == "POST":
        if form.attempt(request.user):
            messages.success(request, _("Thank you. The team sees that all is well."))
        else:
            for errors in form.errors.values():
                messages.error(request, errors[0])
    return redirect("promotions:turn", card.slot.pk)


@of_coming_turn
def caption(request, card):
    if card.channel.is_automatic:
        messages.info(request, _("The portal shows the product as it is in your list. Change it there."))
        return redirect("promotions:turn", card.slot.pk)
    form = OwnCaptionForm(request.POST or None, slot=card.slot)
    if request.method == "POST" and form.attempt(request.user):
        messages.success(request, _("Your words are saved, and the team reads them."))
        return redirect("promotions:turn", card.slot.pk)
    return render(request, "promotions/turn_caption.html", {"card": card, "form": form})


@of_coming_turn
def product(request, card):
    form = OwnProductForm(request.POST or None, slot=card.slot)
    if request.method == "POST" and form.attempt(request.user):
        messages.success(request, _("%(product)s stands there now.") % {"product": form.cleaned_data["choice"]})
        return redirect("promotions:turn", card.slot.pk)
    found = Replacements(card.slot)
    return render(request, "promotions/turn_product.html", {"card": card, "form": form, "found": found})


@of_coming_turn
def swap(request, card):
    form = AskSwapForm(request.POST or None, slot=card.slot)
    if request.method == "POST" and form.attempt(request.user):
        messages.success(request, _("The team reads your wish and answers. Until then the turn stays as it is."))
        return redirect("promotions:turn", card.slot.pk)
    return render(request, "promotions/turn_swap.html", {"card": card, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@business_required
def pause(request, business):
    form = AskPauseForm(request.POST or None)
    if request.method == "POST" and form.attempt(business, request.user):
        messages.success(request, _("The team reads your wish and answers. Until then your turns stay as they are."))
        return redirect("promotions:turns")
    return render(request, "promotions/turn_pause.html", {"business": business, "form": form})
