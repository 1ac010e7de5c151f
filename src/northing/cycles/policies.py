"""Who may change the cycles (R52)."""

from typing import Any

from northing.accounts.models import Person
from northing.accounts.policies import ask, may, relations
from northing.core.access import Act


def ask_to_manage(actor: Person | Any) -> None:
    """`NotFound` or `Refused` unless the actor may change cycles and the calendar."""
    ask(Act.MANAGE_CYCLES, relations(actor))


def may_manage(actor: Person | Any) -> bool:
    """Whether to offer it."""
    return may(Act.MANAGE_CYCLES, relations(actor))
