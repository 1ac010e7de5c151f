"""Beginning a set with more than a blank sheet: a template, a key result from above, a number that is unwell."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from northing.accounts.models import Person
from northing.activity.actions import answer_once
from northing.core.measures import Kind
from northing.core.scoring import Commitment
from northing.core.templates import by_slug
from northing.crafting.actions.steps import begin
from northing.goals.actions import add_key_result, add_sentence, align, create_objective
from northing.kit import errors
from northing.kit.transactions import write_retrying


@dataclass(frozen=True, slots=True)
class Place:
    """For which team and which cycle something is drafted."""

    team_id: int
    cycle_id: int


@write_retrying
def draft_objective(
    actor: Person | Any,
    place: Place,
    *,
    statement: str,
    why: str = "",
    key_results: tuple[str, ...] = (),
    key: str = "",
) -> int:
    """Add an objective to the set of a team, with the sentences of its first key results; returns its number."""

    def act() -> int:
        begin(actor, team_id=place.team_id, cycle_id=place.cycle_id)
        objective_id = _objective(actor, place, statement, why)
        for text in key_results:
            if text.strip():
                add_sentence(actor, objective_id, text=text)
        return objective_id

    return _once(actor, key, place, {"statement": statement, "why": why, "key_results": list(key_results)}, act)


@write_retrying
def start_from_template(actor: Person | Any, place: Place, *, slug: str, key: str = "") -> int:
    """Draft a template's objective with its key results: their numbers are examples, to be replaced by one's own.

    `NotFound` for a template that is not there.
    """
    template = by_slug(slug)
    if template is None:
        raise errors.NotFound

    def act() -> int:
        begin(actor, team_id=place.team_id, cycle_id=place.cycle_id)
        objective_id = _objective(actor, place, template.objective, template.why, template.commitment)
        for part in template.key_results:
            measure = part.measure
            facts: dict[str, Any] = {
                "text": part.text, "kind": measure.kind, "unit": measure.unit, "leading": part.leading,
                "start": measure.start, "target": measure.target, "low": measure.low, "high": measure.high,
            }  # fmt: skip
            if measure.kind is Kind.MILESTONE:
                facts["stages"] = [{"label": stage.label, "weight": stage.weight} for stage in measure.stages]
            add_key_result(actor, objective_id, sketching=True, **facts)
        return objective_id

    return _once(actor, key, place, {"template": slug}, act)


@write_retrying
def start_from_key_result(
    actor: Person | Any, place: Place, *, key_result_id: int, statement: str, key: str = ""
) -> int:
    """Take a key result from above on: an objective of the team's own words that serves it (R20)."""

    def act() -> int:
        begin(actor, team_id=place.team_id, cycle_id=place.cycle_id)
        objective_id = _objective(actor, place, statement, "")
        align(actor, objective_id, key_result_id=key_result_id)
        return objective_id

    return _once(actor, key, place, {"key_result": key_result_id, "statement": statement}, act)


@dataclass(frozen=True, slots=True)
class Unwell:
    """A number that is not as it should be: what it is called, how it stands, and from where on it is well."""

    measure: str
    now: float
    well: float
    unit: str = ""


@write_retrying
def start_from_number(
    actor: Person | Any, place: Place, *, unwell: Unwell, statement: str, why: str = "", key: str = ""
) -> int:
    """Repair a number: an objective in the team's words, with the way from where it is to where it is well as its first
    key result. The number tells that something is wrong; the objective says what to change.
    """
    if unwell.now == unwell.well:
        raise errors.Invalid({"well": [gettext("It is there already. What should become better?")]})

    def act() -> int:
        begin(actor, team_id=place.team_id, cycle_id=place.cycle_id)
        objective_id = _objective(actor, place, statement, why)
        up = unwell.well > unwell.now
        words = gettext("Raise %(measure)s") if up else gettext("Lower %(measure)s")
        add_key_result(
            actor, objective_id, text=words % {"measure": unwell.measure}, unit=unwell.unit,
            kind=Kind.INCREASE if up else Kind.DECREASE, start=unwell.now, target=unwell.well,
        )  # fmt: skip
        return objective_id

    body = {"measure": unwell.measure, "now": unwell.now, "well": unwell.well, "statement": statement}
    return _once(actor, key, place, body, act)


def _objective(
    actor: Any, place: Place, statement: str, why: str, commitment: Commitment = Commitment.ASPIRATIONAL
) -> int:
    return create_objective(
        actor, team_id=place.team_id, cycle_id=place.cycle_id, statement=statement, why=why, lead_id=actor.pk,
        commitment=commitment,
    )  # fmt: skip


def _once(actor: Any, key: str, place: Place, body: dict[str, Any], act: Callable[[], int]) -> int:
    """A form that is sent twice drafts one objective (F3)."""
    return int(answer_once(actor, key, {"team": place.team_id, "cycle": place.cycle_id, **body}, act))
