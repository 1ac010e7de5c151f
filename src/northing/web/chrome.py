"""
What stands around every page: who reads, where they may go, which week of the cycle it is and what it asks of them.

The facts come from `provide`, which asks the concepts; the layouts draw them. A signed-out reader gets the brand only.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from northing.accounts.policies import relations
from northing.accounts.queries import organisation, today
from northing.checkins.queries import due_count
from northing.core.access import Relation
from northing.core.cadence import Audience, Level, MilestoneKey, WindowState, checkin_due_dates
from northing.cycles.queries import CycleRow, current, not_over
from northing.teams.queries import memberships
from northing.web import formats
from northing.web.components.cycle import CycleInput, Event
from northing.web.templating import url_or_none

THEMES = ("light", "dark")
THEME_COOKIE = "northing_theme"


@dataclass(frozen=True, slots=True)
class Reader:
    """The person who is signed in. Viewers and guests check in on nothing; teams and people are not open to guests."""

    name: str
    href: str | None = None
    may_settings: bool = False
    may_check_in: bool = False
    sees_everybody: bool = True


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next, in a few words, and the day it is about."""

    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Cycle:
    """The running cycle as the strip shows it. `drafting`: what comes next is asked of this reader already."""

    name: str
    place: str
    picture: CycleInput
    label: str
    next_words: str = ""
    next_on: date | None = None
    drafting: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the main navigation. `key` is the letter that leads there after G, the same in every language."""

    text: str
    href: str
    icon: str
    key: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Chrome:
    """The frame of a page. `due` counts the reader's check-ins of this week that are still to be done."""

    organisation: str = ""
    reader: Reader | None = None
    cycle: Cycle | None = None
    due: int = 0
    due_by: str = ""
    places: tuple[Place, ...] = ()
    check_in_url: str | None = None
    search_url: str | None = None
    theme: str | None = None
    home_url: str = "/"
    keys: tuple[tuple[str, str], ...] = field(default=())

    @property
    def ask_count(self) -> str:
        return ngettext("%(n)s check-in", "%(n)s check-ins", self.due) % {"n": self.due} if self.due else ""

    @property
    def ask(self) -> str:
        if not self.due:
            return gettext("Nothing is due") if self.reader and self.cycle else ""
        return gettext("due by %(day)s") % {"day": self.due_by} if self.due_by else gettext("due")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the concepts know about the reader; the default is a signed-out one."""

    organisation: str = ""
    reader: Reader | None = None
    cycle: Cycle | None = None
    due: int = 0
    due_by: str = ""


Provider = Callable[[HttpRequest], Facts]


def provide(request: HttpRequest) -> Facts:
    """The facts for this reader: the organisation, the quarter that runs, and what it asks of them this week."""
    founded = organisation()
    name = founded.name if founded else ""
    user = request.user
    if not user.is_authenticated:
        return Facts(organisation=name)
    running = current()
    held = relations(user)
    return Facts(
        organisation=name,
        reader=Reader(
            name=user.name,
            href=url_or_none("person", user.pk),
            may_settings=Relation.GUEST not in held,
            may_check_in=not held & {Relation.GUEST, Relation.VIEWER, Relation.NOBODY},
            sees_everybody=not held & {Relation.GUEST, Relation.NOBODY},
        ),
        cycle=_strip(running, today(), _drafting(user, held, today())) if running else None,
        due=due_count(user, today()),
        due_by=weekday_of_due(running, today()) if running else "",
    )


def _drafting(reader: Any, held: frozenset[Relation], day: date) -> Next | None:
    """What this reader is drafting now by the calendar of the coming quarter (R27): the company's set as one of its
    leadership, else their team's; None out of season, and for those who only read. No query in the weeks without drafting.
    """
    windows = [
        (row, window)
        for row in not_over(day)
        if row.level is Level.QUARTERLY
        for window in row.drafting().values()
        if window.state(day) is WindowState.OPEN and window.audience is not Audience.INDIVIDUALS
    ]
    if not windows or held & {Relation.GUEST, Relation.VIEWER, Relation.NOBODY}:
        return None
    mine = memberships(reader)
    for row, window in windows:
        if window.audience is Audience.COMPANY and mine.leadership:
            words = gettext("%(cycle)s: leadership drafts, until")
        elif window.audience is Audience.TEAMS and mine.team_ids:
            words = gettext("%(cycle)s: teams draft, until")
        else:
            continue
        return Next(words % {"cycle": row.name}, window.closes_on)
    return None


def _strip(running: CycleRow, day: date, drafting: Next | None) -> Cycle:
    """The running cycle as a scale, with where we are in it and what comes next for this reader."""
    milestone = running.next_milestone(day)
    coming = drafting or (Next(gettext(milestone.label), milestone.on) if milestone else None)
    week = running.span.week_of(day)
    if week is not None:
        place = gettext("week %(week)s of %(weeks)s") % {"week": week, "weeks": running.span.weeks}
    elif day < running.span.starts_on:
        place = gettext("starts %(day)s") % {"day": formats.day(running.span.starts_on)}
    else:
        place = gettext("ended %(day)s") % {"day": formats.day(running.span.ends_on)}
    events = tuple(
        Event(milestone.on, gettext(milestone.label).lower())
        for milestone in running.milestones()
        if milestone.key in (MilestoneKey.MID_CYCLE_REVIEW, MilestoneKey.SCORING)
    )
    asked = ", ".join(f"{event.label} {formats.day(event.on)}" for event in events)
    return Cycle(
        name=running.name,
        place=place,
        picture=CycleInput(running.span.starts_on, running.span.ends_on, day, events, gettext("today")),
        label=f"{running.name}, {place}. {asked}",
        next_words=coming.words if coming else "",
        next_on=coming.on if coming else None,
        drafting=drafting is not None,
    )


def weekday_of_due(running: CycleRow, day: date) -> str:
    """The name of the day by which this week's check-ins are due, e.g. "Friday"."""
    dues = [due for due in checkin_due_dates(running.span, running.rules) if due >= day]
    return formats.weekday(dues[0]) if dues and (dues[0] - day).days < 7 else ""


