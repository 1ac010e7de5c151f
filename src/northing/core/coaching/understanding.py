"""From a typed sentence to the fields of a key result (R42)."""

from dataclasses import dataclass

from northing.core.measures import Kind


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence says, for prefilling a form. `said` repeats it, so that the reader can see what was understood."""

    kind: Kind
    measure: str
    start: float | None = None
    target: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    said: str = ""
    stages: tuple[str, ...] = ()


def understand(text: str, *, language: str | None = None) -> Understood | None:
    """The key result that a sentence describes, or None where it says too little to fill in anything."""
    return None
