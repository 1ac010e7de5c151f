"""Taking an objective on side by side (R22): what each team keeps, drops, changes and adds stays visible."""

from collections.abc import Iterator
from typing import Any

import pytest

from northing.accounts.models import Person
from northing.activity.models import Subject, Verb
from northing.activity.queries import events_for
from northing.checkins.actions import check_in
from northing.core.alignment import Change
from northing.core.measures import Kind
from northing.goals.actions import (
    KEPT,
    close_objective,
    create_objective,
    delete_key_result,
    delete_objective,
    edit_key_result,
    publish_objective,
    restore_key_result,
    restore_objective,
    take_on_objective,
    unalign,
)
from northing.goals.models import Alignment, KeyResult, Objective
from northing.goals.queries.objective import objective as objective_page
from northing.goals.queries.versions import Versions, versions
from northing.insights.verification import verify
from northing.kit import clock
from northing.kit.errors import Invalid, NotFound, Refused
from northing.kit.memory import remembering
from northing.teams import actions as teams
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import at_once, hire

pytestmark = pytest.mark.django_db
TODAY = MIDDLE.date()
LOVE = "Have our customers fall back in love with our offering"


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened


class Lateral:
    """The company's objective with three key results, and two teams beside it with a lead each."""

    def __init__(self, house: House) -> None:
        self.house = house
        teams.add_member(house.administrator, house.company, person_id=house.lead.pk, role="lead")
        self.engineering, self.erik = self.team("Engineering", "Erik Engineer")
        self.sales, self.sara = self.team("Sales", "Sara Seller")
        self.original, self.parts = house.published(
            {"text": "Raise the share of customers who renew from 70 % to 90 %", "start": 70.0, "target": 90.0},
            {"text": "Raise our NPS from 20 to 50", "start": 20.0, "target": 50.0},
            {
                "text": "Cut complaints a week from 40 to 10", "kind": Kind.DECREASE, "start": 40.0, "target": 10.0,
                "level_03": 30.0, "level_07": 20.0,
            },
            statement=LOVE, team=house.company,
        )  # fmt: skip

    def team(self, name: str, lead: str) -> tuple[int, Person]:
        administrator = self.house.administrator
        person = hire(administrator, lead)
        team = teams.create_team(administrator, name=name, parent_id=self.house.company).id
        teams.add_member(administrator, team, person_id=person.pk, role="lead")
        return team, person

    def take(self, actor: Person, team: int, key_results: dict[int, Any], **given: Any) -> int:
        return take_on_objective(
            actor, self.original, team_id=team, cycle_id=self.house.quarter.pk, key_results=key_results, **given
        )

    def engineerings(self, **given: Any) -> int:
        """Keeps one, drops one, changes one, adds one."""
        renew, _nps, complaints = self.parts
        changed = {"text": "Cut complaints about outages a week from 12 to 2", "start": 12.0, "target": 2.0}
        own = {"text": "Raise uptime from 98 % to 99.9 %", "start": 98.0, "target": 99.9, "unit": "%"}
        return self.take(self.erik, self.engineering, {renew: KEPT, complaints: changed}, added=[own], **given)

    def saleses(self, **given: Any) -> int:
        """Keeps one, raises one, adds one."""
        renew, nps, _complaints = self.parts
        own = {"text": "Raise visits to customers a month from 5 to 25", "start": 5.0, "target": 25.0}
        return self.take(self.sara, self.sales, {renew: {"target": 95.0}, nps: KEPT}, added=[own], **given)


@pytest.fixture
def lateral(house: House) -> Lateral:
    return Lateral(house)


def rows(objective: int) -> list[KeyResult]:
    return list(KeyResult.objects.filter(objective_id=objective, deleted_at=None).order_by("position"))


def told(shown: Versions, copy: int) -> list[str]:
    """What became of each line in one copy, and how many it added."""
    place = [row.id for row in shown.copies].index(copy)
    cells = [line.cells[place] for line in shown.lines]
    return [cell.change.value if cell else "-" for cell in cells] + ["added"] * len(shown.added[place])


