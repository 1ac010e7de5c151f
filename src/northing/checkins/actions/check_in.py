"""The check-in: one value, one confidence, and everything above that moves with them."""

import math
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.db import IntegrityError

from northing.accounts.models import Person
from northing.accounts.queries import number_style
from northing.accounts.queries import today as organisation_today
from northing.activity.actions import record
from northing.activity.models import Subject, Verb
from northing.checkins.actions import storing
from northing.checkins.actions.restating import locked, restate
from northing.checkins.actions.said import Said, checked
from northing.checkins.facing import Facing, StageDone, facing, past
from northing.checkins.models import Origin
from northing.checkins.policies import ask_to_check_in
from northing.core.measures import Kind, Measure, NumberStyle, Reading, current_value
from northing.core.measures import Stage as MeasureStage
from northing.core.measures import progress as measure_progress
from northing.goals.actions.numbers import follow
from northing.goals.queries.foresight import History, footprint, foresee
from northing.kit import errors
from northing.kit.ids import fingerprint
from northing.kit.transactions import write_retrying

Values = list[tuple[date, float]]


@dataclass(frozen=True, slots=True)
class CheckInDone:
    """What a check-in changed. Progress is unclamped; `objectives` are those whose numbers followed."""

    checkin_id: int
    key_result_id: int
    value_before: float | None
    value: float | None
    progress_before: float | None
    progress: float | None
    objectives: list[int]


def check_in(
    actor: Person,
    key_result_id: int,
    *,
    value: float | None = None,
    written: str | None = None,
    stage_ids: Collection[int] | None = None,
    confidence: int | None = None,
    note: str = "",
    on: date | None = None,
    measured_how: str | None = None,
    origin: Origin = Origin.PERSON,
    key: str = "",
) -> CheckInDone:
    """Add a value and a confidence to a key result, and move everything above it (R17).

    `written` is a value as the actor writes numbers, in the place of `value`. `key` makes a repeated request
    harmless: it is answered as the first one was (F3). Raises `Invalid` at the field that is wrong, `Refused` or
    `NotFound`; `KeyReused` or `StillRunning` for a key that came before or is at work.
    """
    if len(key) > 128:
        raise errors.Invalid({"idempotency_key": ["This key is longer than 128 characters."]})
    said = Said(value, stage_ids, confidence, note, on, measured_how, written)
    style = number_style(actor)  # asked before others have to wait for it
    try:
        return _check_in(actor, key_result_id, said, origin, key, style)
    except IntegrityError:
        if not key:
            raise  # else its twin was stored a moment ago: the same answer
        return _check_in(actor, key_result_id, said, origin, key, style)


@write_retrying
def _check_in(
    actor: Person, key_result_id: int, said: Said, origin: Origin, key: str, style: NumberStyle
) -> CheckInDone:
    facts = facing(actor, key_result_id, key)
    request = fingerprint({"check_in": key_result_id, **said.plain()}) if key else ""
    if facts.earlier is not None:
        if facts.earlier.fingerprint != request:
            raise errors.KeyReused(key)
        return CheckInDone(checkin_id=facts.earlier.checkin_id, **facts.earlier.answer)
    on_behalf = ask_to_check_in(actor, key_result_id, facts)
    today = organisation_today()  # now, not when it began to wait: a day may have been turned meanwhile
    said = checked(
        said,
        facts.measure.kind.value,
        facts.feeds,
        [stage.id for stage in facts.stages],
        today,
        facts.measure.unit,
        style,
    )
    entry = storing.Entry(key_result_id, actor.pk, said, origin.value, key, request)
    if said.on is not None and facts.checked_in_on is not None and said.on < facts.checked_in_on:
        done = _store_late(entry, facts, today)
    else:
        done = _store(entry, facts, today)
    record(
        actor,
        Verb.CHECKED_IN,
        Subject.KEY_RESULT,
        key_result_id,
        objective_id=facts.objective_id,
        team_id=facts.team_id,
        on_behalf=on_behalf,
        details={
            "checkin": done.checkin_id,
            "value": said.value,
            "confidence": said.confidence,
            "note": said.note[:200],
        },
    )
    return done


