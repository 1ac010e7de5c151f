"""The outline of OKRs: what serves what, as an indented list (R20-R22), a page of about a hundred rows at a time.

Under an objective stand its key results, under each of these the objectives that took it on, and after them the
objectives that support the objective itself or share it with another team. Two queries, whatever the size,
and two more for what a past day foresaw.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from northing.core.alignment import LinkKind
from northing.cycles.queries import CycleRow, cycles
from northing.goals.queries.filters import Filters
from northing.goals.queries.loading import Loaded, load
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow
from northing.goals.queries.skeleton import AS_WRITTEN, Skeleton, skeleton
from northing.goals.queries.tally import Tally, tally_of
from northing.goals.queries.visibility import Reader

_Row = TypeVar("_Row")

PAGE = 100
"""Rows of a page: so many roots at most, and so many rows are unfolded without being asked."""
BRANCH = 50
"""Objectives shown at a time below one parent; a branch of a thousand is read in pieces."""


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A line of the outline: an objective, a key result, or the offer to show `more` that stand at this place.

    `key` names the branch: "o12" an objective, "k34" a key result. `children` rows unfold below it: `parts` key results
    and `served_by` objectives. `also_serves` counts the parents it does not stand under. `shared` means that it is
    the same objective as the one it stands under, in another team (R22). `offset` is where the next piece begins.
    """

    key: str
    depth: int
    objective: ObjectiveRow | None = None
    key_result: KeyResultRow | None = None
    parts: int = 0
    served_by: int = 0
    is_open: bool = False
    shared: bool = False
    also_serves: int = 0
    more: int = 0
    offset: int = 0

    @property
    def children(self) -> int:
        return self.parts + self.served_by


@dataclass(frozen=True, slots=True)
class Outline:
    """A page of the outline. `under` is the objective whose branch alone is shown; its `trail` leads up to the root."""

    rows: list[OutlineRow]
    tally: Tally
    page: int = 1
    pages: int = 1
    roots: int = 0
    under: ObjectiveRow | None = None
    trail: list[ObjectiveRow] = field(default_factory=list)
    gone: bool = False


def outline(
    reader: Reader,
    filters: Filters,
    today: date,
    *,
    sort: str = AS_WRITTEN,
    unfold: Collection[str] = (),
    fold: Collection[str] = (),
    under: int | None = None,
    page: int = 1,
) -> Outline:
    """A page of the outline of what the filters mean and this reader sees.

    Branches are unfolded level by level until the page is full; those in `unfold` are open in any case, those in
    `fold` are not. `under` shows one objective's branch by itself: below it a branch of any width is paged.
    """
    known = cycles()
    whole = skeleton(reader, filters, known, today, sort)
    plan = _Plan(whole, frozenset(unfold), frozenset(fold))
    if under is not None and under in whole.bones:
        roots, pages, page = [under], *_pages(len(whole.below_objective.get(under, ())), page)
        plan.starts[f"o{under}"] = (page - 1) * PAGE
        plan.forced.add(f"o{under}")
        trail = list(whole.ancestors(under))[::-1]
    else:
        pages, page = _pages(len(whole.roots), page)
        roots, trail = whole.roots[(page - 1) * PAGE : page * PAGE], []
    plan.unfold_from(roots)
    loaded = _load(plan, [*roots, *trail], known, today, filters.as_of)
    rows = [row for root in roots for row in plan.lines_of_objective(root, 0, loaded)]
    return Outline(
        rows=rows,
        tally=tally_of(whole),
        page=page,
        pages=pages,
        roots=len(whole.roots),
        under=loaded.objectives.get(under) if under is not None else None,
        trail=[loaded.objectives[number] for number in trail if number in loaded.objectives],
        gone=under is not None and under not in whole.bones,
    )


