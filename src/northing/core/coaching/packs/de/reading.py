"""How a German goal is read: its words, numbers, clauses, and what its phrases give away."""

import re
from dataclasses import replace

from northing.core.coaching.advice import Span, Subject
from northing.core.coaching.amounts import Numbers, numbers_of
from northing.core.coaching.sentence import Act, Amount, Mark, Role, Sentence, Thing, Wording
from northing.core.coaching.words import Word

from .clauses import clauses_of, counted, is_period
from .nouns import doing_of, noun_of
from .numbers import AMOUNT_WORDS, IMPLIED, SAID
from .phrases import MARKS
from .spelling import stems
from .verbs import VERBS, Form
from .writing import german_words

_PHRASES: dict[str, tuple[Mark, ...]] = {}
for _mark, _phrases in MARKS.items():
    for _phrase in _phrases:
        _PHRASES[_phrase] = (*_PHRASES.get(_phrase, ()), _mark)
_STARTS: dict[str, int] = {}
for _phrase in _PHRASES:
    _first = _phrase.split(" ", 1)[0]
    _STARTS[_first] = max(_STARTS.get(_first, 0), _phrase.count(" ") + 1)

_BY_HEAD = (Mark.KPI, Mark.VANITY, Mark.GAMEABLE)
_FOR_WHOM = (
    "kunden",
    "nutzer",
    "mitarbeiter",
    "mitarbeitenden",
    "user",
    "patienten",
    "team",
    "partner",
    "anwender",
    "member",
)


def read(text: str, subject: Subject, code: str, wording: Wording) -> Sentence:
    """The sentence that a German text says."""
    words = german_words(text)
    numbers = numbers_of(words, AMOUNT_WORDS, lambda i: counted(words, i))
    amounts = settled(words, numbers)
    clauses, done, verbs = clauses_of(words, amounts)
    if clauses and clauses[0].act is Act.DO:
        # "zu 100 % umgesetzt" is done, and no number about the world.
        amounts = tuple(
            a for a in amounts if not (a.value == 100 and a.unit == "%" and _before(words, a.span[0])[-1:] == ["zu"])
        )
    marks = marks_of(words, amounts)
    if numbers.dates:
        marks[Mark.DATE] = [*marks.get(Mark.DATE, []), *numbers.dates]
    if numbers.placeholders:
        marks[Mark.PLACEHOLDER] = [*numbers.placeholders]
    if done:
        marks[Mark.DONE] = [*marks.get(Mark.DONE, []), *done]
    if any(clause.purpose for clause in clauses):
        marks[Mark.PURPOSE] = [*marks.get(Mark.PURPOSE, []), *(clause.about for clause in clauses if clause.purpose)]
    implied = tuple(
        Amount(span, *IMPLIED[name], "", clause.named, clause.thing) for name, span, clause in verbs if name in IMPLIED
    )
    return Sentence(
        text,
        subject,
        code,
        words,
        tuple(clauses),
        (*amounts, *said_in_nouns(words, amounts), *implied),
        wording,
        {mark: tuple(spans) for mark, spans in marks.items()},
    )


def settled(words: tuple[Word, ...], numbers: Numbers) -> tuple[Amount, ...]:
    """ "von" is from only where "auf" or "um" follows, or "ausgehend" stands in front; in "Steigerung von 20 %" it is by, in
    "4 von 5" the whole, else nothing.
    """
    found: list[Amount] = []
    amounts = numbers.amounts
    for place, amount in enumerate(amounts):
        role = amount.role
        before = _before(words, amount.span[0])
        if role is Role.FROM and before and before[-1] == "von" and before[-2:-1] != ["ausgehend"]:
            previous = amounts[place - 1] if place else None
            if previous is not None and previous.of_all and previous.span[1] <= amount.span[0]:
                continue
            later = amounts[place + 1 :]
            goes_on = any(one.role in (Role.TO, Role.AT_LEAST, Role.AT_MOST) for one in later)
            goes_on = goes_on or (
                bool(later) and later[0].role is Role.BY and _before(words, later[0].span[0])[-1:] == ["um"]
            )
            if not goes_on:
                doing = doing_of(before[-2]) if len(before) > 1 else None
                role = Role.BY if doing is not None and doing[1] in (Act.RAISE, Act.LOWER, Act.IMPROVE) else Role.PLAIN
        elif role is Role.TO and found and found[-1].role is Role.TO and found[-1].span == amount.span:
            continue
        if role is amount.role:
            found.append(amount)
        else:
            found.append(replace(amount, role=role))
    return tuple(_with_shared_units(found))


_PAIRS = frozenset({(Role.FROM, Role.TO), (Role.AT_LEAST, Role.AT_MOST)})


def _with_shared_units(amounts: list[Amount]) -> list[Amount]:
    """ "von 4 auf 2 Sekunden", "zwischen 80 und 90 %": the unit stands once, and is meant twice."""
    for place in range(len(amounts) - 1):
        one, other = amounts[place], amounts[place + 1]
        if (one.role, other.role) in _PAIRS and not one.unit and not one.counts and other.unit != "times":
            amounts[place] = replace(one, unit=other.unit)
    return amounts


