"""What is read out of a history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from operator import attrgetter

from .task import Nature, Observed, Task

_ON = attrgetter("on")


@dataclass(frozen=True, slots=True)
class State:
    """A key result in the eyes of the model. Shares of the cycle are between 0 and 1."""

    at: float
    """Progress now, unclamped; 0 where nothing was observed."""
    passed: float
    """How much of the cycle is behind it: its days or, where the owner drew a plan, the mean of days and plan."""
    confidence: float | None
    projected: float | None
    nature: Nature
    levels: tuple[float, ...]
    seen: tuple[Observed, ...]
    """What was known, one for each day."""

    @property
    def rests_on(self) -> int:
        return len(self.seen)


def known(task: Task) -> tuple[Observed, ...]:
    """What was known at the end of `today`, by date; of several on one day the last one counts (R8a)."""
    return tuple({seen.on: seen for seen in sorted(task.observed, key=_ON) if seen.on <= task.today}.values())


def state_of(task: Task) -> State:
    seen = known(task)
    days = share_passed(task, task.today)
    return State(
        at=seen[-1].progress if seen else 0.0,
        passed=(days + planned_share(task, task.today)) / 2 if task.plan else days,
        confidence=_unit(next((one.confidence for one in reversed(seen) if one.confidence is not None), None)),
        projected=_unit(task.projected),
        nature=task.nature,
        levels=tuple(task.levels),
        seen=seen,
    )


def share_passed(task: Task, day: date) -> float:
    """The share of the cycle that is over at the end of a day, as `Span.elapsed` has it."""
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


def reached_on(task: Task, seen: Sequence[Observed]) -> date:
    """Since when progress has been at least what it is now. A start at 0 is taken for granted."""
    now = seen[-1].progress
    since = seen[-1].on
    for one in reversed(seen):
        if one.progress < now:
            return since
        since = one.on
    return since if now > 0.0 else min(task.start, since)


def _unit(said: float | None) -> float | None:
    return None if said is None else min(1.0, max(0.0, said))
