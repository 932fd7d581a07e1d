"""Private calendars: the page to make and revoke them, and the calendars themselves."""

from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from promotions import ical
from promotions.access import is_team
from promotions.feeds import as_calendar, feeding, is_open_to
from promotions.models import CalendarFeed


@login_not_required
@require_safe
def feed(request, token):
    """The calendar behind a secret address, for programs that ask again and again; no session, no cookie."""
    found = CalendarFeed.objects.of_token(token)
    if found is None or not is_open_to(found):
        raise Http404
    with translation.override(found.user.language):
        response = HttpResponse(as_calendar(found), content_type=ical.MEDIA_TYPE)
    set_response_etag(response)
    response["Content-Disposition"] = 'inline; filename="kalender.ics"'
    response["X-Robots-Tag"] = "noindex"
    response = get_conditional_response(request, etag=response["ETag"], response=response)
    # Each time it is asked whether anything changed; what lies between must not keep it.
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_safe
def feeds(request):
    return feeds_page(request)


def feeds_page(request, made=None):
    """The calendars that this person may have; the address of the one just `made` is shown this once."""
    own = {feed.business_id: feed for feed in CalendarFeed.objects.filter(user=request.user)}
    choices = [(None, _("Promotion team"))] if is_team(request.user) else []
    choices += [(business, _("Turns of %(business)s") % {"business": business}) for business in feeding(request.user)]
    lines = []
    for business, title in choices:
        key = business and business.pk
        address = address_of(made) if made and made.business_id == key else ""
        lines.append({"business": key, "title": title, "feed": own.get(key), "address": address})
    return render(request, "promotions/feeds.html", {"lines": lines})


def address_of(feed):
    with translation.override(settings.LANGUAGE_CODE):
        return settings.SITE_URL + reverse("promotions:feed", args=[feed.token])


def of_a_calendar(view):
    """A change of the one calendar that `usaha` names, or without it the team's, given as a business or None.

    What is not for this person does not exist. A GET, as after changing the language, shows the page.
    """

    @cache_control(no_store=True, private=True)
    @wraps(view)
    def guarded(request):
        if request.method != "POST":
            return redirect("promotions:feeds")
        number = request.POST.get("usaha", "")
        if number:
            return view(request, get_object_or_404(feeding(request.user), pk=int(number) if number.isdecimal() else 0))
        if not is_team(request.user):
            raise Http404
        return view(request, None)

    return guarded


@of_a_calendar
def feed_make(request, business):
    return feeds_page(request, CalendarFeed.objects.renew(request.user, business))


@of_a_calendar
def feed_revoke(request, business):
    CalendarFeed.objects.filter(user=request.user, business=business).delete()
    messages.success(request, _("The address does not work any more."))
    return redirect("promotions:feeds")
