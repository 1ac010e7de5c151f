"""Scores between 0 and 1, proposed by the numbers and given by people (R10, R37)."""

import math
from collections.abc import Iterable

from northing.core.measures import Measure, clamp, score_of_value


def proposed_score(measure: Measure, value: float | None, progress: float | None) -> float | None:
    """The score the numbers propose for a key result (R10).

    With stretch levels it is read off the line through (start, 0), (level 0.3, 0.3), (level 0.7, 0.7), (target, 1.0)
    at the current value; without, it is the clamped progress. None while there is neither. It never overwrites what
    people say.
    """
    if value is not None and measure.level_03 is not None and measure.level_07 is not None:
        earned = score_of_value(measure, value)
        if earned is not None:
            return earned
    return None if progress is None else clamp(progress)


def weighted_score(pairs: Iterable[tuple[float, float | None]]) -> float | None:
    """An objective's score: the weighted mean of its key results' final scores, as (weight, score) pairs (R37).

    Key results that are not scored yet are left out, and those of weight 0 do not count. None when nothing counts.
    The order of the pairs does not matter, to the last bit.
    """
    counted = [(weight, score) for weight, score in pairs if score is not None and weight > 0]
    whole = math.fsum(weight for weight, _ in counted)
    return math.fsum(weight * score for weight, score in counted) / whole if whole > 0 else None
