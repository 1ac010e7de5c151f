"""Which words and phrases give something away."""

from northing.core.coaching.advice import Span
from northing.core.coaching.sentence import Act, Mark, Thing
from northing.core.coaching.words import listed

from .groups import Words, noun_of
from .phrases import MARKS
from .verbs import DONE, FINITE_BEHIND_PLURALS, VERBS

PERIODS = listed(
    "day days week weeks month months quarter quarters year years sprint time times more longer other morning monday friday"
)


_PHRASES: dict[str, tuple[Mark, ...]] = {}


for _mark, _phrases in MARKS.items():
    for _phrase in _phrases:
        _PHRASES[_phrase] = (*_PHRASES.get(_phrase, ()), _mark)


_STARTS: dict[str, int] = {}


for _phrase in _PHRASES:
    _first = _phrase.split(" ", 1)[0]
    _STARTS[_first] = max(_STARTS.get(_first, 0), _phrase.count(" ") + 1)


MARKED = frozenset(word for phrase in _PHRASES for word in phrase.split())


def marks_of(words: Words) -> dict[Mark, list[Span]]:
    """Where phrases of the tables stand; the longest one counts."""
    found: dict[Mark, list[Span]] = {}
    i = 0
    while i < len(words):
        step = 1
        lower = words[i].lower
        for length in range(_STARTS.get(lower, 0), 0, -1):
            phrase = lower if length == 1 else " ".join(word.lower for word in words[i : i + length])
            if phrase in _PHRASES:
                for mark in _PHRASES[phrase]:
                    if mark is Mark.ALL and i + length < len(words) and words[i + length].lower in PERIODS:
                        continue  # every week is no "all"
                    found.setdefault(mark, []).append((words[i].start, words[min(i + length, len(words)) - 1].end))
                step = length
                break
        noun = noun_of(words[i])
        if noun is not None:
            if noun[1] is Thing.MEASURE:
                found.setdefault(Mark.MEASURE, []).append((words[i].start, words[i].end))
            elif noun[1] is Thing.WORK:
                found.setdefault(Mark.WORK, []).append((words[i].start, words[i].end))
        passive = i > 0 and words[i - 1].lower in {"is", "are", "been", "be", "was", "were"}
        active = (
            lower in FINITE_BEHIND_PLURALS and i > 0 and words[i - 1].lower.endswith("s")
        )  # users complete the setup
        if (lower in DONE and not active) or (
            passive and lower.endswith("ed") and VERBS.get(lower, ("", Act.BE))[1] is Act.DO
        ):
            found.setdefault(Mark.DONE, []).append((words[i].start, words[i].end))
        i += step
    return found
