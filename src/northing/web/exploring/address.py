"""What the address of the explorer or the map says, and how the address says it.

Everything that is seen is in the address, so that views can be shared and the way back works. What makes no sense there
(a hand-written number, a day to come) is passed over: an address is not a form, and a wrong one still shows OKRs.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.http import QueryDict

from northing.core.scoring import Band, Commitment
from northing.cycles.queries import CycleRow, current, cycles
from northing.goals.queries.explorer import AS_WRITTEN, WORST_FIRST, Column, Filters, Order, Whose
from northing.goals.queries.objective import State
from northing.kit.text import one_line

ALL = "all"
OUTLINE = "outline"
TABLE = "table"
MAP = "map"
_KEY = re.compile(r"[ok][1-9][0-9]{0,17}")
_MOST_BRANCHES = 200
_LARGEST = 2**63 - 1

_Word = TypeVar("_Word", Band, Commitment, State, Whose)


@dataclass(frozen=True, slots=True)
class Address:
    """A view of the explorer: what is filtered, how it is laid out, what is unfolded and which page is shown."""

    filters: Filters
    layout: str = OUTLINE
    sort: str = AS_WRITTEN
    order: Order = field(default_factory=Order)
    unfold: tuple[str, ...] = ()
    fold: tuple[str, ...] = ()
    under: int | None = None
    page: int = 1
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def cycle(self) -> CycleRow | None:
        """The cycle that is shown, where it is a single one."""
        chosen = [row for row in cycles() if row.id in self.filters.cycle_ids]
        return chosen[0] if len(chosen) == 1 else None


def read(query: QueryDict, today: date) -> Address:
    """The view that an address asks for."""
    layout = query.get("view", "")
    layout = layout if layout in (TABLE, MAP) else OUTLINE
    filters = Filters(
        cycle_ids=_cycle_ids(query),
        levels=_words(query.getlist("level"), Whose),
        team_id=number(query.get("team")),
        person_id=number(query.get("person")),
        bands=_words(query.getlist("band"), Band),
        commitments=_words(query.getlist("commitment"), Commitment),
        states=_words(query.getlist("state"), State),
        text=one_line(query.get("q", "").replace("\x00", "")),
        unconnected=query.get("unconnected") == "1",
        as_of=past_day(query.get("as_of", ""), today),
    )
    address = Address(
        filters=filters,
        layout=layout,
        sort=WORST_FIRST if query.get("sort") == WORST_FIRST else AS_WRITTEN,
        order=_order(query.get("sort", "")),
        unfold=_keys(query.getlist("unfold")),
        fold=_keys(query.getlist("fold")),
        under=number(query.get("under")) if layout == OUTLINE else None,
        page=number(query.get("page")) or 1,
    )
    address.params.update(_written(address, query))
    return address


def number(text: str | None) -> int | None:
    """A number of something stored; None for anything else that stands there."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 19:
        return None
    value = int(text)
    return value if 0 < value <= _LARGEST else None


def past_day(text: str, today: date) -> date | None:
    """A day before today (R19); today itself is the usual view."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day < today and day.year > 1 else None


def is_key(text: str) -> bool:
    """Whether it could name a line of the outline."""
    return _KEY.fullmatch(text) is not None


def _cycle_ids(query: QueryDict) -> tuple[int, ...]:
    asked = query.getlist("cycle")
    if ALL in asked:
        return ()
    known = {row.id for row in cycles()}
    chosen = tuple(dict.fromkeys(value for text in asked if (value := number(text)) in known and value is not None))
    if chosen:
        return chosen
    running = current()
    return (running.id,) if running else ()


def _words(asked: Iterable[str], kind: type[_Word]) -> tuple[_Word, ...]:
    known = {word.value: word for word in kind}
    return tuple(word for value, word in known.items() if value in set(asked))


def _order(text: str) -> Order:
    name = text.removeprefix("-")
    column = next((column for column in Column if column.value == name), None)
    return Order(column, text.startswith("-")) if column else Order()


def _keys(asked: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in asked[:_MOST_BRANCHES] if is_key(key)))


def _written(address: Address, query: QueryDict) -> dict[str, Any]:
    """The same view as parameters, tidied: what is as usual is left out."""
    filters = address.filters
    asked_cycles: Any = query.getlist("cycle")
    if ALL in asked_cycles:
        asked_cycles = ALL
    elif asked_cycles:
        running = current()
        usual = (running.id,) if running else ()
        asked_cycles = None if filters.cycle_ids == usual else list(filters.cycle_ids)
    table = address.layout == TABLE
    sort = _sort_word(address.order) if table else (address.sort if address.sort != AS_WRITTEN else None)
    return {
        "view": None if address.layout == OUTLINE else address.layout,
        "cycle": asked_cycles or None,
        "as_of": filters.as_of.isoformat() if filters.as_of else None,
        "level": [level.value for level in filters.levels],
        "team": filters.team_id,
        "person": filters.person_id,
        "band": [band.value for band in filters.bands],
        "commitment": [commitment.value for commitment in filters.commitments],
        "state": [state.value for state in filters.states],
        "unconnected": "1" if filters.unconnected else None,
        "q": filters.text or None,
        "sort": sort,
        "under": address.under,
        "unfold": list(address.unfold),
        "fold": list(address.fold),
        "page": address.page if address.page > 1 else None,
    }


def _sort_word(order: Order) -> str | None:
    word = f"-{order.column.value}" if order.descending else order.column.value
    return None if order == Order() else word
