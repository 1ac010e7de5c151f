"""F5: after any history, the numbers kept up to date are the numbers computed in full, bit for bit (R17)."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from northing.core.rollup import DrawsFrom, Feeds, Graph, NodeKind, Numbers, Ref

from .random_graphs import LIVING, STEPS, World, grown


def bits(numbers: Numbers) -> dict[str, dict[int, str]]:
    """Each number to its last bit, with the sign of zero."""
    return {
        "objectives": {key: exactly(number) for key, number in numbers.objectives.items()},
        "key_results": {key: exactly(number) for key, number in numbers.key_results.items()},
        "values": {key: exactly(number) for key, number in numbers.values.items()},
    }


def exactly(number: float | None) -> str:
    return "none" if number is None else number.hex()


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**64), size=st.integers(0, 60), steps=st.integers(1, 60))
def test_after_any_history_incremental_is_full_bit_for_bit(seed: int, size: int, steps: int) -> None:
    random = Random(seed)
    world = grown(random, size)
    for _ in range(steps):
        before = bits(world.graph.numbers)
        changes = random.choice(STEPS)(world, random)
        after = bits(world.graph.numbers)
        assert after == bits(world.recomputed().numbers) == bits(world.graph.compute())
        if changes is None:
            assert after == before  # a refused change changes nothing
            continue
        for kind, said in (("objectives", changes.objectives), ("key_results", changes.key_results)):
            ids = before[kind].keys() | after[kind].keys()
            changed = {one for one in ids if before[kind].get(one, "none") != after[kind].get(one, "none")}
            # -0.0 and 0.0 are the same progress, so a change between them is not one
            assert {one for one in changed if _value(before[kind], one) != _value(after[kind], one)} == set(said)
            for one, (was, became) in said.items():
                assert (_value(before[kind], one), _value(after[kind], one)) == (was, became)


def _value(numbers: dict[int, str], one: int) -> float | None:
    written = numbers.get(one, "none")
    return None if written == "none" else float.fromhex(written)


def test_ten_thousand_operations_on_one_graph() -> None:
    random = Random(20261109)
    world = grown(random, 300)
    for number in range(10_000):
        random.choice(LIVING if len(world.objectives) < 150 else STEPS)(world, random)
        if number % 100 == 0:
            assert bits(world.graph.numbers) == bits(world.recomputed().numbers)
    assert bits(world.graph.numbers) == bits(world.recomputed().numbers)
    assert len(world.objectives) > 20


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**64), size=st.integers(5, 80))
def test_a_check_in_touches_the_chain_above_and_nothing_else(seed: int, size: int) -> None:
    random = Random(seed)
    world = grown(random, size)
    before = world.graph.numbers
    objectives, key_results = dict(before.objectives), dict(before.key_results)
    for node in world.key_results.values():
        if node.feeds is not Feeds.CHECKINS:
            continue
        chain = above(world, node.id)
        changes = world.graph.set_progress(node.id, random.random(), random.random() * 100)
        assert {Ref(NodeKind.OBJECTIVE, one) for one in changes.objectives} <= chain
        assert {Ref(NodeKind.KEY_RESULT, one) for one in changes.key_results} <= chain
        assert len(changes.objectives) + len(changes.key_results) <= changes.touched <= len(chain)
        objectives |= {one: after for one, (_, after) in changes.objectives.items()}
        key_results |= {one: after for one, (_, after) in changes.key_results.items()}
        assert (objectives, key_results) == (world.graph.numbers.objectives, world.graph.numbers.key_results)


def above(world: World, key_result: int) -> set[Ref]:
    """Everything that draws from a key result, the key result included, walked plainly along R12 to R15."""
    reached: set[Ref] = set()
    todo = [Ref(NodeKind.KEY_RESULT, key_result)]
    while todo:
        ref = todo.pop()
        if ref not in reached:
            reached.add(ref)
            todo += (
                above_key_result(world, ref.id) if ref.kind is NodeKind.KEY_RESULT else above_objective(world, ref.id)
            )
    return reached


def above_key_result(world: World, key_result: int) -> list[Ref]:
    node = world.key_results[key_result]
    objective = world.objectives[node.objective]
    found = [
        Ref(NodeKind.KEY_RESULT, other.id)
        for other in world.key_results.values()
        if other.combination
        and key_result in other.combination.sources
        and (objective.counts or other.objective == objective.id)
    ]
    if node.weight > 0 and objective.draws_from in (DrawsFrom.KEY_RESULTS, DrawsFrom.BOTH):
        found.append(Ref(NodeKind.OBJECTIVE, objective.id))
    return found


def above_objective(world: World, objective: int) -> list[Ref]:
    if not world.objectives[objective].counts:
        return []
    found = []
    for link in world.links:
        if link.child != objective:
            continue
        if link.parent_key_result is not None:
            if world.key_results[link.parent_key_result].feeds is Feeds.ALIGNED:
                found.append(Ref(NodeKind.KEY_RESULT, link.parent_key_result))
        elif link.parent_objective is not None:
            directional = all(node.objective != link.parent_objective for node in world.key_results.values())
            if directional or world.objectives[link.parent_objective].draws_from is not DrawsFrom.KEY_RESULTS:
                found.append(Ref(NodeKind.OBJECTIVE, link.parent_objective))
    return found


@given(seed=st.integers(0, 2**64), size=st.integers(0, 60))
def test_the_order_of_the_rows_does_not_matter(seed: int, size: int) -> None:
    random = Random(seed)
    world = grown(random, size)
    objectives, key_results, links = (
        list(world.objectives.values()),
        list(world.key_results.values()),
        list(world.links),
    )
    for rows in (objectives, key_results, links):
        random.shuffle(rows)
    assert bits(Graph(objectives, key_results, links).numbers) == bits(world.graph.numbers)
