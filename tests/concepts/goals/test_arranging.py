"""Weights and order of an objective's key results: set together, all of them or none, and never over somebody else."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from northing.activity.models import Subject, Verb
from northing.activity.queries import events_for
from northing.checkins.actions import check_in
from northing.goals.actions import (
    add_key_result,
    arrange_key_results,
    delete_key_result,
    edit_key_result,
    edit_objective,
    move_key_result,
)
from northing.goals.models import KeyResult, Objective
from northing.kit import clock
from northing.kit.errors import Conflict, Invalid, NotFound, Refused
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import at_once, hire

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened


def arranged(objective: int) -> list[tuple[int, float]]:
    there = KeyResult.objects.filter(objective_id=objective, deleted_at=None).order_by("position", "id")
    return list(there.values_list("pk", "weight"))


def version_of(objective: int) -> int:
    return Objective.objects.values_list("version", flat=True).get(pk=objective)


def test_weights_and_order_are_set_together_and_told_once(house: House) -> None:
    number, (one, two, three) = house.published({"text": "A"}, {"text": "B"}, {"text": "C"})
    check_in(house.owner, two, value=60)
    before = version_of(number)
    after = arrange_key_results(
        house.lead, number, version=before, weights={one: 1.0, two: 2.0, three: 0.0}, order=[three, one, two]
    )
    assert arranged(number) == [(three, 0.0), (one, 1.0), (two, 2.0)]
    assert after == before + 1 == version_of(number)
    assert Objective.objects.get(pk=number).progress == pytest.approx(0.4)  # 2 x 0.6 of 3
    told = events_for(Subject.OBJECTIVE, number)[0]
    assert told.verb is Verb.WEIGHED
    assert told.details == {"weights": {str(two): [1.0, 2.0], str(three): [1.0, 0.0]}, "order": [three, one, two]}
    assert len([event for event in events_for(Subject.OBJECTIVE, number) if event.verb is Verb.WEIGHED]) == 1


def test_only_another_order_moves_no_number(house: House) -> None:
    number, (one, two) = house.published({"text": "A"}, {"text": "B"})
    arrange_key_results(house.lead, number, version=version_of(number), weights={one: 1.0, two: 1.0}, order=[two, one])
    told = events_for(Subject.OBJECTIVE, number)[0]
    assert (told.verb, told.details) == (Verb.MOVED, {"order": [two, one]})


def test_what_is_as_before_is_no_news(house: House) -> None:
    number, (one, two) = house.published({"text": "A"}, {"text": "B"})
    before = version_of(number)
    said = events_for(Subject.OBJECTIVE, number)
    assert arrange_key_results(house.lead, number, version=before, weights={one: 1, two: 1}, order=[one, two]) == before
    assert events_for(Subject.OBJECTIVE, number) == said


@pytest.mark.parametrize("meanwhile", ["words", "weight", "arranged", "added", "deleted", "moved away"])
def test_whoever_comes_second_learns_what_is_there_now(house: House, meanwhile: str) -> None:
    number, (one, two) = house.published({"text": "A"}, {"text": "B"})
    seen = version_of(number)
    match meanwhile:
        case "words":
            edit_objective(house.lead, number, version=seen, why="Goods were lost")
        case "weight":
            edit_key_result(house.lead, one, version=1, weight=3.0)
        case "arranged":
            arrange_key_results(house.lead, number, version=seen, weights={one: 3.0, two: 1.0}, order=[one, two])
        case "added":
            add_key_result(house.lead, number, text="C", kind="increase", start=0, target=1)  # type: ignore[arg-type]
        case "deleted":
            delete_key_result(house.lead, two)
        case _:
            elsewhere, _ = house.published(statement="Elsewhere")
            move_key_result(house.lead, two, objective_id=elsewhere)
    there = arranged(number)
    with pytest.raises(Conflict) as second:
        arrange_key_results(house.lead, number, version=seen, weights={one: 5.0, two: 6.0}, order=[two, one])
    assert second.value.current == {
        "weights": dict(there), "order": [pk for pk, _ in there], "version": version_of(number),
    }  # fmt: skip
    assert arranged(number) == there


@pytest.mark.parametrize("weight", [-0.1, 1000.5, float("nan"), float("inf")])
def test_one_wrong_weight_and_nothing_is_changed(house: House, weight: float) -> None:
    number, (one, two) = house.published({"text": "A"}, {"text": "B"})
    with pytest.raises(Invalid) as wrong:
        arrange_key_results(
            house.lead, number, version=version_of(number), weights={one: 2.0, two: weight}, order=[two, one]
        )
    assert set(wrong.value.errors) == {f"weight_{two}"}
    assert arranged(number) == [(one, 1.0), (two, 1.0)]


def test_a_key_result_of_another_objective_is_not_found(house: House) -> None:
    number, (one,) = house.published({"text": "A"})
    other, (foreign,) = house.published({"text": "Not yours"}, statement="Other")
    for weights, order in (({one: 2.0, foreign: 9.0}, [one, foreign]), ({one: 2.0}, [one, foreign])):
        with pytest.raises(NotFound):
            arrange_key_results(house.lead, number, version=version_of(number), weights=weights, order=order)
    assert arranged(number) == [(one, 1.0)]
    assert arranged(other) == [(foreign, 1.0)]


@pytest.mark.parametrize("order", [[], [0], [0, 0], [0, 1, 1]])
def test_an_order_that_is_none_is_not_taken(house: House, order: list[int]) -> None:
    number, numbers = house.published({"text": "A"}, {"text": "B"})
    with pytest.raises(Conflict):
        arrange_key_results(
            house.lead,
            number,
            version=version_of(number),
            weights=dict.fromkeys(numbers, 2.0),
            order=[numbers[place] for place in order],
        )
    assert [weight for _, weight in arranged(number)] == [1.0, 1.0]


def test_only_those_who_may(house: House) -> None:
    number, (one,) = house.published({"text": "A"})
    secret, (hidden,) = house.published({"text": "S"}, confidential=True, statement="Secret")
    stranger = hire(house.administrator, "Sven Stranger")
    with pytest.raises(Refused):
        arrange_key_results(stranger, number, version=version_of(number), weights={one: 2.0}, order=[one])
    with pytest.raises(NotFound):
        arrange_key_results(stranger, secret, version=version_of(secret), weights={hidden: 2.0}, order=[hidden])
    champion = hire(house.administrator, "Chiara Champion")
    champion.is_champion = True
    champion.save(update_fields=["is_champion"])
    arrange_key_results(champion, number, version=version_of(number), weights={one: 2.0}, order=[one])
    assert events_for(Subject.OBJECTIVE, number)[0].on_behalf


def test_it_asks_the_database_as_often_for_three_as_for_thirty(house: House) -> None:
    def cost(count: int) -> int:
        number, numbers = house.published(*({"text": f"KR {n}"} for n in range(count)), statement=f"With {count}")
        weights, order = dict.fromkeys(numbers, 2.0), numbers[::-1]
        with CaptureQueriesContext(connection) as asked:
            arrange_key_results(house.lead, number, version=version_of(number), weights=weights, order=order)
        return len(asked)

    assert cost(3) == cost(30)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_first_and_the_other_sees_it(house: House) -> None:
    number, (one, two) = house.published({"text": "A"}, {"text": "B"})
    seen = version_of(number)

    def arrange(weight: float) -> Any:
        with clock.frozen(MIDDLE):
            return arrange_key_results(
                house.lead, number, version=seen, weights={one: weight, two: weight}, order=[two, one]
            )

    answers = at_once(lambda: arrange(2.0), lambda: arrange(3.0))
    first = next(answer for answer in answers if not isinstance(answer, Conflict))
    second = next(answer for answer in answers if isinstance(answer, Conflict))
    assert first == seen + 1
    weight = arranged(number)[0][1]
    assert arranged(number) == [(two, weight), (one, weight)]
    assert second.current["weights"] == {one: weight, two: weight}  # type: ignore[index]
