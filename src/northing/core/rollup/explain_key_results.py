"""Where a key result's progress comes from (R3c, R4-R8a, R12)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import fsum

from northing.core.cadence import Span
from northing.core.measures import (
    ENGLISH,
    Kind,
    Measure,
    NumberStyle,
    Reading,
    clamp,
    current_value,
    level_series,
    progress,
    range_days,
)
from northing.core.scoring import Commitment, Plan

from .explain_means import Part, mean_of_aligned
from .explanation import (
    Explanation,
    FeedsInto,
    Fraction,
    Input,
    LastChange,
    LeftOut,
    Line,
    Standing,
    Wording,
    change_lines,
    feeding_lines,
    shown_progress,
    standing_lines,
    title_for,
)
from .formulas import Combine, combined_value, mean_progress
from .nodes import Combination, Ref

History = Sequence[tuple[date, float]]

_TERMS_LISTED = 6


@dataclass(frozen=True, slots=True)
class Superseded:
    """A check-in that a correction replaced: what it had said for `day`, and who corrected it when and why."""

    day: date
    value: float | None
    corrected_on: date
    corrected_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A key result that feeds another one: its value now. `excluded` is the reason, if it does not count."""

    label: str
    value: float | None
    ref: Ref | None = None
    excluded: str = ""


def explain_key_result(
    measure: Measure,
    history: History,
    span: Span,
    through: date,
    commitment: Commitment,
    *,
    plan: Plan | None = None,
    stale: bool = False,
    original: Measure | None = None,
    superseded: Sequence[Superseded] = (),
    feeds_into: Sequence[FeedsInto] = (),
    last_changed: Sequence[LastChange] = (),
    style: NumberStyle = ENGLISH,
) -> Explanation:
    """A key result that is fed by check-ins.

    `history`: the values that count, ordered by date; those after `through` are explained as not known yet (R19).
    `original`: what was published first, if the target ledger has changed it since (R30).
    """
    wording = Wording(style, through.year)
    known = [(day, value) for day, value in history if day <= through]
    result = progress(measure, history, span, through)
    has_value = measure.kind is not Kind.BASELINE or bool(known)
    standing = Standing(commitment, span, through, plan, measure, stale, has_value)
    account = _ACCOUNTS[measure.kind](_Case(measure, known, span, through, wording), result)
    account = replace(
        account,
        lines=(*account.lines, *_original_lines(original, known, standing, wording)),
        left_out=(
            *_superseded(superseded, measure, wording),
            *_later(history, known, wording, through),
            *account.left_out,
        ),
    )
    return _explained(result, account, standing, feeds_into, last_changed, wording)


def explain_taken_on_key_result(
    takers: Sequence[Part],
    span: Span,
    through: date,
    commitment: Commitment,
    *,
    stale: bool = False,
    feeds_into: Sequence[FeedsInto] = (),
    last_changed: Sequence[LastChange] = (),
    style: NumberStyle = ENGLISH,
) -> Explanation:
    """A key result that is fed by the objectives that took it on: their mean progress, each with weight 1 (R12)."""
    wording = Wording(style, through.year)
    mean = mean_of_aligned(takers, wording)
    result = mean_progress(part.progress for part, *_ in mean.terms)
    account = _Account(
        "Fed by aligned objectives: the mean progress of the objectives that took this key result on.",
        ("R12",),
        formula=mean.formula(result, wording),
        inputs=mean.inputs(),
        left_out=mean.left_out,
        notes=mean.rounding_note(result, wording)
        if mean.terms
        else ("No objective that took it on has progress yet.",),
    )
    standing = Standing(commitment, span, through, stale=stale)
    return _explained(result, account, standing, feeds_into, last_changed, wording)


