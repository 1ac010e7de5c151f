"""Everything that can be done with objectives and key results; each one a function with an actor and keyword arguments."""

from northing.goals.actions.alignment import align, restore_alignment, unalign
from northing.goals.actions.carrying import carry_forward
from northing.goals.actions.dependencies import Wish, answer_request, ask_team, ask_teams, name_bringer
from northing.goals.actions.foreseeing import forget_learned, turn_day
from northing.goals.actions.initiatives import (
    add_initiative,
    delete_initiative,
    edit_initiative,
    end_initiative,
    restore_initiative,
)
from northing.goals.actions.key_results import (
    add_key_result,
    arrange_key_results,
    delete_key_result,
    edit_key_result,
    move_key_result,
    restore_key_result,
)
from northing.goals.actions.objectives import (
    close_objective,
    create_objective,
    delete_objective,
    edit_objective,
    move_objective,
    publish_objective,
    reopen_objective,
    restore_objective,
)
from northing.goals.actions.taking_on import KEPT, take_on_objective
from northing.goals.actions.wording import Line, LineOf, add_sentence, facts_of_sentence, write_line

__all__ = [
    "KEPT",
    "Line",
    "LineOf",
    "Wish",
    "add_initiative",
    "add_key_result",
    "add_sentence",
    "align",
    "answer_request",
    "arrange_key_results",
    "ask_team",
    "ask_teams",
    "carry_forward",
    "close_objective",
    "create_objective",
    "delete_initiative",
    "delete_key_result",
    "delete_objective",
    "edit_initiative",
    "edit_key_result",
    "edit_objective",
    "end_initiative",
    "facts_of_sentence",
    "forget_learned",
    "move_key_result",
    "move_objective",
    "name_bringer",
    "publish_objective",
    "reopen_objective",
    "restore_alignment",
    "restore_initiative",
    "restore_key_result",
    "restore_objective",
    "take_on_objective",
    "turn_day",
    "unalign",
    "write_line",
]
