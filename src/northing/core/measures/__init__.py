"""Measures: the five kinds of key result, their values and units, and how far they have moved (R4-R8a, R9, R10).

`docs/rules/measures.md` argues the rules and works them through.
"""

from .asked import ValueProblem
from .formatting import describe, edit_value, format_value
from .kinds import KIND_HELP, Kind, KindHelp, Measure, Reading, Stage
from .numbers import (
    AUSTRIAN,
    DANISH,
    DUTCH,
    ENGLISH,
    FRENCH,
    GERMAN,
    INDIAN,
    ITALIAN,
    NORDIC,
    POLISH,
    SPANISH,
    SWISS,
    NumberStyle,
)
from .problems import Problem, problems
from .progress import (
    LARGEST,
    clamp,
    current_value,
    level_series,
    progress,
    progress_of_value,
    score_of_value,
    stages_progress,
    value_at,
)
from .ranges import RangeDays, WeekBand, distance_outside, range_days, range_weeks
from .reading import parse_value, split_value

__all__ = [
    "AUSTRIAN",
    "DANISH",
    "DUTCH",
    "ENGLISH",
    "FRENCH",
    "GERMAN",
    "INDIAN",
    "ITALIAN",
    "KIND_HELP",
    "LARGEST",
    "NORDIC",
    "POLISH",
    "SPANISH",
    "SWISS",
    "Kind",
    "KindHelp",
    "Measure",
    "NumberStyle",
    "Problem",
    "RangeDays",
    "Reading",
    "Stage",
    "ValueProblem",
    "WeekBand",
    "clamp",
    "current_value",
    "describe",
    "distance_outside",
    "edit_value",
    "format_value",
    "level_series",
    "parse_value",
    "problems",
    "progress",
    "progress_of_value",
    "range_days",
    "range_weeks",
    "score_of_value",
    "split_value",
    "stages_progress",
    "value_at",
]
