"""A team with a sponsor that drafts the coming quarter."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from northing.accounts.models import Person
from northing.accounts.queries import today
from northing.core.cadence import Level
from northing.crafting import actions
from northing.crafting.actions import Place
from northing.crafting.models import Draft
from northing.crafting.queries.draft import DraftPage, draft
from northing.cycles.actions import create_cycle
from northing.goals.models import KeyResult
from northing.teams import actions as teams
from tests.concepts.goals.house import House, open_house
from tests.concepts.house import hire


@dataclass
class Workshop:
    """`house.lead` leads the team, `house.owner` is in it; the sponsor is in neither. `next` is Q1 2027."""

    house: House
    sponsor: Person
    stranger: Person
    next: int

    @property
    def place(self) -> Place:
        return Place(self.house.team, self.next)

    def page(self, reader: Person | None = None) -> DraftPage:
        return draft(reader or self.house.lead, self.house.team, self.next, today())

    def begin(self) -> int:
        return actions.begin(self.house.lead, team_id=self.house.team, cycle_id=self.next)

    def version(self, number: int) -> int:
        return Draft.objects.values_list("version", flat=True).get(pk=number)

    def written(self, *sentences: str, statement: str = "Let a dispatcher sleep through the night") -> int:
        """An objective with a why and with key results, owned by the owner."""
        sentences = sentences or ("Raise nights without a call-out from 11% to 60%",)
        objective = actions.draft_objective(
            self.house.lead, self.place, statement=statement,
            why="Nine of 31 night dispatchers left this year.", key_results=sentences,
        )  # fmt: skip
        KeyResult.objects.filter(objective_id=objective).update(owner=self.house.owner)
        return objective

    def step(self, act: Any, actor: Person, number: int, **said: Any) -> Any:
        return act(actor, number, version=said.pop("version", self.version(number)), **said)


@contextmanager
def open_workshop() -> Iterator[Workshop]:
    with open_house() as house:
        sponsor, stranger = hire(house.administrator, "Signe Sponsor"), hire(house.administrator, "Sten Stranger")
        teams.set_sponsor(house.administrator, house.team, person_id=sponsor.pk)
        coming = create_cycle(
            house.administrator, name="Q1 2027", level=Level.QUARTERLY,
            starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31), parent_id=None,
        )  # fmt: skip
        yield Workshop(house, sponsor, stranger, coming.id)
