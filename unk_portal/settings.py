"""Settings, read from the environment; a bad value stops start-up with one clear line.

docs/operations.md lists every variable.
"""

import os
import re
import sys
import warnings
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.utils.translation import gettext_lazy as _

from members.whatsapp import parse_number
from unk_portal.secret import secret_from

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.ENVIRON = {name: value for name, value in os.environ.items() if value.strip()}
SWITCHES = {*env.BOOLEAN_TRUE_STRINGS, "false", "off", "n", "no", "0"}
EXPECTED = {
    "bool": "True or False",
    "int": "a whole number",
    "db_url": "sqlite:///path or postgres://user:password@host/name",
    "email_url": "smtp+tls://user:password@host:587 or consolemail://",
}


def stop(name, expected) -> NoReturn:
    """End start-up with one line. It leaves the value out: addresses of databases and mail hosts hold passwords."""
    sys.exit(f"Setting {name}: write {expected}.")


def read(name, kind, default):
    """The environment variable `name` read as `kind`, a method of `environ.Env`; `default` when unset or empty."""
    if kind == "bool" and env.ENVIRON.get(name, "no").lower() not in SWITCHES:
        stop(name, EXPECTED[kind])
    try:
        with warnings.catch_warnings(action="error"):
            return getattr(env, kind)(name, default=default)
    except (ValueError, TypeError, ImproperlyConfigured, UserWarning):
        stop(name, EXPECTED[kind])


def read_list(name, default):
    return [item.strip() for item in read(name, "list", default)]


def read_folder(name, default):
    folder = Path(read(name, "str", str(default))).resolve()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        stop(name, f"a folder that the portal may write to ({error.strerror})")
    return folder


def read_site_url(https):
    url = read("SITE_URL", "str", "http://127.0.0.1:8000").rstrip("/")
    scheme = "https" if https else "https?"
    if not re.fullmatch(rf"{scheme}://[\w.:\[\]-]+", url):
        stop("SITE_URL", f"the public address without a path, such as {'https' if https else 'http'}://unk.example")
    return url


def read_whatsapp(name, default):
    try:
        return parse_number(read(name, "str", default))
    except ValidationError:
        stop(name, "a mobile number such as 081234567890")


def read_google():
    """(client id, secret) of Google sign-in; ("", "") leaves it off."""
    client_id, secret = read("GOOGLE_CLIENT_ID", "str", ""), read("GOOGLE_CLIENT_SECRET", "str", "")
    if bool(client_id) != bool(secret):
        stop("GOOGLE_CLIENT_ID", "it together with GOOGLE_CLIENT_SECRET, or neither")
    return client_id, secret


def read_database():
    config = read("DATABASE_URL", "db_url", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")
    engine = config.get("ENGINE")
    if engine == "django.db.backends.sqlite3":
        options, max_age = sqlite_options(), None
    elif engine == "django.db.backends.postgresql" and config["NAME"]:
        # The pool keeps connections; Django must hand each back at the end of its request.
        options, max_age = {"pool": {"min_size": 1, "max_size": read("DATABASE_POOL", "int", 8), "timeout": 5}}, 0
    else:
        stop("DATABASE_URL", EXPECTED["db_url"])
    config["OPTIONS"] = config.get("OPTIONS", {}) | options
    return config | {"CONN_MAX_AGE": max_age, "CONN_HEALTH_CHECKS": True}


def sqlite_options():
    """Readers beside one writer, who waits for its turn instead of failing; deleted rows are overwritten."""
    return {
        "timeout": 5,
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; PRAGMA mmap_size=0;"
        ),
    }


def read_cache():
    """Rate limits need a cache that all workers share: the database by default, Redis when CACHE_URL names one."""
    url = read("CACHE_URL", "str", "")
    if not url:
        # At the default of 300 entries, a third of all rate limits would be forgotten whenever many people sign in.
        options = {"MAX_ENTRIES": 20_000}
        return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache", "OPTIONS": options}
    if not url.startswith(("redis://", "rediss://", "unix://")):
        stop("CACHE_URL", "redis://host:port/number")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}


# The house
DEBUG = read("DEBUG", "bool", False)
VAR_DIR = read_folder("VAR_DIR", BASE_DIR / "var")
SECRET_KEY = read("SECRET_KEY", "str", "") or secret_from(VAR_DIR / "secret_key")
HTTPS = read("HTTPS", "bool", False)
SITE_URL = read_site_url(HTTPS)
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", urlsplit(SITE_URL).hostname])
CSRF_TRUSTED_ORIGINS = read_list("CSRF_TRUSTED_ORIGINS", [])
# HTTPS ends at a proxy.
TRUSTED_PROXY_COUNT = read("TRUSTED_PROXY_COUNT", "int", 1 if HTTPS else 0)
COMMUNITY_WHATSAPP = read_whatsapp("COMMUNITY_WHATSAPP", "+6281200000001")
COMMUNITY_EMAIL = read("COMMUNITY_EMAIL", "str", "halo@contoh.id")

# Which of an owner's products miss something to be promoted; the catalogue does not know the app that judges it.
UNPREPARED_PRODUCTS = "promotions.preparation.unprepared"

INSTALLED_APPS = [
    "unk_portal.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "csp",
    "django_filters",
    "django_htmx",
    "phonenumber_field",
    "simple_history",
    "unk_portal",
    "members",
    "catalogue",
    "promotions",
]

# What sets headers comes before what answers, so that static files and refusals carry them too.
MIDDLEWARE = [
    "unk_portal.middleware.RequestLogMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "unk_portal.middleware.ResourcePolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "unk_portal.middleware.TextCompressionMiddleware",
    "unk_portal.middleware.ErrorPageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "members.middleware.DutiesMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "unk_portal.urls"
WSGI_APPLICATION = "unk_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "unk_portal.templatetags.site",
                "catalogue.templatetags.pictures",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "unk_portal.context_processors.site",
            ],
        },
    }
]

