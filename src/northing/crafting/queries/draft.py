"""The draft of one team for one cycle, with everything that its five pages show."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from northing.core.access import Act
from northing.core.alignment import RequestState, Side
from northing.core.crafting import (
    Check,
    Line,
    Question,
    SetFacts,
    Standing,
    Step,
    Turn,
    Where,
    checklist,
    turn,
)
from northing.crafting.models import Answer, Draft, DraftStep, Round, Vote, Way
from northing.crafting.queries.parts import (
    SetObjective,
    facts_for_checks,
    fingerprints,
    set_of,
    set_published,
)
from northing.crafting.queries.people import Yes, hands, next_of, readers_of, yeses_to
from northing.crafting.queries.rights import rights
from northing.cycles.queries import CycleRow, cycle
from northing.goals.queries.dependencies import DependencyRow, Wanted, listed
from northing.goals.queries.rows import PersonRef, TeamRef
from northing.goals.queries.visibility import Reader
from northing.kit import errors
from northing.kit.ids import version_of
from northing.teams.models import Team
from northing.teams.queries import TeamRow, members, team

__all__ = [
    "AnswerRow",
    "Check",
    "DraftPage",
    "DraftRow",
    "Line",
    "Question",
    "RoundRow",
    "SetNow",
    "SetObjective",
    "Standing",
    "Step",
    "StepRow",
    "Turn",
    "Way",
    "Where",
    "draft",
    "set_now",
]


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft: where it is, and what will be told when it is out."""

    id: int
    where: Where
    version: int
    announcement: str
    started_by: PersonRef | None
    started_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step that was taken; `skipped` is what the checklists still asked for."""

    way: Way
    origin: Step | None
    goal: Step | None
    skipped: tuple[Check, ...]
    reason: str
    at: datetime
    who: PersonRef | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What was answered to a question; for the sufficiency question, for one objective."""

    question: Question
    objective_id: int | None
    text: str
    who: PersonRef | None
    at: datetime


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A blind round (R32a). Before it is revealed only one's own votes are in it, and how many took part.

    `votes` holds the tenths of everybody for each key result, lowest first, without names.
    """

    id: int
    opened_by: PersonRef | None
    opened_at: datetime
    revealed_at: datetime | None
    voters: int
    mine: dict[int, int]
    votes: dict[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class SetNow:
    """Only the set of a draft, without its steps and lists: what everybody who writes asks for every few seconds."""

    team: TeamRef
    cycle: CycleRow
    objectives: tuple[SetObjective, ...]
    may: frozenset[Act]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A team's draft for a cycle. `draft` is None before anybody has begun; then the lists say what it will ask for.

    `authors` wrote on it, the most active first. `changed` names the parts that are not any more as they were laid before
    the sponsor. `asked` are the requests this set makes of other teams, `asked_of_us` what others ask of this team for
    the cycle, both only while somebody waits. `turn` says who is next and with what, `next` by name.
    """

    team: TeamRow
    cycle: CycleRow
    draft: DraftRow | None
    objectives: tuple[SetObjective, ...]
    members: tuple[PersonRef, ...]
    authors: tuple[PersonRef, ...]
    readers: tuple[PersonRef, ...]
    steps: tuple[StepRow, ...]
    answers: dict[tuple[Question, int | None], AnswerRow]
    yeses: dict[int, tuple[Yes, ...]]
    round: RoundRow | None
    asked: tuple[DependencyRow, ...]
    asked_of_us: tuple[DependencyRow, ...]
    lists: dict[Step, tuple[Line, ...]]
    changed: frozenset[str]
    turn: Turn
    turn_check: Check | None
    next: tuple[str, ...]
    may: frozenset[Act]

    @property
    def now(self) -> SetNow:
        """The set by itself."""
        return SetNow(
            TeamRef(self.team.id, self.team.name, self.team.kind.value), self.cycle, self.objectives, self.may
        )

    @property
    def seen(self) -> str:
        """The set as it is on this page, in 16 characters: what a sponsor approves."""
        return version_of(fingerprints(self.objectives))

    @property
    def where(self) -> Where:
        return self.draft.where if self.draft else Where()

    @property
    def sponsor(self) -> PersonRef | None:
        named = self.team.sponsor
        return PersonRef(named.id, named.name) if named else None

    def answer(self, question: Question, objective_id: int | None = None) -> str:
        """What was answered so far; "" while nothing was."""
        row = self.answers.get((question, objective_id))
        return row.text if row else ""


