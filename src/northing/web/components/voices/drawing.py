"""
Three voices on one staff: what has happened (pace), what the owner believes (confidence), and what the numbers say
(forecast).

Each is a mark at its height between 0 and 1 in the colour of its band; two lines at the band borders make the staff.
Where the owner and the numbers are 0.4 or more apart (R3), that stretch is a heavy stroke, seen in a column of forty.
"""

from dataclasses import dataclass

from northing.core.scoring import Voice, band, disagreement
from northing.web.components.shapes import At, Circle, Line, Path, Shape, Share

PLACES = {"pace": 6.0, "confidence": 22.0, "forecast": 38.0}


@dataclass(frozen=True, slots=True)
class VoicesInput:
    """The three voices as shares 0..1; None for a voice that has not spoken."""

    pace: float | None = None
    confidence: float | None = None
    forecast: float | None = None


@dataclass(frozen=True, slots=True)
class VoicesDrawing:
    shapes: tuple[Shape, ...]
    apart: bool


def draw(voices: VoicesInput) -> VoicesDrawing:
    """The staff of one row, 44 by 20 pixels."""
    spoken = {name: _clamp(value) for name in PLACES if (value := getattr(voices, name)) is not None}
    shapes: list[Shape] = [Path("staff", "M0 7.9H44"), Path("staff", "M0 12.1H44")]
    points = [(PLACES[name], _height(value)) for name, value in spoken.items()]
    if len(points) > 1:
        shapes.append(Path("join", _polyline(points)))
    heavy = _apart(voices)
    if heavy:
        shapes.append(Path("apart", _polyline([(PLACES[name], _height(spoken[name])) for name in heavy])))
    for name, x in PLACES.items():
        if name in spoken:
            shapes.append(_mark(name, x, _height(spoken[name]), band(spoken[name])))
        else:
            shapes.append(Circle("none", x, 17, 1.5))
    return VoicesDrawing(tuple(shapes), heavy is not None)


def draw_scale(name: str, value: float | None) -> tuple[Shape, ...]:
    """One voice on its own labelled scale, as the pages of objectives and key results show it."""
    shapes: list[Shape] = [Line("", 0, 8, Share(1), 8)]
    shapes += [Line("", Share(border), 4, Share(border), 12) for border in (0.35, 0.65)]
    if value is None:
        return tuple(shapes)
    css = f"note {band(value)}"
    marks: dict[str, Shape] = {
        "pace": Path(css, "M-4.2 4.88h8.4L0 12.32z"),
        "confidence": Circle(css, 0, 8, 3.72),
        "forecast": Path(css, "M0 3.2l4.8 4.8-4.8 4.8-4.8-4.8z"),
    }
    return (*shapes, At(Share(_clamp(value)), 0, (marks[name],)))


def _apart(voices: VoicesInput) -> tuple[str, str] | None:
    """The two neighbours on the staff between which owner and numbers are too far apart (R3), if they are."""
    found = disagreement(voices.confidence, voices.pace, voices.forecast)
    if found is None:
        return None
    return ("confidence", "forecast") if found.voice is Voice.FORECAST else ("pace", "confidence")


def _height(value: float) -> float:
    return 17 - 14 * value


def _clamp(value: float) -> float:
    return min(1.0, max(0.0, value))


def _polyline(points: list[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:.3g}" for x, y in points)


def _mark(name: str, x: float, y: float, in_band: str) -> Shape:
    css = f"note {in_band}"
    if name == "pace":
        return Path(css, f"M{x - 3.5:g} {y - 2.6:.3g}h7L{x:g} {y + 3.6:.3g}z")
    if name == "confidence":
        return Circle(css, x, y, 3.1)
    return Path(css, f"M{x:g} {y - 4:.3g}l4 4-4 4-4-4z")
