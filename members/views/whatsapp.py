"""The WhatsApp number of a business and its check: the owner opens the chat once, then says that it is theirs."""

from copy import copy

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from members.current import locked_business
from members.joining_forms import WhatsAppForm
from members.kept_typing import forget, kept, refuse
from members.models import Business
from members.whatsapp import chat_link

# The number whose chat this browser has opened, in the session.
OPENED = "whatsapp-opened"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def business_whatsapp(request, pk):
    if request.method == "POST":
        with transaction.atomic():
            return save_number(request, locked_business(request, pk))
    business = get_object_or_404(Business.objects.managed_by(request.user), pk=pk)
    # A form that finds something wrong has put it into its instance by then.
    form = number_form(request, copy(business), kept(request))
    return render(request, "members/business_whatsapp.html", {"business": business, "form": form})


def save_number(request, business):
    form = number_form(request, business, request.POST)
    if not form.is_valid():
        return refuse(request)
    forget(request)
    form.save_answers()
    if form.is_to_open:
        return open_chat(request, business)
    messages.success(request, _("Your WhatsApp number is checked."))
    return redirect("members:business-edit")


def number_form(request, business, data):
    form = WhatsAppForm(data, instance=business)
    form.opened = opened_number(request)
    return form


def opened_number(request):
    """The number (E.164) whose chat this person has opened last, "" for none."""
    return request.session.get(OPENED, "")


def open_chat(request, business):
    """Lead to the chat with the number of `business`, and remember that it was opened."""
    request.session[OPENED] = str(business.whatsapp)
    text = _("Hello, this is the WhatsApp number of %(business)s on the UNK portal.") % {"business": business}
    return HttpResponseRedirect(chat_link(business.whatsapp, text))
