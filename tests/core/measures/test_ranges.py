"""R6: days in the band."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from northing.core.cadence import Span
from northing.core.measures import Kind, Measure, progress, range_days, range_weeks

START = date(2026, 1, 1)
NINETY = Span(START, START + timedelta(days=89))
PRECISION = Measure(Kind.RANGE, low=92, high=97, unit="%")


def day(number: int) -> date:
    """Day 1 is the first day of the cycle."""
    return START + timedelta(days=number - 1)


histories = st.lists(
    st.tuples(st.integers(-20, 120), st.sampled_from([90.0, 92.0, 95.0, 97.0, 98.0])), max_size=12
).map(lambda values: [(day(number), value) for number, value in sorted(values, key=lambda dated: dated[0])])


def test_day_45_of_90_with_40_days_in_the_band() -> None:
    history = [(day(1), 94.0), (day(21), 98.0), (day(26), 95.0)]
    days = range_days(PRECISION, history, NINETY, day(45))
    assert (days.in_band, days.counted, days.total) == (40, 45, 90)
    found = progress(PRECISION, history, NINETY, day(45))
    assert found is not None
    assert round(found, 2) == 0.44


def test_the_cycle_counts_from_the_first_value() -> None:
    days = range_days(PRECISION, [(day(11), 94.0)], NINETY, day(30))
    assert (days.in_band, days.counted, days.total) == (20, 20, 80)


def test_a_value_from_before_the_cycle_holds_on_its_first_day() -> None:
    days = range_days(PRECISION, [(day(-5), 94.0)], NINETY, day(10))
    assert (days.in_band, days.counted, days.total) == (10, 10, 90)


def test_the_last_of_several_values_counts_for_the_day() -> None:
    days = range_days(PRECISION, [(day(1), 94.0), (day(1), 80.0)], NINETY, day(1))
    assert (days.in_band, days.counted, days.inside_now) == (0, 1, False)


def test_bounds_belong_to_the_band_and_one_may_be_open() -> None:
    for value in (92.0, 97.0):
        assert range_days(PRECISION, [(day(1), value)], NINETY, day(1)).inside_now
    at_least = Measure(Kind.RANGE, low=92)
    assert range_days(at_least, [(day(1), 1e9)], NINETY, day(1)).inside_now
    at_most = Measure(Kind.RANGE, high=3)
    assert range_days(at_most, [(day(1), -1e9)], NINETY, day(1)).inside_now
    assert range_days(at_most, [(day(1), 3.5)], NINETY, day(1)).off_by == 0.5


def test_it_says_by_how_far_the_last_value_is_out() -> None:
    assert range_days(PRECISION, [(day(1), 90.0)], NINETY, day(1)).off_by == -2
    assert range_days(PRECISION, [(day(1), 98.5)], NINETY, day(1)).off_by == 1.5
    assert range_days(PRECISION, [(day(1), 94.0)], NINETY, day(1)).off_by == 0


def test_no_value_yet_is_no_progress() -> None:
    assert progress(PRECISION, [], NINETY, day(45)) is None
    assert progress(PRECISION, [(day(50), 94.0)], NINETY, day(45)) is None
    assert progress(PRECISION, [(day(95), 94.0)], NINETY, day(99)) is None
    assert range_days(PRECISION, [], NINETY, day(45)).inside_now is None


def test_after_the_cycle_nothing_more_is_counted() -> None:
    history = [(day(1), 94.0), (day(95), 80.0)]
    assert progress(PRECISION, history, NINETY, day(200)) == 1
    assert range_days(PRECISION, history, NINETY, day(200)).inside_now is False


def test_weeks_for_drawing() -> None:
    history = [(day(8), 94.0), (day(19), 98.0)]
    weeks = range_weeks(PRECISION, history, NINETY, day(24))
    assert [week.inside for week in weeks[:5]] == [None, True, True, False, None]
    assert len(weeks) == 13
    assert (weeks[0].starts_share, weeks[-1].ends_share) == (0, 1)
    assert weeks[-1].starts_share == 84 / 90


@given(histories, st.integers(-10, 110))
def test_counting_days_one_by_one_gives_the_same(history: list[tuple[date, float]], through: int) -> None:
    in_band = counted = 0
    for number in range(1, min(through, 90) + 1):
        known = [value for on, value in history if on <= day(number)]
        counted += bool(known)
        in_band += bool(known) and 92 <= known[-1] <= 97
    days = range_days(PRECISION, history, NINETY, day(through))
    assert (days.in_band, days.counted) == (in_band, counted)
    found = progress(PRECISION, history, NINETY, day(through))
    assert (found is None) == (counted == 0)
    if found is not None:
        assert found == in_band / days.total


@given(histories, st.integers(1, 89))
def test_it_accumulates_and_never_falls(history: list[tuple[date, float]], number: int) -> None:
    today = progress(PRECISION, history, NINETY, day(number))
    tomorrow = progress(PRECISION, history, NINETY, day(number + 1))
    if today is not None:
        assert tomorrow is not None
        assert tomorrow >= today


@given(histories, st.integers(-10, 110), st.integers(0, 100))
def test_weeks_tile_the_cycle(history: list[tuple[date, float]], through: int, longer: int) -> None:
    span = Span(START, START + timedelta(days=longer))
    weeks = range_weeks(PRECISION, history, span, day(through))
    assert weeks[0].starts_share == 0
    assert weeks[-1].ends_share == 1
    assert all(one.ends_share == other.starts_share for one, other in pairwise(weeks))
    assert len(weeks) == span.weeks
    counted = range_days(PRECISION, history, span, day(through)).counted
    assert any(week.inside is not None for week in weeks) == (counted > 0)
