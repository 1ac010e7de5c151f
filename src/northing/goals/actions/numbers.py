"""Writing the numbers that follow from a change, in the transaction of the change itself (R17).

Whoever changes a fact calls `follow` with the objectives it belongs to; the numbers of these and of
everything above are computed by the core and written back, and nothing else is touched. Each day on
which a number changed keeps a point of it (R19).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from northing.accounts.queries import today as organisation_today
from northing.core.cadence import Span
from northing.core.measures import Kind, current_value
from northing.core.measures import progress as measure_progress
from northing.core.rollup import Feeds, mean_progress, objective_progress
from northing.cycles.models import Cycle
from northing.goals.actions.forecasts import store_forecasts, written
from northing.goals.models import KeyResult, KeyResultPoint, Objective, Stage
from northing.goals.models.objective import State
from northing.goals.queries.chain import ChainChild, ChainKeyResult, ChainObjective, chain_above
from northing.goals.queries.foresight import combined, footprint, foresee, objective_foreseen
from northing.goals.queries.histories import heard_of, history_of, learned
from northing.goals.queries.rows import measure_of
from northing.kit.transactions import write_retrying

_OBJECTIVE = (
    "UPDATE goals_objective SET progress = %s, confidence = %s, checked_in_on = %s, forecast = %s WHERE id = %s"
)

_OBJECTIVE_POINT = """
INSERT INTO goals_objectivepoint (objective_id, "on", progress, confidence, checked_in_on) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (objective_id, "on") DO UPDATE
SET progress = excluded.progress, confidence = excluded.confidence, checked_in_on = excluded.checked_in_on
"""

# PostgreSQL takes both together, for any number of objectives.
_OBJECTIVES_AND_POINTS = """
WITH numbers (id, progress, confidence, checked_in_on, forecast, moved) AS (VALUES {rows}),
objectives AS (
    UPDATE goals_objective objective
    SET progress = numbers.progress, confidence = numbers.confidence, checked_in_on = numbers.checked_in_on,
        forecast = numbers.forecast
    FROM numbers WHERE objective.id = numbers.id
)
INSERT INTO goals_objectivepoint (objective_id, "on", progress, confidence, checked_in_on)
SELECT id, %s, progress, confidence, checked_in_on FROM numbers WHERE moved
ON CONFLICT (objective_id, "on") DO UPDATE
SET progress = excluded.progress, confidence = excluded.confidence, checked_in_on = excluded.checked_in_on
"""
_ROW = (
    "(CAST(%s AS bigint), CAST(%s AS double precision), CAST(%s AS double precision), CAST(%s AS date), "
    "CAST(%s AS jsonb), CAST(%s AS boolean))"
)

STRUCTURE = 0x4E4F5254
"""The advisory lock behind `structure`: an arbitrary number nobody else uses."""


def structure(*, changes: bool) -> None:
    """Hold the shape of the tree for this transaction: shared while numbers climb it, alone to change it.

    So a check-in never meets a link that appears or goes while it climbs, and two links drawn at once
    never close a loop together (F6). SQLite has one writer at a time and needs nothing.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_xact_lock{'' if changes else '_shared'}(%s)", [STRUCTURE])


def follow(objective_ids: Iterable[int], on: date | None = None) -> list[int]:
    """Recompute these objectives and everything above them; returns the ids whose numbers changed."""
    day = on or organisation_today()
    moved: list[ChainObjective] = []
    foreseen: list[ChainObjective] = []
    fed: list[ChainKeyResult] = []
    refed: list[ChainKeyResult] = []
    seen: dict[int, ChainChild] = {}
    for objective in chain_above(objective_ids):
        _see_new_numbers(objective, seen)
        fed += _refill(objective.key_results)
        refed += _foresee_fed(objective.key_results)
        foresees_anew = _foresee(objective)
        if _renumber(objective):
            moved.append(objective)
        elif foresees_anew:
            foreseen.append(objective)
        seen[objective.id] = ChainChild(
            objective.id, objective.progress, objective.confidence, objective.checked_in_on, objective.forecast
        )
    _store_key_results(fed, day)
    _store_fed_forecasts(refed)
    _store_objectives(moved, foreseen, day)
    return [objective.id for objective in moved]


