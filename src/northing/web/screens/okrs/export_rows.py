"""What is shown, as lines of a spreadsheet: comma-separated text that every program opens, written while it is read."""

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from northing.core.measures import Kind
from northing.goals.queries import explorer
from northing.goals.queries.rows import KeyResultRow, ObjectiveRow
from northing.kit.sheets import defused
from northing.web.exploring import choices
from northing.web.exploring.address import TABLE, Address
from northing.web.portraits import key_result_band, objective_band
from northing.web.templating import url_or_none

Cell = str | float | int | None

_BAND = {"on": "on track", "risk": "at risk", "off": "off track", "stale": "stale", "none": ""}


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def written(reader: Any, asked: Address, today: date, site: str) -> Iterator[str]:
    """The lines, the heading first. Starts with a mark by which spreadsheets know the encoding."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(_heading())
    for cells in _rows(reader, asked, today, site):
        yield writer.writerow([defused(cell) if isinstance(cell, str) else cell for cell in cells])


def _heading() -> list[str]:
    return [
        _("Depth"), _("Kind"), _("Text"), _("Team"), _("Person"), _("Cycle"), _("State"), _("Commitment"),
        _("Progress"), _("Expected"), _("Pace"), _("Confidence"), _("Band"), _("Last check-in"), _("Measured as"),
        _("Start"), _("Now"), _("Target"), _("At least"), _("At most"), _("Unit"), _("Weight"), _("Score"),
        _("Lands with"), _("Foreseen progress"), _("Foreseen at least"), _("Foreseen at most"),
        _("Forecast rests on check-ins"), _("Address"),
    ]  # fmt: skip


def _foreseen(row: ObjectiveRow | KeyResultRow) -> list[Cell]:
    """The chance to land, where it will most likely end, the bounds it ends between with 80 %, and what that rests on."""
    found = row.forecast
    return [None] * 5 if found is None else [found.lands, found.median, found.low, found.high, found.rests_on]


def _rows(reader: Any, asked: Address, today: date, site: str) -> Iterator[list[Cell]]:
    if asked.layout == TABLE:
        for row in explorer.all_rows(reader, asked.filters, today, order=asked.order):
            yield _objective(row, 0, site)
        return
    around: dict[int, tuple[str, str]] = {}
    for line in explorer.everything(reader, asked.filters, today, sort=asked.sort, under=asked.under):
        if line.objective is not None:
            around[line.objective.id] = (line.objective.team.name, line.objective.cycle.name)
            yield _objective(line.objective, line.depth, site)
        elif line.key_result is not None:
            yield _key_result(line.key_result, line.depth, site, *around[line.key_result.objective_id])


def _objective(row: ObjectiveRow, depth: int, site: str) -> list[Cell]:
    return [
        depth, _("objective"), row.statement, row.team.name, row.lead.name if row.lead else "", row.cycle.name,
        choices.state_words()[row.state.value], choices.commitment_words()[row.commitment.value],
        row.progress, row.expected, row.voices.pace, row.confidence, _BAND[objective_band(row).band],
        row.checked_in_on.isoformat() if row.checked_in_on else "", "", None, None, None, None, None, "", None,
        row.score, *_foreseen(row), _link("objective", row.id, site),
    ]  # fmt: skip


def _key_result(row: KeyResultRow, depth: int, site: str, team: str, cycle: str) -> list[Cell]:
    measure = row.measure
    milestone = measure.kind is Kind.MILESTONE
    done = sum(stage.done_on is not None for stage in row.stages) if milestone else row.value
    return [
        depth, _("key result"), row.text, team, row.owner.name if row.owner else "", cycle,
        choices.state_words()[row.state.value], choices.commitment_words()[row.commitment.value],
        row.progress, row.expected, row.voices.pace, row.confidence, _BAND[key_result_band(row).band],
        row.checked_in_on.isoformat() if row.checked_in_on else "", measure.kind.value,
        measure.start, done, len(row.stages) if milestone else measure.target, measure.low, measure.high,
        _("stages") if milestone else measure.unit, row.weight, row.score, *_foreseen(row),
        _link("key-result", row.id, site),
    ]  # fmt: skip


def _link(name: str, number: int, site: str) -> str:
    address = url_or_none(name, number)
    return f"{site}{address}" if address else ""
