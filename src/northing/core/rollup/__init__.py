"""Roll-up: how the numbers of key results become the numbers of objectives, and how each explains itself (R12-R18)."""

from .explain_key_results import (
    Source,
    Superseded,
    explain_combined_key_result,
    explain_key_result,
    explain_taken_on_key_result,
)
from .explain_means import Part
from .explain_objectives import explain_objective
from .explanation import Explanation, FeedsInto, Fraction, Input, LastChange, LeftOut, Line
from .formulas import Combine, DrawsFrom, Feeds, combined_value, flows, mean_progress, objective_progress
from .graph import Changes, Graph, Numbers
from .loops import LoopRefused, find_loop
from .nodes import Combination, KeyResultNode, Link, NodeKind, ObjectiveNode, Ref
from .summary import CommitmentSummary, Summary, summarise

__all__ = [
    "Changes",
    "Combination",
    "Combine",
    "CommitmentSummary",
    "DrawsFrom",
    "Explanation",
    "Feeds",
    "FeedsInto",
    "Fraction",
    "Graph",
    "Input",
    "KeyResultNode",
    "LastChange",
    "LeftOut",
    "Line",
    "Link",
    "LoopRefused",
    "NodeKind",
    "Numbers",
    "ObjectiveNode",
    "Part",
    "Ref",
    "Source",
    "Summary",
    "Superseded",
    "combined_value",
    "explain_combined_key_result",
    "explain_key_result",
    "explain_objective",
    "explain_taken_on_key_result",
    "find_loop",
    "flows",
    "mean_progress",
    "objective_progress",
    "summarise",
]
