"""What a sentence means when it is an objective."""

from dataclasses import replace

from northing.core.coaching.sentence import Act, Amount, Clause, Role, Thing
from northing.core.coaching.words import listed

from .clauses import FINISHED
from .groups import Words
from .verbs import HUMAN, MAKE, VERBS

SERVING = listed("answer resolve respond serve book onboard sell")
"""What others decide when it is counted, and everyday work when it is the whole goal: "answer support tickets"."""


def as_objective(words: Words, clause: Clause) -> Clause:
    """In an objective "speak the customer's language" is an image, and "build a crate that is worth repairing" a quality."""
    if clause.act not in (Act.DO, Act.WIN):
        return clause
    index = next((i for i, word in enumerate(words) if word.start == clause.head[0]), 0)
    verb = VERBS.get(words[index].lower, ("", Act.DO))[0]
    if verb in SERVING and len(words) <= 4:
        return replace(clause, act=Act.DO)
    if clause.act is Act.WIN:
        return clause
    bracket = next((i for i, word in enumerate(words) if word.text == "("), len(words))
    described = any(word.lower in {"that", "which", "who", "where", "whose"} for word in words[index + 2 : bracket])
    if (verb in HUMAN | SERVING and clause.thing is not Thing.WORK) or (
        verb in (MAKE - FINISHED) | {"support"} and described
    ):
        return replace(clause, act=Act.BE)
    return clause


def is_reference(words: Words, amount: Amount) -> bool:
    """ "Get to know the 214": a number that points at something, and asks for nothing."""
    index = next((i for i, word in enumerate(words) if word.start == amount.span[0]), 0)
    return amount.role is Role.PLAIN and not amount.unit and index > 0 and words[index - 1].lower == "the"
