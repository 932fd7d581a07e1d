"""Who may open the promotion team's pages and the members'."""

from django.db.models import Q

from members.access import RUN_PROMOTIONS, required
from members.models import Business, User


def is_team(user):
    return user.has_perm(RUN_PROMOTIONS)


def team_members():
    """The people of the promotion team who may be given work."""
    codename = RUN_PROMOTIONS.partition(".")[2]
    allowed = Q(is_superuser=True) | Q(groups__permissions__codename=codename) | Q(user_permissions__codename=codename)
    return User.objects.filter(pk__in=User.objects.filter(allowed, is_active=True).values("pk")).order_by("name", "pk")


def is_member(user):
    return is_team(user) or Business.objects.managed_by(user).exists()


team_required = required(is_team)
member_required = required(is_member)
