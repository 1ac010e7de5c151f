"""Recomputing every number from the history and comparing it with what is stored (R17)."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import connection, transaction

from northing.checkins.actions import values_of
from northing.checkins.models import CheckIn
from northing.core.cadence import Span
from northing.core.measures import Kind, Measure, current_value
from northing.core.measures import progress as measure_progress
from northing.core.rollup import DrawsFrom, Feeds, Graph, KeyResultNode, Link, ObjectiveNode
from northing.goals.models import Alignment, KeyResult, KeyResultPoint, Objective, ObjectivePoint, Teaching
from northing.goals.models import Stage as StoredStage
from northing.goals.models.objective import State
from northing.goals.queries.foresight import Learned, combined, edition, foresee, learned_of, objective_foreseen
from northing.goals.queries.histories import histories
from northing.goals.queries.rows import measure_of

MOST_TOLD = 200
BATCH = 1000

_ObjectiveRow = tuple[int, str, bool, str, float | None, float | None]
"""Number, draws from, whether its cycle has begun, state, stored progress, stored confidence."""

_KeyResultRow = tuple[int, int, float, str, float | None]
"""Number, objective, weight, feeds, stored progress."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that is not what the history says: of what, which one, stored and recomputed."""

    what: str
    id: int
    number: str
    stored: object
    recomputed: object


