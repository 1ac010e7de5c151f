"""What is wrong with a definition, and what the sentence says about it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.measures import GERMAN, LARGEST, Kind, Measure, Reading, Stage, problems, score_of_value

FINE = [
    Measure(Kind.INCREASE, start=34, target=60, unit="%"),
    Measure(Kind.DECREASE, start=47, target=15, unit="min"),
    Measure(Kind.INCREASE, start=0, target=100, level_03=40, level_07=75, reading=Reading.INCREMENTS),
    Measure(Kind.DECREASE, start=47, target=15, level_03=40, level_07=22),
    Measure(Kind.INCREASE, start=-10, target=0),
    Measure(Kind.RANGE, low=92, high=97),
    Measure(Kind.RANGE, low=92),
    Measure(Kind.RANGE, high=0),
    Measure(Kind.RANGE, low=0, high=0),
    Measure(Kind.BASELINE),
    Measure(Kind.MILESTONE, stages=(Stage("Written"), Stage("Read", 0))),
]


@pytest.mark.parametrize("measure", FINE)
def test_good_definitions_have_none(measure: Measure) -> None:
    assert problems(measure) == []
    assert problems(measure, publishing=True) == []


def test_a_draft_may_lack_its_start_and_a_published_one_may_not() -> None:
    draft = Measure(Kind.INCREASE, target=60)
    assert problems(draft) == []
    (problem,) = problems(draft, publishing=True)
    assert problem.field == "start"
    assert "baseline" in problem.message


@pytest.mark.parametrize(
    ("measure", "field", "says"),
    [
        (Measure(Kind.DECREASE, start=47, target=51), "target", "above the start of 47. Did you mean 15?"),
        (Measure(Kind.INCREASE, start=60, target=34), "target", "Is less better"),
        (Measure(Kind.DECREASE, start=5, target=8), "target", "Is more better"),
        (Measure(Kind.INCREASE, start=5, target=5), "target", "same as the start, 5"),
        (Measure(Kind.INCREASE, start=5), "target", "Where should it get to?"),
        (Measure(Kind.INCREASE, start=0, target=100, level_03=40), "level_07", "0.7 as well"),
        (Measure(Kind.INCREASE, start=0, target=100, level_07=40), "level_03", "0.3 as well"),
        (Measure(Kind.INCREASE, start=0, target=100, level_03=75, level_07=40), "level_07", "0 → 75 → 40 → 100"),
        (Measure(Kind.INCREASE, start=0, target=100, level_03=-1, level_07=40), "level_03", "must rise"),
        (Measure(Kind.DECREASE, start=100, target=0, level_03=30, level_07=30), "level_07", "must fall"),
        (Measure(Kind.INCREASE, start=0, target=100, level_03=40, level_07=100), "level_07", "must rise"),
        (Measure(Kind.INCREASE, target=100, level_03=40, level_07=30), "level_07", "… → 40 → 30 → 100"),
        (Measure(Kind.RANGE), "low", "One of the two may stay open"),
        (Measure(Kind.RANGE, low=5, high=3), "high", "3 is below the lower bound of 5"),
        (Measure(Kind.RANGE, low=5, reading=Reading.INCREMENTS), "reading", "current value"),
        (Measure(Kind.BASELINE, reading=Reading.INCREMENTS), "reading", "current value"),
        (Measure(Kind.MILESTONE), "stages", "at least one stage"),
        (Measure(Kind.MILESTONE, stages=(Stage("x"),) * 11), "stages", "11 stages are a plan"),
        (Measure(Kind.MILESTONE, stages=(Stage(" "),)), "stages", "Stage 1 has no name"),
        (Measure(Kind.MILESTONE, stages=(Stage("a"), Stage("b", -1))), "stages", "weight of stage 2"),
        (Measure(Kind.MILESTONE, stages=(Stage("a"), Stage("b", math.nan))), "stages", "weight of stage 2"),
        (Measure(Kind.MILESTONE, stages=(Stage("a", 0),)), "stages", "none of them counts"),
        (Measure(Kind.INCREASE, start=math.nan, target=3), "start", "not a number"),
        (Measure(Kind.INCREASE, start=3, target=math.inf), "target", "not a number"),
        (Measure(Kind.INCREASE, start=3, target=1.1e15), "target", "too large"),
        (Measure(Kind.RANGE, low=-math.inf), "low", "not a number"),
        (Measure(Kind.BASELINE, unit="x" * 41), "unit", "up to 40"),
        (Measure(Kind.BASELINE, unit="a\nb"), "unit", "one line"),
    ],
)
def test_each_names_its_field_and_how_to_mend_it(measure: Measure, field: str, says: str) -> None:
    found = problems(measure)
    assert [problem.field for problem in found] == [field]
    assert says in found[0].message


def test_figures_that_changed_places_are_only_suggested_when_they_help() -> None:
    (problem,) = problems(Measure(Kind.DECREASE, start=47, target=88))
    assert "Did you mean" not in problem.message
    (problem,) = problems(Measure(Kind.INCREASE, start=200, target=123))
    assert "Did you mean 213?" in problem.message


def test_numbers_in_the_sentence_are_written_for_the_reader() -> None:
    (problem,) = problems(Measure(Kind.DECREASE, start=1234.5, target=2000000), style=GERMAN)
    assert "2.000.000 is above the start of 1.234,5" in problem.message


def test_what_another_kind_uses_is_ignored() -> None:
    assert problems(Measure(Kind.RANGE, low=1, start=math.nan, level_03=5)) == []
    assert problems(Measure(Kind.MILESTONE, stages=(Stage("a"),), target=math.inf)) == []


anything = st.none() | st.floats()


@given(st.sampled_from(Kind), anything, anything, anything, anything, anything, anything, st.booleans())
def test_total_and_a_definition_without_problems_can_be_scored(
    kind: Kind,
    start: float | None,
    target: float | None,
    low: float | None,
    high: float | None,
    level_03: float | None,
    level_07: float | None,
    publishing: bool,
) -> None:
    measure = Measure(kind, start, target, low, high, level_03=level_03, level_07=level_07)
    found = problems(measure, publishing)
    assert all(problem.message and hasattr(measure, problem.field) for problem in found)
    if not found and kind.has_direction and start is not None and target is not None:
        assert abs(target) <= LARGEST
        assert score_of_value(measure, start) == 0
        assert score_of_value(measure, target) == 1
