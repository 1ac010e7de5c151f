"""Numbers of a file: what is one, in which unit; what is none; and what is none that anybody could keep."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from northing.core.measures import ENGLISH, GERMAN, LARGEST, NumberStyle, ValueProblem, parse_value, split_value
from northing.portability.reading.texts import line

_COMMA = re.compile(r"\d,\d{1,2}(?!\d)|\d,\d{4,}|\d\.\d{3},\d")
_POINT = re.compile(r"\d\.\d{1,2}(?!\d)|\d\.\d{4,}|\d,\d{3}\.\d")
_HUGE = re.compile(r"(?i)^[+\-\u2212]?(?:nan|inf(?:inity)?|\d[\d.]*e[+]?\d{3,})$")


class Numeral(str):
    """A number of a strict file that cannot be computed with: NaN, or 1e400 as it was written."""

    __slots__ = ()


class Impossible(ValueError):
    """It means to be a number, and none that can be kept: not finite, or beyond a million billions."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a unit; the unit is empty where the file gives none."""

    value: float
    unit: str = ""


def quantity(said: object, unit: str = "", style: NumberStyle = ENGLISH) -> Quantity | None:
    """What `said` measures, in `unit` if there is one, else in the unit that stands beside the number ("85 %", "€
    2.5k").

    None for what is no number ("tbd", "~8", "X%"). Raises `Impossible` for NaN, infinity and what is too large.
    """
    if isinstance(said, bool) or said is None:
        return None
    if isinstance(said, int | float):
        return Quantity(finite(said), unit)
    text = line(said)
    if isinstance(said, Numeral):
        raise Impossible(f"{text[:20]} is not a number that can be kept.")
    if not text or len(text) > 60:
        return None
    if _HUGE.match(text.replace(" ", "")):
        raise Impossible(f"{text[:20]} is not a number that can be kept.")
    try:
        value, beside = (parse_value(text, unit, style), unit) if unit else split_value(text, style)
    except ValueProblem as problem:
        if problem.code == "too_large":
            raise Impossible(problem.message)
        return None
    return Quantity(finite(value), beside if len(beside) <= 40 else "")


def finite(number: float | int) -> float:
    """The number as it can be kept. Raises `Impossible`."""
    try:
        value = float(number)
    except OverflowError:
        value = math.inf
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise Impossible(f"{str(number)[:20]} is not a number that can be kept: numbers go up to a million billions.")
    return value + 0.0  # -0.0 and 0.0 are one number


def share(said: object, style: NumberStyle = ENGLISH, whole: float = 1.0) -> float | None:
    """A share of 1 ("70%", 0.7, and 70 where `whole` is 100), not clamped; None for what is no number."""
    if isinstance(said, str):
        text = line(said)
        found = None if len(text) > 60 else re.fullmatch(r"(.+?)\s*/\s*(\d+(?:[.,]\d+)?)", text)
        if found:
            part, of = quantity(found[1], "", style), quantity(found[2], "", style)
            return part.value / of.value if part and of and of.value and not part.unit and not of.unit else None
    measured = quantity(said, "", style)
    if measured is None or measured.unit not in ("", "%"):
        return None
    return measured.value / 100 if measured.unit == "%" else measured.value / whole


def style_of(texts: Iterable[str], presumed: NumberStyle = ENGLISH) -> NumberStyle:
    """Whether a file writes 12,5 or 12.5, judged by all its numbers."""
    commas = points = 0
    for text in texts:
        if len(text) <= 40:
            commas += bool(_COMMA.search(text))
            points += bool(_POINT.search(text))
    if commas == points:
        return presumed
    return GERMAN if commas > points else ENGLISH
