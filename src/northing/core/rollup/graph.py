"""The roll-up of a whole graph: computed in full, or kept up to date one change at a time (R13-R17).

Both ways call the same formulas on the same numbers, so they agree to the last bit: `graph.numbers`, kept up to date,
always equals `graph.compute()`, computed from nothing but what check-ins say. A change touches what it changes and the
chain above it, and nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from .formulas import DrawsFrom, Feeds, combined_value, flows, mean_progress, objective_progress
from .loops import LoopRefused, shortest_way
from .nodes import KeyResultNode, Link, NodeKind, ObjectiveNode, Ref, require_finite, require_weight


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every number of a graph by id: objectives clamped 0..1, key results unclamped, None for "no progress yet".

    `values` holds the values of the key results that are fed by other key results (R12).
    """

    objectives: dict[int, float | None] = field(default_factory=dict)
    key_results: dict[int, float | None] = field(default_factory=dict)
    values: dict[int, float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changes:
    """What one change did: (before, after) of every number that is now another one.

    What was added had None before, what was removed has None after. `touched` counts the nodes that were computed
    again, also those whose number turned out to be the same.
    """

    objectives: dict[int, tuple[float | None, float | None]] = field(default_factory=dict)
    key_results: dict[int, tuple[float | None, float | None]] = field(default_factory=dict)
    touched: int = 0


class _Objective:
    __slots__ = ("counts", "draws_from", "has_begun", "id", "key_results", "served_by", "serves")

    def __init__(self, node: ObjectiveNode) -> None:
        self.id = node.id
        self.draws_from = node.draws_from
        self.has_begun = node.has_begun
        self.counts = node.counts
        self.key_results: list[_KeyResult] = []
        self.served_by: list[_Objective] = []
        self.serves: list[_Node] = []


class _KeyResult:
    __slots__ = ("combination", "feeds", "id", "objective", "progress", "value", "weight")

    def __init__(self, node: KeyResultNode, objective: _Objective) -> None:
        self.id = node.id
        self.objective = objective
        self.weight = node.weight
        self.feeds = node.feeds
        checked_in = node.feeds is Feeds.CHECKINS
        self.progress = node.progress if checked_in else None
        self.value = node.value if checked_in else None
        self.combination = node.combination


_Node: TypeAlias = _Objective | _KeyResult


class Graph:
    """Objectives, key results and the links between them, with the number of each.

    `names` are for the message of a refused loop; without them a node is called "objective 7".
    Unknown ids raise KeyError, ids given twice ValueError, loops LoopRefused (R16); a refused change changes nothing.
    """

    def __init__(
        self,
        objectives: Iterable[ObjectiveNode] = (),
        key_results: Iterable[KeyResultNode] = (),
        links: Iterable[Link] = (),
        names: Mapping[Ref, str] | None = None,
    ) -> None:
        self._names = names or {}
        self._objectives: dict[int, _Objective] = {}
        self._key_results: dict[int, _KeyResult] = {}
        # Few key results have these, so they are kept beside the nodes, by id of the key result. Every key result that
        # is in one of the first two is computed in order; all others only say what was checked in.
        self._taken_on_by: dict[int, list[_Objective]] = {}
        self._sources: dict[int, list[_KeyResult]] = {}
        self._feeding: dict[int, list[_KeyResult]] = {}
        for objective in objectives:
            self._insert_objective(objective)
        combined: list[KeyResultNode] = []
        for key_result in key_results:
            self._insert_key_result(key_result)
            if key_result.combination:
                combined.append(key_result)
        for key_result in combined:
            self._connect_sources(key_result)
        for link in links:
            self._insert_link(link)
        self.numbers = self.compute()

    # -- in full -----------------------------------------------------------------------------------------------------

    def compute(self) -> Numbers:
        """Every number, from the inputs alone. Does not look at `numbers` and does not change them."""
        numbers = Numbers(key_results={node.id: node.progress for node in self._key_results.values()})
        for node in self._in_order():
            self._evaluate(node, numbers)
        return numbers

    def _in_order(self) -> Iterator[_Node]:
        """Every computed node after everything it may draw from, whether or not it draws from it today."""
        waiting: dict[_Node, int] = {}
        ready: list[_Node] = []
        computed = [self._key_results[key] for key in self._taken_on_by.keys() | self._sources.keys()]
        computed_in = Counter(key_result.objective for key_result in computed)
        for key_result in computed:
            inputs = len(self._taken_on_by.get(key_result.id, ()))
            inputs += sum(self._is_computed(source) for source in self._sources.get(key_result.id, ()))
            self._queue(key_result, inputs, waiting, ready)
        for objective in self._objectives.values():
            self._queue(objective, len(objective.served_by) + computed_in[objective], waiting, ready)
        while ready:
            node = ready.pop()
            yield node
            for upper in self._above(node):
                self._queue(upper, waiting.pop(upper) - 1, waiting, ready)
        if waiting:
            raise self._loop_among(waiting)

    @staticmethod
    def _queue(node: _Node, inputs: int, waiting: dict[_Node, int], ready: list[_Node]) -> None:
        if inputs:
            waiting[node] = inputs
        else:
            ready.append(node)

    def _is_computed(self, key_result: _KeyResult) -> bool:
        return key_result.id in self._taken_on_by or key_result.id in self._sources

    def _loop_among(self, waiting: Mapping[_Node, int]) -> LoopRefused:
        for node in waiting:
            for upper in self._above(node):
                way = self._way(upper, node)
                if way:
                    return self._refused([node, *way])
        raise AssertionError("What waits for ever waits for itself.")

    # -- one change at a time ----------------------------------------------------------------------------------------

    def set_progress(self, key_result_id: int, progress: float | None, value: float | None = None) -> Changes:
        """A check-in: the key result's new unclamped progress, and its value if other key results are fed by it."""
        key_result = self._key_result(key_result_id)
        if key_result.feeds is not Feeds.CHECKINS:
            raise ValueError(f"{self._name(key_result)} takes its value from elsewhere; nobody can check it in.")
        require_finite(progress)
        require_finite(value)
        fed = self._feeding.get(key_result.id, ()) if value != key_result.value else ()
        key_result.progress, key_result.value = progress, value
        return self._update([key_result, *fed])

    def set_weight(self, key_result_id: int, weight: float) -> Changes:
        """R13; 0 is shown and not counted."""
        key_result = self._key_result(key_result_id)
        require_weight(weight)
        if weight == key_result.weight:
            return Changes()
        key_result.weight = weight
        return self._update([key_result.objective])

    def set_begun(self, objective_id: int, has_begun: bool) -> Changes:
        """The objective's cycle has started (or has been moved): key results without progress now count as 0 (R13)."""
        objective = self._objective(objective_id)
        if has_begun is objective.has_begun:
            return Changes()
        objective.has_begun = has_begun
        return self._update([objective])

    def set_draws_from(self, objective_id: int, draws_from: DrawsFrom) -> Changes:
        """R15."""
        objective = self._objective(objective_id)
        if draws_from is objective.draws_from:
            return Changes()
        objective.draws_from = draws_from
        return self._update([objective])

    def set_counts(self, objective_id: int, counts: bool) -> Changes:
        """Published or back to draft, deleted or restored: what is above sees it or not. Its own number stays."""
        objective = self._objective(objective_id)
        if counts is objective.counts:
            return Changes()
        objective.counts = counts
        return self._update(self._reached_by(objective))

    def add_objective(self, node: ObjectiveNode) -> Changes:
        return self._update([self._insert_objective(node)])

    def remove_objective(self, objective_id: int) -> Changes:
        """With its key results and every link from and to it; objectives that served it go on without it."""
        objective = self._objective(objective_id)
        above = self._reached_by(objective) if objective.counts else []
        gone: list[_Node] = [objective, *objective.key_results]
        for key_result in list(objective.key_results):
            self._detach_key_result(key_result)
        for upper in objective.serves:
            self._servers(upper).remove(objective)
        for lower in objective.served_by:
            lower.serves.remove(objective)
        del self._objectives[objective.id]
        return self._update(above, gone)

    def add_key_result(self, node: KeyResultNode) -> Changes:
        objective = self._objective(node.objective)
        for source in self._existing_sources(node):
            way = self._way(objective, source)
            if way:
                ref = Ref(NodeKind.KEY_RESULT, node.id)
                name = self._names.get(ref, str(ref))
                raise LoopRefused([name, *map(self._name, way), name])
        key_result = self._insert_key_result(node)
        self._connect_sources(node)
        self.numbers.key_results[node.id] = None  # an objective that does not draw from it may be computed first
        return self._update([key_result, objective])

    def remove_key_result(self, key_result_id: int) -> Changes:
        """With every link to it. An objective that loses its last key result becomes directional (R14)."""
        key_result = self._key_result(key_result_id)
        above: list[_Node] = [key_result.objective, *self._feeding.get(key_result.id, ())]
        self._detach_key_result(key_result)
        return self._update(above, [key_result])

    def move_key_result(self, key_result_id: int, objective_id: int) -> Changes:
        """To another objective, with everything that takes it on."""
        key_result, objective = self._key_result(key_result_id), self._objective(objective_id)
        former = key_result.objective
        if objective is former:
            return Changes()
        self._refuse_loop(key_result, objective)
        former.key_results.remove(key_result)
        key_result.objective = objective
        objective.key_results.append(key_result)
        # Whether a source counts depends on whose it is, so what is fed by it and what feeds it are looked at again.
        return self._update([key_result, former, objective, *self._feeding.get(key_result.id, ())])

    def add_link(self, link: Link) -> Changes:
        """Refused with the loop's name if it would close one (R16), also while no value would flow along it."""
        child, upper = self._objective(link.child), self._target(link)
        self._refuse_loop(child, upper)
        self._insert_link(link)
        return self._update([upper] if self._flows(child, upper) else [])

    def remove_link(self, link: Link) -> Changes:
        child, upper = self._objective(link.child), self._target(link)
        if upper not in child.serves:
            raise KeyError(f"{self._name(child)} does not serve {self._name(upper)}.")
        flowed = self._flows(child, upper)
        child.serves.remove(upper)
        self._servers(upper).remove(child)
        return self._update([upper] if flowed else [])

    # -- how a change travels ----------------------------------------------------------------------------------------

    def _update(self, starts: Iterable[_Node], gone: Iterable[_Node] = ()) -> Changes:
        """Compute `starts` again, then whatever draws from a number that changed, each node once and in order."""
        changes = Changes()
        for node in gone:
            self._record(changes, node, self._forget_number(node), None)
        stale = dict.fromkeys(starts)
        waiting = self._waiting_above(stale)
        ready = [node for node, inputs in waiting.items() if not inputs]
        touched = 0
        while ready:
            node = ready.pop()
            changed = False
            if node in stale:
                touched += 1
                changed = self._evaluate_and_record(node, changes)
            for upper in self._drawing_from(node):
                if changed:
                    stale[upper] = None
                waiting[upper] -= 1
                if not waiting[upper]:
                    ready.append(upper)
        return replace(changes, touched=touched)

    def _waiting_above(self, starts: Iterable[_Node]) -> dict[_Node, int]:
        """Everything that draws from `starts`, with the number of inputs it has among them."""
        waiting: dict[_Node, int] = dict.fromkeys(starts, 0)
        unseen = list(waiting)
        while unseen:
            for upper in self._drawing_from(unseen.pop()):
                if upper in waiting:
                    waiting[upper] += 1
                else:
                    waiting[upper] = 1
                    unseen.append(upper)
        return waiting

    def _evaluate_and_record(self, node: _Node, changes: Changes) -> bool:
        """Whether anything that others draw from has changed."""
        numbers = self.numbers
        if isinstance(node, _Objective):
            before = numbers.objectives.get(node.id)
            self._evaluate(node, numbers)
            self._record(changes, node, before, after := numbers.objectives[node.id])
            return before != after
        before, value = numbers.key_results.get(node.id), numbers.values.get(node.id)
        self._evaluate(node, numbers)
        self._record(changes, node, before, after := numbers.key_results[node.id])
        return before != after or value != numbers.values.get(node.id)

    def _evaluate(self, node: _Node, numbers: Numbers) -> None:
        """Put the node's number into `numbers`, from the numbers that are in there below it."""
        if isinstance(node, _Objective):
            of_objectives, of_key_results = numbers.objectives, numbers.key_results
            directional = not node.key_results or node.draws_from is not DrawsFrom.KEY_RESULTS
            numbers.objectives[node.id] = objective_progress(
                node.draws_from,
                [(key_result.weight, of_key_results[key_result.id]) for key_result in node.key_results],
                [of_objectives[lower.id] for lower in node.served_by if lower.counts] if directional else (),
                node.has_begun,
            )
        elif node.feeds is Feeds.CHECKINS:
            numbers.key_results[node.id] = node.progress
        elif node.combination is None:
            takers = self._taken_on_by[node.id]
            numbers.key_results[node.id] = mean_progress(numbers.objectives[one.id] for one in takers if one.counts)
        else:
            sources = self._sources[node.id]
            value = combined_value(
                node.combination.combine,
                [self._value(source, numbers) for source in sources if self._is_seen_by(source, node)],
            )
            numbers.values[node.id] = value
            numbers.key_results[node.id] = node.combination.progress_of(value)

    @staticmethod
    def _value(source: _KeyResult, numbers: Numbers) -> float | None:
        return source.value if source.combination is None else numbers.values[source.id]

    @staticmethod
    def _is_seen_by(source: _KeyResult, key_result: _KeyResult) -> bool:
        return source.objective.counts or source.objective is key_result.objective

    @staticmethod
    def _record(changes: Changes, node: _Node, before: float | None, after: float | None) -> None:
        if before != after:
            kind = changes.objectives if isinstance(node, _Objective) else changes.key_results
            kind[node.id] = (before, after)

    def _forget_number(self, node: _Node) -> float | None:
        if isinstance(node, _Objective):
            return self.numbers.objectives.pop(node.id)
        self.numbers.values.pop(node.id, None)
        return self.numbers.key_results.pop(node.id)

    # -- who draws from whom -----------------------------------------------------------------------------------------

    def _above(self, node: _Node) -> Iterable[_Node]:
        """Everything that draws from this node, or would if its author chose so: what must not contain a loop."""
        if isinstance(node, _Objective):
            return node.serves
        return (node.objective, *self._feeding.get(node.id, ()))

    def _drawing_from(self, node: _Node) -> Iterable[_Node]:
        """Everything that draws from this node as things are now."""
        if isinstance(node, _Objective):
            return [upper for upper in node.serves if self._flows(node, upper)] if node.counts else ()
        above: list[_Node] = [fed for fed in self._feeding.get(node.id, ()) if self._is_seen_by(node, fed)]
        if node.weight and node.objective.draws_from is not DrawsFrom.ALIGNED:
            above.append(node.objective)
        return above

    def _reached_by(self, objective: _Objective) -> list[_Node]:
        """Everything outside an objective that draws from it or from its key results while it counts."""
        above = [upper for upper in objective.serves if self._flows(objective, upper, counting=True)]
        for key_result in objective.key_results:
            above += [fed for fed in self._feeding.get(key_result.id, ()) if fed.objective is not objective]
        return above

    @staticmethod
    def _flows(child: _Objective, upper: _Node, counting: bool = False) -> bool:
        if not (child.counts or counting):
            return False
        if isinstance(upper, _Objective):
            return flows(upper.draws_from, bool(upper.key_results), link_to_kr=False)
        return flows(upper.objective.draws_from, True, link_to_kr=True, kr_feeds=upper.feeds)

    def _way(self, start: _Node, goal: _Node) -> list[_Node] | None:
        return shortest_way(start, goal, self._above)

    def _refuse_loop(self, lower: _Node, upper: _Node) -> None:
        way = self._way(upper, lower)
        if way:
            raise self._refused([lower, *way])

    def _refused(self, loop: Iterable[_Node]) -> LoopRefused:
        return LoopRefused([self._name(node) for node in loop])

    def _name(self, node: _Node) -> str:
        ref = Ref(NodeKind.OBJECTIVE if isinstance(node, _Objective) else NodeKind.KEY_RESULT, node.id)
        return self._names.get(ref, str(ref))

    # -- nodes and links ---------------------------------------------------------------------------------------------

    def _objective(self, objective_id: int) -> _Objective:
        try:
            return self._objectives[objective_id]
        except KeyError:
            raise KeyError(f"There is no objective {objective_id}.") from None

    def _key_result(self, key_result_id: int | None) -> _KeyResult:
        if key_result_id in self._key_results and key_result_id is not None:
            return self._key_results[key_result_id]
        raise KeyError(f"There is no key result {key_result_id}.")

    def _target(self, link: Link) -> _Node:
        if link.parent_objective is not None:
            return self._objective(link.parent_objective)
        return self._key_result(link.parent_key_result)

    def _insert_objective(self, node: ObjectiveNode) -> _Objective:
        if node.id in self._objectives:
            raise ValueError(f"Objective {node.id} is there already.")
        objective = self._objectives[node.id] = _Objective(node)
        return objective

    def _insert_key_result(self, node: KeyResultNode) -> _KeyResult:
        if node.id in self._key_results:
            raise ValueError(f"Key result {node.id} is there already.")
        objective = self._objective(node.objective)
        key_result = self._key_results[node.id] = _KeyResult(node, objective)
        objective.key_results.append(key_result)
        if key_result.feeds is Feeds.ALIGNED:
            self._taken_on_by[key_result.id] = []
        if key_result.combination:
            self._sources[key_result.id] = []
        return key_result

    def _existing_sources(self, node: KeyResultNode) -> list[_KeyResult]:
        return [self._key_result(source) for source in node.combination.sources] if node.combination else []

    def _connect_sources(self, node: KeyResultNode) -> None:
        key_result = self._key_results[node.id]
        for source in self._existing_sources(node):
            self._sources[key_result.id].append(source)
            self._feeding.setdefault(source.id, []).append(key_result)

    def _insert_link(self, link: Link) -> None:
        child, upper = self._objective(link.child), self._target(link)
        if upper in child.serves:
            raise ValueError(f"{self._name(child)} serves {self._name(upper)} already.")
        child.serves.append(upper)
        self._servers(upper).append(child)

    def _servers(self, upper: _Node) -> list[_Objective]:
        return upper.served_by if isinstance(upper, _Objective) else self._taken_on_by.setdefault(upper.id, [])

    def _detach_key_result(self, key_result: _KeyResult) -> None:
        for taker in self._taken_on_by.pop(key_result.id, ()):
            taker.serves.remove(key_result)
        for fed in self._feeding.pop(key_result.id, ()):
            self._sources[fed.id].remove(key_result)
        for source in self._sources.pop(key_result.id, ()):
            self._feeding[source.id].remove(key_result)
        key_result.objective.key_results.remove(key_result)
        del self._key_results[key_result.id]
