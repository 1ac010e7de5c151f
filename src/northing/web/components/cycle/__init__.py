"""The cycle strip on top of every page."""

from markupsafe import Markup, escape

from northing.web.components.cycle.drawing import CycleInput, Event, draw
from northing.web.components.shapes import paint

__all__ = ["CycleInput", "Event", "cycle_svg", "draw"]


def cycle_svg(cycle: CycleInput, label: str) -> Markup:
    """The scale bar of a cycle; `label` is the sentence a screen reader hears."""
    return Markup(  # noqa: S704 - the label is escaped, the shapes are painted safely
        f'<svg class="scale" role="img" aria-label="{escape(label)}">{paint(draw(cycle))}</svg>'
    )
