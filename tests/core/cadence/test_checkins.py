"""Due dates, what is owed today, and staleness (R3b)."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.cadence import (
    CalendarRules,
    DueState,
    Level,
    Span,
    checkin_due_dates,
    checkin_window,
    due_on,
    stale_before,
)

DAY = timedelta(days=1)
Q4 = Span(date(2026, 9, 28), date(2026, 12, 27))
RULES = CalendarRules()
START = Q4.starts_on

days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
spans = st.builds(lambda start, length: Span(start, start + timedelta(days=length)), days, st.integers(0, 400))
rules_of_rhythm = st.builds(
    CalendarRules,
    checkin_weekday=st.integers(0, 6),
    checkin_every_weeks=st.integers(1, 6),
    stale_after_days=st.integers(0, 9),
)


@st.composite
def lives(draw: st.DrawFn) -> tuple[Span, CalendarRules, date, date | None, date | None]:
    """A cycle, its rules, a today around it, and days of the last check-in and of publication, or none."""
    span = draw(spans)
    around = st.integers(-30, span.days + 60).map(lambda n: span.starts_on + timedelta(days=n))
    return span, draw(rules_of_rhythm), draw(around), draw(st.none() | around), draw(st.none() | around)


def test_a_quarter_asks_on_thirteen_fridays() -> None:
    dues = checkin_due_dates(Q4, RULES)
    assert len(dues) == 13
    assert (dues[0], dues[-1]) == (date(2026, 10, 2), date(2026, 12, 25))


@pytest.mark.parametrize(
    ("starts_on", "first"),
    [
        (date(2026, 7, 1), date(2026, 7, 3)),  # a Wednesday: three days of work by Friday
        (date(2026, 10, 1), date(2026, 10, 9)),  # a Thursday: two are too few
        (date(2026, 5, 1), date(2026, 5, 8)),  # the Friday itself
    ],
)
def test_the_first_partial_week_counts_from_three_days_on(starts_on: date, first: date) -> None:
    assert checkin_due_dates(Span(starts_on, starts_on + 90 * DAY), RULES)[0] == first


def test_every_fourth_week_asks_after_four_weeks() -> None:
    dues = checkin_due_dates(Q4, CalendarRules(checkin_every_weeks=4))
    assert dues == (date(2026, 10, 23), date(2026, 11, 20), date(2026, 12, 18))


def test_a_cycle_too_short_for_the_rhythm_is_asked_once() -> None:
    assert checkin_due_dates(Span(START, START + 10 * DAY), CalendarRules(checkin_every_weeks=4)) == (
        date(2026, 10, 2),
    )
    assert checkin_due_dates(Span(START, START + DAY), RULES) == (date(2026, 9, 29),)


def test_a_friday_is_met_from_monday_to_sunday() -> None:
    assert checkin_window(date(2026, 10, 9)) == Span(date(2026, 10, 5), date(2026, 10, 11))


@given(spans, rules_of_rhythm)
def test_due_dates_lie_in_the_cycle_in_order_and_there_is_always_one(span: Span, rules: CalendarRules) -> None:
    dues = checkin_due_dates(span, rules)
    assert dues
    assert all(span.contains(due) for due in dues)
    gaps = {later - earlier for earlier, later in itertools.pairwise(dues)}
    assert gaps <= {timedelta(weeks=rules.checkin_every_weeks)}
    if len(dues) > 1:
        assert {due.weekday() for due in dues} == {rules.checkin_weekday}


@given(days, rules_of_rhythm)
def test_windows_touch_and_never_overlap(due: date, rules: CalendarRules) -> None:
    window = checkin_window(due, rules)
    following = checkin_window(due + timedelta(weeks=rules.checkin_every_weeks), rules)
    assert window.contains(due)
    assert following.starts_on == window.ends_on + DAY


def test_published_on_monday_asked_until_friday_and_held_against_nobody_that_week() -> None:
    friday, following = date(2026, 10, 2), date(2026, 10, 9)
    for n in range(7):
        assert due_on(Q4, RULES, START + n * DAY, None, START) == DueState(friday, following, 0, True, False)


def test_a_week_without_a_checkin_is_overdue_on_saturday_and_stale_on_tuesday() -> None:
    last = date(2026, 10, 1)  # met Friday 2 October
    due = date(2026, 10, 9)
    expected = {
        date(2026, 10, 8): (0, True, False),
        date(2026, 10, 9): (0, True, False),
        date(2026, 10, 10): (1, True, False),
        date(2026, 10, 12): (3, True, False),
        date(2026, 10, 13): (4, True, True),
        date(2026, 10, 21): (12, True, True),
    }
    for today, (overdue, is_due, stale) in expected.items():
        state = due_on(Q4, RULES, today, last, START)
        assert (state.due, state.overdue_days, state.is_due, state.is_stale) == (due, overdue, is_due, stale)


def test_a_checkin_on_tuesday_answers_friday_and_the_next_is_a_week_later() -> None:
    state = due_on(Q4, RULES, date(2026, 10, 7), date(2026, 10, 6), START)
    assert state == DueState(None, date(2026, 10, 16), 0, False, False)


def test_a_draft_owes_nothing() -> None:
    assert due_on(Q4, RULES, date(2026, 10, 21), None, None) == DueState(None, date(2026, 10, 23), 0, False, False)


def test_what_is_published_at_the_weekend_is_first_asked_the_week_after() -> None:
    state = due_on(Q4, RULES, date(2026, 10, 10), None, date(2026, 10, 10))
    assert state == DueState(None, date(2026, 10, 16), 0, False, False)


def test_published_before_the_cycle_it_owes_nothing_until_the_cycle_runs() -> None:
    published = START - 10 * DAY
    assert due_on(Q4, RULES, START - DAY, None, published) == DueState(None, date(2026, 10, 2), 0, False, False)
    assert due_on(Q4, RULES, START, None, published).is_due
    assert due_on(Q4, RULES, date(2026, 10, 6), None, published).is_stale


def test_stale_before_is_the_monday_of_the_last_missed_week() -> None:
    assert stale_before(Q4, RULES, date(2026, 10, 5)) is None
    assert stale_before(Q4, RULES, date(2026, 10, 13)) == date(2026, 10, 5)
    assert stale_before(Q4, RULES, date(2026, 10, 19)) == date(2026, 10, 5)
    assert stale_before(Q4, RULES, date(2026, 10, 20)) == date(2026, 10, 12)


@given(lives())
def test_one_comparison_finds_the_stale_ones(life: tuple[Span, CalendarRules, date, date | None, date | None]) -> None:
    span, rules, today, last, published = life
    line = stale_before(span, rules, today)
    by_comparison = line is not None and published is not None and published < line and (last is None or last < line)
    assert due_on(span, rules, today, last, published).is_stale == by_comparison


@given(lives())
def test_what_is_owed_hangs_together(life: tuple[Span, CalendarRules, date, date | None, date | None]) -> None:
    span, rules, today, last, published = life
    state = due_on(span, rules, today, last, published)
    dues = checkin_due_dates(span, rules)
    assert state.is_due == (state.due is not None)
    assert state.overdue_days >= 0
    assert state.is_stale == (state.overdue_days > rules.stale_after_days)
    assert state.due is None or state.due in dues
    assert state.next_due is None or (
        state.next_due in dues and state.next_due >= today and state.next_due != state.due
    )
    if state.overdue_days:
        assert state.due is not None
        assert state.overdue_days == (today - state.due).days


@given(lives())
def test_checking_in_settles_what_is_due(life: tuple[Span, CalendarRules, date, date | None, date | None]) -> None:
    span, rules, today, last, published = life
    before = due_on(span, rules, today, last, published)
    after = due_on(span, rules, today, today, published)
    assert after.overdue_days == 0
    assert not after.is_stale
    if before.due is not None and checkin_window(before.due, rules).contains(today):
        assert after.due is None


@pytest.mark.parametrize("level", Level)
def test_whoever_checks_in_on_every_due_date_is_never_overdue(level: Level) -> None:
    rules = CalendarRules.for_level(level)
    dues = checkin_due_dates(Q4, rules)
    for n in range(Q4.days):
        today = START + n * DAY
        last = max((due for due in dues if due <= today), default=None)
        state = due_on(Q4, rules, today, last, START)
        assert not state.overdue_days
        assert not state.is_stale
