"""R45: the forecast of an objective or a team, from those of its key results."""

from dataclasses import replace
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.forecasting import Forecast, ReasonCode, combine, forecast
from northing.core.scoring import Commitment

from .histories import task, tasks


def foreseen(progress: float) -> Forecast:
    found = forecast(task((0.2, progress / 2), (0.5, progress)))
    assert found is not None
    return found


forecasts = tasks().map(forecast).filter(lambda one: one is not None)
weighted = st.lists(st.tuples(forecasts, st.floats(0, 10)), max_size=5)


def test_nothing_combines_to_nothing() -> None:
    assert combine([], Commitment.ASPIRATIONAL) is None
    assert combine([(foreseen(0.4), 0.0)], Commitment.ASPIRATIONAL) is None


def test_one_key_result_speaks_for_its_objective() -> None:
    alone, found = foreseen(0.4), combine([(foreseen(0.4), 2.0)], Commitment.COMMITTED)
    assert found is not None
    assert (found.quantiles, found.p70, found.lands) == (alone.quantiles, alone.p70, alone.p100)
    assert found.reason.code is ReasonCode.COMBINED


def test_progress_beyond_the_target_counts_as_done() -> None:
    beyond = forecast(task((0.5, 1.6), today=0.9))
    assert beyond is not None
    assert beyond.median == 1.6
    found = combine([(beyond, 1.0)], Commitment.COMMITTED)
    assert found is not None
    assert found.median == found.high == 1.0


def test_a_mean_of_several_is_surer_than_each_but_not_as_sure_as_if_they_were_independent() -> None:
    one = foreseen(0.35)
    many = combine([(one, 1.0)] * 16, Commitment.ASPIRATIONAL)
    assert many is not None
    wide, narrow = one.quantiles[15] - one.quantiles[3], many.quantiles[15] - many.quantiles[3]
    assert wide / 4 * 1.5 < narrow < wide


def test_it_rests_on_all_check_ins_together() -> None:
    found = combine([(foreseen(0.3), 1.0), (foreseen(0.6), 1.0)], Commitment.ASPIRATIONAL)
    assert found is not None
    assert found.rests_on == 4


def test_weight_counts() -> None:
    good, bad = foreseen(0.9), foreseen(0.05)
    mostly_good, mostly_bad = (
        combine([(good, weight), (bad, 1.0 - weight)], Commitment.ASPIRATIONAL) for weight in (0.9, 0.1)
    )
    assert mostly_good is not None
    assert mostly_bad is not None
    assert mostly_good.median > mostly_bad.median + 0.2


@given(weighted, st.randoms(use_true_random=False), st.sampled_from(Commitment))
def test_any_parts_in_any_order(parts, random, commitment) -> None:  # type: ignore[no-untyped-def]
    found = combine(parts, commitment)
    shuffled = list(parts)
    random.shuffle(shuffled)
    assert combine(shuffled, commitment) == found
    if found is None:
        assert not any(weight > 0 for _, weight in parts)
        return
    assert list(found.quantiles) == sorted(found.quantiles)
    assert 0 <= found.low <= found.low50 <= found.median <= found.high50 <= found.high <= 1
    assert 0 <= found.p100 <= found.p70 <= 1
    assert all(isfinite(end) for end in found.quantiles)


@given(weighted, st.sampled_from([1e-300, 1e-3, 1e300]))
def test_only_the_proportion_of_weights_matters(parts, factor) -> None:  # type: ignore[no-untyped-def]
    parts = [(one, max(weight, 0.01)) for one, weight in parts]
    found = combine(parts, Commitment.ASPIRATIONAL)
    scaled = combine([(one, weight * factor) for one, weight in parts], Commitment.ASPIRATIONAL)
    assert (found is None) == (scaled is None)
    if found and scaled:
        assert scaled.quantiles == pytest.approx(found.quantiles)


def test_more_parts_than_kinds_of_luck() -> None:
    found = combine([(replace(foreseen(0.4), rests_on=1), 1.0)] * 300, Commitment.ASPIRATIONAL)
    assert found is not None
    assert found.rests_on == 300
