"""How many OKRs there are and how they stand: counted, never averaged across commitments (R18, R26)."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import fsum
from operator import itemgetter
from typing import Any

from django.core.exceptions import EmptyResultSet

from northing.core.alignment import LinkKind
from northing.core.scoring import Band, Commitment
from northing.cycles.queries import CycleRow, cycles
from northing.goals.queries.bands import RANK
from northing.goals.queries.filters import Filters, matching
from northing.goals.queries.prepared import Prepared, prepare, prepared
from northing.goals.queries.skeleton import Bone, Skeleton, kept_as, measured, skeleton
from northing.goals.queries.visibility import Reader

_BAND, _COMMITMENT, _PROGRESS, _PARTS, _KIND = (
    Bone._fields.index(name) for name in ("band", "commitment", "progress", "parts", "kind")
)


@dataclass(frozen=True, slots=True)
class Share:
    """The objectives of one commitment: how many, and their mean progress 0..1 where any has progress (R18)."""

    objectives: int
    mean_progress: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Objectives and key results, the objectives of each band, each commitment for itself, and who set them (R18, R26).

    `bottom_up` counts the objectives that serve others by their team's own choice, `top_down` those that took a key
    result from above on; `bottom_up_share` is 0..1, or None while nothing serves anything.
    """

    objectives: int = 0
    key_results: int = 0
    bands: Mapping[Band, int] = field(default_factory=dict)
    by_commitment: Mapping[Commitment, Share] = field(default_factory=dict)
    bottom_up: int = 0
    top_down: int = 0

    @property
    def bottom_up_share(self) -> float | None:
        served = self.bottom_up + self.top_down
        return self.bottom_up / served if served else None


def tally(reader: Reader, filters: Filters, today: date) -> Tally:
    """The tally of what the filters mean and the reader sees. One query."""
    known = cycles()
    if filters.as_of is not None:
        return tally_of(skeleton(reader, filters, known, today))
    return counted(reader, filters, known, today)[0]


@dataclass(frozen=True, slots=True)
class Keys:
    """What a list is sorted by: a name that stands for it, columns to bring along, and SQL over them and `band`."""

    name: str = "id"
    columns: Mapping[str, Any] = field(default_factory=dict, compare=False)
    order: str = "id"


_CASES = " ".join(f"WHEN '{band}' THEN {rank}" for band, rank in RANK.items())
RANK_OF_BAND = f"CASE band {_CASES} ELSE {len(RANK)} END"
"""SQL for the band as a number, the worst lowest."""

# The database is asked for sums, not for rows: a company's thousands of objectives stay where they are. What the
# filters mean is found once, and then it is counted, and a page is cut from it, in the same statement. (The ORM has no
# word for a table that is made on the way.)
_STATEMENT = """
WITH meant(id, commitment, band, progress{keys}) AS MATERIALIZED ({inner})
SELECT 0, COUNT(*), COUNT(progress), origin, commitment, band, SUM(progress) FROM (
    SELECT commitment, band, progress, COALESCE((
        SELECT MAX(CASE link.kind WHEN 'explicit' THEN 2 WHEN 'implicit' THEN 1 ELSE 0 END)
        FROM goals_alignment link LEFT JOIN goals_keyresult through
            ON through.id = link.parent_key_result_id AND through.deleted_at IS NULL
        WHERE link.child_id = meant.id AND link.removed_at IS NULL
            AND COALESCE(link.parent_objective_id, through.objective_id) IN (SELECT id FROM meant)
    ), -1) AS origin FROM meant
) standing GROUP BY commitment, band, origin
UNION ALL
SELECT 1, COUNT(*), 0, 0, '', '', 0.0 FROM meant
JOIN goals_keyresult part ON part.objective_id = meant.id AND part.deleted_at IS NULL
UNION ALL
SELECT 2, id, ROW_NUMBER() OVER (ORDER BY {order}), 0, '', '', 0.0
FROM (SELECT * FROM meant ORDER BY {order} LIMIT %s OFFSET (
    SELECT CASE WHEN COUNT(*) > %s THEN %s ELSE ((COUNT(*) - 1) / %s) * %s END FROM meant
)) page
"""


_PAGE = 2  # what a row of the answer is about: 0 a group, 1 the key results, 2 an objective of the page
_EXPLICIT, _IMPLICIT = 2, 1
_MOST_PAGES = 10**9


