"""Cycles as spans: weeks, elapsed share, nesting."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.cadence import Level, Span, nests_in

Q4 = Span(date(2026, 9, 28), date(2026, 12, 27))

days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
spans = st.builds(lambda start, length: Span(start, start + timedelta(days=length)), days, st.integers(0, 2000))


def test_a_span_counts_both_of_its_ends() -> None:
    assert Span(date(2026, 1, 1), date(2026, 1, 1)).days == 1
    assert Q4.days == 91
    assert Q4.weeks == 13


def test_a_span_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Span(date(2026, 1, 2), date(2026, 1, 1))


def test_week_6_of_13_has_43_percent_behind_it() -> None:
    assert Q4.week_of(date(2026, 11, 5)) == 6
    assert round(Q4.elapsed(date(2026, 11, 5)), 4) == 0.4286


def test_a_calendar_quarter_ends_with_a_short_week() -> None:
    quarter = Span(date(2026, 10, 1), date(2026, 12, 31))
    assert quarter.weeks == 14
    assert quarter.week_of(date(2026, 12, 31)) == 14


def test_day_45_of_90_is_half_as_rule_r6_counts_it() -> None:
    span = Span(date(2026, 1, 1), date(2026, 1, 1) + timedelta(days=89))
    assert span.elapsed(date(2026, 1, 1) + timedelta(days=44)) == 0.5


@given(spans, days)
def test_elapsed_is_a_share_that_is_0_before_and_1_from_the_last_day_on(span: Span, day: date) -> None:
    share = span.elapsed(day)
    assert 0 <= share <= 1
    assert (share == 0) == (day < span.starts_on)
    assert (share == 1) == (day >= span.ends_on)


@given(spans, days)
def test_elapsed_never_falls(span: Span, day: date) -> None:
    assert span.elapsed(day) <= span.elapsed(day + timedelta(days=1))


@given(spans, days)
def test_a_day_has_a_week_exactly_if_it_is_in_the_span(span: Span, day: date) -> None:
    week = span.week_of(day)
    assert (week is not None) == span.contains(day)
    assert week is None or 1 <= week <= span.weeks


@given(spans)
def test_the_last_day_is_in_the_last_week(span: Span) -> None:
    assert span.week_of(span.starts_on) == 1
    assert span.week_of(span.ends_on) == span.weeks


def test_a_quarter_lies_in_its_year() -> None:
    year = Span(date(2026, 1, 1), date(2026, 12, 31))
    assert nests_in(Level.QUARTERLY, Q4, Level.ANNUAL, year) is None


def test_a_year_does_not_lie_in_a_quarter_and_a_quarter_not_in_another() -> None:
    assert "not longer" in str(nests_in(Level.ANNUAL, Q4, Level.QUARTERLY, Q4))
    assert "not longer" in str(nests_in(Level.QUARTERLY, Q4, Level.QUARTERLY, Q4))


def test_a_quarter_that_sticks_out_of_the_year_is_told_by_its_dates() -> None:
    reason = nests_in(
        Level.QUARTERLY, Span(date(2026, 12, 1), date(2027, 2, 28)),
        Level.ANNUAL, Span(date(2026, 1, 1), date(2026, 12, 31)),
    )  # fmt: skip
    assert reason == (
        "It runs from 2026-12-01 to 2027-02-28, which is not all within the annual cycle from 2026-01-01 to 2026-12-31."
    )


@given(st.sampled_from(Level), spans, st.sampled_from(Level), spans, st.sampled_from(Level), spans)
def test_nesting_is_transitive(a: Level, x: Span, b: Level, y: Span, c: Level, z: Span) -> None:
    if nests_in(a, x, b, y) is None and nests_in(b, y, c, z) is None:
        assert nests_in(a, x, c, z) is None
