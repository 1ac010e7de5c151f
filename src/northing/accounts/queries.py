"""Reading the organisation and its people."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import available_timezones

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Q, QuerySet

from northing.accounts.models import Drafting, Organisation, Person, Role
from northing.core import measures
from northing.core.cadence import CalendarProblem, CalendarRules, Level, local_day, local_moment
from northing.core.measures import NumberStyle
from northing.kit import clock, errors
from northing.kit.ids import version_of
from northing.kit.memory import remembered
from northing.kit.text import search_key

__all__ = ["Drafting"]

PAGE_SIZE = 50

VISIT = timedelta(hours=4)
"""Whoever comes back after this long comes anew: what changed meanwhile is news to them."""

_NUMBER_STYLES = {
    "da": measures.DANISH,
    "de": measures.GERMAN,
    "de-AT": measures.AUSTRIAN,
    "de-CH": measures.SWISS,
    "en-IN": measures.INDIAN,
    "es": measures.SPANISH,
    "fi": measures.NORDIC,
    "fr": measures.FRENCH,
    "hi": measures.INDIAN,
    "it": measures.ITALIAN,
    "nb": measures.NORDIC,
    "nl": measures.DUTCH,
    "nn": measures.NORDIC,
    "no": measures.NORDIC,
    "pl": measures.POLISH,
    "sv": measures.NORDIC,
}


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """The organisation, its habits, and the calendar of its quarters (R27).

    `drafting`: whether OKRs are published after the five steps of CRAFT or straight from the draft (R28).
    `individual_okrs`: whether people may have OKRs of their own; those that are there stay when it is switched off.
    """

    id: int
    name: str
    time_zone: str
    locale: str
    currency: str
    year_starts_in_month: int
    rules: CalendarRules
    drafting: Drafting = Drafting.CRAFT
    individual_okrs: bool = True

    @property
    def version(self) -> str:
        """Differs when somebody else has changed any of it since this was read (F4)."""
        return version_of(
            self.name, self.time_zone, self.locale, self.currency, self.year_starts_in_month, self.rules.to_mapping(),
            self.drafting.value, self.individual_okrs,
        )  # fmt: skip

    def rules_for(self, level: Level) -> CalendarRules:
        """The calendar of a kind of cycle: the level's own, on the weekday and with the patience chosen here."""
        if level is Level.QUARTERLY:
            return self.rules
        habits = {"checkin_weekday": self.rules.checkin_weekday, "stale_after_days": self.rules.stale_after_days}
        return CalendarRules.from_mapping({**CalendarRules.for_level(level).to_mapping(), **habits})


class Standing(StrEnum):
    """How a person stands to the installation."""

    ACTIVE = "active"
    INVITED = "invited"
    PLACEHOLDER = "placeholder"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as settings, lists and pages show them."""

    id: int
    name: str
    email: str
    title: str
    role: Role
    is_champion: bool
    is_administrator: bool
    standing: Standing
    time_zone: str
    locale: str
    theme: str
    created_at: datetime
    seen_at: datetime | None

    @property
    def version(self) -> str:
        """Differs when somebody else has changed name, title or address since this was read (F4)."""
        return version_of(self.name, self.title, self.email)

    @property
    def is_active(self) -> bool:
        """Works here and is not disabled; may still be known by name only."""
        return self.standing is not Standing.DISABLED

    @property
    def is_placeholder(self) -> bool:
        """Known by name only: nobody can sign in as this person."""
        return not self.email


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of a list of people, and how many there are in all. Pages count from 1."""

    rows: list[PersonRow]
    total: int
    page: int
    pages: int


def person_row(person: Person) -> PersonRow:
    """A stored person as the rest of the house sees them."""
    return PersonRow(
        id=person.pk,
        name=person.name,
        email=person.email or "",
        title=person.title,
        role=Role(person.role),
        is_champion=person.is_champion,
        is_administrator=person.is_administrator,
        standing=_standing(person),
        time_zone=person.time_zone,
        locale=person.locale,
        theme=person.theme,
        created_at=person.created_at,
        seen_at=person.seen_at,
    )


def _standing(person: Person) -> Standing:
    if not person.is_active:
        return Standing.DISABLED
    if person.email is None:
        return Standing.PLACEHOLDER
    return Standing.ACTIVE if person.has_usable_password() else Standing.INVITED


def organisation() -> OrganisationRow | None:
    """The organisation of this installation, or None while nobody has founded it."""
    return remembered("organisation", _organisation)


def _organisation() -> OrganisationRow | None:
    stored = remembered("home", _stored)  # who is signed in has it from the session already
    return None if stored is None else organisation_row(stored)


def _stored() -> Organisation | None:
    return next(iter(Organisation.objects.raw("SELECT * FROM accounts_organisation")), None)  # asked by every action


def organisation_row(stored: Organisation) -> OrganisationRow:
    """The stored organisation as the rest of the house sees it."""
    return OrganisationRow(
        id=stored.pk,
        name=stored.name,
        time_zone=stored.time_zone,
        locale=stored.locale,
        currency=stored.currency,
        year_starts_in_month=stored.year_starts_in_month,
        rules=_rules(stored.calendar),
        drafting=Drafting(stored.drafting),
        individual_okrs=stored.individual_okrs,
    )


def _rules(calendar: dict[str, object]) -> CalendarRules:
    try:
        return CalendarRules.from_mapping(calendar)
    except CalendarProblem:  # stored under other rules than today's: the recommended calendar is better than no page
        return CalendarRules()


