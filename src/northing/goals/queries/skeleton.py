"""The bare bones of a filtered set of OKRs: how each objective stands and what it serves, in one query.

An outline needs to know all of the set to say where each objective belongs and how many there are of each kind, but only
a handful of facts about each; the hundred rows that are shown are loaded afterwards (`loading`).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Count, F, FilteredRelation, FloatField, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models import TextField, Value, When
from django.db.models.functions import Coalesce

from northing.core.alignment import LinkKind
from northing.core.scoring import Band, Commitment
from northing.cycles.queries import CycleRow
from northing.goals.models import KeyResult, Objective
from northing.goals.queries import as_of
from northing.goals.queries.bands import band_expression, pace_expression, rank_expression
from northing.goals.queries.filters import Filters, end_of, matching
from northing.goals.queries.visibility import Reader
from northing.teams.models import TeamKind

AS_WRITTEN = "written"
WORST_FIRST = "worst"
SORTS = (AS_WRITTEN, WORST_FIRST)


@dataclass(slots=True)
class Bone:
    """One objective of the set: how it stands, how many key results it has, and the links from it to others of the set."""

    id: int
    band: Band
    commitment: Commitment
    progress: float | None
    key_results: int
    links: list["Joint"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Joint:
    """The objective serves `parent`; through its key result `key_result` where that was taken on (R20)."""

    id: int
    parent: int
    key_result: int | None
    kind: LinkKind


@dataclass(slots=True)
class Skeleton:
    """The set in its order, and who stands under whom: below an objective (R21, R22) or below a key result (R20).

    An objective with several parents stands under the first it was connected to.
    """

    bones: dict[int, Bone]
    roots: list[int] = field(default_factory=list)
    below_objective: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    below_key_result: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    taken_on: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def first_joint(self, objective_id: int) -> Joint | None:
        """What the objective stands under."""
        links = self.bones[objective_id].links
        return links[0] if links else None

    def children_of(self, objective_id: int) -> int:
        """How many rows unfold below an objective: its key results and what serves it directly."""
        return self.bones[objective_id].key_results + len(self.below_objective.get(objective_id, ()))

    def ancestors(self, objective_id: int) -> Iterator[Joint]:
        """The way up to the root; stops where it would come round."""
        seen = {objective_id}
        joint = self.first_joint(objective_id)
        while joint is not None and joint.parent not in seen:
            yield joint
            seen.add(joint.parent)
            joint = self.first_joint(joint.parent)


def skeleton(reader: Reader, filters: Filters, cycles: list[CycleRow], today: date, sort: str = AS_WRITTEN) -> Skeleton:
    """The objectives that the filters mean and this reader sees, in the order of `sort`, joined to each other. One query."""
    found = matching(reader, filters)
    meant = [cycle for cycle in cycles if not filters.cycle_ids or cycle.id in filters.cycle_ids]
    if filters.as_of is not None:
        bones = _bones_then(found, filters, cycles, filters.as_of, sort)
    else:
        bones = _bones_now(found, filters, meant, today, sort)
    return _joined(bones)


def measured(found: QuerySet[Objective], filters: Filters, cycles: list[CycleRow], today: date) -> QuerySet[Objective]:
    """The objectives with their `band` and `pace` on a day, and only those of the bands that were asked for."""
    found = found.annotate(band=band_expression(cycles, today), pace=pace_expression(cycles, today))
    return found.filter(band__in=[band.value for band in filters.bands]) if filters.bands else found


def ordered(found: QuerySet[Objective], sort: str) -> QuerySet[Objective]:
    """In the order in which the company wrote them, from the company down; or the worst first."""
    as_written = (_level_rank(), "team__path", F("individual_id").asc(nulls_first=True), "position", "id")
    if sort == WORST_FIRST:
        return found.order_by(rank_expression(), F("pace").asc(nulls_last=True), *as_written)
    return found.order_by(*as_written)


def _level_rank() -> Case:
    kinds = (TeamKind.COMPANY, TeamKind.UNIT, TeamKind.TEAM, TeamKind.SQUAD)
    return Case(
        *(When(team__kind=kind.value, individual__isnull=True, then=Value(rank)) for rank, kind in enumerate(kinds)),
        default=Value(len(kinds)),
        output_field=IntegerField(),
    )


def _bones_now(
    found: QuerySet[Objective], filters: Filters, cycles: list[CycleRow], today: date, sort: str
) -> dict[int, Bone]:
    found = ordered(measured(found, filters, cycles, today), sort)
    rows = _with_links(found, Q(serves__removed_at__isnull=True)).annotate(parts=key_result_count(None))
    bones: dict[int, Bone] = {}
    for id_, band, commitment, progress, parts, *link in rows.values_list(
        "id", "band", "commitment", "progress", "parts", *_LINK
    ):
        bone = bones.get(id_)
        if bone is None:
            bone = bones[id_] = Bone(id_, Band(band), Commitment(commitment), progress, parts)
        _join(bone, *link)
    return bones


def _bones_then(
    found: QuerySet[Objective], filters: Filters, cycles: list[CycleRow], day: date, sort: str
) -> dict[int, Bone]:
    """What the points of that day say; nothing but the core's own functions tells the bands (R19)."""
    until = end_of(day)
    made = Q(serves__created_at__lt=until) & (Q(serves__removed_at__isnull=True) | Q(serves__removed_at__gte=until))
    found = as_of.with_objective_point(ordered(_unbanded(found), AS_WRITTEN), day)
    rows = _with_links(found, made).annotate(parts=key_result_count(filters.as_of))
    standing = as_of.Standing(cycles, day, until)
    bones: dict[int, Bone] = {}
    paces: dict[int, float] = {}
    for id_, commitment, cycle_id, published_at, closed_at, point, parts, *link in rows.values_list(
        "id", "commitment", "cycle_id", "published_at", "closed_at", "point", "parts", *_LINK
    ):
        bone = bones.get(id_)
        if bone is None:
            past = as_of.PastNumbers.read(point)
            voices = standing.voices(Commitment(commitment), cycle_id, published_at, closed_at, past)
            paces[id_] = voices.pace if voices.pace is not None else 2.0
            bone = bones[id_] = Bone(id_, voices.band, Commitment(commitment), past.progress, parts)
        _join(bone, *link)
    if filters.bands:
        bones = {id_: bone for id_, bone in bones.items() if bone.band in filters.bands}
    if sort == WORST_FIRST:
        from northing.goals.queries.bands import RANK

        bones = dict(sorted(bones.items(), key=lambda item: (RANK[item[1].band], paces[item[0]])))
    return bones


