"""The end of an objective: scores beside what the numbers propose, their reasons, and what was learned (R2, R37)."""

from collections.abc import Iterator

import pytest

from northing.accounts.queries import today
from northing.activity.models import Subject, Verb
from northing.activity.queries import events_for
from northing.checkins.actions import check_in
from northing.goals.actions import close_objective, reopen_objective
from northing.goals.models import KeyResult, Objective
from northing.goals.queries.objective import State, objective
from northing.kit.errors import Invalid, NotFound, Refused
from tests.concepts.goals.house import House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened


def test_a_hard_way_may_deserve_more_and_says_why(house: House) -> None:
    number, (one, two) = house.published({"text": "A", "weight": 3.0}, {"text": "B"})
    check_in(house.owner, one, value=70)
    check_in(house.owner, two, value=50)
    close_objective(
        house.lead,
        number,
        key_result_scores={one: 0.9, two: 0.5},
        reasons={one: "Two carriers went bankrupt, and we still got there."},
        learned="Carriers need a second source.\nAsk in the first week.",
    )
    page = objective(house.lead, number, today())
    assert page.objective.score == pytest.approx(0.8)  # (3 x 0.9 + 0.5) / 4
    assert page.objective.progress == pytest.approx(0.65)
    assert [row.score for row in page.key_results] == [0.9, 0.5]
    assert [row.progress for row in page.key_results] == [0.7, 0.5]
    assert page.reasons == {one: "Two carriers went bankrupt, and we still got there."}
    assert page.learned == "Carriers need a second source.\nAsk in the first week."
    told = events_for(Subject.OBJECTIVE, number)[0]
    assert told.verb is Verb.CLOSED
    assert told.details["key_results"] == {str(one): 0.9, str(two): 0.5}


def test_another_score_without_a_reason_is_asked_about_and_nothing_is_kept(house: House) -> None:
    number, (one, two, three) = house.published({"text": "A"}, {"text": "B"}, {"text": "C"})
    check_in(house.owner, one, value=53)
    check_in(house.owner, two, value=50)
    with pytest.raises(Invalid) as asked:
        close_objective(house.lead, number, key_result_scores={one: 0.5, two: 0.6, three: 0.1}, reasons={two: "  "})
    assert asked.value.errors == {
        f"reason_{two}": ["The numbers propose 0.5. Say why it is another one; everybody can read it."],
        f"reason_{three}": ["The numbers propose no score. Say what this one rests on; everybody can read it."],
    }
    assert Objective.objects.get(pk=number).state == State.PUBLISHED.value
    assert not KeyResult.objects.exclude(score=None).exists()


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan"), float("inf")])
def test_a_score_lies_between_0_and_1(house: House, score: float) -> None:
    number, (one,) = house.published({})
    with pytest.raises(Invalid) as wrong:
        close_objective(house.lead, number, key_result_scores={one: score})
    assert set(wrong.value.errors) == {f"score_{one}"}
    with pytest.raises(Invalid) as wrong:
        close_objective(house.lead, number, score=score)
    assert set(wrong.value.errors) == {"score"}


def test_texts_have_a_length(house: House) -> None:
    number, (one,) = house.published({})
    with pytest.raises(Invalid) as wrong:
        close_objective(house.lead, number, key_result_scores={one: 0.5}, reasons={one: "x" * 4001}, learned="y" * 4001)
    assert set(wrong.value.errors) == {f"reason_{one}", "learned"}


def test_what_nobody_measured_may_stay_without_a_score(house: House) -> None:
    number, (one, two) = house.published({"text": "A"}, {"text": "B"})
    check_in(house.owner, one, value=80)
    close_objective(house.lead, number, key_result_scores={one: 0.8, two: None})
    page = objective(house.lead, number, today())
    assert page.objective.score == 0.8
    assert [row.score for row in page.key_results] == [0.8, None]


def test_a_key_result_of_another_objective_is_not_found(house: House) -> None:
    number, _ = house.published({})
    _, (foreign,) = house.published({}, statement="Other")
    with pytest.raises(NotFound):
        close_objective(house.lead, number, key_result_scores={foreign: 0.5}, reasons={foreign: "Mine"})
    assert KeyResult.objects.get(pk=foreign).score is None


def test_the_second_to_close_is_refused(house: House) -> None:
    number, (one,) = house.published({})
    check_in(house.owner, one, value=50)
    close_objective(house.lead, number, key_result_scores={one: 0.5}, learned="First")
    with pytest.raises(Refused):
        close_objective(house.lead, number, key_result_scores={one: 0.5}, learned="Second")
    assert objective(house.lead, number, today()).learned == "First"


def test_who_may_not_close_says_nothing_about_it(house: House) -> None:
    number, (one,) = house.published({})
    with pytest.raises(Refused):
        close_objective(hire(house.administrator, "Sven Stranger"), number, key_result_scores={one: 0.5})


def test_opened_again_what_was_said_waits_for_the_next_end(house: House) -> None:
    number, (one,) = house.published({})
    check_in(house.owner, one, value=50)
    close_objective(house.lead, number, key_result_scores={one: 0.9}, reasons={one: "Hard"}, learned="Much")
    reopen_objective(house.lead, number)
    check_in(house.owner, one, value=90)
    close_objective(house.lead, number, score=0.7)
    page = objective(house.lead, number, today())
    assert (page.objective.score, page.learned, page.reasons) == (0.7, "Much", {one: "Hard"})