def test_the_lateral_example_shows_three_versions_side_by_side(lateral: Lateral) -> None:
    engineering, sales = lateral.engineerings(), lateral.saleses()
    for asked_for in (lateral.original, engineering, sales):
        for copy, lead in ((engineering, lateral.erik), (sales, lateral.sara)):
            if asked_for != lateral.original and asked_for != copy:
                continue
            shown = versions(lead, asked_for, TODAY)
            assert shown.original.id == lateral.original
            assert [row.id for row in shown.copies] == [copy], "the other team's is still a draft"
    for copy, lead in ((engineering, lateral.erik), (sales, lateral.sara)):
        publish_objective(lead, copy)
    for asked_for in (lateral.original, engineering, sales):
        shown = versions(lateral.sara, asked_for, TODAY)
        assert (shown.original.statement, shown.own_id) == (LOVE, asked_for)
        assert [row.team.name for row in shown.copies] == ["Engineering", "Sales"]
        assert told(shown, engineering) == ["kept", "dropped", "changed", "added"]
        assert told(shown, sales) == ["changed", "kept", "dropped", "added"]
    renew, _nps, complaints = shown.lines
    raised, changed = renew.cells[1], complaints.cells[0]
    assert raised is not None
    assert changed is not None
    assert (raised.raised, changed.raised) == (True, None), "from another start it is another way"
    assert [(one.field, one.original, one.copy) for one in raised.difference.fields] == [("target", 90.0, 95.0)]
    assert {one.field for one in changed.difference.fields} == {"wording", "start", "target", "level_03", "level_07"}


def test_the_copy_is_a_draft_of_the_team_linked_beside_with_no_values_of_the_original(lateral: Lateral) -> None:
    check_in(lateral.house.owner, lateral.parts[0], value=85)
    copy = lateral.engineerings(why="Outages drive them away.", lead_id=lateral.erik.pk)
    stored = Objective.objects.get(pk=copy)
    assert (stored.state, stored.team_id, stored.statement, stored.why) == (
        "draft", lateral.engineering, LOVE, "Outages drive them away.",
    )  # fmt: skip
    link = Alignment.objects.get(child=stored)
    assert (link.kind, link.parent_objective_id, link.removed_at) == ("shared", lateral.original, None)
    kept, changed, own = rows(copy)
    assert [row.origin_id for row in (kept, changed, own)] == [lateral.parts[0], lateral.parts[2], None]
    assert (kept.value, kept.confidence, kept.owner_id, kept.checked_in_on) == (None, None, None, None)
    publish_objective(lateral.erik, copy)
    check_in(lateral.erik, kept.pk, value=90)
    original = Objective.objects.get(pk=lateral.original)
    assert original.progress == pytest.approx(0.25), "what Engineering reaches does not count here"
    assert verify().is_clean


def test_one_event_tells_of_it_and_a_repeated_request_takes_it_on_once(lateral: Lateral) -> None:
    first = lateral.engineerings(key="a1")
    assert lateral.engineerings(key="a1") == first
    events = [event for event in events_for(Subject.OBJECTIVE, first) if event.verb == Verb.TAKEN_ON.value]
    assert len(events) == 1
    facts = {name: events[0].details[name] for name in ("objective", "kept", "changed", "dropped", "added")}
    assert facts == {"objective": lateral.original, "kept": 1, "changed": 1, "dropped": 1, "added": 1}


def test_all_that_is_wrong_is_said_at_its_key_result_and_nothing_is_written(lateral: Lateral) -> None:
    renew, nps, _ = lateral.parts
    before = Objective.objects.count(), KeyResult.objects.count(), Alignment.objects.count()
    with pytest.raises(Invalid) as wrong:
        lateral.take(
            lateral.erik, lateral.engineering, {renew: {"target": 10.0}, nps: KEPT}, added=[{"text": "", "target": 1.0}]
        )
    assert set(wrong.value.errors) == {f"target-{renew}", "text-new0"}
    assert (Objective.objects.count(), KeyResult.objects.count(), Alignment.objects.count()) == before


def test_who_may_take_it_on_and_where_to(lateral: Lateral) -> None:
    house = lateral.house
    parts = dict.fromkeys(lateral.parts, KEPT)
    with pytest.raises(Refused):
        lateral.take(lateral.sara, lateral.engineering, parts)
    with pytest.raises(NotFound):
        lateral.take(lateral.sara, lateral.sales, {0: KEPT})
    with pytest.raises(Invalid) as own_team:
        take_on_objective(
            house.lead, lateral.original, team_id=house.company, cycle_id=house.quarter.pk, key_results=parts
        )
    assert set(own_team.value.errors) == {"team_id"}
    lateral.take(lateral.sara, lateral.sales, parts)
    with pytest.raises(Invalid) as twice:
        lateral.take(lateral.sara, lateral.sales, parts)
    assert "already" in str(twice.value.errors["team_id"])
    close_objective(house.lead, lateral.original, score=0.7)
    with pytest.raises(Invalid) as closed:
        lateral.take(lateral.erik, lateral.engineering, parts)
    assert set(closed.value.errors) == {""}


