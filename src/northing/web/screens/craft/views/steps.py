"""From step to step: what is undone, and why one goes on all the same."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from northing.accounts.queries import today
from northing.core.crafting import ORDER, Step
from northing.crafting import actions
from northing.crafting.queries.draft import DraftPage
from northing.kit.errors import Conflict, Invalid, NotFound
from northing.web.components.toast import say
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.craft.presenting import framing, words
from northing.web.screens.craft.views.opening import draft_id, of_a_step, opened
from northing.web.sent import version

PAGE = "screens/craft/step.html"


@require_http_methods(["GET", "HEAD", "POST"])
@of_a_step
def step(request: Request, page: DraftPage) -> HttpResponse:
    """On to a later step, or back to an earlier one. What goes wrong is shown on a page of its own, with what was typed."""
    if request.method != "POST":
        return _page(request, page)
    to = _asked(request)
    do = request.POST.get("do")
    if to is None or do not in ("go_on", "go_back"):
        raise NotFound
    try:
        number = draft_id(request, page)
        if do == "go_on":
            reason = request.POST.get("reason", "")
            actions.go_on(request.user, number, version=version(request.POST), to=to, reason=reason)
        else:
            actions.go_back(request.user, number, version=version(request.POST), to=to)
    except Invalid as wrong:
        return _page(request, page, wrong.errors, 422)
    except Conflict as met:
        return _page(request, opened(request, page.team.id, page.cycle.id), {"": [met.message]}, 409)
    say(request, _("Now in the step %(step)s.") % {"step": words.step_name(to)})
    return redirect(words.address(to, page.team.id, page.cycle.id))


def _asked(request: Request) -> Step | None:
    """The step that is asked for, by a link or by a form."""
    sent = request.POST if request.method == "POST" else request.GET
    return next((one for one in ORDER if one.value == sent.get("to")), None)


def _page(
    request: Request, page: DraftPage, errors: dict[str, list[str]] | None = None, status: int = 200
) -> HttpResponse:
    shown = {
        "frame": framing.frame(page, page.where.step, today(), _asked(request)),
        "trail": framing.trail(page),
        "errors": errors or {},
        "typed": request.POST.get("reason", ""),
        "step_name": words.step_name(page.where.step),
        "home": words.address(page.where.step, page.team.id, page.cycle.id),
    }
    return render(request, PAGE, shown, status=status)
