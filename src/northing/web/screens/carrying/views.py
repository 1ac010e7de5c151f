"""Carrying an objective forward into a later cycle (R39): one at a time, with what is still to be gained."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from northing.accounts.queries import number_style, today
from northing.goals.actions import carry_forward
from northing.goals.queries.drafting import Places, places
from northing.goals.queries.objective import ObjectivePage, State, objective
from northing.kit.errors import Invalid, KeyReused, Refused
from northing.kit.ids import new_key
from northing.web.components.toast import say
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.carrying import forms, presenting
from northing.web.sent import whole
from northing.web.templating import url


@require_http_methods(["GET", "HEAD", "POST"])
def carry(request: Request, objective_id: int) -> HttpResponse:
    """Ask what is still to be gained, and which key results shall tell; then the new draft."""
    page = objective(request.user, objective_id, today())
    yours = places(request.user)
    _ask(request, page, yours)
    style = number_style(request.user)
    if request.method != "POST":
        cycle = whole(request.GET.get("cycle", ""))
        return _form(request, page, {**presenting.beforehand(page, yours, style, cycle=cycle), "key": new_key()})
    typed = {**request.POST.dict(), "kr": request.POST.getlist("kr")}
    try:
        written = carry_forward(request.user, objective_id, **forms.carrying(request.POST, page, style))
    except Invalid as wrong:
        return _form(request, page, typed, errors=presenting.at_fields(wrong.errors), status=422)
    except Refused as refused:
        return _form(request, page, typed, errors={"team_id": [refused.reason]}, status=403)
    except KeyReused:
        problem = {"": [_("This form was sent before with other words. Send it again if that is what you want.")]}
        return _form(request, page, {**typed, "key": new_key()}, errors=problem, status=422)
    say(request, _("Carried forward, as a draft. Confirm its targets before it is published."))
    return redirect(url("objective", written))


def _ask(request: Request, page: ObjectivePage, yours: Places) -> None:
    row = page.objective
    if yours.own_only and row.individual is None:
        raise Refused(_("It is a team's objective, and you may draft for none."))
    if row.state is State.DRAFT:
        raise Refused(_("It is a draft. A draft is moved to another cycle, not carried forward."))
    if row.individual is not None and row.individual.id != request.user.pk:
        raise Refused(_("This is somebody's individual OKR. Only they carry it forward."))


def _form(request: Request, page: ObjectivePage, typed: Any, *, errors: Any = None, status: int = 200) -> HttpResponse:
    shown = presenting.form(request.user, page, places(request.user), typed, errors or {})
    return render(request, "screens/carrying/carry_forward.html", shown, status=status)
