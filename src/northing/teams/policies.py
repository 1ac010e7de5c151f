"""What a person is to a team (R52), and what keeps a team from being archived."""

from collections.abc import Callable, Collection
from typing import Any

from northing.accounts import policies as organisation
from northing.accounts.models import Person
from northing.accounts.policies import ask
from northing.core.access import Act, Relation
from northing.kit import errors
from northing.teams.queries import memberships, path_of

Tie = Callable[[Collection[int]], str | None]
"""Asked about the teams of a subtree: a sentence that says what still holds them, or None."""

_ties: list[Tie] = []


def ties(tie: Tie) -> Tie:
    """Let a concept further up say what keeps teams from being archived: teams know nothing of what teams pursue."""
    if tie not in _ties:
        _ties.append(tie)
    return tie


def let_go(team_ids: Collection[int]) -> None:
    """`Refused`, with the reason, while something still holds one of these teams."""
    reasons = [reason for reason in (tie(team_ids) for tie in _ties) if reason]
    if reasons:
        raise errors.Refused(" ".join(reasons))


def relations(actor: Person | Any | None, team_id: int) -> frozenset[Relation]:
    """What the actor is to a team, and to the organisation. Who leads a unit leads every team in it; a sponsor stands
    behind the one team only.
    """
    return relations_at(actor, team_id, path_of(team_id))


def relations_at(actor: Person | Any | None, team_id: int, path: str) -> frozenset[Relation]:
    """The same for a team whose place in the tree is known, without a query."""
    everywhere = organisation.relations(actor)
    if Relation.NOBODY in everywhere:
        return everywhere
    held = set(everywhere)
    mine = memberships(actor)
    if mine.leads(path):
        held.add(Relation.TEAM_LEAD)
    if team_id in mine.team_ids:
        held.add(Relation.TEAM_MEMBER)
    if team_id in mine.sponsored_team_ids:
        held.add(Relation.SPONSOR)
    return frozenset(held)


def may_manage(actor: Person | Any, team_id: int, path: str) -> bool:
    """Whether to offer changing this team and who belongs to it."""
    return organisation.may(Act.MANAGE_TEAM, relations_at(actor, team_id, path))


def ask_to_manage(actor: Person | Any, team_id: int) -> None:
    """`NotFound` or `Refused` unless the actor may change this team and who belongs to it."""
    ask(Act.MANAGE_TEAM, relations(actor, team_id))
