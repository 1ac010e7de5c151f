"""What was stored, by the names of its columns, where a model would take longer to make than everything around it."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from northing.goals.models import Stage


class Raw(SimpleNamespace):
    """A row that is read as a model is; it cannot be saved."""


def stages_of(gathered: Any, past_day: date | None) -> list[Stage]:
    """The stages of a milestone in their order, from rows of position, number, label, weight and the day each was done.

    What was done after a past day was not done then.
    """
    stages = []
    for _position, id_, label, weight, done_on in sorted(gathered or (), key=lambda row: (row[0], row[1])):
        day = date.fromisoformat(done_on) if done_on else None
        if day and past_day and day > past_day:
            day = None
        stages.append(_stage(id_, label, float(weight), day))
    return stages


def stages_then(stages: list[Stage], earlier: list[tuple[str, float]] | None) -> list[Stage]:
    """The stages of a past day where they have changed since (`earlier`: label and weight); done as their labels say."""
    if earlier is None:
        return stages
    done = {stage.label: stage.done_on for stage in stages}
    return [_stage(None, label, weight, done.get(label)) for label, weight in earlier]


def _stage(id_: int | None, label: str, weight: float, done_on: date | None) -> Stage:
    return cast("Stage", Raw(pk=id_, label=label, weight=weight, done_on=done_on))
