"""The northing bar: track, fill, debt, ticks, post, whisker and notch, in three sizes."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext
from markupsafe import Markup, escape

from northing.web import formats
from northing.web.components.bar.drawing import BarInput, Drawing, Forecast, Labels, Stage, Week, draw
from northing.web.components.shapes import paint

__all__ = ["BarInput", "Drawing", "Forecast", "Labels", "Stage", "Week", "bar_input", "bar_svg", "draw", "sentence"]


def bar_input(
    *,
    forecast: Forecast | tuple[float, float, float] | None = None,
    weeks: Iterable[Week | tuple[float, float, bool | None]] = (),
    stages: Iterable[Stage | tuple[float, bool]] = (),
    labels: Labels | dict[str, str] | None = None,
    **facts: Any,
) -> BarInput:
    """A `BarInput` from what is at hand in a template: tuples and dictionaries in the place of the small classes."""
    return BarInput(
        forecast=Forecast(*forecast) if isinstance(forecast, tuple) else forecast,
        weeks=tuple(week if isinstance(week, Week) else Week(*week) for week in weeks),
        stages=tuple(stage if isinstance(stage, Stage) else Stage(*stage) for stage in stages),
        labels=labels if isinstance(labels, Labels) else Labels(**(labels or {})),
        **facts,
    )


def bar_svg(bar: BarInput) -> Markup:
    """One bar as SVG; the same facts are painted once. Without a label it says its own sentence."""
    if bar.size != "l":
        bar = _rounded(bar)
    return _painted(bar, formats.manner())


def _rounded(bar: BarInput) -> BarInput:
    """A small bar shows no more than thousandths; rounded so far, most bars of a list are painted already."""
    progress = None if bar.progress is None else round(bar.progress, 3)
    expected = None if bar.expected is None else round(bar.expected, 3)
    if progress == bar.progress and expected == bar.expected:
        return bar
    return replace(bar, progress=progress, expected=expected)


@lru_cache(maxsize=4096)
def _painted(bar: BarInput, manner: str) -> Markup:
    drawing = draw(bar if bar.label else replace(bar, label=sentence(bar)))
    return Markup(  # noqa: S704 - the label is escaped, the shapes are painted safely
        f'<svg class="{drawing.css}" role="img" aria-label="{escape(drawing.label)}">{paint(drawing.shapes)}</svg>'
    )


def sentence(bar: BarInput) -> str:
    """What a screen reader hears of a bar: "0.19 of the way; plan today 0.30; forecast 0.24 to 0.66"."""
    if bar.kind == "baseline":
        recorded = bar.progress is not None and bar.progress >= 1
        return gettext("Baseline, recorded") if recorded else gettext("Baseline, not yet measured")
    if bar.progress is None:
        return gettext("No value yet")
    if bar.kind == "milestone" and bar.stages:
        done = sum(stage.done for stage in bar.stages)
        words = [gettext("%(done)s of %(all)s stages") % {"done": done, "all": len(bar.stages)}]
    else:
        words = [gettext("%(progress)s of the way") % {"progress": formats.score(bar.progress)}]
    if bar.band == "stale":
        words.append(gettext("stale"))
    if bar.expected is not None and bar.kind != "range":
        words.append(gettext("plan today %(expected)s") % {"expected": formats.score(bar.expected)})
    if bar.forecast is not None and bar.band != "stale":
        interval = {"low": formats.score(bar.forecast.low), "high": formats.score(bar.forecast.high)}
        words.append(gettext("forecast %(low)s to %(high)s") % interval)
    return "; ".join(words)
