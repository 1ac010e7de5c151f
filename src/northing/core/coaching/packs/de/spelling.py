"""German letters, and German endings, so that one entry in a table stands for all ways to write a word."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "à": "a", "'": ""})


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """ae for ä, ss for ß: "Größe", "Grösse" and "Groesse" are the same word, in Berlin, in Zurich and without umlauts."""
    return unicodedata.normalize("NFC", word).lower().translate(_FOLDED)


def folded(table: str) -> frozenset[str]:
    """The entries of a table, folded: phrases parted by commas and lines, or, without any comma, single words."""
    entries = table.replace("\n", ",").split(",") if "," in table else table.split()
    return frozenset(fold(" ".join(entry.split())) for entry in entries if entry.strip())


_ADJECTIVE = ("eren", "erer", "eres", "erem", "sten", "ster", "stes", "stem", "ere", "ste", "en", "er", "es", "em", "e")


def stems(word: str) -> Iterator[str]:
    """A folded adjective without its endings: zufriedenere, zufriedenen, zufrieden -> zufrieden."""
    yield word
    for ending in _ADJECTIVE:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            yield word[: -len(ending)]


def umlauted(word: str) -> str:
    """The folded word with its last a, o or u changed: umsatz -> umsaetz, raum -> raeum."""
    place = max(word.rfind(letter) for letter in "aou")
    if place < 0:
        return word
    if word[place] == "u" and place and word[place - 1] == "a":
        place -= 1
    elif word[place] == "u" and place and word[place - 1] in "eo":
        return word
    return f"{word[: place + 1]}e{word[place + 1 :]}"
