"""What a moderator decides about a business, each by a POST; those with a reason ask for it on a page of their own."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from members import review
from members.access import moderator_required
from members.models import Business
from members.reason_forms import CHANGES, REJECTIONS, SUSPENSIONS, ReasonForm
from members.review import NOTE_LENGTH, DecidedError

# The page a decision was made from, to go back to: the queue, or the business's own.
QUEUE = "antrean"


def back(request, business, is_decided=True):
    """To where the decision was made, which then shows the message for the owner."""
    if request.POST.get("dari") == QUEUE:
        response, mark = redirect("catalogue:moderation"), f"?diputus={business.pk}"
    else:
        response, mark = redirect("members:people-business", business.pk), "?diputus"
    if is_decided:
        response["Location"] += mark
    return response


def one_tap(decision, done):
    """A view that decides at once."""

    @require_POST
    @moderator_required
    def view(request, pk):
        business = get_object_or_404(Business, pk=pk)
        is_decided = attempt(request, partial(decision, business, request.user), done % {"business": business})
        return back(request, business, is_decided)

    return view


def with_reason(decision, done, ready_made, words):
    """A view that asks for the reason first. `words` are the page's: title, lead, button and, for it, an icon."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @moderator_required
    def view(request, pk):
        business = get_object_or_404(Business.objects.for_cards(), pk=pk)
        form = ReasonForm(
            request.POST if request.method == "POST" else None, ready_made=ready_made, max_length=NOTE_LENGTH
        )
        if form.is_valid():
            decide = partial(decision, business, request.user, form.reason)
            is_decided = attempt(request, decide, done % {"business": business})
            return back(request, business, is_decided)
        context = {"business": business, "form": form, "words": words, "origin": request.GET.get("dari", "")}
        return render(request, "members/review_reason.html", context)

    return view


def attempt(request, decide, done):
    """Whether the decision was made; the person reads either."""
    try:
        decide()
    except DecidedError as error:
        messages.error(request, error.words)
        return False
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return False
    messages.success(request, done)
    return True


approve = one_tap(review.approve, _("%(business)s is approved and on the portal."))
reconsider = one_tap(review.reconsider, _("%(business)s is back in the queue."))
restore = one_tap(review.restore, _("%(business)s is on the portal again."))
ask_for_changes = with_reason(
    review.ask_for_changes,
    _("%(business)s goes back to its owner."),
    CHANGES,
    {
        "title": _("Ask for changes"),
        "lead": _("The owner mends it and submits it again."),
        "button": _("Send it back"),
        "icon": "edit",
    },
)
reject = with_reason(
    review.reject,
    _("%(business)s is rejected."),
    REJECTIONS,
    {
        "title": _("Reject"),
        "lead": _("The business does not come on the portal. You can still take it back into the queue."),
        "button": _("Reject the business"),
        "icon": "close",
    },
)
suspend = with_reason(
    review.suspend,
    _("%(business)s is suspended."),
    SUSPENSIONS,
    {
        "title": _("Suspend"),
        "lead": _("Its page and products are gone at once, its people can change nothing, and it gets no turns."),
        "button": _("Suspend the business"),
        "icon": "alert",
    },
)
