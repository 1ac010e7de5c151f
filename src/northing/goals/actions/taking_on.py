"""Taking an objective on side by side (R22): a team drafts its own version of another team's objective.

It keeps, changes, drops and adds key results, and where each came from is remembered, so that the differences stay
visible. The two have one direction and not one number: what is reached in one does not count in the other, unless the
original was written to draw on what is aligned to it (R15).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from northing.activity.actions import answer_once, record
from northing.activity.models import Subject, Verb
from northing.core.access import Act
from northing.core.alignment import LinkKind, may_link
from northing.core.cadence import Level, Span
from northing.core.measures import Kind, Reading
from northing.core.rollup import Feeds
from northing.core.scoring import Commitment
from northing.cycles.models import Cycle
from northing.goals.actions import _load
from northing.goals.actions._check import Problems
from northing.goals.actions.key_results import KeyResultChanges, place_key_result
from northing.goals.actions.numbers import follow, structure
from northing.goals.actions.objectives import ask_to_draft, confidants_of_copy, place_objective
from northing.goals.models import Alignment, KeyResult, Objective
from northing.goals.models.objective import State
from northing.goals.policies import Actor
from northing.goals.queries.rows import plan_of
from northing.kit import clock, errors
from northing.kit.transactions import write_retrying

KEPT: KeyResultChanges = {}
"""A key result that is taken over as it is."""

_PEOPLE = {"owner_id", "contributor_ids"}
"""Who looks after it is no difference in what was agreed."""

_COPIED = ("text", "note", "unit", "start", "target", "low", "high", "level_03", "level_07", "measured_how", "leading")


@write_retrying
def take_on_objective(
    actor: Actor,
    objective_id: int,
    *,
    team_id: int,
    cycle_id: int,
    key_results: Mapping[int, KeyResultChanges | None],
    added: Sequence[KeyResultChanges] = (),
    statement: str = "",
    why: str = "",
    lead_id: int | None = None,
    commitment: Commitment | None = None,
    key: str = "",
) -> int:
    """Draft a team's own version of an objective, linked to the original as shared (R22); returns its number.

    `key_results` says for each key result of the original what becomes of it: `KEPT`, the facts that are different, or
    None where it is dropped; one that is not named is dropped too. `added` are the team's own. Without a `statement` the
    original's stays. The copies have no owner and no values yet: what was reached there was not reached here.

    Whoever sees the original may take it on for a team they may draft for. The version of a confidential objective is
    confidential too, and seen by those who are named on the original and by whoever took it on: else its words would be
    read by people who were kept from them.

    Raises `Invalid` at `team_id`, `cycle_id`, `statement`, at "<field>-<number>" of a key result that is changed, and at
    "<field>-new<place>" of one that is added; `NotFound` for a key result of another objective. A repeated `key` gets
    the first answer (F3).
    """

    def act() -> int:
        structure(changes=True)
        original = _load.objective_for(actor, Act.SEE, objective_id).objective
        on_behalf = ask_to_draft(actor, team_id, None)
        _check_place(original, team_id, cycle_id)
        copy = place_objective(
            actor, team_id=team_id, cycle_id=cycle_id, statement=statement.strip() or original.statement, why=why,
            commitment=commitment or Commitment(original.commitment), lead_id=lead_id,
            confidential=original.confidential, confidant_ids=confidants_of_copy(actor, original),
        )  # fmt: skip
        copy.cycle = Cycle.objects.get(pk=cycle_id)
        counts = _take_key_results(original, copy, key_results, added)
        link = Alignment.objects.create(
            child=copy, parent_objective=original, kind=LinkKind.SHARED.value, created_at=clock.now()
        )
        follow([copy.pk, original.pk])
        record(
            actor, Verb.TAKEN_ON, Subject.OBJECTIVE, copy.pk, objective_id=copy.pk, team_id=team_id, on_behalf=on_behalf,
            details={"statement": copy.statement, "objective": original.pk, "alignment": link.pk, **counts},
        )  # fmt: skip
        return copy.pk

    body = {
        "take_on": objective_id, "team": team_id, "cycle": cycle_id, "statement": statement, "why": why,
        "key_results": {str(number): str(facts) for number, facts in key_results.items()}, "added": str(list(added)),
    }  # fmt: skip
    return int(answer_once(actor, key, body, act))


def _check_place(original: Objective, team_id: int, cycle_id: int) -> None:
    """Is there room for it: an objective that is pursued, another team, a cycle of the same kind and time?"""
    problems = Problems()
    if original.state == State.CLOSED.value:
        problems.add("", gettext("It is closed. What is still to be gained from it can be carried forward."))
    if original.individual_id is not None:
        problems.add("", gettext("It is somebody's individual OKR. Teams take on what teams pursue."))
    if original.team_id == team_id:
        problems.add("team_id", gettext("This is the team that has it. Choose another one."))
    cycle = Cycle.objects.filter(pk=cycle_id).first()
    if cycle is None:
        raise errors.NotFound
    spans = (Span(one.starts_on, one.ends_on) for one in (cycle, original.cycle))
    reason = may_link(LinkKind.SHARED, Level(cycle.level), Level(original.cycle.level), *spans)
    if reason:
        problems.add("cycle_id", reason)
    again = Alignment.objects.filter(
        parent_objective=original, kind=LinkKind.SHARED.value, removed_at__isnull=True,
        child__team_id=team_id, child__cycle_id=cycle_id, child__deleted_at__isnull=True,
    )  # fmt: skip
    if again.exists():
        problems.add("team_id", gettext("This team has taken it on already. Change its version instead."))
    problems.raise_if_any()


def _take_key_results(
    original: Objective,
    copy: Objective,
    said: Mapping[int, KeyResultChanges | None],
    added: Sequence[KeyResultChanges],
) -> dict[str, int]:
    """The key results of the copy, or all that is wrong with any of them at once."""
    there = original.key_results.filter(deleted_at__isnull=True).prefetch_related("stages").order_by("position", "id")
    known = {key_result.pk: key_result for key_result in there}
    if said.keys() - known.keys():
        raise errors.NotFound
    wanted = [(known[number], said.get(number)) for number in known]
    wrong: dict[str, list[str]] = {}
    place = 0
    for key_result, changes in wanted:
        if changes is not None:
            facts = {**agreed_facts(key_result, same_cycle=copy.cycle_id == original.cycle_id), **changes}
            if {"kind", "start", "target"} & changes.keys():  # another way has other levels on it (R10)
                facts |= {"level_03": changes.get("level_03"), "level_07": changes.get("level_07"), "plan": ()}
            place += _placed(copy, facts, place, key_result.pk, str(key_result.pk), wrong)
    for number, own in enumerate(added):
        place += _placed(copy, own, place, None, f"new{number}", wrong)
    if wrong:
        raise errors.Invalid(wrong)
    changed = sum(bool((changes or {}).keys() - _PEOPLE) for _, changes in wanted)
    kept = sum(changes is not None for _, changes in wanted) - changed
    return {"kept": kept, "changed": changed, "dropped": len(wanted) - kept - changed, "added": len(added)}


def _placed(
    copy: Objective,
    facts: Mapping[str, Any],
    place: int,
    origin_id: int | None,
    name: str,
    wrong: dict[str, list[str]],
) -> bool:
    try:
        place_key_result(copy, facts, place, origin_id)
    except errors.Invalid as problem:
        for field, messages in problem.errors.items():
            wrong[f"{field}-{name}"] = list(messages)
        return False
    return True


def agreed_facts(key_result: KeyResult, *, same_cycle: bool) -> dict[str, Any]:
    """What was agreed about a key result, as the facts of a new one: its wording and measure, and none of its values.

    The dated plan goes along only within the same cycle. Its value comes from check-ins: nothing is aligned to it here.
    """
    facts: dict[str, Any] = {field: getattr(key_result, field) for field in _COPIED}
    facts |= {"kind": Kind(key_result.kind), "reading": Reading(key_result.reading), "weight": key_result.weight}
    facts |= {"feeds": Feeds.CHECKINS}
    if key_result.kind == Kind.MILESTONE.value:
        facts["stages"] = [{"label": stage.label, "weight": stage.weight} for stage in key_result.stages.all()]
    if same_cycle and key_result.plan:
        facts["plan"] = plan_of(key_result)
    return facts
