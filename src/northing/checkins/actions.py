"""Checking in, correcting and withdrawing: each with everything that follows from it in one transaction (R17)."""

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from northing.accounts.models import Person
from northing.accounts.queries import today as organisation_today
from northing.activity.actions import answer_once, record
from northing.activity.models import Subject, Verb
from northing.checkins.models import CheckIn, Origin
from northing.checkins.policies import ask_to_check_in, ask_to_correct
from northing.checkins.queries import in_force
from northing.core.cadence import Span
from northing.core.measures import Kind, Reading
from northing.core.rollup import Feeds
from northing.goals.actions.numbers import follow, measured_values, renumber_key_result, restate_values, structure
from northing.goals.models import KeyResult, Stage
from northing.kit import clock, errors
from northing.kit.text import paragraphs
from northing.kit.transactions import write_retrying

NOTE_LENGTH = 4000
LARGEST = 1e15


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


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says about a key result: at least one of value, stages, confidence and note.

    `stage_ids` are all stages that are done by `on`; `confidence` is in tenths, 0-10; `on` is the day it
    stands for, today unless said otherwise; `measured_how` makes a baseline trustworthy (R7).
    """

    value: float | None = None
    stage_ids: Collection[int] | None = None
    confidence: int | None = None
    note: str = ""
    on: date | None = None
    measured_how: str | None = None


def check_in(
    actor: Person,
    key_result_id: int,
    *,
    value: float | None = None,
    stage_ids: Collection[int] | None = None,
    confidence: int | None = None,
    note: str = "",
    on: date | None = None,
    measured_how: str | None = None,
    origin: Origin = Origin.PERSON,
    key: str = "",
) -> CheckInDone:
    """Add a value and a confidence to a key result, and move everything above it (R17).

    `key` makes a repeated request harmless (F3). Raises `Invalid` at the field that is wrong, `Refused` or `NotFound`.
    """
    said = Said(value, stage_ids, confidence, note, on, measured_how)
    return _once(actor, key, {"check_in": key_result_id, **_plain(said)}, lambda: _check_in(actor, key_result_id, said, origin))


def correct_check_in(
    actor: Person,
    checkin_id: int,
    *,
    value: float | None = None,
    stage_ids: Collection[int] | None = None,
    confidence: int | None = None,
    note: str = "",
    on: date | None = None,
    key: str = "",
) -> CheckInDone:
    """Put a new entry in the place of an earlier one. History shows both; numbers follow the new one."""
    said = Said(value, stage_ids, confidence, note, on)
    return _once(actor, key, {"correct": checkin_id, **_plain(said)}, lambda: _supersede(actor, checkin_id, said))


def withdraw_check_in(actor: Person, checkin_id: int, *, key: str = "") -> CheckInDone:
    """Take an entry back, as if it had not been made; history shows that it was. Also what *undo* does."""
    return _once(actor, key, {"withdraw": checkin_id}, lambda: _supersede(actor, checkin_id, None))


def _once(actor: Person, key: str, body: dict[str, Any], act: Any) -> CheckInDone:
    """Answer a repeated request with what the first one was answered."""
    if not key:
        return CheckInDone(**asdict(act()))
    answer: dict[str, Any] = _answered(actor, key, body, act)
    return CheckInDone(**answer)


@write_retrying
def _answered(actor: Person, key: str, body: dict[str, Any], act: Any) -> Any:
    return answer_once(actor, key, body, lambda: asdict(act()))


def _plain(said: Said) -> dict[str, Any]:
    return {**asdict(said), "stage_ids": None if said.stage_ids is None else sorted(said.stage_ids)}


@write_retrying
def _check_in(actor: Person, key_result_id: int, said: Said, origin: Origin) -> CheckInDone:
    structure(changes=False)
    key_result = _locked(key_result_id)
    on_behalf = ask_to_check_in(actor, key_result)
    today = organisation_today()
    stages = list(key_result.stages.all()) if key_result.kind == Kind.MILESTONE.value else []
    entry = _entry(actor, key_result, stages, said, today, origin)
    entry.save(force_insert=True)
    if said.measured_how is not None:
        _say_how(key_result, said.measured_how)
    before = (key_result.value, key_result.progress)
    if entry.on >= (key_result.checked_in_on or date.min):
        _take_over(key_result, entry)
        _tick(stages, entry)
        values = _with_entry(key_result, entry)
    else:  # said late about an earlier day: what was said since stands
        _restate(key_result, stages, in_force(key_result.pk))
        values = measured_values(key_result.pk)
    objectives = _renumber(key_result, stages, values, today)
    _record(actor, Verb.CHECKED_IN, key_result, entry, on_behalf=on_behalf)
    return _done(entry, before, key_result, objectives)


@write_retrying
def _supersede(actor: Person, checkin_id: int, said: Said | None) -> CheckInDone:
    """Replace an entry by what was said, or by nothing."""
    structure(changes=False)
    old = CheckIn.objects.filter(pk=checkin_id).first()
    if old is None:
        raise errors.NotFound()
    key_result = _locked(old.key_result_id)
    on_behalf = ask_to_correct(actor, key_result)
    if old.is_withdrawal or CheckIn.objects.filter(supersedes_id=checkin_id).exists():
        raise errors.Invalid.whole("This entry was corrected already. Correct the newest one instead.")
    today = organisation_today()
    stages = list(key_result.stages.all()) if key_result.kind == Kind.MILESTONE.value else []
    if said is None:
        entry = CheckIn(key_result=key_result, author=actor, made_at=clock.now(), on=old.on, is_withdrawal=True)
    else:
        entry = _entry(actor, key_result, stages, Said(**{**_as_kwargs(said), "on": said.on or old.on}), today, old.origin)
    entry.supersedes = old
    entry.save(force_insert=True)
    before = (key_result.value, key_result.progress)
    remaining = in_force(key_result.pk)
    _restate(key_result, stages, remaining)
    objectives = _renumber(key_result, stages, measured_values(key_result.pk), today)
    _record(actor, Verb.CORRECTED, key_result, entry, on_behalf=on_behalf)
    return _done(entry, before, key_result, objectives)


def _as_kwargs(said: Said) -> dict[str, Any]:
    return {field: getattr(said, field) for field in Said.__slots__}


def _locked(key_result_id: int) -> KeyResult:
    key_result = (
        KeyResult.objects.select_for_update(of=("self",))
        .select_related("objective__cycle", "objective__team")
        .filter(pk=key_result_id, deleted_at__isnull=True, objective__deleted_at__isnull=True)
        .first()
    )
    if key_result is None:
        raise errors.NotFound()
    return key_result


def _entry(
    actor: Person, key_result: KeyResult, stages: Sequence[Stage], said: Said, today: date, origin: str
) -> CheckIn:
    """The new entry, or `Invalid` with everything that is wrong with what was said."""
    found: dict[str, list[str]] = defaultdict(list)
    on = said.on or today
    note = paragraphs(said.note)
    if key_result.feeds != Feeds.CHECKINS.value:
        found[""].append("This key result takes its value from the objectives aligned to it. Check in on those.")
    if on > today:
        found["on"].append("This day has not come yet. A check-in stands for today or an earlier day.")
    if key_result.kind == Kind.MILESTONE.value:
        if said.value is not None:
            found["value"].append("A milestone has stages, not a value. Say which stages are done.")
        if said.stage_ids is not None and set(said.stage_ids) - {stage.pk for stage in stages}:
            found["stage_ids"].append("One of these stages is not part of the key result any more. Reload the page.")
    else:
        if said.stage_ids is not None:
            found["stage_ids"].append("Only milestones have stages. Say the value.")
        if said.value is not None and not (math.isfinite(said.value) and abs(said.value) <= LARGEST):
            found["value"].append("This number is too large to be measured. Use a larger unit, for instance millions.")
    if said.confidence is not None and said.confidence not in range(11):
        found["confidence"].append("Confidence goes from 0 to 10.")
    if len(note) > NOTE_LENGTH:
        found["note"].append(f"This is {len(note):,} characters long; {NOTE_LENGTH:,} is the most. Shorten it a little.")
    if said.value is None and said.stage_ids is None and said.confidence is None and not note:
        found["value"].append("Say a value, a confidence or a note: one of them is enough.")
    if found:
        raise errors.Invalid(found)
    return CheckIn(
        key_result=key_result,
        author=actor,
        made_at=clock.now(),
        on=on,
        value=said.value,
        stages=None if said.stage_ids is None else sorted(said.stage_ids),
        confidence=said.confidence,
        note=note,
        origin=origin,
    )


def _say_how(key_result: KeyResult, measured_how: str) -> None:
    how = " ".join(measured_how.split())
    if len(how) > 500:
        raise errors.Invalid({"measured_how": ["Say it in at most 500 characters."]})
    key_result.measured_how = how
    key_result.save(update_fields=["measured_how"])


def _take_over(key_result: KeyResult, entry: CheckIn) -> None:
    """The newest entry is what the key result says of itself now."""
    key_result.checked_in_on = entry.on
    if entry.confidence is not None:
        key_result.confidence = entry.confidence


def _tick(stages: Sequence[Stage], entry: CheckIn) -> None:
    """Mark the stages that are done by the entry's day, and unmark the others."""
    if entry.stages is None:
        return
    changed = []
    for stage in stages:
        done = stage.pk in entry.stages
        if done != (stage.done_on is not None):
            stage.done_on = entry.on if done else None
            changed.append(stage)
    Stage.objects.bulk_update(changed, ["done_on"])


