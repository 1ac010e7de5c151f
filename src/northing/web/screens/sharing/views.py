"""Taking an objective on with one's team, and all versions of it side by side (R22)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from northing.accounts.queries import number_style, today
from northing.goals.actions import take_on_objective
from northing.goals.queries.drafting import Drafted, Places, drafted, places
from northing.goals.queries.objective import State
from northing.goals.queries.versions import versions
from northing.kit.errors import Invalid, KeyReused, Refused
from northing.kit.ids import new_key
from northing.web.components.toast import say
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.sharing import forms, presenting
from northing.web.sent import past_day, whole
from northing.web.templating import url


@require_safe
def show(request: Request, objective_id: int) -> HttpResponse:
    """The original and what each team made of it, as of today or of a past day (R19)."""
    day, wrong = past_day(request.GET.get("as_of", ""), today())
    found = versions(request.user, objective_id, today(), day)
    return render(
        request, "screens/sharing/versions.html", {**presenting.side_by_side(request.user, found), "as_of_wrong": wrong}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def take_on(request: Request, objective_id: int) -> HttpResponse:
    """Draft the own version: what is kept, changed, dropped and added is chosen key result by key result."""
    page = drafted(request.user, objective_id, today())
    yours = places(request.user)
    _ask(page, yours)
    style = number_style(request.user)
    if request.method != "POST":
        typed = presenting.as_original(page, yours, style, team=whole(request.GET.get("team", "")))
        return _form(request, page, {**typed, "key": new_key()})
    try:
        said = forms.taking_on(request.POST, page, style)
        lead = request.user.pk if said["team_id"] in yours.mine else None
        written = take_on_objective(request.user, objective_id, lead_id=lead, **said)
    except Invalid as wrong:
        return _form(request, page, request.POST, errors=forms.at_fields(wrong.errors, request.POST), status=422)
    except Refused as refused:
        return _form(request, page, request.POST, errors={"team_id": [refused.reason]}, status=403)
    except KeyReused:
        again = {**request.POST.dict(), "key": new_key()}
        problem = {"": [_("This form was sent before with other words. Send it again if that is what you want.")]}
        return _form(request, page, again, errors=problem, status=422)
    say(request, _("Your team's draft is there. Its key results have no owners yet."))
    return redirect(url("objective", written))


def _ask(page: Drafted, yours: Places) -> None:
    if yours.own_only:
        raise Refused(_("Teams take objectives on, and you may draft for none."))
    if page.objective.state is State.CLOSED:
        raise Refused(_("It is closed. What is still to be gained from it can be carried forward."))
    if page.objective.individual is not None:
        raise Refused(_("It is somebody's individual OKR. Teams take on what teams pursue."))


def _form(request: Request, page: Drafted, typed: Any, *, errors: Any = None, status: int = 200) -> HttpResponse:
    shown = presenting.taking_on(request.user, page, places(request.user), typed, errors or {})
    return render(request, "screens/sharing/take_on.html", shown, status=status)