def _unbanded(found: QuerySet[Objective]) -> QuerySet[Objective]:
    return found.annotate(
        band=Value(Band.NONE.value, output_field=TextField()), pace=Value(None, output_field=FloatField())
    )


_LINK = (
    "link__id",
    "link__parent_objective_id",
    "link__parent_key_result_id",
    "link__parent_key_result__objective_id",
    "link__parent_key_result__deleted_at",
    "link__kind",
)


def _with_links(found: QuerySet[Objective], condition: Q) -> QuerySet[Objective]:
    return found.annotate(link=FilteredRelation("serves", condition=condition))


def _join(
    bone: Bone,
    link_id: int | None,
    objective_id: int | None,
    key_result_id: int | None,
    through_id: int | None,
    gone: object,
    kind: str | None,
) -> None:
    parent = objective_id or through_id
    if link_id is not None and parent is not None and gone is None:
        bone.links.append(Joint(link_id, parent, key_result_id, LinkKind(kind or LinkKind.IMPLICIT)))


def key_result_count(day: date | None) -> Coalesce:
    """How many key results an objective has (had, on a past day)."""
    parts = KeyResult.objects.filter(objective_id=OuterRef("pk"))
    if day is None:
        parts = parts.filter(deleted_at__isnull=True)
    else:
        parts = as_of.key_results_then(parts, day)
    counted = parts.order_by().values("objective_id").annotate(count=Count("id")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _joined(bones: dict[int, Bone]) -> Skeleton:
    whole = Skeleton(bones)
    for bone in bones.values():
        bone.links = sorted((joint for joint in bone.links if joint.parent in bones), key=lambda joint: joint.id)
        if not bone.links:
            whole.roots.append(bone.id)
            continue
        first = bone.links[0]
        if first.key_result is None:
            whole.below_objective[first.parent].append(bone.id)
        else:
            siblings = whole.below_key_result[first.key_result]
            if not siblings:
                whole.taken_on[first.parent].append(first.key_result)
            siblings.append(bone.id)
    return whole
