"""What cycles are called, and which ones a new organisation would start with."""

from dataclasses import dataclass
from datetime import date, timedelta

from .spans import Level, Span

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProposedCycle:
    """A cycle worth creating. `parent_name` names another proposal in the same list, or is None."""

    level: Level
    name: str
    span: Span
    parent_name: str | None


def propose_cycles(today: date, year_starts_in_month: int = 1) -> list[ProposedCycle]:
    """The running year and its quarters from the running one on; in the last quarter also the next year and its first.

    So there is always a quarter to work in and the next one to draft. `year_starts_in_month` is 1 to 12, else
    ValueError. In date order, each year before its quarters.
    """
    first_of_year = _year_start(today, year_starts_in_month)
    running = _months_between(first_of_year, today) // 3
    proposals = _year_with_quarters(first_of_year, range(running, 4), year_starts_in_month)
    if running == 3:
        proposals += _year_with_quarters(_add_months(first_of_year, 12), range(1), year_starts_in_month)
    return proposals


def name_for(level: Level, span: Span, year_starts_in_month: int = 1) -> str:
    """What people call this cycle: "2026", "Q4 2026", "October 2026", "2026-2028".

    A year that does not start in January is named after the calendar year in which it ends: "FY27", "FY27 Q1".
    The middle of the span decides, so a quarter from 28 September to 27 December is Q4 like any other.
    """
    middle = span.starts_on + timedelta(days=span.days // 2)
    if level is Level.MONTHLY:
        return f"{_MONTHS[middle.month - 1]} {middle.year}"
    year = _year_name(middle, year_starts_in_month)
    if level is Level.QUARTERLY:
        quarter = _months_between(_year_start(middle, year_starts_in_month), middle) // 3 + 1
        return f"Q{quarter} {year}" if year_starts_in_month == 1 else f"{year} Q{quarter}"
    if level is Level.ANNUAL:
        return year
    # A strategic cycle is named by its first and last year; up to two weeks of overhang at either end do not count.
    inset = timedelta(days=min(14, span.days // 2))
    first = _year_name(span.starts_on + inset, year_starts_in_month)
    last = _year_name(span.ends_on - inset, year_starts_in_month)
    return first if first == last else f"{first}-{last}"


def _year_with_quarters(first_day: date, quarters: range, year_starts_in_month: int) -> list[ProposedCycle]:
    year = Span(first_day, _add_months(first_day, 12) - timedelta(days=1))
    year_name = name_for(Level.ANNUAL, year, year_starts_in_month)
    proposals = [ProposedCycle(Level.ANNUAL, year_name, year, None)]
    for quarter in quarters:
        starts_on = _add_months(first_day, 3 * quarter)
        span = Span(starts_on, _add_months(starts_on, 3) - timedelta(days=1))
        name = name_for(Level.QUARTERLY, span, year_starts_in_month)
        proposals.append(ProposedCycle(Level.QUARTERLY, name, span, year_name))
    return proposals


def _year_start(day: date, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(f"The year starts in a month from 1 to 12, not {month}.")
    return date(day.year if day.month >= month else day.year - 1, month, 1)


def _year_name(day: date, month: int) -> str:
    starts_on = _year_start(day, month)
    return str(starts_on.year) if month == 1 else f"FY{(starts_on.year + 1) % 100:02d}"


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _add_months(first_of_month: date, months: int) -> date:
    years, month = divmod(first_of_month.month - 1 + months, 12)
    return date(first_of_month.year + years, month + 1, 1)
