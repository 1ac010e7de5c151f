"""What a check-in needs to know about its key result, locked and then read at once; and what it stands on, if it looks back.

Written by hand because it runs more often than anything else in the product, and a queue of people
waits behind it on a Monday.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from northing.accounts.models import Person
from northing.activity.actions import claim_of
from northing.core.cadence import Span
from northing.core.measures import Kind, Measure, Reading
from northing.core.scoring import Commitment, Plan
from northing.goals.actions.numbers import STRUCTURE
from northing.goals.queries.foresight import Learned, learned_of
from northing.kit import errors
from northing.kit.statements import as_date

# The history that a forecast rests on: the values that count, and for milestones the days they were heard of (R45).
_TOLD = """
SELECT {gathered}({row}) FROM goals_keyresultpoint point
WHERE point.key_result_id = kr.id AND (point.value IS NOT NULL OR (kr.kind = 'milestone' AND point.is_shown))
"""
_TOLD_BY = {
    "sqlite": _TOLD.format(
        gathered="json_group_array",  # with 17 digits, of which JSON itself keeps 15
        row="json_array(point.\"on\", CASE WHEN point.value IS NOT NULL THEN printf('%%!.17g', point.value) END, "
        "point.checked_in_on, point.is_shown)",
    ),
    "postgresql": _TOLD.format(
        gathered="json_agg",
        row='json_build_array(point."on", CAST(point.value AS text), point.checked_in_on, point.is_shown)',
    ),
}

_FACTS = """
SELECT kr.objective_id, kr.owner_id, kr.kind, kr.reading, kr.unit, kr.start, kr.target, kr.low, kr.high,
       kr.level_03, kr.level_07, kr.measured_how, kr.feeds, kr.value, kr.progress, kr.confidence, kr.checked_in_on,
       objective.state, objective.confidential, objective.lead_id, objective.individual_id,
       objective.team_id, team.path, cycle.starts_on, cycle.ends_on,
       EXISTS (SELECT 1 FROM goals_contributor helper
               WHERE helper.key_result_id = kr.id AND helper.person_id = %(actor)s),
       EXISTS (SELECT 1 FROM goals_confidant confidant
               WHERE confidant.objective_id = objective.id AND confidant.person_id = %(actor)s),
       earlier.id, earlier.fingerprint, CAST(earlier.answer AS text),
       objective.commitment, CAST(kr.plan AS text), CAST(({told}) AS text), teaching.id, CAST(teaching.numbers AS text),
       stage.id, stage.label, stage.weight, stage.done_on
FROM goals_keyresult kr
JOIN goals_objective objective ON objective.id = kr.objective_id
JOIN teams_team team ON team.id = objective.team_id
JOIN cycles_cycle cycle ON cycle.id = objective.cycle_id
LEFT JOIN checkins_checkin earlier ON earlier.author_id = %(actor)s AND earlier.key = %(key)s
LEFT JOIN goals_teaching teaching ON teaching.id = (SELECT MAX(id) FROM goals_teaching)
LEFT JOIN goals_stage stage ON stage.key_result_id = kr.id AND kr.kind = 'milestone'
WHERE kr.id = %(key_result)s AND kr.deleted_at IS NULL AND objective.deleted_at IS NULL
ORDER BY stage.position, stage.id
"""

# PostgreSQL: the shape of the tree is held, then the row, and the key is this request's alone. A statement of its own,
# because one that waits sees what was there before it waited; the shape is asked for by a condition, because rows are
# locked once all conditions hold, and who changes the shape takes it first, too.
_HOLD = """
SELECT CASE WHEN %(claim)s IS NULL THEN TRUE ELSE pg_try_advisory_xact_lock(%(claim)s) END
FROM goals_keyresult
WHERE id = %(key_result)s AND pg_advisory_xact_lock_shared(%(structure)s) IS NOT NULL
FOR UPDATE
"""

# For each day that has any the value that counts; for the day in question, one by one, the values it is made of.
_PAST = """
SELECT "on", value, 0 FROM goals_keyresultpoint
WHERE key_result_id = %(key_result)s AND value IS NOT NULL AND "on" <> %(day)s
UNION ALL
SELECT said."on", said.value, said.id FROM checkins_checkin said
WHERE said.key_result_id = %(key_result)s AND said."on" = %(day)s AND said.value IS NOT NULL AND NOT said.is_withdrawal
      AND NOT EXISTS (SELECT 1 FROM checkins_checkin later WHERE later.supersedes_id = said.id)
