"""The whole alignment of a set of OKRs at once: every objective with its numbers, every link, and what follows from them.

The map draws it, and its table reads it out. A handful of queries, however many objectives there are: a node carries only what a
picture can show, so that five thousand of them stay small.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import F

from northing.accounts.models import Person, Role
from northing.core.alignment import (
    AlignedObjective,
    AlignmentLink,
    Bridge,
    Connection,
    LinkKind,
    Origin,
    RequestState,
    beside,
    bridges,
    connection,
    downstream,
    islands,
    origin,
    unserved_key_results,
    upstream,
)
from northing.core.scoring import Band, Commitment, expected_progress, landing
from northing.cycles.queries import CycleRow, cycles
from northing.goals.models import KeyResult
from northing.goals.models.objective import State
from northing.goals.queries import as_of
from northing.goals.queries.dependencies import between
from northing.goals.queries.filters import Filters, Whose, end_of, matching
from northing.goals.queries.foresight import Stored
from northing.goals.queries.past_forecasts import past_forecasts
from northing.goals.queries.skeleton import Bone, Skeleton, skeleton
from northing.goals.queries.tally import Tally, tally_of
from northing.goals.queries.visibility import Reader
from northing.teams.models import Team, TeamKind
from northing.teams.queries import ids_in

LONGEST_STATEMENT = 140
"""Characters of a statement that a map shows at most; the objective's own page has all of it."""
LEVELS = tuple(Whose)
"""From the top of the map to its bottom."""
_FACTS = ("statement", "team_id", "individual_id", "cycle_id", "state", "closed_at", "confidential", "forecast")
_CYCLE = _FACTS.index("cycle_id")
_ASKED_OF = (TeamKind.COMPANY.value, TeamKind.UNIT.value)


class MapNode(NamedTuple):
    """An objective on the map.

    `progress` and `expected` are 0..1 or None; `expected` is None once it is closed. `foreseen` is the 80 % interval with
    its median in the middle (R45). `team` is a key of `AlignmentMap.teams`.
    """

    id: int
    statement: str
    team: int
    whose: Whose
    band: Band
    commitment: Commitment
    progress: float | None
    expected: float | None
    landing: float
    state: State
    confidential: bool
    foreseen: tuple[float, float, float] | None = None


class MapLink(NamedTuple):
    """A line of the map from `child` to `parent`, both objectives.

    `kind` is that of an alignment (R20-R22) or "dependency" (R23): there `parent` is to bring `child` something, `state` is
    that of the request, and `flagged` says that it is in danger. `key_result` is the one that was taken on.
    """

    child: int
    parent: int
    kind: str
    key_result: int | None = None
    state: str = ""
    flagged: bool = False


class MapRequest(NamedTuple):
    """A request to a team that has not said with which of its objectives it will bring it (R23)."""

    objective: int
    team: int
    state: str
    flagged: bool


class MapTeam(NamedTuple):
    """A team of the map. `department` is the part of the organisation it stands in, itself included; None at the top."""

    id: int
    name: str
    department: int | None


class UnservedKeyResult(NamedTuple):
    """A key result of the company or of a unit that nobody below has taken on (R20). A fact and not a fault."""

    id: int
    text: str
    objective: int


