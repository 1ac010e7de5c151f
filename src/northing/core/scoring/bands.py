"""Three bands for everything that lives on 0.0-1.0 (R1, R2)."""

import math
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache, lru_cache

from .commitments import Commitment


class Band(StrEnum):
    """Where a score, a confidence, a pace or a probability stands. Stale and none are no colours: nobody knows."""

    OFF = "off"
    RISK = "risk"
    ON = "on"
    STALE = "stale"
    NONE = "none"


BAND_WORDS: dict[Band, str] = {
    Band.OFF: "Off track",
    Band.RISK: "At risk",
    Band.ON: "On track",
    Band.STALE: "Stale",
    Band.NONE: "No value yet",
}

_NOISE = Decimal("1e-9")
_NO_TENTHS = 1e15  # neighbouring floats are further than a tenth apart


@lru_cache(maxsize=4096)
def round_tenth(x: float) -> float:
    """Round half-up to one decimal, as people do on paper: 0.65 -> 0.7, 0.35 -> 0.4, 0.25 -> 0.3 (R1).

    The number is read as it is written, not as its binary neighbour, and the dust of a computation is blown off first:
    what lies less than half a billionth below a half counts as the half. Halves below zero go up too: -0.25 -> -0.2.
    """
    if abs(x) >= _NO_TENTHS:
        return x
    written = Decimal(repr(x)).quantize(_NOISE, ROUND_HALF_UP)
    tenths = (written * 10 + Decimal("0.5")).to_integral_value(ROUND_FLOOR)
    return float(tenths / 10) + 0.0  # a negative zero becomes a plain one


def band(x: float | None) -> Band:
    """The band of a number on the scale, after rounding half-up to one decimal (R1). None has no value yet."""
    if x is None:
        return Band.NONE
    tenth = round_tenth(x)
    if tenth >= 0.7:
        return Band.ON
    return Band.RISK if tenth >= 0.4 else Band.OFF


def final_band(score: float | None, commitment: Commitment) -> Band:
    """The grade at the end (R2). Committed: green only at 1.0, amber 0.7-0.9, red below. All others as R1 says.

    Rounded first, like every band, so that what reads 1.0 on the screen is green.
    """
    if score is None or commitment is not Commitment.COMMITTED:
        return band(score)
    tenth = round_tenth(score)
    if tenth >= 1.0:
        return Band.ON
    return Band.RISK if tenth >= 0.7 else Band.OFF


def needs_post_mortem(score: float | None, commitment: Commitment) -> bool:
    """Whether a closed goal asks for a short post-mortem: a commitment that was missed (R2)."""
    return score is not None and commitment is Commitment.COMMITTED and final_band(score, commitment) is not Band.ON


@cache
def pace_thresholds() -> tuple[float, float]:
    """The smallest numbers whose bands are at risk and on track, exact to the last bit (R1).

    With them a database filters by band in two comparisons: with `risk_from, on_from = pace_thresholds()`,
    `band(x)` is on track exactly when x >= on_from, and off track exactly when x < risk_from.
    """
    return _smallest(Band.RISK, 0.0, 0.5), _smallest(Band.ON, 0.5, 1.0)


def _smallest(wanted: Band, below: float, reached: float) -> float:
    """The smallest float of that band, between one that is below it and one that has reached it."""
    while math.nextafter(below, reached) != reached:
        middle = below + (reached - below) / 2
        if band(middle) is wanted:
            reached = middle
        else:
            below = middle
    return reached
