"""The explanation of a number, as data: what went in, how, what was left out and why, when it last changed (R3c).

Doors draw it; the sentences are plain English and complete, so a door without a design (the command line, the API) can
print them as they are. Nothing in here computes progress: it is told the result by the same functions that store it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from northing.core.cadence import Span
from northing.core.measures import Measure, NumberStyle, format_value
from northing.core.scoring import (
    BAND_WORDS,
    Band,
    Commitment,
    Plan,
    band,
    expected_progress,
    landing,
    pace,
    plan_share,
    round_tenth,
)

from .nodes import Ref


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that went into the number.

    `value` is what entered the formula (clamped, where the formula clamps). `weight` and `share` (0..1, its part of the
    whole weight) are None where nothing is weighed. `note` says what else there is to know.
    """

    label: str
    value: float | None
    weight: float | None = None
    share: float | None = None
    note: str = ""
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One thing that did not go in, with the reason as the rest of a sentence: "corrected by Maren on 13 Oct"."""

    label: str
    reason: str
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One more sentence under a heading: Kind, Pace, Shown as, Feeds into, Last changed."""

    label: str
    text: str
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Fraction:
    """The formula for doors that can draw it: above and below the line, in words and in numbers."""

    words: tuple[str, str]
    numbers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where a number comes from (R3c).

    `title` is the question it answers. `result` is exact and unclamped, None for "no progress yet"; `shown` is what
    people read. `formula` is one line with the numbers in it; `rules` names the rules of the method behind it.
    """

    title: str
    result: float | None
    shown: str
    formula: str
    fraction: Fraction | None
    inputs: tuple[Input, ...]
    left_out: tuple[LeftOut, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...]
    rules: tuple[str, ...]
    band: Band = Band.NONE
    pace: float | None = None


@dataclass(frozen=True, slots=True)
class FeedsInto:
    """One number that this one is part of, or would be: `shows` is that number, 0..1.

    `weight` of `of`: this one's weight and the sum of all weights there, or None where nothing is weighed. `flows`:
    value goes there; otherwise the link only shows direction (R15).
    """

    title: str
    shows: float | None
    weight: float | None = None
    of: float | None = None
    flows: bool = True
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who last changed what: "Target", "Value". `at` is in the reader's own time zone already."""

    what: str
    at: date
    by: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What pace is measured against, on the evening of `through` (R3a), and whether the number is stale (R3b)."""

    commitment: Commitment
    span: Span
    through: date
    plan: Plan | None = None
    measure: Measure | None = None
    stale: bool = False
    has_value: bool = True

    def pace_of(self, progress: float | None) -> float | None:
        return pace(progress, self.expected) if self.has_value else None

    @property
    def expected(self) -> float:
        return expected_progress(self.commitment, self.span, self.through, self.plan, self.measure)

    def band_of(self, progress: float | None) -> Band:
        return Band.STALE if self.stale else band(self.pace_of(progress))


@dataclass(frozen=True, slots=True)
class Wording:
    """How numbers and days are written for one reader; days of another `year` are written with theirs."""

    style: NumberStyle
    year: int | None

    def progress(self, progress: float) -> str:
        """Two decimals, rounded half-up: 0.1875 reads 0.19."""
        return format_value(progress, "", self.style, precision=2)

    def tenth(self, number: float) -> str:
        return format_value(round_tenth(number), "", self.style, precision=1)

    def percent(self, share: float) -> str:
        return format_value(share * 100, "%", self.style, precision=0)

    def number(self, number: float) -> str:
        return format_value(number, "", self.style)

    def value(self, value: float, unit: str) -> str:
        return format_value(value, unit, self.style)

    def day(self, day: date, weekday: bool = True) -> str:
        """Fri 30 Oct; with the year where it is another one."""
        text = f"{day:%a} {day.day} {day:%b}" if weekday else f"{day.day} {day:%b}"
        return text if self.year in (None, day.year) else f"{text} {day.year}"

    def moment(self, at: date) -> str:
        return f"{self.day(at)}, {at:%H:%M}" if isinstance(at, datetime) else self.day(at)


def standing_lines(progress: float | None, standing: Standing, wording: Wording) -> list[Line]:
    """Pace in a sentence, and the band that is shown."""
    lines = [Line("Pace", _pace_text(progress, standing, wording))]
    shown = standing.band_of(progress)
    if shown is Band.STALE:
        lines.append(
            Line("Shown as", f"{BAND_WORDS[shown]}: its check-in is overdue, and that counts before any number.")
        )
    elif shown is not Band.NONE:
        at = standing.pace_of(progress) or 0.0
        lines.append(Line("Shown as", f"{BAND_WORDS[shown]}, because pace is {wording.tenth(at)}."))
    return lines


def _pace_text(progress: float | None, standing: Standing, wording: Wording) -> str:
    if standing.through < standing.span.starts_on:
        return "Nothing is expected before the cycle begins."
    at, expected = standing.pace_of(progress), standing.expected
    if progress is None or not standing.has_value:
        return f"No pace while there is no value. Expected by now is {wording.progress(expected)}."
    if at is None:
        return "Nothing is expected yet."
    reached, wanted = wording.progress(progress), wording.progress(expected)
    if progress >= expected:
        text = f"{reached} is at least the expected {wanted}, so pace is {wording.tenth(at)}, the most it can be."
    elif progress < 0:
        text = f"{reached} is behind the start, so pace is {wording.tenth(at)}. Expected by now is {wanted}."
    else:
        text = f"{reached} of an expected {wanted} is {wording.tenth(at)}."
    return f"{text} {_expected_text(standing, wording)}"


def _expected_text(standing: Standing, wording: Wording) -> str:
    lands = wording.tenth(landing(standing.commitment))
    if standing.plan and standing.measure:
        share = plan_share(
            standing.plan, standing.measure, standing.span, standing.through, landing(standing.commitment)
        )
        return f"Expected is landing {lands} times the {wording.percent(share)} that the drawn plan asks for by now."
    passed = wording.percent(standing.span.elapsed(standing.through))
    return f"Expected is landing {lands} times the {passed} of the cycle that has passed."


def feeding_lines(feeds_into: Sequence[FeedsInto], wording: Wording) -> list[Line]:
    return [Line("Feeds into", _feeding_text(target, wording), target.ref) for target in feeds_into]


def _feeding_text(target: FeedsInto, wording: Wording) -> str:
    shows = "no progress yet" if target.shows is None else wording.progress(target.shows)
    if not target.flows:
        return f"{target.title} shows {shows}. The link gives direction; the number there is not changed by this one."
    if target.weight == 0:
        return f"{target.title} shows {shows}. With weight 0 this one is shown there and not counted."
    if target.weight is None or target.of is None:
        return f"{target.title}, which shows {shows}."
    return (
        f"{target.title}, weight {wording.number(target.weight)} of {wording.number(target.of)}, which shows {shows}."
    )


def change_lines(last_changed: Sequence[LastChange], wording: Wording) -> list[Line]:
    """One line: "Target on Tue 3 Nov, 16:12 by Tomasz; value on Fri 30 Oct, 15:04 by Maren."."""
    parts = [
        f"{change.what} on {wording.moment(change.at)}" + (f" by {change.by}" if change.by else "")
        for change in last_changed
    ]
    lowered = [part if not number else part[:1].lower() + part[1:] for number, part in enumerate(parts)]
    return [Line("Last changed", "; ".join(lowered) + ".")] if parts else []


def title_for(result: float | None, wording: Wording) -> str:
    """The question that the explanation answers."""
    if result is None:
        return "Why is there no progress yet?"
    return f"Where does {wording.progress(result)} come from?"


def shown_progress(result: float | None, wording: Wording) -> str:
    """What people read: "0.19", or "no progress yet", which is not 0."""
    return "no progress yet" if result is None else wording.progress(result)
