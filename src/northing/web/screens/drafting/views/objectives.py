"""Writing an objective, changing it, moving it."""

from collections.abc import Collection
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from northing.accounts.queries import individual_okrs, person, today
from northing.core.access import Act
from northing.cycles.queries import CycleRow, current
from northing.goals.actions import create_objective, edit_objective, move_objective
from northing.goals.policies import standing_on
from northing.goals.queries.drafting import Drafted, Meant, Places, drafted, meant, open_cycles, places
from northing.kit.errors import Invalid, NotFound, Refused
from northing.web.coaching import objective_panel
from northing.web.components.picker import label_of
from northing.web.components.toast import say
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.drafting import presenting
from northing.web.screens.drafting.forms import (
    Difference,
    MoveForm,
    NewObjectiveForm,
    ObjectiveForm,
    Raw,
    meet,
    raw_of,
    raw_of_objective,
)
from northing.web.screens.drafting.forms.draft import digests
from northing.web.screens.drafting.forms.objective import facts_of_objective
from northing.web.sent import whole
from northing.web.templating import url

FORM = "screens/drafting/objective.html"


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Write an objective; then on to its first key result."""
    yours, cycles = places(request.user), open_cycles()
    sent = _sent(request)
    stored = _blank(request, yours, cycles)
    ids = [row.id for row in cycles]
    form = NewObjectiveForm(sent, reader=request.user, stored=stored, places=yours, cycle_ids=ids)
    written = form.attempt(lambda facts: _write(request, facts))
    if written is not None:
        say(request, _("The draft is saved. Now its first key result: how will you tell?"))
        return redirect(url("drafting:key_result_new", written))
    team, cycle = yours.team(_id(form["team"].value())), _cycle(cycles, form["cycle"].value())
    own = bool(form["individual"].value()) or yours.own_only
    shown = {
        **_shown(form, None),
        "places": yours,
        "teams": presenting.team_options(yours),
        "cycles": presenting.cycle_options(cycles, today()),
        "trail": presenting.trail(None, team),
        "note": presenting.objectives_note(request.user, team, cycle, own=own),
        "meant": _meant(request, form),
        "opened": "",
    }
    return render(request, FORM, shown, fragment="limit", status=form.status)


def _write(request: Request, facts: dict[str, Any]) -> int:
    """Draft it and draw its link, or neither."""
    try:
        return create_objective(request.user, **facts)
    except NotFound:
        if not (facts["serves_objective_id"] or facts["serves_key_result_id"]):
            raise
        gone = _("What it was to support is not there any more. It can be written without it.")
        raise Invalid({"parent": [gone]}) from None


def _meant(request: Request, form: NewObjectiveForm) -> Meant | None:
    """What the address, or the form as it was sent, wants it to support."""
    taken, served = _id(form["serves_key_result"].value()), _id(form["serves"].value())
    if not (taken or served):
        return None
    return meant(request.user, objective_id=served, key_result_id=taken)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, objective_id: int) -> HttpResponse:
    """Change an objective. Who saved in between is shown beside it (F4)."""
    page = drafted(request.user, objective_id, today())
    form = _form_of(request, page)
    saved = form.attempt(lambda facts: edit_objective(request.user, objective_id, version=form.version, **facts))
    if saved is not None:
        say(request, _("Saved."))
        return redirect(url("objective", objective_id))
    page, form, differences = _met(request, page, form)
    shown = {**_shown(form, page), "trail": presenting.trail(page.objective), "differences": differences}
    asked = form.is_bound and not form.met
    shown["opened"] = form.raw.get("opened", "") if asked else digests(facts_of_objective(page))
    return render(request, FORM, shown, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: Request, objective_id: int) -> HttpResponse:
    """Give an objective to another team or another cycle, with its key results and its history."""
    page = drafted(request.user, objective_id, today())
    yours, cycles, here = _elsewhere(request, page), open_cycles(), page.objective.team
    row = page.objective
    stored = raw_of(team=row.team.id, cycle=row.cycle.id, version=row.version)
    form = MoveForm(
        _sent(request), reader=request.user, stored=stored,
        team_ids={here.id, *(team.id for team in yours.teams)}, cycle_ids={row.cycle.id, *(one.id for one in cycles)},
    )  # fmt: skip
    moved = form.attempt(lambda facts: move_objective(request.user, objective_id, version=form.version, **facts))
    if moved is not None:
        say(request, _("Moved."), undo_url=url("drafting:objective_move", objective_id),
            undo_values={"team": row.team.id, "cycle": row.cycle.id, "version": moved})  # fmt: skip
        return redirect(url("objective", objective_id))
    shown = {
        "form": form, "page": page, "o": row, "version": row.version if form.met or not form.is_bound else form.version,
        "teams": presenting.team_options(yours, here), "cycles": presenting.cycle_options(cycles, today(), row.cycle),
        "trail": presenting.trail(row),
    }  # fmt: skip
    return render(request, "screens/drafting/move.html", shown, status=form.status)


def _form_of(request: Request, page: Drafted, taking: Collection[str] = ()) -> ObjectiveForm:
    """The form, if the reader may change the objective. What was sent stays even where they may not any more."""
    standing = standing_on(request.user, page.footing)
    sent = _sent(request)
    if sent is None:
        standing.ask(Act.EDIT_OBJECTIVE)
    shares = Act.SHARE in standing.allowed([Act.SHARE])
    whose = page.footing.individual_id
    stored = raw_of_objective(page)
    return ObjectiveForm(sent, reader=request.user, stored=stored, taking=taking, shares=shares, whose=whose)


def _shown(form: ObjectiveForm, page: Drafted | None) -> dict[str, Any]:
    return {
        "form": form,
        "page": page,
        "o": page.objective if page else None,
        "meant": None,
        "coach": objective_panel(form.raw),
        "commitments": presenting.commitments(),
        "draws": presenting.draws(),
        "individual": individual_okrs(),
        "version": page.objective.version if page and form.met else form.version,
        "differences": [],
        "may_delete": page is not None and Act.DELETE in standing_on(form.reader, page.footing).allowed([Act.DELETE]),
    }


def _met(request: Request, page: Drafted, form: ObjectiveForm) -> tuple[Drafted, ObjectiveForm, list[Difference]]:
    """After two edits met (F4): what is there now, the form with what only they changed, and where both did."""
    if not form.met:
        return page, form, []
    page = drafted(request.user, page.objective.id, today())
    label, words = presenting.objective_label, presenting.objective_words
    differences = meet(form.facts(), facts_of_objective(page), form.raw.get("opened", ""), label, words)
    form = _form_of(request, page, [one.fact for one in differences if not one.clash])
    form.met = True
    return page, form, differences


def _blank(request: Request, yours: Places, cycles: list[CycleRow]) -> Raw:
    """A new objective as far as the address says: team and cycle, led by whoever writes it."""
    mine = next((row.id for row in yours.teams if row.id in yours.mine), yours.teams[0].id if yours.teams else "")
    asked, running = request.GET.get("team", ""), current()
    cycle = _cycle(cycles, request.GET.get("cycle", "")) or _cycle(cycles, running.id if running else None)
    return raw_of(
        team=_id(asked) if yours.team(_id(asked)) else mine,
        cycle=cycle.id if cycle else "",
        lead=label_of(person(request.user.pk)),
        lead_id=request.user.pk,
        individual=("individual" in request.GET and yours.individual) or yours.own_only,
        statement=request.GET.get("statement", "")[:500],
        serves=_id(request.GET.get("serves")) or "",
        serves_key_result=_id(request.GET.get("serves_key_result")) or "",
    )


def _elsewhere(request: Request, page: Drafted) -> Places:
    """Where the reader may put it; raises `Refused` unless they may move it at all."""
    standing_on(request.user, page.footing).ask(Act.MOVE)
    try:
        return places(request.user)
    except Refused:
        return Places((), frozenset())


def _sent(request: Request) -> Raw | None:
    return request.POST if request.method == "POST" else None


def _cycle(rows: list[CycleRow], number: Any) -> CycleRow | None:
    return next((row for row in rows if row.id == _id(number)), None)


def _id(value: Any) -> int | None:
    return whole(str(value or ""))
