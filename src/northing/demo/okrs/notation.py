"""A short notation for made-up OKRs and how they went."""

from dataclasses import dataclass, field
from typing import Any

from northing.core.measures import Kind, Reading
from northing.core.scoring import Commitment

COMMITTED, ASPIRATIONAL, LEARNING = Commitment.COMMITTED, Commitment.ASPIRATIONAL, Commitment.LEARNING


@dataclass(frozen=True)
class Result:
    """A key result and its story: where it stands by now on the way from start to target (`went`), along which `path`,
    how sure its owner is, which weeks were skipped, what was noted in which week; `scored` is the score it got at the
    end where that is not what the numbers propose, with the reason. `of` names the key result it was taken over from.
    """

    text: str
    owner: str
    kind: Kind
    facts: dict[str, Any]
    went: float = 0.0
    path: str = "steady"
    sure: int | None = 7
    last_week: int | None = None
    notes: dict[int, str] = field(default_factory=dict)
    wrong_in: int | None = None
    retarget: tuple[int, float, str] | None = None
    helpers: tuple[str, ...] = ()
    plan: tuple[tuple[int, float], ...] = ()
    scored: tuple[float, str] | None = None
    key: str = ""
    of: str = ""


@dataclass(frozen=True)
class Work:
    """An initiative: what is done, what it is expected to move, and what came of it if it has ended."""

    title: str
    hypothesis: str
    owner: str
    week: int
    outcome: str = ""
    kept: bool = True


@dataclass(frozen=True)
class Goal:
    """An objective of a team. `serves` names the keys of objectives or key results it supports; `learned` was written at
    its end.
    """

    team: str
    statement: str
    why: str
    lead: str
    results: tuple[Result, ...] = ()
    commitment: Commitment = ASPIRATIONAL
    key: str = ""
    serves: tuple[str, ...] = ()
    shares: str = ""
    individual: bool = False
    confidential: tuple[str, ...] = ()
    draft: bool = False
    work: tuple[Work, ...] = ()
    draws_from: str = "key_results"
    learned: str = ""


def _result(text: str, owner: str, kind: Kind, facts: dict[str, Any], story: dict[str, Any]) -> Result:
    for name in ("weight", "leading", "level_03", "level_07", "measured_how", "note"):
        if name in story:
            facts[name] = story.pop(name)
    return Result(text, owner, kind, facts, **story)


def up(
    text: str, owner: str, start: float | None, target: float, unit: str = "", went: float = 0.0, **story: Any
) -> Result:
    """More is better."""
    return _result(
        text, owner, Kind.INCREASE, {"start": start, "target": target, "unit": unit}, {"went": went, **story}
    )


def adds(text: str, owner: str, target: float, unit: str = "", went: float = 0.0, **story: Any) -> Result:
    """Each check-in adds to the total, from 0."""
    facts = {"start": 0.0, "target": target, "unit": unit, "reading": Reading.INCREMENTS}
    return _result(text, owner, Kind.INCREASE, facts, {"went": went, **story})


def down(text: str, owner: str, start: float, target: float, unit: str = "", went: float = 0.0, **story: Any) -> Result:
    """Less is better."""
    return _result(
        text, owner, Kind.DECREASE, {"start": start, "target": target, "unit": unit}, {"went": went, **story}
    )


def keep(
    text: str, owner: str, low: float | None, high: float | None, unit: str = "", went: float = 0.9, **story: Any
) -> Result:
    """Stay between two values; `went` is the share of weeks inside."""
    return _result(text, owner, Kind.RANGE, {"low": low, "high": high, "unit": unit}, {"went": went, **story})


def find(text: str, owner: str, value: float | None, unit: str = "", how: str = "", **story: Any) -> Result:
    """Nobody has measured it yet; `value` and `how` once somebody has."""
    facts = {"unit": unit, "found": value, "how": how}
    return _result(text, owner, Kind.BASELINE, facts, story)


def steps(text: str, owner: str, *labels: str, done: int = 0, **story: Any) -> Result:
    """Stages instead of a number, so many of them done by now."""
    stages = [{"label": label} for label in labels]
    return _result(text, owner, Kind.MILESTONE, {"stages": stages, "done": done}, story)
