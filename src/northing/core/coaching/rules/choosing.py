"""Measures that are easy to count and hard to learn from."""

from collections.abc import Iterator

from northing.core.coaching.advice import Facts, Severity, Subject
from northing.core.coaching.judging import Work, has_stages, says_how_much, work_of
from northing.core.coaching.rule import Example, Note, Rule
from northing.core.coaching.sentence import Act, Mark, Role, Sentence
from northing.core.measures import Kind

KEY_RESULT = (Subject.KEY_RESULT,)
_MOVES = (Act.FIND, Act.RAISE, Act.LOWER, Act.IMPROVE, Act.DO)


def _first(sentence: Sentence, mark: Mark) -> tuple[int, int] | None:
    spans = sentence.marks.get(mark, ())
    return spans[0] if spans else None


def _vanity(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    span = _first(sentence, Mark.VANITY)
    if span is None or any(amount.unit == "%" and amount.role is not Role.BY for amount in sentence.amounts):
        return
    yield Note(span, f"“{sentence.said(span)}” looks good when it grows. What do these people do then?")


def _kpi(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    if sentence.head.act is not Act.NAME or sentence.amounts or facts.has_number or facts.kind is not None:
        return
    span = _first(sentence, Mark.KPI)
    if span is not None and len(sentence.words) <= 4:
        yield Note(span, f"“{sentence.said(span)}” is a number to watch, and not yet a change.")


def _binary(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    if facts.kind is Kind.MILESTONE and not has_stages(facts):
        yield Note(sentence.whole, "With one single stage it jumps from 0 to 1 on one day.")
        return
    measured = facts.kind is not None or sentence.amounts or facts.has_number or sentence.head.act in _MOVES
    if not measured and work_of(sentence, facts) is Work.NONE and says_how_much(sentence, facts):
        yield Note(sentence.whole, "It is all or nothing: until the last day nobody sees whether it moves.")


def _slow(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    span = _first(sentence, Mark.SLOW)
    if span is not None:
        yield Note(span, f"“{sentence.said(span)}” hardly moves within one cycle.")


def _gameable(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    span = _first(sentence, Mark.GAMEABLE)
    if span is None or sentence.has(Mark.LOVED) or not sentence.amounts or sentence.head.act in (Act.LOWER, Act.KEEP):
        return
    yield Note(span, f"“{sentence.said(span)}” can be moved without anybody being better off.")


RULES = (
    Rule(
        "vanity",
        "A number that only looks good",
        KEY_RESULT,
        Severity.HINT,
        "Views and followers can grow for years without one more customer.",
        "Measure the next step: the share that comes back, signs up, or buys.",
        "R43: a mere KPI or vanity number; Ries, The Lean Startup",
        good=(Example("Raise visitors who sign up from 2% to 4%"),),
        bad=(Example("Reach 10,000 page views"), Example("Get 5,000 Instagram followers")),
        look=_vanity,
    ),
    Rule(
        "bare-kpi",
        "A figure to watch, not a change",
        KEY_RESULT,
        Severity.HINT,
        "A KPI says that all is well; a key result says what should become different by when.",
        "Say from where to where it should move, or watch it as a KPI.",
        "R43: a mere KPI; Perdoo, KPIs and OKRs",
        good=(Example("NPS 32 to 45"),),
        bad=(Example("Monthly recurring revenue"), Example("NPS")),
        look=_kpi,
    ),
    Rule(
        "all-or-nothing",
        "Yes or no",
        KEY_RESULT,
        Severity.HINT,
        "What is only done or not done gives no warning on the way.",
        "Name the stages on the way, or measure what it brings about.",
        "R43: one-off or binary; R8",
        good=(
            Example("Audit the ledger", Facts(kind=Kind.MILESTONE, stages=("Rules agreed", "Entered", "Audited"))),
            Example("80% of invoices are approved within 2 days"),
        ),
        bad=(
            Example("Obtain the ISO 27001 certificate"),
            Example("Decide on a supplier", Facts(kind=Kind.MILESTONE, stages=("Decided",))),
        ),
        look=_binary,
    ),
    Rule(
        "slow-measure",
        "It cannot move in time",
        KEY_RESULT,
        Severity.HINT,
        "A number that changes once a year cannot steer a quarter.",
        "Look for what moves first: a weekly number that comes before it.",
        "R43: a measure that cannot move within the cycle; R11 leading and lagging",
        good=(Example("Raise weekly active teams from 40 to 80"),),
        bad=(Example("Raise market share from 10% to 12%"), Example("Increase annual revenue to €5M")),
        look=_slow,
    ),
    Rule(
        "gameable",
        "Easily more, without being better",
        KEY_RESULT,
        Severity.HINT,
        "Whoever is measured by a count will find a way to count more.",
        "Give it a counter-metric that must not get worse meanwhile (quality, returns, satisfaction).",
        "R43: gameable with no counter-metric; R12a; Grove, High Output Management: paired indicators",
        good=(Example("Raise qualified leads from 40 to 60 a month"),),
        bad=(Example("Raise leads from 40 to 60 a month"),),
        look=_gameable,
    ),
)