def branch(
    reader: Reader, filters: Filters, today: date, key: str, *, sort: str = AS_WRITTEN, offset: int = 0, depth: int = 0
) -> list[OutlineRow]:
    """What unfolds below one line that stands at `depth`: its key results and the first objectives, or the next ones.

    Nothing if there is no such line among what the filters mean and the reader sees.
    """
    known = cycles()
    whole = skeleton(reader, filters, known, today, sort)
    kind, number = key[:1], int(key[1:])
    plan = _Plan(whole)
    plan.opened.add(key)
    plan.starts[key] = offset
    if kind == "o" and number in whole.bones:
        loaded = _load(plan, [number], known, today, filters.as_of)
        return list(plan.below_objective(number, depth, loaded))
    if kind == "k" and number in whole.below_key_result:
        loaded = _load(plan, [], known, today, filters.as_of)
        return list(plan.served(key, whole.below_key_result[number], depth + 1, loaded))
    return []


def everything(
    reader: Reader,
    filters: Filters,
    today: date,
    *,
    sort: str = AS_WRITTEN,
    under: int | None = None,
    piece: int = 300,
) -> Iterator[OutlineRow]:
    """Every line of the outline (or of one branch), unfolded: what an export writes. A query per 300 objectives."""
    known = cycles()
    whole = skeleton(reader, filters, known, today, sort)
    plan = _Plan(whole, width=len(whole.bones))
    plan.opened = {f"o{number}" for number in whole.bones} | {f"k{number}" for number in whole.below_key_result}
    roots = [under] if under in whole.bones and under is not None else whole.roots
    reel = _Reel(plan.from_top_to_bottom(roots), known, today, filters.as_of, piece)
    for root in roots:
        yield from plan.lines_of_objective(root, 0, reel)


