"""The database's condition for "may see" and the one table of access say the same, for every reader and state (R51)."""

from itertools import product

import pytest

from northing.accounts.models import Person
from northing.core.access import Act
from northing.goals.models import Confidant, Contributor, KeyResult, Objective
from northing.goals.models.objective import State
from northing.goals.policies import standing
from northing.goals.queries.readers import readers_among
from northing.goals.queries.visibility import visible_key_results, visible_objectives
from northing.kit import clock
from northing.teams import actions as teams
from tests.concepts.goals.house import House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

PARTS = (
    "stranger",
    "lead",
    "owner",
    "contributor",
    "individual",
    "named",
    "member",
    "team_lead",
    "unit_lead",
    "sponsor",
)
OFFICES = ("contributor", "viewer", "guest", "champion", "administrator")


def take_part(house: House, person: Person, part: str, objective: Objective, key_result: KeyResult) -> None:
    """Make a person one thing to the objective."""
    match part:
        case "lead" | "individual":
            Objective.objects.filter(pk=objective.pk).update(**{part: person})
        case "owner":
            KeyResult.objects.filter(pk=key_result.pk).update(owner=person)
        case "contributor":
            Contributor.objects.create(key_result=key_result, person=person)
        case "named":
            Confidant.objects.create(objective=objective, person=person)
        case "member" | "team_lead":
            role = "lead" if part == "team_lead" else "member"
            teams.add_member(house.administrator, objective.team_id, person_id=person.pk, role=role)
        case "unit_lead":
            teams.add_member(house.administrator, house.company, person_id=person.pk, role="lead")
        case "sponsor":
            teams.set_sponsor(house.administrator, objective.team_id, person_id=person.pk)


def hire_for(house: House, office: str) -> Person:
    person = hire(house.administrator, "Somebody Else", email="somebody@example.org")
    if office in ("viewer", "guest"):
        person.role = office
    person.is_champion, person.is_administrator = office == "champion", office == "administrator"
    person.save()
    return person


@pytest.mark.parametrize(("part", "office"), list(product(PARTS, OFFICES)))
def test_the_query_and_the_table_agree(part: str, office: str) -> None:
    with open_house() as house:
        number = house.objective(lead_id=house.administrator.pk)
        key_result = KeyResult.objects.get(pk=house.key_result(number, owner_id=house.administrator.pk))
        person = hire_for(house, office)
        take_part(house, person, part, Objective.objects.get(pk=number), key_result)
        for state, confidential in product(State, (False, True)):
            published_at = None if state is State.DRAFT else clock.now()
            Objective.objects.filter(pk=number).update(
                state=state.value, confidential=confidential, published_at=published_at
            )
            person = Person.objects.get(pk=person.pk)
            objective = Objective.objects.select_related("team").get(pk=number)
            told = standing(person, objective).verdict(Act.SEE).allowed
            assert visible_objectives(person).filter(pk=number).exists() == told, (state, confidential)
            assert visible_key_results(person).filter(objective_id=number).exists() == told, (state, confidential)
            assert (readers_among([person.pk], objective) == {person.pk}) == told, (state, confidential)


def test_a_disabled_person_sees_nothing() -> None:
    with open_house() as house:
        house.published({})
        house.owner.is_active = False
        assert not visible_objectives(house.owner).exists()
