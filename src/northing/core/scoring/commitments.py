"""What an objective promises, and where that promise lands on the scale."""

from enum import StrEnum


class Commitment(StrEnum):
    """Committed must land at 1.0;

    of the aspirational 0.7 is success; of learning the first measurement is the result.
    """

    COMMITTED = "committed"
    ASPIRATIONAL = "aspirational"
    LEARNING = "learning"


COMMITMENT_WORDS: dict[Commitment, str] = {
    Commitment.COMMITTED: "Committed",
    Commitment.ASPIRATIONAL: "Aspirational",
    Commitment.LEARNING: "Learning",
}


def landing(commitment: Commitment) -> float:
    """Where a key result is meant to end on the scale: 0.7 aspirational, 1.0 committed and learning."""
    return 0.7 if commitment is Commitment.ASPIRATIONAL else 1.0
