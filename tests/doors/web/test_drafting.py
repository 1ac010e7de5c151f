"""Writing OKRs in the browser: every kind, every mistake at its field, nothing that was typed lost (R4-R10, R20-R22,
R29, R30, F4). A client without JavaScript does it all.
"""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from northing.accounts import actions as accounts
from northing.accounts.actions import change_role, create_placeholder, disable_person, edit_profile
from northing.accounts.models import Person
from northing.checkins.actions import check_in
from northing.core.measures import Kind
from northing.cycles.models import Cycle
from northing.goals import actions
from northing.goals.models import Alignment, KeyResult, LedgerEntry, Objective
from northing.teams import actions as teams
from tests.concepts.goals.house import House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

NEW = "/objectives/new/"


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        yield opened


@pytest.fixture
def browser(house: House) -> Client:
    return signed_in(house.lead)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(response: Any) -> str:
    """The page as a reader sees it: entities resolved, spaces single."""
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


def field(response: Any, name: str) -> str:
    """The value of the first input or textarea of this name."""
    page = response.content.decode()
    found = re.search(rf'<textarea[^>]* name="{name}"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL) or re.search(
        rf'<input[^>]* name="{name}"[^>]*? value="([^"]*)"', page
    )
    assert found, f"no field {name}"
    return unescape(found[1])


def error_at(response: Any, name: str) -> str:
    """What stands below the field."""
    found = re.search(rf'id="id_{name}-error">(.*?)</span></span>', response.content.decode(), re.DOTALL)
    return unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", "", found[1], flags=re.DOTALL)).strip() if found else ""


def draft(house: House, **changes: Any) -> dict[str, Any]:
    """A new objective as the form sends it."""
    return {
        "statement": "Let a dispatcher sleep through the night",
        "team": house.team,
        "cycle": house.quarter.pk,
        "commitment": "aspirational",
        "draws_from": "key_results",
        "lead": "Tomasz Lead (tomasz@example.org)",
        **changes,
    }


def kr(**changes: Any) -> dict[str, Any]:
    """A key result as the form sends it: a decrease from 47 to 15 minutes."""
    return {
        "text": "Shorten the median time from alarm to first action from 47 to 15 min",
        "kind": "decrease",
        "unit": "min",
        "start": "47",
        "target": "15",
        "reading": "level",
        "weight": "1",
        "feeds": "checkins",
        **changes,
    }


def opened(response: Any) -> dict[str, str]:
    """What a form carries to tell later who changed what."""
    return {"version": field(response, "version"), "opened": field(response, "opened")}


class TestWritingAnObjective:
    def test_goes_on_to_its_first_key_result(self, browser: Client, house: House) -> None:
        response = browser.post(NEW, draft(house, why="Nine of 31 left this year.", commitment="committed"))
        written = Objective.objects.get()
        assert response["Location"] == f"/objectives/{written.pk}/key-results/new/"
        assert (written.team_id, written.cycle_id, written.lead_id) == (house.team, house.quarter.pk, house.lead.pk)
        assert (written.commitment, written.state, written.why) == ("committed", "draft", "Nine of 31 left this year.")
        assert "Let a dispatcher sleep through the night" in text_of(browser.get(response["Location"]))

    def test_offers_the_reader_s_team_and_the_running_quarter(self, browser: Client, house: House) -> None:
        page = browser.get(NEW).content.decode()
        assert re.search(rf'<option value="{house.team}" selected>Response</option>', page)
        assert re.search(rf'<option value="{house.quarter.pk}" selected>Q4 2026, ', page)
        assert "Vinterhavn</option>" not in page
        assert "Tomasz Lead (tomasz@example.org)" in page

    def test_takes_team_and_cycle_from_the_address(self, house: House) -> None:
        year = Cycle.objects.get(name="2026")
        change_role(house.administrator, house.lead.pk, role="contributor", is_champion=True, is_administrator=False)
        champion = signed_in(Person.objects.get(pk=house.lead.pk))
        page = champion.get(NEW, {"team": house.company, "cycle": year.pk}).content.decode()
        assert re.search(rf'<option value="{house.company}" selected>', page)
        assert re.search(rf'<option value="{year.pk}" selected>', page)

    def test_explains_each_promise(self, browser: Client) -> None:
        page = text_of(browser.get(NEW))
        for words in ("Aspirational, lands at 0.7", "Committed, lands at 1.0", "The first measurement is the result."):
            assert words in page

    def test_says_at_its_field_what_is_missing_and_keeps_the_rest(self, browser: Client, house: House) -> None:
        response = browser.post(NEW, draft(house, statement="  ", why="Because it hurts", confidential="on"))
        assert response.status_code == 422
        assert error_at(response, "statement") == "Say in one sentence what will change."
        assert '<a href="#id_statement">Objective</a>' in response.content.decode()
        assert field(response, "why") == "Because it hurts"
        assert re.search(r'name="confidential"[^>]* checked', response.content.decode())
        assert not Objective.objects.exists()

    def test_keeps_ten_thousand_characters(self, browser: Client, house: House) -> None:
        long = "much too long " * 715
        response = browser.post(NEW, draft(house, why=long))
        assert response.status_code == 422
        assert "4,000 is the most" in error_at(response, "why")
        assert field(response, "why").strip() == long.strip()

    @pytest.mark.parametrize(
        "words",
        [
            '<script>alert(1)</script> & "more"',
            "أوقف كل إنذار كاذب",
            "Sleep 😴 through the 🌙",
            "{{ 7*7 }} ${7}",
            "=1+1",
        ],
    )
    def test_shows_whatever_was_written_as_text(self, browser: Client, house: House, words: str) -> None:
        refused = browser.post(NEW, draft(house, statement=words, cycle="0"))
        assert refused.status_code == 422
        assert field(refused, "statement") == words
        assert "<script>alert" not in refused.content.decode()
        saved = browser.post(NEW, draft(house, statement=words))
        assert Objective.objects.get().statement == words
        assert words in text_of(browser.get(saved["Location"]))

    def test_refuses_a_team_that_is_not_the_writer_s_and_a_closed_cycle(self, browser: Client, house: House) -> None:
        Cycle.objects.filter(name="2026").update(closed_at=house.quarter.created_at)
        response = browser.post(NEW, draft(house, team=house.company, cycle=Cycle.objects.get(name="2026").pk))
        assert response.status_code == 422
        assert "not yours to write in" in error_at(response, "team")
        assert "not there" in error_at(response, "cycle")
        assert field(response, "statement") == draft(house)["statement"]

    def test_makes_it_the_writer_s_own(self, house: House) -> None:
        signed_in(house.owner).post(NEW, draft(house, individual="on", lead="Maya"))
        assert Objective.objects.get().individual_id == house.owner.pk

    def test_offers_no_individual_okrs_where_they_are_switched_off(self, house: House) -> None:
        own = house.objective("Sleep through the night", individual_id=house.owner.pk)
        teams_own = house.objective()
        accounts.edit_organisation(
            house.administrator, name="V", time_zone="UTC", locale="en", currency="", year_starts_in_month=1,
            individual_okrs=False,
        )  # fmt: skip
        browser = signed_in(house.owner)
        for page in (f"{NEW}?individual=1", f"/objectives/{teams_own}/edit/"):
            assert 'name="individual"' not in browser.get(page).content.decode()
        assert 'name="individual"' in browser.get(f"/objectives/{own}/edit/").content.decode()
        answer = browser.post(NEW, draft(house, individual="on", lead="Maya"))
        assert answer.status_code == 422
        assert "Individual OKRs are switched off here." in answer.content.decode()
        assert Objective.objects.count() == 2
        alone = signed_in(hire(house.administrator, "Nora New")).get(NEW)
        assert alone.status_code == 403
        assert "individual OKRs are switched off" in alone.content.decode()

    def test_somebody_without_a_team_writes_one_of_their_own(self, house: House) -> None:
        alone = hire(house.administrator, "Solveig Solo")
        browser = signed_in(alone)
        assert "You belong to no team" in text_of(browser.get(NEW))
        assert browser.post(NEW, draft(house, team=house.company, lead="Solveig")).status_code == 302
        assert Objective.objects.get().individual_id == alone.pk

    def test_warns_from_the_sixth_on_and_never_blocks(self, browser: Client, house: House) -> None:
        for number in range(5):
            assert "objectives in Q4 2026 already" not in text_of(browser.get(NEW))
            house.objective(f"Objective {number}")
        assert "Response has 5 objectives in Q4 2026 already" in text_of(browser.get(NEW))
        part = browser.get(NEW, {"team": house.team, "cycle": house.quarter.pk}, headers={"HX-Request": "true"})
        assert part.content.decode().lstrip().startswith('<div id="limit"')
        assert browser.post(NEW, draft(house)).status_code == 302


