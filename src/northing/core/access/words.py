"""The words of the table: who somebody is to a thing, what they may want to do, and what state it is in (R51, R52)."""

from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """What a person is to one thing. Somebody can be several at once, and has the rights of all of them together.

    VIEWER, GUEST and NOBODY are kinds of account rather than roles: they are ceilings, whatever else is given.
    """

    OWNER = "owner"
    """Owns the key result; asked of an objective: one of its key results."""
    FELLOW_OWNER = "fellow_owner"
    """Owns another key result of the same objective: sees what the owner sees, and changes only their own."""
    LEAD = "lead"
    """Leads the objective; may come from another department."""
    INDIVIDUAL = "individual"
    """It is this person's own individual OKR."""
    CONTRIBUTOR = "contributor"
    """Contributes to the key result; asked of an objective: to one of its key results."""
    TEAM_LEAD = "team_lead"
    """Leads the team it belongs to, or a unit above that team."""
    TEAM_MEMBER = "team_member"
    """Belongs to the team it belongs to."""
    SPONSOR = "sponsor"
    """Stands behind this set of OKRs and approves it."""
    NAMED = "named"
    """Is named on this confidential objective."""
    CHAMPION = "champion"
    """Is an OKR champion of the organisation."""
    ADMINISTRATOR = "administrator"
    """Runs the installation."""
    COLLEAGUE = "colleague"
    """Any active person of the organisation who is neither viewer nor guest."""
    VIEWER = "viewer"
    """Has an account that only reads."""
    GUEST = "guest"
    """Has an account that only reads what is shared with it."""
    NOBODY = "nobody"
    """Is not signed in."""


class State(StrEnum):
    """Where an objective is in its life. Its key results are where it is."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Condition:
    """What about the thing itself matters. `shared_with_guest`: with the very guest who asks."""

    state: State = State.PUBLISHED
    confidential: bool = False
    shared_with_guest: bool = False


class Scope(StrEnum):
    """What an act is done to, and therefore who can see that it could be done."""

    OKR = "okr"
    """An objective with its key results: the rules of visibility apply."""
    TEAM = "team"
    """A team: everybody but guests sees it."""
    ORGANISATION = "organisation"
    """The organisation as a whole: everybody but guests sees it."""


class Act(StrEnum):
    """Everything somebody may want to do."""

    SEE = "see"
    CHECK_IN = "check_in"
    CORRECT_CHECK_IN = "correct_check_in"
    NOTE_INITIATIVE = "note_initiative"
    EDIT_OBJECTIVE = "edit_objective"
    ADD_KEY_RESULT = "add_key_result"
    EDIT_KEY_RESULT = "edit_key_result"
    CHANGE_TARGET = "change_target"
    WEIGH = "weigh"
    ALIGN = "align"
    REQUEST = "request"
    COMMENT = "comment"
    MOVE = "move"
    SHARE = "share"
    PUBLISH = "publish"
    CLOSE = "close"
    REOPEN = "reopen"
    DELETE = "delete"
    CREATE_OBJECTIVE = "create_objective"
    CRAFT = "craft"
    SEE_DRAFTS = "see_drafts"
    APPROVE = "approve"
    ANSWER_REQUEST = "answer_request"
    MANAGE_TEAM = "manage_team"
    SEE_DISCIPLINE = "see_discipline"
    SEE_CALIBRATION = "see_calibration"
    SEE_ORGANISATION = "see_organisation"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_CYCLES = "manage_cycles"
    MANAGE_ORGANISATION = "manage_organisation"
    IMPORT = "import"


class Outcome(StrEnum):
    """ALLOWED; REFUSED, with a reason; HIDDEN: for this person the thing does not exist, the answer is "not found"."""

    ALLOWED = "allowed"
    REFUSED = "refused"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer. `reason` is empty unless refused; `on_behalf`: a champion helps here, and the log has to say so."""

    outcome: Outcome
    reason: str = ""
    on_behalf: bool = False

    @property
    def allowed(self) -> bool:
        return self.outcome is Outcome.ALLOWED
