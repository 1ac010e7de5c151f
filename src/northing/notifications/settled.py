"""Up to which event the log is settled: nothing can appear any more at or before it.

An event gets its number when it is written and becomes visible when its transaction commits. On PostgreSQL those are
two orders: number 12 may be there while 11 is still on its way, and whoever has read up to 12 would never see 11.

Whoever writes an event holds a lock on the log's table from before the number is drawn until the commit. So we look at
the highest number first, and then at who holds that lock. When the last of *these* has gone, all numbers up to the one
we saw are there, or never will be; who came later has drawn higher ones. Nobody is kept waiting but us.

SQLite has one writer at a time, so that numbers and commits come in one order.
"""

import time

from django.db import connection

from northing.activity.queries import latest_event_id

PATIENCE = 2.0
"""Seconds to wait for those who are writing; a long import is asked about again in the next run."""

_WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND relation = 'activity_event'::regclass AND granted AND mode = 'RowExclusiveLock'
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND pid IS DISTINCT FROM pg_backend_pid()
"""


def settled(patience: float = PATIENCE) -> int:
    """The number of an event up to which nothing can appear any more; 0 while those who are writing take too long."""
    until = latest_event_id()
    if connection.vendor != "postgresql":
        return until
    deadline = time.monotonic() + patience
    writing = _writers()
    while writing:
        if time.monotonic() >= deadline:
            return 0
        time.sleep(0.05)
        writing &= _writers()
    return until


def _writers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS)
        return {row[0] for row in cursor.fetchall()}
