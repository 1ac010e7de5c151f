"""Cycles as plain spans of days: how long, which week, how much of it is behind us, what lies in what."""

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """The four kinds of cycle, the longest first. Quarterly is where most of the work happens."""

    STRATEGIC = "strategic"
    ANNUAL = "annual"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"


_LONGEST_FIRST = tuple(Level)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of whole days. Both ends belong to it. ValueError if it would end before it starts."""

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.ends_on < self.starts_on:
            raise ValueError(f"It ends on {self.ends_on}, before it starts on {self.starts_on}.")

    @property
    def days(self) -> int:
        """How many days it has, at least 1."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def weeks(self) -> int:
        """How many weeks of seven days from the first day; the last one may be short. A quarter has 13 or 14."""
        return math.ceil(self.days / 7)

    def contains(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def covers(self, other: "Span") -> bool:
        return self.starts_on <= other.starts_on and other.ends_on <= self.ends_on

    def week_of(self, day: date) -> int | None:
        """The week a day falls in, counted from 1; None outside. Weeks start on the weekday the span starts on."""
        return (day - self.starts_on).days // 7 + 1 if self.contains(day) else None

    def elapsed(self, day: date) -> float:
        """The share of the span that has passed when `day` is over: 0 before it starts, 1 from its last day on (R3a).

        `day` itself counts. So day 45 of 90 is 0.5; a value kept in its band from the first day on (R6, which also
        counts today) is exactly on pace every day; and what should land is due in full on the last day, not after it.
        """
        return min(max((day - self.starts_on).days + 1, 0), self.days) / self.days


def nests_in(child_level: Level, child: Span, parent_level: Level, parent: Span) -> str | None:
    """None if the child cycle may lie in the parent cycle, else the reason why not.

    The parent must be of a longer kind and hold every day of the child: a quarter lies in a year.
    """
    if _LONGEST_FIRST.index(parent_level) >= _LONGEST_FIRST.index(child_level):
        return f"This {child_level} cycle lies in one of a longer kind, and {parent_level} is not longer."
    if not parent.covers(child):
        return (
            f"It runs from {child.starts_on} to {child.ends_on}, "
            f"which is not all within the {parent_level} cycle from {parent.starts_on} to {parent.ends_on}."
        )
    return None
