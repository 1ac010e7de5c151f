"""The distribution of the final progress (R45).

For every level g between 0 and 1 the model says how likely the key result ends at g or above. In log-odds that is a
straight line in g, broken at the progress there is today:

    g above today's progress x:   u - (g - x) * steepness
    g at or below it:             u + keeping + (x - g) * falling

where u grows with the owner's confidence and shrinks as time passes. The break is the chance that it ends exactly where
it stands; what is left at 1 is the chance that it is done, and what is missing at 0 that nothing comes of it. Where the
owner projected an end, there is a second break at that level.

A number that was checked in more than once also has a trend: where it ends if it goes on as it went. Around it lies a
logistic distribution, whose log-odds are a straight line as well. The two lines are averaged, and the trend counts more
with each check-in: what was seen often is known better than what key results usually do.

Nothing in it shrinks when there is more progress, so more of it never makes any end look worse. A broken line can be
turned round piece by piece, so quantiles need no search.
"""

import math
from bisect import bisect_right
from dataclasses import dataclass

from .prior import PRIOR, Prior
from .state import State, state_of
from .task import Nature, Task

_SURE = 700.0  # beyond it exp() would overflow, and no probability would change
_DUST = 1e-9
_FLATTEST = 0.05

LEVELS: tuple[float, ...] = tuple(step / 20 for step in range(1, 20))
"""The nineteen probabilities, 0.05 to 0.95, whose quantiles a forecast carries along."""

_ODDS = tuple(math.log((1.0 - share) / share) for share in LEVELS)


@dataclass(frozen=True, slots=True)
class Distribution:
    """Where it will end, as probabilities of reaching each level.

    What lies beyond 0 and 1 is not foreseen: a key result that stands above its target is foreseen to stay there or to
    fall below it, and one that stands below its start to stay there or to come back.
    """

    at: float
    """Today's progress, unclamped; 0 where nothing was observed."""
    x: float
    """The same between 0 and 1."""
    here: float
    """Log-odds of ending at today's progress or above."""
    falling: float
    """How fast those grow towards 0."""
    beyond: float
    """Log-odds of ending anywhere above today's progress."""
    steepness: float
    """How fast those shrink towards 1."""
    projected: float | None = None
    """Where the owner said it would end."""
    as_projected: float = 0.0
    """What is added to the log-odds up to there."""
    above_projection: float = 0.0
    """What is added above, at most `as_projected`."""
    levels: tuple[float, ...] = ()
    """The only levels it can end at, besides 0 and today's, where it cannot end anywhere; in ascending order."""

    def at_least(self, level: float) -> float:
        """The probability that final progress is `level` or more."""
        if level > 1.0:
            return self.at_least(1.0) if level <= self.at else 0.0
        if level <= 0.0 and level <= self.at:
            return 1.0
        return probability(self.log_odds(level))

    def log_odds(self, level: float) -> float:
        """The same in log-odds, for levels above 0 and at most 1."""
        x = self.x
        if level <= x:
            level = min(self._up(level), x)
            odds = self.here + (x - level) * self.falling
        else:
            level = self._up(level)
            odds = self.beyond - (level - x) * self.steepness
        if self.projected is None:
            return odds
        return odds + (self.as_projected if level <= self.projected + _DUST else self.above_projection)

    def quantile(self, share: float) -> float:
        """The progress that is not exceeded with this probability, strictly between 0 and 1."""
        return self._end(math.log((1.0 - share) / share))

    def quantiles(self) -> tuple[float, ...]:
        """The same for all `LEVELS`."""
        return tuple([self._end(odds) for odds in _ODDS])

    def _end(self, odds: float) -> float:
        """The best end that is reached with these log-odds or better."""
        if self.projected is None:
            final = self._reached(odds)
        else:
            final = self._reached(odds - self.above_projection)
            if final <= self.projected:
                final = min(self.projected, self._reached(odds - self.as_projected))
        if self.levels:
            final = self._down(final)
        if final >= 1.0:
            return max(1.0, self.at)
        return final if final > 0.0 else min(0.0, self.at)

    def _reached(self, odds: float) -> float:
        """The highest level whose log-odds, leaving projections aside, are at least these; may lie outside 0 to 1."""
        if odds < self.beyond:
            return self.x + (self.beyond - odds) / self.steepness
        return self.x if odds < self.here else self.x - (odds - self.here) / self.falling

    def _up(self, level: float) -> float:
        """Whoever reaches a level between two possible ones has reached the upper."""
        return next((one for one in self.levels if one >= level - _DUST), 1.0) if self.levels else level

    def _down(self, final: float) -> float:
        below = bisect_right(self.levels, final + _DUST)
        level = self.levels[below - 1] if below else 0.0
        x = self.x
        return max(level, x) if x <= final else level


def distribution(task: Task, prior: Prior = PRIOR) -> Distribution:
    """The distribution of the final progress, however little is known (R45). `forecast` says when it is worth showing.

    Never raises and never returns anything that is not a finite number, for any finite history.
    """
    return of_state(state_of(task), prior)


def of_state(state: State, prior: Prior) -> Distribution:
    """The same, from what was read out of the history."""
    passed = state.passed
    u = prior.base - prior.passing * passed
    steep = prior.steep + prior.steeper * passed
    if state.nature is Nature.STEPS:
        u += prior.steps_base
        steep += prior.steps_steep
    elif state.nature is Nature.JUDGED:
        u += prior.judged_base
        steep += prior.judged_steep
    if not state.rests_on:
        u += prior.unseen
    if state.confidence is not None:
        u += prior.confidence * (state.confidence - prior.usual_confidence)
    if state.projected is not None:
        u += prior.projection * (state.projected - prior.usual_projection)
    x = min(1.0, max(0.0, state.at))
    beyond, here = u + prior.ease, u + prior.keeping + prior.keeping_late * passed + prior.hold
    falling = prior.falling
    weight = weight_of_trend(state, prior)
    if weight > 0.0:
        spread = prior.trend_spread + prior.trend_widens * math.sqrt(state.left)
        reached = (state.trend - x) / spread  # the trend's own log-odds of ending at today's progress or above
        beyond += weight * (reached - beyond)
        here += weight * (reached - here)
        steep += weight * (1.0 / spread - steep)
        falling += weight * (1.0 / spread - falling)
    return Distribution(
        at=state.at,
        x=x,
        here=max(beyond, here),
        falling=max(_FLATTEST, falling),
        beyond=beyond,
        steepness=max(_FLATTEST, steep),
        projected=state.projected,
        as_projected=prior.as_projected,
        above_projection=prior.above_projection,
        levels=state.levels,
    )


def weight_of_trend(state: State, prior: Prior) -> float:
    """How much the way so far says about the rest, from 0 to 1: nothing after one check-in, and more with each. What comes
    in steps has no trend, and an estimate is made by somebody who has seen theirs."""
    if state.nature is not Nature.METRIC or state.rests_on < 2:
        return 0.0
    more = state.rests_on - 1
    return prior.trend * more / (more + prior.trend_after)


def probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(min(_SURE, -log_odds)))