class TestPeopleInAForm:
    def test_a_part_of_the_name_or_the_address_is_enough(self, browser: Client, house: House) -> None:
        for typed in ("maya", "MAYA OWNER", "maya@example.org", "Maya Owner (maya@example.org)"):
            assert browser.post(NEW, draft(house, lead=typed)).status_code == 302
        assert set(Objective.objects.values_list("lead_id", flat=True)) == {house.owner.pk}

    def test_two_of_one_name_are_asked_about_and_can_be_told_apart(self, browser: Client, house: House) -> None:
        first = hire(house.administrator, "Anna Berg", email="anna@example.org")
        create_placeholder(house.administrator, "Anna Berg")
        response = browser.post(NEW, draft(house, lead="Anna Berg"))
        assert response.status_code == 422
        assert error_at(response, "lead").startswith("Several people fit.")
        assert 'value="Anna Berg (anna@example.org)"' in response.content.decode()
        assert browser.post(NEW, draft(house, lead=["Anna Berg", "Anna Berg (anna@example.org)"])).status_code == 302
        assert Objective.objects.get().lead_id == first.pk

    def test_nobody_of_that_name(self, browser: Client, house: House) -> None:
        response = browser.post(NEW, draft(house, lead="Nobody Known"))
        assert error_at(response, "lead") == "Nobody is called Nobody Known. Try a part of the name."
        assert field(response, "lead") == "Nobody Known"

    def test_several_are_added_at_once_and_taken_away_by_unticking(self, browser: Client, house: House) -> None:
        kaito = hire(house.administrator, "Kaito Mori")
        objective = house.objective()
        address = f"/objectives/{objective}/key-results/new/"
        wrong = browser.post(address, kr(contributors_add="Maya; Kaito Mori; Zorro"))
        assert wrong.status_code == 422
        assert error_at(wrong, "contributors").startswith("Nobody is called Zorro")
        assert field(wrong, "contributors_add") == "Zorro"
        assert wrong.content.decode().count(' name="contributors"') == 2
        browser.post(address, kr(contributors=[house.owner.pk, kaito.pk]))
        written = KeyResult.objects.get()
        assert set(written.contributors.values_list("person_id", flat=True)) == {house.owner.pk, kaito.pk}
        browser.post(f"/key-results/{written.pk}/edit/", kr(contributors=kaito.pk, version=1))
        assert set(written.contributors.values_list("person_id", flat=True)) == {kaito.pk}

    def test_whoever_was_owner_stays_also_when_nobody_could_choose_them_now(
        self, browser: Client, house: House
    ) -> None:
        number = house.key_result(house.objective())
        disable_person(house.administrator, house.owner.pk)
        form = browser.get(f"/key-results/{number}/edit/")
        sent = kr(kind="increase", start="0", target="100", unit="", owner=field(form, "owner"), version=1)
        assert browser.post(f"/key-results/{number}/edit/", sent).status_code == 302
        assert KeyResult.objects.get().owner_id == house.owner.pk

    def test_confidential_names_people_and_whoever_closes_the_door_stays_inside(self, house: House) -> None:
        kaito = hire(house.administrator, "Kaito Mori")
        response = signed_in(house.owner).post(NEW, draft(house, confidential="on", confidants_add="Kaito"))
        written = Objective.objects.get()
        assert written.confidential
        assert set(written.confidants.values_list("person_id", flat=True)) == {kaito.pk, house.owner.pk}
        assert signed_in(house.owner).get(response["Location"]).status_code == 200
        assert signed_in(hire(house.administrator, "Ola Other")).get(response["Location"]).status_code == 404


