"""OKRs as they were at the end of a past day (R19): what the points, the dates and the ledger say.

Numbers, wording, targets, stages, links and what was published are those of that day. Who leads, which team, which
weights and where an objective draws from are those of today: nobody looks at the past to find out whom to ask.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.db.models import JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONArray

from northing.accounts.queries import start_of
from northing.core.cadence import stale_before
from northing.core.scoring import Band, Commitment, expected_progress, final_band, pace, pace_thresholds
from northing.cycles.queries import CycleRow
from northing.goals.models import KeyResult, KeyResultPoint, LedgerEntry, Objective, ObjectivePoint, Teaching
from northing.goals.models.objective import State
from northing.goals.queries.bands import RANK
from northing.goals.queries.exact import AsJSON, Exact, Gathered
from northing.goals.queries.filters import end_of
from northing.goals.queries.foresight import Told


@dataclass(frozen=True, slots=True)
class PastNumbers:
    """What Northing showed of an objective at the end of a day; `on` is when it had last been checked in by then."""

    progress: float | None = None
    confidence: float | None = None
    on: date | None = None

    @classmethod
    def read(cls, point: Any) -> Self:
        """From the point as the query brings it."""
        if not point:
            return cls()
        progress, confidence, on = point
        return cls(_number(progress), _number(confidence), date.fromisoformat(on) if on else None)


def with_objective_point(found: QuerySet[Objective], day: date) -> QuerySet[Objective]:
    """The objectives with their latest point of that day or before, as `point`."""
    points = ObjectivePoint.objects.filter(objective_id=OuterRef("pk"), on__lte=day).order_by("-on")
    latest = points.annotate(row=JSONArray(Exact("progress"), Exact("confidence"), "checked_in_on")).values("row")[:1]
    return found.annotate(point=Subquery(latest, output_field=JSONField()))


@dataclass(frozen=True, slots=True)
class PastStanding:
    """How an objective stood at the end of a past day. `last` is the day of the last check-in by then."""

    band: Band
    progress: float | None
    confidence: float | None
    pace: float | None
    last: date | None

    @property
    def how_bad(self) -> tuple[int, float]:
        """To sort the worst first."""
        return RANK[self.band], 2.0 if self.pace is None else self.pace


class Standing:
    """Reads the numbers of a past day against that day: pace, band and staleness as an objective's row shows them."""

    def __init__(self, cycles: Sequence[CycleRow], day: date, until: datetime) -> None:
        self._until = until
        self._expected = {
            (cycle.id, commitment): expected_progress(commitment, cycle.span, day)
            for cycle in cycles
            for commitment in Commitment
        }
        self._stale_before = {cycle.id: stale_before(cycle.span, cycle.rules, day) for cycle in cycles}
        self._risk_from, self._on_from = pace_thresholds()

    def of(
        self,
        commitment: Commitment,
        cycle_id: int,
        published_at: datetime,
        closed_at: datetime | None,
        score: float | None,
        point: Any,
    ) -> PastStanding:
        """How one objective stood, from its latest point by then."""
        past = PastNumbers.read(point)
        shown = pace(past.progress, self._expected[cycle_id, commitment])
        if closed_at is not None and closed_at < self._until:
            band = final_band(past.progress if score is None else score, commitment)
        elif self._is_stale(past, self._stale_before[cycle_id], published_at):
            band = Band.STALE
        else:
            band = self._band(shown)
        return PastStanding(band, past.progress, past.confidence, shown, past.on)

    def _band(self, shown: float | None) -> Band:
        if shown is None:
            return Band.NONE
        if shown >= self._on_from:
            return Band.ON
        return Band.RISK if shown >= self._risk_from else Band.OFF

    def _is_stale(self, past: PastNumbers, before: date | None, published_at: datetime) -> bool:
        if before is None or past.progress is None or past.progress >= 1:
            return False
        return published_at < start_of(before) and (past.on is None or past.on < before)


def roll_back_objective(objective: Objective, point: Any, day: date) -> None:
    """Give a loaded objective the numbers and the state it had; it must not be saved."""
    past = PastNumbers.read(point)
    objective.progress, objective.confidence, objective.checked_in_on = past.progress, past.confidence, past.on
    objective.forecast = None  # nobody wrote it down: see `past_forecasts`
    until = end_of(day)
    objective.deleted_at = None
    if objective.closed_at is not None and objective.closed_at >= until:
        objective.state, objective.closed_at, objective.score = State.PUBLISHED.value, None, None


