"""Settings, read from the environment; a bad value stops start-up with one clear line.

docs/operations.md lists every variable.
"""

import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from unk_portal.secret import secret_from

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()


def read(name, cast, default):
    """The environment variable `name`, or `default`; stops start-up with one line when it cannot be read as `cast`."""
    try:
        return getattr(env, cast)(name, default=default)
    except (ValueError, TypeError, ImproperlyConfigured):
        sys.exit(f"Setting {name}: {env.str(name)!r} is not a valid {cast}.")


def read_database():
    config = read("DATABASE_URL", "db_url", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")
    engine = config["ENGINE"]
    if engine == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "timeout": 5,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
        }
    elif engine == "django.db.backends.postgresql":
        config["OPTIONS"] = {"pool": {"min_size": 1, "max_size": read("DATABASE_POOL", "int", 8), "timeout": 5}}
    else:
        sys.exit("Setting DATABASE_URL: use sqlite:///path or postgres://user:password@host/name.")
    return config


def read_cache():
    """Rate limits need a cache that all workers share: the database by default, Redis when CACHE_URL names one."""
    url = read("CACHE_URL", "str", "")
    if not url:
        return {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
    if not url.startswith(("redis://", "rediss://", "unix://")):
        sys.exit("Setting CACHE_URL: use redis://host:port/number, or leave it out.")
    return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}


# The house
DEBUG = read("DEBUG", "bool", False)
SECRET_KEY = read("SECRET_KEY", "str", "") or secret_from(VAR_DIR / "secret_key")
ALLOWED_HOSTS = read("ALLOWED_HOSTS", "list", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = read("CSRF_TRUSTED_ORIGINS", "list", [])
HTTPS = read("HTTPS", "bool", False)
TRUSTED_PROXY_COUNT = read("TRUSTED_PROXY_COUNT", "int", 0)
SITE_URL = read("SITE_URL", "str", "http://127.0.0.1:8000").rstrip("/")
COMMUNITY_WHATSAPP = read("COMMUNITY_WHATSAPP", "str", "+6281200000001")
COMMUNITY_EMAIL = read("COMMUNITY_EMAIL", "str", "halo@contoh.id")

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
    "csp",
    "django_filters",
    "django_htmx",
    "phonenumber_field",
    "simple_history",
    "unk_portal",
    "members",
    "catalogue",
]

MIDDLEWARE = [
    "unk_portal.middleware.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "unk_portal.middleware.ResourcePolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "unk_portal.middleware.ErrorPageMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
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
PHONENUMBER_DEFAULT_REGION = "ID"
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
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

# Words, places and times
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "unk_portal" / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_THOUSAND_SEPARATOR = True

# People
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
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
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "members.accounts.AccountAdapter"
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

# Mail
vars().update(read("EMAIL_URL", "email_url", "consolemail://"))
DEFAULT_FROM_EMAIL = read("DEFAULT_FROM_EMAIL", "str", f"UNK Lampung <{COMMUNITY_EMAIL}>")

# Safety
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "unk_portal.errors.csrf_failure"
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
        "django.server": {"handlers": ["events"], "level": "WARNING", "propagate": False},
        "unk_portal": {"handlers": ["events"], "level": "INFO", "propagate": False},
    },
}