class TestWhoMayWrite:
    def test_a_viewer_is_told_why_not(self, house: House) -> None:
        viewer = signed_in(hire(house.administrator, "Vera Viewer", role="viewer"))
        objective, (number,) = house.published({})
        paths = (
            NEW, f"/objectives/{objective}/edit/", f"/objectives/{objective}/move/", f"/objectives/{objective}/align/",
            f"/objectives/{objective}/key-results/new/", f"/key-results/{number}/edit/",
        )  # fmt: skip
        for path in paths:
            response = viewer.get(path)
            assert response.status_code == 403, path
            assert "Your account reads and does not change anything." in text_of(response)

    def test_who_may_not_see_it_finds_nothing(self, house: House) -> None:
        objective = house.objective()
        number = house.key_result(objective)
        for person in (
            hire(house.administrator, "Stine Stranger"),
            hire(house.administrator, "Gil Guest", role="guest"),
        ):
            stranger = signed_in(person)
            above = f"/objectives/{objective}"
            for path in ("edit", "move", "align", "key-results/new"):
                assert stranger.get(f"{above}/{path}/").status_code == 404, path
                assert stranger.post(f"{above}/{path}/", {"version": 1}).status_code == 404, path
            assert stranger.get(f"/key-results/{number}/edit/").status_code == 404
            assert stranger.post(f"/key-results/{number}/edit/", {"version": 1}).status_code == 404

    def test_signed_out_leads_to_the_door_and_back(self, house: House) -> None:
        response = Client().post(NEW, draft(house))
        assert response["Location"] == f"/sign-in/?next={NEW}"
        assert not Objective.objects.exists()

    def test_a_member_cannot_change_what_is_published_and_their_text_stays(self, house: House) -> None:
        objective, _ = house.published({})
        other = hire(house.administrator, "Nina New")
        teams.add_member(house.administrator, house.team, person_id=other.pk)
        response = signed_in(other).post(f"/objectives/{objective}/edit/", draft(house, statement="Mine", version=2))
        assert response.status_code == 403
        assert "Only its lead" in text_of(response)
        assert field(response, "statement") == "Mine"
        assert Objective.objects.get().statement == "Catch every warm crate"

    def test_a_closed_one_says_so_and_keeps_the_text(self, browser: Client, house: House) -> None:
        objective, (number,) = house.published({})
        form = browser.get(f"/key-results/{number}/edit/")
        actions.close_objective(house.lead, objective)
        assert browser.get(f"/objectives/{objective}/edit/").status_code == 403
        response = browser.post(f"/key-results/{number}/edit/", kr(text="Written too late", **opened(form)))
        assert response.status_code == 403
        assert "It is closed" in text_of(response)
        assert field(response, "text") == "Written too late"

    def test_a_champion_helps_but_does_not_say_who_sees_it(self, house: House) -> None:
        objective = house.objective(confidential=True, confidant_ids=[house.owner.pk])
        change_role(house.administrator, house.owner.pk, role="contributor", is_champion=True, is_administrator=False)
        champion = signed_in(Person.objects.get(pk=house.owner.pk))
        teams_of = f"/objectives/{objective}/edit/"
        page = champion.get(teams_of)
        assert 'name="confidential"' not in page.content.decode()
        assert "Who sees it is decided by its lead" in text_of(page)
        assert champion.post(teams_of, draft(house, statement="Better", version=1)).status_code == 302
        stored = Objective.objects.get()
        assert (stored.statement, stored.confidential, stored.confidants.count()) == ("Better", True, 1)


