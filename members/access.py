"""Who may open which signed-in pages. `LoginRequiredMiddleware` has asked everyone to sign in before."""

from functools import wraps

from django.http import Http404

MODERATE = "members.moderate_business"


def can_moderate(user):
    """Whether `user` looks after all members: approves, hides, suspends, and helps owners with their pages."""
    return user.has_perm(MODERATE)


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
