"""What a sentence means when it is an objective."""

from dataclasses import replace

from northing.core.coaching.sentence import Act, Amount, Clause, Role, Thing
from northing.core.coaching.words import listed

from .clauses import FINISHED
from .groups import Words, noun_of
from .verbs import HUMAN, MAKE, VERBS

SERVING = listed("answer resolve respond serve book onboard sell")
"""What others decide when it is counted, and everyday work when it is the whole goal: "answer support tickets"."""


def as_objective(words: Words, clause: Clause) -> Clause:
    """In an objective "speak the customer's language" is an image, and "build a crate that is worth repairing" a quality."""
    if clause.act is Act.RAISE and _becomes(words, clause):
        return replace(clause, act=Act.BE)
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
    turned = verb in TURNING and any(word.lower == "from" for word in words) and _names_a_quality(words)
    if (
        turned
        or (verb in HUMAN | SERVING and clause.thing is not Thing.WORK)
        or (verb in (MAKE - FINISHED) | {"support"} and described)
    ):
        return replace(clause, act=Act.BE)
    return clause


TURNING = listed("move shift transition switch change migrate evolve go")
"""From one state of mind to another; from one server to another it is work."""


def _becomes(words: Words, clause: Clause) -> bool:
    """ "Drive a culture of trust", "grow our community into a movement": something comes into being."""
    behind = next((word.lower for word in words if word.start >= clause.head[1]), "")
    return behind in {"a", "an"} or any(word.lower == "into" for word in words)


def _names_a_quality(words: Words) -> bool:
    return any((noun := noun_of(word)) is not None and noun[1] is Thing.QUALITY for word in words)


def is_reference(words: Words, amount: Amount) -> bool:
    """ "Get to know the 214": a number that points at something, and asks for nothing."""
    index = next((i for i, word in enumerate(words) if word.start == amount.span[0]), 0)
    return amount.role is Role.PLAIN and not amount.unit and index > 0 and words[index - 1].lower == "the"
