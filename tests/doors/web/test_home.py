"""The first page: the greeting, what needs somebody, the news since they were last here, and what it costs."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Person
from northing.checkins.actions import check_in
from northing.core.measures import Kind
from northing.core.scoring import Commitment
from northing.cycles import actions as cycles
from northing.goals.actions import align, edit_key_result, publish_objective
from northing.kit import clock
from northing.teams import actions as teams
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import found, hire

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Iterator[House]:
    """Published in the cycle's second week, looked at in the sixth."""
    with open_house(MIDDLE - timedelta(days=28)) as house, clock.frozen(MIDDLE):
        yield house


def page_of(client: Client, person: Person) -> str:
    client.force_login(person)
    answer = client.get("/")
    assert answer.status_code == 200
    return unescape(answer.content.decode())


class TestGreeting:
    @pytest.mark.parametrize(
        ("hour", "zone", "hello"),
        [
            (5, "Europe/Oslo", "Good morning"),
            (10, "Europe/Oslo", "Good morning"),
            (13, "Europe/Oslo", "Good afternoon"),
            (20, "Europe/Oslo", "Good evening"),
            (20, "America/Los_Angeles", "Good afternoon"),
            (1, "Asia/Tokyo", "Good morning"),
        ],
    )
    def test_follows_the_clock_of_the_reader(
        self, house: House, client: Client, hour: int, zone: str, hello: str
    ) -> None:
        house.owner.time_zone = zone
        house.owner.save(update_fields=["time_zone"])
        with clock.frozen(MIDDLE.replace(hour=hour)):
            assert f"{hello}, Maya." in page_of(client, house.owner)

    def test_says_how_many_are_due_and_how_many_disagree(self, house: House, client: Client) -> None:
        _, (first, *_) = house.published({}, {"text": "Raise B"}, {"text": "Raise C"})
        with clock.frozen(MIDDLE - timedelta(days=7)):
            check_in(house.owner, first, value=90.0, confidence=2)
        assert "Three numbers are due; one disagrees with you." in page_of(client, house.owner)

    def test_says_when_nothing_waits(self, house: House, client: Client) -> None:
        _, (number,) = house.published({})
        check_in(house.owner, number, value=44.0, confidence=7)
        assert "Nothing waits for you." in page_of(client, house.owner)


class TestWhatNeedsMe:
    def test_a_disagreement_is_asked_about_until_it_is_answered(self, house: House, client: Client) -> None:
        _, (number,) = house.published({"text": "Raise A"})
        check_in(house.owner, number, value=90.0, confidence=2)
        page = page_of(client, house.owner)
        assert "You say 0.2, the trend says 0.8 on" in page
        assert f"/check-in/?kr={number}" in page
        check_in(house.owner, number, value=90.0, confidence=2, note="The big order leaves us in December.")
        assert "the trend says" not in page_of(client, house.owner)

    def test_what_was_not_heard_of_for_long(self, house: House, client: Client) -> None:
        with clock.frozen(MIDDLE - timedelta(days=28)):
            _, (number,) = house.published({"text": "Raise A"})
            check_in(house.owner, number, value=10.0)
        page = page_of(client, house.owner)
        assert "has not been heard of since Thu 8 Oct" in page
        assert "It stood at 10 then." in page

    def test_drafts_say_what_is_missing(self, house: House, client: Client) -> None:
        objective = house.objective("Make the night desk calm")
        house.key_result(objective, "Lower interruptions to 25", start=None, target=25.0)
        page = page_of(client, house.lead)
        assert "Your draft" in page
        assert "Make the night desk calm" in page
        assert "1 key result is not complete" in page

    def test_objectives_without_key_results_and_key_results_without_owners(self, house: House, client: Client) -> None:
        house.published(statement="Set a direction")
        house.published({"text": "Raise an orphan", "owner_id": None}, statement="Own something")
        page = page_of(client, house.lead)
        assert "has no key results." in page
        assert "Nobody owns" in page
        assert "Raise an orphan" in page

    def test_what_ended_is_to_be_closed(self, house: House, client: Client) -> None:
        house.published({}, statement="Of last quarter")
        with clock.frozen(MIDDLE + timedelta(days=75)):
            page = page_of(client, house.lead)
        assert "ended with Q4 2026 and is still open" in page

    def test_the_drafts_of_others_are_theirs(self, house: House, client: Client) -> None:
        house.objective("A secret plan")
        assert "A secret plan" not in page_of(client, hire(house.administrator, "Sven Stranger"))


