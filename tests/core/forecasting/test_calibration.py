"""R41a: did our 0.7s land 70% of the time?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.forecasting import Said, calibration

pairs = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30)


def test_nothing_closed_yet() -> None:
    assert calibration([]) is None


def test_seven_of_ten() -> None:
    found = calibration([(0.7, True)] * 7 + [(0.7, False)] * 3)
    assert found is not None
    assert found.rows == (Said(0.7, 10, 7),)
    assert found.rows[0].share == 0.7
    assert found.too_high == pytest.approx(0)
    assert found.brier == pytest.approx(0.21)


def test_optimists() -> None:
    found = calibration([(0.9, True), (0.9, False), (0.8, False), (0.3, False)])
    assert found is not None
    assert [(row.said, row.times, row.landed) for row in found.rows] == [(0.3, 1, 0), (0.8, 1, 0), (0.9, 2, 1)]
    assert found.too_high == pytest.approx((0.9 * 2 + 0.8 + 0.3 - 1) / 4)


@given(pairs, st.randoms(use_true_random=False))
def test_every_one_is_counted_once_and_in_any_order(said, random) -> None:  # type: ignore[no-untyped-def]
    found = calibration(said)
    assert found is not None
    assert sum(row.times for row in found.rows) == found.times == len(said)
    assert sum(row.landed for row in found.rows) == sum(landed for _, landed in said)
    assert 0 <= found.brier <= 1
    random.shuffle(said)
    assert calibration(said) == found
