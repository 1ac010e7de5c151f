"""How well forecasts come true: `python -m bench.forecast FILE [--predictions]` (R46).

FILE holds histories of key results, one JSON object a line: `period_start`, `period_end`, `points [[date, value], ...]`,
`start`, `target`, `kind`, `final_score`, and where known `direction`, `confidence_points` (0-10), `done_total` and
`projection {made_on, projected_final}`. Each is cut at 25, 50 and 75% of its period, and only what was known by then is
used. `--predictions` prints what is foreseen, as JSON lines, in place of the tables.

A forecast is judged beside four others: the last value stays; a straight line through the start and now; what the owner
said, where they did; and the base rate, which knows how all the histories of the file ended.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from northing.core.forecasting import (
    LEVELS,
    PRIOR,
    Nature,
    Observed,
    Prior,
    Task,
    distribution,
    forecast,
    interval,
)
from northing.core.measures import clamp

CUTS = (0.25, 0.5, 0.75)
GOOD = 0.7
DUST = 1e-9

_QUARTER = timedelta(days=90)
_ZONES = (0.3, 0.7, 1.0)
_STEPS = frozenset({"checkbox_fraction", "status_words"})
_JUDGED = frozenset({"zone_checkins", "self_reported_progress", "mid_and_final_score"})


@dataclass(frozen=True, slots=True)
class History:
    """One line of the file. `task` holds all that was ever observed; its `today` is the last day of the period."""

    line: int
    organisation: str
    objective: str
    kind: str
    task: Task
    projected_on: date | None
    final: float | None
    levels: tuple[tuple[date, tuple[float, ...]], ...]
    """The only levels it could end at, as they were known from a day on."""

    def at(self, cut: float) -> Task:
        """What was known when that share of the period was over."""
        today = self.task.start + timedelta(days=int((self.task.end - self.task.start).days * cut))
        known = tuple(seen for seen in self.task.observed if seen.on <= today)
        projected = self.task.projected if self.projected_on is not None and self.projected_on <= today else None
        levels = next((levels for on, levels in reversed(self.levels) if on <= today), ())
        return replace(self.task, today=today, observed=known, projected=projected, levels=levels)


def histories(lines: Iterable[str]) -> list[History]:
    return [_history(number, json.loads(line)) for number, line in enumerate(lines) if line.strip()]


def _history(number: int, row: dict[str, Any]) -> History:
    start, end = _period(row)
    kind = row.get("kind") or ""
    projection = row.get("projection") or {}
    told = not row.get("late_mid") and projection.get("made_on") and projection.get("projected_final") is not None
    task = Task(
        start,
        end,
        today=end,
        observed=_observed(row),
        nature=Nature.STEPS if kind in _STEPS else Nature.JUDGED if kind in _JUDGED else Nature.METRIC,
        projected=float(projection["projected_final"]) if told else None,
    )
    projected_on = date.fromisoformat(projection["made_on"]) if told else None
    return History(
        number,
        row.get("org") or "",
        row.get("objective") or "",
        kind,
        task,
        projected_on,
        row.get("final_score"),
        _levels(start, row),
    )


def _levels(start: date, row: dict[str, Any]) -> tuple[tuple[date, tuple[float, ...]], ...]:
    """A zone is 0, 0.3, 0.7 or 1; of three boxes 0, 1, 2 or 3 are ticked."""
    if row.get("kind") == "zone_checkins":
        return ((start, _ZONES),)
    boxes = sorted((date.fromisoformat(on), int(total)) for on, _, total in row.get("done_total") or () if total)
    return tuple((on, tuple(box / total for box in range(1, total + 1))) for on, total in boxes)


def _period(row: dict[str, Any]) -> tuple[date, date]:
    """First and last day. What is missing is filled up to a quarter, from the side or the points that are known."""
    days = [date.fromisoformat(on) for on, _ in row.get("points") or ()]
    start, end = (date.fromisoformat(row[name]) if row.get(name) else None for name in ("period_start", "period_end"))
    if start is None:
        start = end - _QUARTER if end else min(days, default=date(2000, 1, 1))
    return start, end or start + _QUARTER


def _observed(row: dict[str, Any]) -> tuple[Observed, ...]:
    """The points on the scale from start to target, with the confidence that was known by then.

    A start that is not given is 0, or the first value where less is better. Without a target there is no scale.
    """
    points = sorted(
        ((date.fromisoformat(on), float(value)) for on, value in row.get("points") or () if value is not None),
        key=lambda point: point[0],
    )
    target, start = row.get("target"), row.get("start")
    if not points or target is None:
        return ()
    if start is None:
        start = points[0][1] if row.get("direction") == "lower" else 0.0
    if start == target:
        return ()
    said = {date.fromisoformat(on): value / 10 for on, value in row.get("confidence_points") or () if value is not None}
    return tuple(Observed(on, (value - start) / (target - start), _latest(said, on)) for on, value in points)


def _latest(said: dict[date, float], on: date) -> float | None:
    days = [day for day in said if day <= on]
    return said[max(days)] if days else None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What one voice says about one end: the chance of 0.7 or more, and the quantiles at `LEVELS`."""

    p70: float
    quantiles: tuple[float, ...]
    interval: tuple[float, float] | None = None

    @property
    def median(self) -> float:
        return self.quantiles[len(LEVELS) // 2]


def point(at: float, p70: float | None = None) -> Foreseen:
    """Whoever names one end is sure of it."""
    return Foreseen(float(at >= GOOD - DUST) if p70 is None else p70, (clamp(at),) * len(LEVELS))


def northing(task: Task, prior: Prior = PRIOR) -> Foreseen:
    end = distribution(task, prior)
    quantiles = tuple(clamp(end.quantile(share)) for share in LEVELS)
    return Foreseen(end.at_least(GOOD), quantiles, interval(quantiles))


def last_value_stays(task: Task) -> Foreseen:
    return point(task.observed[-1].progress if task.observed else 0.0)


def straight_line(task: Task) -> Foreseen:
    if not task.observed:
        return point(0.0)
    last = task.observed[-1]
    passed = max(1, (last.on - task.start).days) / max(1, (task.end - task.start).days)
    return point(last.progress / passed)


def owner(task: Task) -> Foreseen | None:
    """Their projection is an end, and their confidence a chance; who gave the one is taken at it for the other."""
    if task.projected is not None:
        return point(task.projected, clamp(task.projected))
    said = next((seen.confidence for seen in reversed(task.observed) if seen.confidence is not None), None)
    return None if said is None else point(said, said)


def base_rate(finals: Sequence[float]) -> Foreseen:
    """How the histories of the file ended, as a forecast for each of them: it has seen the answers."""
    ordered = sorted(finals)
    quantiles = tuple(ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in LEVELS)
    return Foreseen(share_of(final >= GOOD - DUST for final in finals), quantiles)


@dataclass(frozen=True, slots=True)
class Judged:
    """How one voice did: Brier score, error of the median and CRPS are better when smaller."""

    count: int
    brier: float
    error: float
    crps: float
    coverage: float | None


def judge(pairs: Sequence[tuple[Foreseen, float]]) -> Judged:
    held = [low - DUST <= final <= high + DUST for one, final in pairs if one.interval for low, high in [one.interval]]
    return Judged(
        len(pairs),
        mean((one.p70 - (final >= GOOD - DUST)) ** 2 for one, final in pairs),
        mean(abs(one.median - final) for one, final in pairs),
        mean(crps(one.quantiles, final) for one, final in pairs),
        share_of(held) if held else None,
    )


def crps(quantiles: Sequence[float], final: float) -> float:
    """The continuous ranked probability score, as twice the mean loss of the quantiles; for one point its distance."""
    return 2 * mean((final - end) * (share - (final < end)) for share, end in zip(LEVELS, quantiles, strict=True))


def mean(numbers: Iterable[float]) -> float:
    return statistics.fmean(list(numbers))


def share_of(happened: Iterable[bool]) -> float:
    return mean(float(one) for one in happened)


def tables(known: Sequence[History]) -> None:
    for cut in CUTS:
        ended = [(one.at(cut), one.final) for one in known if one.final is not None]
        seen = [(task, final) for task, final in ended if task.observed]
        print(f"\n## After {cut:.0%} of the time\n")
        print(f"{len(seen)} of {len(ended)} key results had been checked in by then.\n")
        compare(seen)
        said = [(task, final) for task, final in seen if owner(task)]
        if said:
            print(f"\nThe {len(said)} of them whose owners gave a confidence or a projection:\n")
            compare(said)
        projected = [(task, final) for task, final in ended if task.projected is not None]
        if projected:
            print(f"\nThe {len(projected)} whose owners gave a projection:\n")
            compare(projected)
        print("\nAll, also those that nobody had checked in:\n")
        compare(ended)
        print("\nWhen it was said that 0.7 would be reached with ..., it was:\n")
        reliability([(northing(task).p70, final >= GOOD - DUST) for task, final in seen])


def compare(ends: Sequence[tuple[Task, float]]) -> None:
    """One row for each voice that has something to say about all of these ends."""
    rate = base_rate([final for _, final in ends])
    voices: dict[str, Callable[[Task], Foreseen | None]] = {
        "forecast": northing,
        "last value stays": last_value_stays,
        "straight line": straight_line,
        "owner": owner,
        "base rate": lambda _: rate,
    }
    print("| voice | n | Brier | MAE of the median | CRPS | 80% interval holds |")
    print("|---|---|---|---|---|---|")
    found: dict[str, Judged] = {}
    for name, voice in voices.items():
        pairs = [(said, final) for task, final in ends if (said := voice(task)) is not None]
        if len(pairs) < len(ends):
            continue
        one = found[name] = judge(pairs)
        holds = "" if one.coverage is None else f"{one.coverage:.2f}"
        print(f"| {name} | {one.count} | {one.brier:.3f} | {one.error:.3f} | {one.crps:.3f} | {holds} |")
    ours = found.pop("forecast")
    better = [
        f"{title} {1 - mine / best:.0%}"
        for title, mine, best in (
            ("Brier", ours.brier, min(one.brier for one in found.values())),
            ("MAE", ours.error, min(one.error for one in found.values())),
            ("CRPS", ours.crps, min(one.crps for one in found.values())),
        )
        if best > 0
    ]
    print(f"\nBetter than the best of the others: {', '.join(better)}.")


def reliability(pairs: Sequence[tuple[float, bool]]) -> None:
    print("| said | times | on average | happened |")
    print("|---|---|---|---|")
    for fifth in range(5):
        low, high = fifth / 5, (fifth + 1) / 5
        here = [(said, came) for said, came in pairs if low <= said < high or (fifth == 4 and said == 1.0)]
        if here:
            said, came = mean(one for one, _ in here), share_of(one for _, one in here)
            print(f"| {low:.1f}-{high:.1f} | {len(here)} | {said:.2f} | {came:.2f} |")


def predictions(known: Sequence[History]) -> None:
    for one in known:
        for cut in CUTS:
            task = one.at(cut)
            said = northing(task)
            low, high = said.interval or (0.0, 1.0)
            figures = {
                "p70": said.p70,
                "p100": distribution(task).at_least(1.0),
                "median": said.median,
                "low": low,
                "high": high,
            }
            rounded = {name: round(figure, 6) for name, figure in figures.items()}
            print(json.dumps({"line": one.line, "cut": round(100 * cut)} | rounded))


def speed(known: Sequence[History], count: int) -> None:
    tasks = [one.at(cut) for one in known for cut in CUTS]
    started = time.perf_counter()
    for number in range(count):
        forecast(tasks[number % len(tasks)])
    took = time.perf_counter() - started
    print(f"\n{count} forecasts in {took:.2f} s, {took / count * 1e6:.0f} microseconds each.")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.forecast", description=__doc__.splitlines()[0])
    parser.add_argument("file", help="histories, one JSON object a line")
    parser.add_argument("--predictions", action="store_true", help="print what is foreseen, as JSON lines")
    parser.add_argument("--speed", type=int, default=10_000, help="how many forecasts to time")
    arguments = parser.parse_args()
    known = histories(Path(arguments.file).read_text(encoding="utf-8").splitlines())
    if arguments.predictions:
        predictions(known)
        return
    tables(known)
    speed(known, arguments.speed)


if __name__ == "__main__":
    main()
