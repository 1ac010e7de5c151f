"""From step to step through the browser's door, without a script."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from northing.accounts.models import Person
from northing.crafting.models import Draft, DraftStep
from tests.concepts.crafting.house import Workshop, open_workshop

pytestmark = pytest.mark.django_db

NASTY = "<script>alert(1)</script>\"'> \N{SNOWMAN} שלום 🚚"


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    cache.clear()
    with open_workshop() as shop:
        yield shop


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(answer: object) -> str:
    content: str = answer.content.decode()  # type: ignore[attr-defined]
    return content


def test_going_on_with_something_undone_asks_for_a_reason_and_keeps_it(workshop: Workshop) -> None:
    workshop.written()
    workshop.begin()
    lead = browser(workshop.house.lead)
    address = f"/teams/{workshop.house.team}/draft/{workshop.next}/steps/"
    shown = text(lead.get(address))
    assert "The draft is in the step Create" in shown
    assert "Create, " in shown  # and until when
    sent = {"do": "go_on", "to": "align", "version": workshop.version(Draft.objects.get().pk)}
    refused = lead.post(address, {**sent, "reason": " "})
    assert refused.status_code == 422
    assert "Say in a few words why you go on" in text(refused)
    assert lead.post(address, {**sent, "reason": NASTY}).status_code == 302
    assert Draft.objects.get().step == "align"
    shown = text(lead.get(address))
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert(1)" not in shown
    assert "Refine, skipped" in shown
    assert "Left undone: " in shown


def test_the_second_of_two_learns_what_the_first_did(workshop: Workshop) -> None:
    workshop.written()
    number = workshop.begin()
    before = workshop.version(number)
    lead, owner = browser(workshop.house.lead), browser(workshop.house.owner)
    address = f"/teams/{workshop.house.team}/draft/{workshop.next}/steps/"
    sent = {"do": "go_on", "to": "refine", "version": before, "reason": "We are in a hurry."}
    assert lead.post(address, sent).status_code == 302
    met = owner.post(address, sent)
    assert met.status_code == 409
    assert "Somebody has taken a step" in text(met)
    assert "The draft is in the step Refine" in text(met)
    assert DraftStep.objects.filter(way="went_on").count() == 1


def test_back_again(workshop: Workshop) -> None:
    workshop.written()
    number = workshop.begin()
    lead = browser(workshop.house.lead)
    address = f"/teams/{workshop.house.team}/draft/{workshop.next}/steps/"
    lead.post(address, {"do": "go_on", "to": "refine", "version": workshop.version(number), "reason": "Early."})
    assert "Back to Create" in text(lead.get(address))
    sent = {"do": "go_back", "to": "create", "version": workshop.version(number)}
    assert lead.post(address, sent).status_code == 302
    assert Draft.objects.get().step == "create"
    assert lead.post(address, {**sent, "version": workshop.version(number)}).status_code == 422


@pytest.mark.parametrize("sent", [{}, {"do": "go_on"}, {"do": "dance", "to": "refine"}, {"do": "go_on", "to": "moon"}])
def test_what_no_form_of_ours_sends_is_not_there(workshop: Workshop, sent: dict[str, str]) -> None:
    workshop.begin()
    lead = browser(workshop.house.lead)
    assert lead.post(f"/teams/{workshop.house.team}/draft/{workshop.next}/steps/", sent).status_code == 404


def test_only_the_team_and_its_sponsor_see_it_and_the_sponsor_takes_no_step(workshop: Workshop) -> None:
    number = workshop.begin()
    address = f"/teams/{workshop.house.team}/draft/{workshop.next}/steps/"
    sent = {"do": "go_on", "to": "refine", "version": workshop.version(number), "reason": "Because."}
    assert browser(workshop.stranger).get(address).status_code == 404
    assert browser(workshop.stranger).post(address, sent).status_code == 404
    assert browser(workshop.sponsor).get(address).status_code == 200
    assert browser(workshop.sponsor).post(address, sent).status_code == 403
    assert Client().get(address).status_code == 302
    assert browser(workshop.house.lead).get(f"/teams/{workshop.house.team}/draft/999999/steps/").status_code == 404
