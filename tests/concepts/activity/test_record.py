"""The log: who did what to what, through which door, and only if the change itself was kept."""

from datetime import UTC, datetime

import pytest

from northing.activity.actions import record, through
from northing.activity.models import Event, Subject, Verb
from northing.activity.queries import events_for
from northing.kit import clock
from northing.kit.transactions import write
from tests.concepts.house import found

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 17, 12, tzinfo=UTC)


def test_an_event_says_who_what_when_and_through_which_door() -> None:
    actor = found()
    with clock.frozen(NOON), through("cli"):
        number = record(
            actor, Verb.EDITED, Subject.TEAM, 7007, team_id=7007, on_behalf=True, details={"name": ["A", "B"]}
        )
    (event,) = events_for(Subject.TEAM, 7007)
    assert (event.id, event.actor_id, event.verb, event.happened_at) == (number, actor.pk, Verb.EDITED, NOON)
    assert (event.door, event.on_behalf, event.team_id, event.details) == ("cli", True, 7007, {"name": ["A", "B"]})


def test_the_door_is_the_web_unless_said_and_doors_may_be_nested() -> None:
    with through("import"):
        with through("demo"):
            record(None, Verb.CREATED, Subject.CYCLE, 7001)
        record(None, Verb.CREATED, Subject.CYCLE, 7001)
    record(None, Verb.CREATED, Subject.CYCLE, 7001)
    assert [event.door for event in events_for(Subject.CYCLE, 7001)] == ["web", "import", "demo"]


def test_events_come_newest_first_and_no_more_than_asked_for() -> None:
    numbers = [record(None, Verb.EDITED, Subject.PERSON, 7003) for _ in range(5)]
    record(None, Verb.EDITED, Subject.PERSON, 7004)
    assert [event.id for event in events_for(Subject.PERSON, 7003, limit=2)] == [numbers[4], numbers[3]]


def test_what_was_not_kept_did_not_happen() -> None:
    def broken_off() -> None:
        with write():
            record(None, Verb.CREATED, Subject.TEAM, 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert not Event.objects.exists()
