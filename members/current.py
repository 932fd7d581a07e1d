"""The business that the owners' pages are about: of several the one chosen last; for a moderator the one they help."""

from functools import wraps

from django.shortcuts import get_object_or_404, redirect, render

from members.models import Business

SESSION_KEY = "business"


def current_business(request):
    """The `Business` that pages under /kelola/ are about; None for who has none, or none that is not suspended."""
    chosen = request.session.get(SESSION_KEY)
    if chosen:
        business = Business.objects.managed_by(request.user).filter(pk=chosen).first()
        if business:
            return business
    own = Business.objects.owned_by(request.user).exclude(status=Business.Status.SUSPENDED)
    return own.order_by("memberships__pk").first()


def choose(request, business):
    """Make the owners' pages be about `business`, which the caller has taken from `managed_by()`."""
    request.session[SESSION_KEY] = business.pk


def stop_choosing(request):
    request.session.pop(SESSION_KEY, None)


def locked_business(request, pk):
    """The business with key `pk`, or 404 to who may not change it; held until the transaction ends."""
    return get_object_or_404(Business.objects.managed_by(request.user).select_for_update(of=("self",)), pk=pk)


def suspended_page(request):
    """To who has a suspended business, the page that says so; None to everyone else."""
    suspended = Business.objects.owned_by(request.user).filter(status=Business.Status.SUSPENDED).first()
    return suspended and render(request, "members/suspended.html", {"suspended": suspended}, status=403)


def is_helping(user, business):
    """Whether `user` works on `business` for its owner, without belonging to it."""
    return not business.memberships.filter(user=user).exists()


def business_required(view):
    """A view of the current business, given as its second argument.

    Who has none is led to where one begins; whose business is suspended reads so.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        business = current_business(request)
        if business:
            return view(request, business, *args, **kwargs)
        return suspended_page(request) or redirect("members:business-add")

    return guarded
