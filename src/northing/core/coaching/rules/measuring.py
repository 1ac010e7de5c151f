"""Key results that cannot be measured yet: no number, no target, no start, no unit."""

from collections.abc import Iterator

from northing.core.coaching.advice import Facts, Severity, Subject
from northing.core.coaching.judging import CHANGES, Work, says_how_much, work_of
from northing.core.coaching.rule import Example, Note, Rule
from northing.core.coaching.sentence import Act, Mark, Role, Sentence, Thing
from northing.core.measures import Kind

KEY_RESULT = (Subject.KEY_RESULT,)


def _names_a_measure(sentence: Sentence) -> bool:
    return sentence.has(Mark.KPI, Mark.MEASURE) or sentence.head.thing in (Thing.MEASURE, Thing.EFFECT)


def _no_target(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    head = sentence.head
    if head.act not in CHANGES or not _names_a_measure(sentence) or says_how_much(sentence, facts):
        return
    span = head.about
    said = sentence.said(span)
    yield Note(span, f"“{said}”: from where to where?", sentence.wording.aimed(said, sentence.said(head.head)))


def _not_measurable(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    if says_how_much(sentence, facts) or work_of(sentence, facts) is not Work.NONE or not sentence.words:
        return
    if sentence.head.act in CHANGES and _names_a_measure(sentence):
        return
    vague = sentence.marks.get(Mark.VAGUE, ())
    if vague:
        yield Note(vague[0], f"“{sentence.said(vague[0])}” is not a measure: by which number would you see it?")
        return
    span = sentence.head.about if sentence.head.about[1] else sentence.whole
    yield Note(span, f"“{sentence.said(span)}” has no number: how would two people agree that it is reached?")


def _no_start(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    if (
        sentence.head.act not in CHANGES
        or facts.start is not None
        or facts.kind in (Kind.RANGE, Kind.BASELINE, Kind.MILESTONE)
    ):
        return
    roles = [amount.role for amount in sentence.amounts]
    if Role.TO not in roles or Role.FROM in roles:
        return
    amount = sentence.amounts[roles.index(Role.TO)]
    before = next((word for word in reversed(sentence.words) if word.end <= amount.span[0]), None)
    if before is None or amount.span[0] == amount.span[1]:
        return
    text = sentence.text
    place = amount.around[0] if amount.around[1] else before.start
    rewrite = f"{text[:place]}{sentence.wording.starting()} {text[place:]}" if before.is_word else None
    yield Note(
        amount.span, f"You say where it should end, {sentence.said(amount.span)}, and not where it is today.", rewrite
    )


def _no_measure(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    if not facts.has_number or sentence.amounts or _names_a_measure(sentence) or not sentence.has(Mark.VAGUE):
        return
    if sentence.head.act in (Act.NAME, Act.IMPROVE, Act.BE):
        span = sentence.marks[Mark.VAGUE][0]
        yield Note(span, f"There is a target, and “{sentence.said(span)}” does not say what is counted.")


def _no_unit(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    if facts.unit or not sentence.amounts or sentence.has(Mark.MEASURE, Mark.KPI, Mark.VANITY):
        return
    if any(
        amount.unit or amount.thing is not Thing.OTHER or amount.role in (Role.TIMES, Role.RANK)
        for amount in sentence.amounts
    ):
        return
    if sentence.head.thing in (Thing.MEASURE, Thing.EFFECT, Thing.WORK, Thing.PEOPLE) or any(
        amount.counts for amount in sentence.amounts
    ):
        return
    amount = sentence.amounts[-1]
    yield Note(amount.span, f"{sentence.said(amount.span)} what? The number has no unit.")


def _placeholder(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    for span in sentence.marks.get(Mark.PLACEHOLDER, ())[:1]:
        if facts.target is None:
            yield Note(span, f"“{sentence.said(span)}” waits for its number.")


def _no_owner(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    if facts.owner is False:
        yield Note(sentence.whole, "Nobody owns this key result yet.")


RULES = (
    Rule(
        "no-target",
        "A direction without a target",
        KEY_RESULT,
        Severity.PROBLEM,
        "Without a target one more is enough, and nobody can say at the end whether it was reached.",
        "Say where it is today and where it should be at the end of the cycle.",
        "R43: no target; Google re:Work; Doerr, Measure What Matters",
        good=(
            Example("Increase conversion from 2% to 3%"),
            Example("Double the number of weekly active teams"),
            Example("Increase sales", Facts(target=50.0)),
        ),
        bad=(Example("Increase sales"), Example("Reduce customer churn"), Example("Improve our conversion rate")),
        look=_no_target,
    ),
    Rule(
        "not-measurable",
        "Nothing to measure",
        KEY_RESULT,
        Severity.PROBLEM,
        "If it cannot be measured, the end of the cycle becomes a matter of opinion.",
        "Name the number in which it would show, where it stands today and where it should be.",
        "R43: not measurable; Doerr, Measure What Matters: “It’s not a key result unless it has a number”",
        good=(
            Example("NPS 32 to 45"),
            Example("All team members take part in the retrospective"),
            Example("Zero security incidents"),
            Example("Establish a baseline for onboarding time"),
        ),
        bad=(
            Example("Make the app faster"),
            Example("Happy customers"),
            Example("Maintain good relationships with suppliers"),
            Example("Improve code quality"),
        ),
        look=_not_measurable,
    ),
    Rule(
        "no-measure",
        "A number without a measure",
        KEY_RESULT,
        Severity.PROBLEM,
        "From 0 to 100% of something nobody has named is a feeling with a per cent sign.",
        "Say what you count, and where it is counted.",
        "R43: not measurable",
        good=(Example("Raise answers that arrive within a day", Facts(start=40.0, target=80.0, unit="%")),),
        bad=(Example("Better cooperation for everybody", Facts(start=0.0, target=100.0, unit="%")),),
        look=_no_measure,
    ),
    Rule(
        "no-start",
        "Where does it start?",
        KEY_RESULT,
        Severity.HINT,
        "Only with a start can anybody see how far it is, and whether the target is brave or already reached.",
        "Add today's value. If nobody knows it, measuring it is a fine first key result.",
        "R43: no start value; R9",
        good=(Example("Increase NPS from 32 to 50"), Example("Increase NPS to 50", Facts(start=32.0))),
        bad=(Example("Increase NPS to 50"),),
        look=_no_start,
    ),
    Rule(
        "no-unit",
        "A number of what?",
        KEY_RESULT,
        Severity.HINT,
        "A bare number is read by everybody in their own way.",
        "Write what is counted, or its unit, behind the number.",
        "R43: no unit",
        good=(Example("Reach 5,000 subscribers"), Example("Reach 5,000", Facts(unit="subscribers"))),
        bad=(Example("Reach 5,000"),),
        look=_no_unit,
    ),
    Rule(
        "placeholder",
        "A number is still missing",
        KEY_RESULT,
        Severity.HINT,
        "A placeholder is fine in a draft, and nothing to be measured against.",
        "Fill it in before you publish. If nobody knows the number yet, measure it first.",
        "R43: no start value, no target; R9",
        good=(Example("Increase trial sign-ups from 40 to 60 a week"),),
        bad=(Example("Increase trial sign-ups from X to Y"), Example("Reduce churn by TBD %")),
        look=_placeholder,
    ),
    Rule(
        "no-owner",
        "Nobody owns it",
        KEY_RESULT,
        Severity.HINT,
        "What belongs to everybody is checked in by nobody.",
        "Name one person who will say every week how it stands.",
        "R43: no owner; GitLab handbook: directly responsible individual",
        good=(Example("NPS 32 to 45", Facts(owner=True)),),
        bad=(Example("NPS 32 to 45", Facts(owner=False)),),
        look=_no_owner,
        any_language=True,
    ),
)
