"""Which objectives a reader may see, as one database condition (R51, R52).

The rule itself is the table in `core.access`; this file says the same in the database's words, and a
test holds the two together for every kind of reader and objective.
"""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from northing.accounts.models import Person, Role
from northing.goals.models import Confidant, KeyResult, Objective
from northing.goals.models.objective import State
from northing.teams.queries import memberships

Reader = Person | AnonymousUser


def visible_objectives(reader: Reader, *, with_deleted: bool = False) -> QuerySet[Objective]:
    """The objectives this reader may see: published and closed ones, their own drafts, confidential ones they are in."""
    objectives = Objective.objects.filter(visible(reader))
    return objectives if with_deleted else objectives.filter(deleted_at__isnull=True)


def visible_key_results(reader: Reader, *, with_deleted: bool = False) -> QuerySet[KeyResult]:
    """The key results of the objectives this reader may see."""
    key_results = KeyResult.objects.filter(visible(reader, "objective__"))
    if with_deleted:
        return key_results
    return key_results.filter(deleted_at__isnull=True, objective__deleted_at__isnull=True)


def visible(reader: Reader, prefix: str = "") -> Q:
    """The condition for "this reader may see the objective at `prefix`"."""

    def q(**conditions: Any) -> Q:
        return Q(**{prefix + name: value for name, value in conditions.items()})

    if not isinstance(reader, Person) or not reader.is_active:
        return Q(pk__in=[])
    confided = q(id__in=Confidant.objects.filter(person=reader).values("objective_id"))
    is_draft = q(state=State.DRAFT.value)
    if reader.role == Role.GUEST.value:
        return confided & ~is_draft
    mine = memberships(reader)
    owns = q(id__in=KeyResult.objects.filter(owner=reader, deleted_at__isnull=True).values("objective_id"))
    answers_for_it = q(lead=reader) | q(individual=reader) | owns
    if reader.role == Role.VIEWER.value:
        return ~is_draft & (q(confidential=False) | answers_for_it | confided)
    helps = q(
        id__in=KeyResult.objects.filter(contributors__person=reader, deleted_at__isnull=True).values("objective_id")
    )
    sponsors = q(team__in=mine.sponsored_team_ids)
    drafts_it_with_others = helps | sponsors | q(team__in=mine.team_ids) | led(mine.led_paths, prefix)
    return (
        answers_for_it | q(confidential=False) & (~is_draft | drafts_it_with_others) | q(confidential=True) & confided
    )


def led(paths: Collection[str], prefix: str = "") -> Q:
    """The condition for "in a team at or below one of these paths"."""
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{prefix}team__path__startswith": path})
    return condition
