"""The coach at the forms and on an objective's page: what a client without JavaScript gets, and what htmx asks for (R42)."""

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from northing.accounts.models import Person
from northing.core.scoring import Commitment
from northing.goals.models import KeyResult
from tests.concepts.goals.house import House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

LIVE = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def house() -> Iterator[House]:
    cache.clear()
    with open_house() as opened:
        yield opened


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


def ask(client: Client, **fields: Any) -> Any:
    answer = client.post("/coach/", {"subject": "key_result", "fills": "1", **fields}, headers=LIVE)
    assert answer.status_code == 200
    return answer


def offered(answer: Any) -> dict[str, Any] | None:
    """What the fields would be filled with."""
    found = re.search(r"data-fill='([^']*)'", answer.content.decode())
    return json.loads(unescape(found[1])) if found else None


class TestWhileTyping:
    def test_only_a_part_of_a_page_comes(self, house: House) -> None:
        answer = ask(signed_in(house.lead), text="Launch new CRM")
        assert "<html" not in answer.content.decode()
        assert "Not OK yet" in words(answer)
        assert 'data-use="' in answer.content.decode()
        assert "HX-Retarget" not in answer

    def test_a_key_result_with_all_its_facts_is_ok(self, house: House) -> None:
        answer = ask(
            signed_in(house.lead), text="Raise the share of calls recorded in the CRM from 12% to 60%",
            kind="increase", unit="%", start="12", target="60", owner="Maya Owner",
        )  # fmt: skip
        assert "coach-verdict is-ok" in answer.content.decode()

    def test_an_objective(self, house: House) -> None:
        answer = ask(signed_in(house.lead), subject="objective", statement="Launch new website", why="")
        assert "Not OK yet" in words(answer)
        assert reverse("guide-rule", args=["work-as-objective"]) in answer.content.decode()

    def test_nothing_typed_is_nothing_said(self, house: House) -> None:
        for text in ("", "  \n "):
            answer = ask(signed_in(house.lead), text=text)
            assert "OK" not in words(answer)
            assert "coach-note" not in answer.content.decode()

    def test_the_words_are_given_in_characters(self, house: House) -> None:
        answer = ask(signed_in(house.lead), text="🚀\r\nLaunch new CRM")
        spans = re.search(r'data-spans="([^"]*)"', answer.content.decode())
        assert spans
        ((first, last, must),) = json.loads(spans[1])
        assert ("🚀\nLaunch new CRM"[first:last], must) == ("Launch new CRM", True)

    @pytest.mark.parametrize(
        "text", ["x" * 100_000, "\x00" * 50, "<script>alert(1)</script>", "a\ud7ff" * 900, "12 " * 2000]
    )
    def test_whatever_is_sent(self, house: House, text: str) -> None:
        answer = ask(signed_in(house.lead), text=text, unit=text[:300], start=text[:300], kind=text[:20], low="1e999")
        assert "<script>" not in answer.content.decode()

    def test_nothing_is_written_and_nobody_asked_but_who_is_signed_in(self, house: House) -> None:
        assert Client().post("/coach/", {"text": "x"}).status_code == 302
        assert signed_in(house.lead).get("/coach/").status_code == 405
        client = Client(enforce_csrf_checks=True)
        client.force_login(house.lead)
        assert client.post("/coach/", {"text": "x"}).status_code == 403
        client = signed_in(house.lead)
        ask(client, text="Launch new CRM")
        with CaptureQueriesContext(connection) as asked:
            ask(client, text="Launch another CRM")
        assert len(asked) <= 3
        assert [one["sql"] for one in asked if not one["sql"].lstrip().startswith("SELECT")] == []

    def test_somebody_has_been_here_before(self, house: House) -> None:
        """Also what it led to; only for a new objective, which names its cycle."""
        said = "Let every dispatcher sleep through the night"
        there, _ = house.published({}, statement=said)
        sent = {"subject": "objective", "statement": f"{said}, again", "team": house.team, "cycle": house.quarter.pk}
        assert reverse("objective", args=[there]) in ask(signed_in(house.lead), **sent).content.decode()
        guest = hire(house.administrator, "A Guest", role="guest")
        assert reverse("objective", args=[there]) not in ask(signed_in(guest), **sent).content.decode()
        assert (
            reverse("objective", args=[there])
            not in ask(signed_in(house.lead), **{**sent, "cycle": ""}).content.decode()
        )