def _see_new_numbers(objective: ChainObjective, seen: dict[int, ChainChild]) -> None:
    """Replace what was read about the children by what was computed for them a moment ago."""
    objective.aligned = [seen.get(child.id, child) for child in objective.aligned]
    for key_result in objective.key_results:
        key_result.fed_by = [seen.get(child.id, child) for child in key_result.fed_by]


def _refill(key_results: Sequence[ChainKeyResult]) -> list[ChainKeyResult]:
    """The key results that stand for what was aligned to them (R12), with their new progress where it changed."""
    changed = []
    for key_result in key_results:
        if key_result.feeds is not Feeds.ALIGNED:
            continue
        progress = mean_progress(child.progress for child in key_result.fed_by)
        checked_in_on = max((c.checked_in_on for c in key_result.fed_by if c.checked_in_on), default=None)
        if (progress, checked_in_on) != (key_result.progress, key_result.checked_in_on):
            key_result.progress, key_result.checked_in_on = progress, checked_in_on
            changed.append(key_result)
    return changed


def _renumber(objective: ChainObjective) -> bool:
    """Give an objective its progress (R13-R15), confidence (the same mean) and the day it was last heard of."""
    before = (objective.progress, objective.confidence, objective.checked_in_on)
    key_results, aligned = objective.key_results, objective.aligned
    objective.progress = objective_progress(
        objective.draws_from,
        [(key_result.weight, key_result.progress) for key_result in key_results],
        [child.progress for child in aligned],
        objective.has_begun,
    )
    objective.confidence = objective_progress(
        objective.draws_from,
        [(k.weight, _believed(k)) for k in key_results],
        [child.confidence for child in aligned],
        False,  # who has not said anything is left out of the mean, also after the start
    )
    days = [k.checked_in_on for k in key_results] + [child.checked_in_on for child in aligned]
    objective.checked_in_on = max((day for day in days if day is not None), default=None)
    return before != (objective.progress, objective.confidence, objective.checked_in_on)


def _foresee(objective: ChainObjective) -> bool:
    """Give an objective the forecast that follows from those its progress is made of (R45)."""
    before = objective.forecast
    objective.forecast = objective_foreseen(
        objective.draws_from,
        [(key_result.weight, key_result.progress, key_result.forecast) for key_result in objective.key_results],
        [(child.progress, child.forecast) for child in objective.aligned],
    )
    return before != objective.forecast


def _foresee_fed(key_results: Sequence[ChainKeyResult]) -> list[ChainKeyResult]:
    """The key results that stand for what was aligned to them (R12), with their new forecast where it changed."""
    changed = []
    for key_result in key_results:
        if key_result.feeds is not Feeds.ALIGNED:
            continue
        foreseen = combined([(1.0, child.forecast) for child in key_result.fed_by if child.progress is not None])
        if foreseen != key_result.forecast:
            key_result.forecast = foreseen
            changed.append(key_result)
    return changed


def _believed(key_result: ChainKeyResult) -> float | None:
    """How sure the owner is, 0..1. One that stands for what is aligned to it says nothing for itself (R12)."""
    if key_result.confidence is None or key_result.feeds is not Feeds.CHECKINS:
        return None
    return key_result.confidence / 10


def _store_key_results(key_results: Sequence[ChainKeyResult], day: date) -> None:
    if not key_results:
        return
    KeyResult.objects.bulk_update(
        [KeyResult(id=k.id, progress=k.progress, checked_in_on=k.checked_in_on) for k in key_results],
        ["progress", "checked_in_on"],
        batch_size=500,
    )
    _keep_key_result_points(
        [
            KeyResultPoint(
                key_result_id=k.id, on=day, progress=k.progress, confidence=k.confidence, checked_in_on=k.checked_in_on
            )
            for k in key_results
        ]
    )


