"""From a person's checklist to what the template draws: one open key result, the others folded."""

from collections.abc import Mapping, Sequence
from math import floor, log10
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext, ngettext
from markupsafe import Markup

from northing.accounts.queries import number_style, today
from northing.core.measures import Kind, Measure, NumberStyle, Reading, edit_value, format_value, value_at
from northing.insights.own import Checklist, Item, Place, may_check_in, progress_before
from northing.kit.ids import new_key
from northing.web import formats, portraits
from northing.web.components.bar import bar_svg
from northing.web.components.toast import Toast
from northing.web.formats import number_word
from northing.web.screens.check_in import previewing
from northing.web.screens.check_in.forms import LONGEST_ROUND, now_in_seconds
from northing.web.templating import url, url_or_none


def context(
    reader: Any,
    listed: Checklist,
    asked: Mapping[str, int | None],
    *,
    errors: Mapping[str, list[str]] | None = None,
    typed: QueryDict | None = None,
    corrects: int | None = None,
) -> dict[str, Any]:
    """Everything the template knows. `asked` is what the address says; `errors` and `typed` belong to the open form."""
    style = number_style(reader)
    opened = _opened(listed, asked["kr"], errors is not None)
    began = asked["began"] or now_in_seconds()
    in_order = [*listed.round, *listed.those(Place.LATER)]
    shown: dict[str, Any] = {
        "may": may_check_in(reader),
        "week": _week(listed),
        "count": len(listed.round),
        "title": _title(listed),
        "began": began,
        "elapsed": _clock(max(0, now_in_seconds() - began)),
        "round": [_line(item, style, opened) for item in listed.round],
        "later": [_line(item, style, opened) for item in listed.those(Place.LATER)],
        "open": None,
        "elsewhere": None,
        "done": None,
        "left": len(listed.those(Place.DUE)),
        "has_any": bool(listed.items),
    }
    if opened is not None:
        shown["open"] = _card(reader, listed, opened, style, errors or {}, typed, corrects)
        shown["back"] = _beside(in_order, opened, -1, began)
        shown["onward"] = _beside(in_order, opened, 1, began)
    elif errors is not None:
        shown["elsewhere"] = _elsewhere(asked["kr"], errors, typed)
    elif listed.round:
        shown["done"] = _done(listed, style, asked["took"])
    if errors is None:
        toast = _toast(listed, asked, style, began)
        if toast:
            shown["toasts"] = [toast]
    return shown


def _opened(listed: Checklist, asked_id: int | None, insists: bool) -> Item | None:
    """The one that was asked for, else the first that is due. A link to what was just done opens the next."""
    chosen = next((item for item in listed.items if item.row.id == asked_id), None)
    if chosen is not None or insists:
        return chosen
    return next(iter(listed.those(Place.DUE)), None)


def _elsewhere(key_result_id: int | None, errors: Mapping[str, list[str]], typed: QueryDict | None) -> dict[str, Any]:
    """What was said of a key result that is not on the reader's list, and why it was not saved."""
    said = [typed.get(name, "").strip() for name in ("value", "measured_how", "note")] if typed else []
    return {
        "href": url("key-result", key_result_id),
        "sentences": [sentence for sentences in errors.values() for sentence in sentences],
        "said": [text for text in said if text],
    }


def _week(listed: Checklist) -> int | None:
    return listed.cycle.span.week_of(today()) if listed.cycle else None


def _title(listed: Checklist) -> str:
    week, count = _week(listed), len(listed.round)
    if not count:
        return gettext("Nothing is due") if listed.items else gettext("Check in")
    numbers = ngettext("%(n)s number", "%(n)s numbers", count) % {"n": number_word(count)}
    if week is None:
        return numbers[:1].upper() + numbers[1:]
    return gettext("Week %(week)s, %(numbers)s") % {"week": week, "numbers": numbers}


def _clock(seconds: int) -> str:
    """1:05, and nothing where the round was left lying."""
    return f"{seconds // 60}:{seconds % 60:02d}" if seconds <= LONGEST_ROUND else ""


# ---- the folded ones ------------------------------------------------------------------------------------------


def _line(item: Item, style: NumberStyle, opened: Item | None) -> dict[str, Any]:
    row = item.row
    band = portraits.key_result_band(row)
    words = band.words
    if band.band == "stale" and row.overdue_days:
        words = ngettext("%(n)s day", "%(n)s days", row.overdue_days) % {"n": row.overdue_days}
    done = item.place is Place.DONE
    return {
        "id": row.id,
        "text": row.text,
        "state": "done" if done else "stale" if band.band == "stale" else "open",
        "is_open": opened is not None and opened.row.id == row.id,
        "change": change_words(item, style) if done else _now_words(item, style),
        "band": band.band,
        "band_words": words,
        "undo": url("check-in-undo", item.last.id) if done and item.last else None,
    }


