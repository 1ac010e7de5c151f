"""What is known about key results before anything is known about this one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prior:
    """The numbers of the model, in log-odds unless they say otherwise. `model.py` says what each is multiplied with.

    The defaults were fitted to the histories of real key results (`docs/forecasting.md`). `ease`, `hold` and
    `learned_from` are an organisation's own, learned from its closed cycles and 0 until then.
    """

    base: float = 1.16
    """Getting any further than today, at the start of a cycle, with nothing else known."""
    passing: float = 1.15
    """How much of that is lost while the cycle passes."""
    steep: float = 1.22
    """How much harder it gets per unit further away, at the start of a cycle."""
    steeper: float = 0.74
    """... and how much more so at its end."""
    keeping: float = 0.95
    """Not falling back behind what was reached."""
    keeping_late: float = 1.34
    """... and how much more so at the end of the cycle."""
    falling: float = 1.28
    """How much surer it is not to fall further, per unit."""
    confidence: float = 1.93
    """Per unit of the owner's confidence above or below what owners usually say."""
    usual_confidence: float = 0.6
    """What owners usually say, between 0 and 1."""
    projection: float = 1.68
    """Per unit of the owner's own projection above or below what owners usually project."""
    usual_projection: float = 0.7
    """What owners usually project, as final progress."""
    as_projected: float = 1.42
    """Reaching what the owner projected, or anything below it."""
    above_projection: float = -0.81
    """Getting further than the owner projected."""
    steps_base: float = -0.84
    """Added to `base` where progress comes in steps."""
    steps_steep: float = 0.69
    """Added to `steep` there."""
    judged_base: float = -0.23
    """Added to `base` where progress is somebody's estimate."""
    judged_steep: float = 0.33
    """Added to `steep` there."""
    unseen: float = 0.73
    """Added to `base` before the first check-in: a key result of which nothing is known may stand anywhere."""
    trend: float = 0.9
    """How much a number's own trend counts against everything else, once it has very many check-ins; between 0 and 1."""
    trend_after: float = 3.0
    """After how many check-ins beyond the first it counts half as much."""
    trend_spread: float = 0.08
    """How far ends lie from the trend when no time is left: the scale of a logistic distribution, in progress."""
    trend_widens: float = 0.35
    """... and how much further per square root of the share of the cycle that is left."""
    ease: float = 0.0
    """How much more easily than others this organisation gets further than where it stands."""
    hold: float = 0.0
    """How much better than others it keeps what it has reached."""
    learned_from: int = 0
    """Of how many closed key results those two were learned."""


PRIOR = Prior()
"""What the histories of real key results justify."""
