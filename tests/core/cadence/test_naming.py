"""Names of cycles, and the cycles a new organisation starts with."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.cadence import Level, Span, name_for, nests_in, propose_cycles


@pytest.mark.parametrize(
    ("level", "starts_on", "ends_on", "month", "name"),
    [
        (Level.QUARTERLY, date(2026, 10, 1), date(2026, 12, 31), 1, "Q4 2026"),
        (Level.QUARTERLY, date(2026, 9, 28), date(2026, 12, 27), 1, "Q4 2026"),
        (Level.QUARTERLY, date(2026, 4, 1), date(2026, 6, 30), 4, "FY27 Q1"),
        (Level.QUARTERLY, date(2027, 1, 1), date(2027, 3, 31), 4, "FY27 Q4"),
        (Level.ANNUAL, date(2026, 1, 1), date(2026, 12, 31), 1, "2026"),
        (Level.ANNUAL, date(2026, 4, 1), date(2027, 3, 31), 4, "FY27"),
        (Level.ANNUAL, date(2026, 12, 1), date(2027, 11, 30), 12, "FY27"),
        (Level.MONTHLY, date(2026, 10, 1), date(2026, 10, 31), 1, "October 2026"),
        (Level.MONTHLY, date(2026, 9, 28), date(2026, 11, 1), 4, "October 2026"),
        (Level.STRATEGIC, date(2026, 1, 1), date(2028, 12, 31), 1, "2026-2028"),
        (Level.STRATEGIC, date(2026, 4, 1), date(2029, 3, 31), 4, "FY27-FY29"),
        (Level.STRATEGIC, date(2026, 1, 1), date(2026, 12, 31), 1, "2026"),
        (Level.STRATEGIC, date(2026, 1, 1), date(2026, 1, 1), 1, "2026"),
    ],
)
def test_names(level: Level, starts_on: date, ends_on: date, month: int, name: str) -> None:
    assert name_for(level, Span(starts_on, ends_on), month) == name


def test_in_may_the_year_and_its_remaining_quarters_are_proposed() -> None:
    assert [(cycle.name, cycle.parent_name) for cycle in propose_cycles(date(2026, 5, 6))] == [
        ("2026", None), ("Q2 2026", "2026"), ("Q3 2026", "2026"), ("Q4 2026", "2026"),
    ]  # fmt: skip


def test_in_the_last_quarter_the_next_one_is_proposed_with_its_year() -> None:
    assert [(cycle.name, cycle.parent_name) for cycle in propose_cycles(date(2026, 11, 5))] == [
        ("2026", None), ("Q4 2026", "2026"), ("2027", None), ("Q1 2027", "2027"),
    ]  # fmt: skip


def test_a_year_that_starts_in_april() -> None:
    cycles = propose_cycles(date(2026, 2, 1), year_starts_in_month=4)
    assert [cycle.name for cycle in cycles] == ["FY26", "FY26 Q4", "FY27", "FY27 Q1"]
    assert cycles[1].span == Span(date(2026, 1, 1), date(2026, 3, 31))


@pytest.mark.parametrize("month", [0, 13, -1])
def test_there_is_no_thirteenth_month(month: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 12"):
        propose_cycles(date(2026, 1, 1), month)


@given(st.dates(date(1990, 1, 1), date(2098, 1, 1)), st.integers(1, 12))
def test_proposals_fit_together(today: date, month: int) -> None:
    cycles = propose_cycles(today, month)
    by_name = {cycle.name: cycle for cycle in cycles}
    assert len(by_name) == len(cycles)
    assert next(cycle.span.starts_on.month for cycle in cycles if cycle.level is Level.ANNUAL) == month
    for cycle in cycles:
        assert name_for(cycle.level, cycle.span, month) == cycle.name
        if cycle.parent_name is not None:
            parent = by_name[cycle.parent_name]
            assert nests_in(cycle.level, cycle.span, parent.level, parent.span) is None
    quarters = [cycle.span for cycle in cycles if cycle.level is Level.QUARTERLY]
    assert quarters[0].contains(today)
    assert len(quarters) >= 2
    for earlier, later in itertools.pairwise(quarters):
        assert later.starts_on == earlier.ends_on + timedelta(days=1)
