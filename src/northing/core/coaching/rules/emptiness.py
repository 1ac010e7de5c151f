"""Nothing has been said yet."""

from collections.abc import Iterator

from northing.core.coaching.advice import Facts, Severity, Subject
from northing.core.coaching.rule import Example, Note, Rule
from northing.core.coaching.sentence import Sentence


def _empty(sentence: Sentence, facts: Facts) -> Iterator[Note]:
    if not any(word.kind != "mark" for word in sentence.words):
        yield Note(sentence.whole, "There are no words here yet.")


RULES = (
    Rule(
        "empty",
        "Nothing to read",
        (Subject.OBJECTIVE, Subject.KEY_RESULT),
        Severity.PROBLEM,
        "What is not written down cannot be agreed on.",
        "Say in one sentence what should be different at the end of the cycle.",
        "Northing, R43: vague or empty",
        good=(Example("Become the first place cyclists ask", subject=Subject.OBJECTIVE),),
        bad=(Example("   "), Example("...", subject=Subject.OBJECTIVE)),
        look=_empty,
        any_language=True,
    ),
)
