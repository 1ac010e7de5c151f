from collections.abc import Mapping

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from northing.accounts.policies import ask, relations
from northing.accounts.queries import persons
from northing.activity.queries import EventRow, page_of_log
from northing.core.access import Act
from northing.cycles.queries import cycles
from northing.goals.queries.texts import texts_of
from northing.teams.queries import names_of
from northing.web.request import Request
from northing.web.screens.settings.sections import show

PAGE = 100

Names = Mapping[int, str]


@require_safe
def log(request: Request) -> HttpResponse:
    """Who did what, when, and through which door; newest first, a hundred at a time."""
    ask(Act.MANAGE_ORGANISATION, relations(request.user))
    before = request.GET.get("before", "")
    events = page_of_log(int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None, PAGE + 1)
    actors = {event.actor_id for event in events if event.actor_id}
    rows = persons(actors | _numbers(events, "person") | _mentioned(events, "person", "sponsor"))
    people = {number: row.name for number, row in rows.items()}
    teams = names_of(_numbers(events, "team") | _mentioned(events, "parent"))
    context = {
        "events": events[:PAGE],
        "older": events[PAGE - 1].id if len(events) > PAGE else None,
        "newest": not before,
        "people": people,
        "teams": teams,
        "cycles": {row.id: row.name for row in cycles()},
        "okrs": texts_of(
            request.user,
            objectives=_numbers(events, "objective"),
            key_results=_numbers(events, "key_result"),
            initiatives=_numbers(events, "initiative"),
        ),
        "said": {event.id: said for event in events if (said := changes(event, people, teams))},
    }
    return show(request, "log.html", context)


def changes(event: EventRow, people: Names, teams: Names) -> list[str]:
    """What changed from what to what, in words. Of OKRs nothing: their own pages show it to whoever may see it."""
    if event.subject.value not in {"organisation", "person", "team", "cycle"}:
        return []
    said = []
    for field, value in event.details.items():
        names = {"sponsor": people, "parent": teams}.get(field, {})
        match value:
            case [before, after]:
                said.append(
                    _("%(field)s from %(before)s to %(after)s")
                    % {
                        "field": field.removesuffix("_id").removeprefix("is_").replace("_", " "),
                        "before": _plain(before, names),
                        "after": _plain(after, names),
                    }
                )
            case int() if field == "person" and value in people:
                said.append(people[value])
            case "learned" if field == "forecast":
                said.append(_("the forecast learned from closed cycles"))
            case "forgotten" if field == "forecast":
                said.append(_("the forecast forgot what it had learned"))
            case str() if field in {"role", "from", "to"}:
                said.append(f"{field} {value}")
    return said


def _plain(value: object, names: Names) -> str:
    match value:
        case None | "":
            return _("nothing")
        case int() if value in names:
            return names[value]
        case bool():
            return _("yes") if value else _("no")
        case dict():
            return ", ".join(f"{key.replace('_', ' ')} {inner}" for key, inner in value.items()) or _("nothing")
        case _:
            return str(value)


def _mentioned(events: list[EventRow], *fields: str) -> set[int]:
    """The numbers in these details, whether alone or as before and after."""
    values = [event.details[field] for event in events for field in fields if field in event.details]
    return {number for value in values for number in (value if isinstance(value, list) else [value]) if number}


def _numbers(events: list[EventRow], subject: str) -> set[int]:
    return {event.subject_id for event in events if event.subject.value == subject}
