"""Objectives and key results as readers get them: frozen rows with their numbers read against today.

A row carries what is stored (progress, confidence) and what follows from the day it is looked at
(pace, band, staleness: R3a, R3b), computed by the core.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from northing.accounts.models import Person
from northing.accounts.queries import day_of
from northing.core.cadence import due_on
from northing.core.forecasting import Forecast
from northing.core.measures import Kind, Measure, Reading, WeekBand
from northing.core.measures import Stage as MeasureStage
from northing.core.rollup import DrawsFrom, Feeds
from northing.core.scoring import Commitment, Plan, Voices, expected_progress, landing, voices
from northing.cycles.queries import CycleRow
from northing.goals.models import KeyResult, Objective, Stage
from northing.goals.models.objective import State
from northing.goals.queries.foresight import Stored, read
from northing.teams.models import Team


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person, as named beside a goal."""

    id: int
    name: str

    @classmethod
    def of(cls, person: Person | None) -> "PersonRef | None":
        return None if person is None else cls(person.pk, person.name)

    @classmethod
    def by_name(cls, gathered: Iterable[tuple[int, str]] | None) -> "tuple[PersonRef, ...]":
        """People who came along as pairs of number and name."""
        return tuple(sorted((cls(pk, name) for pk, name in gathered or ()), key=lambda who: who.name.casefold()))


@dataclass(frozen=True, slots=True)
class TeamRef:
    """A team, as named beside a goal."""

    id: int
    name: str
    kind: str

    @classmethod
    def of(cls, team: Team) -> "TeamRef":
        return cls(team.pk, team.name, team.kind)


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective in a list. `progress` 0..1 or None, `confidence` 0..1 or None, `expected` where it should be today.

    `forecast` is there while it runs and once there is something to rest it on (R45).
    """

    id: int
    statement: str
    why: str
    team: TeamRef
    cycle: CycleRow
    lead: PersonRef | None
    individual: PersonRef | None
    commitment: Commitment
    landing: float
    state: State
    confidential: bool
    draws_from: DrawsFrom
    progress: float | None
    confidence: float | None
    expected: float | None
    checked_in_on: date | None
    voices: Voices
    score: float | None
    version: int
    published_at: datetime | None
    closed_at: datetime | None
    deleted: bool
    forecast: Forecast | None = None


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage of a milestone key result."""

    id: int
    label: str
    weight: float
    done_on: date | None


@dataclass(frozen=True, slots=True)
class KeyResultRow:
    """A key result in a list. `progress` is unclamped, `number` its place in its objective counted from 1.

    `origin` is the number of the key result it was taken over from (R22, R39).
    """

    id: int
    objective_id: int
    number: int
    text: str
    note: str
    owner: PersonRef | None
    measure: Measure
    stages: tuple[StageRow, ...]
    plan: Plan
    weight: float
    feeds: Feeds
    leading: bool | None
    commitment: Commitment
    landing: float
    state: State
    value: float | None
    progress: float | None
    confidence: float | None
    expected: float | None
    checked_in_on: date | None
    voices: Voices
    is_due: bool
    overdue_days: int
    finished: bool
    score: float | None
    weeks: tuple[WeekBand, ...]
    version: int
    deleted: bool
    forecast: Forecast | None = None
    origin: int | None = None


def objective_row(objective: Objective, cycle: CycleRow, today: date) -> ObjectiveRow:
    """The row of a loaded objective (with its team, lead and individual) as seen on `today`."""
    commitment = Commitment(objective.commitment)
    expected = expected_progress(commitment, cycle.span, today)
    foreseen = _foreseen(objective.forecast, commitment, State(objective.state), cycle, today)
    return ObjectiveRow(
        id=objective.pk,
        statement=objective.statement,
        why=objective.why,
        team=TeamRef.of(objective.team),
        cycle=cycle,
        lead=PersonRef.of(objective.lead),
        individual=PersonRef.of(objective.individual),
        commitment=commitment,
        landing=landing(commitment),
        state=State(objective.state),
        confidential=objective.confidential,
        draws_from=DrawsFrom(objective.draws_from),
        progress=objective.progress,
        confidence=objective.confidence,
        expected=expected,
        checked_in_on=objective.checked_in_on,
        voices=voices(
            objective.progress,
            expected,
            objective.confidence,
            None if foreseen is None else foreseen.lands,
            stale=_is_stale(objective, cycle, today),
        ),
        score=objective.score,
        version=objective.version,
        published_at=objective.published_at,
        closed_at=objective.closed_at,
        deleted=objective.deleted_at is not None,
        forecast=foreseen,
    )


