"""
The northing bar: how far a measure has travelled from its start to its target, and where it should be today.

`draw` is a pure function from facts to shapes. The horizontal axis is the way from start (0) to target (1) in percent,
always left to right whatever the direction of the measure; for a range it is the calendar of the cycle. What lies
outside 0..1 is drawn into the margins, so zero and one line up in every row of a column.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from northing.web.components.shapes import At, Circle, Group, Line, Path, Rect, Shape, Share, Span, Text

Size = Literal["s", "m", "l"]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where the numbers will land: the 80% interval and its median, as shares of the way (may lie outside 0..1)."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Week:
    """A stretch of the cycle for a range measure: shares of the calendar, and whether it was in the band.
    None means that it has not come yet."""

    starts: float
    ends: float
    inside: bool | None


@dataclass(frozen=True, slots=True)
class Stage:
    weight: float = 1.0
    done: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """What the large bar writes, in the units of the measure. What is empty is left out."""

    now: str = ""
    plan: str = ""
    forecast: str = ""
    start: str = ""
    at_03: str = ""
    at_07: str = ""
    target: str = ""
    start_note: str = ""
    at_03_note: str = ""
    at_07_note: str = ""
    target_note: str = ""


@dataclass(frozen=True, slots=True)
class BarInput:
    """
    The facts behind one bar.

    kind        increase, decrease, range, baseline, milestone, or objective
    progress    unclamped share of the way (below 0: moved away; above 1: beyond the target); None without a value
    expected    share where a goal on pace stands today (the notch); for a range the elapsed share of the cycle
    landing     where this goal must land: 1.0 committed and learning, 0.7 aspirational (the post)
    band        on, risk, off, stale or none: the colour of the fill
    levels      where 0.3 and 0.7 of the score are earned, as shares of the way (R10)
    forecast    drawn only where there is one
    label       the sentence a screen reader hears
    """

    kind: str = "increase"
    progress: float | None = None
    expected: float | None = None
    landing: float = 1.0
    band: str = "none"
    levels: tuple[float, float] = (0.3, 0.7)
    weeks: tuple[Week, ...] = ()
    stages: tuple[Stage, ...] = ()
    forecast: Forecast | None = None
    size: Size = "s"
    labels: Labels = field(default_factory=Labels)
    label: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    css: str
    label: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """The measures of one size, in pixels."""

    top: float
    height: float
    whisker: float
    cap: float
    notch: float
    notch_top: float
    notch_tip: float
    median: float
    ring: float
    post_reach: float
    narrow: float

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


FORMS: dict[str, _Form] = {
    "s": _Form(5, 5, 13, 1.5, 3, 2, 7, 1.75, 3.5, 14.5, 80),
    "m": _Form(6, 8, 18.5, 2.5, 4, 1.5, 8, 2.5, 5, 21, 160),
    "l": _Form(26, 12, 48, 3.5, 5, 20, 29, 3.5, 6, 51.5, 300),
}
WIDE, NARROW = 520.0, 300.0  # pixels a large bar has at least at a desk, and on a phone
GAP = 8.0  # pixels between two labels


def draw(bar: BarInput) -> Drawing:
    """The picture of one bar, back to front: track, fill, debt, ticks, post, whisker, notch, and words when large."""
    form = FORMS[bar.size]
    match bar.kind:
        case "range":
            shapes = _range(bar, form)
        case "baseline":
            shapes = _baseline(bar, form)
        case "milestone" if bar.stages:
            shapes = _milestone(bar, form)
        case _:
            shapes = _way(bar, form)
    shapes += _notch(bar, form)
    if bar.size == "l":
        shapes += _words_above(bar) + _words_below(bar, form)
    return Drawing(f"bar bar--{bar.size} bar--{bar.band}", bar.label, tuple(shapes))


def _clamp(share: float) -> float:
    return min(1.0, max(0.0, share))


def _way(bar: BarInput, form: _Form) -> list[Shape]:
    """Increase, decrease and objectives: one track from start to target."""
    if bar.progress is None:
        inset = 0.5
        shapes: list[Shape] = [
            Rect("hollow", 0, form.top + inset, Share(1), form.height - 2 * inset),
        ]
        return shapes + _ticks(bar, form, filled=0.0)
    filled = _clamp(bar.progress)
    shapes = [Rect("track", 0, form.top, Share(1), form.height, 1)]
    if filled > 0:
        shapes.append(Rect("fill", 0, form.top, Share(filled), form.height, 1))
    if bar.progress < 0:
        half = form.height / 2
        arrow = Path("beyond", f"M-1 0v{form.height:g}l-5-{half:g}z")
        shapes.append(At(Share(0), form.top, (arrow,)))
        shapes.append(Line("goal", 0, form.top - 1, 0, form.bottom + 1))
    if bar.progress > 1:
        half = form.height / 2
        shapes.append(At(Share(1), form.top, (Path("beyond", f"M2 0h3l4 {half:g}-4 {half:g}h-3z"),)))
    owed = _debt(bar)
    if owed:
        shapes.append(Rect("debt", Share(owed[0]), form.top, Share(owed[1] - owed[0]), form.height))
    return shapes + _ticks(bar, form, filled) + _whisker(bar, form)


def _debt(bar: BarInput) -> tuple[float, float] | None:
    """The stretch between where it stands and where it should be, when behind; not for what is stale."""
    if bar.progress is None or bar.expected is None or bar.band in ("stale", "none"):
        return None
    here, there = _clamp(bar.progress), _clamp(bar.expected)
    return (here, there) if there - here > 0.0005 else None


def _ticks(bar: BarInput, form: _Form, filled: float) -> list[Shape]:
    """0.3, 0.7 and 1.0: the one where the goal must land is a post through both lanes."""
    shapes: list[Shape] = []
    for place, lands in _tick_places(bar):
        at = Share(place)
        if lands:
            shapes.append(Line("goal", at, form.top - 2, at, form.post_reach))
            reached = form.post_reach
        else:
            css = "tick-cut" if place < 1 and filled > place + 0.0005 else "tick"
            shapes.append(Line(css, at, form.top, at, form.bottom))
            reached = form.bottom
        if bar.size == "l":
            shapes.append(Line("lead", at, reached, at, 57))
    if bar.size == "l":
        shapes.append(Line("lead", 0, form.bottom, 0, 57))
    return shapes


def _tick_places(bar: BarInput) -> list[tuple[float, bool]]:
    """Where ticks stand and which of them is the post. A stretch level apart from the landing is a tick of its own."""
    low, high = bar.levels
    places = [low, high, 1.0]
    if all(abs(bar.landing - place) > 0.005 for place in places):
        places.append(bar.landing)
    return [(_clamp(place), abs(place - bar.landing) <= 0.005) for place in sorted(places)]


def _whisker(bar: BarInput, form: _Form) -> list[Shape]:
    """The forecast's 80% interval with a ring at its median, in a lane of its own; an arrow where it leaves the bar."""
    forecast = bar.forecast
    if forecast is None or bar.band == "stale":
        return []
    y, cap = form.whisker, form.cap
    low, high = _clamp(forecast.low), _clamp(forecast.high)
    shapes: list[Shape] = [Line("", Share(low), y, Share(high), y)]
    for value, place, way in ((forecast.low, low, -1), (forecast.high, high, 1)):
        if 0 <= value <= 1:
            shapes.append(Line("", Share(place), y - cap, Share(place), y + cap))
        else:
            head = Path("", f"M0 0h{6 * way}M{3 * way} {-cap:g}l{3 * way} {cap:g} {-3 * way} {cap:g}")
            shapes.append(At(Share(place), y, (head,)))
    return [Group("whisker", tuple(shapes)), Circle("median", Share(_clamp(forecast.median)), y, form.median)]


