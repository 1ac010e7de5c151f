"""An objective that several teams share, side by side: the original and what each team made of it (R22)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from northing.core.alignment import Change, Difference, LinkKind, raised
from northing.cycles.queries import cycles
from northing.goals.queries.loading import load
from northing.goals.queries.relatives import compared, gone_originals, links_around, numbers_of, seen_among
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow
from northing.goals.queries.visibility import Reader, visible_objectives
from northing.kit import errors


@dataclass(frozen=True, slots=True)
class Cell:
    """What became of one key result in one team's version. A dropped one has no `key_result`.

    `raised`: whether it aims further than the original; None where its target says neither.
    """

    change: Change
    key_result: KeyResultRow | None
    difference: Difference
    raised: bool | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A key result of the original, or one that was taken away from it (`gone_at`), with its cell in each version.

    None stands where a version never had it.
    """

    original: KeyResultRow | None
    cells: tuple[Cell | None, ...]
    gone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Versions:
    """The original, the `copies` in the order in which they were taken on, and their key results line by line.

    `added` are, for each copy, the key results it has of its own. `own_id` is the objective that was asked for. Copies the
    reader may not see are not here, and not counted.
    """

    original: ObjectiveRow
    copies: tuple[ObjectiveRow, ...]
    lines: tuple[Line, ...]
    added: tuple[tuple[KeyResultRow, ...], ...]
    own_id: int
    today: date
    as_of: date | None = None

    @property
    def own(self) -> ObjectiveRow:
        return next(row for row in (self.original, *self.copies) if row.id == self.own_id)


def versions(reader: Reader, objective_id: int, today: date, as_of: date | None = None) -> Versions:
    """All versions of an objective that the reader may see, whichever of them is asked for. Five queries at most.

    The original of a copy of a copy is what that was taken from. Raises `NotFound`.
    """
    past_day = as_of if as_of is not None and as_of < today else None
    if not visible_objectives(reader).filter(pk=objective_id).exists():
        raise errors.NotFound
    links = [
        link for link in links_around(objective_id, past_day) if link.kind is LinkKind.SHARED and link.loss is None
    ]
    numbers = numbers_of(links) | {objective_id}
    loaded = load(numbers, numbers, cycles(), today, past_day)
    seen = seen_among(reader, loaded.objectives.values())
    above = next((link.parent for link in links if link.child == objective_id and link.parent in seen), objective_id)
    links = [link for link in links if link.parent == above and link.child in seen]
    gone = gone_originals(links, loaded, past_day)
    originals = loaded.key_results.get(above, [])
    parts = [loaded.key_results.get(link.child, []) for link in links]
    cells = [_cells(originals, part, gone) for part in parts]
    lines = [Line(row, tuple(column.get(row.id) for column in cells)) for row in originals]
    lines += [
        Line(None, tuple(column.get(number) for column in cells), at)
        for number, at in gone.items()
        if any(number in column for column in cells)
    ]
    return Versions(
        original=loaded.objectives[above],
        copies=tuple(loaded.objectives[link.child] for link in links),
        lines=tuple(lines),
        added=tuple(_added(originals, part, gone) for part in parts),
        own_id=objective_id,
        today=today,
        as_of=past_day,
    )


def _cells(
    originals: Sequence[KeyResultRow], copies: Sequence[KeyResultRow], gone: Mapping[int, datetime]
) -> dict[int, Cell]:
    """The cells of one version by the number of the original; what the team added is not among them."""
    rows = {row.id: row for row in copies}
    found: dict[int, Cell] = {}
    for one in compared(originals, copies, gone):
        row = rows[one.copy.id] if one.copy else None
        if one.original is not None:
            found[one.original.id] = Cell(one.change, row, one, raised(one))
        elif one.change is Change.OUTLIVED and one.copy and one.copy.copied_from is not None:
            found[one.copy.copied_from] = Cell(one.change, row, one)
    return found


def _added(
    originals: Sequence[KeyResultRow], copies: Sequence[KeyResultRow], gone: Mapping[int, datetime]
) -> tuple[KeyResultRow, ...]:
    own = {one.copy.id for one in compared(originals, copies, gone) if one.change is Change.ADDED and one.copy}
    return tuple(row for row in copies if row.id in own)
