"""Numerals: single numbers as written, their separators understood, and a text cut into numbers, words and signs."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction

from .numbers import NumberStyle

_INVISIBLE = dict.fromkeys(
    map(
        ord,
        "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad",
    )
)
_SAME_MARK = str.maketrans({
    **dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\ufe63", "-"),
    **dict.fromkeys("\u2018\u2019\u02bc\u00b4`\u2032", "'"),
    **dict.fromkeys("\u2044\u2215", "/"),
    "\u066a": "%", "\u066b": ",", "\u066c": "'", "\u3001": ",", "\u3002": ".",
    "\u2236": ":", "\u00d7": "x", "\u03bc": "µ",
})  # fmt: skip

_NUMERAL = re.compile(
    r"""
    (?: \d+ (?: [ '_] \d{3} (?!\d) | [.,] \d+ )*   # three figures after a space or an apostrophe, any after . and ,
      | [.,] \d+ )                                  # .5
    (?: [eE] [+-]? \d+ (?![^\W_]) )?                # 1e5
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\s\d.,:/+()'-](?:[^\s\d.,:/+()'-]|[.'-](?=[^\W\d_]))*\.?")
_LARGEST_EXPONENT = 60


class Mark(Enum):
    NUMBER = auto()
    WORD = auto()
    SIGN = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A number, a word (or one of the marks : / , that stand alone), a sign."""

    mark: Mark
    text: str
    number: Fraction = Fraction(0)


class UnreadableError(ValueError):
    """A numeral that is none, or that can be read in two ways; the text says which."""


def tidy(text: str) -> str:
    """One way of writing for what looks the same: spaces, dashes, apostrophes, full-width digits, ½ as 1/2."""
    written = []
    for character in text.translate(_INVISIBLE).translate(_SAME_MARK):
        if "\uff01" <= character <= "\uff5e":
            written.append(chr(ord(character) - 0xFEE0))
        elif unicodedata.category(character) == "Nd":
            written.append(str(unicodedata.decimal(character)))
        elif unicodedata.decomposition(character).startswith("<fraction>"):
            over = unicodedata.normalize("NFKC", character).replace("\u2044", "/")
            written.append(f" {over} ")
        else:
            written.append(character)
    return " ".join("".join(written).split())


def tokens(text: str, style: NumberStyle) -> list[Token]:
    """The tidy text in pieces, in order. Raises UnreadableError for a numeral that cannot be understood."""
    found = []
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
        elif numeral := _NUMERAL.match(text, position):
            found.append(Token(Mark.NUMBER, numeral[0], read_numeral(numeral[0], style)))
            position = numeral.end()
        elif word := _WORD.match(text, position):
            found.append(Token(Mark.WORD, word[0]))
            position = word.end()
        else:
            sign = text[position] in "+-"
            found.append(Token(Mark.SIGN if sign else Mark.WORD, text[position]))
            position += 1
    return found


def read_numeral(text: str, style: NumberStyle) -> Fraction:
    """The number a numeral stands for.

    Most are clear whoever wrote them: 1.234,5 and 1,234.5 and 12,5 and 1 234 567. Only one separator with three digits
    behind it is not ("1.234"), and there the style decides; a style that knows neither reading refuses.
    """
    digits, _, exponent = text.lower().partition("e")
    power = int(exponent or 0) if len(exponent) < 6 else _LARGEST_EXPONENT + 1
    if abs(power) > _LARGEST_EXPONENT:
        raise UnreadableError("is far too small" if "-" in exponent else "is far too large")
    closed = re.sub(r"[ '_]", "", digits)
    decimal = _decimal_mark(closed, style, spaced=closed != digits)
    whole, _, decimals = closed.rpartition(decimal) if decimal else (closed, "", "")
    plain = re.sub(r"[.,]", "", whole)
    return Fraction(Decimal(f"{plain or 0}.{decimals or 0}")) * Fraction(10) ** power


def _decimal_mark(digits: str, style: NumberStyle, spaced: bool) -> str:
    """Which of . and , stands before the decimals; empty if none does."""
    marks = [character for character in digits if character in ".,"]
    if not marks:
        return ""
    last = marks[-1]
    if len(set(marks)) == 2:
        whole, _, _ = digits.rpartition(last)
        if marks.count(last) > 1 or not _is_grouped(whole):
            raise UnreadableError("has its points and commas in places I cannot read")
        return last
    if len(marks) > 1:
        if not _is_grouped(digits):
            raise UnreadableError("has more than one decimal mark")
        return ""
    before, _, after = digits.partition(last)
    if spaced or len(after) != 3 or not 1 <= len(before) <= 3 or before.startswith("0"):
        return last
    if last == style.decimal:
        return last
    if last == style.group:
        return ""
    raise UnreadableError(f"can be {before}{after} or {before}{style.decimal}{after}")


def _is_grouped(digits: str) -> bool:
    """Threes throughout, or as in India twos before the last three."""
    return re.fullmatch(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*|\d{1,2}(?:([.,])\d{2})+\2\d{3}", digits) is not None