def _store_fed_forecasts(key_results: Sequence[ChainKeyResult]) -> None:
    store_forecasts([(key_result.id, key_result.forecast, "") for key_result in key_results])


def _store_objectives(moved: Sequence[ChainObjective], foreseen: Sequence[ChainObjective], day: date) -> None:
    """Those that moved keep a point of the day; of the others only the forecast is another one, as on every day."""
    if not moved and not foreseen:
        return
    ops = connection.ops
    shown = ops.adapt_datefield_value(day)
    numbers = [
        (o.id, o.progress, o.confidence, ops.adapt_datefield_value(o.checked_in_on), written(o.forecast))
        for o in (*moved, *foreseen)
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sql = _OBJECTIVES_AND_POINTS.format(rows=", ".join([_ROW] * len(numbers)))
            rows = [(*row, place < len(moved)) for place, row in enumerate(numbers)]
            cursor.execute(sql, [*(fact for row in rows for fact in row), shown])
            return
        cursor.executemany(_OBJECTIVE, [(*facts, number) for number, *facts in numbers])
        if moved:
            points = numbers[: len(moved)]
            cursor.executemany(_OBJECTIVE_POINT, [(number, shown, *facts) for number, *facts, _forecast in points])


def _keep_key_result_points(points: Collection[KeyResultPoint]) -> None:
    """Store what was shown on a day, leaving the day's measured value as it is."""
    KeyResultPoint.objects.bulk_create(
        points,
        update_conflicts=True,
        unique_fields=["key_result", "on"],
        update_fields=["shown_value", "progress", "confidence", "checked_in_on", "is_shown"],
        batch_size=1000,
    )


# ---- one key result -------------------------------------------------------------------------------------------


def measured_values(key_result_id: int) -> list[tuple[date, float]]:
    """The values that count, one for each day that has any, in order of their days."""
    points = KeyResultPoint.objects.filter(key_result_id=key_result_id, value__isnull=False).order_by("on")
    return [(on, value) for on, value in points.values_list("on", "value") if value is not None]


def restate_values(key_result_id: int, values: Sequence[tuple[date, float]], *, others: bool = True) -> None:
    """Make these the values that count on their days; with `others`, no other day has one any more.

    What a correction changes, also for days in the past; what was shown on those days stays as it was.
    """
    if others:
        points = KeyResultPoint.objects.filter(key_result_id=key_result_id, value__isnull=False)
        points.exclude(on__in=[day for day, _ in values]).update(value=None)
    KeyResultPoint.objects.bulk_create(
        [KeyResultPoint(key_result_id=key_result_id, on=day, value=value, is_shown=False) for day, value in values],
        update_conflicts=True,
        unique_fields=["key_result", "on"],
        update_fields=["value"],
    )


_NUMBERS = ["value", "progress", "progress_through", "confidence", "checked_in_on", "forecast", "foreseen"]


def renumber_key_result(
    key_result: KeyResult,
    stages: Iterable[Stage],
    values: Sequence[tuple[date, float]],
    span: Span,
    today: date,
) -> None:
    """Give a key result its value and progress from everything that was measured, and keep today's point.

    The row is saved by its numbers only; its objective must be followed afterwards.
    """
    stages = list(stages)
    measure = measure_of(key_result, stages)
    through = min(today, span.ends_on)
    key_result.value = current_value(measure, values) if measure.kind is not Kind.MILESTONE else None
    if key_result.feeds == Feeds.CHECKINS.value:
        key_result.progress = measure_progress(measure, values, span, through)
        heard = heard_of([key_result.pk], today)[key_result.pk] if measure.kind is Kind.MILESTONE else ()
        taught = learned()
        key_result.forecast = foresee(history_of(key_result, stages, values, heard, span), today, taught)
        key_result.foreseen = footprint(span, today, taught)
    key_result.progress_through = through
    key_result.save(update_fields=_NUMBERS)
    _keep_key_result_points(
        [
            KeyResultPoint(
                key_result_id=key_result.pk,
                on=today,
                shown_value=key_result.value,
                progress=key_result.progress,
                confidence=key_result.confidence,
                checked_in_on=key_result.checked_in_on,
            )
        ]
    )


def renumber_key_results(objective: Objective) -> None:
    """Compute all key results of an objective anew, and follow: after its dates changed."""
    cycle = Cycle.objects.get(pk=objective.cycle_id)
    today = organisation_today()
    for key_result in objective.key_results.filter(deleted_at__isnull=True).prefetch_related("stages"):
        renumber_key_result(
            key_result,
            key_result.stages.all(),
            measured_values(key_result.pk),
            Span(cycle.starts_on, cycle.ends_on),
            today,
        )
    follow([objective.pk], today)


# ---- the turn of the day --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DayTurned:
    """What a new day changed by itself: cycles that began, ranges that counted a day, objectives that followed."""

    cycles: int
    key_results: int
    objectives: int


@write_retrying
def turn_numbers(day: date) -> DayTurned:
    """Let the day take effect on what is measured: cycles begin (R13), ranges count the days since (R6)."""
    structure(changes=True)
    begun = _begin_cycles(day)
    advanced = _advance_ranges(day)
    seeds = set(Objective.objects.filter(cycle_id__in=begun, deleted_at__isnull=True).values_list("id", flat=True))
    changed = follow(seeds | {key_result.objective_id for key_result in advanced}, day)
    return DayTurned(len(begun), len(advanced), len(changed))


def _begin_cycles(day: date) -> list[int]:
    turned = Cycle.objects.filter(Q(has_begun=False, starts_on__lte=day) | Q(has_begun=True, starts_on__gt=day))
    ids = list(turned.values_list("id", flat=True))
    Cycle.objects.filter(id__in=ids, starts_on__lte=day).update(has_begun=True)
    Cycle.objects.filter(id__in=ids, starts_on__gt=day).update(has_begun=False)
    return ids


def _advance_ranges(day: date) -> list[KeyResult]:
    """Count every range anew: a day has passed, or somebody moved the days of its cycle."""
    ranges = list(
        KeyResult.objects.filter(
            kind=Kind.RANGE.value,
            feeds=Feeds.CHECKINS.value,
            value__isnull=False,
            deleted_at__isnull=True,
            objective__state=State.PUBLISHED.value,
            objective__deleted_at__isnull=True,
        ).select_related("objective__cycle")
    )
    values: dict[int, list[tuple[date, float]]] = {key_result.pk: [] for key_result in ranges}
    points = KeyResultPoint.objects.filter(key_result__in=[k.pk for k in ranges], value__isnull=False).order_by("on")
    for key_result_id, on, value in points.values_list("key_result_id", "on", "value"):
        if value is not None:
            values[key_result_id].append((on, value))
    waiting = []
    for key_result in ranges:
        cycle = key_result.objective.cycle
        through = min(day, cycle.ends_on)
        progress = measure_progress(
            measure_of(key_result), values[key_result.pk], Span(cycle.starts_on, cycle.ends_on), through
        )
        if (progress, through) != (key_result.progress, key_result.progress_through):
            key_result.progress, key_result.progress_through = progress, through
            waiting.append(key_result)
    KeyResult.objects.bulk_update(waiting, ["progress", "progress_through"], batch_size=500)
    _keep_key_result_points(
        [
            KeyResultPoint(
                key_result_id=k.pk,
                on=day,
                shown_value=k.value,
                progress=k.progress,
                confidence=k.confidence,
                checked_in_on=k.checked_in_on,
            )
            for k in waiting
        ]
    )
    return waiting
