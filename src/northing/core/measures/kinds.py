"""What a key result measures: the five kinds (R4-R8), how its values are read (R8a), and its stretch levels (R10)."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The five kinds of key result."""

    INCREASE = "increase"
    DECREASE = "decrease"
    RANGE = "range"
    BASELINE = "baseline"
    MILESTONE = "milestone"

    @property
    def has_direction(self) -> bool:
        """More, or less, of something is better: the kinds that travel from a start to a target (R4, R5)."""
        return self in (Kind.INCREASE, Kind.DECREASE)

    @property
    def is_metric(self) -> bool:
        """Check-ins state a number. Only a milestone is checked in by its stages (R8)."""
        return self is not Kind.MILESTONE


class Reading(StrEnum):
    """What one check-in states (R8a)."""

    LEVEL = "level"
    """The current value: an NPS, a share, a median."""
    INCREMENTS = "increments"
    """What was added since the last check-in: the sales of the week."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a milestone key result (R8). A weight of 0 is shown and not counted."""

    label: str
    weight: float = 1.0
    done: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """The definition of a key result: what its values mean and where they should go.

    Each kind reads its own fields and ignores the rest: increase and decrease `start`, `target` and the two levels;
    range `low` and `high`, of which one may be open; baseline `measured_how`; milestone `stages`. All numbers are in
    `unit`, which is free text ("min", "%", "kr", "NPS"). A definition may be incomplete or wrong while somebody is
    drafting it: `problems` says what is, and no function of this room raises because of it.
    """

    kind: Kind
    start: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    reading: Reading = Reading.LEVEL
    level_03: float | None = None
    level_07: float | None = None
    stages: tuple[Stage, ...] = ()
    measured_how: str = ""


@dataclass(frozen=True, slots=True)
class KindHelp:
    """How a form explains a kind: its name, when to choose it, and a key result that somebody could have written."""

    label: str
    when: str
    example: str


KIND_HELP: dict[Kind, KindHelp] = {
    Kind.INCREASE: KindHelp(
        label="Increase",
        when="More is better, and you know where you start.",
        example="Raise the share of alarms acted on before goods are lost from 34 % to 60 %",
    ),
    Kind.DECREASE: KindHelp(
        label="Decrease",
        when="Less is better, and you know where you start.",
        example="Shorten the median time from alarm to first action from 47 to 15 min",
    ),
    Kind.RANGE: KindHelp(
        label="Range",
        when="It should stay between two values, or on the good side of one. Every day in the band counts.",
        example="Keep alarm precision between 92 % and 97 %",
    ),
    Kind.BASELINE: KindHelp(
        label="Baseline",
        when="Nobody has measured it yet. The first number you can trust is the result.",
        example="Establish how many pharmacists would recommend us to a colleague",
    ),
    Kind.MILESTONE: KindHelp(
        label="Milestone",
        when="It cannot be a number. Name up to ten stages, and tick them off in turn.",
        example="Get the early-alarm playbook adopted by all five carrier networks",
    ),
}
