"""Periods as people name them: "Q4 2021", "FY22-Q1", "H1/2023", "2. Quartal 2024", "März 2024", "2025"."""

import re
from datetime import date, timedelta

from northing.core.cadence import Span
from northing.kit.text import search_key

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero", "february feb februar fevrier febrero", "march mar marz maerz mars marzo",
            "april apr avril abril", "may mai mayo", "june jun juni juin junio", "july jul juli juillet julio",
            "august aug aout agosto", "september sep sept septembre septiembre", "october oct oktober okt octobre octubre",
            "november nov novembre noviembre", "december dec dezember dez decembre diciembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_YEAR = r"(?P<fiscal>fy|gj)?\s*'?(?P<year>20\d\d|19\d\d|\d\d)"
_PATTERNS = [
    (re.compile(pattern), months)
    for pattern, months in (
        (rf"{_YEAR}\s*q(?P<part>[1-4])", 3),
        (rf"q(?P<part>[1-4])\s*{_YEAR}", 3),
        (rf"(?P<part>[1-4])\s*(?:quartal|quarter|trimestre|q)\s*{_YEAR}", 3),
        (rf"(?:quartal|quarter|trimestre)\s*(?P<part>[1-4])\s*{_YEAR}", 3),
        (rf"{_YEAR}\s*[ht](?P<part>[12])", 6),
        (rf"[h](?P<part>[12])\s*{_YEAR}", 6),
        (rf"(?P<part>[12])\s*(?:halbjahr|half|semester|hj)\s*{_YEAR}", 6),
        (rf"(?P<month>[a-z]{{3,10}})\s*{_YEAR}", 1),
        (rf"{_YEAR}\s*(?P<month>[a-z]{{3,10}})", 1),
        (r"(?P<year>20\d\d|19\d\d)\s*m?(?P<part>0[1-9]|1[0-2])", 1),
        (r"(?:(?P<fiscal>fy|gj)\s*(?P<year>20\d\d|\d\d)|(?P<whole>20\d\d|19\d\d))", 12),
    )
]
_DAY_FORMS = (
    (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})"), (3, 2, 1)),
)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def span_of_period(text: str, year_starts_in_month: int = 1) -> Span | None:
    """The days that a named period covers, or None where the name does not say.

    Quarters and halves are those of the organisation's year: with a year that starts in February, Q1 starts in
    February. Such a year is named after the calendar year in which it ends.
    """
    if len(text) > 60:
        return None
    words = re.sub(r"[\s\-_/.,]+", " ", search_key(text)).strip()
    words = re.sub(r"^(?:okrs?|ziele|goals|period|zeitraum)\s+", "", words)
    for pattern, months in _PATTERNS:
        found = pattern.fullmatch(words)
        if found is None:
            continue
        parts = found.groupdict()
        year = int(parts.get("year") or parts.get("whole") or 0)
        year += 2000 if year < 100 else 0
        if months == 1:
            month = _MONTHS.get(parts["month"], 0) if parts.get("month") else int(parts.get("part") or 0)
            return _months(year, month, 1) if month else None
        first_year = year - 1 if year_starts_in_month > 1 else year
        part = int(parts.get("part") or 1)
        return _months(first_year, year_starts_in_month + (part - 1) * months, months)
    return None


def day_of(text: str) -> date | None:
    """A calendar day as files write it: 2024-03-31, 31.03.2024, 2024/3/31; 31/03/2024 only where it cannot be misread."""
    text = text.strip()
    if len(text) > 40:
        return None
    for pattern, (year, month, day) in _DAY_FORMS:
        found = pattern.fullmatch(text)
        if found:
            return _date(int(found[year]), int(found[month]), int(found[day]))
    found = _SLASHED.fullmatch(text)
    if found is None:
        return None
    one, two, year_number = int(found[1]), int(found[2]), int(found[3])
    if one > 12 or one == two:
        return _date(year_number, two, one)
    return _date(year_number, one, two) if two > 12 else None


def _months(year: int, month: int, count: int) -> Span:
    first = _first_of(year, month)
    return Span(first, _first_of(year, month + count) - timedelta(days=1))


def _first_of(year: int, month: int) -> date:
    years, month = divmod(month - 1, 12)
    return date(year + years, month + 1, 1)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
