"""The bare bones of a filtered set of OKRs: how each objective stands and what it serves, in one query.

An outline needs to know all of the set to say where each objective belongs and how many there are of each kind, but
only a handful of facts about each; the hundred rows that are shown are loaded afterwards (`loading`). So this file
counts microseconds: it runs over ten thousand objectives for a page that shows fifty.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db.models import (
    Case,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from northing.accounts.models import Person
from northing.core.scoring import Commitment
from northing.cycles.queries import CycleRow
from northing.goals.models import KeyResult, Objective
from northing.goals.queries import as_of
from northing.goals.queries.bands import band_expression, pace_expression, rank_expression
from northing.goals.queries.filters import Filters, end_of, matching
from northing.goals.queries.prepared import prepared
from northing.goals.queries.visibility import Reader
from northing.teams.queries import memberships

AS_WRITTEN = "written"
WORST_FIRST = "worst"
SORTS = (AS_WRITTEN, WORST_FIRST)


@dataclass(frozen=True, slots=True)
class By:
    """An order of its own: a name that stands for it, and what the database sorts by."""

    name: str
    expressions: tuple[Any, ...] = field(compare=False)


class Bone(NamedTuple):
    """One objective of the set and its link to another: band, commitment and kind of link as their stored words.

    In a skeleton bones are plain tuples of these values: to name them costs as much time as to read them.

    The objective serves `parent`, through its key result `key_result` where that was taken on (R20); an objective
    with several links has a bone for each.
    """

    id: int
    band: str
    commitment: str
    progress: float | None
    parts: int
    link: int | None
    parent: int | None
    key_result: int | None
    kind: str | None


_Row = tuple[Any, ...]
_ID, _LINK_ID, _PARENT = (Bone._fields.index(name) for name in ("id", "link", "parent"))


@dataclass(slots=True)
class Skeleton:
    """The set in its order, and who stands under whom: below an objective (R21, R22) or below a key result (R20).

    An objective with several parents stands under the first it was connected to, which is the one its bone names;
    `others` holds its further links. `past` is what a past day's numbers were, where one was asked for.
    """

    bones: dict[int, _Row]
    others: dict[int, list[_Row]] = field(default_factory=dict)
    roots: list[int] = field(default_factory=list)
    below_objective: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    below_key_result: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    taken_on: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    past: dict[int, as_of.PastStanding] = field(default_factory=dict)

    def bone(self, objective_id: int) -> Bone:
        """The bone of an objective of the set."""
        return Bone._make(self.bones[objective_id])

    def ancestors(self, objective_id: int) -> Iterator[int]:
        """The way up to the root; stops where it would come round."""
        seen = {objective_id}
        parent = self.bones[objective_id][_PARENT]
        while parent is not None and parent not in seen:
            yield parent
            seen.add(parent)
            parent = self.bones[parent][_PARENT]


def skeleton(
    reader: Reader, filters: Filters, cycles: list[CycleRow], today: date, sort: "str | By" = AS_WRITTEN
) -> Skeleton:
    """The objectives that the filters mean and this reader sees, joined to each other. One query.

    `sort` is `AS_WRITTEN`, `WORST_FIRST`, or what the database shall sort by.
    """
    if filters.as_of is not None:
        return _then(matching(reader, filters), filters, cycles, filters.as_of, sort)
    meant = [cycle for cycle in cycles if not filters.cycle_ids or cycle.id in filters.cycle_ids]
    try:
        query = prepared(
            kept_as("skeleton", reader, filters, meant, today, sort),
            lambda: _now(matching(reader, filters), filters, meant, today, sort),
        )
    except EmptyResultSet:  # nobody is signed in, or no objective can fit: there is nothing to ask
        return Skeleton({})
    # Straight from the driver: numbers and words need no conversion, and the detour would double the time.
    return _joined(query.rows())


def kept_as(
    name: str, reader: Reader, filters: Filters, cycles: Sequence[CycleRow], today: date, order: Hashable
) -> tuple[Hashable, ...] | None:
    """Everything the text of a query depends on: who reads, by every right they have, and what is asked for."""
    rights = rights_of(reader)
    calendars = tuple((cycle.id, cycle.span, cycle.rules) for cycle in cycles)
    return rights and (name, rights, filters, calendars, today, order)


def rights_of(reader: Reader) -> tuple[Hashable, ...] | None:
    """Who reads, by every right that decides what they may see; None for somebody who is not signed in."""
    if not isinstance(reader, Person):
        return None
    offices = (reader.role, reader.is_active, reader.is_champion, reader.is_administrator)
    return (reader.pk, offices, memberships(reader))


def measured(found: QuerySet[Objective], filters: Filters, cycles: list[CycleRow], today: date) -> QuerySet[Objective]:
    """The objectives with their `band` and `pace` on a day, and only those of the bands that were asked for."""
    found = found.annotate(grade=Coalesce("score", "progress"), pace=pace_expression(cycles, today))
    found = found.annotate(band=band_expression(cycles, today))
    return found.filter(band__in=[band.value for band in filters.bands]) if filters.bands else found


def ordered(found: QuerySet[Objective], sort: "str | By") -> QuerySet[Objective]:
    """In the order in which the company wrote them, down the tree of teams; or the worst first; or as said."""
    if not isinstance(sort, str):
        return found.order_by(*sort.expressions)
    as_written = ("team__path", F("individual_id").asc(nulls_first=True), "position", "id")
    if sort == WORST_FIRST:
        return found.order_by(rank_expression(), F("pace").asc(nulls_last=True), *as_written)
    return found.order_by(*as_written)


def _now(
    found: QuerySet[Objective], filters: Filters, cycles: list[CycleRow], today: date, sort: "str | By"
) -> QuerySet[Any, Any]:
    found = ordered(measured(found, filters, cycles, today), sort)
    rows = _with_links(found, Q(serves__removed_at__isnull=True)).annotate(parts=key_result_count(None))
    return rows.values_list("id", "band", "commitment", "progress", "parts", *_LINK)


def _then(
    found: QuerySet[Objective], filters: Filters, cycles: list[CycleRow], day: date, sort: "str | By"
) -> Skeleton:
    """What the points of that day say (R19)."""
    until = end_of(day)
    made = Q(serves__created_at__lt=until) & (Q(serves__removed_at__isnull=True) | Q(serves__removed_at__gte=until))
    by_database = AS_WRITTEN if sort == WORST_FIRST else sort
    found = as_of.with_objective_point(ordered(found, by_database), day)
    rows = _with_links(found, made).annotate(parts=key_result_count(day))
    standing = as_of.Standing(cycles, day, until)
    past: dict[int, as_of.PastStanding] = {}
    bones = []
    for id_, commitment, cycle_id, published_at, closed_at, score, point, parts, *link in rows.values_list(
        "id", "commitment", "cycle_id", "published_at", "closed_at", "score", "point", "parts", *_LINK
    ):
        if id_ not in past:
            past[id_] = standing.of(Commitment(commitment), cycle_id, published_at, closed_at, score, point)
        here = past[id_]
        if not filters.bands or here.band in filters.bands:
            bones.append((id_, here.band.value, commitment, here.progress, parts, *link))
    if sort == WORST_FIRST:
        bones.sort(key=lambda bone: past[bone[_ID]].how_bad)
    whole = _joined(bones)
    whole.past = past
    return whole


_LINK = ("link__id", "link_parent", "link__parent_key_result_id", "link__kind")


def _with_links(found: QuerySet[Objective], condition: Q) -> QuerySet[Objective]:
    """With one row for each link from the objective; `link_parent` is the objective it serves, directly or through one
    of its key results, and null where that key result was deleted.
    """
    through = Case(
        When(link__parent_key_result__deleted_at__isnull=True, then=F("link__parent_key_result__objective_id")),
        default=None,
    )
    return found.annotate(
        link=FilteredRelation("serves", condition=condition),
        link_parent=Coalesce(F("link__parent_objective_id"), through),
    )


def key_result_count(day: date | None) -> Subquery:
    """How many key results an objective has (had, on a past day)."""
    parts = KeyResult.objects.filter(objective_id=OuterRef("pk"))
    parts = parts.filter(deleted_at__isnull=True) if day is None else as_of.key_results_then(parts, day)
    # Not an aggregate of the ORM's: that would group by what is one group already.
    counted = parts.order_by().annotate(count=Func(F("id"), function="COUNT")).values("count")
    return Subquery(counted, output_field=IntegerField())


def _joined(rows: list[_Row]) -> Skeleton:
    """The rows, one for each link, with the links told apart from where objectives stand."""
    bones = {row[_ID]: row for row in rows}
    whole = Skeleton(bones)
    if len(bones) < len(rows):
        _choose_parents(whole, rows)
    below_objective, below_key_result = whole.below_objective, whole.below_key_result
    for id_, (_, _, _, _, _, link, parent, key_result, _) in bones.items():
        if parent is None or parent not in bones:
            whole.roots.append(id_)
            if link is not None:
                bones[id_] = (*bones[id_][:_LINK_ID], None, None, None, None)
        elif key_result is None:
            below_objective[parent].append(id_)
        else:
            siblings = below_key_result[key_result]
            if not siblings:
                whole.taken_on[parent].append(key_result)
            siblings.append(id_)
    return whole


def _choose_parents(whole: Skeleton, rows: list[_Row]) -> None:
    """Of several links, the first into the set is the one to stand under; the others into it are kept beside."""
    times = Counter(row[_ID] for row in rows)
    several: dict[int, list[_Row]] = {id_: [] for id_, count in times.items() if count > 1}
    for row in rows:
        if row[_ID] in several:
            several[row[_ID]].append(row)
    for id_, links in several.items():
        inside = sorted((row for row in links if row[_PARENT] in whole.bones), key=_age)
        if inside:
            whole.bones[id_] = inside.pop(0)
        whole.others[id_] = inside


def _age(row: _Row) -> int:
    return row[_LINK_ID] or 0
