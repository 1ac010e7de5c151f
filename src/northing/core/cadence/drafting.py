"""Who drafts when: the windows of a cycle's drafting, and by when each step should be done (R27, R28)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .days import NOTHING_MOVED, STEPS, Audience, day_name, days_of
from .rules import CalendarRules
from .spans import Span

_DAY = timedelta(days=1)


class WindowState(StrEnum):
    """Where a window is on a day, as far as the calendar can know."""

    AHEAD = "ahead"
    OPEN = "open"
    OVERDUE = "overdue"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class DraftingWindow:
    """When one audience drafts. Nobody is forbidden to begin earlier: before `opens_on` it is just not asked for.

    `steps`: by when each step of R28 should be done, in order, none outside the window. `asked_until`: whoever has
    not published by `closes_on` is asked until this day, the last before the mid-cycle review. After that it
    is too late for this cycle.
    """

    audience: Audience
    opens_on: date
    steps: Mapping[str, date]
    closes_on: date
    asked_until: date

    def state(self, today: date) -> WindowState:
        """Whether it is ahead, open, past its last day, or too late for all of it."""
        if today < self.opens_on:
            return WindowState.AHEAD
        if today <= self.closes_on:
            return WindowState.OPEN
        return WindowState.OVERDUE if today <= self.asked_until else WindowState.OVER


@dataclass(frozen=True, slots=True)
class StepDue:
    """A step of drafting and the day by which it should be done."""

    step: str
    by: date


def drafting_windows(
    span: Span, rules: CalendarRules, moved: Mapping[str, date] = NOTHING_MOVED
) -> dict[Audience, DraftingWindow]:
    """When leadership, teams and individuals draft, in this order (R27).

    Leadership begins six weeks ahead, has a draft after two, and is final two weeks before the start; teams are asked
    from then until they publish, individuals from the teams' publication until their own. Steps without a date of
    their own in R27 are spread evenly over the working days. Whatever was moved, steps keep their order.
    """
    days = days_of(span, rules, moved)
    review = days["mid_cycle_review"]
    return {
        Audience.COMPANY: _window(days, Audience.COMPANY, days["leadership_drafts"], review),
        Audience.TEAMS: _window(days, Audience.TEAMS, days["company_final"], review),
        Audience.INDIVIDUALS: _window(days, Audience.INDIVIDUALS, days["teams_publish"], review),
    }


def step_due(window: DraftingWindow, today: date) -> StepDue | None:
    """The step that the calendar asks for on a day: the first that is not past its day yet.

    None before the window opens; after it has closed the last step, which is overdue then. None once it is over.
    """
    if window.state(today) in (WindowState.AHEAD, WindowState.OVER):
        return None
    upcoming = (StepDue(step, by) for step, by in window.steps.items() if by >= today)
    return next(upcoming, StepDue(STEPS[-1], window.closes_on))


def _window(days: Mapping[str, date], audience: Audience, opens: date, review: date) -> DraftingWindow:
    closes = days[day_name(audience, STEPS[-1])]
    opens = min(opens, closes)
    steps: dict[str, date] = {}
    reached = opens
    for step in STEPS:
        # Settings may have changed since a day was moved: it is held between its neighbours rather than believed.
        reached = min(max(days[day_name(audience, step)], reached), closes)
        steps[step] = reached
    return DraftingWindow(audience, opens, steps, closes, max(review - _DAY, closes))