def _range(bar: BarInput, form: _Form) -> list[Shape]:
    """The calendar of the cycle: full-height weeks were in the band, low grey ones were not."""
    if bar.progress is None and not any(week.inside is not None for week in bar.weeks):
        return [Rect("hollow", 0, form.top + 0.5, Share(1), form.height - 1)]
    low = form.height / 3 if form.height > 6 else 2.0
    shapes: list[Shape] = [Rect("track", 0, form.bottom - 2, Share(1), 2)]
    for week in bar.weeks:
        if week.inside is None or week.ends <= week.starts:
            continue
        seam = min(0.014, (week.ends - week.starts) * 0.25)
        width = week.ends - week.starts - seam
        if week.inside:
            shapes.append(Rect("fill", Share(week.starts), form.top, Share(width), form.height))
        else:
            shapes.append(Rect("out-of-band", Share(week.starts), form.bottom - low, Share(width), low))
    if bar.size == "l":
        shapes += [Line("lead", 0, form.bottom, 0, 57), Line("lead", Share(1), form.bottom, Share(1), 57)]
    return shapes


def _baseline(bar: BarInput, form: _Form) -> list[Shape]:
    """A dashed way to a ring that is filled once the first trustworthy value is recorded."""
    recorded = bar.progress is not None and bar.progress >= 1
    dashes = Line("hollow", 0, form.middle, Share(1), form.middle)
    return [dashes, Circle("fill" if recorded else "ring", Share(1), form.middle, form.ring)]


