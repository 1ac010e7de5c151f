"""Every day of a cycle's calendar (R27), by name: those that follow from the settings, and those that were moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from .rules import CalendarRules
from .spans import Span

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)

STEPS = ("create", "refine", "align", "finalise", "transmit")
"""How a set of OKRs comes about (R28), in order."""

NOTHING_MOVED: Mapping[str, date] = MappingProxyType({})


class Audience(StrEnum):
    """Who drafts, in the order in which they are asked (R27): the company's leadership, then teams, then everybody."""

    COMPANY = "company"
    TEAMS = "teams"
    INDIVIDUALS = "individuals"


class MilestoneKey(StrEnum):
    """The dates of R27, in the order they usually come."""

    LEADERSHIP_DRAFTS = "leadership_drafts"
    COMPANY_FINAL = "company_final"
    TEAMS_PUBLISH = "teams_publish"
    INDIVIDUALS_PUBLISH = "individuals_publish"
    MID_CYCLE_REVIEW = "mid_cycle_review"
    SCORING = "scoring"
    RETROSPECTIVES = "retrospectives"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of the calendar that may be moved. `usual` is where it lies if nobody moves it.

    `audience` and `step` are set for the steps of drafting (R28), None for the dates that everybody shares.
    """

    name: str
    label: str
    on: date
    usual: date
    is_moved: bool
    audience: Audience | None
    step: str | None


_LABELS = {
    "leadership_drafts": "Leadership starts drafting",
    "leadership_drafted": "Leadership has a draft",
    "company_refine": "Company: refined",
    "company_align": "Company: aligned",
    "company_finalise": "Company: approved",
    "company_final": "Company OKRs final",
    "teams_create": "Teams: drafted",
    "teams_refine": "Teams: refined",
    "teams_align": "Teams: aligned",
    "teams_finalise": "Teams: approved",
    "teams_publish": "Teams publish",
    "individuals_create": "Individuals: drafted",
    "individuals_refine": "Individuals: refined",
    "individuals_align": "Individuals: aligned",
    "individuals_finalise": "Individuals: approved",
    "individuals_publish": "Individuals share theirs",
    "mid_cycle_review": "Mid-cycle review begins",
    "scoring": "Reflecting and scoring begins",
    "retrospectives": "Retrospectives begin",
    "retrospectives_done": "Retrospectives held, cycle closed",
}

DAY_NAMES = tuple(_LABELS)
"""The names of all days that may be moved, in the order of a cycle."""

_ON_A_MILESTONE = {
    (Audience.COMPANY, "create"): "leadership_drafted",
    (Audience.COMPANY, "transmit"): "company_final",
    (Audience.TEAMS, "transmit"): "teams_publish",
    (Audience.INDIVIDUALS, "transmit"): "individuals_publish",
}


def day_name(audience: Audience, step: str) -> str:
    """The name of the day by which a step should be done: some of them are dates of R27."""
    return _ON_A_MILESTONE.get((audience, step), f"{audience}_{step}")


_STEP_OF = {day_name(audience, step): (audience, step) for audience in Audience for step in STEPS}


def days_of(span: Span, rules: CalendarRules, moved: Mapping[str, date] = NOTHING_MOVED) -> dict[str, date]:
    """The day of every name in `DAY_NAMES`, in that order. What was moved lies where it was moved to.

    The steps of drafting are spread evenly over the working days between the dates around them, so they follow when
    one of those is moved; everything else keeps its place.
    """
    days = {name: moved.get(name, day) for name, day in _usual_dates(span, rules).items()}
    days |= _spread(days, Audience.COMPANY, STEPS[1:], "leadership_drafted", "company_final")
    days |= _spread(days, Audience.TEAMS, STEPS, "company_final", "teams_publish")
    days |= _spread(days, Audience.INDIVIDUALS, STEPS, "teams_publish", "individuals_publish")
    return {name: moved.get(name, days[name]) for name in DAY_NAMES}


def calendar_days(
    span: Span, rules: CalendarRules, moved: Mapping[str, date] = NOTHING_MOVED
) -> tuple[CalendarDay, ...]:
    """The whole calendar, day by day in the order of a cycle, each with the place it would have had unmoved."""
    days = days_of(span, rules, moved)
    return tuple(
        CalendarDay(
            name, _LABELS[name], on,
            days_of(span, rules, {other: day for other, day in moved.items() if other != name})[name]
            if name in moved else on,
            name in moved, *_STEP_OF.get(name, (None, None)),
        )
        for name, on in days.items()
    )  # fmt: skip


def label_of(name: str) -> str:
    """What a day is called."""
    return _LABELS[name]


def working_days(after: date, until: date) -> int:
    """How many days from Monday to Friday lie after a day, up to and with another; 0 when there are none."""
    return max(_weekdays_up_to(until) - _weekdays_up_to(after), 0)


def _usual_dates(span: Span, rules: CalendarRules) -> dict[str, date]:
    """Without the steps. What settings would push out of a short cycle is held at its first or last day."""
    start, end = span.starts_on, span.ends_on
    return {
        "leadership_drafts": start - rules.leadership_drafts_weeks_before * _WEEK,
        "leadership_drafted": start - rules.leadership_drafted_weeks_before * _WEEK,
        "company_final": start - rules.company_final_weeks_before * _WEEK,
        "teams_publish": _within(span, start + rules.teams_publish_weeks_after * _WEEK),
        "individuals_publish": _within(span, start + rules.individuals_publish_weeks_after * _WEEK),
        "mid_cycle_review": start + int(span.days * rules.mid_cycle_review_share) * _DAY,
        "scoring": _within(span, end + _DAY - rules.scoring_weeks_before_end * _WEEK),
        "retrospectives": end + _DAY,
        "retrospectives_done": max(end + rules.retrospective_weeks_after_end * _WEEK, end + _DAY),
    }


def _spread(
    days: Mapping[str, date], audience: Audience, steps: tuple[str, ...], opens: str, closes: str
) -> dict[str, date]:
    """The days of the steps up to the last, which falls on the closing date itself."""
    after, until = days[opens], days[closes]
    count = working_days(after, until)
    found = {}
    for number, step in enumerate(steps[:-1], start=1):
        ordinal = _weekdays_up_to(after) + -(-count * number // len(steps))
        found[day_name(audience, step)] = _weekday(ordinal) if count else until
    return found


def _weekdays_up_to(day: date) -> int:
    """Counted from the first Monday there is, 1 January of the year 1."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _weekday(number: int) -> date:
    weeks, rest = divmod(number - 1, 5)
    return date.fromordinal(weeks * 7 + rest + 1)


def _within(span: Span, day: date) -> date:
    return min(max(day, span.starts_on), span.ends_on)
