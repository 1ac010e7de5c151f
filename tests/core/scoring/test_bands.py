"""R1 and R2: bands and final grades."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.scoring import (
    BAND_WORDS,
    COMMITMENT_WORDS,
    Band,
    Commitment,
    band,
    final_band,
    landing,
    needs_post_mortem,
    pace_thresholds,
    round_tenth,
)


@pytest.mark.parametrize(
    ("x", "rounded"),
    [
        (0.65, 0.7), (0.35, 0.4), (0.25, 0.3), (0.15, 0.2), (0.05, 0.1), (0.45, 0.5), (0.95, 1.0), (1.05, 1.1),
        (2.675, 2.7), (0.64, 0.6), (0.649, 0.6), (0.34, 0.3), (0.04, 0.0), (0.0, 0.0), (1.0, 1.0), (1.25, 1.3),
        (-0.2, -0.2), (-0.25, -0.2), (-0.04, 0.0), (0.1 + 0.55, 0.7), (0.7 * 0.5, 0.4), (1 - 0.35, 0.7),
        (1e15, 1e15), (-1e15, -1e15), (1e300, 1e300),
    ],
)  # fmt: skip
def test_halves_go_up_as_on_paper(x: float, rounded: float) -> None:
    assert round_tenth(x) == rounded
    assert math.copysign(1, round_tenth(x)) == (1 if rounded >= 0 else -1)


@given(st.integers(-(10**6), 10**6))
def test_thousandths_round_as_exact_arithmetic_does(thousandths: int) -> None:
    exact = math.floor(Fraction(thousandths, 100) + Fraction(1, 2))
    assert round_tenth(thousandths / 1000) == exact / 10


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_rounding_keeps_the_order_and_moves_by_half_a_tenth(x: float, y: float) -> None:
    assert abs(round_tenth(x) - x) <= 0.05 + 1e-8
    if x <= y:
        assert round_tenth(x) <= round_tenth(y)
    assert round_tenth(round_tenth(x)) == round_tenth(x)


@pytest.mark.parametrize(
    ("x", "expected"),
    [
        (0.0, Band.OFF), (0.3, Band.OFF), (0.34, Band.OFF), (0.35, Band.RISK), (0.4, Band.RISK),
        (0.6, Band.RISK), (0.64, Band.RISK), (0.65, Band.ON), (0.7, Band.ON), (1.0, Band.ON), (1.4, Band.ON),
        (-0.5, Band.OFF), (None, Band.NONE),
    ],
)  # fmt: skip
def test_bands_after_rounding(x: float | None, expected: Band) -> None:
    assert band(x) is expected


@pytest.mark.parametrize(
    ("score", "committed", "others"),
    [
        (1.0, Band.ON, Band.ON), (0.95, Band.ON, Band.ON), (0.94, Band.RISK, Band.ON),
        (0.9, Band.RISK, Band.ON), (0.7, Band.RISK, Band.ON), (0.65, Band.RISK, Band.ON),
        (0.64, Band.OFF, Band.RISK), (0.4, Band.OFF, Band.RISK), (0.3, Band.OFF, Band.OFF),
        (0.0, Band.OFF, Band.OFF), (None, Band.NONE, Band.NONE),
    ],
)  # fmt: skip
def test_a_commitment_is_green_only_at_one(score: float | None, committed: Band, others: Band) -> None:
    assert final_band(score, Commitment.COMMITTED) is committed
    assert final_band(score, Commitment.ASPIRATIONAL) is others
    assert final_band(score, Commitment.LEARNING) is others


@given(st.none() | st.floats(-1, 2), st.sampled_from(Commitment))
def test_only_a_missed_commitment_asks_for_a_post_mortem(score: float | None, commitment: Commitment) -> None:
    missed = score is not None and round_tenth(score) < 1
    assert needs_post_mortem(score, commitment) == (missed and commitment is Commitment.COMMITTED)


def test_a_database_finds_the_same_bands_by_comparing() -> None:
    risk_from, on_from = pace_thresholds()
    assert band(risk_from) is Band.RISK
    assert band(math.nextafter(risk_from, 0)) is Band.OFF
    assert band(on_from) is Band.ON
    assert band(math.nextafter(on_from, 0)) is Band.RISK


near = st.sampled_from([0.35, 0.65]).flatmap(
    lambda half: st.integers(-2_000_000, 2_000_000).map(lambda steps: half + steps * math.ulp(half))
)


@given(st.floats(-10, 10) | near)
def test_comparing_with_the_thresholds_is_the_band(x: float) -> None:
    risk_from, on_from = pace_thresholds()
    assert band(x) is (Band.ON if x >= on_from else Band.RISK if x >= risk_from else Band.OFF)


def test_where_each_commitment_lands() -> None:
    assert [landing(commitment) for commitment in Commitment] == [1.0, 0.7, 1.0]


def test_everything_has_a_word() -> None:
    assert set(BAND_WORDS) == set(Band)
    assert BAND_WORDS[Band.OFF] == "Off track"
    assert set(COMMITMENT_WORDS) == set(Commitment)
