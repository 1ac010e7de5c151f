"""Targets that ask for nothing, for too much, or for two things at once."""

from collections.abc import Iterator

from northing.core.coaching.advice import Facts, Severity, Subject
from northing.core.coaching.rule import Example, Note, Rule
from northing.core.coaching.sentence import Act, Amount, Role, Sentence
from northing.core.measures import Kind

KEY_RESULT = (Subject.KEY_RESULT,)
ALMOST_SURE, ALMOST_NEVER = 0.97, 0.03
"""Probabilities of landing at which the forecast says that a target asks for nothing, or for a wonder."""


def _way(sentence: Sentence, facts: Facts) -> tuple[float, float] | None:
    """Start and target: from the fields if they are there, otherwise from the words."""
    if facts.start is not None and facts.target is not None:
        return facts.start, facts.target
    start = next((a for a in sentence.amounts if a.role is Role.FROM and a.value is not None), None)
    target = next((a for a in sentence.amounts if a.role is Role.TO and a.value is not None), None)
    if start is None or target is None or not _comparable(start, target):
        return None
    assert start.value is not None
    assert target.value is not None
    return start.value, target.value


def _comparable(one: Amount, other: Amount) -> bool:
    return not one.unit or not other.unit or one.unit.lower().rstrip("s") == other.unit.lower().rstrip("s")


def _standing(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    way = _way(sentence, facts)
    if way is None or facts.kind in (Kind.RANGE, Kind.BASELINE, Kind.MILESTONE):
        return
    start, target = way
    if start == target:
        yield Note(sentence.whole, "It ends where it starts. If it should only stay there, make it a range.")
        return
    rising = facts.kind is Kind.INCREASE if facts.kind else {Act.RAISE: True, Act.LOWER: False}.get(sentence.head.act)
    if rising is not None and rising is not (target > start):
        said = "up" if rising else "down"
        yield Note(sentence.whole, f"The words go {said}, and the numbers go the other way.")


def _forecast(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    if facts.forecast is None:
        return
    if facts.forecast >= ALMOST_SURE:
        yield Note(sentence.whole, "The numbers say it lands whatever you do: it asks for too little.")
    elif facts.forecast <= ALMOST_NEVER:
        yield Note(sentence.whole, "The numbers say it cannot be reached in the time that is left.")


def _impossible(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    for amount in sentence.amounts:
        if amount.value is None or amount.unit != "%" or not amount.of_all:
            continue
        if amount.value > 100 and amount.role is not Role.BY:
            yield Note(amount.span, f"{sentence.said(amount.span)} of something is more than there is.")
            return


def _several(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    targets = [
        a for a in sentence.amounts if a.role in (Role.TO, Role.BY, Role.AT_LEAST, Role.AT_MOST) and a.unit != "times"
    ]
    head = [
        clause
        for clause in sentence.clauses
        if not clause.purpose and clause.act in (Act.RAISE, Act.LOWER, Act.IMPROVE, Act.REACH)
    ]
    if len(head) > 1 and len(targets) > 1:
        span = (head[0].head[0], head[1].about[1])
        yield Note(span, f"“{sentence.said(head[0].about)}” and “{sentence.said(head[1].about)}” are two results.")


RULES = (
    Rule(
        "standing-still",
        "The target asks for nothing",
        KEY_RESULT,
        Severity.PROBLEM,
        "A target that is reached on the first day, or lies behind you, cannot tell anybody anything.",
        "Check start and target, or choose a range if it should stay as it is.",
        "R43: sandbagged; R4-R6",
        good=(
            Example("Raise NPS from 32 to 45"),
            Example("Lower churn", Facts(kind=Kind.DECREASE, start=5.0, target=3.0)),
        ),
        bad=(Example("Raise NPS from 45 to 45"), Example("Raise renewals from 60% to 50%")),
        look=_standing,
        any_language=True,
    ),
    Rule(
        "sure-or-hopeless",
        "The outcome is certain already",
        KEY_RESULT,
        Severity.HINT,
        "A goal that cannot fail, or cannot be reached, changes nobody's week.",
        "Move the target to where you believe in it by about half, and say why in the ledger.",
        "R43: sandbagged or impossible; Doerr, Measure What Matters: stretch goals",
        good=(Example("NPS 32 to 45", Facts(forecast=0.55)),),
        bad=(Example("NPS 32 to 45", Facts(forecast=0.99)), Example("NPS 32 to 45", Facts(forecast=0.01))),
        look=_forecast,
        any_language=True,
    ),
    Rule(
        "impossible",
        "More than all",
        KEY_RESULT,
        Severity.HINT,
        "A share ends at 100%.",
        "Write the share that you mean, or the growth (“by 120%”).",
        "R43: impossible",
        good=(Example("100% of customers renew"), Example("Increase orders by 120%")),
        bad=(Example("120% of customers renew"),),
        look=_impossible,
    ),
    Rule(
        "several-measures",
        "Two results in one",
        KEY_RESULT,
        Severity.HINT,
        "When one of them moves and the other does not, the sentence is half true and its score means nothing.",
        "Make two key results of it, each with its own owner.",
        "R43: several measures in one; Perdoo",
        good=(Example("Increase conversion from 2% to 3%"),),
        bad=(Example("Increase conversion from 2% to 3% and reduce refunds from 8% to 4%"),),
        look=_several,
    ),
)
