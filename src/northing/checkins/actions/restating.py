"""Rebuilding what a key result says of itself from all entries that count: after a correction, or a late entry."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from northing.checkins.actions.said import values_of
from northing.checkins.models import CheckIn
from northing.checkins.queries import in_force
from northing.core.cadence import Span
from northing.goals.actions.numbers import follow, renumber_key_result, restate_values
from northing.goals.models import KeyResult, Stage
from northing.kit import errors


def locked(key_result_id: int) -> KeyResult:
    """The key result with its objective, team and cycle, locked for this transaction."""
    found: QuerySet[KeyResult] = KeyResult.objects.filter(
        pk=key_result_id, deleted_at__isnull=True, objective__deleted_at__isnull=True
    )
    key_result = (
        found.select_for_update(of=("self",)).select_related("objective__cycle", "objective__team", "owner").first()
    )
    if key_result is None:
        raise errors.NotFound
    return key_result


def restate(key_result: KeyResult, today: date) -> list[int]:
    """Derive values, stages, confidence and last day anew, then every number above. Returns the objectives that
    followed.
    """
    entries = in_force(key_result.pk)
    values = values_of(key_result.reading, entries)
    restate_values(key_result.pk, values)
    key_result.checked_in_on = entries[-1].on if entries else None
    confidences = [entry.confidence for entry in entries if entry.confidence is not None]
    key_result.confidence = confidences[-1] if confidences else None
    stages = _restated_stages(key_result, entries)
    cycle = key_result.objective.cycle
    renumber_key_result(key_result, stages, values, Span(cycle.starts_on, cycle.ends_on), today)
    return follow([key_result.objective_id], today)


def _restated_stages(key_result: KeyResult, entries: Sequence[CheckIn]) -> list[Stage]:
    """Those stages are done that the latest entry about stages named, each since the first time it was named."""
    done: dict[int, date] = {}
    for entry in entries:
        if entry.stages is not None:
            done = {stage: done.get(stage, entry.on) for stage in entry.stages}
    stages = list(key_result.stages.all())
    for stage in stages:
        stage.done_on = done.get(stage.pk)
    Stage.objects.bulk_update(stages, ["done_on"])
    return stages
