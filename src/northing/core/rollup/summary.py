"""The roll-up of a cycle, a team or the company: means and counts, for each commitment by itself (R18)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from northing.core.scoring import Band, Commitment

from .formulas import mean_progress


@dataclass(frozen=True, slots=True)
class CommitmentSummary:
    """All objectives of one commitment.

    `mean`: mean clamped progress of those that have any, or None. `bands` has every band, also those that count 0, and
    adds up to `count`.
    """

    count: int
    without_progress: int
    mean: float | None
    bands: Mapping[Band, int]


@dataclass(frozen=True, slots=True)
class Summary:
    """One summary for each commitment that occurs, in the order committed, aspirational, learning.

    There is no mean over all of them: 0.7 is a success for one and a miss for the other.
    """

    by_commitment: Mapping[Commitment, CommitmentSummary]

    @property
    def count(self) -> int:
        return sum(part.count for part in self.by_commitment.values())


def summarise(items: Iterable[tuple[Commitment, float | None, Band]]) -> Summary:
    """Sum up published objectives, given as (commitment, progress, band shown now) (R18)."""
    groups: dict[Commitment, list[tuple[float | None, Band]]] = {commitment: [] for commitment in Commitment}
    for commitment, progress, band in items:
        groups[commitment].append((progress, band))
    return Summary({commitment: _summary(group) for commitment, group in groups.items() if group})


def _summary(group: list[tuple[float | None, Band]]) -> CommitmentSummary:
    bands = dict.fromkeys(Band, 0)
    for _, band in group:
        bands[band] += 1
    without = sum(progress is None for progress, _ in group)
    return CommitmentSummary(len(group), without, mean_progress(progress for progress, _ in group), bands)
