"""What an objective or key result is linked to, as its own page shows it: above, below and beside (R20-R22)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from northing.accounts.models import Person, Role
from northing.core.alignment import Difference, LinkKind, SharedKeyResult, differences
from northing.cycles.queries import cycles
from northing.goals.models import Alignment, KeyResult
from northing.goals.models.objective import State
from northing.goals.queries.filters import end_of
from northing.goals.queries.loading import Loaded, load
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow
from northing.goals.queries.visibility import Reader, visible_objectives


class Way(StrEnum):
    """Where a link leads."""

    UP = "up"
    DOWN = "down"
    ASIDE = "aside"


class Loss(StrEnum):
    """What became of something that was served."""

    CLOSED = "closed"
    DELETED = "deleted"
    KEY_RESULT_DELETED = "key_result_deleted"


@dataclass(frozen=True, slots=True)
class Link:
    """A live link. `parent` is the objective it leads to, through its `key_result` if it leads to one.

    `loss`: its other end was taken away, when it was `lost_at`; who served it is told.
    """

    id: int
    kind: LinkKind
    child: int
    parent: int
    key_result: int | None
    since: datetime
    loss: Loss | None = None
    lost_at: datetime | None = None


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

    Both ends are there, except above it: a parent that was taken away is named with its `loss`. Who may see the ends is
    another question (`seen_among`).
    """
    shares = _live(Alignment.objects.filter(child_id=objective_id, kind=LinkKind.SHARED.value), past_day)
    return _links(
        Q(child_id=objective_id)
        | Q(parent_objective_id=objective_id)
        | Q(parent_key_result__objective_id=objective_id)
        | Q(kind=LinkKind.SHARED.value, parent_objective_id__in=shares.values("parent_objective_id")),
        past_day,
        orphan=objective_id,
    )


def links_to_key_result(key_result_id: int, past_day: date | None = None) -> list[Link]:
    """The links of the objectives that took a key result on. One query."""
    return _links(Q(parent_key_result_id=key_result_id), past_day)


def _links(which: Q, past_day: date | None, orphan: int | None = None) -> list[Link]:
    parent_there = Q(parent_key_result__isnull=True) & _there("parent_objective", past_day) | Q(
        parent_key_result__isnull=False
    ) & _there("parent_key_result__objective", past_day) & _undeleted("parent_key_result", past_day)
    if past_day is None and orphan is not None:
        parent_there |= Q(child_id=orphan)
    found = (
        _live(Alignment.objects.filter(which), past_day)
        .filter(_there("child", past_day))
        .filter(parent_there)
        .annotate(parent=Coalesce("parent_objective_id", "parent_key_result__objective_id"))
        .order_by("created_at", "id")
    )
    rows = found.values_list(
        "id", "kind", "child_id", "parent", "parent_key_result_id", "created_at",
        Coalesce("parent_objective__deleted_at", "parent_key_result__objective__deleted_at"),
        "parent_key_result__deleted_at",
    )  # fmt: skip
    shown = []
    for pk, kind, child, parent, key_result, since, objective_gone, key_result_gone in rows:
        loss, lost_at = _loss(objective_gone, key_result_gone) if past_day is None else (None, None)
        shown.append(Link(pk, LinkKind(kind), child, parent, key_result, since, loss, lost_at))
    return shown


def _loss(objective_gone: datetime | None, key_result_gone: datetime | None) -> tuple[Loss | None, datetime | None]:
    if objective_gone is not None:
        return Loss.DELETED, objective_gone
    return (None, None) if key_result_gone is None else (Loss.KEY_RESULT_DELETED, key_result_gone)


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
class Lost:
    """Something the objective serves that is no longer pursued: `objective`, or a key result of it that it took on.

    What was taken away is not shown any more, only that it was, and when. What was closed is also among the relatives.
    """

    link_id: int
    kind: LinkKind
    loss: Loss
    since: datetime
    objective: ObjectiveRow


@dataclass(frozen=True, slots=True)
class Family:
    """An objective's relatives, those the reader sees. `lost`: what it served and nobody pursues any more.

    `unseen` is never named to the reader: it is what enters the sum all the same (R3c).
    """

    serves: tuple[Relative, ...] = ()
    served_by: tuple[Relative, ...] = ()
    beside: tuple[Relative, ...] = ()
    unseen: tuple[Relative, ...] = ()
    lost: tuple[Lost, ...] = ()