def _with_entry(key_result: KeyResult, entry: CheckIn) -> list[tuple[date, float]]:
    """The values that count, with the new one among them; its day is restated."""
    values = measured_values(key_result.pk)
    if entry.value is None:
        return values
    by_day = dict(values)
    if key_result.reading == Reading.INCREMENTS.value:
        by_day[entry.on] = math.fsum(_increments_of(key_result, entry.on))
    else:
        by_day[entry.on] = entry.value
    restate_values(key_result.pk, [(entry.on, by_day[entry.on])], others=False)
    return sorted(by_day.items())


def _increments_of(key_result: KeyResult, day: date) -> list[float]:
    return [entry.value for entry in in_force(key_result.pk) if entry.on == day and entry.value is not None]


def _restate(key_result: KeyResult, stages: Sequence[Stage], entries: Sequence[CheckIn]) -> None:
    """Rebuild what a key result says of itself from the entries that count."""
    restate_values(key_result.pk, values_of(key_result.reading, entries))
    key_result.checked_in_on = entries[-1].on if entries else None
    confidences = [entry.confidence for entry in entries if entry.confidence is not None]
    key_result.confidence = confidences[-1] if confidences else None
    done: dict[int, date] = {}
    for entry in entries:
        if entry.stages is not None:
            done = {stage: done.get(stage, entry.on) for stage in entry.stages}
    for stage in stages:
        stage.done_on = done.get(stage.pk)
    Stage.objects.bulk_update(stages, ["done_on"])


