"""The range kind (R6): days in the band, accumulated like every other kind."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from northing.core.cadence import Span

from .kinds import Measure

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RangeDays:
    """Where a range key result stands (R6).

    `in_band` days of the `counted` ones were in the band; `total` days will have counted when the cycle ends.
    `off_by` is how far the last value lies outside, in the measure's unit: negative below `low`, positive above
    `high`, 0 inside.
    """

    in_band: int
    counted: int
    total: int
    inside_now: bool | None
    off_by: float


@dataclass(frozen=True, slots=True)
class WeekBand:
    """One week of the cycle for drawing: where it lies between 0 and 1, and whether most of its known days were in
    the band.

    `inside` is None for a week without a known day: before the first value, or still to come.
    """

    starts_share: float
    ends_share: float
    inside: bool | None


def distance_outside(measure: Measure, value: float) -> float:
    """How far a value lies outside the band (R6): negative below it, positive above it, 0 inside.

    Bounds belong to the band; an open side has no outside.
    """
    low = -math.inf if measure.low is None else measure.low
    high = math.inf if measure.high is None else measure.high
    if value < low:
        return value - low
    return value - high if value > high else 0.0


def range_days(measure: Measure, history: Sequence[tuple[date, float]], span: Span, through: date) -> RangeDays:
    """Count the days in the band, from the first value to the end of the day `through` (R6).

    The last known value holds until the next one; of several on one day the last one counts for the day. A value from
    before the cycle holds on its first day. Nothing is counted outside the cycle. `history` is ordered by date,
    levels only.
    """
    known = [(day, value) for day, value in history if day <= through]
    if not known:
        return RangeDays(0, 0, 0, None, 0.0)
    off_by = distance_outside(measure, known[-1][1])
    first = max(known[0][0], span.starts_on)
    until = min(through, span.ends_on)
    return RangeDays(
        in_band=sum(
            (last - since).days + 1
            for since, last, value in _stretches(known, first, until)
            if not distance_outside(measure, value)
        ),
        counted=max(0, (until - first).days + 1),
        total=max(0, (span.ends_on - first).days + 1),
        inside_now=off_by == 0,
        off_by=off_by,
    )


def range_weeks(
    measure: Measure, history: Sequence[tuple[date, float]], span: Span, through: date
) -> tuple[WeekBand, ...]:
    """The weeks of the cycle, seven days each from its start, the last one perhaps shorter, as the bar draws them."""
    known = [(day, value) for day, value in history if day <= through]
    until = min(through, span.ends_on)
    stretches = list(_stretches(known, max(known[0][0], span.starts_on), until)) if known else []
    days = (span.ends_on - span.starts_on).days + 1
    weeks = []
    for offset in range(0, days, 7):
        end = min(offset + 7, days)
        monday, sunday = span.starts_on + offset * _DAY, span.starts_on + (end - 1) * _DAY
        good = bad = 0
        for since, last, value in stretches:
            shared = max(0, (min(last, sunday) - max(since, monday)).days + 1)
            if distance_outside(measure, value):
                bad += shared
            else:
                good += shared
        weeks.append(WeekBand(offset / days, end / days, good > bad if good or bad else None))
    return tuple(weeks)


def _stretches(known: Sequence[tuple[date, float]], first: date, until: date) -> list[tuple[date, date, float]]:
    """(first day, last day, value) wherever a value held, cut to the days from `first` to `until`."""
    stretches = []
    for position, (day, value) in enumerate(known):
        next_day = known[position + 1][0] if position + 1 < len(known) else until + _DAY
        since, last = max(day, first), min(next_day - _DAY, until)
        if since <= last:
            stretches.append((since, last, value))
    return stretches