def chrome(request: HttpRequest, provider: Provider = provide) -> Chrome:
    """The frame of the page that answers this request."""
    facts = provider(request)
    chosen = request.COOKIES.get(THEME_COOKIE)
    return Chrome(
        organisation=facts.organisation,
        reader=facts.reader,
        cycle=facts.cycle,
        due=facts.due,
        due_by=facts.due_by,
        places=_places(request, facts) if facts.reader else (),
        check_in_url=url_or_none("check-in") if facts.reader and facts.reader.may_check_in else None,
        search_url=url_or_none("search") if facts.reader else None,
        theme=next((theme for theme in (chosen, getattr(request.user, "theme", "")) if theme in THEMES), None),
        home_url=url_or_none("home") or "/",
    )


def _places(request: HttpRequest, facts: Facts) -> tuple[Place, ...]:
    """Only what exists in this installation and is open to the reader; no dead links."""
    offered = [
        ("home", gettext("Home"), "home", "h"),
        ("okrs", gettext("OKRs"), "okrs", "o"),
    ]
    if facts.reader and facts.reader.may_check_in:  # who only reads drafts nothing
        offered.append(("drafts", gettext("Drafts"), "edit", "d"))
    if facts.reader and facts.reader.sees_everybody:
        offered += [("teams", gettext("Teams"), "team", "t"), ("people", gettext("People"), "people", "p")]
    if facts.reader and facts.reader.may_settings:
        offered.append(("settings", gettext("Settings"), "settings", "s"))
    places = []
    for name, words, icon, key in offered:
        href = url_or_none(name)
        if href is not None:
            places.append(Place(words, href, icon, key, _here(request.path, href)))
    return tuple(places)


def _here(path: str, href: str) -> bool:
    return path == href if href == "/" else path.startswith(href)
