"""
The history of a key result: what was measured, the plan, the forecast, and what was changed on the way.

A pure function from facts to shapes, drawn once for a desk and once for a phone. The horizontal axis is the cycle,
the vertical one the measure; the plan and the target run to the right edge, where their values are named.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from northing.web.components.shapes import Circle, Path, Shape, Text, px


@dataclass(frozen=True, slots=True)
class Point:
    """A measured value. `number` refers to a note below the chart; `words` is what hovering says."""

    on: date
    value: float
    words: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Void:
    """A value that was corrected: drawn as a cross, left out of the line."""

    on: date
    value: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """The target moved on a day; `words` tell from what to what."""

    on: date
    before: float | None
    words: str
    was_words: str = ""


@dataclass(frozen=True, slots=True)
class Cone:
    """The forecast at a day: the 80% and 50% intervals and the median."""

    on: date
    low: float
    inner_low: float
    median: float
    inner_high: float
    high: float


@dataclass(frozen=True, slots=True)
class Goal:
    """A value named at the right edge: the target, or where it must land."""

    value: float
    words: str
    strong: bool = True


@dataclass(frozen=True, slots=True)
class ChartInput:
    """
    Everything the chart of one key result shows.

    plan   the expected values, in order of days (a straight line has two)
    band   low and high of a range measure, either may be None; drawn as a shaded strip
    forecast_words   what the median is called, then the lines that tell the interval
    write  turns a value of an axis into text, in the reader's locale and the measure's unit
    """

    starts_on: date
    ends_on: date
    today: date
    points: Sequence[Point]
    write: Callable[[float], str]
    write_day: Callable[[date], str]
    plan: Sequence[tuple[date, float]] = ()
    goals: Sequence[Goal] = ()
    band: tuple[float | None, float | None] | None = None
    voids: Sequence[Void] = ()
    changes: Sequence[Change] = ()
    forecast: Sequence[Cone] = ()
    forecast_words: Sequence[str] = ()
    plan_word: str = "plan"
    today_word: str = "today"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the drawing lies: the size of the picture and the edges of the plot, in pixels."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    names_goals: bool
    days_apart: float


DESK = Frame(728, 336, 44, 560, 34, 300, names_goals=True, days_apart=62)
PHONE = Frame(350, 264, 36, 342, 30, 232, names_goals=False, days_apart=58)


NAME = 16.0  # pixels a line of a name at the right edge takes


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    """From days and values to pixels."""

    frame: Frame
    starts_on: date
    days: int
    low: float
    high: float
    step: float

    def x(self, on: date) -> float:
        share = (on - self.starts_on).days / self.days
        return self.frame.left + (self.frame.right - self.frame.left) * min(1.0, max(0.0, share))

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.frame.bottom - (self.frame.bottom - self.frame.top) * share


def draw(chart: ChartInput, frame: Frame = DESK) -> Drawing:
    """The picture, back to front: grid, band, cone, plan, marks of change, today, target, values, notes, names."""
    scale = _scale(chart, frame)
    shapes: list[Shape] = [*_grid(chart, scale), *_band(chart, scale), *_cone(chart, scale), *_plan(chart, scale)]
    shapes += _changes(chart, scale)
    shapes += _today(chart, scale)
    shapes += _target_line(chart, scale)
    shapes += _measured(chart, scale)
    shapes += _goals(chart, scale)
    return Drawing(frame.width, frame.height, tuple(shapes))


def nice_step(reach: float, lines: int) -> float:
    """The round distance (1, 2, 2.5 or 5 times a power of ten) that divides a reach into about `lines` parts."""
    raw = reach / max(1, lines)
    power = 10.0 ** math.floor(math.log10(raw))
    for factor in (1.0, 2.0, 2.5, 5.0, 10.0):
        if raw <= factor * power * 1.0000001:
            return factor * power
    return 10 * power


def _scale(chart: ChartInput, frame: Frame) -> _Scale:
    values = [point.value for point in chart.points] + [void.value for void in chart.voids]
    values += [value for _, value in chart.plan] + [goal.value for goal in chart.goals]
    values += [change.before for change in chart.changes if change.before is not None]
    values += [edge for cone in chart.forecast for edge in (cone.low, cone.high)]
    values += [edge for edge in chart.band or () if edge is not None]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if high - low < 1e-12 * max(1.0, abs(high)):
        reach = abs(high) * 0.1 or 1.0
        low, high = low - reach, high + reach
    step = nice_step(high - low, 5 if frame.names_goals else 4)
    floor, ceiling = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    days = max(1, (chart.ends_on - chart.starts_on).days)
    return _Scale(frame, chart.starts_on, days, floor, ceiling, step)


def _grid(chart: ChartInput, scale: _Scale) -> list[Shape]:
    frame = scale.frame
    shapes: list[Shape] = []
    for number in range(round((scale.high - scale.low) / scale.step) + 1):
        value = scale.low + number * scale.step
        y = scale.y(value)
        shapes.append(Path("grid", f"M{px(frame.left)} {px(y)}H{px(frame.right)}"))
        words = chart.write(0.0 if abs(value) < scale.step / 1e6 else value)
        shapes.append(Text("", frame.left - 8, y + 4, words, "end"))
    return shapes + _calendar(chart, scale)


def _calendar(chart: ChartInput, scale: _Scale) -> list[Shape]:
    """A short tick a week (a month in long cycles), a word where there is room and today is not written."""
    frame = scale.frame
    every = 7 if scale.days <= 20 * 7 else 30
    shapes: list[Shape] = []
    here = scale.x(chart.today) if chart.starts_on <= chart.today <= chart.ends_on else None
    last_word = -1e9
    for day in range(0, scale.days + 1, every):
        on = chart.starts_on + timedelta(days=day)
        x = scale.x(on)
        shapes.append(Path("axis", f"M{px(x)} {px(frame.bottom)}v{6 if day == 0 else 3}"))
        near_today = here is not None and abs(x - here) < frame.days_apart * 0.75
        near_end = day and frame.right - x < frame.days_apart
        if day == 0 and not (here is not None and x + 40 > here - 22):
            shapes.append(Text("", x, frame.bottom + 20, chart.write_day(on)))
            last_word = x + 20
        elif day and not near_today and not near_end and x - last_word >= frame.days_apart:
            shapes.append(Text("", x, frame.bottom + 20, chart.write_day(on), "middle"))
            last_word = x
    shapes.append(Path("axis", f"M{px(frame.right)} {px(frame.bottom)}v6"))
    if here is None or frame.right - here > 62:
        shapes.append(Text("", frame.right, frame.bottom + 20, chart.write_day(chart.ends_on), "end"))
    return shapes


def _band(chart: ChartInput, scale: _Scale) -> list[Shape]:
    if chart.band is None:
        return []
    frame = scale.frame
    low, high = chart.band
    top = frame.top if high is None else scale.y(high)
    bottom = frame.bottom if low is None else scale.y(low)
    left, right = px(frame.left), px(frame.right)
    edges = [scale.y(edge) for edge in (low, high) if edge is not None]
    return [
        Path("zone", f"M{left} {px(top)}H{right}V{px(bottom)}H{left}z"),
        *(Path("zone-edge", f"M{left} {px(y)}H{right}") for y in edges),
    ]


def _cone(chart: ChartInput, scale: _Scale) -> list[Shape]:
    cones = chart.forecast
    if len(cones) < 2:
        return []
    xs = [scale.x(cone.on) for cone in cones]

    def area(lower: Sequence[float], upper: Sequence[float]) -> str:
        there = _line(list(zip(xs, map(scale.y, lower), strict=True)))
        back = _line(list(zip(reversed(xs), map(scale.y, reversed(upper)), strict=True)))
        return f"{there}L{back[1:]}z"

    middle = _line([(x, scale.y(cone.median)) for x, cone in zip(xs, cones, strict=True)])
    return [
        Path("cone", area([cone.low for cone in cones], [cone.high for cone in cones])),
        Path("cone-in", area([cone.inner_low for cone in cones], [cone.inner_high for cone in cones])),
        Path("cone-mid", middle),
    ]


def _plan(chart: ChartInput, scale: _Scale) -> list[Shape]:
    if len(chart.plan) < 2:
        return []
    points = [(scale.x(on), scale.y(value)) for on, value in chart.plan]
    shapes: list[Shape] = [Path("plan", _line(points))]
    if scale.frame.names_goals:
        (x1, y1), (x2, y2) = points[-2:]
        x = x1 + (x2 - x1) * 0.72
        y = y1 + (y2 - y1) * 0.72
        shapes.append(Text("", x, y + (18 if y2 >= y1 else 22), chart.plan_word, "end" if y2 >= y1 else "start", 4))
    return shapes


def _changes(chart: ChartInput, scale: _Scale) -> list[Shape]:
    frame = scale.frame
    shapes: list[Shape] = []
    start = frame.left
    for number, change in enumerate(sorted(chart.changes, key=lambda change: change.on)):
        x = scale.x(change.on)
        top = frame.top - 20 + 14 * (number % 2)
        shapes.append(Path("mark", f"M{px(x)} {px(top)}V{px(frame.bottom)}"))
        right = x < frame.left + (frame.right - frame.left) * 0.6
        flag = "h10l-2.5 4 2.5 4h-10z" if right else "h-10l2.5 4-2.5 4h10z"
        shapes.append(Path("mark-flag", f"M{px(x)} {px(top)}{flag}"))
        if frame.names_goals and change.words:
            anchor, dx = ("start", 16) if right else ("end", -16)
            shapes.append(Text("mark-text", x, top + 8, change.words, anchor, dx))
        if change.before is not None:
            y = scale.y(change.before)
            shapes.append(Path("was", f"M{px(start)} {px(y)}H{px(x)}"))
            if change.was_words and x - start > 7 * len(change.was_words):
                shapes.append(Text("", start + 6, y - 6, change.was_words))
            start = x
    return shapes


def _today(chart: ChartInput, scale: _Scale) -> list[Shape]:
    if not chart.starts_on <= chart.today <= chart.ends_on:
        return []
    frame, x = scale.frame, scale.x(chart.today)
    at_edge = frame.right - x < 20
    return [
        Path("today", f"M{px(x)} {px(frame.top)}V{px(frame.bottom)}"),
        Text("strong", x, frame.bottom + 20, chart.today_word, "end" if at_edge else "middle", 5 if at_edge else 0),
        Path("pt-last", f"M{px(x - 5)} {px(frame.bottom + 5)}l5-7 5 7z"),
    ]


def _target_line(chart: ChartInput, scale: _Scale) -> list[Shape]:
    if not chart.goals:
        return []
    since = max((change.on for change in chart.changes if change.before is not None), default=chart.starts_on)
    y = scale.y(chart.goals[0].value)
    return [Path("axis", f"M{px(scale.x(since))} {px(y)}H{px(scale.frame.right)}")]


def _measured(chart: ChartInput, scale: _Scale) -> list[Shape]:
    shapes: list[Shape] = []
    written: list[_Box] = []
    for void in chart.voids:
        x, y = scale.x(void.on), scale.y(void.value)
        shapes.append(Path("void", f"M{px(x - 4)} {px(y - 4)}l8 8m0-8l-8 8"))
        if void.words and scale.frame.names_goals:
            shapes += _void_words(void.words, x, y, scale.frame, written)
    places = [(scale.x(point.on), scale.y(point.value)) for point in chart.points]
    if len(places) > 1:
        shapes.append(Path("real", _line(places)))
    dots = 4.0 if len(places) <= 40 else 2.0
    for number, (point, (x, y)) in enumerate(zip(chart.points, places, strict=True)):
        css = "pt pt-last" if number == len(places) - 1 else "pt"
        data = (("words", point.words),) if point.words else ()
        shapes.append(Circle(css, x, y, dots, data=data))
    return shapes + _numbers(chart, scale, places, written)


def _void_words(words: str, x: float, y: float, frame: Frame, written: list["_Box"]) -> list[Shape]:
    """What a cross says, before it or else behind it; nothing where that would lie on other words."""
    width = 5.8 * len(words)
    before, behind = _Box(x - 9 - width, y - 9, x - 9, y + 9), _Box(x + 9, y - 9, x + 9 + width, y + 9)
    for box, anchor, dx in ((before, "end", -9.0), (behind, "start", 9.0)):
        if box.left > frame.left and not any(box.meets(other) for other in written):
            written.append(box)
            return [Text("", x, y + 4, words, anchor, dx)]
    return []


@dataclass(frozen=True, slots=True)
class _Box:
    """A place that is taken, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def _numbers(
    chart: ChartInput, scale: _Scale, places: Sequence[tuple[float, float]], written: Sequence[_Box]
) -> list[Shape]:
    """Numbered marks that lead to the notes, above and below in turn, each where nothing is written or drawn yet."""
    shapes: list[Shape] = []
    taken = [*written, *(_Box(x - 5, y - 5, x + 5, y + 5) for x, y in places if len(places) <= 40)]
    way = -1
    for point, (x, y) in zip(chart.points, places, strict=True):
        if point.number is None:
            continue
        reach = _free(scale.frame, x, y, way, taken)
        way = -1 if reach < 0 else 1
        taken.append(_dot(x, y + reach))
        shapes.append(Path("note-line", f"M{px(x)} {px(y + 7 * way)}V{px(y + reach - 8 * way)}"))
        shapes.append(Circle("note-dot", x, y + reach, 8))
        shapes.append(Text("note-num", x, y + reach + 4, str(point.number), "middle"))
        way = -way
    return shapes