class TestTwoAtOnce:
    """F4: both texts are shown, nothing is lost, and one of them is chosen."""

    def test_both_texts_stand_side_by_side(self, browser: Client, house: House) -> None:
        objective = house.objective(why="Old why")
        path = f"/objectives/{objective}/edit/"
        form = browser.get(path)
        actions.edit_objective(house.owner, objective, version=1, statement="Theirs", why="Their why")
        response = browser.post(path, draft(house, statement="Mine", why="Old why", **opened(form)))
        page = text_of(response)
        assert response.status_code == 409
        assert "Somebody saved a change while you were writing." in page
        for side in ("Theirs", "Mine"):
            assert f'<span class="meeting-text" dir="auto">{side}</span>' in page
        assert field(response, "statement") == "Mine"
        assert re.findall(r'name="settle_(\w+)" value="mine" checked', response.content.decode()) == ["statement"]
        assert "<del>Old why</del>" in page, "what only they changed is told"
        assert field(response, "why") == "Their why", "and stands in its field"
        assert Objective.objects.get().statement == "Theirs"

    def test_keeping_mine_saves_mine_and_takes_what_only_they_changed(self, browser: Client, house: House) -> None:
        objective = house.objective(why="Old why")
        path = f"/objectives/{objective}/edit/"
        form = browser.get(path)
        actions.edit_objective(house.owner, objective, version=1, statement="Theirs", why="Their why")
        mine = draft(house, statement="Mine", why="Old why")
        met = browser.post(path, {**mine, **opened(form)})
        again = {**mine, **opened(met), "settle_statement": "mine", "why": field(met, "why")}
        assert browser.post(path, again).status_code == 302
        stored = Objective.objects.get()
        assert (stored.statement, stored.why, stored.version) == ("Mine", "Their why", 3)

    def test_a_key_result_meets_the_same_way_also_in_its_stages(self, browser: Client, house: House) -> None:
        objective = house.objective()
        number = house.key_result(
            objective, "Playbook adopted", kind=Kind.MILESTONE, stages=[{"label": "Written"}, {"label": "Used"}]
        )
        path = f"/key-results/{number}/edit/"
        form = browser.get(path)
        ids = [stage.pk for stage in KeyResult.objects.get().stages.all()]
        theirs = [{"id": ids[0], "label": "Written down"}, {"id": ids[1], "label": "Used"}]
        actions.edit_key_result(house.owner, number, version=1, stages=theirs, note="Their note")
        mine = kr(
            text="Playbook adopted", kind="milestone", unit="", owner="Maya Owner",
            stage_label=["Written", "Used by all"], stage_weight=["1", "1"], stage_id=ids,
        )  # fmt: skip
        met = browser.post(path, {**mine, **opened(form)})
        page = text_of(met)
        assert met.status_code == 409
        assert '<span class="meeting-text" dir="auto">Written down, Used</span>' in page
        assert '<span class="meeting-text" dir="auto">Written, Used by all</span>' in page
        taken = {**mine, **opened(met), "settle_stages": "theirs", "note": field(met, "note")}
        assert browser.post(path, taken).status_code == 302
        stored = KeyResult.objects.get()
        assert [stage.label for stage in stored.stages.all()] == ["Written down", "Used"]
        assert stored.note == "Their note"

    def test_a_third_save_in_between_is_a_meeting_again(self, browser: Client, house: House) -> None:
        objective = house.objective()
        path = f"/objectives/{objective}/edit/"
        form = browser.get(path)
        actions.edit_objective(house.owner, objective, version=1, statement="Theirs")
        met = browser.post(path, draft(house, statement="Mine", **opened(form)))
        actions.edit_objective(house.owner, objective, version=2, statement="Theirs again")
        again = browser.post(path, draft(house, statement="Mine", settle_statement="mine", **opened(met)))
        assert again.status_code == 409
        assert "Theirs again" in text_of(again)
        assert Objective.objects.get().statement == "Theirs again"

    @pytest.mark.parametrize("version", ["", "0", "x", "-1", "99999999999999999999", "²"])
    def test_a_garbled_version_fits_none(self, browser: Client, house: House, version: str) -> None:
        objective = house.objective()
        response = browser.post(f"/objectives/{objective}/edit/", draft(house, version=version, opened="{not json"))
        assert response.status_code == 409
        assert Objective.objects.get().statement == "Catch every warm crate"


class TestMoving:
    @pytest.fixture
    def mover(self, house: House) -> Client:
        change_role(house.administrator, house.lead.pk, role="contributor", is_champion=True, is_administrator=False)
        return signed_in(Person.objects.get(pk=house.lead.pk))

    def test_gives_it_another_team_and_cycle(self, mover: Client, house: House) -> None:
        objective, year = house.objective(), Cycle.objects.get(name="2026")
        sent = {"team": house.company, "cycle": year.pk, "version": 1}
        assert mover.post(f"/objectives/{objective}/move/", sent)["Location"] == f"/objectives/{objective}/"
        stored = Objective.objects.get()
        assert (stored.team_id, stored.cycle_id, stored.version) == (house.company, year.pk, 2)

    def test_keeps_what_was_chosen_when_it_cannot_be(self, mover: Client, house: House) -> None:
        objective, year = house.objective(), Cycle.objects.get(name="2026")
        response = mover.post(f"/objectives/{objective}/move/", {"team": "99999", "cycle": year.pk, "version": 1})
        assert response.status_code == 422
        assert "Choose one of the list" in error_at(response, "team")
        assert re.search(rf'<option value="{year.pk}" selected>', response.content.decode())

    def test_meets_another_edit(self, mover: Client, house: House) -> None:
        objective, year = house.objective(), Cycle.objects.get(name="2026")
        actions.edit_objective(house.lead, objective, version=1, statement="Changed meanwhile")
        sent = {"team": house.team, "cycle": year.pk, "version": 1}
        met = mover.post(f"/objectives/{objective}/move/", sent)
        assert met.status_code == 409
        assert re.search(rf'<option value="{year.pk}" selected>', met.content.decode())
        again = mover.post(f"/objectives/{objective}/move/", {**sent, "version": field(met, "version")})
        assert again.status_code == 302
        assert Objective.objects.get().cycle_id == year.pk

    def test_offers_where_it_is_now_also_to_who_writes_elsewhere_only(self, house: House) -> None:
        other = hire(house.administrator, "Lena Lead")
        away = teams.create_team(house.administrator, name="Signals", parent_id=house.company)
        teams.add_member(house.administrator, away.id, person_id=other.pk)
        objective = house.objective(lead_id=other.pk)
        page = signed_in(other).get(f"/objectives/{objective}/move/").content.decode()
        assert re.search(rf'<option value="{house.team}" selected>Response</option>', page)
        assert f'<option value="{away.id}"' in page


