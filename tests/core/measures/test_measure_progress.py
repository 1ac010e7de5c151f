"""R4-R8a and R10: how far a measure has moved."""

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from northing.core.cadence import Span
from northing.core.measures import (
    KIND_HELP,
    LARGEST,
    Kind,
    Measure,
    Reading,
    Stage,
    clamp,
    current_value,
    level_series,
    progress,
    progress_of_value,
    score_of_value,
    value_at,
)

Q4 = Span(date(2026, 9, 28), date(2026, 12, 27))
TODAY = date(2026, 11, 5)

numbers = st.floats(-LARGEST, LARGEST)
moderate = st.floats(-1e6, 1e6).map(lambda x: round(x, 3))
histories = st.lists(st.tuples(st.dates(date(2026, 9, 1), date(2027, 1, 31)), numbers), max_size=12).map(
    lambda values: sorted(values, key=lambda dated: dated[0])
)
any_measure = st.builds(
    Measure,
    kind=st.sampled_from(Kind),
    start=st.none() | numbers,
    target=st.none() | numbers,
    low=st.none() | numbers,
    high=st.none() | numbers,
    reading=st.sampled_from(Reading),
    level_03=st.none() | numbers,
    level_07=st.none() | numbers,
    stages=st.lists(st.builds(Stage, st.just("x"), st.floats(0, 1e6), st.booleans()), max_size=10).map(tuple),
    measured_how=st.sampled_from(["", "by the alarm log"]),
)


def at(value: float) -> list[tuple[date, float]]:
    return [(date(2026, 10, 30), value)]


def way(start: float, target: float) -> Measure:
    return Measure(Kind.INCREASE if target > start else Kind.DECREASE, start=start, target=target)


@pytest.mark.parametrize(
    ("start", "target", "value", "shown", "rolled_up"),
    [
        (100, 200, 150, 0.50, 0.50),
        (5, 2, 3.5, 0.50, 0.50),
        (0, 100, 125, 1.25, 1.00),
        (50, 100, 40, -0.20, 0.00),
        (47, 15, 41, 0.1875, 0.1875),
        (47, 20, 41, 6 / 27, 6 / 27),
        (34, 60, 44, 10 / 26, 10 / 26),
    ],
)
def test_the_check_values_of_the_method(
    start: float, target: float, value: float, shown: float, rolled_up: float
) -> None:
    found = progress(way(start, target), at(value), Q4, TODAY)
    assert found == pytest.approx(shown, abs=1e-12)
    assert clamp(found) == pytest.approx(rolled_up, abs=1e-12)


def test_without_a_value_a_start_or_a_target_there_is_no_progress() -> None:
    assert progress(way(47, 15), [], Q4, TODAY) is None
    assert progress(Measure(Kind.INCREASE, target=15), at(3), Q4, TODAY) is None
    assert progress(Measure(Kind.INCREASE, start=15), at(3), Q4, TODAY) is None
    assert progress(Measure(Kind.INCREASE, start=15, target=15), at(3), Q4, TODAY) is None


def test_what_was_not_known_on_the_day_does_not_count() -> None:
    history = [(date(2026, 10, 2), 45.0), (date(2026, 10, 30), 41.0)]
    assert progress(way(47, 15), history, Q4, date(2026, 10, 1)) is None
    assert progress(way(47, 15), history, Q4, date(2026, 10, 29)) == 2 / 32
    assert progress(way(47, 15), history, Q4, date(2026, 10, 30)) == 6 / 32


def test_increments_add_to_the_start() -> None:
    sales = Measure(Kind.INCREASE, start=10, target=110, reading=Reading.INCREMENTS)
    history = [(date(2026, 10, 2), 15.0), (date(2026, 10, 9), 5.0), (date(2026, 10, 16), -2.0)]
    assert current_value(sales, history) == 28
    assert progress(sales, history, Q4, TODAY) == pytest.approx(0.18)
    assert [level for _, level in level_series(sales, history)] == [25, 30, 28]


def test_a_level_is_its_last_value() -> None:
    history = [(date(2026, 10, 2), 15.0), (date(2026, 10, 9), 5.0)]
    assert current_value(way(10, 110), history) == 5
    assert level_series(way(10, 110), history) == tuple(history)
    assert current_value(way(10, 110), []) is None


@given(st.lists(numbers, min_size=1, max_size=40), numbers)
def test_running_totals_end_at_the_exact_sum_in_any_order(values: list[float], start: float) -> None:
    measure = Measure(Kind.INCREASE, start=start, target=1, reading=Reading.INCREMENTS)
    history = [(Q4.starts_on + timedelta(days=i), value) for i, value in enumerate(values)]
    series = level_series(measure, history)
    for count, (_, level) in enumerate(series, start=1):
        assert level == math.fsum([start, *values[:count]])
    assert series[-1][1] == current_value(measure, history)
    assert current_value(measure, list(reversed(history))) == current_value(measure, history)


def test_a_baseline_is_reached_by_a_value_and_how_it_was_measured() -> None:
    baseline = Measure(Kind.BASELINE)
    told = replace(baseline, measured_how="Survey of 120 pharmacists")
    assert progress(baseline, [], Q4, TODAY) == 0
    assert progress(baseline, at(18.4), Q4, TODAY) == 0
    assert progress(told, [], Q4, TODAY) == 0
    assert progress(told, at(18.4), Q4, TODAY) == 1
    assert progress(replace(told, measured_how="  "), at(18.4), Q4, TODAY) == 0


