"""Reading a value as somebody typed it, into the unit of its key result.

The text is tidied, cut into numbers and words, understood as an amount, and converted within its family of units. What
can be read in two ways, or is in another kind of unit, is refused with a sentence that says how to write it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from .formatting import format_value
from .numbers import ENGLISH, NumberStyle
from .numerals import Mark, Token, UnreadableError, tidy, tokens
from .progress import LARGEST
from .units import FAMILIES, SCALES, Unit, fold, known_unit, same_word, split_tail, understand
from .vocabulary import Family

LONGEST = 100
"""Characters. Nobody needs more for one value, and nothing longer is looked at."""


class ValueProblem(ValueError):  # noqa: N818 - it is what the person reads, not a failure
    """A value that cannot be taken, with a sentence for the person who typed it: what is wrong and how to write it.

    `code` names the cause for programs: empty, too_long, unreadable, no_number, several_numbers, ambiguous, too_large,
    other_unit, other_currency.
    """

    def __init__(self, message: str, code: str = "unreadable") -> None:
        super().__init__(message)
        self.message = message
        self.code = code


def parse_value(text: str, unit: str = "", style: NumberStyle = ENGLISH) -> float:
    """The number a person meant, in the unit of the key result. Raises ValueProblem, and nothing else.

    Understands "1.5M", "12,5 %", "1 234,5", "kr 418 M", "€2.5k", "1:30 h", "2h 15m", "3/5", "(500)" and what else
    people write in Europe, America and Asia. A number without a unit is in the unit of the key result; "90 min"
    becomes 1.5 for one in hours. A key result without a unit takes the number as it stands in the unit that was
    written. `style` decides what "1.234" is.
    """
    return _Reader(text, unit, style).value()


def split_value(text: str, style: NumberStyle = ENGLISH) -> tuple[float, str]:
    """A number and the unit it was written in: "kr 418 M" -> (418000000.0, "kr"). For imports."""
    reader = _Reader(text, "", style)
    value = reader.value()
    written = reader.amount.unit
    return value, ((written.name if written else "") + reader.tail).strip()


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number in a unit (or in the key result's own:

    None). `scaled` if k, M or the like was written and is counted in.
    """

    number: Fraction
    unit: Unit | None
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class _Term:
    """One number with what stands behind it:

    "2h" of "2h 15m". `parts` of 1:30; `over` if it was written as a fraction.
    """

    number: Fraction
    scale: int = 1
    unit: Unit | None = None
    parts: tuple[Token, ...] = ()
    over: bool = False


_NOTHING = re.compile(r"[-?.]*|n/?a|none|null|nil|nan|tbd|tba|unknown|-?\s?(?:inf(?:inity)?|∞)")
_HEDGE = re.compile(
    r"(?:[~≈=]|(?:about|approx\.?|approximately|around|roughly|ca\.?|circa|rund|etwa|omtrent|cirka|environ)(?=[\s\d]))\s*"
)
_BOUND = re.compile(
    r"[<>≤≥±]|(?:over|under|above|below|more than|less than|at least|at most|up to|mehr als|weniger als)\b"
)
_COMMENT = re.compile(r"\s*\([^()\d]*\)$")
_EVEN_MONEY = re.compile(r"(?<=\d)[.,] ?--?(?=$|\s|[^\W\d])")
_OUT_OF = {("of",), ("out", "of"), ("von",), ("av",), ("af",), ("sur",), ("van",)}
_AND = {"and", "&", ",", "und", "et", "og", "och", "y", "e", "en"}
_TO = {"to", "till", "through", "bis", "til", "à", "tot"}
_DATE = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}")
_HARMLESS = frozenset(
    """
    on average avg avg. mean median total in so far already altogether overall approx. roughly exactly only gross net
    today now yesterday this last week month currently
    """.split()  # noqa: SIM905 - a list to be read as words
)
_RELATIVE = frozenset(
    """
    more less fewer up down plus minus higher lower faster slower better worse mehr weniger to through till bis
    """.split()  # noqa: SIM905 - a list to be read as words
)
_MINUTES = {"m": Fraction(60)}
_SMALLER = {
    Fraction(7 * 86400): "d",
    Fraction(86400): "h",
    Fraction(3600): "min",
    Fraction(60): "s",
    Fraction(12): "month",
}


