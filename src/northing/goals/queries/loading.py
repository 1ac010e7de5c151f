"""Loading the rows that a list shows: objectives with their key results, owners, stages and calendars, in one query."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, cast

from django.db.models import Case, FilteredRelation, JSONField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import JSONArray

from northing.accounts.models import Person
from northing.core.cadence import Span
from northing.core.measures import Kind, Measure, WeekBand, level_series, range_weeks
from northing.core.rollup import Feeds
from northing.cycles.queries import CycleRow
from northing.goals.models import KeyResult, KeyResultPoint, Objective, Stage
from northing.goals.queries import as_of
from northing.goals.queries.exact import Exact, Gathered
from northing.goals.queries.past_forecasts import PastForecasts, past_forecasts
from northing.goals.queries.prepared import Numbers, Prepared, prepared
from northing.goals.queries.raw_rows import Raw, stages_of, stages_then
from northing.goals.queries.rows import (
    KeyResultRow,
    ObjectiveRow,
    key_result_row,
    measure_of,
    objective_row,
)

_OBJECTIVE = tuple(
    column.attname
    for column in Objective._meta.concrete_fields
    if column.attname not in ("words", "learned", "carried_from_id", "carried_because", "created_by_id", "created_at")
)
_KEY_RESULT = tuple(
    column.attname
    for column in KeyResult._meta.concrete_fields
    if column.attname
    not in ("words", "score_reason", "first_text", "first_start", "first_target", "created_at", "foreseen")
)
_OF_OBJECTIVE = (*_OBJECTIVE, "team__name", "team__kind", "lead__name", "individual__name")
_SHOWN = tuple(f"shown__{name}" for name in _KEY_RESULT)
_BESIDE = ("shown__owner__name", "stages_there", "values_there")
_PAST = ("point", "shown_point", "shown_ledger")


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rows by number; the key results of an objective in their order."""

    objectives: dict[int, ObjectiveRow] = field(default_factory=dict)
    key_results: dict[int, list[KeyResultRow]] = field(default_factory=lambda: defaultdict(list))


def load(
    objective_ids: Collection[int],
    with_key_results_of: Collection[int],
    cycles: Sequence[CycleRow],
    today: date,
    past_day: date | None = None,
) -> Loaded:
    """The rows of these objectives, and of the key results of some, as seen on `today` or on a past day. One query, and
    two more for what a past day foresaw, which nobody wrote down.

    The caller has made sure that the reader may see these objectives.
    """
    if not objective_ids:
        return Loaded()
    by_id = {cycle.id: cycle for cycle in cycles}
    loaded = Loaded()
    people = _People()
    objective: Objective | None = None
    foreseen = past_forecasts(objective_ids, cycles, past_day) if past_day else PastForecasts()
    query, rows = _asked(list(objective_ids), list(with_key_results_of), past_day)
    end = len(query.names)
    for row in rows:
        if objective is None or objective.pk != row[0]:
            raw = dict(zip(_OF_OBJECTIVE, query.converted(row, 0, len(_OF_OBJECTIVE)), strict=False))
            if past_day:
                raw["point"] = query.converted(row, end - len(_PAST), end)[0]
            objective = _objective(raw, people, past_day)
            if past_day:
                objective.forecast = foreseen.objectives.get(objective.pk)
            loaded.objectives[objective.pk] = objective_row(objective, by_id[objective.cycle_id], past_day or today)
        if row[len(_OF_OBJECTIVE)] is not None:
            beside = query.converted(row, len(_OF_OBJECTIVE), end)
            raw = dict(zip(query.names[len(_OF_OBJECTIVE) :], beside, strict=True))
            siblings = loaded.key_results[objective.pk]
            cycle = by_id[objective.cycle_id]
            row_of = _Maker(objective, cycle, people, past_day or today, past_day, foreseen)
            siblings.append(row_of.key_result(raw, len(siblings) + 1))
    return loaded


class _People(dict[int, Person]):
    """Everybody who is named in a list, once."""

    def named(self, person_id: int | None, name: str | None) -> Person | None:
        if person_id is None:
            return None
        if person_id not in self:
            self[person_id] = cast("Person", Raw(pk=person_id, name=name))
        return self[person_id]


