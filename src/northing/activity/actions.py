"""Writing the log, and answering a repeated request once."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, Protocol

from django.db import connection

from northing.activity.models import AnsweredRequest, Subject, Verb
from northing.activity.queries import answered
from northing.kit import clock, errors
from northing.kit.ids import fingerprint
from northing.kit.transactions import write

# By hand: every change in the product writes one, the check-in above all.
_EVENT = """
INSERT INTO activity_event
    (happened_at, actor_id, verb, subject, subject_id, objective_id, team_id, door, on_behalf, details)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
RETURNING id
"""

_door: ContextVar[str] = ContextVar("door", default="web")


class Actor(Protocol):
    """Whoever acts: all the log needs is a number."""

    @property
    def pk(self) -> Any: ...


@contextmanager
def through(door: str) -> Iterator[None]:
    """Everything recorded inside says that it came through this door ("cli", "import", "demo")."""
    token = _door.set(door)
    try:
        yield
    finally:
        _door.reset(token)


def record(
    actor: Actor | None,
    verb: Verb,
    subject: Subject,
    subject_id: int,
    *,
    objective_id: int | None = None,
    team_id: int | None = None,
    on_behalf: bool = False,
    details: Mapping[str, Any] | None = None,
) -> int:
    """Add one event, in the transaction of the change it tells of. Returns its number."""
    with connection.cursor() as cursor:
        cursor.execute(
            _EVENT,
            [
                connection.ops.adapt_datetimefield_value(clock.now()),
                actor.pk if actor is not None else None,
                verb.value,
                subject.value,
                subject_id,
                objective_id,
                team_id,
                _door.get(),
                on_behalf,
                json.dumps(dict(details or {})),
            ],
        )
        number: int = cursor.fetchone()[0]
    return number


def answer_once(actor: Actor, key: str, body: Mapping[str, Any], act: Callable[[], Any]) -> Any:
    """Run `act` for the first request with this key; give every repetition the first one's answer (F3).

    The answer is stored in the transaction of the act: a server that dies in between leaves neither.
    Raises `KeyReused` when the key came with another body before, `StillRunning` while another process
    is at work on the same key.
    """
    if not key:
        return act()
    if len(key) > 128:
        raise errors.Invalid({"idempotency_key": ["This key is longer than 128 characters."]})
    if "\x00" in key:  # PostgreSQL keeps no text with it
        raise errors.Invalid({"idempotency_key": ["This key has a character in it that nobody types."]})
    with write():
        _claim(actor, key)
        earlier = answered(actor.pk, key)
        if earlier is not None:
            if earlier.fingerprint != fingerprint(body):
                raise errors.KeyReused(key)
            return earlier.answer
        answer = act()
        AnsweredRequest.objects.create(
            actor_id=actor.pk, key=key, fingerprint=fingerprint(body), answer=answer, answered_at=clock.now()
        )
        return answer


def claim_of(actor: Actor, key: str) -> int:
    """The number of PostgreSQL's lock on one person's key, for whoever works on a request with it."""
    return int.from_bytes(hashlib.sha256(f"{actor.pk}:{key}".encode()).digest()[:8], "big", signed=True)


def _claim(actor: Actor, key: str) -> None:
    """Hold the key until the transaction ends. SQLite has one writer at a time and needs nothing."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [claim_of(actor, key)])
        if not cursor.fetchone()[0]:
            raise errors.StillRunning(key)


def forget_answers(older_than: timedelta = timedelta(days=2)) -> int:
    """Drop answers to requests that nobody will repeat any more; returns how many went."""
    gone, _ = AnsweredRequest.objects.filter(answered_at__lt=clock.now() - older_than).delete()
    return gone