def explain_combined_key_result(
    combination: Combination,
    sources: Sequence[Source],
    span: Span,
    through: date,
    commitment: Commitment,
    *,
    plan: Plan | None = None,
    stale: bool = False,
    feeds_into: Sequence[FeedsInto] = (),
    last_changed: Sequence[LastChange] = (),
    style: NumberStyle = ENGLISH,
) -> Explanation:
    """A key result that is fed by other key results: sum, mean, least or greatest of their values (R12)."""
    wording, measure = Wording(style, through.year), combination.measure
    values = [source.value for source in sources if source.value is not None and not source.excluded]
    value = combined_value(combination.combine, values)
    result = combination.progress_of(value)
    case = _Case(measure, [] if value is None else [(through, value)], span, through, wording)
    travelled = _travelled(case, result)
    account = replace(
        travelled,
        kind=f"Fed by other key results. {travelled.kind}",
        rules=("R12", *travelled.rules),
        inputs=tuple(
            Input(source.label, source.value, note=case.value(source.value), ref=source.ref)
            for source in sources
            if source.value is not None and not source.excluded
        ),
        left_out=tuple(
            LeftOut(source.label, source.excluded or "no value yet", source.ref)
            for source in sources
            if source.value is None or source.excluded
        ),
        notes=_combined_notes(combination.combine, value, values, case, travelled.notes),
    )
    standing = Standing(commitment, span, through, plan, measure, stale)
    return _explained(result, account, standing, feeds_into, last_changed, wording)


_COMBINED = {
    Combine.SUM: "the sum of",
    Combine.MEAN: "the mean of",
    Combine.MIN: "the least of",
    Combine.MAX: "the greatest of",
}


def _combined_notes(
    combine: Combine, value: float | None, values: Sequence[float], case: "_Case", missing: Sequence[str]
) -> tuple[str, ...]:
    if value is None:
        return ("None of the key results it is fed by has a value yet.",)
    listed = ", ".join(map(case.value, values)) if len(values) <= _TERMS_LISTED else f"{len(values)} values"
    return (f"Now is {_COMBINED[combine]} {listed}: {case.value(value)}.", *missing)


# -- each kind's own account -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Case:
    measure: Measure
    known: History
    span: Span
    through: date
    wording: Wording

    def value(self, value: float) -> str:
        return self.wording.value(value, self.measure.unit)


