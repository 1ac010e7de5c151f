"""What is stored of a goal, as the coach takes it."""

from northing.core.coaching import Facts
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
