"""From the story of a key result to what its template draws."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from northing.accounts.queries import number_style, zone_of
from northing.checkins.queries import CheckInRow
from northing.core.access import Act
from northing.core.measures import Kind, NumberStyle, Reading, edit_value, format_value, problems
from northing.core.measures import progress as measure_progress
from northing.core.rollup import Feeds
from northing.core.scoring import needs_post_mortem, proposed_score
from northing.goals.policies import standing_on
from northing.goals.queries.key_result import KeyResultPage, State
from northing.goals.queries.rows import KeyResultRow
from northing.insights.key_result import KeyResultStory, counts, explain
from northing.kit.ids import new_key
from northing.kit.text import shorten
from northing.web import discussing, foretelling, formats, portraits, requesting
from northing.web.components.bar import Labels
from northing.web.screens.key_result import charting
from northing.web.templating import url, url_or_none

ACTS = (Act.CHECK_IN, Act.CORRECT_CHECK_IN, Act.EDIT_KEY_RESULT, Act.DELETE, Act.ADD_KEY_RESULT, Act.REQUEST)

SHOWN = 8
"""Check-ins that stand on the page; earlier ones unfold."""


def context(
    reader: Any,
    told: KeyResultStory,
    *,
    errors: Mapping[str, Any] | None = None,
    typed: Mapping[str, Any] | None = None,
    typed_stages: Sequence[str] | None = None,
    wants_to_check_in: bool = False,
) -> dict[str, Any]:
    """Everything the template knows; `errors` and `typed` are those of the check-in."""
    page, style = told.page, number_style(reader)
    row = page.key_result
    standing = standing_on(reader, page.footing)
    may = frozenset() if page.as_of else standing.allowed(ACTS, row.id)
    marks = charting.numbered(told)
    entries = [_entry(told, entry, style, marks) for entry in told.checkins if entry.superseded_by_id is None]
    mine = row.owner is not None and row.owner.id == reader.pk
    drawn = charting.picture(told, style) if charting.has_chart(page) and _worth_drawing(told) else None
    return {
        "page": page,
        "row": row,
        "o": page.objective,
        "may": may,
        "requests": None
        if page.as_of
        else requesting.section(
            reader, page.objective.id, page.today, may_ask=Act.REQUEST in may, key_result_id=row.id
        ),
        "discussion": discussing.section(
            reader,
            page.objective.id,
            standing,
            page.siblings,
            discussing.Place(url("key-result", row.id), row.id),
            as_of=page.as_of,
        ),
        "me": reader.pk,
        "mine": mine,
        "band": portraits.key_result_band(row),
        "bar": portraits.key_result_bar(row, "l", _labels(page, style)),
        "trail": _trail(page),
        "here": gettext("Key result %(n)s of %(all)s") % {"n": row.number, "all": len(page.siblings)},
        "differs": _differs(row, mine=mine) if not page.as_of else "",
        "problems": problems(row.measure, publishing=True) if row.state is State.DRAFT else (),
        "chart": drawn,
        "chart_label": charting.sentence(told, style) if drawn else "",
        "chart_rows": charting.table(told, style) if drawn else (),
        "chart_series": charting.series(drawn) if drawn else (),
        "chart_note": _chart_note(page),
        "link": portraits.account_address,
        "explanation": explain(told, style, zone_of(reader)),
        "explained": foretelling.explained(row, style),
        "foreseen": foretelling.sentence(row.forecast) if row.forecast else "",
        "needed": foretelling.needed_words(told, style),
        "entries": entries[:SHOWN],
        "earlier": entries[SHOWN:],
        "checkins_note": _checkins_note(told),
        "kind": portraits.kind_words(row),
        "ticks": portraits.ticks(row, style) if row.feeds is Feeds.CHECKINS else (),
        "from": value_from(row),
        "score": _score(told),
        "next_from_here": _next_from_here(row, style) if Act.ADD_KEY_RESULT in may else None,
        "taken_on": [_taken_on(relative) for relative in page.taken_on_by],
        "initiatives": [
            {"row": one, "when": portraits.initiative_when(one), "hypothesis": one.hypothesis}
            for one in page.initiatives
        ],
        "ledger": portraits.ledger_rows(page.ledger, {}, style, named=False),
        "asks": asks(told, style),
        "errors": errors or {},
        "typed": typed or {},
        "opens": bool(errors) or wants_to_check_in,
        "key": new_key(),
        "value_words": portraits.value_words(row, style),
        "aim_words": portraits.aim_words(row, style),
        "ticked": None if typed_stages is None else list(typed_stages),
    }


def _worth_drawing(told: KeyResultStory) -> bool:
    """There is a line, or at least the one it should follow."""
    row = told.page.key_result
    return bool(told.values) or (row.state is not State.DRAFT and row.measure.kind is not Kind.BASELINE)


def asks(told: KeyResultStory, style: NumberStyle, entry: CheckInRow | None = None) -> dict[str, Any]:
    """What the form of a check-in asks for this kind, starting from last week's values, or from those of `entry`."""
    page, row = told.page, told.page.key_result
    measure = row.measure
    adds = measure.reading is Reading.INCREMENTS
    last = next((one for one in told.checkins if counts(one)), None)
    start = entry.value if entry else None if adds else row.value
    done = {stage.id for stage in row.stages if stage.done_on is not None}
    if entry is not None and entry.stages is not None:
        done = set(entry.stages)
    confidence = entry.confidence if entry else row.confidence
    return {
        "value": measure.kind.is_metric,
        "adds": adds,
        "start": "" if start is None else edit_value(start, style),
        "unit": measure.unit,
        "hint": _value_hint(row, last, adds, style),
        "stages": [
            {"id": stage.id, "label": stage.label, "done": stage.id in done, "weight": stage.weight}
            for stage in row.stages
        ],
        "measured_how": measure.kind is Kind.BASELINE,
        "how": measure.measured_how,
        "confidence": None if confidence is None else round(confidence * 10),
        "note": entry.note if entry else "",
        "on": entry.on if entry else page.today,
        "latest": page.today,
        "last": last,
    }


