"""The facts that decide who somebody is to an objective: read with its page, so that policies need no other query."""

from dataclasses import dataclass

from northing.goals.models.objective import State


@dataclass(frozen=True, slots=True)
class Footing:
    """Where an objective belongs and what the reader has to do with it.

    `owned` and `helped` are the numbers of the key results the reader owns or contributes to; `named`: the reader is
    named on it, which matters for confidential ones and for guests.
    """

    team_id: int
    team_path: str
    lead_id: int | None
    individual_id: int | None
    state: State
    confidential: bool
    owned: frozenset[int] = frozenset()
    helped: frozenset[int] = frozenset()
    named: bool = False