def family(
    objective_id: int,
    links: Collection[Link],
    loaded: Loaded,
    seen: Collection[int],
    gone: Collection[int] = (),
) -> Family:
    """The links of an objective sorted into upwards, downwards and beside, each with the rows of its other end.

    `seen` are the objectives that the reader may see, `gone` the originals of key results that were taken away.
    """
    serves: list[Relative] = []
    served_by: list[Relative] = []
    beside: list[Relative] = []
    unseen: list[Relative] = []
    for link in links:
        upwards = link.child == objective_id
        other = link.parent if upwards else link.child
        if other not in loaded.objectives or other == objective_id or link.loss is not None:
            continue
        relative = Relative(
            link_id=link.id,
            kind=link.kind,
            objective=loaded.objectives[other],
            key_result=_key_result(loaded.key_results, link),
            differences=_differences(loaded.key_results, link, gone) if {link.child, link.parent} <= set(seen) else (),
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
    lost = lost_above(objective_id, links, loaded, seen)
    return Family(tuple(serves), tuple(served_by), tuple(beside), tuple(unseen), lost)


def lost_above(objective_id: int, links: Iterable[Link], loaded: Loaded, seen: Collection[int]) -> tuple[Lost, ...]:
    """What an objective serves and nobody pursues any more. What is closed itself has nothing to lose."""
    row = loaded.objectives[objective_id]
    if row.state is State.CLOSED:
        return ()
    found = []
    for link in links:
        above = loaded.objectives.get(link.parent)
        if link.child != objective_id or above is None or link.parent not in seen:
            continue
        loss, since = link.loss, link.lost_at
        if loss is None and above.state is State.CLOSED:
            loss, since = Loss.CLOSED, above.closed_at
        if loss is not None and since is not None:
            found.append(Lost(link.id, link.kind, loss, since, above))
    return tuple(found)


def lost_parents(reader: Reader, objective_id: int, today: date) -> tuple[Lost, ...]:
    """The same for an objective that the reader may see, asked for alone. Three queries at most."""
    links = [link for link in links_around(objective_id) if link.child == objective_id]
    loaded = load(numbers_of(links) | {objective_id}, (), cycles(), today)
    return lost_above(objective_id, links, loaded, seen_among(reader, loaded.objectives.values()))


def gone_originals(links: Iterable[Link], loaded: Loaded, past_day: date | None = None) -> dict[int, datetime]:
    """When those originals were taken away whose copies are still here. One query, and only where there are any."""
    missing: set[int] = set()
    parents: set[int] = set()
    for link in links:
        if link.kind is LinkKind.SHARED:
            there = {row.id for row in loaded.key_results.get(link.parent, ())}
            copies = loaded.key_results.get(link.child, ())
            missing |= {row.origin for row in copies if row.origin is not None and row.origin not in there}
            parents.add(link.parent)
    if not missing:
        return {}
    gone = KeyResult.objects.filter(pk__in=missing, objective_id__in=parents, deleted_at__isnull=False)
    if past_day is not None:
        gone = gone.filter(deleted_at__lt=end_of(past_day))
    return {number: at for number, at in gone.values_list("pk", "deleted_at") if at is not None}


def _key_result(key_results: Mapping[int, list[KeyResultRow]], link: Link) -> KeyResultRow | None:
    if link.key_result is None:
        return None
    return next((row for row in key_results.get(link.parent, ()) if row.id == link.key_result), None)


def _differences(
    key_results: Mapping[int, list[KeyResultRow]], link: Link, gone: Collection[int]
) -> tuple[Difference, ...]:
    """How a copy (the child) differs from its original (the parent)."""
    if link.kind is not LinkKind.SHARED:
        return ()
    return compared(key_results.get(link.parent, ()), key_results.get(link.child, ()), gone)


def compared(
    originals: Iterable[KeyResultRow], copies: Iterable[KeyResultRow], gone: Collection[int]
) -> tuple[Difference, ...]:
    """What became of the original's key results in a copy (R22)."""
    return differences([_shared(row) for row in originals], [_shared(row) for row in copies], gone)


def _shared(row: KeyResultRow) -> SharedKeyResult:
    return SharedKeyResult(row.id, row.text, row.measure, row.weight, row.origin)
