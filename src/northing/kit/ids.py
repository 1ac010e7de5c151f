"""Ids that sort by time, secrets nobody guesses, and fingerprints of what was sent."""

import hashlib
import json
import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """A version 7 UUID: unique anywhere, and later ones sort after earlier ones (to the millisecond)."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | (0x7 << 76) | (secrets.randbits(12) << 64) | (0b10 << 62) | secrets.randbits(62)
    return UUID(int=value)


def new_key() -> str:
    """22 characters that are safe in a URL and that nobody guesses (128 random bits)."""
    return secrets.token_urlsafe(16)


def fingerprint(content: object) -> str:
    """64 hexadecimal characters that are equal when two JSON-like contents are equal, whatever the order of their keys.

    Tells a retried request from another one under the same idempotency key.
    """
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def version_of(*values: object) -> str:
    """16 characters that differ when a value does: what somebody saw, compared when they come to change it (F4)."""
    return fingerprint(values)[:16]
