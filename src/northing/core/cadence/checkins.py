"""When a check-in is due, and when a key result without one is stale (R3b, R27, R31)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from .rules import CalendarRules
from .spans import Span

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)

# A cycle that starts on a Thursday does not ask for news on the Friday: there is none yet.
_LEAST_DAYS_BEFORE_THE_FIRST = 3


@dataclass(frozen=True, slots=True)
class DueState:
    """What one key result owes today.

    `due`: the date being asked for now: the oldest one missed, else the one whose week is running; None if nothing is.
    `next_due`: the next date still to be met after that. `overdue_days`: days since a missed `due`, else 0.
    `is_due`: a check-in is asked for now. `is_stale`: it is overdue by more than the allowed days (R3b).
    """

    due: date | None
    next_due: date | None
    overdue_days: int
    is_due: bool
    is_stale: bool


@lru_cache(maxsize=512)
def checkin_due_dates(span: Span, rules: CalendarRules) -> tuple[date, ...]:
    """The days of a cycle on which a check-in is due, in order; never empty (R27).

    Every Friday (or the weekday chosen) within the cycle, the first only if at least three days of the cycle have
    been worked by then. Every second or fourth week means the second, fourth ... of them. A cycle too short for
    any is asked once: on the last such day, or on its last day.
    """
    first = span.starts_on + timedelta(days=(rules.checkin_weekday - span.starts_on.weekday()) % 7)
    if (first - span.starts_on).days + 1 < _LEAST_DAYS_BEFORE_THE_FIRST:
        first += _WEEK
    weekly = [first + _WEEK * n for n in range(((span.ends_on - first).days + 7) // 7)]
    every = rules.checkin_every_weeks
    return tuple(weekly[every - 1 :: every] or weekly[-1:] or [span.ends_on])


def checkin_window(due: date, rules: CalendarRules | None = None) -> Span:
    """The days on which a check-in meets this due date: for a Friday, Monday to Sunday of that week.

    Four days before and two after, whatever the weekday; k times as many when a check-in is due every k weeks.
    So the windows of neighbouring due dates touch and never overlap, and a check-in counts for exactly one of them.
    """
    every = rules.checkin_every_weeks if rules else 1
    return Span(due - 4 * every * _DAY, due + (3 * every - 1) * _DAY)


@lru_cache(maxsize=4096)
def due_on(
    span: Span, rules: CalendarRules, today: date, last_checkin: date | None, active_since: date | None
) -> DueState:
    """What a key result of this cycle owes on `today` (R3b).

    `last_checkin`: day of its latest check-in, None if there was none. `active_since`: day it was published, None for
    a draft, which owes nothing. Publishing is news as well: the due date of the week in which it happens may be met,
    and is not held against anybody. After the cycle's end nothing new becomes due, and what was missed stays missed:
    do not ask about what is closed.
    """
    dues = checkin_due_dates(span, rules)
    if active_since is None or active_since > today:
        upcoming = next((due for due in dues if due >= max(today, active_since or today)), None)
        return DueState(None, upcoming, 0, False, False)
    news = active_since if last_checkin is None else max(active_since, last_checkin)
    missed = next((due for due in dues if due < today and _opens(due, span, rules) > news), None)
    asked = missed or next(
        (
            due
            for due in dues
            if _opens(due, span, rules) <= today <= checkin_window(due, rules).ends_on
            and due >= active_since
            and not _met(due, span, rules, last_checkin)
        ),
        None,
    )
    upcoming = next(
        (due for due in dues if due >= today and due != asked and not _met(due, span, rules, last_checkin)), None
    )
    overdue = (today - missed).days if missed else 0
    return DueState(asked, upcoming, overdue, asked is not None, overdue > rules.stale_after_days)


def stale_before(span: Span, rules: CalendarRules, today: date) -> date | None:
    """The staleness of a whole cycle as one comparison (R3b); None while nothing in it can be stale.

    A published key result is stale exactly if it was published before this date and its last check-in, if there was
    any, also lies before it.
    """
    missable = [due for due in checkin_due_dates(span, rules) if (today - due).days > rules.stale_after_days]
    return _opens(missable[-1], span, rules) if missable else None


def _opens(due: date, span: Span, rules: CalendarRules) -> date:
    return max(checkin_window(due, rules).starts_on, span.starts_on)


def _met(due: date, span: Span, rules: CalendarRules, last_checkin: date | None) -> bool:
    return last_checkin is not None and last_checkin >= _opens(due, span, rules)
