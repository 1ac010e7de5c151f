"""R3 and R3b: three voices, one disagreement, stale beats green."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.scoring import Band, Voice, band, disagreement, pace, round_tenth, voices

share = st.none() | st.floats(0, 1)


def test_the_sentence_of_the_method() -> None:
    found = disagreement(0.8, 0.6, forecast=0.3)
    assert found is not None
    assert (found.voice, found.theirs, found.ours, found.gap) == (Voice.FORECAST, 0.8, 0.3, 0.5)
    assert found.words == "You say 0.8, the trend says 0.3. What do you know that the numbers don't?"
    assert found.words_to_others == "The owner says 0.8, the trend says 0.3."


def test_the_pace_speaks_while_there_is_no_forecast() -> None:
    found = disagreement(0.3, 0.9)
    assert found is not None
    assert found.voice is Voice.PACE
    assert found.words == "You say 0.3, the pace says 0.9. What do you know that the numbers don't?"


@pytest.mark.parametrize(
    ("confidence", "pace_", "gap"),
    [
        (0.8, 0.44, 0.4), (0.8, 0.45, None), (0.7, 0.3, 0.4), (0.5, 0.1, 0.4), (0.9, 0.54, 0.4),
        (0.1, 0.5, 0.4), (0.4, 0.0, 0.4), (0.7, 0.34, 0.4), (0.7, 0.35, None), (1.0, 0.6, 0.4),
        (0.6, 0.6, None),
    ],
)  # fmt: skip
def test_both_are_rounded_before_they_are_compared(confidence: float, pace_: float, gap: float | None) -> None:
    found = disagreement(confidence, pace_)
    assert (found and found.gap) == gap


def test_the_forecast_comes_before_the_pace_even_when_it_agrees() -> None:
    assert disagreement(0.8, 0.1, forecast=0.7) is None


@given(share, share, share)
def test_a_voice_that_is_silent_disagrees_with_nobody(
    confidence: float | None, pace_: float | None, forecast: float | None
) -> None:
    found = disagreement(confidence, pace_, forecast)
    ours = pace_ if forecast is None else forecast
    if confidence is None or ours is None:
        assert found is None
        return
    tenths = abs(round(round_tenth(confidence) * 10) - round(round_tenth(ours) * 10))
    assert (found is not None) == (tenths >= 4)
    if found is not None:
        assert f"{found.theirs:.1f}" in found.words
        assert f"{found.ours:.1f}" in found.words
        mirrored = disagreement(ours, confidence)
        assert mirrored is not None
        assert mirrored.gap == found.gap


def test_one_call_for_a_row() -> None:
    row = voices(0.1875, 0.30, confidence=0.8, forecast=0.3)
    assert row.pace == pytest.approx(0.625)
    assert (row.confidence, row.forecast, row.band) == (0.8, 0.3, Band.RISK)
    assert row.disagreement is not None


def test_stale_beats_every_band() -> None:
    for progress in (None, 0.0, 0.2, 0.9):
        assert voices(progress, 0.3, stale=True).band is Band.STALE


def test_nobody_has_spoken_yet() -> None:
    row = voices(None, 0.3)
    assert (row.pace, row.band, row.disagreement) == (None, Band.NONE, None)


def test_a_baseline_that_nobody_measured_is_not_off_track() -> None:
    assert voices(0.0, 0.5).band is Band.OFF
    waiting = voices(0.0, 0.5, confidence=0.9, has_value=False)
    assert (waiting.pace, waiting.band, waiting.disagreement) == (None, Band.NONE, None)


@given(st.none() | st.floats(-5, 5), st.floats(0, 1), share, share, st.booleans())
def test_the_band_is_that_of_the_pace(
    progress: float | None, expected: float, confidence: float | None, forecast: float | None, stale: bool
) -> None:
    row = voices(progress, expected, confidence, forecast, stale=stale)
    assert row.pace == pace(progress, expected)
    assert row.band is (Band.STALE if stale else band(row.pace))
