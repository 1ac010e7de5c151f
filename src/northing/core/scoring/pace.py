"""Progress against what the calendar expects (R3a)."""

import math
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from northing.core.cadence import Span
from northing.core.measures import Measure, clamp, progress_of_value

from .bands import pace_thresholds
from .commitments import Commitment, landing

Plan = tuple[tuple[date, float], ...]
"""The path an owner drew: the values expected on some days of the cycle, in the unit of the key result."""


def expected_progress(
    commitment: Commitment,
    span: Span,
    day: date,
    plan: Plan | None = None,
    measure: Measure | None = None,
) -> float:
    """How much progress is expected by a day: landing x plan(e), where e is the elapsed share of the cycle (R3a).

    The plan is a straight line unless the owner drew dated expected values, which need the `measure` to be read.
    0 before the cycle, the landing (or what the owner drew for the end) after it.
    """
    if plan:
        if measure is None:
            raise ValueError("A plan of dated values needs the measure whose values they are.")
        return landing(commitment) * plan_share(plan, measure, span, day, landing(commitment))
    return landing(commitment) * span.elapsed(day)


def plan_share(plan: Plan, measure: Measure, span: Span, day: date, landing: float = 1.0) -> float:
    """plan(e): the share of the landing that the owner expects by a day (R3a). It may pass 1 where they drew beyond
    the landing.

    Straight lines run from the start of the cycle through the drawn values to the landing at its end; a value drawn
    for the last day replaces that end. Drawn days outside the cycle are ignored, and a measure whose values make no
    progress of their own (a range, a milestone, a start that is still open) has the straight line.
    """
    drawn = {
        span.elapsed(on): clamp(progress) / landing
        for on, value in sorted(plan)
        if span.contains(on) and (progress := progress_of_value(measure, value)) is not None
    }
    if not drawn:
        return span.elapsed(day)
    return _between(sorted(({0.0: 0.0, 1.0: 1.0} | drawn).items()), span.elapsed(day))


def plan_problems(plan: Plan, span: Span) -> list[str]:
    """What is wrong with a drawn plan, in sentences: days outside the cycle or drawn twice, numbers that are none."""
    days = [on for on, _ in plan]
    found = [f"{on:%Y-%m-%d} is not in the cycle." for on in days if not span.contains(on)]
    found += [
        f"{on:%Y-%m-%d} has two expected values. Keep one." for on in sorted({d for d in days if days.count(d) > 1})
    ]
    found += [f"The expected value on {on:%Y-%m-%d} is not a number." for on, value in plan if not math.isfinite(value)]
    return found


def pace(progress: float | None, expected: float) -> float | None:
    """Progress / expected progress, clamped to 0..1 (R3a). None without progress, and while nothing is expected yet."""
    if progress is None or expected <= 0:
        return None
    return clamp(progress / expected)


@lru_cache(maxsize=1024)
def progress_thresholds(expected: float) -> tuple[float, float]:
    """The smallest progress whose pace is at risk, and on track, against one expectation, exact to the last bit.

    For filters in a database over key results of one cycle and commitment, which share their expectation: no division
    per row. Both are infinite while nothing is expected.
    """
    if expected <= 0:
        return math.inf, math.inf
    risk_from, on_from = pace_thresholds()
    return _smallest_progress(risk_from, expected), _smallest_progress(on_from, expected)


def _smallest_progress(pace_from: float, expected: float) -> float:
    """The smallest float that divided by `expected` reaches `pace_from`: the product, or a neighbour of it."""
    progress = pace_from * expected
    while progress / expected >= pace_from:
        progress = math.nextafter(progress, -math.inf)
    while progress / expected < pace_from:
        progress = math.nextafter(progress, math.inf)
    return progress


def _between(path: Sequence[tuple[float, float]], x: float) -> float:
    """y at x on the lines through the path, whose x runs from 0 to 1."""
    for (x0, y0), (x1, y1) in pairwise(path):
        if x < x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return path[-1][1]
