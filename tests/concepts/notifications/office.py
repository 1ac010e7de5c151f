"""A company whose log has been read up to now, and a mail server that can be told to fail."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any, ClassVar

from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from northing.accounts.models import Person
from northing.activity.actions import record
from northing.activity.models import Subject, Verb
from northing.kit import clock
from northing.notifications.actions import Sent, send_letters, write_letters
from northing.notifications.models import Letter, Reading
from northing.teams import actions as teams
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import hire


class Moody(EmailBackend):
    """Takes mails as locmem does, but refuses those to `refused` addresses, and everything while `down`."""

    down: ClassVar[bool] = False
    refused: ClassVar[set[str]] = set()

    def send_messages(self, messages: Any) -> int:
        if self.down or any(self.refused & set(message.to) for message in messages):
            raise SMTPServerDisconnected("to " + messages[0].to[0])
        return int(super().send_messages(messages))


@dataclass
class Office:
    """The house, with Harbour beside its team Response, and helpers to post and to look at what came."""

    house: House
    harbour: int
    harbour_lead: Person
    harbour_member: Person
    moved_to: datetime = MIDDLE
    seen: list[Any] = field(default_factory=list)

    def round(self, now: datetime | None = None) -> Sent:
        """One run of the timetable's job."""
        write_letters(now or MIDDLE)
        return send_letters(now or MIDDLE)

    def post(self, now: datetime | None = None) -> dict[str, Any]:
        """Write and send; the mails of this round by first name."""
        mail.outbox.clear()
        self.round(now)
        return {one.to[0].partition("@")[0]: one for one in mail.outbox}

    def tell(self, actor: Person | None, verb: Verb, subject: Subject, number: int, **given: Any) -> int:
        """An event that another part of the house would write."""
        return record(actor, verb, subject, number, **given)

    def hire(self, name: str, **given: Any) -> Person:
        return hire(self.house.administrator, name, **given)


@contextmanager
def open_office() -> Iterator[Office]:
    """Everything that happened while it was founded is history."""
    with open_house() as house:
        admin = house.administrator
        harbour = teams.create_team(admin, name="Harbour", parent_id=house.company)
        lead, member = hire(admin, "Hanna Harbour"), hire(admin, "Mikkel Member")
        teams.add_member(admin, harbour.id, person_id=lead.pk, role="lead")
        teams.add_member(admin, harbour.id, person_id=member.pk)
        begin()
        mail.outbox.clear()
        yield Office(house, harbour.id, lead, member)


def begin() -> None:
    """As an upgrade does it: what happened until now is history."""
    Reading.objects.all().delete()
    Letter.objects.all().delete()
    write_letters()


def later(**given: float) -> datetime:
    return clock.now() + timedelta(**given)