def _pages(count: int, page: int) -> tuple[int, int]:
    pages = max(1, -(-count // PAGE))
    return pages, min(max(page, 1), pages)


@dataclass(slots=True)
class _Plan:
    """Which branches are open on a page, and the lines that follow from it."""

    whole: Skeleton
    unfold: frozenset[str] = frozenset()
    fold: frozenset[str] = frozenset()
    opened: set[str] = field(default_factory=set)
    forced: set[str] = field(default_factory=set)
    starts: dict[str, int] = field(default_factory=dict)
    width: int = BRANCH

    def unfold_from(self, roots: list[int]) -> None:
        """Open branches level by level, in the order of the page, until it is full."""
        count = len(roots)
        by_itself = True
        waiting = deque(f"o{root}" for root in roots)
        while waiting:
            key = waiting.popleft()
            size = self._size(key)
            if not size or key in self.fold:
                continue
            if key not in self.unfold and key not in self.forced:
                by_itself = by_itself and count + size <= PAGE
                if not by_itself:
                    continue
            self.opened.add(key)
            count += size
            waiting.extend(self._branches_below(key))

    def _size(self, key: str) -> int:
        number = int(key[1:])
        parts = self.whole.bone(number).parts if key[0] == "o" else 0
        return parts + len(self._shown(key, self._served_by(key)))

    def _served_by(self, key: str) -> list[int]:
        below = self.whole.below_objective if key[0] == "o" else self.whole.below_key_result
        return below.get(int(key[1:]), [])

    def _shown(self, key: str, served_by: list[int]) -> list[int]:
        start = self.starts.get(key, 0)
        return served_by[start : start + (PAGE if key in self.forced else self.width)]

    def _branches_below(self, key: str) -> Iterator[str]:
        if key[0] == "o":
            yield from (f"k{number}" for number in self.whole.taken_on.get(int(key[1:]), ()))
        yield from (f"o{number}" for number in self._shown(key, self._served_by(key)))

    def from_top_to_bottom(self, roots: Sequence[int]) -> list[int]:
        """All objectives roughly in the order of their lines: what is read together should be loaded together."""
        order: list[int] = []
        waiting = [f"o{root}" for root in reversed(roots)]
        while waiting:
            key = waiting.pop()
            if key[0] == "o":
                order.append(int(key[1:]))
            waiting.extend(reversed(list(self._branches_below(key))))
        return order

    def objectives_needed(self) -> set[int]:
        """The objectives that stand below an open branch."""
        return {number for key in self.opened for number in self._shown(key, self._served_by(key))}

    def objectives_opened(self) -> set[int]:
        """The objectives whose key results are shown."""
        return {int(key[1:]) for key in self.opened if key[0] == "o"}

    def lines_of_objective(self, number: int, depth: int, loaded: "_Rows") -> Iterator[OutlineRow]:
        """An objective and everything that is open below it."""
        bone, key = self.whole.bone(number), f"o{number}"
        is_open = key in self.opened
        yield OutlineRow(
            key=key,
            depth=depth,
            objective=loaded.objectives[number],
            parts=bone.parts,
            served_by=len(self.whole.below_objective.get(number, ())),
            is_open=is_open,
            shared=bone.kind == LinkKind.SHARED.value,
            also_serves=len(self.whole.others.get(number, ())),
        )
        if is_open:
            yield from self.below_objective(number, depth, loaded)

    def below_objective(self, number: int, depth: int, loaded: "_Rows") -> Iterator[OutlineRow]:
        """Its key results with what took them on, then what serves the objective itself."""
        key = f"o{number}"
        if not self.starts.get(key):
            for key_result in loaded.key_results.get(number, ()):
                yield from self._lines_of_key_result(key_result, depth + 1, loaded)
        yield from self.served(key, self.whole.below_objective.get(number, []), depth + 1, loaded)

    def _lines_of_key_result(self, row: KeyResultRow, depth: int, loaded: "_Rows") -> Iterator[OutlineRow]:
        key = f"k{row.id}"
        served_by = self.whole.below_key_result.get(row.id, [])
        is_open = key in self.opened
        yield OutlineRow(key=key, depth=depth, key_result=row, served_by=len(served_by), is_open=is_open)
        if is_open:
            yield from self.served(key, served_by, depth + 1, loaded)

    def served(self, key: str, served_by: list[int], depth: int, loaded: "_Rows") -> Iterator[OutlineRow]:
        """The objectives that stand below a line, and the offer of those that do not fit."""
        shown = self._shown(key, served_by)
        for number in shown:
            yield from self.lines_of_objective(number, depth, loaded)
        end = self.starts.get(key, 0) + len(shown)
        if end < len(served_by) and key not in self.forced:
            yield OutlineRow(key=key, depth=depth, more=len(served_by) - end, offset=end)


class _Rows(Protocol):
    """Where lines find their rows: loaded at once for a page, piece by piece for everything."""

    @property
    def objectives(self) -> Mapping[int, ObjectiveRow]: ...

    @property
    def key_results(self) -> Mapping[int, list[KeyResultRow]]: ...


class _Reel:
    """Rows loaded in pieces as they are read, the last few kept: an export of any size needs the memory of a page."""

    KEPT = 3

    def __init__(self, order: list[int], known: list[CycleRow], today: date, past_day: date | None, piece: int) -> None:
        self._order, self._known, self._today, self._past_day, self._piece = order, known, today, past_day, piece
        self._place = {number: place for place, number in enumerate(order)}
        self._pieces: OrderedDict[int, Loaded] = OrderedDict()
        self.objectives: Mapping[int, ObjectiveRow] = _Lookup(lambda number: self._at(number).objectives[number])
        self.key_results: Mapping[int, list[KeyResultRow]] = _Lookup(
            lambda number: self._at(number).key_results.get(number, [])
        )

    def _at(self, number: int) -> Loaded:
        index = self._place[number] // self._piece
        if index not in self._pieces:
            numbers = self._order[index * self._piece : (index + 1) * self._piece]
            self._pieces[index] = load(numbers, numbers, self._known, self._today, self._past_day)
            if len(self._pieces) > self.KEPT:
                self._pieces.popitem(last=False)
        return self._pieces[index]


class _Lookup(Mapping[int, _Row]):
    """A mapping whose values are found when they are asked for."""

    def __init__(self, find: Callable[[int], _Row]) -> None:
        self._find = find

    def __getitem__(self, number: int) -> _Row:
        return self._find(number)

    def __iter__(self) -> Iterator[int]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _load(plan: _Plan, also: list[int], known: list[CycleRow], today: date, past_day: date | None) -> Loaded:
    return load(plan.objectives_needed() | set(also), plan.objectives_opened(), known, today, past_day)
