"""Joining, a screen for each group of questions."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import current, joining
from members.joining_forms import FORMS
from members.joining_summary import summary_lines
from members.kept_typing import forget, kept, refuse
from members.models import Business
from members.views.whatsapp import open_chat, opened_number

# A screen opened from the summary leads back there.
FROM_SUMMARY = "ringkasan"
SCREENS = {screen.slug: screen for screen in joining.SCREENS}

any_page = require_http_methods(["GET", "HEAD", "POST"])


@any_page
@never_cache
def business_add(request):
    """The first screen; who has an unfinished business goes on with that one."""
    if page := current.suspended_page(request):
        return page
    if request.method == "POST":
        with transaction.atomic():
            return save_first_screen(request, joining.lock(request.user))
    unfinished = joining.unfinished_of(request.user)
    if unfinished:
        return redirect("members:joining", unfinished.pk)
    if not joining.may_begin(request.user):
        return limit_page(request)
    return screen_page(request, joining.NAME, Business())


def save_first_screen(request, user):
    business = joining.unfinished_of(user)
    if not business and not joining.may_begin(user):
        return limit_page(request)
    form = FORMS[joining.NAME](request.POST, instance=business or Business())
    if not form.is_valid():
        first = reverse("members:joining-screen", args=[business.pk, joining.NAME.slug]) if business else ""
        return refuse(request, first)
    forget(request)
    if business:
        form.save_answers()
    else:
        joining.begin(form.instance, user)
    current.choose(request, form.instance)
    return redirect("members:joining-screen", form.instance.pk, joining.PLACE.slug)


def limit_page(request):
    own = Business.objects.owned_by(request.user).order_by("name", "pk")
    return render(request, "members/business_limit.html", {"own": own})


def own_business(request, pk):
    return get_object_or_404(Business.objects.managed_by(request.user).select_related("regency"), pk=pk)


@require_safe
@never_cache
def resume(request, pk):
    """Where one left: the first screen that is still empty."""
    business = own_business(request, pk)
    screen = joining.next_empty(business)
    if screen and joining.is_open(business):
        return redirect("members:joining-screen", pk, screen.slug)
    return redirect("members:joining-summary", pk)


@any_page
@never_cache
def screen(request, pk, slug):
    screen = SCREENS.get(slug)
    if not screen:
        raise Http404
    business = own_business(request, pk)
    if not joining.is_open(business):
        return redirect("members:business-status")
    if request.method == "POST":
        with transaction.atomic():
            return save_screen(request, screen, current.locked_business(request, pk))
    return screen_page(request, screen, business)


def save_screen(request, screen, business):
    if not joining.is_open(business):
        return redirect("members:business-status")
    form = screen_form(request, screen, business, request.POST)
    if not form.is_valid():
        return refuse(request)
    forget(request)
    form.save_answers()
    current.choose(request, business)
    if screen == joining.WHATSAPP and form.is_to_open:
        return open_chat(request, business)
    following = None if FROM_SUMMARY in request.GET else joining.after(screen)
    return redirect("members:joining-screen", business.pk, following.slug) if following else to_summary(business.pk)


def screen_form(request, screen, business, data):
    form = FORMS[screen](data, instance=business)
    if screen == joining.WHATSAPP:
        form.opened = opened_number(request)
    return form


def to_summary(pk):
    return redirect("members:joining-summary", pk)


def screen_page(request, screen, business):
    # A form that finds something wrong has put it into its instance by then.
    form = screen_form(request, screen, copy(business), kept(request))
    context = {
        "screen": screen,
        "number": joining.SCREENS.index(screen) + 1,
        "screens": joining.SCREENS,
        "before": joining.before(screen),
        "is_from_summary": FROM_SUMMARY in request.GET,
        "business": business,
        "form": form,
    }
    return render(request, f"members/joining_{screen.slug}.html", context)


@require_safe
@never_cache
def summary(request, pk):
    """All answers at a glance, with what is missing and the one tap that hands the business in."""
    business = get_object_or_404(
        Business.objects.managed_by(request.user).select_related("regency", "district", "sector"), pk=pk
    )
    if not joining.is_open(business):
        return redirect("members:business-status")
    lines = summary_lines(business)
    context = {"business": business, "lines": lines, "is_complete": not any(line.is_missing for line in lines)}
    return render(request, "members/joining_summary.html", context)


@require_POST
def submit(request, pk):
    try:
        with transaction.atomic():
            business = current.locked_business(request, pk)
            joining.submit(business)
    except ValidationError as refusal:
        messages.error(request, refusal.message)
        return to_summary(pk)
    current.choose(request, business)
    messages.success(request, _("Handed in. Thank you!"))
    return redirect("members:business-status")
