"""The history chart: everything stays in its frame, corrected values leave the line, names do not overlap."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.web.components.chart import DESK, PHONE, Change, ChartInput, Cone, Goal, Point, Void, chart_svg, draw
from northing.web.components.chart.drawing import Frame, nice_step
from northing.web.components.shapes import Circle, Path, Text

STARTS, ENDS = date(2026, 9, 28), date(2026, 12, 27)
values = st.floats(-1e9, 1e9, allow_nan=False)


def chart(points: list[tuple[int, float]], **more: object) -> ChartInput:
    facts: dict[str, object] = {"starts_on": STARTS, "ends_on": ENDS, "today": date(2026, 11, 6)}
    return ChartInput(
        **{**facts, **more},  # type: ignore[arg-type]
        points=[Point(STARTS + timedelta(days=day), value, f"{value:g}") for day, value in points],
        write=lambda value: f"{value:g}",
        write_day=lambda day: f"{day.day}.{day.month}.",
    )


@pytest.mark.parametrize(("reach", "lines", "step"), [(32, 5, 10), (1, 5, 0.2), (0.07, 5, 0.02), (12_000, 4, 5_000)])
def test_steps_are_round(reach: float, lines: int, step: float) -> None:
    assert nice_step(reach, lines) == pytest.approx(step)


@pytest.mark.parametrize("frame", [DESK, PHONE])
@given(
    points=st.lists(st.tuples(st.integers(0, 90), values), max_size=12),
    target=values,
    before=st.none() | values,
    band=st.none() | st.tuples(values, values).map(lambda pair: (min(pair), max(pair))),
)
def test_every_mark_lies_in_the_plot(
    frame: Frame,
    points: list[tuple[int, float]],
    target: float,
    before: float | None,
    band: tuple[float, float] | None,
) -> None:
    picture = chart(
        sorted(points),
        goals=[Goal(target, "target")],
        changes=[Change(date(2026, 11, 3), before, "changed")],
        band=band,
    )
    drawing = draw(picture, frame)
    for shape in drawing.shapes:
        if isinstance(shape, Circle) and shape.css.startswith("pt"):
            assert isinstance(shape.cx, float)
            assert frame.left - 0.01 <= shape.cx <= frame.right + 4.01
            assert frame.top - 0.01 <= shape.cy <= frame.bottom + 0.01
        if isinstance(shape, Text):
            assert 0 <= shape.y <= frame.height


def test_a_corrected_value_is_a_cross_beside_the_line() -> None:
    picture = chart([(4, 47), (15, 46)], voids=[Void(date(2026, 10, 12), 39, "39, corrected")])
    shapes = draw(picture).shapes
    (line,) = [shape for shape in shapes if isinstance(shape, Path) and shape.css == "real"]
    assert line.d.count("L") == 1
    assert [shape for shape in shapes if isinstance(shape, Path) and shape.css == "void"]


def test_the_old_target_ends_where_the_new_one_begins() -> None:
    picture = chart(
        [(4, 47)], goals=[Goal(15, "target")], changes=[Change(date(2026, 11, 3), 20, "20 to 15", "was 20")]
    )
    shapes = draw(picture).shapes
    (was,) = [shape for shape in shapes if isinstance(shape, Path) and shape.css == "was"]
    (mark,) = [shape for shape in shapes if isinstance(shape, Path) and shape.css == "mark"]
    assert was.d.endswith("H" + mark.d[1:].split(" ")[0])


@given(st.lists(values, min_size=1, max_size=5))
def test_names_at_the_edge_keep_their_distance(goals: list[float]) -> None:
    picture = chart([(4, 1.0)], goals=[Goal(value, f"goal {number}") for number, value in enumerate(goals)])
    heights = sorted(
        shape.y for shape in draw(picture).shapes if isinstance(shape, Text) and shape.words.startswith("goal")
    )
    assert all(later - earlier >= 15.9 for earlier, later in pairwise(heights))


def test_a_forecast_is_a_cone_with_its_end_at_the_edge() -> None:
    cones = [Cone(date(2026, 11, 1), 41, 41, 41, 41, 41), Cone(ENDS, 26, 29, 32.6, 36, 39)]
    css = [shape.css for shape in draw(chart([(4, 47)], forecast=cones)).shapes if isinstance(shape, Path)]
    assert {"cone", "cone-in", "cone-mid", "whisker"} <= set(css)
    assert "cone" not in [shape.css for shape in draw(chart([(4, 47)])).shapes if isinstance(shape, Path)]


def test_the_picture_comes_for_desk_and_phone_and_says_itself() -> None:
    painted = chart_svg(chart([(4, 47)]), 'From 47 to "41"')
    assert painted.count("<svg") == 2
    assert painted.count('aria-label="From 47 to &#34;41&#34;"') == 2
