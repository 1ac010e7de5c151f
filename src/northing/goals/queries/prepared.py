"""Queries whose text is put together once: Django needs longer to write a list's SQL than the database to answer it.

Only text is kept, never an answer. What is kept belongs to one connection, and the oldest goes when there is too much.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

MOST = 256

_kept: "WeakKeyDictionary[BaseDatabaseWrapper, OrderedDict[Hashable, Prepared]]" = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A `values` query as text, with what turns the driver's values into Python's, column by column."""

    sql: str
    params: tuple[Any, ...]
    names: tuple[str, ...] = ()
    converters: tuple[tuple[int, Any, Any], ...] = ()

    def rows(self, params: Sequence[Any] | None = None) -> list[Any]:
        """What the database answers, as the driver gives it."""
        with _connection().cursor() as cursor:
            cursor.execute(self.sql, self.params if params is None else params)
            answer: list[Any] = cursor.fetchall()
        return answer

    def converted(self, row: Sequence[Any], first: int, last: int) -> list[Any]:
        """The values of the columns from `first` up to `last`, as Django would have given them."""
        values = list(row[first:last])
        connection = _connection()
        for place, functions, expression in self.converters:
            if first <= place < last:
                value = values[place - first]
                for function in functions:
                    value = function(value, expression, connection)
                values[place - first] = value
        return values


def prepared(key: Hashable | None, write: Callable[[], "QuerySet[Any, Any] | Prepared"]) -> Prepared:
    """The query that `write` puts together; the same key stands for the same text. Without a key nothing is kept.

    Raises `EmptyResultSet` where the query cannot have an answer.
    """
    if key is None:
        return prepare(write())
    kept = _kept.setdefault(_connection(), OrderedDict())
    found = kept.get(key)
    if found is None:
        found = kept[key] = prepare(write())
        if len(kept) > MOST:
            kept.popitem(last=False)
    kept.move_to_end(key)
    return found


class Numbers:
    """Room for a list of numbers in a kept query: placeholders while it is written, numbers when it is asked."""

    def __init__(self, first: int, count: int) -> None:
        self.placeholders = [first - place for place in range(count)]

    def places(self, params: Sequence[Any]) -> Iterator[int]:
        """Where the placeholders stand among the parameters."""
        wanted = set(self.placeholders)
        return (place for place, value in enumerate(params) if type(value) is int and value in wanted)

    def filled(self, numbers: Sequence[int]) -> list[int]:
        """The numbers, with as many zeros as there is room for: nothing has the number zero."""
        return [*numbers, *[0] * (len(self.placeholders) - len(numbers))]


def prepare(found: "QuerySet[Any, Any] | Prepared") -> Prepared:
    """A `values` query as text. What is text already stays as it is."""
    if isinstance(found, Prepared):
        return found
    query = found.query
    compiler: Any = query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    columns = [select[0] for select in compiler.select[0 : compiler.col_count]]
    converters = [(place, *how) for place, how in compiler.get_converters(columns).items()]
    return Prepared(sql, tuple(params), tuple(query.selected or ()), tuple(converters))


def _connection() -> BaseDatabaseWrapper:
    return connections[DEFAULT_DB_ALIAS]
