"""The chart of a key result's history: a picture that needs no script, prints, and follows the theme."""

from markupsafe import Markup, escape

from northing.web.components.chart.drawing import (
    DESK,
    PHONE,
    Change,
    ChartInput,
    Cone,
    Drawing,
    Frame,
    Goal,
    Point,
    Void,
    draw,
)
from northing.web.components.shapes import paint, px

__all__ = [
    "DESK",
    "PHONE",
    "Change",
    "ChartInput",
    "Cone",
    "Drawing",
    "Frame",
    "Goal",
    "Point",
    "Void",
    "chart_svg",
    "draw",
]


def chart_svg(chart: ChartInput, label: str) -> Markup:
    """The chart as SVG, for a desk and for a phone; the style sheet shows one of them. `label` is what it says."""
    return _painted(chart, label, DESK, "desk") + _painted(chart, label, PHONE, "phone")


def _painted(chart: ChartInput, label: str, frame: Frame, css: str) -> Markup:
    drawing = draw(chart, frame)
    box = f"0 0 {px(drawing.width)} {px(drawing.height)}"
    return Markup(  # noqa: S704 - the label is escaped, the shapes are painted safely
        f'<svg class="chart chart--{css}" viewBox="{box}" role="img" aria-label="{escape(label)}">'
        f"{paint(drawing.shapes)}</svg>"
    )