def _milestone(bar: BarInput, form: _Form) -> list[Shape]:
    """One segment per stage, as wide as the stage weighs."""
    total = sum(stage.weight for stage in bar.stages) or 1.0
    shapes: list[Shape] = []
    start = 0.0
    for number, stage in enumerate(bar.stages):
        width = stage.weight / total
        last = number == len(bar.stages) - 1
        seam = 0.0 if last else min(0.02, width * 0.2)
        css = "fill" if stage.done else "track"
        shapes.append(Rect(css, Share(start), form.top, Share(width - seam), form.height))
        start += width
    post = Share(_clamp(bar.landing))
    shapes.append(Line("goal", post, form.top - 2, post, form.post_reach))
    if bar.size == "l":
        shapes += [
            Line("lead", post, form.post_reach, post, 57),
            Line("lead", 0, form.bottom, 0, 57),
            Line("lead", Share(1), form.bottom, Share(1), 57),
        ]
    return shapes + _whisker(bar, form)


def _notch(bar: BarInput, form: _Form) -> list[Shape]:
    """Where we should be today: over emptiness when behind, biting into the fill when ahead."""
    if bar.expected is None or bar.kind == "baseline":
        return []
    triangle = Path("notch", f"M-{form.notch:g} {form.notch_top:g}H{form.notch:g}L0 {form.notch_tip:g}z")
    return [At(Share(_clamp(bar.expected)), 0, (triangle,))]


# ---- words, on large bars only ----------------------------------------------------------------------------------


def _words_above(bar: BarInput) -> list[Shape]:
    """The value above the end of the fill and the plan above the notch, set for a desk and for a phone."""
    if bar.kind == "range":
        here = bar.expected
    elif bar.kind == "baseline":
        here = 1.0
    else:
        here = None if bar.progress is None else _clamp(bar.progress)
    there = None if bar.expected is None or bar.kind in ("range", "baseline") else _clamp(bar.expected)
    now, plan = bar.labels.now, bar.labels.plan if there is not None else ""
    words = [_place_above(now, here, plan, there, width) for width in (WIDE, NARROW)]
    words[0] += _forecast_words(bar, WIDE)
    if words[0] == words[1]:
        return list(words[0])
    return [Group("wide-only", tuple(words[0])), Group("narrow-only", tuple(words[1]))]


