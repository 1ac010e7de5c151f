"""The two databases, as Django's settings want them."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def sqlite(file: Path, synchronous: str = "FULL") -> dict[str, Any]:
    """SQLite in a file.

    WAL: readers and the writer do not wait for each other. FULL: what was acknowledged survives a power cut. IMMEDIATE:
    a transaction that will write takes its turn at its start, not halfway, where it could only be refused.
    """
    pragmas = (
        "journal_mode=WAL",
        f"synchronous={synchronous}",
        "cache_size=-16000",  # 16 MB a connection
        "mmap_size=268435456",  # the file's pages are shared between the workers
        "temp_store=MEMORY",
        "journal_size_limit=67108864",
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": ";".join(f"PRAGMA {pragma}" for pragma in pragmas),
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """PostgreSQL by its address: `postgres://person:secret@host:5432/name?sslmode=require`.

    A socket's directory may stand where the host does (`%2Frun%2Fpostgresql`) or as `?host=/run/postgresql`. Other
    options go to libpq as they are.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or postgresql://.")
    options: dict[str, Any] = {"connect_timeout": 5, "keepalives_idle": 30, **dict(parse_qsl(parts.query))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(options.pop("port", "") or parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,  # so that it also works behind a pooler of transactions
        "OPTIONS": options,
    }
