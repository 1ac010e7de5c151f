"""A short notation, so that a template reads in the library as it reads on the page."""

from northing.core.measures import Kind, Measure, Stage
from northing.core.scoring import Commitment

from .template import TemplateKeyResult

COMMITTED, ASPIRATIONAL, LEARNING = Commitment.COMMITTED, Commitment.ASPIRATIONAL, Commitment.LEARNING


def more(text: str, start: float, target: float, unit: str = "", *, lagging: bool = False) -> TemplateKeyResult:
    """More is better (R4)."""
    measure = Measure(Kind.INCREASE, start=float(start), target=float(target), unit=unit)
    return TemplateKeyResult(text, measure, leading=not lagging)


def less(text: str, start: float, target: float, unit: str = "", *, lagging: bool = False) -> TemplateKeyResult:
    """Less is better (R5)."""
    measure = Measure(Kind.DECREASE, start=float(start), target=float(target), unit=unit)
    return TemplateKeyResult(text, measure, leading=not lagging)


def keep(
    text: str, low: float | None, high: float | None, unit: str = "", *, lagging: bool = False
) -> TemplateKeyResult:
    """Stay in a band, of which one end may be open (R6)."""
    ends = (None if end is None else float(end) for end in (low, high))
    measure = Measure(Kind.RANGE, low=next(ends), high=next(ends), unit=unit)
    return TemplateKeyResult(text, measure, leading=not lagging)


def find(text: str, how: str) -> TemplateKeyResult:
    """Nobody has measured it yet (R7); `how` somebody could."""
    return TemplateKeyResult(text, Measure(Kind.BASELINE, measured_how=how))


def steps(text: str, *stages: str) -> TemplateKeyResult:
    """It cannot be a number: stages, the last of which others decide (R8)."""
    return TemplateKeyResult(text, Measure(Kind.MILESTONE, stages=tuple(Stage(stage) for stage in stages)))
