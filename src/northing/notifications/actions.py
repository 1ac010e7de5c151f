"""Writing letters from the log, sending them, and what an administrator or reader does about them.

Three steps, each safe to break off anywhere: an event is committed with what it tells of; a letter is written, in one
transaction with how far the log has been read; it is claimed, handed over, and marked as sent. Who is killed between
handing over and marking leaves a letter that is sent once more; none is ever lost.
"""

import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError

from northing.accounts.actions import choose_mail
from northing.accounts.models import Person
from northing.accounts.policies import ask, relations
from northing.accounts.queries import organisation
from northing.activity.actions import record
from northing.activity.models import Subject, Verb
from northing.activity.queries import EventRow, event, events_after, latest_event_id
from northing.core.access import Act
from northing.kit import clock, errors
from northing.kit.transactions import write, write_retrying
from northing.notifications.models import Letter, Reading
from northing.notifications.paper import person_of, written
from northing.notifications.queries import WAITING
from northing.notifications.settled import settled
from northing.notifications.telling import TOLD, telling_of

log = logging.getLogger(__name__)

EVENTS, LETTERS, BATCHES = 100, 1000, 50
"""The most of each in one transaction, and of those in one run. Others who write wait for one transaction only; an
announcement to 100,000 people takes two runs.
"""

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720))
"""How long to wait after the first failure, the second, and so on. The one after the last is the end."""

LEASE = timedelta(minutes=10)
"""How long a letter belongs to whoever claimed it; far more than a mail server is given to answer."""

INTERRUPTED = "Interrupted"
"""The failure of a letter whose every attempt was broken off from outside."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run did: handed over, failed (tried again later, or given up), and no longer to be told to their reader."""

    sent: int = 0
    failed: int = 0
    withheld: int = 0


# --- writing ---------------------------------------------------------------------------------------------------------


def write_letters(now: datetime | None = None) -> int:
    """Read what is new in the log and write a letter to everybody it concerns; returns how many.

    In batches, each a transaction with how far it came. What was not reached is written in the next run.
    """
    moment = now or clock.now()
    until = settled()
    letters = 0
    for _batch in range(BATCHES):
        ended, count = _write_batch(moment, until)
        letters += count
        if ended:
            break
    return letters


@write_retrying
def _write_batch(now: datetime, until: int) -> tuple[bool, int]:
    reading = Reading.objects.select_for_update().first()
    if reading is None:  # nobody has ever read: what was until now is history
        Reading.objects.create(event_id=latest_event_id())
        return True, 0
    if until <= reading.event_id:
        return True, 0
    events = events_after(reading.event_id, until, TOLD, EVENTS)
    letters = 0
    for happened in events:
        room = LETTERS - letters
        people = _write(happened, now, reading.person_id, room)
        letters += len(people)
        if len(people) == room:
            reading.person_id = people[-1]
            reading.save()
            return False, letters
        reading.event_id, reading.person_id = happened.id, 0
    ended = len(events) < EVENTS
    if ended:
        reading.event_id = until
    reading.save()
    return ended, letters


def _write(happened: EventRow, now: datetime, after: int, most: int) -> list[int]:
    """Letters about one event to the next people it concerns; returns who they are."""
    telling = telling_of(happened)
    if telling is None:
        return []
    try:
        reachable = Person.objects.filter(is_active=True, email__isnull=False, wants_mail=True, pk__gt=after)
        concerned = reachable.filter(telling.whom(happened)).exclude(pk=happened.actor_id or 0)
        people = list(concerned.order_by("pk").values_list("pk", flat=True)[:most])
    except DatabaseError:
        raise
    except Exception as problem:  # noqa: BLE001 - one event that nobody understands must not keep the others waiting
        log.error("Nobody could be told of event %d: %s", happened.id, type(problem).__name__)  # noqa: TRY400
        return []
    Letter.objects.bulk_create(
        [
            Letter(
                event_id=happened.id,
                person_id=person_id,
                kind=telling.kind,
                rank=int(telling.to_many),
                made_at=now,
                next_try_at=now,
            )
            for person_id in people
        ],
        batch_size=500,
        ignore_conflicts=True,
    )
    return people


# --- sending ---------------------------------------------------------------------------------------------------------


def send_letters(now: datetime | None = None, *, most: int = 500, seconds: float = 6.0) -> Sent:
    """Send what waits, one after the other, until nothing is due or the run has done its share.

    Whether its reader may still see what it tells is asked anew for each letter; where they may not, it is dropped.
    """
    moment = now or clock.now()
    deadline = time.monotonic() + seconds
    server = _Server()
    counts = {"sent": 0, "failed": 0, "withheld": 0}
    try:
        for _number in range(most):
            letter = claim(moment)
            if letter is None:
                break
            counts[_send(letter, server, moment)] += 1
            if time.monotonic() >= deadline:
                break
    finally:
        server.close()
    return Sent(**counts)