class TestAKeyResultOfEachKind:
    @pytest.fixture
    def path(self, house: House) -> str:
        return f"/objectives/{house.objective()}/key-results/new/"

    def test_the_form_explains_all_five_by_example(self, browser: Client, path: str) -> None:
        page = text_of(browser.get(path))
        for words in ("Increase", "Decrease", "Range", "Baseline", "Milestone",
                      "Keep alarm precision between 92 % and 97 %", "Nobody has measured it yet."):  # fmt: skip
            assert words in page

    @pytest.mark.parametrize("kind", list(Kind))
    def test_the_address_may_choose_the_kind(self, browser: Client, path: str, kind: Kind) -> None:
        page = browser.get(path, {"kind": kind.value}).content.decode()
        assert re.findall(r'name="kind" value="(\w+)" checked', page) == [kind.value]

    def test_decrease(self, browser: Client, path: str, house: House) -> None:
        assert browser.post(path, kr(owner="Maya Owner")).status_code == 302
        stored = KeyResult.objects.get()
        assert (stored.kind, stored.start, stored.target, stored.unit) == ("decrease", 47, 15, "min")
        assert stored.owner_id == house.owner.pk

    def test_increase_in_money_as_people_write_it_the_unit_is_read_beside_the_number(
        self, browser: Client, path: str
    ) -> None:
        sent = kr(kind="increase", text="Raise revenue", unit="", start="kr 1.5M", target="kr 2,250,000")
        assert browser.post(path, sent).status_code == 302
        stored = KeyResult.objects.get()
        assert (stored.start, stored.target, stored.unit) == (1_500_000, 2_250_000, "kr")
        form = browser.get(f"/key-results/{stored.pk}/edit/")
        assert (field(form, "start"), field(form, "unit")) == ("1500000", "kr")
        assert "from kr 1,500,000 to kr 2,250,000" in text_of(form).replace("\xa0", " ")

    def test_numbers_are_read_and_shown_as_the_reader_writes_them(self, house: House, path: str) -> None:
        edit_profile(house.lead, name=house.lead.name, title="", time_zone="", locale="de", theme="")
        german = signed_in(Person.objects.get(pk=house.lead.pk))
        assert german.post(path, kr(kind="increase", unit="%", start="12,5 %", target="1.250,75")).status_code == 302
        stored = KeyResult.objects.get()
        assert (stored.start, stored.target) == (12.5, 1250.75)
        assert field(german.get(f"/key-results/{stored.pk}/edit/"), "start") == "12,5"

    def test_durations_are_converted_into_the_unit(self, browser: Client, path: str) -> None:
        assert browser.post(path, kr(start="2h 15m", target="0.5 h")).status_code == 302
        assert KeyResult.objects.values_list("start", "target").get() == (135, 30)

    def test_range_with_one_side_open(self, browser: Client, path: str) -> None:
        sent = kr(kind="range", text="Keep precision", unit="%", start="", target="nonsense", low="92 %", high="")
        assert browser.post(path, sent).status_code == 302
        stored = KeyResult.objects.get()
        assert (stored.low, stored.high, stored.start, stored.target) == (92, None, None, None)

    def test_baseline(self, browser: Client, path: str) -> None:
        sent = kr(kind="baseline", text="Establish the NPS", unit="NPS", measured_how="Survey of 40 pharmacies")
        assert browser.post(path, sent).status_code == 302
        stored = KeyResult.objects.get()
        assert (stored.kind, stored.unit, stored.measured_how) == ("baseline", "NPS", "Survey of 40 pharmacies")

    def test_milestone_with_weights_empty_rows_are_nothing(self, browser: Client, path: str) -> None:
        sent = kr(
            kind="milestone", text="Playbook adopted",
            stage_label=["Written", "", "Adopted by all"], stage_weight=["1", "1", "2.5"], stage_id=["", "", ""],
        )  # fmt: skip
        assert browser.post(path, sent).status_code == 302
        assert list(KeyResult.objects.get().stages.values_list("label", "weight")) == [
            ("Written", 1.0), ("Adopted by all", 2.5),
        ]  # fmt: skip

    def test_levels_plan_increments_leading_source_and_weight(self, browser: Client, path: str) -> None:
        sent = kr(
            kind="increase", unit="", start="0", target="100", level_03="40", level_07="75", reading="increments",
            plan_on=["2026-11-15", "", "2026-10-20"], plan_value=["50", "", "10"], leading="lagging", weight="0.5",
            feeds="aligned", note="Two lines\nof a note",
        )  # fmt: skip
        assert browser.post(path, sent).status_code == 302
        stored = KeyResult.objects.get()
        assert (stored.level_03, stored.level_07, stored.reading, stored.leading) == (40, 75, "increments", False)
        assert stored.plan == [["2026-10-20", 10], ["2026-11-15", 50]]
        assert (stored.weight, stored.feeds, stored.note) == (0.5, "aligned", "Two lines\nof a note")
        form = browser.get(f"/key-results/{stored.pk}/edit/")
        again = {**sent, **opened(form), "plan_on": ["2026-10-20", "2026-11-15"], "plan_value": ["10", "50"]}
        assert browser.post(f"/key-results/{stored.pk}/edit/", again).status_code == 302
        assert KeyResult.objects.get().plan == stored.plan

    def test_a_draft_may_leave_the_start_open(self, browser: Client, path: str) -> None:
        assert browser.post(path, kr(start="")).status_code == 302
        assert KeyResult.objects.get().start is None

    def test_another_one_follows_when_asked_for(self, browser: Client, path: str) -> None:
        response = browser.post(path, kr(then="another"))
        assert response["Location"].startswith(f"{path}?after=")
        page = text_of(browser.get(response["Location"]))
        assert "from 47 to 15 min, less is better" in page.replace("\xa0", " ")
        assert browser.post(path, kr())["Location"].endswith("#key-results")

    def test_warns_from_the_sixth_on_and_never_blocks(self, browser: Client, path: str) -> None:
        for _ in range(5):
            assert "key results already" not in text_of(browser.get(path))
            browser.post(path, kr())
        assert "There are 5 key results already." in text_of(browser.get(path))
        assert browser.post(path, kr()).status_code == 302


