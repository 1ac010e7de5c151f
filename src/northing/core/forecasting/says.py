"""What Northing says about the end: median, intervals, chances, and on how much that rests (R45)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from northing.core.scoring import Commitment, landing

from .explaining import Reason, ReasonCode, reasons
from .model import Distribution, of_state
from .prior import PRIOR, Prior
from .state import State, state_of
from .task import Task

HELD = 0.65
"""How much of the model's own probability the interval spans that holds 80% of the ends."""
_ALL_OF_IT = 0.8
"""A mean of several has no values where ends gather, so its interval needs the probability that it promises."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where it will end, on the scale of progress (R45).

    `low` to `high` holds the end in 80% of the cases, `low50` to `high50` is the middle of it. `p70` and `p100` are the
    chances of ending at 0.7 or 1.0 or better, `lands` the one that counts for the commitment. `rests_on` says how many
    check-ins it rests on and `reason` why it is so. `quantiles` belong to `LEVELS`.
    """

    median: float
    low: float
    high: float
    low50: float
    high50: float
    p70: float
    p100: float
    lands: float
    rests_on: int
    reason: Reason
    quantiles: tuple[float, ...]
    reasons: tuple[Reason, ...] = ()
    """Everything there is to say, the weightiest first; `reason` is the first of them."""


@dataclass(frozen=True, slots=True)
class Ray:
    """The forecast for one day between today and the end, for the cone of a chart."""

    on: date
    low: float
    low50: float
    median: float
    high50: float
    high: float


def forecast(task: Task, prior: Prior = PRIOR) -> Forecast | None:
    """The distribution of the final progress as people read it (R45).

    None when there is nothing it could rest on, before the first check-in and before the cycle has begun, and when there
    is nothing left to foresee, after its last day.
    """
    state = state_of(task)
    if not worth_saying(task, state):
        return None
    return read(of_state(state, prior), task, state)


def worth_saying(task: Task, state: State) -> bool:
    return bool(state.seen) and task.start <= task.today <= task.end


def read(end: Distribution, task: Task, state: State) -> Forecast:
    return forecast_of(
        end.quantiles(),
        p70=end.at_least(0.7),
        p100=end.at_least(1.0),
        commitment=task.commitment,
        rests_on=len(state.seen),
        reasons=reasons(task, state),
    )


def forecast_of(
    quantiles: Sequence[float],
    *,
    p70: float,
    p100: float,
    commitment: Commitment,
    rests_on: int,
    reasons: tuple[Reason, ...],
) -> Forecast:
    """A forecast from the numbers that it consists of: the rest of it follows from these.

    `quantiles` are those at `LEVELS`; there is at least one reason.
    """
    combined = reasons[0].code is ReasonCode.COMBINED
    low, high = interval(quantiles, _ALL_OF_IT if combined else HELD)
    return Forecast(
        median=quantiles[9],
        low=low,
        high=high,
        low50=max(low, quantiles[4]),
        high50=min(high, quantiles[14]),
        p70=p70,
        p100=p100,
        lands=p100 if landing(commitment) >= 1.0 else p70,
        rests_on=rests_on,
        reason=reasons[0],
        quantiles=tuple(quantiles),
        reasons=reasons,
    )


def interval(quantiles: Sequence[float], held: float = HELD) -> tuple[float, float]:
    """The interval that holds the end in 80% of the cases: the shortest of those that have `held` of the probability.

    Ends gather at nothing, at where it stands and at done, so an interval that reaches such a value holds all who end
    there, which is more than it promises. On real key results this one holds what it says (`docs/forecasting.md`).
    """
    reach = (min(0.0, quantiles[0]), *quantiles, max(1.0, quantiles[-1]))
    width = round(held * (len(reach) - 1))
    return min(
        ((reach[below], reach[below + width]) for below in range(len(reach) - width)),
        key=lambda one: one[1] - one[0],
    )


def needed_per_week(task: Task, landing: float) -> float | None:
    """How much progress a week would be needed from tomorrow on to land; 0 when it has landed.

    None when no day is left, and before the first check-in.
    """
    state = state_of(task)
    days_left = (task.end - max(task.today, task.start)).days
    if not state.rests_on or days_left <= 0:
        return None
    return max(0.0, landing - state.at) * 7 / days_left


def cone(task: Task, prior: Prior, days: Sequence[date]) -> list[Ray]:
    """How the forecast opens from today's progress to the end, on the days asked for, in their order.

    The median runs straight to its end. So do the bounds, but those that lead away from today's progress on their own
    side open early, with the square root of time, as uncertainty does. Days up to today have today's progress, days
    after the end what is foreseen for the end. Empty while there is no forecast.
    """
    end = forecast(task, prior)
    if end is None:
        return []
    at = state_of(task).at
    left = (task.end - task.today).days
    rays = []
    for day in days:
        ahead = (day - task.today).days
        way = 0.0 if ahead <= 0 else min(1.0, ahead / left) if left else 1.0
        early = way**0.5
        rays.append(
            Ray(
                on=day,
                low=_along(at, end.low, early if end.low < at else way),
                low50=_along(at, end.low50, early if end.low50 < at else way),
                median=_along(at, end.median, way),
                high50=_along(at, end.high50, early if end.high50 > at else way),
                high=_along(at, end.high, early if end.high > at else way),
            )
        )
    return rays


def _along(start: float, end: float, way: float) -> float:
    return start + (end - start) * way if way < 1.0 else end
