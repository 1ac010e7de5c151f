"""The tree of teams and the page of one: who, what, how it stands, and for whom."""

from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Person
from northing.checkins.actions import check_in
from northing.core.scoring import Commitment
from northing.kit import clock
from northing.teams import actions as teams
from northing.teams.models import Team
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


class TestOneTeam:
    def test_shows_people_objectives_and_what_happened(self, house: House, client: Client) -> None:
        teams.edit_team(
            house.administrator, house.team, name="Response", purpose="Answers every alarm while there is still time"
        )
        teams.set_sponsor(house.administrator, house.team, person_id=house.administrator.pk)
        _, (number,) = house.published({"text": "Raise A"}, statement="Catch every warm crate")
        check_in(house.owner, number, value=44.0, confidence=7, note="Second line ordered.")
        page = seen(client, house.lead, f"/teams/{house.team}/")
        for words in (
            "Response", "Answers every alarm while there is still time", "Catch every warm crate", "Raise A",
            "Tomasz Lead", "Maya Owner", "Maren Aas", "2 members", "Second line ordered.", "44",
        ):  # fmt: skip
            assert words in page, words

    def test_everybody_is_named_also_where_they_are_many(self, house: House, client: Client) -> None:
        for number in range(31):
            person = hire(house.administrator, f"M{number:02} Member")
            teams.add_member(house.administrator, house.team, person_id=person.pk)
        page = seen(client, house.lead, f"/teams/{house.team}/")
        assert "33 members" in page
        assert '<summary class="quiet">3 more</summary>' in page
        assert all(f"M{number:02} Member" in page for number in range(31))

    def test_a_mean_says_where_it_comes_from(self, house: House, client: Client) -> None:
        for value, commitment in (
            (20.0, Commitment.ASPIRATIONAL),
            (40.0, Commitment.ASPIRATIONAL),
            (90.0, Commitment.COMMITTED),
        ):
            _, (number,) = house.published({}, commitment=commitment, statement=f"Objective {value:g}")
            check_in(house.owner, number, value=value)
        house.published({}, statement="Nobody spoke", commitment=Commitment.LEARNING)
        page = seen(client, house.lead, f"/teams/{house.team}/?explain=aspirational")
        box = page.split('id="explain"', 1)[1].split("</section>", 1)[0]
        assert "Where does 0.3 come from?" in box
        assert "Objective 20" in box
        assert "Objective 40" in box
        assert "Objective 90" not in box
        assert "never averaged together" in box

    @pytest.mark.parametrize("asked", ["nonsense", "committed", "<script>", ""])
    def test_a_mean_that_is_not_there_is_not_explained(self, house: House, client: Client, asked: str) -> None:
        house.published({})
        client.force_login(house.lead)
        page = client.get(f"/teams/{house.team}/", {"explain": asked}).content.decode()
        assert 'id="explain"' not in page
        assert "<script>" not in page

    def test_another_cycle_is_in_the_address(self, house: House, client: Client) -> None:
        house.published({}, statement="Of this quarter")
        year = next(row for row in _cycles() if row.name == "2026")
        page = seen(client, house.lead, f"/teams/{house.team}/?cycle={year.id}")
        assert "Of this quarter" not in page.split("Lately", 1)[0]
        assert "Of this quarter" in seen(client, house.lead, f"/teams/{house.team}/?cycle=999999")

    def test_says_quietly_what_is_too_much(self, house: House, client: Client) -> None:
        for number in range(6):
            house.published(
                *({"text": f"KR {n}"} for n in range(6 if number == 0 else 1)), statement=f"Objective {number}"
            )
        page = seen(client, house.lead, f"/teams/{house.team}/")
        assert "There are six objectives; three to five are what people keep in mind." in page
        assert "“Objective 0” has six key results" in page

    def test_a_unit_adds_up_what_is_below(self, house: House, client: Client) -> None:
        squad = teams.create_team(house.administrator, name="Night desk", parent_id=house.team, kind="squad")
        house.published({}, statement="Own")
        house.published({}, team=squad.id, statement="Of the squad")
        page = seen(client, house.administrator, f"/teams/{house.company}/")
        assert "2 objectives published" in page
        assert "Response" in page
        page = seen(client, house.lead, f"/teams/{house.team}/")
        assert "Night desk" in page
        assert "Of the squad" not in page.split("Lately", 1)[0]

    def test_an_archived_team_says_so(self, house: House, client: Client) -> None:
        old = teams.create_team(house.administrator, name="Old", parent_id=house.company)
        teams.archive_team(house.administrator, old.id)
        assert "This team is archived." in seen(client, house.lead, f"/teams/{old.id}/")


