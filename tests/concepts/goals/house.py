"""A small company with teams and a running quarter, built only by the product's own actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from northing.accounts.models import Person
from northing.core.measures import Kind
from northing.cycles.models import Cycle
from northing.goals.actions import add_key_result, arrange_key_results, create_objective, publish_objective
from northing.goals.models import KeyResult, Objective
from northing.kit import clock
from northing.teams import actions as teams
from northing.teams.queries import company_id
from tests.concepts.house import found, hire

MIDDLE = datetime(2026, 11, 5, 9, 30, tzinfo=UTC)
"""A Thursday in the sixth week of Q4 2026."""


@dataclass
class House:
    """Who and what is there. `quarter` is Q4 2026."""

    administrator: Person
    lead: Person
    owner: Person
    company: int
    team: int
    quarter: Cycle

    def objective(self, statement: str = "Catch every warm crate", *, team: int | None = None, **given: Any) -> int:
        """A draft of the team, led by its lead."""
        return create_objective(
            self.lead,
            team_id=team or self.team,
            cycle_id=given.pop("cycle_id", self.quarter.pk),
            statement=statement,
            lead_id=given.pop("lead_id", self.lead.pk),
            **given,
        )

    def key_result(self, objective_id: int, text: str = "Raise the share from 0 to 100", **given: Any) -> int:
        """An increase from 0 to 100 owned by the owner, unless said otherwise."""
        facts = {"kind": Kind.INCREASE, "start": 0.0, "target": 100.0, "owner_id": self.owner.pk, **given}
        if facts["kind"] not in (Kind.INCREASE, Kind.DECREASE):
            facts.pop("start"), facts.pop("target")
        return add_key_result(self.lead, objective_id, text=text, **facts)

    def published(self, *key_results: dict[str, Any], **given: Any) -> tuple[int, list[int]]:
        """A published objective with these key results: its number and theirs."""
        objective = self.objective(**given)
        numbers = [self.key_result(objective, **facts) for facts in key_results]
        publish_objective(self.lead, objective)
        return objective, numbers

    def weigh(self, objective_id: int, weights: dict[int, float]) -> None:
        """Give some of an objective's key results other weights; all stay in their order."""
        there = KeyResult.objects.filter(objective_id=objective_id, deleted_at=None).order_by("position", "id")
        known = dict(there.values_list("pk", "weight"))
        version = Objective.objects.values_list("version", flat=True).get(pk=objective_id)
        arrange_key_results(self.lead, objective_id, version=version, weights={**known, **weights}, order=list(known))


@contextmanager
def open_house(moment: datetime = MIDDLE) -> Iterator[House]:
    """Everything inside happens in the middle of the quarter."""
    with clock.frozen(datetime(2026, 9, 20, 8, tzinfo=UTC)):
        administrator = found(cycle_names={"2026", "Q4 2026"})
        company = company_id()
        assert company is not None
        lead, owner = hire(administrator, "Tomasz Lead"), hire(administrator, "Maya Owner")
        team = teams.create_team(administrator, name="Response", parent_id=company)
        teams.add_member(administrator, team.id, person_id=lead.pk, role="lead")
        teams.add_member(administrator, team.id, person_id=owner.pk)
        quarter = Cycle.objects.filter(name="Q4 2026").first() or Cycle.objects.create(
            name="Q4 2026",
            level="quarterly",
            starts_on="2026-10-01",
            ends_on="2026-12-31",
            created_at=clock.now(),
        )
    with clock.frozen(moment):
        from northing.goals.actions import turn_day

        turn_day()
        quarter.refresh_from_db()
        yield House(administrator, lead, owner, company, team.id, quarter)
