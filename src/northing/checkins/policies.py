"""Who may check in: who somebody is to the key result decides (R52); the question itself is the goals' own."""

from northing.core.access import Act
from northing.goals.models import KeyResult
from northing.goals.policies import Actor, ask


def ask_to_check_in(actor: Actor, key_result: KeyResult) -> bool:
    """Raise `NotFound` or `Refused`, or return whether it is done on behalf of the owner."""
    return ask(actor, Act.CHECK_IN, key_result.objective, key_result.pk)


def ask_to_correct(actor: Actor, key_result: KeyResult) -> bool:
    """Raise `NotFound` or `Refused`, or return whether it is done on behalf of the owner."""
    return ask(actor, Act.CORRECT_CHECK_IN, key_result.objective, key_result.pk)
