"""The tables of goals: objectives, key results and what hangs on them."""

from northing.goals.models.alignment import Alignment
from northing.goals.models.dependency import Dependency, DependencyStep
from northing.goals.models.history import KeyResultPoint, LedgerEntry, ObjectivePoint
from northing.goals.models.initiative import Initiative
from northing.goals.models.key_result import Contributor, KeyResult, Stage
from northing.goals.models.learned import Teaching
from northing.goals.models.objective import Confidant, Objective

__all__ = [
    "Alignment",
    "Confidant",
    "Contributor",
    "Dependency",
    "DependencyStep",
    "Initiative",
    "KeyResult",
    "KeyResultPoint",
    "LedgerEntry",
    "Objective",
    "ObjectivePoint",
    "Stage",
    "Teaching",
]
