"""Asking before a team's draft is changed (R51, R52)."""

from typing import Any

from northing.accounts.models import Person
from northing.core.access import Act, Outcome, decide
from northing.crafting.queries.rights import rights
from northing.kit import errors
from northing.teams.policies import relations_at


def ask(actor: Person | Any, act: Act, team_id: int, path: str) -> None:
    """`NotFound` for whoever may not see the team's draft, `Refused` with the reason for whoever may not do this."""
    if Act.SEE_DRAFTS not in rights(actor, team_id, path):
        raise errors.NotFound
    verdict = decide(act, relations_at(actor, team_id, path))
    if verdict.outcome is not Outcome.ALLOWED:
        raise errors.Refused(verdict.reason)