@dataclass(frozen=True)
class AlignmentMap:
    """Everything a map shows of what a reader may see. Nodes and teams stand in the order of the organisation.

    `departments` are those directly below the company, or below the team that was filtered for; all of them, also those
    without objectives, unless the reader sees no teams.
    """

    nodes: Mapping[int, MapNode]
    links: tuple[MapLink, ...]
    teams: Mapping[int, MapTeam]
    departments: tuple[int, ...]
    tally: Tally
    key_results: tuple[UnservedKeyResult, ...] = ()
    requests: tuple[MapRequest, ...] = ()

    @cached_property
    def connection(self) -> Connection:
        """Who is connected to anything at all (R26)."""
        return connection(self._aligned, self._alignments)

    @cached_property
    def origin(self) -> Origin:
        """Who set the objectives: their teams, or the level above (R26)."""
        return origin(self._aligned, self._alignments)

    @cached_property
    def bridges(self) -> tuple[Bridge, ...]:
        """The pairs of departments that work with each other (R25)."""
        return bridges(self._aligned, self._alignments)

    @cached_property
    def islands(self) -> tuple[int, ...]:
        """The departments without any bridge (R25), in the order of the organisation."""
        if len(self.departments) < 2:  # one alone has nobody to build a bridge to
            return ()
        alone = islands(self.departments, self._aligned, self._alignments)
        return tuple(each for each in self.departments if each in alone)

    @cached_property
    def unserved(self) -> tuple[UnservedKeyResult, ...]:
        """The key results of the upper levels that nobody has taken on (R20)."""
        pairs = {number for _objective, number in unserved_key_results(self._aligned, self._alignments)}
        return tuple(each for each in self.key_results if each.id in pairs)

    @cached_property
    def links_between(self) -> Mapping[tuple[int, int], tuple[MapLink, ...]]:
        """The links of which each bridge is made."""
        found: dict[tuple[int, int], list[MapLink]] = {}
        for link in self.links:
            here, there = self.department_of(link.child), self.department_of(link.parent)
            if here is not None and there is not None and here != there:
                found.setdefault((min(here, there), max(here, there)), []).append(link)
        return {pair: tuple(links) for pair, links in found.items()}

    def department_of(self, objective_id: int) -> int | None:
        """The department an objective belongs to; None for one of the whole organisation."""
        return self.teams[self.nodes[objective_id].team].department

    def around(self, objective_id: int) -> frozenset[int]:
        """An objective with everything it serves and everything that serves it, directly or not, and its twins (R22)."""
        if objective_id not in self.nodes:
            return frozenset()
        twins = beside(objective_id, self._alignments)
        reached = upstream([objective_id], self._alignments) | downstream([objective_id], self._alignments)
        needed = {end for link in self.links if link.kind == DEPENDENCY for end in (link.child, link.parent)
                  if objective_id in (link.child, link.parent)}  # fmt: skip
        return frozenset({objective_id}) | reached | twins | needed

    @cached_property
    def _alignments(self) -> tuple[AlignmentLink, ...]:
        return tuple(
            AlignmentLink(link.child, link.parent, LinkKind(link.kind), link.key_result)
            for link in self.links
            if link.kind != DEPENDENCY
        )

    @cached_property
    def _aligned(self) -> tuple[AlignedObjective, ...]:
        own: dict[int, list[int]] = {}
        for each in self.key_results:
            own.setdefault(each.objective, []).append(each.id)
        return tuple(
            AlignedObjective(node.id, self.teams[node.team].department, tuple(own.get(node.id, ())))
            for node in self.nodes.values()
        )


DEPENDENCY = "dependency"


def alignment_map(reader: Reader, filters: Filters, today: date) -> AlignmentMap:
    """The alignment of the objectives that the filters mean and this reader sees (R51), on `today` or on a past day.

    A link is there only when both of its ends are.
    """
    known = cycles()
    whole = skeleton(reader, filters, known, today)
    if not whole.bones:
        return AlignmentMap({}, (), {}, (), Tally())
    rows = matching(reader, filters).order_by().values_list("id", *_FACTS)
    facts = {row[0]: row[1:] for row in rows}
    then = _foreseen_then(facts, known, filters.as_of) if filters.as_of else None
    teams, departments = _teams({row[1] for row in facts.values()}, reader, filters.team_id)
    kinds = {team: kind for team, (_, kind) in teams.items()}
    nodes = _nodes(whole, facts, kinds, known, filters.as_of or today, then)
    promised, requests = _dependencies(reader, nodes, filters, today)
    return AlignmentMap(
        nodes=nodes,
        links=(*_links(whole, nodes), *promised),
        requests=requests,
        teams={number: team for number, (team, _) in teams.items()},
        departments=departments,
        tally=tally_of(whole),
        key_results=tuple(_asked_of_others(reader, filters, nodes)),
    )


def _nodes(
    whole: Skeleton,
    facts: Mapping[int, tuple[Any, ...]],
    kinds: Mapping[int, str],
    known: Collection[CycleRow],
    day: date,
    then: Mapping[int, Stored] | None,
) -> dict[int, MapNode]:
    """`then` is what was foreseen on a past day; None for today, whose forecasts are among the facts."""
    by_id = {cycle.id: cycle for cycle in known}
    expected = {(cycle.id, each): expected_progress(each, cycle.span, day) for cycle in known for each in Commitment}
    running = {cycle.id for cycle in by_id.values() if cycle.span.contains(day)}
    nodes = {}
    for number, row in whole.bones.items():
        if number not in facts:  # gone between two queries
            continue
        bone = Bone._make(row)
        statement, team, individual, cycle, state, closed_at, confidential, forecast = facts[number]
        commitment = Commitment(bone.commitment)
        state = State(state)
        if then is not None:
            forecast = then.get(number)
            if state is State.CLOSED and closed_at is not None and closed_at >= end_of(day):
                state = State.PUBLISHED
        foresees = forecast is not None and state is State.PUBLISHED and cycle in running
        nodes[number] = MapNode(
            id=number,
            statement=statement,
            team=team,
            whose=Whose.INDIVIDUAL if individual is not None else Whose(kinds[team]),
            band=Band(bone.band),
            commitment=commitment,
            progress=bone.progress,
            expected=None if state is not State.PUBLISHED else expected[cycle, commitment],
            landing=landing(commitment),
            state=state,
            confidential=confidential,
            foreseen=(forecast["q"][1], forecast["q"][9], forecast["q"][17]) if foresees else None,
        )
    return nodes


