"""Transmit: the set goes out as a whole, with words that tell of it (R28)."""

from typing import Any

from django.utils.translation import gettext

from northing.accounts.models import Person
from northing.accounts.queries import goes_by_steps, today
from northing.activity.models import Verb
from northing.core import crafting
from northing.core.access import Act
from northing.core.crafting import Standing, Step, before_publishing
from northing.crafting.actions import _load
from northing.crafting.models import Draft, DraftStep, Way
from northing.crafting.queries.draft import draft, where_of
from northing.crafting.queries.parts import belonging
from northing.goals.actions import publish_objective
from northing.goals.models import Objective
from northing.kit import clock, errors
from northing.kit.transactions import write_retrying


@write_retrying
def write_announcement(actor: Person | Any, draft_id: int, *, before: str, text: str) -> str:
    """What will be told when the set is out; returns it as stored. `Conflict` where somebody else wrote it meanwhile."""
    stored = _load.draft_for(actor, Act.CRAFT, draft_id)
    if stored.published_at is not None:
        raise errors.Refused(gettext("It is published already; what was told stays as it was told."))
    wanted = _load.prose("announcement", text)
    if wanted == stored.announcement:
        return wanted
    if _load.prose("announcement", before) != stored.announcement:
        raise errors.Conflict(stored.announcement, gettext("Somebody else has rewritten this while you were writing."))
    stored.announcement = wanted
    stored.save(update_fields=["announcement"])
    return wanted


@write_retrying
def publish_set(
    actor: Person | Any, draft_id: int, *, version: int, announcement: str = "", reason: str = ""
) -> list[int]:
    """Publish every objective of the set, all of them or none, and tell of it; returns their numbers.

    What the steps still ask for needs a `reason`, and is kept as skipped; not so where the organisation publishes straight
    from the draft. Raises `Invalid` naming every key result that cannot be published yet (R9), and `Refused` where the
    actor may not publish one of the objectives.
    """
    stored = _load.draft_for(actor, Act.CRAFT, draft_id)
    _load.same_version(stored, version)
    page = draft(actor, stored.team_id, stored.cycle_id, today())
    if not page.objectives:
        raise errors.Invalid.whole(gettext("There is nothing to publish yet: the set has no objective."))
    if page.cycle.is_closed:
        raise errors.Invalid.whole(gettext("This cycle is closed. Move the objectives to a running or coming one."))
    skipped = before_publishing(page.lists, where_of(stored)) if goes_by_steps() else ()
    reason = _load.prose("reason", reason)
    with _load.stepping():
        where = crafting.publish(where_of(stored), undone=skipped, reason=reason)
    numbers = [one.row.id for one in page.objectives]
    _publish_all(actor, numbers)
    origin = Step(stored.step)
    stored.announcement = _load.prose("announcement", announcement)
    stored.objective_ids = numbers
    _load.put(stored, where)
    _load.remember(
        actor, stored, Way.PUBLISHED, origin, Step.TRANSMIT, reason=reason, skipped=skipped, verb=Verb.ANNOUNCED,
        details={"objective_ids": numbers, "text": stored.announcement},
    )  # fmt: skip
    return numbers


@write_retrying
def publish_alone(actor: Person | Any, objective_id: int) -> None:
    """Publish one objective without the rest of its set: the steps are skipped for it, which its team's draft remembers."""
    _hold_draft_of(objective_id)
    publish_objective(actor, objective_id)
    objective = Objective.objects.get(pk=objective_id)
    if objective.individual_id is not None or objective.confidential or not goes_by_steps():
        return
    stored = Draft.objects.filter(
        team_id=objective.team_id, cycle_id=objective.cycle_id, published_at__isnull=True
    ).first()
    if stored is None:
        return
    DraftStep.objects.create(
        draft=stored, way=Way.PUBLISHED_ALONE.value, origin=stored.step, goal=Step.TRANSMIT.value,
        objective=objective, at=clock.now(), by_id=actor.pk,
    )  # fmt: skip
    _finish_if_empty(stored, objective)


def _hold_draft_of(objective_id: int) -> None:
    """The draft before its objectives, as whoever publishes the whole set holds them: then neither waits for the other in a
    circle, and what is written on the draft meanwhile is not written over.
    """
    places = Objective.objects.filter(pk=objective_id).values_list("team_id", "cycle_id")
    for team_id, cycle_id in places:
        held = Draft.objects.select_for_update().filter(team_id=team_id, cycle_id=cycle_id, published_at__isnull=True)
        held.order_by("pk").first()


def _finish_if_empty(stored: Draft, last: Objective) -> None:
    """With its last objective out, nothing is left of the set to go through the steps."""
    if Objective.objects.filter(belonging(stored.team_id, stored.cycle_id)).exists():
        return
    alone = DraftStep.objects.filter(draft=stored, way=Way.PUBLISHED_ALONE.value, objective__isnull=False)
    stored.objective_ids = sorted({last.pk, *alone.values_list("objective_id", flat=True)})
    _load.put(stored, crafting.Where(Step.TRANSMIT, Standing.PUBLISHED))


def _publish_all(actor: Person | Any, numbers: list[int]) -> None:
    problems: dict[str, list[str]] = {}
    for number in numbers:
        try:
            publish_objective(actor, number)
        except errors.Invalid as wrong:
            for field, messages in wrong.errors.items():
                problems.setdefault(field, []).extend(messages)
    if problems:
        raise errors.Invalid(problems)
