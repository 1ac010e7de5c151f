"""Answering the questions of Align and Finalise (R24, R28)."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from northing.accounts.models import Person
from northing.core.access import Act
from northing.core.crafting import Question
from northing.crafting.actions import _load
from northing.crafting.models import Answer
from northing.crafting.queries.parts import belonging
from northing.goals.models import Objective
from northing.kit import clock, errors
from northing.kit.transactions import write_retrying


@write_retrying
def answer(
    actor: Person | Any, draft_id: int, question: Question, *, before: str, text: str, objective_id: int | None = None
) -> str:
    """Answer a question; returns the answer as stored. The sufficiency question is answered for one objective.

    `before` is what stood there: `Conflict` with what is there now where somebody else answered meanwhile (F4).
    """
    stored = _load.draft_for(actor, Act.CRAFT, draft_id)
    if stored.published_at is not None:
        raise errors.Refused(gettext("It is published; what was answered stays as it was."))
    if (question is Question.SUFFICIENT) != (objective_id is not None):
        raise errors.NotFound
    mine = belonging(stored.team_id, stored.cycle_id)
    if objective_id is not None and not Objective.objects.filter(mine, pk=objective_id).exists():
        raise errors.NotFound
    wanted = _load.prose("text", text)
    about = Q(objective__isnull=True) if objective_id is None else Q(objective_id=objective_id)
    row = Answer.objects.filter(about, draft=stored, question=question.value).first()
    there = row.text if row else ""
    if wanted == there:
        return wanted
    if _load.prose("text", before) != there:
        raise errors.Conflict(there, gettext("Somebody else has answered this while you were writing."))
    row = row or Answer(draft=stored, question=question.value, objective_id=objective_id)
    row.text, row.by_id, row.at = wanted, actor.pk, clock.now()
    row.save()
    return wanted
