"""Carrying forward (R39): one by one, with a reason, and the age stays visible."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from northing.accounts.actions import disable_person
from northing.activity.models import Subject, Verb
from northing.activity.queries import events_for
from northing.checkins.actions import check_in
from northing.core.cadence import Level
from northing.core.measures import Kind
from northing.cycles.actions import create_cycle
from northing.goals.actions import (
    carry_forward,
    close_objective,
    create_objective,
    delete_objective,
    publish_objective,
)
from northing.goals.models import KeyResult, Objective
from northing.goals.queries.carrying import candidates, carried
from northing.insights.verification import verify
from northing.kit import clock
from northing.kit.errors import Invalid, NotFound, Refused
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import at_once, hire

pytestmark = pytest.mark.django_db
TODAY = MIDDLE.date()
BECAUSE = "Every warm crate still costs a pharmacy its stock."


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened


def quarter(house: House, year: int, number: int) -> int:
    first = datetime(year, 3 * number - 2, 1, tzinfo=UTC).date()
    last = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}[number]
    row = create_cycle(
        house.administrator, name=f"Q{number} {year}", level=Level.QUARTERLY, starts_on=first,
        ends_on=first.replace(month=last[0], day=last[1]),
    )  # fmt: skip
    return int(row.id)


def ended(house: House) -> tuple[int, list[int]]:
    """An objective of this quarter with a level that came halfway, one that came through, and a milestone half done."""
    objective, parts = house.published(
        {"text": "Raise the share from 0 to 100", "level_03": 30.0, "level_07": 70.0},
        {"text": "Cut the time from 40 to 10", "kind": Kind.DECREASE, "start": 40.0, "target": 10.0},
        {"text": "Move the desk", "kind": Kind.MILESTONE, "stages": [{"label": "Plan"}, {"label": "Move"}]},
    )
    stage = KeyResult.objects.get(pk=parts[2]).stages.order_by("position")[0]
    check_in(house.owner, parts[0], value=45, confidence=5)
    check_in(house.owner, parts[1], value=8)
    check_in(house.owner, parts[2], stage_ids=[stage.pk])
    return objective, parts


def carry(house: House, objective: int, cycle: int, parts: Any = (), **given: Any) -> int:
    facts = {"cycle_id": cycle, "because": BECAUSE, "key_result_ids": parts, **given}
    return carry_forward(house.lead, objective, **facts)


def rows(objective: int) -> list[KeyResult]:
    return list(KeyResult.objects.filter(objective_id=objective, deleted_at=None).order_by("position"))


def test_it_becomes_a_draft_whose_key_results_start_where_they_ended(house: House) -> None:
    later = quarter(house, 2027, 1)
    objective, (share, time, desk) = ended(house)
    close_objective(house.lead, objective, learned="Nights are the problem.")
    new = Objective.objects.get(pk=carry(house, objective, later, [share, desk]))
    assert (new.state, new.cycle_id, new.team_id, new.lead_id) == ("draft", later, house.team, house.lead.pk)
    assert (new.carried_from_id, new.carried_because) == (objective, BECAUSE)
    first, second = rows(new.pk)
    assert (first.origin_id, first.start, first.target, first.level_03, first.value) == (share, 45.0, 100.0, None, None)
    assert first.owner_id == house.owner.pk
    assert [stage.label for stage in second.stages.all()] == ["Move"], "what is done is not done again"
    old = Objective.objects.get(pk=objective)
    assert (old.state, old.learned) == ("closed", "Nights are the problem.")
    [event] = [one for one in events_for(Subject.OBJECTIVE, new.pk) if one.verb == Verb.CARRIED_FORWARD.value]
    assert (event.details["objective"], event.details["reason"]) == (objective, BECAUSE)
    assert verify().is_clean


def test_a_target_that_was_reached_is_asked_for_anew(house: House) -> None:
    later = quarter(house, 2027, 1)
    objective, (_share, time, _desk) = ended(house)
    with pytest.raises(Invalid) as wrong:
        carry(house, objective, later, [time])
    assert set(wrong.value.errors) == {f"target_{time}"}
    assert not Objective.objects.filter(carried_from_id=objective).exists()
    [only] = rows(carry(house, objective, later, [time], targets={time: 5.0}))
    assert (only.start, only.target) == (8.0, 5.0)


@pytest.mark.parametrize("because", ["", "  ", "It wasn't finished", "Noch nicht geschafft."])
def test_that_it_was_not_finished_is_no_reason(house: House, because: str) -> None:
    objective, _ = ended(house)
    with pytest.raises(Invalid) as wrong:
        carry(house, objective, quarter(house, 2027, 1), because=because)
    assert set(wrong.value.errors) == {"because"}
    assert "gained" in str(wrong.value.errors["because"])


def test_only_forward_only_once_and_only_what_was_published(house: House) -> None:
    later = quarter(house, 2027, 1)
    objective, parts = ended(house)
    with pytest.raises(Invalid) as same:
        carry(house, objective, house.quarter.pk)
    assert set(same.value.errors) == {"cycle_id"}
    first = carry(house, objective, later, key="k")
    assert carry(house, objective, later, key="k") == first
    with pytest.raises(Invalid) as twice:
        carry(house, objective, later)
    assert "already" in str(twice.value.errors["cycle_id"])
    delete_objective(house.lead, first)
    assert carry(house, objective, later) != first
    with pytest.raises(Invalid) as draft:
        carry(house, house.objective("Still a draft"), later)
    assert set(draft.value.errors) == {""}
    _other, foreign = house.published({"text": "Elsewhere"}, statement="Another")
    far = quarter(house, 2027, 2)
    with pytest.raises(NotFound):
        carry(house, objective, far, foreign)


def test_who_is_gone_owns_nothing_and_strangers_carry_nothing(house: House) -> None:
    later = quarter(house, 2027, 1)
    objective, parts = ended(house)
    with pytest.raises(Refused):
        carry_forward(
            hire(house.administrator, "Stefan Stranger"), objective, cycle_id=later, because=BECAUSE, key_result_ids=[]
        )
    disable_person(house.administrator, house.owner.pk)
    [only] = rows(carry(house, objective, later, parts[:1]))
    assert only.owner_id is None


def test_an_individual_okr_is_carried_by_its_own_person(house: House) -> None:
    later = quarter(house, 2027, 1)
    own = create_objective(
        house.owner,
        team_id=house.team,
        cycle_id=house.quarter.pk,
        statement="Learn to lead",
        individual_id=house.owner.pk,
    )
    publish_objective(house.owner, own)
    with pytest.raises(Refused):
        carry(house, own, later)
    new = carry_forward(house.owner, own, cycle_id=later, because=BECAUSE, key_result_ids=[])
    assert Objective.objects.get(pk=new).individual_id == house.owner.pk


def test_its_age_is_the_length_of_the_chain(house: House) -> None:
    first, second = quarter(house, 2027, 1), quarter(house, 2027, 2)
    objective, _ = ended(house)
    once = carry(house, objective, first)
    publish_objective(house.lead, once)
    twice = carry(house, once, second, because="The pharmacies still wait.")
    shown = carried(house.lead, twice, TODAY)
    assert shown is not None
    assert shown.source is not None
    assert (shown.age.cycles, shown.age.times, shown.age.since.id) == (3, 2, house.quarter.pk)
    assert (shown.because, shown.source.id) == ("The pharmacies still wait.", once)
    onward = carried(house.lead, objective, TODAY)
    assert onward is not None
    assert [row.id for row in onward.on] == [once]
    unseen = carried(hire(house.administrator, "Stefan Stranger"), once, TODAY)
    assert unseen is not None
    assert unseen.on == (), "the draft is not for a stranger"
    assert carried(house.lead, house.objective("Fresh"), TODAY) is None


def test_the_candidates_are_what_did_not_land_oldest_first(house: House, django_assert_max_num_queries: Any) -> None:
    first, second = quarter(house, 2027, 1), quarter(house, 2027, 2)
    objective, _ = ended(house)
    reached, _ = house.published({"text": "Done"}, statement="Reached")
    close_objective(house.lead, reached, score=1.0)
    house.objective("A draft")
    shown = candidates(house.lead, house.team, first, TODAY)
    assert [(one.objective.id, one.age.cycles, one.carried) for one in shown] == [(objective, 1, False)]
    with clock.frozen(datetime(2027, 1, 5, 9, tzinfo=UTC)):
        old = carry(house, objective, first)
        publish_objective(house.lead, old)
        fresh, _ = house.published({"text": "New"}, statement="Fresh in Q1", cycle_id=first)
        close_objective(house.lead, old, score=0.4, learned="Ask the drivers.")
    with django_assert_max_num_queries(8):
        shown = candidates(house.lead, house.team, second, TODAY)
    assert [(one.objective.id, one.age.cycles) for one in shown] == [(old, 2), (fresh, 1)]
    assert (shown[0].score, shown[0].learned, shown[0].carried) == (0.4, "Ask the drivers.", False)
    again = candidates(house.lead, house.team, first, TODAY)
    assert [(one.carried, one.carried_to) for one in again if one.objective.id == objective] == [(True, old)]
    assert candidates(house.lead, house.team, house.quarter.pk, TODAY) == []


@pytest.mark.django_db(transaction=True)
def test_two_who_carry_it_at_once_carry_it_once(house: House) -> None:
    later = quarter(house, 2027, 1)
    objective, _ = house.published({"text": "A"})
    answers = at_once(lambda: carry(house, objective, later), lambda: carry(house, objective, later))
    assert sum(isinstance(answer, Invalid) for answer in answers) == 1, answers
    assert Objective.objects.filter(carried_from_id=objective).count() == 1