def _now_words(item: Item, style: NumberStyle) -> str:
    words = portraits.value_words(item.row, style)
    if item.row.measure.kind is Kind.MILESTONE:
        return gettext("%(done)s stages") % {"done": words}
    return words


def change_words(item: Item, style: NumberStyle) -> Markup | str:
    """What the newest entry changed: 42 % to 44 %."""
    row = item.row
    now = portraits.value_words(row, style)
    if row.measure.kind is Kind.MILESTONE:
        before = item.stages_before
        was = None if before is None or f"{before} " == now[: len(str(before)) + 1] else str(before)
    else:
        before_value = item.value_before
        was = (
            None
            if before_value is None or before_value == row.value
            else format_value(before_value, row.measure.unit, style)
        )
    if was is None:
        return Markup("<b>%s</b>") % now
    return Markup('%s <span aria-hidden="true">→</span><span class="visually-hidden"> %s </span> <b>%s</b>') % (
        was,
        gettext("to"),
        now,
    )


# ---- the open one ---------------------------------------------------------------------------------------------


def _card(
    reader: Any,
    listed: Checklist,
    item: Item,
    style: NumberStyle,
    errors: Mapping[str, list[str]],
    typed: QueryDict | None,
    corrects: int | None,
) -> dict[str, Any]:
    """The form of one key result: it starts from last week, or from what was typed, or from the entry it corrects."""
    row, day = item.row, today()
    measure = row.measure
    if item.place is Place.DONE and typed is None and item.last is not None and _is_mine(item, reader):
        corrects = item.last.id
    start = _start(item, style, corrects, typed)
    places = [one.row.id for one in listed.round]
    seen = previewing.of_typed(reader, item, typed, day) if typed is not None else previewing.of_item(reader, item, day)
    following = _next_due(listed, item)
    return {
        "item": item,
        "row": row,
        "href": url_or_none("key-result", row.id),
        "objective": item.objective.statement,
        "place": places.index(row.id) + 1 if row.id in places else None,
        "places": len(places),
        "action": url("check-in-save", row.id),
        "preview_url": url("check-in-preview", row.id),
        "key": new_key(),
        "next": following.row.id if following else None,
        "corrects": corrects,
        "wants_value": measure.kind is not Kind.MILESTONE,
        "label": _label(measure, corrects),
        "value": start["value"],
        "unit": measure.unit,
        "step": step_of(measure),
        "stages": [
            {"id": stage.id, "label": stage.label, "weight": stage.weight, "done": stage.id in start["stages"]}
            for stage in row.stages
        ],
        "wants_how": measure.kind is Kind.BASELINE and corrects is None,
        "how": typed.get("measured_how", "") if typed is not None else measure.measured_how,
        "confidence": start["confidence"],
        "was": None if row.confidence is None or corrects is not None else round(row.confidence * 10),
        "legend": _legend(item, style, corrects),
        "note": start["note"],
        "preview": seen,
        "band": portraits.key_result_band(row),
        "errors": errors,
        "unchanged": _unchanged(item, style) if corrects is None and item.place is not Place.DONE else None,
    }


def _is_mine(item: Item, reader: Any) -> bool:
    """An entry that the reader made may be put right; after somebody else's another is added."""
    return item.last is not None and item.last.author is not None and item.last.author.id == reader.pk


def _start(item: Item, style: NumberStyle, corrects: int | None, typed: QueryDict | None) -> dict[str, Any]:
    row = item.row
    if typed is not None:
        return {
            "value": typed.get("value", ""),
            "stages": {int(text) for text in typed.getlist("stage_ids") if text.isascii() and text.isdecimal()},
            "confidence": typed.get("confidence", ""),
            "note": typed.get("note", ""),
        }
    adds = row.measure.reading is Reading.INCREMENTS
    last = item.last if corrects is not None else None
    value = (last.value if last else 0.0) if adds else row.value
    return {
        "value": "" if value is None else edit_value(value, style),
        "stages": {stage.id for stage in row.stages if stage.done_on is not None},
        "confidence": None if row.confidence is None else round(row.confidence * 10),
        "note": last.note if last else "",
    }


def _unchanged(item: Item, style: NumberStyle) -> dict[str, Any] | None:
    """The answer that nothing changed, as a form of its own; None where there is nothing to say again."""
    row = item.row
    metric = row.measure.kind is not Kind.MILESTONE
    if item.last is None or (metric and row.value is None) or row.measure.kind is Kind.BASELINE:
        return None
    value = 0.0 if row.measure.reading is Reading.INCREMENTS else row.value
    return {
        "key": new_key(),
        "value": edit_value(value, style) if metric and value is not None else None,
        "stages": None if metric else [stage.id for stage in row.stages if stage.done_on is not None],
        "confidence": None if row.confidence is None else round(row.confidence * 10),
    }


