"""Did our 0.7s land 70 % of the time? A team's closed key results, looked at from half-time (R41a)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from northing.accounts.models import Person
from northing.accounts.policies import ask
from northing.core.access import Act
from northing.core.cadence import Span
from northing.core.forecasting import Calibration, calibration, forecast
from northing.core.rollup import Feeds
from northing.core.scoring import Commitment, landing, proposed_score, round_tenth
from northing.goals.models import KeyResult, KeyResultPoint
from northing.goals.models.objective import State
from northing.goals.queries.foresight import History, task_of
from northing.goals.queries.histories import histories
from northing.kit import errors
from northing.teams.models import Team
from northing.teams.policies import relations_at

MOST = 2000
ENOUGH = 10
"""Closed key results from which a share says more than chance does."""


@dataclass(frozen=True, slots=True)
class TeamCalibration:
    """How what was said at half-time came true, for the owners and for the forecast; None while nobody said anything.

    `closed` key results of `cycles` cycles could be looked at.
    """

    team_id: int
    name: str
    owners: Calibration | None
    forecast: Calibration | None
    closed: int
    cycles: int

    @property
    def is_thin(self) -> bool:
        """Too few to tell more than that."""
        return self.closed < ENOUGH


def team_calibration(reader: Person, team_id: int, today: date) -> TeamCalibration:
    """What a team may know about itself, and nobody else (R41a). Six queries.

    Each closed key result counts once: with the confidence its owner had at half-time of its cycle, and with what the
    usual forecast made of what was known then. It landed if its score reached 0.7, or 1.0 where it was committed.
    Raises `NotFound` for a team that is not there, `Refused` for everybody outside of it.
    """
    team = Team.objects.filter(pk=team_id).first()
    if team is None:
        raise errors.NotFound
    ask(Act.SEE_CALIBRATION, relations_at(reader, team_id, team.path))
    key_results = _closed(team_id, today)
    told = histories(key_results, today)
    sure = _confidence_at_half_time(key_results)
    owners: list[tuple[float, bool]] = []
    foreseen: list[tuple[float, bool]] = []
    for key_result in key_results:
        history = told[key_result.pk]
        landed = _landed(key_result, history)
        if key_result.pk in sure:
            owners.append((sure[key_result.pk] / 10, landed))
        chance = _chance_at_half_time(history, sure.get(key_result.pk))
        if chance is not None:
            foreseen.append((chance, landed))
    cycles = {key_result.objective.cycle_id for key_result in key_results}
    return TeamCalibration(
        team_id, team.name, calibration(owners), calibration(foreseen), len(key_results), len(cycles)
    )


def _closed(team_id: int, today: date) -> list[KeyResult]:
    """Those whose end is known. What is confidential stays out: not everybody in the team may see it."""
    found = KeyResult.objects.filter(
        objective__team_id=team_id,
        objective__state=State.CLOSED.value,
        objective__confidential=False,
        objective__deleted_at__isnull=True,
        objective__cycle__ends_on__lt=today,
        deleted_at__isnull=True,
        checked_in_on__isnull=False,
        progress__isnull=False,
        feeds=Feeds.CHECKINS.value,
    )
    return list(found.select_related("objective__cycle").order_by("-pk")[:MOST])


def half_time(span: Span) -> date:
    """The day on which half of a cycle is over."""
    return span.starts_on + timedelta(days=(span.ends_on - span.starts_on).days // 2)


def _confidence_at_half_time(key_results: Sequence[KeyResult]) -> dict[int, int]:
    """The last confidence that was shown by then, in tenths."""
    until = {
        key_result.pk: half_time(Span(key_result.objective.cycle.starts_on, key_result.objective.cycle.ends_on))
        for key_result in key_results
    }
    points = KeyResultPoint.objects.filter(key_result_id__in=until, is_shown=True, confidence__isnull=False)
    dated = points.order_by("key_result_id", "on").values_list("key_result_id", "on", "confidence")
    return {number: said for number, on, said in dated if on <= until[number] and said is not None}  # the last one wins


def _chance_at_half_time(history: History, confidence: int | None) -> float | None:
    """What the usual prior made of what was known then: the organisation's own was learned from these very ends."""
    task = task_of(replace(history, confidence=confidence), half_time(history.span))
    foreseen = None if task is None else forecast(task)
    return None if foreseen is None else foreseen.lands


def _landed(key_result: KeyResult, history: History) -> bool:
    score = key_result.score
    if score is None:
        score = proposed_score(history.measure, key_result.value, key_result.progress)
    lands = landing(Commitment(key_result.objective.commitment))
    return score is not None and round_tenth(score) >= round_tenth(lands)
