"""Reading along while somebody writes (R42). POST, so that words which are not saved yet stand in no address and no log."""

from dataclasses import replace

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from northing.accounts.queries import number_style
from northing.core.coaching import Subject
from northing.cycles.queries import cycles
from northing.goals.queries.alike import Alike, alike_to
from northing.web.coaching import LONGEST, key_result_panel, objective_panel
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.sent import whole


@require_POST
def read(request: Request) -> HttpResponse:
    """What the coach says about the fields of a form, as they are. Reads and writes no row."""
    sent, fills = request.POST, "fills" in request.POST
    if sent.get("subject") == Subject.OBJECTIVE:
        panel = replace(objective_panel(sent), kin=_kin(request))
    else:
        panel = key_result_panel(sent, number_style(request.user), fills=fills)
    return render(request, "screens/coaching/advice.html", {"panel": panel, "fills": fills}, fragment="advice")


def _kin(request: Request) -> tuple[Alike, ...]:
    """Who wrote nearly the same for this cycle or before. Only a new objective names its cycle and its team."""
    chosen = whole(request.POST.get("cycle", ""))
    cycle = next((row for row in cycles() if row.id == chosen), None)
    if cycle is None:
        return ()
    statement = request.POST.get("statement", "")[:LONGEST]
    return tuple(alike_to(request.user, statement, cycle, whole(request.POST.get("team", ""))))
