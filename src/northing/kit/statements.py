"""Statements of our own: several that write, sent as one where the database can take them so, and days as they come back."""

from collections.abc import Sequence
from datetime import date
from typing import Any, overload

from django.db import connection

Statement = tuple[str, Sequence[Any]]


def write_together(statements: Sequence[Statement]) -> None:
    """Carry out INSERTs, UPDATEs and DELETEs of which none looks at, or writes, a row of another one.

    PostgreSQL takes them in one statement, so that they cost one round trip; SQLite, which is no trip away, one after
    the other.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            *parts, (last, _) = statements
            names = ", ".join(f"part_{number} AS ({sql})" for number, (sql, _) in enumerate(parts))
            given = [value for _, values in statements for value in values]
            cursor.execute(f"WITH {names} {last}" if names else last, given)
            return
        for sql, values in statements:
            cursor.execute(sql, values)


@overload
def as_date(value: date | str) -> date: ...
@overload
def as_date(value: date | str | None) -> date | None: ...
def as_date(value: date | str | None) -> date | None:
    """A day as a raw statement hands it over: SQLite's driver gives its text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
