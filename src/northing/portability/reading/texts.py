"""Texts of a file: cleaned for keeping, and in the form in which they are compared."""

import re
from functools import lru_cache

from northing.kit.text import one_line, paragraphs, search_key
from northing.portability.reading import limits

_AROUND = " .,:;!?-–—*_~`\"'“”„‘’«»()[]"
_BULLET = re.compile(r"^\s*(?:[-*•‣◦▪–—·]|\d{1,2}[.)]|[a-z]\)|\[[ xX]\])\s+")
_LABEL = re.compile(
    r"""^\s*(?:
        (?P<objective>objectives?|objektive?|goals?|obj|ziele?|o)
      | (?P<key_result>key\s*results?|schl(?:ü|ue)sselergebniss?e?|ergebniss?e?|kernergebniss?e?|krs?)
    )\s*[\#.]?\s*(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})?\s*(?:[:.)\-–—]|\s)\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE_IN_ONE_CELL = re.compile(
    r"^\s*(?:goal|objective|ziel|o)\s*\d*\s*:\s*(?P<objective>[^;|\n]+?)\s*[;|\n]\s*"
    r"(?:targets?|key\s*results?|krs?|results?|ergebniss?e?)\s*\d*\s*:\s*(?P<key_result>.+?)\s*$",
    re.IGNORECASE | re.DOTALL,
)


def line(text: object) -> str:
    """A title, a name, a word: one line without anything invisible."""
    said = str(text)[: limits.CELL_CHARACTERS]
    if said.isascii() and said.isprintable():
        return " ".join(said.split())
    return one_line(said)


def lines(text: object) -> str:
    """A longer text with its lines."""
    said = str(text)[: limits.CELL_CHARACTERS]
    return said.strip() if said.isascii() and said.isprintable() else paragraphs(said)


@lru_cache(maxsize=20_000)
def comparable(text: str) -> str:
    """The form in which two texts are held to be the same: without case, accents, spaces and marks around them.

    A text of marks alone is compared as it is: "?" and "!" are two texts.
    """
    key = search_key(text)
    return key.strip(_AROUND) or key


def without_label(text: str) -> tuple[str, str]:
    """ "Objective 1: Grow" -> ("Grow", "o1"), "KR 1.2 - Win 5" -> ("Win 5", "kr1.2"); other texts stay, with "".

    A word alone is a label only with a colon behind it: "Goals we share" stays.
    """
    found = _LABEL.match(text)
    if found is None or (found["number"] is None and not found[0].rstrip().endswith(":")):
        return text, ""
    rest = text[found.end() :].strip()
    if not rest:
        return text, ""
    kind = "o" if found["objective"] else "kr"
    return rest, f"{kind}{found['number']}" if found["number"] else ""


def both_in_one(text: str) -> tuple[str, str] | None:
    """ "Goal: A; Target: B" -> (A, B): an objective and its key result in one cell."""
    found = _SENTENCE_IN_ONE_CELL.match(text)
    return (found["objective"], found["key_result"]) if found else None


def items(text: str) -> list[str]:
    """The items of a list in one cell. It is a list when every line starts with a bullet, a number or a KR label."""
    parts = [part for part in text.splitlines() if part.strip()]
    if len(parts) < 2:
        return [text]
    bare = [_BULLET.sub("", part) for part in parts]
    labelled = [without_label(part)[0] for part in bare]
    marked = [bare[i] != parts[i].lstrip() or labelled[i] != bare[i] for i in range(len(parts))]
    return bare if all(marked) else [text]


def entries(text: str) -> tuple[str, ...]:
    """Several short entries in one cell: one a line, or parted by semicolons."""
    parts = text.splitlines() if "\n" in text else text.split(";")
    return tuple(entry for part in parts if (entry := line(_BULLET.sub("", part))))
