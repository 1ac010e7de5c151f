"""The alignment of a set as the map gets it: who sees what, which lines there are, and what follows from them."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Person, Role
from northing.checkins.actions import check_in
from northing.core.alignment import Bridge, Move
from northing.core.scoring import Band
from northing.goals.actions import align, edit_key_result, unalign
from northing.goals.actions.dependencies import answer_request, ask_team
from northing.goals.models import Dependency, KeyResult
from northing.goals.queries.explorer import Filters, Whose
from northing.goals.queries.map import DEPENDENCY, AlignmentMap, MapLink, alignment_map
from northing.kit import clock
from northing.teams import actions as teams
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db
TODAY = MIDDLE.date()


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as house:
        teams.add_member(
            house.administrator, house.company, person_id=house.lead.pk, role="lead", starts_on=date(2026, 9, 20)
        )
        yield House(**{**vars(house), "lead": Person.objects.get(pk=house.lead.pk)})


def seen(house: House, reader: object = None, **filters: object) -> AlignmentMap:
    return alignment_map(reader or house.lead, Filters(cycle_ids=(house.quarter.pk,), **filters), TODAY)  # type: ignore[arg-type]


def team(house: House, name: str, parent: int | None = None) -> int:
    return teams.create_team(house.administrator, name=name, parent_id=parent or house.company).id


def test_every_objective_and_every_line_with_its_kind(house: House) -> None:
    top, (one, _) = house.published(
        {"text": "Cut losses"}, {"text": "Adopt the playbook"}, statement="Nothing is thrown away"
    )
    took, (deep,) = house.published({"text": "Answer alarms"}, statement="Catch every warm crate")
    supports, _ = house.published(statement="Teach the crate to call")
    align(house.lead, took, key_result_id=one)
    align(house.lead, supports, objective_id=top)
    check_in(house.owner, deep, value=40, confidence=8)
    shown = seen(house)
    assert [node.statement for node in shown.nodes.values()] == [
        "Nothing is thrown away", "Catch every warm crate", "Teach the crate to call",
    ]  # fmt: skip
    assert shown.links == (MapLink(took, top, "explicit", one), MapLink(supports, top, "implicit"))
    node = shown.nodes[took]
    assert (node.progress, node.band, node.whose, node.landing) == (0.4, Band.ON, Whose.TEAM, 0.7)
    assert node.expected is not None
    assert 0 < node.expected < 1


def test_an_objective_with_several_parents_has_a_line_to_each(house: House) -> None:
    here, _ = house.published(statement="Here")
    there, _ = house.published(statement="There")
    both, _ = house.published(statement="Both")
    align(house.lead, both, objective_id=here)
    align(house.lead, both, objective_id=there)
    assert {(link.child, link.parent) for link in seen(house).links} == {(both, here), (both, there)}


def test_what_is_hidden_is_not_there_and_no_line_leads_to_it(house: House) -> None:
    open_to_all, _ = house.published(statement="Open to all")
    secret, _ = house.published(statement="Secret", confidential=True)
    draft = house.objective("Draft")
    for child in (secret, draft):
        align(house.lead, child, objective_id=open_to_all)
    stranger = hire(house.administrator, "Sunniva Stranger")
    for reader in (stranger, hire(house.administrator, "Vera Viewer", role=Role.VIEWER.value)):
        shown = seen(house, reader)
        assert (list(shown.nodes), shown.links) == ([open_to_all], ())
    assert set(seen(house).nodes) == {open_to_all, secret}
    assert not seen(house, AnonymousUser()).nodes
    guest = hire(house.administrator, "Gerd Guest", role=Role.GUEST.value)
    assert not seen(house, guest).teams


def test_bridges_islands_and_unserved_key_results(house: House) -> None:
    pharma, food = team(house, "Pharma"), team(house, "Food")
    squad = team(house, "Labels", pharma)
    top, (one, two) = house.published({"text": "One"}, {"text": "Two"}, statement="Top", team=house.company)
    mine, _ = house.published(statement="Mine")
    theirs, _ = house.published(statement="Theirs", team=squad)
    align(house.lead, mine, key_result_id=one)
    align(house.lead, theirs, objective_id=mine)
    shown = seen(house)
    assert shown.departments == (food, pharma, house.team)
    assert shown.department_of(theirs) == pharma
    assert shown.department_of(top) is None
    assert shown.bridges == (Bridge((house.team, pharma), 1),)
    assert shown.links_between[house.team, pharma] == (MapLink(theirs, mine, "implicit"),)
    assert shown.islands == (food,)
    assert [each.id for each in shown.unserved] == [two]
    assert shown.origin.bottom_up_share == 0.5
    assert shown.connection.unconnected_share == 0


def test_below_a_team_its_own_teams_are_the_departments(house: House) -> None:
    pharma = team(house, "Pharma")
    first, second = team(house, "First", pharma), team(house, "Second", pharma)
    above, _ = house.published(statement="Above", team=pharma)
    one, _ = house.published(statement="One", team=first)
    two, _ = house.published(statement="Two", team=second)
    align(house.lead, one, objective_id=two)
    shown = seen(house, team_id=pharma)
    assert shown.departments == (first, second)
    assert shown.department_of(above) is None
    assert shown.bridges == (Bridge((first, second), 1),)


def test_around_one_is_what_it_serves_and_what_serves_it(house: House) -> None:
    top, middle, below, beside, far = (house.published(statement=name)[0] for name in "ABCDE")
    for child, parent in ((middle, top), (below, middle), (beside, top)):
        align(house.lead, child, objective_id=parent)
    assert seen(house).around(middle) == {top, middle, below}
    assert seen(house).around(far) == {far}
    assert seen(house).around(10**9) == frozenset()


def test_as_of_a_past_day_the_lines_and_numbers_are_those_of_that_day(house: House) -> None:
    with clock.frozen(MIDDLE - timedelta(days=10)):
        top, (key_result,) = house.published({"text": "Old words"}, statement="Top", team=house.company)
        child, (deep,) = house.published({"text": "Answer"}, statement="Child")
        link = align(house.lead, child, objective_id=top)
        check_in(house.owner, deep, value=10, confidence=8)
    unalign(house.lead, link)
    check_in(house.owner, deep, value=60, confidence=8)
    late, _ = house.published(statement="Late")
    version = KeyResult.objects.values_list("version", flat=True).get(pk=key_result)
    edit_key_result(house.lead, key_result, version=version, text="New words", reason="clearer")
    then = seen(house, as_of=TODAY - timedelta(days=5))
    assert set(then.nodes) == {top, child}
    assert then.links == (MapLink(child, top, "implicit"),)
    assert then.nodes[child].progress == 0.1
    assert [each.text for each in then.unserved] == ["Old words"]
    now = seen(house)
    assert (late in now.nodes, now.links, now.nodes[child].progress) == (True, (), 0.6)
    assert [each.text for each in now.unserved] == ["New words"]


def test_the_number_of_queries_does_not_depend_on_the_number_of_objectives(house: House) -> None:
    def asked(day: date | None = None) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            seen(house, as_of=day)
        return len(queries)

    top, _ = house.published({"text": "One"}, statement="Top", team=house.company)
    seen(house)  # who reads what is remembered from now on
    few = asked()
    for number in range(12):
        child, _ = house.published({"text": f"Measure {number}"}, statement=f"Child {number}")
        align(house.lead, child, objective_id=top)
    assert asked() == few <= 9
    assert asked(TODAY - timedelta(days=1)) <= 9


def test_a_request_is_a_line_once_it_is_said_what_will_bring_it(house: House) -> None:
    other = team(house, "Platform")
    mine, _ = house.published(statement="Mine")
    theirs, _ = house.published(statement="Theirs", team=other)
    number = ask_team(house.lead, mine, team_id=other, words="A feed of alarms", due_on=date(2026, 11, 30))
    shown = seen(house)
    assert [(each.objective, each.team, each.state) for each in shown.requests] == [(mine, other, "asked")]
    assert not [link for link in shown.links if link.kind == DEPENDENCY]
    version = Dependency.objects.values_list("version", flat=True).get(pk=number)
    answer_request(house.lead, number, Move.AGREE, version=version, serving_objective_id=theirs)
    links = [link for link in seen(house).links if link.kind == DEPENDENCY]
    assert [(link.child, link.parent, link.state) for link in links] == [(mine, theirs, "agreed")]
    assert theirs in seen(house).around(mine)
    assert seen(house).bridges == ()
