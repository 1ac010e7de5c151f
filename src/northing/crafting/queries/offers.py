"""What a team could begin its set with, beside a blank sheet."""

from dataclasses import dataclass

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Value, When

from northing.cycles.queries import CycleRow, cycles
from northing.goals.models import Alignment, KeyResult
from northing.goals.models.objective import State
from northing.goals.queries.visibility import Reader, visible
from northing.teams.queries import ids_in

MOST = 12


@dataclass(frozen=True, slots=True)
class Offer:
    """A key result of a team above that nobody has taken on yet (R20)."""

    key_result_id: int
    text: str
    objective_id: int
    statement: str
    team: str
    cycle: str


def unserved(reader: Reader, path: str, cycle: CycleRow, limit: int = MOST) -> list[Offer]:
    """Key results of the teams above, in cycles that this one lies in or shares time with, with nobody behind them; the
    nearest team first. One query. Only what the reader may see: an open draft of the team above is not offered.
    """
    above = ids_in(path)[:-1]
    near = [
        row.id
        for row in cycles()
        if row.span.starts_on <= cycle.span.ends_on and cycle.span.starts_on <= row.span.ends_on
    ]
    taken = Alignment.objects.filter(
        parent_key_result_id=OuterRef("pk"), removed_at__isnull=True, child__deleted_at__isnull=True
    )
    order = Case(
        *(When(objective__team_id=pk, then=Value(-place)) for place, pk in enumerate(above)),
        default=Value(1),
        output_field=IntegerField(),
    )
    found = (
        KeyResult.objects.filter(
            visible(reader, "objective__"), deleted_at__isnull=True, objective__deleted_at__isnull=True,
            objective__team_id__in=above, objective__cycle_id__in=near, objective__state=State.PUBLISHED.value,
            objective__individual__isnull=True,
        )
        .filter(~Exists(taken))
        .annotate(order=order)
        .order_by("order", F("objective__position"), "objective_id", "position", "id")
        .values_list("pk", "text", "objective_id", "objective__statement", "objective__team__name", "objective__cycle__name")
    )  # fmt: skip
    return [Offer(*row) for row in found[:limit]]


def offered(reader: Reader, key_result_id: int) -> Offer | None:
    """One key result that could be taken on, whoever has taken it on already; None for what the reader may not see."""
    found = KeyResult.objects.filter(
        visible(reader, "objective__"), pk=key_result_id, deleted_at__isnull=True, objective__deleted_at__isnull=True
    )
    columns = ("pk", "text", "objective_id", "objective__statement", "objective__team__name", "objective__cycle__name")
    row = found.values_list(*columns).first()
    return Offer(*row) if row else None
