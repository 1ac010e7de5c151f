"""R10 and R37: what the numbers propose, and what people's scores come to."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.measures import Kind, Measure
from northing.core.scoring import proposed_score, weighted_score

STRETCH = Measure(Kind.INCREASE, start=0, target=100, level_03=40, level_07=75)


@pytest.mark.parametrize(
    ("value", "score"), [(40, 0.30), (60, 0.53), (75, 0.70), (90, 0.88), (100, 1.0), (150, 1.0), (-5, 0.0)]
)
def test_stretch_levels_earn_what_was_agreed(value: float, score: float) -> None:
    proposed = proposed_score(STRETCH, value, value / 100)
    assert proposed is not None
    assert round(proposed, 2) == score


def test_without_levels_the_score_is_the_clamped_progress() -> None:
    plain = Measure(Kind.INCREASE, start=0, target=100)
    assert proposed_score(plain, 60, 0.6) == 0.6
    assert proposed_score(plain, 125, 1.25) == 1
    assert proposed_score(plain, -20, -0.2) == 0
    assert proposed_score(plain, None, None) is None
    assert proposed_score(Measure(Kind.MILESTONE), None, 0.4) == 0.4
    assert proposed_score(STRETCH, None, None) is None


def test_levels_that_go_back_and_forth_are_not_used() -> None:
    broken = Measure(Kind.INCREASE, start=0, target=100, level_03=80, level_07=20)
    assert proposed_score(broken, 60, 0.6) == 0.6


def test_an_objective_scores_the_weighted_mean() -> None:
    assert weighted_score([(1, 0.9), (1, 0.5)]) == pytest.approx(0.7)
    assert weighted_score([(3, 1.0), (1, 0.2)]) == pytest.approx(0.8)
    assert weighted_score([(1, 0.6), (0, 0.0), (2, None)]) == 0.6
    assert weighted_score([]) is None
    assert weighted_score([(1, None), (0, 0.4)]) is None


scores = st.lists(st.tuples(st.floats(0, 100), st.none() | st.floats(0, 1)), max_size=12)


@given(scores, st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_the_mean_lies_between(
    pairs: list[tuple[float, float | None]], rng: random.Random
) -> None:
    shuffled = pairs[:]
    rng.shuffle(shuffled)
    found = weighted_score(pairs)
    assert weighted_score(shuffled) == found
    given = [score for weight, score in pairs if score is not None and weight > 1e-6]
    if given and found is not None:
        assert -1e-9 <= found <= 1 + 1e-9
