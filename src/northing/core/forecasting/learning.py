"""An organisation's own numbers, from the key results it has closed (R45)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from math import fsum

from .model import of_state, probability
from .prior import PRIOR, Prior
from .state import state_of
from .task import Task

_CUTS = (0.25, 0.5, 0.75)
_LEVELS = (0.1, 0.3, 0.5, 0.7, 1.0)
_DUST = 1e-9
_HELD_BACK = 1.5
"""How firmly the two numbers are held at 0: organisations differ by 0.8 or so in log-odds, and this is 1 / 0.8 squared."""
_FURTHEST = 3.0


@dataclass(frozen=True, slots=True)
class Closed:
    """A key result whose end is known: its whole history, and the score it ended with (or its final progress)."""

    task: Task
    final: float


def learn(closed: Sequence[Closed], prior: Prior = PRIOR) -> Prior:
    """The prior, moved towards how this organisation's closed key results went from a quarter, half and three quarters
    of their time to their end.

    Two numbers move: how easily it gets further than it stands (`ease`), and how well it keeps what it has (`hold`). Both
    are held back towards what is usual, more so the fewer key results have closed; without any the prior comes back.
    """
    if not closed:
        return replace(prior, ease=0.0, hold=0.0, learned_from=0)
    plain = replace(prior, ease=0.0, hold=0.0)
    beyond: list[tuple[float, bool]] = []
    here: list[tuple[float, bool]] = []
    for one in closed:
        length = (one.task.end - one.task.start).days
        for cut in _CUTS:
            state = state_of(replace(one.task, today=one.task.start + timedelta(days=int(length * cut))))
            if not state.seen:
                continue
            end = of_state(state, plain)
            for level in _LEVELS:
                (here if level <= state.at else beyond).append((end.log_odds(level), one.final >= level - _DUST))
    each = 1 / (len(_CUTS) * len(_LEVELS))
    return replace(prior, ease=_shift(beyond, each), hold=_shift(here, each), learned_from=len(closed))


def _shift(pairs: Sequence[tuple[float, bool]], each: float) -> float:
    """What to add to all log-odds so that they fit best, held back towards 0 (Newton's method; the loss is convex)."""
    shift = 0.0
    for _ in range(20):
        chances = [(probability(log_odds + shift), happened) for log_odds, happened in pairs]
        slope = fsum(happened - chance for chance, happened in chances) * each - _HELD_BACK * shift
        curve = fsum(chance * (1.0 - chance) for chance, _ in chances) * each + _HELD_BACK
        shift = min(_FURTHEST, max(-_FURTHEST, shift + slope / curve))
    return shift