def said_in_nouns(words: tuple[Word, ...], amounts: tuple[Amount, ...]) -> list[Amount]:
    """ "um die Hälfte", "auf das Doppelte": amounts that are nouns."""
    found = []
    for i, word in enumerate(words):
        if word.lower in SAID and any(before.lower in {"um", "auf"} for before in words[max(0, i - 2) : i]):
            span = (word.start, word.end)
            if not any(amount.span[0] <= word.start < amount.span[1] for amount in amounts):
                value, role, unit = SAID[word.lower]
                found.append(Amount(span, value, role, unit))
    return found


def _before(words: tuple[Word, ...], start: int) -> list[str]:
    """The last words in front of a place, fillers left out."""
    said = [word.lower for word in words if word.end <= start and word.kind in ("word", "name")]
    while said and said[-1] in AMOUNT_WORDS.fillers:
        said.pop()
    return said[-3:]


def marks_of(words: tuple[Word, ...], amounts: tuple[Amount, ...]) -> dict[Mark, list[Span]]:
    """Where phrases of the tables stand; the longest one counts."""
    found: dict[Mark, list[Span]] = {}
    i = 0
    while i < len(words):
        step = 1
        word = words[i]
        if word.kind in ("word", "name"):
            marks, step = _phrase_at(words, i)
            if not marks and _is_comparative(words, i):
                marks = (Mark.VAGUE,)
            span = (word.start, words[i + step - 1].end)
            for mark in marks:
                if mark is Mark.ALL and (is_period(words, i + step) or (i and words[i - 1].lower in {"mit", "fuer"})):
                    continue  # "jede Woche", "Workshop mit allen": neither says how much
                if mark in (Mark.VAGUE, Mark.NEGATIVE) and _by_a_number(words, i, i + step, amounts):
                    continue
                found.setdefault(mark, []).append(span)
            noun = noun_of(word.lower)
            if noun is None and (doing := doing_of(word.lower)) is not None and doing[2]:
                noun = noun_of(doing[2])
            if noun is not None and (word.text[0].isupper() or word.lower not in VERBS):
                if noun[1] is Thing.MEASURE:
                    found.setdefault(Mark.MEASURE, []).append(span)
                elif noun[1] is Thing.WORK:
                    found.setdefault(Mark.WORK, []).append(span)
                for mark in _PHRASES.get(noun[0], ()):
                    if mark in _BY_HEAD and mark not in marks:
                        found.setdefault(mark, []).append(span)
            if Mark.VALUE not in marks and word.lower.startswith(_FOR_WHOM):
                found.setdefault(Mark.VALUE, []).append(span)
            if Mark.TECHNOLOGY not in marks and any(
                Mark.TECHNOLOGY in _PHRASES.get(part, ()) for part in word.lower.split("-")[:-1]
            ):
                found.setdefault(Mark.TECHNOLOGY, []).append(span)
        i += step
    return found


def _phrase_at(words: tuple[Word, ...], i: int) -> tuple[tuple[Mark, ...], int]:
    lower = words[i].lower
    for length in range(_STARTS.get(lower, 0), 1, -1):
        phrase = " ".join(word.lower for word in words[i : i + length])
        if phrase in _PHRASES and i + length <= len(words):
            return _PHRASES[phrase], length
    plain = words[i].text[0].isupper() or all(verb.form is Form.PARTICIPLE for verb in VERBS.get(lower, ()))
    for stem in stems(lower) if plain else (lower,):  # "gewinnen" is no form of "Gewinn"
        if stem in _PHRASES:
            return _PHRASES[stem], 1
    return (), 1


_COMPARATIVE = re.compile(r"(?:lich|ig|isch|ent|ant|iv|iert|abl|bar|sam|ell|al|os|haft)er")


def _is_comparative(words: tuple[Word, ...], i: int) -> bool:
    """ "ist transparenter", "wird attraktiver": more so than what? Not in front of a noun: "agiler Arbeit"."""
    lower = words[i].lower
    if not words[i].text[0].islower() or len(lower) < 7 or not lower.endswith("er") or lower in VERBS:
        return False
    following = words[i + 1] if i + 1 < len(words) else None
    if following is not None and (following.lower == "als" or (following.is_word and following.text[0].isupper())):
        return False
    return _COMPARATIVE.search(lower[-7:]) is not None


def _by_a_number(words: tuple[Word, ...], first: int, behind: int, amounts: tuple[Amount, ...]) -> bool:
    """ "20 % mehr", "mehr als 5": next to its number the word is as exact as can be."""
    start, end = words[first].start, words[behind - 1].end
    for amount in amounts:
        if 0 <= start - amount.span[1] <= 2:
            return True
        if 0 <= amount.span[0] - end <= 20 and all(
            word.lower in {"als", "mehr", "weniger", "hoeher"} or word.kind == "mark"
            for word in words[behind:]
            if word.end <= amount.span[0]
        ):
            return True
    return False