def _place_above(now: str, here: float | None, plan: str, there: float | None, width: float) -> list[Shape]:
    """
    Of two labels the left one reaches left and the right one reaches right, so they cannot meet. Where one would leave
    the bar, both stand as one line that starts (or ends) with the bar.
    """
    if not now and not plan:
        return []
    if here is None or there is None or not now or not plan:
        return _place_one(now or plan, "t-now" if now else "", here if now else there, width)
    plan_right = there >= here
    left, right = ((now, 9.0, here), (plan, 7.5, there)) if plan_right else ((plan, 7.5, there), (now, 9.0, here))
    fits_left = _width(left[0], left[1]) + 10 <= left[2] * width
    fits_right = right[2] * width + _width(right[0], right[1]) + 10 <= width
    if fits_left and fits_right:
        now_text = Text("t-now", Share(here), 11, now, "end" if plan_right else "start", -2 if plan_right else 2)
        plan_text = Text("", Share(there), 11, plan, "start" if plan_right else "end", 9 if plan_right else -9)
        return [now_text, plan_text]
    run = (Span(now, "t-now"), Span(plan, "", GAP)) if plan_right else (Span(plan), Span(now, "t-now", GAP))
    at_end = fits_left and not fits_right
    return [Text("", Share(float(at_end)), 11, "", "end" if at_end else "start", spans=run)]


def _place_one(words: str, css: str, at: float | None, width: float) -> list[Shape]:
    if at is None:
        return [Text(css, Share(0), 11, words)]
    needs = _width(words, 9.0 if css else 7.5)
    if at * width + needs > width:
        return [Text(css, Share(1), 11, words, "end")]
    return [Text(css, Share(at), 11, words, "start", 2)] if css else [Text(css, Share(at), 11, words, "start", 9)]


def _forecast_words(bar: BarInput, width: float) -> list[Shape]:
    if bar.forecast is None or not bar.labels.forecast or bar.band == "stale":
        return []
    low, high = _clamp(bar.forecast.low), _clamp(bar.forecast.high)
    needs = _width(bar.labels.forecast, 6.5) + 16
    if low * width >= needs:
        return [Text("", Share(low), 52, bar.labels.forecast, "end", -8)]
    if (1 - high) * width >= needs:
        return [Text("", Share(high), 52, bar.labels.forecast, "start", 10)]
    return []


def _words_below(bar: BarInput, form: _Form) -> list[Shape]:
    """Start, 0.3, 0.7 and target in the units of the measure, the scale beneath; those that would touch give way."""
    labels = bar.labels
    places = [(0.0, labels.start, labels.start_note, "start"), (1.0, labels.target, labels.target_note, "end")]
    if bar.kind not in ("range", "baseline"):
        low, high = bar.levels
        places.append((low, labels.at_03, labels.at_03_note, "middle"))
        places.append((high, labels.at_07, labels.at_07_note, "middle"))
    sets = [_fit_below(places, bar.landing, width) for width in (WIDE, NARROW)]
    if sets[0] == sets[1]:
        return list(sets[0])
    return [Group("wide-only", tuple(sets[0])), Group("narrow-only", tuple(sets[1]))]


def _fit_below(places: Sequence[tuple[float, str, str, str]], landing: float, width: float) -> list[Shape]:
    order = sorted(places, key=lambda place: (place[3] == "middle", abs(place[0] - landing) > 0.005))
    taken: list[tuple[float, float]] = []
    shapes: list[Shape] = []
    for at, words, note, anchor in order:
        for said in (note, "") if words else (note,):
            needs = max(_width(words, 7.5), _width(said, 6.5))
            left = at * width - {"start": 0, "middle": needs / 2, "end": needs}[anchor]
            if needs == 0 or any(left < end + GAP and left + needs > start - GAP for start, end in taken):
                continue
            taken.append((left, left + needs))
            if words:
                shapes.append(Text("t-end", Share(at), 72, words, anchor))
            if said:
                shapes.append(Text("", Share(at), 88, said, anchor))
            break
    return shapes


def _width(words: str, per_letter: float) -> float:
    """A generous guess at how many pixels a label takes; no font is at hand on the server."""
    return len(words) * per_letter
