"""What loses its parent says so, and the numbers above and below stay right (R14, R15, R20-R22)."""

from collections.abc import Iterator

import pytest

from northing.checkins.actions import check_in
from northing.core.rollup import DrawsFrom, Feeds
from northing.goals import actions
from northing.goals.models import KeyResult, Objective
from northing.goals.queries.relatives import Loss, lost_parents
from northing.insights.verification import verify
from northing.kit.errors import Invalid, NotFound
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db
TODAY = MIDDLE.date()


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened


def losses(house: House, child: int) -> list[Loss]:
    return [one.loss for one in lost_parents(house.lead, child, TODAY)]


def test_closing_deleting_and_bringing_back_are_told_to_a_draft_below(house: House) -> None:
    above, _ = house.published({}, statement="Lose nothing")
    child = house.objective("A draft that serves it")
    actions.align(house.lead, child, objective_id=above)
    assert losses(house, child) == []
    actions.close_objective(house.lead, above, score=0.5)
    assert losses(house, child) == [Loss.CLOSED]
    actions.reopen_objective(house.lead, above)
    actions.delete_objective(house.lead, above)
    assert losses(house, child) == [Loss.DELETED]
    actions.restore_objective(house.lead, above)
    assert losses(house, child) == []


def test_a_fed_key_result_that_goes_and_comes_back_has_the_numbers_of_its_children(house: House) -> None:
    above, (fed, other) = house.published({"feeds": Feeds.ALIGNED}, {"text": "Another"}, statement="Lose nothing")
    child, (part,) = house.published({}, statement="Its child")
    actions.align(house.lead, child, key_result_id=fed)
    check_in(house.owner, part, value=60)
    check_in(house.owner, other, value=20)
    assert Objective.objects.get(pk=above).progress == pytest.approx(0.4)
    actions.delete_key_result(house.lead, fed)
    assert losses(house, child) == [Loss.KEY_RESULT_DELETED]
    assert Objective.objects.get(pk=above).progress == pytest.approx(0.2)
    check_in(house.owner, part, value=80)
    assert verify().is_clean
    actions.restore_key_result(house.lead, fed)
    assert KeyResult.objects.get(pk=fed).progress == pytest.approx(0.8)
    assert Objective.objects.get(pk=above).progress == pytest.approx(0.5)
    assert losses(house, child) == []
    assert verify().is_clean


def test_a_deleted_parent_that_draws_from_below_catches_up_when_it_is_back(house: House) -> None:
    above = house.objective("Lose nothing", draws_from=DrawsFrom.BOTH)
    actions.publish_objective(house.lead, above)
    child, (part,) = house.published({}, statement="Its child")
    actions.align(house.lead, child, objective_id=above)
    actions.delete_objective(house.lead, above)
    check_in(house.owner, part, value=70)
    assert verify().is_clean
    actions.restore_objective(house.lead, above)
    assert Objective.objects.get(pk=above).progress == pytest.approx(0.7)
    assert verify().is_clean


def test_a_hidden_parent_is_lost_in_silence(house: House) -> None:
    secret = house.objective("Secret", confidential=True, confidant_ids=[house.lead.pk])
    actions.publish_objective(house.lead, secret)
    child, _ = house.published({}, statement="Serves a secret")
    actions.align(house.lead, child, objective_id=secret)
    actions.delete_objective(house.lead, secret)
    assert losses(house, child) == [Loss.DELETED]
    assert lost_parents(hire(house.administrator, "Stefan Stranger"), child, TODAY) == ()


def test_an_objective_is_drafted_and_linked_together_or_not_at_all(house: House) -> None:
    above, (part,) = house.published({}, statement="Lose nothing")
    facts = {"team_id": house.team, "cycle_id": house.quarter.pk}
    child = actions.create_objective(house.lead, **facts, statement="For it", serves_key_result_id=part)
    served = actions.create_objective(house.lead, **facts, statement="Supports it", serves_objective_id=above)
    kinds = {one: Objective.objects.get(pk=one).serves.get().kind for one in (child, served)}
    assert kinds == {child: "explicit", served: "implicit"}
    before = Objective.objects.count()
    with pytest.raises(NotFound):
        actions.create_objective(house.lead, **facts, statement="Nothing", serves_key_result_id=999_999)
    with pytest.raises(Invalid):
        actions.create_objective(
            house.lead, **facts, statement="Two", serves_objective_id=above, serves_key_result_id=part
        )
    assert Objective.objects.count() == before