class TestWhatIsWrongWithAKeyResult:
    @pytest.fixture
    def path(self, house: House) -> str:
        return f"/objectives/{house.objective()}/key-results/new/"

    @pytest.mark.parametrize(
        ("changes", "where", "words"),
        [
            ({"text": ""}, "text", "Say what moves, from where to where."),
            ({"target": "51"}, "target", "Less is better here, and 51 is above the start of 47. Did you mean 15?"),
            ({"target": ""}, "target", "Where should it get to?"),
            ({"target": "47"}, "target", "The target is the same as the start"),
            ({"start": "1e400"}, "start", "too large"),
            ({"start": "NaN"}, "start", "is not a number"),
            ({"start": "soon"}, "start", "“soon”"),
            ({"start": "5 kg"}, "start", "kg"),
            ({"start": "9" * 10_000}, "start", "too long for a value"),
            ({"level_03": "40"}, "level_07", "Write the value that earns 0.7 as well"),
            ({"level_03": "20", "level_07": "30"}, "level_07", "The values must fall from the start"),
            ({"unit": "u" * 50}, "unit", "A unit has up to 40 characters"),
            ({"kind": "range", "low": "", "high": ""}, "low", "One of the two may stay open."),
            ({"kind": "range", "low": "97", "high": "92"}, "high", "below the lower bound of 97"),
            ({"kind": "milestone"}, "stages", "Name at least one stage"),
            (
                {"kind": "milestone", "stage_label": ["", "b"], "stage_weight": ["2", "1"], "stage_id": ["", ""]},
                "stages",
                "Stage 1 has no name.",
            ),
            (
                {"kind": "milestone", "stage_label": ["a"], "stage_weight": ["heavy"], "stage_id": [""]},
                "stages",
                "Row 1: “heavy”",
            ),
            (
                {"kind": "milestone", "stage_label": list("abcdefghijk"), "stage_weight": ["1"] * 11},
                "stages",
                "11 stages are a plan, not a result.",
            ),
            ({"plan_on": ["2027-05-01"], "plan_value": ["30"]}, "plan", "2027-05-01 is not in the cycle."),
            ({"plan_on": ["never"], "plan_value": ["30"]}, "plan", "This is not a day."),
            ({"plan_on": [""], "plan_value": ["30"]}, "plan", "On which day?"),
            ({"plan_on": ["2026-11-01"], "plan_value": [""]}, "plan", "A value is missing."),
            ({"weight": "-1"}, "weight", "A weight lies between 0"),
            ({"weight": "much"}, "weight", "“much”"),
            ({"kind": "sideways"}, "kind", "Choose from the list."),
            ({"kind": ""}, "kind", "Choose how it is measured."),
            ({"text": "x" * 600}, "text", "500 is the most"),
        ],
    )
    def test_is_said_at_its_field_and_everything_typed_stays(
        self, browser: Client, path: str, changes: dict[str, Any], where: str, words: str
    ) -> None:
        sent = kr(note="kept note", owner="maya", **changes)
        response = browser.post(path, sent)
        assert response.status_code == 422
        assert words in error_at(response, where)
        assert f'<a href="#id_{where}">' in response.content.decode()
        for name in ("text", "start", "target", "unit", "note", "owner", "level_03", "low", "high", "weight"):
            if isinstance(sent.get(name), str) and sent[name]:
                assert field(response, name) == sent[name]
        for name in ("stage_label", "plan_on", "plan_value"):
            for one in filter(None, sent.get(name, [])):
                assert f'name="{name}" value="{one}"' in response.content.decode()
        assert not KeyResult.objects.exists()

    def test_several_mistakes_are_said_at_once(self, browser: Client, path: str) -> None:
        response = browser.post(path, kr(text="", start="soon", weight="much", owner="Zorro"))
        for where in ("text", "start", "weight", "owner"):
            assert error_at(response, where)
        assert "4 fields need another look" in text_of(response)

    def test_what_belongs_to_another_kind_is_not_looked_at(self, browser: Client, path: str) -> None:
        sent = kr(kind="baseline", start="soon", low="x", stage_weight=["heavy"], stage_label=[""], plan_value=["y"])
        assert browser.post(path, sent).status_code == 302

    def test_markup_in_every_field_stays_text(self, browser: Client, path: str) -> None:
        bad = '"><img src=x onerror=alert(1)>'
        names = (
            "text", "unit", "start", "target", "level_03", "note", "measured_how", "owner", "contributors_add",
            "weight", "reason", "opened", "version",
        )  # fmt: skip
        response = browser.post(path, {**kr(), **dict.fromkeys(names, bad), "stage_label": [bad], "plan_on": [bad]})
        assert response.status_code == 422
        assert "<img" not in response.content.decode()


class TestRowsWithoutJavaScript:
    @pytest.fixture
    def path(self, house: House) -> str:
        return f"/objectives/{house.objective()}/key-results/new/"

    STAGES = {"stage_label": ["a", "b", "c"], "stage_weight": ["1", "2", "3"], "stage_id": ["", "", ""]}

    @pytest.mark.parametrize(
        ("what", "labels"),
        [("up-1", "bac"), ("down-1", "acb"), ("remove-1", "ac"), ("up-0", "abc"), ("down-2", "abc"), ("add", "abc"),
         ("remove-9", "abc"), ("nonsense", "abc"), ("up-", "abc")],
    )  # fmt: skip
    def test_buttons_change_the_rows_and_save_nothing(self, browser: Client, path: str, what: str, labels: str) -> None:
        response = browser.post(path, kr(kind="milestone", text="", do_stage=what, **self.STAGES))
        assert response.status_code == 200
        page = response.content.decode()
        assert "".join(filter(None, re.findall(r'name="stage_label" value="([^"]*)"', page))) == labels
        assert not error_at(response, "text")
        assert not KeyResult.objects.exists()

    def test_the_plan_has_the_same_buttons(self, browser: Client, path: str) -> None:
        points = {"plan_on": ["2026-10-20", "2026-11-20"], "plan_value": ["40", "20"]}
        page = browser.post(path, kr(do_point="remove-0", **points)).content.decode()
        assert "2026-10-20" not in page
        assert 'value="2026-11-20"' in page

    def test_it_reads_the_numbers_back_on_request(self, browser: Client, path: str) -> None:
        page = text_of(browser.post(path, kr(look="1", start="2h"))).replace("\xa0", " ")
        assert "from 120 to 15 min, less is better" in page
        part = browser.post(path, kr(look="1"), headers={"HX-Request": "true"})
        assert part.content.decode().lstrip().startswith('<div id="echo"')
        assert "24.6" in part.content.decode()
        assert not KeyResult.objects.exists()


