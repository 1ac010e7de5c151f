"""The map's page, and what its picture is drawn from."""

import json
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from northing.accounts.policies import relations
from northing.accounts.queries import today
from northing.core.access import Relation
from northing.cycles.queries import cycles
from northing.goals.queries.map import alignment_map
from northing.web.exploring import address, choices
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.map import packing, presenting
from northing.web.templating import query, url, url_or_none

TEMPLATE = "screens/map/map.html"
_OF_THE_OUTLINE = ("view", "sort", "unfold", "fold", "under", "page")


@require_safe
def show(request: Request) -> HttpResponse:
    """What serves what: the picture, what follows from it, and the same as a table."""
    day = today()
    asked = address.read(request.GET, day)
    whole = alignment_map(request.user, asked.filters, day)
    focus = address.number(request.GET.get("focus"))
    focus = focus if focus in whole.nodes else None
    params = _params(asked, focus)
    table = presenting.table(whole, focus, asked.page, narrowed=asked.filters.narrows)
    return render(request, TEMPLATE, {
        "asked": asked, "params": params, "cycles": cycles(), "today_is": day, "whole": whole, "focus": focus,
        "focused": whole.nodes[focus] if focus is not None else None, "table": table, "tally": whole.tally,
        "filters": choices.filters(request.user, asked, (), day),
        "answers": presenting.answers(whole, params, narrowed=asked.filters.narrows),
        "legend": presenting.legend(whole), "new_url": _new_url(request),
        "drawing": {
            "data": url("map-data") + query(params, focus=None), "objective": url("objective", 0),
            "focus": focus, "words": json.dumps(presenting.picture_words(), ensure_ascii=False),
        },
    })  # fmt: skip


@require_safe
def data(request: Request) -> HttpResponse:
    """The same as numbers and texts, small, for the browser to draw."""
    day = today()
    filters = address.read(request.GET, day).filters
    whole = alignment_map(request.user, filters, day)
    return HttpResponse(
        packing.packed(whole, narrowed=filters.narrows),
        content_type="application/json",
        headers={"Cache-Control": "private, no-store"},
    )


def _params(asked: address.Address, focus: int | None) -> dict[str, Any]:
    kept = {name: value for name, value in asked.params.items() if name not in _OF_THE_OUTLINE}
    return {**kept, "focus": focus}


def _new_url(request: Request) -> str | None:
    if relations(request.user) & {Relation.GUEST, Relation.VIEWER}:
        return None
    return url_or_none("drafting:objective_new")
