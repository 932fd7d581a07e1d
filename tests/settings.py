"""The portal's settings, with only what speeds tests or keeps them on this machine changed."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests")

from unk_portal.settings import *

SCRATCH = Path(tempfile.mkdtemp(prefix="portal-tests-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)

DATABASE = DATABASES["default"]
if DATABASE["ENGINE"].endswith("sqlite3"):
    # A file, since only a file has a write-ahead log and lets the live server's threads open connections of their own.
    DATABASE["TEST"] = {"NAME": str(SCRATCH / "portal.sqlite3")}
else:
    # Named for the process, so that two runs on one machine leave each other's database alone.
    DATABASE["TEST"] = {"NAME": f"test_{DATABASE['NAME']}_{os.getpid()}"}

MEDIA_ROOT = SCRATCH / "media"
STATIC_ROOT = None
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["private"]["OPTIONS"] = {"location": SCRATCH / "private", "base_url": None}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
COUNTS_FLUSH_SECONDS = None
REQUIRE_TEAM_2FA = False