def counted(
    reader: Reader,
    filters: Filters,
    cycles: list[CycleRow],
    today: date,
    *,
    by: Keys | None = None,
    page: int = 1,
    size: int = 0,
) -> tuple[Tally, list[int]]:
    """The tally of what the filters mean today and this reader sees, and a page of it in an order. One query.

    Pages count from 1 and have `size` objectives; beyond the last one, it is the last one.
    """
    by = by or Keys()
    meant = [cycle for cycle in cycles if not filters.cycle_ids or cycle.id in filters.cycle_ids]

    def write() -> Prepared:
        found = measured(matching(reader, filters), filters, meant, today).annotate(**by.columns).order_by()
        inner = prepare(found.values_list("id", "commitment", "band", "progress", *by.columns))
        keys = "".join(f", {name}" for name in by.columns)
        return Prepared(_STATEMENT.format(inner=inner.sql, keys=keys, order=by.order), inner.params)

    try:
        query = prepared(kept_as("tally", reader, filters, meant, today, by), write)
    except EmptyResultSet:  # nobody is signed in, or no objective can fit: there is nothing to ask
        return Tally(), []
    start, rows = min(max(page - 1, 0), _MOST_PAGES) * size, max(size, 1)
    answers = query.rows([*query.params, size, start, start, rows, rows])
    groups = [answer[1:] for answer in answers if answer[0] == 0]
    parts = sum(answer[1] for answer in answers if answer[0] == 1)
    cut = sorted((place, number) for what, number, place, *_ in answers if what == _PAGE)
    return _added_up(groups, parts), [number for _, number in cut]


def page_of(count: int, page: int, size: int) -> tuple[int, int]:
    """The page that is shown when `page` is asked for, and how many pages there are: at least one."""
    pages = max(1, -(-count // size))
    return min(max(page, 1), pages), pages


def _added_up(groups: Sequence[tuple[int, int, int, str, str, float | None]], parts: int) -> Tally:
    """The tally of groups (objectives, those with progress, origin, commitment, band, the sum of their progress)."""
    bands: Counter[str] = Counter()
    origins: Counter[int] = Counter()
    sizes: Counter[str] = Counter()
    known: Counter[str] = Counter()
    sums: dict[str, list[float]] = {}
    for count, with_progress, origin, commitment, band, total in groups:
        bands[band] += count
        origins[origin] += count
        sizes[commitment] += count
        known[commitment] += with_progress
        sums.setdefault(commitment, []).append(total or 0.0)
    return Tally(
        objectives=sizes.total(),
        key_results=parts,
        bands={band: bands[band.value] for band in Band if bands[band.value]},
        by_commitment={
            each: Share(sizes[each.value], fsum(sums[each.value]) / known[each.value] if known[each.value] else None)
            for each in Commitment
            if each.value in sizes
        },
        bottom_up=origins[_IMPLICIT],
        top_down=origins[_EXPLICIT],
    )


def tally_of(whole: Skeleton) -> Tally:
    """The tally of a skeleton that is loaded already. The bands were told by the database."""
    bones = whole.bones.values()
    progress: dict[str, list[float | None]] = {}
    for bone in bones:
        progress.setdefault(bone[_COMMITMENT], []).append(bone[_PROGRESS])
    bands = Counter(map(itemgetter(_BAND), bones))
    kinds = Counter(map(itemgetter(_KIND), bones))
    for id_, others in whole.others.items():
        kinds[whole.bones[id_][_KIND]] -= 1
        kinds[_origin({whole.bones[id_][_KIND], *(other[_KIND] for other in others)})] += 1
    return Tally(
        objectives=len(bones),
        key_results=sum(map(itemgetter(_PARTS), bones)),
        bands={band: bands[band.value] for band in Band if bands[band.value]},
        by_commitment={
            each: Share(len(progress[each.value]), _mean(progress[each.value]))
            for each in Commitment
            if each.value in progress
        },
        bottom_up=kinds[LinkKind.IMPLICIT.value],
        top_down=kinds[LinkKind.EXPLICIT.value],
    )


def _origin(kinds: Collection[str | None]) -> str | None:
    """Where an objective with several links came from: one key result taken on makes it top-down (R26)."""
    return next((kind.value for kind in (LinkKind.EXPLICIT, LinkKind.IMPLICIT) if kind.value in kinds), None)


def _mean(progresses: Sequence[float | None]) -> float | None:
    known = [progress for progress in progresses if progress is not None]
    return fsum(known) / len(known) if known else None
