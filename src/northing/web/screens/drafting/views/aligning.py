"""Saying what an objective supports (R20-R22): found by text, and refused with the loop named (R16)."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from northing.accounts.queries import today
from northing.core.access import Act
from northing.goals import actions
from northing.goals.policies import standing_on
from northing.goals.queries.drafting import drafted, servable
from northing.goals.queries.relatives import lost_parents
from northing.kit.errors import Invalid, NotFound, Refused
from northing.web import portraits
from northing.web.components.toast import say
from northing.web.rendering import render
from northing.web.request import Request
from northing.web.screens.drafting import presenting
from northing.web.sent import whole
from northing.web.templating import url, url_or_none

LONGEST = 200


@require_http_methods(["GET", "HEAD", "POST"])
def align(request: Request, objective_id: int) -> HttpResponse:
    """Choose what it supports. Looking further is a button of the same form, so that what is chosen already stays."""
    page = drafted(request.user, objective_id, today())
    errors: dict[str, list[str]] = {}
    status = 200
    if request.method == "POST" and "look" in request.POST:
        kept = {name: request.POST.get(name) or None for name in ("q", "parent", "shared")}
        return redirect(url("drafting:align", objective_id, _query=kept))
    if request.method == "POST":
        try:
            link = _draw(request, objective_id)
        except Invalid as wrong:
            errors, status = wrong.errors, 422
        except Refused as refused:
            errors, status = {"": [refused.reason]}, 403
        except NotFound:
            errors, status = {"parent": [_("That is not there any more. Choose another one.")]}, 422
        else:
            undo = url_or_none("alignment-remove", link) or ""
            say(request, _("Linked."), undo_url=undo, undo_values={"objective": objective_id})
            return redirect(url("objective", objective_id, _fragment="alignment"))
    else:
        standing_on(request.user, page.footing).ask(Act.ALIGN)
    given = request.POST if request.method == "POST" else request.GET
    sought = given.get("q", "")
    letter, chosen = _read(given.get("parent", ""))
    found = servable(
        request.user, objective_id, sought[:LONGEST],
        chosen_objective_id=chosen if letter == "o" else None, chosen_key_result_id=chosen if letter == "k" else None,
    )  # fmt: skip
    shown = {
        "lost": [portraits.lost_words(one, today()) for one in lost_parents(request.user, objective_id, today())],
        "page": page, "o": page.objective, "q": sought, "errors": errors, "typed": given,
        "found": found, "fitting": sum(one.fits for one in found), "trail": presenting.trail(page.objective),
    }  # fmt: skip
    return render(request, "screens/drafting/align.html", shown, fragment="results", status=status)


def _draw(request: Request, objective_id: int) -> int:
    """Draw the chosen link."""
    letter, pk = _read(request.POST.get("parent", ""))
    if pk is None:
        raise Invalid({"parent": [_("Choose one objective or one key result that this supports.")]})
    if letter == "k":
        return actions.align(request.user, objective_id, key_result_id=pk)
    shared = request.POST.get("shared") == "on"
    return actions.align(request.user, objective_id, objective_id=pk, shared=shared)


def _read(parent: str) -> tuple[str, int | None]:
    """`parent` is "o12" or "k34": an objective to support, a key result to take on."""
    letter = parent[:1]
    return letter, whole(parent[1:]) if letter in ("o", "k") else None