@dataclass(frozen=True, slots=True)
class _Account:
    kind: str
    rules: tuple[str, ...]
    fraction: Fraction | None = None
    formula: str = ""
    inputs: tuple[Input, ...] = ()
    lines: tuple[Line, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()


def _travelled(case: _Case, result: float | None) -> _Account:
    """Increase and decrease: the way travelled over the whole way (R4, R5)."""
    measure, now = case.measure, current_value(case.measure, case.known)
    less = measure.kind is Kind.DECREASE
    better = "Decrease: less" if less else "Increase: more"
    kind = f"{better} is better. Progress is the way travelled over the whole way."
    if result is None or now is None or measure.start is None or measure.target is None:
        return _Account(kind, ("R5" if less else "R4",), notes=tuple(_missing(measure, now)))
    start, target = measure.start, measure.target
    words = ("start − now", "start − target") if less else ("now − start", "target − start")
    numbers = [(start, now), (start, target)] if less else [(now, start), (target, start)]
    above, below = (_difference(one, other, case.wording) for one, other in numbers)
    last = case.wording.day(case.known[-1][0])
    added = measure.reading is Reading.INCREMENTS
    inputs = (
        Input("Start", start, note=case.value(start)),
        Input("Now", now, note=f"{case.value(now)}, {'last added to' if added else 'checked in'} on {last}"),
        Input("Target", target, note=case.value(target)),
    )
    notes = (_added_up(case, start, now),) if added else ()
    return _Account(kind, ("R5" if less else "R4",), Fraction(words, (above, below)), inputs=inputs, notes=notes)


def _missing(measure: Measure, now: float | None) -> list[str]:
    notes = []
    if now is None:
        notes.append("Nobody has checked in a value yet.")
    if measure.start is None:
        notes.append("It has no start value, so there is no way to measure a distance from.")
    if measure.target is None:
        notes.append("It has no target, so there is no way to measure a distance to.")
    if measure.start is not None and measure.start == measure.target:
        notes.append("Its start is its target, so there is no way to travel.")
    return notes


def _added_up(case: _Case, start: float, now: float) -> str:
    count = len(case.known)
    if count > _TERMS_LISTED:
        return f"Each check-in adds to the total: {count} of them, on top of the start, make {case.value(now)}."
    terms = " + ".join(_bracketed(value, case.wording) for value in (start, *(value for _, value in case.known)))
    return f"Each check-in adds to the total: {terms} = {case.value(now)}."


def _in_band(case: _Case, result: float | None) -> _Account:
    """Range: days in the band over days of the cycle (R6)."""
    measure = case.measure
    kind = (
        f"Range: keep it {_band_text(case)}, bounds included. "
        "Every day in the band counts, and a value holds until the next one."
    )
    if result is None:
        before = case.through < case.span.starts_on and bool(case.known)
        note = "Days count from the start of the cycle." if before else "Nobody has checked in a value yet."
        return _Account(kind, ("R6",), notes=(note,))
    days = range_days(measure, _levels(case), case.span, case.through)
    fraction = Fraction(
        ("days in the band so far", "days from the first value to the end"), (str(days.in_band), str(days.total))
    )
    now = current_value(measure, case.known) or 0.0
    side = "above" if days.off_by > 0 else "below"
    where = "in the band" if days.inside_now else f"{_distance(case, abs(days.off_by))} {side} it"
    lines = (Line("Now", f"{case.value(now)}, {where}."),)
    inputs = (
        Input("Days in the band so far", float(days.in_band), note=f"of {days.counted} that have passed"),
        Input("Days from the first value to the end", float(days.total)),
    )
    return _Account(kind, ("R6",), fraction, inputs=inputs, lines=lines)


def _distance(case: _Case, distance: float) -> str:
    """From 92 % to 91 % it is one point, not one per cent."""
    if case.measure.unit.strip() != "%":
        return case.value(distance)
    return f"{case.wording.number(distance)} point{'' if distance == 1 else 's'}"


def _levels(case: _Case) -> History:
    return level_series(case.measure, case.known)


def _band_text(case: _Case) -> str:
    low, high = case.measure.low, case.measure.high
    if low is not None and high is not None:
        return f"between {case.value(low)} and {case.value(high)}"
    if low is not None:
        return f"at {case.value(low)} or more"
    return f"at {case.value(high)} or less" if high is not None else "within bounds that are still to be set"


def _first_measured(case: _Case, result: float | None) -> _Account:
    """Baseline: measured or not (R7)."""
    kind = (
        "Baseline: the result is the first trustworthy measurement. "
        "It is 0 until a value and how it was measured are recorded, then 1."
    )
    value = Input("Value", None, note="not recorded yet")
    if case.known:
        day, now = case.known[-1]
        value = Input("Value", now, note=f"{case.value(now)}, on {case.wording.day(day)}")
    how = Input("How it was measured", None, note=case.measure.measured_how.strip() or "not recorded yet")
    done = "recorded" if result else "not recorded yet"
    return _Account(kind, ("R7",), formula=f"{done} = {case.wording.progress(result or 0.0)}", inputs=(value, how))


def _stages_done(case: _Case, result: float | None) -> _Account:
    """Milestone: weight of the stages done over the weight of all (R8)."""
    stages, wording = case.measure.stages, case.wording
    counted = [stage for stage in stages if stage.weight]
    left_out = tuple(LeftOut(stage.label, "weight 0: shown, not counted") for stage in stages if not stage.weight)
    kind = "Milestone: what is done over what is to do."
    if result is None:
        return _Account(kind, ("R8",), left_out=left_out, notes=("It has no stages that count yet.",))
    whole = fsum(stage.weight for stage in counted)
    done = fsum(stage.weight for stage in counted if stage.done)
    equal = all(stage.weight == counted[0].weight for stage in counted)
    if equal:
        words = ("stages done", "all stages")
        numbers = (str(sum(stage.done for stage in counted)), str(len(counted)))
    else:
        words = ("weight of the stages done", "weight of all stages")
        numbers = (wording.number(done), wording.number(whole))
    inputs = tuple(
        Input(
            stage.label, float(stage.done), stage.weight, stage.weight / whole, "done" if stage.done else "not done yet"
        )
        for stage in counted
    )
    return _Account(kind, ("R8",), Fraction(words, numbers), inputs=inputs, left_out=left_out)


def _explained(
    result: float | None,
    account: _Account,
    standing: Standing,
    feeds_into: Sequence[FeedsInto],
    last_changed: Sequence[LastChange],
    wording: Wording,
) -> Explanation:
    return Explanation(
        title=title_for(result, wording),
        result=result,
        shown=shown_progress(result, wording),
        formula=account.formula or _formula(account.fraction, result, wording),
        fraction=account.fraction,
        inputs=account.inputs,
        left_out=account.left_out,
        lines=(
            Line("Kind", account.kind),
            *standing_lines(result, standing, wording),
            *account.lines,
            *feeding_lines(feeds_into, wording),
            *change_lines(last_changed, wording),
        ),
        notes=(*account.notes, *_clamp_notes(result, wording)),
        rules=(*account.rules, "R3a"),
        band=standing.band_of(result),
        pace=standing.pace_of(result),
    )


_ACCOUNTS = {
    Kind.INCREASE: _travelled,
    Kind.DECREASE: _travelled,
    Kind.RANGE: _in_band,
    Kind.BASELINE: _first_measured,
    Kind.MILESTONE: _stages_done,
}

# -- sentences -------------------------------------------------------------------------------------------------------


def _formula(fraction: Fraction | None, result: float | None, wording: Wording) -> str:
    if fraction is None or result is None:
        return ""
    above, below = (f"({part})" if " " in part else part for part in fraction.numbers)
    return f"{above} / {below} = {wording.progress(result)}"


def _difference(one: float, other: float, wording: Wording) -> str:
    return f"{wording.number(one)} − {_bracketed(other, wording)}"


def _bracketed(number: float, wording: Wording) -> str:
    return f"({wording.number(number)})" if number < 0 else wording.number(number)


def _clamp_notes(result: float | None, wording: Wording) -> tuple[str, ...]:
    if result is None or 0 <= result <= 1:
        return ()
    counts = wording.progress(clamp(result))
    if result > 1:
        return (f"In what it feeds into it counts as {counts}: more than enough here makes up for nothing elsewhere.",)
    return (f"In what it feeds into it counts as {counts}: it takes nothing away from the others.",)


def _superseded(superseded: Sequence[Superseded], measure: Measure, wording: Wording) -> list[LeftOut]:
    left_out = []
    for one in superseded:
        said = "the check-in" if one.value is None else wording.value(one.value, measure.unit)
        by = f" by {one.corrected_by}" if one.corrected_by else ""
        why = f": {one.reason.strip()}" if one.reason.strip() else ""
        when = wording.day(one.corrected_on, weekday=False)
        left_out.append(LeftOut(f"{said} of {wording.day(one.day, weekday=False)}", f"corrected{by} on {when}{why}"))
    return left_out


def _later(history: History, known: History, wording: Wording, through: date) -> list[LeftOut]:
    count = len(history) - len(known)
    if not count:
        return []
    label = f"{count} check-in{'s' if count > 1 else ''} after {wording.day(through)}"
    return [LeftOut(label, "not known on that day")]


def _original_lines(original: Measure | None, known: History, standing: Standing, wording: Wording) -> list[Line]:
    """The same history against what was first published (R30)."""
    if original is None or standing.measure is None:
        return []
    result = progress(original, known, standing.span, standing.through)
    if result is None:
        return []
    before = Standing(standing.commitment, standing.span, standing.through, standing.plan, original, standing.stale)
    pace_then = before.pace_of(result)
    with_pace = "" if pace_then is None else f", pace {wording.tenth(pace_then)}"
    label, old = _what_changed(original, standing.measure, wording)
    return [Line(label, f"With {old} it would be {wording.progress(result)}{with_pace}.")]


def _what_changed(original: Measure, measure: Measure, wording: Wording) -> tuple[str, str]:
    if original.start == measure.start and original.target is not None and original.target != measure.target:
        return "Against the old target", wording.value(original.target, original.unit)
    if original.target == measure.target and original.start is not None and original.start != measure.start:
        return "Against the old start", f"a start of {wording.value(original.start, original.unit)}"
    return "Against what was first published", "that definition"
