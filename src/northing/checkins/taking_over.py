"""An action of its own: taking over what a file says of many key results, with the numbers that follow (R17).

The single check-in (`actions.py`) asks whether its actor may, and records an event each time. An import has asked
before,
brings thousands, and tells of all of them in one event.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from northing.accounts.models import Person
from northing.accounts.policies import ask, relations
from northing.accounts.queries import today as organisation_today
from northing.checkins.actions import values_of
from northing.checkins.models import CheckIn, Origin
from northing.core.access import Act
from northing.core.cadence import Span
from northing.core.measures import Kind, current_value
from northing.core.measures import progress as measure_progress
from northing.core.rollup import Feeds
from northing.goals.actions.forecasts import foresee_key_results
from northing.goals.actions.numbers import structure
from northing.goals.models import KeyResult, KeyResultPoint, Stage
from northing.goals.queries.rows import measure_of
from northing.kit import clock

BATCH = 400

Values = list[tuple[date, float]]


@dataclass(frozen=True, slots=True)
class TakenCheckIn:
    """What a file says of a key result on a day. `done` is for milestones: all their stages, or none, are
    reached; None leaves them as they are."""

    key_result_id: int
    on: date
    value: float | None = None
    done: bool | None = None
    confidence: int | None = None
    note: str = ""


def take_over_check_ins(actor: Person, said: Sequence[TakenCheckIn], *, arriving: bool) -> None:
    """Write down what a file says of key results, whatever their state: at most one entry for each of them.

    Nobody here said it, so the entries have no author. Key results that are `arriving` with the same import are shown
    as of the entry's day; of others, what was shown on past days stays as it was (R19). Their objectives' numbers
    follow with `goals.actions.taking_over.settle`.
    """
    ask(Act.IMPORT, relations(actor))
    structure(changes=False)
    today = organisation_today()
    for start in range(0, len(said), BATCH):
        _take_batch(said[start : start + BATCH], today, arriving=arriving)


def _take_batch(said: Sequence[TakenCheckIn], today: date, *, arriving: bool) -> None:
    numbers = [entry.key_result_id for entry in said]
    found = KeyResult.objects.filter(pk__in=numbers).select_related("objective__cycle").prefetch_related("stages")
    key_results = {key_result.pk: key_result for key_result in found}
    CheckIn.objects.bulk_create([_entry(entry, key_results[entry.key_result_id]) for entry in said])
    entries = _in_force(numbers)
    stages: list[Stage] = []
    measured: list[KeyResultPoint] = []
    shown: list[KeyResultPoint] = []
    for key_result in key_results.values():
        own = list(key_result.stages.all())
        before = {stage.pk: stage.done_on for stage in own}
        values = _restate(key_result, own, entries[key_result.pk])
        span = Span(key_result.objective.cycle.starts_on, key_result.objective.cycle.ends_on)
        _renumber(key_result, own, values, span, today)
        stages += [stage for stage in own if stage.done_on != before[stage.pk]]
        measured += [KeyResultPoint(key_result=key_result, on=on, value=value, is_shown=False) for on, value in values]
        days = {min(today, span.ends_on), key_result.checked_in_on or today} if arriving else {today}
        shown += [_shown(key_result, own, values, span, day) for day in days]
    # Whole rows are sent and only these columns are taken: four times as fast as a CASE for each row.
    KeyResult.objects.bulk_create(
        key_results.values(),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["value", "progress", "progress_through", "confidence", "checked_in_on"],
        batch_size=500,
    )
    Stage.objects.bulk_create(
        stages, update_conflicts=True, unique_fields=["id"], update_fields=["done_on"], batch_size=500
    )
    _keep(measured, ["value"])
    _keep(shown, ["shown_value", "progress", "confidence", "is_shown"])
    foreseen = [each.pk for each in key_results.values() if each.foreseen or each.objective.cycle.ends_on >= today]
    foresee_key_results(foreseen, today)


def _entry(said: TakenCheckIn, key_result: KeyResult) -> CheckIn:
    return CheckIn(
        key_result=key_result,
        author=None,
        made_at=clock.now(),
        on=said.on,
        value=said.value,
        stages=None if said.done is None else [stage.pk for stage in key_result.stages.all() if said.done],
        confidence=said.confidence,
        note=said.note,
        origin=Origin.IMPORT.value,
    )


def _in_force(key_result_ids: Iterable[int]) -> dict[int, list[CheckIn]]:
    """The entries that count of each key result, in the order of their days."""
    entries: dict[int, list[CheckIn]] = defaultdict(list)
    found = CheckIn.objects.filter(
        key_result_id__in=key_result_ids, superseded_by__isnull=True, is_withdrawal=False
    ).order_by("on", "id")
    for entry in found:
        entries[entry.key_result_id].append(entry)
    return entries


def _restate(key_result: KeyResult, stages: Sequence[Stage], entries: Sequence[CheckIn]) -> Values:
    """What a key result says of itself, from the entries that count; returns its values."""
    key_result.checked_in_on = entries[-1].on
    key_result.confidence = next(
        (entry.confidence for entry in reversed(entries) if entry.confidence is not None), None
    )
    done: dict[int, date] = {}
    for entry in entries:
        if entry.stages is not None:
            done = {stage: done.get(stage, entry.on) for stage in entry.stages}
    for stage in stages:
        stage.done_on = done.get(stage.pk)
    return values_of(key_result.reading, entries)


def _renumber(key_result: KeyResult, stages: Sequence[Stage], values: Values, span: Span, today: date) -> None:
    measure = measure_of(key_result, stages)
    through = min(today, span.ends_on)
    key_result.value = current_value(measure, values) if measure.kind is not Kind.MILESTONE else None
    if key_result.feeds == Feeds.CHECKINS.value:
        key_result.progress = measure_progress(measure, values, span, through)
    key_result.progress_through = through


def _shown(key_result: KeyResult, stages: Sequence[Stage], values: Values, span: Span, day: date) -> KeyResultPoint:
    """What is shown of a key result at the end of a day, on which its newest entry was known."""
    measure = measure_of(key_result, stages)
    by_checkins = key_result.feeds == Feeds.CHECKINS.value
    return KeyResultPoint(
        key_result=key_result,
        on=day,
        shown_value=key_result.value,
        progress=measure_progress(measure, values, span, min(day, span.ends_on))
        if by_checkins
        else key_result.progress,
        confidence=key_result.confidence,
        checked_in_on=day,
    )


def _keep(points: Sequence[KeyResultPoint], fields: list[str]) -> None:
    KeyResultPoint.objects.bulk_create(
        points,
        update_conflicts=True,
        unique_fields=["key_result", "on"],
        update_fields=fields,
        batch_size=500,
    )
