"""Asking, answering, and looking at what teams ask of each other."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from northing.accounts.policies import ask as ask_policy
from northing.accounts.policies import relations
from northing.accounts.queries import today
from northing.core.access import Act
from northing.cycles.queries import cycles
from northing.goals import actions
from northing.goals.policies import moves_for, standing_on
from northing.goals.queries import dependencies as queries
from northing.goals.queries.dependencies import Move, RequestState, Side, Wanted
from northing.goals.queries.objective import ObjectivePage, objective
from northing.insights.neighbours import neighbours, places
from northing.kit.errors import Conflict, Invalid, KeyReused
from northing.kit.ids import new_key
from northing.teams.queries import memberships, names_of
from northing.web.components.toast import say
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.requests import forms, presenting
from northing.web.sent import version, way_back, whole
from northing.web.templating import url

UNDOES = {Move.WITHDRAW: Move.RESTORE, Move.FULFIL: Move.REOPEN, Move.GIVE_UP: Move.REOPEN}


@require_safe
def listed(request: Request) -> HttpResponse:
    """The requests of one's teams, or of one team; what waits for somebody first."""
    ask_policy(Act.SEE_ORGANISATION, relations(request.user))
    given = request.GET
    side = next((side for side in Side if side.value == given.get("side")), None)
    known = {"open", "flagged", *(state.value for state in RequestState)}
    state = given.get("state", "") if given.get("state") in known else ""
    wanted = Wanted(whole(given.get("team", "")), side, state, whole(given.get("cycle", "")))
    rows = queries.listed(request.user, wanted, today())
    params = {"team": wanted.team_id, "side": side and side.value, "state": state, "cycle": wanted.cycle_id}
    mine = memberships(request.user)
    named = names_of(mine.team_ids | mine.led_team_ids | ({wanted.team_id} if wanted.team_id else set()))
    choices = {
        "teams": sorted(named.items(), key=lambda one: one[1].casefold()),
        "cycles": [(row.id, row.name) for row in cycles()],
    }
    return render(request, "screens/requests/list.html", presenting.listed(rows, wanted, params, choices))


@require_safe
def show(request: Request, request_id: int) -> HttpResponse:
    """One request with its whole history, and what its reader can do now."""
    return _page(request, request_id)


@require_POST
def step(request: Request, request_id: int) -> HttpResponse:
    """One step of the handshake; who was quicker is shown (F4)."""
    move = forms.move_of(request.POST)
    try:
        said = forms.step(request.POST)
        now = actions.answer_request(request.user, request_id, move, version=version(request.POST), **said)
    except Invalid as wrong:
        queries.request(request.user, request_id, today())
        return _page(request, request_id, errors=wrong.errors, typed=request.POST, sent=move.value, status=422)
    except Conflict:
        message = {"": [_("Somebody was quicker. This is how it stands now; what you wrote is below.")]}
        return _page(request, request_id, errors=message, typed=request.POST, sent=move.value, met=True, status=409)
    undo = UNDOES.get(move)
    back = {"undo_url": url("request-step", request_id), "undo_values": {"move": undo, "version": now}} if undo else {}
    say(request, _said(move), **back)  # type: ignore[arg-type]
    return redirect(url("request", request_id))