def goes_by_steps() -> bool:
    """Whether sets of OKRs go through the five steps of CRAFT here (R28), or are published straight from the draft."""
    founded = organisation()
    return founded is None or founded.drafting is Drafting.CRAFT


def individual_okrs() -> bool:
    """Whether people may have OKRs of their own here."""
    founded = organisation()
    return founded is None or founded.individual_okrs


def today() -> date:
    """The day it is where the organisation is; UTC before it is founded."""
    return clock.today(_home_zone())


def day_of(moment: datetime) -> date:
    """The day it was at a moment, where the organisation is: the day that rules about days ask for."""
    return local_day(moment, _home_zone())


def start_of(day: date) -> datetime:
    """The first moment of a day where the organisation is."""
    return local_moment(day, time(), _home_zone())


def _home_zone() -> str:
    founded = organisation()
    return founded.time_zone if founded else "UTC"


def locale_of(person: Person | None) -> str:
    """The locale that a reader's numbers and dates follow: their own, else the organisation's, else English."""
    own = getattr(person, "locale", "")
    if own:
        return str(own)
    founded = organisation()
    return founded.locale if founded else "en"


def zone_of(person: Person | None) -> str:
    """The time zone that a reader's clock times follow: their own, else the organisation's."""
    own = getattr(person, "time_zone", "")
    if own:
        return str(own)
    return _home_zone()


def number_style(person: Person | None) -> NumberStyle:
    """How this reader writes numbers."""
    language, _, region = locale_of(person).replace("_", "-").partition("-")
    return _NUMBER_STYLES.get(f"{language}-{region}") or _NUMBER_STYLES.get(language, measures.ENGLISH)


@cache
def known_zones() -> frozenset[str]:
    """The names of all time zones. Kept, because to find them Python opens some hundred files."""
    return frozenset(available_timezones())


def comes_anew(person: Person) -> bool:
    """Whether this is another visit than the one their `seen_at` tells of."""
    return person.seen_at is None or clock.now() - person.seen_at >= VISIT


def person(person_id: int) -> PersonRow:
    """One person. `NotFound` when there is none with this number."""
    stored = Person.objects.filter(pk=person_id).first()
    if stored is None:
        raise errors.NotFound
    return person_row(stored)


def persons(person_ids: Collection[int]) -> dict[int, PersonRow]:
    """Several people by number, in one query; numbers nobody has are left out."""
    return {stored.pk: person_row(stored) for stored in Person.objects.filter(pk__in=person_ids)}


def people(
    actor: Person, *, search: str = "", standing: Standing | None = None, role: str = "", page: int = 1
) -> PeoplePage:
    """The people whose name, title or e-mail contain every word of `search`, by name, one page of them.

    `standing=None` leaves out who is disabled. `role` is a role's value, "champion" or "administrator". A guest
    sees only themselves (R52). Two queries, however many people there are.
    """
    found = _with_role(_with_standing(_matching(search), standing), role)
    if actor.role == Role.GUEST.value:
        found = found.filter(pk=actor.pk)
    total = found.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    first = (page - 1) * PAGE_SIZE
    rows = [person_row(stored) for stored in found.order_by("words", "name", "pk")[first : first + PAGE_SIZE]]
    return PeoplePage(rows=rows, total=total, page=page, pages=pages)


def candidates(actor: Person, search: str = "", limit: int = 20) -> list[PersonRow]:
    """Active people to choose from in a field, by name; placeholders too, since they can own things."""
    found = _matching(search).filter(is_active=True)
    if actor.role == Role.GUEST.value:
        found = found.filter(pk=actor.pk)
    return [person_row(stored) for stored in found.order_by("words", "name", "pk")[:limit]]


def counts_by_standing() -> dict[Standing, int]:
    """How many people there are of each standing, in one query."""
    unusable = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    numbers = Person.objects.aggregate(
        disabled=Count("pk", filter=Q(is_active=False)),
        placeholder=Count("pk", filter=Q(is_active=True, email__isnull=True)),
        invited=Count("pk", filter=Q(is_active=True, email__isnull=False) & unusable),
        active=Count("pk", filter=Q(is_active=True, email__isnull=False) & ~unusable),
    )
    return {standing: numbers[standing.value] for standing in Standing}


def words_of(name: str, title: str, email: str | None) -> str:
    """The text in which a person is searched."""
    return search_key(f"{name} {title} {email or ''}")


def _matching(search: str) -> QuerySet[Person]:
    found: QuerySet[Person] = Person.objects.all()
    for word in search_key(search).split():
        found = found.filter(words__contains=word)
    return found


def _with_standing(found: QuerySet[Person], standing: Standing | None) -> QuerySet[Person]:
    match standing:
        case None:
            return found.filter(is_active=True)
        case Standing.DISABLED:
            return found.filter(is_active=False)
        case Standing.PLACEHOLDER:
            return found.filter(is_active=True, email__isnull=True)
        case Standing.INVITED:
            return found.filter(is_active=True, email__isnull=False, password__startswith=UNUSABLE_PASSWORD_PREFIX)
        case Standing.ACTIVE:
            return found.filter(is_active=True, email__isnull=False).exclude(
                password__startswith=UNUSABLE_PASSWORD_PREFIX
            )


def _with_role(found: QuerySet[Person], role: str) -> QuerySet[Person]:
    match role:
        case "champion":
            return found.filter(is_champion=True)
        case "administrator":
            return found.filter(is_administrator=True)
        case "":
            return found
        case _:
            return found.filter(role=role)
