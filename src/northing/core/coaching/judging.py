"""Two questions that several rules ask of a key result: is it work, and does it say how much?"""

from enum import Enum

from northing.core.measures import Kind

from .advice import Facts
from .sentence import Act, Amount, Mark, Role, Sentence, Thing

CHANGES = (Act.RAISE, Act.LOWER, Act.IMPROVE)
_MOVES = (*CHANGES, Act.REACH, Act.WIN, Act.KEEP)
_STATES = (Act.STATE, Act.NAME, Act.REACH, Act.KEEP, Act.WIN, Act.BE)


class Work(Enum):
    """How much of a key result is work."""

    NONE = "none"
    TASK = "task"
    """Done or not done: launch the website."""
    COUNT = "count"
    """So many pieces of it: publish ten articles."""
    MEASURED = "measured"
    """Work that is put into a sentence with a real measure: launch the shop to raise orders from 10 to 50."""


def has_stages(facts: Facts) -> bool:
    """A milestone with real stages (R8): the result cannot be a number, and somebody has thought about its steps."""
    return facts.kind is Kind.MILESTONE and len(facts.stages) > 1


def work_of(sentence: Sentence, facts: Facts) -> Work:
    """Is this work? Amounts decide together with the verb: "run 5 campaigns" is, "run 80% of services on AWS" is not."""
    head = sentence.head
    counted = [amount for amount in sentence.amounts if not _is_effect(amount, sentence)]
    effects = [amount for amount in sentence.amounts if _is_effect(amount, sentence)]
    if head.act is Act.DO:
        if effects:
            return Work.MEASURED
        return Work.COUNT if counted else Work.TASK
    if effects or head.act in CHANGES or head.act in (Act.FIND, Act.WIN):
        return Work.NONE
    told = head.act is Act.STATE and not sentence.has(Mark.DONE)  # "everybody can name our three goals"
    if counted and not told and all(amount.thing is Thing.WORK for amount in counted):
        return Work.COUNT
    finished = sentence.has(Mark.DONE) and (
        head.act is Act.STATE or (head.act in (Act.NAME, Act.REACH) and sentence.has(Mark.WORK))
    )
    granted = head.act is Act.STATE and sentence.has(Mark.ATTAINED)
    if finished and not (sentence.amounts or granted or _all_of(sentence)):
        return Work.TASK  # "new website live": work, told when it is done
    return Work.NONE


def _all_of(sentence: Sentence) -> bool:
    """All of it, and not some of it for all: "all guides are translated", but no "guide published for all teams"."""
    whole, work = sentence.marks.get(Mark.ALL, ()), sentence.marks.get(Mark.WORK, ())
    return bool(whole) and (not work or whole[0][0] <= work[0][0])


def _is_effect(amount: Amount, sentence: Sentence) -> bool:
    """Does this number say something about the world, and not about how much was done?"""
    if amount.unit == "times" or (sentence.head.act is Act.DO and sentence.text[: amount.span[0]].endswith("(")):
        return False
    if amount.role in (Role.FROM, Role.TIMES) or (
        amount.role is Role.BY and (amount.unit or sentence.head.act is not Act.DO)
    ):
        return True
    if amount.role is Role.TO and (sentence.head.act is not Act.DO or amount.unit or _travels(sentence)):
        return True  # but "talk to 5 customers" is no way to 5
    if any(
        clause.purpose and clause.act in _MOVES and clause.about[0] <= amount.span[0] for clause in sentence.clauses
    ):
        return True
    if amount.unit and amount.role in (Role.AT_MOST, Role.AT_LEAST):
        return True
    finishing = sentence.head.act is Act.DO and sentence.head.head in sentence.marks.get(Mark.DONE, ())
    if finishing:  # "complete 80% of the roadmap", but "complete the move for 100% of users"
        return amount.unit == "%" and amount.thing in (Thing.EFFECT, Thing.PEOPLE, Thing.MEASURE)
    if amount.unit in {"%", "‰"} or amount.unit.startswith("/") or amount.of_all:
        return True
    if amount.thing is Thing.MEASURE:
        return True
    return sentence.head.act is not Act.DO and amount.thing is not Thing.WORK


def _travels(sentence: Sentence) -> bool:
    return sentence.head.thing is Thing.MEASURE or any(amount.role is Role.FROM for amount in sentence.amounts)


def says_how_much(sentence: Sentence, facts: Facts) -> bool:
    """Could two people agree whether it is reached?

    By a number, in the words or beside them; by a word that is as good as one (all, none, twice, than last year); by a state
    of the world that either is so or is not ("teams release without help"), unless it is only called good or happy; by
    something that others decide (a certificate).
    """
    if sentence.amounts or facts.has_number:
        return True
    if facts.kind is Kind.BASELINE or has_stages(facts):
        return True
    act = sentence.head.act
    if act is Act.FIND or (sentence.has(Mark.COMPARED) and act is not Act.DO):
        return True
    if act not in (Act.DO, Act.IMPROVE) and sentence.has(Mark.ATTAINED):
        return True
    if sentence.has(Mark.VAGUE, Mark.ASPIRATION):
        return False
    return act is Act.STATE or (act in _STATES and sentence.has(Mark.ALL))
