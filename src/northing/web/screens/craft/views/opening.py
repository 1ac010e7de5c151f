"""Reading the draft that a page is about, and its number, for what is done with it."""

from collections.abc import Callable, Mapping
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import redirect

from northing.accounts.queries import goes_by_steps, today
from northing.crafting import actions
from northing.crafting.queries.draft import DraftPage, draft
from northing.kit.errors import NotFound
from northing.web.request import Request
from northing.web.templating import url

Deed = Callable[[Request, DraftPage], str]
"""What a form of a step's page does (`do`); gives the part of the page to come back to."""


def opened(request: Request, team_id: int, cycle_id: int) -> DraftPage:
    """The draft as it is now; `NotFound` for whoever may not see it."""
    return draft(request.user, team_id, cycle_id, today())


def of_a_step(view: Callable[[Request, DraftPage], HttpResponse]) -> Callable[[Request, int, int], HttpResponse]:
    """A page of the five steps. Where the organisation publishes straight from the draft, it leads to the draft itself."""

    @wraps(view)
    def shown(request: Request, team_id: int, cycle_id: int) -> HttpResponse:
        page = opened(request, team_id, cycle_id)
        return view(request, page) if goes_by_steps() else redirect(url("draft", team_id, cycle_id))

    return shown


def deed_of(request: Request, deeds: Mapping[str, Deed]) -> tuple[str, Deed]:
    """What a form asks for, by name; `NotFound` for what no form of the page does."""
    do = request.POST.get("do", "")
    if do not in deeds:
        raise NotFound
    return do, deeds[do]


def draft_id(request: Request, page: DraftPage) -> int:
    """The number of the draft. A set that was written before there was one gets it with the first thing that is done."""
    if page.draft is not None:
        return page.draft.id
    return actions.begin(request.user, team_id=page.team.id, cycle_id=page.cycle.id)
