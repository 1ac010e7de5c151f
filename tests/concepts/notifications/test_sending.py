"""Letters on their way: retried, given up, never lost, and each event told once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Person
from northing.activity.models import Subject, Verb
from northing.conversations.actions import post_comment
from northing.goals import actions as goals
from northing.goals.models import Objective
from northing.kit import clock, errors
from northing.notifications import actions
from northing.notifications.actions import LEASE, PAUSES, claim, forget_letters, send_letters, try_again, write_letters
from northing.notifications.models import Letter, Reading
from northing.notifications.paper import token_of
from northing.notifications.queries import Delivery, mail_state
from tests.concepts.goals.house import MIDDLE
from tests.concepts.notifications.office import Moody, Office, begin


def comment(office: Office, *mentioned: Person) -> None:
    """An event that concerns these people and the lead."""
    objective = Objective.objects.filter(state="published").values_list("pk", flat=True).first()
    if objective is None:
        objective, _ = office.house.published({})
        begin()
    text = " ".join(["Look here.", *(f"@{one.name}" for one in mentioned)])
    post_comment(office.house.administrator, objective, text=text)


def announce(office: Office, team: int) -> None:
    objective, _ = office.house.published({})
    begin()
    details = {"cycle_id": office.house.quarter.pk, "objective_ids": [objective], "text": "Here we go."}
    office.tell(office.house.lead, Verb.ANNOUNCED, Subject.DRAFT, 1, team_id=team, details=details)


def crowd(number: int) -> None:
    """That many people, each with an address."""
    Person.objects.bulk_create(
        [
            Person(name=f"Person {one}", email=f"p{one}@example.org", created_at=MIDDLE, password="!")
            for one in range(number)
        ],
        batch_size=500,
    )


class TestOnce:
    def test_reading_again_writes_nothing_twice(self, office: Office) -> None:
        comment(office)
        assert (write_letters(), write_letters()) == (1, 0)
        assert (send_letters().sent, send_letters().sent) == (1, 0)
        assert len(mail.outbox) == 1

    def test_a_log_that_is_read_again_tells_nobody_twice(self, office: Office) -> None:
        """Say, after the row that says how far it was read came back from a backup."""
        comment(office)
        write_letters()
        Reading.objects.update(event_id=0, person_id=0)
        write_letters()
        assert Letter.objects.filter(kind="comment").count() == 1

    def test_what_is_not_told_of_is_passed_over_at_once(self, office: Office) -> None:
        for number in range(30):
            office.tell(None, Verb.SIGNED_IN, Subject.PERSON, number)
        with CaptureQueriesContext(connection) as seen:
            assert write_letters() == 0
        assert len(seen) < 14
        assert Reading.objects.get().event_id >= 30

    def test_one_event_that_makes_no_sense_holds_up_nobody(self, office: Office) -> None:
        office.house.published({})
        begin()
        office.tell(None, Verb.COMMENTED, Subject.COMMENT, 1, objective_id=None, details={"mentioned": ["x", None, 1]})
        office.tell(None, Verb.ANNOUNCED, Subject.DRAFT, 1, team_id=None, details={"objective_ids": "all"})
        office.tell(None, Verb.EDITED, Subject.OBJECTIVE, 1, details={"changed": {"lead_id": "nobody"}})
        office.tell(None, Verb.CREATED, Subject.REQUEST, 10**9, details={})
        office.tell(None, Verb.SENT_BACK, Subject.DRAFT, 1, team_id=10**9, details={"cycle_id": "?"})
        comment(office)
        assert set(office.post()) == {"tomasz"}


class TestFailing:
    def test_pauses_grow_and_then_it_is_given_up(self, office: Office, server: type[Moody]) -> None:
        comment(office)
        server.down = True
        write_letters()
        now = MIDDLE
        for pause in PAUSES:
            assert send_letters(now).failed == 1
            assert send_letters(now + pause - timedelta(seconds=1)).failed == 0
            now += pause
        assert Letter.objects.get().given_up_at is None
        assert send_letters(now).failed == 1
        letter = Letter.objects.get()
        assert (letter.given_up_at, letter.failure, letter.attempts) == (now, "SMTPServerDisconnected", 6)
        server.down = False
        assert send_letters(now + timedelta(days=30)).sent == 0

    def test_an_administrator_sees_it_and_has_it_tried_again(self, office: Office, server: type[Moody]) -> None:
        comment(office)
        write_letters()
        Letter.objects.update(attempts=6, given_up_at=MIDDLE, failure="SMTPServerDisconnected")
        admin = office.house.administrator
        state = mail_state(admin)
        assert (state.waiting, state.sent, state.given_up) == (0, 0, 1)
        assert state.failures == [("SMTPServerDisconnected", 1)]
        assert [one.name for one in state.stranded] == ["Tomasz Lead"]
        assert try_again(admin) == 1
        assert send_letters().sent == 1
        state = mail_state(admin)
        assert (state.waiting, state.sent, state.given_up, state.delivery) == (0, 1, 0, Delivery.SERVER)
        for actor in (office.house.lead, office.house.owner):
            with pytest.raises(errors.Refused):
                try_again(actor)
            with pytest.raises(errors.Refused):
                mail_state(actor)

    def test_one_refused_address_keeps_nobody_else_from_theirs(
        self, office: Office, server: type[Moody], caplog: pytest.LogCaptureFixture
    ) -> None:
        server.refused = {office.house.lead.email or ""}
        comment(office, office.harbour_lead, office.harbour_member)
        done = office.round()
        assert (done.sent, done.failed) == (2, 1)
        assert "SMTPServerDisconnected" in caplog.text
        assert "@" not in caplog.text
        assert "Look here" not in caplog.text

    def test_words_that_cannot_be_found_are_a_failure_like_others(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        comment(office)
        write_letters()

        def broken(*_given: Any) -> None:
            raise KeyError("text")

        monkeypatch.setattr(actions, "written", broken)
        assert send_letters().failed == 1
        assert Letter.objects.get().failure == "KeyError"


class TestInterrupted:
    def test_killed_after_claiming_it_is_sent_when_the_lease_is_over(self, office: Office) -> None:
        comment(office)
        write_letters()
        assert claim(MIDDLE) is not None  # and then the process is gone
        assert claim(MIDDLE + LEASE - timedelta(seconds=1)) is None
        assert send_letters(MIDDLE + LEASE).sent == 1
        assert len(mail.outbox) == 1

    def test_killed_before_marking_it_is_sent_once_more_and_never_lost(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        comment(office)
        write_letters()

        class Killed(BaseException):
            pass

        def kill(*_given: Any, **_more: Any) -> Any:
            raise Killed

        with monkeypatch.context() as patch:
            patch.setattr("django.db.models.query.QuerySet.update", kill)
            with pytest.raises(Killed):
                send_letters()
        assert len(mail.outbox) == 1
        assert send_letters(MIDDLE + LEASE).sent == 1
        first, second = mail.outbox
        assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]

    def test_a_letter_on_which_every_sender_dies_comes_to_an_end(self, office: Office) -> None:
        comment(office)
        write_letters()
        now = MIDDLE
        for _attempt in range(len(PAUSES) + 1):
            assert claim(now) is not None
            now += LEASE
        assert claim(now) is None
        assert Letter.objects.get().failure == "Interrupted"

    def test_a_broken_off_announcement_goes_on_where_it_was(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        crowd(50)
        announce(office, office.house.company)
        monkeypatch.setattr(actions, "LETTERS", 7)
        monkeypatch.setattr(actions, "BATCHES", 3)
        written = [write_letters() for _run in range(4)]
        everybody = Person.objects.filter(is_active=True, email__isnull=False).count()
        assert written[:2] == [21, 21]
        assert sum(written) == Letter.objects.count() == everybody - 1
        assert written[3] == 0


class TestMany:
    def test_an_announcement_to_5000_in_few_statements(self, office: Office) -> None:
        crowd(5000)
        announce(office, office.house.company)
        with CaptureQueriesContext(connection) as seen:
            assert write_letters() == 5004
        assert len(seen) < 100
        assert Letter.objects.filter(rank=1).count() == 5004

    def test_what_concerns_one_goes_before_what_goes_to_all(self, office: Office) -> None:
        crowd(20)
        announce(office, office.house.company)
        write_letters()
        comment(office)
        write_letters()
        assert send_letters(most=1).sent == 1
        assert mail.outbox[0].subject.startswith("Maren Aas wrote about")

    def test_a_run_ends_with_what_is_left_for_the_next(self, office: Office) -> None:
        crowd(20)
        announce(office, office.house.company)
        write_letters()
        assert send_letters(most=5).sent == 5
        assert send_letters(seconds=0.0).sent == 1
        assert send_letters().sent == 24 - 6

    def test_old_letters_go(self, office: Office) -> None:
        comment(office)
        office.round()
        assert forget_letters() == 0
        with clock.frozen(MIDDLE + timedelta(days=91)):
            assert forget_letters() == 1


class TestPaper:
    def test_it_says_why_and_how_to_get_no_more(self, office: Office) -> None:
        comment(office, office.harbour_member)
        paper = office.post()["mikkel"]
        off = f"http://testserver/mail/off/{token_of(office.harbour_member.pk)}/"
        assert "\n-- \nYou get this because you are named in it." in paper.body
        assert off in paper.body
        assert "http://testserver/settings/profile/#mail" in paper.body
        assert paper.extra_headers["List-Unsubscribe"] == f"<{off}>"
        assert paper.extra_headers["Auto-Submitted"] == "auto-generated"
        assert paper.from_email == "northing@example.org"

    def test_days_are_the_readers_and_no_text_breaks_a_header(self, office: Office) -> None:
        Person.objects.filter(pk=office.harbour_lead.pk).update(locale="de")
        objective, _ = office.house.published({})
        begin()
        due = MIDDLE.date() + timedelta(days=30)
        goals.ask_team(office.house.lead, objective, team_id=office.harbour, words="A ramp Bcc: x@y.z", due_on=due)
        paper = office.post()["hanna"]
        assert "by 5. Dezember 2026" in paper.body
        assert "\n" not in paper.subject
