"""How objectives stand, said in the database's words: the bands and the pace of R1, R3a and R3b as expressions.

The core decides; this file only carries its thresholds into SQL, one set for each cycle and landing, so that lists of
any length are filtered, counted and sorted by band without loading them. A test holds both together for random data.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, FloatField, Q, TextField, Value, When
from django.db.models.expressions import Combinable

from northing.core.cadence import stale_before
from northing.core.scoring import Band, Commitment, expected_progress, progress_thresholds
from northing.cycles.queries import CycleRow
from northing.goals.models.objective import State
from northing.goals.queries.filters import start_in_utc

RANK = {Band.OFF: 0, Band.RISK: 1, Band.STALE: 2, Band.ON: 3, Band.NONE: 4}
"""Worst first: what is known to go badly, then what nobody has looked at, then what goes well."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected by a day of the objectives of one cycle with one commitment, and where their bands begin."""

    cycle_id: int
    commitment: Commitment
    expected: float
    risk_from: float
    on_from: float

    @property
    def whose(self) -> Q:
        return Q(cycle_id=self.cycle_id, commitment=self.commitment.value)


def expectations(cycles: Sequence[CycleRow], day: date) -> list[Expectation]:
    """One for each cycle and commitment; the progress from which an objective of theirs is at risk and on track (R3a)."""
    return [
        Expectation(cycle.id, commitment, expected, *progress_thresholds(expected))
        for cycle in cycles
        for commitment in Commitment
        for expected in [expected_progress(commitment, cycle.span, day)]
    ]


def band_expression(cycles: Sequence[CycleRow], day: date) -> Case:
    """The band of an objective on a day, the same that its row shows: "off", "risk", "on", "stale" or "none"."""
    begun = [standing for standing in expectations(cycles, day) if standing.expected > 0]
    branches = [
        When(stale_condition(cycles, day), then=Value(Band.STALE.value)),
        When(Q(progress__isnull=True), then=Value(Band.NONE.value)),
    ]
    if begun:
        on, risk, known = Q(pk__in=[]), Q(pk__in=[]), Q(pk__in=[])
        for standing in begun:
            on |= standing.whose & Q(progress__gte=standing.on_from)
            risk |= standing.whose & Q(progress__gte=standing.risk_from)
            known |= standing.whose
        branches += [
            When(on, then=Value(Band.ON.value)),
            When(risk, then=Value(Band.RISK.value)),
            When(known, then=Value(Band.OFF.value)),
        ]
    return Case(*branches, default=Value(Band.NONE.value), output_field=TextField())


def stale_condition(cycles: Sequence[CycleRow], day: date) -> Q:
    """The objectives nothing has been heard of for too long (R3b)."""
    silent = Q(pk__in=[])
    for cycle in cycles:
        before = stale_before(cycle.span, cycle.rules, day)
        if before is not None:
            unheard = Q(checked_in_on__isnull=True) | Q(checked_in_on__lt=before)
            silent |= Q(cycle_id=cycle.id, published_at__lt=start_in_utc(before)) & unheard
    return Q(state=State.PUBLISHED.value, progress__isnull=False, progress__lt=1) & silent


def pace_expression(cycles: Sequence[CycleRow], day: date) -> Combinable:
    """Progress / expected progress of an objective, unclamped at the top; null while nothing is expected (R3a)."""
    expected = Case(
        *(
            When(standing.whose, then=Value(standing.expected))
            for standing in expectations(cycles, day)
            if standing.expected > 0
        ),
        default=None,
        output_field=FloatField(),
    )
    return F("progress") / expected


def rank_expression() -> Case:
    """The band (an annotation called `band`) as a number, the worst lowest."""
    return Case(*(When(band=band.value, then=Value(rank)) for band, rank in RANK.items()), default=Value(len(RANK)))
