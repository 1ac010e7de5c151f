"""What lies above a change: the objectives whose numbers follow from it, with everything their formulas need (R17).

One or two statements find, lock and read the chain, and one more what is aligned to it where value flows along
links, however wide or deep the tree is.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from graphlib import TopologicalSorter

from django.db import connection
from django.db.models import Q

from northing.core.rollup import DrawsFrom, Feeds
from northing.goals.models import Alignment
from northing.goals.models.objective import State
from northing.goals.queries.foresight import Stored
from northing.kit.statements import as_date

# Up from each objective: to the key result that is fed by it, and to the objective that draws from it (R12, R14, R15).
_CHAIN = """
WITH RECURSIVE chain(id) AS (
    SELECT id FROM goals_objective WHERE id IN ({seeds})
    UNION
    SELECT COALESCE(fed.objective_id, above.id)
    FROM chain
    JOIN goals_objective below ON below.id = chain.id AND below.deleted_at IS NULL AND below.state <> 'draft'
    JOIN goals_alignment link ON link.child_id = chain.id AND link.removed_at IS NULL
    LEFT JOIN goals_keyresult fed
        ON fed.id = link.parent_key_result_id AND fed.feeds = 'aligned' AND fed.deleted_at IS NULL
    LEFT JOIN goals_objective above
        ON above.id = link.parent_objective_id
        AND (above.draws_from <> 'key_results' OR NOT EXISTS (
            SELECT 1 FROM goals_keyresult own WHERE own.objective_id = above.id AND own.deleted_at IS NULL))
    WHERE fed.id IS NOT NULL OR above.id IS NOT NULL
)
"""

_LOCK = "SELECT id FROM goals_objective WHERE id IN (SELECT id FROM chain) ORDER BY id FOR UPDATE"

_INPUTS = """
SELECT objective.id, objective.draws_from, cycle.has_begun,
       objective.progress, objective.confidence, objective.checked_in_on, CAST(objective.forecast AS text),
       kr.id, kr.weight, kr.progress, kr.confidence, kr.checked_in_on, kr.feeds, CAST(kr.forecast AS text)
FROM goals_objective objective
JOIN cycles_cycle cycle ON cycle.id = objective.cycle_id
LEFT JOIN goals_keyresult kr ON kr.objective_id = objective.id AND kr.deleted_at IS NULL
WHERE objective.id IN ({ids})
"""


@dataclass(slots=True)
class ChainKeyResult:
    """A key result of an objective in the chain: what its objective's formula takes from it."""

    id: int
    weight: float
    progress: float | None
    confidence: int | None
    checked_in_on: date | None
    feeds: Feeds
    forecast: Stored | None = None
    fed_by: list["ChainChild"] = field(default_factory=list)


@dataclass(slots=True)
class ChainChild:
    """An objective that counts and that an objective or key result in the chain draws from."""

    id: int
    progress: float | None
    confidence: float | None
    checked_in_on: date | None
    forecast: Stored | None = None


@dataclass(slots=True)
class ChainObjective:
    """An objective in the chain with its inputs, and with its numbers as they are stored now."""

    id: int
    draws_from: DrawsFrom
    has_begun: bool
    progress: float | None
    confidence: float | None
    checked_in_on: date | None
    forecast: Stored | None = None
    key_results: list[ChainKeyResult] = field(default_factory=list)
    aligned: list[ChainChild] = field(default_factory=list)


def chain_above(seeds: Iterable[int]) -> list[ChainObjective]:
    """The objectives `seeds` and all above them to which value flows, locked, each after everything it draws from.

    To be called inside a transaction. Rows are locked in the order of their numbers, so that two changes
    that meet wait for each other and never deadlock.
    """
    chain = _load_chain(sorted(set(seeds)))
    _load_aligned(chain)
    return _in_order(chain)


def _load_chain(seeds: Sequence[int]) -> dict[int, ChainObjective]:
    """The objectives with their key results, in one statement; on PostgreSQL after one that locks them.

    There the inputs must be read after the lock was granted: a statement that waits sees what was there before.
    """
    if not seeds:
        return {}
    climb = _CHAIN.format(seeds=", ".join(str(int(seed)) for seed in seeds))
    chain: dict[int, ChainObjective] = {}
    with connection.cursor() as cursor:
        if connection.features.has_select_for_update:
            cursor.execute(climb + _LOCK)
            cursor.execute(_INPUTS.format(ids=", ".join(str(number) for (number,) in cursor.fetchall())))
        else:
            cursor.execute(climb + _INPUTS.format(ids="SELECT id FROM chain"))
        for number, draws_from, begun, progress, confidence, day, foreseen, *key_result in cursor.fetchall():
            if number not in chain:
                chain[number] = ChainObjective(
                    number,
                    DrawsFrom(draws_from),
                    bool(begun),
                    progress,
                    confidence,
                    as_date(day),
                    _as_stored(foreseen),
                )
            if key_result[0] is not None:
                chain[number].key_results.append(_key_result(*key_result))
    return chain


def _key_result(
    number: int,
    weight: float,
    progress: float | None,
    confidence: int | None,
    checked_in_on: date | str | None,
    feeds: str,
    foreseen: str | None,
) -> ChainKeyResult:
    day = as_date(checked_in_on)
    return ChainKeyResult(number, weight, progress, confidence, day, Feeds(feeds), _as_stored(foreseen))


def _as_stored(foreseen: str | None) -> Stored | None:
    found: Stored | None = None if foreseen is None else json.loads(foreseen)
    return found


def _load_aligned(chain: dict[int, ChainObjective]) -> None:
    key_results = {k.id: k for objective in chain.values() for k in objective.key_results}
    drawing = [o.id for o in chain.values() if not o.key_results or o.draws_from is not DrawsFrom.KEY_RESULTS]
    fed = [k.id for k in key_results.values() if k.feeds is Feeds.ALIGNED]
    if not drawing and not fed:
        return
    rows = (
        Alignment.objects.filter(removed_at__isnull=True, child__deleted_at__isnull=True)
        .filter(Q(parent_objective_id__in=drawing) | Q(parent_key_result_id__in=fed))
        .exclude(child__state=State.DRAFT.value)
        .values_list(
            "parent_objective_id",
            "parent_key_result_id",
            "child_id",
            "child__progress",
            "child__confidence",
            "child__checked_in_on",
            "child__forecast",
        )
    )
    children: dict[int, ChainChild] = {}
    for objective_id, key_result_id, child_id, progress, confidence, checked_in_on, foreseen in rows:
        child = children.setdefault(child_id, ChainChild(child_id, progress, confidence, checked_in_on, foreseen))
        if objective_id is not None:
            chain[objective_id].aligned.append(child)
        elif key_result_id is not None:
            key_results[key_result_id].fed_by.append(child)


def _in_order(chain: dict[int, ChainObjective]) -> list[ChainObjective]:
    if len(chain) == 1:
        return list(chain.values())
    order: TopologicalSorter[int] = TopologicalSorter()
    for objective in chain.values():
        below = [child.id for child in objective.aligned]
        below += [child.id for key_result in objective.key_results for child in key_result.fed_by]
        order.add(objective.id, *(child for child in below if child in chain))
    return [chain[number] for number in order.static_order()]
