from django.http import HttpResponse
from django.views.decorators.http import require_safe

from northing.accounts.queries import today
from northing.insights.calibration import team_calibration
from northing.insights.team import team_list, team_page
from northing.kit.text import one_line
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.team import presenting
from northing.web.sent import past_day, whole


@require_safe
def teams(request: Request) -> HttpResponse:
    """All teams as a tree, or those that a text names."""
    query = request.GET
    search = one_line(query.get("q", "").replace("\x00", ""))[:100]
    flipped = frozenset(number for text in query.getlist("fold")[:200] if (number := whole(text)))
    listed = team_list(request.user, today(), search=search, flipped=flipped, page=whole(query.get("page", "")) or 1)
    return render(request, "screens/team/teams.html", presenting.teams(listed, search, flipped), fragment="teams")


@require_safe
def team(request: Request, team_id: int) -> HttpResponse:
    """One team in one cycle, as of today or of a past day (R19)."""
    day, wrong = past_day(request.GET.get("as_of", ""), today())
    cycle_id = whole(request.GET.get("cycle", ""))
    page = team_page(request.user, team_id, today(), cycle_id, day)
    shown = presenting.team(request.user, page, request.GET.get("explain", ""))
    return render(request, "screens/team/team.html", {**shown, "as_of_wrong": wrong})


@require_safe
def calibration(request: Request, team_id: int) -> HttpResponse:
    """How what was said at half-time came true, for the team alone (R41a): a page, and the part that opens in place."""
    found = team_calibration(request.user, team_id, today())
    shown = presenting.calibrated(found)
    return render(request, "screens/team/calibration.html", shown, fragment="calibration")
