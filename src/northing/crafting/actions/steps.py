"""Taking a draft from step to step, and what the sponsor decides (R28).

Every step names the version of the draft it was taken from: of two who decide at once, the second is told what the first
did. What was left undone on the way is kept with the reason why.
"""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from northing.accounts.models import Person
from northing.accounts.queries import today
from northing.activity.models import Verb
from northing.core import crafting
from northing.core.access import Act
from northing.core.crafting import Step, before_submitting, undone
from northing.crafting.actions import _load
from northing.crafting.models import Draft, Way
from northing.crafting.policies import ask
from northing.crafting.queries.draft import DraftPage, draft, where_of
from northing.crafting.queries.parts import fingerprints, set_of
from northing.cycles.models import Cycle
from northing.kit import clock, errors
from northing.kit.ids import version_of
from northing.kit.transactions import write_retrying
from northing.teams.models import Team
from northing.teams.queries import path_of


@write_retrying
def begin(actor: Person | Any, *, team_id: int, cycle_id: int) -> int:
    """Begin the draft of a team for a cycle, or find the one that was begun; returns its number.

    Raises `Invalid` for an archived team or a closed cycle.
    """
    ask(actor, Act.CRAFT, team_id, path_of(team_id))
    if not Team.objects.filter(pk=team_id, archived_at__isnull=True).exists():
        raise errors.Invalid({"team_id": [gettext("This team is archived. Choose one that is at work.")]})
    if not Cycle.objects.filter(pk=cycle_id, closed_at__isnull=True).exists():
        raise errors.Invalid(
            {"cycle_id": [gettext("This cycle is closed or not there. Choose a running or coming one.")]}
        )
    there = Draft.objects.filter(team_id=team_id, cycle_id=cycle_id, published_at__isnull=True)
    found = there.values_list("pk", flat=True).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            stored = Draft.objects.create(
                team_id=team_id, cycle_id=cycle_id, started_by_id=actor.pk, started_at=clock.now()
            )
    except IntegrityError:  # somebody began it in the same moment
        return there.values_list("pk", flat=True).get()
    _load.remember(actor, stored, Way.BEGUN, None, Step.CREATE)
    return stored.pk


@write_retrying
def go_on(actor: Person | Any, draft_id: int, *, version: int, to: Step, reason: str = "") -> None:
    """On to a later step. Where the checklist still asks for something, that is a skip: it needs a `reason`, and both are
    kept with the draft.
    """
    stored = _load.draft_for(actor, Act.CRAFT, draft_id)
    _load.same_version(stored, version)
    origin, skipped = where_of(stored), undone(_page(actor, stored).lists, Step(stored.step), to)
    reason = _load.prose("reason", reason)
    with _load.stepping():
        where = crafting.go_on(origin, to, undone=skipped, reason=reason)
    _load.put(stored, where)
    _load.remember(actor, stored, Way.WENT_ON, origin.step, to, reason=reason, skipped=skipped, verb=Verb.MOVED_ON)


@write_retrying
def go_back(actor: Person | Any, draft_id: int, *, version: int, to: Step) -> None:
    """Back to an earlier step; what was approved is not any more."""
    stored = _load.draft_for(actor, Act.CRAFT, draft_id)
    _load.same_version(stored, version)
    origin = where_of(stored)
    with _load.stepping():
        where = crafting.go_back(origin, to)
    _load.put(stored, where)
    _load.remember(actor, stored, Way.WENT_BACK, origin.step, to, verb=Verb.MOVED_ON)


@write_retrying
def submit(actor: Person | Any, draft_id: int, *, version: int, reason: str = "") -> None:
    """Lay the set before the team's sponsor. What this step still asks for is kept as skipped, with the reason."""
    stored = _load.draft_for(actor, Act.CRAFT, draft_id)
    _load.same_version(stored, version)
    page = _page(actor, stored)
    if not page.objectives:
        raise errors.Invalid.whole(gettext("There is nothing to approve yet: the set has no objective."))
    skipped = before_submitting(page.lists)
    reason = _load.prose("reason", reason)
    with _load.stepping():
        where = crafting.submit(where_of(stored), has_sponsor=page.sponsor is not None, undone=skipped, reason=reason)
    stored.sent_as = fingerprints(page.objectives)
    _load.put(stored, where)
    _load.remember(
        actor, stored, Way.SUBMITTED, Step.FINALISE, Step.FINALISE, reason=reason, skipped=skipped, verb=Verb.SUBMITTED
    )


@write_retrying
def take_back(actor: Person | Any, draft_id: int, *, version: int) -> None:
    """Take the set back before the sponsor has decided."""
    stored = _load.draft_for(actor, Act.CRAFT, draft_id)
    _load.same_version(stored, version)
    with _load.stepping():
        where = crafting.take_back(where_of(stored))
    _load.put(stored, where)
    _load.remember(actor, stored, Way.TAKEN_BACK, Step.FINALISE, Step.FINALISE)


@write_retrying
def approve(actor: Person | Any, draft_id: int, *, version: int, seen: str, note: str = "") -> None:
    """The sponsor stands behind the set as they saw it (`seen`, from its page). `Conflict` where it was changed while they
    read: nobody approves what they have not read.
    """
    stored = _load.draft_for(actor, Act.APPROVE, draft_id)
    _load.same_version(stored, version)
    with _load.stepping():
        where = crafting.approve(where_of(stored))
    stored.sent_as = fingerprints(set_of(actor, stored.team_id, stored.cycle_id, today()))
    if seen != version_of(stored.sent_as):
        raise errors.Conflict(
            where, gettext("The set was changed while you were reading. Look again before you approve.")
        )
    _load.put(stored, where)
    _load.remember(
        actor, stored, Way.APPROVED, Step.FINALISE, Step.TRANSMIT, reason=_load.prose("note", note), verb=Verb.APPROVED
    )


@write_retrying
def send_back(actor: Person | Any, draft_id: int, *, version: int, reason: str, to: Step = Step.REFINE) -> None:
    """The sponsor sends the set back to an earlier step, and says why."""
    stored = _load.draft_for(actor, Act.APPROVE, draft_id)
    _load.same_version(stored, version)
    origin, reason = where_of(stored), _load.prose("reason", reason)
    with _load.stepping():
        where = crafting.send_back(origin, to, reason=reason)
    _load.put(stored, where)
    _load.remember(actor, stored, Way.SENT_BACK, origin.step, to, reason=reason, verb=Verb.SENT_BACK)


def _page(actor: Person | Any, stored: Draft) -> DraftPage:
    return draft(actor, stored.team_id, stored.cycle_id, today())
