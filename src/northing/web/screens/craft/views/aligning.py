"""Align: the three questions (R24), requests both ways, and what each objective serves."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from northing.accounts.queries import today
from northing.core.crafting import Step
from northing.crafting.queries.draft import DraftPage
from northing.crafting.queries.offers import unserved
from northing.insights.neighbours import neighbours
from northing.kit.errors import Conflict, Invalid, NotFound
from northing.web.components.toast import say
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.craft.presenting import framing
from northing.web.screens.craft.presenting.aligning import context
from northing.web.screens.craft.presenting.answering import Wrong
from northing.web.screens.craft.views.answering import answer, wrong_of
from northing.web.screens.craft.views.opening import of_a_step, opened
from northing.web.templating import url

PAGE = "screens/craft/align.html"


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_step
def align(request: Request, page: DraftPage) -> HttpResponse:
    """The page of the step; a question is answered on it."""
    if request.method != "POST":
        return _page(request, page, Wrong())
    if request.POST.get("do") != "answer":
        raise NotFound
    try:
        question, _objective = answer(request, page)
    except Invalid as wrong:
        return _page(request, page, wrong_of(request, wrong), 422)
    except Conflict as met:
        return _page(request, opened(request, page.team.id, page.cycle.id), wrong_of(request, met), 409)
    say(request, _("Saved."))
    return redirect(url("draft-align", page.team.id, page.cycle.id, _fragment=question.value))


def _page(request: Request, page: DraftPage, wrong: Wrong, status: int = 200) -> HttpResponse:
    frame = framing.frame(page, Step.ALIGN, today())
    near = neighbours(request.user, page.team.id, today(), page.cycle.id)
    offers = unserved(request.user, page.team.path, page.cycle)
    shown = {
        "frame": frame,
        "trail": framing.trail(page),
        **context(request.user, page, frame, near, offers, wrong),
    }
    return render(request, PAGE, shown, status=status)
