"""What serves what: the three kinds of link (R20-R22) and the small facts the questions of this room are asked of."""

from dataclasses import dataclass
from enum import StrEnum

from northing.core.cadence import Level, Span


class LinkKind(StrEnum):
    """How an objective is connected to another one.

    EXPLICIT (R20): it takes a higher-level key result on as its own objective.
    IMPLICIT (R21): drafted by the team itself, it supports an objective of a higher level or of another team.
    SHARED (R22): it is the same objective, taken on by another team beside the first.
    """

    EXPLICIT = "explicit"
    IMPLICIT = "implicit"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class AlignedObjective:
    """An objective that counts, with the department it belongs to; None for one of the whole organisation.

    Ids are ints. `key_results` are the ids of its key results.
    """

    id: int
    department: int | None = None
    key_results: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AlignmentLink:
    """Objective `child` serves objective `parent`; explicitly it serves the parent's `key_result`.

    `parent` is always the objective, also when the link points at one of its key results.
    """

    child: int
    parent: int
    kind: LinkKind = LinkKind.IMPLICIT
    key_result: int | None = None

    def __post_init__(self) -> None:
        if (self.kind is LinkKind.EXPLICIT) is (self.key_result is None):
            raise ValueError("An explicit link points at a key result, and only an explicit one does.")


# From the shortest to the longest: what ends sooner can serve what ends later.
_LENGTH = {Level.MONTHLY: 0, Level.QUARTERLY: 1, Level.ANNUAL: 2, Level.STRATEGIC: 3}


def may_link(
    kind: LinkKind,
    child_level: Level,
    parent_level: Level,
    child_span: Span | None = None,
    parent_span: Span | None = None,
) -> str | None:
    """None if an objective of the child's cycle may serve one of the parent's; otherwise the reason, in plain words.

    A quarterly objective may serve a quarterly, an annual or a strategic one; an annual one cannot serve a quarter,
    because it is still open when the quarter is scored. A shared objective is the same objective, so it lives in a
    cycle of the same level. With both spans given, the two cycles must have a day in common. Everything else is free:
    nothing needs a parent, more than one is allowed, and teams may run on different cadences (R21). Loops are a
    question for `rollup.find_loop` (R16).
    """
    if kind is LinkKind.SHARED and child_level is not parent_level:
        return (
            f"A shared objective is the same objective in another team, and this one is {child_level} there and "
            f"{parent_level} here. Connect it as a supporting objective instead."
        )
    if _LENGTH[child_level] > _LENGTH[parent_level]:
        return (
            f"{_article(child_level)} objective cannot serve {_article(parent_level).lower()} one: "
            f"it is still open when the {parent_level} one is scored. Connect them the other way round."
        )
    if child_span and parent_span and not _overlap(child_span, parent_span):
        return (
            f"The two never run at the same time: one from {child_span.starts_on} to {child_span.ends_on}, "
            f"the other from {parent_span.starts_on} to {parent_span.ends_on}."
        )
    return None


def _overlap(one: Span, other: Span) -> bool:
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def _article(level: Level) -> str:
    return f"An {level}" if level is Level.ANNUAL else f"A {level}"
