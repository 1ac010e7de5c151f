"""How regularly check-ins happen (R34): shown to the team itself and to champions, to help and not to blame."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .checkins import checkin_window
from .rules import CalendarRules


class Habit(StrEnum):
    """The three habits of R34, and the honest fourth: too early to tell."""

    REGULAR = "regular"
    ONCE_IN_A_WHILE = "once_in_a_while"
    SET_AND_FORGET = "set_and_forget"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Discipline:
    """`done` of `due` check-ins were made in their week; `share` is the quotient, None when none was due yet."""

    kind: Habit
    done: int
    due: int
    share: float | None


def discipline(
    due_dates: Sequence[date],
    checkin_days: Collection[date],
    today: date,
    weeks: int = 6,
    rules: CalendarRules | None = None,
) -> Discipline:
    """The discipline of one key result over the last `weeks` weeks (R34).

    `due_dates` in order, as `checkin_due_dates` gives them (without those from before it was published);
    `checkin_days` in any order. A week that is still running counts only once it is done: nobody is late on a Thursday.
    """
    days = set(checkin_days)
    judged: list[tuple[date, bool]] = []
    for due in due_dates:
        window = checkin_window(due, rules)
        done = any(window.contains(day) and day <= today for day in days)
        if done or window.ends_on < today:
            judged.append((due, done))
    # Six weeks back from the newest one judged, which itself must be of these last weeks.
    recent = [(due, done) for due, done in judged if due > today - timedelta(weeks=weeks + 1)]
    counted = [done for due, done in recent if due > recent[-1][0] - timedelta(weeks=weeks)]
    return _discipline(sum(counted), len(counted))


def team_discipline(of_key_results: Iterable[Discipline]) -> Discipline:
    """The discipline of a team: every due check-in of every key result counts the same (R34)."""
    parts = list(of_key_results)
    return _discipline(sum(part.done for part in parts), sum(part.due for part in parts))


def _discipline(done: int, due: int) -> Discipline:
    if due == 0:
        return Discipline(Habit.NOT_YET, 0, 0, None)
    # In whole numbers, so that 4 of 5 is 80% and not a hair below it.
    if done * 5 >= due * 4:
        habit = Habit.REGULAR
    elif done * 5 >= due:
        habit = Habit.ONCE_IN_A_WHILE
    else:
        habit = Habit.SET_AND_FORGET
    return Discipline(habit, done, due, done / due)
