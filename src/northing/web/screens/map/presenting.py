"""What the map says beside its picture: the answers that follow from the links, and the table of the same."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from northing.core.alignment import LinkKind, RequestState
from northing.core.scoring import Band
from northing.goals.queries.explorer import Whose
from northing.goals.queries.map import DEPENDENCY, AlignmentMap, MapLink, MapNode, UnservedKeyResult
from northing.goals.queries.objective import State
from northing.web import formats
from northing.web.components.bar import BarInput, Forecast
from northing.web.templating import query, url

PAGE = 50
MOST_LINKS = 3
MOST_UNSERVED = 12
"""Named at once; the rest is a click away."""
_UPWARDS = (LinkKind.EXPLICIT.value, LinkKind.IMPLICIT.value)


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an address."""

    words: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A bridge between two departments, with some of the links it is made of, each as (from, to)."""

    here: Named
    there: Named
    words: str
    links: list[tuple[Named, Named]]
    more: int


@dataclass(frozen=True, slots=True)
class Unserved:
    """A key result that nobody has taken on, and the objective it belongs to."""

    id: int
    key_result: Named
    objective: Named


@dataclass(frozen=True, slots=True)
class Answers:
    """What follows from the links (R25, R26)."""

    lede: str
    bridges: list[Span]
    islands: list[Named]
    unserved: list[Unserved]
    unserved_more: int
    unserved_count: int
    bottom_up: str = ""
    bottom_up_words: str = ""
    special: str = ""
    special_words: str = ""
    special_href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table."""

    id: int
    what: Named
    team: Named
    level: str
    bar: BarInput
    band: str
    band_words: str
    progress: str
    serves: list[Named]
    served_by: list[Named]
    beside: list[Named]
    needs: list[Named]
    brings: list[Named]
    alone: bool
    confidential: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A page of the table; `pages` is at least 1."""

    lines: list[Line] = field(default_factory=list)
    page: int = 1
    pages: int = 1
    count: int = 0


def level_names() -> dict[Whose, str]:
    """What the rows of the map are called."""
    return {
        Whose.COMPANY: _("Company"),
        Whose.UNIT: _("Departments"),
        Whose.TEAM: _("Teams"),
        Whose.SQUAD: _("Squads"),
        Whose.INDIVIDUAL: _("Individuals"),
    }


def band_names() -> dict[Band, str]:
    """What the marks mean."""
    return {
        Band.ON: _("On track"),
        Band.RISK: _("At risk"),
        Band.OFF: _("Off track"),
        Band.STALE: _("Stale"),
        Band.NONE: _("Without a value"),
    }


def legend(whole: AlignmentMap) -> dict[str, bool]:
    """Which kinds of line and which bands are on the map."""
    kinds = {link.kind for link in whole.links}
    return {
        **{kind.value: kind.value in kinds for kind in LinkKind},
        DEPENDENCY: DEPENDENCY in kinds or bool(whole.requests),
    }


# ---- what follows from the links ---------------------------------------------------------------------------------


def answers(whole: AlignmentMap, params: Mapping[str, Any], *, narrowed: bool = False) -> Answers:
    """The bridges, islands, shares and unserved key results of this map, with where each can be changed.

    A `narrowed` map only says how much it shows: what is missing on it may be there all the same.
    """
    if narrowed:
        said = ngettext("%(n)s objective with these filters", "%(n)s objectives with these filters", len(whole.nodes))
        return Answers(_lede([said % {"n": formats.number(len(whole.nodes))}]), [], [], [], 0, 0)
    spans = [_span(whole, bridge.departments, bridge.links, params) for bridge in whole.bridges]
    alone = [_department(whole, number, params, unconnected=True) for number in whole.islands]
    waiting = whole.unserved
    return Answers(
        lede=_whole_lede(whole),
        bridges=spans,
        islands=alone,
        unserved=[_unserved(whole, each) for each in waiting[:MOST_UNSERVED]],
        unserved_more=max(0, len(waiting) - MOST_UNSERVED),
        unserved_count=len(waiting),
        **_shares(whole, params),
    )


def _lede(facts: list[str]) -> str:
    return _("North is up: a line that rises serves what it reaches. %(facts)s.") % {"facts": ", ".join(facts)}


def _whole_lede(whole: AlignmentMap) -> str:
    parts = [
        ngettext("%(n)s objective", "%(n)s objectives", len(whole.nodes)) % {"n": formats.number(len(whole.nodes))}
    ]
    if len(whole.departments) > 1:
        count = len(whole.bridges)
        parts.append(
            ngettext("%(n)s bridge between departments", "%(n)s bridges between departments", count) % {"n": count}
        )
    said = _lede(parts)
    names = [whole.teams[number].name for number in whole.islands]
    if not names:
        return said
    if len(names) > MOST_LINKS:
        return f"{said} " + _("%(n)s departments have none yet.") % {"n": len(names)}
    return f"{said} " + ngettext("%(names)s has none yet.", "%(names)s have none yet.", len(names)) % {
        "names": formats.names(names)
    }


def _shares(whole: AlignmentMap, params: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    share = whole.origin.bottom_up_share
    if share is not None:
        own = len(whole.origin.bottom_up)
        found["bottom_up"] = formats.percent(share)
        found["bottom_up_words"] = (
            _("%(own)s of %(all)s objectives that serve others were drafted by their teams.")
            if whole.origin.is_healthy
            else _(
                "%(own)s of %(all)s objectives that serve others were drafted by their teams. More than half is healthy."
            )
        ) % {"own": own, "all": own + len(whole.origin.top_down)}
    alone = whole.connection.unconnected_share
    if alone is not None:
        count = len(whole.connection.unconnected)
        found["special"] = formats.percent(alone)
        found["special_words"] = (
            ngettext("%(n)s objective is connected to nothing.", "%(n)s objectives are connected to nothing.", count)
            if whole.connection.within_special_projects
            else ngettext(
                "%(n)s objective is connected to nothing. A tenth to a fifth may be special projects.",
                "%(n)s objectives are connected to nothing. A tenth to a fifth may be special projects.",
                count,
            )
        ) % {"n": count}
        if count:
            found["special_href"] = url("okrs") + query({**params, "view": "table", "unconnected": "1", "focus": None})
    return found


def _span(whole: AlignmentMap, pair: tuple[int, int], count: int, params: Mapping[str, Any]) -> Span:
    links = [link for link in whole.links_between.get(pair, ()) if link.kind != DEPENDENCY]
    return Span(
        here=_department(whole, pair[0], params),
        there=_department(whole, pair[1], params),
        words=ngettext("%(n)s link", "%(n)s links", count) % {"n": count},
        links=[(_objective(whole, link.child), _objective(whole, link.parent)) for link in links[:MOST_LINKS]],
        more=max(0, len(links) - MOST_LINKS),
    )


def _department(whole: AlignmentMap, number: int, params: Mapping[str, Any], *, unconnected: bool = False) -> Named:
    there = {**params, "team": number, "focus": None}
    if unconnected:  # where nothing is connected yet, one sees what could be
        return Named(whole.teams[number].name, url("okrs") + query({**there, "view": "table"}))
    return Named(whole.teams[number].name, url("map") + query(there))


def _objective(whole: AlignmentMap, number: int) -> Named:
    node = whole.nodes[number]
    return Named(node.statement, url("objective", number), whole.teams[node.team].name)


def _unserved(whole: AlignmentMap, each: UnservedKeyResult) -> Unserved:
    return Unserved(each.id, Named(each.text, url("key-result", each.id)), _objective(whole, each.objective))


# ---- the table ---------------------------------------------------------------------------------------------------


def table(whole: AlignmentMap, focus: int | None, page: int, *, narrowed: bool = False) -> Table:
    """A page of the table: everything that is on the map, or what is around one objective."""
    around = whole.around(focus) if focus is not None else None
    numbers = [number for number in whole.nodes if around is None or number in around]
    pages = max(1, -(-len(numbers) // PAGE))
    page = min(max(page, 1), pages)
    shown = numbers[(page - 1) * PAGE : page * PAGE]
    wanted = set(shown)
    touching: dict[int, list[MapLink]] = {number: [] for number in shown}
    for link in whole.links:
        for end in {link.child, link.parent} & wanted:
            touching[end].append(link)
    alone = frozenset() if narrowed else whole.connection.unconnected
    lines = [_line(whole, whole.nodes[number], touching[number], alone) for number in shown]
    return Table(lines, page, pages, len(numbers))


def _line(whole: AlignmentMap, node: MapNode, links: list[MapLink], alone: Collection[int]) -> Line:
    words = band_names()[node.band] if node.state is not State.DRAFT else _("Draft")
    team = whole.teams[node.team]
    return Line(
        id=node.id,
        what=_objective(whole, node.id),
        team=Named(team.name, url("team", team.id)),
        level=level_names()[node.whose],
        bar=bar_of(node),
        band=node.band.value,
        band_words=words,
        progress=formats.score(node.progress),
        serves=_ends(whole, [link for link in links if link.child == node.id and link.kind in _UPWARDS], "parent"),
        served_by=_ends(whole, [link for link in links if link.parent == node.id and link.kind in _UPWARDS], "child"),
        needs=_needs(whole, node.id, links),
        brings=_ends(whole, [link for link in links if link.kind == DEPENDENCY and link.parent == node.id], "child"),
        beside=[
            *_ends(whole, [link for link in links if link.kind == LinkKind.SHARED and link.child == node.id], "parent"),
            *_ends(whole, [link for link in links if link.kind == LinkKind.SHARED and link.parent == node.id], "child"),
        ],
        alone=node.id in alone,
        confidential=node.confidential,
    )


def bar_of(node: MapNode) -> BarInput:
    """The northing bar of a node."""
    return BarInput(
        kind="objective",
        progress=node.progress,
        expected=node.expected,
        landing=node.landing,
        band=node.band.value,
        forecast=Forecast(*node.foreseen) if node.foreseen else None,
    )


def _ends(whole: AlignmentMap, links: list[MapLink], end: str) -> list[Named]:
    """Each once, also where several of its key results are meant."""
    found = {
        Named(named.words, named.href, _kind_words(link.kind) if end == "parent" else "")
        for link in links
        for named in [_objective(whole, getattr(link, end))]
    }
    return sorted(found, key=lambda named: named.words)


def _needs(whole: AlignmentMap, number: int, links: list[MapLink]) -> list[Named]:
    """What an objective needs from others, named where they have said with what they will bring it, else the team."""
    named = [
        Named(whole.nodes[link.parent].statement, url("objective", link.parent), _state_words(link.state, link.flagged))
        for link in links
        if link.kind == DEPENDENCY and link.child == number
    ]
    asked = [each for each in whole.requests if each.objective == number]
    return named + [
        Named(whole.teams[each.team].name, url("team", each.team), _state_words(each.state, each.flagged))
        for each in asked
        if each.team in whole.teams
    ]


def _kind_words(kind: str) -> str:
    return {
        LinkKind.EXPLICIT.value: _("explicit"),
        LinkKind.IMPLICIT.value: _("implicit"),
        LinkKind.SHARED.value: _("shared"),
    }[kind]


def _state_words(state: str, flagged: bool) -> str:
    words = {
        RequestState.ASKED.value: _("asked"),
        RequestState.PROPOSED.value: _("another day proposed"),
        RequestState.AGREED.value: _("agreed"),
        RequestState.DECLINED.value: _("declined"),
        RequestState.DONE.value: _("delivered"),
    }.get(state, state)
    return _("%(state)s, in danger") % {"state": words} if flagged else words


# ---- the words of the picture ------------------------------------------------------------------------------------


def picture_words() -> dict[str, Any]:
    """What the picture says, in the reader's language. In braces stand what the browser fills in."""
    names = band_names()
    return {
        "bands": [names[band] for band in (Band.ON, Band.RISK, Band.OFF, Band.STALE, Band.NONE)],
        "draft": _("Draft"),
        "closed": _("closed"),
        "confidential": _("confidential"),
        "progress": _("{progress} of the way"),
        "plan": _("plan today {expected}"),
        "forecast": _("forecast {low} to {high}"),
        "none": _("no value yet"),
        "serves": _("Serves {n}."),
        "served": _("Served by {n}."),
        "beside": _("Shared with {n}."),
        "needs": _("Needs something from {n}."),
        "needed": _("{n} need something from it."),
        "alone": _("Connected to nothing."),
        "up_none": _("It serves nothing."),
        "down_none": _("Nothing serves it."),
        "focused": _("Only what serves it and what it serves."),
        "unfocused": _("The whole map."),
        "island": _("no bridge"),
        "matches": _("{n} of {all}"),
        "match_none": _("Nothing by these words on this map"),
        "title": _("What serves what"),
        "objectives": _("{n} objectives"),
        "objective": _("1 objective"),
        "failed": _("The picture could not be drawn. The table below says the same."),
    }
