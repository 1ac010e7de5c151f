"""Who is told what: one entry for each kind. To add one, write its three parts in a file here and put it on the list."""

from northing.activity.queries import EventRow
from northing.notifications.telling.announcements import ANNOUNCED
from northing.notifications.telling.comments import COMMENT
from northing.notifications.telling.drafts import APPROVED, REFINE, SENT_BACK, SUBMITTED
from northing.notifications.telling.form import Telling, Words
from northing.notifications.telling.handing_over import LEAD, OWNER, SPONSOR
from northing.notifications.telling.lost_parents import LOST_PARENT
from northing.notifications.telling.requests import REQUEST

TELLINGS = (REQUEST, COMMENT, REFINE, SUBMITTED, SENT_BACK, APPROVED, ANNOUNCED, LEAD, OWNER, SPONSOR, LOST_PARENT)

BY_KIND = {telling.kind: telling for telling in TELLINGS}

TOLD = frozenset(pair for telling in TELLINGS for pair in telling.events)
"""Verb and subject of everything that may be told of: all else in the log is passed over by the database."""

UNTOLD_DOORS = frozenset({"demo", "import"})
"""What the demo company lived through, and what came in a file, is nobody's news."""


def telling_of(event: EventRow) -> Telling | None:
    """How this event is told; None where it is not. The first on the list that fits."""
    if event.door in UNTOLD_DOORS:
        return None
    return next((telling for telling in TELLINGS if telling.tells(event)), None)


__all__ = ["BY_KIND", "TELLINGS", "TOLD", "Telling", "Words", "telling_of"]
