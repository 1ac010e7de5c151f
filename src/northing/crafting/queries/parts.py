"""The set itself: the team's draft objectives of a cycle with their key results, and what the checklists want to know."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from northing.core.alignment import LinkKind
from northing.core.coaching import Advice, Facts, SetAdvice, Subject, Verdict, coach, coach_set
from northing.core.crafting import KeyResultFacts, ObjectiveFacts
from northing.core.measures import problems
from northing.cycles.queries import cycles
from northing.goals.models import Alignment, Objective
from northing.goals.models.objective import State
from northing.goals.queries.coached import facts_of, part_of
from northing.goals.queries.loading import load
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow
from northing.goals.queries.visibility import Reader, visible_objectives
from northing.kit.ids import version_of
from northing.teams.models import TeamKind


@dataclass(frozen=True, slots=True)
class ParentRow:
    """What an objective of the set serves: an objective, or through `key_result_id` one key result of it."""

    kind: LinkKind
    objective_id: int
    statement: str
    team: str
    key_result_id: int | None
    text: str
    pursued: bool


@dataclass(frozen=True, slots=True)
class SetObjective:
    """One objective of the set with its key results and what it serves, as far as the reader may see that."""

    row: ObjectiveRow
    key_results: tuple[KeyResultRow, ...]
    parents: tuple[ParentRow, ...]
    connected: bool

    @property
    def is_draft(self) -> bool:
        """It can be rewritten and taken out; what went out with the set cannot (R30)."""
        return self.row.state is State.DRAFT

    @property
    def directional(self) -> bool:
        """The company may set a direction without key results (R14)."""
        return not self.key_results and self.row.team.kind == TeamKind.COMPANY.value


IN_A_SET = Q(state=State.DRAFT.value, deleted_at__isnull=True, individual__isnull=True, confidential=False)
"""Drafts that belong to their team's set. Individual ones are their person's, confidential ones of those named."""


def belonging(team_id: int, cycle_id: int) -> Q:
    """The set of a team for a cycle."""
    return Q(IN_A_SET, team_id=team_id, cycle_id=cycle_id)


def set_of(reader: Reader, team_id: int, cycle_id: int, today: date) -> list[SetObjective]:
    """The set of a team as it is now."""
    return _objectives(reader, Objective.objects.filter(belonging(team_id, cycle_id)), today)


def set_published(reader: Reader, objective_ids: Collection[int], today: date) -> list[SetObjective]:
    """What went out with a draft, as far as it is still there and the reader may see it."""
    return _objectives(reader, visible_objectives(reader).filter(pk__in=objective_ids), today)


def _objectives(reader: Reader, found: Any, today: date) -> list[SetObjective]:
    numbers = list(found.order_by("position", "pk").values_list("pk", flat=True))
    if not numbers:
        return []
    loaded = load(numbers, numbers, cycles(), today)
    parents, connected = _parents(reader, numbers)
    return [
        SetObjective(
            loaded.objectives[number],
            tuple(loaded.key_results.get(number, ())),
            tuple(parents[number]),
            number in connected,
        )
        for number in numbers
    ]


def _parents(reader: Reader, numbers: Sequence[int]) -> tuple[Mapping[int, list[ParentRow]], set[int]]:
    """What these serve, and which of them are linked to anything, above, below or beside."""
    links = Alignment.objects.filter(removed_at__isnull=True).filter(
        Q(child_id__in=numbers) | Q(parent_objective_id__in=numbers) | Q(parent_key_result__objective_id__in=numbers)
    )
    rows = list(links.select_related("parent_objective__team", "parent_key_result__objective__team").order_by("id"))
    ends = {_end(link) for link in rows}
    seen = set(visible_objectives(reader, with_deleted=True).filter(pk__in=ends).values_list("pk", flat=True))
    parents: dict[int, list[ParentRow]] = defaultdict(list)
    connected: set[int] = set()
    for link in rows:
        connected |= {link.child_id, _end(link)}
        if link.child_id in numbers and _end(link) in seen:
            parents[link.child_id].append(_parent(link))
    return parents, connected & set(numbers)


def _end(link: Alignment) -> int:
    if link.parent_key_result is not None:
        return link.parent_key_result.objective_id
    assert link.parent_objective_id is not None  # the table's own constraint: one of the two is set
    return link.parent_objective_id


def _parent(link: Alignment) -> ParentRow:
    key_result = link.parent_key_result
    objective = key_result.objective if key_result is not None else link.parent_objective
    assert objective is not None
    gone = objective.deleted_at is not None or (key_result is not None and key_result.deleted_at is not None)
    return ParentRow(
        kind=LinkKind(link.kind),
        objective_id=objective.pk,
        statement=objective.statement,
        team=objective.team.name,
        key_result_id=key_result.pk if key_result is not None else None,
        text=key_result.text if key_result is not None else "",
        pursued=not gone and objective.state != State.CLOSED.value,
    )


def facts_for_checks(one: SetObjective, agreed: Mapping[int, int], sufficient: Collection[int]) -> ObjectiveFacts:
    """What the checklists want to know of one objective. `agreed`: how many said yes to each key result."""
    return ObjectiveFacts(
        key_results=tuple(
            KeyResultFacts(
                measurable=not problems(part.measure, publishing=True),
                owned=part.owner is not None,
                agreed_by=agreed.get(part.id, 0),
            )
            for part in one.key_results
        ),
        has_why=bool(one.row.why.strip()),
        ok=coach_agrees(one),
        connected=one.connected,
        directional=one.directional,
        sufficient=one.row.id in sufficient,
    )


def coach_agrees(one: SetObjective) -> bool:
    """The coach finds nothing that has to be mended, in any of the texts or in the set (R42)."""
    texts: list[Advice | SetAdvice] = [coach(one.row.statement, Subject.OBJECTIVE, Facts(why=one.row.why))]
    texts += [coach(part.text, Subject.KEY_RESULT, facts_of(part)) for part in one.key_results]
    if one.directional:
        return all(said.verdict is Verdict.OK for said in texts)
    return all(said.verdict is Verdict.OK for said in [*texts, advice(one)])


def advice(one: SetObjective) -> SetAdvice:
    """What the coach says to an objective with its key results as a whole (R43)."""
    parts = [part_of(part) for part in one.key_results]
    return coach_set(one.row.statement, parts, why=one.row.why, aligned=one.connected)


def definition(part: KeyResultRow) -> str:
    """16 characters that differ when how it is scored does: what people said yes to (R10)."""
    measure = part.measure
    stages = [(stage.label, stage.weight) for stage in part.stages]
    return version_of(
        measure.kind, measure.start, measure.level_03, measure.level_07, measure.target, measure.low, measure.high,
        measure.unit, measure.reading, stages,
    )  # fmt: skip


def fingerprints(parts: Sequence[SetObjective]) -> dict[str, str]:
    """Every part of the set by a short name ("o12", "k33") and 16 characters that differ when it does: what the sponsor
    saw, compared with what is there now.
    """
    prints: dict[str, str] = {}
    for one in parts:
        prints[f"o{one.row.id}"] = version_of(one.row.statement, one.row.why, one.row.commitment.value)
        for part in one.key_results:
            owner = part.owner.id if part.owner else None
            prints[f"k{part.id}"] = version_of(part.text, definition(part), part.weight, owner)
    return prints
