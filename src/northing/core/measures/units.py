"""Units as people write them: which words mean the same, and which convert into one another.

A unit of a key result is free text. What the vocabulary knows (shares, money, time, data, weights, lengths, energy)
converts within its family; anything else ("NPS", "tickets") is only itself. Families never mix, and currencies never
convert.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from .vocabulary import CURRENCY_WORDS, SCALE_WORDS, SHARED_CURRENCY_WORDS, SIGNS_WITHOUT_SPACE, SIZES, Family


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that was understood.

    `factor` is its size in the base of its family (seconds, whole per cents, single euros), `name` the word for its
    kind ("€" of "k€", "tickets" of "tickets per week"), `scale` the word that makes it larger ("k"), `tail` what
    follows the stroke or the "per" ("/week", " per week"). Money has the `currencies` it may mean: "kr" is four of
    them.
    """

    family: Family
    name: str = ""
    factor: Fraction = Fraction(1)
    scale: str = ""
    tail: str = ""
    currencies: frozenset[str] = frozenset()

    @property
    def per(self) -> str:
        """What it is counted per, folded for comparing; empty for a unit that is no rate."""
        return fold(_PER.sub("", self.tail))

    @property
    def has_sign(self) -> bool:
        """Money whose sign is written without a space: €5, but kr 5."""
        return self.family is Family.MONEY and self.name[-1:] in SIGNS_WITHOUT_SPACE


def fold(word: str) -> str:
    """A word for comparing: no case, no space around it, accents composed."""
    return unicodedata.normalize("NFC", word).casefold().strip()


def _each(words: str) -> list[str]:
    return [fold(word.replace("·", " ")) for word in words.split()]


FAMILIES = {
    family: {word: size for size, words in sizes.items() for word in _each(words)} for family, sizes in SIZES.items()
}
SCALES = {word: scale for scale, words in SCALE_WORDS.items() for word in _each(words)}
CURRENCIES = {
    **{word: frozenset({code}) for code, words in CURRENCY_WORDS.items() for word in _each(f"{code} {words}")},
    **{fold(word): frozenset(codes.split()) for word, codes in SHARED_CURRENCY_WORDS.items()},
}

_LONGEST = 80  # beyond, it is a sentence and nothing to look for units in
_PER = re.compile(r"^\s*(?:/\s*|\b(?:per|pro|par|pr\.?|por)\s+)", re.IGNORECASE)
_TAIL = re.compile(
    r"(?<=[^\s/])(?:\s*/\s*(?=[^\W\d])|\s+(?:per|pro|par|pr\.?|por)\s+(?!cent\b|mille?\b|ciento\b|cento\b))(?=\S)",
    re.IGNORECASE,
)
_PLAIN_SCALE = re.compile(r"^(k|K|M|bn|mn|tn|[^\W\d_]{3,}\.?)(?:\s+(.+))?$")


@lru_cache(maxsize=4096)
def understand(text: str) -> Unit:
    """What a unit means that somebody typed: "", "min", "k€", "kr M", "tickets per week".

    Total: what is not known is FREE.
    """
    text = " ".join(text.split())
    if not text:
        return Unit(Family.NUMBER)
    if len(text) > _LONGEST:
        return Unit(Family.FREE, text)
    known = None if text == "M" else known_unit(text)
    if known is not None:
        return known
    head, tail = split_tail(text)
    if tail:
        return replace(understand(head), tail=tail)
    scaled = _PLAIN_SCALE.match(text)
    if scaled and fold(scaled[1]) in SCALES:
        unit = understand(scaled[2] or "")
        if unit.family in (Family.NUMBER, Family.FREE) and not unit.scale:
            return replace(unit, factor=Fraction(SCALES[fold(scaled[1])]), scale=scaled[1])
    return Unit(Family.FREE, text)


def split_tail(text: str) -> tuple[str, str]:
    """("tickets", " per week"): what is counted, and what it is counted per, if anything."""
    tail = _TAIL.search(text)
    return (text[: tail.start()], text[tail.start() :]) if tail else (text, "")


@lru_cache(maxsize=4096)
def known_unit(text: str, first: Family | None = None) -> Unit | None:
    """The unit that a word or phrase names, looked for in the family `first` before all others.

    None if it names none.
    """
    word = fold(text)
    for family in sorted(FAMILIES, key=lambda family: family is not first):
        if word in FAMILIES[family]:
            return Unit(family, text, FAMILIES[family][word])
    return _money(text)


def _money(text: str) -> Unit | None:
    """A currency with or without a scale, before or after it, glued or not: "€", "MNOK", "kr M", "Mio. CHF", "$bn"."""
    for cut in range(len(text)):
        for name, scale in ((text[cut:], text[:cut]), (text[:cut], text[cut:])):
            currencies = CURRENCIES.get(fold(name))
            if currencies and not scale:
                return Unit(Family.MONEY, name.strip(), currencies=currencies)
            factor = 1000 if fold(scale) == "t" else SCALES.get(fold(scale))
            if currencies and factor:
                return Unit(Family.MONEY, name.strip(), Fraction(factor), scale.strip(), currencies=currencies)
    return None


def same_word(one: str, other: str) -> bool:
    """Two free words for one thing: "ticket" and "Tickets", "company" and "companies"."""
    return bool(_stems(fold(one)) & _stems(fold(other)))


def _stems(word: str) -> set[str]:
    stems = {word}
    for ending, instead in (("ies", "y"), ("es", ""), ("s", ""), ("er", ""), ("en", ""), ("e", "")):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            stems.add(word.removesuffix(ending) + instead)
    return stems
