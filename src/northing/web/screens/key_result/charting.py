"""The history of a key result as its chart draws it: values, plan, landing, target, changes and corrections."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils.translation import gettext

from northing.checkins.queries import CheckInRow
from northing.core.measures import (
    Kind,
    NumberStyle,
    Reading,
    format_value,
    level_series,
    progress_of_value,
)
from northing.core.rollup import Feeds
from northing.core.scoring import expected_progress
from northing.goals.queries.key_result import KeyResultPage
from northing.goals.queries.records import LedgerRow
from northing.insights.key_result import KeyResultStory, opening
from northing.web import formats
from northing.web.components.chart import Change, ChartInput, Cone, Goal, Point, Void
from northing.web.foretelling import ends_between, interval_words, lands_words
from northing.web.portraits import decimals_of, fact_words, field_words

MOST_NOTES = 8
MOST_VOID_WORDS = 3
CONE_STEPS = 12
COMPACT_FROM = 100_000


def has_chart(page: KeyResultPage) -> bool:
    """Stages are ticked off and aligned objectives have charts of their own: only values are drawn."""
    return page.key_result.measure.kind is not Kind.MILESTONE and page.key_result.feeds is Feeds.CHECKINS


def numbered(told: KeyResultStory) -> dict[int, int]:
    """The marks of the notes, oldest first: check-in number to mark. The latest ones, as many as a chart can carry."""
    with_note = [entry.id for entry in told.in_force if entry.note and entry.value is not None]
    return {pk: mark for mark, pk in enumerate(with_note[-MOST_NOTES:], start=1)}


def picture(told: KeyResultStory, style: NumberStyle) -> ChartInput:
    """The chart, as of the page's day."""
    page = told.page
    row, span = page.key_result, page.objective.cycle.span
    return ChartInput(
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        today=page.as_of or page.today,
        points=_points(told, style),
        write=_axis(style),
        write_day=formats.short_day,
        plan=_plan(page),
        goals=_goals(page),
        band=(row.measure.low, row.measure.high) if row.measure.kind is Kind.RANGE else None,
        voids=_voids(told, style),
        changes=_changes(page, style),
        forecast=_cone(told),
        forecast_words=_forecast_words(page, style),
        plan_word=gettext("plan"),
        today_word=gettext("that day") if page.as_of else gettext("today"),
    )


def series(chart: ChartInput) -> list[str]:
    """What the legend has to name."""
    shown = [("measured", bool(chart.points)), ("plan", len(chart.plan) > 1), ("band", chart.band is not None)]
    shown.append(("forecast", bool(chart.forecast)))
    return [name for name, there in (*shown, ("change", bool(chart.changes)), ("void", bool(chart.voids))) if there]


def sentence(told: KeyResultStory, style: NumberStyle) -> str:
    """What the chart says aloud."""
    page = told.page
    unit = page.key_result.measure.unit
    levels = level_series(page.key_result.measure, told.values)
    if not levels:
        return gettext("No value yet for “%(text)s”") % {"text": page.key_result.text}
    (first_on, first), (last_on, last) = levels[0], levels[-1]
    words = gettext("“%(text)s”: %(count)s values, from %(first)s on %(first_on)s to %(last)s on %(last_on)s") % {
        "text": page.key_result.text,
        "count": len(levels),
        "first": format_value(first, unit, style),
        "first_on": formats.short_day(first_on),
        "last": format_value(last, unit, style),
        "last_on": formats.short_day(last_on),
    }
    row = page.key_result
    if row.forecast is None or not _cone(told):
        return words
    return f"{words}. {lands_words(row.forecast)}. {interval_words(row, style)}"


def table(told: KeyResultStory, style: NumberStyle) -> list[tuple[date, str, str]]:
    """The same as rows: the day, the value that counts, the notes of that day."""
    unit = told.page.key_result.measure.unit
    notes: dict[date, list[str]] = {}
    for entry in told.in_force:
        if entry.note:
            notes.setdefault(entry.on, []).append(entry.note)
    levels = level_series(told.page.key_result.measure, told.values)
    return [(on, format_value(value, unit, style), " ".join(notes.get(on, ()))) for on, value in reversed(levels)]


def _points(told: KeyResultStory, style: NumberStyle) -> list[Point]:
    unit = told.page.key_result.measure.unit
    marks = numbered(told)
    said: dict[date, CheckInRow] = {entry.on: entry for entry in told.in_force if entry.value is not None}
    points = []
    for on, value in level_series(told.page.key_result.measure, told.values):
        entry = said.get(on)
        words = gettext("%(day)s: %(value)s") % {"day": formats.day(on), "value": format_value(value, unit, style)}
        if entry is not None and entry.confidence is not None:
            words = gettext("%(words)s, confidence %(n)s") % {"words": words, "n": formats.tenth(entry.confidence)}
        if entry is not None and entry.note:
            words = f"{words}. {entry.note}"
        points.append(Point(on, value, words, marks.get(entry.id) if entry else None))
    return points


