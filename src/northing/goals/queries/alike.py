"""Objectives that say nearly the same: of other teams in the same cycle, and of earlier cycles (R43)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, JSONField, OuterRef, Subquery, Value, When

from northing.core.coaching import lookalikes
from northing.cycles.queries import CycleRow, cycles
from northing.goals.models import KeyResult
from northing.goals.models.objective import State
from northing.goals.queries.exact import Gathered
from northing.goals.queries.rows import ObjectiveRow
from northing.goals.queries.visibility import Reader, visible_objectives
from northing.kit.text import search_key

EARLIER = 4
"""How many earlier cycles of the same level are looked through; what is older was forgotten for good reasons."""
CANDIDATES = 150
SHOWN = 5
STEM = 7
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """An objective that the reader may see and that says nearly the same.

    `likeness` is 1.0 where it says the same. `texts` are its key results. `now`: it is of the same cycle. `same_team`: it
    was written for the same team. `learned` was said when it closed.
    """

    id: int
    statement: str
    team: str
    cycle: str
    closed: bool
    score: float | None
    learned: str
    likeness: float
    texts: tuple[str, ...]
    now: bool
    same_team: bool


def alike(reader: Reader, row: ObjectiveRow) -> list[Alike]:
    """What says nearly the same as this objective, the most alike first. One query, and only what the reader may see."""
    return alike_to(reader, row.statement, row.cycle, row.team.id, row.id)


def alike_to(
    reader: Reader, statement: str, cycle: CycleRow, team_id: int | None = None, own_id: int | None = None
) -> list[Alike]:
    """The same for words that may not be stored yet, meant for this cycle and team; `own_id` leaves itself out."""
    stems = _stems(statement)
    if not stems:
        return []
    known = {one.id: one for one in _looked_through(cycle)}
    # Drafts of others are still being thought about.
    theirs = (
        visible_objectives(reader).filter(cycle_id__in=known).exclude(pk=own_id or 0).exclude(state=State.DRAFT.value)
    )
    shares = (When(words__contains=stem, then=Value(1)) for stem in stems)
    fits = sum((Case(one, default=Value(0), output_field=IntegerField()) for one in shares), Value(0))
    texts = KeyResult.objects.filter(objective_id=OuterRef("pk"), deleted_at__isnull=True).order_by()
    gathered = texts.values("objective_id").annotate(rows=Gathered("text")).values("rows")
    columns = ("id", "statement", "team_id", "team__name", "cycle_id", "state", "score", "learned", "texts")
    rows = list(
        theirs.annotate(fits=fits, texts=Subquery(gathered, output_field=JSONField()))
        .filter(fits__gte=min(2, len(stems)))
        .order_by("-fits", "-id")
        .values_list(*columns)[:CANDIDATES]
    )
    found = lookalikes(statement, [one[1] for one in rows])
    return [_alike(rows[one.index], one.likeness, known, cycle, team_id) for one in found[:SHOWN]]


def _alike(values: Any, likeness: float, known: dict[int, CycleRow], cycle: CycleRow, meant_for: int | None) -> Alike:
    number, statement, team_id, team, cycle_id, state, score, learned, texts = values
    return Alike(
        number, statement, team, known[cycle_id].name, state == State.CLOSED.value, score, learned, likeness,
        tuple(texts or ()), now=cycle_id == cycle.id, same_team=team_id == meant_for,
    )  # fmt: skip


def _looked_through(cycle: CycleRow) -> Iterable[CycleRow]:
    earlier = [row for row in cycles() if row.level is cycle.level and row.span.ends_on < cycle.span.starts_on]
    earlier.sort(key=lambda row: row.span.ends_on, reverse=True)
    return [cycle, *earlier[:EARLIER]]


def _stems(statement: str) -> list[str]:
    """The beginnings of its longest words, in the form in which texts are stored for searching."""
    words = {word.strip(".,;:!?\"'()“”„") for word in search_key(statement).split()}
    longest = sorted((word for word in words if len(word) > 3), key=lambda word: (-len(word), word))
    return [word[:STEM] for word in longest[:MOST_WORDS]]
