"""Loops are always found and named, and nothing else is (R16)."""

from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.rollup import Graph, KeyResultNode, Link, LoopRefused, NodeKind, ObjectiveNode, Ref, find_loop

edges = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25)


def test_the_loop_is_named_from_the_child_round_to_the_child() -> None:
    assert find_loop([("A", "B"), ("B", "C")], ("C", "A")) == ["C", "A", "B", "C"]
    assert str(LoopRefused(["A", "B", "A"])).startswith("This would close a loop: A -> B -> A.")


def test_an_objective_does_not_serve_itself() -> None:
    assert find_loop([], (1, 1)) == [1, 1]


def test_more_than_one_way_up_is_no_loop() -> None:
    assert find_loop([(1, 2), (1, 3), (2, 4)], (3, 4)) is None


def test_the_shortest_of_several_loops_is_named() -> None:
    assert find_loop([(1, 2), (2, 3), (3, 4), (1, 4)], (4, 1)) == [4, 1, 4]


@given(edges, st.tuples(st.integers(0, 9), st.integers(0, 9)))
def test_a_loop_is_found_exactly_when_there_is_one(drawn, new_edge) -> None:
    kept: list[tuple[int, int]] = []
    for edge in drawn:
        if find_loop(kept, edge) is None:
            kept.append(edge)
    assert not has_cycle(kept)
    loop = find_loop(kept, new_edge)
    assert (loop is not None) is has_cycle([*kept, new_edge])
    if loop is not None:
        assert loop[0] == loop[-1] == new_edge[0]
        assert loop[1] == new_edge[1]
        assert all(step in [*kept, new_edge] for step in pairwise(loop))
        assert len(set(loop)) == len(loop) - 1


def has_cycle(drawn: list[tuple[int, int]]) -> bool:
    sorter: TopologicalSorter[int] = TopologicalSorter()
    for child, parent in drawn:
        sorter.add(parent, child)
    try:
        sorter.prepare()
    except CycleError:
        return True
    return False


def test_a_graph_names_objectives_and_key_results_by_their_titles() -> None:
    names = {
        Ref(NodeKind.OBJECTIVE, 1): "Thrive",
        Ref(NodeKind.OBJECTIVE, 2): "Win the north",
        Ref(NodeKind.KEY_RESULT, 7): "NPS 60",
    }
    graph = Graph(
        [ObjectiveNode(1), ObjectiveNode(2)], [KeyResultNode(7, objective=1)], [Link(2, parent_key_result=7)], names
    )
    with pytest.raises(LoopRefused) as refused:
        graph.add_link(Link(1, parent_objective=2))
    assert refused.value.names == ("Thrive", "Win the north", "NPS 60", "Thrive")
    assert graph.numbers == graph.compute()


def test_a_link_along_which_nothing_flows_may_not_close_a_loop_either() -> None:
    """Otherwise removing a last key result or choosing *aligned* would be what fails, weeks later."""
    objectives = [ObjectiveNode(1), ObjectiveNode(2)]
    key_results = [KeyResultNode(1, objective=1), KeyResultNode(2, objective=2)]
    graph = Graph(objectives, key_results, [Link(1, parent_objective=2)])
    with pytest.raises(LoopRefused):
        graph.add_link(Link(2, parent_objective=1))


def test_an_objective_does_not_take_its_own_key_result_on() -> None:
    graph = Graph([ObjectiveNode(1)], [KeyResultNode(1, objective=1)])
    with pytest.raises(LoopRefused, match="objective 1 -> key result 1 -> objective 1"):
        graph.add_link(Link(1, parent_key_result=1))


def test_rows_that_hold_a_loop_are_refused_whole() -> None:
    with pytest.raises(LoopRefused, match=r"objective \d -> objective \d -> objective \d -> objective \d"):
        Graph([ObjectiveNode(n) for n in (1, 2, 3, 4)], [], [Link(1, 2), Link(2, 3), Link(3, 1), Link(3, 4)])


def test_a_chain_of_many_thousands_needs_no_stack() -> None:
    count = 20_000
    graph = Graph(
        (ObjectiveNode(number) for number in range(count)),
        [KeyResultNode(1, objective=count - 1, progress=0.5)],
        (Link(number, number - 1) for number in range(1, count)),
    )
    assert graph.numbers.objectives[0] == 0.5
    with pytest.raises(LoopRefused):
        graph.add_link(Link(0, count - 1))
