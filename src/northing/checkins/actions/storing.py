"""The statements that store a check-in: by hand, because they run more often than anything else in the product.

SQLite and PostgreSQL understand the same words here.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

from django.db import connection

from northing.checkins.actions.said import Said
from northing.goals.actions.forecasts import written
from northing.goals.queries.foresight import Stored
from northing.kit import clock
from northing.kit.statements import write_together

_ENTRY = """
INSERT INTO checkins_checkin
    (key_result_id, author_id, made_at, "on", value, stages, confidence, note, is_withdrawal, origin, key, fingerprint,
    answer)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
RETURNING id
"""

_MEASURED = """
INSERT INTO goals_keyresultpoint (key_result_id, "on", value, shown_value, progress, confidence, is_shown)
VALUES (%s, %s, %s, NULL, NULL, NULL, %s)
ON CONFLICT (key_result_id, "on") DO UPDATE SET value = excluded.value
"""

_SHOWN = """
INSERT INTO goals_keyresultpoint (key_result_id, "on", shown_value, progress, confidence, checked_in_on, is_shown)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (key_result_id, "on") DO UPDATE SET
    shown_value = excluded.shown_value, progress = excluded.progress,
    confidence = excluded.confidence, checked_in_on = excluded.checked_in_on, is_shown = excluded.is_shown
"""

_MEASURED_AND_SHOWN = """
INSERT INTO goals_keyresultpoint
    (key_result_id, "on", shown_value, progress, confidence, checked_in_on, is_shown, value)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (key_result_id, "on") DO UPDATE SET
    shown_value = excluded.shown_value, progress = excluded.progress,
    confidence = excluded.confidence, checked_in_on = excluded.checked_in_on, is_shown = excluded.is_shown,
    value = excluded.value
"""

_KEY_RESULT = """
UPDATE goals_keyresult
SET value = %s, progress = %s, progress_through = %s, confidence = %s, checked_in_on = %s, measured_how = %s,
    forecast = {json}, foreseen = %s
WHERE id = %s
"""

_STAGES = "UPDATE goals_stage SET done_on = CASE WHEN done_on IS NULL THEN %s END WHERE id IN ({ids})"


class Answer(TypedDict):
    """What a check-in changed, as it is remembered for a request that comes twice."""

    key_result_id: int
    value_before: float | None
    value: float | None
    progress_before: float | None
    progress: float | None
    objectives: list[int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A check-in as it is stored, with the request it answers."""

    key_result_id: int
    author_id: int
    said: Said
    origin: str
    key: str = ""
    fingerprint: str = ""
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a key result stands after a check-in. `measured` is the day's value, None if the check-in named none.
    `turned` are the stages that are done now and were not, or the other way round; `foreseen` is the footprint of the
    `forecast` (R45).
    """

    measured: float | None
    value: float | None
    progress: float | None
    through: date
    confidence: int | None
    checked_in_on: date
    measured_how: str
    turned: tuple[int, ...] = ()
    forecast: Stored | None = None
    foreseen: str = ""


def insert(entry: Entry) -> int:
    """Store the entry; returns its number."""
    said, ops = entry.said, connection.ops
    assert said.on is not None
    with connection.cursor() as cursor:
        cursor.execute(
            _ENTRY,
            [
                entry.key_result_id,
                entry.author_id,
                ops.adapt_datetimefield_value(clock.now()),
                ops.adapt_datefield_value(said.on),
                said.value,
                None if said.stage_ids is None else json.dumps(sorted(said.stage_ids)),
                said.confidence,
                said.note,
                False,
                entry.origin,
                entry.key or None,
                entry.fingerprint,
                None if entry.answer is None else json.dumps(entry.answer),
            ],
        )
        number: int = cursor.fetchone()[0]
    return number


def remember(checkin_id: int, answer: Answer) -> None:
    """Add to a stored entry what its request was answered."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE checkins_checkin SET answer = %s WHERE id = %s", [json.dumps(answer), checkin_id])


def stand(key_result_id: int, on: date, today: date, standing: Standing) -> None:
    """Store where the key result stands, its stages, the value that counts for `on`, and what is shown today."""
    ops = connection.ops
    day, shown = ops.adapt_datefield_value(on), ops.adapt_datefield_value(today)
    through, heard = ops.adapt_datefield_value(standing.through), ops.adapt_datefield_value(standing.checked_in_on)
    value, progress, confidence = standing.value, standing.progress, standing.confidence
    point = [key_result_id, shown, value, progress, confidence, heard, True]
    statements: list[tuple[str, list[Any]]] = []
    if standing.turned:
        statements.append((_STAGES.format(ids=", ".join(map(str, standing.turned))), [day]))
    if standing.measured is not None and on == today:
        statements.append((_MEASURED_AND_SHOWN, [*point, standing.measured]))
    else:
        statements.append((_SHOWN, point))
        if standing.measured is not None:
            statements.append((_MEASURED, [key_result_id, day, standing.measured, False]))
    foretold = [written(standing.forecast), standing.foreseen]
    numbers = [value, progress, through, confidence, heard, standing.measured_how, *foretold, key_result_id]
    update = _KEY_RESULT.format(json="CAST(%s AS jsonb)" if connection.vendor == "postgresql" else "%s")
    write_together([*statements, (update, numbers)])
