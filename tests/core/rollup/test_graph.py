"""The graph, one kind of change after another, on companies small enough to compute by hand (R12-R17)."""

import pytest

from northing.core.measures import Kind, Measure
from northing.core.rollup import (
    Combination,
    Combine,
    DrawsFrom,
    Feeds,
    Graph,
    KeyResultNode,
    Link,
    ObjectiveNode,
)


def company() -> Graph:
    """1 is the company's, directional; 2 and 3 serve it with key results; 4 serves 2, which gives direction only."""
    return Graph(
        [ObjectiveNode(number) for number in (1, 2, 3, 4)],
        [
            KeyResultNode(20, objective=2, progress=0.2),
            KeyResultNode(21, objective=2, progress=0.4),
            KeyResultNode(30, objective=3, progress=0.7),
            KeyResultNode(40, objective=4, progress=1.0),
        ],
        [Link(2, 1), Link(3, 1), Link(4, 2)],
    )


def test_in_full() -> None:
    assert company().numbers.objectives == pytest.approx({1: 0.5, 2: 0.3, 3: 0.7, 4: 1.0})


def test_a_check_in_climbs_the_chain_and_touches_nothing_else() -> None:
    changes = company().set_progress(20, 0.6)
    assert changes.key_results == {20: (0.2, 0.6)}
    assert changes.objectives == {2: pytest.approx((0.3, 0.5)), 1: pytest.approx((0.5, 0.6))}
    assert changes.touched == 3


def test_a_check_in_below_a_link_that_only_gives_direction_stops_there() -> None:
    changes = company().set_progress(40, 0.5)
    assert changes.objectives == {4: (1.0, 0.5)}
    assert changes.touched == 2


def test_a_change_that_the_clamp_swallows_stops_at_the_key_result_s_objective() -> None:
    changes = company().set_progress(40, 1.5)
    assert (changes.key_results, changes.objectives) == ({40: (1.0, 1.5)}, {})


def test_choosing_aligned_lets_the_value_flow() -> None:
    graph = company()
    assert graph.set_draws_from(2, DrawsFrom.ALIGNED).objectives[2] == pytest.approx((0.3, 1.0))
    assert graph.numbers.objectives[1] == pytest.approx(0.85)
    assert graph.set_progress(20, 1.0).objectives == {}  # its own key results do not matter now
    assert graph.set_draws_from(2, DrawsFrom.BOTH).objectives[2] == pytest.approx((1.0, (1.0 + 0.4 + 1.0) / 3))


def test_the_last_key_result_that_goes_leaves_a_directional_objective() -> None:
    graph = company()
    graph.remove_key_result(20)
    assert graph.numbers.objectives[2] == 0.4
    assert graph.remove_key_result(21).objectives[2] == (0.4, 1.0)
    assert graph.add_key_result(KeyResultNode(22, objective=2, progress=0.1)).objectives[2] == (1.0, 0.1)


def test_a_draft_is_invisible_to_what_is_above_and_keeps_its_own_number() -> None:
    graph = company()
    assert graph.set_counts(3, False).objectives == {1: pytest.approx((0.5, 0.3))}
    assert graph.numbers.objectives[3] == 0.7
    assert graph.set_progress(30, 0.9).touched == 2
    assert graph.set_counts(3, True).objectives == {1: pytest.approx((0.3, 0.6))}


def test_what_no_value_flows_along_touches_nothing() -> None:
    graph = company()
    graph.add_objective(ObjectiveNode(5, counts=False))
    assert graph.add_link(Link(5, 1)).touched == 0  # a draft
    assert graph.add_link(Link(5, 3)).touched == 0  # direction only
    assert graph.remove_link(Link(4, 2)).touched == 0
    assert graph.remove_link(Link(5, 1)).touched == 0


def test_the_day_a_cycle_begins() -> None:
    graph = Graph([ObjectiveNode(1, has_begun=False)], [KeyResultNode(1, 1, progress=0.6), KeyResultNode(2, 1)])
    assert graph.numbers.objectives[1] == 0.6
    assert graph.set_begun(1, True).objectives == {1: (0.6, 0.3)}


