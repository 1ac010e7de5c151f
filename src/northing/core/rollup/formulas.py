"""The formulas of the roll-up, as pure functions of the numbers directly below.

They know nothing of graphs or tables: whoever holds the numbers below a node gets the node's number. The graph in this
room, the transaction of a check-in and the recomputation of everything all call the functions of this file, and every
sum goes through `math.fsum`, so it does not matter who adds up in which order: the result is the same to the last bit.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from math import fsum

from northing.core.measures import clamp


class DrawsFrom(StrEnum):
    """What an objective's progress is made of, as its author chose (R15)."""

    KEY_RESULTS = "key_results"
    ALIGNED = "aligned"
    BOTH = "both"


class Feeds(StrEnum):
    """Where a key result's value comes from (R12)."""

    CHECKINS = "checkins"
    ALIGNED = "aligned"
    KEY_RESULTS = "key_results"


class Combine(StrEnum):
    """How a key result that is fed by other key results puts their values together (R12)."""

    SUM = "sum"
    MEAN = "mean"
    MIN = "min"
    MAX = "max"


def mean_progress(progresses: Iterable[float | None]) -> float | None:
    """The mean of every progress that is there, clamped; None if there is none at all (R12 aligned, R14).

    What has no progress yet is left out here, not counted as 0: others' objectives may begin later than ours.
    """
    present = [clamp(progress) for progress in progresses if progress is not None]
    return fsum(present) / len(present) if present else None


def objective_progress(
    draws_from: DrawsFrom,
    key_results: Sequence[tuple[float, float | None]],
    aligned: Sequence[float | None],
    has_begun: bool,
) -> float | None:
    """An objective's progress, 0..1, or None for "no progress yet" (R13, R14, R15).

    `key_results`: weight (>= 0) and unclamped progress of *all* its key results, also those of weight 0: whether there
    are any decides whether the objective is directional. `aligned`: progress of each objective whose link points at
    this objective itself and that counts (published or closed, not deleted). `has_begun`: the objective's cycle has
    started, so a key result without progress counts as 0; before that it is left out.

    - Without key results (directional, R14): the mean of the aligned objectives that have progress.
    - KEY_RESULTS: the weighted mean of the key results. If all weights are 0, nothing counts: None.
    - ALIGNED: the mean of the aligned objectives that have progress, whatever the key results say.
    - BOTH: one weighted mean over the key results with their weights and the aligned objectives with weight 1 each.
    """
    if not key_results or draws_from is DrawsFrom.ALIGNED:
        return mean_progress(aligned)
    weights: list[float] = []
    moved: list[float] = []
    for weight, progress in key_results:
        if weight == 0.0 or (progress is None and not has_begun):
            continue
        weights.append(weight)
        if progress is not None:
            moved.append(weight * clamp(progress))
    if draws_from is DrawsFrom.BOTH:
        for progress in aligned:
            if progress is not None:
                weights.append(1.0)
                moved.append(clamp(progress))
    return fsum(moved) / fsum(weights) if weights else None


def combined_value(combine: Combine, values: Iterable[float | None]) -> float | None:
    """The value of a key result that is fed by other key results (R12); those without a value are left out."""
    present = [value for value in values if value is not None]
    if not present:
        return None
    match combine:
        case Combine.SUM:
            return fsum(present)
        case Combine.MEAN:
            return fsum(present) / len(present)
        case Combine.MIN:
            return min(present)
        case Combine.MAX:
            return max(present)


def flows(
    parent_draws_from: DrawsFrom,
    parent_has_key_results: bool,
    link_to_kr: bool,
    kr_feeds: Feeds | None = None,
) -> bool:
    """Does a value flow up along this link, or does the link only show direction (R12, R14, R15)?

    A link carries value to the very thing it points at and nowhere else. One that points at a key result
    (`link_to_kr`, R20) moves that key result if it is fed by aligned objectives. One that points at an objective (R21)
    moves the objective if it is directional or its author chose *aligned* or *both*.
    """
    if link_to_kr:
        return kr_feeds is Feeds.ALIGNED
    return not parent_has_key_results or parent_draws_from is not DrawsFrom.KEY_RESULTS