def test_a_milestone_is_the_weight_of_what_is_done() -> None:
    stages = (
        Stage("Written", done=True),
        Stage("Read", 2, done=True),
        Stage("Trained", 2),
        Stage("Used", 0, done=True),
    )
    assert progress(Measure(Kind.MILESTONE, stages=stages), [], Q4, TODAY) == 0.6
    assert progress(Measure(Kind.MILESTONE, stages=(Stage("Done or not"),)), at(1), Q4, TODAY) == 0
    assert progress(Measure(Kind.MILESTONE), [], Q4, TODAY) is None
    assert progress(Measure(Kind.MILESTONE, stages=(Stage("Nothing", 0, done=True),)), [], Q4, TODAY) is None


@pytest.mark.parametrize(
    ("value", "score"), [(0, 0.0), (40, 0.30), (60, 0.53), (75, 0.70), (90, 0.88), (100, 1.0), (-10, 0.0), (130, 1.0)]
)
def test_the_check_values_of_the_stretch_levels(value: float, score: float) -> None:
    measure = Measure(Kind.INCREASE, start=0, target=100, level_03=40, level_07=75)
    assert score_of_value(measure, value) == pytest.approx(score, abs=0.005)
    assert progress_of_value(measure, value) == pytest.approx(value / 100)


def test_the_scale_of_a_key_result_is_labelled_in_its_own_unit() -> None:
    alarm = way(47, 15)
    assert [value_at(alarm, tick) for tick in (0, 0.3, 0.7, 1.0)] == [47, pytest.approx(37.4), pytest.approx(24.6), 15]
    stretched = Measure(Kind.DECREASE, start=47, target=15, level_03=40, level_07=22)
    assert [value_at(stretched, tick) for tick in (0, 0.3, 0.7, 1.0)] == [47, 40, 22, 15]


def test_only_a_way_from_start_to_target_has_a_scale() -> None:
    for kind in (Kind.RANGE, Kind.BASELINE, Kind.MILESTONE):
        measure = Measure(kind, start=0, target=10, low=1, high=2)
        assert progress_of_value(measure, 5) is None
        assert score_of_value(measure, 5) is None
        assert value_at(measure, 0.5) is None


@given(moderate, moderate, moderate, moderate, moderate)
def test_progress_grows_towards_the_target_whichever_way_it_lies(
    start: float, target: float, one: float, other: float, shift: float
) -> None:
    assume(abs(start - target) > 1)
    measure = way(start, target)
    nearer, farther = sorted((one, other), key=lambda value: value * (1 if target > start else -1), reverse=True)
    ahead, behind = progress_of_value(measure, nearer), progress_of_value(measure, farther)
    assert ahead is not None
    assert behind is not None
    assert ahead >= behind
    assert progress_of_value(measure, target) == 1
    assert progress_of_value(measure, start) == 0
    moved = progress_of_value(way(start + shift, target + shift), one + shift)
    assert moved == pytest.approx(progress_of_value(measure, one), rel=1e-6, abs=1e-6)


@given(st.lists(st.integers(-10_000, 10_000), min_size=4, max_size=4, unique=True), st.floats(0, 1), st.booleans())
def test_a_value_and_its_score_find_each_other(points: list[int], score: float, rising: bool) -> None:
    start, low, high, target = sorted(map(float, points), reverse=not rising)
    kind = Kind.INCREASE if rising else Kind.DECREASE
    for measure in (
        Measure(kind, start=start, target=target, level_03=low, level_07=high),
        Measure(kind, start=start, target=target),
    ):
        value = value_at(measure, score)
        assert value is not None
        assert score_of_value(measure, value) == pytest.approx(score, abs=1e-9)
        assert min(start, target) <= value <= max(start, target)


@given(any_measure, histories, st.dates(date(2026, 8, 1), date(2027, 3, 1)))
def test_progress_is_a_number_or_none_whatever_the_definition(
    measure: Measure, history: list[tuple[date, float]], through: date
) -> None:
    found = progress(measure, history, Q4, through)
    assert found is None or (math.isfinite(found) and abs(found) <= LARGEST)
    if measure.kind in (Kind.RANGE, Kind.BASELINE, Kind.MILESTONE) and found is not None:
        assert 0 <= found <= 1
    for share in (score_of_value(measure, 3.0), value_at(measure, 0.4), value_at(measure, -3), value_at(measure, 3)):
        assert share is None or math.isfinite(share)


@given(any_measure, histories, st.dates(date(2026, 8, 1), date(2027, 3, 1)))
def test_as_of_a_day_is_what_was_said_on_that_day(
    measure: Measure, history: list[tuple[date, float]], through: date
) -> None:
    known = [(day, value) for day, value in history if day <= through]
    assert progress(measure, history, Q4, through) == progress(measure, known, Q4, through)


def test_every_kind_is_explained_by_an_example() -> None:
    assert set(KIND_HELP) == set(Kind)
    assert all(told.label and told.when.endswith(".") and len(told.example.split()) > 4 for told in KIND_HELP.values())
