"""What is stored of a goal, as the coach takes it."""

from northing.core.coaching import Facts, Part
from northing.goals.queries.rows import KeyResultRow


def facts_of(row: KeyResultRow) -> Facts:
    """What is stored of a key result."""
    measure = row.measure
    return Facts(
        kind=measure.kind,
        start=measure.start,
        target=measure.target,
        low=measure.low,
        high=measure.high,
        unit=measure.unit,
        owner=row.owner is not None,
        stages=tuple(stage.label for stage in measure.stages),
        forecast=row.forecast.lands if row.forecast else None,
    )


def part_of(row: KeyResultRow, text: str | None = None, facts: Facts | None = None) -> Part:
    """A key result as a part of its set; with what is just being typed where `text` and `facts` say so."""
    lagging = None if row.leading is None else not row.leading
    return Part(row.text if text is None else text, facts_of(row) if facts is None else facts, lagging)
