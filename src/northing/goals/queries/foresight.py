"""What a key result's history foretells: its stored facts put before the core, and the answer as it is stored (R45).

A forecast follows from facts that are stored and verified: the values that count, the stages and their days, the
agreement, the days of the cycle, and what the organisation learned. So computing it anew gives the same, at any time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Any
from zlib import crc32

from northing.core.cadence import Span
from northing.core.forecasting import (
    PRIOR,
    Forecast,
    Nature,
    Observed,
    Prior,
    Reason,
    ReasonCode,
    Task,
    combine,
    forecast,
)
from northing.core.measures import Kind, Measure, clamp, level_series, progress_of_value
from northing.core.measures import progress as measure_progress
from northing.core.rollup import DrawsFrom
from northing.core.scoring import Commitment, Plan, landing

Stored = dict[str, Any]
"""A forecast as it is stored: `q` its 19 quantiles, `in` the bounds of its 80% and 50% intervals (low, low50, high50,
high), the chances `p70` and `p100`, on how many check-ins it rests (`n`),
and why, the weightiest first (`why`: code and day). Numbers have four decimals: finer is not known, and short is quick.
"""

Values = Sequence[tuple[date, float]]


@dataclass(frozen=True, slots=True)
class Learned:
    """What the organisation's closed cycles taught: the numbers to foresee with, and which teaching it was (0: none)."""

    version: int = 0
    prior: Prior = PRIOR


@dataclass(frozen=True, slots=True)
class History:
    """Everything a key result's forecast follows from.

    `values` are those that count, by day. `stages` are the weights of a milestone's stages with the days they were done
    on, `heard` the days of check-ins that are known. `confidence` is the latest one in tenths, `last` the day of the
    newest check-in.
    """

    measure: Measure
    values: Values
    stages: Sequence[tuple[float, date | None]]
    heard: Iterable[date]
    confidence: int | None
    last: date | None
    plan: Plan
    commitment: Commitment
    span: Span


@dataclass(frozen=True, slots=True)
class Told:
    """What was known by a day of check-in: value and progress as they were shown, never restated.

    `at_once` is the progress shown on the day itself: a range moves on by itself until the next one (R6). `said_value`:
    the check-in said a value, and not only how sure its owner was.
    """

    on: date
    value: float | None
    progress: float | None
    at_once: float | None
    said_value: bool


def learned_of(version: int | None, numbers: dict[str, Any] | None) -> Learned:
    """From what is stored; numbers the model no longer has are left out."""
    if not version or not numbers:
        return Learned(version or 0)
    known = {field.name for field in fields(Prior)}
    return Learned(version, replace(PRIOR, **{name: value for name, value in numbers.items() if name in known}))


def footprint(span: Span, today: date, learned: Learned) -> str:
    """From which day, calendar, teaching and edition a forecast is: when this is another one, it is computed anew."""
    through = min(today, span.ends_on)
    return (
        f"{through.isoformat()} {span.starts_on.isoformat()} {span.ends_on.isoformat()} {learned.version} {edition()}"
    )


def foresee(history: History, today: date, learned: Learned) -> Stored | None:
    """The forecast of a key result at the end of a day, as it is stored; None where there is nothing to rest it on."""
    task = task_of(history, today)
    if task is None:
        return None
    foreseen = forecast(task, learned.prior)
    return None if foreseen is None else as_stored(within_reach(foreseen, history, task))


def task_of(history: History, today: date) -> Task | None:
    """What the core is asked about a key result as of the end of a day; None before its first check-in."""
    through = min(today, history.span.ends_on)
    observed = _observed(history, through)
    if not observed:
        return None
    return task_from(observed, history, through)


def task_from(observed: list[Observed], history: History, through: date) -> Task:
    """The same from what was observed; the newest of it speaks with the owner's present confidence."""
    if history.confidence is not None:
        observed[-1] = replace(observed[-1], confidence=history.confidence / 10)
    measure = history.measure
    drawn = [(on, progress_of_value(measure, value)) for on, value in history.plan]
    return Task(
        start=history.span.starts_on,
        end=history.span.ends_on,
        today=through,
        observed=observed,
        nature=Nature.STEPS if measure.kind in (Kind.MILESTONE, Kind.BASELINE) else Nature.METRIC,
        commitment=history.commitment,
        plan=tuple((on, expected) for on, expected in drawn if expected is not None),
        levels=_levels(history, observed[-1].progress),
    )


