"""The table as people read it: a Markdown table, generated, so that the page about access cannot fall behind."""

from .table import CONFIDENTIAL_READERS, DRAFT_READERS, EVERYBODY, TABLE, Cell
from .words import Relation, Scope

_SHORT = {
    Relation.OWNER: "owner",
    Relation.FELLOW_OWNER: "fellow owner",
    Relation.LEAD: "lead",
    Relation.INDIVIDUAL: "the individual",
    Relation.CONTRIBUTOR: "contributor",
    Relation.TEAM_LEAD: "team lead",
    Relation.TEAM_MEMBER: "member",
    Relation.SPONSOR: "sponsor",
    Relation.NAMED: "named",
    Relation.CHAMPION: "champion",
    Relation.ADMINISTRATOR: "administrator",
}


def okr_table() -> str:
    """Who may do what with an OKR, by its state; a dash where nobody may."""
    lines = ["| may ... | a draft | a published one | a closed one |", "|---|---|---|---|"]
    lines += [
        f"| {row.words} | {_cell(row.draft)} | {_cell(row.published)} | {_cell(row.closed)} |"
        for row in TABLE.values()
        if row.scope is Scope.OKR
    ]
    return "\n".join(lines)


def house_table() -> str:
    """Who may do what with teams and the organisation, which have no states."""
    lines = ["| may ... | who |", "|---|---|"]
    lines += [f"| {row.words} | {_cell(row.published)} |" for row in TABLE.values() if row.scope is not Scope.OKR]
    return "\n".join(lines)


def walls_table() -> str:
    """Who sees what does not stand open to everybody."""
    return "\n".join(
        [
            "| what | who sees it |",
            "|---|---|",
            f"| a draft | {_cell(DRAFT_READERS)} |",
            f"| a confidential OKR, in any state | {_cell(CONFIDENTIAL_READERS)} |",
        ]
    )


def _cell(cell: Cell) -> str:
    if isinstance(cell, str):
        return "-"
    if cell == EVERYBODY:
        return "everybody"
    return ", ".join(short for relation, short in _SHORT.items() if relation in cell)
