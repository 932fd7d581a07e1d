"""How people sign up and in: what the portal decides where django-allauth asks."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members import privacy
from members.access import RUN_PROMOTIONS
from members.models import Business, Consent, User
from unk_portal.errors import error_page

TOO_MANY_TRIES = _("Too many tries. Wait five minutes, then try again.")
WRONG_CODE = _("This code is not right. Look at the newest mail or at your app, and try again.")


def with_duties(users):
    """Mark each of the queryset `users` by `has_consented` to the privacy text as it stands, and `has_second_step`."""
    consents = Consent.objects.filter(user=OuterRef("pk"), version=privacy.VERSION)
    steps = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return users.annotate(has_consented=Exists(consents), has_second_step=Exists(steps))


def set_address(user, is_verified):
    """Let `user` sign in by `user.email`, as saved, and by no other address.

    An address that is not verified asks for the code that is mailed there at the next sign-in.
    """
    EmailAddress.objects.filter(user=user).exclude(email=user.email or "").delete()
    if user.email:
        state = {"primary": True, "verified": is_verified}
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults=state)


class Backend(AuthenticationBackend):
    def get_user(self, user_id):
        """The signed-in person, with what `DutiesMiddleware` asks for, in one query."""
        user = with_duties(User.objects.filter(pk=user_id)).first()
        return user if user and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail or the password is not right."),
        "too_many_login_attempts": TOO_MANY_TRIES,
        "rate_limited": _("Please wait a moment before you ask for another code."),
        "duplicate_email": _("This is your address already."),
        "email_taken": _("This address belongs to another account."),
        "same_as_current": _("This is your address already."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": WRONG_CODE,
        "unverified_primary_email": _("Confirm your e-mail address first."),
    }

    def new_user(self, request):
        """A person's mails come in the language of the page on which they signed up."""
        return User(language=translation.get_language())

    def get_login_redirect_url(self, request):
        """Superusers start at the admin, the team at what is due today, owners at their business."""
        user = request.user
        if user.is_superuser:
            return reverse("admin:index")
        if user.has_perm(RUN_PROMOTIONS):
            return reverse("promotions:today")
        has_business = Business.objects.owned_by(user).exists()
        return reverse("promotions:dashboard" if has_business else "members:business-add")

    def get_signup_redirect_url(self, request):
        return self.get_login_redirect_url(request)

    def get_email_verification_redirect_url(self, email_address):
        """Signed-in people come here after they changed their address."""
        return reverse("members:account")

    def get_password_change_redirect_url(self, request):
        return reverse("members:account")

    def respond_user_inactive(self, request, user):
        return error_page(request, 403)

    def send_mail(self, template_prefix, email, context):
        """Write in the language of the person who has the address; to strangers in that of the page."""
        user = context.get("user") or next(iter(filter_users_by_email(email)), None)
        language = user.language if user else translation.get_language()
        with translation.override(language):
            super().send_mail(template_prefix, email, context | {"user": user, "language": language})

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email)

    def get_reauthentication_methods(self, user):
        names = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code of your app"),
            "mfa_reauthenticate:webauthn": _("Use your passkey"),
        }
        return [method | {"description": names[method["id"]]} for method in super().get_reauthentication_methods(user)]


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "unverified_email": _("Confirm your e-mail address first."),
        "cannot_generate_recovery_codes": _("Set up an app or a passkey first."),
    }

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Passkey {number}").format(number=number)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "email_taken": _("There is an account with this address. Sign in to it, then connect %s on your account page."),
        "no_password": _("Set a password first, or you could not sign in any more."),
        "no_verified_email": _("Confirm an e-mail address first, or you could not sign in any more."),
        "connected_other": _("This Google account belongs to another account here."),
    }

    def populate_user(self, request, sociallogin, data):
        user = super().populate_user(request, sociallogin, data)
        name = f"{data.get('first_name') or ''} {data.get('last_name') or ''}".strip()
        user.name = name[: User._meta.get_field("name").max_length]
        return user

    def get_connect_redirect_url(self, request, socialaccount):
        return reverse("members:account")


def google_is_on():
    return bool(settings.GOOGLE_CLIENT_ID)
