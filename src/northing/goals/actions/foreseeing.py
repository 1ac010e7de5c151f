"""The turn of the day, and what the organisation learns from its closed cycles (R45)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from northing.accounts.models import Person
from northing.accounts.policies import ask, relations
from northing.accounts.queries import organisation
from northing.accounts.queries import today as organisation_today
from northing.activity.actions import record
from northing.activity.models import Subject, Verb
from northing.core.access import Act
from northing.core.cadence import Span
from northing.core.forecasting import PRIOR, Closed, Prior, learn
from northing.core.measures import clamp
from northing.core.rollup import Feeds
from northing.core.scoring import proposed_score
from northing.cycles.models import Cycle
from northing.goals.actions.forecasts import foresee_key_results, in_batches
from northing.goals.actions.numbers import DayTurned, follow, structure, turn_numbers
from northing.goals.models import KeyResult, Objective, Teaching
from northing.goals.models.objective import State
from northing.goals.queries.foresight import footprint, task_of
from northing.goals.queries.histories import histories, learned
from northing.kit import clock
from northing.kit.transactions import write_retrying

BATCH = 400
"""Key results foreseen in one transaction: short enough that whoever checks in meanwhile hardly waits."""


def turn_day(today: date | None = None) -> DayTurned:
    """Let the day take effect: cycles begin (R13), ranges count the days since (R6), forecasts follow the time that is
    left (R45), and what closed cycles teach is learned. Harmless when repeated.

    Run by the timetable of the server and by `northing jobs`.
    """
    day = today or organisation_today()
    turned = turn_numbers(day)
    learn_from_closed_cycles()
    foresee_day(day)
    return turned


def foresee_day(day: date) -> int:
    """Compute every forecast that is not of this day, this calendar, this teaching and this edition; returns how many.

    What is over was foreseen for its last day, and is looked at again only when the model is another one.
    """
    taught = learned()
    waiting: list[int] = []
    for number, starts_on, ends_on in Cycle.objects.filter(starts_on__lte=day).values_list(
        "id", "starts_on", "ends_on"
    ):
        print_ = footprint(Span(starts_on, ends_on), day, taught)
        open_ = KeyResult.objects.filter(
            objective__cycle_id=number,
            objective__deleted_at__isnull=True,
            deleted_at__isnull=True,
            checked_in_on__isnull=False,
            feeds=Feeds.CHECKINS.value,
        )
        if ends_on < day:
            open_ = open_.exclude(foreseen="")  # it came with an import, and was never foreseen
        waiting += open_.exclude(foreseen=print_).order_by("objective_id", "id").values_list("id", flat=True)
    for batch in in_batches(waiting, BATCH):
        _foresee_batch(batch, day)
    return len(waiting)


@write_retrying
def _foresee_batch(key_result_ids: Sequence[int], day: date) -> None:
    structure(changes=False)
    follow(foresee_key_results(key_result_ids, day), day)


# ---- learning -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned: from how many closed key results of how many cycles, and the numbers that differ from the usual."""

    key_results: int
    cycles: int
    numbers: dict[str, float]


def learn_from_closed_cycles() -> Lesson | None:
    """Learn from every cycle that is over and has nothing open any more, once another one is; else None.

    The organisation's own numbers move a little from the usual ones, more so the more key results have closed. They are
    recorded in the log, shown in settings, and can be forgotten (`forget_learned`).
    """
    newest = Teaching.objects.order_by("-pk").first()
    known = (set(newest.cycles) | set(newest.forgotten)) if newest else set()
    closed = set(_closed_cycles())
    if not closed - known:
        return None
    return _learn(sorted(closed - set(newest.forgotten if newest else ())), list(newest.forgotten) if newest else [])


def _closed_cycles() -> QuerySet[Cycle, int]:
    objectives = Objective.objects.filter(deleted_at__isnull=True)
    still_open = objectives.filter(state=State.PUBLISHED.value).values("cycle_id")
    ended = objectives.filter(state=State.CLOSED.value).values("cycle_id")
    over = Cycle.objects.filter(ends_on__lt=organisation_today(), id__in=ended).exclude(id__in=still_open)
    return over.values_list("id", flat=True)


@write_retrying
def _learn(cycles: list[int], forgotten: list[int]) -> Lesson:
    structure(changes=False)
    closed = closed_key_results(cycles)
    prior = learn(closed)
    numbers = _differing(prior)
    Teaching.objects.create(
        at=clock.now(), numbers=numbers, key_results=len(closed), cycles=cycles, forgotten=forgotten
    )
    lesson = Lesson(len(closed), len(cycles), numbers)
    _record(None, {"forecast": "learned", **asdict(lesson)})
    return lesson


def closed_key_results(cycle_ids: Sequence[int]) -> list[Closed]:
    """The key results of closed cycles whose end is known, with their whole histories."""
    found = KeyResult.objects.filter(
        objective__cycle_id__in=cycle_ids,
        objective__state=State.CLOSED.value,
        objective__deleted_at__isnull=True,
        deleted_at__isnull=True,
        checked_in_on__isnull=False,
        progress__isnull=False,
        feeds=Feeds.CHECKINS.value,
    )
    closed = []
    key_results = list(found.select_related("objective__cycle").prefetch_related("stages").order_by("pk"))
    told = histories(key_results, organisation_today())
    for key_result in key_results:
        history = told[key_result.pk]
        task = task_of(history, history.span.ends_on)
        score = key_result.score
        if score is None:
            score = proposed_score(history.measure, key_result.value, key_result.progress)
        if task is not None and score is not None:
            closed.append(Closed(task, clamp(score)))
    return closed


def _differing(prior: Prior) -> dict[str, float]:
    usual = asdict(PRIOR)
    return {name: value for name, value in asdict(prior).items() if value != usual[name]}


@write_retrying
def forget_learned(actor: Person) -> None:
    """Foresee with the usual numbers again; cycles that close from now on teach anew. Raises `Refused`."""
    on_behalf = ask(Act.MANAGE_ORGANISATION, relations(actor)).on_behalf
    structure(changes=False)
    newest = Teaching.objects.order_by("-pk").first()
    if newest is None or not newest.numbers:
        return
    forgotten = sorted({*newest.cycles, *newest.forgotten})
    Teaching.objects.create(at=clock.now(), forgotten=forgotten)
    _record(actor, {"forecast": "forgotten", "cycles": len(newest.cycles)}, on_behalf=on_behalf)


def _record(actor: Person | None, details: dict[str, Any], *, on_behalf: bool = False) -> None:
    ours = organisation()
    if ours is not None:
        record(actor, Verb.SETTINGS_CHANGED, Subject.ORGANISATION, ours.id, on_behalf=on_behalf, details=details)
