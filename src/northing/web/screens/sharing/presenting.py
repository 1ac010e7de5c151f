"""From versions of an objective to what the two pages of sharing draw."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from northing.accounts.queries import number_style
from northing.core.alignment import Change, FieldChange, LinkKind, may_link
from northing.core.measures import NumberStyle, edit_value, format_value
from northing.cycles.queries import CycleRow
from northing.goals.queries.drafting import Drafted, Places, open_cycles
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow
from northing.goals.queries.versions import Cell, Line, Versions
from northing.web import formats, portraits
from northing.web.screens.sharing.forms import NUMBERS, ROOM
from northing.web.templating import url, url_or_none

ICONS = {
    "kept": "check", "changed": "edit", "raised": "up", "lowered": "down", "dropped": "less", "added": "add",
    "outlived": "flag",
}  # fmt: skip

SHORT_UNIT = 5
"""Characters of a unit that is said twice: "34 % to 60 %", but "3 to 11 contracts"."""


# ---- side by side ---------------------------------------------------------------------------------------------


def side_by_side(reader: Any, found: Versions) -> dict[str, Any]:
    """The table: a column for the original and for each copy, a line for each key result."""
    style = number_style(reader)
    columns = [_column(found, row, original=row is found.original) for row in (found.original, *found.copies)]
    sums = [_sum(found, place) for place in range(len(found.copies))]
    for column, words in zip(columns[1:], sums, strict=True):
        column["made"] = words
    then = {"as_of": found.as_of.isoformat()} if found.as_of else None
    return {
        "found": found,
        "o": found.own,
        "columns": columns,
        "lines": [_line(found, number, line, style, then) for number, line in enumerate(found.lines, start=1)],
        "added": [[_own(row, style, then) for row in rows] for rows in found.added],
        "any_added": any(found.added),
        "trail": _trail(found.own),
        "take_on": url_or_none("take-on", found.original.id) if _open(found.original) and not found.as_of else None,
    }


def _column(found: Versions, row: ObjectiveRow, *, original: bool) -> dict[str, Any]:
    return {
        "row": row,
        "href": url("objective", row.id),
        "original": original,
        "here": row.id == found.own_id,
        "bar": portraits.objective_bar(row),
        "band": portraits.objective_band(row),
        "progress": formats.score(row.progress),
        "reworded": not original and row.statement != found.original.statement,
        "made": "",
    }


def _sum(found: Versions, place: int) -> str:
    """What a team made of it in one line: "1 kept, 1 changed, 1 dropped, 1 added"."""
    words = {Change.KEPT: 0, Change.CHANGED: 0, Change.DROPPED: 0, Change.OUTLIVED: 0}
    for line in found.lines:
        cell = line.cells[place]
        if cell is not None:
            words[cell.change] += 1
    told = [
        (ngettext("%(n)s kept", "%(n)s kept", words[Change.KEPT]), words[Change.KEPT]),
        (ngettext("%(n)s changed", "%(n)s changed", words[Change.CHANGED]), words[Change.CHANGED]),
        (ngettext("%(n)s dropped", "%(n)s dropped", words[Change.DROPPED]), words[Change.DROPPED]),
        (ngettext("%(n)s outlived", "%(n)s outlived", words[Change.OUTLIVED]), words[Change.OUTLIVED]),
        (ngettext("%(n)s added", "%(n)s added", len(found.added[place])), len(found.added[place])),
    ]
    return ", ".join(phrase % {"n": count} for phrase, count in told if count)


def _line(found: Versions, number: int, line: Line, style: NumberStyle, then: Any) -> dict[str, Any]:
    return {
        "number": number if line.original else None,
        "original": _own(line.original, style, then) if line.original else None,
        "gone": formats.day(line.gone_at) if line.gone_at else "",
        "cells": [_cell(cell, line, style, then) if cell else None for cell in line.cells],
    }


def _own(row: KeyResultRow, style: NumberStyle, then: Any) -> dict[str, Any]:
    return {
        "text": row.text,
        "href": url("key-result", row.id, _query=then),
        "bar": portraits.key_result_bar(row),
        "band": portraits.key_result_band(row),
        "way": way(row, style),
        "value": portraits.short_value_words(row, style),
    }


def _cell(cell: Cell, line: Line, style: NumberStyle, then: Any) -> dict[str, Any]:
    name = cell.change.value
    if cell.raised is not None:
        name = "raised" if cell.raised else "lowered"
    unit = cell.key_result.measure.unit if cell.key_result else ""
    fields = [_field(one, unit, line, style) for one in cell.difference.fields]
    return {
        "change": name,
        "icon": ICONS[name],
        "words": change_words(name),
        "fields": [field for field in fields if field],
        "reworded": any(one.field == "wording" for one in cell.difference.fields),
        "kr": _own(cell.key_result, style, then) if cell.key_result else None,
    }


def change_words(name: str) -> str:
    """What became of a key result, in a word."""
    return {
        "kept": gettext("Kept"),
        "changed": gettext("Changed"),
        "raised": gettext("Raised"),
        "lowered": gettext("Lowered"),
        "dropped": gettext("Dropped"),
        "added": gettext("Added"),
        "outlived": gettext("Still here"),
    }[name]


def _field(one: FieldChange, unit: str, line: Line, style: NumberStyle) -> dict[str, str] | None:
    """A field that differs: what it is called, from, to. The wording is shown as it is now, without its from and to."""
    if one.field == "wording":
        return None
    before = line.original.measure.unit if line.original else unit
    return {
        "name": portraits.field_words(one.field),
        "before": portraits.fact_words(one.field, one.original, before, style),
        "after": portraits.fact_words(one.field, one.copy, unit, style),
    }


def way(row: KeyResultRow, style: NumberStyle) -> str:
    """From where to where, in a few words."""
    measure = row.measure
    if measure.target is not None and measure.start is not None:
        start = format_value(measure.start, measure.unit if len(measure.unit) < SHORT_UNIT else "", style)
        target = format_value(measure.target, measure.unit, style)
        return gettext("%(start)s to %(target)s") % {"start": start, "target": target}
    return portraits.aim_words(row, style)


def _trail(row: ObjectiveRow) -> list[tuple[str, str | None]]:
    return [(gettext("OKRs"), url_or_none("okrs")), (row.team.name, url_or_none("team", row.team.id))]


def _open(row: ObjectiveRow) -> bool:
    return row.closed_at is None and row.individual is None


# ---- taking it on ---------------------------------------------------------------------------------------------


def as_original(page: Drafted, yours: Places, style: NumberStyle, *, team: int | None) -> dict[str, str]:
    """The form before anybody typed: everything kept."""
    mine = [row.id for row in yours.teams if row.id != page.objective.team.id]
    chosen = team if team in mine else next((pk for pk in mine if pk in yours.mine), mine[0] if mine else "")
    fitting = _cycles(page)
    same = next((row.id for row in fitting if row.id == page.objective.cycle.id), fitting[0].id if fitting else "")
    typed = {"team_id": str(chosen), "cycle_id": str(same), "statement": page.objective.statement}
    for row in page.key_results:
        typed |= {f"kr_{row.id}": "keep", f"text_{row.id}": row.text}
        for name in NUMBERS.get(row.measure.kind, ()):
            value = getattr(row.measure, name)
            typed[f"{name}_{row.id}"] = "" if value is None else edit_value(value, style)
    return typed


def taking_on(
    reader: Any, page: Drafted, yours: Places, typed: Mapping[str, str], errors: Mapping[str, Any]
) -> dict[str, Any]:
    """What the form knows."""
    style = number_style(reader)
    rows = [
        {
            "row": row,
            "way": way(row, style),
            "chosen": typed.get(f"kr_{row.id}", "keep"),
            "numbers": [(name, NUMBER_WORDS[name]()) for name in NUMBERS.get(row.measure.kind, ())],
        }
        for row in page.key_results
    ]
    labels = {
        "team_id": gettext("Team"), "cycle_id": gettext("Cycle"), "statement": gettext("Objective"), "why": gettext("Why"),
        **{f"added_{place}": gettext("Your own key result %(n)s") % {"n": place + 1} for place in range(ROOM)},
    }  # fmt: skip
    for row in page.key_results:
        labels |= {
            f"{name}_{row.id}": gettext("key result %(n)s") % {"n": row.number}
            for name in ("kr", "text", "start", "target", "low", "high")
        }
    return {
        "page": page,
        "o": page.objective,
        "rows": rows,
        "room": range(ROOM),
        "teams": [(row.id, row.name) for row in yours.teams if row.id != page.objective.team.id],
        "cycles": [(row.id, row.name) for row in _cycles(page)],
        "typed": typed,
        "errors": errors,
        "labels": labels,
        "trail": [*_trail(page.objective), (gettext("Objective"), url("objective", page.objective.id))],
    }


NUMBER_WORDS = {
    "start": lambda: gettext("From"),
    "target": lambda: gettext("To"),
    "low": lambda: gettext("At least"),
    "high": lambda: gettext("At most"),
}


def _cycles(page: Drafted) -> list[CycleRow]:
    """Cycles of the same level with a day in common: it is the same objective, at the same time."""
    here = page.objective.cycle
    return [
        row for row in open_cycles() if may_link(LinkKind.SHARED, row.level, here.level, row.span, here.span) is None
    ]
