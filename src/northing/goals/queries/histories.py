"""The histories that forecasts rest on, read for many key results at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from northing.core.cadence import Span
from northing.core.forecasting import Forecast
from northing.core.measures import Kind, Reading
from northing.core.scoring import Commitment
from northing.goals.models import KeyResult, KeyResultPoint, Stage, Teaching
from northing.goals.queries.filters import end_of
from northing.goals.queries.foresight import History, Learned, Values, foresee, learned_of, read
from northing.goals.queries.rows import KeyResultRow, measure_of, plan_of


def learned(past_day: date | None = None) -> Learned:
    """What counts of what the closed cycles taught, now or at the end of a past day."""
    taught = Teaching.objects.order_by("-pk").values_list("pk", "numbers")
    newest = (taught if past_day is None else taught.filter(at__lt=end_of(past_day))).first()
    return Learned() if newest is None else learned_of(*newest)


def history_of(
    key_result: KeyResult, stages: Iterable[Stage], values: Values, heard: Iterable[date], span: Span
) -> History:
    """The history of a loaded key result (with its objective)."""
    stages = tuple(stages)
    return History(
        measure=measure_of(key_result, stages),
        values=values,
        stages=[(stage.weight, stage.done_on) for stage in stages],
        heard=heard,
        confidence=key_result.confidence,
        last=key_result.checked_in_on,
        plan=plan_of(key_result),
        commitment=Commitment(key_result.objective.commitment),
        span=span,
    )


def histories(key_results: Sequence[KeyResult], today: date) -> dict[int, History]:
    """The histories of loaded key results (with objective and cycle), in three queries."""
    ids = [key_result.pk for key_result in key_results]
    milestones = [key_result.pk for key_result in key_results if key_result.kind == Kind.MILESTONE.value]
    values: dict[int, list[tuple[date, float]]] = defaultdict(list)
    points = KeyResultPoint.objects.filter(key_result_id__in=ids, value__isnull=False).order_by("key_result_id", "on")
    for key_result_id, on, value in points.values_list("key_result_id", "on", "value"):
        if value is not None:
            values[key_result_id].append((on, value))
    stages: dict[int, list[Stage]] = defaultdict(list)
    if milestones:
        for stage in Stage.objects.filter(key_result_id__in=milestones).order_by("key_result_id", "position", "id"):
            stages[stage.key_result_id].append(stage)
    heard = heard_of(milestones, today)
    found = {}
    for key_result in key_results:
        cycle = key_result.objective.cycle
        own = key_result.pk
        span = Span(cycle.starts_on, cycle.ends_on)
        found[own] = history_of(key_result, stages[own], values[own], heard.get(own, ()), span)
    return found


def foreseen_with(row: KeyResultRow, span: Span, today: date, said: float | None) -> Forecast | None:
    """What would be foreseen of a key result if it were checked in as the row has it, with the value `said` today."""
    points = KeyResultPoint.objects.filter(key_result_id=row.id, value__isnull=False, on__lte=today)
    values = {on: value for on, value in points.values_list("on", "value") if value is not None}
    if said is not None:
        adds = row.measure.reading is Reading.INCREMENTS
        values[today] = said + (values.get(today, 0.0) if adds else 0.0)
    history = History(
        measure=row.measure,
        values=sorted(values.items()),
        stages=[(stage.weight, stage.done_on) for stage in row.stages],
        heard=heard_of([row.id], today)[row.id] if row.measure.kind is Kind.MILESTONE else (),
        confidence=None if row.confidence is None else round(row.confidence * 10),
        last=today,
        plan=row.plan,
        commitment=row.commitment,
        span=span,
    )
    stored = foresee(history, today, learned())
    return None if stored is None else read(stored, row.commitment)


def heard_of(key_result_ids: Collection[int], today: date) -> dict[int, list[date]]:
    """The days on which these were checked in, as far as the points of days before `today` tell.

    Of today the key result itself knows, and its point may still be written anew.
    """
    heard: dict[int, list[date]] = {number: [] for number in key_result_ids}
    if not heard:
        return heard
    points = KeyResultPoint.objects.filter(
        key_result_id__in=key_result_ids, is_shown=True, checked_in_on__isnull=False, on__lt=today
    )
    for number, day in points.values_list("key_result_id", "checked_in_on").order_by("key_result_id", "on"):
        if day is not None and day not in heard[number]:
            heard[number].append(day)
    return heard
