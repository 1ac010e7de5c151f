"""How people of different countries write the same number."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"


_MOST_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """The marks of a number: before the decimals, between the groups, and on which side the currency stands.

    `groups` are the sizes of the groups from the right; the last one repeats. Whole parts with fewer digits than
    `groups_from` are not grouped at all: Spanish writes 1234 and 12.345.
    """

    decimal: str = "."
    group: str = ","
    groups: tuple[int, ...] = (3,)
    groups_from: int = 4
    currency_first: bool = True


ENGLISH = NumberStyle()
GERMAN = NumberStyle(",", ".", currency_first=False)
AUSTRIAN = NumberStyle(",", NO_BREAK_SPACE)
SWISS = NumberStyle(".", "’")
FRENCH = NumberStyle(",", NARROW_SPACE, currency_first=False)
NORDIC = NumberStyle(",", NO_BREAK_SPACE, currency_first=False)
DANISH = NumberStyle(",", ".", currency_first=False)
DUTCH = NumberStyle(",", ".")
ITALIAN = NumberStyle(",", ".", currency_first=False)
SPANISH = NumberStyle(",", ".", groups_from=5, currency_first=False)
POLISH = NumberStyle(",", NO_BREAK_SPACE, groups_from=5, currency_first=False)
INDIAN = NumberStyle(".", ",", groups=(3, 2))


def decimal_of(value: float) -> Decimal:
    """The number as it is written, not as its binary neighbour: 0.1 and not 0.1000000000000000055."""
    return Decimal(repr(value))


def write_number(number: Decimal, style: NumberStyle, grouped: bool = True) -> str:
    """All digits of a number in a style, with a real minus sign when grouped for reading and a hyphen when meant for
    typing.
    """
    digits = f"{abs(number):f}"
    whole, _, decimals = digits.partition(".")
    text = (_grouped(whole, style) if grouped else whole) + (style.decimal + decimals if decimals else "")
    return (MINUS if grouped else "-") + text if number < 0 else text


def readable(value: float, precision: int | None) -> Decimal:
    """The number rounded half-up for reading. With a precision: exactly that many decimals.

    Without: as it was entered, if that is short (up to six digits, or two decimals); a computed one with a long tail
    keeps two decimals, or four digits where the number is small. 97.45 stays, 0.1 + 0.2 is 0.3, 2 / 3 is 0.6667, 200
    / 3 is 66.67.
    """
    if precision is not None:
        return _rounded(decimal_of(value), precision)
    number = _without_zeros(_rounded(Decimal(f"{value:.12g}"), _MOST_DECIMALS))
    decimals = -int(number.as_tuple().exponent)
    if decimals > 2 and len(number.as_tuple().digits) > 6:
        number = _without_zeros(_rounded(number, max(2, 3 - number.adjusted())))
    return number


def significant(number: Decimal, digits: int) -> Decimal:
    """The number rounded half-up to so many significant digits, without trailing zeros."""
    return _without_zeros(_rounded(number, digits - 1 - number.adjusted()))


def _rounded(number: Decimal, decimals: int) -> Decimal:
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return rounded or abs(rounded)


def _without_zeros(number: Decimal) -> Decimal:
    short = number.normalize()
    if not short:
        return Decimal(0)
    return short if int(short.as_tuple().exponent) <= 0 else short.quantize(Decimal(1))


def _grouped(whole: str, style: NumberStyle) -> str:
    if len(whole) < style.groups_from:
        return whole
    sizes = list(style.groups)
    parts: list[str] = []
    while len(whole) > sizes[0]:
        parts.insert(0, whole[-sizes[0] :])
        whole = whole[: -sizes[0]]
        if len(sizes) > 1:
            sizes.pop(0)
    return style.group.join([whole, *parts])
