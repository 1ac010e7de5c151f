"""People: found by name, shown with what they answer for, and never measured."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Person
from northing.accounts.queries import words_of
from northing.checkins.actions import check_in
from northing.goals.actions import delete_objective
from northing.kit import clock
from northing.teams import actions as teams
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Iterator[House]:
    with open_house(MIDDLE - timedelta(days=28)) as house, clock.frozen(MIDDLE):
        yield house


def seen(client: Client, person: Person, path: str, status: int = 200) -> str:
    client.force_login(person)
    answer = client.get(path)
    assert answer.status_code == status
    return unescape(answer.content.decode())


class TestOnePerson:
    def test_shows_what_they_lead_own_and_help_with(self, house: House, client: Client) -> None:
        helper = hire(house.administrator, "Hanna Helper")
        _, (number,) = house.published(
            {"text": "Raise A", "contributor_ids": [helper.pk]}, statement="Catch every crate"
        )
        check_in(house.owner, number, value=44.0)
        page = seen(client, house.lead, f"/people/{house.owner.pk}/")
        assert "Maya Owner" in page
        assert "Response" in page
        assert "Raise A" in page.split("Owns", 1)[1]
        page = seen(client, house.lead, f"/people/{house.lead.pk}/")
        assert "leads" in page
        assert "Catch every crate" in page.split("Leads", 1)[1]
        page = seen(client, house.lead, f"/people/{helper.pk}/")
        assert "Raise A" in page.split("Helps with", 1)[1]
        assert "Maya O." in page

    def test_adds_nothing_up_about_a_person(self, house: House, client: Client) -> None:
        for value in (20.0, 40.0):
            _, (number,) = house.published({})
            check_in(house.owner, number, value=value, confidence=8)
        page = seen(client, house.lead, f"/people/{house.owner.pk}/")
        aside = re.sub(r"<[^>]+>", " ", page.split('<aside class="aside">', 1)[1].split("</aside>", 1)[0])
        assert not re.search(r"\d", aside)
        assert "ranks nobody" in aside

    def test_individual_objectives_are_their_own(self, house: House, client: Client) -> None:
        house.published({}, individual_id=house.owner.pk, lead_id=None, statement="Learn to sleep")
        assert "Learn to sleep" in seen(client, house.lead, f"/people/{house.owner.pk}/").split("Individual", 1)[1]

    def test_shows_only_what_the_reader_may_see(self, house: House, client: Client) -> None:
        house.published({"text": "Raise the secret"}, confidential=True)
        house.key_result(house.objective("A draft"), "Raise a draft")
        stranger = hire(house.administrator, "Sven Stranger")
        page = seen(client, stranger, f"/people/{house.owner.pk}/")
        assert "Raise the secret" not in page
        assert "Raise a draft" not in page
        assert "Raise the secret" in seen(client, house.owner, f"/people/{house.owner.pk}/")

    def test_guests_see_themselves_and_nobody_else(self, house: House, client: Client) -> None:
        guest = hire(house.administrator, "Gus Guest", role="guest")
        assert "Gus Guest" in seen(client, guest, f"/people/{guest.pk}/")
        client.force_login(guest)
        assert client.get(f"/people/{house.owner.pk}/").status_code in (403, 404)
        page = seen(client, guest, "/people/")
        assert "Maya Owner" not in page

    def test_nobody_is_not_found(self, house: House, client: Client) -> None:
        seen(client, house.lead, "/people/999999/", 404)
        assert "/sign-in/" in Client().get(f"/people/{house.owner.pk}/")["Location"]
        assert "/sign-in/" in Client().get("/people/")["Location"]

    def test_a_name_with_markup_stays_a_name(self, house: House, client: Client) -> None:
        nasty = hire(house.administrator, "<img src=x onerror=alert(1)>", email="nasty@example.org")
        client.force_login(house.lead)
        for path in (f"/people/{nasty.pk}/", "/people/"):
            assert "<img src=x" not in client.get(path).content.decode()


class TestTheList:
    def test_is_searched_by_name_and_title(self, house: House, client: Client) -> None:
        page = seen(client, house.lead, "/people/?q=maya")
        assert "Maya Owner" in page
        assert "1 person" in page
        assert "Nobody is called that." in seen(client, house.lead, "/people/?q=zzz")

    def test_comes_in_pages(self, house: House, client: Client) -> None:
        Person.objects.bulk_create(
            Person(name=f"Person {n:03}", words=words_of(f"Person {n:03}", "", None), created_at=clock.now())
            for n in range(120)
        )
        assert "Person 000" in seen(client, house.lead, "/people/")
        assert "Person 110" in seen(client, house.lead, "/people/?page=3")
        for wrong in ("0", "-1", "x", "99999999999999999999"):
            seen(client, house.lead, f"/people/?page={wrong}")


class TestAPastDay:
    """R19: goals and numbers of that evening; who leads, owns and helps as today, and it says so."""

    def test_shows_the_evening_that_was_asked_for(self, house: House, client: Client) -> None:
        with clock.frozen(MIDDLE - timedelta(days=20)):
            number, (first,) = house.published({"text": "Raise A"}, statement="Catch every warm crate")
            gone, _ = house.published({"text": "Deleted since"}, statement="Gone")
            check_in(house.owner, first, value=20.0)
            day = clock.today("Europe/Oslo")
        with clock.frozen(MIDDLE - timedelta(days=15)):
            house.published({"text": "Published later"}, statement="Later")
            delete_objective(house.lead, gone)
        check_in(house.owner, first, value=80.0)
        page = seen(client, house.lead, f"/people/{house.owner.pk}/?as_of={day}")
        for words in (
            "Raise A",
            "Deleted since",
            "20",
            "who leads, owns and helps are those of today.",
        ):
            assert words in page, words
        assert "Published later" not in page
        assert f"/key-results/{first}/?as_of={day}" in page
        assert f"/objectives/{number}/?as_of={day}" in page
        now = seen(client, house.lead, f"/people/{house.owner.pk}/")
        assert "Published later" in now
        assert "Deleted since" not in now

    def test_before_anything_was_published_says_so(self, house: House, client: Client) -> None:
        with clock.frozen(MIDDLE - timedelta(days=5)):
            house.published({"text": "Published later"})
        day = (MIDDLE - timedelta(days=10)).date()
        page = seen(client, house.lead, f"/people/{house.owner.pk}/?as_of={day}")
        assert "Nothing you can see had been published in Q4 2026" in page
        assert "Published later" not in page

    @pytest.mark.parametrize("asked", ["yesterday", "2999-01-01", "<script>"])
    def test_what_is_no_past_day_shows_today_and_says_so(self, house: House, client: Client, asked: str) -> None:
        house.published({"text": "Of this quarter"})
        client.force_login(house.lead)
        page = client.get(f"/people/{house.owner.pk}/", {"as_of": asked}).content.decode()
        assert "This is how it stands today." in page
        assert "Of this quarter" in page

    def test_costs_no_more_however_much_there_is(self, house: House, client: Client) -> None:
        with clock.frozen(MIDDLE - timedelta(days=20)):
            house.published({})
        client.force_login(house.lead)
        path = f"/people/{house.owner.pk}/?as_of={(MIDDLE - timedelta(days=3)).date()}"

        def count() -> int:
            with CaptureQueriesContext(connection) as caught:
                assert client.get(path).status_code == 200
            return len(caught)

        count()
        few = count()
        with clock.frozen(MIDDLE - timedelta(days=19)):
            for number in range(4):
                _, (first, _) = house.published({"text": "A"}, {"text": "B"}, statement=f"Objective {number}")
                check_in(house.owner, first, value=3.0)
        assert count() == few <= 12


class TestCost:
    @pytest.mark.parametrize("path", ["/people/", "/people/{person}/"])
    def test_twelve_queries_whatever_there_is(self, house: House, client: Client, path: str) -> None:
        client.force_login(house.lead)

        def count() -> int:
            with CaptureQueriesContext(connection) as caught:
                assert client.get(path.format(person=house.owner.pk)).status_code == 200
            return len(caught)

        house.published({})
        count()  # the first request of a process asks the database what it can do
        few = count()
        for number in range(4):
            other = teams.create_team(house.administrator, name=f"Team {number}", parent_id=house.company)
            teams.add_member(house.administrator, other.id, person_id=house.owner.pk)
            house.published(
                {"text": "A"}, {"text": "B", "owner_id": house.lead.pk, "contributor_ids": [house.owner.pk]}
            )
            hire(house.administrator, f"Person{number} Extra")
        assert count() == few <= 12
