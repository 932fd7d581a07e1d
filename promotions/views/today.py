"""The team's page of the day, and what one tap on it does to many slots."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from promotions import planning, slot_life
from promotions.access import team_required
from promotions.agenda import Agenda, waiting_in_words
from promotions.forms import FinishForm
from promotions.models import Mail
from promotions.wishes import Wishes


@require_safe
@team_required
def today(request):
    agenda = Agenda(request.user)
    for card in agenda.to_do:
        card.form = FinishForm(slot=card.slot, to_tick=card.to_tick)
    context = {
        "agenda": agenda,
        "owners": Wishes(agenda.now),
        "approval_lead": settings.PROMOTION_APPROVAL_LEAD_HOURS,
        "troubled_mails": Mail.objects.troubled().count(),
    }
    return render(request, "promotions/today.html", context)


@team_required
def approve_week(request):
    if request.method == "POST":
        agenda = Agenda(request.user)
        waiting = [card.slot for card in agenda.cards if not card.is_empty and card.slot.status == "planned"]
        approved, left = slot_life.approve_all(waiting, request.user)
        say_approved(request, approved, left)
    return redirect("promotions:today")


def say_approved(request, approved, left):
    if approved:
        messages.success(request, ngettext("%d slot approved.", "%d slots approved.", approved) % approved)
    if left:
        words = ngettext("%(count)d slot was left: %(why)s", "%(count)d slots were left: %(why)s", len(left))
        messages.error(request, words % {"count": len(left), "why": waiting_in_words(left)})
    if not approved and not left:
        messages.info(request, _("Everything of the coming week is approved already."))


@team_required
def fill_gaps(request):
    if request.method == "POST":
        before = Agenda(request.user).gap_count
        if not planning.refill():
            messages.info(request, _("The portal is planning right now. Look again in a minute."))
        else:
            say_filled(request, before, Agenda(request.user).gap_count)
    return redirect("promotions:today")


def say_filled(request, before, left):
    if before > left:
        filled = before - left
        messages.success(request, ngettext("%d slot filled.", "%d slots filled.", filled) % filled)
    if left:
        messages.info(
            request,
            ngettext(
                "%d slot stays empty: no business is ready for it.",
                "%d slots stay empty: no business is ready for them.",
                left,
            )
            % left,
        )
