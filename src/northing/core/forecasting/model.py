"""The distribution of the final progress (R45).

For every level g between 0 and 1 the model says how likely the key result ends at g or above. In log-odds that is a
straight line in g, broken once, at the progress there is today:

    g above today's progress x:   u - idle - (g - x) * steepness
    g at or below it:             u + keeping + (x - g) * falling

where u grows with the pace, with the progress, and with the owner's confidence, and shrinks as time passes. The break
is the chance that it ends exactly where it stands; what is left at 1 is the chance that it is done, and what is missing
at 0 that nothing comes of it. Every term but those of time grows with progress, so more of it never makes anything look
worse. A line can be turned round, so quantiles need no search.
"""

import math
from dataclasses import dataclass

from .prior import PRIOR, Prior
from .state import State, state_of
from .task import Nature, Task

_SURE = 700.0  # beyond it exp() would overflow, and no probability would change


@dataclass(frozen=True, slots=True)
class Distribution:
    """Where it will end, as probabilities of reaching each level.

    What lies beyond 0 and 1 is not foreseen: a key result that stands above its target is foreseen to stay there or to
    fall below it, and one that stands below its start to stay there or to come back.
    """

    at: float
    """Today's progress, unclamped; 0 where nothing was observed."""
    here: float
    """Log-odds of ending at today's progress or above."""
    falling: float
    """How fast those grow towards 0."""
    beyond: float
    """Log-odds of ending anywhere above today's progress."""
    steepness: float
    """How fast those shrink towards 1."""

    def at_least(self, level: float) -> float:
        """The probability that final progress is `level` or more, with `level` above 0 and at most 1."""
        return probability(self.log_odds(level))

    def log_odds(self, level: float) -> float:
        x = min(1.0, max(0.0, self.at))
        if level <= x:
            return self.here + (x - level) * self.falling
        return self.beyond - (level - x) * self.steepness

    def quantile(self, share: float) -> float:
        """The progress that is not exceeded with this probability, strictly between 0 and 1."""
        x = min(1.0, max(0.0, self.at))
        odds = math.log((1.0 - share) / share)
        if odds >= self.here:
            final = x - (odds - self.here) / self.falling
        elif odds >= self.beyond:
            final = x
        else:
            final = x + (self.beyond - odds) / self.steepness
        if final >= 1.0:
            return max(1.0, self.at)
        return final if final > 0.0 else min(0.0, self.at)


def distribution(task: Task, prior: Prior = PRIOR) -> Distribution:
    """The distribution of the final progress, however little is known (R45). `forecast` says when it is worth showing.

    Never raises and never returns anything that is not a finite number, for any finite history.
    """
    return of_state(state_of(task), prior)


def of_state(state: State, prior: Prior) -> Distribution:
    elapsed = state.elapsed
    u = prior.base - prior.passing * elapsed + prior.pace * state.line + prior.level * state.x
    steep = prior.steep + prior.steeper * elapsed
    if state.nature is Nature.STEPS:
        u += prior.steps_base
        steep += prior.steps_steep
    elif state.nature is Nature.JUDGED:
        u += prior.judged_base
        steep += prior.judged_steep
    if state.confidence is not None:
        u += prior.confidence * (state.confidence - prior.usual_confidence)
    if state.projected is not None:
        u += prior.projection * (state.projected - prior.usual_projection)
    keeping = prior.keeping + prior.keeping_late * elapsed + prior.hold
    return Distribution(
        at=state.at,
        here=u + max(0.0, keeping) + max(0.0, prior.ease),
        falling=max(0.05, prior.falling),
        beyond=u + prior.ease - prior.idle * state.idle,
        steepness=max(0.05, steep),
    )


def probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(min(_SURE, -log_odds)))
