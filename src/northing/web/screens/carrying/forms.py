"""What the form for carrying forward sends, as keyword arguments for the action."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from northing.core.measures import Kind, NumberStyle
from northing.goals.queries.objective import ObjectivePage
from northing.web.sent import Problems, choice, number, raise_if_any, whole

TRAVELLING = (Kind.INCREASE, Kind.DECREASE)
"""The kinds that start where they ended and have a target to confirm."""


def carrying(sent: QueryDict, page: ObjectivePage, style: NumberStyle) -> dict[str, Any]:
    """Where to, why, and which key results with which targets. Raises `Invalid`."""
    problems: Problems = {}
    cycle, team = choice(sent, "cycle_id", problems), choice(sent, "team_id", problems)
    if cycle is None and "cycle_id" not in problems:
        problems["cycle_id"] = [gettext("Choose a cycle.")]
    chosen = {pk for text in sent.getlist("kr") if (pk := whole(text)) is not None}
    targets = {}
    for row in page.key_results:
        if row.id in chosen and row.measure.kind in TRAVELLING:
            target = number(sent, f"target_{row.id}", style, problems, row.measure.unit)
            if target is not None:
                targets[row.id] = target
    raise_if_any(problems)
    return {
        "cycle_id": cycle,
        "team_id": team,
        "because": sent.get("because", ""),
        "key_result_ids": sorted(chosen),
        "targets": targets,
        "key": sent.get("key", "")[:128],
    }
