"""Who serves whom in a file, found by the texts under which parents are named.

A parent is looked for among the objectives of the same document, organisation and period; then, for want of any, among
those of a longer period around it. What could be two things is left open and said so: nothing is guessed.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from northing.core.alignment import LinkKind, may_link
from northing.core.cadence import Level, Span
from northing.kit.text import shorten
from northing.portability.reading import ImportedObjective, Note, comparable


@dataclass(frozen=True, slots=True)
class Placed:
    """An objective of the file and the period it lies in."""

    objective: ImportedObjective
    level: Level
    span: Span

    @property
    def scope(self) -> tuple[str, str]:
        return (comparable(self.objective.source), comparable(self.objective.organisation))


@dataclass(frozen=True, slots=True)
class Parentage:
    """The objective at place `child` serves the one at place `parent`, or takes on its key result at `key_result`."""

    child: int
    parent: int
    key_result: int | None = None


def parents(placed: Sequence[Placed | None], notes: list[Note]) -> dict[int, Parentage]:
    """For each place in the file, what its objective serves. Places that hold None are passed over."""
    index = _Index(placed)
    found: dict[int, Parentage] = {}
    for place, entry in enumerate(placed):
        if entry is None or not (entry.objective.parent or entry.objective.parent_key_result):
            continue
        parentage = index.parent_of(place, entry, notes)
        if parentage is not None:
            found[place] = parentage
    return found


class _Index:
    """The objectives and key results of a file by their texts."""

    def __init__(self, placed: Sequence[Placed | None]) -> None:
        self.placed = placed
        self.objectives: dict[tuple[tuple[str, str], str], list[int]] = defaultdict(list)
        self.key_results: dict[tuple[tuple[str, str], str], list[tuple[int, int]]] = defaultdict(list)
        for place, entry in enumerate(placed):
            if entry is None:
                continue
            for key in {comparable(entry.objective.statement), comparable(entry.objective.ref)} - {""}:
                self.objectives[entry.scope, key].append(place)
            for number, key_result in enumerate(entry.objective.key_results):
                for key in {comparable(key_result.text), comparable(key_result.ref)} - {""}:
                    self.key_results[entry.scope, key].append((place, number))

    def parent_of(self, place: int, entry: Placed, notes: list[Note]) -> Parentage | None:
        objective = entry.objective
        candidates = self._near(place, entry, self.objectives.get((entry.scope, comparable(objective.parent)), ()))
        if objective.parent_key_result:
            return self._through_key_result(place, entry, candidates, notes)
        if len(candidates) == 1:
            return self._linked(place, candidates[0], None, notes)
        if candidates:
            notes.append(Note(objective.row, "parent", self._several(objective.parent, candidates)))
            return None
        key_results = self._key_results(place, entry, objective.parent)
        if len(key_results) == 1:
            return self._linked(place, key_results[0][0], key_results[0][1], notes)
        if key_results:
            message = f"“{shorten(objective.parent, 80)}” is the text of {len(key_results)} key results: not connected."
        else:
            message = f"“{shorten(objective.parent, 80)}” is not in the file: not connected."
        notes.append(Note(objective.row, "parent", message))
        return None

    def _through_key_result(
        self, place: int, entry: Placed, candidates: Sequence[int], notes: list[Note]
    ) -> Parentage | None:
        objective = entry.objective
        key_results = self._key_results(place, entry, objective.parent_key_result)
        if objective.parent:
            key_results = [found for found in key_results if found[0] in candidates]
        if len(key_results) == 1:
            return self._linked(place, key_results[0][0], key_results[0][1], notes)
        said = shorten(objective.parent_key_result, 80)
        if key_results:
            message = f"“{said}” is the text of {len(key_results)} key results: not connected."
            notes.append(Note(objective.row, "parent_key_result", message))
            return None
        if len(candidates) == 1:
            message = f"The parent has no key result “{said}”: connected to the objective itself."
            notes.append(Note(objective.row, "parent_key_result", message))
            return self._linked(place, candidates[0], None, notes)
        message = f"“{said}” is not in the file: not connected."
        if candidates:
            message = self._several(objective.parent, candidates)
        notes.append(Note(objective.row, "parent_key_result", message))
        return None

    def _near(self, place: int, entry: Placed, places: Iterable[int]) -> list[int]:
        """Those of the same period; for want of any, those of a longer one around it."""
        others = [other for other in places if other != place]
        same = [other for other in others if self._span(other) == entry.span]
        return same or [other for other in others if self._span(other).covers(entry.span)]

    def _key_results(self, place: int, entry: Placed, text: str) -> list[tuple[int, int]]:
        found = self.key_results.get((entry.scope, comparable(text)), [])
        near = set(self._near(place, entry, {other for other, _ in found}))
        return [(other, number) for other, number in found if other in near]

    def _linked(self, child: int, parent: int, key_result: int | None, notes: list[Note]) -> Parentage | None:
        one, other = self.placed[child], self.placed[parent]
        assert one is not None
        assert other is not None
        kind = LinkKind.IMPLICIT if key_result is None else LinkKind.EXPLICIT
        reason = may_link(kind, one.level, other.level)
        if reason:
            notes.append(Note(one.objective.row, "parent", reason))
            return None
        return Parentage(child, parent, key_result)

    def _several(self, text: str, candidates: Sequence[int]) -> str:
        rows = ", ".join(str(entry.objective.row) for other in candidates[:8] if (entry := self.placed[other]))
        return f"“{shorten(text, 80)}” could be any of {len(candidates)} objectives (rows {rows}): not connected."

    def _span(self, place: int) -> Span:
        entry = self.placed[place]
        assert entry is not None
        return entry.span
