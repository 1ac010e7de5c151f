"""The test suite: SQLite in a file unless DATABASE_URL names a PostgreSQL server."""

import os
import tempfile
from pathlib import Path

from northing.config.databases import postgresql, sqlite
from northing.config.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SITE_URL = "http://testserver"
DATA_DIR = Path(os.environ.get("NORTHING_DATA_DIR") or Path(tempfile.gettempdir()) / f"northing-tests-{os.getuid()}")
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

if _url := os.environ.get("DATABASE_URL", ""):
    DATABASES = {"default": {**postgresql(_url), "CONN_MAX_AGE": 0}}
else:
    # In a file, not in memory: WAL, locks and several connections are as in the product. Only the disk need not be
    # waited for: no test outlives a power cut.
    DATABASES = {"default": sqlite(DATA_DIR / "unused.sqlite3", synchronous="OFF")}
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / f"test-{os.getpid()}.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", "northing.config.passwords.Argon2id"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "northing@example.org"