def claim(now: datetime) -> Letter | None:
    """The next letter that is due, now ours for a while (`LEASE`): whoever else asks gets another one.

    The attempt is counted before it is made, so that a letter on which every sender dies comes to an end too.
    """
    with write():
        due = Letter.objects.filter(WAITING, next_try_at__lte=now).order_by("rank", "next_try_at", "id")
        while (letter := due.select_for_update(skip_locked=True, of=("self",)).first()) is not None:
            if letter.attempts > len(PAUSES):
                _give_up(letter, now, letter.failure or INTERRUPTED)
                continue
            letter.attempts += 1
            letter.next_try_at = now + LEASE
            letter.save(update_fields=["attempts", "next_try_at"])
            return letter
    return None


def _send(letter: Letter, server: "_Server", now: datetime) -> str:
    happened = event(letter.event_id)
    try:
        reader = Person.objects.get(pk=letter.person_id)
        paper = written(letter.kind, happened, reader, letter.event_id) if happened else None
        if paper is None:
            with write():
                letter.delete()
            return "withheld"
        server.take(EmailMessage(paper.subject, paper.text, to=[paper.to], headers=paper.headers))
    except DatabaseError:
        raise
    except Exception as problem:  # noqa: BLE001 - whatever the mail server does, the next letter goes out
        # Its class, and neither the address nor the text: the log is read by people whom the mail is not for.
        log.error("Letter %d could not be sent: %s", letter.pk, type(problem).__name__)  # noqa: TRY400
        _fail(letter, now, type(problem).__name__)
        return "failed"
    with write():
        Letter.objects.filter(pk=letter.pk).update(sent_at=now, failure="")
    return "sent"


def _fail(letter: Letter, now: datetime, failure: str) -> None:
    with write():
        if letter.attempts > len(PAUSES):
            _give_up(letter, now, failure)
            return
        letter.failure = failure[:80]
        letter.next_try_at = now + PAUSES[letter.attempts - 1]
        letter.save(update_fields=["failure", "next_try_at"])


def _give_up(letter: Letter, now: datetime, failure: str) -> None:
    letter.given_up_at, letter.failure = now, failure[:80]
    letter.save(update_fields=["given_up_at", "failure"])


class NotTaken(Exception):
    """The mail server neither took the mail nor said why."""


class _Server:
    """The way to the mail server: opened when the first letter goes, open until the last has gone or one has failed."""

    def __init__(self) -> None:
        self._open: Any = None

    def take(self, message: EmailMessage) -> None:
        """Hand over, now and here; returns when it was taken, else raises."""
        taken = 0
        try:
            if self._open is None:
                self._open = get_connection()
                self._open.open()
            taken = self._open.send_messages([message])
        finally:
            if not taken:
                self.close()
        if not taken:
            raise NotTaken

    def close(self) -> None:
        if self._open is not None:
            way, self._open = self._open, None
            try:
                way.close()
            except Exception as problem:  # noqa: BLE001 - it is gone either way
                log.info("The way to the mail server was closed from the other side: %s", type(problem).__name__)


# --- around it -------------------------------------------------------------------------------------------------------


def try_again(actor: Person) -> int:
    """An administrator has everything that was given up tried again, from the start; returns how many letters."""
    ask(Act.MANAGE_ORGANISATION, relations(actor))
    with write():
        letters = Letter.objects.filter(given_up_at__isnull=False).update(
            given_up_at=None, attempts=0, next_try_at=clock.now()
        )
        ours = organisation()
        if letters and ours is not None:
            details = {"mail": "tried again", "letters": letters}
            record(actor, Verb.SETTINGS_CHANGED, Subject.ORGANISATION, ours.id, details=details)
    return letters


def stop_mail(token: str) -> None:
    """Whoever holds one of their mails wants no more of them. `NotFound` for a link that is not ours."""
    person = Person.objects.filter(pk=person_of(token), is_active=True).first()
    if person is None:
        raise errors.NotFound
    choose_mail(person, wanted=False)


def forget_letters(older_than: timedelta = timedelta(days=90)) -> int:
    """Drop letters that were sent, or given up, long ago; returns how many went."""
    before = clock.now() - older_than
    gone, _ = Letter.objects.filter(sent_at__lt=before).delete()
    lost, _ = Letter.objects.filter(given_up_at__lt=before).delete()
    return gone + lost
