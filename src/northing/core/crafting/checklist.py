"""What each step asks for (R28), read off the facts of a set; and whose turn it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .steps import ORDER, Standing, Step, Where


class Question(StrEnum):
    """What a team answers in words: the three of R24 while aligning, the three of R28 for the sponsor, and for each
    objective the sufficiency question: could every key result be 1.0 and the objective still fail?
    """

    WHO_NEEDS_US = "who_needs_us"
    WITH_WHOM = "with_whom"
    WHOM_WE_NEED = "whom_we_need"
    HOW = "how"
    TRIED = "tried"
    AGREED = "agreed"
    SUFFICIENT = "sufficient"


ALIGNING = (Question.WHO_NEEDS_US, Question.WITH_WHOM, Question.WHOM_WE_NEED)
FINALISING = (Question.HOW, Question.TRIED, Question.AGREED)


class Check(StrEnum):
    """Every line of the checklists."""

    OBJECTIVES = "objectives"
    WHY = "why"
    KEY_RESULTS = "key_results"
    IN_PAIRS = "in_pairs"
    COACHED = "coached"
    MEASURABLE = "measurable"
    OWNED = "owned"
    LEVELS = "levels"
    READ = "read"
    BLIND_ROUND = "blind_round"
    THREE_QUESTIONS = "three_questions"
    ASKED = "asked"
    REPLIED = "replied"
    CONNECTED = "connected"
    TOLD = "told"
    SUFFICIENT = "sufficient"
    APPROVED = "approved"
    ANNOUNCEMENT = "announcement"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class KeyResultFacts:
    """A key result of the set. `measurable`: it could be published (R9). `agreed_by`: how many said yes to how it will
    be scored, as it is written now (R10).
    """

    measurable: bool
    owned: bool
    agreed_by: int


@dataclass(frozen=True, slots=True)
class ObjectiveFacts:
    """An objective of the set. `directional`: it shows a direction and needs no key results (company level, R14).

    `sufficient`: the sufficiency question is answered for it.
    """

    key_results: tuple[KeyResultFacts, ...]
    has_why: bool
    ok: bool
    connected: bool = False
    directional: bool = False
    sufficient: bool = False


@dataclass(frozen=True, slots=True)
class SetFacts:
    """All that the checklists look at.

    `members` counts who could work on it, `authors` who wrote, `readers` who commented or agreed, beside the authors.
    `unanswered` are requests of this set that wait for the other team, `to_reply` those that wait for this one: another
    date or a refusal of ours to answer, and what others asked of this team for this cycle. `changed`: the set is not any
    more what the sponsor approved.
    """

    objectives: tuple[ObjectiveFacts, ...]
    members: int = 1
    authors: int = 0
    readers: int = 0
    answered: frozenset[Question] = frozenset()
    unanswered: int = 0
    to_reply: int = 0
    rounds: int = 0
    announced: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a checklist: how much of it is done. `advice` is worth doing and its absence is no skip."""

    check: Check
    done: bool
    count: int = 0
    of: int = 0
    advice: bool = False


def checklist(facts: SetFacts, where: Where) -> dict[Step, tuple[Line, ...]]:
    """What each step asks for and how far it is (R28).

    >>> empty = checklist(SetFacts(()), Where())
    >>> [line.check.value for line in empty[Step.CREATE] if not line.done]
    ['objectives', 'why', 'key_results', 'in_pairs', 'coached']
    """
    return {
        Step.CREATE: tuple(_create(facts)),
        Step.REFINE: tuple(_refine(facts)),
        Step.ALIGN: tuple(_align(facts)),
        Step.FINALISE: tuple(_finalise(facts, where)),
        Step.TRANSMIT: (
            Line(Check.ANNOUNCEMENT, facts.announced, advice=True),
            Line(Check.PUBLISHED, where.standing is Standing.PUBLISHED),
        ),
    }


def _create(facts: SetFacts) -> Iterable[Line]:
    objectives = facts.objectives
    count = len(objectives)
    yield Line(Check.OBJECTIVES, count > 0, count)
    yield _of(Check.WHY, [one.has_why for one in objectives])
    yield _of(Check.KEY_RESULTS, [bool(one.key_results) or one.directional for one in objectives])
    if facts.members > 1:
        yield Line(Check.IN_PAIRS, facts.authors > 1, facts.authors, 2, advice=True)
    else:
        yield Line(Check.IN_PAIRS, count > 0, facts.authors, 1, advice=True)
    yield _of(Check.COACHED, [one.ok for one in objectives], advice=True)


def _refine(facts: SetFacts) -> Iterable[Line]:
    parts = [part for one in facts.objectives for part in one.key_results]
    enough = min(2, max(facts.members, 1))
    yield Line(Check.READ, facts.readers > 0 or facts.members < 2, facts.readers)
    yield _of(Check.MEASURABLE, [part.measurable for part in parts], empty=_directional(facts))
    yield _of(Check.OWNED, [part.owned for part in parts], empty=_directional(facts))
    yield _of(Check.LEVELS, [part.agreed_by >= enough for part in parts], empty=_directional(facts))
    yield Line(Check.BLIND_ROUND, facts.rounds > 0, facts.rounds, advice=True)