class TestFillingIn:
    def test_what_the_sentence_says_is_offered(self, house: House) -> None:
        answer = ask(signed_in(house.lead), text="Raise conversion from 12% to 20%", kind="increase")
        assert offered(answer) == {"kind": "increase", "unit": "%", "start": "12", "target": "20"}
        assert "from 12" in words(answer)

    def test_nothing_is_offered_that_stands_there_already(self, house: House) -> None:
        answer = ask(
            signed_in(house.lead),
            text="Raise conversion from 12% to 20%",
            kind="increase",
            unit="%",
            start="11",
            target="20",
        )
        assert offered(answer) is None

    def test_without_javascript_a_look_fills_what_is_empty_and_only_that(self, house: House) -> None:
        objective = house.objective()
        address = reverse("drafting:key_result_new", args=[objective])
        sent = {"text": "Cut the wait from 47 to 15 min", "kind": "increase", "start": "", "target": "", "look": "1"}
        page = signed_in(house.lead).post(address, sent).content.decode()
        assert re.search(r'name="kind" value="decrease" checked', page)
        assert re.search(r'name="start"[^>]* value="47"', page)
        assert re.search(r'name="target"[^>]* value="15"', page)
        page = signed_in(house.lead).post(address, {**sent, "start": "44"}).content.decode()
        assert re.search(r'name="start"[^>]* value="44"', page)
        assert re.search(r'name="target"[^>]* value="15"', page)
        assert re.search(r'name="kind" value="increase" checked', page)
        assert not KeyResult.objects.filter(objective_id=objective).exists()


class TestAfterSubmitting:
    def test_a_form_shown_again_shows_the_findings(self, house: House) -> None:
        address = reverse("drafting:key_result_new", args=[house.objective()])
        answer = signed_in(house.lead).post(address, {"text": "Launch new CRM", "kind": "increase"})
        assert answer.status_code == 422
        assert "A task instead of a result" in words(answer)

    def test_saving_is_never_blocked_and_the_saved_page_says_it(self, house: House) -> None:
        client, objective = signed_in(house.lead), house.objective("Launch new website")
        sent = {"text": "Launch new CRM", "kind": "increase", "start": "0", "target": "1", "owner": ""}
        answer = client.post(reverse("drafting:key_result_new", args=[objective]), sent)
        assert answer.status_code == 302
        page = words(client.get(reverse("objective", args=[objective])))
        assert "Not OK yet" in page
        assert "A task instead of a result" in page
        assert "Could every key result be 1.0" in page

    def test_an_edit_form_shows_what_is_said_to_what_is_stored(self, house: House) -> None:
        number = house.objective("Launch new website")
        page = words(signed_in(house.lead).get(reverse("drafting:objective_edit", args=[number])))
        assert "Work instead of a goal" in page


