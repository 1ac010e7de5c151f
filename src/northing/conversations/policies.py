"""Who may do what in a conversation (R51, R52): the table decides who speaks, and words belong to whoever wrote them."""

from enum import StrEnum

from django.utils.translation import gettext

from northing.core.access import Act
from northing.goals.policies import Standing
from northing.kit import errors


class Deed(StrEnum):
    """What can be done with a comment that is there."""

    REPLY = "reply"
    REACT = "react"
    EDIT = "edit"
    DELETE = "delete"
    RESOLVE = "resolve"


def deeds(standing: Standing, *, own: bool, is_reply: bool) -> frozenset[Deed]:
    """What somebody may do with one comment: `own`, they wrote it; `is_reply`, it answers another one.

    Whoever may comment answers and reacts, to the words of others. The author edits and deletes. The author and those
    who may change the objective say that a conversation is settled, at its beginning.
    """
    if not standing.verdict(Act.COMMENT).allowed:
        return frozenset()
    may = {Deed.REPLY}
    may |= {Deed.EDIT, Deed.DELETE} if own else {Deed.REACT}
    if not is_reply and (own or standing.verdict(Act.EDIT_OBJECTIVE).allowed):
        may.add(Deed.RESOLVE)
    return frozenset(may)


def ask(standing: Standing, deed: Deed, *, own: bool, is_reply: bool) -> bool:
    """Raise `NotFound` or `Refused`, or return whether it is done on behalf of others (a champion who helps)."""
    standing.ask(Act.COMMENT)
    if deed not in deeds(standing, own=own, is_reply=is_reply):
        raise errors.Refused(_why_not(deed, is_reply=is_reply))
    return deed is Deed.RESOLVE and not own and standing.verdict(Act.EDIT_OBJECTIVE).on_behalf


def _why_not(deed: Deed, *, is_reply: bool) -> str:
    if deed is Deed.RESOLVE and is_reply:
        return gettext("An answer is not settled by itself. Settle the comment that began the conversation.")
    return {
        Deed.REACT: gettext("These are your own words."),
        Deed.EDIT: gettext("Only its author may change a comment."),
        Deed.DELETE: gettext("Only its author may delete a comment, or bring it back."),
        Deed.RESOLVE: gettext("Only its author and those who may change the objective may settle a conversation."),
    }.get(deed, "")
