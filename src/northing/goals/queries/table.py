"""Objectives as a table: one line each, sorted by any column, fifty to a page. Two queries, whatever the size, and two more
for what a past day foresaw.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import F
from django.db.models.functions import Lower

from northing.cycles.queries import CycleRow, cycles
from northing.goals.queries.as_of import PastStanding
from northing.goals.queries.bands import rank_expression
from northing.goals.queries.filters import Filters
from northing.goals.queries.loading import load
from northing.goals.queries.rows import ObjectiveRow
from northing.goals.queries.skeleton import By, skeleton
from northing.goals.queries.tally import RANK_OF_BAND, Keys, Tally, counted, page_of, tally_of
from northing.goals.queries.visibility import Reader

PAGE = 50


class Column(StrEnum):
    """What the table can be sorted by."""

    STATEMENT = "statement"
    PROGRESS = "progress"
    BAND = "band"
    PACE = "pace"
    CONFIDENCE = "confidence"
    TEAM = "team"
    LEAD = "lead"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Order:
    """Sorted by one column; what has no value comes last in both directions."""

    column: Column = Column.BAND
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A page of the table. Pages count from 1."""

    rows: list[ObjectiveRow]
    tally: Tally
    page: int
    pages: int


_EXPRESSIONS: dict[Column, Any] = {
    Column.STATEMENT: Lower("statement"),
    Column.PROGRESS: F("progress"),
    Column.PACE: F("pace"),
    Column.CONFIDENCE: F("confidence"),
    Column.TEAM: Lower("team__name"),
    Column.LEAD: Lower("lead__name"),
    Column.LAST: F("checked_in_on"),
}


def table(reader: Reader, filters: Filters, today: date, *, order: Order | None = None, page: int = 1) -> Table:
    """A page of the objectives that the filters mean and this reader sees."""
    known = cycles()
    order = order or Order()
    if filters.as_of is None:
        whole, part = counted(reader, filters, known, today, by=_keys(order), page=page, size=PAGE)
        page, pages = page_of(whole.objectives, page, PAGE)
    else:
        numbers, whole = _listed(reader, filters, known, today, order)
        page, pages = page_of(len(numbers), page, PAGE)
        part = numbers[(page - 1) * PAGE : page * PAGE]
    loaded = load(part, (), known, today, filters.as_of).objectives
    return Table([loaded[number] for number in part if number in loaded], whole, page, pages)


def all_rows(
    reader: Reader, filters: Filters, today: date, *, order: Order | None = None, piece: int = 500
) -> Iterator[ObjectiveRow]:
    """Every line of the table in its order: what an export writes. A query for each 500 objectives."""
    known = cycles()
    numbers, _ = _listed(reader, filters, known, today, order or Order())
    for start in range(0, len(numbers), piece):
        part = numbers[start : start + piece]
        loaded = load(part, (), known, today, filters.as_of).objectives
        yield from (loaded[number] for number in part if number in loaded)


def _listed(
    reader: Reader, filters: Filters, known: list[CycleRow], today: date, order: Order
) -> tuple[list[int], Tally]:
    """The objectives in the order asked for. The database sorts, but for the numbers of a past day."""
    past_numbers = filters.as_of is not None and order.column in _PAST
    whole = skeleton(reader, filters, known, today, By("id", ("id",)) if past_numbers else _by(order))
    numbers = list(whole.bones)
    if past_numbers:
        key = _PAST[order.column]
        known_ones = [number for number in numbers if key(whole.past[number]) is not None]
        known_ones.sort(key=lambda number: key(whole.past[number]), reverse=order.descending)
        numbers = known_ones + [number for number in numbers if key(whole.past[number]) is None]
    return numbers, tally_of(whole)


def _keys(order: Order) -> Keys:
    """The same order as `_by`, for what is counted and cut by the database."""
    way = "DESC NULLS LAST" if order.descending else "ASC NULLS LAST"
    if order.column is Column.BAND:
        columns, by = {"key": F("pace")}, f"{RANK_OF_BAND} {way}, key {way}, id"
    else:
        columns, by = {"key": _EXPRESSIONS[order.column]}, f"key {way}, id"
    return Keys(f"{order.column.value} {order.descending}", columns, by)


def _by(order: Order) -> By:
    by: list[Any] = [rank_expression(), F("pace")] if order.column is Column.BAND else [_EXPRESSIONS[order.column]]
    ways = (each.desc(nulls_last=True) if order.descending else each.asc(nulls_last=True) for each in by)
    return By(f"{order.column.value} {order.descending}", (*ways, "id"))


_PAST: dict[Column, Callable[[PastStanding], Any]] = {
    Column.BAND: lambda past: past.how_bad,
    Column.PROGRESS: lambda past: past.progress,
    Column.PACE: lambda past: past.pace,
    Column.CONFIDENCE: lambda past: past.confidence,
    Column.LAST: lambda past: past.last,
}
