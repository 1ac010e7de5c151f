"""What somebody may do with a team's draft (R51, R52)."""

from typing import Any

from northing.accounts.models import Person
from northing.core.access import Act, decide
from northing.teams.policies import relations_at

_ACTS = (Act.SEE_DRAFTS, Act.CRAFT, Act.APPROVE)


def rights(reader: Person | Any, team_id: int, path: str) -> frozenset[Act]:
    """Of seeing, working on and approving this team's draft, what the reader may do. Nothing: for them it is not there."""
    held = relations_at(reader, team_id, path)
    return frozenset(act for act in _ACTS if decide(act, held).allowed)