@require_POST
def bring(request: Request, request_id: int) -> HttpResponse:
    """Name what will bring it, or that nothing does."""
    try:
        actions.name_bringer(request.user, request_id, version=version(request.POST), **forms.bringer(request.POST))
    except Invalid as wrong:
        return _page(request, request_id, errors=wrong.errors, typed=request.POST, sent="bringer", status=422)
    except Conflict:
        message = {"": [_("Somebody was quicker. This is how it stands now.")]}
        return _page(request, request_id, errors=message, typed=request.POST, sent="bringer", met=True, status=409)
    say(request, _("Saved. If it turns red, the team that asked knows at once."))
    return redirect(url("request", request_id))


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request, objective_id: int) -> HttpResponse:
    """Ask another team for something an objective, or one key result of it, needs."""
    page = objective(request.user, objective_id, today())
    if request.method != "POST":
        key_result_id = whole(request.GET.get("kr", ""))
        standing_on(request.user, page.footing).ask(Act.REQUEST, key_result_id if _has(page, key_result_id) else None)
        given = {
            "key_result_id": key_result_id or "",
            "team_id": whole(request.GET.get("team", "")) or "",
            "next": request.GET.get("next", ""),
        }
        return _ask_page(request, page, given, {}, new_key())
    try:
        said = forms.wish(request.POST)
        number = actions.ask_team(request.user, objective_id, **said)
    except KeyReused:
        return _ask_page(request, page, request.POST, {"": [_again()]}, new_key(), status=422)
    except Invalid as wrong:
        return _ask_page(request, page, request.POST, wrong.errors, request.POST.get("key", ""), status=422)
    say(request, _("Asked. You see it here and at home as soon as they answer."))
    return redirect(way_back(request.POST) or url("request", number))


@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: Request, team_id: int) -> HttpResponse:
    """The three questions about a team's set (R24); the answers become requests in one click."""
    errors: dict[str, list[str]] = {}
    key = request.POST.get("key", "") or new_key()
    chosen = whole(request.GET.get("cycle", ""))
    if request.method == "POST":
        try:
            made = actions.ask_teams(request.user, forms.wishes(request.POST), key=key[:128])
        except KeyReused:
            errors, key = {"": [_again()]}, new_key()
        except Invalid as wrong:
            errors = wrong.errors
        else:
            say(request, _("Asked %(n)s times.") % {"n": len(made)} if len(made) > 1 else _("Asked."))
            return redirect(url("team-dependencies", team_id, _query={"cycle": chosen}, _fragment="depend"))
    found = neighbours(request.user, team_id, today(), chosen)
    typed = request.POST if request.method == "POST" else None
    shown = presenting.questions(found, today=today(), key=key, errors=errors, typed=typed, params={"cycle": chosen})
    return render(request, "screens/requests/questions.html", shown, status=422 if errors else 200)


def _page(request: Request, request_id: int, *, status: int = 200, **wrong: Any) -> HttpResponse:
    row = queries.request(request.user, request_id, today())
    moves = moves_for(request.user, row)
    bringable = queries.bringable(request.user, row.asked_team.id) if row.answers and not row.over else []
    shown = presenting.one(request.user, row, queries.history(request_id), moves, bringable, **wrong)
    return render(request, "screens/requests/request.html", {**shown, "today": today()}, status=status)


def _ask_page(
    request: Request, page: ObjectivePage, typed: Any, errors: dict[str, list[str]], key: str, *, status: int = 200
) -> HttpResponse:
    near = {
        relative.objective.team.id
        for relatives in (page.family.serves, page.family.served_by, page.family.beside)
        for relative in relatives
    }
    shown = presenting.asking(page, places(request.user), near, typed, errors, key)
    shown |= {"today": today(), "back": way_back(typed)}
    return render(request, "screens/requests/ask.html", shown, status=status)


def _has(page: ObjectivePage, key_result_id: int | None) -> bool:
    return any(row.id == key_result_id for row in page.key_results)


def _again() -> str:
    """Somebody went back, wrote something else, and sent the same form once more."""
    return _("This form was sent already, with other words. Send it again to ask for this as well.")


def _said(move: Move) -> str:
    return {
        Move.AGREE: _("Agreed. Both teams see it."),
        Move.PROPOSE: _("Proposed. It is up to them now."),
        Move.DECLINE: _("Declined, with your reason."),
        Move.ACCEPT: _("Accepted. It is agreed."),
        Move.ASK_AGAIN: _("Asked again."),
        Move.WITHDRAW: _("Withdrawn."),
        Move.FULFIL: _("Done."),
        Move.GIVE_UP: _("Given up, with your reason."),
        Move.REOPEN: _("It is agreed as before."),
        Move.RESTORE: _("It is asked for as before."),
    }[move]
