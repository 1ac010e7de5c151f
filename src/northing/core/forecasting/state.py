"""What the model reads out of a history: seven numbers."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from .task import Nature, Observed, Task

_LEAST_PLANNED = 0.08
"""A week of a quarter: before that, a line through the start and now says nothing."""
_STEEPEST = 1.5


@dataclass(frozen=True, slots=True)
class State:
    """A key result in the eyes of the model. Shares of the cycle are between 0 and 1."""

    at: float
    """Progress now, unclamped; 0 where nothing was observed."""
    x: float
    """The same between 0 and 1."""
    elapsed: float
    """The share of the cycle that has passed."""
    line: float
    """Where a line from the start through now would end, along the plan if there is one: 0 to 1.5."""
    idle: float
    """The share of the cycle since it got where it stands."""
    confidence: float | None
    projected: float | None
    nature: Nature
    rests_on: int
    reached_on: date
    """The day it got where it stands, at the latest the day of the last observation."""


def known(task: Task) -> list[Observed]:
    """What was known at the end of `today`, by date; of several on one day the last one counts (R8a)."""
    by_day = {seen.on: seen for seen in sorted(task.observed, key=_on) if seen.on <= task.today}
    return list(by_day.values())


def state_of(task: Task) -> State:
    seen = known(task)
    elapsed = share_passed(task, task.today)
    confidence = next((one.confidence for one in reversed(seen) if one.confidence is not None), None)
    if not seen:
        return State(
            at=0.0, x=0.0, elapsed=elapsed, line=0.0, idle=0.0, confidence=None, projected=_unit(task.projected),
            nature=task.nature, rests_on=0, reached_on=task.start,
        )  # fmt: skip
    at = seen[-1].progress
    reached_on = _reached_on(task, seen)
    x = min(1.0, max(0.0, at))
    planned = max(_LEAST_PLANNED, planned_share(task, seen[-1].on))
    return State(
        at=at,
        x=x,
        elapsed=elapsed,
        line=min(_STEEPEST, x / planned),
        idle=max(0.0, elapsed - share_passed(task, reached_on)),
        confidence=_unit(confidence),
        projected=_unit(task.projected),
        nature=task.nature,
        rests_on=len(seen),
        reached_on=reached_on,
    )


def share_passed(task: Task, day: date) -> float:
    """The share of the cycle that is over at the end of a day, between 0 and 1 (as `Span.elapsed`)."""
    days = max(1, (task.end - task.start).days + 1)
    return min(max((day - task.start).days + 1, 0), days) / days


def planned_share(task: Task, day: date) -> float:
    """How much of the way the plan has behind it at the end of a day: a straight line unless the owner drew one."""
    passed = share_passed(task, day)
    if not task.plan:
        return passed
    drawn = {share_passed(task, on): min(1.0, max(0.0, expected)) for on, expected in sorted(task.plan)}
    path = sorted(({0.0: 0.0, 1.0: max(drawn.values())} | drawn).items())
    for (x0, y0), (x1, y1) in pairwise(path):
        if passed < x1:
            return y0 + (y1 - y0) * (passed - x0) / (x1 - x0)
    return path[-1][1]


def _reached_on(task: Task, seen: list[Observed]) -> date:
    """Since when progress has been at least what it is now. A start at 0 is taken for granted."""
    now = seen[-1].progress
    since = seen[-1].on
    for one in reversed(seen):
        if one.progress < now:
            return since
        since = one.on
    return since if now > 0.0 else min(task.start, since)


def _on(seen: Observed) -> date:
    return seen.on


def _unit(said: float | None) -> float | None:
    return None if said is None else min(1.0, max(0.0, said))
