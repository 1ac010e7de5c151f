"""Shapes become SVG: short numbers, escaped words, nothing that runs."""

from hypothesis import given
from hypothesis import strategies as st

from northing.web.components.shapes import At, Circle, Group, Line, Path, Rect, Share, Span, Text, length, paint, px


def test_numbers_are_short_and_never_minus_zero() -> None:
    assert [px(value) for value in (12.0, 12.5, 0.333333, -0.0001, -3.0)] == ["12", "12.5", "0.33", "0", "-3"]
    assert length(Share(0.385)) == "38.5%"


@given(st.floats(-1e6, 1e6))
def test_a_written_number_is_the_number_to_two_decimals(value: float) -> None:
    assert abs(float(px(value)) - value) <= 0.00501
    assert "e" not in px(value)


def test_words_are_escaped_wherever_they_stand() -> None:
    evil = '<script>alert("&")</script>'
    painted = paint(
        [
            Text("t", 1, 2, evil, spans=(Span(evil, "s", 3),)),
            Circle("pt", 1, 2, 3, title=evil, data=(("words", evil),)),
            At(Share(0.5), 0, (Text("", 0, 0, evil),)),
            Group("g", (Text("", 0, 0, evil),)),
        ]
    )
    assert "<script" not in painted
    assert painted.count("&lt;script&gt;") == 6


def test_each_shape_is_written_with_its_class_and_place() -> None:
    assert paint([Rect("track", 0, 5, Share(1), 5, 1)]) == (
        '<rect class="track" x="0" y="5" width="100%" height="5" rx="1"/>'
    )
    assert paint([Line("tick", Share(0.3), 5, Share(0.3), 10)]) == (
        '<line class="tick" x1="30%" x2="30%" y1="5" y2="10"/>'
    )
    assert paint([At(Share(0.29), 0, (Path("notch", "M0 0z"),))]) == (
        '<svg x="29%" overflow="visible"><path class="notch" d="M0 0z"/></svg>'
    )
