"""Who may open the team's pages and the members'. `LoginRequiredMiddleware` has asked everyone to sign in before."""

from functools import wraps

from django.db.models import Q
from django.http import Http404

from members.models import Membership, User

RUN_PROMOTIONS = "promotions.run_promotions"


def is_team(user):
    return user.has_perm(RUN_PROMOTIONS)


def team_members():
    """The people of the promotion team who may be given work."""
    codename = RUN_PROMOTIONS.partition(".")[2]
    allowed = Q(is_superuser=True) | Q(groups__permissions__codename=codename) | Q(user_permissions__codename=codename)
    return User.objects.filter(pk__in=User.objects.filter(allowed, is_active=True).values("pk")).order_by("name", "pk")


def is_member(user):
    return is_team(user) or Membership.objects.filter(user=user).exists()


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


team_required = required(is_team)
member_required = required(is_member)
