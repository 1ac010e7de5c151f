"""A team's set goes through all its steps by the product's own actions, and everybody concerned has mail."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core import mail

from northing.core.alignment import Move
from northing.core.crafting import Step
from northing.crafting import actions
from northing.goals.actions import answer_request, ask_team
from northing.kit import clock
from northing.notifications.actions import send_letters, write_letters
from northing.teams import actions as teams
from tests.concepts.crafting.house import Workshop, open_workshop
from tests.concepts.house import hire
from tests.concepts.notifications.office import begin


@pytest.fixture
def shop(db: Any) -> Iterator[Workshop]:
    with open_workshop() as opened:
        yield opened


def post() -> dict[str, str]:
    """Who got which subject in this round."""
    mail.outbox.clear()
    write_letters(clock.now())
    assert send_letters(clock.now()).failed == 0
    return {one.to[0].partition("@")[0]: one.subject for one in mail.outbox}


def test_from_the_first_draft_to_the_announcement(shop: Workshop) -> None:
    lead = shop.house.lead
    signals = teams.create_team(shop.house.administrator, name="Signals", parent_id=shop.house.company)
    helper = hire(shop.house.administrator, "Sunniva Signals")
    teams.add_member(shop.house.administrator, signals.id, person_id=helper.pk, role="lead")
    begin()
    objective = shop.written()
    number = shop.begin()
    assert post() == {}  # who works on it knows
    shop.step(actions.go_on, lead, number, to=Step.REFINE, reason="We know them.")
    assert post() == {"maya": "Response, Q1 2027: the draft is ready to be refined"}

    request = ask_team(lead, objective, team_id=signals.id, words="A feed of alarms", due_on=date(2027, 2, 1))
    assert post() == {"sunniva": "Response asks Signals for: A feed of alarms"}
    answer_request(helper, request, Move.PROPOSE, version=1, due_on=date(2027, 2, 15), reason="We are two.")
    assert post() == {"tomasz": "Signals proposes another day: A feed of alarms"}

    shop.step(actions.go_on, lead, number, to=Step.FINALISE, reason="Small team.")
    shop.step(actions.submit, lead, number, reason="See the notes.")
    assert post() == {"signe": "Response, Q1 2027: a draft waits for you"}
    shop.step(actions.send_back, shop.sponsor, number, reason="Which nights?")
    assert set(post()) == {"tomasz", "maya"}
    assert "> Which nights?" in mail.outbox[0].body
    shop.step(actions.go_on, lead, number, to=Step.FINALISE, reason="Small team.")
    shop.step(actions.submit, lead, number, reason="See the notes.")
    assert set(post()) == {"signe"}
    shop.step(actions.approve, shop.sponsor, number, seen=shop.page(shop.sponsor).seen)
    assert post() == dict.fromkeys(("tomasz", "maya"), "Response, Q1 2027: the draft is approved")

    shop.step(actions.publish_set, lead, number, announcement="Nights will be quiet.", reason="We are ready.")
    assert post() == dict.fromkeys(("maya", "signe", "sunniva"), "Response has published its objectives")
    assert "> Nights will be quiet.\n\n- Let a dispatcher sleep through the night" in mail.outbox[0].body