class TestMyGoals:
    def test_the_worst_comes_first(self, house: House, client: Client) -> None:
        _, (good, bad) = house.published({"text": "Raise the good one"}, {"text": "Raise the bad one"})
        check_in(house.owner, good, value=60.0, confidence=7)
        check_in(house.owner, bad, value=1.0, confidence=2)
        page = page_of(client, house.owner).split("Your key results", 1)[1]
        assert page.index("Raise the bad one") < page.index("Raise the good one")

    def test_my_teams_objectives_with_how_their_key_results_stand(self, house: House, client: Client) -> None:
        _, (first, second) = house.published({}, {"text": "Raise B"}, statement="Catch every warm crate")
        check_in(house.owner, first, value=60.0)
        check_in(house.owner, second, value=1.0)
        page = page_of(client, house.owner)
        assert "Your team's objectives" in page
        assert "1 on track, 1 off track" in page


class TestTheWhole:
    def test_commitments_are_never_mixed_and_lead_to_what_they_count(self, house: House, client: Client) -> None:
        for value, commitment in (
            (20.0, Commitment.ASPIRATIONAL),
            (40.0, Commitment.ASPIRATIONAL),
            (90.0, Commitment.COMMITTED),
        ):
            _, (number,) = house.published({}, commitment=commitment)
            check_in(house.owner, number, value=value)
        page = (
            page_of(client, hire(house.administrator, "Sven Stranger")).split("all of it", 1)[1].split("</aside>", 1)[0]
        )
        assert "3 objectives published in Q4 2026" in page
        assert ">0.3<" in page
        assert ">0.9<" in page
        assert "0.5" not in page
        assert "commitment=aspirational&view=table" in page
        assert "commitment=committed&band=on" in page

    def test_what_is_confidential_is_counted_for_those_who_see_it(self, house: House, client: Client) -> None:
        house.published({}, confidential=True)
        house.published({})
        assert "1 objective published" in page_of(client, hire(house.administrator, "Sven Stranger"))
        assert "2 objectives published" in page_of(client, house.owner)


class TestSinceIWasHere:
    def news(self, client: Client, person: Person) -> str:
        return page_of(client, person).split('id="news"', 1)[1]

    def test_tells_what_others_did_in_words(self, house: House, client: Client) -> None:
        _, (number, _) = house.published({"text": "Raise A", "owner_id": house.lead.pk}, {"text": "Raise B"})
        check_in(house.lead, number, value=12.0, note="The first week.")
        edit_key_result(house.lead, number, version=1, target=80.0, reason="A hundred was a dream.")
        news = self.news(client, house.owner)
        assert "Tomasz Lead</b> published" in news
        assert "Tomasz Lead</b> checked in on" in news
        assert "The first week." in news
        assert "changed the target of" in news
        assert "from 100 to 80." in news
        assert "A hundred was a dream." in news

    def test_a_champions_help_is_named_as_such(self, house: House, client: Client) -> None:
        _, (number,) = house.published({"text": "Raise A"})
        champion = hire(house.administrator, "Priya Champion")
        champion.is_champion = True
        champion.save(update_fields=["is_champion"])
        check_in(champion, number, value=12.0)
        news = self.news(client, house.owner)
        assert "Priya Champion</b> checked in on" in news
        assert "As champion, on behalf of the owner." in news
        edit_key_result(champion, number, version=1, target=80.0, reason="A hundred was a dream.")
        assert self.news(client, house.owner).count("As champion, on behalf of the owner.") == 2

    def test_tells_nothing_of_what_is_confidential(self, house: House, client: Client) -> None:
        visible, _ = house.published({"text": "Raise A"})
        hidden, (number,) = house.published({"text": "Raise the secret", "owner_id": house.lead.pk}, confidential=True)
        align(house.lead, hidden, objective_id=visible)
        colleague = hire(house.administrator, "Carla Colleague")
        teams.add_member(house.administrator, house.team, person_id=colleague.pk)
        check_in(house.lead, number, value=12.0)
        page = page_of(client, colleague)
        assert "Raise A" in page or "Catch every warm crate" in page
        assert "Raise the secret" not in page

    def test_my_own_doings_are_no_news(self, house: House, client: Client) -> None:
        _, (number,) = house.published({"text": "Raise A"})
        check_in(house.owner, number, value=12.0)
        assert "Maya Owner</b>" not in self.news(client, house.owner)

    def test_last_time_is_remembered_for_a_visit_and_looking_writes_nothing(self, house: House, client: Client) -> None:
        house.owner.seen_at = MIDDLE - timedelta(days=3)
        house.owner.save(update_fields=["seen_at"])
        client.force_login(house.owner)
        page = client.get("/").content.decode()
        assert "You were last here on Mon 2 Nov" in page
        assert "/seen/" in page
        assert Person.objects.get(pk=house.owner.pk).seen_at == MIDDLE - timedelta(days=3)
        assert client.get("/seen/").status_code == 405
        assert client.post("/seen/").status_code == 204
        assert Person.objects.get(pk=house.owner.pk).seen_at == MIDDLE
        page = client.get("/").content.decode()
        assert "You were last here on Mon 2 Nov" in page
        assert "/seen/" not in page
        with clock.frozen(MIDDLE + timedelta(days=1)):
            assert "You were last here on Thu 5 Nov" in self.after_a_new_look(client)

    def after_a_new_look(self, client: Client) -> str:
        client.post("/seen/")
        return client.get("/").content.decode()

    def test_signing_in_begins_a_visit(self, house: House, client: Client) -> None:
        from tests.concepts.house import PASSWORD

        house.owner.seen_at = MIDDLE - timedelta(days=3)
        house.owner.save(update_fields=["seen_at"])
        client.post("/sign-in/", {"login": house.owner.email, "password": PASSWORD})
        assert "You were last here on Mon 2 Nov" in client.get("/").content.decode()

    def test_a_second_time_on_the_same_day_tells_from_when_on(self, house: House, client: Client) -> None:
        _, (number,) = house.published({"text": "Raise A"})
        house.owner.seen_at = MIDDLE - timedelta(minutes=5)
        house.owner.save(update_fields=["seen_at"])
        with clock.frozen(MIDDLE - timedelta(hours=1)):
            check_in(house.lead, number, value=1.0, note="Before.")
        with clock.frozen(MIDDLE + timedelta(minutes=1)):
            news = self.news(client, house.owner)
            assert "Since 10:25" in news
            assert "You were here earlier today" in news
            assert "Before." not in news
        house.owner.seen_at = MIDDLE + timedelta(minutes=2)
        house.owner.save(update_fields=["seen_at"])
        with clock.frozen(MIDDLE + timedelta(minutes=3)):
            assert "Nothing around your goals has changed." in self.news(client, house.owner)


