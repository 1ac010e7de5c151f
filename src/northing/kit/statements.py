"""Several statements that write, sent as one where the database can take them so."""

from collections.abc import Sequence
from typing import Any

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
