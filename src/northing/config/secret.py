"""The installation's own secret: signs sessions and reset links."""

import os
import secrets
from pathlib import Path


def secret_key(file: Path) -> str:
    """The secret in `file`, written at the first start for its owner's eyes only. Starts at the same moment agree."""
    if not file.exists():
        _write_once(file, secrets.token_urlsafe(48))
    return file.read_text(encoding="ascii").strip()


def _write_once(file: Path, secret: str) -> None:
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(secret)
        opened.flush()
        os.fsync(descriptor)
    try:
        os.link(draft, file)  # fails when another process was first; then its secret is the one
    except FileExistsError:
        pass
    finally:
        draft.unlink()
