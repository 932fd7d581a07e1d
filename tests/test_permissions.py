"""Every address of the portal × every kind of person × reading and changing: who gets in, and who changes nothing.

A new address must be given its line in TABLE, or the first test fails.
"""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from members.models import AccessLink, Business
from promotions.models import Absence, CalendarFeed, Guideline, Mail, Occasion, Rota
from tests.factories import (
    make_business,
    make_offer,
    make_photo,
    make_product,
    make_superuser,
    make_team_member,
    make_user,
)
from tests.promotions.factories import (
    channel,
    make_campaign,
    make_pause,
    make_ready_product,
    make_slot,
    make_weekly_slot,
)

pytestmark = pytest.mark.django_db

ROLES = ["anonymous", "owner", "other", "waiting", "suspended", "team", "superuser"]
EVERYONE = set(ROLES)
SIGNED_IN = EVERYONE - {"anonymous"}
TEAM = {"team", "superuser"}
# About the business of whoever asks, not of one that the address names.
MEMBERS = SIGNED_IN - {"suspended"}
# Members whose business is active; the team, which has none, is led to where one begins.
INVITED = MEMBERS - {"waiting"}
# About the business, product … of the owner.
ITS_OWN = {"owner", *TEAM}
NOBODY: set[str] = set()


@dataclass(frozen=True)
class Line:
    """Who may open an address, and who may send to it; `args` names what of `rows` its parts are."""

    read: set = field(default_factory=set)
    change: set = field(default_factory=set)
    args: tuple = ()


def page(who, *args):
    return Line(read=who, args=args)


def form(who, *args):
    return Line(read=who, change=who, args=args)


def tap(who, *args):
    return Line(change=who, args=args)


