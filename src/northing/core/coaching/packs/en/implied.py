"""Amounts that stand in words: doubled, in half, the first customer, from monthly to weekly."""

from itertools import pairwise

from northing.core.coaching.sentence import Act, Amount, Clause, Role, Thing
from northing.core.coaching.words import listed

from .groups import Words, counted
from .verbs import VERBS

IMPLIED = {
    "double": (2.0, Role.TIMES),
    "triple": (3.0, Role.TIMES),
    "quadruple": (4.0, Role.TIMES),
    "halve": (0.5, Role.TIMES),
    "eliminate": (0.0, Role.TO),
    "eradicate": (0.0, Role.TO),
}
"""Verbs that say how much."""


BRIEF = listed("second minute hour day week month quarter tenth third")
NOT_FIRST = listed("day week month hour minute second response reply contact visit use order time trial purchase usage")
"""What a first one of is no number: the first week, the first reply."""


RHYTHMS = listed("hourly daily weekly biweekly fortnightly monthly quarterly yearly annual annually continuously")
"""Frequencies: "releases from monthly to weekly" has a start and a target."""


def implied(words: Words, clauses: list[Clause]) -> list[Amount]:
    """The amounts that stand in verbs: to double, to eliminate."""
    found = []
    for one, article, unit in zip(words, words[1:], words[2:], strict=False):
        if one.lower in {"than", "under", "within", "below"} and article.lower in {"a", "an"} and unit.lower in BRIEF:
            found.append(Amount((article.start, unit.end), 1.0, Role.AT_MOST, unit.text))
    for one, other in pairwise(words):
        if one.lower == "get" and other.lower == "rid":
            found.append(Amount((one.start, other.end), 0.0, Role.TO))
    for clause in clauses:
        for word in words:
            if (
                clause.act in (Act.RAISE, Act.LOWER)
                and clause.head[0] == word.start
                and (verb := VERBS.get(word.lower))
                and verb[0] in IMPLIED
            ):
                value, role = IMPLIED[verb[0]]
                found.append(Amount(clause.head, value, role, "", clause.named, clause.thing))
    if clauses and clauses[0].act in (Act.WIN, Act.REACH, Act.NAME, Act.STATE):
        for i, word in enumerate(words):
            if (
                word.lower == "first"
                and (noun := counted(words, i + 1))[1] is Thing.EFFECT
                and noun[0] not in NOT_FIRST
            ):
                found.append(Amount((word.start, word.end), 1.0, Role.PLAIN, "", *noun))
    for before, word in pairwise(words):
        lemma = VERBS.get(word.lower, ("",))[0]
        if lemma in {"double", "triple", "halve"} and word.lower != lemma and not word.lower.endswith("ing"):
            found.append(Amount((word.start, word.end), IMPLIED[lemma][0], Role.TIMES))
        if word.lower == "half" and before.lower in {"in", "by"}:
            found.append(Amount((before.start, word.end), 50.0, Role.BY, "%"))
    for one, to, other in zip(words, words[1:], words[2:], strict=False):
        if to.lower in {"to", "->", "→"} and one.lower in RHYTHMS and other.lower in RHYTHMS:
            found.append(Amount((one.start, one.end), 1.0, Role.FROM, one.text))
            found.append(Amount((other.start, other.end), 1.0, Role.TO, other.text))
    return found
