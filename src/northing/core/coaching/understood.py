"""What a typed sentence says of a key result's fields (R42)."""

from dataclasses import dataclass

from northing.core.measures import Kind


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence says, for prefilling a form. `said` repeats it in the sentence's language, so that the reader can see
    what was understood.

    Values are in `unit`. What the sentence leaves open is None: "increase NPS to 50" has no start.
    """

    kind: Kind
    measure: str
    start: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    said: str = ""
    stages: tuple[str, ...] = ()
