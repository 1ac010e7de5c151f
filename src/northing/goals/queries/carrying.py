"""What could be carried forward into a cycle, how old it is, and where an objective was carried from (R39)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from northing.cycles.queries import CycleRow, cycles
from northing.goals.models import Objective
from northing.goals.models.objective import State
from northing.goals.queries.loading import load
from northing.goals.queries.relatives import seen_among
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow
from northing.goals.queries.visibility import Reader, visible_objectives
from northing.kit import errors

LONGEST_CHAIN = 60

# From each objective back through what it was carried from; the first row is itself.
_BACK = """
WITH RECURSIVE back(seed, id, cycle_id, carried_from_id, depth) AS (
    SELECT id, id, cycle_id, carried_from_id, 1 FROM goals_objective WHERE id IN ({seeds})
    UNION ALL
    SELECT back.seed, earlier.id, earlier.cycle_id, earlier.carried_from_id, back.depth + 1
    FROM back JOIN goals_objective earlier ON earlier.id = back.carried_from_id
    WHERE back.depth < {longest}
)
SELECT seed, cycle_id, depth FROM back ORDER BY seed, depth
"""


@dataclass(frozen=True, slots=True)
class Age:
    """How long an objective has been pursued: in how many cycles, this one included, and since which."""

    cycles: int
    since: CycleRow

    @property
    def times(self) -> int:
        """How often it was carried forward."""
        return self.cycles - 1


@dataclass(frozen=True, slots=True)
class Carried:
    """Where an objective was carried from, and where to. `source` and `on` only as far as the reader sees them."""

    age: Age
    because: str
    source: ObjectiveRow | None
    on: tuple[ObjectiveRow, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An objective that ended, or is about to, with something left to gain: what a new cycle may take up (R39).

    `learned` is what was said at its end. `carried_to` is the draft it was carried into already, if the reader sees it;
    `carried` says that there is one.
    """

    objective: ObjectiveRow
    key_results: tuple[KeyResultRow, ...]
    age: Age
    score: float | None
    learned: str
    carried: bool
    carried_to: int | None


def ages(objective_ids: Iterable[int], known: Mapping[int, CycleRow] | None = None) -> dict[int, Age]:
    """The age of each of these objectives. One query."""
    seeds = sorted(set(objective_ids))
    if not seeds:
        return {}
    known = known or {row.id: row for row in cycles()}
    found: dict[int, Age] = {}
    with connection.cursor() as cursor:
        sql = _BACK.format(seeds=", ".join(str(int(seed)) for seed in seeds), longest=LONGEST_CHAIN)
        cursor.execute(sql)
        for seed, cycle_id, depth in cursor.fetchall():
            found[seed] = Age(depth, known[cycle_id])
    return found


def carried(reader: Reader, objective_id: int, today: date) -> Carried | None:
    """Where an objective was carried from and to; None where it was neither. Four queries at most.

    The caller knows that the reader may see it.
    """
    stored = Objective.objects.filter(pk=objective_id).values_list("carried_from_id", "carried_because").first()
    if stored is None:
        raise errors.NotFound
    source_id, because = stored
    on = list(
        Objective.objects.filter(carried_from_id=objective_id, deleted_at__isnull=True).values_list("pk", flat=True)
    )
    if source_id is None and not on:
        return None
    known = cycles()
    rows = load({*on, *([source_id] if source_id else [])}, (), known, today).objectives
    seen = seen_among(reader, [row for row in rows.values() if not row.deleted])
    return Carried(
        age=ages([objective_id])[objective_id],
        because=because,
        source=rows.get(source_id) if source_id in seen else None,
        on=tuple(rows[number] for number in on if number in seen),
    )


def candidates(reader: Reader, team_id: int, cycle_id: int, today: date) -> list[Candidate]:
    """What a team's new cycle may take up (R39): objectives of the cycle before it, of the same level, that did not
    land. The oldest first: what is carried again and again wants the most thought. Six queries, however many there are.

    Only the team's own, not those of individuals, and what the reader may see.
    """
    known = {row.id: row for row in cycles()}
    meant = known.get(cycle_id)
    if meant is None:
        raise errors.NotFound
    before = _before(meant, known.values())
    if before is None:
        return []
    found = visible_objectives(reader).filter(team_id=team_id, cycle_id=before.id, individual__isnull=True)
    stored = dict(found.exclude(state=State.DRAFT.value).values_list("pk", "learned"))
    loaded = load(stored, stored, list(known.values()), today)
    left = [row for row in loaded.objectives.values() if _has_value_left(row)]
    numbers = [row.id for row in left]
    into = dict(
        Objective.objects.filter(carried_from_id__in=numbers, cycle_id=cycle_id, deleted_at__isnull=True).values_list(
            "carried_from_id", "pk"
        )
    )
    seen = set(visible_objectives(reader).filter(pk__in=into.values()).values_list("pk", flat=True))
    old = ages(numbers, known)
    rows = [
        Candidate(
            objective=row,
            key_results=tuple(loaded.key_results.get(row.id, ())),
            age=old[row.id],
            score=row.score if row.score is not None else row.progress,
            learned=stored[row.id],
            carried=row.id in into,
            carried_to=into.get(row.id) if into.get(row.id) in seen else None,
        )
        for row in left
    ]
    return sorted(rows, key=lambda one: (-one.age.cycles, one.objective.id))


def _before(meant: CycleRow, known: Iterable[CycleRow]) -> CycleRow | None:
    """The latest cycle of the same level that began earlier."""
    earlier = [row for row in known if row.level is meant.level and row.span.starts_on < meant.span.starts_on]
    return max(earlier, key=lambda row: row.span.starts_on, default=None)


def _has_value_left(row: ObjectiveRow) -> bool:
    """It did not come to its end: neither by its score, nor, while nobody gave one, by its numbers."""
    reached = row.score if row.score is not None else row.progress
    return reached is None or reached < 1
