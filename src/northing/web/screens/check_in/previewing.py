"""What a value would make of a key result before it is saved: the bar, a sentence, and whether the owner disagrees."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from markupsafe import Markup

from northing.accounts.queries import number_style
from northing.core.measures import (
    Kind,
    Measure,
    NumberStyle,
    Reading,
    ValueProblem,
    distance_outside,
    format_value,
    parse_value,
    progress_of_value,
    stages_progress,
)
from northing.core.scoring import voices
from northing.goals.queries.histories import foreseen_with
from northing.goals.queries.rows import KeyResultRow
from northing.insights.own import Item
from northing.web import formats, portraits
from northing.web.components.bar import bar_svg
from northing.web.sent import whole


@dataclass(frozen=True, slots=True)
class Preview:
    """The bar with the new value, the sentence beside it, and what Northing asks back (R3)."""

    sentence: str
    bar: Markup
    differs: str = ""


def of_item(reader: Any, item: Item, today: date) -> Preview:
    """As it stands before anybody types."""
    row, style = item.row, number_style(reader)
    return Preview(_sentence(item, None, style, today), bar_svg(portraits.key_result_bar(row)), _differs(row))


def of_typed(reader: Any, item: Item, sent: QueryDict, today: date) -> Preview:
    """As it would stand with what is in the form. What cannot be read yet changes nothing."""
    row, style = item.row, number_style(reader)
    measure = row.measure
    typed = _typed(sent.get("value", ""), measure.unit, style)
    confidence = whole(sent.get("confidence", ""))
    sure = row.confidence if confidence is None else min(confidence, 10) / 10
    value = _value(item, typed)
    if measure.kind is Kind.MILESTONE:
        row = _with_stages(row, {number for text in sent.getlist("stage_ids") if (number := whole(text))}, today)
        progress = stages_progress(row.measure)
    elif measure.kind is Kind.RANGE:
        progress = row.progress
    elif measure.kind is Kind.BASELINE:
        progress = 1.0 if value is not None and sent.get("measured_how", "").strip() else 0.0
    else:
        progress = row.progress if value is None else progress_of_value(measure, value)
    row = replace(row, progress=progress, value=value, confidence=sure)
    foreseen = foreseen_with(row, item.objective.cycle.span, today, typed)
    spoken = voices(
        progress,
        row.expected or 0.0,
        sure,
        None if foreseen is None else foreseen.lands,
        has_value=typed is not None or item.last is not None or bool(progress),
    )
    row = replace(row, voices=spoken, forecast=foreseen)
    return Preview(_sentence(item, typed, style, today), bar_svg(portraits.key_result_bar(row)), _differs(row))


def _typed(text: str, unit: str, style: NumberStyle) -> float | None:
    try:
        return parse_value(text, unit, style)
    except ValueProblem:
        return None


def _value(item: Item, typed: float | None) -> float | None:
    """What the measure would stand at."""
    if typed is None:
        return item.row.value
    if item.row.measure.reading is Reading.INCREMENTS:
        so_far = so_far_of(item)
        return so_far + typed
    return typed


def so_far_of(item: Item) -> float:
    """The total that an increment adds to."""
    return item.row.value if item.row.value is not None else item.row.measure.start or 0.0


def _with_stages(row: KeyResultRow, done: set[int], today: date) -> KeyResultRow:
    stages = tuple(replace(stage, done_on=today if stage.id in done else None) for stage in row.stages)
    measured = tuple(
        replace(stage, done=stored.id in done) for stage, stored in zip(row.measure.stages, row.stages, strict=True)
    )
    return replace(row, stages=stages, measure=replace(row.measure, stages=measured))


def _differs(row: KeyResultRow) -> str:
    found = row.voices.disagreement
    return gettext(found.words) if found else ""


def _sentence(item: Item, typed: float | None, style: NumberStyle, today: date) -> str:
    """What stands beside the value: last time's, and what the new one means."""
    measure = item.row.measure
    if measure.kind is Kind.MILESTONE:
        return ""
    if measure.reading is Reading.INCREMENTS:
        return _adds(item, typed, style)
    said = [_last_time(item, style, today)]
    if measure.kind is Kind.RANGE:
        said.append(_in_or_out(measure, item.row.value if typed is None else typed, style))
    elif typed is not None and item.row.value is not None and measure.kind is not Kind.BASELINE:
        said.append(_better_or_worse(measure, typed - item.row.value, style))
    return " ".join(filter(None, said))


def _adds(item: Item, typed: float | None, style: NumberStyle) -> str:
    unit = item.row.measure.unit
    so_far = so_far_of(item)
    if not typed:
        return gettext("Adds to %(total)s so far.") % {"total": format_value(so_far, unit, style)}
    return gettext("Adds to %(total)s so far: %(sum)s.") % {
        "total": format_value(so_far, unit, style),
        "sum": format_value(so_far + typed, unit, style),
    }


def _last_time(item: Item, style: NumberStyle, today: date) -> str:
    row = item.row
    if row.value is None or item.last is None:
        start = row.measure.start
        if start is None:
            return gettext("The first value.")
        return gettext("The first value. It started at %(start)s.") % {
            "start": format_value(start, row.measure.unit, style)
        }
    value = format_value(row.value, row.measure.unit, style)
    ago = (today - item.last.on).days
    if ago == 0:
        return gettext("Today so far %(value)s.") % {"value": value}
    if ago < 14 and today.isocalendar().week != item.last.on.isocalendar().week:
        return gettext("Last week %(value)s.") % {"value": value}
    return gettext("On %(day)s %(value)s.") % {"day": formats.day(item.last.on), "value": value}


def _in_or_out(measure: Measure, value: float | None, style: NumberStyle) -> str:
    band = portraits.band_text(measure, style)
    if value is None:
        return gettext("The band is %(band)s.") % {"band": band}
    off = distance_outside(measure, value)
    if not off:
        return gettext("In the band of %(band)s.") % {"band": band}
    away = {"away": format_value(abs(off), measure.unit, style), "band": band}
    return (
        gettext("%(away)s above the band of %(band)s.") if off > 0 else gettext("%(away)s below the band of %(band)s.")
    ) % away


def _better_or_worse(measure: Measure, change: float, style: NumberStyle) -> str:
    if not change:
        return gettext("Nothing moved.")
    by = {"by": format_value(abs(change), measure.unit, style)}
    better = (change > 0) is (measure.kind is Kind.INCREASE)
    return (gettext("%(by)s better.") if better else gettext("%(by)s worse.")) % by
