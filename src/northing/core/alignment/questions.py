"""Questions about a whole set of objectives and the links between them (R21, R25, R26).

Pass what the reader may see and what counts (published or closed, not deleted). A link one end of which is not among
the objectives is ignored, so a filtered set is answered for itself.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from .links import AlignedObjective, AlignmentLink, LinkKind

SPECIAL_PROJECTS = (0.1, 0.2)
"""R26: a tenth to a fifth of all objectives may be special projects that are connected to nothing."""

HEALTHY_BOTTOM_UP = 0.5
"""R26: healthy is a bottom-up share of more than half."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Which objectives are connected to anything at all, and the share that is not (R26).

    `unconnected_share` is 0..1, or None if there are no objectives.
    """

    connected: frozenset[int]
    unconnected: frozenset[int]

    @property
    def unconnected_share(self) -> float | None:
        count = len(self.connected) + len(self.unconnected)
        return len(self.unconnected) / count if count else None

    @property
    def within_special_projects(self) -> bool:
        """No more are unconnected than special projects explain (R26). Fewer is never a fault."""
        return self.unconnected_share is None or self.unconnected_share <= SPECIAL_PROJECTS[1]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the objectives that serve others came from (R20, R21, R26).

    `top_down`: it takes at least one key result from above on. `bottom_up`: it serves by implicit links alone, so its
    team drafted it and then connected it. An objective that only shares another team's (R22) is neither.
    """

    bottom_up: frozenset[int]
    top_down: frozenset[int]

    @property
    def bottom_up_share(self) -> float | None:
        """0..1, or None while nothing serves anything."""
        count = len(self.bottom_up) + len(self.top_down)
        return len(self.bottom_up) / count if count else None

    @property
    def is_healthy(self) -> bool:
        share = self.bottom_up_share
        return share is None or share > HEALTHY_BOTTOM_UP


@dataclass(frozen=True, slots=True, order=True)
class Bridge:
    """Links between two departments, either way; `departments` in ascending order, `links` how many."""

    departments: tuple[int, int]
    links: int


def connection(objectives: Collection[AlignedObjective], links: Iterable[AlignmentLink]) -> Connection:
    """An objective is connected if it serves, is served by or shares at least one other (R26)."""
    ids = {objective.id for objective in objectives}
    connected = {end for link in _within(ids, links) for end in (link.child, link.parent)}
    return Connection(frozenset(connected), frozenset(ids - connected))


def origin(objectives: Collection[AlignedObjective], links: Iterable[AlignmentLink]) -> Origin:
    """Who set the objectives that serve others: their teams, or the level above (R26)."""
    kinds: dict[int, set[LinkKind]] = {}
    for link in _within({objective.id for objective in objectives}, links):
        kinds.setdefault(link.child, set()).add(link.kind)
    top_down = {child for child, its in kinds.items() if LinkKind.EXPLICIT in its}
    bottom_up = {child for child, its in kinds.items() if LinkKind.IMPLICIT in its and child not in top_down}
    return Origin(frozenset(bottom_up), frozenset(top_down))


def bridges(objectives: Collection[AlignedObjective], links: Iterable[AlignmentLink]) -> tuple[Bridge, ...]:
    """The pairs of departments that work with each other, strongest bridge first (R25).

    Objectives of the whole organisation belong to no department: that two departments serve the same company objective
    does not yet make them work together.
    """
    department = {objective.id: objective.department for objective in objectives}
    counts: dict[tuple[int, int], int] = {}
    for link in _within(department, links):
        here, there = department[link.child], department[link.parent]
        if here is not None and there is not None and here != there:
            pair = (min(here, there), max(here, there))
            counts[pair] = counts.get(pair, 0) + 1
    found = (Bridge(pair, count) for pair, count in counts.items())
    return tuple(sorted(found, key=lambda bridge: (-bridge.links, bridge.departments)))


def islands(
    departments: Collection[int], objectives: Collection[AlignedObjective], links: Iterable[AlignmentLink]
) -> frozenset[int]:
    """The departments without any bridge to another one (R25), among `departments`; also those without objectives."""
    bridged = {end for bridge in bridges(objectives, links) for end in bridge.departments}
    return frozenset(departments) - bridged


def unserved_key_results(
    objectives: Iterable[AlignedObjective], links: Iterable[AlignmentLink]
) -> tuple[tuple[int, int], ...]:
    """The (objective, key result) pairs that no objective has taken on, in the order given (R20).

    A fact and not a fault: the objective's own team may be all that a key result needs.
    """
    listed = list(objectives)
    served = {link.key_result for link in _within({objective.id for objective in listed}, links)}
    return tuple(
        (objective.id, key_result)
        for objective in listed
        for key_result in objective.key_results
        if key_result not in served
    )


def upstream(ids: Collection[int], links: Iterable[AlignmentLink]) -> frozenset[int]:
    """Every objective that these serve, directly or through others, without themselves (R20, R21).

    Shared links run sideways (R22) and are not followed; `beside` follows them.
    """
    return _reached(ids, ((link.child, link.parent) for link in links if link.kind is not LinkKind.SHARED))


def downstream(ids: Collection[int], links: Iterable[AlignmentLink]) -> frozenset[int]:
    """Every objective that serves these, directly or through others, without themselves (R20, R21)."""
    return _reached(ids, ((link.parent, link.child) for link in links if link.kind is not LinkKind.SHARED))


def beside(objective: int, links: Iterable[AlignmentLink]) -> frozenset[int]:
    """Every other objective that is the same one in another team: the original and all who took it on (R22)."""
    pairs = [(link.child, link.parent) for link in links if link.kind is LinkKind.SHARED]
    return _reached([objective], [*pairs, *((parent, child) for child, parent in pairs)])


def _within(ids: Collection[int], links: Iterable[AlignmentLink]) -> Sequence[AlignmentLink]:
    return [link for link in links if link.child in ids and link.parent in ids]


def _reached(starts: Collection[int], steps: Iterable[tuple[int, int]]) -> frozenset[int]:
    follow: dict[int, list[int]] = {}
    for here, there in steps:
        follow.setdefault(here, []).append(there)
    reached = set(starts)
    open_ends = list(reached)
    while open_ends:
        for there in follow.get(open_ends.pop(), ()):
            if there not in reached:
                reached.add(there)
                open_ends.append(there)
    return frozenset(reached.difference(starts))
