"""Why a forecast is as it is: a code and a day as data, and the sentence in plain English."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .state import State, expected_by, reached_on, share_passed
from .task import Observed, Task

_JUMP = 0.3
"""Progress gained from one check-in to the next that is called a jump."""
_STILL = 0.2
"""The share of the cycle without a better value that is called no change: two and a half weeks of a quarter."""
_AHEAD, _BEHIND = 1.1, 0.9
"""A tenth above or below what is expected is still as planned."""
_SURE = 0.3
"""How far from even chances an owner's confidence is worth a word."""


class ReasonCode(StrEnum):
    """What weighs most in a forecast."""

    REACHED = "reached"
    FELL_BACK = "fell_back"
    STILL = "still"
    JUMPED = "jumped"
    SLOWER = "slower"
    FASTER = "faster"
    ON_PLAN = "on_plan"
    FEW = "few"
    OWNER = "owner"
    COMBINED = "combined"


_WORDS = {
    ReasonCode.REACHED: "the target is reached",
    ReasonCode.FELL_BACK: "fell back",
    ReasonCode.STILL: "no change",
    ReasonCode.JUMPED: "jumped",
    ReasonCode.SLOWER: "slower than the plan",
    ReasonCode.FASTER: "faster than the plan",
    ReasonCode.ON_PLAN: "as fast as the plan",
    ReasonCode.FEW: "one check-in so far",
    ReasonCode.OWNER: "the owner's confidence",
    ReasonCode.COMBINED: "combined from its parts",
}
_ON_A_DAY = frozenset({ReasonCode.JUMPED, ReasonCode.FELL_BACK, ReasonCode.OWNER})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, and since when (or on which day, where it happened at once)."""

    code: ReasonCode
    since: date | None = None

    @property
    def words(self) -> str:
        """For example "slower than the plan since 12 May"."""
        if self.since is None:
            return _WORDS[self.code]
        link = "on" if self.code in _ON_A_DAY else "since"
        return f"{_WORDS[self.code]} {link} {self.since.day} {self.since:%B}"


def reasons(task: Task, state: State) -> tuple[Reason, ...]:
    """What there is to say about a history with at least one observation, the weightiest first; never empty."""
    seen = state.seen
    found: list[Reason] = []
    last = seen[-1]
    before = seen[-2] if len(seen) > 1 else None
    moved = last.progress - before.progress if before else 0.0
    since = reached_on(task, seen)
    if state.at >= 1.0:
        found.append(Reason(ReasonCode.REACHED, since))
    if moved < 0.0:
        found.append(Reason(ReasonCode.FELL_BACK, last.on))
    elif moved >= _JUMP:
        found.append(Reason(ReasonCode.JUMPED, last.on))
    elif state.at < 1.0 and share_passed(task, task.today) - share_passed(task, since) >= _STILL:
        found.append(Reason(ReasonCode.STILL, since))
    if state.at < 1.0:
        found.append(_against_plan(task, seen))
    if state.confidence is not None and abs(state.confidence - 0.5) >= _SURE:
        found.append(Reason(ReasonCode.OWNER, next(one.on for one in reversed(seen) if one.confidence is not None)))
    if len(seen) == 1:
        found.append(Reason(ReasonCode.FEW))
    return tuple(found)


def _against_plan(task: Task, seen: Sequence[Observed]) -> Reason:
    """Slower or faster than the plan, and since when without a break."""
    code, since = _beside_plan(task, seen[-1]), seen[-1].on
    for one in reversed(seen):
        if _beside_plan(task, one) is not code:
            break
        since = one.on
    return Reason(code, since)


def _beside_plan(task: Task, one: Observed) -> ReasonCode:
    expected = expected_by(task, one.on)
    if one.progress < expected * _BEHIND:
        return ReasonCode.SLOWER
    return ReasonCode.FASTER if one.progress > expected * _AHEAD else ReasonCode.ON_PLAN
