"""A retried request is applied once (F3)."""

import time
from itertools import count
from typing import Any

import pytest
from django.db import IntegrityError, connection

from northing.activity.actions import answer_once, record
from northing.activity.models import AnsweredRequest, Event, Subject, Verb
from northing.kit import clock
from northing.kit.errors import Invalid, KeyReused, StillRunning
from tests.concepts.house import at_once, found, hire


def doing(subject_id: int = 1) -> dict[str, Any]:
    """An act that can be counted in the database."""
    return {"event": record(None, Verb.EDITED, Subject.TEAM, subject_id)}


@pytest.mark.django_db
class TestOneAfterTheOther:
    def test_the_same_request_again_gets_the_first_answer_and_changes_nothing(self) -> None:
        actor = found()
        before = Event.objects.count()
        first = answer_once(actor, "k1", {"value": 3, "note": "x"}, doing)
        again = answer_once(actor, "k1", {"note": "x", "value": 3}, doing)
        assert again == first
        assert Event.objects.count() == before + 1

    def test_the_key_with_another_body_is_refused(self) -> None:
        actor = found()
        answer_once(actor, "k1", {"value": 3}, doing)
        before = Event.objects.count()
        with pytest.raises(KeyReused):
            answer_once(actor, "k1", {"value": 4}, doing)
        assert Event.objects.count() == before

    def test_the_same_key_of_two_people_is_two_keys(self) -> None:
        actor = found()
        other = hire(actor, "Tomasz Wilk")
        numbers = count()
        assert answer_once(actor, "k1", {}, lambda: next(numbers)) == 0
        assert answer_once(other, "k1", {}, lambda: next(numbers)) == 1
        assert answer_once(actor, "k1", {}, lambda: next(numbers)) == 0

    def test_without_a_key_every_request_counts(self) -> None:
        actor = found()
        numbers = count()
        assert [answer_once(actor, "", {}, lambda: next(numbers)) for _ in range(3)] == [0, 1, 2]

    def test_an_act_that_fails_leaves_the_key_free(self) -> None:
        actor = found()

        def failing() -> Any:
            doing()
            raise Invalid({"value": ["Write a number."]})

        before = Event.objects.count()
        with pytest.raises(Invalid):
            answer_once(actor, "k1", {"value": "x"}, failing)
        assert Event.objects.count() == before
        assert not AnsweredRequest.objects.exists()
        assert answer_once(actor, "k1", {"value": 3}, lambda: "done") == "done"

    def test_a_key_that_is_too_long_is_refused_with_a_reason(self) -> None:
        with pytest.raises(Invalid) as raised:
            answer_once(found(), "k" * 129, {}, doing)
        assert "idempotency_key" in raised.value.errors

    def test_a_key_that_no_database_keeps_is_refused_with_a_reason(self) -> None:
        with pytest.raises(Invalid) as raised:
            answer_once(found(), "k\x00", {}, doing)
        assert "idempotency_key" in raised.value.errors

    def test_the_database_itself_keeps_one_answer_for_a_key(self) -> None:
        given = {"actor_id": 1, "key": "k", "fingerprint": "f", "answer": {}, "answered_at": clock.now()}
        AnsweredRequest.objects.create(**given)
        with pytest.raises(IntegrityError):
            AnsweredRequest.objects.create(**given)


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_many_at_once_are_applied_once(self) -> None:
        """SQLite lets them in one by one; on PostgreSQL whoever meets a running one is told so and may ask again."""
        actor = found()
        before = Event.objects.count()

        def slowly() -> dict[str, Any]:
            answer = doing()
            time.sleep(0.2)
            return answer

        answers = at_once(*[lambda: answer_once(actor, "k1", {"value": 3}, slowly)] * 4)
        given = [answer for answer in answers if isinstance(answer, dict)]
        refused = [answer for answer in answers if not isinstance(answer, dict)]
        assert given
        assert all(answer == given[0] for answer in given)
        assert all(isinstance(answer, StillRunning) for answer in refused)
        if connection.vendor == "postgresql":
            assert len(refused) == 3
        assert Event.objects.count() == before + 1
        assert answer_once(actor, "k1", {"value": 3}, slowly) == given[0]

    def test_different_keys_do_not_wait_for_each_other_and_are_all_applied(self) -> None:
        actor = found()
        before = Event.objects.count()
        answers = at_once(*[lambda key=key: answer_once(actor, key, {}, doing) for key in ("a", "b", "c")])
        assert all(isinstance(answer, dict) for answer in answers)
        assert Event.objects.count() == before + 3