def _asked(objective_ids: list[int], opened: list[int], past_day: date | None) -> tuple[Prepared, list[Any]]:
    """The rows as the driver gives them. The text of the query is kept for lists of about this length."""
    ids, parents = Numbers(-1, _room(objective_ids)), Numbers(-1_000_001, _room(opened))
    key = None if past_day else ("load", len(ids.placeholders), len(parents.placeholders))
    query = prepared(key, lambda: _listed(ids.placeholders, parents.placeholders, past_day))
    params = list(query.params)
    for room, numbers in ((ids, objective_ids), (parents, opened)):
        for place, number in zip(room.places(query.params), room.filled(numbers), strict=True):
            params[place] = number
    return query, query.rows(params)


def _room(numbers: list[int]) -> int:
    return max(32, -(-len(numbers) // 32) * 32)


def _listed(objective_ids: list[int], opened: list[int], past_day: date | None) -> QuerySet[Any, Any]:
    there = as_of.there_then("key_results__", past_day) if past_day else Q(key_results__deleted_at__isnull=True)
    stages = Stage.objects.filter(key_result_id=OuterRef("shown__id")).order_by().values("key_result_id")
    points = KeyResultPoint.objects.filter(key_result_id=OuterRef("shown__id"), value__isnull=False)
    if past_day:
        points = points.filter(on__lte=past_day)
    fields = [*_OF_OBJECTIVE, *_SHOWN, *_BESIDE]
    found: QuerySet[Any, Any] = Objective.objects.filter(id__in=objective_ids).annotate(
        shown=FilteredRelation("key_results", condition=Q(key_results__objective_id__in=opened) & there),
        stages_there=_when(
            Kind.MILESTONE,
            stages.annotate(rows=Gathered(JSONArray("position", "id", "label", Exact("weight"), "done_on"))),
        ),
        values_there=_when(
            Kind.RANGE,
            points.order_by().values("key_result_id").annotate(rows=Gathered(JSONArray("on", Exact("value")))),
        ),
    )
    if past_day:
        found = as_of.with_objective_point(found, past_day).annotate(
            shown_point=as_of.key_result_point("shown__id", past_day),
            shown_ledger=as_of.ledger_since("shown__id", past_day),
        )
        fields += _PAST
    return found.order_by("id", "shown__position", "shown__id").values(*fields)


def _when(kind: Kind, gathered: Any) -> Case:
    rows = Subquery(gathered.values("rows"), output_field=JSONField())
    return Case(When(shown__kind=kind.value, then=rows), default=None, output_field=JSONField())


def _objective(raw: dict[str, Any], people: _People, past_day: date | None) -> Objective:
    team = Raw(pk=raw["team_id"], name=raw["team__name"], kind=raw["team__kind"])
    lead = people.named(raw["lead_id"], raw["lead__name"])
    individual = people.named(raw["individual_id"], raw["individual__name"])
    objective = cast("Objective", Raw(**raw, pk=raw["id"], team=team, lead=lead, individual=individual))
    if past_day:
        as_of.roll_back_objective(objective, raw["point"], past_day)
    return objective


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the rows of an objective's key results, as seen on a day."""

    objective: Objective
    cycle: CycleRow
    people: _People
    day: date
    past_day: date | None
    foreseen: PastForecasts

    def key_result(self, raw: dict[str, Any], number: int) -> KeyResultRow:
        owner = self.people.named(raw["shown__owner_id"], raw["shown__owner__name"])
        facts = {name: raw[shown] for name, shown in zip(_KEY_RESULT, _SHOWN, strict=True)}
        key_result = cast("KeyResult", Raw(**facts, pk=facts["id"], owner=owner, objective=self.objective))
        stages = stages_of(raw["stages_there"], self.past_day)
        if self.past_day:
            earlier = as_of.roll_back_key_result(key_result, raw["shown_point"], raw["shown_ledger"])
            stages = stages_then(stages, earlier)
            key_result.forecast = self.foreseen.key_results.get(key_result.pk)
        weeks = _weeks(key_result, raw["values_there"], self.cycle, self.day)
        return key_result_row(key_result, number, self.objective, self.cycle, self.day, stages, weeks)


def _weeks(key_result: KeyResult, gathered: Any, cycle: CycleRow, day: date) -> tuple[WeekBand, ...]:
    """The calendar of a range (R6): which weeks were in the band."""
    if key_result.kind != Kind.RANGE.value or key_result.feeds != Feeds.CHECKINS.value:
        return ()
    history = sorted((date.fromisoformat(on), float(value)) for on, value in gathered or ())
    return _calendar(measure_of(key_result), tuple(history), cycle.span, day)


@lru_cache(maxsize=2048)
def _calendar(measure: Measure, history: tuple[tuple[date, float], ...], span: Span, day: date) -> tuple[WeekBand, ...]:
    return range_weeks(measure, level_series(measure, history), span, day)