def _value_hint(row: KeyResultRow, last: CheckInRow | None, adds: bool, style: NumberStyle) -> str:
    if adds:
        so_far = row.value if row.value is not None else row.measure.start
        if so_far is None:
            return gettext("What was added since the last check-in.")
        return gettext("What was added since the last check-in; %(so_far)s so far.") % {
            "so_far": format_value(so_far, row.measure.unit, style)
        }
    if last is None or last.value is None:
        return gettext("The first value.")
    return gettext("Last: %(value)s on %(day)s.") % {
        "value": format_value(last.value, row.measure.unit, style), "day": formats.day(last.on),
    }  # fmt: skip


def value_from(row: KeyResultRow) -> str:
    """Where the value comes from (R12)."""
    return gettext("The objectives that took it on") if row.feeds is Feeds.ALIGNED else gettext("Check-ins")


def _trail(page: KeyResultPage) -> list[tuple[str, str | None]]:
    team = page.objective.team
    return [
        (team.name, url_or_none("team", team.id)),
        (shorten(page.objective.statement, 120), url("objective", page.objective.id)),
    ]


def _differs(row: KeyResultRow, *, mine: bool) -> str:
    """The sentence in which owner and numbers disagree, to the owner in the second person (R3)."""
    found = row.voices.disagreement
    if found is None or row.state is not State.PUBLISHED:
        return ""
    return found.words if mine else found.words_to_others


def _labels(page: KeyResultPage, style: NumberStyle) -> Labels:
    """The words on the large bar, in the units of the measure."""
    row, span = page.key_result, page.objective.cycle.span
    measure = row.measure
    now = portraits.short_value_words(row, style)
    open_ = row.state is State.PUBLISHED
    if row.feeds is Feeds.ALIGNED or measure.kind is Kind.MILESTONE:
        if now and measure.kind is Kind.MILESTONE and row.feeds is not Feeds.ALIGNED:
            now = gettext("%(done)s stages") % {"done": now}
        plan = gettext("pace today %(n)s") % {"n": formats.score(row.expected)} if row.expected and open_ else ""
        return Labels(now=now or gettext("no value yet"), plan=plan, start="0.0", at_03="", at_07="", target="1.0")
    if measure.kind is Kind.RANGE:
        return Labels(
            now=now or gettext("no value yet"),
            start=formats.short_day(span.starts_on),
            start_note=portraits.band_text(measure, style),
            target=formats.short_day(span.ends_on),
        )
    if measure.kind is Kind.BASELINE:
        return Labels(now=now, start=gettext("not measured yet") if not now else "")
    return _labels_of_the_way(row, now, style, open_=open_)


def _forecast_label(row: KeyResultRow, style: NumberStyle) -> str:
    """The name of the whisker, in its lane."""
    ends = foretelling.ends_between(row, style)
    return "" if ends is None else gettext("forecast %(low)s–%(high)s") % {"low": ends[0], "high": ends[1]}