def _label(measure: Measure, corrects: int | None) -> str:
    if measure.reading is Reading.INCREMENTS:
        return gettext("Added this week")
    if measure.kind is Kind.BASELINE:
        return gettext("First measurement")
    return gettext("Value, corrected") if corrects is not None else gettext("Value this week")


def _legend(item: Item, style: NumberStyle, corrects: int | None) -> str:
    """How sure are you that it lands at 24.6 or better by 27 December? Last week 8."""
    row, measure = item.row, item.row.measure
    by = {"day": formats.short_day(item.objective.cycle.span.ends_on)}
    place = value_at(measure, row.landing)
    if place is not None:
        by["value"] = format_value(place, measure.unit, style)
        words = gettext("How sure are you that it lands at %(value)s or better by %(day)s?")
    elif measure.kind is Kind.RANGE:
        by["band"] = portraits.band_text(measure, style)
        words = gettext("How sure are you that it stays at %(band)s until %(day)s?")
    elif measure.kind is Kind.MILESTONE and row.landing >= 1:
        words = gettext("How sure are you that every stage is done by %(day)s?")
    elif measure.kind is Kind.BASELINE:
        words = gettext("How sure are you that it is measured by %(day)s?")
    else:
        words = gettext("How sure are you that it lands by %(day)s?")
    said = words % by
    if row.confidence is not None and corrects is None:
        said += " " + gettext("Last time %(n)s.") % {"n": round(row.confidence * 10)}
    return said


def step_of(measure: Measure) -> float:
    """What the thumb's keys add: about a fiftieth of the way, as 1, 2 or 5 of a power of ten; whole for counts."""
    edges = [edge for edge in (measure.start, measure.target, measure.low, measure.high) if edge is not None]
    way = max(edges) - min(edges) if len(edges) > 1 else abs(edges[0]) if edges else 0.0
    if way <= 0:
        return 1
    rough = way / 50
    power = 10.0 ** floor(log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough * 0.999)
    counted = all(edge == floor(edge) for edge in edges)
    return max(1, round(step)) if counted else float(f"{step:.12g}")


def _next_due(listed: Checklist, item: Item) -> Item | None:
    """The next one that is due after this, from the top again at the end."""
    due = listed.those(Place.DUE)
    ids = [one.row.id for one in due]
    if item.row.id not in ids:
        return next(iter(due), None)
    place = ids.index(item.row.id)
    others = [*due[place + 1 :], *due[:place]]
    return next(iter(others), None)


def _beside(in_order: Sequence[Item], item: Item, way: int, began: int) -> str | None:
    ids = [one.row.id for one in in_order]
    place = ids.index(item.row.id) + way
    return url("check-in", _query={"kr": ids[place], "began": began}) if 0 <= place < len(ids) else None


# ---- the end --------------------------------------------------------------------------------------------------


def _done(listed: Checklist, style: NumberStyle, took: int | None) -> dict[str, Any]:
    """Week 6 is done. 52 seconds. And what moved."""
    week = _week(listed)
    title = gettext("Week %(week)s is done.") % {"week": week} if week is not None else gettext("This week is done.")
    if took and took <= LONGEST_ROUND:
        title += " " + duration_words(took)
    said = listed.those(Place.DONE)
    objectives = {item.objective.id: item.objective for item in said}
    before = progress_before(objectives, today())
    return {
        "title": title,
        "took": took,
        "lines": [_line(item, style, None) for item in said],
        "objectives": [
            {
                "text": row.statement,
                "href": url_or_none("objective", row.id),
                "bar": bar_svg(portraits.objective_bar(row)),
                "now": formats.score(row.progress),
                "before": _moved_from(before.get(row.id), row.progress),
            }
            for row in objectives.values()
            if _moved_from(before.get(row.id), row.progress)
        ],
    }


def _moved_from(before: float | None, now: float | None) -> str:
    was = formats.score(before)
    return "" if was == formats.score(now) else was


def duration_words(seconds: int) -> str:
    """52 seconds, or 3 minutes 5 seconds."""
    minutes, rest = divmod(seconds, 60)
    parts = []
    if minutes:
        parts.append(ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes})
    if rest or not minutes:
        parts.append(ngettext("%(n)s second", "%(n)s seconds", rest) % {"n": rest})
    return " ".join(parts) + "."


def _toast(listed: Checklist, asked: Mapping[str, int | None], style: NumberStyle, began: int) -> Toast | None:
    if asked["undone"]:
        return Toast(gettext("Taken back. The history shows that it was there."))
    saved = asked["saved"]
    item = next((item for item in listed.items if saved and item.last and item.last.id == saved), None)
    if item is None:
        return None
    now = portraits.value_words(item.row, style)
    words = gettext("Saved: %(value)s.") % {"value": now} if now else gettext("Saved.")
    return Toast(words, url("check-in-undo", saved), {"began": str(began)})
