"""The tree of teams and the page of one: who, what, how it stands, and for whom."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Person
from northing.accounts.queries import today
from northing.checkins.actions import check_in
from northing.core.scoring import Band, Commitment
from northing.goals.actions import close_objective, delete_objective, edit_key_result
from northing.goals.queries.filters import Filters
from northing.goals.queries.tally import tally
from northing.insights.team import team_page
from northing.kit import clock
from northing.kit.memory import remembering
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


class TestAPastDay:
    """R19: objectives, numbers and what was published of that evening; teams and people of today, and it says so."""

    def test_shows_the_evening_that_was_asked_for(self, house: House, client: Client) -> None:
        with clock.frozen(MIDDLE - timedelta(days=20)):
            number, (first,) = house.published({"text": "Raise A"}, statement="Catch every warm crate")
            gone, _ = house.published({}, statement="Deleted since")
            check_in(house.owner, first, value=20.0, note="The first week.")
            day = clock.today("Europe/Oslo")
        with clock.frozen(MIDDLE - timedelta(days=15)):
            house.published({}, statement="Published later")
            delete_objective(house.lead, gone)
            edit_key_result(house.lead, first, version=1, target=200.0, reason="It was too easy.")
        check_in(house.owner, first, value=80.0, note="Much later.")
        house.objective("A draft of ours")
        page = seen(client, house.lead, f"/teams/{house.team}/?as_of={day}")
        for words in (
            "Deleted since",
            "Raise A",
            "to 100",
            "0.2",
            "The first week.",
            "the teams and the people are those of today.",
        ):
            assert words in page, words
        for words in (
            "Published later",
            "A draft of ours",
            "Much later.",
            "to 200",
            "set and forget",
            "/objectives/new",
        ):
            assert words not in page, words
        assert f"/objectives/{number}/?as_of={day}" in page
        assert f"/key-results/{first}/?as_of={day}" in page
        assert f"as_of={day}" in page.split("How they stand", 1)[1].split('href="', 1)[1].split('"', 1)[0]
        today = seen(client, house.lead, f"/teams/{house.team}/")
        for words in ("Published later", "A draft of ours", "Much later.", "to 200"):
            assert words in today, words
        assert "Deleted since" not in today.split("Lately", 1)[0]

    def test_before_anything_was_published_says_so(self, house: House, client: Client) -> None:
        with clock.frozen(MIDDLE - timedelta(days=5)):
            house.published({}, statement="Published later")
        day = (MIDDLE - timedelta(days=10)).date()
        page = seen(client, house.lead, f"/teams/{house.team}/?as_of={day}")
        assert "Response had published nothing in Q4 2026" in page
        assert "Published later" not in page

    def test_adds_up_what_was_below_then_as_the_explorer_counts_it(self, house: House, client: Client) -> None:
        squad = teams.create_team(house.administrator, name="Night desk", parent_id=house.team, kind="squad")
        with clock.frozen(MIDDLE - timedelta(days=20)):
            for value, commitment in (
                (10.0, Commitment.ASPIRATIONAL),
                (90.0, Commitment.ASPIRATIONAL),
                (None, Commitment.COMMITTED),
            ):
                number, (first,) = house.published({}, team=squad.id, commitment=commitment)
                if value is not None:
                    check_in(house.owner, first, value=value)
            closed, (second,) = house.published({}, team=squad.id, commitment=Commitment.COMMITTED)
            check_in(house.owner, second, value=80.0)
        with clock.frozen(MIDDLE - timedelta(days=18)):
            close_objective(house.lead, closed, key_result_scores={second: 0.8})
        check_in(house.owner, first, value=100.0)
        for days in (19, 17, 3):
            day = (MIDDLE - timedelta(days=days)).date()
            with remembering():
                told = team_page(house.lead, house.team, today(), None, day)
                counted = tally(
                    house.lead, Filters(cycle_ids=(house.quarter.pk,), team_id=house.team, as_of=day), today()
                )
            bands: Counter[Band] = Counter()
            for part in told.below.by_commitment.values():
                bands.update({band: count for band, count in part.bands.items() if count})
            assert bands == counted.bands
            for commitment, part in told.below.by_commitment.items():
                assert part.mean == counted.by_commitment[commitment].mean_progress
        assert told.below.count == 4

    def test_the_cycle_is_that_of_the_day_unless_another_is_asked_for(self, house: House, client: Client) -> None:
        day = (MIDDLE - timedelta(days=60)).date()
        page = seen(client, house.lead, f"/teams/{house.team}/?as_of={day}&cycle={house.quarter.pk}")
        assert "Response had published nothing in Q4 2026" in page

    @pytest.mark.parametrize("asked", ["yesterday", "2026-13-01", "2999-01-01", "<script>"])
    def test_what_is_no_past_day_shows_today_and_says_so(self, house: House, client: Client, asked: str) -> None:
        house.published({}, statement="Of this quarter")
        client.force_login(house.lead)
        page = client.get(f"/teams/{house.team}/", {"as_of": asked}).content.decode()
        assert "This is how it stands today." in page
        assert "Of this quarter" in page
        assert "<script>" not in page.replace("<script src", "")

    def test_what_may_not_be_seen_was_not_seen_then_either(self, house: House, client: Client) -> None:
        with clock.frozen(MIDDLE - timedelta(days=20)):
            house.published({}, confidential=True, statement="A secret of ours")
        stranger = hire(house.administrator, "Sven Stranger")
        day = (MIDDLE - timedelta(days=10)).date()
        assert "A secret of ours" not in seen(client, stranger, f"/teams/{house.team}/?as_of={day}")
        assert "A secret of ours" in seen(client, house.lead, f"/teams/{house.team}/?as_of={day}")


class TestTheWayUp:
    def deep(self, house: House, levels: int) -> list[int]:
        """Teams below each other, the company first."""
        numbers = [house.company]
        for level in range(1, levels):
            numbers.append(teams.create_team(house.administrator, name=f"Level {level}", parent_id=numbers[-1]).id)
        return numbers

    def trail(self, client: Client, person: Person, team: int) -> list[str]:
        page = seen(client, person, f"/teams/{team}/")
        crumbs = page.split('<nav class="crumbs"', 1)[1].split("</nav>", 1)[0]
        return re.findall(r'<a href="/teams/(\d+)/"', crumbs)

    @pytest.mark.parametrize("levels", [2, 5, 6, 12])
    def test_names_every_team_above_as_a_link_in_order(self, house: House, client: Client, levels: int) -> None:
        numbers = self.deep(house, levels)
        assert self.trail(client, house.lead, numbers[-1]) == [str(number) for number in numbers[:-1]]

    def test_a_long_way_folds_its_middle_visibly(self, house: House, client: Client) -> None:
        numbers = self.deep(house, 12)
        page = seen(client, house.lead, f"/teams/{numbers[-1]}/")
        crumbs = page.split('<nav class="crumbs"', 1)[1].split("</nav>", 1)[0]
        assert 'aria-label="8 teams between"' in crumbs
        folded = crumbs.split("<details", 1)[1].split("</details>", 1)[0]
        assert "Level 1<" in folded
        assert "Level 8<" in folded
        assert "Level 9<" not in folded
        assert "Level 9<" in crumbs
        assert "Level 10<" in crumbs
        assert "teams between" not in seen(client, house.lead, f"/teams/{numbers[4]}/")


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

    def test_a_past_day_and_a_deep_place_cost_no_more(self, house: House, client: Client) -> None:
        with clock.frozen(MIDDLE - timedelta(days=20)):
            squad = teams.create_team(house.administrator, name="Squad", parent_id=house.team, kind="squad")
            house.published({}, team=squad.id)
            house.published({})
        day = (MIDDLE - timedelta(days=3)).date()
        client.force_login(house.lead)

        def count(team: int, query: str = "") -> int:
            with CaptureQueriesContext(connection) as caught:
                assert client.get(f"/teams/{team}/{query}").status_code == 200
            return len(caught)

        count(house.team)
        few = count(house.team, f"?as_of={day}")
        with clock.frozen(MIDDLE - timedelta(days=19)):
            for number in range(4):
                _, (first,) = house.published({"text": "A"}, team=squad.id, statement=f"Objective {number}")
                check_in(house.owner, first, value=3.0, note="x")
        assert count(house.team, f"?as_of={day}") == few <= 13
        below = house.team
        for number in range(12):
            below = teams.create_team(house.administrator, name=f"Deep {number}", parent_id=below).id
        assert count(below) <= 12


def _cycles() -> list:  # type: ignore[type-arg]
    from northing.cycles.queries import cycles

    return cycles()
