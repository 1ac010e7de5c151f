"""What was foreseen at the end of a past day (R19, R45): of key results, and along everything value flowed on that day.

The links, the objectives and the key results are those that were there then, and the numbers those that were shown. So
an objective that draws from others gets the forecast it had, though nobody wrote it down. Two queries, however deep and
wide the tree below is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, cast

from django.db import connection
from django.db.models import Case, FilteredRelation, JSONField, OuterRef, Q, Subquery, When
from django.db.models.functions import JSONArray

from northing.core.cadence import Span
from northing.core.measures import Kind
from northing.core.rollup import DrawsFrom, Feeds
from northing.cycles.queries import CycleRow
from northing.goals.models import KeyResult, Objective, Stage
from northing.goals.queries import as_of
from northing.goals.queries.exact import Exact, Gathered
from northing.goals.queries.filters import end_of
from northing.goals.queries.foresight import Stored, combined, foreseen_then, learned_of, objective_foreseen
from northing.goals.queries.histories import history_of
from northing.goals.queries.raw_rows import Raw, stages_of, stages_then

# Down from each objective: to what was aligned to it where it drew from that (R14, R15), and to what was aligned to a key
# result of its that stood for that (R12). A row for each link, so that the answer is the flow itself.
_BELOW = """
WITH RECURSIVE below(parent_id, key_result_id, child_id) AS (
    SELECT CAST(NULL AS bigint), CAST(NULL AS bigint), id FROM goals_objective WHERE id IN ({seeds})
    UNION
    SELECT above.id, link.parent_key_result_id, child.id
    FROM below
    JOIN goals_objective above ON above.id = below.child_id
    LEFT JOIN goals_keyresult fed ON fed.objective_id = above.id AND fed.feeds = 'aligned'
        AND fed.published_at < %(until)s AND (fed.deleted_at IS NULL OR fed.deleted_at >= %(until)s)
    JOIN goals_alignment link ON (link.parent_key_result_id = fed.id OR link.parent_objective_id = above.id)
        AND link.created_at < %(until)s AND (link.removed_at IS NULL OR link.removed_at >= %(until)s)
    JOIN goals_objective child ON child.id = link.child_id
        AND child.published_at < %(until)s AND (child.deleted_at IS NULL OR child.deleted_at >= %(until)s)
    WHERE link.parent_key_result_id IS NOT NULL OR above.draws_from <> 'key_results' OR NOT EXISTS (
        SELECT 1 FROM goals_keyresult own WHERE own.objective_id = above.id
            AND own.published_at < %(until)s AND (own.deleted_at IS NULL OR own.deleted_at >= %(until)s))
)
SELECT parent_id, key_result_id, child_id FROM below WHERE parent_id IS NOT NULL
"""

_FACTS = (
    "id",
    "kind",
    "start",
    "target",
    "low",
    "high",
    "unit",
    "reading",
    "level_03",
    "level_07",
    "measured_how",
    "plan",
    "weight",
    "feeds",
)
_OBJECTIVE = ("id", "draws_from", "commitment", "cycle_id", "point")
_BESIDE = ("shown_point", "shown_ledger", "stages_there", "told_then", "taught_then")


@dataclass(frozen=True, slots=True)
class PastForecasts:
    """By number, what was foreseen at the end of the day; what had no forecast then is not in it."""

    objectives: Mapping[int, Stored] = field(default_factory=dict)
    key_results: Mapping[int, Stored] = field(default_factory=dict)


class _Flow(NamedTuple):
    """From an objective to the one above it, or to the key result of that one which stands for it."""

    parent: int
    key_result: int | None
    child: int


@dataclass(slots=True)
class _Part:
    """A key result as it stood then. `forecast` is its own, unless it stands for what was aligned to it."""

    id: int
    weight: float
    feeds: Feeds
    forecast: Stored | None


@dataclass(slots=True)
class _Whole:
    """An objective as it stood then, with what it was made of."""

    id: int
    draws_from: DrawsFrom
    progress: float | None
    parts: list[_Part] = field(default_factory=list)
    aligned: list[int] = field(default_factory=list)
    forecast: Stored | None = None


def past_forecasts(objective_ids: Collection[int], cycles: Sequence[CycleRow], day: date) -> PastForecasts:
    """What was foreseen of these objectives and of their key results at the end of a past day. Two queries.

    As with today's numbers, those of objectives the reader may not see count where they are drawn from.
    """
    if not objective_ids:
        return PastForecasts()
    flows = _flows(objective_ids, day)
    wholes = _loaded({*objective_ids, *(flow.child for flow in flows)}, cycles, day)
    fed: dict[int, list[int]] = defaultdict(list)
    for flow in flows:
        if flow.key_result is not None:
            fed[flow.key_result].append(flow.child)
        else:
            wholes[flow.parent].aligned.append(flow.child)
    for number in _from_below(objective_ids, flows):
        _combine(wholes[number], wholes, fed)
    asked = [wholes[number] for number in objective_ids if number in wholes]
    return PastForecasts(
        {whole.id: whole.forecast for whole in asked if whole.forecast is not None},
        {part.id: part.forecast for whole in asked for part in whole.parts if part.forecast is not None},
    )


def _combine(whole: _Whole, wholes: Mapping[int, _Whole], fed: Mapping[int, Sequence[int]]) -> None:
    """Give an objective, and its key results that stand for others, what followed from those below, as `follow` did."""

    def foreseen(children: Iterable[int]) -> list[tuple[float | None, Stored | None]]:
        return [(wholes[child].progress, wholes[child].forecast) for child in children]

    for part in whole.parts:
        if part.feeds is Feeds.ALIGNED:
            counted = [(1.0, known) for progress, known in foreseen(fed.get(part.id, ())) if progress is not None]
            part.forecast = combined(counted)
    whole.forecast = objective_foreseen(
        whole.draws_from,
        [(part.weight, None, part.forecast) for part in whole.parts],
        foreseen(whole.aligned),
    )


def _from_below(seeds: Iterable[int], flows: Sequence[_Flow]) -> list[int]:
    """Every objective after all it draws from. A loop that no link could close (R16) is not followed twice."""
    below: dict[int, list[int]] = defaultdict(list)
    for flow in flows:
        below[flow.parent].append(flow.child)
    done: dict[int, None] = {}
    entered: set[int] = set()
    waiting = list(seeds)
    while waiting:
        number = waiting[-1]
        if number not in entered:
            entered.add(number)
            waiting += [child for child in below.get(number, ()) if child not in entered]
        else:
            waiting.pop()
            done.setdefault(number)
    return list(done)


# ---- reading --------------------------------------------------------------------------------------------------


def _flows(objective_ids: Collection[int], day: date) -> list[_Flow]:
    """Every link along which value flowed to these objectives, directly or not."""
    sql = _BELOW.format(seeds=", ".join(str(int(number)) for number in objective_ids))
    until = connection.ops.adapt_datetimefield_value(end_of(day))
    with connection.cursor() as cursor:
        cursor.execute(sql, {"until": until})
        return [_Flow(*row) for row in cursor.fetchall()]


def _loaded(objective_ids: Collection[int], cycles: Sequence[CycleRow], day: date) -> dict[int, _Whole]:
    """These objectives as they stood then."""
    spans = {cycle.id: cycle.span for cycle in cycles}
    stages = Stage.objects.filter(key_result_id=OuterRef("shown__id")).order_by().values("key_result_id")
    gathered = stages.annotate(rows=Gathered(JSONArray("position", "id", "label", Exact("weight"), "done_on")))
    steps = Subquery(gathered.values("rows"), output_field=JSONField())
    found = Objective.objects.filter(id__in=objective_ids).annotate(
        shown=FilteredRelation("key_results", condition=Q(as_of.there_then("key_results__", day))),
        shown_point=as_of.key_result_point("shown__id", day),
        shown_ledger=as_of.ledger_since("shown__id", day),
        told_then=as_of.points_until("shown__id", day),
        taught_then=as_of.taught_by(day),
        stages_there=Case(When(shown__kind=Kind.MILESTONE.value, then=steps), default=None, output_field=JSONField()),
    )
    names = [*_OBJECTIVE, *(f"shown__{name}" for name in _FACTS), *_BESIDE]
    wholes: dict[int, _Whole] = {}
    for row in as_of.with_objective_point(found, day).order_by().values_list(*names):
        number, draws_from, commitment, cycle_id, point = row[: len(_OBJECTIVE)]
        if number not in wholes:
            wholes[number] = _Whole(number, DrawsFrom(draws_from), as_of.PastNumbers.read(point).progress)
        facts = dict(zip(_FACTS, row[len(_OBJECTIVE) :], strict=False))
        if facts["id"] is not None:
            beside = dict(zip(_BESIDE, row[-len(_BESIDE) :], strict=True))
            wholes[number].parts.append(_part(facts, beside, commitment, spans[cycle_id], day))
    return wholes


def _part(facts: dict[str, Any], beside: dict[str, Any], commitment: str, span: Span, day: date) -> _Part:
    """One key result, and what was foreseen of it if it was checked in itself."""
    own = _Part(facts["id"], facts["weight"], Feeds(facts["feeds"]), None)
    told = as_of.told_then(beside["told_then"])
    if own.feeds is not Feeds.CHECKINS or not told:
        return own
    key_result = cast("KeyResult", Raw(**facts, pk=own.id, objective=Raw(commitment=commitment)))
    earlier = as_of.roll_back_key_result(key_result, beside["shown_point"], beside["shown_ledger"])
    stages = stages_then(stages_of(beside["stages_there"], day), earlier)
    history = history_of(key_result, stages, (), (), span)
    own.forecast = foreseen_then(history, told, day, learned_of(*beside["taught_then"] or (None, None)))
    return own
