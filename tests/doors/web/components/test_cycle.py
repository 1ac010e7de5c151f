"""The cycle strip: it covers the cycle, stands at today, and its words do not touch."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from northing.web.components.cycle import CycleInput, Event, draw
from northing.web.components.shapes import At, Rect, Share, Text

STARTS = date(2026, 9, 28)
spans = st.integers(6, 400)


def rects(cycle: CycleInput, css: str) -> list[tuple[float, float]]:
    found = []
    for shape in draw(cycle):
        if isinstance(shape, Rect) and shape.css == css:
            assert isinstance(shape.x, Share)
            assert isinstance(shape.width, Share)
            found.append((shape.x.of_width, shape.width.of_width))
    return found


def test_week_six_of_thirteen() -> None:
    cycle = CycleInput(STARTS, date(2026, 12, 27), date(2026, 11, 6))
    assert len(rects(cycle, "todo")) == 8
    assert abs(sum(width for _, width in rects(cycle, "gone")) - 39 / 91) < 1e-9


@given(spans, st.integers(-30, 430))
def test_what_is_gone_is_the_elapsed_share_and_every_segment_joins_the_next(days: int, offset: int) -> None:
    cycle = CycleInput(STARTS, STARTS + timedelta(days=days - 1), STARTS + timedelta(days=offset))
    gone = sum(width for _, width in rects(cycle, "gone"))
    assert abs(gone - min(1, max(0, offset / days))) < 1e-9
    todo = rects(cycle, "todo")
    if offset <= 0:
        assert abs(sum(width for _, width in todo) - 1) < 1e-9


def test_a_year_is_divided_into_months() -> None:
    cycle = CycleInput(date(2026, 1, 1), date(2026, 12, 31), date(2025, 12, 31))
    assert len(rects(cycle, "todo")) == 12


def test_today_is_only_drawn_while_the_cycle_runs() -> None:
    cycle = CycleInput(STARTS, date(2026, 12, 27), date(2027, 1, 4))
    assert not [shape for shape in draw(cycle) if isinstance(shape, At)]
    assert not [shape for shape in draw(cycle) if isinstance(shape, Text)]


def test_words_that_would_touch_are_left_out() -> None:
    near = (Event(date(2026, 11, 12), "mid-cycle review"), Event(date(2026, 11, 14), "another review"))
    words = [
        shape.words
        for shape in draw(CycleInput(STARTS, date(2026, 12, 27), date(2026, 11, 6), near))
        if isinstance(shape, Text)
    ]
    assert words == ["today", "mid-cycle review"]