class TestEmpty:
    def test_a_new_person_learns_what_belongs_here(self, house: House, client: Client) -> None:
        page = page_of(client, hire(house.administrator, "Nina New"))
        assert "Nothing has your name on it yet." in page
        assert "No key result has your name on it" in page
        assert "You are in no team yet" in page

    def test_an_empty_company_is_no_error(self, client: Client) -> None:
        administrator = found(cycle_names=set())
        page = page_of(client, administrator)
        assert "No cycle yet" in page

    def test_viewers_and_guests_are_offered_only_what_is_open_to_them(self, house: House, client: Client) -> None:
        """Neither of them checks in; teams and people are not there for guests."""
        member = page_of(client, house.owner)
        assert 'data-key="c"' in member
        assert '<a href="/check-in/"' in member
        for role in ("viewer", "guest"):
            page = page_of(client, hire(house.administrator, f"{role.title()} Reader", role=role))
            assert 'data-key="c"' not in page
            assert 'href="/check-in/' not in page
            assert ('href="/teams/"' in page) == ('href="/people/"' in page) == (role == "viewer")

    def test_viewers_and_guests_have_a_home(self, house: House, client: Client) -> None:
        house.published({})
        for role in ("viewer", "guest"):
            page = page_of(client, hire(house.administrator, f"{role.title()} Person", role=role))
            assert "Check in, " not in page

    def test_each_place_has_a_key_of_its_own_and_the_help_lists_what_works(self, house: House, client: Client) -> None:
        places = re.compile(r'data-key="g (\w)"[^>]*>(\w+)')
        listed = re.compile(r"<kbd>G</kbd> <kbd>(\w)</kbd></dt><dd>go to (\w+)</dd>")
        page = page_of(client, house.owner)
        assert places.findall(page) == [
            ("h", "Home"), ("o", "OKRs"), ("d", "Drafts"), ("t", "Teams"), ("p", "People"), ("s", "Settings"),
        ]  # fmt: skip
        assert listed.findall(page) == [(key.upper(), words) for key, words in places.findall(page)]
        assert "<dd>check in</dd>" in page
        guest = page_of(client, hire(house.administrator, "Gus Guest", role="guest"))
        assert [key for key, _words in listed.findall(guest)] == ["H", "O"]
        assert "<dd>check in</dd>" not in guest

    def test_who_is_signed_out_is_sent_to_the_door(self, house: House, client: Client) -> None:
        assert "/sign-in/" in client.get("/")["Location"]


