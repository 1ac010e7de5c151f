from django.http import HttpResponse
from django.views.decorators.http import require_safe

from northing.accounts.queries import people as find
from northing.accounts.queries import today
from northing.insights.person import person_page
from northing.kit.text import one_line
from northing.teams.queries import memberships_of
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.person import presenting
from northing.web.sent import past_day, whole


@require_safe
def people(request: Request) -> HttpResponse:
    """Everybody, by name, a page at a time; or those whose name or title contains a text."""
    search = one_line(request.GET.get("q", "").replace("\x00", ""))[:100]
    found = find(request.user, search=search, page=whole(request.GET.get("page", "")) or 1)
    teams = memberships_of([row.id for row in found.rows])
    return render(
        request, "screens/person/people.html", presenting.people(request.user, found, teams, search), fragment="people"
    )


@require_safe
def person(request: Request, person_id: int) -> HttpResponse:
    """One person in one cycle, as of today or of a past day (R19)."""
    day, wrong = past_day(request.GET.get("as_of", ""), today())
    page = person_page(request.user, person_id, today(), whole(request.GET.get("cycle", "")), day)
    return render(
        request, "screens/person/person.html", {**presenting.person(request.user, page), "as_of_wrong": wrong}
    )
