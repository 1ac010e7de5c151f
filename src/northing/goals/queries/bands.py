"""How objectives stand, said in the database's words: the bands and the pace of R1, R3a and R3b as expressions.

The core decides; this file only carries its thresholds into SQL, one set for each cycle and landing, so that lists of
any length are filtered, counted and sorted by band without loading them. A test holds both together for random data.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Case, F, FloatField, Q, TextField, Value, When
from django.db.models.expressions import Combinable

from northing.accounts.queries import start_of
from northing.core.cadence import stale_before
from northing.core.scoring import Band, Commitment, expected_progress, final_band, landing, progress_thresholds
from northing.cycles.queries import CycleRow
from northing.goals.models.objective import State

RANK = {Band.OFF: 0, Band.RISK: 1, Band.STALE: 2, Band.ON: 3, Band.NONE: 4}
"""Worst first: what is known to go badly, then what nobody has looked at, then what goes well."""


RANK_OF_GRADE = {Band.OFF: 0, Band.RISK: 1, Band.ON: 2}


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected by a day of the objectives of a cycle that land at the same height, and where bands begin."""

    cycle_id: int
    commitments: tuple[str, ...]
    expected: float
    risk_from: float
    on_from: float


def expectations(cycles: Sequence[CycleRow], day: date) -> list[Expectation]:
    """Two for each cycle that has begun: for what lands at 0.7, and for everything else (R3a)."""
    found = []
    for cycle in cycles:
        by_landing: dict[float, list[Commitment]] = {}
        for commitment in Commitment:
            by_landing.setdefault(landing(commitment), []).append(commitment)
        for commitments in by_landing.values():
            expected = expected_progress(commitments[0], cycle.span, day)
            if expected > 0:
                values = tuple(commitment.value for commitment in commitments)
                found.append(Expectation(cycle.id, values, expected, *progress_thresholds(expected)))
    return found


def band_expression(cycles: Sequence[CycleRow], day: date) -> Case:
    """The band of an objective on a day as `shown_band` tells it: "off", "risk", "on", "stale" or "none".

    Needs the annotation `grade`, the score or else the progress. What is closed is graded, the rest is paced.
    """
    ahead = [cycle.id for cycle in cycles if cycle.span.elapsed(day) <= 0]
    unknown = Q(progress__isnull=True) | Q(cycle_id__in=ahead) if ahead else Q(progress__isnull=True)
    return Case(
        When(state=State.CLOSED.value, then=_grade_expression()),
        *_stale_branch(cycles, day),
        When(unknown, then=Value(Band.NONE.value)),
        When(progress__gte=_expected(cycles, day, "on_from"), then=Value(Band.ON.value)),
        When(progress__gte=_expected(cycles, day, "risk_from"), then=Value(Band.RISK.value)),
        default=Value(Band.OFF.value),
        output_field=TextField(),
    )


def shown_band(state: State, shown: Band, score: float | None, progress: float | None, commitment: Commitment) -> Band:
    """The band an objective is listed under: its grade once it is closed (R2), before that the band of its pace."""
    if state is not State.CLOSED:
        return shown
    return final_band(progress if score is None else score, commitment)


def _grade_expression() -> Case:
    """What `final_band` says of a closed objective. Strict for what was committed, usual for the rest."""
    strict, usual = grade_thresholds(Commitment.COMMITTED), grade_thresholds(Commitment.ASPIRATIONAL)
    branches = [
        When(Q(grade__gte=high) | Q(grade__gte=low) & ~Q(commitment=Commitment.COMMITTED.value), then=Value(band.value))
        for band, high, low in ((Band.ON, strict[1], usual[1]), (Band.RISK, strict[0], usual[0]))
    ]
    return Case(
        When(grade__isnull=True, then=Value(Band.NONE.value)),
        *branches,
        default=Value(Band.OFF.value),
        output_field=TextField(),
    )


@cache
def grade_thresholds(commitment: Commitment) -> tuple[float, float]:
    """The smallest final scores that are graded at risk and on track, exact to the last bit (R2)."""
    return _smallest(Band.RISK, commitment, 0.0), _smallest(Band.ON, commitment, 0.0)


def _smallest(wanted: Band, commitment: Commitment, below: float) -> float:
    reached = 1.0
    while math.nextafter(below, reached) != reached:
        middle = below + (reached - below) / 2
        if RANK_OF_GRADE[final_band(middle, commitment)] >= RANK_OF_GRADE[wanted]:
            reached = middle
        else:
            below = middle
    return reached


def pace_expression(cycles: Sequence[CycleRow], day: date) -> Combinable:
    """Progress / expected progress of an objective, unclamped at the top; null while nothing is expected (R3a)."""
    return F("progress") / _expected(cycles, day, "expected")


def _expected(cycles: Sequence[CycleRow], day: date, which: str) -> Combinable:
    """A number of the expectation that an objective falls under; null if its cycle has not begun."""
    standing = expectations(cycles, day)
    branches = [
        When(**_whose(each, cycles), then=Value(getattr(each, which), output_field=FloatField())) for each in standing
    ]
    return Case(*branches, default=None, output_field=FloatField()) if branches else Value(None, FloatField())


def _whose(each: Expectation, cycles: Sequence[CycleRow]) -> dict[str, Any]:
    commitments = each.commitments
    its = {"commitment": commitments[0]} if len(commitments) == 1 else {"commitment__in": commitments}
    # In a list of one cycle nothing needs to be asked about it.
    return its if len(cycles) == 1 else {"cycle_id": each.cycle_id, **its}


def _stale_branch(cycles: Sequence[CycleRow], day: date) -> list[When]:
    condition = stale_condition(cycles, day)
    return [] if condition is None else [When(condition, then=Value(Band.STALE.value))]


def stale_condition(cycles: Sequence[CycleRow], day: date) -> Q | None:
    """The objectives nothing has been heard of for too long (R3b); None while there can be none."""
    silent: Q | None = None
    for cycle in cycles:
        before = stale_before(cycle.span, cycle.rules, day)
        if before is not None:
            unheard = Q(checked_in_on__isnull=True) | Q(checked_in_on__lt=before)
            here = Q(cycle_id=cycle.id, published_at__lt=start_of(before)) & unheard
            silent = here if silent is None else silent | here
    return None if silent is None else Q(state=State.PUBLISHED.value, progress__lt=1) & silent


def rank_expression() -> Case:
    """The band (an annotation called `band`) as a number, the worst lowest."""
    return Case(*(When(band=band.value, then=Value(rank)) for band, rank in RANK.items()), default=Value(len(RANK)))
