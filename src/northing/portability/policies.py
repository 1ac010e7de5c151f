"""Who may import (R52): whoever runs the installation."""

from typing import Any

from northing.accounts.models import Person
from northing.accounts.policies import ask, relations
from northing.core.access import Act
from northing.kit import errors


def ask_to_import(actor: Any) -> None:
    """Raise `NotFound` or `Refused` for everybody who may not."""
    ask(Act.IMPORT, relations(actor))


def operator(email: str = "") -> Person:
    """Whom an import from the command line is done by: the administrator with this address, or the first there is.

    Who commands the machine may do anything here; the log still has to name somebody. Raises `Refused`.
    """
    administrators = Person.objects.filter(is_administrator=True, is_active=True).order_by("pk")
    found = administrators.filter(email__iexact=email).first() if email else administrators.first()
    if found is None and email:
        raise errors.Refused(f"{email} is not the address of an administrator here.")
    if found is None:
        raise errors.Refused("There is no administrator here yet. `northing createadmin` adds one.")
    return found
