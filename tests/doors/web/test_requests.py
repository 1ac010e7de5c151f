"""Requests through the browser's door, without a script: asking, answering, and what everybody sees of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from northing.accounts.models import Person
from northing.core.alignment import Move
from northing.goals import actions as goals
from northing.goals.models import Dependency, DependencyStep
from northing.teams import actions as teams
from tests.concepts.goals.house import House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

NASTY = "<script>alert(1)</script>\"'> \N{SNOWMAN} שלום 🚚"
DUE, LATER = "2026-11-20", "2026-12-04"


@dataclass
class Office:
    house: House
    chief: Person
    hardware: int
    objective: int
    key_result: int
    lead: Client
    boss: Client

    def ask(self, **given: Any) -> int:
        facts = {"team_id": self.hardware, "words": "Spare gateways", "due_on": date(2026, 11, 20), **given}
        return goals.ask_team(self.house.lead, self.objective, **facts)

    def step(self, client: Client, number: int, move: str, **sent: Any) -> Any:
        version = sent.pop("version", None) or Dependency.objects.get(pk=number).version
        return client.post(f"/requests/{number}/steps/", {"move": move, "version": version, **sent})


@pytest.fixture
def office() -> Iterator[Office]:
    cache.clear()
    with open_house() as house:
        chief = hire(house.administrator, "Jonas Chief")
        hardware = teams.create_team(house.administrator, name="Hardware", parent_id=house.company).id
        teams.add_member(house.administrator, hardware, person_id=chief.pk, role="lead")
        objective, (key_result,) = house.published({}, statement="Catch every warm crate")
        yield Office(house, chief, hardware, objective, key_result, _browser(house.lead), _browser(chief))


def _browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(answer: Any) -> str:
    content: str = answer.content.decode()
    return content


def test_asked_another_day_proposed_accepted_and_done(office: Office) -> None:
    form = text(office.lead.get(f"/objectives/{office.objective}/requests/new/?kr={office.key_result}"))
    (key,) = re.findall(r'name="key" value="([^"]+)"', form)
    assert f'value="{office.key_result}" selected' in form
    sent = {"key": key, "words": NASTY, "team_id": office.hardware, "due_on": DUE, "key_result_id": office.key_result}
    address = office.lead.post(f"/objectives/{office.objective}/requests/new/", sent)["Location"]
    assert office.lead.post(f"/objectives/{office.objective}/requests/new/", sent)["Location"] == address
    number = Dependency.objects.get().pk

    for page in ("/", "/requests/", address):
        shown = text(office.boss.get(page))
        assert "&lt;script&gt;alert(1)" in shown
        assert "<script>alert" not in shown
    assert "Agree to Fri 20 Nov" in text(office.boss.get(address))
    office.step(office.boss, number, "propose", due_on=LATER, reason="The next batch.")

    shown = text(office.lead.get("/"))
    assert "Hardware offers another day" in shown
    shown = text(office.lead.get(address))
    assert "The next batch." in shown
    office.step(office.lead, number, "accept")
    for client in (office.lead, office.boss):
        shown = text(client.get(address))
        assert "accepted Fri 4 Dec for Response." in shown
        assert "proposed Fri 4 Dec instead." in shown
        assert "asked Hardware for it by Fri 20 Nov." in shown
    shown = text(office.lead.get(f"/key-results/{office.key_result}/"))
    assert "Depends on" in shown
    assert "by Fri 4 Dec" in shown
    office.step(office.boss, number, "fulfil")
    shown = text(office.boss.get(address))
    assert '<input type="hidden" name="move" value="reopen">' in shown  # the toast takes it back
    assert "Done" in shown


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(office: Office) -> None:
    address = f"/objectives/{office.objective}/requests/new/"
    answer = office.lead.post(address, {"words": "", "team_id": "nine", "due_on": "soon"})
    assert answer.status_code == 422
    assert "This is not a day." in text(answer)
    answer = office.lead.post(address, {"words": "A ramp", "team_id": office.house.team, "due_on": "2026-01-01"})
    assert answer.status_code == 422
    assert "A ramp</textarea>" in text(answer)
    assert "This is the team that asks." in text(answer)
    assert "This day has passed." in text(answer)
    number = office.ask()
    answer = office.step(office.boss, number, "decline", reason=" ")
    assert answer.status_code == 422
    assert "Say why; both teams can read it." in text(answer)
    assert office.step(office.boss, number, "propose", due_on="2026-11-20", reason="Later").status_code == 422
    assert office.step(office.boss, number, "conquer").status_code == 404
    assert not Dependency.objects.exclude(state="asked").exists()


def test_a_form_sent_again_with_other_words_asks_back(office: Office) -> None:
    address = f"/objectives/{office.objective}/requests/new/"
    sent = {"key": "once", "words": "A ramp", "team_id": office.hardware, "due_on": DUE}
    office.lead.post(address, sent)
    answer = office.lead.post(address, {**sent, "words": "A door"})
    assert answer.status_code == 422
    assert "This form was sent already" in text(answer)
    (key,) = re.findall(r'name="key" value="([^"]+)"', text(answer))
    assert office.lead.post(address, {**sent, "words": "A door", "key": key}).status_code == 302
    assert [one.words for one in Dependency.objects.order_by("id")] == ["A ramp", "A door"]


def test_who_comes_second_sees_what_the_first_one_did_and_keeps_their_words(office: Office) -> None:
    number = office.ask()
    assert office.step(office.boss, number, "agree", version=1).status_code == 302
    answer = office.step(office.boss, number, "propose", version=1, due_on=LATER, reason="My own words")
    assert answer.status_code == 409
    assert "Somebody was quicker." in text(answer)
    assert "My own words</textarea>" in text(answer)
    assert DependencyStep.objects.filter(dependency_id=number).count() == 2


def test_withdrawn_by_mistake(office: Office) -> None:
    number = office.ask()
    office.step(office.lead, number, "withdraw")
    shown = text(office.lead.get(f"/requests/{number}/"))
    assert "Undo" in shown
    assert 'name="move" value="restore"' in shown
    office.step(office.lead, number, "restore")
    assert Dependency.objects.get().state == "asked"


def test_what_will_bring_it_is_named_and_alarms(office: Office) -> None:
    theirs = goals.create_objective(
        office.chief, team_id=office.hardware, cycle_id=office.house.quarter.pk, statement="Build gateways"
    )
    goals.publish_objective(office.chief, theirs)
    number = office.ask()
    office.step(office.boss, number, "agree", serving=f"o{theirs}")
    assert "Build gateways" in text(office.lead.get(f"/requests/{number}/"))
    assert "Asked of us" in text(office.boss.get(f"/objectives/{theirs}/"))
    goals.close_objective(office.chief, theirs)
    for page in (f"/objectives/{office.objective}/", f"/requests/{number}/", "/"):
        assert "What was to bring it is not pursued any more." in text(office.lead.get(page)), page
    version = Dependency.objects.get().version
    office.boss.post(f"/requests/{number}/bringer/", {"version": version, "serving": ""})
    assert "is not pursued any more" not in text(office.lead.get("/"))
    answer = office.boss.post(f"/requests/{number}/bringer/", {"version": version, "serving": ""})
    assert answer.status_code == 409


def test_the_asked_team_reads_the_words_of_what_is_not_open_to_it(office: Office) -> None:
    hidden = office.house.objective("Sell the northern terminal", confidential=True)
    number = goals.ask_team(
        office.house.lead, hidden, team_id=office.hardware, words="A plan of the halls", due_on=date(2026, 11, 20)
    )
    for page in (f"/requests/{number}/", "/requests/", "/", f"/teams/{office.hardware}/dependencies/"):
        shown = text(office.boss.get(page))
        assert "northern terminal" not in shown, page
        assert "A plan of the halls" in shown, page
    assert "an objective that is not open to you" in text(office.boss.get(f"/requests/{number}/"))
    stranger = _browser(hire(office.house.administrator, "Stefan Stranger"))
    assert stranger.get(f"/requests/{number}/").status_code == 404


class TestTheList:
    def test_says_whose_turn_it_is_and_is_filtered_by_its_address(self, office: Office) -> None:
        first, second = office.ask(words="The first thing"), office.ask(words="The second thing")
        goals.answer_request(office.chief, second, Move.AGREE, version=1)
        shown = text(office.boss.get("/requests/"))
        assert shown.index("Waits for your team") < shown.index("The first thing") < shown.index("The second thing")
        for query, there in (
            ({"state": "agreed"}, second), ({"state": "asked"}, first), ({"state": "open", "side": "asked"}, first),
            ({"team": office.hardware, "cycle": office.house.quarter.pk}, first),
        ):  # fmt: skip
            assert f'href="/requests/{there}/"' in text(office.boss.get("/requests/", query)), query
        for query in ({"side": "asking"}, {"state": "flagged"}, {"cycle": 999}):
            assert "No request fits." in text(office.boss.get("/requests/", query)), query
        assert office.boss.get("/requests/", {"team": "x", "side": "x", "state": "x", "cycle": "x"}).status_code == 200

    def test_of_nobody_teaches(self, office: Office) -> None:
        assert "Your teams have no requests yet" in text(office.boss.get("/requests/"))

    def test_the_page_of_a_team_counts_what_waits(self, office: Office) -> None:
        office.ask()
        assert "1 request waits for an answer" in text(office.lead.get(f"/teams/{office.hardware}/"))
        goals.delete_objective(office.house.lead, office.objective)
        assert "waits for an answer" not in text(office.lead.get(f"/teams/{office.hardware}/"))


class TestTheThreeQuestions:
    def test_are_answered_from_what_is_there(self, office: Office) -> None:
        theirs = goals.create_objective(
            office.chief, team_id=office.hardware, cycle_id=office.house.quarter.pk, statement="Build gateways"
        )
        goals.publish_objective(office.chief, theirs)
        goals.align(office.chief, theirs, objective_id=office.objective)
        office.ask()
        shown = text(office.lead.get(f"/teams/{office.house.team}/dependencies/"))
        assert "Build gateways" in shown
        assert "1 link, 1 request" in shown
        assert "One request is not answered or replied to." in shown
        other = text(office.lead.get(f"/teams/{office.hardware}/dependencies/"))
        assert "Catch every warm crate" in other
        assert "Ask all of them" not in other  # not theirs to ask for

    def test_become_requests_in_one_click(self, office: Office) -> None:
        address = f"/teams/{office.house.team}/dependencies/"
        (key,) = re.findall(r'name="key" value="([^"]+)"', text(office.lead.get(address)))
        row = {"team_id": office.hardware, "objective_id": office.objective, "due_on": DUE}
        rows = {f"{name}-{n}": value for n in (0, 2) for name, value in {**row, "words": f"Thing {n}"}.items()}
        wrong = office.lead.post(address, {**rows, "due_on-2": "", "key": key})
        assert wrong.status_code == 422
        assert "Choose the day by which you need it." in text(wrong)
        assert "By in row 3" in text(wrong)
        assert not Dependency.objects.exists()
        for _ in range(2):
            assert office.lead.post(address, {**rows, "key": key + "2"}).status_code == 302
        assert [one.words for one in Dependency.objects.order_by("id")] == ["Thing 0", "Thing 2"]
        assert office.lead.post(address, {"words-0": " "}).status_code == 422

    def test_for_nobody_else(self, office: Office) -> None:
        row = {
            "words-0": "A thing",
            "team_id-0": office.house.team,
            "objective_id-0": office.objective,
            "due_on-0": DUE,
        }
        assert office.boss.post(f"/teams/{office.house.team}/dependencies/", row).status_code == 403


def test_pages_cost_twelve_queries_at_most_and_thirteen_with_their_conversations(
    office: Office, django_assert_max_num_queries: Any
) -> None:
    """P1, whatever the number of requests. What people said about a goal is one query more."""
    theirs = goals.create_objective(
        office.chief, team_id=office.hardware, cycle_id=office.house.quarter.pk, statement="Build gateways"
    )
    goals.publish_objective(office.chief, theirs)
    for _ in range(6):
        goals.answer_request(office.chief, office.ask(), Move.AGREE, version=1, serving_objective_id=theirs)
    number = office.ask()
    for address in (
        "/", "/requests/", f"/requests/{number}/", f"/objectives/{office.objective}/", f"/objectives/{theirs}/",
        f"/key-results/{office.key_result}/", f"/teams/{office.hardware}/",
        f"/objectives/{office.objective}/requests/new/", f"/teams/{office.house.team}/dependencies/",
    ):  # fmt: skip
        for client in (office.lead, office.boss):
            if "new" in address and client is office.boss:
                continue
            client.get(address)
            talked_about = address.startswith(("/objectives/", "/key-results/")) and "new" not in address
            with django_assert_max_num_queries(12 + talked_about, info=address):
                assert client.get(address).status_code == 200
