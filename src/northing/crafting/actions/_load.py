"""Loading the draft an action is about, locked, with the actor's rights asked first."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext

from northing.accounts.models import Person
from northing.activity.actions import record
from northing.activity.models import Subject, Verb
from northing.core.access import Act
from northing.core.crafting import Check, Misstep, Standing, Step, Where
from northing.crafting.models import TEXT_LENGTH, Draft, DraftStep, Way
from northing.crafting.policies import ask
from northing.crafting.queries.draft import where_of
from northing.kit import clock, errors
from northing.kit.problems import Problems
from northing.teams.queries import path_of


def draft_for(actor: Person | Any, act: Act, draft_id: int) -> Draft:
    """The draft, locked for this transaction; raises `NotFound` or `Refused`."""
    stored = Draft.objects.select_for_update(of=("self",)).filter(pk=draft_id).first()
    if stored is None:
        raise errors.NotFound
    ask(actor, act, stored.team_id, path_of(stored.team_id))
    return stored


def same_version(stored: Draft, version: int) -> None:
    """Raise `Conflict` when somebody took a step since the page was loaded: two decide at once, and one of them learns
    what the other did (F4).
    """
    if stored.version != version:
        raise errors.Conflict(
            where_of(stored), gettext("Somebody has taken a step with this draft while you were here. Look again.")
        )


@contextmanager
def stepping() -> Iterator[None]:
    """A step that does not exist is told as doors know it: `Invalid` at its field."""
    try:
        yield
    except Misstep as misstep:
        raise errors.Invalid({misstep.field: [gettext(misstep.message)]}) from None


def prose(field: str, text: str) -> str:
    """A text of at most 4,000 characters; `Invalid` at `field`."""
    problems = Problems()
    tidy = problems.prose(field, text, TEXT_LENGTH)
    problems.raise_if_any()
    return tidy


def put(stored: Draft, where: Where) -> None:
    """The draft is there now; its version grows."""
    stored.step, stored.standing = where.step.value, where.standing.value
    stored.version += 1
    if where.standing is Standing.PUBLISHED:
        stored.published_at = clock.now()
    stored.save()


def remember(
    actor: Any, stored: Draft, way: Way, origin: Step | None, goal: Step | None, *,
    reason: str = "", skipped: tuple[Check, ...] = (), verb: Verb | None = None, objective_id: int | None = None,
    details: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """Write the step into the draft's own history and, with a verb, into the log."""
    DraftStep.objects.create(
        draft=stored,
        way=way.value,
        origin=origin.value if origin else "",
        goal=goal.value if goal else "",
        skipped=[check.value for check in skipped],
        reason=reason,
        objective_id=objective_id,
        at=clock.now(),
        by_id=actor.pk,
    )
    if verb is None:
        return
    facts = {
        "cycle_id": stored.cycle_id,
        "team_id": stored.team_id,
        "step": goal.value if goal else "",
        "from": origin.value if origin else "",
        "reason": reason,
        "skipped": [check.value for check in skipped],
    }
    record(actor, verb, Subject.DRAFT, stored.pk, team_id=stored.team_id, details={**facts, **(details or {})})
