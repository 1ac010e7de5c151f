"""Who draws from whom: the nodes of a roll-up graph and the links between them, without any numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from .formulas import DrawsFrom, Feeds, flows
from .loops import LoopRefused, shortest_way
from .nodes import KeyResultNode, Link, NodeKind, ObjectiveNode, Ref


class Objective:
    """An objective's settings and its neighbours."""

    __slots__ = ("counts", "draws_from", "has_begun", "id", "key_results", "served_by", "serves")

    def __init__(self, node: ObjectiveNode) -> None:
        self.id = node.id
        self.draws_from = node.draws_from
        self.has_begun = node.has_begun
        self.counts = node.counts
        self.key_results: list[KeyResult] = []
        self.served_by: list[Objective] = []
        self.serves: list[Node] = []


class KeyResult:
    """A key result's settings and what was checked in; computed ones have nothing checked in."""

    __slots__ = ("combination", "feeds", "id", "objective", "progress", "value", "weight")

    def __init__(self, node: KeyResultNode, objective: Objective) -> None:
        checked_in = node.feeds is Feeds.CHECKINS
        self.id = node.id
        self.objective = objective
        self.weight = node.weight
        self.feeds = node.feeds
        self.progress = node.progress if checked_in else None
        self.value = node.value if checked_in else None
        self.combination = node.combination


Node: TypeAlias = Objective | KeyResult


