"""`northing migrate`: the tables this version needs."""

import sys

from northing.cli.entering import enter


def command() -> None:
    """Bring the database to what this version needs. Nothing happens when it is there already."""
    enter()
    changes = prepare()
    print(f"{changes} changes made to the database." if changes else "The database is up to date.")


def prepare() -> int:
    """Makes the missing tables, with Django ready; returns the number of migrations that ran.

    Ends the program, in words, when the database does not answer.
    """
    from django.core.management import call_command

    missing = pending()
    if missing:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    return missing


def pending() -> int:
    """How many migrations have not run yet."""
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except OperationalError as problem:
        print(f"The database does not answer: {str(problem).strip()}", file=sys.stderr)
        raise SystemExit(1)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
