"""The page of one objective and everything that can be done on it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from northing.accounts.queries import number_style, today
from northing.core.access import Act
from northing.crafting.actions import publish_alone
from northing.goals import actions
from northing.goals.policies import standing_on
from northing.goals.queries.objective import ObjectivePage, objective
from northing.goals.queries.records import InitiativeRow
from northing.kit.errors import Conflict, Invalid, NotFound
from northing.web import foretelling
from northing.web.components.toast import say
from northing.web.portraits import account_address
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.objective import forms, presenting
from northing.web.sent import past_day, version, whole
from northing.web.templating import url, url_or_none

TEMPLATE = "screens/objective/objective.html"


@require_safe
def show(request: Request, objective_id: int) -> HttpResponse:
    """The page, as of today or of a past day (R19)."""
    day, wrong = past_day(request.GET.get("as_of", ""), today())
    page = objective(request.user, objective_id, today(), day)
    return render(request, TEMPLATE, {**presenting.context(request.user, page), "as_of_wrong": wrong})


@require_safe
def explain(request: Request, objective_id: int) -> HttpResponse:
    """Where the number comes from (R3c): a page of its own, and the part that opens in place."""
    day, _wrong = past_day(request.GET.get("as_of", ""), today())
    page = objective(request.user, objective_id, today(), day)
    shown = {
        "page": page,
        "o": page.objective,
        "explanation": presenting.explanation(request.user, page),
        "explained": foretelling.explained(page.objective, number_style(request.user)),
        "link": account_address,
    }
    return render(request, "screens/objective/explain.html", shown, fragment="explanation")


@require_POST
def publish(request: Request, objective_id: int) -> HttpResponse:
    """Show a draft to everybody, alone: the steps of its set are skipped for it, which the set remembers."""
    try:
        publish_alone(request.user, objective_id)
    except Invalid as wrong:
        return _again(request, objective_id, wrong, "publish")
    say(request, _("Published. Everybody in the organisation can see it now."))
    return _to(objective_id)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Request, objective_id: int) -> HttpResponse:
    """Ask how it ended: scores, where they differ from the proposed ones why, and what was learned (R2, R37)."""
    page = objective(request.user, objective_id, today())
    _ask(request, page, Act.CLOSE)
    shown = presenting.closing(request.user, page)
    if request.method != "POST":
        return render(request, "screens/objective/close.html", shown)
    try:
        said = forms.closing(
            request.POST, shown["proposals"], number_style(request.user), whole=shown["asks_for_the_whole"]
        )
        actions.close_objective(request.user, objective_id, **said)
    except Invalid as wrong:
        shown |= {"errors": wrong.errors, "typed": request.POST}
        return render(request, "screens/objective/close.html", shown, status=422)
    say(request, _("Closed. Its numbers stay as they are."), undo_url=url("objective-reopen", objective_id))
    return _to(objective_id)


@require_POST
def reopen(request: Request, objective_id: int) -> HttpResponse:
    """Open a closed objective again; also what *undo* does after closing."""
    actions.reopen_objective(request.user, objective_id)
    say(request, _("Open again. It takes check-ins as before."))
    return _to(objective_id)


@require_POST
def delete(request: Request, objective_id: int) -> HttpResponse:
    """Take it away; the way back is in the toast."""
    page = objective(request.user, objective_id, today())
    actions.delete_objective(request.user, objective_id)
    say(request, _("Objective deleted."), undo_url=url("objective-restore", objective_id))
    return redirect(url_or_none("team", page.objective.team.id) or url_or_none("okrs") or url_or_none("home") or "/")


@require_POST
def restore(request: Request, objective_id: int) -> HttpResponse:
    """Bring it back as it was."""
    actions.restore_objective(request.user, objective_id)
    say(request, _("The objective is back."))
    return _to(objective_id)


@require_http_methods(["GET", "HEAD", "POST"])
def weigh(request: Request, objective_id: int) -> HttpResponse:
    """The weights and the order of the key results, in one form; whoever saved in between is shown beside it (F4)."""
    page = objective(request.user, objective_id, today())
    _ask(request, page, Act.WEIGH)
    template = "screens/objective/weigh.html"
    if request.method != "POST":
        return render(request, template, presenting.weighing(page), fragment="dialog")
    sent = request.POST
    try:
        weights, order = forms.arrangement(sent, number_style(request.user))
        actions.arrange_key_results(request.user, objective_id, version=version(sent), weights=weights, order=order)
    except Invalid as wrong:
        shown = presenting.weighing(page, errors=wrong.errors, typed=sent, version=sent.get("version", ""))
        return render(request, template, shown, fragment="dialog", status=422)
    except Conflict as conflict:
        now = objective(request.user, objective_id, today())
        shown = presenting.weighing(now, errors={"": [conflict.message]}, typed=sent, meanwhile=True)
        return render(request, template, shown, fragment="dialog", status=409)
    say(request, _("Weights and order are saved. The number above follows."))
    return _to(objective_id, "key-results")


# ---- initiatives ----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def add_initiative(request: Request, objective_id: int) -> HttpResponse:
    """Write down work that should move the numbers. Its form stands on the page."""
    if request.method != "POST":
        return _to(objective_id, "initiatives")
    try:
        actions.add_initiative(request.user, objective_id, **forms.initiative(request.POST))
    except Invalid as wrong:
        return _again(request, objective_id, wrong, "initiative")
    say(request, _("Initiative added."))
    return _to(objective_id, "initiatives")


@require_http_methods(["GET", "HEAD", "POST"])
def edit_initiative(request: Request, objective_id: int, initiative_id: int) -> HttpResponse:
    """Change an initiative; whoever saved in between is shown beside it (F4)."""
    page, row = _initiative(request, objective_id, initiative_id)
    shown = {
        "page": page, "o": page.objective, "row": row, "errors": {}, "theirs": None, "version": row.version,
        "owners": presenting.owners_to_choose(page, request.user),
    }  # fmt: skip
    if request.method != "POST":
        return render(
            request, "screens/objective/initiative.html", {**shown, "typed": _as_typed(row)}, fragment="dialog"
        )
    shown["typed"] = {**_as_typed(row), **request.POST.dict()}
    try:
        facts = forms.initiative(request.POST)
        actions.edit_initiative(request.user, initiative_id, version=version(request.POST), **facts)
    except Invalid as wrong:
        shown |= {"errors": wrong.errors, "version": request.POST.get("version", row.version)}
        return render(request, "screens/objective/initiative.html", shown, fragment="dialog", status=422)
    except Conflict as conflict:
        shown |= {"errors": {"": [conflict.message]}, "theirs": row}
        return render(request, "screens/objective/initiative.html", shown, fragment="dialog", status=409)
    say(request, _("Initiative saved."))
    return _to(objective_id, "initiatives")


@require_http_methods(["GET", "HEAD", "POST"])
def end_initiative(request: Request, objective_id: int, initiative_id: int) -> HttpResponse:
    """What came of it, against its hypothesis."""
    page, row = _initiative(request, objective_id, initiative_id)
    shown: dict[str, Any] = {
        "page": page,
        "o": page.objective,
        "row": row,
        "errors": {},
        "typed": {"outcome": row.outcome},
    }
    if request.method != "POST":
        return render(request, "screens/objective/end_initiative.html", shown, fragment="dialog")
    try:
        kept = request.POST.get("kept") != "no"
        actions.end_initiative(request.user, initiative_id, outcome=request.POST.get("outcome", ""), kept=kept)
    except Invalid as wrong:
        shown |= {"errors": wrong.errors, "typed": request.POST}
        return render(request, "screens/objective/end_initiative.html", shown, fragment="dialog", status=422)
    say(request, _("Ended, with what came of it."))
    return _to(objective_id, "initiatives")


@require_POST
def delete_initiative(request: Request, initiative_id: int) -> HttpResponse:
    """Take an initiative away; the way back is in the toast."""
    back = _back(request)
    actions.delete_initiative(request.user, initiative_id)
    undo = {"undo_url": url("initiative-restore", initiative_id), "undo_values": {"objective": back}}
    say(request, _("Initiative deleted."), **undo)  # type: ignore[arg-type]
    return _to(back, "initiatives")


@require_POST
def restore_initiative(request: Request, initiative_id: int) -> HttpResponse:
    """Bring an initiative back."""
    back = _back(request)
    actions.restore_initiative(request.user, initiative_id)
    say(request, _("The initiative is back."))
    return _to(back, "initiatives")


# ---- alignment ------------------------------------------------------------------------------------------------


@require_POST
def unalign(request: Request, alignment_id: int) -> HttpResponse:
    """Take a link away; the way back is in the toast."""
    back = _back(request)
    actions.unalign(request.user, alignment_id)
    undo = {"undo_url": url("alignment-restore", alignment_id), "undo_values": {"objective": back}}
    say(request, _("The link is gone."), **undo)  # type: ignore[arg-type]
    return _to(back, "alignment")


@require_POST
def restore_alignment(request: Request, alignment_id: int) -> HttpResponse:
    """Draw a link again."""
    back = _back(request)
    actions.restore_alignment(request.user, alignment_id)
    say(request, _("The link is back."))
    return _to(back, "alignment")


# ---- around them ----------------------------------------------------------------------------------------------


def _to(objective_id: int, part: str = "") -> HttpResponse:
    return redirect(url("objective", objective_id, _fragment=part))


def _back(request: Request) -> int:
    """The objective on whose page the button was pressed."""
    number = whole(request.POST.get("objective", ""))
    if number is None:
        raise NotFound
    return number


def _again(request: Request, objective_id: int, wrong: Invalid, form: str) -> HttpResponse:
    """The page once more with what was typed and what is wrong with it."""
    page = objective(request.user, objective_id, today())
    shown = presenting.context(request.user, page, errors=wrong.errors, typed=request.POST, form=form)
    return render(request, TEMPLATE, {**shown, "as_of_wrong": ""}, status=422)


def _ask(request: Request, page: ObjectivePage, act: Act) -> None:
    standing_on(request.user, page.footing).ask(act)


def _initiative(request: Request, objective_id: int, initiative_id: int) -> tuple[ObjectivePage, InitiativeRow]:
    page = objective(request.user, objective_id, today())
    row = next((row for row in page.initiatives if row.id == initiative_id), None)
    if row is None:
        raise NotFound
    _ask(request, page, Act.NOTE_INITIATIVE)
    return page, row


def _as_typed(row: InitiativeRow) -> dict[str, Any]:
    return {
        "title": row.title,
        "hypothesis": row.hypothesis,
        "key_result_id": row.key_result_id,
        "owner_id": row.owner.id if row.owner else "",
        "due_on": row.due_on,
    }
