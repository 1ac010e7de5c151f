"""Check-ins, corrections and withdrawals: what is refused, what counts, and who may (R31, R34, R52)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from northing.checkins.actions import check_in, correct_check_in, withdraw_check_in
from northing.checkins.queries import discipline_of, due_count, history, own_key_results
from northing.core.measures import Kind
from northing.cycles.actions import close_cycle
from northing.goals.actions import (
    add_key_result,
    close_objective,
    delete_key_result,
    publish_objective,
    restore_key_result,
)
from northing.goals.models import Contributor, KeyResult
from northing.insights.verification import verify
from northing.kit import clock, errors
from tests.concepts.goals.house import House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 5)


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as house:
        yield house
        assert verify().is_clean


def test_a_correction_is_corrected_by_correcting_the_newest(house: House) -> None:
    _, (one,) = house.published({})
    first = check_in(house.owner, one, value=10)
    second = correct_check_in(house.owner, first.checkin_id, value=20)
    third = correct_check_in(house.owner, second.checkin_id, value=30, on=date(2026, 11, 2))
    assert KeyResult.objects.get(pk=one).value == 30
    assert {entry.id: entry.superseded_by_id for entry in history(house.owner, one)} == {
        first.checkin_id: second.checkin_id,
        second.checkin_id: third.checkin_id,
        third.checkin_id: None,
    }
    with pytest.raises(errors.Invalid, match="corrected already"):
        withdraw_check_in(house.owner, first.checkin_id)


def test_a_withdrawn_correction_leaves_nothing_in_its_place(house: House) -> None:
    _, (one,) = house.published({})
    first = check_in(house.owner, one, value=10)
    second = correct_check_in(house.owner, first.checkin_id, value=20)
    withdraw_check_in(house.owner, second.checkin_id)
    assert KeyResult.objects.get(pk=one).value is None


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"value": float("inf")}, "value"),
        ({"value": 1.0, "on": date(2026, 11, 6)}, "on"),
        ({"value": 1.0, "confidence": 11}, "confidence"),
        ({"value": 1.0, "note": "x" * 4001}, "note"),
        ({"stage_ids": [1]}, "stage_ids"),
        ({}, "value"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_leaves_nothing(
    house: House, said: dict[str, object], field: str
) -> None:
    _, (one,) = house.published({})
    with pytest.raises(errors.Invalid) as refused:
        check_in(house.owner, one, **said)  # type: ignore[arg-type]
    assert field in refused.value.errors
    assert history(house.owner, one) == []


def test_the_owner_and_those_who_help_check_in_and_others_do_not(house: House) -> None:
    _, (one, other) = house.published({}, {})
    helper, stranger = hire(house.administrator, "Ida Helper"), hire(house.administrator, "Stig Stranger")
    Contributor.objects.create(key_result_id=one, person=helper)
    check_in(helper, one, value=5)
    with pytest.raises(errors.Refused):
        check_in(helper, other, value=5)
    with pytest.raises(errors.Refused, match="Only the owner"):
        check_in(stranger, one, value=5)


def test_what_is_closed_takes_no_more(house: House) -> None:
    objective, (one,) = house.published({})
    close_objective(house.lead, objective)
    with pytest.raises(errors.Refused, match="closed"):
        check_in(house.owner, one, value=5)


def test_a_withdrawn_check_in_was_not_a_report(house: House) -> None:
    _, (one,) = house.published({})
    with clock.frozen(datetime(2026, 11, 20, 9, tzinfo=UTC)):
        done = check_in(house.owner, one, value=5, on=date(2026, 11, 11))
        told = discipline_of(house.team, date(2026, 11, 20))
        assert told is not None
        assert told.done == 1
        withdraw_check_in(house.owner, done.checkin_id)
        told = discipline_of(house.team, date(2026, 11, 20))
        assert told is not None
        assert told.done == 0


def test_a_closed_cycle_asks_for_nothing(house: House) -> None:
    house.published({})
    with clock.frozen(datetime(2026, 11, 12, 9, tzinfo=UTC)):
        assert due_count(house.owner, date(2026, 11, 12)) == 1
        close_cycle(house.administrator, house.quarter.pk)
        assert due_count(house.owner, date(2026, 11, 12)) == 0
        assert own_key_results(house.owner, date(2026, 11, 12)) == []


def test_what_comes_back_after_publication_is_held_to_what_was_agreed(house: House) -> None:
    objective = house.objective()
    house.key_result(objective)
    unfinished = add_key_result(house.lead, objective, text="Not measured yet", kind=Kind.INCREASE, target=5.0)
    finished = house.key_result(objective, text="Finished")
    for number in (unfinished, finished):
        delete_key_result(house.lead, number)
    publish_objective(house.lead, objective)
    with pytest.raises(errors.Invalid):
        restore_key_result(house.lead, unfinished)
    restore_key_result(house.lead, finished)
    assert KeyResult.objects.get(pk=finished).first_target == 100.0
    assert KeyResult.objects.get(pk=finished).published_at is not None