ORDER BY 1, 3
"""


@dataclass(frozen=True, slots=True)
class Facing:
    """A key result that faces a check-in: its measure and numbers, where it belongs, who the actor is to it."""

    objective_id: int
    owner_id: int | None
    measure: Measure
    feeds: str
    value: float | None
    progress: float | None
    confidence: int | None
    checked_in_on: date | None
    state: str
    confidential: bool
    lead_id: int | None
    individual_id: int | None
    team_id: int
    team_path: str
    span: Span
    helps: bool
    is_named: bool
    earlier: "Earlier | None"
    stages: "tuple[StageDone, ...]"
    told: "Told"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The entry that this request's key made when it came the first time."""

    checkin_id: int
    fingerprint: str
    answer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What the forecast rests on so far (R45): the plan, the promise, the points by day, what the organisation learned."""

    plan: Plan
    commitment: Commitment
    points: "tuple[TellingPoint, ...]"
    learned: Learned

    def values_but(self, day: date) -> list[tuple[date, float]]:
        """The values that count, without the one of a day."""
        return [(point.on, point.value) for point in self.points if point.value is not None and point.on != day]

    def heard_before(self, today: date) -> list[date]:
        """The days it was checked in on, as far as the points of days before today tell."""
        return [point.heard for point in self.points if point.heard is not None and point.on < today]


@dataclass(frozen=True, slots=True)
class TellingPoint:
    """A day's point: the value that counts, and the day of the last check-in if that was shown."""

    on: date
    value: float | None
    heard: date | None


@dataclass(frozen=True, slots=True)
class StageDone:
    """A stage of a milestone, and since when it is done."""

    id: int
    label: str
    weight: float
    done_on: date | None


def facing(actor: Person, key_result_id: int, key: str) -> Facing:
    """The facts, read and locked for this transaction. Raises `NotFound`, and `StillRunning` for a key in use (F3)."""
    parameters: dict[str, Any] = {"actor": actor.pk, "key": key or None, "key_result": key_result_id}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            claim = claim_of(actor, key) if key else None
            cursor.execute(_HOLD, {"claim": claim, "key_result": key_result_id, "structure": STRUCTURE})
            held = cursor.fetchone()
            if held is not None and not held[0]:
                raise errors.StillRunning(key)
        cursor.execute(_FACTS.format(told=_TOLD_BY[connection.vendor]), parameters)
        rows = cursor.fetchall()
    if not rows:
        raise errors.NotFound
    return _facing(rows)


def past(key_result_id: int, day: date) -> list[tuple[date, float]]:
    """The values that count, in order; of `day` all that were said for it and stand, the first one first (R8a).

    To be asked after `facing`, so that nobody else adds to them meanwhile.
    """
    parameters = {"key_result": key_result_id, "day": connection.ops.adapt_datefield_value(day)}
    with connection.cursor() as cursor:
        cursor.execute(_PAST, parameters)
        return [(as_date(on), value) for on, value, _ in cursor.fetchall()]


def _facing(rows: list[tuple[Any, ...]]) -> Facing:
    row = rows[0]
    kind, reading, unit, start, target, low, high, level_03, level_07, how = row[2:12]
    return Facing(
        objective_id=row[0],
        owner_id=row[1],
        measure=Measure(
            kind=Kind(kind), start=start, target=target, low=low, high=high, unit=unit, reading=Reading(reading),
            level_03=level_03, level_07=level_07, measured_how=how,
        ),
        feeds=row[12],
        value=row[13],
        progress=row[14],
        confidence=row[15],
        checked_in_on=as_date(row[16]),
        state=row[17],
        confidential=bool(row[18]),
        lead_id=row[19],
        individual_id=row[20],
        team_id=row[21],
        team_path=row[22],
        span=Span(as_date(row[23]), as_date(row[24])),
        helps=bool(row[25]),
        is_named=bool(row[26]),
        earlier=None if row[27] is None else Earlier(row[27], row[28], json.loads(row[29])),
        stages=tuple(
            StageDone(number, label, weight, as_date(done_on))
            for number, label, weight, done_on in (row[35:] for row in rows) if number is not None
        ),
        told=_told(*row[30:35]),
    )  # fmt: skip


def _told(commitment: str, plan: str, points: str | None, teaching: int | None, numbers: str | None) -> Told:
    found = [
        TellingPoint(
            as_date(on),
            None if value is None else float(value),
            as_date(heard) if shown and heard is not None else None,
        )
        for on, value, heard, shown in json.loads(points or "[]")
    ]
    return Told(
        plan=tuple((as_date(on), float(value)) for on, value in json.loads(plan)),
        commitment=Commitment(commitment),
        points=tuple(sorted(found, key=lambda point: point.on)),
        learned=learned_of(teaching, None if numbers is None else json.loads(numbers)),
    )
