"""Who may do what to a goal: who somebody is to it, put before the one table (R51, R52)."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext, ngettext

from northing.accounts.models import Person
from northing.core.access import Act, Condition, Outcome, Relation, Verdict, decide
from northing.core.access import State as AccessState
from northing.core.alignment import STEPS, Move, RequestState, Side, possible_moves
from northing.goals.models import Confidant, Contributor, Dependency, KeyResult, Objective
from northing.goals.models.objective import State
from northing.goals.queries.dependencies import DependencyRow, answering_part, answering_relations
from northing.goals.queries.footing import Footing
from northing.kit import errors
from northing.teams.policies import relations_at, ties

Actor = Person | AnonymousUser


@dataclass(frozen=True, slots=True)
class Standing:
    """Who somebody is to an objective, and the objective's condition: all the table needs.

    `owned` and `helped` are the numbers of the key results they own or contribute to.
    """

    relations: frozenset[Relation]
    condition: Condition
    owned: frozenset[int] = frozenset()
    helped: frozenset[int] = frozenset()

    def verdict(self, act: Act, key_result_id: int | None = None) -> Verdict:
        """May they? About one key result, only who owns or helps with *that* one counts as such."""
        seen = decide(Act.SEE, self.relations, self.condition)
        if not seen.allowed:
            return seen
        return decide(act, self._towards(key_result_id), self.condition)

    def ask(self, act: Act, key_result_id: int | None = None) -> bool:
        """Raise `NotFound` or `Refused`, or return whether it is done on behalf of others (a champion helping)."""
        verdict = self.verdict(act, key_result_id)
        if verdict.outcome is Outcome.HIDDEN:
            raise errors.NotFound
        if verdict.outcome is Outcome.REFUSED:
            raise errors.Refused(verdict.reason)
        return verdict.on_behalf

    def allowed(self, acts: Collection[Act], key_result_id: int | None = None) -> frozenset[Act]:
        """Those of the acts that are allowed: what a screen offers."""
        return frozenset(act for act in acts if self.verdict(act, key_result_id).allowed)

    def _towards(self, key_result_id: int | None) -> frozenset[Relation]:
        if key_result_id is None:
            return self.relations
        away = set()
        if key_result_id not in self.owned:
            away.add(Relation.OWNER)
        if key_result_id not in self.helped:
            away.add(Relation.CONTRIBUTOR)
        return self.relations - away


def standing(actor: Actor, objective: Objective) -> Standing:
    """Who the actor is to an objective loaded with its team. At most three queries; memberships are remembered for the
    request.
    """
    owned: frozenset[int] = frozenset()
    helped: frozenset[int] = frozenset()
    named = False
    if isinstance(actor, Person):
        key_results = KeyResult.objects.filter(objective=objective, deleted_at__isnull=True)
        owned = frozenset(key_results.filter(owner=actor).values_list("id", flat=True))
        helped = frozenset(
            Contributor.objects.filter(key_result__in=key_results, person=actor).values_list("key_result_id", flat=True)
        )
        named = Confidant.objects.filter(objective=objective, person=actor).exists()
    footing = Footing(
        team_id=objective.team_id,
        team_path=objective.team.path,
        lead_id=objective.lead_id,
        individual_id=objective.individual_id,
        state=State(objective.state),
        confidential=objective.confidential,
        owned=owned,
        helped=helped,
        named=named,
    )
    return standing_on(actor, footing)


def standing_on(actor: Actor, footing: Footing) -> Standing:
    """The same from facts that a page has read already: no query beyond the memberships."""
    found = set(relations_at(actor, footing.team_id, footing.team_path))
    if isinstance(actor, Person):
        held = {
            Relation.LEAD: footing.lead_id == actor.pk,
            Relation.INDIVIDUAL: footing.individual_id == actor.pk,
            Relation.OWNER: bool(footing.owned),
            Relation.CONTRIBUTOR: bool(footing.helped),
            Relation.NAMED: footing.named,
        }
        found |= {relation for relation, holds in held.items() if holds}
    condition = Condition(
        state=AccessState(footing.state), confidential=footing.confidential, shared_with_guest=footing.named
    )
    return Standing(frozenset(found), condition, footing.owned, footing.helped)


def ask(actor: Actor, act: Act, objective: Objective, key_result_id: int | None = None) -> bool:
    """Raise `NotFound` or `Refused`, or return whether the act is done on behalf of others."""
    return standing(actor, objective).ask(act, key_result_id)


@ties
def open_objectives(team_ids: Collection[int]) -> str | None:
    """What keeps teams from being archived: objectives of theirs that are still being pursued or drafted."""
    count = (
        Objective.objects.filter(team_id__in=team_ids, deleted_at__isnull=True)
        .exclude(state=AccessState.CLOSED.value)
        .count()
    )
    if not count:
        return None
    return ngettext(
        "%(count)d objective is still open here. Close it or move it to another team first.",
        "%(count)d objectives are still open here. Close them or move them to another team first.",
        count,
    ) % {"count": count}


@dataclass(frozen=True, slots=True)
class Speaking:
    """The sides of a request that somebody may speak for; `on_behalf`: only as a champion who helps."""

    sides: frozenset[Side]
    on_behalf: bool


def sides_of(actor: Actor, dependency: Dependency, move: Move) -> Speaking:
    """The sides the actor may speak for with this step; `Refused`, with who may, where it is none of those that can.

    The asked team answers also where its lead may not see what the request is for: they were asked. What is closed, or
    asks for something that is not there any more, takes no steps (R23, R52).
    """
    gone = why_over(dependency)
    if gone:
        raise errors.Refused(gone)
    in_part = isinstance(actor, Person) and Dependency.objects.filter(answering_part(actor), pk=dependency.pk).exists()
    verdicts = _verdicts(actor, dependency, in_part=in_part)
    wanted = STEPS[move].sides
    speaking = frozenset(side for side in wanted if verdicts[side].allowed)
    if not speaking:
        reasons = [verdicts[side].reason for side in Side if side in wanted and verdicts[side].reason]
        raise errors.Refused(reasons[0] if reasons else gettext("Only the team that asked can do this."))
    return Speaking(speaking, all(verdicts[side].on_behalf for side in speaking))


def moves_for(actor: Actor, row: DependencyRow) -> tuple[Move, ...]:
    """What the actor can do with a request now: what its page offers."""
    dependency = (
        Dependency.objects.select_related(
            "asked_team",
            "asking_objective__team",
            "asking_objective__cycle",
            "asking_key_result__objective__team",
            "asking_key_result__objective__cycle",
        )
        .filter(pk=row.id)
        .first()
    )
    if dependency is None or why_over(dependency):
        return ()
    sides = [side for side, verdict in _verdicts(actor, dependency, in_part=row.in_part).items() if verdict.allowed]
    return possible_moves(RequestState(dependency.state), sides)


def why_over(dependency: Dependency) -> str:
    """Why nobody waits for it any more, whatever its state says; "" while somebody may."""
    key_result, objective = dependency.asking_key_result, _asker(dependency)
    if objective.deleted_at is not None or (key_result is not None and key_result.deleted_at is not None):
        return gettext("What this was for has been deleted, so it is not needed any more.")
    if objective.state == State.CLOSED.value or objective.cycle.closed_at is not None:
        return gettext("What this was for is closed, so it is not needed any more.")
    return ""


def _asker(dependency: Dependency) -> Objective:
    key_result = dependency.asking_key_result
    objective = key_result.objective if key_result else dependency.asking_objective
    assert objective is not None  # the table's own constraint: one of the two is set
    return objective


def _verdicts(actor: Actor, dependency: Dependency, *, in_part: bool) -> dict[Side, Verdict]:
    asking = standing(actor, _asker(dependency)).verdict(Act.REQUEST, dependency.asking_key_result_id)
    held = answering_relations(actor, dependency.asked_team_id, dependency.asked_team.path, in_part=in_part)
    return {Side.ASKING: asking, Side.ASKED: decide(Act.ANSWER_REQUEST, held)}