def _levels(history: History, at: float) -> tuple[float, ...]:
    """Where steps can end: after each stage in its order, and where it stands if they were done in another one."""
    match history.measure.kind:
        case Kind.BASELINE:
            return (1.0,)
        case Kind.MILESTONE if history.stages:
            sums = list(accumulate(weight for weight, _ in history.stages))
            reached = [each / sums[-1] for each in sums]
            elsewhere = at > 0 and all(abs(at - each) > 1e-9 for each in reached)
            return tuple(sorted([*reached, at])) if elsewhere else tuple(reached)
        case _:
            return ()


def foreseen_then(history: History, told: Sequence[Told], day: date, learned: Learned) -> Stored | None:
    """The forecast of a past day, from what was shown until then and never restated (R19, R45).

    `history` is the agreement of that day.
    """
    observed = []
    kind, through = history.measure.kind, min(day, history.span.ends_on)
    for each in told if kind is Kind.MILESTONE else _with_values(told):
        progress = None if each.value is None else progress_of_value(history.measure, each.value)
        if progress is None:
            progress = each.at_once if kind is Kind.RANGE else each.progress
        if progress is not None:
            observed.append(Observed(each.on, progress))
    if observed and kind is Kind.RANGE and told[-1].progress is not None:
        observed[-1] = replace(observed[-1], on=through, progress=told[-1].progress)
    if not observed or (kind is Kind.BASELINE and not observed[-1].progress):
        return None
    task = task_from(observed, history, through)
    foreseen = forecast(task, learned.prior)
    first = observed[0].on
    return None if foreseen is None else as_stored(within_reach(foreseen, history, task, first))


def _with_values(told: Sequence[Told]) -> list[Told]:
    """Those that said a value. Who only says how sure they are has told nothing new about where it stands."""
    kept: list[Told] = []
    for each in told:
        if each.value is not None and (each.said_value or not kept or kept[-1].value != each.value):
            kept.append(each)
    return kept


def _observed(history: History, through: date) -> list[Observed]:
    measure = history.measure
    known = [(on, value) for on, value in history.values if on <= through]
    match measure.kind:
        case Kind.INCREASE | Kind.DECREASE:
            moved = [(on, progress_of_value(measure, value)) for on, value in level_series(measure, known)]
        case Kind.RANGE:
            moved = _days_kept(measure, known, history.span, through)
        case Kind.BASELINE:
            moved = [(on, measure_progress(measure, known, history.span, on)) for on, _ in known]
        case Kind.MILESTONE:
            moved = _stages_done(history, through)
    return [Observed(on, progress) for on, progress in moved if progress is not None]


def _days_kept(measure: Measure, known: Values, span: Span, through: date) -> list[tuple[date, float | None]]:
    """A range adds up by itself (R6): what was known last is true until today."""
    days = [on for on, _ in known[:-1]] + ([through] if known else [])
    return [(on, measure_progress(measure, known, span, on)) for on in days]


def _stages_done(history: History, through: date) -> list[tuple[date, float | None]]:
    whole = sum(weight for weight, _ in history.stages)
    if history.last is None or not whole:
        return []
    days = {*history.heard, history.last, *(done for _, done in history.stages if done is not None)}
    return [
        (on, sum(weight for weight, done in history.stages if done is not None and done <= on) / whole)
        for on in sorted(days)
        if on <= through
    ]


def within_reach(foreseen: Forecast, history: History, task: Task, first: date | None = None) -> Forecast:
    """A range ends between the days it has and all the days that are left besides (R6). `first` is the day of its first
    value, if that is not among the values of the history. What was recorded for a baseline stays recorded (R7).
    """
    if history.measure.kind is Kind.BASELINE and task.observed[-1].progress >= 1:
        return _between(foreseen, 1.0, 1.0)
    if history.measure.kind is not Kind.RANGE:
        return foreseen
    first = first or min(on for on, _ in history.values if on <= task.today)
    days = (task.end - max(first, task.start)).days + 1
    least = clamp(task.observed[-1].progress)
    most = clamp(least + (task.end - task.today).days / max(1, days))
    return _between(foreseen, least, most)


def _between(foreseen: Forecast, least: float, most: float) -> Forecast:
    """The same forecast where it is certain that the end lies between these."""

    def kept(end: float) -> float:
        return min(most, max(least, end))

    def chance(level: float, before: float) -> float:
        return 1.0 if least >= level - 1e-9 else 0.0 if most < level - 1e-9 else before

    return replace(
        foreseen,
        median=kept(foreseen.median),
        low=kept(foreseen.low),
        high=kept(foreseen.high),
        low50=kept(foreseen.low50),
        high50=kept(foreseen.high50),
        quantiles=tuple(kept(one) for one in foreseen.quantiles),
        p70=chance(0.7, foreseen.p70),
        p100=chance(1.0, foreseen.p100),
    )