# ---- key results ----------------------------------------------------------------------------------------------


def key_results_then(found: QuerySet[KeyResult], day: date) -> QuerySet[KeyResult]:
    """Those that were published by the end of that day and not deleted yet."""
    return found.filter(there_then("", day))


def there_then(prefix: str, day: date) -> Q:
    """The same as a condition on the key result at `prefix`."""
    until = end_of(day)
    return Q(**{f"{prefix}published_at__lt": until}) & (
        Q(**{f"{prefix}deleted_at__isnull": True}) | Q(**{f"{prefix}deleted_at__gte": until})
    )


def key_result_point(key_result: str, day: date) -> Subquery:
    """What was shown of a key result at the end of that day, and when it was last checked in."""
    points = KeyResultPoint.objects.filter(key_result_id=OuterRef(key_result), on__lte=day).order_by("-on")
    row = JSONArray(Exact("shown_value"), Exact("progress"), "confidence", "checked_in_on")
    return Subquery(points.filter(is_shown=True).annotate(row=row).values("row")[:1], output_field=JSONField())


def points_until(key_result: str, day: date) -> Subquery:
    """What was shown of a key result on each day until then, gathered for `told_then`."""
    points = KeyResultPoint.objects.filter(key_result_id=OuterRef(key_result), on__lte=day, is_shown=True)
    row = JSONArray("on", Exact("shown_value"), Exact("progress"), "checked_in_on", "value")
    rows = points.filter(checked_in_on__isnull=False).order_by().values("key_result_id").annotate(rows=Gathered(row))
    return Subquery(rows.values("rows"), output_field=JSONField())


def taught_by(day: date) -> Subquery:
    """Which teaching of closed cycles counted at the end of that day: its number and its numbers."""
    newest = Teaching.objects.filter(at__lt=end_of(day)).order_by("-pk")
    return Subquery(newest.annotate(row=JSONArray("pk", AsJSON("numbers"))).values("row")[:1], output_field=JSONField())


def told_then(gathered: Any) -> list[Told]:
    """By day of check-in what was known of it last."""
    known: dict[date, Told] = {}
    for on, value, shown, heard, counts in sorted(gathered or (), key=lambda row: row[0]):
        day, progress = date.fromisoformat(heard), _number(shown)
        before = known.get(day)
        said = counts is not None and on == heard
        known[day] = Told(
            day,
            _number(value),
            progress,
            at_once=progress if before is None else before.at_once,
            said_value=said or (before is not None and before.said_value),
        )
    return [told for _, told in sorted(known.items())]


def ledger_since(key_result: str, day: date) -> Subquery:
    """What was changed after that day, to be undone: field and what it was before, in the order of the changes."""
    entries = LedgerEntry.objects.filter(key_result_id=OuterRef(key_result), changed_at__gte=end_of(day))
    row = JSONArray("id", "field", AsJSON("before"))
    return Subquery(
        entries.order_by().values("key_result_id").annotate(rows=Gathered(row)).values("rows"), output_field=JSONField()
    )


def roll_back_key_result(key_result: KeyResult, point: Any, ledger: Any) -> list[tuple[str, float]] | None:
    """Give a loaded key result the numbers and the agreement it had; it must not be saved.

    Returns the stages (label, weight) it had if those have changed since, else None.
    """
    shown, progress, confidence, heard = point or (None, None, None, None)
    key_result.value, key_result.progress = _number(shown), _number(progress)
    key_result.confidence = confidence
    key_result.checked_in_on = date.fromisoformat(heard) if heard else None
    key_result.deleted_at = None
    before: dict[str, Any] = {}
    for _id, field, was in sorted(ledger or (), key=lambda entry: entry[0]):
        before.setdefault(field, was)
    stages = before.pop("stages", None)
    for field, was in before.items():
        setattr(key_result, field, was)
    return None if stages is None else [(label, float(weight)) for label, weight in stages]


def _number(text: str | float | None) -> float | None:
    return None if text is None else float(text)
