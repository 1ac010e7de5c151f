"""Three voices on one staff: heights, bands, and the heavy stroke of a disagreement."""

from hypothesis import given
from hypothesis import strategies as st

from northing.core.scoring import disagreement
from northing.web.components.shapes import Circle, Path
from northing.web.components.voices import VoicesInput, draw, draw_scale, sentence

voice = st.none() | st.floats(0, 1)


def css_of(voices: VoicesInput) -> list[str]:
    return [shape.css for shape in draw(voices).shapes if isinstance(shape, Path | Circle)]


def test_the_look_s_own_example() -> None:
    drawing = draw(VoicesInput(0.6, 0.8, 0.3))
    paths = {shape.css: shape.d for shape in drawing.shapes if isinstance(shape, Path)}
    assert paths["join"] == "M6 8.6L22 5.8L38 12.8"
    assert paths["apart"] == "M22 5.8L38 12.8"
    assert paths["note risk"] == "M2.5 6h7L6 12.2z"
    assert paths["note off"] == "M38 8.8l4 4-4 4-4-4z"


def test_a_silent_voice_is_a_ring_below_the_staff() -> None:
    assert css_of(VoicesInput(None, 0.7, None)).count("none") == 2
    assert "join" not in css_of(VoicesInput(None, 0.7, None))


def test_without_a_forecast_the_pace_speaks_for_the_numbers() -> None:
    paths = {shape.css: shape.d for shape in draw(VoicesInput(0.2, 0.8)).shapes if isinstance(shape, Path)}
    assert paths["apart"].startswith("M6 ")


@given(voice, voice, voice)
def test_the_stroke_is_heavy_exactly_where_the_method_says_that_they_differ(
    pace: float | None, confidence: float | None, forecast: float | None
) -> None:
    drawing = draw(VoicesInput(pace, confidence, forecast))
    assert drawing.apart == (disagreement(confidence, pace, forecast) is not None)
    assert ("they disagree" in sentence(VoicesInput(pace, confidence, forecast), drawing.apart)) == drawing.apart


def test_a_scale_without_a_value_has_no_mark() -> None:
    assert len(draw_scale("pace", None)) == 3
    assert len(draw_scale("pace", 0.4)) == 4