def _axis(style: NumberStyle) -> Callable[[float], str]:
    return lambda value: format_value(value, "", style, compact=abs(value) >= COMPACT_FROM)


def _plan(page: KeyResultPage) -> list[tuple[date, float]]:
    """What pace is measured against, in values: straight to the landing, or through what the owner drew (R3a)."""
    row, span = page.key_result, page.objective.cycle.span
    measure = row.measure
    if not measure.kind.has_direction or measure.start is None or measure.target is None:
        return []
    drawn = [on for on, value in row.plan if span.contains(on) and progress_of_value(measure, value) is not None]
    days = sorted({span.starts_on, *drawn, span.ends_on})
    way = measure.target - measure.start

    def expected(on: date) -> float:
        return expected_progress(row.commitment, span, on, row.plan or None, measure)

    return [(on, measure.start + way * expected(on)) for on in days]


def _cone(told: KeyResultStory) -> list[Cone]:
    """How the forecast opens from the value today to the last day, where it agrees with the whisker of the bar."""
    page = told.page
    span, measure = page.objective.cycle.span, page.key_result.measure
    start, target = measure.start, measure.target
    if not measure.kind.has_direction or start is None or target is None or page.day >= span.ends_on:
        return []
    way, left = target - start, (span.ends_on - page.day).days
    steps, places = min(left, CONE_STEPS), decimals_of(way)
    days = [page.day + timedelta(days=round(left * step / steps)) for step in range(steps + 1)]
    drawn = []
    for ray in opening(told, days):
        low, inner_low, median, inner_high, high = (
            round(start + share * way, places) for share in (ray.low, ray.low50, ray.median, ray.high50, ray.high)
        )
        drawn.append(Cone(ray.on, low, inner_low, median, inner_high, high))
    return drawn


def _forecast_words(page: KeyResultPage, style: NumberStyle) -> tuple[str, ...]:
    """What stands beside the end of the cone: what the median is, and between which values it ends with 80 %."""
    ends = ends_between(page.key_result, style)
    if ends is None:
        return ()
    between = gettext("%(low)s and %(high)s") % {"low": ends[0], "high": ends[1]}
    return gettext("forecast"), gettext("8 in 10 end between"), between


def _goals(page: KeyResultPage) -> list[Goal]:
    row = page.key_result
    measure = row.measure
    if not measure.kind.has_direction or measure.target is None:
        return []
    if row.landing >= 1 or measure.start is None:
        return [Goal(measure.target, gettext("target 1.0"))]
    lands = measure.start + row.landing * (measure.target - measure.start)
    return [Goal(measure.target, gettext("target 1.0")), Goal(lands, gettext("landing 0.7"))]


def _voids(told: KeyResultStory, style: NumberStyle) -> list[Void]:
    measure = told.page.key_result.measure
    if measure.reading is Reading.INCREMENTS:
        return []
    replaced = [(old, new) for old, new in told.replaced if old.value is not None]
    voids = []
    for old, new in replaced:
        if old.value is None:
            continue
        word = gettext("%(value)s, taken back") if new.is_withdrawal else gettext("%(value)s, corrected")
        words = word % {"value": format_value(old.value, "", style)}
        voids.append(Void(old.on, old.value, words if len(replaced) <= MOST_VOID_WORDS else ""))
    return voids


def _changes(page: KeyResultPage, style: NumberStyle) -> list[Change]:
    """The marks of the ledger: one for each moment in which something was agreed anew."""
    moments: dict[object, list[LedgerRow]] = {}
    for entry in reversed(page.ledger):
        moments.setdefault((entry.changed_at, entry.reason), []).append(entry)
    span = page.objective.cycle.span
    return [
        change
        for entries in moments.values()
        if span.starts_on <= (change := _change(entries, style)).on <= span.ends_on
    ]


def _change(entries: list[LedgerRow], style: NumberStyle) -> Change:
    on = formats.as_day(entries[0].changed_at)
    target = next((entry for entry in entries if entry.field == "target" and entry.before is not None), None)
    if target is None:
        fields = ", ".join(field_words(entry.field) for entry in entries)
        return Change(on, None, gettext("%(day)s: %(fields)s") % {"day": formats.day(on), "fields": fields})
    before, after = (fact_words("target", value, "", style) for value in (target.before, target.after))
    words = gettext("%(day)s: target %(before)s → %(after)s, with a reason")
    return Change(
        on,
        float(target.before),
        words % {"day": formats.day(on), "before": before, "after": after},
        gettext("target was %(before)s") % {"before": before},
    )
