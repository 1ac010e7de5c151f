"""Writing down the work that should move the numbers, and what came of it."""

from datetime import date
from typing import TypedDict, Unpack

from django.utils.translation import gettext

from northing.accounts.queries import today as organisation_today
from northing.activity.actions import record
from northing.activity.models import Subject, Verb
from northing.core.access import Act
from northing.goals.actions import _load
from northing.goals.actions._check import Problems, same_version
from northing.goals.models import Initiative
from northing.goals.models.initiative import InitiativeState
from northing.goals.models.objective import STATEMENT_LENGTH, TEXT_LENGTH, Objective
from northing.goals.policies import Actor
from northing.kit import clock
from northing.kit.transactions import write_retrying


class InitiativeChanges(TypedDict, total=False):
    """What can be edited on an initiative; what is absent stays as it is."""

    title: str
    hypothesis: str
    key_result_id: int | None
    owner_id: int | None
    due_on: date | None


@write_retrying
def add_initiative(actor: Actor, objective_id: int, **facts: Unpack[InitiativeChanges]) -> int:
    """Write down work for an objective, with the hypothesis of what it will move; returns its number."""
    loaded = _load.objective_for(actor, Act.NOTE_INITIATIVE, objective_id)
    initiative = Initiative(
        objective=loaded.objective,
        created_at=clock.now(),
        position=Initiative.objects.filter(objective=loaded.objective).count(),
    )
    _apply(initiative, {"title": "", **facts}, loaded.objective)
    initiative.save(force_insert=True)
    _record(actor, Verb.CREATED, initiative, loaded)
    return initiative.pk


@write_retrying
def edit_initiative(actor: Actor, initiative_id: int, *, version: int, **changes: Unpack[InitiativeChanges]) -> int:
    """Change an initiative; returns its new version. Raises `Conflict` when somebody saved in between (F4)."""
    initiative, loaded = _load.initiative_for(actor, initiative_id)
    stored = {"title": initiative.title, "hypothesis": initiative.hypothesis, "version": initiative.version}
    same_version(version, stored, initiative.version)
    _apply(initiative, changes, loaded.objective)
    initiative.version += 1
    initiative.save()
    _record(actor, Verb.EDITED, initiative, loaded)
    return initiative.version


def _apply(initiative: Initiative, changes: InitiativeChanges, objective: Objective) -> None:
    problems = Problems()
    if "title" in changes:
        initiative.title = problems.line("title", changes["title"], STATEMENT_LENGTH, gettext("Name the work."))
    if "hypothesis" in changes:
        initiative.hypothesis = problems.line("hypothesis", changes["hypothesis"], STATEMENT_LENGTH)
    if "key_result_id" in changes:
        wanted = changes["key_result_id"]
        if wanted is not None and not objective.key_results.filter(pk=wanted, deleted_at__isnull=True).exists():
            problems.add("key_result_id", gettext("This key result is not part of the objective."))
        initiative.key_result_id = wanted
    if "owner_id" in changes and changes["owner_id"] != initiative.owner_id:
        initiative.owner_id = problems.person("owner_id", changes["owner_id"])
    if "due_on" in changes:
        initiative.due_on = changes["due_on"]
    problems.raise_if_any()


@write_retrying
def end_initiative(actor: Actor, initiative_id: int, *, outcome: str, kept: bool) -> None:
    """Say what came of an initiative, against its hypothesis. `kept`: it was carried through, not dropped."""
    initiative, loaded = _load.initiative_for(actor, initiative_id)
    problems = Problems()
    initiative.outcome = problems.prose("outcome", outcome, TEXT_LENGTH)
    problems.raise_if_any()
    initiative.state = (InitiativeState.DONE if kept else InitiativeState.DROPPED).value
    initiative.ended_on = organisation_today()
    initiative.version += 1
    initiative.save()
    _record(actor, Verb.CLOSED, initiative, loaded)


@write_retrying
def delete_initiative(actor: Actor, initiative_id: int) -> None:
    """Take an initiative away. It can be brought back (`restore_initiative`)."""
    initiative, loaded = _load.initiative_for(actor, initiative_id)
    initiative.deleted_at = clock.now()
    initiative.save(update_fields=["deleted_at"])
    _record(actor, Verb.DELETED, initiative, loaded)


@write_retrying
def restore_initiative(actor: Actor, initiative_id: int) -> None:
    """Bring a deleted initiative back as it was."""
    initiative, loaded = _load.initiative_for(actor, initiative_id, deleted=True)
    initiative.deleted_at = None
    initiative.save(update_fields=["deleted_at"])
    _record(actor, Verb.RESTORED, initiative, loaded)


def _record(actor: Actor, verb: Verb, initiative: Initiative, loaded: _load.Loaded) -> None:
    record(
        actor,
        verb,
        Subject.INITIATIVE,
        initiative.pk,
        objective_id=loaded.objective.pk,
        team_id=loaded.objective.team_id,
        on_behalf=loaded.on_behalf,
        details={"title": initiative.title},
    )