def objective_foreseen(
    draws_from: DrawsFrom,
    key_results: Sequence[tuple[float, float | None, Stored | None]],
    aligned: Sequence[tuple[float | None, Stored | None]],
) -> Stored | None:
    """The forecast of an objective from what its progress is made of, in the same shares (R13-R15).

    `key_results`: weight, progress and forecast of each; `aligned`: progress and forecast of what counts. None unless at
    least half of what counts, by weight, has a forecast; the rest is taken to do as well as that half.
    """
    parts: list[tuple[float, Stored | None]] = []
    if key_results and draws_from is not DrawsFrom.ALIGNED:
        parts += [(weight, foreseen) for weight, _, foreseen in key_results if weight > 0]
    if not key_results or draws_from is not DrawsFrom.KEY_RESULTS:
        parts += [(1.0, foreseen) for progress, foreseen in aligned if progress is not None]
    return combined(parts)


def combined(parts: Sequence[tuple[float, Stored | None]]) -> Stored | None:
    """The forecast of a weighted mean, under the same condition."""
    known = [(read(foreseen), weight) for weight, foreseen in parts if foreseen is not None]
    if not known or 2 * sum(weight for _, weight in known) < sum(weight for weight, _ in parts):
        return None
    together = combine(known, Commitment.ASPIRATIONAL)
    return None if together is None else as_stored(together)


# ---- as it is stored --------------------------------------------------------------------------------------------


def as_stored(foreseen: Forecast) -> Stored:
    """The forecast in few numbers."""
    return {
        "q": [_short(one) for one in foreseen.quantiles],
        "in": [_short(one) for one in (foreseen.low, foreseen.low50, foreseen.high50, foreseen.high)],
        "p70": _short(foreseen.p70),
        "p100": _short(foreseen.p100),
        "n": foreseen.rests_on,
        "why": [[why.code.value, why.since.isoformat() if why.since else None] for why in _reasons(foreseen)],
    }


def _reasons(foreseen: Forecast) -> tuple[Reason, ...]:
    return foreseen.reasons or (foreseen.reason,)


def _short(number: float) -> float:
    return round(number, 4) + 0.0


_CODES = {code.value: code for code in ReasonCode}


def read(stored: Stored, commitment: Commitment = Commitment.ASPIRATIONAL) -> Forecast:
    """The forecast again. What it takes to land is the commitment's, and is not stored."""
    quantiles = tuple(stored["q"])
    low, low50, high50, high = stored["in"]
    reasons = tuple(
        Reason(_CODES[code], date.fromisoformat(since) if since else None)
        for code, since in stored["why"]
        if code in _CODES
    )
    return Forecast(
        median=quantiles[9],
        low=low,
        high=high,
        low50=low50,
        high50=high50,
        p70=stored["p70"],
        p100=stored["p100"],
        lands=stored["p100"] if landing(commitment) >= 1.0 else stored["p70"],
        rests_on=stored["n"],
        reason=reasons[0] if reasons else Reason(ReasonCode.ON_PLAN),
        quantiles=quantiles,
        reasons=reasons,
    )


_SPECIMENS = (
    (Nature.METRIC, ((9, 0.1, None), (40, 0.35, 0.7)), 45),
    (Nature.METRIC, ((9, 0.5, 0.9), (20, 0.3, 0.4), (44, 0.3, 0.4)), 60),
    (Nature.STEPS, ((30, 0.0, None),), 50),
    (Nature.METRIC, ((70, 1.1, 0.8),), 80),
)


@cache
def edition() -> str:
    """Which model foresees: another one as soon as it says something else of a few specimens.

    So forecasts are computed anew after an upgrade that changes them, without anybody's having to remember a number.
    """
    start = date(2026, 1, 1)
    said = []
    for nature, seen, today in _SPECIMENS:
        observed = [Observed(start + timedelta(days=day), progress, sure) for day, progress, sure in seen]
        task = Task(start, start + timedelta(days=89), start + timedelta(days=today), observed, nature)
        foreseen = forecast(task)
        said += [] if foreseen is None else [as_stored(foreseen)]
    together = combined([(1.0 + number, one) for number, one in enumerate(said)])
    return f"{crc32(repr((said, together, PRIOR)).encode()):08x}"
