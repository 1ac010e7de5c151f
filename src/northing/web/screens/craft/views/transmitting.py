"""Transmit: the announcement, and the set going out as a whole."""

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
from northing.web.screens.craft.presenting import framing
from northing.web.screens.craft.presenting.answering import Wrong
from northing.web.screens.craft.presenting.transmitting import context
from northing.web.screens.craft.views.opening import Deed, deed_of, draft_id, opened
from northing.web.sent import they_wrote, version
from northing.web.templating import url

PAGE = "screens/craft/transmit.html"
_FIELDS = frozenset({"announcement", "reason"})


@require_http_methods(["GET", "HEAD", "POST"])
def transmit(request: Request, team_id: int, cycle_id: int) -> HttpResponse:
    """The page of the step, and what is done on it (`do`)."""
    page = opened(request, team_id, cycle_id)
    if request.method != "POST":
        return _page(request, page, Wrong())
    do, deed = deed_of(request, DEEDS)
    typed = request.POST.dict()
    errors: dict[str, list[str]] = {}
    try:
        part = deed(request, page)
    except Invalid as wrong:
        for name, sentences in wrong.errors.items():
            errors.setdefault(name if name in _FIELDS else "", []).extend(sentences)
        return _page(request, page, Wrong(do, None, typed, errors), 422)
    except Conflict as met:
        fresh = opened(request, team_id, cycle_id)
        if isinstance(met.current, str):
            errors = {"": [met.message], "announcement": [they_wrote(met.current)]}
            quick = Wrong(do, None, typed, errors, theirs=met.current)
        else:
            quick = Wrong(do, None, typed, {"": [met.message, framing.standing_words(fresh)]})
        return _page(request, fresh, quick, 409)
    return redirect(url("draft-transmit", team_id, cycle_id, _fragment=part))


def _announce(request: Request, page: DraftPage) -> str:
    _write(request, draft_id(request, page))
    say(request, _("The text is kept. Nobody is told before it is published."))
    return "announcement"


def _publish(request: Request, page: DraftPage) -> str:
    number, sent = draft_id(request, page), request.POST
    text = _write(request, number)
    made = actions.publish_set(
        request.user, number, version=version(sent), announcement=text, reason=sent.get("reason", "")
    )
    say(request, _("Published: %(n)s objectives.") % {"n": len(made)} if len(made) > 1 else _("Published."))
    return "published"


def _write(request: Request, number: int) -> str:
    sent = request.POST
    return actions.write_announcement(
        request.user, number, before=sent.get("before", ""), text=sent.get("announcement", "")
    )


DEEDS: dict[str, Deed] = {"announce": _announce, "publish": _publish}


def _page(request: Request, page: DraftPage, wrong: Wrong, status: int = 200) -> HttpResponse:
    frame = framing.frame(page, Step.TRANSMIT, today())
    shown = {
        "frame": frame,
        "trail": framing.trail(page),
        **context(request.user, page, frame, wrong, by_steps=frame.by_steps),
    }
    return render(request, PAGE, shown, status=status)
