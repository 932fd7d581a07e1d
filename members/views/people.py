"""The team's pages of all members, and how it lets owners in."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import letters, people
from members.access import moderator_required
from members.claims import LIFETIME as CLAIM_LIFETIME
from members.claims import issue_claim_link
from members.likeness import similar_to
from members.models import AccessLink, Business, User
from members.people_forms import MemberForm, OwnerForm
from members.review import missing
from members.sign_in_links import LIFETIME as SIGN_IN_LIFETIME
from members.sign_in_links import issue_sign_in_link, people_for_links
from members.whatsapp import chat_link
from unk_portal.pages import page_of

LINKS_SHOWN = 10


@require_safe
@moderator_required
def members(request):
    """All businesses, by name; searched and narrowed."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:200]
    status = request.GET.get("status", "")
    found = people.search(Business.objects.all(), query)
    counts = people.counts(found)
    rows = people.of_status(people.for_list(found), status).order_by("name", "pk")
    page, notes = page_of(rows, request)
    context = {
        "query": query,
        "status": status,
        "statuses": [(name, label, counts[name]) for name, label in labels().items()],
        "page": page,
        "notes": notes,
        "businesses": people.add_figures(list(page)),
    }
    return render(request, "members/people.html", context)


def labels():
    """The names of the list's filters."""
    statuses = {name: capfirst(status.label) for name, status in people.STATUSES.items()}
    return statuses | {people.UNCLAIMED: _("Not claimed")}


@require_safe
@moderator_required
def business(request, pk):
    """One business: what waits, its people and the links sent to them, its products, what happened to it."""
    return show_business(request, pk)


def show_business(request, pk, secret=None):
    business = get_object_or_404(people.for_list(Business.objects.select_related("sector", "district")), pk=pk)
    users = [membership.user for membership in business.memberships.all()]
    context = {
        "business": business,
        "missing": missing(business),
        "alike": similar_to([business]).get(business.pk, []),
        "users": users,
        "may_get_link": set(people_for_links().filter(pk__in=[user.pk for user in users])),
        "links": AccessLink.objects.about(business).select_related("user", "made_by", "used_by")[:LINKS_SHOWN],
        "letter": letter_to(business),
        "is_decided": "diputus" in request.GET,
        "secret": secret,
    }
    return render(request, "members/people_business.html", context)


def letter_to(business):
    """What to write on the last decision about `business`; None while there is none."""
    if not business.reviewed_at or business.status == Business.Status.SUBMITTED:
        return None
    return letters.ready(business, lambda: letters.about_business(business))


@require_http_methods(["GET", "HEAD", "POST"])
@moderator_required
def member_add(request):
    """A business and an account for an owner without a mailbox."""
    form = MemberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        business = form.save()
        messages.success(
            request, _("%(business)s is here now. Help to fill it in, then send it in.") % {"business": business}
        )
        return redirect("members:people-business", business.pk)
    return render(request, "members/people_add.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@moderator_required
def owner_add(request, pk):
    """An account for the owner of a business that nobody has claimed."""
    business = get_object_or_404(Business.objects.unclaimed(), pk=pk)
    form = OwnerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = form.save_first_owner(business)
        messages.success(request, _("%(owner)s has an account now. Send a sign-in link.") % {"owner": user})
        return redirect("members:people-business", pk)
    return render(request, "members/people_owner.html", {"business": business, "form": form})


def shown_once(view):
    """A POST whose answer is the business's page with a secret link on it, kept in no cache and nowhere else.

    A GET, as after changing the language there, shows the page without it.
    """

    @moderator_required
    @cache_control(no_store=True, private=True)
    @wraps(view)
    def guarded(request, pk, **kwargs):
        if request.method == "POST":
            return view(request, pk, **kwargs)
        return redirect("members:people-business", pk)

    return guarded


@shown_once
def claim_link(request, pk):
    business = get_object_or_404(Business, pk=pk)
    try:
        address = issue_claim_link(business, request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("members:people-business", pk)
    with translation.override("id"):
        text = _(
            "Hello %(business)s, we are the team of UMKM Naik Kelas Lampung. 🙏\n\n"
            "Your business is on our portal already. With this link you take it over and can change it yourself, "
            "for free:\n%(address)s\n\nThe link works once, for %(days)d days. Please do not pass it on."
        ) % {"business": business, "address": address, "days": CLAIM_LIFETIME.days}
    return show_business(request, pk, secret_for(business, address, text, _("Link to claim %(business)s")))


@shown_once
def sign_in_link(request, pk, user):
    business = get_object_or_404(Business, pk=pk)
    user = get_object_or_404(User, pk=user, memberships__business=business)
    try:
        address = issue_sign_in_link(user, request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("members:people-business", pk)
    with translation.override("id"):
        text = _(
            "Hello %(name)s, with this link you sign in to the portal of UMKM Naik Kelas Lampung:\n%(address)s\n\n"
            "It works once, for %(minutes)d minutes. Please do not pass it on."
        ) % {"name": user, "address": address, "minutes": SIGN_IN_LIFETIME.seconds // 60}
    return show_business(request, pk, secret_for(business, address, text, _("Link to sign in to %(business)s")))


def secret_for(business, address, text, title):
    return {
        "title": title % {"business": business},
        "address": address,
        "chat_link": chat_link(business.whatsapp, text) if business.whatsapp else "",
    }


@require_POST
@moderator_required
def link_revoke(request, pk, link):
    """Let a link that was sent for this business, or to its people, work no more."""
    business = get_object_or_404(Business, pk=pk)
    get_object_or_404(AccessLink.objects.about(business), pk=link).revoke()
    messages.success(request, _("The link does not work any more."))
    return redirect("members:people-business", pk)
