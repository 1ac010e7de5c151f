"""Writing values as people of a country write them: grouping, minus, per cent, currency, k and M."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from .kinds import Kind, Measure
from .numbers import ENGLISH, NARROW_SPACE, NO_BREAK_SPACE, NumberStyle, decimal_of, readable, significant, write_number
from .units import Unit, understand
from .vocabulary import Family

_COMPACT = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "M"), (Decimal(10) ** 3, "k"))


@lru_cache(maxsize=8192)
def format_value(
    value: float, unit: str = "", style: NumberStyle = ENGLISH, precision: int | None = None, compact: bool = False
) -> str:
    """A value with its unit for reading: "44 %", "41 min", "kr 377 M" (compact), "−5", never a long tail of decimals.

    `precision` is the number of decimals; without it the value is written as it was entered, and a computed one is
    cut to what a reader needs. `compact` writes thousands and more with k, M, bn, tn and three digits. Spaces inside
    do not break.
    """
    known = understand(unit)
    if compact:
        number, scale = _compact(value, known, precision)
    else:
        number, scale = readable(value, precision), known.scale
    return _dressed(write_number(number, style), scale, known, style)


def edit_value(value: float, style: NumberStyle = ENGLISH) -> str:
    """A value for a field that is typed into, without grouping or unit. `parse_value` gives exactly it back."""
    return write_number(_plain(decimal_of(value)), style, grouped=False)


def describe(measure: Measure, style: NumberStyle = ENGLISH) -> str:
    """What a key result asks for, in words: "from 47 to 15 min, less is better". What is still open is said to be."""
    unit = measure.unit
    match measure.kind:
        case Kind.INCREASE | Kind.DECREASE:
            better = "more is better" if measure.kind is Kind.INCREASE else "less is better"
            return f"{_way(measure.start, measure.target, unit, style)}, {better}"
        case Kind.RANGE:
            return _band(measure.low, measure.high, unit, style)
        case Kind.BASELINE:
            return f"a first trustworthy measurement, in {unit}" if unit else "a first trustworthy measurement"
        case Kind.MILESTONE:
            done = sum(stage.done for stage in measure.stages)
            count = len(measure.stages)
            return f"{done} of {count} {'stage' if count == 1 else 'stages'} done" if count else "no stages yet"


def _way(start: float | None, target: float | None, unit: str, style: NumberStyle) -> str:
    if start is None:
        return (
            "start and target still open"
            if target is None
            else f"to {format_value(target, unit, style)}, start still open"
        )
    if target is None:
        return f"from {format_value(start, unit, style)}, target still open"
    one, other = _pair(start, target, unit, style)
    return f"from {one} to {other}"


def _band(low: float | None, high: float | None, unit: str, style: NumberStyle) -> str:
    if low is not None and high is not None:
        if low == high:
            return f"exactly {format_value(low, unit, style)}"
        one, other = _pair(low, high, unit, style)
        return f"between {one} and {other}"
    if low is not None:
        return f"at least {format_value(low, unit, style)}"
    return "band still open" if high is None else f"at most {format_value(high, unit, style)}"


def _pair(one: float, other: float, unit: str, style: NumberStyle) -> tuple[str, str]:
    """Two values side by side: a sign is repeated ("34 % to 60 %"), a word is not ("47 to 15 min")."""
    repeated = unit if understand(unit).family in (Family.SHARE, Family.MONEY, Family.FACTOR) else ""
    return format_value(one, repeated, style), format_value(other, unit, style)


def _compact(value: float, unit: Unit, precision: int | None) -> tuple[Decimal, str]:
    """The number and its k, M, bn or tn. A unit with a scale of its own (k€) goes up from there, and never below it."""
    number = decimal_of(value)
    if unit.scale:
        if abs(significant(number, 3)) < 1:
            return readable(value, precision), unit.scale
        number *= _as_decimal(unit.factor)
    for size, word in _COMPACT:
        if abs(significant(number, 3)) >= size:
            scaled = number / size
            return (
                significant(scaled, max(3, scaled.adjusted() + 1))
                if precision is None
                else readable(float(scaled), precision)
            ), word
    return readable(float(number), precision), ""


def _dressed(number: str, scale: str, unit: Unit, style: NumberStyle) -> str:
    scaled = f"{number}{NARROW_SPACE}{scale}" if scale else number
    if unit.family is Family.MONEY:
        return _money(scaled, unit, style) + _unbroken(unit.tail)
    name = _unbroken(unit.name + unit.tail)
    if not name:
        return scaled
    if name.startswith("/") or (unit.family is Family.FACTOR and len(unit.name) == 1 and not scale):
        return scaled + name
    return scaled + (NARROW_SPACE if unit.name in {"%", "‰"} else NO_BREAK_SPACE) + name


def _money(scaled: str, unit: Unit, style: NumberStyle) -> str:
    if not style.currency_first:
        return scaled + NO_BREAK_SPACE + unit.name
    sign, amount = (scaled[0], scaled[1:]) if not scaled[0].isdigit() else ("", scaled)
    return sign + unit.name + ("" if unit.has_sign else NO_BREAK_SPACE) + amount


def _unbroken(words: str) -> str:
    return words.replace(" ", NO_BREAK_SPACE)


def _as_decimal(factor: Fraction) -> Decimal:
    return Decimal(factor.numerator) / Decimal(factor.denominator)


def _plain(number: Decimal) -> Decimal:
    """Without an exponent and without zeros at the end."""
    short = number.normalize()
    return short.quantize(Decimal(1)) if int(short.as_tuple().exponent) > 0 else short
