"""Secrets nobody guesses, and fingerprints of what was sent."""

import hashlib
import json
import secrets


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
