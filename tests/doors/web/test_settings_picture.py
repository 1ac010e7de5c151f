"""The picture of a cycle's calendar: every lane lies where its days are, and nothing leaves the paper."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from northing.core.cadence import DAY_NAMES, Audience, CalendarRules, Span, drafting_windows, milestones
from northing.web.components.shapes import At, Rect, Share, Text
from northing.web.screens.settings.picture import Picture, calendar_svg, draw

Q1 = Span(date(2026, 12, 28), date(2027, 3, 28))
RULES = CalendarRules()


def picture(today: date, moved: dict[str, date] | None = None) -> Picture:
    return Picture(
        drafting_windows(Q1, RULES, moved or {}), Q1, milestones(Q1, RULES, moved or {}),
        {audience: audience.value for audience in Audience}, "Q1 <2027>", today, "today",
    )  # fmt: skip


def test_the_lanes_follow_each_other_from_the_first_day_to_the_last() -> None:
    bars = [shape for shape in draw(picture(date(2026, 12, 1))) if isinstance(shape, Rect)]
    assert [bar.css for bar in bars] == ["window", "window", "window", "cycle-bar"]
    starts = [bar.x.of_width for bar in bars if isinstance(bar.x, Share)]
    assert starts[0] == 0.0
    assert starts == sorted(starts)
    assert starts[2] == starts[3]  # individuals begin with the cycle


def test_today_is_marked_only_while_it_lies_on_the_scale() -> None:
    def marked(day: date) -> bool:
        return any(isinstance(shape, Text) and shape.words == "today" for shape in draw(picture(day)))

    assert marked(date(2026, 11, 16))
    assert marked(date(2027, 4, 4))
    assert not marked(date(2026, 11, 15))
    assert not marked(date(2027, 4, 5))


def test_a_name_is_never_taken_for_markup() -> None:
    svg = calendar_svg(picture(date(2026, 12, 1)), 'The "calendar"')
    assert "Q1 &lt;2027&gt;" in svg
    assert 'aria-label="The &#34;calendar&#34;"' in svg


@given(st.dictionaries(st.sampled_from(DAY_NAMES), st.integers(-60, 400), max_size=5))
def test_nothing_leaves_the_paper_whatever_was_moved(by_days: dict[str, int]) -> None:
    moved = {name: Q1.starts_on + timedelta(days=number) for name, number in by_days.items()}
    for shape in draw(picture(date(2027, 1, 15), moved)):
        if isinstance(shape, At):
            assert 0 <= shape.x.of_width <= 1
        if isinstance(shape, Rect):
            assert isinstance(shape.x, Share)
            assert isinstance(shape.width, Share)
            assert shape.x.of_width >= 0
            assert shape.x.of_width + shape.width.of_width <= 1.01
