"""Terms: each number of a text with the scale and the unit that stand beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from .asked import Asked, ValueProblem
from .numerals import Mark, Token
from .units import FAMILIES, SCALES, Unit, fold, known_unit, same_word
from .vocabulary import Family


@dataclass(frozen=True, slots=True)
class Term:
    """One number with what stands behind it: "2h" of "2h 15m".

    `parts` are the pieces of 1:30; `over` is set for what was written as a fraction or as "3 of 5".
    """

    number: Fraction
    scale: int = 1
    unit: Unit | None = None
    parts: tuple[Token, ...] = ()
    over: bool = False


_OUT_OF = {("of",), ("out", "of"), ("von",), ("av",), ("af",), ("sur",), ("van",)}
_AND = {"and", "&", ",", "und", "et", "og", "och", "y", "e", "en"}
_TO = {"to", "till", "through", "bis", "til", "à", "tot"}
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


@dataclass(frozen=True)
class Grammar:
    """How the words around numbers are read, in the light of what was asked for."""

    asked: Asked

    def prefix(self, words: list[str]) -> Unit | None:
        """The unit in front of the number: "€5", "NPS: 45"."""
        if not words:
            return None
        if words[-1] in {":", "="} and len(words) > 1:
            words = words[:-1]
        unit = self._named(" ".join(words), None)
        if unit is None:
            raise self.asked.not_understood(" ".join(words))
        return unit

    def terms(self, pieces: Sequence[Token], before: Unit | None) -> list[Term]:
        """All numbers from the first one on, each with its words. `before` is the unit in front of them."""
        terms: list[Term] = []
        rest = list(pieces)
        while rest:
            if rest[0].mark is not Mark.NUMBER:
                raise self.asked.several_numbers(rest[0].text)
            term, rest = self._number(rest)
            words = []
            while rest and rest[0].mark is Mark.WORD:
                words.append(rest.pop(0).text)
            if rest and any(word.casefold() in _TO for word in words):
                raise self.asked.several_numbers("-")
            previous = terms[-1].unit if terms else before
            terms.append(self._with_words(term, words, previous, last=not rest))
        return terms

    def _number(self, rest: list[Token]) -> tuple[Term, list[Token]]:
        """The number at the front in any of its shapes: 3, 3/5, 2 1/2, 3 of 5, 1:30, 1:30:15."""
        words = tuple(piece.text.casefold() for piece in rest[:6])
        numbers = [piece.mark is Mark.NUMBER for piece in rest[:6]] + [False] * 6
        if words[1:2] == ("/",) and numbers[2]:
            return Term(self._over(rest[0], rest[2]), over=True), rest[3:]
        if numbers[1] and words[2:3] == ("/",) and numbers[3] and rest[0].text.isdigit():
            return Term(rest[0].number + self._over(rest[1], rest[3])), rest[4:]
        if words[1:2] == (":",) and numbers[2]:
            if words[3:4] == (":",) and numbers[4]:
                return Term(rest[0].number, parts=(rest[0], rest[2], rest[4])), rest[5:]
            return Term(rest[0].number, parts=(rest[0], rest[2])), rest[3:]
        for length in (1, 2):
            if words[1 : 1 + length] in _OUT_OF and numbers[1 + length]:
                return Term(self._over(rest[0], rest[1 + length]), over=True), rest[2 + length :]
        return Term(rest[0].number), rest[1:]

    def _over(self, one: Token, other: Token) -> Fraction:
        if not other.number:
            raise ValueProblem(f"{self.asked.quoted} divides by zero. {self.asked.instead}")
        return one.number / other.number

    def _with_words(self, term: Term, words: list[str], previous: Unit | None, last: bool) -> Term:
        """Understand what stands behind a number: a scale, a unit, and words that change nothing."""
        if not last and words and words[-1].casefold() in _AND:
            words = words[:-1]
        scale, unit, words = self._scale_and_unit(words, previous)
        if words and unit is None and last and self.asked.own == Unit(Family.NUMBER) and _is_a_name(words):
            unit, words = Unit(Family.FREE, " ".join(words)), []
        if unit is not None and words and words[0].casefold() == "of" and last:
            words = []
        unknown = [word for word in words if word.casefold() not in _HARMLESS and word not in {",", "."}]
        if unknown:
            raise self.asked.not_understood(" ".join(words))
        return replace(term, scale=scale, unit=unit)

    def _scale_and_unit(self, words: list[str], previous: Unit | None) -> tuple[int, Unit | None, list[str]]:
        for count in range(len(words), 0, -1):
            unit = self._named(" ".join(words[:count]), previous)
            if unit is not None:
                return 1, unit, words[count:]
        if words and (scale := SCALES.get(fold(words[0]))):
            if self.asked.style.decimal == "," and fold(words[0]).startswith(("billion", "trillion")):
                raise ValueProblem(
                    f"“{words[0]}” is a thousand times more in some languages. Write bn or Mrd, or all zeros.",
                    "ambiguous",
                )
            _, unit, words = self._scale_and_unit(words[1:], previous) if len(words) > 1 else (1, None, [])
            return scale, unit, words
        return 1, None, words

    def _named(self, phrase: str, previous: Unit | None) -> Unit | None:
        """The unit a phrase names. Whether "m" is metres, minutes or a million, the units around it say."""
        word = fold(phrase)
        family = previous.family if previous is not None and previous.family is Family.TIME else self.asked.own.family
        if family is Family.TIME and word in _MINUTES and (previous is not None or phrase == "m"):
            return Unit(Family.TIME, phrase, _MINUTES[word])
        if self.asked.own.name and self.asked.own.family is Family.FREE and same_word(phrase, self.asked.own.name):
            return Unit(Family.FREE, self.asked.own.name)
        if word in SCALES and word not in FAMILIES.get(family, {}):
            return None
        return known_unit(phrase, family) or known_unit(phrase.replace(" ", ""), family)


def _is_a_name(words: Sequence[str]) -> bool:
    """Words that say what was counted ("customers"), not by how much it changed ("more")."""
    return all(word[0].isalpha() and word.casefold() not in _RELATIVE for word in words)
