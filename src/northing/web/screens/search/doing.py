"""What can be done from anywhere, and by whom: places to go and acts to begin, found by what people call them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from northing.accounts.policies import may, relations
from northing.core.access import Act, Relation
from northing.kit.text import search_key
from northing.web.templating import query, url_or_none


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do: its words, where it happens, other words for it, and the key that does the same."""

    text: str
    href: str | None
    icon: str
    also: str = ""
    key: str = ""
    offered: bool = True


def deeds(reader: Any, words: Iterable[str]) -> list[Deed]:
    """What this reader may do and this installation has, in the order of how often it is wanted."""
    wanted = list(words)
    return [
        deed
        for deed in _all(reader)
        if deed.offered and deed.href and all(word in search_key(f"{deed.text} {deed.also}") for word in wanted)
    ]


def _all(reader: Any) -> list[Deed]:
    held = relations(reader)
    works = not held & {Relation.GUEST, Relation.VIEWER, Relation.NOBODY}
    sees_everybody = not held & {Relation.GUEST, Relation.NOBODY}
    okrs = url_or_none("okrs")
    return [
        Deed(_("Check in"), url_or_none("check-in"), "check", _("update values confidence weekly"), "C", works),
        Deed(
            _("Write an objective"), url_or_none("drafting:objective_new"), "add", _("new create draft OKR goal"), "",
            works,
        ),
        Deed(
            _("Drafts of my teams"), url_or_none("drafts"), "edit",
            _("CRAFT write refine align finalise approve transmit publish next quarter"), "", works,
        ),
        Deed(_("My OKRs"), _with(okrs, person=reader.pk), "okrs", _("mine own lead objectives key results")),
        Deed(_("What is off track"), _with(okrs, band="off"), "band-off", _("red worst bad problems")),
        Deed(_("What is stale"), _with(okrs, band="stale"), "band-stale", _("old missing check-ins overdue")),
        Deed(_("All OKRs"), okrs, "okrs", _("explorer outline tree objectives goals"), "G O"),
        Deed(_("Map: what serves what"), url_or_none("map"), "okrs", _("alignment picture graph links bridges islands")),
        Deed(
            _("Requests between teams"), url_or_none("requests"), "exchange",
            _("dependencies depend ask answer handshake need help promise"), "", sees_everybody,
        ),
        Deed(_("OKRs as a table"), _with(okrs, view="table"), "okrs", _("explorer list sort")),
        Deed(
            _("Guide: what makes a good OKR"), url_or_none("guide"), "info",
            _("help learn coach rules method examples write better objective key result"),
        ),
        Deed(
            _("Start from a template"), url_or_none("templates"), "info",
            _("examples library ideas inspiration good OKRs by department draft"),
        ),
        Deed(_("Home"), url_or_none("home"), "home", _("start what needs me"), "G H"),
        Deed(_("Teams"), url_or_none("teams"), "team", _("departments units squads"), "G T", sees_everybody),
        Deed(_("People"), url_or_none("people"), "people", _("colleagues persons"), "G P", sees_everybody),
        Deed(_("My profile"), url_or_none("settings-profile"), "people", _("password language time zone theme name")),
        Deed(_("Settings"), url_or_none("settings"), "settings", _("configuration administration"), "G S", works),
        Deed(
            _("Invite somebody"), url_or_none("settings-people-invite"), "add", _("new person account user colleague"),
            "", may(Act.MANAGE_PEOPLE, held),
        ),
        Deed(
            _("Add a team"), url_or_none("settings-team-new"), "add", _("new create department unit squad"), "",
            may(Act.MANAGE_TEAM, held),
        ),
        Deed(
            _("Set up cycles"), url_or_none("settings-cycles"), "calendar", _("new quarter year period calendar"), "",
            may(Act.MANAGE_CYCLES, held),
        ),
        Deed(
            _("Import OKRs"), url_or_none("settings-import"), "import", _("file spreadsheet excel csv json upload"), "",
            may(Act.IMPORT, held),
        ),
        Deed(
            _("What happened"), url_or_none("settings-log"), "clock", _("log audit history activity"), "",
            may(Act.MANAGE_ORGANISATION, held),
        ),
    ]  # fmt: skip


def _with(address: str | None, **params: Any) -> str | None:
    return f"{address}{query(params)}" if address else None
