"""Random graphs with random histories: rows in plain dicts, as in a database, beside a graph kept up to date."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

import pytest

from northing.core.measures import Kind, Measure
from northing.core.rollup import (
    Changes,
    Combination,
    Combine,
    DrawsFrom,
    Feeds,
    Graph,
    KeyResultNode,
    Link,
    LoopRefused,
    ObjectiveNode,
)

MEASURES = [Measure(Kind.INCREASE, start=10.0, target=70.0), Measure(Kind.DECREASE, start=10.0, target=0.0)]


@dataclass
class World:
    """The rows, and the graph that has seen every change of them one by one."""

    objectives: dict[int, ObjectiveNode] = field(default_factory=dict)
    key_results: dict[int, KeyResultNode] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    graph: Graph = field(default_factory=Graph)
    last_id: int = 0

    def recomputed(self) -> Graph:
        return Graph(self.objectives.values(), self.key_results.values(), self.links)

    def new_id(self) -> int:
        self.last_id += 1
        return self.last_id


Step = Callable[[World, Random], Changes | None]


def some_progress(random: Random) -> float | None:
    return random.choice([None, 0.0, -0.0, 1.0, 1.25, -0.2, random.random(), random.random() * 1e-9, 0.1, 1 / 3])


def some_weight(random: Random) -> float:
    return random.choice([1.0, 1.0, 0.0, 2.0, 0.1, random.random() * 1e6])


def add_objective(world: World, random: Random) -> Changes:
    node = ObjectiveNode(
        world.new_id(), random.choice(list(DrawsFrom)), has_begun=random.random() < 0.7, counts=random.random() < 0.8
    )
    world.objectives[node.id] = node
    return world.graph.add_objective(node)


def add_key_result(world: World, random: Random) -> Changes | None:
    if not world.objectives:
        return None
    feeds = random.choice([Feeds.CHECKINS, Feeds.CHECKINS, Feeds.ALIGNED, Feeds.KEY_RESULTS])
    combination = None
    if feeds is Feeds.KEY_RESULTS:
        sources = random.sample(sorted(world.key_results), min(len(world.key_results), random.randrange(4)))
        combination = Combination(random.choice(list(Combine)), tuple(sources), random.choice(MEASURES))
    node = KeyResultNode(
        world.new_id(),
        random.choice(list(world.objectives)),
        some_weight(random),
        some_progress(random),
        feeds,
        random.choice([None, random.random() * 100]),
        combination,
    )
    try:
        changes = world.graph.add_key_result(node)
    except LoopRefused:
        assert_refused(lambda: Graph(world.objectives.values(), [*world.key_results.values(), node], world.links))
        return None
    world.key_results[node.id] = node
    return changes


def add_link(world: World, random: Random) -> Changes | None:
    if not world.objectives:
        return None
    child = random.choice(list(world.objectives))
    if world.key_results and random.random() < 0.4:
        link = Link(child, parent_key_result=random.choice(list(world.key_results)))
    else:
        link = Link(child, parent_objective=random.choice(list(world.objectives)))
    if link in world.links:
        return None
    try:
        changes = world.graph.add_link(link)
    except LoopRefused as refused:
        assert_loop(refused)
        assert_refused(lambda: Graph(world.objectives.values(), world.key_results.values(), [*world.links, link]))
        return None
    world.links.append(link)
    return changes


def check_in(world: World, random: Random) -> Changes | None:
    checked_in = [node for node in world.key_results.values() if node.feeds is Feeds.CHECKINS]
    if not checked_in:
        return None
    node = random.choice(checked_in)
    node = replace(node, progress=some_progress(random), value=random.choice([None, node.value, random.random() * 100]))
    world.key_results[node.id] = node
    return world.graph.set_progress(node.id, node.progress, node.value)


def reweigh(world: World, random: Random) -> Changes | None:
    if not world.key_results:
        return None
    node = replace(random.choice(list(world.key_results.values())), weight=some_weight(random))
    world.key_results[node.id] = node
    return world.graph.set_weight(node.id, node.weight)


def move(world: World, random: Random) -> Changes | None:
    if not world.key_results:
        return None
    node = random.choice(list(world.key_results.values()))
    moved = replace(node, objective=random.choice(list(world.objectives)))
    rest = world.key_results | {node.id: moved}
    try:
        changes = world.graph.move_key_result(node.id, moved.objective)
    except LoopRefused:
        assert_refused(lambda: Graph(world.objectives.values(), rest.values(), world.links))
        return None
    world.key_results = rest
    return changes


def begin(world: World, random: Random) -> Changes | None:
    return _change_objective(world, random, has_begun=random.random() < 0.5)


def publish(world: World, random: Random) -> Changes | None:
    return _change_objective(world, random, counts=random.random() < 0.5)


def draw_from(world: World, random: Random) -> Changes | None:
    return _change_objective(world, random, draws_from=random.choice(list(DrawsFrom)))


def _change_objective(world: World, random: Random, **fields: object) -> Changes | None:
    if not world.objectives:
        return None
    node = replace(random.choice(list(world.objectives.values())), **fields)
    world.objectives[node.id] = node
    if "has_begun" in fields:
        return world.graph.set_begun(node.id, node.has_begun)
    if "counts" in fields:
        return world.graph.set_counts(node.id, node.counts)
    return world.graph.set_draws_from(node.id, node.draws_from)


def remove_link(world: World, random: Random) -> Changes | None:
    if not world.links:
        return None
    link = world.links.pop(random.randrange(len(world.links)))
    return world.graph.remove_link(link)


def remove_key_result(world: World, random: Random) -> Changes | None:
    if not world.key_results:
        return None
    node = random.choice(list(world.key_results.values()))
    _forget_key_results(world, {node.id})
    return world.graph.remove_key_result(node.id)


def remove_objective(world: World, random: Random) -> Changes | None:
    if not world.objectives:
        return None
    node = random.choice(list(world.objectives.values()))
    _forget_key_results(world, {kr.id for kr in world.key_results.values() if kr.objective == node.id})
    world.links = [link for link in world.links if node.id not in (link.child, link.parent_objective)]
    del world.objectives[node.id]
    return world.graph.remove_objective(node.id)


def _forget_key_results(world: World, gone: set[int]) -> None:
    world.links = [link for link in world.links if link.parent_key_result not in gone]
    world.key_results = {
        node.id: node
        if node.combination is None
        else replace(
            node,
            combination=replace(
                node.combination, sources=tuple(one for one in node.combination.sources if one not in gone)
            ),
        )
        for node in world.key_results.values()
        if node.id not in gone
    }


def assert_refused(build: Callable[[], Graph]) -> None:
    """Built in one go, the same rows are refused as well: both ways see the same loops."""
    with pytest.raises(LoopRefused) as caught:
        build()
    assert_loop(caught.value)


def assert_loop(refused: LoopRefused) -> None:
    """The loop is named: from a node round to the same node, and in the message."""
    assert len(refused.names) >= 2
    assert refused.names[0] == refused.names[-1]
    assert " -> ".join(refused.names) in str(refused)


BUILDING: list[Step] = [add_objective, add_key_result, add_key_result, add_link, add_link]
LIVING: list[Step] = [check_in, check_in, check_in, reweigh, move, begin, publish, draw_from, add_link, add_key_result]
SHRINKING: list[Step] = [remove_link, remove_key_result, remove_objective]
STEPS: list[Step] = [*BUILDING, *LIVING, *SHRINKING]


def grown(random: Random, steps: int) -> World:
    """A world after some building, before its history begins."""
    world = World()
    for _ in range(steps):
        random.choice(BUILDING)(world, random)
    return world
