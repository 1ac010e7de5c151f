"""Where one's drafts are, and beginning one with more than a blank sheet."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from northing.accounts.queries import number_style, today
from northing.core.templates import by_slug
from northing.crafting import actions
from northing.crafting.actions import Place, Unwell
from northing.crafting.queries.listing import drafts, places_to_draft
from northing.crafting.queries.offers import offered
from northing.cycles.queries import cycle
from northing.kit.errors import Invalid, NotFound
from northing.kit.ids import new_key
from northing.web.components.toast import say
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.craft.presenting.starting import choices, listed
from northing.web.sent import number, raise_if_any, whole
from northing.web.templating import url

LONGEST = 2000


@require_GET
def mine(request: Request) -> HttpResponse:
    """The drafts one works on or has to decide about, and where one could begin."""
    return render(request, "screens/craft/drafts.html", {"rows": listed(drafts(request.user, today()), today())})


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request) -> HttpResponse:
    """Begin with a template, a key result from above, or a number that is unwell: for which team and cycle?"""
    sent = request.POST if request.method == "POST" else request.GET
    places = places_to_draft(request.user, today())
    if not places.teams:
        return redirect(url("drafts"))
    wrong: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            return _begun(request, _place(sent))
        except Invalid as invalid:
            wrong = invalid.errors
    template = by_slug(sent.get("template", ""))
    offer = offered(request.user, whole(sent.get("key_result", "")) or 0)
    if sent.get("key_result") and offer is None:
        raise NotFound
    context = {
        "template": template, "offer": offer, "sent": sent, "wrong": wrong, "key": sent.get("key") or new_key(),
        **choices(places, sent),
    }  # fmt: skip
    return render(request, "screens/craft/start.html", context, status=422 if wrong else 200)


def _begun(request: Request, place: Place) -> HttpResponse:
    objective = _drafted(request, place)
    say(request, _("It is in the draft. Now make it your own."))
    return redirect(url("draft", place.team_id, place.cycle_id, _fragment=f"o{objective}"))


def _drafted(request: Request, place: Place) -> int:
    sent, key = request.POST, request.POST.get("key", "")[:64]
    statement = sent.get("statement", "")[:LONGEST]
    if sent.get("template"):
        return actions.start_from_template(request.user, place, slug=sent["template"], key=key)
    taken_on = whole(sent.get("key_result", ""))
    if taken_on is not None:
        return actions.start_from_key_result(request.user, place, key_result_id=taken_on, statement=statement, key=key)
    return actions.start_from_number(request.user, place, unwell=_unwell(request), statement=statement, key=key)


def _unwell(request: Request) -> Unwell:
    """The number that is unwell, as it was written; all that is wrong with it at once."""
    sent, style = request.POST, number_style(request.user)
    problems: dict[str, list[str]] = {}
    unit = sent.get("unit", "").strip()[:40]
    now, well = (number(sent, name, style, problems, unit) for name in ("now", "well"))
    measure = sent.get("measure", "").strip()[:400]
    if not measure:
        problems["measure"] = [_("What is the number called?")]
    if not sent.get("statement", "").strip():
        problems["statement"] = [_("Say in one sentence what will change.")]
    for name, value, words in (
        ("now", now, _("How does it stand today?")),
        ("well", well, _("From where on is it well?")),
    ):
        if value is None and name not in problems:
            problems[name] = [words]
    raise_if_any(problems)
    assert now is not None and well is not None  # noqa: PT018 - both were asked for above
    return Unwell(measure, now, well, unit)


def _place(sent: Any) -> Place:
    team_id, cycle_id = whole(sent.get("team", "")), whole(sent.get("cycle", ""))
    problems: dict[str, list[str]] = {}
    if team_id is None:
        problems["team"] = [_("Choose a team.")]
    if cycle_id is None:
        problems["cycle"] = [_("Choose a cycle.")]
    raise_if_any(problems)
    assert team_id is not None and cycle_id is not None  # noqa: PT018 - both were asked for above
    cycle(cycle_id)
    return Place(team_id, cycle_id)
