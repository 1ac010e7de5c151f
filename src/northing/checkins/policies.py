"""Who may check in: who somebody is to the key result decides (R52); the table is the core's."""

from northing.accounts.models import Person
from northing.accounts.policies import relations as everywhere
from northing.checkins.facing import Facing
from northing.core.access import Act, Condition, Relation, State
from northing.goals.models import KeyResult
from northing.goals.policies import Standing, ask
from northing.teams.policies import relations_at


def ask_to_check_in(actor: Person, key_result_id: int, facts: Facing) -> bool:
    """Raise `NotFound` or `Refused`, or return whether it is done on behalf of the owner.

    What somebody is to a team only ever adds rights, so for the owner and other hands it is not even asked.
    """
    own = everywhere(actor) | _part_of(actor, facts)
    verdict = _standing(own, key_result_id, facts).verdict(Act.CHECK_IN, key_result_id)
    if verdict.allowed and not verdict.on_behalf:
        return False
    own |= relations_at(actor, facts.team_id, facts.team_path)
    return _standing(own, key_result_id, facts).ask(Act.CHECK_IN, key_result_id)


def _part_of(actor: Person, facts: Facing) -> frozenset[Relation]:
    parts = {
        Relation.OWNER: facts.owner_id == actor.pk,
        Relation.LEAD: facts.lead_id == actor.pk,
        Relation.INDIVIDUAL: facts.individual_id == actor.pk,
        Relation.CONTRIBUTOR: facts.helps,
        Relation.NAMED: facts.is_named,
    }
    return frozenset(relation for relation, holds in parts.items() if holds)


def _standing(relations: frozenset[Relation], key_result_id: int, facts: Facing) -> Standing:
    this = frozenset({key_result_id})
    return Standing(
        relations=relations,
        condition=Condition(
            state=State(facts.state), confidential=facts.confidential, shared_with_guest=facts.is_named
        ),
        owned=this if Relation.OWNER in relations else frozenset(),
        helped=this if Relation.CONTRIBUTOR in relations else frozenset(),
    )


def ask_to_correct(actor: Person, key_result: KeyResult) -> bool:
    """Raise `NotFound` or `Refused`, or return whether it is done on behalf of the owner."""
    return ask(actor, Act.CORRECT_CHECK_IN, key_result.objective, key_result.pk)
