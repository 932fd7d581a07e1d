"""How a business joins: screen by screen, saved as it goes, then one tap hands it to the team."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Business, Membership, User

Status = Business.Status


@dataclass(frozen=True)
class Screen:
    """One group of questions: its part of the address, its title, and whether the team needs the answers."""

    slug: str
    # Left out of the hash, which would change with the reader's language.
    title: Promise = field(compare=False)
    is_needed: bool


NAME = Screen("nama", gettext_lazy("What is your business called?"), True)
PLACE = Screen("tempat", gettext_lazy("Where is it?"), True)
WHATSAPP = Screen("whatsapp", gettext_lazy("Where do buyers order?"), True)
STORY = Screen("cerita", gettext_lazy("Tell about it"), False)
SERVICE = Screen("layanan", gettext_lazy("How do orders reach buyers?"), False)
SCREENS = [NAME, PLACE, WHATSAPP, STORY, SERVICE]


def is_answered(business, screen):
    """Whether the screen holds what the team needs, or, of one that may be skipped, anything at all."""
    match screen.slug:
        case NAME.slug:
            return bool(business.name and business.sector_id)
        case PLACE.slug:
            return bool(business.regency_id and (business.district_id or not business.regency.districts.exists()))
        case WHATSAPP.slug:
            return bool(business.whatsapp and business.whatsapp_confirmed_at)
        case STORY.slug:
            return bool(business.tagline or business.story)
        case _:
            return bool(business.delivery_ways or business.opening_hours or business.logo)


def missing(business):
    """The screens without which the business cannot be handed in."""
    return [screen for screen in SCREENS if screen.is_needed and not is_answered(business, screen)]


def next_empty(business):
    """The first screen where nothing stands yet, None when all are filled: there joining goes on another day."""
    return next((screen for screen in SCREENS if not is_answered(business, screen)), None)


def after(screen):
    """The screen that follows, None after the last."""
    return next(iter(SCREENS[SCREENS.index(screen) + 1 :]), None)


def before(screen):
    return SCREENS[SCREENS.index(screen) - 1] if screen != SCREENS[0] else None


def is_open(business):
    """Whether its owner may still answer and hand it in: new, or sent back with changes asked."""
    return business.status == Status.DRAFT


def unfinished_of(user):
    """The business that `user` began to join with and never handed in, or None. There is one at a time.

    So a first screen sent twice, from two tabs or after going back, makes one business.
    """
    drafts = Business.objects.owned_by(user).filter(status=Status.DRAFT, submitted_at=None, review_note="")
    return drafts.order_by("memberships__pk").first()


def may_begin(user):
    """Whether `user` has room for another business."""
    return Business.objects.owned_by(user).count() < settings.BUSINESSES_PER_PERSON


def lock(user):
    """Let one request at a time begin a business for `user`; inside a transaction."""
    return User.objects.select_for_update().get(pk=user.pk)


def begin(business, user):
    """Save a new `business` as a draft that belongs to `user`."""
    business.save()
    Membership.objects.create(user=user, business=business, role=Membership.Role.OWNER)


def submit(business):
    """Hand a locked `business` to the team.

    Raises ValidationError "incomplete", or "not_open" when it is rejected, suspended or active. Doing it twice is
    doing it once. What the team asked for stays readable for them until they decide.
    """
    if business.status == Status.SUBMITTED:
        return
    if not is_open(business):
        raise ValidationError(_("This business cannot be handed in now."), code="not_open")
    if missing(business):
        raise ValidationError(_("Something is still missing. Fill it in first."), code="incomplete")
    business.status = Status.SUBMITTED
    business.submitted_at = timezone.now()
    business.save(update_fields=["status", "submitted_at", "updated_at"])
