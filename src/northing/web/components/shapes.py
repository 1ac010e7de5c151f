"""
The few shapes Northing draws with, and how they are written as SVG.

Pictures (the northing bar, the voices, the cycle strip, the chart) are computed as lists of these shapes by pure
functions that can be tested, and painted here. A shape carries meaning in its `css` class; colours live in style
sheets. Coordinates are pixels, or percent of the width where a `Share` is given, so that a picture stretches without
a viewBox.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Share:
    """A place along the picture's width, 0.0 at its start and 1.0 at its end; written as a percentage."""

    of_width: float


@dataclass(frozen=True, slots=True)
class Rect:
    css: str
    x: float | Share
    y: float
    width: float | Share
    height: float
    rx: float = 0


@dataclass(frozen=True, slots=True)
class Line:
    css: str
    x1: float | Share
    y1: float
    x2: float | Share
    y2: float


@dataclass(frozen=True, slots=True)
class Circle:
    css: str
    cx: float | Share
    cy: float
    r: float
    title: str = ""
    data: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    css: str
    d: str


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in its own style inside a `Text`, `dx` pixels after what stands before it."""

    words: str
    css: str = ""
    dx: float = 0


@dataclass(frozen=True, slots=True)
class Text:
    css: str
    x: float | Share
    y: float
    words: str
    anchor: str = "start"
    dx: float = 0
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class At:
    """Shapes in pixels, hung on a place given in percent: a mark that keeps its form while the picture stretches."""

    x: Share
    y: float
    shapes: tuple["Shape", ...]


@dataclass(frozen=True, slots=True)
class Group:
    css: str
    shapes: tuple["Shape", ...] = field(default=())


Shape = Rect | Line | Circle | Path | Text | At | Group


def px(value: float) -> str:
    """A number as SVG wants it: at most two decimals and nothing superfluous (12.50 -> "12.5")."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def length(value: float | Share) -> str:
    return f"{px(value.of_width * 100)}%" if isinstance(value, Share) else px(value)


def paint(shapes: Iterable[Shape]) -> Markup:
    """The shapes as SVG markup, back to front, safe to stand inside an `<svg>` of a page. Every text is escaped."""
    return Markup("".join(map(_svg, shapes)))  # noqa: S704 - every string below is escaped or computed here


def _svg(shape: Shape) -> str:
    match shape:
        case Rect(css, x, y, width, height, rx):
            corner = f' rx="{px(rx)}"' if rx else ""
            size = f'width="{length(width)}" height="{px(height)}"{corner}'
            return f'<rect class="{css}" x="{length(x)}" y="{px(y)}" {size}/>'
        case Line(css, x1, y1, x2, y2):
            return f'<line class="{css}" x1="{length(x1)}" x2="{length(x2)}" y1="{px(y1)}" y2="{px(y2)}"/>'
        case Circle(css, cx, cy, r, title, data):
            extra = "".join(f' data-{name}="{escape(value)}"' for name, value in data)
            place = f'class="{css}" cx="{length(cx)}" cy="{px(cy)}" r="{px(r)}"{extra}'
            return f"<circle {place}><title>{escape(title)}</title></circle>" if title else f"<circle {place}/>"
        case Path(css, d):
            return f'<path class="{css}" d="{d}"/>'
        case Text():
            return _text(shape)
        case At(x, y, shapes):
            down = f' y="{px(y)}"' if y else ""
            return f'<svg x="{length(x)}"{down} overflow="visible">{"".join(map(_svg, shapes))}</svg>'
        case Group(css, shapes):
            return f'<g class="{css}">{"".join(map(_svg, shapes))}</g>'


def _text(text: Text) -> str:
    attributes = f'x="{length(text.x)}" y="{px(text.y)}"'
    if text.css:
        attributes = f'class="{text.css}" {attributes}'
    if text.dx:
        attributes += f' dx="{px(text.dx)}"'
    if text.anchor != "start":
        attributes += f' text-anchor="{text.anchor}"'
    return f"<text {attributes}>{escape(text.words)}{''.join(map(_span, text.spans))}</text>"


def _span(span: Span) -> str:
    css = f' class="{span.css}"' if span.css else ""
    dx = f' dx="{px(span.dx)}"' if span.dx else ""
    return f"<tspan{css}{dx}>{escape(span.words)}</tspan>"
