"""What a person is to the organisation as a whole, and the question every action asks (R51, R52)."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from northing.accounts.models import Person, Role
from northing.core.access import Act, Condition, Outcome, Relation, Verdict, decide
from northing.kit import errors

_BY_ROLE = {
    Role.CONTRIBUTOR.value: Relation.COLLEAGUE,
    Role.VIEWER.value: Relation.VIEWER,
    Role.GUEST.value: Relation.GUEST,
}


def relations(actor: Person | Any | None) -> frozenset[Relation]:
    """What the actor is everywhere in the organisation, whatever the thing in question.

    Nobody signed in, and nobody who was disabled a moment ago, is anything but NOBODY (S3).
    """
    if actor is None or not actor.is_authenticated or not actor.is_active:
        return frozenset({Relation.NOBODY})
    held = {_BY_ROLE[actor.role]}
    if actor.is_champion:
        held.add(Relation.CHAMPION)
    if actor.is_administrator:
        held.add(Relation.ADMINISTRATOR)
    return frozenset(held)


def ask(act: Act, held: Collection[Relation], condition: Condition | None = None) -> Verdict:
    """The verdict, when it allows the act. Else `NotFound` (may not even see it) or `Refused` with the reason."""
    verdict = decide(act, held, condition or Condition())
    if verdict.outcome is Outcome.HIDDEN:
        raise errors.NotFound
    if verdict.outcome is Outcome.REFUSED:
        raise errors.Refused(_(verdict.reason))
    return verdict


def may(act: Act, held: Collection[Relation], condition: Condition | None = None) -> bool:
    """Whether to offer the act at all."""
    return decide(act, held, condition or Condition()).outcome is Outcome.ALLOWED
