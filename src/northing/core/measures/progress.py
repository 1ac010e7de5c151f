"""How far a measure has moved (R4-R8a, R10). Progress is kept unclamped: it may be below 0 or above 1."""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from northing.core.cadence import Span

from .kinds import Kind, Measure, Reading
from .ranges import range_days

LARGEST = 1e15
"""No number of a key result, and no progress, is larger than this, above or below zero.

Doubles count whole units that far.
"""


def clamp(progress: float) -> float:
    """Progress as roll-up counts it: between 0 and 1."""
    return min(1.0, max(0.0, progress))


def level_series(measure: Measure, history: Sequence[tuple[date, float]]) -> tuple[tuple[date, float], ...]:
    """The level after each check-in, in the order of the history (R8a).

    A measure read as a level is its history. One read as increments is the start (0 when there is none) plus everything
    added so far, each total rounded once from the exact sum: the last one is what `current_value` says, bit for bit.
    """
    if measure.reading is Reading.LEVEL:
        return tuple(history)
    totals = _running_totals(measure.start or 0.0, (value for _, value in history))
    return tuple((day, total) for (day, _), total in zip(history, totals, strict=True))


def current_value(measure: Measure, history: Sequence[tuple[date, float]]) -> float | None:
    """What the measure stands at (R8a): the last level, or the start plus the sum of all increments. None without
    check-ins.

    `history` is ordered by date and holds effective values only: what a correction superseded is not in it.
    """
    if not history:
        return None
    if measure.reading is Reading.LEVEL:
        return history[-1][1]
    return math.fsum([measure.start or 0.0, *(value for _, value in history)])


def progress(measure: Measure, history: Sequence[tuple[date, float]], span: Span, through: date) -> float | None:
    """Progress of a key result at the end of the day `through`, unclamped; None when there is none yet.

    Values dated after `through` are not known on that day and are left out, so the same call answers *as of* a past
    date.

    - increase, decrease (R4, R5): (x - s) / (t - s). None without a value, a start or a target.
    - range (R6): days in the band so far / days of the cycle from the first value to its end. None without a value.
    - baseline (R7): 0 until a value and how it was measured are recorded, then 1.
    - milestone (R8): weight of the stages done / weight of all stages, whatever the history says. None without stages.
    """
    known = [(day, value) for day, value in history if day <= through]
    match measure.kind:
        case Kind.INCREASE | Kind.DECREASE:
            value = current_value(measure, known)
            return None if value is None else progress_of_value(measure, value)
        case Kind.RANGE:
            days = range_days(measure, level_series(measure, known), span, through)
            return days.in_band / days.total if days.counted else None
        case Kind.BASELINE:
            return 1.0 if known and measure.measured_how.strip() else 0.0
        case Kind.MILESTONE:
            return stages_progress(measure)


def stages_progress(measure: Measure) -> float | None:
    """Weight of the stages done / weight of all stages (R8). None when no stage carries weight."""
    whole = math.fsum(stage.weight for stage in measure.stages)
    if not 0 < whole < math.inf:
        return None
    return math.fsum(stage.weight for stage in measure.stages if stage.done) / whole


def progress_of_value(measure: Measure, value: float) -> float | None:
    """The way travelled / the whole way, in either direction (R4, R5).

    None for other kinds, and while start or target is open.
    """
    start, target = measure.start, measure.target
    if not measure.kind.has_direction or start is None or target is None or start == target:
        return None
    return _line(value, start, 0.0, target, 1.0)


def score_of_value(measure: Measure, value: float) -> float | None:
    """What a value earns between 0 and 1 (R10).

    Straight lines through the stretch levels; without levels the clamped progress. None where there is no progress.
    """
    points = _levels(measure)
    if not points:
        return None
    return clamp(_along([(earned_by, share) for share, earned_by in points], value))


def value_at(measure: Measure, score: float) -> float | None:
    """The value that earns a score: the ticks 0.3, 0.7 and 1.0 of a scale, in the measure's unit (R10). The inverse
    of `score_of_value`.

    Without levels it is the inverse of `progress_of_value` too. Beyond 0 and 1 the outermost stretch goes on.
    """
    points = _levels(measure)
    return _along(points, score) if points else None


def _levels(measure: Measure) -> list[tuple[float, float]]:
    """(score, value) from the start to the target, or nothing where they do not go one way."""
    start, target = measure.start, measure.target
    if not measure.kind.has_direction or start is None or target is None:
        return []
    stated = ((0.0, start), (0.3, measure.level_03), (0.7, measure.level_07), (1.0, target))
    points = [(share, value) for share, value in stated if value is not None]
    values = [value for _, value in points]
    return points if is_monotone(values) else []


def is_monotone(values: Sequence[float]) -> bool:
    """Every value is beyond the one before it, all in one direction."""
    steps = list(pairwise(values))
    return all(a < b for a, b in steps) or all(a > b for a, b in steps)


def _along(points: Sequence[tuple[float, float]], x: float) -> float:
    """y at x on the line through the points, monotone in x either way; beyond the ends the outermost piece goes on."""
    rising = points[0][0] < points[-1][0]
    reached = [i for i in range(1, len(points)) if (x <= points[i][0] if rising else x >= points[i][0])]
    piece = reached[0] if reached else len(points) - 1
    return _line(x, *points[piece - 1], *points[piece])


def _line(x: float, x0: float, y0: float, x1: float, y1: float) -> float:
    """y at x on the line through two points, exact at both of them, never beyond LARGEST."""
    if x == x1:
        return y1
    y = y0 + (y1 - y0) * ((x - x0) / (x1 - x0))
    return min(LARGEST, max(-LARGEST, y))


def _running_totals(first: float, rest: Iterable[float]) -> Iterator[float]:
    """`first` plus each next number, every total rounded once from the exact sum, which is kept as math.fsum keeps
    it.
    """
    exact = [first]
    for number in rest:
        exact = _added(exact, number)
        yield math.fsum(exact)


def _added(exact: Sequence[float], number: float) -> list[float]:
    """A sum kept in parts that do not overlap, with a number added to it without any rounding (Shewchuk)."""
    parts = []
    carried = number
    for part in exact:
        large, small = (carried, part) if abs(carried) >= abs(part) else (part, carried)
        carried = large + small
        lost = small - (carried - large)
        if lost:
            parts.append(lost)
    return [*parts, carried]