def _labels_of_the_way(row: KeyResultRow, now: str, style: NumberStyle, *, open_: bool) -> Labels:
    measure = row.measure
    by_score = {tick.score: tick.value for tick in portraits.ticks(row, style)}
    plan = ""
    if open_ and row.expected and measure.start is not None and measure.target is not None:
        value = measure.start + row.expected * (measure.target - measure.start)
        words = (
            format_value(value, "", style, compact=True)
            if abs(value) >= portraits.COMPACT_FROM
            else portraits.about(value, measure.target - measure.start, "", style)
        )
        plan = gettext("plan today %(value)s") % {"value": words}
    lands = row.landing
    return Labels(
        now=now or gettext("no value yet"),
        plan=plan,
        forecast=_forecast_label(row, style),
        start="" if measure.start is None else _scale_value(measure.start, measure.unit, style),
        start_note=gettext("start") if measure.start is not None else "",
        at_03=_scale_value(by_score[0.3], measure.unit, style) if 0.3 in by_score else "",
        at_03_note="0.3" if 0.3 in by_score else "",
        at_07=_scale_value(by_score[0.7], measure.unit, style) if 0.7 in by_score else "",
        at_07_note=(gettext("0.7 landing") if lands < 1 else "0.7") if 0.7 in by_score else "",
        target="" if measure.target is None else _scale_value(measure.target, measure.unit, style),
        target_note="" if measure.target is None else gettext("1.0 target") if lands < 1 else gettext("1.0 landing"),
    )


def _scale_value(value: float, unit: str, style: NumberStyle) -> str:
    """A value under the bar: without its unit where that is a long word."""
    words = format_value(value, unit, style)
    if len(words) <= portraits.LONG_VALUE:
        return words
    return format_value(value, "", style, compact=abs(value) >= portraits.COMPACT_FROM)


def _chart_note(page: KeyResultPage) -> str:
    measure = page.key_result.measure
    unit = measure.unit or gettext("plain numbers")
    if measure.reading is Reading.INCREMENTS:
        return gettext("The total so far, in %(unit)s.") % {"unit": unit}
    return gettext("In %(unit)s.") % {"unit": unit}


def _checkins_note(told: KeyResultStory) -> str:
    row = told.page.key_result
    count = len(told.in_force)
    parts = [gettext("%(n)s so far") % {"n": count}] if count else []
    if row.is_due and not told.page.as_of:
        parts.append(gettext("this week’s is due") if count else gettext("the first one is due"))
    if row.finished:
        parts.append(gettext("nothing more is due"))
    return ", ".join(parts)


def _entry(told: KeyResultStory, entry: CheckInRow, style: NumberStyle, marks: Mapping[int, int]) -> dict[str, Any]:
    replaced = next((old for old in told.checkins if old.id == entry.supersedes_id), None)
    return {
        "entry": entry,
        "who": entry.author.name if entry.author else gettext("somebody who left"),
        "value": _said(told, entry, style),
        "corrects": _said(told, replaced, style) or gettext("a note") if replaced else "",
        "corrected_note": replaced.note if replaced and not entry.is_withdrawal else "",
        "number": marks.get(entry.id),
        "late": formats.as_day(entry.made_at) != entry.on,
    }


def _said(told: KeyResultStory, entry: CheckInRow, style: NumberStyle) -> str:
    """The value or the stages of a check-in, in words; nothing for one that only says confidence or a note."""
    row = told.page.key_result
    if entry.value is not None:
        sign = "+" if row.measure.reading is Reading.INCREMENTS and entry.value >= 0 else ""
        return sign + portraits.narrow_value(entry.value, row.measure.unit, style)
    if entry.stages is not None:
        known = {stage.id for stage in row.stages}
        return gettext("%(done)s of %(all)s stages") % {"done": len(known & set(entry.stages)), "all": len(row.stages)}
    return ""


def _score(told: KeyResultStory) -> dict[str, Any] | None:
    """What a closed key result scored, and what it would have scored against what was agreed first (R30)."""
    page, row = told.page, told.page.key_result
    if row.state is not State.CLOSED:
        return None
    final = portraits.final_score(row)
    original = None
    if page.first is not None:
        then = measure_progress(page.first, told.values, page.objective.cycle.span, page.day)
        original = proposed_score(page.first, row.value, then)
    return {
        "final": final,
        "given": row.score is not None,
        "proposed": proposed_score(row.measure, row.value, row.progress),
        "original": original,
        "post_mortem": needs_post_mortem(final, row.commitment),
        "reason": page.score_reason,
    }


def _next_from_here(row: KeyResultRow, style: NumberStyle) -> str | None:
    """Where a key result is written that starts from what this baseline measured (R7)."""
    if row.measure.kind is not Kind.BASELINE or not row.finished or row.value is None:
        return None
    begun = {"kind": Kind.INCREASE.value, "start": edit_value(row.value, style), "unit": row.measure.unit}
    return url_or_none("drafting:key_result_new", row.objective_id, _query=begun)


def _taken_on(relative: Any) -> dict[str, Any]:
    row = relative.objective
    return {
        "text": row.statement,
        "href": url("objective", row.id),
        "note": row.team.name,
        "band": portraits.objective_band(row),
    }
