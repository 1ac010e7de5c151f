"""One question, one answer: may this person do this, and if not, why not (R51, R52)."""

from collections.abc import Collection

from .table import CEILINGS, CONFIDENTIAL_READERS, DRAFT_READERS, TABLE, Row
from .words import Act, Condition, Outcome, Relation, Scope, State, Verdict

_AS_USUAL = Condition()

_ALLOWED = Verdict(Outcome.ALLOWED)
_HIDDEN = Verdict(Outcome.HIDDEN)

_CEILING_REASONS = {
    Relation.VIEWER: "Your account reads and does not change anything. An administrator can make you a member.",
    Relation.GUEST: "Guests read what is shared with them and change nothing. An administrator can make you a member.",
}

_NAMES = {
    Relation.OWNER: "the owner of the key result",
    Relation.LEAD: "its lead",
    Relation.INDIVIDUAL: "the person whose OKR it is",
    Relation.CONTRIBUTOR: "its contributors",
    Relation.TEAM_LEAD: "the team's lead",
    Relation.TEAM_MEMBER: "the team's members",
    Relation.SPONSOR: "its sponsor",
    Relation.CHAMPION: "an OKR champion",
    Relation.ADMINISTRATOR: "an administrator",
}


def decide(act: Act, relations: Collection[Relation], condition: Condition = _AS_USUAL) -> Verdict:
    """Whether somebody may do this to this, total: there is an answer to every combination (R51, R52).

    `relations`: everything the person is to the thing; none at all is treated like not signed in. `condition` matters
    for acts on OKRs only. Who may not see the thing gets HIDDEN, who may see it and not do this gets REFUSED and
    a reason that says who may or what comes first.
    """
    own = frozenset(relations)
    row = TABLE[act]
    ceiling = next((ceiling for ceiling in CEILINGS if ceiling in own), None) if own else Relation.NOBODY
    if not _sees(row.scope, own, ceiling, condition):
        return _HIDDEN
    if act is Act.SEE:
        return _ALLOWED
    cell = row.cell(condition.state)
    if ceiling and (isinstance(cell, str) or ceiling not in cell):
        return Verdict(Outcome.REFUSED, _CEILING_REASONS[ceiling])
    if isinstance(cell, str):
        return Verdict(Outcome.REFUSED, cell)
    granting = own & cell
    if not granting:
        return Verdict(Outcome.REFUSED, _who_may(row, cell))
    return Verdict(Outcome.ALLOWED, on_behalf=granting == {Relation.CHAMPION} and _is_help(act, row))


def _sees(scope: Scope, own: frozenset[Relation], ceiling: Relation | None, condition: Condition) -> bool:
    if ceiling is Relation.NOBODY:
        return False
    if scope is not Scope.OKR:
        return ceiling is not Relation.GUEST
    # Asked this way round, so that a state nobody has thought of would be guarded like a draft.
    out = condition.state in (State.PUBLISHED, State.CLOSED)
    if ceiling and not out:
        return False
    if ceiling is Relation.GUEST and not condition.shared_with_guest:
        return False
    # One wall stands around what is confidential, in every state; it does not add to the drafts' wall, it replaces it.
    if condition.confidential:
        return bool(own & CONFIDENTIAL_READERS)
    return out or bool(own & DRAFT_READERS)


def _is_help(act: Act, row: Row) -> bool:
    """A champion who writes in the OKRs of others helps; one who looks after the calendar does their own work."""
    return row.scope is Scope.OKR or act in (Act.CREATE_OBJECTIVE, Act.ANSWER_REQUEST)


def _who_may(row: Row, who: frozenset[Relation]) -> str:
    names = [name for relation, name in _NAMES.items() if relation in who]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
    return f"Only {listed} may {row.words}."