class TestAfterPublication:
    """R30: what was agreed changes with a reason, and the page says what will be written."""

    @pytest.fixture
    def number(self, house: House) -> int:
        facts = {"kind": Kind.DECREASE, "start": 47.0, "target": 15.0, "unit": "min", "text": kr()["text"]}
        return house.published(facts)[1][0]

    def test_a_change_asks_for_its_reason_and_shows_the_entry(self, browser: Client, number: int) -> None:
        path = f"/key-results/{number}/edit/"
        form = browser.get(path)
        assert "Saving this writes into the target ledger" not in text_of(form)
        response = browser.post(path, kr(target="20", owner="Maya Owner", **opened(form)))
        page = text_of(response).replace("\xa0", " ")
        assert response.status_code == 422
        assert "Say why it changes; everybody can read it." in error_at(response, "reason")
        assert "Saving this writes into the target ledger" in page
        assert "<del>15 min</del>" in page
        assert "<ins>20 min</ins>" in page
        assert not LedgerEntry.objects.exists()

    def test_with_a_reason_it_is_written(self, browser: Client, number: int) -> None:
        path = f"/key-results/{number}/edit/"
        sent = kr(
            target="20", owner="Maya Owner", reason="Two carriers end their night shift", **opened(browser.get(path))
        )
        assert browser.post(path, sent).status_code == 302
        entry = LedgerEntry.objects.get()
        assert (entry.field, entry.before, entry.after) == ("target", 15, 20)
        assert entry.reason == "Two carriers end their night shift"

    def test_another_change_needs_no_reason(self, browser: Client, number: int, house: House) -> None:
        path = f"/key-results/{number}/edit/"
        sent = kr(owner="Tomasz", note="Measured by the alarm log", weight="2", **opened(browser.get(path)))
        assert browser.post(path, sent).status_code == 302
        assert KeyResult.objects.get().owner_id == house.lead.pk
        assert not LedgerEntry.objects.exists()

    def test_where_the_value_comes_from_stays_once_it_was_checked_in_on(
        self, browser: Client, number: int, house: House
    ) -> None:
        aligned = re.compile(r'name="feeds" value="aligned"( disabled)?>')
        path, reason = f"/key-results/{number}/edit/", "It was checked in on already."
        before = text_of(browser.get(path))
        assert aligned.findall(before) == [""]
        assert reason not in before
        check_in(house.owner, number, value=41.0)
        after = text_of(browser.get(path))
        assert aligned.findall(after) == [" disabled"]
        assert reason in after

    def test_the_entry_is_shown_while_it_is_typed(self, browser: Client, number: int) -> None:
        part = browser.post(
            f"/key-results/{number}/edit/",
            kr(look="1", kind="range", low="10", high="20"),
            headers={"HX-Request": "true"},
        )
        page = text_of(part).replace("\xa0", " ")
        assert part.status_code == 200
        for words in ("kind", "<del>Decrease</del>", "<ins>Range</ins>", "<del>47 min</del>", "lower bound"):
            assert words in page
        assert KeyResult.objects.get().kind == "decrease"

    def test_a_new_one_has_to_be_whole(self, browser: Client, number: int) -> None:
        objective = KeyResult.objects.get().objective_id
        response = browser.post(f"/objectives/{objective}/key-results/new/", kr(start=""))
        assert response.status_code == 422
        assert "Measure it before publishing, or make it a baseline" in error_at(response, "start")