def test_a_confidential_objective_stays_so_in_the_hands_of_another_team(lateral: Lateral) -> None:
    house = lateral.house
    secret = create_objective(
        house.lead, team_id=house.team, cycle_id=house.quarter.pk, statement="Buy the competitor", lead_id=house.lead.pk,
        confidential=True, confidant_ids=[house.lead.pk, lateral.erik.pk],
    )  # fmt: skip
    publish_objective(house.lead, secret)
    given = {"cycle_id": house.quarter.pk, "key_results": {}}
    with pytest.raises(NotFound):
        take_on_objective(lateral.sara, secret, team_id=lateral.sales, **given)
    copy = Objective.objects.get(pk=take_on_objective(lateral.erik, secret, team_id=lateral.engineering, **given))
    assert copy.confidential
    assert set(copy.confidants.values_list("person_id", flat=True)) == {house.lead.pk, lateral.erik.pk}
    with pytest.raises(NotFound):
        versions(lateral.sara, copy.pk, TODAY)


def test_versions_that_the_reader_may_not_see_are_neither_shown_nor_counted(lateral: Lateral) -> None:
    copy = lateral.engineerings()
    shown = versions(lateral.sara, lateral.original, TODAY)
    assert (shown.copies, shown.added) == ((), ())
    with pytest.raises(NotFound):
        versions(lateral.sara, copy, TODAY)


def test_later_edits_move_the_differences_and_a_deleted_original_leaves_the_copy_alone(lateral: Lateral) -> None:
    copy = lateral.engineerings()
    kept = rows(copy)[0]
    edit_key_result(lateral.erik, kept.pk, version=kept.version, target=80.0)
    assert told(versions(lateral.erik, lateral.original, TODAY), copy)[0] == "changed"
    with clock.frozen(MIDDLE):
        delete_key_result(lateral.house.lead, lateral.parts[0])
    shown = versions(lateral.erik, copy, TODAY)
    assert told(shown, copy) == ["dropped", "changed", "outlived", "added"]
    assert (shown.lines[2].original, shown.lines[2].gone_at) == (None, MIDDLE)
    assert KeyResult.objects.get(pk=kept.pk).deleted_at is None
    beside = objective_page(lateral.erik, copy, TODAY).family.beside[0]
    assert Change.OUTLIVED in {one.change for one in beside.differences}
    restore_key_result(lateral.house.lead, lateral.parts[0])
    assert told(versions(lateral.erik, copy, TODAY), copy) == ["changed", "dropped", "changed", "added"]


def test_a_deleted_original_is_told_and_the_link_can_be_taken_away(lateral: Lateral) -> None:
    copy = lateral.engineerings()
    with clock.frozen(MIDDLE):
        delete_objective(lateral.house.lead, lateral.original)
    lost = objective_page(lateral.erik, copy, TODAY).family.lost
    assert [(one.loss.value, one.since) for one in lost] == [("deleted", MIDDLE)]
    assert versions(lateral.erik, copy, TODAY).original.id == copy
    assert verify().is_clean
    restore_objective(lateral.house.lead, lateral.original)
    assert objective_page(lateral.erik, copy, TODAY).family.lost == ()
    unalign(lateral.erik, Alignment.objects.get(child_id=copy).pk)
    assert versions(lateral.erik, lateral.original, TODAY).copies == ()


@pytest.mark.django_db(transaction=True)
def test_two_who_take_it_on_at_once_for_one_team_draft_it_once(lateral: Lateral) -> None:
    answers = at_once(lambda: lateral.engineerings(), lambda: lateral.engineerings())
    refused = [answer for answer in answers if isinstance(answer, Invalid)]
    assert len(refused) == 1, answers
    assert Objective.objects.filter(team_id=lateral.engineering).count() == 1


def test_the_page_reads_as_often_for_many_versions_as_for_one(
    lateral: Lateral, django_assert_max_num_queries: Any
) -> None:
    for number in range(4):
        team, lead = lateral.team(f"Team {number}", f"Lead{number} Person")
        copy = lateral.take(lead, team, {lateral.parts[0]: KEPT})
        publish_objective(lead, copy)
    with remembering(), django_assert_max_num_queries(8):
        shown = versions(lateral.sara, lateral.original, TODAY)
    assert len(shown.copies) == 4
