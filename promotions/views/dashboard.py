"""An owner's start page."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from catalogue.reach import PERIODS
from members.current import business_required
from promotions.dashboard import Dashboard

# Until which hour one says so in Indonesia.
GREETINGS = {
    4: _("Good evening"),
    11: _("Good morning"),
    15: _("Good day"),
    18: _("Good afternoon"),
    24: _("Good evening"),
}


@require_safe
@business_required
def dashboard(request, business):
    """The page of the current business; `masa` is how many days its figures tell of."""
    now = timezone.now()
    days = next((days for days in PERIODS if request.GET.get("masa") == str(days)), PERIODS[0])
    context = {
        "business": business,
        "now": now,
        "greeting": greeting(timezone.localtime(now).hour),
        "dashboard": Dashboard(business, days, now),
        "periods": PERIODS,
    }
    return render(request, "promotions/dashboard.html", context)


def greeting(hour):
    """What one says at this hour of the day, 0 to 23."""
    return next(words for until, words in GREETINGS.items() if hour < until)
