"""Fits the prior of the forecast to histories: `python -m bench.forecast_fit FILE [--leave-out organisation]`.

FILE is as in `bench.forecast`. Prints the fitted numbers, one JSON line, and with `--leave-out` how well ends are foreseen
that the fit has not seen: each organisation's (or kind's, or objective's) by a prior fitted to all others.

What is minimised, over histories cut at six times: half the log loss and half the Brier score of reaching each of twenty
levels, 0.7 counted four times, an organisation's histories slightly less the more it has; and how far the numbers are from
what one would guess before seeing any data (`GUESSED`), so that few histories cannot bend them. It takes a minute.
"""

import argparse
import json
import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from bench.forecast import (
    CUTS,
    DUST,
    GOOD,
    History,
    base_rate,
    histories,
    judge,
    last_value_stays,
    northing,
    straight_line,
)
from northing.core.forecasting import Prior, State, of_state, state_of

SEEN_AT = (0.25, 0.35, 0.5, 0.6, 0.75, 0.85)
LEVELS = tuple(step / 20 for step in range(1, 21))
WEIGHTS = tuple(4 / 23 if abs(level - GOOD) < DUST else 1 / 23 for level in LEVELS)
STRENGTH = 0.5
"""How much the guesses count."""
BY_SIZE = 0.1
"""The weight of a history is the size of its organisation to the power of minus this."""

GUESSED = {  # each number with how far off the guess may be
    "base": (0.0, 2.0),
    "passing": (1.0, 1.0),
    "steep": (1.0, 1.0),
    "steeper": (1.0, 1.5),
    "keeping": (1.5, 1.0),
    "keeping_late": (1.5, 1.5),
    "falling": (1.5, 1.0),
    "confidence": (1.0, 1.0),
    "usual_confidence": (0.6, 0.03),
    "projection": (1.0, 1.0),
    "usual_projection": (0.7, 0.1),
    "as_projected": (1.5, 1.5),
    "above_projection": (-1.0, 1.0),
    "steps_base": (0.0, 0.5),
    "steps_steep": (0.0, 0.7),
    "judged_base": (0.0, 0.5),
    "judged_steep": (0.0, 0.7),
    "unseen": (0.0, 0.5),
}
SIGNED = frozenset({"base", "above_projection", "steps_base", "steps_steep", "judged_base", "judged_steep", "unseen"})
"""All others are at least 0: with these the model keeps its promise that more progress never looks worse."""


class Row(NamedTuple):
    state: State
    final: float
    weight: float


def rows(known: Sequence[History]) -> list[Row]:
    ended = [(one, one.final) for one in known if one.final is not None]
    sizes = Counter(one.organisation for one, _ in ended)
    weights = [sizes[one.organisation] ** -BY_SIZE for one, _ in ended]
    each = len(ended) / sum(weights) / len(SEEN_AT)
    return [
        Row(state_of(one.at(cut)), final, weight * each)
        for (one, final), weight in zip(ended, weights, strict=True)
        for cut in SEEN_AT
    ]


def loss(prior: Prior, seen: Sequence[Row]) -> float:
    guessing = sum(((getattr(prior, name) - guess) / off) ** 2 for name, (guess, off) in GUESSED.items())
    return STRENGTH * guessing / 2 + sum(row.weight * loss_of(prior, row) for row in seen)


def loss_of(prior: Prior, row: Row) -> float:
    end = of_state(row.state, prior)
    total = 0.0
    for level, weight in zip(LEVELS, WEIGHTS, strict=True):
        reached = end.at_least(level)
        chance = 1 - reached if row.final < level - DUST else reached  # of what happened
        total += weight * (2 * (1 - chance) ** 2 - math.log(max(chance, DUST)) / 2)
    return total


def fitted(seen: Sequence[Row], sweeps: int = 60) -> Prior:
    """One number after the other is moved while that makes it better, in steps that grow and shrink.

    The trend is left out meanwhile: too few of these histories have one (`docs/forecasting.md`).
    """
    prior = replace(Prior(), trend=0.0, **{name: guess for name, (guess, _) in GUESSED.items()})
    steps = {name: off / 4 for name, (_, off) in GUESSED.items()}
    best = loss(prior, seen)
    for _ in range(sweeps):
        before = best
        for name in GUESSED:
            for step in (steps[name], -steps[name]):
                value = getattr(prior, name) + step
                moved = replace(prior, **{name: value if name in SIGNED else max(0.0, value)})
                found = loss(moved, seen)
                if found < best:
                    best, prior, steps[name] = found, moved, step * 1.5
                    break
            else:
                steps[name] /= 2
        if before - best < 1e-5:
            break
    return replace(prior, trend=Prior().trend)


def leave_out(known: Sequence[History], group: Callable[[History], str]) -> None:
    priors = {
        name: fitted(rows([one for one in known if group(one) != name]))
        for name in sorted({group(one) for one in known})
    }
    for cut in CUTS:
        for unseen in (False, True):
            ends = [(one, one.at(cut), one.final) for one in known if one.final is not None]
            ends = [(one, task, final) for one, task, final in ends if unseen or task.observed]
            rate = base_rate([final for _, _, final in ends])
            ours = judge([(northing(task, priors[group(one)]), final) for one, task, final in ends])
            others = [
                judge([(voice(task), final) for _, task, final in ends]) for voice in (last_value_stays, straight_line)
            ] + [judge([(rate, final) for _, _, final in ends])]
            row = {
                "cut": round(100 * cut),
                "also_before_the_first_check_in": unseen,
                "count": ours.count,
                "brier": ours.brier,
                "best_other_brier": min(one.brier for one in others),
                "mae": ours.error,
                "best_other_mae": min(one.error for one in others),
                "crps": ours.crps,
                "best_other_crps": min(one.crps for one in others),
                "interval_holds": ours.coverage,
            }
            print(json.dumps({name: round(it, 3) if isinstance(it, float) else it for name, it in row.items()}))


GROUPS: dict[str, Callable[[History], str]] = {
    "organisation": lambda one: one.organisation,
    "kind": lambda one: one.kind,
    "objective": lambda one: str(sum(map(ord, one.objective)) % 5),  # a fifth of the objectives at a time
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.forecast_fit", description=__doc__.splitlines()[0])
    parser.add_argument("file", help="histories, one JSON object a line")
    parser.add_argument("--leave-out", choices=sorted(GROUPS), help="foresee these by what all others teach")
    arguments = parser.parse_args()
    known = [
        one for one in histories(Path(arguments.file).read_text(encoding="utf-8").splitlines()) if one.final is not None
    ]
    if arguments.leave_out:
        leave_out(known, GROUPS[arguments.leave_out])
        return
    prior = fitted(rows(known))
    print(json.dumps({name: round(getattr(prior, name), 2) for name in GUESSED}))


if __name__ == "__main__":
    main()
