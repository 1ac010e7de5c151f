"""Rows of another table gathered into one value, exactly: so that a list brings its small parts along in one query."""

from typing import Any

from django.db.models import Aggregate, Func, JSONField, Subquery, TextField


class Gathered(Aggregate):
    """All rows of a group as one JSON list, in no particular order."""

    function = "JSON_GROUP_ARRAY"
    name = "Gathered"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL's word for it."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def gathered(rows: Any) -> Subquery:
    """The `rows` of a query that gathers them, as a column of another query."""
    return Subquery(rows.values("rows"), output_field=JSONField())


class Exact(Func):
    """A number as text with all its digits: SQLite's JSON keeps only 15 of the 17 that a double may need."""

    function = "PRINTF"
    template = "CASE WHEN %(expressions)s IS NULL THEN NULL ELSE %(function)s('%%%%!.17g', %(expressions)s) END"
    arity = 1
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """The expression stands twice in the template, so do its parameters."""
        sql, params = super().as_sql(compiler, connection, **context)
        return sql, [*params, *params]

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL writes the shortest text that reads back as the same number."""
        return super().as_sql(compiler, connection, template="CAST(%(expressions)s AS text)", **context)


class AsJSON(Func):
    """A stored JSON value taken into a larger one as what it is, not as its text."""

    function = "JSON"
    arity = 1
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """PostgreSQL knows the type already."""
        return super().as_sql(compiler, connection, template="%(expressions)s", **context)
