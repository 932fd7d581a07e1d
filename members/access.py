"""Who may open which signed-in pages. `LoginRequiredMiddleware` has asked everyone to sign in before."""

from functools import wraps

from django.conf import settings
from django.http import Http404

MODERATE = "members.moderate_business"
RUN_PROMOTIONS = "promotions.run_promotions"


def can_moderate(user):
    """Whether `user` looks after all members: approves, hides, suspends, and helps owners with their pages."""
    return user.has_perm(MODERATE)


def is_trusted(user):
    """Whether `user` can change what belongs to others: superusers and the team."""
    return user.is_superuser or user.has_perm(RUN_PROMOTIONS) or can_moderate(user)


def must_have_second_step(user):
    """Whether `user` gets to signed-in pages only with a second step at sign-in: an app or a passkey."""
    return settings.REQUIRE_TEAM_2FA and is_trusted(user)


def required(test):
    """A decorator: to a signed-in person who fails `test` the page does not exist."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not test(request.user):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


moderator_required = required(can_moderate)
