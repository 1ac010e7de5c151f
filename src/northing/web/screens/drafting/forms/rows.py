"""Rows in a form (stages, dated values): parallel lists in the order in which they stand on the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from northing.web.screens.drafting.forms.draft import Raw
from northing.web.sent import whole

MOST = 60
"""More rows than this are not read: no form of ours can send them."""

NOTHING: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """One row as typed: a text for each of its fields, and what is wrong with it."""

    cells: tuple[str, ...]
    errors: tuple[str, ...] = ()

    def is_empty(self, usual: Mapping[int, str] = NOTHING) -> bool:
        """Nothing was typed into it: each cell is blank, or holds its `usual` text."""
        return all(cell.strip() in ("", usual.get(place, "")) for place, cell in enumerate(self.cells))


@dataclass
class Rows:
    """The rows of a part of a form. `keys` are the names of its fields, one for each cell."""

    keys: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    added: int = 0

    @classmethod
    def read(cls, raw: Raw, keys: tuple[str, ...], usual: Mapping[int, str] = NOTHING) -> "Rows":
        """`usual`: what stands in a cell before anybody types, which alone makes no row."""
        columns = [raw.getlist(key)[:MOST] for key in keys]
        length = max(map(len, columns), default=0)
        padded = [[*column, *[""] * (length - len(column))] for column in columns]
        rows = [Row(cells) for cells in zip(*padded, strict=True)]
        while rows and rows[-1].is_empty(usual):
            rows.pop()
        return cls(keys, rows)

    def do(self, what: str) -> None:
        """What a button asks for without JavaScript: "add", "remove-2", "up-2", "down-2" (counted from 0)."""
        act, _, number = what.partition("-")
        place = whole(number)
        if act == "add":
            self.added += 1
        elif place is not None and place < len(self.rows):
            if act == "remove":
                del self.rows[place]
            elif act == "up" and place > 0:
                self.rows.insert(place - 1, self.rows.pop(place))
            elif act == "down":
                self.rows.insert(place + 1, self.rows.pop(place))

    def tell(self, place: int, sentence: str) -> None:
        """Say what is wrong with one row."""
        row = self.rows[place]
        self.rows[place] = replace(row, errors=(*row.errors, sentence))

    def drawn(self, least: int, most: int) -> Sequence[Row]:
        """The rows to draw: those that are there and an empty one; at least `least` in all, and at most `most`."""
        blank = Row(("",) * len(self.keys))
        wanted = min(max(least, len(self.rows) + 1) + self.added, most)
        return [*self.rows, *[blank] * (wanted - len(self.rows))]