def _free(frame: Frame, x: float, y: float, way: int, taken: Sequence[_Box]) -> float:
    """How far above (negative) or below a value its mark can stand: preferably on the given side, and near."""
    wished = [distance * side for distance in range(32, 180, 18) for side in (way, -way)]
    inside = [reach for reach in wished if frame.top - 10 <= y + reach <= frame.bottom - 10]
    for reach in inside:
        if not any(_dot(x, y + reach).meets(box) for box in taken):
            return reach
    return inside[0] if inside else 32.0 * way


def _dot(x: float, y: float) -> _Box:
    return _Box(x - 9, y - 9, x + 9, y + 9)


def _goals(chart: ChartInput, scale: _Scale) -> list[Shape]:
    """The right edge: where the goal is, where it must land, where the forecast ends. Names are pushed apart."""
    frame = scale.frame
    reach = 10 if frame.names_goals else 6
    shapes: list[Shape] = [
        Path("goal", f"M{px(frame.right)} {px(scale.y(goal.value))}h{reach}") for goal in chart.goals
    ]
    last = chart.forecast[-1] if len(chart.forecast) > 1 else None
    if last is not None:
        low, high, x = px(scale.y(last.low)), px(scale.y(last.high)), px(frame.right + 4)
        caps = f"M{px(frame.right)} {low}h8M{px(frame.right)} {high}h8"
        shapes.append(Path("whisker", f"M{x} {low}V{high}{caps}"))
        shapes.append(Circle("pt", frame.right + 4, scale.y(last.median), 3.5))
    if not frame.names_goals:
        words = [f"{goal.words}: {chart.write(goal.value)}" for goal in chart.goals]
        return shapes + [
            Text("halo", frame.right - 4, scale.y(goal.value) - 5, said, "end")
            for goal, said in zip(chart.goals, words, strict=True)
        ]
    names: list[tuple[float, str, tuple[str, ...], bool]] = [
        (scale.y(goal.value), chart.write(goal.value), (goal.words,), goal.strong) for goal in chart.goals
    ]
    if last is not None and chart.forecast_words:
        median, *interval = chart.forecast_words
        names.append((scale.y(last.median), chart.write(last.median), (median,), True))
        if interval:
            names.append((scale.y(max(last.low, last.high)), "", tuple(interval), False))
    heights = _apart([name[0] for name in names], [NAME * len(name[2]) for name in names], frame)
    for (_, value, lines, strong), y in zip(names, heights, strict=True):
        if value:
            shapes.append(Text("strong" if strong else "", frame.right + 18, y + 4, value))
        beside = frame.right + 18 + (6.8 * len(value) + 8 if value else 0)
        shapes += [Text("", beside, y + 4 + NAME * number, words) for number, words in enumerate(lines)]
    return shapes


def _apart(wished: Sequence[float], needs: Sequence[float], frame: Frame) -> list[float]:
    """The same heights, moved as little as possible so that each has the room below it that it needs."""
    order = sorted(range(len(wished)), key=lambda index: wished[index])
    placed: dict[int, float] = {}
    free_from = -math.inf
    for index in order:
        placed[index] = max(wished[index], free_from)
        free_from = placed[index] + needs[index]
    free_until = frame.bottom + NAME
    for index in reversed(order):
        placed[index] = min(placed[index], free_until - needs[index])
        free_until = placed[index]
    return [placed[index] for index in range(len(wished))]


def _line(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{px(x)} {px(y)}" for x, y in points)