def _foreseen_then(facts: Mapping[int, tuple[Any, ...]], known: Sequence[CycleRow], day: date) -> Mapping[int, Stored]:
    """What was foreseen on a past day of the objectives whose cycle ran then."""
    running = {cycle.id for cycle in known if cycle.span.contains(day)}
    return past_forecasts([number for number, row in facts.items() if row[_CYCLE] in running], known, day).objectives


def _links(whole: Skeleton, nodes: Mapping[int, MapNode]) -> tuple[MapLink, ...]:
    rows = [*whole.bones.values(), *(row for rows in whole.others.values() for row in rows)]
    bones = (Bone._make(row) for row in rows)
    found = {
        MapLink(bone.id, bone.parent, bone.kind, bone.key_result)
        for bone in bones
        if bone.parent is not None and bone.kind is not None and bone.id in nodes and bone.parent in nodes
    }
    return tuple(sorted(found, key=lambda link: (link.child, link.parent, link.kind, link.key_result or 0)))


def _dependencies(
    reader: Reader, nodes: Mapping[int, MapNode], filters: Filters, today: date
) -> tuple[tuple[MapLink, ...], tuple[MapRequest, ...]]:
    """What these objectives need from others. Of a past day nothing is told: the requests are those of today."""
    if filters.as_of is not None or not nodes:
        return (), ()
    links, requests = [], []
    for each in between(reader, nodes, today):
        here, there = each.asking_objective_id, each.serving_objective_id
        if here not in nodes or each.state is RequestState.GIVEN_UP:
            continue
        if there is not None and there in nodes and there != here:
            links.append(MapLink(here, there, DEPENDENCY, state=each.state.value, flagged=each.flagged))
        else:
            requests.append(MapRequest(here, each.asked_team_id, each.state.value, each.flagged))
    return tuple(dict.fromkeys(links)), tuple(dict.fromkeys(requests))


def _teams(
    own: Collection[int], reader: Reader, below: int | None
) -> tuple[dict[int, tuple[MapTeam, str]], tuple[int, ...]]:
    """The teams that have objectives here (with their kind), and the departments, each in the order of the organisation."""
    rows = {row[0]: row for row in Team.objects.values_list("id", "name", "kind", "path", "position", "archived_at")}
    place = {number: (row[4], row[1].casefold(), number) for number, row in rows.items()}

    def order(number: int) -> list[tuple[int, str, int]]:
        return [place[step] for step in ids_in(rows[number][3])]

    alone = not isinstance(reader, Person) or reader.role == Role.GUEST.value  # sees no teams but those of what it sees
    found = {}
    for number in sorted(own, key=order):
        trail = ids_in(rows[number][3])
        department = number if alone else _department(trail, below)
        found[number] = (MapTeam(number, rows[number][1], department), rows[number][2])
    if alone:
        return found, tuple(found)
    named = {team.department for team, _ in found.values() if team.department is not None}
    parts = {
        number
        for number, row in rows.items()
        if number in named or (row[5] is None and _department(ids_in(row[3]), below) == number)
    }
    for number in sorted(parts, key=order):
        found.setdefault(number, (MapTeam(number, rows[number][1], number), rows[number][2]))
    return found, tuple(sorted(parts, key=order))


def _department(trail: tuple[int, ...], below: int | None) -> int | None:
    """The team directly below the company, or below the one that was filtered for, on the way to this one."""
    top = trail.index(below) if below in trail else 0 if below is None else len(trail)
    return trail[top + 1] if top + 1 < len(trail) else None


def _asked_of_others(reader: Reader, filters: Filters, nodes: Mapping[int, MapNode]) -> Iterable[UnservedKeyResult]:
    """The key results of the company and its units: those that may wait for somebody to take them on."""
    upper = matching(reader, filters).filter(team__kind__in=_ASKED_OF, individual__isnull=True)
    found = KeyResult.objects.filter(objective_id__in=upper.order_by().values("id"))
    fields: list[Any] = ["id", "text", "objective_id"]
    if filters.as_of is None:
        found = found.filter(deleted_at__isnull=True)
    else:
        found = as_of.key_results_then(found, filters.as_of).annotate(since=as_of.ledger_since("id", filters.as_of))
        fields.append("since")
    order = {number: place for place, number in enumerate(nodes)}
    rows = found.order_by("objective_id", F("position"), "id").values_list(*fields)
    for number, text, objective, *since in sorted(rows, key=lambda row: order.get(row[2], 0)):
        if objective in nodes:
            yield UnservedKeyResult(number, _text_then(since[0], text) if since else text, objective)


def _text_then(ledger: Any, text: str) -> str:
    """The wording before the first change since."""
    before = [was for _id, field, was in sorted(ledger or (), key=lambda entry: entry[0]) if field == "text"]
    return before[0] if before else text
