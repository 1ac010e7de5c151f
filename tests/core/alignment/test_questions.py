"""Questions about a whole set of objectives (R21, R25, R26)."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.alignment import (
    AlignedObjective,
    AlignmentLink,
    Bridge,
    LinkKind,
    beside,
    bridges,
    connection,
    downstream,
    islands,
    origin,
    unserved_key_results,
    upstream,
)

EXPLICIT, IMPLICIT, SHARED = LinkKind.EXPLICIT, LinkKind.IMPLICIT, LinkKind.SHARED
PRODUCT, FIELD, PEOPLE = 1, 2, 3

# 10 is the company's, with key results 100 and 101; 20 and 21 are Product's, 30 and 31 Field Operations', 40 People's.
OBJECTIVES = [
    AlignedObjective(10, None, (100, 101)),
    AlignedObjective(20, PRODUCT, (200,)),
    AlignedObjective(21, PRODUCT),
    AlignedObjective(30, FIELD),
    AlignedObjective(31, FIELD),
    AlignedObjective(40, PEOPLE),
]
LINKS = [
    AlignmentLink(20, 10, EXPLICIT, key_result=100),
    AlignmentLink(21, 20),
    AlignmentLink(30, 20, EXPLICIT, key_result=200),
    AlignmentLink(30, 10),
    AlignmentLink(31, 20, SHARED),
]


def test_what_is_connected_to_nothing_is_counted_as_such() -> None:
    found = connection(OBJECTIVES, LINKS)
    assert found.unconnected == {40}
    assert found.unconnected_share == pytest.approx(1 / 6)
    assert found.within_special_projects
    assert not connection(OBJECTIVES, LINKS[:1]).within_special_projects
    assert connection([], []).unconnected_share is None


def test_who_set_the_objectives() -> None:
    found = origin(OBJECTIVES, LINKS)
    assert found.top_down == {20, 30}  # 30 also supports the company's objective, but it was taken on from above
    assert found.bottom_up == {21}
    assert found.bottom_up_share == pytest.approx(1 / 3)
    assert not found.is_healthy
    assert origin(OBJECTIVES, []).bottom_up_share is None


def test_half_is_not_yet_more_than_half() -> None:
    assert not origin(OBJECTIVES, [LINKS[0], LINKS[1]]).is_healthy
    assert origin(OBJECTIVES, [LINKS[0], LINKS[1], AlignmentLink(31, 30)]).is_healthy


def test_bridges_and_islands() -> None:
    assert bridges(OBJECTIVES, LINKS) == (Bridge((PRODUCT, FIELD), 2),)
    assert islands([PRODUCT, FIELD, PEOPLE], OBJECTIVES, LINKS) == {PEOPLE}


def test_serving_the_same_company_objective_builds_no_bridge() -> None:
    links = [AlignmentLink(20, 10), AlignmentLink(30, 10)]
    assert bridges(OBJECTIVES, links) == ()
    assert islands([PRODUCT, FIELD], OBJECTIVES, links) == {PRODUCT, FIELD}


def test_the_strongest_bridge_comes_first() -> None:
    links = [AlignmentLink(40, 20), AlignmentLink(21, 30), AlignmentLink(31, 20)]
    assert [bridge.departments for bridge in bridges(OBJECTIVES, links)] == [(PRODUCT, FIELD), (PRODUCT, PEOPLE)]


def test_key_results_that_nobody_has_taken_on() -> None:
    assert unserved_key_results(OBJECTIVES, LINKS) == ((10, 101),)
    assert unserved_key_results(OBJECTIVES, []) == ((10, 100), (10, 101), (20, 200))


def test_up_down_and_beside() -> None:
    assert upstream([21], LINKS) == {20, 10}
    assert downstream([10], LINKS) == {20, 21, 30}
    assert upstream([31], LINKS) == frozenset()  # sharing runs sideways
    assert beside(31, LINKS) == {20}
    assert beside(20, LINKS) == {31}


def test_all_who_share_an_objective_find_each_other() -> None:
    links = [AlignmentLink(2, 1, SHARED), AlignmentLink(3, 1, SHARED), AlignmentLink(4, 3, SHARED)]
    assert all(beside(one, links) == {1, 2, 3, 4} - {one} for one in (1, 2, 3, 4))


objectives = st.lists(
    st.builds(AlignedObjective, st.integers(0, 12), st.none() | st.integers(1, 4)),
    max_size=13,
    unique_by=lambda o: o.id,
)
links = st.lists(
    st.builds(AlignmentLink, st.integers(0, 12), st.integers(0, 12), st.sampled_from([IMPLICIT, SHARED]))
    | st.builds(AlignmentLink, st.integers(0, 12), st.integers(0, 12), st.just(EXPLICIT), st.integers(0, 5)),
    max_size=30,
)


@given(objectives, links)
def test_every_objective_is_connected_or_not(drawn, linked) -> None:
    found = connection(drawn, linked)
    assert found.connected.isdisjoint(found.unconnected)
    assert found.connected | found.unconnected == {objective.id for objective in drawn}


@given(objectives, links)
def test_no_objective_comes_from_two_sides(drawn, linked) -> None:
    found = origin(drawn, linked)
    assert found.bottom_up.isdisjoint(found.top_down)
    assert found.bottom_up | found.top_down <= connection(drawn, linked).connected


@given(objectives, links)
def test_islands_are_exactly_the_departments_that_no_bridge_touches(drawn, linked) -> None:
    departments = {1, 2, 3, 4}
    touched = {one for bridge in bridges(drawn, linked) for one in bridge.departments}
    assert islands(departments, drawn, linked) == departments - touched
    assert all(a < b and bridge.links > 0 for bridge in bridges(drawn, linked) for a, b in [bridge.departments])


@given(links)
def test_up_is_the_other_way_of_down(linked) -> None:
    for one, other in combinations(range(13), 2):
        assert (other in upstream([one], linked)) is (one in downstream([other], linked))


@given(links)
def test_up_stops_nowhere_too_early(linked) -> None:
    reached = upstream([0], linked) | {0}
    ends = {link.parent for link in linked if link.child in reached and link.kind is not SHARED}
    assert ends <= reached


@given(links)
def test_beside_is_mutual(linked) -> None:
    for one, other in combinations(range(13), 2):
        assert (other in beside(one, linked)) is (one in beside(other, linked))
