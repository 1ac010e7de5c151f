"""How a made-up key result went: a value, a confidence and a note for each week, the same ones on every machine."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from northing.core.measures import Kind, Reading
from northing.demo.okrs.notation import Result

SKIPS_ONE_IN = 12


@dataclass(frozen=True, slots=True)
class Week:
    """What is said in one week: a value, or how many stages are done, or neither."""

    number: int
    value: float | None = None
    stages: int | None = None
    confidence: int | None = None
    note: str = ""
    how: str | None = None


def chance(*parts: object) -> float:
    """A number from 0 up to 1 that depends on nothing but its arguments."""
    digest = sha256("|".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def story(result: Result, weeks: int) -> list[Week]:
    """What is said in weeks 1 to `weeks`; some weeks are skipped, and some owners stop saying anything."""
    last = min(weeks, result.last_week or weeks)
    values = _values(result, weeks)
    told = []
    for number in range(1, last + 1):
        if number not in result.notes and 1 < number < last and chance(result.text, number, "skip") < 1 / SKIPS_ONE_IN:
            continue
        value = values[number - 1]
        told.append(
            Week(
                number=number,
                value=None if result.kind is Kind.MILESTONE else value,
                stages=None if result.kind is not Kind.MILESTONE or value is None else int(value),
                confidence=_confidence(result, number / weeks),
                note=result.notes.get(number, ""),
                how=result.facts.get("how") or None if value is not None else None,
            )
        )
    return told


def _confidence(result: Result, elapsed: float) -> int | None:
    if result.sure is None:
        return None
    drift = round((1 - elapsed) * 2 * (chance(result.text, "hope") - 0.3))
    mood = round(chance(result.text, elapsed, "mood") * 2 - 1)
    return max(0, min(10, result.sure + (0 if elapsed >= 0.99 else drift + mood)))


def _values(result: Result, weeks: int) -> list[float | None]:
    match result.kind:
        case Kind.RANGE:
            return [_inside_or_out(result, week, weeks) for week in range(1, weeks + 1)]
        case Kind.BASELINE:
            found = result.facts.get("found")
            return [found if found is not None and week == min(4, weeks) else None for week in range(1, weeks + 1)]
        case Kind.MILESTONE:
            done = result.facts.get("done", 0)
            return [math.floor(done * week / weeks + 0.01) for week in range(1, weeks + 1)]
        case _:
            return _way(result, weeks)


def _way(result: Result, weeks: int) -> list[float | None]:
    """The level of each week on the way from start to target, or what was added in it."""
    start, target = result.facts["start"], result.facts["target"]
    digits = _digits(start, target)
    levels = []
    for week in range(1, weeks + 1):
        share = result.went * _shape(result.path, week / weeks)
        if week < weeks:
            share += 0.12 * result.went * (chance(result.text, week) - 0.5) + 0.01 * (
                chance(result.text, week, 2) - 0.5
            )
        levels.append(round(start + (target - start) * share, digits))
    if result.facts.get("reading") is not Reading.INCREMENTS:
        return list(levels)
    totals = _rising([max(0.0, level) for level in levels])
    return [round(after - before, digits) for before, after in zip([0.0, *totals], totals, strict=False)]


def _rising(levels: Sequence[float]) -> list[float]:
    totals: list[float] = []
    for level in levels:
        totals.append(max(level, totals[-1] if totals else 0.0))
    return totals


def _shape(path: str, elapsed: float) -> float:
    """The share of the way done at a share of the time; 1 at its end."""
    match path:
        case "late":
            return math.pow(elapsed, 2.2)
        case "early":
            return 1 - (1 - elapsed) ** 2
        case "stuck":
            return min(1.0, 3 * elapsed)
        case "wobble":
            return elapsed + 0.18 * math.sin(elapsed * 9) * (1 - elapsed)
        case _:
            return elapsed


def _digits(*numbers: float) -> int:
    span = max(numbers) - min(numbers)
    whole = all(float(number).is_integer() for number in numbers)
    if whole and span >= 6:
        return 0
    return 1 if span >= 1 else 2


def _inside_or_out(result: Result, week: int, weeks: int) -> float:
    low: float | None = result.facts["low"]
    high: float | None = result.facts["high"]
    floor = low if low is not None else (high or 0.0) * 0.6
    ceiling = high if high is not None else floor * 1.4
    width = ceiling - floor
    out_of = {2 + round(place * weeks / 3) for place in range(round((1 - result.went) * weeks))}
    if week in out_of and week != weeks:
        value = ceiling + 0.22 * width if low is None else floor - 0.18 * width
    else:
        value = floor + width * (0.3 + 0.5 * chance(result.text, week))
    return round(value, 0 if width >= 20 else 1 if width >= 1 else 2)
