"""The forms of drafting. They read what was sent; whether it may be is decided by the core and the actions."""

from northing.web.screens.drafting.forms.draft import Draft, Raw, raw_of
from northing.web.screens.drafting.forms.key_result import KeyResultForm, raw_of_key_result
from northing.web.screens.drafting.forms.meeting import Difference, meet
from northing.web.screens.drafting.forms.moving import MoveForm
from northing.web.screens.drafting.forms.objective import NewObjectiveForm, ObjectiveForm, raw_of_objective
from northing.web.screens.drafting.forms.rows import Row, Rows
from northing.web.screens.drafting.forms.several import SeveralPeople

__all__ = [
    "Difference",
    "Draft",
    "KeyResultForm",
    "MoveForm",
    "NewObjectiveForm",
    "ObjectiveForm",
    "Raw",
    "Row",
    "Rows",
    "SeveralPeople",
    "meet",
    "raw_of",
    "raw_of_key_result",
    "raw_of_objective",
]