@dataclass(slots=True)
class Verification:
    """The outcome: how much was looked at, and every difference (the first 200 of them in full)."""

    objectives: int = 0
    key_results: int = 0
    check_ins: int = 0
    count: int = 0
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether every stored number equals its recomputation, to the last bit."""
        return self.count == 0

    def compare(self, what: str, number_of: int, number: str, stored: object, recomputed: object) -> None:
        if stored != recomputed:
            self.count += 1
            if len(self.differences) < MOST_TOLD:
                self.differences.append(Difference(what, number_of, number, stored, recomputed))


@dataclass(frozen=True, slots=True)
class _Said:
    """What the check-ins of one key result say of it."""

    progress: float | None
    confidence: int | None
    checked_in_on: date | None


def verify() -> Verification:
    """Recompute every number from the check-ins alone and compare it with what is stored.

    Reads one moment of the database; changes nothing. Safe while people work.
    """
    outcome = Verification()
    with _one_moment():
        said = _verify_key_results(outcome)
        _verify_forecasts(outcome)
        _verify_objectives(outcome, said)
        _verify_foreseen_objectives(outcome)
        _verify_points(outcome)
    return outcome


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything read inside was true at the same time. Inside somebody else's transaction, theirs is that moment."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _verify_key_results(outcome: Verification) -> dict[int, _Said]:
    stages = _stages()
    points = _points()
    entries = _entries(outcome)
    said: dict[int, _Said] = {}
    key_results = KeyResult.objects.filter(deleted_at__isnull=True).select_related("objective__cycle")
    for key_result in key_results.iterator(chunk_size=2000):
        outcome.key_results += 1
        own = entries.get(key_result.pk, [])
        values = values_of(key_result.reading, own)
        outcome.compare("key result", key_result.pk, "values", points.get(key_result.pk, []), values)
        told = _what_is_said(key_result, stages.get(key_result.pk, []), own, values)
        said[key_result.pk] = told
        if key_result.kind == Kind.MILESTONE.value:
            _verify_stages(outcome, key_result.pk, stages.get(key_result.pk, []), own)
        if key_result.feeds != Feeds.CHECKINS.value:
            continue
        measure = measure_of(key_result, stages.get(key_result.pk, []))
        value = current_value(measure, values) if measure.kind is not Kind.MILESTONE else None
        outcome.compare("key result", key_result.pk, "value", key_result.value, value)
        outcome.compare("key result", key_result.pk, "progress", key_result.progress, told.progress)
        outcome.compare("key result", key_result.pk, "confidence", key_result.confidence, told.confidence)
        outcome.compare("key result", key_result.pk, "last check-in", key_result.checked_in_on, told.checked_in_on)
    return said


def _verify_forecasts(outcome: Verification) -> None:
    """The forecast of each key result is what its history foretold on the day it was foreseen (R45)."""
    taught = {teaching.pk: learned_of(teaching.pk, teaching.numbers) for teaching in Teaching.objects.all()}
    foreseen = KeyResult.objects.filter(deleted_at__isnull=True, feeds=Feeds.CHECKINS.value)
    waiting: list[KeyResult] = []
    for key_result in foreseen.select_related("objective__cycle").iterator(chunk_size=2000):
        if key_result.foreseen:
            waiting.append(key_result)
        else:
            outcome.compare("key result", key_result.pk, "forecast", key_result.forecast, None)
        if len(waiting) == BATCH:
            _compare_forecasts(outcome, waiting, taught)
            waiting = []
    _compare_forecasts(outcome, waiting, taught)


def _compare_forecasts(outcome: Verification, key_results: list[KeyResult], taught: dict[int, Learned]) -> None:
    told = histories(key_results, date.max)
    for key_result in key_results:
        through, starts_on, ends_on, version, made_by = key_result.foreseen.split()
        if made_by != edition():
            continue  # foreseen by an earlier Northing; the day's work does it anew
        span = Span(date.fromisoformat(starts_on), date.fromisoformat(ends_on))
        history = replace(told[key_result.pk], span=span)
        forecast = foresee(history, date.fromisoformat(through), taught.get(int(version), Learned()))
        outcome.compare("key result", key_result.pk, "forecast", key_result.forecast, forecast)


def _what_is_said(
    key_result: KeyResult, stages: list[StoredStage], entries: list[CheckIn], values: list[tuple[date, float]]
) -> _Said:
    cycle = key_result.objective.cycle
    measure: Measure = measure_of(key_result, stages)
    through = key_result.progress_through or cycle.ends_on
    confidences = [entry.confidence for entry in entries if entry.confidence is not None]
    return _Said(
        progress=measure_progress(measure, values, Span(cycle.starts_on, cycle.ends_on), through),
        confidence=confidences[-1] if confidences else None,
        checked_in_on=entries[-1].on if entries else None,
    )


def _verify_stages(
    outcome: Verification, key_result_id: int, stages: list[StoredStage], entries: list[CheckIn]
) -> None:
    """The stages that are done are those of the latest entry that spoke of stages."""
    spoken = [entry.stages for entry in entries if entry.stages is not None]
    if spoken:
        present = {stage.pk for stage in stages}
        stored = sorted(stage.pk for stage in stages if stage.done_on is not None)
        outcome.compare("key result", key_result_id, "stages", stored, sorted(present & set(spoken[-1])))


def _stages() -> dict[int, list[StoredStage]]:
    found: dict[int, list[StoredStage]] = defaultdict(list)
    for stage in StoredStage.objects.order_by("key_result_id", "position", "id").iterator(chunk_size=5000):
        found[stage.key_result_id].append(stage)
    return found


def _points() -> dict[int, list[tuple[date, float]]]:
    found: dict[int, list[tuple[date, float]]] = defaultdict(list)
    points = KeyResultPoint.objects.filter(value__isnull=False).order_by("key_result_id", "on")
    for key_result_id, on, value in points.values_list("key_result_id", "on", "value").iterator(chunk_size=5000):
        if value is not None:
            found[key_result_id].append((on, value))
    return found


def _entries(outcome: Verification) -> dict[int, list[CheckIn]]:
    found: dict[int, list[CheckIn]] = defaultdict(list)
    in_force = CheckIn.objects.filter(superseded_by__isnull=True, is_withdrawal=False)
    fields = ("id", "key_result_id", "on", "value", "stages", "confidence")
    for entry in in_force.only(*fields).order_by("key_result_id", "on", "id").iterator(chunk_size=5000):
        outcome.check_ins += 1
        found[entry.key_result_id].append(entry)
    return found


def _verify_objectives(outcome: Verification, said: dict[int, _Said]) -> None:
    objectives = list(
        Objective.objects.filter(deleted_at__isnull=True).values_list(
            "id", "draws_from", "cycle__has_begun", "state", "progress", "confidence"
        )
    )
    outcome.objectives = len(objectives)
    known = {row[0] for row in objectives}
    key_results = [
        row
        for row in KeyResult.objects.filter(deleted_at__isnull=True).values_list(
            "id", "objective_id", "weight", "feeds", "progress"
        )
        if row[1] in known
    ]
    links = _links(known, {row[0] for row in key_results})
    gc.disable()  # a million small objects that all stay: the collector would look at each again and again
    try:
        _compare_objectives(outcome, objectives, key_results, links, said)
    finally:
        gc.enable()


def _compare_objectives(
    outcome: Verification,
    objectives: list[_ObjectiveRow],
    key_results: list[_KeyResultRow],
    links: list[Link],
    said: dict[int, _Said],
) -> None:
    progress = Graph(
        (
            ObjectiveNode(o, DrawsFrom(draws), bool(begun), state != State.DRAFT)
            for o, draws, begun, state, *_ in objectives
        ),
        (KeyResultNode(k, o, weight, said[k].progress, Feeds(feeds)) for k, o, weight, feeds, _ in key_results),
        links,
    ).numbers
    confidence = Graph(
        (ObjectiveNode(o, DrawsFrom(draws), False, state != State.DRAFT) for o, draws, _, state, *_ in objectives),
        (
            KeyResultNode(k, o, weight, _tenths(said[k].confidence) if feeds == Feeds.CHECKINS else None)
            for k, o, weight, feeds, _ in key_results
        ),
        links,
    ).numbers
    for number, _draws, _begun, _state, stored, sure in objectives:
        outcome.compare("objective", number, "progress", stored, progress.objectives[number])
        outcome.compare("objective", number, "confidence", sure, confidence.objectives[number])
    for number, _objective, _weight, feeds, stored in key_results:
        if feeds == Feeds.ALIGNED:
            outcome.compare("key result", number, "progress", stored, progress.key_results[number])


def _verify_foreseen_objectives(outcome: Verification) -> None:
    """The forecast of each objective, and of each key result fed by what is aligned, is that of its parts (R45).

    While some are waiting to be foreseen anew by a new Northing, these are not compared.
    """
    if KeyResult.objects.exclude(foreseen="").exclude(foreseen__endswith=f" {edition()}").exists():
        return
    key_results: dict[int, list[Any]] = defaultdict(list)
    fed: dict[int, Any] = {}
    live = KeyResult.objects.filter(deleted_at__isnull=True)
    for row in live.values_list("objective_id", "id", "feeds", "weight", "progress", "forecast").iterator(2000):
        key_results[row[0]].append(row[3:])
        if row[2] == Feeds.ALIGNED.value:
            fed[row[1]] = row[5]
    objectives: dict[int, Any] = {
        number: facts
        for number, *facts in Objective.objects.filter(deleted_at__isnull=True)
        .values_list("id", "draws_from", "state", "progress", "forecast")
        .iterator(2000)
    }
    into_objective: dict[int, list[Any]] = defaultdict(list)
    into_key_result: dict[int, list[Any]] = defaultdict(list)
    for link in _links(set(objectives), set(fed)):
        _, state, progress, forecast = objectives[link.child]
        if state == State.DRAFT.value:
            continue
        if link.parent_key_result is not None:
            into_key_result[link.parent_key_result].append((progress, forecast))
        elif link.parent_objective is not None:
            into_objective[link.parent_objective].append((progress, forecast))
    for number, (draws_from, _, _, stored) in objectives.items():
        again = objective_foreseen(DrawsFrom(draws_from), key_results[number], into_objective[number])
        outcome.compare("objective", number, "forecast", stored, again)
    for number, stored in fed.items():
        again = combined([(1.0, one) for progress, one in into_key_result[number] if progress is not None])
        outcome.compare("key result", number, "forecast", stored, again)


def _tenths(confidence: int | None) -> float | None:
    return None if confidence is None else confidence / 10


def _links(objectives: set[int], key_results: set[int]) -> list[Link]:
    rows = Alignment.objects.filter(removed_at__isnull=True).values_list(
        "child_id", "parent_objective_id", "parent_key_result_id"
    )
    return [
        Link(child, parent, key_result)
        for child, parent, key_result in rows
        if child in objectives and (parent in objectives or key_result in key_results)
    ]


def _verify_points(outcome: Verification) -> None:
    """The newest point of an objective is what it shows now."""
    newest: dict[int, tuple[float | None, float | None]] = {}
    points = ObjectivePoint.objects.order_by("objective_id", "on").values_list("objective_id", "progress", "confidence")
    for number, progress, confidence in points.iterator(chunk_size=5000):
        newest[number] = (progress, confidence)
    current = Objective.objects.filter(deleted_at__isnull=True).values_list("id", "progress", "confidence")
    for number, progress, confidence in current.iterator(chunk_size=5000):
        outcome.compare("objective", number, "newest point", newest.get(number, (None, None)), (progress, confidence))


def tell(outcome: Verification) -> Iterable[str]:
    """The outcome in lines for a person."""
    yield (
        f"{outcome.objectives:,} objectives, {outcome.key_results:,} key results and {outcome.check_ins:,} check-ins "
        "were recomputed from the history."
    )
    if outcome.is_clean:
        yield "Every stored number is what the history says."
        return
    yield f"{outcome.count:,} numbers differ:"
    for difference in outcome.differences:
        yield (
            f"  {difference.what} {difference.id}, {difference.number}: "
            f"stored {difference.stored}, recomputed {difference.recomputed}"
        )
