"""Clauses: a verb, what it acts on, and what it is for."""

from northing.core.coaching.sentence import Act, Amount, Clause, Thing
from northing.core.coaching.words import listed

from .groups import DETERMINERS, Words, group, noun_of
from .heads import head_at, verb_at
from .nouns import NOUNS
from .told import has_finite_verb, is_told
from .verbs import MAKE, VERBS

FIND_OBJECTS = listed("baseline benchmark why what how whether which who")
LINKS = listed("of and in with for on")

FINISHED = listed("launch introduce produce")
"""To make something that is there or is not."""

THINGS = listed("launch introduce produce design develop offer")
"""To make, but rather a thing than a state."""

BETTER = listed("better faster easier cheaper quicker stronger higher simpler more")
_BETWEEN = listed(
    "% $ € £ k m a an the our least at more than over total new another additional of all x + ~ about up to <  > ≥ ≤ minimum least"
)


def clauses_of(words: Words, amounts: tuple[Amount, ...]) -> list[Clause]:
    """The head of the sentence, what is joined to it, and what it is for."""
    if not words:
        return []
    start = head_at(words)
    clauses = [clause_at(words, start, amounts, first=True)]
    i = start + 1
    while i < len(words):
        lower = words[i].lower
        before = words[i - 1].lower
        verb = VERBS.get(lower)
        if verb is not None and before in {"to", "by"} and (lower not in NOUNS or before == "to"):
            gerund = lower.endswith("ing")
            if (before == "to" and not gerund) and lower == verb[0]:
                clauses.append(clause_at(words, i, amounts, purpose=True))
        elif (
            verb is not None
            and before in {"and", ",", "&", ";", "/", "then", "."}
            and lower == verb[0]
            and (lower not in NOUNS or (i + 1 < len(words) and words[i + 1].lower in DETERMINERS))
        ):
            clauses.append(clause_at(words, i, amounts, purpose=_is_done_to_us(words, i)))
        elif (
            verb is not None
            and lower.endswith("ing")
            and verb[1] in (Act.RAISE, Act.LOWER, Act.IMPROVE, Act.REACH)
            and lower not in NOUNS
        ) or (
            verb is not None
            and before in {"that", "which", "who"}
            and verb[1] in (Act.RAISE, Act.LOWER, Act.IMPROVE, Act.REACH)
        ):
            clauses.append(clause_at(words, i, amounts, purpose=True))
        elif lower in {"resulting", "leading", "leads"}:
            clauses.append(
                Clause(Act.REACH, (words[i].start, words[i].end), (words[i].start, words[-1].end), purpose=True)
            )
        i += 1
    return clauses


def _is_done_to_us(words: Words, i: int) -> bool:
    """ "Say less and be believed": what comes of it, and no second goal."""
    return words[i].lower == "be" and i + 2 == len(words) and words[i + 1].lower.endswith("ed")


def clause_at(
    words: Words, i: int, amounts: tuple[Amount, ...], *, first: bool = False, purpose: bool = False
) -> Clause:
    """The clause whose verb, if it is one, is word i."""
    word = words[i]
    verb = verb_at(words, i) if word.kind == "word" and not is_told(words, i) else None
    if verb is None:
        act = Act.STATE if is_told(words, i) or has_finite_verb(words, i) else Act.NAME
        noun, thing, _ = group(words, i)
        return Clause(act, (0, 0), (word.start, words[-1].end), "", thing, noun)
    name, act, behind = verb
    # Numbers stand between the verb and what it acts on: "sign 10 customers".
    j = behind
    while j < len(words) and (words[j].kind == "number" or words[j].lower in _BETWEEN):
        j += 1
    noun, thing, end = group(words, j)
    last_word = words[end - 1].lower if end > j else ""
    unknown = last_word and noun_of(words[end - 1]) is None and not last_word.endswith("ly")
    if act is Act.DO and thing is not Thing.WORK and unknown and not amounts_in(amounts, words, behind, end):
        # The last word of a group is what it is about, also when no table has it: "the payments replacement kit".
        noun, thing = last_word, Thing.OTHER
    if name == "onboard" and thing is Thing.PEOPLE:
        act = Act.DO
    if act is Act.DO and name in MAKE - THINGS and any(word.lower in BETTER for word in words[behind:end]):
        act = Act.IMPROVE
    if act is Act.DO and name in MAKE - THINGS and thing is Thing.QUALITY:
        act = Act.BE  # "build a culture", "deliver an experience": nobody ticks that off
    if (
        act is Act.DO
        and name in {"establish", "position", "form"}
        and any(word.lower in {"as", "ourselves"} for word in words[behind : behind + 6])
    ):
        act = Act.BE
    asked = words[behind].lower if behind < len(words) else ""
    if (
        act is Act.DO
        and (noun in FIND_OBJECTS or asked in FIND_OBJECTS)
        and name in {"establish", "define", "determine", "set", "create", "get"}
    ):
        act = Act.FIND
    effect = thing in (Thing.EFFECT, Thing.MEASURE)
    if act is Act.DO and name in MAKE and effect and (amounts or name not in FINISHED):
        act = Act.REACH  # what is created here is an effect: "create 500 leads"
    stop = object_end(words, end, amounts)
    said = [w for w in words[behind:stop] if w.kind in ("word", "name")]
    object_words = " ".join(w.text for w in said)
    last = words[max(stop - 1, behind - 1)].end if stop > behind - 1 else word.end
    return Clause(
        act,
        (word.start, words[behind - 1].end),
        (word.start, max(last, words[behind - 1].end)),
        object_words,
        thing,
        noun,
        purpose,
    )


def object_end(words: Words, end: int, amounts: tuple[Amount, ...]) -> int:
    """The word behind everything the verb acts on: "version 2.0 of the app"."""
    starts = {amount.span[0] for amount in amounts}
    while end < len(words):
        if words[end].kind == "number" and words[end].start not in starts and words[end - 1].is_word:
            end += 1
            continue
        if words[end].lower not in LINKS or end + 1 >= len(words):
            return end
        further = group(words, end + 1)[2]
        if further == end + 1:
            return end
        end = further
    return end


def amounts_in(amounts: tuple[Amount, ...], words: Words, first: int, last: int) -> bool:
    """Does a number stand among these words?"""
    return any(words[first].start <= amount.span[0] < words[last - 1].end for amount in amounts if first < last)