class _Reader:
    """Understands one text for one unit."""

    def __init__(self, text: str, unit: str, style: NumberStyle) -> None:
        if len(text) > LONGEST:
            raise ValueProblem(
                "That is too long for a value. Write just the number, and the rest into the note.", "too_long"
            )
        self.unit_text = " ".join(unit.split())
        self.own = understand(unit)
        self.style = style
        self.text = tidy(text)
        self.tail = ""
        self.amount = self._amount(self._undressed())

    def value(self) -> float:
        number = self._in_own_unit()
        if abs(number) > LARGEST:
            raise ValueProblem(f"{self._quoted} is too large. Northing counts up to a quadrillion (1e15).", "too_large")
        return float(number)

    # What stands around the number

    def _undressed(self) -> str:
        """The text without what says nothing about the number: a rate that the unit has too, a remark, a hedge."""
        text, lower = self.text, self.text.casefold()
        if _NOTHING.fullmatch(lower):
            if lower:
                raise ValueProblem(f"{self._quoted} is not a number. {self._instead}", "empty")
            raise ValueProblem(f"A value is missing. {self._instead}", "empty")
        if _BOUND.match(lower):
            raise ValueProblem(f"{self._quoted} is a limit. Write the one value you measured.", "several_numbers")
        if _DATE.fullmatch(text):
            raise ValueProblem(f"{self._quoted} looks like a date. {self._instead}")
        text = _COMMENT.sub("", text)
        text = text[hedge.end() :] if (hedge := _HEDGE.match(text.casefold())) and hedge.end() < len(text) else text
        return self._without_tail(self._without_own_words(_EVEN_MONEY.sub("", text)))

    def _without_own_words(self, text: str) -> str:
        """Cut the unit off where it holds figures or strokes that are no part of the value: "4.5/5", "30 t CO2e"."""
        own = tidy(self.unit_text)
        if (
            own
            and (self.own.family is Family.FREE or re.search(r"\d", own))
            and text.casefold().endswith(own.casefold())
        ):
            rest = text[: -len(own)].rstrip()
            return rest or text
        return text

    def _without_tail(self, text: str) -> str:
        head, tail = split_tail(text)
        if not tail or not re.search(r"\d", head):
            return text
        per = replace(Unit(Family.NUMBER), tail=tail).per
        if self.own == Unit(Family.NUMBER) or (self.own.per and same_word(per, self.own.per)):
            self.tail = tail
            return head
        raise self._other_unit(tail.strip())

    # From tokens to an amount

    def _amount(self, text: str) -> _Amount:
        negative = text.startswith("(") and text.endswith(")")
        pieces = self._tokens(text[1:-1] if negative else text)
        first = next((i for i, piece in enumerate(pieces) if piece.mark is Mark.NUMBER), len(pieces))
        if first == len(pieces):
            raise ValueProblem(f"{self._quoted} has no number in it. {self._instead}", "no_number")
        signs = [piece.text for piece in pieces[:first] if piece.mark is Mark.SIGN]
        if len(signs) + negative > 1:
            raise ValueProblem(f"{self._quoted} has more than one sign. {self._instead}")
        before = self._prefix([piece.text for piece in pieces[:first] if piece.mark is Mark.WORD])
        amount = self._total(self._terms(pieces[first:], before), before)
        return replace(amount, number=-amount.number) if negative or signs == ["-"] else amount

    def _tokens(self, text: str) -> list[Token]:
        try:
            return tokens(text, self.style)
        except UnreadableError as reason:
            code = "too_large" if "large" in str(reason) else "ambiguous" if "can be" in str(reason) else "unreadable"
            hint = "Write it one of these ways." if code == "ambiguous" else self._instead
            raise ValueProblem(f"{self._quoted} {reason}. {hint}", code) from None

    def _prefix(self, words: list[str]) -> Unit | None:
        if not words:
            return None
        if words[-1] in {":", "="} and len(words) > 1:
            words = words[:-1]
        unit = self._named(" ".join(words), None)
        if unit is None:
            raise self._not_understood(" ".join(words))
        return unit

    def _terms(self, pieces: Sequence[Token], before: Unit | None) -> list[_Term]:
        terms: list[_Term] = []
        rest = list(pieces)
        while rest:
            if rest[0].mark is not Mark.NUMBER:
                raise self._several_numbers(rest[0].text)
            term, rest = self._number(rest)
            words = []
            while rest and rest[0].mark is Mark.WORD:
                words.append(rest.pop(0).text)
            if rest and any(word.casefold() in _TO for word in words):
                raise self._several_numbers("-")
            previous = terms[-1].unit if terms else before
            terms.append(self._with_words(term, words, previous, last=not rest))
        return terms

    def _number(self, rest: list[Token]) -> tuple[_Term, list[Token]]:
        """The number at the front in any of its shapes: 3, 3/5, 2 1/2, 3 of 5, 1:30, 1:30:15."""
        words = tuple(piece.text.casefold() for piece in rest[:6])
        numbers = [piece.mark is Mark.NUMBER for piece in rest[:6]] + [False] * 6
        if words[1:2] == ("/",) and numbers[2]:
            return _Term(self._over(rest[0], rest[2]), over=True), rest[3:]
        if numbers[1] and words[2:3] == ("/",) and numbers[3] and rest[0].text.isdigit():
            return _Term(rest[0].number + self._over(rest[1], rest[3])), rest[4:]
        if words[1:2] == (":",) and numbers[2]:
            if words[3:4] == (":",) and numbers[4]:
                return _Term(rest[0].number, parts=(rest[0], rest[2], rest[4])), rest[5:]
            return _Term(rest[0].number, parts=(rest[0], rest[2])), rest[3:]
        for length in (1, 2):
            if words[1 : 1 + length] in _OUT_OF and numbers[1 + length]:
                return _Term(self._over(rest[0], rest[1 + length]), over=True), rest[2 + length :]
        return _Term(rest[0].number), rest[1:]

    def _over(self, one: Token, other: Token) -> Fraction:
        if not other.number:
            raise ValueProblem(f"{self._quoted} divides by zero. {self._instead}")
        return one.number / other.number

    def _with_words(self, term: _Term, words: list[str], previous: Unit | None, last: bool) -> _Term:
        """Understand what stands behind a number: a scale, a unit, and words that change nothing."""
        if not last and words and words[-1].casefold() in _AND:
            words = words[:-1]
        scale, unit, words = self._scale_and_unit(words, previous)
        if words and unit is None and last and self.own == Unit(Family.NUMBER) and _is_a_name(words):
            unit, words = Unit(Family.FREE, " ".join(words)), []
        if unit is not None and words and words[0].casefold() == "of" and last:
            words = []
        unknown = [word for word in words if word.casefold() not in _HARMLESS and word not in {",", "."}]
        if unknown:
            raise self._not_understood(" ".join(words))
        return replace(term, scale=scale, unit=unit)

    def _scale_and_unit(self, words: list[str], previous: Unit | None) -> tuple[int, Unit | None, list[str]]:
        for count in range(len(words), 0, -1):
            unit = self._named(" ".join(words[:count]), previous)
            if unit is not None:
                return 1, unit, words[count:]
        if words and (scale := SCALES.get(fold(words[0]))):
            if self.style.decimal == "," and fold(words[0]).startswith(("billion", "trillion")):
                raise ValueProblem(
                    f"“{words[0]}” is a thousand times more in some languages. Write bn or Mrd, or all zeros.",
                    "ambiguous",
                )
            _, unit, words = self._scale_and_unit(words[1:], previous) if len(words) > 1 else (1, None, [])
            return scale, unit, words
        return 1, None, words

    def _named(self, phrase: str, previous: Unit | None) -> Unit | None:
        """The unit a phrase names, read in the light of the key result's own unit:

        "m" is metres, minutes or a million.
        """
        word = fold(phrase)
        family = previous.family if previous is not None and previous.family is Family.TIME else self.own.family
        if family is Family.TIME and word in _MINUTES and (previous is not None or phrase == "m"):
            return Unit(Family.TIME, phrase, _MINUTES[word])
        if self.own.name and self.own.family is Family.FREE and same_word(phrase, self.own.name):
            return Unit(Family.FREE, self.own.name)
        if word in SCALES and word not in FAMILIES.get(family, {}):
            return None
        return known_unit(phrase, family) or known_unit(phrase.replace(" ", ""), family)

    # One amount from all terms

    def _total(self, terms: list[_Term], before: Unit | None) -> _Amount:
        if len(terms) > 1:
            return self._sum(terms, before)
        (term,) = terms
        unit = term.unit or before
        if term.unit is not None and before is not None:
            unit = self._agreed(before, term.unit)
        if term.parts:
            return self._pair(term, unit)
        if term.over and self._counts_wholes(unit or self.own):
            raise ValueProblem(
                f"{self._quoted} is a share, and this key result counts {self._unit_words}. {self._instead}",
                "other_unit",
            )
        if term.over and unit is None and term.scale == 1 and self.own.family is Family.SHARE:
            return _Amount(term.number * 100, Unit(Family.SHARE, "%"))
        return _Amount(term.number * term.scale, unit, scaled=term.scale != 1 or bool(unit and unit.scale))

    def _agreed(self, before: Unit, after: Unit) -> Unit:
        """One unit written twice: "€5 EUR", "$5 US$", "kr 5 NOK"."""
        if before.family is after.family is Family.MONEY and before.currencies & after.currencies:
            return after if after.scale else replace(before, currencies=before.currencies & after.currencies)
        if before.family is after.family and before.factor == after.factor and before.family is not Family.FREE:
            return after
        raise ValueProblem(f"{self._quoted} has two units. {self._instead}")

    def _sum(self, terms: list[_Term], before: Unit | None) -> _Amount:
        """Several numbers that are one amount: 2 h 15 min, 1 year 6 months, 4億5000万."""
        if before is None and not any(term.parts or term.over for term in terms):
            units = self._units_of_sum(terms)
            if units:
                total = sum((term.number * unit.factor for term, unit in zip(terms, units, strict=True)), Fraction(0))
                return _Amount(total / units[0].factor, units[0])
        scales = [term.scale for term in terms]
        if (
            all(term.unit is None for term in terms[:-1])
            and all(a > b for a, b in pairwise(scales))
            and all(b.number * b.scale < a.scale for a, b in pairwise(terms))
        ):
            total = sum((term.number * term.scale for term in terms), Fraction(0))
            return _Amount(total, terms[-1].unit or before, scaled=True)
        raise self._several_numbers("")

    def _units_of_sum(self, terms: list[_Term]) -> list[Unit]:
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

    def _pair(self, term: _Term, unit: Unit | None) -> _Amount:
        """1:30 is a time where time is measured, and a ratio everywhere else."""
        family = (unit or self.own).family
        if term.scale == 1 and family is Family.TIME:
            return _Amount(self._clock(term.parts, unit), Unit(Family.TIME, "s"))
        one, other = term.parts[0], term.parts[1]
        if term.scale == 1 and len(term.parts) == 2 and unit is None and other.number:
            if family is Family.NUMBER and _is_sixtieths(other):
                raise ValueProblem(
                    f"{self._quoted} can be a time or a ratio. Write {one.text} h {other.text}, "
                    f"{one.text} min {other.text} s, or {one.text}/{other.text}.",
                    "ambiguous",
                )
            if family in (Family.NUMBER, Family.FACTOR):
                return _Amount(one.number / other.number, None)
            if family is Family.SHARE:
                return _Amount(one.number / other.number * 100, Unit(Family.SHARE, "%"))
        raise ValueProblem(f"{self._quoted} is a time or a ratio. {self._instead}", "other_unit")

    def _clock(self, parts: tuple[Token, ...], written: Unit | None) -> Fraction:
        """Seconds of 1:30 or 1:30:15. With two parts the unit says which they are; minutes alone leave it open."""
        if not all(part.text.isdigit() for part in parts[:-1]) or not all(_is_sixtieths(part) for part in parts[1:]):
            raise ValueProblem(
                f"{self._quoted} is not a time: after a colon come two figures, up to 59. {self._instead}"
            )
        if len(parts) == 3:
            return parts[0].number * 3600 + parts[1].number * 60 + parts[2].number
        one, other = parts
        size = (written or self.own).factor
        if size == 60 and written is None and one.number < 24:
            raise ValueProblem(
                f"{self._quoted} can be {one.text} h {other.text} min or {one.text} min {other.text} s. "
                "Write it one of these ways.",
                "ambiguous",
            )
        return one.number * 3600 + other.number * 60 if size > 60 else one.number * 60 + other.number

    # Into the unit of the key result

    def _in_own_unit(self) -> Fraction:
        own, amount = self.own, self.amount
        unit = amount.unit
        if unit is None:
            return amount.number / own.factor if amount.scaled and own.scale else amount.number
        if own.family is Family.NUMBER and (not own.scale or unit.family is Family.FREE):
            whole = amount.number * (unit.factor if unit.family is Family.MONEY else 1)
            return whole / own.factor if amount.scaled else whole
        if unit.family is not own.family:
            raise self._other_unit(unit.name)
        if own.family is Family.MONEY and not unit.currencies & own.currencies:
            raise ValueProblem(
                f"This key result is in {self.unit_text}, and Northing does not convert {unit.name}. {self._instead}",
                "other_currency",
            )
        if own.scale and not amount.scaled:
            return self._unscaled(amount, own)
        return amount.number * unit.factor / own.factor

    def _unscaled(self, amount: _Amount, own: Unit) -> Fraction:
        """€5 for a key result in k€: nobody knows which was meant, unless it is so large that it only can be euros."""
        if own.family is Family.FREE:
            return amount.number
        if abs(amount.number) >= own.factor:
            return amount.number / own.factor
        one, other = (format_value(float(amount.number), unit, self.style) for unit in (own.name, self.unit_text))
        raise ValueProblem(f"{self._quoted} can be {one} or {other}. Write just the number for {other}.", "ambiguous")

    # What to say when it does not work

    @property
    def _quoted(self) -> str:
        return f"“{self.text}”" if len(self.text) <= 40 else f"“{self.text[:39]}…”"

    @property
    def _unit_words(self) -> str:
        return self.unit_text or "plain numbers"

    @property
    def _instead(self) -> str:
        return f"Write a number, for example {format_value(41, self.unit_text, self.style)}."

    def _counts_wholes(self, unit: Unit) -> bool:
        return unit.family in (Family.FREE, Family.MONEY, Family.MONTHS, Family.POINTS)

    def _other_unit(self, written: str) -> ValueProblem:
        months = known_unit(written, Family.MONTHS)
        if self.own.family is Family.TIME and months is not None and months.family is Family.MONTHS:
            return ValueProblem(f"“{written}” can be longer or shorter. Write it in {self.unit_text}.", "other_unit")
        return ValueProblem(
            f"This key result is measured in {self._unit_words}, and {self._quoted} is in “{written}”. {self._instead}",
            "other_unit",
        )

    def _not_understood(self, words: str) -> ValueProblem:
        return ValueProblem(f"“{words}” next to the number is not clear. {self._instead}", "other_unit")

    def _several_numbers(self, between: str) -> ValueProblem:
        what = "is a span or a sum" if between in {"-", "+"} else "has more than one number"
        return ValueProblem(f"{self._quoted} {what}. Write the one value that counts.", "several_numbers")


def _is_sixtieths(part: Token) -> bool:
    """Two figures up to 59, decimals allowed behind them."""
    return re.fullmatch(r"[0-5]\d(?:[.,]\d+)?", part.text) is not None


def _is_a_name(words: Sequence[str]) -> bool:
    """Words that say what was counted ("customers"), not by how much it changed ("more")."""
    return all(word[0].isalpha() and word.casefold() not in _RELATIVE for word in words)
