"""How an English goal is read: its head, its object, its purpose, and what its words give away."""

from dataclasses import replace

from northing.core.coaching.advice import Subject
from northing.core.coaching.amounts import numbers_of
from northing.core.coaching.sentence import Act, Mark, Sentence, Thing, Wording
from northing.core.coaching.words import listed, words_of

from .clauses import clauses_of
from .groups import Words, counted
from .images import as_objective, is_reference
from .implied import implied
from .marking import marks_of
from .numbers import AMOUNT_WORDS
from .verbs import VERBS

NONE_WORDS = listed("no none zero nobody")


COMPLETING = listed("complete finish deliver implement execute finalise finalize do")
"""Done work in per cent is still work: "complete 80% of the roadmap"."""


RELEASING = listed("deploy release ship")
"""How often this happens is a measure of its own (lead time and deployment frequency), and no work to be counted."""


def is_first_measurement(words: Words) -> bool:
    """ "Baseline for onboarding time measured"."""
    said = {word.lower for word in words}
    return "baseline" in said and bool(said & {"established", "measured", "defined", "known", "set", "available"})


def read(text: str, subject: Subject, code: str, wording: Wording) -> Sentence:
    """The sentence that an English text says."""
    words = words_of(text)
    numbers = numbers_of(words, AMOUNT_WORDS, lambda i: counted(words, i))
    marks = marks_of(words)
    if numbers.dates:
        marks[Mark.DATE] = [*marks.get(Mark.DATE, []), *numbers.dates]
    if numbers.placeholders:
        marks[Mark.PLACEHOLDER] = [*numbers.placeholders]
    clauses = clauses_of(words, numbers.amounts)
    amounts = numbers.amounts
    if (
        clauses
        and clauses[0].act is Act.DO
        and VERBS.get(text[slice(*clauses[0].head)].lower(), ("",))[0] in COMPLETING
    ):
        marks.setdefault(Mark.DONE, []).append(clauses[0].head)
    if clauses and VERBS.get(text[slice(*clauses[0].head)].lower(), ("",))[0] in RELEASING:
        amounts = tuple(
            replace(a, unit="times a day", thing=Thing.MEASURE) if a.unit == "times" else a for a in amounts
        )
    if subject is Subject.OBJECTIVE:
        clauses = [as_objective(words, clause) for clause in clauses]
        amounts = tuple(amount for amount in amounts if not is_reference(words, amount))
    for mark in (Mark.MEASURE, Mark.WORK, Mark.KPI):
        if mark in marks:
            marks[mark] = [span for span in marks[mark] if not clauses or span != clauses[0].head]
    if clauses and clauses[0].act in (Act.NAME, Act.STATE) and words[0].lower != "no" and is_first_measurement(words):
        clauses[0] = replace(clauses[0], act=Act.FIND)
    if clauses and clauses[0].act is Act.NAME and not any(word.lower.endswith("ed") for word in words):
        # "All issues of the epic" is no state of the world, "no open issues" is.
        marks[Mark.ALL] = [span for span in marks.get(Mark.ALL, []) if text[span[0] : span[1]].lower() in NONE_WORDS]
    return Sentence(
        text,
        subject,
        code,
        words,
        tuple(clauses),
        (*amounts, *implied(words, clauses)),
        wording,
        {mark: tuple(spans) for mark, spans in marks.items()},
    )
