"""The rows a roll-up graph is made of. Ids are ints; objectives and key results number separately."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import NamedTuple

from northing.core.measures import Measure, progress_of_value

from .formulas import Combine, DrawsFrom, Feeds


class NodeKind(StrEnum):
    """The two kinds of node that have a number."""

    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"


class Ref(NamedTuple):
    """Which objective or key result is meant."""

    kind: NodeKind
    id: int

    def __str__(self) -> str:
        return f"{self.kind.replace('_', ' ')} {self.id}"


@dataclass(frozen=True, slots=True)
class Combination:
    """The recipe of a key result that is fed by other key results (R12, `Feeds.KEY_RESULTS`).

    `sources`: their ids. `measure`: this key result's own, an increase or decrease in the unit of the values; it turns
    the combined value into progress (R4, R5).
    """

    combine: Combine
    sources: tuple[int, ...]
    measure: Measure

    def __post_init__(self) -> None:
        if len(set(self.sources)) != len(self.sources):
            raise ValueError("A key result can be fed by another one only once.")

    def progress_of(self, value: float | None) -> float | None:
        """Unclamped progress of a combined value."""
        return None if value is None else progress_of_value(self.measure, value)


@dataclass(frozen=True, slots=True)
class KeyResultNode:
    """A key result: `progress` is unclamped, `weight` >= 0, where 0 means shown and not counted (R13).

    With `feeds` other than check-ins, `progress` and `value` are computed and what is given here is ignored.
    `value` matters only to key results that are fed by this one.
    """

    id: int
    objective: int
    weight: float = 1.0
    progress: float | None = None
    feeds: Feeds = Feeds.CHECKINS
    value: float | None = None
    combination: Combination | None = None

    def __post_init__(self) -> None:
        require_weight(self.weight)
        if (self.feeds is Feeds.KEY_RESULTS) is (self.combination is None):
            raise ValueError("A key result has a combination exactly if it is fed by other key results.")
        require_finite(self.progress)
        require_finite(self.value)


@dataclass(frozen=True, slots=True)
class ObjectiveNode:
    """An objective. `has_begun`: its cycle has started (R13).

    `counts`: it is published or closed, and not deleted. What does not count keeps its own number and is invisible to
    everything above it.
    """

    id: int
    draws_from: DrawsFrom = DrawsFrom.KEY_RESULTS
    has_begun: bool = True
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """Objective `child` serves either an objective (R21) or a key result (R20): exactly one of the two is given."""

    child: int
    parent_objective: int | None = None
    parent_key_result: int | None = None

    def __post_init__(self) -> None:
        if (self.parent_objective is None) is (self.parent_key_result is None):
            raise ValueError("A link points at one objective or at one key result.")


def require_finite(number: float | None) -> None:
    if number is not None and not isfinite(number):
        raise ValueError(f"{number} is not a number to compute with.")


def require_weight(weight: float) -> None:
    if not 0 <= weight <= 1e15:  # also refuses NaN
        raise ValueError(f"A weight is a number from 0 upwards, not {weight}.")
