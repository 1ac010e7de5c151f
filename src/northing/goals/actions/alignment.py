"""Saying what an objective serves (R20-R22), and taking it back. Loops are refused with the loop named (R16)."""

from collections.abc import Sequence

from django.utils.translation import gettext

from northing.activity.actions import record
from northing.activity.models import Subject, Verb
from northing.core.access import Act
from northing.core.alignment import LinkKind, may_link
from northing.core.cadence import Level
from northing.core.rollup import LoopRefused, find_loop
from northing.goals.actions import _load
from northing.goals.actions.numbers import follow, structure
from northing.goals.models import Alignment, KeyResult, Objective
from northing.goals.policies import Actor, ask
from northing.goals.queries.graph import edges_above
from northing.goals.queries.visibility import visible_objectives
from northing.kit import clock, errors
from northing.kit.text import shorten
from northing.kit.transactions import write_retrying


@write_retrying
def align(
    actor: Actor,
    child_id: int,
    *,
    objective_id: int | None = None,
    key_result_id: int | None = None,
    shared: bool = False,
) -> int:
    """Let an objective serve another objective (`shared`: as the same one) or take a key result on; returns the link's
    number.

    Raises `Invalid` when the link would close a loop, naming the loop, or when it is there already.
    """
    structure(changes=True)
    if (objective_id is None) == (key_result_id is None):
        raise errors.Invalid({"parent": [gettext("Choose one objective or one key result that this supports.")]})
    loaded = _load.objective_for(actor, Act.ALIGN, child_id)
    child = loaded.objective
    parent, key_result = _parent(actor, objective_id, key_result_id)
    kind = LinkKind.EXPLICIT if key_result else LinkKind.SHARED if shared else LinkKind.IMPLICIT
    reason = may_link(kind, Level(child.cycle.level), Level(parent.cycle.level))
    if reason:
        raise errors.Invalid({"parent": [reason]})
    refuse_loop(actor, child.pk, parent.pk)
    link, created = Alignment.objects.get_or_create(
        child=child,
        parent_objective=None if key_result else parent,
        parent_key_result=key_result,
        removed_at=None,
        defaults={"kind": kind.value, "created_at": clock.now()},
    )
    if not created:
        raise errors.Invalid({"parent": [gettext("It supports this already.")]})
    follow([child.pk, parent.pk])
    _record(actor, Verb.ALIGNED, loaded, link)
    return link.pk


def _parent(actor: Actor, objective_id: int | None, key_result_id: int | None) -> tuple[Objective, KeyResult | None]:
    """What is to be served: it must be there and visible to the actor."""
    key_result = None
    if key_result_id is not None:
        key_result = KeyResult.objects.filter(pk=key_result_id, deleted_at__isnull=True).first()
        objective_id = key_result.objective_id if key_result else None
    parent = (
        Objective.objects.select_related("cycle", "team").filter(pk=objective_id or 0, deleted_at__isnull=True).first()
    )
    if parent is None:
        raise errors.NotFound
    ask(actor, Act.SEE, parent)
    return parent, key_result


def refuse_loop(actor: Actor, child_id: int, parent_id: int) -> None:
    """Raise `Invalid` naming the loop that "child serves parent" would close (R16)."""
    loop = find_loop(edges_above(parent_id), (child_id, parent_id))
    if loop is not None:
        raise errors.Invalid({"parent": [tell_loop(actor, loop)]})


def tell_loop(actor: Actor, loop: Sequence[int]) -> str:
    """The refusal of a loop, with the stations by name that the actor may see (R51)."""
    seen = visible_objectives(actor, with_deleted=True).filter(pk__in=loop)
    statements = {number: f"“{shorten(statement, 60)}”" for number, statement in seen.values_list("pk", "statement")}
    return str(LoopRefused([statements.get(number, gettext("an objective that you may not see")) for number in loop]))


@write_retrying
def unalign(actor: Actor, alignment_id: int) -> None:
    """Take a link away. It can be brought back (`restore_alignment`)."""
    structure(changes=True)
    link, loaded = _load.alignment_for(actor, alignment_id)
    link.removed_at = clock.now()
    link.save(update_fields=["removed_at"])
    follow([link.child_id, _above(link)])
    _record(actor, Verb.UNALIGNED, loaded, link)


@write_retrying
def restore_alignment(actor: Actor, alignment_id: int) -> None:
    """Bring a removed link back, unless it would close a loop by now or was drawn anew."""
    structure(changes=True)
    link, loaded = _load.alignment_for(actor, alignment_id, removed=True)
    refuse_loop(actor, link.child_id, _above(link))
    again = Alignment.objects.filter(
        child_id=link.child_id,
        parent_objective_id=link.parent_objective_id,
        parent_key_result_id=link.parent_key_result_id,
        removed_at__isnull=True,
    )
    if again.exists():
        return
    link.removed_at = None
    link.save(update_fields=["removed_at"])
    follow([link.child_id, _above(link)])
    _record(actor, Verb.ALIGNED, loaded, link)


def _above(link: Alignment) -> int:
    """The objective a link leads to, through its key result if it leads to one."""
    if link.parent_key_result_id is not None:
        return KeyResult.objects.values_list("objective_id", flat=True).get(pk=link.parent_key_result_id)
    assert link.parent_objective_id is not None  # the table's own constraint: one of the two is set
    return link.parent_objective_id


def _record(actor: Actor, verb: Verb, loaded: _load.Loaded, link: Alignment) -> None:
    record(
        actor,
        verb,
        Subject.OBJECTIVE,
        loaded.objective.pk,
        objective_id=loaded.objective.pk,
        team_id=loaded.objective.team_id,
        on_behalf=loaded.on_behalf,
        details={
            "alignment": link.pk,
            "kind": link.kind,
            "objective": link.parent_objective_id,
            "key_result": link.parent_key_result_id,
        },
    )
