"""Who may import (R52): whoever runs the installation."""

from typing import Any

from northing.accounts.policies import ask, may, relations
from northing.core.access import Act


def ask_to_import(actor: Any) -> None:
    """Raise `NotFound` or `Refused` for everybody who may not."""
    ask(Act.IMPORT, relations(actor))


def may_import(actor: Any) -> bool:
    """Whether to offer it."""
    return may(Act.IMPORT, relations(actor))
