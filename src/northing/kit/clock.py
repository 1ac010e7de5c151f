"""What time it is. The only place that asks the machine, so that tests and the demo can stand still.

`core` never calls this: it takes `today` and `now` as arguments.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_frozen_at: ContextVar[datetime | None] = ContextVar("northing_frozen_at", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen_at.get() or datetime.now(UTC)


def today(zone_name: str = "UTC") -> date:
    """The calendar day that it is in a time zone, say `Europe/Oslo`.

    Raises `zoneinfo.ZoneInfoNotFoundError` for a zone nobody knows.
    """
    return now().astimezone(ZoneInfo(zone_name)).date()


@contextmanager
def frozen(moment: datetime) -> Iterator[datetime]:
    """Inside the block, and only in this thread or task, it is `moment`. Raises `ValueError` for a naive moment."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone: datetime(2026, 8, 14, 12, tzinfo=UTC).")
    token = _frozen_at.set(moment.astimezone(UTC))
    try:
        yield moment
    finally:
        _frozen_at.reset(token)