def values_of(reading: str, entries: Sequence[CheckIn]) -> list[tuple[date, float]]:
    """One value for each day: the last level said for it, or the exact sum of what was added on it (R8a)."""
    by_day: dict[date, list[float]] = defaultdict(list)
    for entry in entries:
        if entry.value is not None:
            by_day[entry.on].append(entry.value)
    if reading == Reading.INCREMENTS.value:
        return [(day, math.fsum(values)) for day, values in sorted(by_day.items())]
    return [(day, values[-1]) for day, values in sorted(by_day.items())]


def _renumber(
    key_result: KeyResult, stages: Sequence[Stage], values: Sequence[tuple[date, float]], today: date
) -> list[int]:
    cycle = key_result.objective.cycle
    renumber_key_result(key_result, stages, values, Span(cycle.starts_on, cycle.ends_on), today)
    return follow([key_result.objective_id], today)


def _record(actor: Person, verb: Verb, key_result: KeyResult, entry: CheckIn, *, on_behalf: bool) -> None:
    record(
        actor,
        verb,
        Subject.KEY_RESULT,
        key_result.pk,
        objective_id=key_result.objective_id,
        team_id=key_result.objective.team_id,
        on_behalf=on_behalf,
        details={
            "checkin": entry.pk,
            "value": entry.value,
            "confidence": entry.confidence,
            "note": entry.note[:200],
            "supersedes": entry.supersedes_id,
            "withdrawn": entry.is_withdrawal,
        },
    )


def _done(
    entry: CheckIn, before: tuple[float | None, float | None], key_result: KeyResult, objectives: list[int]
) -> CheckInDone:
    return CheckInDone(
        checkin_id=entry.pk,
        key_result_id=key_result.pk,
        value_before=before[0],
        value=key_result.value,
        progress_before=before[1],
        progress=key_result.progress,
        objectives=objectives,
    )
