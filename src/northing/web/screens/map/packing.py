"""The map as few bytes: lists in the place of objects, places in the place of names, hundredths in the place of shares.

    levels     [what a row of the map is called, what one of it is], from the top
    groups     [number, name] of each department, in the order of the organisation
    teams      [number, name, place of its department or -1]
    nodes      [number, statement, place of its team, place of its level, band, landing, flags, progress, expected,
                lowest, middle and highest forecast]; what is not known at the end is left out
    whole      whether nothing was filtered but cycle and day; else nothing is missing that is not drawn
    islands    the places of the departments without a bridge
    unserved   [place of an objective, how many of its key results nobody has taken on]
    links      [place of the child, place of the parent, kind], and of a dependency its state and 1 if it is in danger
    requests   [place of an objective, place of the team it asks, state, 1 if it is in danger]

Bands are places in `BANDS`, kinds in `KINDS`, states in `STATES`. Flags: 1 draft, 2 closed, 4 confidential.
"""

import json
from collections import Counter
from typing import Any

from northing.core.alignment import LinkKind, RequestState
from northing.core.scoring import Band
from northing.goals.queries.map import DEPENDENCY, LEVELS, LONGEST_STATEMENT, AlignmentMap, MapLink, MapNode
from northing.goals.queries.objective import State
from northing.kit.text import shorten
from northing.web.exploring.choices import level_words
from northing.web.screens.map.presenting import level_names

BANDS = (Band.ON, Band.RISK, Band.OFF, Band.STALE, Band.NONE)
KINDS = (LinkKind.EXPLICIT.value, LinkKind.IMPLICIT.value, LinkKind.SHARED.value, DEPENDENCY)
STATES = ("", *(state.value for state in RequestState))


def packed(whole: AlignmentMap, *, narrowed: bool = False) -> str:
    """The map as JSON text. Of a `narrowed` one nothing is said about what is missing: it may be there, and not be shown."""
    levels = [level for level in LEVELS if any(node.whose is level for node in whole.nodes.values())]
    used = {node.team for node in whole.nodes.values()}
    groups = {number: place for place, number in enumerate(whole.departments)}
    teams = {number: place for place, number in enumerate(number for number in whole.teams if number in used)}
    nodes = {number: place for place, number in enumerate(whole.nodes)}
    names, one = level_names(), level_words()
    document = {
        "levels": [[names[level], one[level.value]] for level in levels],
        "groups": [[number, whole.teams[number].name] for number in groups],
        "teams": [[number, whole.teams[number].name, groups.get(whole.teams[number].department or 0, -1)]
                  for number in teams],
        "nodes": [_node(node, teams[node.team], levels.index(node.whose)) for node in whole.nodes.values()],
        "whole": not narrowed,
        "islands": [] if narrowed else [groups[number] for number in whole.islands],
        "unserved": [] if narrowed else sorted(Counter(nodes[each.objective] for each in whole.unserved).items()),
        "links": [_link(nodes[link.child], nodes[link.parent], link) for link in whole.links],
        "requests": [[nodes[each.objective], teams[each.team], STATES.index(each.state), int(each.flagged)]
                     for each in whole.requests if each.team in teams],
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _node(node: MapNode, team: int, level: int) -> list[Any]:
    flags = (node.state is State.DRAFT) + 2 * (node.state is State.CLOSED) + 4 * node.confidential
    row = [
        node.id, shorten(node.statement, LONGEST_STATEMENT), team, level, BANDS.index(node.band),
        _hundredths(node.landing), int(flags), _hundredths(node.progress), _hundredths(node.expected),
        *(_hundredths(share) for share in node.foreseen or ()),
    ]  # fmt: skip
    while row[-1] is None:
        row.pop()
    return row


def _link(child: int, parent: int, link: MapLink) -> list[int]:
    row = [child, parent, KINDS.index(link.kind)]
    return [*row, STATES.index(link.state), int(link.flagged)] if link.kind == DEPENDENCY else row


def _hundredths(share: float | None) -> int | None:
    return None if share is None else round(share * 100)
