"""The forecast of an objective or a team, from the forecasts of its key results (R45)."""

from collections.abc import Sequence
from functools import cache
from itertools import count
from math import fsum
from statistics import NormalDist

from northing.core.measures import clamp
from northing.core.scoring import Commitment

from .explaining import Reason, ReasonCode
from .model import LEVELS
from .says import Forecast, forecast_of

CORRELATION = 0.3
"""How much luck key results share, because they share people, a quarter and its surprises: 0 would be none, 1 all."""

_SCENARIOS = 256
_KINDS_OF_LUCK = 256  # with more parts than these, two of them share all of their luck, and nobody notices
_DUST = 1e-9


def combine(parts: Sequence[tuple[Forecast, float]], commitment: Commitment) -> Forecast | None:
    """The distribution of the weighted mean of several ends, each counted between 0 and 1 as the roll-up does (R45).

    `parts` are forecasts with their weights; what has no forecast is left out by the caller. They are not taken to be
    independent: each shares `CORRELATION` of its luck with all others (a one-factor Gaussian copula). If they were, good
    and bad ends would cancel out, and a large team would look certain. Drawn from fixed scenarios, so the same parts give
    the same forecast in any order, bit for bit. None when nothing carries weight.
    """
    counted = sorted((one.quantiles, one.p70, one.p100, one.rests_on, weight) for one, weight in parts if weight > 0)
    if not counted:
        return None
    if len(counted) == 1:
        quantiles, p70, p100, _, _ = counted[0]
        quantiles = tuple([clamp(end) for end in quantiles])
    else:
        ends = _ends([(quantiles, weight) for quantiles, _, _, _, weight in counted])
        quantiles = tuple([ends[round(share * _SCENARIOS)] for share in LEVELS])
        p70, p100 = (sum(end >= level - _DUST for end in ends) / _SCENARIOS for level in (0.7, 1.0))
    return forecast_of(
        quantiles,
        p70=p70,
        p100=p100,
        commitment=commitment,
        rests_on=sum(number for _, _, _, number, _ in counted),
        reasons=(Reason(ReasonCode.COMBINED),),
    )


def _ends(parts: Sequence[tuple[Sequence[float], float]]) -> list[float]:
    """The weighted mean of the ends in every scenario, the worst first."""
    largest = max(weight for _, weight in parts)
    shares = [weight / largest for _, weight in parts]
    whole = fsum(shares)
    drawn = []
    for number, ((quantiles, _), share) in enumerate(zip(parts, shares, strict=True)):
        counts = [clamp(end) * share / whole for end in quantiles]
        places = _places(1 + number % _KINDS_OF_LUCK)
        drawn.append([counts[below] + (counts[below + 1] - counts[below]) * way for below, way in places])
    return sorted(clamp(fsum(scenario)) for scenario in zip(*drawn, strict=True))


@cache
def _places(number: int) -> tuple[tuple[int, float], ...]:
    """One part's luck in every scenario, as places on the lines between its quantiles: below which, and how far along."""
    shared, own = CORRELATION**0.5, (1 - CORRELATION) ** 0.5
    cdf, last = NormalDist().cdf, len(LEVELS) - 1
    places = []
    for ours, its in zip(_column(0), _column(number), strict=True):
        place = min(float(last), max(0.0, cdf(shared * ours + own * its) * (last + 2) - 1))
        below = min(last - 1, int(place))
        places.append((below, place - below))
    return tuple(places)


@cache
def _column(number: int) -> tuple[float, ...]:
    """Evenly spread normal numbers in an order of their own: a Kronecker sequence, whose step is the root of a prime."""
    step = _primes()[number] ** 0.5 % 1.0
    ranked = sorted(range(_SCENARIOS), key=lambda row: row * step % 1.0)
    inverse = NormalDist().inv_cdf
    column = [0.0] * _SCENARIOS
    for rank, row in enumerate(ranked):
        column[row] = inverse((rank + 0.5) / _SCENARIOS)
    return tuple(column)


@cache
def _primes() -> tuple[int, ...]:
    found: list[int] = []
    for candidate in count(2):
        if all(candidate % prime for prime in found):
            found.append(candidate)
            if len(found) > _KINDS_OF_LUCK:
                break
    return tuple(found)
