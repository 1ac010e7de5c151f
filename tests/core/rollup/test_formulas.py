"""The pure formulas (R12-R15), by worked examples and by what must hold for all numbers."""

from math import nextafter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.rollup import Combine, DrawsFrom, Feeds, combined_value, flows, mean_progress, objective_progress

KEY_RESULTS, ALIGNED, BOTH = DrawsFrom.KEY_RESULTS, DrawsFrom.ALIGNED, DrawsFrom.BOTH

progresses = st.none() | st.floats(-10, 10)
weights = st.just(0.0) | st.just(1.0) | st.floats(1e-3, 1e6)
weighted = st.lists(st.tuples(weights, progresses), max_size=12)
below = st.lists(st.none() | st.floats(0, 1), max_size=12)


def test_key_results_count_clamped() -> None:
    """Check values of section 3: 1.25 rolls up as 1.00, -0.20 as 0."""
    assert objective_progress(KEY_RESULTS, [(1, 1.25)], [], True) == 1.0
    assert objective_progress(KEY_RESULTS, [(1, -0.2)], [], True) == 0.0
    assert objective_progress(KEY_RESULTS, [(1, 1.25), (1, -0.2)], [], True) == 0.5


def test_weights() -> None:
    assert objective_progress(KEY_RESULTS, [(2, 0.6), (1, 0.3)], [], True) == pytest.approx(0.5)


def test_weight_zero_is_shown_and_not_counted() -> None:
    assert objective_progress(KEY_RESULTS, [(1, 0.4), (0, 1.0)], [], True) == 0.4


def test_an_objective_whose_key_results_all_have_weight_zero_has_no_progress_yet() -> None:
    assert objective_progress(KEY_RESULTS, [(0, 0.4), (0, 1.0)], [0.9], True) is None


def test_a_key_result_without_progress_counts_as_0_once_the_cycle_has_begun() -> None:
    key_results = [(1, 0.6), (1, None)]
    assert objective_progress(KEY_RESULTS, key_results, [], has_begun=False) == 0.6
    assert objective_progress(KEY_RESULTS, key_results, [], has_begun=True) == 0.3


def test_nothing_checked_in_before_the_cycle_is_no_progress_yet_and_then_0() -> None:
    assert objective_progress(KEY_RESULTS, [(1, None)], [], has_begun=False) is None
    assert objective_progress(KEY_RESULTS, [(1, None)], [], has_begun=True) == 0.0


def test_a_directional_objective_is_the_mean_of_what_is_aligned_to_it() -> None:
    for draws_from in DrawsFrom:
        assert objective_progress(draws_from, [], [0.2, None, 0.6], True) == 0.4


def test_a_directional_objective_with_nothing_aligned_has_no_progress_yet() -> None:
    for has_begun in (False, True):
        assert objective_progress(KEY_RESULTS, [], [], has_begun) is None
        assert objective_progress(KEY_RESULTS, [], [None, None], has_begun) is None


def test_what_is_aligned_changes_nothing_unless_the_author_chose_so() -> None:
    assert objective_progress(KEY_RESULTS, [(1, 0.4)], [1.0, 1.0], True) == 0.4
    assert objective_progress(ALIGNED, [(1, 0.4)], [1.0, 0.5], True) == 0.75
    assert objective_progress(BOTH, [(1, 0.4)], [1.0, 0.1], True) == 0.5


def test_with_both_an_aligned_objective_weighs_as_much_as_a_key_result_of_weight_1() -> None:
    assert objective_progress(BOTH, [(2, 0.3)], [0.9], True) == pytest.approx((2 * 0.3 + 0.9) / 3)
    assert objective_progress(BOTH, [(0, 0.3)], [0.9], True) == 0.9


@given(st.sampled_from(DrawsFrom), weighted, below, st.booleans())
def test_progress_lies_between_0_and_1_or_is_absent(draws_from, key_results, aligned, has_begun) -> None:
    progress = objective_progress(draws_from, key_results, aligned, has_begun)
    assert progress is None or 0.0 <= progress <= 1.0


@given(st.sampled_from(DrawsFrom), weighted, below, st.booleans(), st.integers())
def test_the_order_does_not_matter_to_the_last_bit(draws_from, key_results, aligned, has_begun, seed) -> None:
    shuffled, shuffled_aligned = list(key_results), list(aligned)
    Random(seed).shuffle(shuffled)
    Random(seed).shuffle(shuffled_aligned)
    one = objective_progress(draws_from, key_results, aligned, has_begun)
    assert objective_progress(draws_from, shuffled, shuffled_aligned, has_begun) == one


@given(weighted, below, st.booleans(), st.floats(-10, 10), st.floats(0, 10))
def test_more_progress_below_is_never_less_above(key_results, aligned, has_begun, before, gain) -> None:
    for draws_from in DrawsFrom:
        less = objective_progress(draws_from, [*key_results, (1, before)], aligned, has_begun)
        more = objective_progress(draws_from, [*key_results, (1, before + gain)], aligned, has_begun)
        assert less is None or (more is not None and more >= nextafter(less, 0))


@given(weighted, below)
def test_beginning_never_raises_a_number(key_results, aligned) -> None:
    before = objective_progress(KEY_RESULTS, key_results, aligned, has_begun=False)
    after = objective_progress(KEY_RESULTS, key_results, aligned, has_begun=True)
    assert before is None or (after is not None and after <= before)


@given(below)
def test_the_mean_leaves_out_what_is_absent(aligned) -> None:
    assert mean_progress(aligned) == mean_progress([progress for progress in aligned if progress is not None])


def test_combined_values() -> None:
    values = [30.0, None, 12.0]
    assert combined_value(Combine.SUM, values) == 42.0
    assert combined_value(Combine.MEAN, values) == 21.0
    assert combined_value(Combine.MIN, values) == 12.0
    assert combined_value(Combine.MAX, values) == 30.0
    assert all(combined_value(combine, [None]) is None for combine in Combine)


def test_value_flows_only_where_the_rules_say() -> None:
    for draws_from in DrawsFrom:
        assert flows(draws_from, parent_has_key_results=False, link_to_kr=False)
        assert flows(draws_from, True, link_to_kr=True, kr_feeds=Feeds.ALIGNED)
        assert not flows(draws_from, True, link_to_kr=True, kr_feeds=Feeds.CHECKINS)
        assert not flows(draws_from, True, link_to_kr=True, kr_feeds=Feeds.KEY_RESULTS)
    assert not flows(KEY_RESULTS, parent_has_key_results=True, link_to_kr=False)
    assert flows(ALIGNED, parent_has_key_results=True, link_to_kr=False)
    assert flows(BOTH, parent_has_key_results=True, link_to_kr=False)
