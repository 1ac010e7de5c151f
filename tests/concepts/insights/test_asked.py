"""What the calendar asks of whom (R27): leadership first, then teams, then everybody for themselves."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from northing.accounts import actions as accounts
from northing.accounts.models import Person
from northing.core.cadence import Audience, Level, WindowState
from northing.cycles import actions as cycles
from northing.goals.actions import publish_objective
from northing.insights.asked import Asked, asked
from northing.teams import actions as teams
from tests.concepts.goals.house import House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

NEXT = "Q1 2027"


@pytest.fixture
def house() -> Any:
    """Q4 2026 runs, Q1 2027 comes: leadership drafts from 20 Nov, teams from 18 Dec to 1 Jan, individuals to 8 Jan."""
    with open_house() as opened:
        cycles.create_cycle(
            opened.administrator, name=NEXT, level=Level.QUARTERLY, starts_on=date(2027, 1, 1),
            ends_on=date(2027, 3, 31),
        )  # fmt: skip
        yield opened


def of(person: Person, day: date, cycle: str = NEXT) -> list[Asked]:
    return [one for one in asked(Person.objects.get(pk=person.pk), day) if one.cycle.name == cycle]


def said(rows: list[Asked]) -> list[tuple[str, str, WindowState]]:
    return [(one.audience.value, one.team.name, one.state) for one in rows]


def leader(house: House) -> Person:
    person = hire(house.administrator, "Helene Head")
    teams.add_member(house.administrator, house.company, person_id=person.pk)
    return person


def test_leadership_is_asked_early_then_teams_then_individuals(house: House) -> None:
    head = leader(house)
    assert said(of(head, date(2026, 11, 19)))[0] == ("company", "Vinterhavn", WindowState.AHEAD)
    assert said(of(head, date(2026, 11, 20)))[0] == ("company", "Vinterhavn", WindowState.OPEN)
    december = of(house.owner, date(2026, 12, 21))
    assert said(december) == [
        ("teams", "Response", WindowState.OPEN),
        ("individuals", "Response", WindowState.AHEAD),
    ]
    assert december[0].step is not None
    assert (december[0].step.step, december[0].closes_on) == ("create", date(2027, 1, 1))
    assert december[0].due["transmit"] == date(2027, 1, 1)
    assert [one.is_waiting for one in december] == [True, False]
    assert said(of(house.owner, date(2027, 1, 4))) == [
        ("teams", "Response", WindowState.OVERDUE),
        ("individuals", "Response", WindowState.OPEN),
    ]
    assert of(house.owner, date(2027, 3, 1)) == []  # too late for it: the review was in the middle of February


def test_what_is_published_is_not_waited_for(house: House) -> None:
    day = date(2026, 12, 21)
    next_cycle = of(house.lead, day)[0].cycle.id
    number = house.objective(cycle_id=next_cycle)
    house.objective("Sleep through the night", cycle_id=next_cycle, individual_id=house.owner.pk)
    own, *_ = of(house.lead, day)
    assert (own.drafts, own.published, own.is_waiting, own.leads) == (1, 0, True, True)
    house.key_result(number)
    publish_objective(house.lead, number)
    own, individual = of(house.owner, day)
    assert (own.drafts, own.published, own.is_waiting, own.leads) == (0, 1, False, False)
    assert (individual.audience, individual.drafts) == (Audience.INDIVIDUALS, 1)
    assert of(house.lead, day)[1].drafts == 0  # of somebody else's own nothing is counted


def test_nobody_is_late_with_okrs_of_their_own_and_they_can_be_switched_off(house: House) -> None:
    late = of(house.owner, date(2027, 1, 11))[1]
    assert (late.audience, late.state, late.is_waiting) == (Audience.INDIVIDUALS, WindowState.OVERDUE, False)
    accounts.edit_organisation(
        house.administrator, name="V", time_zone="UTC", locale="en", currency="", year_starts_in_month=1,
        individual_okrs=False,
    )  # fmt: skip
    assert [one.audience for one in of(house.owner, date(2027, 1, 11))] == [Audience.TEAMS]


@pytest.mark.parametrize("role", ["viewer", "guest"])
def test_who_only_reads_is_asked_nothing(house: House, role: str) -> None:
    head = leader(house)
    Person.objects.filter(pk=head.pk).update(role=role)
    assert of(head, date(2026, 12, 21)) == []


def test_who_belongs_nowhere_is_asked_nothing(house: House) -> None:
    assert of(hire(house.administrator, "Nora New"), date(2026, 12, 21)) == []


def test_a_team_is_asked_for_the_kinds_of_cycle_it_works_in(house: House) -> None:
    months = [
        cycles.create_cycle(
            house.administrator, name=name, level=Level.MONTHLY, starts_on=date(2026, month, 1),
            ends_on=date(2026, month, 30),
        )
        for name, month in (("November", 11), ("December", 12))
    ]  # fmt: skip
    day = date(2026, 11, 24)
    assert of(house.owner, day, "December") == []
    house.objective(cycle_id=months[0].id)
    assert said(of(house.owner, day, "December"))[0] == ("teams", "Response", WindowState.OPEN)
    assert of(house.owner, day, NEXT) == []  # it turns every month, and skips quarters
    house.objective()
    assert len(of(house.owner, day, NEXT)) == 2  # now it works in both


def test_a_moved_day_is_what_everybody_is_told(house: House) -> None:
    row = of(house.owner, date(2026, 12, 1))[0].cycle
    cycles.edit_cycle(
        house.administrator, row.id, name=row.name, starts_on=row.span.starts_on, ends_on=row.span.ends_on,
        moved={"leadership_drafted": "2026-11-23", "company_final": "2026-11-30", "teams_publish": "2026-12-21"},
    )  # fmt: skip
    own = of(house.owner, date(2026, 12, 1))[0]
    assert (own.state, own.opens_on, own.closes_on) == (WindowState.OPEN, date(2026, 11, 30), date(2026, 12, 21))


def test_a_closed_cycle_and_an_archived_team_ask_for_nothing(house: House) -> None:
    spare = teams.create_team(house.administrator, name="Alarms", parent_id=house.company)
    teams.add_member(house.administrator, spare.id, person_id=house.owner.pk)
    day = date(2026, 12, 21)
    assert {one.team.name for one in of(house.owner, day)} == {"Alarms", "Response"}
    teams.archive_team(house.administrator, spare.id)
    assert {one.team.name for one in of(house.owner, day)} == {"Response"}
    cycles.close_cycle(house.administrator, of(house.owner, day)[0].cycle.id)
    assert of(house.owner, day) == []


def test_it_takes_one_query_beyond_who_reads_and_which_cycles_there_are(house: House) -> None:
    for number in range(3):
        team = teams.create_team(house.administrator, name=f"Team {number}", parent_id=house.company)
        teams.add_member(house.administrator, team.id, person_id=house.owner.pk)
    reader = Person.objects.get(pk=house.owner.pk)
    with CaptureQueriesContext(connection) as caught:
        assert len(asked(reader, date(2026, 12, 21))) > 4
    assert len([one for one in caught if "teams_team" in one["sql"] and "goals_objective" in one["sql"]]) == 1
