"""Reading a value as somebody typed it, into the unit of its key result.

The text is tidied, cut into numbers and words (`numerals`), put together as terms (`terms`), understood as one amount
(`amounts`), and converted within its family of units. What can be read in two ways, or is in another kind of unit, is
refused with a sentence that says how to write it (`asked`).
"""

import re
from dataclasses import replace
from fractions import Fraction

from .amounts import Amount, amount_of
from .asked import Asked, ValueProblem
from .formatting import format_value
from .numbers import ENGLISH, NumberStyle
from .numerals import tidy
from .progress import LARGEST
from .units import Unit, same_word, split_tail
from .vocabulary import Family

LONGEST = 100
"""Characters. Nobody needs more for one value, and nothing longer is looked at."""


def parse_value(text: str, unit: str = "", style: NumberStyle = ENGLISH) -> float:
    """The number a person meant, in the unit of the key result. Raises ValueProblem, and nothing else.

    Understands "1.5M", "12,5 %", "1 234,5", "kr 418 M", "€2.5k", "1:30 h", "2h 15m", "3/5", "(500)" and what else
    people write in Europe, America and Asia. A number without a unit is in the unit of the key result; "90 min"
    becomes 1.5 for one in hours. A key result without a unit takes the number as it stands in the unit that was
    written. `style` decides what "1.234" is.
    """
    asked = _ask(text, unit, style)
    amount = amount_of(asked, _undressed(asked)[0])
    return _finite(asked, _in_own_unit(asked, amount))


def split_value(text: str, style: NumberStyle = ENGLISH) -> tuple[float, str]:
    """A number and the unit it was written in: "kr 418 M" -> (418000000.0, "kr"). For imports.

    The unit is the largest one of "1 h 30 min", and empty for a bare number. Raises ValueProblem.
    """
    asked = _ask(text, "", style)
    bare, tail = _undressed(asked)
    amount = amount_of(asked, bare)
    name = amount.unit.name if amount.unit is not None else ""
    return _finite(asked, _in_own_unit(asked, amount)), (name + tail).strip()


def _ask(text: str, unit: str, style: NumberStyle) -> Asked:
    if len(text) > LONGEST:
        raise ValueProblem(
            "That is too long for a value. Write just the number, and the rest into the note.", "too_long"
        )
    return Asked(tidy(text), " ".join(unit.split()), style)


def _finite(asked: Asked, number: Fraction) -> float:
    if abs(number) > LARGEST:
        raise ValueProblem(f"{asked.quoted} is too large. Northing counts up to a quadrillion (1e15).", "too_large")
    return float(number)


# What stands around the number

_NOTHING = re.compile(r"[-?.]*|n/?a|none|null|nil|nan|tbd|tba|unknown|-?\s?(?:inf(?:inity)?|∞)")
_HEDGE = re.compile(
    r"(?:[~≈=]|(?:about|approx\.?|approximately|around|roughly|ca\.?|circa|rund|etwa|omtrent|cirka|environ)(?=[\s\d]))\s*"
)
_BOUND = re.compile(
    r"[<>≤≥±]|(?:over|under|above|below|more than|less than|at least|at most|up to|mehr als|weniger als)\b"
)
_DATE = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}")
_COMMENT = re.compile(r"\s*\([^()\d]*\)$")
_EVEN_MONEY = re.compile(r"(?<=\d)[.,] ?--?(?=$|\s|[^\W\d])")
_OUT_OF = {("of",), ("out", "of"), ("von",), ("av",), ("af",), ("sur",), ("van",)}
_EVEN_MONEY = re.compile(r"(?<=\d)[.,] ?--?(?=$|\s|[^\W\d])")
_OUT_OF = {("of",), ("out", "of"), ("von",), ("av",), ("af",), ("sur",), ("van",)}


def _undressed(asked: Asked) -> tuple[str, str]:
    """The text without a remark, a hedge and a rate, which say nothing about the number; and that rate."""
    text, lower = asked.text, asked.text.casefold()
    if _NOTHING.fullmatch(lower):
        if lower:
            raise ValueProblem(f"{asked.quoted} is not a number. {asked.instead}", "empty")
        raise ValueProblem(f"A value is missing. {asked.instead}", "empty")
    if _BOUND.match(lower):
        raise ValueProblem(f"{asked.quoted} is a limit. Write the one value you measured.", "several_numbers")
    if _DATE.fullmatch(text):
        raise ValueProblem(f"{asked.quoted} looks like a date. {asked.instead}")
    text = _COMMENT.sub("", text)
    text = text[hedge.end() :] if (hedge := _HEDGE.match(text.casefold())) and hedge.end() < len(text) else text
    return _without_tail(asked, _without_own_words(asked, _EVEN_MONEY.sub("", text)))


def _without_own_words(asked: Asked, text: str) -> str:
    """Cut the unit off where it holds figures or strokes that are no part of the value: "4.5/5", "30 t CO2e"."""
    own = tidy(asked.unit)
    if own and (asked.own.family is Family.FREE or re.search(r"\d", own)) and text.casefold().endswith(own.casefold()):
        rest = text[: -len(own)].rstrip()
        return rest or text
    return text


def _without_tail(asked: Asked, text: str) -> tuple[str, str]:
    head, tail = split_tail(text)
    if not tail or not re.search(r"\d", head):
        return text, ""
    per = replace(Unit(Family.NUMBER), tail=tail).per
    if asked.own == Unit(Family.NUMBER) or (asked.own.per and same_word(per, asked.own.per)):
        return head, tail
    raise asked.other_unit(tail.strip())


# Into the unit of the key result


def _in_own_unit(asked: Asked, amount: Amount) -> Fraction:
    own = asked.own
    unit = amount.unit
    if unit is None:
        return amount.number / own.factor if amount.scaled and own.scale else amount.number
    if own.family is Family.NUMBER and (not own.scale or unit.family is Family.FREE):
        whole = amount.number * (unit.factor if unit.family is Family.MONEY else 1)
        return whole / own.factor if amount.scaled else whole
    if unit.family is not own.family:
        raise asked.other_unit(unit.name)
    if own.family is Family.MONEY and not unit.currencies & own.currencies:
        raise ValueProblem(
            f"This key result is in {asked.unit}, and Northing does not convert {unit.name}. {asked.instead}",
            "other_currency",
        )
    if own.scale and not amount.scaled:
        return _unscaled(asked, amount)
    return amount.number * unit.factor / own.factor


def _unscaled(asked: Asked, amount: Amount) -> Fraction:
    """€5 for a key result in k€: nobody knows which was meant, unless it is so large that it only can be euros."""
    own = asked.own
    if own.family is Family.FREE:
        return amount.number
    if abs(amount.number) >= own.factor:
        return amount.number / own.factor
    one, other = (format_value(float(amount.number), unit, asked.style) for unit in (own.name, asked.unit))
    raise ValueProblem(f"{asked.quoted} can be {one} or {other}. Write just the number for {other}.", "ambiguous")