class TestOnAnObjectivesPage:
    def test_only_those_see_it_who_may_change_it(self, house: House) -> None:
        number, _ = house.published({"text": "Launch new CRM"}, statement="Launch new website")
        address = reverse("objective", args=[number])
        assert "coach-set" in words(signed_in(house.lead).get(address))
        for person in (house.owner, hire(house.administrator, "Somebody Else")):
            assert "coach-set" not in words(signed_in(person).get(address))
        assert "coach-set" not in words(signed_in(house.lead).get(address, {"as_of": "2026-11-04"}))

    def test_a_german_set_hears_german_that_is_marked_as_such(self, house: House) -> None:
        wish = "Wir werden die erste Adresse für alle, die Rad fahren"
        number, _ = house.published({"text": "Forum einführen"}, {"text": "20 Artikel schreiben"}, statement=wish)
        page = words(signed_in(house.lead).get(reverse("objective", args=[number])))
        assert '<span lang="de">Ein Plan statt Ergebnissen</span>' in page
        assert '<p lang="de">Alle 2 Key Results sind Arbeit' in page
        assert f"Könnte jedes Key Result bei 1,0 stehen und „{wish}“ trotzdem nicht wahr sein?" in page

    def test_who_else_says_so_only_if_they_may_be_seen(self, house: House) -> None:
        from northing.goals.actions import publish_objective
        from northing.teams import actions as teams

        team = teams.create_team(house.administrator, name="Elsewhere", parent_id=house.company)
        other = hire(house.administrator, "Other Lead")
        teams.set_lead(house.administrator, team.id, person_id=other.pk)
        said = "Let every dispatcher sleep through the night"
        mine = house.objective(said)
        from northing.goals.actions import create_objective

        def theirs(**given: Any) -> int:
            number = create_objective(
                other, team_id=team.id, cycle_id=house.quarter.pk, statement=said, lead_id=other.pk, **given
            )
            publish_objective(other, number)
            return number

        secret = theirs(confidential=True)
        page = signed_in(house.lead).get(reverse("objective", args=[mine])).content.decode()
        assert reverse("objective", args=[secret]) not in page
        assert "Another team says nearly the same" not in page
        public = theirs()
        page = signed_in(house.lead).get(reverse("objective", args=[mine])).content.decode()
        assert reverse("objective", args=[public]) in page
        assert "Another team says nearly the same" in page

    def test_a_team_that_only_promises_is_asked_about_it(self, house: House) -> None:
        client = signed_in(house.lead)
        numbers = [house.published({}, statement=f"Goal {n}", commitment=Commitment.COMMITTED)[0] for n in range(3)]
        page = f"/objectives/{numbers[0]}/"
        assert "All 3 objectives of this cycle are committed." in words(client.get(page))
        house.published({}, statement="A stretch", commitment=Commitment.ASPIRATIONAL)
        assert "objectives of this cycle are committed" not in words(client.get(page))

    def test_it_costs_one_query_however_much_there_is(self, house: House) -> None:
        said = "Let every dispatcher sleep through the night"
        number, _ = house.published({"text": "Launch new CRM"}, statement=said)
        client = signed_in(house.lead)

        def count() -> int:
            client.get(reverse("objective", args=[number]))
            with CaptureQueriesContext(connection) as asked:
                assert client.get(reverse("objective", args=[number])).status_code == 200
            return len([query for query in asked if "SAVEPOINT" not in query["sql"]])

        few = count()
        for index in range(4):
            house.key_result(number, f"Launch app {index}")
            house.published({}, statement=f"{said} {index}")
        assert count() == few <= 12


class TestGuide:
    def test_every_rule_has_a_page_that_is_linked(self, house: House) -> None:
        from northing.core.coaching import RULES, SET_RULES

        client = signed_in(house.owner)
        contents = client.get(reverse("guide"))
        assert contents.status_code == 200
        for name, rule in {**RULES, **SET_RULES}.items():
            address = reverse("guide-rule", args=[name])
            assert f'href="{address}"' in contents.content.decode()
            page = client.get(address)
            assert page.status_code == 200
            for said in (rule.title, rule.why, rule.fix, rule.source):
                assert re.sub(r"\s+", " ", said) in words(page), name

    def test_examples_say_what_is_wrong_with_them(self, house: House) -> None:
        page = words(signed_in(house.owner).get(reverse("guide-rule", args=["task"])))
        assert "Launch new CRM" in page
        assert "what can sales do once it is in use" in page

    def test_no_such_rule(self, house: House) -> None:
        assert signed_in(house.owner).get("/guide/no-such-rule/").status_code == 404

    def test_search_and_do_leads_there(self, house: House) -> None:
        assert reverse("guide") in signed_in(house.owner).get("/search/", {"q": "coach"}).content.decode()