class Structure:
    """The nodes by id, and the ways between them. Refuses loops, doubles and unknown ids before it changes anything."""

    def __init__(self, names: Mapping[Ref, str]) -> None:
        self._names = names
        self.objectives: dict[int, Objective] = {}
        self.key_results: dict[int, KeyResult] = {}
        # Few key results have these, so they are kept beside the nodes, by id of the key result. Every key result that
        # is in one of the first two is computed in order; all others only say what was checked in.
        self.taken_on_by: dict[int, list[Objective]] = {}
        self.sources: dict[int, list[KeyResult]] = {}
        self.feeding: dict[int, list[KeyResult]] = {}

    # -- finding -----------------------------------------------------------------------------------------------------

    def objective(self, objective_id: int) -> Objective:
        try:
            return self.objectives[objective_id]
        except KeyError:
            raise KeyError(f"There is no objective {objective_id}.") from None

    def key_result(self, key_result_id: int) -> KeyResult:
        try:
            return self.key_results[key_result_id]
        except KeyError:
            raise KeyError(f"There is no key result {key_result_id}.") from None

    def ends(self, link: Link) -> tuple[Objective, Node]:
        """The objective that serves, and what it serves."""
        child = self.objective(link.child)
        if link.parent_key_result is not None:
            return child, self.key_result(link.parent_key_result)
        assert link.parent_objective is not None
        return child, self.objective(link.parent_objective)

    def name(self, node: Node) -> str:
        return self._name(Ref(NodeKind.OBJECTIVE if isinstance(node, Objective) else NodeKind.KEY_RESULT, node.id))

    def _name(self, ref: Ref) -> str:
        return self._names.get(ref, str(ref))

    # -- who draws from whom -----------------------------------------------------------------------------------------

    def above(self, node: Node) -> Iterable[Node]:
        """Everything that draws from this node, or would if its author chose so: what must not contain a loop."""
        if isinstance(node, Objective):
            return node.serves
        return (node.objective, *self.feeding.get(node.id, ()))

    def drawing_from(self, node: Node) -> list[Node]:
        """Everything that draws from this node as things are now."""
        if isinstance(node, Objective):
            return [upper for upper in node.serves if carries(upper)] if node.counts else []
        above: list[Node] = [*self.fed_by(node)]
        if node.weight and node.objective.draws_from is not DrawsFrom.ALIGNED:
            above.append(node.objective)
        return above

    def fed_by(self, source: KeyResult) -> list[KeyResult]:
        """The key results whose values are made of this one's."""
        return [fed for fed in self.feeding.get(source.id, ()) if is_seen_by(source, fed)]

    def outside(self, objective: Objective) -> list[Node]:
        """Everything outside an objective that draws from it or from its key results, provided that it counts."""
        above = [upper for upper in objective.serves if carries(upper)]
        for key_result in objective.key_results:
            above += [fed for fed in self.feeding.get(key_result.id, ()) if fed.objective is not objective]
        return above

    def in_order(self) -> Iterator[Node]:
        """Every computed node after everything it may draw from; LoopRefused once only loops are left."""
        waiting: dict[Node, int] = {}
        ready: list[Node] = []
        computed = [self.key_results[key] for key in self.taken_on_by.keys() | self.sources.keys()]
        computed_in = Counter(key_result.objective for key_result in computed)
        for key_result in computed:
            inputs = len(self.taken_on_by.get(key_result.id, ()))
            inputs += sum(self._is_computed(source) for source in self.sources.get(key_result.id, ()))
            _queue(key_result, inputs, waiting, ready)
        for objective in self.objectives.values():
            _queue(objective, len(objective.served_by) + computed_in[objective], waiting, ready)
        while ready:
            node = ready.pop()
            yield node
            for upper in self.above(node):
                _queue(upper, waiting.pop(upper) - 1, waiting, ready)
        if waiting:
            raise self._loop_among(waiting)

    def _is_computed(self, key_result: KeyResult) -> bool:
        return key_result.id in self.taken_on_by or key_result.id in self.sources

    # -- loops -------------------------------------------------------------------------------------------------------

    def refuse_loop(self, lower: Node, upper: Node) -> None:
        """Raise LoopRefused if `upper` already serves `lower`, however far round (R16)."""
        way = self._way(upper, lower)
        if way:
            raise self._refused([lower, *way])

    def refuse_loop_of_new(self, node: KeyResultNode) -> None:
        """The same for a key result that is not there yet."""
        objective = self.objective(node.objective)
        for source in self._sources_of(node):
            way = self._way(objective, source)
            if way:
                name = self._name(Ref(NodeKind.KEY_RESULT, node.id))
                raise LoopRefused([name, *map(self.name, way), name])

    def _loop_among(self, waiting: Iterable[Node]) -> LoopRefused:
        for node in waiting:
            for upper in self.above(node):
                way = self._way(upper, node)
                if way:
                    return self._refused([node, *way])
        raise AssertionError("What waits for ever waits for itself.")

    def _way(self, start: Node, goal: Node) -> list[Node] | None:
        return shortest_way(start, goal, self.above)

    def _refused(self, loop: Iterable[Node]) -> LoopRefused:
        return LoopRefused([self.name(node) for node in loop])

    # -- putting in and taking out -----------------------------------------------------------------------------------

    def insert_objective(self, node: ObjectiveNode) -> Objective:
        if node.id in self.objectives:
            raise ValueError(f"Objective {node.id} is there already.")
        objective = self.objectives[node.id] = Objective(node)
        return objective

    def insert_key_result(self, node: KeyResultNode) -> KeyResult:
        """Its sources are connected by `connect_sources`, once they are all there."""
        if node.id in self.key_results:
            raise ValueError(f"Key result {node.id} is there already.")
        objective = self.objective(node.objective)
        key_result = self.key_results[node.id] = KeyResult(node, objective)
        objective.key_results.append(key_result)
        if key_result.feeds is Feeds.ALIGNED:
            self.taken_on_by[key_result.id] = []
        if key_result.combination:
            self.sources[key_result.id] = []
        return key_result

    def connect_sources(self, node: KeyResultNode) -> None:
        for source in self._sources_of(node):
            self.sources[node.id].append(source)
            self.feeding.setdefault(source.id, []).append(self.key_results[node.id])

    def _sources_of(self, node: KeyResultNode) -> list[KeyResult]:
        return [self.key_result(source) for source in node.combination.sources] if node.combination else []

    def insert_link(self, link: Link) -> None:
        child, upper = self.ends(link)
        if upper in child.serves:
            raise ValueError(f"{self.name(child)} serves {self.name(upper)} already.")
        child.serves.append(upper)
        self._servers(upper).append(child)

    def detach_link(self, link: Link) -> None:
        child, upper = self.ends(link)
        if upper not in child.serves:
            raise KeyError(f"{self.name(child)} does not serve {self.name(upper)}.")
        child.serves.remove(upper)
        self._servers(upper).remove(child)

    def move_key_result(self, key_result: KeyResult, objective: Objective) -> None:
        key_result.objective.key_results.remove(key_result)
        key_result.objective = objective
        objective.key_results.append(key_result)

    def detach_key_result(self, key_result: KeyResult) -> None:
        for taker in self.taken_on_by.pop(key_result.id, ()):
            taker.serves.remove(key_result)
        for fed in self.feeding.pop(key_result.id, ()):
            self.sources[fed.id].remove(key_result)
        for source in self.sources.pop(key_result.id, ()):
            self.feeding[source.id].remove(key_result)
        key_result.objective.key_results.remove(key_result)
        del self.key_results[key_result.id]

    def detach_objective(self, objective: Objective) -> None:
        for key_result in list(objective.key_results):
            self.detach_key_result(key_result)
        for upper in objective.serves:
            self._servers(upper).remove(objective)
        for lower in objective.served_by:
            lower.serves.remove(objective)
        del self.objectives[objective.id]

    def _servers(self, upper: Node) -> list[Objective]:
        return upper.served_by if isinstance(upper, Objective) else self.taken_on_by.setdefault(upper.id, [])


def carries(upper: Node) -> bool:
    """Whether value flows along a link that points at `upper`, from an objective that counts."""
    if isinstance(upper, Objective):
        return flows(upper.draws_from, bool(upper.key_results), link_to_kr=False)
    return flows(upper.objective.draws_from, True, link_to_kr=True, kr_feeds=upper.feeds)


def is_seen_by(source: KeyResult, fed: KeyResult) -> bool:
    """A key result of a draft feeds others of the same draft, and nothing outside it."""
    return source.objective.counts or source.objective is fed.objective


def _queue(node: Node, inputs: int, waiting: dict[Node, int], ready: list[Node]) -> None:
    if inputs:
        waiting[node] = inputs
    else:
        ready.append(node)
