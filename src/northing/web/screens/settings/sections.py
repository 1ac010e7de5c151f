"""The parts of settings, for whoever may open them."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from northing.accounts.policies import may, relations
from northing.core.access import Act
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.templating import url_or_none


def show(
    request: Request,
    template: str,
    context: dict[str, Any] | None = None,
    fragment: str | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """A page of settings, with the way to its other parts."""
    values = {"sections": sections(request), **(context or {})}
    return render(request, f"screens/settings/{template}", values, fragment, status=status)


def sections(request: Request) -> list[dict[str, Any]]:
    """Name, what is in it, and address of each part that this reader may open; the present one is marked."""
    held = relations(request.user)
    sees, runs = may(Act.SEE_ORGANISATION, held), may(Act.MANAGE_ORGANISATION, held)
    offered = [
        ("settings-profile", _("You"), _("Your name, your password, and how Northing writes for you."), True),
        ("settings-people", _("People"), _("Who works here, who may do what, and who has left."), sees),
        ("settings-teams", _("Teams"), _("The tree of teams, who belongs to which, and who leads."), sees),
        ("settings-cycles", _("Cycles"), _("The periods you set goals for, and their calendars."), sees),
        (
            "settings-organisation",
            _("Organisation"),
            _("Its name, its time zone, and the calendar of a quarter."),
            runs,
        ),
        ("settings-forecast", _("Forecast"), _("What your closed cycles taught it."), sees),
        ("settings-import", _("Import"), _("Bring in OKRs from a file."), may(Act.IMPORT, held)),
        ("settings-mail", _("Mail"), _("What waits, what went out, and what could not be sent."), runs),
        ("settings-log", _("Log"), _("Who did what, when, and through which door."), runs),
    ]
    return [
        {"text": words, "about": about, "href": address, "current": request.path.startswith(address)}
        for name, words, about, allowed in offered
        if allowed and (address := url_or_none(name))
    ]
