"""Everything a screen that explores OKRs needs, under one roof: what is asked for, and the answers in their shapes."""

from northing.goals.queries.filters import Filters, Whose
from northing.goals.queries.outline import BRANCH, PAGE, Outline, OutlineRow, branch, everything, outline
from northing.goals.queries.skeleton import AS_WRITTEN, SORTS, WORST_FIRST
from northing.goals.queries.table import Column, Order, Table, all_rows, table
from northing.goals.queries.tally import Share, Tally, tally

__all__ = [
    "AS_WRITTEN",
    "BRANCH",
    "PAGE",
    "SORTS",
    "WORST_FIRST",
    "Column",
    "Filters",
    "Order",
    "Outline",
    "OutlineRow",
    "Share",
    "Table",
    "Tally",
    "Whose",
    "all_rows",
    "branch",
    "everything",
    "outline",
    "table",
    "tally",
]
