"""The database's condition for "may see" and the one table of access say the same, for every reader and state (R51)."""

from itertools import product

import pytest

from northing.accounts import actions as accounts
from northing.accounts.models import Person
from northing.core.access import Act
from northing.goals.actions import edit_objective
from northing.goals.models import Confidant, Contributor, KeyResult, Objective
from northing.goals.models.objective import State
from northing.goals.policies import standing
from northing.goals.queries.drafting import places
from northing.goals.queries.readers import readers_among
from northing.goals.queries.visibility import visible_key_results, visible_objectives
from northing.kit import clock
from northing.kit.errors import Invalid, Refused
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


@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("part", [part for part in PARTS if part != "individual"])
def test_nobody_else_sees_more_of_an_individual_okr_than_of_the_teams(office: str, part: str) -> None:
    """Two objectives of a team, alike in everything but that one is somebody's own: whoever is not that person sees the
    one exactly where they see the other.
    """
    with open_house() as house:
        whose = hire(house.administrator, "Ida Own", email="ida@example.org")
        teams.add_member(house.administrator, house.team, person_id=whose.pk)
        reader = hire_for(house, office)
        pair = [house.objective(), house.objective("Sleep through the night", individual_id=whose.pk)]
        both = Objective.objects.filter(pk__in=pair)
        for objective in both if part in ("lead", "owner", "contributor", "named") else both[:1]:
            key_result = KeyResult.objects.get(pk=house.key_result(objective.pk))
            take_part(house, reader, part, objective, key_result)
        reader = Person.objects.get(pk=reader.pk)
        for state, confidential in product(State, (False, True)):
            published_at = None if state is State.DRAFT else clock.now()
            both.update(state=state.value, confidential=confidential, published_at=published_at)
            seen = set(visible_objectives(reader).filter(pk__in=pair).values_list("pk", flat=True))
            assert seen in (set(), set(pair)), (state, confidential)


def test_individual_okrs_can_be_switched_off_and_those_that_are_there_stay() -> None:
    with open_house() as house:
        own = house.objective("Sleep through the night", individual_id=house.lead.pk)
        teams_own = house.objective()
        accounts.edit_organisation(
            house.administrator, name="V", time_zone="UTC", locale="en", currency="", year_starts_in_month=1,
            individual_okrs=False,
        )  # fmt: skip
        with pytest.raises(Invalid) as refused:
            house.objective("Another of my own", individual_id=house.lead.pk)
        assert refused.value.errors["individual_id"][0].startswith("Individual OKRs are switched off here.")
        with pytest.raises(Invalid):
            edit_objective(house.lead, teams_own, version=1, individual_id=house.lead.pk)
        edit_objective(house.lead, own, version=1, individual_id=house.lead.pk, why="It is still mine.")
        assert Objective.objects.get(pk=own).individual_id == house.lead.pk
        outsider = hire(house.administrator, "Nora New")
        with pytest.raises(Refused, match="individual OKRs are switched off"):
            places(outsider)
        assert not places(house.lead).individual