def _store(entry: storing.Entry, facts: Facing, today: date) -> CheckInDone:
    """The ordinary way: the newest entry is what the key result says of itself now."""
    said = entry.said
    on = said.on or today
    how = facts.measure.measured_how if said.measured_how is None else said.measured_how
    measure = replace(
        facts.measure,
        measured_how=how,
        stages=tuple(MeasureStage(stage.label, stage.weight, _done_after(stage, said)) for stage in facts.stages),
    )
    values, measured = _values(entry, measure, facts, on)
    through = min(today, facts.span.ends_on)
    confidence = facts.confidence if said.confidence is None else said.confidence
    standing = storing.Standing(
        measured=measured,
        value=current_value(measure, values) if measure.kind.is_metric else None,
        progress=measure_progress(measure, values, facts.span, through),
        through=through,
        confidence=confidence,
        checked_in_on=on,
        measured_how=how,
        turned=tuple(stage.id for stage in facts.stages if _done_after(stage, said) is not _done_before(stage)),
        forecast=foresee(_history(measure, values, facts, said, on, confidence, today), today, facts.told.learned),
        foreseen=footprint(facts.span, today, facts.told.learned),
    )
    storing.stand(entry.key_result_id, on, today, standing)
    objectives = follow([facts.objective_id], today)
    return _inserted(entry, facts, standing.value, standing.progress, objectives)


def _store_late(entry: storing.Entry, facts: Facing, today: date) -> CheckInDone:
    """Said about a day before the newest entry: what was said since stands, and everything is derived anew."""
    number = storing.insert(entry)
    key_result = locked(entry.key_result_id)
    if entry.said.measured_how is not None:
        key_result.measured_how = entry.said.measured_how
        key_result.save(update_fields=["measured_how"])
    objectives = restate(key_result, today)
    done = _answer(entry, facts, key_result.value, key_result.progress, objectives)
    storing.remember(number, done)
    return CheckInDone(checkin_id=number, **done)


def _inserted(
    entry: storing.Entry, facts: Facing, value: float | None, progress: float | None, objectives: list[int]
) -> CheckInDone:
    done = _answer(entry, facts, value, progress, objectives)
    number = storing.insert(replace(entry, answer=done if entry.key else None))
    return CheckInDone(checkin_id=number, **done)


def _answer(
    entry: storing.Entry, facts: Facing, value: float | None, progress: float | None, objectives: list[int]
) -> storing.Answer:
    return {
        "key_result_id": entry.key_result_id,
        "value_before": facts.value,
        "value": value,
        "progress_before": facts.progress,
        "progress": progress,
        "objectives": objectives,
    }


def _done_before(stage: StageDone) -> bool:
    return stage.done_on is not None


def _done_after(stage: StageDone, said: Said) -> bool:
    return _done_before(stage) if said.stage_ids is None else stage.id in said.stage_ids


def _history(
    measure: Measure, values: Values, facts: Facing, said: Said, on: date, confidence: int | None, today: date
) -> History:
    """What the forecast rests on from now on (R45)."""
    if measure.kind is not Kind.RANGE and measure.reading is not Reading.INCREMENTS:
        told = facts.told.values_but(on if said.value is not None else date.max)
        values = told if said.value is None else [*told, (on, said.value)]
    return History(
        measure=measure,
        values=values,
        stages=[(stage.weight, _done_on(stage, said, on)) for stage in facts.stages],
        heard=facts.told.heard_before(today),
        confidence=confidence,
        last=on,
        plan=facts.told.plan,
        commitment=facts.told.commitment,
        span=facts.span,
    )


def _done_on(stage: StageDone, said: Said, on: date) -> date | None:
    if not _done_after(stage, said):
        return None
    return on if stage.done_on is None else stage.done_on


def _values(entry: storing.Entry, measure: Measure, facts: Facing, on: date) -> tuple[Values, float | None]:
    """The values that count, as far as the measure needs them, and the one for the entry's day if it named one.

    Only ranges and increments look back further than the newest value.
    """
    said = entry.said.value
    adds_up = measure.reading is Reading.INCREMENTS
    if measure.kind is not Kind.RANGE and not adds_up:
        newest = facts.value if said is None else said
        return ([] if newest is None else [(on, newest)]), said
    by_day: dict[date, list[float]] = defaultdict(list)
    for day, value in [*past(entry.key_result_id, on), *([] if said is None else [(on, said)])]:
        by_day[day].append(value)
    values = {day: math.fsum(ours) if adds_up else ours[-1] for day, ours in by_day.items()}
    return sorted(values.items()), None if said is None else values[on]