def _align(facts: SetFacts) -> Iterable[Line]:
    answered = sum(question in facts.answered for question in ALIGNING)
    yield Line(Check.THREE_QUESTIONS, answered == len(ALIGNING), answered, len(ALIGNING))
    yield Line(Check.ASKED, not facts.unanswered, facts.unanswered)
    yield Line(Check.REPLIED, not facts.to_reply, facts.to_reply)
    # R26: a special project may stand alone, so this asks and does not demand.
    yield _of(Check.CONNECTED, [one.connected for one in facts.objectives], advice=True)


def _finalise(facts: SetFacts, where: Where) -> Iterable[Line]:
    answered = sum(question in facts.answered for question in FINALISING)
    yield Line(Check.TOLD, answered == len(FINALISING), answered, len(FINALISING))
    yield _of(Check.SUFFICIENT, [one.sufficient or not one.key_results for one in facts.objectives])
    approved = where.standing is Standing.APPROVED and not facts.changed
    yield Line(Check.APPROVED, approved or where.standing is Standing.PUBLISHED)


def _of(check: Check, parts: list[bool], *, advice: bool = False, empty: bool = False) -> Line:
    done = sum(parts)
    return Line(check, done == len(parts) and (bool(parts) or empty), done, len(parts), advice)


def _directional(facts: SetFacts) -> bool:
    return bool(facts.objectives) and all(one.directional for one in facts.objectives)


def undone(lists: dict[Step, tuple[Line, ...]], since: Step, until: Step) -> tuple[Check, ...]:
    """What the steps from `since` up to, not including, `until` still ask for; advice is not counted.

    >>> undone(checklist(SetFacts(()), Where()), Step.CREATE, Step.REFINE)
    (<Check.OBJECTIVES: 'objectives'>, <Check.WHY: 'why'>, <Check.KEY_RESULTS: 'key_results'>)
    """
    between = ORDER[since.place : until.place]
    return tuple(line.check for step in between for line in lists[step] if not line.done and not line.advice)


def before_submitting(lists: dict[Step, tuple[Line, ...]]) -> tuple[Check, ...]:
    """What Finalise still asks for when the set is laid before the sponsor: all but the sponsor's own word.

    >>> before_submitting(checklist(SetFacts(()), Where(Step.FINALISE)))
    (<Check.TOLD: 'told'>, <Check.SUFFICIENT: 'sufficient'>)
    """
    return tuple(line.check for line in lists[Step.FINALISE] if not line.done and line.check is not Check.APPROVED)


def before_publishing(lists: dict[Step, tuple[Line, ...]], where: Where) -> tuple[Check, ...]:
    """What publishing now would skip: all that the steps not yet gone through ask for; and where the sponsor had approved,
    their word on what changed since. What was skipped with a reason before is not asked for again.

    >>> before_publishing(checklist(SetFacts(()), Where()), Where(Step.TRANSMIT))
    ()
    """
    missing = undone(lists, where.step, Step.TRANSMIT)
    if where.step is Step.TRANSMIT and where.standing is Standing.APPROVED:
        missing += tuple(line.check for line in lists[Step.FINALISE] if line.check is Check.APPROVED and not line.done)
    return missing


class Turn(StrEnum):
    """Whose turn it is: those who write, the rest of the team, other teams, the sponsor, the team's lead, nobody."""

    AUTHORS = "authors"
    TEAM = "team"
    OTHERS = "others"
    SPONSOR = "sponsor"
    LEAD = "lead"
    NOBODY = "nobody"


_TURNS = {
    Check.READ: Turn.TEAM,
    Check.LEVELS: Turn.TEAM,
    Check.ASKED: Turn.OTHERS,
}


def turn(lists: dict[Step, tuple[Line, ...]], where: Where) -> tuple[Turn, Check | None]:
    """Who is next, and with what: the first line of the present step that is not done (R28).

    Once a step has all it asks for, its authors take it on; what lies before the sponsor is the sponsor's, what is
    approved is the lead's to publish.

    >>> turn(checklist(SetFacts(()), Where()), Where())
    (<Turn.AUTHORS: 'authors'>, <Check.OBJECTIVES: 'objectives'>)
    """
    match where.standing:
        case Standing.PUBLISHED:
            return Turn.NOBODY, None
        case Standing.SUBMITTED:
            return Turn.SPONSOR, Check.APPROVED
        case _:
            pass
    if where.step is Step.TRANSMIT:
        return Turn.LEAD, Check.PUBLISHED
    open_lines = [
        line for line in lists[where.step] if not line.done and not line.advice and line.check is not Check.APPROVED
    ]
    if not open_lines:
        return (Turn.LEAD if where.step is Step.FINALISE else Turn.AUTHORS), None
    first = open_lines[0].check
    return _TURNS.get(first, Turn.AUTHORS), first
