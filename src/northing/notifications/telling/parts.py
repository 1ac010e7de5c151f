"""What several tellings say in the same way: names, days, places, and who leads a team."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from django.db.models import Q
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from northing.accounts.models import Person
from northing.accounts.queries import locale_of, today
from northing.activity.queries import EventRow
from northing.kit.text import shorten
from northing.teams.models import Membership, MembershipRole
from northing.teams.queries import ids_in

SUBJECT = 70
"""Letters of other people's words in a subject; a mail program shows hardly more."""


def who(event: EventRow) -> str:
    """The name of whoever did it."""
    name = Person.objects.filter(pk=event.actor_id).values_list("name", flat=True).first() if event.actor_id else None
    return name or gettext("Northing")


def in_short(text: str) -> str:
    """Somebody's words as they fit into a subject."""
    return shorten(" ".join(text.split()), SUBJECT)


def quoted(text: str) -> str:
    """Somebody's words in a mail, each line marked as theirs."""
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())


def day(value: date, reader: Person) -> str:
    """A day as the reader writes it, with its year: a mail may be read late."""
    try:
        where = Locale.parse(locale_of(reader).replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        where = Locale("en")
    return format_date(value, "d MMMM y" if where.language == "en" and where.territory != "US" else "long", where)


def place(name: str, *numbers: int) -> str:
    """The address of a page, or of home where this installation has no such page."""
    try:
        return reverse(name, args=numbers)
    except NoReverseMatch:
        return "/"


def number(value: Any) -> int | None:
    """A number from an event's details, whatever stands there."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def numbers(value: Any) -> list[int]:
    """Numbers from an event's details, whatever stands there."""
    return [one for one in value if number(one) is not None] if isinstance(value, list) else []


def changed_to(event: EventRow, field: str) -> int | None:
    """Whom or what an edit put into this field."""
    pair = (event.details.get("changed") or {}).get(field)
    return number(pair[1]) if isinstance(pair, list) and len(pair) == 2 else None


def current_members(**conditions: Any) -> Any:
    """Memberships that hold today."""
    day = today()
    found = Membership.objects.filter(starts_on__lte=day, person__is_active=True, **conditions)
    return found.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day)).order_by()


def leads_at(paths: Collection[str]) -> set[int]:
    """Who leads the teams at these paths; where nobody does, whoever leads the nearest team above."""
    above = {path: ids_in(path) for path in paths}
    leads: dict[int, set[int]] = defaultdict(set)
    held = current_members(team_id__in={one for ids in above.values() for one in ids}, role=MembershipRole.LEAD.value)
    for team_id, person_id in held.values_list("team_id", "person_id"):
        leads[team_id].add(person_id)
    return {
        person_id
        for ids in above.values()
        for person_id in next((leads[team_id] for team_id in reversed(ids) if leads[team_id]), ())
    }
