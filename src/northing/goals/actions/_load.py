"""Loading what an action is about, locked, with the actor's rights asked first."""

from dataclasses import dataclass

from northing.core.access import Act
from northing.goals.models import Alignment, Initiative, KeyResult, Objective
from northing.goals.policies import Actor, Standing, standing
from northing.kit import errors


@dataclass(frozen=True, slots=True)
class Loaded:
    """An objective (or a key result in it) that is about to change, and what its actor is to it."""

    objective: Objective
    standing: Standing
    on_behalf: bool


def objective_for(actor: Actor, act: Act, objective_id: int, *, deleted: bool = False) -> Loaded:
    """The objective, locked for this transaction; raises `NotFound` or `Refused`."""
    objective = (
        Objective.objects.select_for_update(of=("self",))
        .select_related("cycle", "team")
        .filter(pk=objective_id, deleted_at__isnull=not deleted)
        .first()
    )
    if objective is None:
        raise errors.NotFound
    found = standing(actor, objective)
    return Loaded(objective, found, found.ask(act))


def key_result_for(actor: Actor, act: Act, key_result_id: int, *, deleted: bool = False) -> tuple[KeyResult, Loaded]:
    """The key result, locked for this transaction; raises `NotFound` or `Refused`."""
    key_result = (
        KeyResult.objects.select_for_update(of=("self",))
        .select_related("objective__cycle", "objective__team")
        .filter(pk=key_result_id, deleted_at__isnull=not deleted, objective__deleted_at__isnull=True)
        .first()
    )
    if key_result is None:
        raise errors.NotFound
    found = standing(actor, key_result.objective)
    return key_result, Loaded(key_result.objective, found, found.ask(act, key_result_id))


def alignment_for(actor: Actor, alignment_id: int, *, removed: bool = False) -> tuple[Alignment, Loaded]:
    """The link, if the actor may change what its child serves; raises `NotFound` or `Refused`."""
    alignment = Alignment.objects.filter(pk=alignment_id, removed_at__isnull=not removed).first()
    if alignment is None:
        raise errors.NotFound
    return alignment, objective_for(actor, Act.ALIGN, alignment.child_id)


def initiative_for(actor: Actor, initiative_id: int, *, deleted: bool = False) -> tuple[Initiative, Loaded]:
    """The initiative, if the actor may write down initiatives there; raises `NotFound` or `Refused`."""
    initiative = Initiative.objects.select_for_update().filter(pk=initiative_id, deleted_at__isnull=not deleted).first()
    if initiative is None:
        raise errors.NotFound
    return initiative, objective_for(actor, Act.NOTE_INITIATIVE, initiative.objective_id)
