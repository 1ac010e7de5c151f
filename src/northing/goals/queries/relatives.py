"""What an objective or key result is linked to, as its own page shows it: above, below and beside (R20-R22)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from northing.accounts.models import Person, Role
from northing.core.alignment import Difference, LinkKind, SharedKeyResult, differences
from northing.goals.models import Alignment
from northing.goals.models.objective import State
from northing.goals.queries.filters import end_of
from northing.goals.queries.loading import Loaded
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow
from northing.goals.queries.visibility import Reader, visible_objectives


class Way(StrEnum):
    """Where a link leads."""

    UP = "up"
    DOWN = "down"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Link:
    """A live link. `parent` is the objective it leads to, through its `key_result` if it leads to one."""

    id: int
    kind: LinkKind
    child: int
    parent: int
    key_result: int | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Relative:
    """What is at the other end of a link, with its numbers.

    `key_result` is the one taken on: theirs where the page's objective serves, the page's own where it is served.
    `differences` say what the copy of a shared objective made of the original's key results (R22). `way` is where the
    link leads from the page's objective: what is below may move its number, and it may move what is above. `counts`:
    drafts do not.
    """

    link_id: int
    kind: LinkKind
    objective: ObjectiveRow
    key_result: KeyResultRow | None = None
    differences: tuple[Difference, ...] = ()
    has_key_results: bool = False
    way: Way = Way.DOWN

    @property
    def counts(self) -> bool:
        return self.objective.state is not State.DRAFT


def links_around(objective_id: int, past_day: date | None = None) -> list[Link]:
    """All links of one objective, upwards, downwards and to those that share an original with it. One query.

    Both ends are there; who may see them is another question (`seen_among`).
    """
    shares = _live(Alignment.objects.filter(child_id=objective_id, kind=LinkKind.SHARED.value), past_day)
    return _links(
        Q(child_id=objective_id)
        | Q(parent_objective_id=objective_id)
        | Q(parent_key_result__objective_id=objective_id)
        | Q(kind=LinkKind.SHARED.value, parent_objective_id__in=shares.values("parent_objective_id")),
        past_day,
    )


def links_to_key_result(key_result_id: int, past_day: date | None = None) -> list[Link]:
    """The links of the objectives that took a key result on. One query."""
    return _links(Q(parent_key_result_id=key_result_id), past_day)


def _links(which: Q, past_day: date | None) -> list[Link]:
    found = (
        _live(Alignment.objects.filter(which), past_day)
        .filter(_there("child", past_day))
        .filter(
            Q(parent_key_result__isnull=True) & _there("parent_objective", past_day)
            | Q(parent_key_result__isnull=False)
            & _there("parent_key_result__objective", past_day)
            & _undeleted("parent_key_result", past_day)
        )
        .annotate(parent=Coalesce("parent_objective_id", "parent_key_result__objective_id"))
        .order_by("created_at", "id")
    )
    rows = found.values_list("id", "kind", "child_id", "parent", "parent_key_result_id", "created_at")
    return [Link(pk, LinkKind(kind), *rest) for pk, kind, *rest in rows]


def _live(links: QuerySet[Alignment], past_day: date | None) -> QuerySet[Alignment]:
    if past_day is None:
        return links.filter(removed_at__isnull=True)
    until = end_of(past_day)
    return links.filter(created_at__lt=until).filter(Q(removed_at__isnull=True) | Q(removed_at__gte=until))


def _there(end: str, past_day: date | None) -> Q:
    """Not deleted; in the past also published by then, because that is what everybody saw."""
    condition = _undeleted(end, past_day)
    return condition if past_day is None else condition & Q(**{f"{end}__published_at__lt": end_of(past_day)})


def _undeleted(end: str, past_day: date | None) -> Q:
    condition = Q(**{f"{end}__deleted_at__isnull": True})
    return condition if past_day is None else condition | Q(**{f"{end}__deleted_at__gte": end_of(past_day)})


def seen_among(reader: Reader, rows: Iterable[ObjectiveRow]) -> frozenset[int]:
    """Those of these objectives that the reader may see (R51).

    What is published and not confidential is for everybody in the organisation; only for the rest, and for guests, the
    database is asked.
    """
    rows = list(rows)
    belongs = isinstance(reader, Person) and reader.is_active and reader.role != Role.GUEST.value
    open_to_all = {row.id for row in rows if belongs and row.state is not State.DRAFT and not row.confidential}
    others = [row.id for row in rows if row.id not in open_to_all]
    if not others:
        return frozenset(open_to_all)
    seen = visible_objectives(reader, with_deleted=True).filter(pk__in=others).values_list("pk", flat=True)
    return frozenset(open_to_all) | frozenset(seen)


def numbers_of(links: Iterable[Link]) -> set[int]:
    """Every objective at either end."""
    return {end for link in links for end in (link.child, link.parent)}


@dataclass(frozen=True, slots=True)
class Family:
    """An objective's relatives, those the reader sees.

    `unseen` is never named to the reader: it is what enters the sum all the same (R3c).
    """

    serves: tuple[Relative, ...] = ()
    served_by: tuple[Relative, ...] = ()
    beside: tuple[Relative, ...] = ()
    unseen: tuple[Relative, ...] = ()


def family(objective_id: int, links: Collection[Link], loaded: Loaded, seen: Collection[int]) -> Family:
    """The links of an objective sorted into upwards, downwards and beside, each with the rows of its other end.

    `seen` are the objectives that the reader may see.
    """
    serves: list[Relative] = []
    served_by: list[Relative] = []
    beside: list[Relative] = []
    unseen: list[Relative] = []
    for link in links:
        upwards = link.child == objective_id
        other = link.parent if upwards else link.child
        if other not in loaded.objectives or other == objective_id:
            continue
        relative = Relative(
            link_id=link.id,
            kind=link.kind,
            objective=loaded.objectives[other],
            key_result=_key_result(loaded.key_results, link),
            differences=_differences(loaded.key_results, link) if {link.child, link.parent} <= set(seen) else (),
            has_key_results=bool(loaded.key_results.get(other)),
            way=Way.UP if upwards else Way.DOWN if link.parent == objective_id else Way.ASIDE,
        )
        if other not in seen:
            if relative.way is Way.DOWN and relative.counts:  # a hidden draft moves nothing and is nobody's business
                unseen.append(relative)
        elif link.kind is LinkKind.SHARED:
            beside.append(relative)
        else:
            (serves if upwards else served_by).append(relative)
    return Family(tuple(serves), tuple(served_by), tuple(beside), tuple(unseen))


def _key_result(key_results: Mapping[int, list[KeyResultRow]], link: Link) -> KeyResultRow | None:
    if link.key_result is None:
        return None
    return next((row for row in key_results.get(link.parent, ()) if row.id == link.key_result), None)


def _differences(key_results: Mapping[int, list[KeyResultRow]], link: Link) -> tuple[Difference, ...]:
    """How a copy (the child) differs from its original (the parent)."""
    if link.kind is not LinkKind.SHARED:
        return ()
    originals, copies = ([_shared(row) for row in key_results.get(end, ())] for end in (link.parent, link.child))
    return differences(originals, copies)


def _shared(row: KeyResultRow) -> SharedKeyResult:
    return SharedKeyResult(row.id, row.text, row.measure, row.weight)
