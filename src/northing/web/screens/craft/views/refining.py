"""Refine: the team agrees how each key result will be scored, talks about it, and says blind how sure it is."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from northing.accounts.queries import number_style, today
from northing.core.crafting import Step
from northing.core.measures import NumberStyle
from northing.crafting import actions
from northing.crafting.queries.draft import DraftPage
from northing.goals.actions import edit_key_result
from northing.goals.queries.rows import KeyResultRow
from northing.kit.errors import Conflict, Invalid, NotFound
from northing.web.components.toast import say
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.craft import forms
from northing.web.screens.craft.presenting import framing
from northing.web.screens.craft.presenting.answering import Wrong
from northing.web.screens.craft.presenting.refining import context, met_words
from northing.web.screens.craft.views.opening import Deed, deed_of, draft_id, of_a_step, opened
from northing.web.sent import version, whole
from northing.web.templating import url

PAGE = "screens/craft/refine.html"


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_step
def refine(request: Request, page: DraftPage) -> HttpResponse:
    """The page of the step, and what is done on it (`do`)."""
    if request.method != "POST":
        return _page(request, page, Wrong())
    do, deed = deed_of(request, DEEDS)
    about = whole(request.POST.get("key_result", ""))
    try:
        part = deed(request, page)
    except Invalid as wrong:
        errors = wrong.errors if do != "define" else {_at(name, about): said for name, said in wrong.errors.items()}
        return _page(request, page, Wrong(do, about, request.POST.dict(), errors), 422)
    except Conflict as met:
        return _met(request, page, do, about, met)
    return redirect(url("draft-refine", page.team.id, page.cycle.id, _fragment=part))


def _agree(request: Request, page: DraftPage) -> str:
    number = forms.key_result_of(request.POST)
    actions.agree(request.user, draft_id(request, page), number, levels=request.POST.get("levels", ""))
    say(request, _("You said yes to how it will be scored."))
    return f"kr-{number}"


def _disagree(request: Request, page: DraftPage) -> str:
    number = forms.key_result_of(request.POST)
    if all(row.id != number for one in page.objectives for row in one.key_results):
        raise NotFound
    actions.disagree(request.user, draft_id(request, page), number)
    say(request, _("Your yes is taken back."))
    return f"kr-{number}"


def _define(request: Request, page: DraftPage) -> str:
    row = _row(page, forms.key_result_of(request.POST))
    draft_id(request, page)  # whoever may not work on the draft does not change it from here
    facts = forms.definition(row, request.POST, number_style(request.user))
    edit_key_result(request.user, row.id, version=version(request.POST), sketching=True, **facts)
    say(request, _("Saved. Who had said yes to other numbers is asked again."))
    return f"kr-{row.id}"


def _open(request: Request, page: DraftPage) -> str:
    actions.open_round(request.user, draft_id(request, page))
    say(request, _("The round is open. Nobody sees a voice before all are revealed together."))
    return "round"


def _vote(request: Request, page: DraftPage) -> str:
    actions.vote(request.user, draft_id(request, page), votes=forms.votes(request.POST))
    say(request, _("Kept to yourself until all are revealed. You may change it until then."))
    return "round"


def _reveal(request: Request, page: DraftPage) -> str:
    actions.reveal(request.user, draft_id(request, page))
    return "round"


DEEDS: dict[str, Deed] = {
    "agree": _agree, "disagree": _disagree, "define": _define, "open": _open, "vote": _vote, "reveal": _reveal,
}  # fmt: skip
_FIELDS = frozenset({"start", "level_03", "level_07", "target", "low", "high", "owner_id"})


def _at(name: str, about: int | None) -> str:
    """A field of the small form by the name it has on this page."""
    return f"{name}-{about}" if name in _FIELDS else ""


def _row(page: DraftPage, number: int) -> KeyResultRow:
    found = next((row for one in page.objectives for row in one.key_results if row.id == number), None)
    if found is None:
        raise NotFound
    return found


def _met(request: Request, page: DraftPage, do: str, about: int | None, met: Conflict) -> HttpResponse:
    """Somebody else was quicker: what is there now, with what was typed."""
    fresh = opened(request, page.team.id, page.cycle.id)
    errors: dict[str, list[str]] = {"": [met.message]}
    now = None
    if do == "define" and about is not None and isinstance(met.current, dict):
        row, style = _row(fresh, about), number_style(request.user)
        theirs = met_words(row, met.current, _readable(row, request, style), style)
        errors = {
            "": [_("Somebody else has changed this in the meantime. Yours is not saved yet.")],
            **{_at(name, about): said for name, said in theirs.items()},
        }
        now = row.version
    return _page(request, fresh, Wrong(do, about, request.POST.dict(), errors, now), 409)


def _readable(row: KeyResultRow, request: Request, style: NumberStyle) -> dict[str, Any]:
    """What was typed, as far as it can be read in the unit that is there now."""
    try:
        return forms.definition(row, request.POST, style)
    except Invalid:
        return {}


def _page(request: Request, page: DraftPage, wrong: Wrong, status: int = 200) -> HttpResponse:
    frame = framing.frame(page, Step.REFINE, today())
    shown = {"frame": frame, "trail": framing.trail(page), **context(request.user, page, frame, wrong)}
    return render(request, PAGE, shown, status=status)
