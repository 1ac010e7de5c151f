"""Numbers are drawn in one order and become visible in another: nothing in between is passed over (PostgreSQL).

With real transactions in several connections, and real letters at the end.
"""

import time
from collections.abc import Iterator
from threading import Event as Signal
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction

from northing.activity.models import Event, Subject, Verb
from northing.kit import clock
from northing.notifications.actions import claim, write_letters
from northing.notifications.models import Letter
from northing.notifications.settled import settled
from tests.concepts.goals.house import MIDDLE
from tests.concepts.house import at_once
from tests.concepts.notifications.office import Office, begin, open_office


@pytest.fixture
def office(transactional_db: Any) -> Iterator[Office]:
    with open_office() as opened:
        yield opened


def comment(office: Office, objective: int, about: int) -> int:
    return office.tell(
        office.harbour_lead, Verb.COMMENTED, Subject.COMMENT, about, objective_id=objective,
        details={"mentioned": [], "text": "Look here."},
    )  # fmt: skip


class Slow(Thread):
    """Writes a comment's event in a transaction of its own, and commits only when told."""

    def __init__(self, office: Office, objective: int) -> None:
        super().__init__()
        self.office, self.objective = office, objective
        self.wrote, self.go = Signal(), Signal()
        self.number = 0

    def run(self) -> None:
        try:
            with clock.frozen(MIDDLE), transaction.atomic():
                self.number = comment(self.office, self.objective, 1)
                self.wrote.set()
                assert self.go.wait(20)
        finally:
            connection.close()


def test_what_commits_late_is_told_of_too(office: Office) -> None:
    objective, _ = office.house.published({})
    begin()
    before = settled()
    slow = Slow(office, objective)
    slow.start()
    assert slow.wrote.wait(10)
    numbers = []
    if connection.vendor == "postgresql":
        numbers = [comment(office, objective, 2)]
        assert slow.number < numbers[0]
        assert list(Event.objects.filter(id__gte=slow.number).values_list("id", flat=True)) == numbers
        assert settled(patience=0.2) == 0  # the higher number is there, the lower one may still come
    else:
        assert settled() == before  # nobody else can draw a number while one is on its way
    if connection.vendor == "postgresql":
        assert write_letters() == 0
    slow.go.set()
    slow.join()
    assert write_letters() == 1 + len(numbers)
    assert list(Letter.objects.order_by("event_id").values_list("event_id", flat=True)) == [slow.number, *numbers]


def test_what_was_rolled_back_holds_up_nobody(office: Office) -> None:
    objective, _ = office.house.published({})
    begin()
    with transaction.atomic():
        comment(office, objective, 1)
        transaction.set_rollback(True)
    comment(office, objective, 2)
    assert write_letters() == 1


def test_who_began_later_is_not_waited_for(office: Office) -> None:
    """Only those who were writing when the highest number was read; where only one can write there are no others."""
    objective, _ = office.house.published({})
    begin()
    first, second = Slow(office, objective), Slow(office, objective)
    last = comment(office, objective, 1)
    first.start()
    assert first.wrote.wait(10)
    answers: list[int] = []
    reading = Thread(target=lambda: (answers.append(settled(patience=10)), connection.close()))
    reading.start()
    if connection.vendor == "postgresql":
        until_somebody_looked_at_locks()
        second.start()
        assert second.wrote.wait(10)
        assert answers == []
        first.go.set()
        reading.join(10)
        second.go.set()
        second.join()
    reading.join(10)
    assert answers == [last]
    first.go.set()
    first.join()


def until_somebody_looked_at_locks() -> None:
    for _look in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_locks%' AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody looked")


def test_two_who_read_at_once_write_each_letter_once(office: Office) -> None:
    objective, _ = office.house.published({})
    begin()
    for number in range(20):
        comment(office, objective, number)

    def read() -> int:
        with clock.frozen(MIDDLE):
            return write_letters()

    answers = at_once(read, read, read)
    assert sum(answers) == Letter.objects.count() == 20


def test_two_who_send_at_once_claim_different_letters(office: Office) -> None:
    objective, _ = office.house.published({})
    begin()
    for number in range(6):
        comment(office, objective, number)
    assert write_letters() == 6

    def take() -> list[int]:
        taken = []
        with clock.frozen(MIDDLE):
            while (letter := claim(MIDDLE)) is not None:
                taken.append(letter.pk)
        return taken

    answers = at_once(take, take, take)
    assert sorted(number for taken in answers for number in taken) == sorted(
        Letter.objects.values_list("pk", flat=True)
    )
