"""Whether one wants mail, the link that stops it without signing in, and what an administrator sees of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from northing.accounts.models import Person
from northing.jobs.timetable import TIMETABLE
from northing.notifications.models import Letter
from northing.notifications.paper import token_of
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.doors.matrix.pages import Page, form_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def wants_mail(person: Person) -> bool:
    return Person.objects.values_list("wants_mail", flat=True).get(pk=person.pk)


def is_ticked(client: Client) -> bool:
    page = Page(client.get("/settings/profile/").content.decode(), "/settings/profile/")
    form = form_to([page], "/settings/profile/mail/")
    assert form is not None
    return "wants_mail" in form.sent


class TestProfile:
    def test_mail_is_chosen_and_the_page_says_so(self, house: House) -> None:
        client = browser(house.owner)
        assert is_ticked(client)
        answer = client.post("/settings/profile/mail/", {}, follow=True)
        assert "You get no more mail." in answer.content.decode()
        assert not wants_mail(house.owner)
        assert not is_ticked(client)
        client.post("/settings/profile/mail/", {"wants_mail": "on"})
        assert wants_mail(house.owner)


class TestOff:
    def test_looking_changes_nothing_and_pressing_stops_it(self, house: House) -> None:
        address = f"/mail/off/{token_of(house.owner.pk)}/"
        client = Client()
        page = client.get(address)
        assert page.status_code == 200
        assert "No more mail, Maya?" in page.content.decode()
        assert "Tomasz" not in page.content.decode()
        assert wants_mail(house.owner)
        answer = client.post(address)
        assert "You get no more mail" in answer.content.decode()
        assert not wants_mail(house.owner)
        assert wants_mail(house.lead)
        assert "You get no more mail" in client.get(address).content.decode()

    @pytest.mark.parametrize("change", [lambda token: "1" + token, lambda token: token[:-1] + "~", lambda _token: "12"])
    def test_a_link_that_is_not_ours_is_not_found(self, house: House, change: Any) -> None:
        token = token_of(house.owner.pk)
        assert Client().get(f"/mail/off/{change(token)}/").status_code == 404
        assert Client().post(f"/mail/off/{change(token)}/").status_code == 404
        assert wants_mail(house.owner)

    def test_it_opens_nothing_else(self, house: House) -> None:
        client = Client()
        client.post(f"/mail/off/{token_of(house.owner.pk)}/")
        assert client.get("/settings/profile/").status_code == 302


class TestAdministrator:
    def test_what_was_given_up_is_shown_and_tried_again(self, house: House) -> None:
        Letter.objects.create(
            event_id=1, person=house.owner, kind="request", made_at=MIDDLE, next_try_at=MIDDLE, attempts=6,
            given_up_at=MIDDLE, failure="SMTPServerDisconnected",
        )  # fmt: skip
        client = browser(house.administrator)
        page = client.get("/settings/mail/").content.decode()
        assert "SMTPServerDisconnected" in page
        assert "Maya Owner" in page
        assert "<td>a request</td>" in page
        assert "maya@example.org" not in page
        assert "1 mail is tried again." in client.post("/settings/mail/again/", follow=True).content.decode()
        assert Letter.objects.get().given_up_at is None
        assert "There was nothing to try again." in client.post("/settings/mail/again/", follow=True).content.decode()

    @pytest.mark.parametrize(
        ("backend", "words"),
        [
            ("console", "No mail server is named."),
            ("dummy", "This installation sends no mail"),
            ("smtp", "To the mail server that the installation names, from northing@example.org."),
        ],
    )
    def test_it_says_where_mails_go(self, house: House, settings: Any, backend: str, words: str) -> None:
        settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
        assert words in browser(house.administrator).get("/settings/mail/").content.decode()


def test_the_timetable_lets_letters_go_out(house: House, mailoutbox: list[Any]) -> None:
    """Through the job itself, beside the others, from what really happened."""
    from northing.goals.actions import edit_objective
    from northing.goals.models import Objective

    (job,) = (job for job in TIMETABLE if job.name == "letters go out")
    objective, _ = house.published({})
    job.run()
    mailoutbox.clear()
    version = Objective.objects.values_list("version", flat=True).get(pk=objective)
    edit_objective(house.lead, objective, version=version, lead_id=house.owner.pk)
    job.run()
    assert [one.to for one in mailoutbox] == [["maya@example.org"]]
