"""Did our 0.7s land 70% of the time? (R41a)"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

from northing.core.scoring import round_tenth


@dataclass(frozen=True, slots=True)
class Said:
    """All the times one tenth was said: how often, and how often it then landed."""

    said: float
    times: int
    landed: int

    @property
    def share(self) -> float:
        return self.landed / self.times


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well a voice was calibrated over closed key results (R41a)."""

    rows: tuple[Said, ...]
    """By the tenth that was said, lowest first; only tenths that were said."""
    times: int
    brier: float
    """The mean squared distance between what was said and what happened: 0 is perfect, 0.25 is a coin."""
    too_high: float
    """How much more was said than happened, on average; below 0 it was too modest."""


def calibration(pairs: Iterable[tuple[float, bool]]) -> Calibration | None:
    """The reliability of a voice from (probability said, did it land) pairs of closed key results (R41a).

    None without any. Probabilities are between 0 and 1 and are read to the tenth, as they are shown.
    """
    said = [(round_tenth(min(1.0, max(0.0, chance))), landed) for chance, landed in pairs]
    if not said:
        return None
    rows = tuple(
        Said(
            tenth, sum(1 for one, _ in said if one == tenth), sum(1 for one, landed in said if one == tenth and landed)
        )
        for tenth in sorted({one for one, _ in said})
    )
    brier = fsum((chance - landed) ** 2 for chance, landed in said) / len(said)
    return Calibration(rows, len(said), brier, fsum(chance - landed for chance, landed in said) / len(said))
