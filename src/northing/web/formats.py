"""
How Northing writes dates and numbers for the person who reads: by their language and in their time zone.

Everything here takes plain values and gives text; the macros in `components/date` wrap it into `<time>`. English is
written the British way ("Fri 20 Nov"); other languages by the patterns of CLDR.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from markupsafe import Markup

from northing.core.scoring import round_tenth
from northing.kit import clock

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


_habits: ContextVar[str | None] = ContextVar("northing_habits", default=None)


@contextmanager
def habits(locale_name: str, zone_name: str) -> Iterator[None]:
    """Inside the block dates, weeks and numbers are written as this reader writes them, in their time zone.

    The words stay in the language of the pages: a reader in Hamburg may well read English and write 12,5.
    """
    token = _habits.set(locale_name)
    try:
        with timezone.override(ZoneInfo(zone_name)):
            yield
    finally:
        _habits.reset(token)


def locale() -> Locale:
    """The reader's locale; English where Babel does not know it."""
    return _locale(_habits.get() or get_language() or "en")


def manner() -> str:
    """Language and habits of the reader in one word: what is painted once may be shown again to the same manner."""
    return f"{get_language()}/{_habits.get()}"


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale("en")


def zone() -> tzinfo:
    return timezone.get_current_timezone()


def today() -> date:
    """Today in the reader's time zone (frozen in tests and in the demo)."""
    return clock.now().astimezone(zone()).date()


def _now() -> datetime:
    return clock.now()


def as_day(moment: date | datetime) -> date:
    """The calendar day of a moment, in the reader's time zone."""
    if isinstance(moment, datetime):
        return moment.astimezone(zone()).date() if moment.tzinfo else moment.date()
    return moment


def day(value: date | datetime | None, now: date | None = None) -> str:
    """ "Fri 20 Nov", with the year when it is another one than this: "Fri 20 Nov 2025". Nothing for None."""
    if value is None:
        return ""
    on = as_day(value)
    return _day(on, on.year != (now or today()).year, locale())


@lru_cache(maxsize=4096)
def _day(on: date, with_year: bool, where: Locale) -> str:
    if where.language == "en" and where.territory in (None, "GB", "IE", "AU", "NZ", "IN"):
        return format_date(on, "EEE d MMM y" if with_year else "EEE d MMM", where)
    return format_skeleton("yMMMEd" if with_year else "MMMEd", on, locale=where)


def short_day(value: date | datetime | None) -> str:
    """ "20 Nov", for axes and narrow columns."""
    if value is None:
        return ""
    where = locale()
    if where.language == "en" and where.territory != "US":
        return format_date(as_day(value), "d MMM", where)
    return format_skeleton("MMMd", as_day(value), locale=where)


def full_day(value: date | datetime) -> str:
    """ "Friday, 20 November 2026": what a title says when a short date is hovered or read aloud."""
    where = locale()
    if where.language == "en" and where.territory != "US":
        return format_date(as_day(value), "EEEE, d MMMM y", where)
    return format_date(as_day(value), "full", where)


def weekday(value: date) -> str:
    """The day of the week by its name ("Friday")."""
    return format_date(value, "EEEE", locale=locale())


def weekday_and_day(value: date | datetime) -> str:
    """ "Thursday, 5 November", without the year."""
    where = locale()
    if where.language == "en" and where.territory != "US":
        return format_date(as_day(value), "EEEE, d MMMM", where)
    return format_skeleton("MMMMEEEEd", as_day(value), locale=where)


def clock_time(value: datetime) -> str:
    """ "16:40"."""
    local = value.astimezone(zone()) if value.tzinfo else value
    return format_time(local, "short" if locale().territory == "US" else "HH:mm", locale=locale())


def moment(value: datetime | None, now: date | None = None) -> str:
    """ "Tue 3 Nov, 16:40"."""
    return "" if value is None else f"{day(value, now)}, {clock_time(value)}"


def full_moment(value: datetime) -> str:
    return f"{full_day(value)}, {clock_time(value)}"


