from django.http import HttpResponse
from django.views.decorators.http import require_safe

from northing.accounts.policies import ask, relations
from northing.accounts.queries import persons
from northing.activity.queries import EventRow, page_of_log
from northing.core.access import Act
from northing.cycles.queries import cycles
from northing.teams.queries import names_of
from northing.web.request import Request
from northing.web.screens.settings.sections import show

PAGE = 100


@require_safe
def log(request: Request) -> HttpResponse:
    """Who did what, when, and through which door; newest first, a hundred at a time."""
    ask(Act.MANAGE_ORGANISATION, relations(request.user))
    before = request.GET.get("before", "")
    events = page_of_log(int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None, PAGE + 1)
    people = {event.actor_id for event in events} | _numbers(events, "person")
    context = {
        "events": events[:PAGE],
        "older": events[PAGE - 1].id if len(events) > PAGE else None,
        "newest": not before,
        "people": persons([number for number in people if number]),
        "teams": names_of(_numbers(events, "team")),
        "cycles": {row.id: row.name for row in cycles()},
    }
    return show(request, "log.html", context)


def _numbers(events: list[EventRow], subject: str) -> set[int]:
    return {event.subject_id for event in events if event.subject.value == subject}
