"""Answering a question of CRAFT, for the two pages that ask some."""

from northing.core.crafting import Question
from northing.crafting import actions
from northing.crafting.queries.draft import DraftPage
from northing.kit.errors import Conflict, Invalid, NotFound
from northing.web.request import Request
from northing.web.screens.craft.presenting.answering import Wrong, field_name
from northing.web.screens.craft.views.opening import draft_id
from northing.web.sent import they_wrote, whole


def question_of(request: Request) -> tuple[Question, int | None]:
    """Which question of which objective; `NotFound` for none of ours."""
    try:
        question = Question(request.POST.get("question", ""))
    except ValueError as unknown:
        raise NotFound from unknown
    return question, whole(request.POST.get("objective", ""))


def answer(request: Request, page: DraftPage) -> tuple[Question, int | None]:
    """Keep what was answered."""
    question, objective_id = question_of(request)
    sent = request.POST
    actions.answer(
        request.user, draft_id(request, page), question, before=sent.get("before", ""), text=sent.get("text", ""),
        objective_id=objective_id,
    )  # fmt: skip
    return question, objective_id


def wrong_of(request: Request, said: Invalid | Conflict) -> Wrong:
    """What went wrong with an answer, at its field."""
    question, objective_id = question_of(request)
    name = field_name(question, objective_id)
    if isinstance(said, Invalid):
        errors = {name if key in ("text", "before") else key: texts for key, texts in said.errors.items()}
        return Wrong("answer", objective_id, request.POST.dict(), errors)
    theirs = str(said.current)
    errors = {"": [said.message], name: [they_wrote(theirs)]}
    return Wrong("answer", objective_id, request.POST.dict(), errors, theirs=theirs)
