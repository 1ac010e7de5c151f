"""What forms and addresses send, read into values; what cannot be read is said at its field, in the reader's language.

`problems` collects sentences by field; `raise_if_any` raises them all at once as `Invalid`.
"""

from collections.abc import Mapping
from datetime import date

from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from northing.core.measures import NumberStyle, ValueProblem, parse_value
from northing.kit.errors import Invalid

Problems = dict[str, list[str]]


def number(sent: Mapping[str, str], field: str, style: NumberStyle, problems: Problems, unit: str = "") -> float | None:
    """A number as people write it, in `unit` ("1.5M", "12,5 %", "2h 15m"); None where nothing was written."""
    text = sent.get(field, "").strip()
    if not text:
        return None
    try:
        return parse_value(text, unit, style)
    except ValueProblem as problem:
        problems.setdefault(field, []).append(str(problem))
        return None


def day(sent: Mapping[str, str], field: str, problems: Problems) -> date | None:
    """A day, None where none was chosen."""
    text = sent.get(field, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problems.setdefault(field, []).append(gettext("This is not a day. Write it like 2026-11-20."))
        return None


def choice(sent: Mapping[str, str], field: str, problems: Problems) -> int | None:
    """The number of what was chosen from a list, None where nothing was."""
    text = sent.get(field, "").strip()
    if not text:
        return None
    found = whole(text)
    if found is None:
        problems.setdefault(field, []).append(gettext("Choose one of the list."))
    return found


def whole(text: str) -> int | None:
    """A whole number that a database can hold, or None."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else None


def version(sent: Mapping[str, str]) -> int:
    """The version a form was opened with; what is no number fits none (F4)."""
    return whole(sent.get("version", "")) or 0


def way_back(sent: Mapping[str, str]) -> str:
    """The page that somebody comes from and goes back to (`next`), if it is one of ours; "" for none."""
    back = sent.get("next", "")
    return back if back.startswith("/") and url_has_allowed_host_and_scheme(back, None) else ""


def they_wrote(theirs: object) -> str:
    """What stands at a field that somebody else has changed while this form was filled in (F4)."""
    return gettext("They wrote: %(theirs)s. Save again to keep yours.") % {"theirs": theirs}


def raise_if_any(problems: Mapping[str, list[str]]) -> None:
    if problems:
        raise Invalid(problems)


def past_day(text: str, today: date) -> tuple[date | None, str]:
    """The past day of an `as_of` in the address (R19), None for today; and what is wrong with it, if anything."""
    if not text:
        return None, ""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None, gettext("“%(text)s” is not a day. This is how it stands today.") % {"text": text[:40]}
    if found > today:
        return None, gettext("That day has not come yet. This is how it stands today.")
    return (None if found == today else found), ""
