"""What the organisation learned from its closed cycles, for everybody to see (R45)."""

from dataclasses import dataclass
from datetime import datetime

from northing.core.forecasting import PRIOR
from northing.goals.models import Teaching


@dataclass(frozen=True, slots=True)
class LearnedRow:
    """The organisation's own numbers beside the usual ones.

    `ease`: how much more easily than usual it gets further than where it stands, `hold`: how much better it keeps what it
    has reached; both as log-odds added to the usual ones, 0 where nothing is learned. `at` is None before the first time.
    """

    at: datetime | None
    key_results: int
    cycles: int
    ease: float
    hold: float
    forgotten: bool


def what_was_learned() -> LearnedRow:
    """The newest teaching. One query."""
    newest = Teaching.objects.order_by("-pk").first()
    if newest is None:
        return LearnedRow(None, 0, 0, PRIOR.ease, PRIOR.hold, False)
    numbers = newest.numbers
    return LearnedRow(
        at=newest.at,
        key_results=newest.key_results,
        cycles=len(newest.cycles),
        ease=float(numbers.get("ease", PRIOR.ease)),
        hold=float(numbers.get("hold", PRIOR.hold)),
        forgotten=not newest.cycles and bool(newest.forgotten),
    )
