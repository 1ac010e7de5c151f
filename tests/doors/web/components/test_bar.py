"""The northing bar: what is drawn for which facts, and that words never leave it."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.web.components.bar import BarInput, Forecast, Labels, Stage, Week, draw, sentence
from northing.web.components.bar.drawing import NARROW, WIDE
from northing.web.components.shapes import At, Circle, Group, Line, Rect, Shape, Share, Text

shares = st.floats(-3, 3)
bars = st.builds(
    BarInput,
    kind=st.sampled_from(["increase", "decrease", "objective", "milestone", "range", "baseline"]),
    progress=st.none() | shares,
    expected=st.none() | st.floats(0, 1),
    landing=st.sampled_from([0.7, 1.0]),
    band=st.sampled_from(["on", "risk", "off", "stale", "none"]),
    stages=st.lists(st.builds(Stage, weight=st.floats(0.1, 9), done=st.booleans()), max_size=10).map(tuple),
    forecast=st.none() | st.tuples(shares, shares, shares).map(lambda three: Forecast(*sorted(three))),
    size=st.sampled_from(["s", "m", "l"]),
    labels=st.builds(Labels, now=st.text("0123456789 kr", max_size=14), plan=st.just("plan today 1,234.5")),
)


def flat(shapes: tuple[Shape, ...]) -> Iterator[Shape]:
    for shape in shapes:
        yield shape
        if isinstance(shape, Group | At):
            yield from flat(shape.shapes)


def of(bar: BarInput, css: str) -> list[Shape]:
    return [shape for shape in flat(draw(bar).shapes) if getattr(shape, "css", None) == css]


def test_behind_pace_the_debt_fills_the_way_from_the_fill_to_the_notch() -> None:
    bar = BarInput("decrease", progress=0.19, expected=0.30, landing=0.7, band="risk")
    (fill,), (debt,) = of(bar, "fill"), of(bar, "debt")
    assert isinstance(fill, Rect)
    assert isinstance(debt, Rect)
    assert fill.width == Share(0.19)
    assert debt.x == Share(0.19)
    assert isinstance(debt.width, Share)
    assert debt.width.of_width == pytest.approx(0.11)
    assert draw(bar).css == "bar bar--s bar--risk"


def test_ahead_of_pace_nothing_is_owed() -> None:
    assert of(BarInput(progress=0.46, expected=0.30, band="on"), "debt") == []


@pytest.mark.parametrize(("landing", "place"), [(0.7, 0.7), (1.0, 1.0)])
def test_the_post_stands_where_the_goal_must_land(landing: float, place: float) -> None:
    (post,) = of(BarInput(progress=0.2, expected=0.3, landing=landing, band="on"), "goal")
    assert isinstance(post, Line)
    assert post.x1 == Share(place)


def test_stretch_levels_move_the_ticks_and_leave_the_post() -> None:
    bar = BarInput(progress=0.1, expected=0.3, landing=0.7, band="off", levels=(0.4, 0.75))
    ticks = [shape.x1 for shape in of(bar, "tick") if isinstance(shape, Line)]
    assert ticks == [Share(0.4), Share(0.75), Share(1.0)]
    assert [shape.x1 for shape in of(bar, "goal") if isinstance(shape, Line)] == [Share(0.7)]


def test_ticks_under_the_fill_are_cut_out_of_it() -> None:
    bar = BarInput(progress=0.5, expected=0.3, band="on")
    assert [shape.x1 for shape in of(bar, "tick-cut") if isinstance(shape, Line)] == [Share(0.3)]


def test_stale_is_silent_about_debt_and_forecast() -> None:
    bar = BarInput(progress=0.2, expected=0.5, band="stale", forecast=Forecast(0.2, 0.4, 0.6))
    assert of(bar, "fill")
    assert of(bar, "debt") == of(bar, "whisker") == of(bar, "median") == []


def test_without_a_forecast_there_is_no_whisker() -> None:
    assert of(BarInput(progress=0.2, expected=0.5, band="on"), "whisker") == []


def test_a_forecast_beyond_the_end_becomes_an_arrow_there() -> None:
    (whisker,) = of(BarInput(progress=0.5, band="on", forecast=Forecast(0.8, 0.9, 1.4)), "whisker")
    assert isinstance(whisker, Group)
    assert [type(shape) for shape in whisker.shapes] == [Line, Line, At]


def test_negative_progress_is_an_arrow_left_of_a_start_post_on_an_empty_track() -> None:
    bar = BarInput(progress=-0.2, expected=0.4, band="off")
    assert of(bar, "fill") == []
    assert len(of(bar, "beyond")) == 1
    assert [shape.x1 for shape in of(bar, "goal") if isinstance(shape, Line)] == [0, Share(1.0)]
    (debt,) = of(bar, "debt")
    assert isinstance(debt, Rect)
    assert (debt.x, debt.width) == (Share(0), Share(0.4))


def test_beyond_the_target_an_arrow_leaves_the_full_track() -> None:
    bar = BarInput(progress=1.25, expected=0.4, band="on")
    assert [shape.width for shape in of(bar, "fill") if isinstance(shape, Rect)] == [Share(1.0)]
    assert len(of(bar, "beyond")) == 1


def test_no_value_yet_is_a_hollow_outline_and_never_a_fill() -> None:
    bar = BarInput(expected=0.3)
    assert of(bar, "hollow")
    assert of(bar, "fill") == of(bar, "track") == of(bar, "debt") == []


def test_a_range_draws_its_weeks_and_today() -> None:
    weeks = (Week(0, 0.25, True), Week(0.25, 0.5, False), Week(0.5, 1, None))
    bar = BarInput("range", progress=0.25, expected=0.5, band="on", weeks=weeks)
    assert [shape.x for shape in of(bar, "fill") if isinstance(shape, Rect)] == [Share(0)]
    assert [shape.x for shape in of(bar, "out-of-band") if isinstance(shape, Rect)] == [Share(0.25)]
    assert of(bar, "tick") == of(bar, "goal") == []
    assert len(of(bar, "notch")) == 1


def test_a_baseline_is_a_ring_that_fills_when_recorded() -> None:
    assert isinstance(of(BarInput("baseline"), "ring")[0], Circle)
    assert isinstance(of(BarInput("baseline", progress=1.0, band="on"), "fill")[0], Circle)
    assert of(BarInput("baseline", expected=0.3), "notch") == []


def test_stages_are_as_wide_as_they_weigh() -> None:
    bar = BarInput("milestone", progress=0.25, band="on", stages=(Stage(1, True), Stage(3)))
    (done,), (todo,) = of(bar, "fill"), of(bar, "track")
    assert isinstance(done, Rect)
    assert isinstance(todo, Rect)
    assert todo.x == Share(0.25)
    assert todo.width == Share(0.75)


@given(bars)
def test_everything_on_the_scale_stays_between_start_and_target(bar: BarInput) -> None:
    for shape in flat(draw(bar).shapes):
        places = [getattr(shape, name) for name in ("x", "x1", "x2", "cx") if hasattr(shape, name)]
        assert all(0 <= place.of_width <= 1 for place in places if isinstance(place, Share))
        if isinstance(shape, Rect) and isinstance(shape.width, Share):
            start = shape.x.of_width if isinstance(shape.x, Share) else 0
            assert shape.width.of_width >= 0
            assert start + shape.width.of_width <= 1.0000001


@given(bars.filter(lambda bar: bar.size == "l"))
def test_words_above_the_large_bar_stay_on_it(bar: BarInput) -> None:
    for shape in draw(bar).shapes:
        widths = [NARROW] if isinstance(shape, Group) and shape.css == "narrow-only" else [WIDE]
        texts = [text for text in flat((shape,)) if isinstance(text, Text) and text.y == 11]
        for text in texts:
            words = text.words + "".join(span.words for span in text.spans)
            at = text.x.of_width if isinstance(text.x, Share) else 0
            left = at * widths[0] + text.dx - (len(words) * 7 if text.anchor == "end" else 0)
            assert left >= -1, text
            assert left + len(words) * 7 <= widths[0] + 60, text


def test_a_screen_reader_hears_a_sentence() -> None:
    bar = BarInput(progress=0.19, expected=0.3, band="risk", forecast=Forecast(0.24, 0.45, 0.66))
    assert sentence(bar) == "0.19 of the way; plan today 0.3; forecast 0.24 to 0.66"
    assert sentence(BarInput()) == "No value yet"
    assert sentence(BarInput("milestone", 0.5, stages=(Stage(done=True), Stage()))) == "1 of 2 stages"
