"""One screen for a person's whole round: the open key result is a form, the others are folded.

A save is one POST that answers with a redirect, and reads nothing that it does not need: on a Monday everybody is here.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from northing.accounts.queries import today
from northing.checkins.actions import check_in as do_check_in
from northing.checkins.actions import correct_check_in, withdraw_check_in
from northing.insights.own import checklist, one_of
from northing.kit.errors import Invalid, KeyReused
from northing.web.rendering import environment, render
from northing.web.request import Request
from northing.web.screens.check_in import forms, previewing
from northing.web.screens.check_in.presenting import context
from northing.web.sent import whole
from northing.web.templating import url

TEMPLATE = "screens/check_in/check_in.html"


@require_safe
def check_in(request: Request) -> HttpResponse:
    """The round: what is due, one open at a time; at its end, what moved."""
    shown = context(request.user, checklist(request.user, today()), _asked(request))
    response = render(request, TEMPLATE, shown)
    add_never_cache_headers(response)  # the way back shows what is stored, with a key of its own
    return response


@require_POST
def save(request: Request, key_result_id: int) -> HttpResponse:
    """Store one check-in (or put another in its place), and go on to the next key result."""
    here = forms.round_of(request.POST)
    key = request.POST.get("key", "")
    try:
        facts = forms.said(request.POST)
        if here.corrects is not None:
            facts.pop("measured_how", None)
            done = correct_check_in(request.user, here.corrects, key=key, **facts)
        else:
            done = do_check_in(request.user, key_result_id, key=key, **facts)
    except Invalid as wrong:
        return _again(request, key_result_id, wrong.errors)
    except KeyReused:
        return _again(request, key_result_id, {"": [_sent_before()]})
    took = here.seconds if here.next_id is None else None
    return redirect(
        url("check-in", _query={"began": here.began, "kr": here.next_id, "saved": done.checkin_id, "took": took})
    )


@require_POST
def undo(request: Request, checkin_id: int) -> HttpResponse:
    """Take an entry back, and open its key result again."""
    done = withdraw_check_in(request.user, checkin_id)
    began = whole(request.POST.get("began", ""))
    return redirect(url("check-in", _query={"began": began, "kr": done.key_result_id, "undone": 1}))


@require_safe
def preview(request: Request, key_result_id: int) -> HttpResponse:
    """What a value that is being typed would make of the bar."""
    day = today()
    item = one_of(request.user, key_result_id, day)
    seen = previewing.of_typed(request.user, item, request.GET, day)
    return HttpResponse(environment().get_template("screens/check_in/preview.html").render(preview=seen))


def _asked(request: Request) -> dict[str, Any]:
    query = request.GET
    return {name: whole(query.get(name, "")) for name in ("kr", "began", "saved", "took", "undone")}


def _sent_before() -> str:
    return _("You sent this form before with other values. Look at it once more and save it again.")


def _again(request: Request, key_result_id: int, errors: dict[str, list[str]]) -> HttpResponse:
    """The same form with what was typed and what is wrong with it."""
    here = forms.round_of(request.POST)
    asked = {"kr": key_result_id, "began": here.began, "saved": None, "took": None, "undone": None}
    shown = context(
        request.user, checklist(request.user, today()), asked, errors=errors, typed=request.POST, corrects=here.corrects
    )
    return render(request, TEMPLATE, shown, status=422)
