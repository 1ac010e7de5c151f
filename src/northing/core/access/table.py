"""The table (R51, R52): for every act and state, who may, or why nobody may. All of access is decided by these rows."""

from dataclasses import dataclass

from .words import Act, Relation, Scope, State

Cell = frozenset[Relation] | str
"""Those who may, or the reason why nobody may in this state."""


@dataclass(frozen=True, slots=True)
class Row:
    """One act: in words that finish "may ...", what it is done to, and who may in each state of an OKR."""

    words: str
    scope: Scope
    draft: Cell
    published: Cell
    closed: Cell

    def cell(self, state: State) -> Cell:
        match state:
            case State.DRAFT:
                return self.draft
            case State.PUBLISHED:
                return self.published
            case State.CLOSED:
                return self.closed


def _those(*relations: Relation) -> frozenset[Relation]:
    return frozenset(relations)


# Accounts that read and do nothing else, from the one that sees least. They cap whatever else somebody is.
CEILINGS = (Relation.NOBODY, Relation.GUEST, Relation.VIEWER)

EVERYBODY = frozenset(Relation) - _those(Relation.NOBODY, Relation.GUEST)
"""Everyone in the organisation, viewers included."""

SPEAKERS = EVERYBODY - _those(Relation.VIEWER)
"""Everyone who takes part: an account that only reads leaves no words either."""

# --- who sees an OKR (R51) ---

DRAFT_READERS = _those(
    Relation.LEAD, Relation.OWNER, Relation.FELLOW_OWNER, Relation.INDIVIDUAL, Relation.CONTRIBUTOR,
    Relation.TEAM_LEAD, Relation.TEAM_MEMBER, Relation.SPONSOR,
)  # fmt: skip
"""Those who see a draft: the team that works on it, which is whoever has a part in it, and its sponsor."""

CONFIDENTIAL_READERS = _those(
    Relation.NAMED, Relation.LEAD, Relation.OWNER, Relation.FELLOW_OWNER, Relation.INDIVIDUAL,
)  # fmt: skip
"""Those who see a confidential OKR in any state: the people named on it and those who answer for it. A sponsor
is set on the team, by people who may not see what is confidential, so being one opens nothing here."""

# --- who does something with it (R52) ---

ANSWERABLE = _those(Relation.LEAD, Relation.INDIVIDUAL, Relation.TEAM_LEAD)
"""Those who answer for an objective: its lead, the person whose own it is, the lead of the team."""

KEEPERS = ANSWERABLE | {Relation.CHAMPION}
"""Those who change an objective: who answers for it, and a champion who helps."""

KEEPERS_AND_OWNER = KEEPERS | {Relation.OWNER}
"""Those who change a key result."""

HANDS = KEEPERS_AND_OWNER | {Relation.CONTRIBUTOR}
"""Those who report how a key result is doing."""

AUTHORS = KEEPERS | {Relation.TEAM_MEMBER}
"""Those who write a draft together."""

ADMINISTRATORS = _those(Relation.ADMINISTRATOR)

_CLOSED = "It is closed, and what is closed stays as it was. Reopen it first."
_NO_NUMBERS_IN_DRAFTS = "It is a draft, and drafts take no check-ins. Publish it first."
_NO_NUMBERS_WHEN_CLOSED = "It is closed and takes no more check-ins. Reopen it first."


def _okr(words: str, *, draft: Cell, published: Cell, closed: Cell) -> Row:
    return Row(words, Scope.OKR, draft, published, closed)


def _anywhere(words: str, scope: Scope, may: frozenset[Relation]) -> Row:
    return Row(words, scope, may, may, may)


