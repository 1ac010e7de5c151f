"""Taking over what was pursued elsewhere: many objectives at once, with the past they had.

The other actions are for people who change one thing. These are for an import, which brings thousands, knows for itself
that its actor may, and tells of all of it in one event. Numbers follow by the same rules (R17): whoever calls these
calls `settle` last, in the same transaction.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from northing.accounts.models import Person
from northing.accounts.policies import ask, relations
from northing.accounts.queries import start_of
from northing.accounts.queries import today as organisation_today
from northing.core.access import Act
from northing.core.alignment import LinkKind
from northing.core.cadence import Span
from northing.core.measures import Kind, Measure
from northing.core.measures import progress as measure_progress
from northing.core.rollup import find_loop
from northing.core.scoring import Commitment
from northing.cycles.models import Cycle
from northing.goals.actions.alignment import tell_loop
from northing.goals.actions.numbers import follow, measured_values, renumber_key_result, structure
from northing.goals.models import (
    Alignment,
    Contributor,
    Initiative,
    KeyResult,
    KeyResultPoint,
    LedgerEntry,
    Objective,
    ObjectivePoint,
    Stage,
)
from northing.goals.models.objective import State
from northing.kit import clock
from northing.kit.text import search_key, shorten

BATCH = 500


@dataclass(frozen=True, slots=True)
class TakenKeyResult:
    """A key result as it comes. Its measure is complete; what is measured so far comes with the check-ins."""

    text: str
    measure: Measure
    note: str = ""
    owner_id: int | None = None
    contributor_ids: tuple[int, ...] = ()
    weight: float = 1.0
    score: float | None = None
    initiatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenObjective:
    """An objective as it comes, with its key results in order."""

    team_id: int
    cycle_id: int
    statement: str
    state: State
    why: str = ""
    commitment: Commitment = Commitment.ASPIRATIONAL
    lead_id: int | None = None
    score: float | None = None
    key_results: tuple[TakenKeyResult, ...] = ()
    initiatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """The numbers under which an objective and its key results are here now."""

    objective_id: int
    key_result_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TakenLink:
    """An objective serves another one, or takes on a key result of it (R20, R21)."""

    child_id: int
    parent_id: int
    key_result_id: int | None = None


def take_over(actor: Person, objectives: Sequence[TakenObjective]) -> list[Taken]:
    """Add objectives with their key results, stages and initiatives, in as few statements as that takes.

    A closed one was published when its cycle began and closed when it ended, so that it shows as of any day between
    (R19). A published one is published now: nobody is late with a check-in of last month.
    """
    ask(Act.IMPORT, relations(actor))
    structure(changes=True)
    cycles = {cycle.pk: cycle for cycle in Cycle.objects.filter(pk__in={o.cycle_id for o in objectives})}
    places = _places(objectives)
    rows = [_objective_row(actor, said, cycles[said.cycle_id], places) for said in objectives]
    Objective.objects.bulk_create(rows, batch_size=BATCH)
    taken = [Taken(row.pk) for row in rows]
    owners = [(row, said, place) for place, (row, said) in enumerate(zip(rows, objectives, strict=True))]
    _take_key_results(
        [(row, part, place, 0) for row, said, place in owners for part in said.key_results], cycles, taken
    )
    _take_initiatives(
        [(row.pk, None, title) for row, said, _ in owners for title in said.initiatives]
        + [
            (row.pk, number, title)
            for row, said, place in owners
            for number, part in zip(taken[place].key_result_ids, said.key_results, strict=True)
            for title in part.initiatives
        ]
    )
    return taken


def take_over_key_results(actor: Person, objective_id: int, said: Sequence[TakenKeyResult]) -> list[int]:
    """Add key results to an objective that was taken over before, whatever its state; returns their numbers."""
    ask(Act.IMPORT, relations(actor))
    structure(changes=True)
    objective = Objective.objects.select_related("cycle").get(pk=objective_id)
    taken = [Taken(objective_id)]
    first = objective.key_results.count()
    parts = [(objective, part, 0, first) for part in said]
    _take_key_results(parts, {objective.cycle_id: objective.cycle}, taken)
    numbers = taken[0].key_result_ids
    _take_initiatives(
        [(objective_id, n, title) for n, part in zip(numbers, said, strict=True) for title in part.initiatives]
    )
    return numbers


def take_over_initiatives(actor: Person, objective_id: int, key_result_id: int | None, titles: Iterable[str]) -> None:
    """Add initiatives that are not there yet."""
    ask(Act.IMPORT, relations(actor))
    there = set(
        Initiative.objects.filter(objective_id=objective_id, key_result_id=key_result_id).values_list(
            "title", flat=True
        )
    )
    _take_initiatives([(objective_id, key_result_id, title) for title in titles if title not in there])


def take_over_links(actor: Person, links: Sequence[TakenLink]) -> dict[int, str]:
    """Connect objectives. Returns, by its place in the list, why a link was not made: it would have closed a loop
    (R16).
    """
    ask(Act.IMPORT, relations(actor))
    structure(changes=True)
    if not links:
        return {}
    above: dict[int, set[int]] = {}
    there: set[tuple[int, int | None, int | None]] = set()
    for child, parent, key_result, through in Alignment.objects.filter(removed_at__isnull=True).values_list(
        "child_id", "parent_objective_id", "parent_key_result_id", "parent_key_result__objective_id"
    ):
        above.setdefault(child, set()).add(parent or through)
        there.add((child, parent, key_result))
    refused: dict[int, str] = {}
    rows: list[Alignment] = []
    published: dict[int, datetime | None] = {}
    numbers = sorted({link.child_id for link in links})
    for start in range(0, len(numbers), BATCH):
        found = Objective.objects.filter(pk__in=numbers[start : start + BATCH])
        published |= dict(found.values_list("pk", "published_at"))
    for place, link in enumerate(links):
        itself = None if link.key_result_id else link.parent_id
        if (link.child_id, itself, link.key_result_id) in there:
            continue
        loop = find_loop(_edges_above(link.parent_id, above), (link.child_id, link.parent_id))
        if loop is not None:
            refused[place] = tell_loop(actor, loop)
            continue
        above.setdefault(link.child_id, set()).add(link.parent_id)
        there.add((link.child_id, itself, link.key_result_id))
        rows.append(
            Alignment(
                child_id=link.child_id,
                parent_objective_id=itself,
                parent_key_result_id=link.key_result_id,
                kind=(LinkKind.EXPLICIT if link.key_result_id else LinkKind.IMPLICIT).value,
                created_at=published[link.child_id] or clock.now(),
            )
        )
    Alignment.objects.bulk_create(rows, batch_size=BATCH)
    return refused


def drop_link(actor: Person, link: TakenLink) -> None:
    """Take a link away that an earlier import made."""
    ask(Act.IMPORT, relations(actor))
    structure(changes=True)
    Alignment.objects.filter(
        child_id=link.child_id,
        parent_objective_id=None if link.key_result_id else link.parent_id,
        parent_key_result_id=link.key_result_id,
        removed_at__isnull=True,
    ).update(removed_at=clock.now())


def revise_objective(actor: Person, objective_id: int, changes: Mapping[str, Any], *, close: bool = False) -> None:
    """Write down what a file says anew of an objective: `why`, `commitment`, `lead_id`, `score`; and that it is over."""
    ask(Act.IMPORT, relations(actor))
    objective = Objective.objects.select_related("cycle").get(pk=objective_id)
    for name, value in changes.items():
        setattr(objective, name, value)
    if close and objective.state == State.PUBLISHED.value:
        objective.state, objective.closed_at = State.CLOSED.value, start_of(objective.cycle.ends_on + timedelta(days=1))
    objective.words = search_key(f"{objective.statement} {objective.why}")
    objective.version += 1
    objective.save()


def revise_key_result(
    actor: Person,
    key_result_id: int,
    changes: Mapping[str, Any],
    *,
    measure: Measure | None = None,
    contributor_ids: Collection[int] | None = None,
    reason: str,
) -> None:
    """Write down what a file says anew of a key result: `text`, `note`, `owner_id`, `weight`, `score`, and its measure.

    What was agreed at publication changes through the ledger, with the reason (R30). Its numbers follow at once, those
    of its objective with `settle`.
    """
    ask(Act.IMPORT, relations(actor))
    structure(changes=True)
    key_result = KeyResult.objects.select_related("objective__cycle").get(pk=key_result_id)
    before = _agreement(key_result)
    for name, value in changes.items():
        setattr(key_result, name, value)
    if measure is not None:
        key_result.kind, key_result.unit = measure.kind.value, measure.unit
        key_result.start, key_result.target = measure.start, measure.target
        key_result.low, key_result.high = measure.low, measure.high
        key_result.level_03 = key_result.level_07 = None
    key_result.words = search_key(key_result.text)
    key_result.version += 1
    key_result.save()
    if measure is not None or "text" in changes:
        _restage(key_result, measure)
    if contributor_ids is not None:
        key_result.contributors.exclude(person_id__in=contributor_ids).delete()
        _name_contributors([(key_result.pk, tuple(contributor_ids))])
    if key_result.published_at is not None:
        _enter_in_ledger(actor, key_result, before, reason)
    cycle = key_result.objective.cycle
    renumber_key_result(
        key_result,
        key_result.stages.all(),
        measured_values(key_result.pk),
        Span(cycle.starts_on, cycle.ends_on),
        organisation_today(),
    )


def settle(actor: Person, objective_ids: Collection[int], *, new: Collection[int] = ()) -> None:
    """Let the numbers of these objectives, and of everything above them, follow (R13-R17).

    Those that are `new` and closed keep a point on the last day of their cycle, so that they can be seen as of then.
    """
    ask(Act.IMPORT, relations(actor))
    numbers = sorted(objective_ids)
    for start in range(0, len(numbers), BATCH):
        follow(numbers[start : start + BATCH])
    arrived = sorted(new)
    for start in range(0, len(arrived), BATCH):
        closed = Objective.objects.filter(pk__in=arrived[start : start + BATCH], state=State.CLOSED.value)
        ObjectivePoint.objects.bulk_create(
            [
                ObjectivePoint(
                    objective_id=number, on=on, progress=progress, confidence=confidence, checked_in_on=checked_in_on
                )
                for number, on, progress, confidence, checked_in_on in closed.values_list(
                    "pk", "cycle__ends_on", "progress", "confidence", "checked_in_on"
                )
            ],
            ignore_conflicts=True,
        )


# ---- rows -----------------------------------------------------------------------------------------------------


def _places(objectives: Sequence[TakenObjective]) -> Counter[tuple[int, int]]:
    """How many objectives each team has in each cycle already."""
    teams = {said.team_id for said in objectives}
    places: Counter[tuple[int, int]] = Counter()
    for cycle_id in {said.cycle_id for said in objectives}:
        there = Objective.objects.filter(cycle_id=cycle_id).values_list("team_id", flat=True)
        places.update((team_id, cycle_id) for team_id in there if team_id in teams)
    return places


def _objective_row(actor: Person, said: TakenObjective, cycle: Cycle, places: Counter[tuple[int, int]]) -> Objective:
    place = (said.team_id, said.cycle_id)
    places[place] += 1
    published_at, closed_at = _past(said.state, cycle)
    return Objective(
        team_id=said.team_id,
        cycle_id=said.cycle_id,
        statement=said.statement,
        why=said.why,
        commitment=said.commitment.value,
        lead_id=said.lead_id,
        state=said.state.value,
        score=said.score,
        position=places[place] - 1,
        words=search_key(f"{said.statement} {said.why}"),
        created_by_id=actor.pk,
        created_at=clock.now(),
        published_at=published_at,
        closed_at=closed_at,
    )


def _past(state: State, cycle: Cycle) -> tuple[datetime | None, datetime | None]:
    match state:
        case State.DRAFT:
            return None, None
        case State.PUBLISHED:
            return clock.now(), None
        case State.CLOSED:
            return start_of(cycle.starts_on), start_of(cycle.ends_on + timedelta(days=1))


def _take_key_results(
    parts: Sequence[tuple[Objective, TakenKeyResult, int, int]], cycles: Mapping[int, Cycle], taken: Sequence[Taken]
) -> None:
    """Add key results (each with its objective, its place in `taken`, and the first free position there)."""
    today = organisation_today()
    positions: Counter[int] = Counter()
    rows: list[KeyResult] = []
    for objective, said, place, first in parts:
        rows.append(_key_result_row(objective, said, first + positions[place], cycles[objective.cycle_id], today))
        positions[place] += 1
    KeyResult.objects.bulk_create(rows, batch_size=BATCH)
    for (_, _, place, _), row in zip(parts, rows, strict=True):
        taken[place].key_result_ids.append(row.pk)
    Stage.objects.bulk_create(
        [
            Stage(key_result=row, label=stage.label, weight=stage.weight, position=position)
            for (_, said, _, _), row in zip(parts, rows, strict=True)
            for position, stage in enumerate(said.measure.stages)
        ],
        batch_size=BATCH,
    )
    _name_contributors([(row.pk, said.contributor_ids) for (_, said, _, _), row in zip(parts, rows, strict=True)])
    KeyResultPoint.objects.bulk_create(
        [KeyResultPoint(key_result=row, on=row.progress_through or today, progress=row.progress) for row in rows],
        batch_size=BATCH,
    )


def _key_result_row(objective: Objective, said: TakenKeyResult, position: int, cycle: Cycle, today: date) -> KeyResult:
    measure = said.measure
    span = Span(cycle.starts_on, cycle.ends_on)
    through = min(today, span.ends_on)
    row = KeyResult(
        objective=objective,
        owner_id=said.owner_id,
        text=said.text,
        note=said.note,
        kind=measure.kind.value,
        unit=measure.unit,
        start=measure.start,
        target=measure.target,
        low=measure.low,
        high=measure.high,
        measured_how=measure.measured_how,
        weight=said.weight,
        position=position,
        progress=measure_progress(measure, (), span, through),
        progress_through=through,
        score=said.score,
        words=search_key(said.text),
        created_at=clock.now(),
    )
    if objective.published_at is not None:
        row.published_at = objective.published_at
        row.first_text, row.first_start, row.first_target = said.text, measure.start, measure.target
    return row


def _take_initiatives(said: Sequence[tuple[int, int | None, str]]) -> None:
    now = clock.now()
    Initiative.objects.bulk_create(
        [
            Initiative(
                objective_id=objective_id, key_result_id=key_result_id, title=title, position=position, created_at=now
            )
            for position, (objective_id, key_result_id, title) in enumerate(said)
        ],
        batch_size=BATCH,
    )


def _name_contributors(said: Iterable[tuple[int, Collection[int]]]) -> None:
    Contributor.objects.bulk_create(
        [
            Contributor(key_result_id=number, person_id=person_id)
            for number, people in said
            for person_id in dict.fromkeys(people)
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _restage(key_result: KeyResult, measure: Measure | None) -> None:
    """The single stage of a taken milestone is called as the key result is; a measure has none."""
    if key_result.kind != Kind.MILESTONE.value:
        key_result.stages.all().delete()
    elif not key_result.stages.exists():
        labels = [stage.label for stage in measure.stages] if measure else [shorten(key_result.text, 200)]
        Stage.objects.bulk_create(
            [Stage(key_result=key_result, label=label, position=place) for place, label in enumerate(labels)]
        )
    elif key_result.stages.count() == 1:
        key_result.stages.update(label=shorten(key_result.text, 200))


def _agreement(key_result: KeyResult) -> dict[str, Any]:
    names = ("text", "kind", "unit", "start", "target", "low", "high")
    said: dict[str, Any] = {name: getattr(key_result, name) for name in names}
    said["stages"] = [[stage.label, stage.weight] for stage in key_result.stages.all()]
    return said


def _enter_in_ledger(actor: Person, key_result: KeyResult, before: Mapping[str, Any], reason: str) -> None:
    after = _agreement(key_result)
    LedgerEntry.objects.bulk_create(
        [
            LedgerEntry(
                key_result=key_result,
                field=name,
                before=before[name],
                after=after[name],
                reason=reason,
                changed_at=clock.now(),
                changed_by_id=actor.pk,
            )
            for name in after
            if before[name] != after[name]
        ]
    )


def _edges_above(number: int, above: Mapping[int, Collection[int]]) -> list[tuple[int, int]]:
    """The links on all ways up from an objective."""
    edges: list[tuple[int, int]] = []
    seen, waiting = {number}, [number]
    while waiting:
        node = waiting.pop()
        for upper in above.get(node, ()):
            edges.append((node, upper))
            if upper not in seen:
                seen.add(upper)
                waiting.append(upper)
    return edges
