"""Check-in discipline (R34)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.cadence import CalendarRules, Discipline, Habit, Span, checkin_due_dates, discipline, team_discipline

Q4 = Span(date(2026, 9, 28), date(2026, 12, 27))
DUES = checkin_due_dates(Q4, CalendarRules())
THURSDAY_OF_WEEK_8 = date(2026, 11, 19)


def test_nothing_due_yet() -> None:
    assert discipline(DUES, [], date(2026, 10, 1)) == Discipline(Habit.NOT_YET, 0, 0, None)


def test_six_weeks_are_counted_and_the_running_one_only_when_done() -> None:
    fridays = list(DUES[:7])
    assert discipline(DUES, fridays, THURSDAY_OF_WEEK_8) == Discipline(Habit.REGULAR, 6, 6, 1.0)
    assert discipline(DUES, [], THURSDAY_OF_WEEK_8) == Discipline(Habit.SET_AND_FORGET, 0, 6, 0.0)
    early = discipline(DUES, [date(2026, 11, 17)], THURSDAY_OF_WEEK_8)
    assert (early.done, early.due) == (1, 6)


def test_monday_and_sunday_belong_to_the_week_and_the_monday_after_does_not() -> None:
    week_1 = DUES[:1]
    after = date(2026, 10, 6)
    assert discipline(week_1, [date(2026, 9, 28)], after).done == 1
    assert discipline(week_1, [date(2026, 10, 4)], after).done == 1
    assert discipline(week_1, [date(2026, 10, 5)], after).done == 0


def test_a_week_is_judged_when_its_sunday_is_over() -> None:
    sunday = date(2026, 10, 4)
    assert discipline(DUES, [], sunday).due == 0
    assert discipline(DUES, [], sunday + timedelta(days=1)).due == 1


def test_five_checkins_in_one_week_are_one_week() -> None:
    week = [date(2026, 11, 9) + timedelta(days=n) for n in range(5)]
    assert discipline(DUES, week, THURSDAY_OF_WEEK_8).done == 1


@pytest.mark.parametrize(
    ("done", "due", "habit"),
    [
        (5, 5, Habit.REGULAR),
        (4, 5, Habit.REGULAR),
        (3, 4, Habit.ONCE_IN_A_WHILE),
        (1, 5, Habit.ONCE_IN_A_WHILE),
        (1, 6, Habit.SET_AND_FORGET),
        (0, 1, Habit.SET_AND_FORGET),
        (0, 0, Habit.NOT_YET),
    ],
)
def test_the_habits_begin_at_80_and_at_20_percent(done: int, due: int, habit: Habit) -> None:
    parts = [Discipline(Habit.REGULAR, 1, 1, 1.0)] * done + [Discipline(Habit.SET_AND_FORGET, 0, 1, 0.0)] * (due - done)
    assert team_discipline(parts) == Discipline(habit, done, due, done / due if due else None)


checkin_days = st.sets(st.integers(-5, 100).map(lambda n: Q4.starts_on + timedelta(days=n)))
todays = st.integers(-5, 130).map(lambda n: Q4.starts_on + timedelta(days=n))


@given(checkin_days, todays, st.integers(1, 13))
def test_discipline_is_a_share_of_at_most_that_many_weeks(done_on: set[date], today: date, weeks: int) -> None:
    found = discipline(DUES, done_on, today, weeks)
    assert 0 <= found.done <= found.due <= weeks
    assert found.share == (found.done / found.due if found.due else None)


@given(checkin_days, todays)
def test_the_future_does_not_matter(done_on: set[date], today: date) -> None:
    assert discipline(DUES, done_on, today) == discipline(DUES, {day for day in done_on if day <= today}, today)


@given(checkin_days, todays)
def test_checking_in_today_never_makes_it_worse(done_on: set[date], today: date) -> None:
    before, after = discipline(DUES, done_on, today), discipline(DUES, done_on | {today}, today)
    assert after.share is None or before.share is None or after.done >= before.done
