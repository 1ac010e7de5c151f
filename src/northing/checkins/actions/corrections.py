"""Correcting and withdrawing: a new entry takes the place of an earlier one, and history shows both."""

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from northing.accounts.models import Person
from northing.accounts.queries import number_style
from northing.accounts.queries import today as organisation_today
from northing.activity.actions import answer_once, record
from northing.activity.models import Subject, Verb
from northing.checkins.actions.check_in import CheckInDone
from northing.checkins.actions.restating import locked, restate
from northing.checkins.actions.said import Said, checked
from northing.checkins.models import CheckIn
from northing.checkins.policies import ask_to_correct
from northing.goals.actions.numbers import structure
from northing.goals.models import KeyResult
from northing.kit import clock, errors
from northing.kit.transactions import write_retrying


def correct_check_in(
    actor: Person,
    checkin_id: int,
    *,
    value: float | None = None,
    written: str | None = None,
    stage_ids: Collection[int] | None = None,
    confidence: int | None = None,
    note: str = "",
    on: date | None = None,
    key: str = "",
) -> CheckInDone:
    """Put a new entry in the place of an earlier one. Numbers follow the new one; history shows both.

    `written` is a value as the actor writes numbers, in the place of `value`. `key` makes a repeated request harmless
    (F3). Raises `Invalid`, `Refused` or `NotFound`.
    """
    said = Said(value, stage_ids, confidence, note, on, written=written)
    return CheckInDone(**_once(actor, checkin_id, said, key))


def withdraw_check_in(actor: Person, checkin_id: int, *, key: str = "") -> CheckInDone:
    """Take an entry back, as if it had not been made; history shows that it was. Also what *undo* does."""
    return CheckInDone(**_once(actor, checkin_id, None, key))


@write_retrying
def _once(actor: Person, checkin_id: int, said: Said | None, key: str) -> dict[str, Any]:
    body = {"supersede": checkin_id, "said": None if said is None else said.plain()}
    answer: dict[str, Any] = answer_once(actor, key, body, lambda: asdict(_supersede(actor, checkin_id, said)))
    return answer


def _supersede(actor: Person, checkin_id: int, said: Said | None) -> CheckInDone:
    structure(changes=False)
    old = CheckIn.objects.filter(pk=checkin_id).first()
    if old is None:
        raise errors.NotFound
    key_result = locked(old.key_result_id)
    on_behalf = ask_to_correct(actor, key_result)
    if old.is_withdrawal or CheckIn.objects.filter(supersedes_id=checkin_id).exists():
        raise errors.Invalid.whole("This entry was corrected already. Correct the newest one instead.")
    today = organisation_today()
    entry = _withdrawal(old) if said is None else _correction(actor, key_result, old, said, today)
    entry.author = actor
    entry.save(force_insert=True)
    value_before, progress_before = key_result.value, key_result.progress
    objectives = restate(key_result, today)
    record(
        actor,
        Verb.CORRECTED,
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
            "supersedes": old.pk,
            "withdrawn": entry.is_withdrawal,
        },
    )
    return CheckInDone(
        checkin_id=entry.pk,
        key_result_id=key_result.pk,
        value_before=value_before,
        value=key_result.value,
        progress_before=progress_before,
        progress=key_result.progress,
        objectives=objectives,
    )


def _withdrawal(old: CheckIn) -> CheckIn:
    return CheckIn(key_result_id=old.key_result_id, made_at=clock.now(), on=old.on, is_withdrawal=True, supersedes=old)


def _correction(actor: Person, key_result: KeyResult, old: CheckIn, said: Said, today: date) -> CheckIn:
    stage_ids = list(key_result.stages.values_list("pk", flat=True))
    said = checked(
        replace(said, on=said.on or old.on),
        key_result.kind,
        key_result.feeds,
        stage_ids,
        today,
        key_result.unit,
        number_style(actor),
    )
    return CheckIn(
        key_result_id=old.key_result_id,
        made_at=clock.now(),
        on=said.on or old.on,
        value=said.value,
        stages=None if said.stage_ids is None else sorted(said.stage_ids),
        confidence=said.confidence,
        note=said.note,
        origin=old.origin,
        supersedes=old,
    )