# The row SEE leaves out what is not a matter of the state: guests, and the wall around what is confidential.
TABLE: dict[Act, Row] = {
    Act.SEE: _okr("see it", draft=DRAFT_READERS, published=EVERYBODY, closed=EVERYBODY),
    Act.CHECK_IN: _okr(
        "check in on it", draft=_NO_NUMBERS_IN_DRAFTS, published=HANDS, closed=_NO_NUMBERS_WHEN_CLOSED
    ),
    Act.CORRECT_CHECK_IN: _okr(
        "correct its check-ins", draft=_NO_NUMBERS_IN_DRAFTS, published=HANDS, closed=_NO_NUMBERS_WHEN_CLOSED
    ),
    Act.NOTE_INITIATIVE: _okr(
        "write down its initiatives",
        draft=HANDS | {Relation.TEAM_MEMBER}, published=HANDS | {Relation.TEAM_MEMBER}, closed=_CLOSED,
    ),
    Act.EDIT_OBJECTIVE: _okr("change the objective", draft=AUTHORS, published=KEEPERS, closed=_CLOSED),
    Act.ADD_KEY_RESULT: _okr("add key results", draft=AUTHORS, published=KEEPERS, closed=_CLOSED),
    Act.EDIT_KEY_RESULT: _okr(
        "change the key result",
        draft=KEEPERS_AND_OWNER | {Relation.TEAM_MEMBER}, published=KEEPERS_AND_OWNER, closed=_CLOSED,
    ),
    Act.CHANGE_TARGET: _okr(
        "change its start, target or levels",
        draft=KEEPERS_AND_OWNER | {Relation.TEAM_MEMBER}, published=KEEPERS_AND_OWNER, closed=_CLOSED,
    ),
    Act.WEIGH: _okr("weigh its key results", draft=AUTHORS, published=KEEPERS, closed=_CLOSED),
    Act.ALIGN: _okr("say what it supports", draft=AUTHORS, published=KEEPERS, closed=_CLOSED),
    Act.REQUEST: _okr(
        "ask other teams for what it needs",
        draft=KEEPERS_AND_OWNER | {Relation.TEAM_MEMBER}, published=KEEPERS_AND_OWNER, closed=_CLOSED,
    ),
    Act.COMMENT: _okr("comment on it", draft=DRAFT_READERS, published=SPEAKERS, closed=SPEAKERS),
    Act.MOVE: _okr("move it to another team or cycle", draft=KEEPERS, published=KEEPERS, closed=_CLOSED),
    # Opening a door is not help: champions cannot, and in any state those who answer for it can.
    Act.SHARE: _okr(
        "say who sees it",
        draft=ANSWERABLE, published=ANSWERABLE, closed=ANSWERABLE,
    ),
    Act.PUBLISH: _okr(
        "publish it", draft=KEEPERS, published="It is published already.", closed="It is closed. Reopen it first."
    ),
    Act.CLOSE: _okr(
        "close it",
        draft="It is a draft. Publish it first, or delete it.", published=KEEPERS, closed="It is closed already.",
    ),
    Act.REOPEN: _okr(
        "reopen it",
        draft="It is a draft; only what is closed can be reopened.",
        published="It is open; only what is closed can be reopened.",
        closed=KEEPERS,
    ),
    Act.DELETE: _okr(
        "delete it or bring it back",
        draft=AUTHORS, published=KEEPERS,
        closed="It is closed and part of what the organisation remembers. Reopen it first.",
    ),
    Act.CREATE_OBJECTIVE: _anywhere(
        "draft objectives for this team", Scope.TEAM,
        _those(Relation.TEAM_MEMBER, Relation.TEAM_LEAD, Relation.INDIVIDUAL, Relation.CHAMPION),
    ),
    Act.CRAFT: _anywhere(
        "work on this team's draft", Scope.TEAM, _those(Relation.TEAM_MEMBER, Relation.TEAM_LEAD)
    ),
    # A draft is for those who write it and for whoever is to approve it; for everybody else it is not there (R51).
    Act.SEE_DRAFTS: _anywhere(
        "see this team's draft", Scope.TEAM, _those(Relation.TEAM_MEMBER, Relation.TEAM_LEAD, Relation.SPONSOR)
    ),
    Act.APPROVE: _anywhere("approve this team's draft or send it back", Scope.TEAM, _those(Relation.SPONSOR)),
    Act.ANSWER_REQUEST: _anywhere(
        "answer what this team is asked for", Scope.TEAM,
        _those(Relation.TEAM_LEAD, Relation.LEAD, Relation.OWNER, Relation.CHAMPION),
    ),
    Act.MANAGE_TEAM: _anywhere(
        "change this team and who belongs to it", Scope.TEAM, _those(Relation.TEAM_LEAD, Relation.ADMINISTRATOR)
    ),
    Act.SEE_DISCIPLINE: _anywhere(
        "see how regularly this team checks in", Scope.TEAM,
        _those(Relation.TEAM_MEMBER, Relation.TEAM_LEAD, Relation.CHAMPION),
    ),
    Act.SEE_CALIBRATION: _anywhere(
        "see how this team's words came true", Scope.TEAM, _those(Relation.TEAM_MEMBER)
    ),
    Act.SEE_ORGANISATION: _anywhere("see teams, people and cycles", Scope.ORGANISATION, EVERYBODY),
    Act.MANAGE_PEOPLE: _anywhere("manage people and their roles", Scope.ORGANISATION, ADMINISTRATORS),
    Act.MANAGE_CYCLES: _anywhere(
        "manage cycles and the calendar", Scope.ORGANISATION, _those(Relation.CHAMPION, Relation.ADMINISTRATOR)
    ),
    Act.MANAGE_ORGANISATION: _anywhere("change the organisation and its teams", Scope.ORGANISATION, ADMINISTRATORS),
    Act.IMPORT: _anywhere("import OKRs", Scope.ORGANISATION, ADMINISTRATORS),
}  # fmt: skip
