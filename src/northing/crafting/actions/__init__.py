"""Everything that can be done with a draft; each one a function with an actor and keyword arguments."""

from northing.crafting.actions.answering import answer
from northing.crafting.actions.publishing import publish_alone, publish_set, write_announcement
from northing.crafting.actions.refining import agree, disagree, open_round, reveal, vote
from northing.crafting.actions.starting import (
    Place,
    Unwell,
    draft_objective,
    start_from_key_result,
    start_from_number,
    start_from_template,
)
from northing.crafting.actions.steps import approve, begin, go_back, go_on, send_back, submit, take_back

__all__ = [
    "Place",
    "Unwell",
    "agree",
    "answer",
    "approve",
    "begin",
    "disagree",
    "draft_objective",
    "go_back",
    "go_on",
    "open_round",
    "publish_alone",
    "publish_set",
    "reveal",
    "send_back",
    "start_from_key_result",
    "start_from_number",
    "start_from_template",
    "submit",
    "take_back",
    "vote",
    "write_announcement",
]
