"""What forms offer to choose from: time zones, languages, months, weekdays. All in the reader's language."""

from functools import lru_cache

from babel import Locale
from babel.dates import get_day_names, get_month_names
from django.utils.translation import get_language

from northing.accounts.queries import known_zones

Options = list[tuple[str, str]]
Groups = list[tuple[str, Options]]

_LOCALES = (
    "en-GB", "en-US", "en-IN", "da", "de", "de-AT", "de-CH", "es", "fi", "fr", "it", "nb", "nl", "nn", "pl", "pt", "sv",
)  # fmt: skip
_REGIONS = ("Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "Indian", "Antarctica", "Arctic")


def time_zones() -> Groups:
    """The zones that name a place, by part of the world, and UTC first of all."""
    return _time_zones()


def locales(present: str = "") -> Options:
    """Languages with a region where it matters for numbers and dates. One that is in use stays on offer."""
    names = [*_LOCALES, present] if present and present not in _LOCALES else list(_LOCALES)
    return [(name, _language_name(name)) for name in names]


def months() -> Options:
    """January to December, as "1" to "12"."""
    return [(str(number), name) for number, name in get_month_names("wide", locale=_reader()).items()]


def weekdays() -> Options:
    """Monday to Sunday, as "0" to "6"."""
    return [(str(number), name) for number, name in get_day_names("wide", locale=_reader()).items()]


@lru_cache(maxsize=1)
def _time_zones() -> Groups:
    zones = sorted(known_zones())
    groups: Groups = [("UTC", [("UTC", "UTC")])]
    for region in _REGIONS:
        inside = [(zone, _place(zone)) for zone in zones if zone.startswith(f"{region}/")]
        groups.append((region, inside))
    return groups


def _place(zone: str) -> str:
    return zone.partition("/")[2].replace("_", " ").replace("/", ", ")


def _language_name(name: str) -> str:
    try:
        locale = Locale.parse(name.replace("-", "_"))
    except ValueError:
        return name
    return locale.get_display_name(_reader()) or name


def _reader() -> Locale:
    return Locale.parse((get_language() or "en").replace("-", "_"))
