"""The forecast of an objective or a team, from the forecasts of its key results (R45)."""

from collections.abc import Sequence
from functools import cache
from math import fsum
from statistics import NormalDist

from northing.core.measures import clamp
from northing.core.scoring import Commitment, landing

from .explaining import Reason, ReasonCode
from .model import LEVELS
from .says import Forecast, interval

CORRELATION = 0.3
"""How much key results of one objective share their luck: people, quarter, priorities. 0 would be none, 1 all of it."""

_SCENARIOS = 256


def combine(parts: Sequence[tuple[Forecast, float]], commitment: Commitment) -> Forecast | None:
    """The distribution of the weighted mean of several ends, each counted between 0 and 1 as the roll-up does.

    Not independent: each key result shares `CORRELATION` of its luck with the others (a one-factor Gaussian copula). If
    they were independent, good and bad ends would cancel out too well, and large teams would look certain. Drawn from
    fixed scenarios, so the same parts in any order give the same forecast, bit for bit. None when nothing carries weight.
    """
    counted = sorted((one.quantiles, one.p70, one.p100, one.rests_on, weight) for one, weight in parts if weight > 0)
    whole = fsum(weight for *_, weight in counted)
    if not counted or whole <= 0:
        return None
    rests_on = sum(number for *_, number, _ in counted)
    if len(counted) == 1:
        quantiles, p70, p100, _, _ = counted[0]
        return _read(tuple([clamp(q) for q in quantiles]), p70, p100, commitment, rests_on)
    ends = sorted(
        fsum(
            weight / whole * _end(quantiles, luck)
            for (quantiles, _, _, _, weight), luck in zip(counted, lucks, strict=True)
        )
        for lucks in _scenarios(len(counted))
    )
    foreseen = [ends[round(share * _SCENARIOS)] for share in LEVELS]
    p70, p100 = (sum(end >= level - 1e-9 for end in ends) / _SCENARIOS for level in (0.7, 1.0))
    return _read(foreseen, p70, p100, commitment, rests_on)


def _read(quantiles: Sequence[float], p70: float, p100: float, commitment: Commitment, rests_on: int) -> Forecast:
    low, high = interval(quantiles, (0.0, 1.0))
    reason = Reason(ReasonCode.COMBINED)
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
        reason=reason,
        quantiles=tuple(quantiles),
        reasons=(reason,),
    )


def _end(quantiles: Sequence[float], luck: float) -> float:
    """The end that belongs to a share between 0 and 1, on the lines between the quantiles."""
    place = min(18.0, max(0.0, luck * 20 - 1))
    below = min(17, int(place))
    low, high = clamp(quantiles[below]), clamp(quantiles[below + 1])
    return low + (high - low) * (place - below)


@cache
def _normal() -> NormalDist:
    return NormalDist()


def _scenarios(count: int) -> list[tuple[float, ...]]:
    """Shares between 0 and 1 for `count` parts, evenly spread and correlated, the same every time."""
    columns = [_column(number) for number in range(count + 1)]
    own, shared = (1 - CORRELATION) ** 0.5, CORRELATION**0.5
    cdf = _normal().cdf
    return [
        tuple(cdf(shared * columns[0][row] + own * columns[number][row]) for number in range(1, count + 1))
        for row in range(_SCENARIOS)
    ]


@cache
def _column(number: int) -> tuple[float, ...]:
    """Evenly spread normal numbers in an order of their own (a Kronecker sequence with the roots of primes)."""
    step = _prime(number) ** 0.5 % 1.0
    places = sorted(range(_SCENARIOS), key=lambda row: (row * step) % 1.0)
    ranks = [0] * _SCENARIOS
    for rank, row in enumerate(places):
        ranks[row] = rank
    return tuple(_normal().inv_cdf((rank + 0.5) / _SCENARIOS) for rank in ranks)


@cache
def _prime(number: int) -> int:
    candidate = 2 if number == 0 else _prime(number - 1) + 1
    while any(candidate % divisor == 0 for divisor in range(2, int(candidate**0.5) + 1)):
        candidate += 1
    return candidate