class TestSayingWhatItSupports:
    @pytest.fixture
    def above(self, house: House) -> int:
        change_role(house.administrator, house.lead.pk, role="contributor", is_champion=True, is_administrator=False)
        house.lead = Person.objects.get(pk=house.lead.pk)
        year = Cycle.objects.get(name="2026")
        objective = house.objective("Nothing is thrown away warm", team=house.company, cycle_id=year.pk)
        house.key_result(objective, "Cut goods lost to temperature by a third")
        actions.publish_objective(house.lead, objective)
        return objective

    def test_explains_the_three_ways_and_offers_the_teams_above(self, house: House, above: int) -> None:
        page = text_of(signed_in(house.owner).get(f"/objectives/{house.objective()}/align/"))
        for words in ("Explicit: choose a key result", "Implicit: choose an objective", "Shared: the same objective",
                      "Nothing is thrown away warm", "Cut goods lost to temperature by a third"):  # fmt: skip
            assert words in page

    @pytest.mark.parametrize(("q", "fits"), [("TEMPERATURE lost", True), ("thrown", True), ("sleep", False)])
    def test_finds_by_words_of_both(self, house: House, above: int, q: str, fits: bool) -> None:
        browser = signed_in(house.owner)
        path = f"/objectives/{house.objective()}/align/"
        page = browser.get(path, {"q": q})
        assert ("Nothing is thrown away warm" in text_of(page)) is fits
        assert ("has these words" in text_of(page)) is not fits
        part = browser.get(path, {"q": q}, headers={"HX-Request": "true"})
        assert part.content.decode().lstrip().startswith('<div id="results"')

    def test_looking_further_keeps_what_is_chosen(self, house: House, above: int) -> None:
        """Without JavaScript the button of the same form leads to an address with the choice in it."""
        browser = signed_in(house.owner)
        path = f"/objectives/{house.objective()}/align/"
        number = KeyResult.objects.get(objective_id=above).pk
        other = house.objective("Sleep through the night", team=house.company)
        actions.publish_objective(house.lead, other)
        for chosen in (f"o{above}", f"k{number}"):
            kept = browser.post(path, {"look": "1", "q": "sleep", "parent": chosen, "shared": "on"}, follow=True)
            assert kept.redirect_chain == [(f"{path}?q=sleep&parent={chosen}&shared=on", 302)]
            html = kept.content.decode()
            assert f'value="{chosen}" checked' in html
            assert html.index("Nothing is thrown away warm") < html.index("Sleep through the night")
            assert "1 objective fits." in html
            assert re.search('name="shared"[^>]* checked', html)
        assert not Alignment.objects.exists()
        nothing = browser.get(path, {"q": "zeppelin", "parent": f"o{above}"})
        assert "What you chose stays." in text_of(nothing)
        assert f'value="o{above}" checked' in nothing.content.decode()

    def test_what_is_hidden_cannot_be_kept_as_a_choice(self, house: House, above: int) -> None:
        hidden = house.objective("Secret plan", team=house.company, confidential=True)
        key_result = house.key_result(hidden, "Secret measure", owner_id=None)
        actions.publish_objective(house.lead, hidden)
        path = f"/objectives/{house.objective()}/align/"
        for chosen in (f"o{hidden}", f"k{key_result}", "o99999", "k", "x", "o1e400"):
            page = signed_in(house.owner).get(path, {"parent": chosen})
            assert page.status_code == 200
            assert "Secret" not in text_of(page)

    def test_what_ended_is_too_short_or_hidden_is_not_offered(self, house: House, above: int) -> None:
        quarterly = house.objective("A quarter's objective", team=house.company)
        hidden = house.objective("Secret plan", team=house.company, confidential=True)
        page = text_of(signed_in(house.owner).get(f"/objectives/{house.objective()}/align/"))
        assert "A quarter's objective" not in page, "a draft of a team above is not the reader's"
        assert "Secret plan" not in page
        actions.publish_objective(house.lead, quarterly)
        actions.publish_objective(house.lead, hidden)
        page = text_of(signed_in(house.owner).get(f"/objectives/{house.objective()}/align/"))
        assert "A quarter's objective" in page
        assert "Secret plan" not in page
        assert "A quarter's objective" not in text_of(signed_in(house.lead).get(f"/objectives/{above}/align/"))

    def test_links_an_objective_a_key_result_and_the_same(self, house: House, above: int) -> None:
        browser = signed_in(house.owner)
        child, twin = house.objective(), house.objective("Catch them all")
        number = KeyResult.objects.get(objective_id=above).pk
        path = f"/objectives/{child}/align/"
        assert browser.post(path, {"parent": f"o{above}"})["Location"] == f"/objectives/{child}/#alignment"
        assert browser.post(path, {"parent": f"k{number}"}).status_code == 302
        assert browser.post(path, {"parent": f"o{twin}", "shared": "on"}).status_code == 302
        assert set(Alignment.objects.values_list("kind", flat=True)) == {"implicit", "explicit", "shared"}
        page = text_of(browser.get(path))
        assert "supported already" in page
        assert "taken on already" in page

    def test_a_loop_is_named_at_the_field(self, house: House) -> None:
        browser = signed_in(house.lead)
        first, second = house.objective("First"), house.objective("Second")
        actions.align(house.lead, first, objective_id=second)
        response = browser.post(f"/objectives/{second}/align/", {"parent": f"o{first}", "q": "first"})
        assert response.status_code == 422
        assert "“Second”" in error_at(response, "parent")
        assert "“First”" in error_at(response, "parent")
        assert field(response, "q") == "first"
        assert re.search(rf'value="o{first}" checked', response.content.decode())

    @pytest.mark.parametrize("parent", ["", "o", "x1", "k99999", "o-1", "o99999", "o9999999999999999999999"])
    def test_nothing_chosen_or_nonsense_is_said(self, browser: Client, house: House, parent: str) -> None:
        response = browser.post(f"/objectives/{house.objective()}/align/", {"parent": parent})
        assert response.status_code == 422
        assert "Choose" in text_of(response)

    def test_a_hidden_one_cannot_be_linked_by_its_number(self, house: House, above: int) -> None:
        hidden = house.objective("Secret plan", team=house.company, confidential=True)
        actions.publish_objective(house.lead, hidden)
        response = signed_in(house.owner).post(f"/objectives/{house.objective()}/align/", {"parent": f"o{hidden}"})
        assert response.status_code == 422
        assert "Secret plan" not in text_of(response)
        assert not Alignment.objects.exists()


class TestAFormThatCameTooLate:
    """The session ended, or its proof did: what was typed is shown again, to be sent once more."""

    SAME = {"Origin": "http://testserver"}

    def test_is_shown_again_with_a_new_proof(self, house: House) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(house.lead)
        response = strict.post(
            NEW, draft(house, why="Line one\nline two", csrfmiddlewaretoken="old"), headers=self.SAME
        )
        assert response.status_code == 403
        assert field(response, "statement") == "Let a dispatcher sleep through the night"
        assert field(response, "why") == "Line one\nline two"
        proof = field(response, "csrfmiddlewaretoken")
        sent = strict.post(NEW, draft(house, why="Line one\nline two", csrfmiddlewaretoken=proof), headers=self.SAME)
        assert sent.status_code == 302
        assert Objective.objects.get().why == "Line one\nline two"

    @pytest.mark.parametrize("origin", [{}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}])
    def test_but_never_for_a_stranger_s_page(self, house: House, origin: dict[str, str]) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(house.lead)
        response = strict.post(NEW, draft(house), headers=origin)
        assert response.status_code == 403
        assert "Let a dispatcher sleep" not in text_of(response)
        assert "Send it again" not in text_of(response)

    def test_and_no_password_comes_back(self, house: House) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(house.lead)
        sent = {"current": "x", "password": "a new staple of horses"}
        response = strict.post("/settings/profile/password/", sent, headers=self.SAME)
        assert response.status_code == 403
        assert "a new staple" not in text_of(response)


class TestHowManyQuestionsAPageAsks:
    """P1: at most 12 queries, however much there is."""

    def test_every_form(self, browser: Client, house: House, django_assert_max_num_queries: Any) -> None:
        objective, (number,) = house.published({})
        for size in range(3):
            for path in (NEW, f"/objectives/{objective}/edit/", f"/objectives/{objective}/move/",
                         f"/objectives/{objective}/align/", f"/objectives/{objective}/key-results/new/",
                         f"/key-results/{number}/edit/"):  # fmt: skip
                with django_assert_max_num_queries(12):
                    assert browser.get(path).status_code == 200
            for _ in range(size * 3):
                house.published({}, {}, statement="Another one")

    def test_a_day_of_the_plan_is_a_day(self, house: House) -> None:
        number = house.key_result(house.objective(), plan=[(date(2026, 11, 1), 40.0)])
        form = signed_in(house.lead).get(f"/key-results/{number}/edit/")
        assert field(form, "plan_on") == "2026-11-01"
        assert field(form, "plan_value") == "40"
