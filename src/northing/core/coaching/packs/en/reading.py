"""How an English goal is read: its head, its object, its purpose, and what its words give away."""

from dataclasses import replace

from northing.core.coaching.advice import Span, Subject
from northing.core.coaching.amounts import numbers_of
from northing.core.coaching.sentence import Act, Amount, Clause, Mark, Sentence, Thing, Wording
from northing.core.coaching.words import listed, words_of

from .clauses import clauses_of
from .groups import Words, counted
from .images import as_objective, is_reference
from .implied import implied
from .marking import marks_of
from .numbers import AMOUNT_WORDS
from .verbs import VERBS

COMPLETING = listed("complete finish deliver implement execute finalise finalize do attend conduct run write publish")
"""Done work in per cent is still work: "complete 80% of the roadmap"."""

RELEASING = listed("deploy release ship")
"""How often this happens is a measure of its own (lead time and deployment frequency), and no work to be counted."""

GRANTED = listed("featured mentioned cited quoted covered")
"""Others decide about that: where it happens is counted, and is no work of ours."""

SERVING = listed("answer serve help tell show convince reassure")
"""What others get from us is ours to give, also where they decide about us: "answer every regulator"."""

NONE_WORDS = listed("no none zero nobody")
FIRST_MEASURED = listed("established measured defined known set available")

Marks = dict[Mark, list[Span]]


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
    if clauses:
        amounts = _measured(words, text, clauses[0], amounts)
        _mark_head(words, text, clauses, marks)
    if subject is Subject.OBJECTIVE:
        clauses = [as_objective(words, clause) for clause in clauses]
        amounts = tuple(amount for amount in amounts if not is_reference(words, amount))
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


def _measured(words: Words, text: str, head: Clause, amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """Counts that look like work and are a measure: how often we deploy, how often others write about us."""
    if _verb(text, head) in RELEASING:
        amounts = tuple(
            replace(amount, unit="times a day", thing=Thing.MEASURE) if amount.unit == "times" else amount
            for amount in amounts
        )
    if any(word.lower in GRANTED for word in words):
        amounts = tuple(
            replace(amount, thing=Thing.EFFECT) if amount.thing is Thing.WORK else amount for amount in amounts
        )
    return amounts


def _mark_head(words: Words, text: str, clauses: list[Clause], marks: Marks) -> None:
    """What the tables cannot know: a verb is no measure of itself, and some marks depend on the head."""
    head = clauses[0]
    if head.act is Act.DO and _verb(text, head) in COMPLETING:
        marks.setdefault(Mark.DONE, []).append(head.head)
    for mark in (Mark.MEASURE, Mark.WORK, Mark.KPI):
        if mark in marks:
            marks[mark] = [span for span in marks[mark] if span != head.head]
    if _verb(text, head) in SERVING or text[slice(*head.head)].lower() in SERVING:
        start, end = head.about
        marks[Mark.OUTSIDE] = [span for span in marks.get(Mark.OUTSIDE, []) if not start <= span[0] < end]
    if head.act in (Act.NAME, Act.STATE) and words[0].lower != "no" and _is_first_measurement(words):
        clauses[0] = head = replace(head, act=Act.FIND)
    if head.act is Act.NAME and not any(word.lower.endswith("ed") for word in words):
        # "All issues of the epic" is no state of the world, "no open issues" is.
        marks[Mark.ALL] = [span for span in marks.get(Mark.ALL, []) if text[slice(*span)].lower() in NONE_WORDS]


def _verb(text: str, clause: Clause) -> str:
    return VERBS.get(text[slice(*clause.head)].lower(), ("", Act.DO))[0]


def _is_first_measurement(words: Words) -> bool:
    """ "Baseline for onboarding time measured"."""
    said = {word.lower for word in words}
    return "baseline" in said and bool(said & FIRST_MEASURED)
