"""Reading the log."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Q

from northing.activity.models import AnsweredRequest, Event, Subject, Verb


@dataclass(frozen=True, slots=True)
class EventRow:
    """One thing that happened, as a reader gets it."""

    id: int
    happened_at: datetime
    actor_id: int | None
    verb: Verb
    subject: Subject
    subject_id: int
    objective_id: int | None
    team_id: int | None
    on_behalf: bool
    door: str
    details: dict[str, Any]


def _row(event: Event) -> EventRow:
    return EventRow(
        id=event.id,
        happened_at=event.happened_at,
        actor_id=event.actor_id,
        verb=Verb(event.verb),
        subject=Subject(event.subject),
        subject_id=event.subject_id,
        objective_id=event.objective_id,
        team_id=event.team_id,
        on_behalf=event.on_behalf,
        door=event.door,
        details=event.details,
    )


def events_for(subject: Subject, subject_id: int, limit: int = 100) -> list[EventRow]:
    """The latest events about one thing, newest first. The caller has made sure its reader may see the thing."""
    return [
        _row(event)
        for event in Event.objects.filter(subject=subject.value, subject_id=subject_id).order_by("-id")[:limit]
    ]


def page_of_log(before: int | None, limit: int = 100) -> list[EventRow]:
    """The whole log, newest first: the latest events, or those that came before the event with this number (S13)."""
    events = Event.objects.all() if before is None else Event.objects.filter(id__lt=before)
    return [_row(event) for event in events.order_by("-id")[:limit]]


def latest_event_id() -> int:
    """The highest number in the log; 0 while it is empty. Lower ones may still be on their way (PostgreSQL)."""
    return Event.objects.aggregate(highest=Max("id"))["highest"] or 0


def events_after(number: int, until: int, kinds: Collection[tuple[Verb, Subject]], limit: int = 100) -> list[EventRow]:
    """The first events of these kinds after the one with this number, up to and with `until`, oldest first."""
    wanted = Q(pk__in=[])
    for verb, subject in sorted(kinds):
        wanted |= Q(verb=verb.value, subject=subject.value)
    return [_row(event) for event in Event.objects.filter(wanted, id__gt=number, id__lte=until).order_by("id")[:limit]]


def event(event_id: int) -> EventRow | None:
    """One event by its number."""
    stored = Event.objects.filter(pk=event_id).first()
    return None if stored is None else _row(stored)


def answered(actor_id: int, key: str) -> AnsweredRequest | None:
    """What this person's request with this key was answered, if it ever was."""
    return AnsweredRequest.objects.filter(actor_id=actor_id, key=key).first()
