"""The page of one key result: its history, where its number comes from, and checking in on it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from northing.accounts.queries import number_style, today, zone_of
from northing.checkins import actions as checkins
from northing.checkins.actions import CheckInDone
from northing.checkins.queries import check_in as stored_check_in
from northing.core.access import Act
from northing.goals import actions
from northing.goals.policies import standing_on
from northing.insights import key_result as insights
from northing.insights.key_result import KeyResultStory, story
from northing.kit.errors import Invalid, KeyReused
from northing.kit.ids import new_key
from northing.web import foretelling, formats
from northing.web.components.toast import say
from northing.web.portraits import account_address
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.key_result import forms, presenting
from northing.web.sent import past_day
from northing.web.templating import url

TEMPLATE = "screens/key_result/key_result.html"
CORRECTION = "screens/key_result/correct.html"


@require_safe
def show(request: Request, key_result_id: int) -> HttpResponse:
    """The page, as of today or of a past day (R19)."""
    day, wrong = past_day(request.GET.get("as_of", ""), today())
    told = story(request.user, key_result_id, today(), day)
    shown = presenting.context(request.user, told, wants_to_check_in="check-in" in request.GET)
    return render(request, TEMPLATE, {**shown, "as_of_wrong": wrong})


@require_safe
def explain(request: Request, key_result_id: int) -> HttpResponse:
    """Where the number comes from (R3c): a page of its own, and the part that opens in place."""
    day, _wrong = past_day(request.GET.get("as_of", ""), today())
    told = story(request.user, key_result_id, today(), day)
    explanation = insights.explain(told, number_style(request.user), zone_of(request.user))
    shown = {
        "page": told.page,
        "row": told.page.key_result,
        "o": told.page.objective,
        "explanation": explanation,
        "explained": foretelling.explained(told.page.key_result, number_style(request.user)),
        "link": account_address,
    }
    return render(request, "screens/key_result/explain.html", shown, fragment="explanation")


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: Request, key_result_id: int) -> HttpResponse:
    """Say how it is going. The form stands on the page; a repeated request is answered once (F3)."""
    if request.method != "POST":
        return redirect(url("key-result", key_result_id, _query={"check-in": 1}, _fragment="check-in"))
    told = story(request.user, key_result_id, today())
    try:
        facts = forms.said(request.POST, told.page.key_result, number_style(request.user))
        done = checkins.check_in(request.user, key_result_id, key=request.POST.get("key", ""), **facts)
    except Invalid as wrong:
        return _again(request, told, wrong.errors)
    except KeyReused:
        return _again(request, told, {"": [_sent_before()]})
    say(request, _done_words(done), undo_url=url("checkin-withdraw", done.checkin_id))
    return redirect(url("key-result", key_result_id))


def _sent_before() -> str:
    return _(
        "You sent this form before with other values. Send it again to add a second check-in, or correct the first."
    )


def _again(request: Request, told: KeyResultStory, errors: dict[str, list[str]]) -> HttpResponse:
    ticked = request.POST.getlist("stage_ids")
    shown = presenting.context(request.user, told, errors=errors, typed=request.POST, typed_stages=ticked)
    return render(request, TEMPLATE, {**shown, "as_of_wrong": ""}, status=422)


def _done_words(done: CheckInDone) -> str:
    if done.progress is None or done.progress == done.progress_before:
        return _("Checked in.")
    if done.progress_before is None:
        return _("Checked in. Progress is %(now)s.") % {"now": formats.score(done.progress)}
    return _("Checked in. Progress went from %(before)s to %(now)s.") % {
        "before": formats.score(done.progress_before), "now": formats.score(done.progress),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: Request, checkin_id: int) -> HttpResponse:
    """Put a new entry in the place of an earlier one; history shows both."""
    entry = stored_check_in(request.user, checkin_id)
    told = story(request.user, entry.key_result_id, today())
    row = told.page.key_result
    standing_on(request.user, told.page.footing).ask(Act.CORRECT_CHECK_IN, row.id)
    style = number_style(request.user)
    shown: dict[str, Any] = {
        "page": told.page, "row": row, "o": told.page.objective, "entry": entry, "errors": {}, "typed": {},
        "asks": presenting.asks(told, style, entry), "key": new_key(),
        "ticked": request.POST.getlist("stage_ids") if request.method == "POST" else None,
    }  # fmt: skip
    if request.method != "POST":
        return render(request, CORRECTION, shown, fragment="dialog")
    try:
        facts = forms.correction(request.POST, row, style)
        checkins.correct_check_in(request.user, checkin_id, key=request.POST.get("key", ""), **facts)
    except Invalid as wrong:
        return render(request, CORRECTION, {**shown, "errors": wrong.errors, "typed": request.POST}, status=422)
    except KeyReused:
        shown |= {"errors": {"": [_sent_before()]}, "typed": request.POST}
        return render(request, CORRECTION, shown, status=422)
    say(request, _("Corrected. The history shows both."))
    return redirect(url("key-result", row.id, _fragment="check-ins"))


@require_POST
def withdraw(request: Request, checkin_id: int) -> HttpResponse:
    """Take a check-in back, as if it had not been made; also what *undo* does."""
    done = checkins.withdraw_check_in(request.user, checkin_id)
    say(request, _("Taken back. The history shows that it was there."))
    return redirect(url("key-result", done.key_result_id, _fragment="check-ins"))


@require_POST
def delete(request: Request, key_result_id: int) -> HttpResponse:
    """Take a key result away; the way back is in the toast."""
    page = story(request.user, key_result_id, today()).page
    actions.delete_key_result(request.user, key_result_id)
    say(request, _("Key result deleted."), undo_url=url("key-result-restore", key_result_id))
    return redirect(url("objective", page.objective.id))


@require_POST
def restore(request: Request, key_result_id: int) -> HttpResponse:
    """Bring a key result back as it was."""
    actions.restore_key_result(request.user, key_result_id)
    say(request, _("The key result is back."))
    return redirect(url("key-result", key_result_id))
