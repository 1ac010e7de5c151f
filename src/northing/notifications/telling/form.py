"""What every kind of telling consists of."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from northing.accounts.models import Person
from northing.activity.models import Subject, Verb
from northing.activity.queries import EventRow

NOBODY = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Words:
    """A mail before it is put on paper: its subject, its paragraphs, the page it is about, and why one gets it."""

    subject: str
    paragraphs: list[str]
    path: str
    because: str


@dataclass(frozen=True, slots=True)
class Telling:
    """Which events are told, to whom, and in which words. `called` is what it tells of, for administrators.

    `events`: what it may be about, for the database; `applies` looks at the details. `whom` is a condition on people.
    Who acted, who has no address, is disabled or wants no mail is left out of it by others. `words` is asked when the
    mail is sent, in the reader's language, and is None where there is nothing to tell this reader any more: because they
    may no longer see the thing, or because it is no longer so. `to_many` lets other letters go first.
    """

    kind: str
    called: str
    events: frozenset[tuple[Verb, Subject]]
    whom: Callable[[EventRow], Q]
    words: Callable[[EventRow, Person], Words | None]
    applies: Callable[[EventRow], bool] = lambda _event: True
    to_many: bool = False

    def tells(self, event: EventRow) -> bool:
        """Whether this event is one of its."""
        return (event.verb, event.subject) in self.events and self.applies(event)