TABLE: dict[str, Line] = {
    # The site
    "about": page(EVERYONE),
    "healthz": form(EVERYONE),
    "join": page(EVERYONE),
    "photo": page(NOBODY, "photo_path"),
    "privacy": page(EVERYONE),
    "robots": form(EVERYONE),
    # Shoppers
    "catalogue:business": page(EVERYONE, "slug"),
    "catalogue:business-qr": page(EVERYONE, "slug", "svg"),
    "catalogue:business-share": tap(EVERYONE, "slug"),
    "catalogue:business-whatsapp": page(EVERYONE, "slug"),
    "catalogue:businesses": page(EVERYONE),
    "catalogue:category": page(EVERYONE, "category"),
    "catalogue:product": page(EVERYONE, "product", "product_slug"),
    "catalogue:product-qr": page(EVERYONE, "product", "svg"),
    "catalogue:product-report": form(EVERYONE, "product"),
    "catalogue:product-share": tap(EVERYONE, "product"),
    "catalogue:product-whatsapp": page(EVERYONE, "product"),
    "catalogue:products": page(EVERYONE),
    "catalogue:regency": page(EVERYONE, "regency"),
    "catalogue:shopping-list": page(EVERYONE),
    "promotions:home": page(EVERYONE),
    "promotions:promo": page(EVERYONE),
    "promotions:promo-calendar": page(EVERYONE),
    "promotions:promo-campaign": page(EVERYONE, "campaign_slug"),
    "promotions:promo-month": page(EVERYONE, "year", "month"),
    "promotions:public-guidelines": page(EVERYONE),
    # The promotion team
    "promotions:absence-add": form(TEAM),
    "promotions:absence-remove": tap(TEAM, "absence"),
    "promotions:approve-week": form(TEAM),
    "promotions:calendar": page(TEAM),
    "promotions:calendar-add": form(TEAM),
    "promotions:campaign": page(TEAM, "campaign"),
    "promotions:campaign-add": form(TEAM),
    "promotions:campaign-cancel": tap(TEAM, "campaign"),
    "promotions:campaign-edit": form(TEAM, "campaign"),
    "promotions:campaign-invite": tap(TEAM, "campaign"),
    "promotions:campaigns": page(TEAM),
    "promotions:consistency": page(TEAM),
    "promotions:fill-gaps": form(TEAM),
    "promotions:guideline": form(TEAM, "guideline"),
    "promotions:guideline-add": form(TEAM),
    "promotions:guideline-remove": tap(TEAM, "guideline"),
    "promotions:guideline-switch": tap(TEAM, "guideline"),
    "promotions:guidelines": page(TEAM),
    "promotions:mail-again": tap(TEAM, "mail"),
    "promotions:mail-let-go": tap(TEAM, "mail"),
    "promotions:occasion": form(TEAM, "occasion"),
    "promotions:occasion-add": form(TEAM),
    "promotions:occasion-remove": tap(TEAM, "occasion"),
    "promotions:occasions": page(TEAM),
    "promotions:reminders": page(TEAM),
    "promotions:rota": form(TEAM),
    "promotions:rota-line-add": form(TEAM),
    "promotions:rota-line-remove": tap(TEAM, "rota"),
    "promotions:rotation": page(TEAM),
    "promotions:slot": page(TEAM, "slot"),
    "promotions:slot-approve": form(TEAM, "slot"),
    "promotions:slot-caption": form(TEAM, "slot"),
    "promotions:slot-finish": form(TEAM, "slot"),
    "promotions:slot-move": form(TEAM, "slot"),
    "promotions:slot-pin": form(TEAM, "slot"),
    "promotions:slot-reassign": form(TEAM, "slot"),
    "promotions:slot-remove": form(TEAM, "slot"),
    "promotions:slot-skip": form(TEAM, "slot"),
    "promotions:slot-swap": form(TEAM, "slot"),
    "promotions:slot-undo": form(TEAM, "slot"),
    "promotions:slot-unpin": form(TEAM, "slot"),
    "promotions:today": page(TEAM),
    "promotions:turn-request-decide": tap(TEAM, "turn_request"),
    "promotions:weekly-plan": page(TEAM),
    "promotions:weekly-plan-add": form(TEAM),
    "promotions:weekly-plan-example": tap(TEAM),
    "promotions:weekly-plan-line": form(TEAM, "line"),
    "promotions:weekly-plan-remove": tap(TEAM, "line"),
    # Owners: their business
    "catalogue:business-picture": form(ITS_OWN, "business", "logo"),
    "catalogue:business-preview": page(MEMBERS),
    "members:business-add": form(MEMBERS),
    "members:business-edit": form(MEMBERS),
    "members:business-status": page(MEMBERS),
    "members:business-whatsapp": form(ITS_OWN, "business"),
    "members:choose-business": tap(ITS_OWN, "business"),
    "members:claim": form(EVERYONE, "claim_token"),
    "members:joining": page(ITS_OWN, "business"),
    "members:joining-screen": form(ITS_OWN, "business", "screen"),
    "members:joining-submit": tap(ITS_OWN, "business"),
    "members:joining-summary": page(ITS_OWN, "business"),
    "members:stop-helping": tap(SIGNED_IN),
    "promotions:dashboard": page(MEMBERS),
    "promotions:member-consistency": page(MEMBERS),
    "promotions:turn": page(ITS_OWN, "slot"),
    "promotions:turn-caption": form(ITS_OWN, "slot"),
    "promotions:turn-confirm": form(ITS_OWN, "slot"),
    "promotions:turn-pause": form(MEMBERS),
    "promotions:turn-product": form(ITS_OWN, "slot"),
    "promotions:turn-request-end": tap(ITS_OWN, "turn_request"),
    "promotions:turn-swap": form(ITS_OWN, "slot"),
    "promotions:turns": page(MEMBERS),
    "promotions:own-campaign": form(INVITED, "campaign"),
    "promotions:own-campaign-withdraw": tap(INVITED, "campaign"),
    "promotions:own-campaigns": page(MEMBERS),
    # Owners: their products
    "catalogue:category-suggestion": page(SIGNED_IN),
    "catalogue:manage-offers": page(MEMBERS),
    "catalogue:manage-products": form(MEMBERS),
    "catalogue:offer-edit": form(ITS_OWN, "product", "offer"),
    "catalogue:offer-end": tap(ITS_OWN, "product", "offer"),
    "catalogue:offers": form(ITS_OWN, "product"),
    "catalogue:photo-add": tap(ITS_OWN, "product"),
    "catalogue:photo-move": tap(ITS_OWN, "product", "photo", "way"),
    "catalogue:photo-order": tap(ITS_OWN, "product"),
    "catalogue:photo-remove": tap(ITS_OWN, "product", "photo"),
    "catalogue:product-add": form(MEMBERS),
    "catalogue:product-archive": tap(ITS_OWN, "product"),
    "catalogue:product-ask-review": form(ITS_OWN, "hidden_product"),
    "catalogue:product-delete": tap(ITS_OWN, "draft"),
    "catalogue:product-duplicate": tap(ITS_OWN, "product"),
    "catalogue:product-edit": form(ITS_OWN, "product"),
    "catalogue:product-preview": form(ITS_OWN, "product"),
    "catalogue:product-restore": tap(ITS_OWN, "product"),
    "catalogue:product-typing": tap(ITS_OWN, "product"),
    "catalogue:product-typing-discard": tap(ITS_OWN, "product"),
    # Moderators
    "catalogue:moderation": page(TEAM),
    "catalogue:moderation-handled": tap(TEAM, "product"),
    "catalogue:moderation-hide": form(TEAM, "product"),
    "catalogue:moderation-product": page(TEAM, "product"),
    "catalogue:moderation-products": page(TEAM, "business"),
    "catalogue:moderation-refuse": form(TEAM, "hidden_product"),
    "catalogue:moderation-show": tap(TEAM, "hidden_product"),
    "members:people": page(TEAM),
    "members:people-add": form(TEAM),
    "members:people-approve": tap(TEAM, "business"),
    "members:people-business": page(TEAM, "business"),
    "members:people-changes": form(TEAM, "business"),
    "members:people-claim-link": form(TEAM, "unclaimed"),
    "members:people-link-revoke": tap(TEAM, "unclaimed", "claim_link"),
    "members:people-owner": form(TEAM, "unclaimed"),
    "members:people-reconsider": tap(TEAM, "business"),
    "members:people-reject": form(TEAM, "business"),
    "members:people-restore": tap(TEAM, "business"),
    "members:people-sign-in-link": form(TEAM, "business", "owner"),
    "members:people-suspend": form(TEAM, "business"),
    # Calendars: whose is in the address; to make one without naming a business is the team's.
    "promotions:feed": page(EVERYONE, "feed_token"),
    "promotions:feed-make": Line(read=SIGNED_IN, change=TEAM),
    "promotions:feed-revoke": Line(read=SIGNED_IN, change=TEAM),
    "promotions:feeds": page(SIGNED_IN),
    # Accounts: each person's own. A step of something that nobody has begun leads back to its start.
    "account_change_password": form(SIGNED_IN),
    "account_complete_password_reset": form(EVERYONE),
    "account_confirm_login_code": form(SIGNED_IN),
    "account_confirm_password_reset_code": form(NOBODY),
    "account_email": form(SIGNED_IN),
    "account_email_verification_sent": form(SIGNED_IN),
    "account_inactive": page(EVERYONE),
    "account_login": form(EVERYONE),
    "account_logout": form(EVERYONE),
    "account_password_reset_completed": page(EVERYONE),
    "account_reauthenticate": form(SIGNED_IN),
    "account_request_login_code": form(EVERYONE),
    "account_reset_password": form(EVERYONE),
    "account_set_password": form(SIGNED_IN),
    "account_signup": form(EVERYONE),
    "members:account": form(SIGNED_IN),
    "members:consent": form(SIGNED_IN),
    "members:sign-in-link": form(EVERYONE, "sign_in_token"),
    "mfa_activate_totp": form(SIGNED_IN),
    "mfa_add_webauthn": form(SIGNED_IN),
    "mfa_authenticate": form(SIGNED_IN),
    "mfa_deactivate_totp": form(NOBODY),
    "mfa_download_recovery_codes": form(NOBODY),
    "mfa_edit_webauthn": form(SIGNED_IN, "product"),
    "mfa_generate_recovery_codes": form(SIGNED_IN),
    "mfa_index": page(SIGNED_IN),
    "mfa_list_webauthn": page(SIGNED_IN),
    "mfa_login_webauthn": form(SIGNED_IN),
    "mfa_reauthenticate": form(SIGNED_IN),
    "mfa_reauthenticate_webauthn": form(SIGNED_IN),
    "mfa_remove_webauthn": form(SIGNED_IN, "product"),
    "mfa_view_recovery_codes": form(NOBODY),
    "usersessions_list": form(SIGNED_IN),
    # Only where Google is set up.
    "google_callback": form(NOBODY),
    "google_login": form(NOBODY),
    "socialaccount_connections": form(NOBODY),
    "socialaccount_login_cancelled": form(NOBODY),
    "socialaccount_login_error": form(NOBODY),
    "socialaccount_signup": form(NOBODY),
}


