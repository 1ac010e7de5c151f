"""
What stands around every page: who reads, where they may go, which week of the cycle it is and what it asks of them.

The facts come from `provide`, which asks the concepts; the layouts draw them. A signed-out reader gets the brand only.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext, ngettext

from northing.web.components.cycle import CycleInput
from northing.web.templating import url_or_none

THEMES = ("light", "dark")
THEME_COOKIE = "northing_theme"


@dataclass(frozen=True, slots=True)
class Reader:
    """The person who is signed in."""

    name: str
    href: str | None = None
    may_settings: bool = False


@dataclass(frozen=True, slots=True)
class Cycle:
    """The running cycle as the strip shows it."""

    name: str
    place: str
    picture: CycleInput
    label: str
    next_words: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the main navigation."""

    text: str
    href: str
    icon: str
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
    """The facts for this reader."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return Facts()
    return Facts(reader=Reader(name=str(getattr(user, "name", "") or user)))


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
        check_in_url=url_or_none("check-in") if facts.reader else None,
        search_url=url_or_none("search") if facts.reader else None,
        theme=chosen if chosen in THEMES else None,
        home_url=url_or_none("home") or "/",
    )


def _places(request: HttpRequest, facts: Facts) -> tuple[Place, ...]:
    """Only what exists in this installation and is open to the reader; no dead links."""
    offered = [
        ("home", gettext("Home"), "home"),
        ("okrs", gettext("OKRs"), "okrs"),
        ("teams", gettext("Teams"), "team"),
        ("people", gettext("People"), "people"),
    ]
    if facts.reader and facts.reader.may_settings:
        offered.append(("settings", gettext("Settings"), "settings"))
    places = []
    for name, words, icon in offered:
        href = url_or_none(name)
        if href is not None:
            places.append(Place(words, href, icon, _here(request.path, href)))
    return tuple(places)


def _here(path: str, href: str) -> bool:
    return path == href if href == "/" else path.startswith(href)
