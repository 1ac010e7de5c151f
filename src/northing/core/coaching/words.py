"""A text as words: links, Markdown, bullets and emoji are left out, and every word knows where it stood."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 1500
"""Characters that are read. Whatever comes behind them is too long for a goal anyway."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark. `lower` is how it is looked up; `kind` is "word", "number", "name" (Q3, B2B, v2.0),
    "date" or "mark"."""

    text: str
    lower: str
    start: int
    end: int
    kind: str

    @property
    def is_word(self) -> bool:
        return self.kind == "word"


_LEFT_OUT = re.compile(
    r"!?\[(?P<label>[^\]\n]{0,300})\]\([^)\s]{0,500}\)"  # [label](address): the label is read
    r"|<?https?://\S{1,500}|www\.\S{1,300}"
    r"|^[ \t]*(?:[-*+•–]|\#{1,6}|>|\d{1,2}[.)]|\[[ xX]\]|(?:kr|o|obj|objective|key result|ziel|schlüsselergebnis)"
    r"[ ]?\#?\d{0,2}(?:\.\d{1,2})?[ ]?[:.)])[ \t]+(?:\[[ xX]\][ \t]+)?"
    r"|[*_`~]{1,3}(?=[^\W_]|\[)|(?<=[^\W_]|[.!?)\]])[*_`~]{1,3}",
    re.IGNORECASE | re.MULTILINE,
)
_PIECE = re.compile(
    r"(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?!\d))"
    r"|(?P<name>24/7|24x7|50/50|1:1s?|1[- ]?on[- ]?1s?|360°|[^\W\d_]+\d[^\W_]*(?:\.\d+)*)"
    r"|(?P<number>\d+(?:[.,’' \u00a0\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:[-'’‑][^\W_]+|[.&/](?=[^\W\d_]{1,2}\b)[^\W\d_]+)*)"
    r"|(?P<mark>->|=>|>=|<=|__+|[^\w\s])"
)


def tidy(text: str) -> str:
    """The text in which markup is spaces, with every character where it was."""
    text = text[:LONGEST]

    def blank(found: re.Match[str]) -> str:
        label = found["label"]
        if label is None:
            return " " * len(found[0])
        before = found[0].index("[") + 1
        return " " * before + label + " " * (len(found[0]) - before - len(label))

    return _LEFT_OUT.sub(blank, text)


def words_of(text: str) -> tuple[Word, ...]:
    """The words, numbers and marks of a text, in order. Emoji, controls and invisible characters are no marks."""
    words = []
    for found in _PIECE.finditer(tidy(text)):
        kind = found.lastgroup or "mark"
        piece = found[0]
        if kind == "mark" and unicodedata.category(piece[0]) in _INVISIBLE and piece not in _SIGNS:
            continue
        words.append(Word(piece, piece.lower().replace("’", "'").replace("‑", "-"), *found.span(), kind))
    return tuple(words)


_INVISIBLE = frozenset({"So", "Sk", "Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me"})
_SIGNS = frozenset({"°", "^"})


def listed(table: str) -> frozenset[str]:
    """The entries of a table: phrases parted by commas and lines, or, where there is no comma, single words."""
    return frozenset(" ".join(entry.split()) for entry in _entries(table) if entry.strip())


def _entries(table: str) -> list[str]:
    return table.replace("\n", ",").split(",") if "," in table else table.split()
