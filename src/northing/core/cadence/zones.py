"""Local days and local moments, right on the nights when the clocks change."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


def local_day(moment: datetime, zone: str) -> date:
    """The date on the wall in a time zone ("Europe/Oslo") at a moment. ValueError without an offset or such a zone."""
    if moment.utcoffset() is None:
        raise ValueError("A moment needs its offset from UTC; this one has none.")
    return moment.astimezone(_zone(zone)).date()


def local_moment(day: date, at: time, zone: str) -> datetime:
    """The one moment at which a clock in `zone` shows this day and time. ValueError if there is no such zone.

    A time that comes twice, when the clocks go back, means its first. A time that does not come at all, when they
    go forward, moves on by as much as the clocks did: 02:30 becomes 03:30. So a daily reminder happens every day
    once, never twice and never not at all. Only where the last hour of a day, or a whole day, was left out (Greenland
    in March, Samoa in 2011) does it fall on the day after.
    """
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=_zone(zone))
    # Through UTC and back: Python keeps a time that does not exist as it is until it is converted.
    return wall.astimezone(UTC).astimezone(wall.tzinfo)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as no_such_zone:
        raise ValueError(f"There is no time zone called {name!r}.") from no_such_zone
