"""The roll-up of a whole graph: computed in full, or kept up to date one change at a time (R12-R17).

Both ways call the same formulas on the same numbers, so they agree to the last bit: `graph.numbers`, kept up to date,
always equals `graph.compute()`, computed from nothing but what check-ins say. A change touches what it changes and the
chain above it, and nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from .formulas import DrawsFrom, Feeds, combined_value, mean_progress, objective_progress
from .nodes import KeyResultNode, Link, ObjectiveNode, Ref, require_finite, require_weight
from .structure import KeyResult, Node, Objective, Structure, carries, is_seen_by


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

    def record(self, node: Node, before: float | None, after: float | None) -> None:
        if before != after:
            of_its_kind = self.objectives if isinstance(node, Objective) else self.key_results
            of_its_kind[node.id] = (before, after)


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
        self._structure = structure = Structure(names or {})
        for objective in objectives:
            structure.insert_objective(objective)
        combined: list[KeyResultNode] = []
        for key_result in key_results:
            structure.insert_key_result(key_result)
            if key_result.combination:
                combined.append(key_result)
        for key_result in combined:
            structure.connect_sources(key_result)
        for link in links:
            structure.insert_link(link)
        self.numbers = self.compute()

    def compute(self) -> Numbers:
        """Every number in full, from the inputs alone. Does not look at `numbers` and does not change them."""
        numbers = Numbers(key_results={node.id: node.progress for node in self._structure.key_results.values()})
        for node in self._structure.in_order():
            self._evaluate(node, numbers)
        return numbers

    # -- one change at a time ----------------------------------------------------------------------------------------

    def set_progress(self, key_result_id: int, progress: float | None, value: float | None = None) -> Changes:
        """A check-in: the key result's new unclamped progress, and its value if other key results are fed by it."""
        key_result = self._structure.key_result(key_result_id)
        if key_result.feeds is not Feeds.CHECKINS:
            raise ValueError(f"{self._structure.name(key_result)} takes its value from elsewhere, not from check-ins.")
        require_finite(progress)
        require_finite(value)
        fed = self._structure.fed_by(key_result) if value != key_result.value else ()
        key_result.progress, key_result.value = progress, value
        return self._update([key_result, *fed])

    def set_weight(self, key_result_id: int, weight: float) -> Changes:
        """R13; 0 is shown and not counted."""
        key_result = self._structure.key_result(key_result_id)
        require_weight(weight)
        if weight == key_result.weight:
            return Changes()
        key_result.weight = weight
        return self._update([key_result.objective])

    def set_begun(self, objective_id: int, has_begun: bool) -> Changes:
        """The objective's cycle has started (or has been moved): key results without progress now count as 0 (R13)."""
        objective = self._structure.objective(objective_id)
        if has_begun is objective.has_begun:
            return Changes()
        objective.has_begun = has_begun
        return self._update([objective])

    def set_draws_from(self, objective_id: int, draws_from: DrawsFrom) -> Changes:
        """R15."""
        objective = self._structure.objective(objective_id)
        if draws_from is objective.draws_from:
            return Changes()
        objective.draws_from = draws_from
        return self._update([objective])

    def set_counts(self, objective_id: int, counts: bool) -> Changes:
        """Published or back to draft, deleted or restored: what is above sees it or not. Its own number stays."""
        objective = self._structure.objective(objective_id)
        if counts is objective.counts:
            return Changes()
        objective.counts = counts
        return self._update(self._structure.outside(objective))

    def add_objective(self, node: ObjectiveNode) -> Changes:
        objective = self._structure.insert_objective(node)
        self.numbers.objectives[node.id] = None
        return self._update([objective])

    def remove_objective(self, objective_id: int) -> Changes:
        """With its key results and every link from and to it; objectives that served it go on without it."""
        objective = self._structure.objective(objective_id)
        above = self._structure.outside(objective) if objective.counts else []
        gone: list[Node] = [objective, *objective.key_results]
        self._structure.detach_objective(objective)
        return self._update(above, gone)

    def add_key_result(self, node: KeyResultNode) -> Changes:
        """The first one of a directional objective ends that (R14)."""
        self._structure.refuse_loop_of_new(node)
        key_result = self._structure.insert_key_result(node)
        self._structure.connect_sources(node)
        self.numbers.key_results[node.id] = None  # an objective that does not draw from it may be computed first
        return self._update([key_result, key_result.objective])

    def remove_key_result(self, key_result_id: int) -> Changes:
        """With every link to it. An objective that loses its last key result becomes directional (R14)."""
        key_result = self._structure.key_result(key_result_id)
        above: list[Node] = [key_result.objective, *self._structure.fed_by(key_result)]
        self._structure.detach_key_result(key_result)
        return self._update(above, [key_result])

    def move_key_result(self, key_result_id: int, objective_id: int) -> Changes:
        """To another objective, with everything that takes it on."""
        key_result, objective = self._structure.key_result(key_result_id), self._structure.objective(objective_id)
        former = key_result.objective
        if objective is former:
            return Changes()
        self._structure.refuse_loop(key_result, objective)
        self._structure.move_key_result(key_result, objective)
        # Whether a source counts depends on whose it is, so this one and what it feeds may now see something else.
        return self._update([key_result, former, objective, *self._structure.feeding.get(key_result.id, ())])

    def add_link(self, link: Link) -> Changes:
        """Refused with the loop's name if it would close one (R16), also while no value would flow along it."""
        child, upper = self._structure.ends(link)
        self._structure.refuse_loop(child, upper)
        self._structure.insert_link(link)
        return self._update([upper] if child.counts and carries(upper) else [])

    def remove_link(self, link: Link) -> Changes:
        child, upper = self._structure.ends(link)
        self._structure.detach_link(link)
        return self._update([upper] if child.counts and carries(upper) else [])

    # -- how a change travels ----------------------------------------------------------------------------------------

    def _update(self, starts: Iterable[Node], gone: Iterable[Node] = ()) -> Changes:
        """Compute `starts` again, then whatever draws from a number that changed, each node once and in order."""
        changes = Changes()
        for node in gone:
            changes.record(node, self._forget(node), None)
        stale = dict.fromkeys(starts)
        waiting = self._waiting_above(stale)
        ready = [node for node, inputs in waiting.items() if not inputs]
        touched = 0
        while ready:
            node = ready.pop()
            changed = False
            if node in stale:
                touched += 1
                changed = self._renew(node, changes)
            for upper in self._structure.drawing_from(node):
                if changed:
                    stale[upper] = None
                waiting[upper] -= 1
                if not waiting[upper]:
                    ready.append(upper)
        return replace(changes, touched=touched)

    def _waiting_above(self, starts: Iterable[Node]) -> dict[Node, int]:
        """Everything that draws from `starts`, with the number of inputs it has among them."""
        waiting: dict[Node, int] = dict.fromkeys(starts, 0)
        unseen = list(waiting)
        while unseen:
            for upper in self._structure.drawing_from(unseen.pop()):
                if upper not in waiting:
                    waiting[upper] = 0
                    unseen.append(upper)
                waiting[upper] += 1
        return waiting

    def _renew(self, node: Node, changes: Changes) -> bool:
        """Whether anything that others draw from has become another number."""
        numbers = self.numbers
        progresses = numbers.objectives if isinstance(node, Objective) else numbers.key_results
        before = progresses.get(node.id)
        value = None if isinstance(node, Objective) else numbers.values.get(node.id)
        self._evaluate(node, numbers)
        after = progresses[node.id]
        changes.record(node, before, after)
        return before != after or (isinstance(node, KeyResult) and value != numbers.values.get(node.id))

    def _forget(self, node: Node) -> float | None:
        if isinstance(node, Objective):
            return self.numbers.objectives.pop(node.id)
        self.numbers.values.pop(node.id, None)
        return self.numbers.key_results.pop(node.id)

    # -- one node ----------------------------------------------------------------------------------------------------

    def _evaluate(self, node: Node, numbers: Numbers) -> None:
        """Put the node's number into `numbers`, from the numbers that are in there below it."""
        if isinstance(node, Objective):
            of_objectives, of_key_results = numbers.objectives, numbers.key_results
            numbers.objectives[node.id] = objective_progress(
                node.draws_from,
                [(key_result.weight, of_key_results[key_result.id]) for key_result in node.key_results],
                [of_objectives[lower.id] for lower in node.served_by if lower.counts] if carries(node) else (),
                node.has_begun,
            )
        elif node.combination:
            value = combined_value(
                node.combination.combine,
                [
                    source.value if source.combination is None else numbers.values[source.id]
                    for source in self._structure.sources[node.id]
                    if is_seen_by(source, node)
                ],
            )
            numbers.values[node.id] = value
            numbers.key_results[node.id] = node.combination.progress_of(value)
        elif node.feeds is Feeds.ALIGNED:
            takers = self._structure.taken_on_by[node.id]
            numbers.key_results[node.id] = mean_progress(numbers.objectives[one.id] for one in takers if one.counts)
        else:
            numbers.key_results[node.id] = node.progress
