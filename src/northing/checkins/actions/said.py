"""What somebody says about a key result, and whether it can be."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from northing.checkins.models import CheckIn
from northing.core.measures import ENGLISH, Kind, NumberStyle, Reading, ValueProblem, parse_value
from northing.core.rollup import Feeds
from northing.kit import errors
from northing.kit.text import one_line, paragraphs

NOTE_LENGTH = 4000
HOW_LENGTH = 500
LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class Said:
    """At least one of value, stages, confidence and note.

    `stage_ids` are all stages that are done by `on`; `confidence` is in tenths, 0-10; `on` is the day it
    stands for, today unless said otherwise; `measured_how` makes a baseline trustworthy (R7). `written` is a value as
    people write it ("1.5M", "12,5 %"), in the place of `value`: only the key result knows the unit it is read in.
    """

    value: float | None = None
    stage_ids: Collection[int] | None = None
    confidence: int | None = None
    note: str = ""
    on: date | None = None
    measured_how: str | None = None
    written: str | None = None

    def plain(self) -> dict[str, Any]:
        """As data that two equal requests have in common."""
        facts = {name: getattr(self, name) for name in self.__slots__}
        return {**facts, "stage_ids": None if self.stage_ids is None else sorted(self.stage_ids)}


def checked(
    said: Said,
    kind: str,
    feeds: str,
    stage_ids: Collection[int],
    today: date,
    unit: str = "",
    style: NumberStyle = ENGLISH,
) -> Said:
    """What was said, tidied and read; or `Invalid` with everything that is wrong with it at its field."""
    found: dict[str, list[str]] = defaultdict(list)
    said = _read(said, unit, style, found)
    said = replace(
        said,
        on=said.on or today,
        note=paragraphs(said.note),
        measured_how=None if said.measured_how is None else one_line(said.measured_how),
    )
    if feeds != Feeds.CHECKINS.value:
        found[""].append("This key result takes its value from the objectives aligned to it. Check in on those.")
    if said.on is not None and said.on > today:
        found["on"].append("This day has not come yet. A check-in stands for today or an earlier day.")
    if kind == Kind.MILESTONE.value:
        if said.value is not None:
            found["value"].append("A milestone has stages, not a value. Say which stages are done.")
        if said.stage_ids is not None and set(said.stage_ids) - set(stage_ids):
            found["stage_ids"].append("One of these stages is not part of the key result any more. Reload the page.")
    else:
        if said.stage_ids is not None:
            found["stage_ids"].append("Only milestones have stages. Say the value.")
        if said.value is not None and not abs(said.value) <= LARGEST:  # NaN fails every comparison
            found["value"].append("This number is too large to be measured. Use a larger unit, for instance millions.")
    if said.confidence is not None and said.confidence not in range(11):
        found["confidence"].append("Confidence goes from 0 to 10.")
    if len(said.note) > NOTE_LENGTH:
        found["note"].append(f"This is {len(said.note):,} characters long; {NOTE_LENGTH:,} is the most. Shorten it.")
    if said.measured_how is not None and len(said.measured_how) > HOW_LENGTH:
        found["measured_how"].append(f"Say it in at most {HOW_LENGTH} characters.")
    says_nothing = said.value is None and said.stage_ids is None and said.confidence is None and not said.note
    if says_nothing and not found:
        found["value"].append("Say a value, a confidence or a note: one of them is enough.")
    if found:
        raise errors.Invalid(found)
    return said


def _read(said: Said, unit: str, style: NumberStyle, found: dict[str, list[str]]) -> Said:
    if said.written is None or not said.written.strip():
        return said
    try:
        return replace(said, value=parse_value(said.written, unit, style))
    except ValueProblem as problem:
        found["value"].append(str(problem))
        return said


def values_of(reading: str, entries: Iterable[CheckIn]) -> list[tuple[date, float]]:
    """One value for each day: the last level said for it, or the exact sum of what was added on it (R8a)."""
    by_day: dict[date, list[float]] = defaultdict(list)
    for entry in entries:
        if entry.value is not None:
            by_day[entry.on].append(entry.value)
    if reading == Reading.INCREMENTS.value:
        return [(day, math.fsum(values)) for day, values in sorted(by_day.items())]
    return [(day, values[-1]) for day, values in sorted(by_day.items())]
