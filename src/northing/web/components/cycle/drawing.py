"""
The cycle strip: the scale bar of the cycle. Weeks alternate like the scale of a map, what is gone is ink; a triangle
stands at today, diamonds where the calendar asks for something.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from northing.web.components.shapes import At, Group, Path, Rect, Shape, Share, Text

LAST_CYCLE_IN_WEEKS = 20  # weeks; a longer cycle is divided into months
ROOMY, TIGHT = 600.0, 400.0  # pixels the strip has at least at a wide desk, and where labels are shown at all
LETTER = 5.6  # pixels a letter of a label takes, generously


@dataclass(frozen=True, slots=True)
class Event:
    """Something the calendar of the cycle asks for on a day, in two or three words."""

    on: date
    label: str


@dataclass(frozen=True, slots=True)
class CycleInput:
    """A cycle with its days (both inclusive), today, and the events worth a diamond."""

    starts_on: date
    ends_on: date
    today: date
    events: tuple[Event, ...] = ()
    today_word: str = "today"


def draw(cycle: CycleInput) -> tuple[Shape, ...]:
    """The strip, back to front: segments, frame, diamonds, today, words. Words that would touch others are left out."""
    days = (cycle.ends_on - cycle.starts_on).days + 1
    passed = min(1.0, max(0.0, (cycle.today - cycle.starts_on).days / days))
    shapes = _segments(cycle, days, passed)
    shapes.append(Rect("frame", 0, 12.5, Share(1), 9))
    events = [
        (event, (event.on - cycle.starts_on).days / days)
        for event in sorted(cycle.events, key=lambda event: event.on)
        if cycle.starts_on <= event.on <= cycle.ends_on
    ]
    shapes += [At(Share(place), 0, (Path("event", "M0 12l5 5-5 5-5-5z"),)) for _, place in events]
    running = cycle.starts_on <= cycle.today <= cycle.ends_on
    if running:
        shapes.append(At(Share(passed), 0, (Path("now", "M-5 4H5L0 14z"),)))
    return (*shapes, *_words(cycle, events, passed if running else None))


def _segments(cycle: CycleInput, days: int, passed: float) -> list[Shape]:
    shapes: list[Shape] = []
    for number, (start, end) in enumerate(_borders(cycle, days)):
        y = 13 if number % 2 == 0 else 17
        if passed < end:
            shapes.append(Rect("todo", Share(start), y, Share(end - start), 4))
        if passed > start:
            shapes.append(Rect("gone", Share(start), y, Share(min(passed, end) - start), 4))
    return shapes


def _borders(cycle: CycleInput, days: int) -> list[tuple[float, float]]:
    """Where segments begin and end: weeks counted from the first day, or calendar months in a long cycle."""
    starts = [0]
    if days <= LAST_CYCLE_IN_WEEKS * 7:
        starts += list(range(7, days, 7))
    else:
        day = cycle.starts_on
        while (day := (day.replace(day=1) + timedelta(days=32)).replace(day=1)) <= cycle.ends_on:
            starts.append((day - cycle.starts_on).days)
    return [(start / days, end / days) for start, end in zip(starts, [*starts[1:], days], strict=True)]


def _words(cycle: CycleInput, events: list[tuple[Event, float]], now: float | None) -> list[Shape]:
    """Today and the events in words; what only fits on a wide desk is marked as roomy."""
    tight = _fitting(cycle, events, now, TIGHT)
    return tight + [Group("roomy", (shape,)) for shape in _fitting(cycle, events, now, ROOMY) if shape not in tight]


def _fitting(cycle: CycleInput, events: list[tuple[Event, float]], now: float | None, width: float) -> list[Shape]:
    shapes: list[Shape] = []
    taken: list[tuple[float, float]] = []
    if now is not None:
        needs = len(cycle.today_word) * LETTER + 10
        fits_left = now * TIGHT >= needs
        anchor, dx = ("end", -10.0) if fits_left else ("start", 10.0)
        shapes.append(Text("now-text", Share(now), 9, cycle.today_word, anchor, dx))
        left = now * width - needs if fits_left else now * width - 5
        taken.append((left, left + needs + 5))
    for event, place in events:
        needs = len(event.label) * LETTER
        at_end = place * TIGHT - 6 + needs > TIGHT
        anchor, dx = ("end", 6.0) if at_end else ("start", -6.0)
        starts = place * width + 6 - needs if at_end else place * width - 6
        if any(starts < end + 6 and starts + needs > begin - 6 for begin, end in taken):
            continue
        taken.append((starts, starts + needs))
        shapes.append(Text("", Share(place), 9, event.label, anchor, dx))
    return shapes