def age(value: date | datetime | None, now: date | None = None) -> str:
    """How long ago in as few letters as a column allows: "today", "2 d", "5 w", "14 mo". Nothing for None."""
    if value is None:
        return ""
    days = ((now or today()) - as_day(value)).days
    if days <= 0:
        return gettext("today")
    if days < 14:
        return gettext("%(n)s d") % {"n": days}
    if days < 70:
        return gettext("%(n)s w") % {"n": days // 7}
    return gettext("%(n)s mo") % {"n": days // 30}


def relative(value: date | datetime | None, now: date | datetime | None = None) -> str:
    """
    How far away in words: "today", "yesterday", "in 7 days", "3 weeks ago"; for a moment of today "in 5 h", "2 h ago".
    """
    if value is None:
        return ""
    if isinstance(value, datetime) and not (now is not None and not isinstance(now, datetime)):
        reference = now if isinstance(now, datetime) else _now()
        seconds = (value - reference).total_seconds()
        if abs(seconds) < 12 * 3600:
            return _hours(seconds)
    days = (as_day(value) - (as_day(now) if now is not None else today())).days
    if days in (-1, 0, 1):
        return (gettext("yesterday"), gettext("today"), gettext("tomorrow"))[days + 1]
    size, later = abs(days), days > 0
    if size < 21:
        later_words = ngettext("in %(n)s day", "in %(n)s days", size)
        ago = ngettext("%(n)s day ago", "%(n)s days ago", size)
    elif size < 70:
        size //= 7
        later_words = ngettext("in %(n)s week", "in %(n)s weeks", size)
        ago = ngettext("%(n)s week ago", "%(n)s weeks ago", size)
    else:
        size //= 30
        later_words = ngettext("in %(n)s month", "in %(n)s months", size)
        ago = ngettext("%(n)s month ago", "%(n)s months ago", size)
    return (later_words if later else ago) % {"n": size}


def _hours(seconds: float) -> str:
    if abs(seconds) < 60:
        return gettext("just now")
    minutes = round(abs(seconds) / 60)
    amount = gettext("%(n)s min") % {"n": minutes} if minutes < 60 else gettext("%(n)s h") % {"n": minutes // 60}
    return (gettext("in %(amount)s") if seconds > 0 else gettext("%(amount)s ago")) % {"amount": amount}


def machine_time(value: date | datetime) -> str:
    """What `<time datetime>` wants: ISO 8601, moments in UTC."""
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(UTC).isoformat(timespec="seconds")
    return value.isoformat()


def time_tag(how: str, value: date | datetime | None, now: date | None = None) -> Markup:
    """
    A `<time>`: short to read, complete on hover and for machines. `how` is day ("Fri 20 Nov"), moment ("Tue 3 Nov,
    16:40"), age ("2 d") or relative ("in 7 days"). Nothing for None.
    """
    if value is None:
        return Markup("")
    precise = isinstance(value, datetime)
    if how in ("day", "age") or (how == "relative" and not precise):
        return _day_tag(how, as_day(value), now or today(), manner())
    words = moment(value, now) if how == "moment" and isinstance(value, datetime) else relative(value, now)
    whole = full_moment(value) if isinstance(value, datetime) else full_day(value)
    return _time(machine_time(value), whole, words)


@lru_cache(maxsize=4096)
def _day_tag(how: str, on: date, now: date, manner: str) -> Markup:
    del manner  # part of the key only: what is written below depends on it
    words = {"day": day, "age": age, "relative": relative}[how](on, now)
    return _time(on.isoformat(), full_day(on), words)


def _time(machine: str, whole: str, words: str) -> Markup:
    return Markup('<time datetime="{}" title="{}">{}</time>').format(machine, whole, words)


def number(value: float | None, digits: int = 2, at_least: int = 0) -> str:
    """A number by locale with at most `digits` decimals: "1,234.5"; a true minus sign. Nothing for None."""
    if value is None:
        return ""
    return _number(float(value), digits, at_least, locale())


@lru_cache(maxsize=8192)
def _number(value: float, digits: int, at_least: int, where: Locale) -> str:
    pattern = "#,##0." + "0" * at_least + "#" * (digits - at_least) if digits else "#,##0"
    text = format_decimal(value, format=pattern, locale=where)
    text = text.replace("-", MINUS)
    return "0" if text == f"{MINUS}0" else text


def score(value: float | None, digits: int = 2) -> str:
    """A figure of the 0-1 scale: "0.46", always with a decimal: "1.0". Nothing for None."""
    return number(value, digits=digits, at_least=1)


def tenth(value: float | None) -> str:
    """A voice or a score as it is spoken of, to one decimal, halves upwards: 0.65 -> "0.7"."""
    if value is None:
        return ""
    return number(round_tenth(value), digits=1, at_least=1)


def confidence(tenths: int | None) -> str:
    """A confidence stored as 0 to 10, written 0.0 to 1.0."""
    return "" if tenths is None else number(tenths / 10, digits=1, at_least=1)


def percent(share: float | None, digits: int = 0) -> str:
    """0.94 -> "94 %", with a narrow space before the sign."""
    return "" if share is None else f"{number(share * 100, digits=digits)}{NARROW_SPACE}%"


@lru_cache(maxsize=8192)
def initials(name: str) -> str:
    """Two letters that stand for a person: "Maren Aas" -> "MA", "Kaito" -> "KA", "" -> "?"."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    letters = words[0][0] + words[-1][0] if len(words) > 1 else words[0][:2]
    return letters.upper()


@lru_cache(maxsize=8192)
def short_name(name: str) -> str:
    """ "Priyanka Raghunathan-Whitfield" -> "Priyanka R.-W.", for narrow columns; one name stays as it is."""
    words = name.split()
    if len(words) < 2:
        return name
    last = "-".join(f"{part[0]}." for part in words[-1].split("-") if part)
    return f"{words[0]} {last}"


def first_name(name: str) -> str:
    return next(iter(name.split()), name)


MOST_NAMES = 3
"""Names that stand in a sentence; the others are counted."""


def names(listed: Sequence[str]) -> str:
    """ "Kaito Mori, Aino Korhonen and Yusuf Demir"; of more than four the first three and how many others."""
    if len(listed) < 2:
        return "".join(listed)
    if len(listed) > MOST_NAMES + 1:
        others = len(listed) - MOST_NAMES
        return ngettext("%(names)s and %(n)s other", "%(names)s and %(n)s others", others) % {
            "names": ", ".join(listed[:MOST_NAMES]), "n": others,
        }  # fmt: skip
    return gettext("%(names)s and %(last)s") % {"names": ", ".join(listed[:-1]), "last": listed[-1]}


def number_word(count: int) -> str:
    """Small counts as words, as people write them in a sentence: "three"; from 13 on as figures."""
    words = (
        gettext("no"), gettext("one"), gettext("two"), gettext("three"), gettext("four"), gettext("five"), gettext("six"),
        gettext("seven"), gettext("eight"), gettext("nine"), gettext("ten"), gettext("eleven"), gettext("twelve"),
    )  # fmt: skip
    return words[count] if 0 <= count < len(words) else number(count, digits=0)
