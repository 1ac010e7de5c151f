"""Random histories (F5, F6): after any sequence of changes every number equals its recomputation, and no loop exists."""

from contextlib import ExitStack
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction

from northing.checkins.actions import check_in, correct_check_in, withdraw_check_in
from northing.checkins.models import CheckIn
from northing.core.measures import Kind
from northing.core.rollup import DrawsFrom, Feeds
from northing.core.scoring import Commitment
from northing.goals import actions as goals
from northing.goals.models import Alignment, KeyResult, Objective
from northing.insights.verification import verify
from northing.kit import clock, errors
from tests.concepts.goals.house import House, open_house

STEPS = (
    "objective", "directional", "key_result", "range", "milestone", "increments", "check_in", "check_in", "check_in",
    "late", "correct", "withdraw", "align", "align", "align_key_result", "unalign", "weigh", "weigh", "draw", "feed",
    "delete_objective", "restore_objective", "restore_objective", "delete_key_result", "restore_key_result", "move",
    "close", "reopen", "reopen", "retarget", "realign", "night", "promise", "plan", "forget",
)  # fmt: skip
LENGTH = 120


class History:
    """Does one step of a random history, if there is anything to do it to."""

    def __init__(self, house: House, nights: ExitStack) -> None:
        self.house = house
        self.today = date(2026, 11, 5)
        self.nights = nights

    def pick(self, found: Any, number: int) -> Any:
        numbers = list(found.order_by("pk").values_list("pk", flat=True))
        return numbers[number % len(numbers)] if numbers else None

    def do(self, step: str, first: int, second: int, value: float) -> None:
        if step == "night":
            return self._night(first)
        try:
            with transaction.atomic():
                getattr(self, f"_{step}")(first, second, value)
        except (errors.Invalid, errors.Refused, errors.NotFound):
            pass

    def _night(self, first: int) -> None:
        """A few days pass; now and then the cycle ends."""
        days = timedelta(days=first % 5)
        self.nights.enter_context(clock.frozen(clock.now() + days))
        self.today += days
        goals.turn_day()

    def _publish(self, objective: int) -> None:
        goals.publish_objective(self.house.lead, objective)

    def _objective(self, first: int, second: int, value: float) -> None:
        objective = self.house.objective(f"Objective {first}")
        self.house.key_result(objective, weight=float(second % 4))
        if first % 3:
            self._publish(objective)

    def _directional(self, first: int, second: int, value: float) -> None:
        self._publish(self.house.objective(f"North {first}"))

    def _new(self, first: int, **facts: Any) -> None:
        objective = self.pick(Objective.objects.filter(deleted_at=None), first)
        if objective:
            self.house.key_result(objective, **facts)

    def _key_result(self, first: int, second: int, value: float) -> None:
        self._new(first, weight=float(second % 5))

    def _range(self, first: int, second: int, value: float) -> None:
        self._new(first, kind=Kind.RANGE, low=20.0, high=80.0)

    def _milestone(self, first: int, second: int, value: float) -> None:
        self._new(first, kind=Kind.MILESTONE, stages=[{"label": "A"}, {"label": "B", "weight": 2.5}, {"label": "C"}])

    def _increments(self, first: int, second: int, value: float) -> None:
        self._new(first, reading="increments")

    def _say(self, first: int, second: int, value: float) -> dict[str, Any]:
        key_result = KeyResult.objects.get(pk=first)
        said: dict[str, Any] = {"confidence": second % 11 if second % 3 else None}
        if key_result.kind == Kind.MILESTONE.value:
            stages = list(key_result.stages.values_list("pk", flat=True))
            return {**said, "stage_ids": stages[: second % (len(stages) + 1)]}
        return {**said, "value": value}

    def _check_in(self, first: int, second: int, value: float) -> None:
        key_result = self.pick(KeyResult.objects.filter(deleted_at=None), first)
        if key_result:
            check_in(self.house.owner, key_result, **self._say(key_result, second, value))

    def _late(self, first: int, second: int, value: float) -> None:
        key_result = self.pick(KeyResult.objects.filter(deleted_at=None), first)
        if key_result:
            day = self.today - timedelta(days=second % 40)
            check_in(self.house.owner, key_result, on=day, **self._say(key_result, second, value))

    def _correct(self, first: int, second: int, value: float) -> None:
        entry = self.pick(CheckIn.objects.all(), first)
        if entry:
            key_result = CheckIn.objects.get(pk=entry).key_result_id
            correct_check_in(self.house.owner, entry, **self._say(key_result, second, value))

    def _withdraw(self, first: int, second: int, value: float) -> None:
        entry = self.pick(CheckIn.objects.all(), first)
        if entry:
            withdraw_check_in(self.house.owner, entry)

    def _align(self, first: int, second: int, value: float) -> None:
        live = Objective.objects.filter(deleted_at=None)
        child, parent = self.pick(live, first), self.pick(live, second)
        if child:
            goals.align(self.house.lead, child, objective_id=parent)

    def _align_key_result(self, first: int, second: int, value: float) -> None:
        child = self.pick(Objective.objects.filter(deleted_at=None), first)
        parent = self.pick(KeyResult.objects.filter(deleted_at=None), second)
        if child and parent:
            goals.align(self.house.lead, child, key_result_id=parent)

    def _unalign(self, first: int, second: int, value: float) -> None:
        link = self.pick(Alignment.objects.filter(removed_at=None), first)
        if link:
            goals.unalign(self.house.lead, link)

    def _realign(self, first: int, second: int, value: float) -> None:
        link = self.pick(Alignment.objects.exclude(removed_at=None), first)
        if link:
            goals.restore_alignment(self.house.lead, link)

    def _weigh(self, first: int, second: int, value: float) -> None:
        key_result = self.pick(KeyResult.objects.filter(deleted_at=None), first)
        if key_result:
            objective = KeyResult.objects.get(pk=key_result).objective_id
            self.house.weigh(objective, {key_result: abs(value)})

    def _draw(self, first: int, second: int, value: float) -> None:
        objective = self.pick(Objective.objects.filter(deleted_at=None), first)
        if objective:
            version = Objective.objects.get(pk=objective).version
            chosen = list(DrawsFrom)[second % 3]
            goals.edit_objective(self.house.lead, objective, version=version, draws_from=chosen)

    def _edit(self, key_result: int, **changes: Any) -> None:
        version = KeyResult.objects.get(pk=key_result).version
        goals.edit_key_result(self.house.lead, key_result, version=version, reason="We learned more.", **changes)

    def _feed(self, first: int, second: int, value: float) -> None:
        key_result = self.pick(KeyResult.objects.filter(deleted_at=None), first)
        if key_result:
            self._edit(key_result, feeds=[Feeds.ALIGNED, Feeds.CHECKINS][second % 2])

    def _retarget(self, first: int, second: int, value: float) -> None:
        key_result = self.pick(KeyResult.objects.filter(deleted_at=None, kind=Kind.INCREASE.value), first)
        if key_result:
            self._edit(key_result, target=200.0 + second)

    def _promise(self, first: int, second: int, value: float) -> None:
        objective = self.pick(Objective.objects.filter(deleted_at=None), first)
        if objective:
            version = Objective.objects.get(pk=objective).version
            goals.edit_objective(self.house.lead, objective, version=version, commitment=list(Commitment)[second % 3])

    def _plan(self, first: int, second: int, value: float) -> None:
        key_result = self.pick(KeyResult.objects.filter(deleted_at=None, kind=Kind.INCREASE.value), first)
        if key_result:
            self._edit(key_result, plan=[(date(2026, 11, 1 + second % 28), 10.0 + second % 80)])

    def _forget(self, first: int, second: int, value: float) -> None:
        goals.forget_learned(self.house.administrator)

    def _delete_objective(self, first: int, second: int, value: float) -> None:
        objective = self.pick(Objective.objects.filter(deleted_at=None), first)
        if objective:
            goals.delete_objective(self.house.lead, objective)

    def _restore_objective(self, first: int, second: int, value: float) -> None:
        objective = self.pick(Objective.objects.exclude(deleted_at=None), first)
        if objective:
            goals.restore_objective(self.house.lead, objective)

    def _delete_key_result(self, first: int, second: int, value: float) -> None:
        key_result = self.pick(KeyResult.objects.filter(deleted_at=None), first)
        if key_result:
            goals.delete_key_result(self.house.lead, key_result)

    def _restore_key_result(self, first: int, second: int, value: float) -> None:
        key_result = self.pick(KeyResult.objects.exclude(deleted_at=None), first)
        if key_result:
            goals.restore_key_result(self.house.lead, key_result)

    def _move(self, first: int, second: int, value: float) -> None:
        key_result = self.pick(KeyResult.objects.filter(deleted_at=None), first)
        objective = self.pick(Objective.objects.filter(deleted_at=None), second)
        if key_result and objective:
            goals.move_key_result(self.house.lead, key_result, objective_id=objective)

    def _close(self, first: int, second: int, value: float) -> None:
        objective = self.pick(Objective.objects.filter(deleted_at=None), first)
        if objective:
            goals.close_objective(self.house.lead, objective, score=0.7)

    def _reopen(self, first: int, second: int, value: float) -> None:
        objective = self.pick(Objective.objects.filter(deleted_at=None), first)
        if objective:
            goals.reopen_objective(self.house.lead, objective)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_incremental_equals_recomputed(seed: int) -> None:
    """Looked at after every step, so that a later one cannot put an earlier one's mistake right."""
    random = Random(seed)
    with open_house() as house, ExitStack() as nights:
        story = History(house, nights)
        for _ in range(LENGTH):
            step = random.choice(STEPS)
            story.do(step, random.randrange(1000), random.randrange(1000), round(random.uniform(-50, 150), 2))
            outcome = verify()
            assert outcome.is_clean, (step, outcome.differences)
