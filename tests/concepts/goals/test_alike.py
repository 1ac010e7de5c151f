"""Objectives that say nearly the same (R43): found among other teams' and earlier cycles', never what is hidden (R51)."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Person
from northing.accounts.queries import today
from northing.cycles.actions import create_cycle
from northing.goals.actions import close_objective, publish_objective
from northing.goals.queries.alike import Alike, alike
from northing.goals.queries.objective import objective
from northing.teams import actions as teams
from tests.concepts.goals.house import House, open_house

pytestmark = pytest.mark.django_db

SAID = "Let every dispatcher sleep through the night"


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened


def found(reader: Person, number: int) -> list[Alike]:
    return alike(reader, objective(reader, number, today()).objective)


def elsewhere(house: House, name: str = "Elsewhere") -> int:
    team = teams.create_team(house.administrator, name=name, parent_id=house.company)
    teams.set_lead(house.administrator, team.id, person_id=house.lead.pk)
    return team.id


def test_another_team_says_nearly_the_same(house: House) -> None:
    there, third = elsewhere(house), elsewhere(house, "Third")
    mine = house.objective(SAID)
    theirs = house.objective("Every dispatcher sleeps through the nights", team=there)
    other = house.objective("Win the hearts of pharmacists", team=third)
    for number in (theirs, other):
        house.key_result(number)
        publish_objective(house.lead, number)
    (one,) = found(house.lead, mine)
    assert (one.id, one.team, one.now, one.same_team) == (theirs, "Elsewhere", True, False)
    assert one.texts == ("Raise the share from 0 to 100",)


def test_somebody_has_been_here_before(house: House) -> None:
    past = create_cycle(
        house.administrator,
        name="Q3",
        level="quarterly",
        starts_on=date(2026, 7, 1),
        ends_on=date(2026, 9, 27),
        parent_id=None,
    )
    before, _ = house.published({}, statement=SAID, cycle_id=past.id)
    close_objective(house.lead, before, score=0.4, learned="We counted calls, and people stopped calling.")
    (one,) = found(house.lead, house.objective(SAID))
    assert (one.id, one.cycle, one.closed, one.score, one.now, one.same_team) == (before, "Q3", True, 0.4, False, True)
    assert one.learned == "We counted calls, and people stopped calling."
    assert one.likeness == 1.0


def test_what_is_hidden_is_not_found(house: House) -> None:
    """Drafts of anybody, and confidential ones of others."""
    there = elsewhere(house)
    house.objective(SAID, team=there)
    secret = house.objective(SAID, team=there, confidential=True)
    house.key_result(secret)
    publish_objective(house.lead, secret)
    reader = house.administrator
    mine, _ = house.published({}, statement=SAID)
    assert found(reader, mine) == []
    assert [one.id for one in found(house.lead, mine)] == [secret]


@pytest.mark.parametrize("count", [1, 12])
def test_one_query_however_many_there_are(house: House, count: int) -> None:
    there = elsewhere(house)
    mine = house.objective(SAID)
    for number in range(count):
        one = house.objective(f"{SAID} {number}", team=there)
        house.key_result(one)
        publish_objective(house.lead, one)
    row = objective(house.lead, mine, today()).objective
    with CaptureQueriesContext(connection) as asked:
        assert alike(house.lead, row)
    assert len([one for one in asked if "goals_objective" in one["sql"]]) == 1


def test_nothing_to_look_for(house: House) -> None:
    assert found(house.lead, house.objective("Be it")) == []
