"""Which reminders reach whom, and mails that did not get through."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from promotions import outbox
from promotions.access import team_members, team_required
from promotions.models import Mail


@require_safe
@team_required
def reminders(request):
    context = {
        "people": list(team_members()),
        "troubled": list(Mail.objects.troubled().select_related("user")),
        "retried": list(Mail.objects.filter(state=Mail.State.WAITING, attempts__gt=0).select_related("user")),
    }
    return render(request, "promotions/reminders.html", context)


@require_POST
@team_required
def mail_again(request, pk):
    said = _("It will be sent within minutes.") if outbox.send_again(pk) else _("That was settled already.")
    messages.success(request, said)
    return redirect("promotions:reminders")


@require_POST
@team_required
def mail_let_go(request, pk):
    said = _("It is left as it is.") if outbox.let_go(pk) else _("That was settled already.")
    messages.success(request, said)
    return redirect("promotions:reminders")
