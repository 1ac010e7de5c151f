"""Local days and moments in every time zone there is, over the nights when the clocks change."""

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.cadence import local_day, local_moment

ZONES = sorted(available_timezones())
HOUR = timedelta(hours=1)


def naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def test_the_day_in_oslo_begins_before_the_day_in_utc() -> None:
    assert local_day(datetime(2026, 11, 4, 23, 30, tzinfo=UTC), "Europe/Oslo") == date(2026, 11, 5)
    assert local_day(datetime(2026, 11, 5, 4, 30, tzinfo=UTC), "America/New_York") == date(2026, 11, 4)


def test_a_time_that_does_not_exist_moves_forward() -> None:
    moment = local_moment(date(2026, 3, 29), time(2, 30), "Europe/Oslo")
    assert moment.isoformat() == "2026-03-29T03:30:00+02:00"


def test_a_time_that_comes_twice_means_the_first() -> None:
    moment = local_moment(date(2026, 10, 25), time(2, 30), "Europe/Oslo")
    assert moment.isoformat() == "2026-10-25T02:30:00+02:00"


def test_a_gap_at_midnight_moves_into_the_day_after() -> None:
    moment = local_moment(date(2026, 3, 28), time(23, 30), "America/Nuuk")
    assert moment.isoformat() == "2026-03-29T00:30:00-01:00"


def test_a_day_that_was_left_out_falls_on_the_day_after() -> None:
    # Samoa crossed the date line: there was no 30 December 2011.
    assert local_day(local_moment(date(2011, 12, 30), time(9), "Pacific/Apia"), "Pacific/Apia") == date(2011, 12, 31)


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "", "../etc/passwd", "Europe", "a\0b", "/etc/localtime"])
def test_a_zone_that_does_not_exist_is_refused(zone: str) -> None:
    with pytest.raises(ValueError, match="no time zone called"):
        local_moment(date(2026, 1, 1), time(9), zone)


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        local_day(datetime(2026, 1, 1, 9), "UTC")


@given(st.sampled_from(ZONES), st.dates(date(1971, 1, 1), date(2060, 1, 1)), st.times())
def test_a_local_moment_shows_the_wanted_time_or_the_first_possible_after_it(zone: str, day: date, at: time) -> None:
    moment = local_moment(day, at, zone)
    wanted = datetime.combine(day, at)
    exists = naive(moment) == wanted
    assert naive(moment) >= wanted
    assert moment.astimezone(UTC).astimezone(ZoneInfo(zone)) == moment
    # Exactly those times move that no moment shows.
    assert exists or all(
        naive((moment + timedelta(days=n)).astimezone(UTC).astimezone(ZoneInfo(zone))) != wanted for n in (-1, 0, 1)
    )


@given(st.sampled_from(ZONES), st.integers(0, 2_800_000_000).map(lambda n: datetime.fromtimestamp(n, tz=UTC)))
def test_every_moment_has_the_day_that_the_clock_on_the_wall_shows(zone: str, moment: datetime) -> None:
    local = moment.astimezone(ZoneInfo(zone))
    assert local_day(moment, zone) == local.date()
    again = local_moment(local.date(), local.time(), zone)
    # The way back gives the moment itself, or its first coming if the clocks had gone back.
    assert again == moment if local.fold == 0 else again < moment


def changes(zone: str, first: date, last: date) -> Iterator[datetime]:
    """The UTC moments in whose hour the offset of a zone changes."""
    info = ZoneInfo(zone)
    noon = datetime.combine(first, time(12), tzinfo=UTC)
    while noon.date() < last:
        following = noon + timedelta(days=1)
        if noon.astimezone(info).utcoffset() != following.astimezone(info).utcoffset():
            hours = [noon + n * HOUR for n in range(25)]
            yield from (
                earlier
                for earlier, later in itertools.pairwise(hours)
                if earlier.astimezone(info).utcoffset() != later.astimezone(info).utcoffset()
            )
        noon = following


def test_around_every_clock_change_of_every_zone_a_daily_time_comes_once_a_day() -> None:
    moved = twice = 0
    for zone in ZONES:
        info = ZoneInfo(zone)
        for change in changes(zone, date(2026, 1, 1), date(2027, 1, 1)):
            wall = naive(change.astimezone(info))
            for minutes in range(-180, 181, 30):
                wanted = wall.replace(minute=0, second=0, microsecond=0) + timedelta(minutes=minutes)
                moments = [local_moment(wanted.date() + timedelta(days=n), wanted.time(), zone) for n in (-1, 0, 1)]
                shifts = [naive(moments[n + 1]) - wanted - timedelta(days=n) for n in (-1, 0, 1)]
                # One of them at most is in the gap, and is moved by the gap: an hour, at the Troll station two.
                assert sorted(shifts)[:2] == [timedelta(0)] * 2, (zone, wanted)
                assert max(shifts) <= 2 * HOUR, (zone, wanted)
                assert all(
                    timedelta(hours=22) <= later.astimezone(UTC) - earlier.astimezone(UTC) <= timedelta(hours=26)
                    for earlier, later in itertools.pairwise(moments)
                ), (zone, wanted)
                moved += naive(moments[1]) != wanted
                second = moments[1].astimezone(UTC) + HOUR
                twice += naive(second.astimezone(info)) == wanted
    # The year has both kinds, in many zones: otherwise this would have shown nothing.
    assert moved > 100
    assert twice > 100
