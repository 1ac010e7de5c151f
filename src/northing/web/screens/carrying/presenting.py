"""What the form for carrying forward knows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from northing.accounts.queries import number_style
from northing.core.measures import NumberStyle, edit_value
from northing.cycles.queries import CycleRow
from northing.goals.queries.carrying import ages, carried
from northing.goals.queries.drafting import Places, open_cycles
from northing.goals.queries.objective import ObjectivePage, State
from northing.goals.queries.rows import KeyResultRow
from northing.web import formats, portraits
from northing.web.screens.carrying.forms import TRAVELLING
from northing.web.templating import url, url_or_none


def beforehand(page: ObjectivePage, yours: Places, style: NumberStyle, *, cycle: int | None) -> dict[str, Any]:
    """The form before anybody typed: the next cycle, and those key results that have something left."""
    later = _later(page)
    known = [row.id for row in later]
    teams = [row.id for row in yours.teams]
    own = page.objective.team.id
    typed: dict[str, Any] = {
        "cycle_id": str(cycle if cycle in known else known[0] if known else ""),
        "team_id": str(own if own in teams or not teams else teams[0]),
        "kr": [str(row.id) for row in page.key_results if not _reached(row)],
    }
    for row in page.key_results:
        if row.measure.kind in TRAVELLING and row.measure.target is not None and not _reached(row):
            typed[f"target_{row.id}"] = edit_value(row.measure.target, style)
    return typed


def _reached(row: KeyResultRow) -> bool:
    return row.finished or (row.progress is not None and row.progress >= 1)


def form(
    reader: Any, page: ObjectivePage, yours: Places, typed: Mapping[str, Any], errors: Mapping[str, Any]
) -> dict[str, Any]:
    """The page. `age` counts the cycle it would be carried into."""
    style = number_style(reader)
    row = page.objective
    age = ages([row.id])[row.id]
    before = carried(reader, row.id, page.today)
    labels = {
        "because": gettext("What is still to be gained"),
        "cycle_id": gettext("Cycle"),
        "team_id": gettext("Team"),
    }
    labels |= {
        f"target_{one.id}": gettext("target of key result %(n)s") % {"n": one.number} for one in page.key_results
    }
    labels |= {f"kr_{one.id}": gettext("key result %(n)s") % {"n": one.number} for one in page.key_results}
    return {
        "page": page,
        "o": row,
        "ended": row.state is State.CLOSED,
        "band": portraits.objective_band(row),
        "bar": portraits.objective_bar(row, "m"),
        "score": formats.tenth(row.score if row.score is not None else row.progress),
        "age": age,
        "before": before,
        "on": [{"row": one, "href": url("objective", one.id)} for one in before.on] if before else [],
        "key_results": [_part(one, style, typed) for one in page.key_results],
        "cycles": [(one.id, one.name) for one in _later(page)],
        "teams": _teams(page, yours),
        "typed": typed,
        "errors": errors,
        "labels": labels,
        "trail": [
            (gettext("OKRs"), url_or_none("okrs")), (row.team.name, url_or_none("team", row.team.id)),
            (gettext("Objective"), url("objective", row.id)),
        ],
    }  # fmt: skip


def _part(row: KeyResultRow, style: NumberStyle, typed: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "row": row,
        "value": portraits.value_words(row, style),
        "band": portraits.key_result_band(row),
        "travels": row.measure.kind in TRAVELLING,
        "reached": _reached(row),
        "chosen": str(row.id) in typed.get("kr", ()),
    }


def _teams(page: ObjectivePage, yours: Places) -> list[tuple[int, str]]:
    rows = [(row.id, row.name) for row in yours.teams]
    own = page.objective.team
    return sorted(rows, key=lambda one: one[0] != own.id)


def _later(page: ObjectivePage) -> list[CycleRow]:
    """Open cycles that begin after this one's start: those of its own level first, then by their start."""
    here = page.objective.cycle
    rows: Iterable[CycleRow] = (row for row in open_cycles() if row.span.starts_on > here.span.starts_on)
    return sorted(rows, key=lambda row: (row.level is not here.level, row.span.starts_on))


def at_fields(errors: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What the action found wrong, at the fields of the form: what has none of its own is said at its key result."""
    found: dict[str, list[str]] = {}
    for name, messages in errors.items():
        field, _, of = name.rpartition("_")
        at_part = of.isdecimal() and field != "target"
        found.setdefault(f"kr_{of}" if at_part else name, []).extend(messages)
    return found