class TestWhoSeesWhat:
    def test_discipline_is_for_the_team_and_champions(self, house: House, client: Client) -> None:
        house.published({})
        stranger = hire(house.administrator, "Sven Stranger")
        assert "set and forget less" in seen(client, house.owner, f"/teams/{house.team}/")
        assert "set and forget less" not in seen(client, stranger, f"/teams/{house.team}/")
        stranger.is_champion = True
        stranger.save(update_fields=["is_champion"])
        assert "set and forget less" in seen(client, stranger, f"/teams/{house.team}/")

    def test_discipline_counts_the_weeks_that_are_over(self, house: House, client: Client) -> None:
        with clock.frozen(MIDDLE - timedelta(days=28)):
            _, (number,) = house.published({})
        for weeks in (4, 3, 2):
            with clock.frozen(MIDDLE - timedelta(weeks=weeks)):
                check_in(house.owner, number, value=1.0)
        page = seen(client, house.owner, f"/teams/{house.team}/")
        assert "3 of 4 check-ins that were due" in page
        assert "Once in a while" in page

    def test_drafts_and_confidential_ones_are_the_teams(self, house: House, client: Client) -> None:
        house.objective("A draft of ours")
        house.published({}, confidential=True, statement="A secret of ours")
        stranger = hire(house.administrator, "Sven Stranger")
        page = seen(client, stranger, f"/teams/{house.team}/")
        assert "A draft of ours" not in page
        assert "A secret of ours" not in page
        page = seen(client, house.lead, f"/teams/{house.team}/")
        assert "A draft of ours" in page
        assert "A secret of ours" in page

    def test_guests_see_no_teams(self, house: House, client: Client) -> None:
        guest = hire(house.administrator, "Gus Guest", role="guest")
        for path in ("/teams/", f"/teams/{house.team}/"):
            client.force_login(guest)
            assert client.get(path).status_code in (403, 404)

    def test_what_is_not_there_is_not_found(self, house: House, client: Client) -> None:
        seen(client, house.lead, "/teams/999999/", 404)
        assert "/sign-in/" in Client().get("/teams/")["Location"]
        assert "/sign-in/" in Client().get(f"/teams/{house.team}/")["Location"]

    def test_managing_is_offered_to_those_who_may(self, house: House, client: Client) -> None:
        address = f"/settings/teams/{house.team}/"
        assert address in seen(client, house.lead, f"/teams/{house.team}/")
        assert address not in seen(client, house.owner, f"/teams/{house.team}/")


class TestTheTree:
    def test_small_companies_see_all_of_it(self, house: House, client: Client) -> None:
        teams.create_team(house.administrator, name="Night desk", parent_id=house.team, kind="squad")
        page = seen(client, house.owner, "/teams/")
        assert "Response" in page
        assert "Night desk" in page
        folded = seen(client, house.owner, f"/teams/?fold={house.team}")
        assert "Night desk" not in folded
        assert 'aria-expanded="false"' in folded

    def test_is_searched_by_name(self, house: House, client: Client) -> None:
        teams.create_team(house.administrator, name="Öresund Terminal", parent_id=house.team)
        page = seen(client, house.owner, "/teams/?q=oresund")
        assert "Öresund Terminal" in page
        assert "Vinterhavn / Response" in page
        assert "No team is called that." in seen(client, house.owner, "/teams/?q=%3Cscript%3Ex")

    def test_a_thousand_teams_come_folded_and_in_pages(self, house: House, client: Client) -> None:
        company = Team.objects.get(pk=house.company)
        units = Team.objects.bulk_create(
            Team(name=f"Unit {n:03}", kind="unit", parent=company, path=f"new {n}", created_at=clock.now())
            for n in range(150)
        )
        for unit in units:
            unit.path = f"{company.path}{unit.pk}/"
        Team.objects.bulk_update(units, ["path"])
        below = Team.objects.bulk_create(
            Team(name=f"Team {unit.pk}", parent=unit, path=f"new team {unit.pk}", created_at=clock.now())
            for unit in units
        )
        for team in below:
            team.path = f"{company.path}{team.parent_id}/{team.pk}/"
        Team.objects.bulk_update(below, ["path"])
        page = seen(client, house.owner, "/teams/")
        assert page.count("<tr class=") == 100
        assert "Unit 000" in page
        assert f"Team {units[0].pk}<" not in page
        assert f"Team {units[0].pk}<" in seen(client, house.owner, f"/teams/?fold={units[0].pk}")
        assert "Unit 149" in seen(client, house.owner, "/teams/?page=2")

    @pytest.mark.parametrize(
        "query", ["page=0", "page=-1", "page=x", "page=99999999999999999999", "fold=x&fold=-1", "q=%00"]
    )
    def test_a_wrong_address_still_shows_teams(self, house: House, client: Client, query: str) -> None:
        assert "Vinterhavn" in seen(client, house.owner, f"/teams/?{query}")


class TestCost:
    @pytest.mark.parametrize("path", ["/teams/", "/teams/{team}/", "/teams/{team}/?explain=aspirational"])
    def test_twelve_queries_whatever_there_is(self, house: House, client: Client, path: str) -> None:
        client.force_login(house.lead)

        def count() -> int:
            with CaptureQueriesContext(connection) as caught:
                assert client.get(path.format(team=house.team)).status_code == 200
            return len(caught)

        house.published({})
        teams.create_team(house.administrator, name="First squad", parent_id=house.team, kind="squad")
        count()  # the first request of a process asks the database what it can do
        few = count()
        for number in range(4):
            squad = teams.create_team(house.administrator, name=f"Squad {number}", parent_id=house.team, kind="squad")
            teams.add_member(house.administrator, squad.id, person_id=house.owner.pk)
            _, (first, _) = house.published({"text": "A"}, {"text": "B"}, statement=f"Objective {number}")
            house.published({}, team=squad.id)
            check_in(house.owner, first, value=3.0, note="x")
        house.lead = Person.objects.get(pk=house.lead.pk)
        client.force_login(house.lead)
        assert count() == few <= 12


def _cycles() -> list:  # type: ignore[type-arg]
    from northing.cycles.queries import cycles

    return cycles()
