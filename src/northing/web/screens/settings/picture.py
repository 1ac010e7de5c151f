"""A cycle's calendar as a picture: who drafts when, above the cycle itself, on one line of time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from northing.core.cadence import Audience, DraftingWindow, Milestone, MilestoneKey, Span
from northing.web.components.shapes import At, Path, Rect, Shape, Share, Text, paint

LANE = 24.0
BAR = 8.0
TOP = 18.0

_MARKED = (MilestoneKey.MID_CYCLE_REVIEW, MilestoneKey.SCORING, MilestoneKey.RETROSPECTIVES)


@dataclass(frozen=True, slots=True)
class Picture:
    """The windows of drafting, the cycle with its milestones, and what each lane is called."""

    windows: Mapping[Audience, DraftingWindow]
    span: Span
    milestones: tuple[Milestone, ...]
    words: Mapping[Audience, str]
    name: str
    today: date
    today_word: str


def draw(picture: Picture) -> tuple[Shape, ...]:
    """One lane for each audience, with a diamond where a step is due, and one for the cycle. Back to front."""
    days = [window.opens_on for window in picture.windows.values()]
    days += [picture.span.starts_on, *(milestone.until for milestone in picture.milestones)]
    days += [milestone.on for milestone in picture.milestones] + [picture.span.ends_on]
    first, last = min(days), max(days)
    long = max((last - first).days, 1) + 1

    def at(day: date) -> float:
        return (day - first).days / long

    shapes: list[Shape] = []
    for number, (audience, window) in enumerate(picture.windows.items()):
        y = TOP + number * LANE
        shapes += _bar("window", at(window.opens_on), at(window.closes_on), y, picture.words[audience])
        shapes += [_diamond(at(day), y) for day in sorted(set(window.steps.values()))]
    y = TOP + len(picture.windows) * LANE
    shapes += _bar("cycle-bar", at(picture.span.starts_on), at(picture.span.ends_on), y, picture.name)
    shapes += [_diamond(at(one.on), y) for one in picture.milestones if one.key in _MARKED]
    if first <= picture.today <= last:
        now = at(picture.today)
        left = now > 0.8
        shapes.append(At(Share(now), 0, (Path("now-line", f"M0 12V{y + BAR + 4:g}"), Path("now", "M-4 5H4L0 13z"))))
        shapes.append(
            Text("now-text", Share(now), 11, picture.today_word, "end" if left else "start", -8 if left else 8)
        )
    return tuple(shapes)


def height(picture: Picture) -> float:
    """How tall it is, in pixels."""
    return TOP + (len(picture.windows) + 1) * LANE


def calendar_svg(picture: Picture, label: str) -> Markup:
    """As SVG; `label` is the sentence that stands for it where it is not seen. The list below it says the same."""
    size = f'height="{height(picture):g}"'
    return Markup(  # noqa: S704 - the label is escaped, the shapes are painted safely
        f'<svg class="settings-scale" {size} role="img" aria-label="{escape(label)}">{paint(draw(picture))}</svg>'
    )


def _bar(css: str, start: float, end: float, y: float, words: str) -> list[Shape]:
    """A bar with its name on the side that has more room."""
    bar = Rect(css, Share(start), y, Share(max(end - start, 0.004)), BAR, 2)
    if start > 1 - end:
        return [bar, Text("", Share(start), y + BAR, words, "end", -10)]
    return [bar, Text("", Share(end), y + BAR, words, "start", 10)]


def _diamond(place: float, y: float) -> At:
    return At(Share(place), y + BAR / 2, (Path("due", "M0 -4l4 4-4 4-4-4z"),))
