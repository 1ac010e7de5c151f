"""R3a: progress against what the calendar expects."""

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.cadence import Span
from northing.core.measures import Kind, Measure, progress
from northing.core.scoring import (
    Band,
    Commitment,
    band,
    expected_progress,
    landing,
    pace,
    pace_thresholds,
    plan_problems,
    plan_share,
    progress_thresholds,
)

Q4 = Span(date(2026, 9, 28), date(2026, 12, 27))
TODAY = date(2026, 11, 5)
ALARM = Measure(Kind.DECREASE, start=47, target=15, unit="min")

days_around = st.dates(date(2026, 8, 1), date(2027, 2, 1))
days_inside = st.dates(Q4.starts_on, Q4.ends_on)
plans = st.lists(st.tuples(days_inside, st.floats(15, 47)), max_size=6, unique_by=lambda dated: dated[0]).map(tuple)


def test_the_alarm_of_the_look_pages() -> None:
    expected = expected_progress(Commitment.ASPIRATIONAL, Q4, TODAY)
    assert expected == pytest.approx(0.30)
    found = pace(progress(ALARM, [(date(2026, 10, 30), 41.0)], Q4, TODAY), expected)
    assert found == pytest.approx(0.625)
    assert band(found) is Band.RISK


def test_a_range_kept_for_40_of_45_days() -> None:
    start = date(2026, 1, 1)
    ninety = Span(start, start + timedelta(days=89))
    day_45 = start + timedelta(days=44)
    kept = Measure(Kind.RANGE, low=92, high=97)
    history = [(start, 94.0), (start + timedelta(days=20), 99.0), (start + timedelta(days=25), 95.0)]
    found = pace(progress(kept, history, ninety, day_45), expected_progress(Commitment.COMMITTED, ninety, day_45))
    assert found is not None
    assert round(found, 2) == 0.89


def test_a_healthy_stretch_is_green_on_its_way_and_the_same_commitment_is_not() -> None:
    half = Q4.starts_on + timedelta(days=45)
    assert band(pace(0.32, expected_progress(Commitment.ASPIRATIONAL, Q4, half))) is Band.ON
    assert band(pace(0.32, expected_progress(Commitment.COMMITTED, Q4, half))) is Band.RISK


def test_before_the_cycle_nothing_is_expected_and_after_it_the_landing() -> None:
    before, after = Q4.starts_on - timedelta(days=1), Q4.ends_on + timedelta(days=30)
    for commitment in Commitment:
        assert expected_progress(commitment, Q4, before) == 0
        assert expected_progress(commitment, Q4, after) == landing(commitment)
    assert pace(0.4, 0) is None
    assert pace(None, 0.3) is None


def test_pace_is_clamped() -> None:
    assert pace(0.9, 0.3) == 1
    assert pace(-0.2, 0.3) == 0


def test_the_owner_may_expect_little_at_first() -> None:
    plan = ((date(2026, 11, 8), 45.0),)
    assert expected_progress(Commitment.ASPIRATIONAL, Q4, date(2026, 11, 8), plan, ALARM) == pytest.approx(2 / 32)
    # Half the way in time, half the way in expectation: lines are straight between what was drawn.
    halfway = Q4.starts_on + timedelta(days=20)
    assert expected_progress(Commitment.ASPIRATIONAL, Q4, halfway, plan, ALARM) == pytest.approx(1 / 32)
    assert expected_progress(Commitment.ASPIRATIONAL, Q4, Q4.ends_on, plan, ALARM) == pytest.approx(0.7)


def test_a_plan_may_end_elsewhere_than_at_the_landing() -> None:
    plan = ((Q4.ends_on, 15.0),)
    assert expected_progress(Commitment.ASPIRATIONAL, Q4, Q4.ends_on, plan, ALARM) == pytest.approx(1.0)
    assert expected_progress(Commitment.ASPIRATIONAL, Q4, Q4.starts_on, plan, ALARM) == pytest.approx(1 / 91)


def test_a_plan_needs_its_measure() -> None:
    with pytest.raises(ValueError, match="needs the measure"):
        expected_progress(Commitment.COMMITTED, Q4, TODAY, ((TODAY, 3.0),))


def test_days_outside_the_cycle_and_measures_without_a_way_leave_the_straight_line() -> None:
    outside = ((Q4.starts_on - timedelta(days=1), 20.0), (Q4.ends_on + timedelta(days=1), 20.0))
    assert plan_share(outside, ALARM, Q4, TODAY) == Q4.elapsed(TODAY)
    assert plan_share(((TODAY, 93.0),), Measure(Kind.RANGE, low=92), Q4, TODAY) == Q4.elapsed(TODAY)


def test_a_plan_says_what_is_wrong_with_it() -> None:
    assert plan_problems(((TODAY, 40.0),), Q4) == []
    assert plan_problems(((date(2027, 1, 1), 40.0),), Q4) == ["2027-01-01 is not in the cycle."]
    assert plan_problems(((TODAY, 40.0), (TODAY, 39.0)), Q4) == ["2026-11-05 has two expected values. Keep one."]
    assert plan_problems(((TODAY, math.nan),), Q4) == ["The expected value on 2026-11-05 is not a number."]


@given(plans, days_around, st.sampled_from(Commitment))
def test_what_is_expected_lies_between_nothing_and_everything(
    plan: tuple[tuple[date, float], ...], day: date, commitment: Commitment
) -> None:
    expected = expected_progress(commitment, Q4, day, plan, ALARM)
    assert 0 <= expected <= 1 + 1e-12
    if day < Q4.starts_on:
        assert expected == 0
    for on, value in plan:
        drawn = expected_progress(commitment, Q4, on, plan, ALARM)
        assert drawn == pytest.approx((47 - value) / 32, abs=1e-9)


@given(days_around, st.sampled_from(Commitment))
def test_drawing_the_straight_line_changes_nothing(day: date, commitment: Commitment) -> None:
    line = expected_progress(commitment, Q4, day)
    drawn = tuple(
        (on, 47 - 32 * expected_progress(commitment, Q4, on)) for on in (date(2026, 10, 15), date(2026, 12, 1))
    )
    assert expected_progress(commitment, Q4, day, drawn, ALARM) == pytest.approx(line, abs=1e-9)


@given(st.floats(-5, 5), st.floats(1e-6, 1))
def test_a_database_may_compare_progress_instead_of_dividing(found: float, expected: float) -> None:
    risk_from, on_from = progress_thresholds(expected)
    told = Band.ON if found >= on_from else Band.RISK if found >= risk_from else Band.OFF
    assert told is band(pace(found, expected))


@given(st.floats(1e-6, 1), st.integers(-3, 3), st.booleans())
def test_the_threshold_is_exact_to_the_last_bit(expected: float, steps: int, green: bool) -> None:
    found = progress_thresholds(expected)[green]
    for _ in range(abs(steps)):
        found = math.nextafter(found, math.inf if steps > 0 else -math.inf)
    assert (found / expected >= pace_thresholds()[green]) == (found >= progress_thresholds(expected)[green])


def test_while_nothing_is_expected_no_progress_reaches_a_band() -> None:
    assert progress_thresholds(0.0) == (math.inf, math.inf)
