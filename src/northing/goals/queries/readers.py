"""Who of some people may see an objective: the rule of `visibility`, asked from the other side (R51, R52).

Telling people of something asks for many readers of one objective, where a page asks for the objectives of one reader.
A test holds the two together for every kind of reader and objective.
"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from northing.accounts.models import Person, Role
from northing.accounts.queries import today
from northing.goals.models import Confidant, Contributor, KeyResult, Objective
from northing.goals.models.objective import State
from northing.teams.models import Membership, MembershipRole
from northing.teams.queries import ids_in


def readers_among(person_ids: Collection[int], objective: Objective) -> frozenset[int]:
    """Those of the people who may see this objective, which has been loaded with its team; one query."""
    if not person_ids:
        return frozenset()
    who = Person.objects.filter(pk__in=set(person_ids), is_active=True)
    return frozenset(who.filter(_may_see(objective)).values_list("pk", flat=True))


def _may_see(objective: Objective) -> Q:
    confided = Q(Exists(Confidant.objects.filter(objective=objective, person=OuterRef("pk"))))
    owns = Q(Exists(KeyResult.objects.filter(objective=objective, owner=OuterRef("pk"), deleted_at__isnull=True)))
    answers_for_it = owns | Q(pk=objective.lead_id or 0) | Q(pk=objective.individual_id or 0)
    is_draft = objective.state == State.DRAFT.value
    nobody = Q(pk__in=[])

    guests = nobody if is_draft else confided
    others = answers_for_it | confided if objective.confidential else Q()
    viewers = nobody if is_draft else others
    if is_draft and not objective.confidential:
        others = answers_for_it | _drafts_it_with_others(objective)
    return (
        Q(role=Role.GUEST.value) & guests
        | Q(role=Role.VIEWER.value) & viewers
        | ~Q(role__in=[Role.GUEST.value, Role.VIEWER.value]) & others
    )


def _drafts_it_with_others(objective: Objective) -> Q:
    day = today()
    belongs = Membership.objects.filter(person=OuterRef("pk"), starts_on__lte=day).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    )
    here = Q(team_id=objective.team_id)
    leads = Q(role=MembershipRole.LEAD.value, team_id__in=ids_in(objective.team.path))
    helps = Contributor.objects.filter(
        person=OuterRef("pk"), key_result__objective=objective, key_result__deleted_at__isnull=True
    )
    return Q(Exists(belongs.filter(here | leads))) | Q(Exists(helps)) | Q(pk=objective.team.sponsor_id or 0)
