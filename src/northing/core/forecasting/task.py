"""What a forecast is asked about: a key result's progress so far, and the time it has (R45)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from northing.core.scoring import Commitment


class Nature(StrEnum):
    """How progress comes about, which decides how the end is spread."""

    METRIC = "metric"
    """A number that moves: sales, minutes, the share of something."""
    STEPS = "steps"
    """Stages, milestones, deliverables: nothing for a long time, and then done or not."""
    JUDGED = "judged"
    """Somebody's estimate on the scale itself: a typed percentage, a zone that was reached."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What one check-in said: progress (unclamped) and the owner's confidence between 0 and 1, if they gave one."""

    on: date
    progress: float
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A key result as it was known at the end of the day `today`.

    `start` and `end` are the first and the last day of its cycle. `observed` may come in any order; what is dated after
    `today` is not used. `plan` holds the progress the owner expected on some days (R3a), and nothing means a straight
    line. `projected` is where the owner said it would end, as final progress, where they were asked that. `levels` are
    the only ends above 0 there can be, ascending, up to 1: the stages of a milestone, the zones of a scale.
    """

    start: date
    end: date
    today: date
    observed: Sequence[Observed]
    nature: Nature = Nature.METRIC
    commitment: Commitment = Commitment.ASPIRATIONAL
    plan: Sequence[tuple[date, float]] = ()
    projected: float | None = None
    levels: Sequence[float] = ()
