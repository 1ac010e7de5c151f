"""Duplicates and lookalikes: texts that say the same in nearly the same words (R43), without any service."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .words import listed

SMALL = listed("""
a an the of for to in on at by from with and or our we us is are be as per that this it its up all more than
der die das den dem des ein eine einen einem einer von für zu zum zur im in am an auf aus bei mit und oder unser unsere
unseren wir uns ist sind sein wird werden als pro dass dies diese es um mehr alle bis
""")
_ENDINGS = (
    "ingen",
    "ungen",
    "ments",
    "ment",
    "ings",
    "ing",
    "ung",
    "ies",
    "ied",
    "ers",
    "ern",
    "ed",
    "es",
    "en",
    "er",
    "em",
    "s",
    "e",
    "n",
)
_WORD = re.compile(r"\w+", re.UNICODE)
_READ = 2000


@dataclass(frozen=True, slots=True)
class Lookalike:
    """One of the other texts, by its place among them, and how alike it is: 1.0 says the same."""

    index: int
    likeness: float


def lookalikes(text: str, others: Sequence[str], *, at_least: float = 0.6) -> list[Lookalike]:
    """Which of the other texts say nearly the same, best first. Numbers and small words count for nothing.

    Likeness is twice the words they share, over the words they have (Dice). It is the same both ways round.
    """
    own = _stems(text)
    total = sum(own.values())
    if not total:
        return []
    found = []
    for index, other in enumerate(others):
        theirs = _stems(other)
        if not theirs:
            continue
        likeness = 2 * sum((own & theirs).values()) / (total + sum(theirs.values()))
        if likeness >= at_least:
            found.append(Lookalike(index, likeness))
    return sorted(found, key=lambda one: (-one.likeness, one.index))


def _stems(text: str) -> Counter[str]:
    plain = unicodedata.normalize("NFKC", text[:_READ]).lower()
    return Counter(_stem(word) for word in _WORD.findall(plain) if word not in SMALL and not word[0].isdigit())


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if len(word) - len(ending) >= 4 and word.endswith(ending):
            return word[: -len(ending)]
    return word