# Data
DATABASES = {"default": read_database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": read_cache()}
# How long a worker gathers views, taps and shares before it writes them; None leaves it to `catalogue.counting.flush`.
COUNTS_FLUSH_SECONDS = 5
PHONENUMBER_DEFAULT_REGION = "ID"
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

FILE_UPLOAD_HANDLERS = [
    "unk_portal.uploads.CappedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Words, places and times
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "unk_portal" / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = True

# People
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["members.accounts.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in [
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    ]
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "members.privacy.ConsentForm"
ACCOUNT_PREVENT_ENUMERATION = True
# Codes instead of links: they work wherever the mail is read, and a mail that is passed on opens nothing.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# None asks at sign-in.
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "members.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "members.forms.LoginForm",
    "change_password": "members.forms.ChangePasswordForm",
    "set_password": "members.forms.SetPasswordForm",
    "reset_password_from_key": "members.forms.ResetPasswordForm",
}
# Beside the limits that django-allauth sets itself. It would let nobody ask for a second code within ten seconds.
ACCOUNT_RATE_LIMITS = {"report": "5/h/ip", "confirm_email": "3/m/key", "picture": "30/h/user", "photo": "30/m/user"}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

# The second step at sign-in, and passkeys
REQUIRE_TEAM_2FA = read("REQUIRE_TEAM_2FA", "bool", True)
MFA_ADAPTER = "members.accounts.MFAAdapter"
MFA_FORMS = {
    "login_webauthn": "members.passkey_forms.SignInForm",
    "authenticate_webauthn": "members.passkey_forms.SecondStepForm",
    "reauthenticate_webauthn": "members.passkey_forms.ReauthenticateForm",
    "add_webauthn": "members.passkey_forms.AddForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "UNK Lampung"
# The clocks of phones differ by some seconds.
MFA_TOTP_TOLERANCE = 1

# Google
GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET = read_google()
SOCIALACCOUNT_ADAPTER = "members.accounts.SocialAccountAdapter"
SOCIALACCOUNT_FORMS = {"signup": "members.google_forms.SignupForm"}
SOCIALACCOUNT_PROVIDERS = {
    "google": {
        "APPS": [{"client_id": GOOGLE_CLIENT_ID, "secret": GOOGLE_CLIENT_SECRET}] if GOOGLE_CLIENT_ID else [],
        "SCOPE": ["profile", "email"],
        "OAUTH_PKCE_ENABLED": True,
        # Whoever Google knows by an address is let into the account that has it.
        "EMAIL_AUTHENTICATION": True,
    }
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# Signing up asks for consent first.
SOCIALACCOUNT_AUTO_SIGNUP = False

# Mail
vars().update(read("EMAIL_URL", "email_url", "consolemail://"))
# A mail host that does not answer would hold up the periodic job for ever.
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = read("DEFAULT_FROM_EMAIL", "str", f"UNK Lampung <{COMMUNITY_EMAIL}>")

# Owners: how much one person, business or product may hold
BUSINESSES_PER_PERSON = read("BUSINESSES_PER_PERSON", "int", 5)
PHOTOS_PER_PRODUCT = read("PHOTOS_PER_PRODUCT", "int", 10)
PRODUCTS_PER_BUSINESS = read("PRODUCTS_PER_BUSINESS", "int", 500)
PHOTOS_PER_BUSINESS_A_DAY = read("PHOTOS_PER_BUSINESS_A_DAY", "int", 200)

# Promotions: the community's rules, explained in promotions/rotation.py and scoring.py
PROMOTION_PASSES = read("PROMOTION_PASSES", "int", 3)
PROMOTION_COOLDOWN_DAYS = read("PROMOTION_COOLDOWN_DAYS", "int", 14)
PROMOTION_GRACE_HOURS = read("PROMOTION_GRACE_HOURS", "int", 24)
PROMOTION_HORIZON_WEEKS = read("PROMOTION_HORIZON_WEEKS", "int", 4)
PROMOTION_APPROVAL_LEAD_HOURS = read("PROMOTION_APPROVAL_LEAD_HOURS", "int", 48)

# Safety
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# A redirect to the host that was asked for would have to check it first, and refuse it without these headers.
SECURE_SSL_HOST = urlsplit(SITE_URL).netloc
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "unk_portal.errors.csrf_failure"
# Gone with the browser: the form to report a product is for visitors too.
CSRF_COOKIE_AGE = None
SESSION_COOKIE_HTTPONLY = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        # Browsers hold a form to this list on every redirect, and an order ends at WhatsApp.
        "form-action": [SELF, "https://wa.me", "https://api.whatsapp.com", "https://web.whatsapp.com"],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
if GOOGLE_CLIENT_ID:
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append("https://accounts.google.com")
NOT_NEEDED = "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb"
PERMISSIONS_POLICY: dict[str, list[str]] = {name: [] for name in NOT_NEEDED.split()}

# Events, one JSON line each
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "unk_portal.logs.EventFormatter"}},
    "handlers": {"events": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["events"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["events"], "level": "WARNING", "propagate": False},
        # Its lines carry paths, and paths carry secrets; `unk_portal.requests` logs every answer by route instead.
        "django.request": {"handlers": ["events"], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": ["events"], "level": "CRITICAL", "propagate": False},
        "django.server": {"handlers": ["events"], "level": "WARNING", "propagate": False},
        "gunicorn.error": {"handlers": ["events"], "level": "WARNING", "propagate": False},
        "unk_portal": {"handlers": ["events"], "level": "INFO", "propagate": False},
    },
}
