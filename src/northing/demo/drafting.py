"""How the coming quarter's drafts get to where they are: each passage is one of the product's own actions."""

from collections.abc import Callable
from typing import Any

from northing.accounts.models import Person
from northing.accounts.queries import today
from northing.conversations.actions import post_comment
from northing.core.crafting import Question
from northing.crafting import actions as crafting
from northing.crafting.models import Draft
from northing.crafting.queries.parts import definition, set_of
from northing.demo.okrs.coming import Passage
from northing.goals.actions import add_sentence
from northing.goals.models import KeyResult, Objective


def happen(passage: Passage, actor: Person, team_id: int, cycle_id: int) -> None:
    """Let one passage happen to the draft of a team for a cycle; the draft is begun where nobody has yet."""
    draft_id = crafting.begin(actor, team_id=team_id, cycle_id=cycle_id) if passage.act != "send_back" else None
    stored = Draft.objects.get(pk=draft_id) if draft_id else Draft.objects.get(team_id=team_id, cycle_id=cycle_id)
    objective = Objective.objects.filter(team_id=team_id, cycle_id=cycle_id).values_list("pk", flat=True)[0]
    steps: dict[str, Callable[..., Any]] = {
        "go_on": crafting.go_on, "submit": crafting.submit, "send_back": crafting.send_back,
    }  # fmt: skip
    facts = passage.facts
    match passage.act:
        case "sentence":
            add_sentence(actor, objective, text=facts["text"], owner_id=actor.pk)
        case "comment":
            post_comment(actor, objective, text=facts["text"], key_result_id=_part(objective, passage.part))
        case "agree":
            number = _part(objective, passage.part)
            rows = {row.id: row for one in set_of(actor, team_id, cycle_id, today()) for row in one.key_results}
            crafting.agree(actor, stored.pk, number, levels=definition(rows[number]))
        case "open_round":
            crafting.open_round(actor, stored.pk)
        case "vote":
            numbers = KeyResult.objects.filter(objective_id=objective).order_by("position").values_list("pk", flat=True)
            crafting.vote(actor, stored.pk, votes=dict(zip(numbers, facts["tenths"], strict=True)))
        case "answer":
            crafting.answer(actor, stored.pk, facts["question"], before="", text=facts["text"])
        case "sufficient":
            crafting.answer(
                actor, stored.pk, Question.SUFFICIENT, before="", text=facts["text"], objective_id=objective
            )
        case step:
            steps[step](actor, stored.pk, version=stored.version, **facts)


def _part(objective_id: int, text: str) -> int:
    return KeyResult.objects.values_list("pk", flat=True).get(objective_id=objective_id, text=text)
