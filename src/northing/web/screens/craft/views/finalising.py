"""Finalise: the team answers how it came about; the sponsor approves the set, or sends it back with a reason."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from northing.accounts.queries import today
from northing.core.crafting import Step
from northing.crafting import actions
from northing.crafting.queries.draft import DraftPage
from northing.kit.errors import Conflict, Invalid
from northing.web.components.toast import say
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.craft import forms
from northing.web.screens.craft.presenting import framing
from northing.web.screens.craft.presenting.answering import Wrong
from northing.web.screens.craft.presenting.finalising import context
from northing.web.screens.craft.views.answering import answer, wrong_of
from northing.web.screens.craft.views.opening import Deed, deed_of, draft_id, of_a_step, opened
from northing.web.sent import version
from northing.web.templating import url

PAGE = "screens/craft/finalise.html"


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_step
def finalise(request: Request, page: DraftPage) -> HttpResponse:
    """The page of the step, and what is done on it (`do`)."""
    if request.method != "POST":
        return _page(request, page, Wrong())
    do, deed = deed_of(request, DEEDS)
    try:
        part = deed(request, page)
    except Invalid as wrong:
        said = wrong_of(request, wrong) if do == "answer" else Wrong(do, None, request.POST.dict(), wrong.errors)
        return _page(request, page, said, 422)
    except Conflict as met:
        fresh = opened(request, page.team.id, page.cycle.id)
        if do == "answer":
            quick = wrong_of(request, met)
        else:
            quick = Wrong(do, None, request.POST.dict(), {"": [met.message, framing.standing_words(fresh)]})
        return _page(request, fresh, quick, 409)
    return redirect(url("draft-finalise", page.team.id, page.cycle.id, _fragment=part))


def _answer(request: Request, page: DraftPage) -> str:
    question, objective_id = answer(request, page)
    say(request, _("Saved."))
    return f"objective-{objective_id}" if objective_id else question.value


def _submit(request: Request, page: DraftPage) -> str:
    sent = request.POST
    actions.submit(request.user, draft_id(request, page), version=version(sent), reason=sent.get("reason", ""))
    say(request, _("It lies before the sponsor now."))
    return "decision"


def _take_back(request: Request, page: DraftPage) -> str:
    actions.take_back(request.user, draft_id(request, page), version=version(request.POST))
    say(request, _("Taken back. The sponsor decides nothing until you lay it before them again."))
    return "decision"


def _approve(request: Request, page: DraftPage) -> str:
    sent = request.POST
    actions.approve(
        request.user, _number(page), version=version(sent), seen=sent.get("seen", ""), note=sent.get("note", "")
    )
    say(request, _("Approved. The team can publish it."))
    return "decision"


def _send_back(request: Request, page: DraftPage) -> str:
    sent = request.POST
    actions.send_back(
        request.user, _number(page), version=version(sent), reason=sent.get("reason", ""), to=forms.step_of(sent)
    )
    say(request, _("Sent back, with your reason."))
    return "decision"


def _number(page: DraftPage) -> int:
    """Nobody decides on what nobody has begun."""
    if page.draft is None:
        raise Invalid.whole(_("Nothing lies before the sponsor yet."))
    return page.draft.id


DEEDS: dict[str, Deed] = {
    "answer": _answer, "submit": _submit, "take_back": _take_back, "approve": _approve, "send_back": _send_back,
}  # fmt: skip


def _page(request: Request, page: DraftPage, wrong: Wrong, status: int = 200) -> HttpResponse:
    frame = framing.frame(page, Step.FINALISE, today())
    shown = {"frame": frame, "trail": framing.trail(page), **context(request.user, page, frame, wrong)}
    return render(request, PAGE, shown, status=status)
