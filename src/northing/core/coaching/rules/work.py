"""Key results that are work: tasks, counts of work, work with a result hidden behind it."""

from collections.abc import Iterator

from northing.core.coaching.advice import Facts, Severity, Subject
from northing.core.coaching.judging import Work, has_stages, work_of
from northing.core.coaching.rule import Example, Note, Rule
from northing.core.coaching.sentence import Act, Sentence
from northing.core.measures import Kind

KEY_RESULT = (Subject.KEY_RESULT,)


def better_start(sentence: Sentence) -> tuple[str, str]:
    """What to ask, and a sentence to begin with. Its numbers are the writer's."""
    likely = sentence.wording.likely(sentence.words)
    if likely is None:
        return "what is different, and for whom, when it is done?", sentence.wording.way(sentence.wording.unnamed())
    return likely.question, sentence.wording.way(likely.measure, less=likely.less)


def _task(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    if work_of(sentence, facts) is not Work.TASK or not sentence.words or facts.kind is Kind.BASELINE:
        return
    question, start = better_start(sentence)
    said = sentence.said(sentence.head.about if sentence.head.act is Act.DO else sentence.whole)
    if sentence.head.act is not Act.DO and facts.has_number:
        return
    yield Note(
        sentence.head.about if sentence.head.act is Act.DO else sentence.whole,
        f"“{said}” is something you do: {question}",
        start,
        Severity.HINT if has_stages(facts) else None,
    )


def _output(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    if work_of(sentence, facts) is not Work.COUNT:
        return
    counted = sentence.amounts[0]
    question, start = better_start(sentence)
    span = (
        min(counted.span[0], sentence.head.about[0]) if sentence.head.act is Act.DO else counted.span[0],
        sentence.head.about[1],
    )
    span = (span[0], max(span[1], counted.span[1]))
    yield Note(span, f"“{sentence.said(span)}” counts how much you do: {question}", start)


def _mixed(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    if work_of(sentence, facts) is Work.MEASURED and sentence.head.about[1]:
        span = sentence.head.about
        yield Note(span, f"“{sentence.said(span)}” is the work, and the number behind it is the result.")


RULES = (
    Rule(
        "task",
        "A task instead of a result",
        KEY_RESULT,
        Severity.PROBLEM,
        "A task can be finished without anything getting better, and then nobody knows whether it was worth doing.",
        "Move the work to the initiatives, and write down what will be different when it is done.",
        "R43: task or activity; Doerr, Measure What Matters; Wodtke, Radical Focus",
        good=(
            Example("Raise sign-ups from the website from 40 to 90 a week"),
            Example("90% of sales conversations are recorded in the CRM"),
            Example("Reduce time to first reply from 9 to 3 hours"),
        ),
        bad=(
            Example("Launch new CRM"),
            Example("Write the documentation for our API"),
            Example("New website live by March"),
            Example("Successfully roll out the travel policy"),
            Example("Redesigning the settings page"),
        ),
        look=_task,
    ),
    Rule(
        "output",
        "Counted work instead of a result",
        KEY_RESULT,
        Severity.PROBLEM,
        "Ten pieces of work are still work: the number says how busy you were, and not what came of it.",
        "Ask what ten of them should bring about, and measure that; keep the number as the plan of an initiative.",
        "R43: task or activity; Google re:Work; Perdoo, outputs and outcomes",
        good=(
            Example("Sign 10 enterprise customers"),
            Example("Generate 300 qualified leads from our talks"),
            Example("80% of new hires finish the training in their first month"),
        ),
        bad=(
            Example("Run 5 campaigns"),
            Example("Publish 12 articles"),
            Example("Interview 20 customers"),
            Example("8 webinars"),
            Example("Post on LinkedIn 3 times per week"),
        ),
        look=_output,
    ),
    Rule(
        "work-in-front",
        "The work stands in front of the result",
        KEY_RESULT,
        Severity.HINT,
        "With the work in the sentence, the team is bound to one way of getting there.",
        "Keep the measure as the key result, and make the work an initiative that is expected to move it.",
        "R43: task or activity; Wodtke, Radical Focus",
        good=(Example("Raise repeat orders from 12% to 20%"),),
        bad=(Example("Launch a loyalty programme to raise repeat orders from 12% to 20%"),),
        look=_mixed,
    ),
)
