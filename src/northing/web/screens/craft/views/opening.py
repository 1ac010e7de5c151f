"""Reading the draft that a page is about, and its number, for what is done with it."""

from northing.accounts.queries import today
from northing.crafting import actions
from northing.crafting.queries.draft import DraftPage, draft
from northing.web.request import Request


def opened(request: Request, team_id: int, cycle_id: int) -> DraftPage:
    """The draft as it is now; `NotFound` for whoever may not see it."""
    return draft(request.user, team_id, cycle_id, today())


def draft_id(request: Request, page: DraftPage) -> int:
    """The number of the draft. A set that was written before there was one gets it with the first thing that is done."""
    if page.draft is not None:
        return page.draft.id
    return actions.begin(request.user, team_id=page.team.id, cycle_id=page.cycle.id)
