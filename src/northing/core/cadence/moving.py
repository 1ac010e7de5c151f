"""Days of the calendar that were moved (R27): read strictly, and refused where they contradict each other."""

from collections.abc import Mapping
from datetime import date, timedelta

from .days import DAY_NAMES, Audience, days_of, label_of, working_days
from .drafting import drafting_windows
from .rules import CalendarProblem, CalendarRules
from .spans import Span

_FARTHEST = timedelta(weeks=104)

_DATES = ("leadership_drafts", "leadership_drafted", "company_final", "teams_publish", "individuals_publish")
_WITH_STEPS = DAY_NAMES[: DAY_NAMES.index("individuals_publish") + 1]
_REVIEWING = ("teams_publish", "mid_cycle_review", "scoring", "retrospectives", "retrospectives_done")

_FEWEST_WORKING_DAYS = 3


def read_moved(stored: Mapping[str, object]) -> dict[str, date]:
    """Moved days as stored (JSON: name -> "2026-12-10"). CalendarProblem names whatever is unknown or no day."""
    moved: dict[str, date] = {}
    problems: dict[str, str] = {}
    for name, value in stored.items():
        if name not in DAY_NAMES:
            problems[name] = "There is no such day in the calendar."
            continue
        try:
            moved[name] = value if type(value) is date else _day(value)
        except ValueError:
            problems[name] = f"A day like 2026-12-10 is needed, not {value!r}."
    if problems:
        raise CalendarProblem(problems)
    return moved


def write_moved(moved: Mapping[str, date]) -> dict[str, str]:
    """Moved days ready for JSON; `read_moved` reads them back."""
    return {name: moved[name].isoformat() for name in DAY_NAMES if name in moved}


def check_moved(span: Span, rules: CalendarRules, moved: Mapping[str, date]) -> None:
    """CalendarProblem unless the moved days make sense together, each problem at a day that was moved.

    They come in the order of a cycle: what is drafted before what is final, the company's before the teams', the review
    before scoring. A day that was not moved is not to blame for where it lies.
    """
    days = days_of(span, rules, moved)
    problems: dict[str, str] = {}
    for name, day in moved.items():
        if not span.starts_on - _FARTHEST <= day <= span.ends_on + _FARTHEST:
            problems[name] = f"{day} is more than two years away from this cycle."
    for chain in (_DATES, _WITH_STEPS, _REVIEWING):  # a date is told of the date it clashes with rather than of a step
        problems = _out_of_order(chain, days, moved) | problems
    for name in ("mid_cycle_review", "scoring"):
        if name in moved and days[name] < span.starts_on:
            problems.setdefault(name, f"The cycle starts on {span.starts_on}. Choose a later day.")
    if "mid_cycle_review" in moved and days["mid_cycle_review"] > span.ends_on:
        problems.setdefault("mid_cycle_review", f"The cycle ends on {span.ends_on}. Choose an earlier day.")
    if problems:
        raise CalendarProblem({name: problems[name] for name in DAY_NAMES if name in problems})


def remarks_on_moved(span: Span, rules: CalendarRules, moved: Mapping[str, date]) -> dict[str, str]:
    """What is allowed and still worth a second look, at the moved day it is about: weekends, and too little time."""
    remarks = {
        name: f"This is a {moved[name].strftime('%A')}."
        for name in DAY_NAMES
        if name in moved and moved[name].weekday() > 4
    }
    for audience, (opens, closes) in _BETWEEN.items():
        window = drafting_windows(span, rules, moved)[audience]
        count = working_days(window.opens_on, window.closes_on)
        if count < _FEWEST_WORKING_DAYS and (at := closes if closes in moved else opens) in moved:
            remarks[at] = f"{_WHO[audience]} would have {_days(count)} to draft."
    return remarks


_BETWEEN = {
    Audience.COMPANY: ("leadership_drafts", "company_final"),
    Audience.TEAMS: ("company_final", "teams_publish"),
    Audience.INDIVIDUALS: ("teams_publish", "individuals_publish"),
}
_WHO = {Audience.COMPANY: "Leadership", Audience.TEAMS: "Teams", Audience.INDIVIDUALS: "Individuals"}


def _day(value: object) -> date:
    day = date.fromisoformat(value) if isinstance(value, str) else None
    if day is None or day.isoformat() != value:  # weeks and the like are days to Python, too
        raise ValueError
    return day


def _out_of_order(chain: tuple[str, ...], days: Mapping[str, date], moved: Mapping[str, date]) -> dict[str, str]:
    problems: dict[str, str] = {}
    for position, name in enumerate(chain):
        for later in chain[position + 1 :]:
            if days[name] <= days[later]:
                continue
            if later in moved:
                problems.setdefault(later, f"It comes after “{label_of(name)}” on {days[name]}. Choose a later day.")
            elif name in moved:
                problems.setdefault(
                    name, f"It comes before “{label_of(later)}” on {days[later]}. Choose an earlier day."
                )
    return problems


def _days(count: int) -> str:
    return f"{count or 'no'} working day{'' if count == 1 else 's'}"