def addresses(resolver, namespace=""):
    """Yield the full name of each named address, but for those of the Django admin."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield f"{namespace}{pattern.name}"
        elif pattern.namespace != "admin":
            yield from addresses(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)


@pytest.fixture
def people():
    """A client for each role, already signed in."""
    owner = make_user()
    make_business(owner, name="Dapur Bu Yani", slug="dapur-bu-yani")
    make_business(waiting := make_user(), status=Business.Status.SUBMITTED)
    make_business(suspended := make_user(), status=Business.Status.SUSPENDED)
    make_business(other := make_user())
    users = {
        "owner": owner,
        "other": other,
        "waiting": waiting,
        "suspended": suspended,
        "team": make_team_member(),
        "superuser": make_superuser(),
    }
    clients = {"anonymous": Client()}
    for role, user in users.items():
        clients[role] = Client()
        clients[role].force_login(user)
    return clients


@pytest.fixture
def rows(people):
    """What the parts of the addresses stand for: rows of the owner's business, and of the community."""
    business = Business.objects.get(slug="dapur-bu-yani")
    product = make_ready_product(business)
    unclaimed = make_business(owner=False)
    later = timezone.now() + timedelta(days=1)
    claim = AccessLink.objects.issue("claim", timedelta(days=1), None, business=unclaimed)
    campaign = make_campaign()
    return {
        "business": business.pk,
        "slug": business.slug,
        "product": product.pk,
        "product_slug": product.slug,
        "photo": make_photo(product).pk,
        "photo_path": "foto/tidak-ada.jpg",
        "svg": "svg",
        "category": "kuliner",
        "regency": "bandar-lampung",
        "slot": make_slot(product).pk,
        "turn_request": make_pause(business).pk,
        "line": make_weekly_slot().pk,
        "rota": Rota.objects.create(user=make_team_member(), weekday=0, channel=channel()).pk,
        "absence": Absence.objects.create(user=make_team_member(), starts_on=later.date(), ends_on=later.date()).pk,
        "mail": Mail.objects.create(key="kabar", user=make_team_member(), state="failed").pk,
        "feed_token": CalendarFeed.objects.renew(make_team_member()).token,
        "guideline": Guideline.objects.filter(check_name="").first().pk,
        "draft": make_product(business=business, status="draft").pk,
        "hidden_product": make_product(business=business, hidden_reason="Klaim", review_asked_at=later).pk,
        "offer": make_offer(product, starts_at=later).pk,
        "logo": "logo",
        "occasion": Occasion.objects.create(name_id="Hari", name_en="Day", starts_on=later, ends_on=later).pk,
        "screen": "cerita",
        "way": "belakang",
        "campaign": campaign.pk,
        "campaign_slug": campaign.slug,
        "year": f"{timezone.localdate():%Y}",
        "month": f"{timezone.localdate():%m}",
        "unclaimed": unclaimed.pk,
        "claim_token": claim.token,
        "claim_link": claim.pk,
        "owner": business.memberships.get().user_id,
        "sign_in_token": AccessLink.objects.issue("sign_in", timedelta(minutes=15), None, user=make_user()).token,
    }