def draft(reader: Reader, team_id: int, cycle_id: int, today: date) -> DraftPage:
    """The draft of a team for a cycle; the newest one, where the team has published one before and drafts again.

    `NotFound` for whoever may not see the team's drafts (R51). A constant number of queries, however large the set.
    """
    its_team, its_cycle = team(reader, team_id), cycle(cycle_id)
    may = rights(reader, team_id, its_team.path)
    if Act.SEE_DRAFTS not in may:
        raise errors.NotFound
    stored, fresh = _set_now(reader, team_id, cycle_id, today)
    people = tuple(PersonRef(row.person_id, row.name) for row in members(team_id) if row.is_current and row.is_active)
    key_results = [part.id for one in fresh for part in one.key_results]
    authors, commented = hands([one.row.id for one in fresh])
    yeses = yeses_to(fresh)
    readers = readers_of(authors, commented, yeses)
    answers = _answers(stored)
    asked = tuple(listed(reader, Wanted(team_id, Side.ASKING, "open", cycle_id), today))
    asked_of_us = tuple(listed(reader, Wanted(team_id, Side.ASKED, "open", cycle_id), today))
    where = where_of(stored)
    changed = _changed(stored, fresh)
    blind = _round(stored, reader, key_results)
    facts = SetFacts(
        objectives=tuple(
            facts_for_checks(
                one,
                {number: sum(yes.stands for yes in said) for number, said in yeses.items()},
                {objective_id or 0 for question, objective_id in answers if question is Question.SUFFICIENT},
            )
            for one in fresh
        ),
        members=len(people),
        authors=len(authors),
        readers=len(readers),
        answered=frozenset(question for question, objective_id in answers if objective_id is None),
        unanswered=sum(row.state is RequestState.ASKED for row in asked),
        to_reply=sum(row.state in (RequestState.PROPOSED, RequestState.DECLINED) for row in asked)
        + sum(row.state is RequestState.ASKED for row in asked_of_us),
        rounds=1 if blind is not None and blind.revealed_at is not None else 0,
        announced=bool(stored and stored.announcement),
        changed=bool(changed),
    )
    lists = checklist(facts, where)
    whose, check = turn(lists, where)
    return DraftPage(
        team=its_team,
        cycle=its_cycle,
        draft=_row(stored) if stored else None,
        objectives=tuple(fresh),
        members=people,
        authors=authors,
        readers=readers,
        steps=tuple(_steps(stored)),
        answers=answers,
        yeses=yeses,
        round=blind,
        asked=asked,
        asked_of_us=asked_of_us,
        lists=lists,
        changed=changed,
        turn=whose,
        turn_check=check,
        next=next_of(whose, its_team, people, authors, readers, asked),
        may=may,
    )


def set_now(reader: Reader, team_id: int, cycle_id: int, today: date) -> SetNow:
    """Only the set of that draft. `NotFound` likewise."""
    its_team = Team.objects.filter(pk=team_id).first()
    may = rights(reader, team_id, its_team.path) if its_team else frozenset()
    if its_team is None or Act.SEE_DRAFTS not in may:
        raise errors.NotFound
    its_cycle = cycle(cycle_id)
    return SetNow(TeamRef.of(its_team), its_cycle, tuple(_set_now(reader, team_id, cycle_id, today)[1]), may)


def _set_now(reader: Reader, team_id: int, cycle_id: int, today: date) -> tuple[Draft | None, list[SetObjective]]:
    stored = newest(team_id, cycle_id)
    fresh = set_of(reader, team_id, cycle_id, today)
    if stored is None or stored.published_at is None:
        return stored, fresh
    if fresh:  # something was written after the last one went out: another round begins with it
        return None, fresh
    return stored, set_published(reader, stored.objective_ids, today)


def newest(team_id: int, cycle_id: int) -> Draft | None:
    """The draft that is being worked on, or else the one that was published last."""
    found = Draft.objects.filter(team_id=team_id, cycle_id=cycle_id).select_related("started_by")
    return found.filter(published_at__isnull=True).first() or found.order_by("-published_at", "-pk").first()


def where_of(stored: Draft | None) -> Where:
    """Where a stored draft is."""
    return Where(Step(stored.step), Standing(stored.standing)) if stored else Where()


def _row(stored: Draft) -> DraftRow:
    return DraftRow(
        id=stored.pk,
        where=where_of(stored),
        version=stored.version,
        announcement=stored.announcement,
        started_by=PersonRef.of(stored.started_by),
        started_at=stored.started_at,
        published_at=stored.published_at,
    )


def _steps(stored: Draft | None) -> list[StepRow]:
    if stored is None:
        return []
    return [
        StepRow(
            way=Way(row.way),
            origin=Step(row.origin) if row.origin else None,
            goal=Step(row.goal) if row.goal else None,
            skipped=tuple(Check(name) for name in row.skipped),
            reason=row.reason,
            at=row.at,
            who=PersonRef.of(row.by),
        )
        for row in DraftStep.objects.filter(draft=stored).select_related("by").order_by("-id")
    ]


def _answers(stored: Draft | None) -> dict[tuple[Question, int | None], AnswerRow]:
    if stored is None:
        return {}
    rows = Answer.objects.filter(draft=stored).exclude(text="").select_related("by")
    return {
        (Question(row.question), row.objective_id): AnswerRow(
            Question(row.question), row.objective_id, row.text, PersonRef.of(row.by), row.at
        )
        for row in rows
    }


def _round(stored: Draft | None, reader: Any, key_result_ids: Collection[int]) -> RoundRow | None:
    latest = Round.objects.filter(draft=stored).select_related("opened_by").order_by("-pk").first() if stored else None
    if latest is None:
        return None
    cast = list(Vote.objects.filter(round=latest).values_list("key_result_id", "person_id", "confidence"))
    votes: dict[int, list[int]] = defaultdict(list)
    if latest.revealed_at is not None:
        for key_result_id, _, confidence in cast:
            if key_result_id in key_result_ids:
                votes[key_result_id].append(confidence)
    return RoundRow(
        id=latest.pk,
        opened_by=PersonRef.of(latest.opened_by),
        opened_at=latest.opened_at,
        revealed_at=latest.revealed_at,
        voters=len({person_id for _, person_id, _ in cast}),
        mine={number: confidence for number, person_id, confidence in cast if person_id == reader.pk},
        votes={number: tuple(sorted(said)) for number, said in votes.items()},
    )


def _changed(stored: Draft | None, parts: Sequence[SetObjective]) -> frozenset[str]:
    """The parts that are new, different or gone since the set was laid before the sponsor."""
    if stored is None or stored.standing not in (Standing.SUBMITTED.value, Standing.APPROVED.value):
        return frozenset()
    now, then = fingerprints(parts), dict(stored.sent_as)
    return frozenset(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))