def _foreseen(
    stored: Stored | None, commitment: Commitment, state: State, cycle: CycleRow, today: date
) -> Forecast | None:
    """What is foreseen of something that runs. Before, nothing is known; afterwards there is nothing left to foresee."""
    if stored is None or state is not State.PUBLISHED or not cycle.span.contains(today):
        return None
    return read(stored, commitment)


def _is_stale(objective: Objective, cycle: CycleRow, today: date) -> bool:
    """An objective is stale when nothing below it has been heard of for too long: its newest check-in is overdue."""
    if objective.state != State.PUBLISHED.value or objective.published_at is None or objective.progress is None:
        return False
    if objective.progress >= 1:
        return False
    return due_on(cycle.span, cycle.rules, today, objective.checked_in_on, day_of(objective.published_at)).is_stale


def measure_of(key_result: KeyResult, stages: Iterable[Stage] = ()) -> Measure:
    """The definition of what a key result measures, as the core takes it."""
    return Measure(
        kind=Kind(key_result.kind),
        start=key_result.start,
        target=key_result.target,
        low=key_result.low,
        high=key_result.high,
        unit=key_result.unit,
        reading=Reading(key_result.reading),
        level_03=key_result.level_03,
        level_07=key_result.level_07,
        stages=tuple(MeasureStage(stage.label, stage.weight, stage.done_on is not None) for stage in stages),
        measured_how=key_result.measured_how,
    )


def plan_of(key_result: KeyResult) -> Plan:
    """The owner's dated expected values; empty for a straight line."""
    return tuple((date.fromisoformat(day), float(value)) for day, value in key_result.plan)


def is_finished(measure: Measure, progress: float | None) -> bool:
    """A milestone with all its stages or a recorded baseline has nothing left to say: no more check-ins are due."""
    return measure.kind in (Kind.MILESTONE, Kind.BASELINE) and progress is not None and progress >= 1


def _has_value(measure: Measure, key_result: KeyResult) -> bool:
    """A baseline or a milestone has progress 0 before anybody said anything about it; that is no value yet."""
    match measure.kind:
        case Kind.BASELINE:
            return key_result.value is not None
        case Kind.MILESTONE:
            return key_result.checked_in_on is not None or bool(key_result.progress)
        case _:
            return True


def key_result_row(
    key_result: KeyResult,
    number: int,
    objective: Objective,
    cycle: CycleRow,
    today: date,
    stages: Iterable[Stage] = (),
    weeks: tuple[WeekBand, ...] = (),
) -> KeyResultRow:
    """The row of a loaded key result (with its owner) as seen on `today`. `weeks` draws the calendar of a range."""
    commitment = Commitment(objective.commitment)
    stages = tuple(stages)
    measure = measure_of(key_result, stages)
    plan = plan_of(key_result)
    expected = expected_progress(commitment, cycle.span, today, plan, measure)
    confidence = None if key_result.confidence is None else key_result.confidence / 10
    finished = is_finished(measure, key_result.progress)
    foreseen = _foreseen(key_result.forecast, commitment, State(objective.state), cycle, today)
    published = key_result.published_at or objective.published_at
    due = due_on(
        cycle.span, cycle.rules, today, key_result.checked_in_on, day_of(published) if published is not None else None
    )
    waits = objective.state == State.PUBLISHED.value and key_result.feeds == Feeds.CHECKINS.value and not finished
    return KeyResultRow(
        id=key_result.pk,
        objective_id=key_result.objective_id,
        number=number,
        text=key_result.text,
        note=key_result.note,
        owner=PersonRef.of(key_result.owner),
        measure=measure,
        stages=tuple(StageRow(stage.pk, stage.label, stage.weight, stage.done_on) for stage in stages),
        plan=plan,
        weight=key_result.weight,
        feeds=Feeds(key_result.feeds),
        leading=key_result.leading,
        commitment=commitment,
        landing=landing(commitment),
        state=State(objective.state),
        value=key_result.value,
        progress=key_result.progress,
        confidence=confidence,
        expected=expected,
        checked_in_on=key_result.checked_in_on,
        voices=voices(
            key_result.progress,
            expected,
            confidence,
            None if foreseen is None else foreseen.lands,
            stale=waits and due.is_stale,
            has_value=_has_value(measure, key_result),
        ),
        is_due=waits and due.is_due,
        overdue_days=due.overdue_days if waits else 0,
        finished=finished,
        score=key_result.score,
        weeks=weeks,
        version=key_result.version,
        deleted=key_result.deleted_at is not None,
        forecast=foreseen,
        origin=key_result.origin_id,
    )
