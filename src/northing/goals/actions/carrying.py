"""Carrying an objective forward into a later cycle, one by one and with a reason (R39).

A new cycle starts from a blank sheet. What is carried becomes a new draft that knows where it came from, how old it is and
why it still matters; the old one stays as it ended.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext

from northing.activity.actions import answer_once, record
from northing.activity.models import Subject, Verb
from northing.core.access import Act
from northing.core.coaching import is_no_reason
from northing.core.measures import Kind
from northing.core.rollup import DrawsFrom
from northing.core.scoring import Commitment
from northing.cycles.models import Cycle
from northing.goals.actions import _load
from northing.goals.actions._check import Problems
from northing.goals.actions.key_results import place_key_result
from northing.goals.actions.numbers import structure
from northing.goals.actions.objectives import ask_to_draft, confidants_of_copy, place_objective
from northing.goals.actions.taking_on import agreed_facts
from northing.goals.models import KeyResult, Objective
from northing.goals.models.objective import TEXT_LENGTH, State
from northing.goals.policies import Actor
from northing.kit import errors
from northing.kit.transactions import write_retrying


@write_retrying
def carry_forward(
    actor: Actor,
    objective_id: int,
    *,
    cycle_id: int,
    because: str,
    key_result_ids: Collection[int],
    targets: Mapping[int, float | None] | None = None,
    team_id: int | None = None,
    key: str = "",
) -> int:
    """Draft an objective anew in a later cycle (R39); returns the new one's number.

    `because` says what value is still to be gained. The chosen key results start where they ended, with the same target
    or the one in `targets`; of a milestone the stages that are left are taken. Lead and owners stay as far as they are
    still here, and who may see it stays as it was. It is for the same team unless another one is named.

    Raises `Invalid` at `because` (empty, or only that it was not finished), `cycle_id` (not later, closed, or carried
    there already), `key_results` (all reached), `target_<number>` (the old target was reached); `NotFound` for a key
    result of another objective. A repeated `key` gets the first answer (F3).
    """

    def act() -> int:
        structure(changes=True)
        old = _load.objective_for(actor, Act.SEE, objective_id).objective
        on_behalf = _ask(actor, old, team_id or old.team_id)
        reason = _check(old, cycle_id, because)
        new = place_objective(
            actor, team_id=team_id or old.team_id, cycle_id=cycle_id, statement=old.statement, why=old.why,
            commitment=Commitment(old.commitment), lead_id=_here(old.lead), individual_id=old.individual_id,
            confidential=old.confidential, confidant_ids=confidants_of_copy(actor, old), draws_from=DrawsFrom(old.draws_from),
            carried_from_id=old.pk, carried_because=reason,
        )  # fmt: skip
        new.cycle = Cycle.objects.get(pk=cycle_id)
        _carry_key_results(old, new, key_result_ids, targets or {})
        record(
            actor, Verb.CARRIED_FORWARD, Subject.OBJECTIVE, new.pk, objective_id=new.pk, team_id=new.team_id,
            on_behalf=on_behalf, details={"statement": new.statement, "objective": old.pk, "reason": reason},
        )  # fmt: skip
        return new.pk

    body = {
        "carry": objective_id, "cycle": cycle_id, "team": team_id, "because": because,
        "key_results": sorted(key_result_ids), "targets": {str(pk): value for pk, value in (targets or {}).items()},
    }  # fmt: skip
    return int(answer_once(actor, key, body, act))


def _ask(actor: Actor, old: Objective, team_id: int) -> bool:
    if old.individual_id is not None and old.individual_id != actor.pk:
        raise errors.Refused(gettext("This is somebody's individual OKR. Only they carry it forward."))
    return ask_to_draft(actor, team_id, old.individual_id)


def _check(old: Objective, cycle_id: int, because: str) -> str:
    """The reason, tidied. Raises all that is wrong with carrying this objective there."""
    problems = Problems()
    cycle = Cycle.objects.filter(pk=cycle_id).first()
    if cycle is None:
        raise errors.NotFound
    if old.state == State.DRAFT.value:
        problems.add("", gettext("It is a draft. A draft is moved to another cycle, not carried forward."))
    if cycle.starts_on <= old.cycle.starts_on:
        problems.add("cycle_id", gettext("Forward leads to a later cycle. Choose one that begins after this one."))
    if old.carried_on.filter(cycle_id=cycle_id, deleted_at__isnull=True).exists():
        message = gettext("It has been carried forward into %(cycle)s already.") % {"cycle": cycle.name}
        problems.add("cycle_id", message)
    reason = problems.prose("because", because, TEXT_LENGTH)
    if not reason:
        problems.add("because", gettext("Say what is still to be gained, and for whom."))
    elif is_no_reason(reason):
        problems.add(
            "because",
            gettext("That it was not finished says nothing about the next cycle. What is still to be gained from it?"),
        )
    problems.raise_if_any()
    return reason


def _here(person: Any) -> int | None:
    return person.pk if person is not None and person.is_active else None


def _carry_key_results(
    old: Objective, new: Objective, chosen: Collection[int], targets: Mapping[int, float | None]
) -> None:
    there = old.key_results.filter(deleted_at__isnull=True).select_related("owner").prefetch_related("stages")
    known = {key_result.pk: key_result for key_result in there.order_by("position", "id")}
    if (set(chosen) | targets.keys()) - known.keys():
        raise errors.NotFound
    wrong: dict[str, list[str]] = {}
    place = 0
    for pk, key_result in known.items():
        if pk not in set(chosen):
            continue
        try:
            place_key_result(new, _where_it_ended(key_result, targets.get(pk)), place, pk)
        except errors.Invalid as problem:
            for field, messages in problem.errors.items():
                wrong.setdefault(f"{field}_{pk}", []).extend(messages)
        place += 1
    if wrong:
        raise errors.Invalid(wrong)


def _where_it_ended(key_result: KeyResult, target: float | None) -> dict[str, Any]:
    """The facts of the new one: what was agreed, from where it ended. Without a value it starts where it did."""
    facts = agreed_facts(key_result, same_cycle=False)
    facts["owner_id"] = _here(key_result.owner)
    if key_result.kind == Kind.MILESTONE.value:
        left = [stage for stage in key_result.stages.all() if stage.done_on is None]
        facts["stages"] = [{"label": one.label, "weight": one.weight} for one in left] or facts["stages"]
    if key_result.kind in (Kind.INCREASE.value, Kind.DECREASE.value):
        if key_result.value is not None and key_result.value != key_result.start:
            facts |= {"start": key_result.value, "level_03": None, "level_07": None}
        if target is not None and target != key_result.target:
            facts |= {"target": target, "level_03": None, "level_07": None}
    return facts