def content():
    """All rows of the portal as they stand, but for what counts or remembers visits."""
    return {
        model: list(model.objects.order_by("pk").values())
        for app in ("members", "catalogue", "promotions")
        for model in apps.get_app_config(app).get_models()
        if model._meta.model_name not in ("dailycount", "user")
    }


def is_in(response):
    """Whether the answer is that of somebody who may be there; a refusal, or a way to sign in, is none."""
    if response.status_code in (301, 302):
        return not response["Location"].startswith(("/akun/masuk/", "/akun/2fa/"))
    return response.status_code < 400


def test_every_address_has_its_line():
    assert sorted(TABLE) == sorted(set(addresses(get_resolver())))


@pytest.mark.parametrize("name", TABLE)
def test_only_who_may_gets_in_and_only_a_post_of_theirs_changes_anything(name, people, rows):
    line = TABLE[name]
    path = reverse(name, args=[rows[part] for part in line.args])
    before = content()
    let_in = {"get": set(), "post": set()}
    for method, may in [("get", line.read), ("post", line.change)]:
        for role, client in people.items():
            # Each tries on the same state: what one changes is taken back before the next.
            start = transaction.savepoint()
            response = getattr(client, method)(path)
            if is_in(response):
                let_in[method].add(role)
            if method == "get" or role not in may:
                assert content() == before, f"{role} changed something by {method}"
            transaction.savepoint_rollback(start)

    assert let_in == {"get": line.read, "post": line.change}
