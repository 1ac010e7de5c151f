"""Roll-up: how the numbers of key results become the numbers of objectives, and how each explains itself (R12-R18)."""

from .formulas import Combine, DrawsFrom, Feeds, combined_value, flows, mean_progress, objective_progress
from .graph import Changes, Graph, Numbers
from .loops import LoopRefused, find_loop
from .nodes import Combination, KeyResultNode, Link, NodeKind, ObjectiveNode, Ref

__all__ = [
    "Changes",
    "Combination",
    "Combine",
    "DrawsFrom",
    "Feeds",
    "Graph",
    "KeyResultNode",
    "Link",
    "LoopRefused",
    "NodeKind",
    "Numbers",
    "ObjectiveNode",
    "Ref",
    "combined_value",
    "find_loop",
    "flows",
    "mean_progress",
    "objective_progress",
]