def test_removing_an_objective_takes_its_key_results_and_links_along() -> None:
    graph = company()
    changes = graph.remove_objective(2)
    assert changes.objectives == {2: (pytest.approx(0.3), None), 1: pytest.approx((0.5, 0.7))}
    assert changes.key_results == {20: (0.2, None), 21: (0.4, None)}
    assert graph.numbers.objectives == {1: 0.7, 3: 0.7, 4: 1.0}
    graph.add_link(Link(1, 4))  # was forbidden while 4 served 2 and 2 served 1


def test_moving_a_key_result_changes_both_objectives() -> None:
    graph = company()
    changes = graph.move_key_result(21, 3)
    assert changes.objectives[2] == pytest.approx((0.3, 0.2))
    assert changes.objectives[3] == pytest.approx((0.7, 0.55))


def test_a_key_result_fed_by_the_objectives_that_took_it_on() -> None:
    graph = Graph(
        [ObjectiveNode(number) for number in (1, 2, 3)],
        [
            KeyResultNode(10, objective=1, feeds=Feeds.ALIGNED),
            KeyResultNode(11, objective=1, progress=0.0),
            KeyResultNode(20, objective=2, progress=0.4),
            KeyResultNode(30, objective=3, progress=0.8),
        ],
        [Link(2, parent_key_result=10), Link(3, parent_key_result=10)],
    )
    assert graph.numbers.key_results[10] == pytest.approx(0.6)
    assert graph.numbers.objectives[1] == pytest.approx(0.3)
    assert graph.remove_link(Link(3, parent_key_result=10)).key_results == {10: (pytest.approx(0.6), 0.4)}
    assert graph.set_weight(10, 0).objectives == {1: (0.2, 0.0)}
    with pytest.raises(ValueError, match="takes its value from elsewhere"):
        graph.set_progress(10, 0.5)


def test_an_objective_reached_by_two_ways_is_computed_once() -> None:
    graph = Graph(
        [ObjectiveNode(number) for number in (1, 2, 3, 4)],
        [KeyResultNode(1, objective=4, progress=0.5)],
        [Link(4, 2), Link(4, 3), Link(2, 1), Link(3, 1)],
    )
    changes = graph.set_progress(1, 0.75)
    assert changes.objectives == dict.fromkeys((1, 2, 3, 4), (0.5, 0.75))
    assert changes.touched == 5


def test_key_results_that_are_the_sum_of_others() -> None:
    total = Combination(Combine.SUM, (1, 2), Measure(Kind.INCREASE, start=0, target=100))
    graph = Graph(
        [ObjectiveNode(1), ObjectiveNode(2)],
        [
            KeyResultNode(1, objective=2, progress=0.5, value=30),
            KeyResultNode(2, objective=2, progress=0.5),
            KeyResultNode(3, objective=1, feeds=Feeds.KEY_RESULTS, combination=total),
        ],
    )
    assert (graph.numbers.values[3], graph.numbers.key_results[3]) == (30, 0.3)
    changes = graph.set_progress(2, 0.5, value=20)
    assert changes.objectives == {1: (0.3, 0.5)}
    assert graph.set_counts(2, False).key_results == {3: (0.5, None)}  # a draft feeds nobody


def test_what_cannot_be_is_refused() -> None:
    graph = company()
    before = graph.compute()
    for wrong in (
        lambda: graph.set_progress(99, 0.5),
        lambda: graph.add_link(Link(2, 99)),
        lambda: graph.remove_link(Link(4, 1)),
        lambda: graph.add_key_result(KeyResultNode(50, objective=99)),
    ):
        with pytest.raises(KeyError):
            wrong()
    for wrong in (
        lambda: graph.set_progress(20, float("nan")),
        lambda: graph.set_weight(20, -1),
        lambda: graph.add_objective(ObjectiveNode(1)),
        lambda: graph.add_key_result(KeyResultNode(20, objective=1)),
        lambda: graph.add_link(Link(2, 1)),
        lambda: Link(1),
        lambda: Link(1, 2, 3),
        lambda: KeyResultNode(1, 1, weight=float("inf")),
        lambda: KeyResultNode(1, 1, feeds=Feeds.KEY_RESULTS),
        lambda: Combination(Combine.SUM, (1, 1), Measure(Kind.INCREASE)),
    ):
        with pytest.raises(ValueError):
            wrong()
    assert graph.compute() == before == graph.numbers
