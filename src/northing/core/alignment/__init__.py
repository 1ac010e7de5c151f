"""Alignment: what serves what, asked of the graph of links (R20-R22, R25, R26). Direction, not arithmetic."""

from .links import AlignedObjective, AlignmentLink, LinkKind, may_link
from .questions import (
    HEALTHY_BOTTOM_UP,
    SPECIAL_PROJECTS,
    Bridge,
    Connection,
    Origin,
    beside,
    bridges,
    connection,
    downstream,
    islands,
    origin,
    unserved_key_results,
    upstream,
)
from .sharing import Change, Difference, FieldChange, SharedKeyResult, differences

__all__ = [
    "HEALTHY_BOTTOM_UP",
    "SPECIAL_PROJECTS",
    "AlignedObjective",
    "AlignmentLink",
    "Bridge",
    "Change",
    "Connection",
    "Difference",
    "FieldChange",
    "LinkKind",
    "Origin",
    "SharedKeyResult",
    "beside",
    "bridges",
    "connection",
    "differences",
    "downstream",
    "islands",
    "may_link",
    "origin",
    "unserved_key_results",
    "upstream",
]
