"""Finding who is named in a text: `@Maren Solberg`, or `@Maren` where only one person is called so.

Names are compared without case and accents. After an "@" the longest name that fits is meant; "@" inside a word is
part of an address, not a mention.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from northing.kit.text import search_key

MOST_WORDS = 5
"""Of a name, that is."""
MOST_MENTIONS = 20

_AT = re.compile(r"(?<![\w@./])@(?=\w)")
_WORD = re.compile(r"[^\s@]+")
_POSSESSIVES = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Reach:
    """What may be a name after an "@": from `start` (the "@" itself) to each of `ends`, as the `keys` compared."""

    start: int
    ends: tuple[int, ...]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A mention as it stands in the text: characters `start` to `end`, the "@" included."""

    start: int
    end: int
    person_id: int


def reaches(text: str) -> list[Reach]:
    """The first mentions a text may hold, each with the names of one to five words that could be meant."""
    found = []
    for at in _AT.finditer(text):
        line_end = text.find("\n", at.end())
        ends, keys = [], []
        for word in _WORD.finditer(text, at.end(), len(text) if line_end < 0 else line_end):
            if text[word.start() - 1] == "@" and word.start() != at.end():
                break
            end = _bare_end(text, word.start(), word.end())
            if end == word.start():
                break
            ends.append(end)
            keys.append(search_key(text[at.end() : end]))
            if len(ends) == MOST_WORDS:
                break
        if ends:
            found.append(Reach(at.start(), tuple(ends), tuple(keys)))
        if len(found) == MOST_MENTIONS:
            break
    return found


def _bare_end(text: str, start: int, end: int) -> int:
    """Where a word ends without what may follow a name: punctuation, and the possessive. Each character is looked at once,
    however many apostrophes somebody sends.
    """
    while end > start:
        if not (text[end - 1].isalnum() or text[end - 1] == "_"):
            end -= 1
        elif end - 2 >= start and text[end - 2 : end] in _POSSESSIVES:
            end -= 2
        else:
            break
    return end


def spans(text: str, named: Mapping[int, str]) -> list[Span]:
    """Where these people (name by number) are named in the text, in its order. Of two with the same name the first
    that is given is meant.
    """
    whole: dict[str, int] = {}
    for person_id, name in named.items():
        whole.setdefault(search_key(name), person_id)
    first = _first_names(named)
    return [span for reach in reaches(text) if (span := _span(reach, whole, first)) is not None]


def _span(reach: Reach, whole: Mapping[str, int], first: Mapping[str, int]) -> Span | None:
    for end, key in zip(reversed(reach.ends), reversed(reach.keys), strict=True):
        if key in whole:
            return Span(reach.start, end, whole[key])
    if reach.keys[0] in first:
        return Span(reach.start, reach.ends[0], first[reach.keys[0]])
    return None


def _first_names(named: Mapping[int, str]) -> dict[str, int]:
    people: dict[str, list[int]] = {}
    for person_id, name in named.items():
        people.setdefault(first_word(name), []).append(person_id)
    return {first: who[0] for first, who in people.items() if first and len(who) == 1}


def first_word(name: str) -> str:
    """What somebody is called in short, as it is compared.

    >>> first_word("Zoë Müller")
    'zoe'
    """
    return search_key(name).partition(" ")[0]


def mentioned(text: str, named: Mapping[int, str]) -> Collection[int]:
    """Who of these is named in the text, each once, in its order."""
    return list(dict.fromkeys(span.person_id for span in spans(text, named)))
