"""The portal's settings, with only what speeds tests or keeps them on this machine changed."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests")

from unk_portal.settings import *

MEDIA_ROOT = tempfile.mkdtemp(prefix="portal-media-")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["private"]["OPTIONS"] = {"location": tempfile.mkdtemp(prefix="portal-private-"), "base_url": None}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
LOGGING["loggers"]["unk_portal"]["level"] = "CRITICAL"
