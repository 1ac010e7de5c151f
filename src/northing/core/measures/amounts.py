"""Amounts: one number in one unit, from all the terms of a text."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from .asked import Asked, ValueProblem
from .numerals import Mark, Token, UnreadableError, tokens
from .terms import Grammar, Term
from .units import Unit, known_unit
from .vocabulary import Family


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a unit, or in the key result's own (None). `scaled` if a k, an M or the like was written."""

    number: Fraction
    unit: Unit | None
    scaled: bool = False


_SMALLER = {
    Fraction(7 * 86400): "d",
    Fraction(86400): "h",
    Fraction(3600): "min",
    Fraction(60): "s",
    Fraction(12): "month",
}


def amount_of(asked: Asked, text: str) -> Amount:
    """The amount that a text without its dressing states. Raises ValueProblem."""
    negative = text.startswith("(") and text.endswith(")")
    pieces = _tokens(asked, text[1:-1] if negative else text)
    first = next((i for i, piece in enumerate(pieces) if piece.mark is Mark.NUMBER), len(pieces))
    if first == len(pieces):
        raise ValueProblem(f"{asked.quoted} has no number in it. {asked.instead}", "no_number")
    signs = [piece.text for piece in pieces[:first] if piece.mark is Mark.SIGN]
    if len(signs) + negative > 1:
        raise ValueProblem(f"{asked.quoted} has more than one sign. {asked.instead}")
    grammar = Grammar(asked)
    before = grammar.prefix([piece.text for piece in pieces[:first] if piece.mark is Mark.WORD])
    amount = _total(asked, grammar.terms(pieces[first:], before), before)
    return replace(amount, number=-amount.number) if negative or signs == ["-"] else amount


def _tokens(asked: Asked, text: str) -> list[Token]:
    try:
        return tokens(text, asked.style)
    except UnreadableError as reason:
        code = "too_large" if "large" in str(reason) else "ambiguous" if "can be" in str(reason) else "unreadable"
        hint = "Write it one of these ways." if code == "ambiguous" else asked.instead
        raise ValueProblem(f"{asked.quoted} {reason}. {hint}", code) from None


def _total(asked: Asked, terms: list[Term], before: Unit | None) -> Amount:
    if len(terms) > 1:
        return _sum(asked, terms, before)
    (term,) = terms
    unit = term.unit or before
    if term.unit is not None and before is not None:
        unit = _agreed(asked, before, term.unit)
    if term.parts:
        return _pair(asked, term, unit)
    if term.over and _counts_wholes(counted := unit or asked.own):
        raise ValueProblem(
            f"{asked.quoted} is a share, not a number of {counted.name}. {asked.instead}",
            "other_unit",
        )
    if term.over and unit is None and term.scale == 1 and asked.own.family is Family.SHARE:
        return Amount(term.number * 100, Unit(Family.SHARE, "%"))
    return Amount(term.number * term.scale, unit, scaled=term.scale != 1 or bool(unit and unit.scale))


def _agreed(asked: Asked, before: Unit, after: Unit) -> Unit:
    """One unit written twice: "€5 EUR", "$5 US$", "kr 5 NOK"."""
    if before.family is after.family is Family.MONEY and before.currencies & after.currencies:
        return after if after.scale else replace(before, currencies=before.currencies & after.currencies)
    if before.family is after.family and before.factor == after.factor and before.family is not Family.FREE:
        return after
    raise ValueProblem(f"{asked.quoted} has two units. {asked.instead}")


def _sum(asked: Asked, terms: list[Term], before: Unit | None) -> Amount:
    """Several numbers that are one amount: 2 h 15 min, 1 year 6 months, 4億5000万."""
    if before is None and not any(term.parts or term.over for term in terms):
        units = _units_of_sum(terms)
        if units:
            total = sum((term.number * unit.factor for term, unit in zip(terms, units, strict=True)), Fraction(0))
            return Amount(total / units[0].factor, units[0])
    scales = [term.scale for term in terms]
    if (
        all(term.unit is None for term in terms[:-1])
        and all(a > b for a, b in pairwise(scales))
        and all(b.number * b.scale < a.scale for a, b in pairwise(terms))
    ):
        total = sum((term.number * term.scale for term in terms), Fraction(0))
        return Amount(total, terms[-1].unit or before, scaled=True)
    raise asked.several_numbers("")


def _units_of_sum(terms: list[Term]) -> list[Unit]:
    """The units from large to small, or nothing if these terms are no such sum. "1 h 30" means minutes."""
    units: list[Unit] = []
    for term in terms:
        unit = term.unit
        if unit is None and units and units[-1].factor in _SMALLER:
            unit = known_unit(_SMALLER[units[-1].factor], units[-1].family)
        if unit is None or unit.family not in (Family.TIME, Family.MONTHS) or term.scale != 1:
            return []
        if units and (unit.family is not units[0].family or unit.factor >= units[-1].factor):
            return []
        units.append(unit)
    return units


def _pair(asked: Asked, term: Term, unit: Unit | None) -> Amount:
    """1:30 is a time where time is measured, and a ratio everywhere else."""
    family = (unit or asked.own).family
    if term.scale == 1 and family is Family.TIME:
        shown_in = unit or asked.own
        return Amount(_clock(asked, term.parts, unit) / shown_in.factor, shown_in)
    one, other = term.parts[0], term.parts[1]
    if term.scale == 1 and len(term.parts) == 2 and unit is None and other.number:
        if family is Family.NUMBER and _is_sixtieths(other):
            raise ValueProblem(
                f"{asked.quoted} can be a time or a ratio. Write {one.text} h {other.text}, "
                f"{one.text} min {other.text} s, or {one.text}/{other.text}.",
                "ambiguous",
            )
        if family in (Family.NUMBER, Family.FACTOR):
            return Amount(one.number / other.number, None)
        if family is Family.SHARE:
            return Amount(one.number / other.number * 100, Unit(Family.SHARE, "%"))
    raise ValueProblem(f"{asked.quoted} is a time or a ratio. {asked.instead}", "other_unit")


def _clock(asked: Asked, parts: tuple[Token, ...], written: Unit | None) -> Fraction:
    """Seconds of 1:30 or 1:30:15. With two parts the unit says which they are; minutes alone leave it open."""
    if not all(part.text.isdigit() for part in parts[:-1]) or not all(_is_sixtieths(part) for part in parts[1:]):
        raise ValueProblem(f"{asked.quoted} is not a time: after a colon come two figures, up to 59. {asked.instead}")
    if len(parts) == 3:
        return parts[0].number * 3600 + parts[1].number * 60 + parts[2].number
    one, other = parts
    size = (written or asked.own).factor
    if size == 60 and written is None and one.number < 24:
        raise ValueProblem(
            f"{asked.quoted} can be {one.text} h {other.text} min or {one.text} min {other.text} s. "
            "Write it one of these ways.",
            "ambiguous",
        )
    return one.number * 3600 + other.number * 60 if size > 60 else one.number * 60 + other.number


def _counts_wholes(unit: Unit) -> bool:
    return unit.family in (Family.FREE, Family.MONEY, Family.MONTHS, Family.POINTS)


def _is_sixtieths(part: Token) -> bool:
    """Two figures up to 59, decimals allowed behind them."""
    return re.fullmatch(r"[0-5]\d(?:[.,]\d+)?", part.text) is not None
