"""What is read out of a history."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from operator import attrgetter

from northing.core.scoring import landing

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
    trend: float = 0.0
    """Where it ends if it goes on as it went; grows with today's progress."""
    left: float = 1.0
    """How much of the cycle's days is still to come."""

    @property
    def rests_on(self) -> int:
        return len(self.seen)


def known(task: Task) -> tuple[Observed, ...]:
    """What was known at the end of `today`, by date; of several on one day the last one counts (R8a)."""
    return tuple({seen.on: seen for seen in sorted(task.observed, key=_ON) if seen.on <= task.today}.values())


def state_of(task: Task) -> State:
    seen = known(task)
    return State(
        at=seen[-1].progress if seen else 0.0,
        passed=passed_of(task),
        confidence=_unit(next((one.confidence for one in reversed(seen) if one.confidence is not None), None)),
        projected=_unit(task.projected),
        nature=task.nature,
        levels=tuple(task.levels),
        seen=seen,
        trend=trend_of(task, seen),
        left=1.0 - share_passed(task, task.today),
    )


def trend_of(task: Task, seen: Sequence[Observed]) -> float:
    """Where a number ends that goes on as it went: half as it did since the start, half as in the later half of that time."""
    passed, left = (task.today - task.start).days + 1, (task.end - task.today).days
    now = seen[-1].progress if seen else 0.0
    if passed <= 0 or left <= 0:
        return now
    middle = task.start + timedelta(days=passed // 2 - 1)
    early = bisect_right(seen, middle, key=_ON)
    was, since = (seen[early - 1].progress, max(task.start, seen[early - 1].on)) if early else (0.0, task.start)
    lately = (now - was) / max(1, (task.today - since).days + (not early))
    return now + (now / passed + lately) / 2 * left


def share_passed(task: Task, day: date) -> float:
    """The share of the cycle that is over at the end of a day, as `Span.elapsed` has it."""
    days = max(1, (task.end - task.start).days + 1)
    return min(max((day - task.start).days + 1, 0), days) / days


def expected_by(task: Task, day: date) -> float:
    """The progress expected at the end of a day: a straight line to the landing, or along what the owner drew (R3a)."""
    passed, lands = share_passed(task, day), landing(task.commitment)
    drawn = {share_passed(task, on): expected for on, expected in sorted(task.plan) if task.start <= on <= task.end}
    if not drawn:
        return lands * passed
    path = sorted(({0.0: 0.0, 1.0: lands} | drawn).items())
    for (x0, y0), (x1, y1) in pairwise(path):
        if passed < x1:
            return y0 + (y1 - y0) * (passed - x0) / (x1 - x0)
    return path[-1][1]


def passed_of(task: Task) -> float:
    """How much of the cycle is behind the key result. Who planned to begin late has lost less by now: where the owner
    drew a plan, it is the mean of the days and of the plan's share of the landing."""
    days = share_passed(task, task.today)
    if not task.plan:
        return days
    return (days + min(1.0, max(0.0, expected_by(task, task.today) / landing(task.commitment)))) / 2


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
