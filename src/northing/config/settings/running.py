"""An installation: what the environment says, and what lies in the data directory.

Each variable is described in docs/running/configuration.md.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from northing.config.databases import postgresql, sqlite
from northing.config.mail import smtp
from northing.config.secret import secret_key
from northing.config.settings.base import *  # noqa: F403
from northing.config.settings.base import CSRF_COOKIE_NAME, LANGUAGE_COOKIE_NAME, SESSION_COOKIE_NAME, TEMPLATES

DATA_DIR = Path(os.environ.get("NORTHING_DATA_DIR") or "var").resolve()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
SECRET_KEY = os.environ.get("NORTHING_SECRET_KEY") or secret_key(DATA_DIR / "secret-key")

# --- where it is reached ---------------------------------------------------------------------------------------------

SITE_URL = (os.environ.get("NORTHING_URL") or f"http://127.0.0.1:{os.environ.get('PORT') or 8000}").rstrip("/")
_site = urlsplit(SITE_URL)
ALLOWED_HOSTS = list({_site.hostname or "", "localhost", "127.0.0.1", "[::1]"} - {""})
CSRF_TRUSTED_ORIGINS = [SITE_URL]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
# How many proxies stand in front; each of them appends to X-Forwarded-For. None: that header is not believed.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("NORTHING_PROXIES") or 0)

if _site.scheme == "https":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = f"__Host-{SESSION_COOKIE_NAME}"
    CSRF_COOKIE_NAME = f"__Host-{CSRF_COOKIE_NAME}"
    LANGUAGE_COOKIE_NAME = f"__Host-{LANGUAGE_COOKIE_NAME}"
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60

# --- where it is kept ------------------------------------------------------------------------------------------------

if _url := os.environ.get("DATABASE_URL", ""):
    DATABASES = {"default": postgresql(_url)}
else:
    DATABASES = {"default": sqlite(DATA_DIR / "northing.sqlite3")}

MEDIA_ROOT = DATA_DIR / "uploads"

# --- mail ------------------------------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("NORTHING_MAIL_FROM") or f"northing@{_site.hostname}"
if _smtp := os.environ.get("NORTHING_SMTP_URL", ""):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    globals().update(smtp(_smtp))
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# --- while writing Northing itself: error pages with code, templates and assets read anew at each request -----------

if os.environ.get("NORTHING_DEBUG") == "1":
    DEBUG = True
    WHITENOISE_AUTOREFRESH = True
    TEMPLATES[0]["OPTIONS"]["auto_reload"] = True