class TestDrafting:
    """In the last weeks before a quarter its drafting is asked for, of leadership first and of the teams then (R27)."""

    @pytest.fixture
    def quarter(self, house: House) -> int:
        return cycles.create_cycle(
            house.administrator,
            name="Q1 2027",
            level="quarterly",
            starts_on=date(2027, 1, 1),
            ends_on=date(2027, 3, 31),
        ).id

    def test_the_strip_and_home_ask_a_team_in_its_weeks(self, house: House, quarter: int, client: Client) -> None:
        with clock.frozen(datetime(2026, 12, 16, 9, tzinfo=UTC)):
            assert "Q1 2027: teams draft" not in page_of(client, house.owner)
        with clock.frozen(datetime(2026, 12, 21, 9, tzinfo=UTC)):
            page = page_of(client, house.owner)
            assert re.search(r"Q1 2027: teams draft, until <b><time[^>]*>Fri 1 Jan 2027<", page)
            assert "Response's OKRs for Q1 2027</a>" in page
            assert "Next is the first draft, by Tue 22 Dec." in page
            assert "Draft" in page
            house.objective(cycle_id=quarter)
            assert "Go on drafting" in page_of(client, house.lead)

    def test_leadership_is_asked_earlier(self, house: House, quarter: int, client: Client) -> None:
        head = hire(house.administrator, "Helene Head")
        teams.add_member(house.administrator, house.company, person_id=head.pk)
        with clock.frozen(datetime(2026, 11, 24, 9, tzinfo=UTC)):
            page = page_of(client, head)
            assert "Q1 2027: leadership drafts, until" in page
            assert "the company's OKRs for Q1 2027</a>" in page
            assert "Q1 2027" not in page_of(client, house.owner)

    def test_whoever_only_reads_is_asked_nothing(self, house: House, quarter: int, client: Client) -> None:
        viewer = hire(house.administrator, "Vera View", role="viewer")
        teams.add_member(house.administrator, house.team, person_id=viewer.pk)
        with clock.frozen(datetime(2026, 12, 21, 9, tzinfo=UTC)):
            assert "Q1 2027" not in page_of(client, viewer)

    def test_individuals_are_offered_theirs_for_a_week(self, house: House, quarter: int, client: Client) -> None:
        objective = house.objective(cycle_id=quarter)
        house.key_result(objective)
        publish_objective(house.lead, objective)
        with clock.frozen(datetime(2027, 1, 5, 9, tzinfo=UTC)):
            page = page_of(client, house.owner)
            assert "OKRs of your own for Q1 2027</a>" in page
            assert f"/objectives/new/?team={house.team}&cycle={quarter}&individual=1" in page
        with clock.frozen(datetime(2027, 1, 11, 9, tzinfo=UTC)):
            assert "OKRs of your own" not in page_of(client, house.owner)


class TestCost:
    def test_twelve_queries_whatever_there_is(self, house: House, client: Client) -> None:
        client.force_login(house.owner)

        def count() -> int:
            with CaptureQueriesContext(connection) as caught:
                assert client.get("/").status_code == 200
            return len(caught)

        house.published({})
        count()  # the first request of a process asks the database what it can do
        few = count()
        kinds: list[dict[str, Any]] = [
            {"text": "A range", "kind": Kind.RANGE, "low": 1.0, "high": 5.0},
            {"text": "Stages", "kind": Kind.MILESTONE, "stages": [{"label": "One"}, {"label": "Two"}]},
            {"text": "A baseline", "kind": Kind.BASELINE},
            {"text": "Someone else's", "owner_id": house.lead.pk},
        ]
        previous = None
        for number in range(5):
            objective, numbers = house.published(*kinds, statement=f"Objective {number}")
            check_in(house.lead, numbers[3], value=3.0, note="x")
            if previous:
                align(house.lead, objective, objective_id=previous)
            previous = objective
        other = teams.create_team(house.administrator, name="Other", parent_id=house.company)
        teams.add_member(house.administrator, other.id, person_id=house.owner.pk)
        house.owner = Person.objects.get(pk=house.owner.pk)
        assert few <= 12
        assert count() <= few + 1  # the other team is asked to draft, so that its draft is looked for
