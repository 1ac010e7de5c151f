"""Taking an objective on, the versions side by side, and carrying forward, in a browser without JavaScript (R22, R39)."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from northing.accounts.models import Person
from northing.checkins.actions import check_in
from northing.core.cadence import Level
from northing.core.measures import Kind
from northing.cycles.actions import create_cycle
from northing.goals import actions
from northing.goals.models import Alignment, KeyResult, Objective
from northing.teams import actions as teams
from tests.concepts.goals.house import House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db
LOVE = "Have our customers fall back in love with our offering"


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as opened:
        teams.add_member(opened.administrator, opened.company, person_id=opened.lead.pk, role="lead")
        yield opened


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def team(house: House, name: str, lead: str) -> tuple[int, Person]:
    person = hire(house.administrator, lead)
    number = teams.create_team(house.administrator, name=name, parent_id=house.company).id
    teams.add_member(house.administrator, number, person_id=person.pk, role="lead")
    return number, person


def company_objective(house: House) -> tuple[int, list[int]]:
    return house.published(
        {"text": "Raise the share of customers who renew from 70 to 90", "start": 70.0, "target": 90.0},
        {"text": "Raise our NPS from 20 to 50", "start": 20.0, "target": 50.0},
        {"text": "Cut complaints from 40 to 10", "kind": Kind.DECREASE, "start": 40.0, "target": 10.0},
        statement=LOVE, team=house.company,
    )  # fmt: skip


def sent(client: Client, address: str) -> dict[str, Any]:
    """What the form of a page would send as it stands: checked radios and boxes, texts, chosen options."""
    page = client.get(address).content.decode()
    form = page[page.index(f'method="post" action="{address}"') :]
    form = form[: form.index("</form>")]
    fields: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        facts = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        ticked = facts.get("type") not in ("radio", "checkbox") or " checked" in tag
        if "name" in facts and ticked:
            value = unescape(facts.get("value", "on"))
            fields[facts["name"]] = [*fields.get("kr", []), value] if facts["name"] == "kr" else value
    for name, value in re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        fields[name] = unescape(value)
    for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="(\d*)" selected', options) or re.search(r'value="(\d*)"', options)
        fields[name] = chosen[1] if chosen else ""
    return fields


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def take(client: Client, original: int, **changes: Any) -> Any:
    address = f"/objectives/{original}/take-on/"
    return client.post(address, {**sent(client, address), **changes})


def test_the_lateral_example_by_its_forms(house: House) -> None:
    original, (renew, nps, complaints) = company_objective(house)
    _engineering, erik = team(house, "Engineering", "Erik Engineer")
    _sales, sara = team(house, "Sales", "Sara Seller")
    page = text_of(client_of(erik).get(f"/objectives/{original}/"))
    assert "Take this on with your team" in page
    answer = take(
        client_of(erik), original, **{
            f"kr_{nps}": "drop", f"kr_{complaints}": "change", f"start_{complaints}": "12", f"target_{complaints}": "2",
            f"text_{complaints}": "Cut complaints about outages from 12 to 2",
            "added_0": "Raise uptime from 98 % to 99.9 %",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    answer = take(
        client_of(sara), original, **{
            f"kr_{renew}": "change", f"target_{renew}": "95", f"kr_{complaints}": "drop",
            "added_1": "Raise visits to customers from 5 to 25",
        },
    )  # fmt: skip
    assert answer.status_code == 302
    copies = list(Objective.objects.filter(statement=LOVE).exclude(pk=original).order_by("pk"))
    for copy, lead in zip(copies, (erik, sara), strict=True):
        actions.publish_objective(lead, copy.pk)
    uptime = KeyResult.objects.get(text__startswith="Raise uptime")
    assert (uptime.start, uptime.target, uptime.unit, uptime.origin_id) == (98.0, 99.9, "%", None)
    for number in (original, *(copy.pk for copy in copies)):
        shown = client_of(sara).get(f"/objectives/{number}/versions/")
        words = text_of(shown)
        assert "2 teams took it on beside Vinterhavn." in words
        assert words.count("1 kept, 1 changed, 1 dropped, 1 added") == 2
        for said in ("Kept", "Changed", "Raised", "Dropped", "Added", "target 90 → to 95", "start 40 → to 12"):
            assert said in words, said
        markup = shown.content.decode()
        assert markup.count('scope="col"') == 3
        assert markup.count('scope="row"') == 4
    relations = text_of(client_of(sara).get(f"/objectives/{original}/"))
    assert "Shared with Engineering and Sales: see the differences" in relations


def test_what_is_wrong_stands_at_its_key_result_and_what_was_typed_stays(house: House) -> None:
    original, (renew, nps, _) = company_objective(house)
    _, erik = team(house, "Engineering", "Erik Engineer")
    answer = take(
        client_of(erik), original, **{
            f"kr_{renew}": "change", f"target_{renew}": "10", f"kr_{nps}": "change", f"target_{nps}": "many",
            "why": "They leave.",
        },
    )  # fmt: skip
    assert answer.status_code == 422
    assert 'value="many"' in answer.content.decode()
    answer = take(
        client_of(erik), original, **{f"kr_{renew}": "change", f"target_{renew}": "10", "added_0": "Raise something"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_target_{renew}-error"' in page
    assert 'id="id_added_0-error"' in page
    assert not Objective.objects.filter(statement=LOVE).exclude(pk=original).exists()


def test_what_is_closed_or_one_s_own_is_not_taken_on(house: House) -> None:
    original, _ = company_objective(house)
    _, erik = team(house, "Engineering", "Erik Engineer")
    actions.close_objective(house.lead, original, score=0.5)
    assert client_of(erik).get(f"/objectives/{original}/take-on/").status_code == 403


def test_a_child_that_lost_what_it_served_says_so_and_offers_another(house: House) -> None:
    above, (part,) = house.published({"text": "Cut losses"}, statement="Lose nothing")
    below = house.objective("Catch every crate")
    taken = house.objective("Cut them by half")
    actions.align(house.lead, below, objective_id=above)
    actions.align(house.lead, taken, key_result_id=part)
    client = client_of(house.lead)
    actions.close_objective(house.lead, above, score=0.5)
    page = text_of(client.get(f"/objectives/{below}/"))
    assert "What this served was closed on Thu 5 Nov: “Lose nothing”. Does this still matter?" in page
    assert "Say what it supports now" in page
    assert "was closed on" in text_of(client.get(f"/objectives/{below}/align/"))
    actions.reopen_objective(house.lead, above)
    assert "Does this still matter?" not in text_of(client.get(f"/objectives/{below}/"))
    actions.delete_key_result(house.lead, part)
    assert "The key result that this took on was taken away on" in text_of(client.get(f"/objectives/{taken}/"))
    actions.delete_objective(house.lead, above)
    page = text_of(client.get(f"/objectives/{below}/"))
    assert "What this served was taken away on Thu 5 Nov." in page
    assert "Lose nothing" not in page
    link = Alignment.objects.get(child_id=below)
    client.post(f"/alignments/{link.pk}/removal/", {"objective": below})
    assert "Does this still matter?" not in text_of(client.get(f"/objectives/{below}/"))


def test_an_objective_is_written_for_a_key_result_and_linked_at_once(house: House) -> None:
    above, (part,) = house.published({"text": "Cut losses from 9 to 3"}, statement="Lose nothing")
    client = client_of(house.lead)
    page = client.get(f"/objectives/new/?serves_key_result={part}")
    assert "It takes on: “Cut losses from 9 to 3”" in text_of(page)
    fields = sent(client, "/objectives/new/") | {"statement": "Catch every crate", "serves_key_result": str(part)}
    assert client.post("/objectives/new/", fields).status_code == 302
    child = Objective.objects.get(statement="Catch every crate")
    assert Alignment.objects.get(child=child).parent_key_result_id == part
    supported = client.get(f"/objectives/new/?serves={above}")
    assert "It supports: “Lose nothing”" in text_of(supported)
    actions.delete_key_result(house.lead, part)
    answer = client.post("/objectives/new/", {**fields, "statement": "Too late"})
    assert answer.status_code == 422
    assert "What it was to support is not there any more." in text_of(answer)
    assert not Objective.objects.filter(statement="Too late").exists(), "both or neither"
    assert client.post("/objectives/new/", {**fields, "statement": "Alone", "serves_key_result": ""}).status_code == 302


def test_a_number_with_many_decimals_goes_through_both_forms_unchanged(house: House) -> None:
    third = 100 / 3
    create_cycle(
        house.administrator,
        name="Q1 2027",
        level=Level.QUARTERLY,
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 3, 31),
    )
    original, (part,) = house.published(
        {"text": "Raise the share of crates that stay cold", "start": 12.345678, "target": third, "unit": "%"},
        team=house.company,
    )
    _number, erik = team(house, "Engineering", "Erik Engineer")
    assert take(client_of(erik), original, **{f"kr_{part}": "change"}).status_code == 302
    actions.close_objective(house.lead, original)
    client, address = client_of(house.lead), f"/objectives/{original}/carry-forward/"
    assert client.post(address, {**sent(client, address), "because": "Crates still warm."}).status_code == 302
    copies = KeyResult.objects.filter(origin_id=part)
    assert [(copy.start, copy.target) for copy in copies] == [(12.345678, third)] * 2


def test_carrying_forward_asks_for_the_value_and_the_new_one_tells_its_age(house: House) -> None:
    later = create_cycle(
        house.administrator,
        name="Q1 2027",
        level=Level.QUARTERLY,
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 3, 31),
    )
    objective, (part, reached) = house.published({"text": "Raise it from 0 to 100"}, {"text": "Reach it"})
    check_in(house.owner, part, value=45)
    check_in(house.owner, reached, value=120)
    actions.close_objective(house.lead, objective, learned="Ask the drivers.")
    client, address = client_of(house.lead), f"/objectives/{objective}/carry-forward/"
    assert "Carry forward…" in text_of(client.get(f"/objectives/{objective}/"))
    page = text_of(client.get(address))
    assert "Ask the drivers." in page
    assert "ended at 45" in page
    form = sent(client, address)
    assert (form["kr"], form["cycle_id"]) == ([str(part)], str(later.id)), "what was reached is not ticked"
    refused = client.post(address, {**form, "because": "It wasn't finished."})
    assert refused.status_code == 422
    assert "What is still to be gained from it?" in text_of(refused)
    asked = client.post(address, {**form, "because": "Crates still warm.", "kr": [str(part), str(reached)]})
    assert asked.status_code == 422
    assert f'id="id_target_{reached}-error"' in asked.content.decode()
    done = client.post(address, {**form, "because": "Crates still warm."})
    new = Objective.objects.get(carried_from_id=objective)
    assert done["Location"] == f"/objectives/{new.pk}/"
    told = text_of(client.get(f"/objectives/{new.pk}/"))
    assert "Carried forward once: pursued since Q4 2026." in told
    assert "Crates still warm." in told
    again = text_of(client.get(address))
    assert "It has been carried forward into Q1 2027 already:" in again
    assert "Carried forward into Q1 2027" in text_of(client.get(f"/objectives/{objective}/"))
