"""Access: who may do what, and why not, as one total table (R51, R52)."""

from .decide import decide
from .page import house_table, okr_table, walls_table
from .table import CONFIDENTIAL_READERS, DRAFT_READERS, TABLE, Row
from .words import Act, Condition, Outcome, Relation, Scope, State, Verdict

__all__ = [
    "CONFIDENTIAL_READERS",
    "DRAFT_READERS",
    "TABLE",
    "Act",
    "Condition",
    "Outcome",
    "Relation",
    "Row",
    "Scope",
    "State",
    "Verdict",
    "decide",
    "house_table",
    "okr_table",
    "walls_table",
]
