"""Refine, Align, Finalise and Transmit through the browser's door, without a script."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Organisation, Person
from northing.conversations.actions import post_comment
from northing.core.crafting import Question, Step
from northing.crafting import actions
from northing.crafting.models import Agreement, Answer, Draft, DraftStep, Round, Vote
from northing.cycles.models import Cycle
from northing.goals import actions as goals
from northing.goals.models import KeyResult, Objective
from northing.kit.memory import forget
from northing.teams import actions as teams
from tests.concepts.crafting.house import Workshop, open_workshop
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

NASTY = "<script>alert(1)</script>\"'> \N{SNOWMAN} שלום 🚚"
PAGES = ("refine", "align", "finalise", "transmit")


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    cache.clear()
    with open_workshop() as shop:
        yield shop


@pytest.fixture
def written(workshop: Workshop) -> tuple[Workshop, int, int, int]:
    """With an objective of one key result: workshop, draft, objective, key result."""
    objective = workshop.written()
    return workshop, workshop.begin(), objective, KeyResult.objects.get(objective_id=objective).pk


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def place(workshop: Workshop, page: str) -> str:
    return f"/teams/{workshop.house.team}/draft/{workshop.next}/{page}/"


def field(page: str, name: str) -> str:
    return str(re.findall(rf'name="{name}" value="([^"]*)"', page)[0])


# ---- all of them ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_draft_says_what_belongs_here(workshop: Workshop, page: str) -> None:
    shown = browser(workshop.house.lead).get(place(workshop, page))
    assert shown.status_code == 200
    assert "Nobody has written yet" in text(shown)


@pytest.mark.parametrize("page", PAGES)
def test_who_sees_it_and_who_does_not(written: Any, page: str) -> None:
    workshop, *_ = written
    for person in (workshop.house.lead, workshop.house.owner, workshop.sponsor):
        assert browser(person).get(place(workshop, page)).status_code == 200
    assert browser(workshop.stranger).get(place(workshop, page)).status_code == 404
    assert browser(workshop.stranger).post(place(workshop, page), {"do": "answer"}).status_code == 404
    assert browser(workshop.house.lead).post(place(workshop, page), {"do": "dance"}).status_code == 404
    assert Client().get(place(workshop, page)).status_code == 302


@pytest.mark.parametrize("page", PAGES)
def test_what_people_write_stays_text(written: Any, page: str) -> None:
    workshop, number, objective, key_result = written
    Objective.objects.filter(pk=objective).update(statement=NASTY, why=NASTY)
    KeyResult.objects.filter(pk=key_result).update(text=NASTY)
    post_comment(workshop.house.owner, objective, text=NASTY)
    for question in (Question.WHO_NEEDS_US, Question.HOW):
        actions.answer(workshop.house.lead, number, question, before="", text=NASTY)
    actions.write_announcement(workshop.house.lead, number, before="", text=NASTY)
    for person in (workshop.house.lead, workshop.sponsor):
        assert "<script>alert" not in browser(person).get(place(workshop, page)).content.decode()


# ---- refine ---------------------------------------------------------------------------------------------------


def test_two_agree_to_how_it_is_scored_and_a_change_asks_them_again(written: Any) -> None:
    workshop, _number, _objective, key_result = written
    lead, owner = browser(workshop.house.lead), browser(workshop.house.owner)
    address = place(workshop, "refine")
    shown = text(lead.get(address))
    assert "The 0.3, 0.7 and 1.0 of one key result" not in shown  # that is asked for in Refine only
    assert "earns 0.3" in shown
    levels = field(shown, "levels")
    for client in (lead, owner):
        assert client.post(address, {"do": "agree", "key_result": key_result, "levels": levels}).status_code == 302
    assert "Agreed by Tomasz Lead, Maya Owner" in text(lead.get(address))

    row = KeyResult.objects.get(pk=key_result)
    sent = {"do": "define", "key_result": key_result, "version": row.version, "owner_id": workshop.house.owner.pk}
    numbers = {"start": "11", "level_03": "25", "level_07": "45", "target": "60 %"}
    assert owner.post(address, {**sent, **numbers}).status_code == 302
    row.refresh_from_db()
    assert (row.start, row.level_03, row.level_07, row.target) == (11.0, 25.0, 45.0, 60.0)
    shown = text(lead.get(address))
    assert "Said yes to it as it was before: Tomasz Lead, Maya Owner" in shown
    assert lead.post(address, {"do": "agree", "key_result": key_result, "levels": levels}).status_code == 409
    assert lead.post(address, {"do": "disagree", "key_result": key_result}).status_code == 302
    assert Agreement.objects.count() == 1


def test_what_cannot_be_read_is_said_at_its_field_and_what_was_typed_stays(written: Any) -> None:
    workshop, _number, _objective, key_result = written
    lead, address = browser(workshop.house.lead), place(workshop, "refine")
    version = KeyResult.objects.get(pk=key_result).version
    sent = {"do": "define", "key_result": key_result, "version": version, "start": "many", "target": "60"}
    refused = lead.post(address, sent)
    assert refused.status_code == 422
    assert f'href="#id_start-{key_result}"' in text(refused)
    assert 'value="many"' in text(refused)
    crooked = lead.post(address, {**sent, "start": "11", "level_03": "90"})  # beyond the target
    assert crooked.status_code == 422
    assert 'value="90"' in text(crooked)
    nobody = lead.post(address, {**sent, "start": "11", "owner_id": "999999"})
    assert nobody.status_code == 422
    assert lead.post(address, {**sent, "key_result": "x"}).status_code == 404
    assert lead.post(address, {**sent, "key_result": "999999"}).status_code == 404


def test_two_set_the_numbers_at_once_and_both_are_shown(written: Any) -> None:
    workshop, _number, _objective, key_result = written
    lead, address = browser(workshop.house.lead), place(workshop, "refine")
    version = KeyResult.objects.get(pk=key_result).version
    goals.edit_key_result(workshop.house.lead, key_result, version=version, target=70.0)
    sent = {"do": "define", "key_result": key_result, "version": version, "start": "11", "target": "80"}
    met = lead.post(address, sent)
    assert met.status_code == 409
    assert "They wrote: 70" in text(met)
    assert 'value="80"' in text(met)
    again = re.findall(r'name="version" value="(\d+)"', text(met))
    assert str(version + 1) in again
    assert lead.post(address, {**sent, "version": version + 1}).status_code == 302
    assert KeyResult.objects.get(pk=key_result).target == 80.0


def test_a_blind_round_is_revealed_all_at_once_and_without_names(written: Any) -> None:
    workshop, _number, _objective, key_result = written
    lead, owner, address = browser(workshop.house.lead), browser(workshop.house.owner), place(workshop, "refine")
    assert lead.post(address, {"do": "vote", f"vote-{key_result}": "7"}).status_code == 403  # none is open
    assert lead.post(address, {"do": "open"}).status_code == 302
    assert lead.post(address, {"do": "vote"}).status_code == 422
    assert lead.post(address, {"do": "vote", f"vote-{key_result}": "11"}).status_code == 422
    assert lead.post(address, {"do": "vote", f"vote-{key_result}": "lots"}).status_code == 422
    assert lead.post(address, {"do": "vote", f"vote-{key_result}": "3"}).status_code == 302
    assert lead.post(address, {"do": "reveal"}).status_code == 422
    assert "1 of 2 have voted." in text(owner.get(address))
    assert "voice" not in re.findall(r'class="spread".*?</svg>', text(owner.get(address)))
    owner.post(address, {"do": "vote", f"vote-{key_result}": "9"})
    assert Vote.objects.count() == 2
    assert lead.post(address, {"do": "reveal"}).status_code == 302
    assert lead.post(address, {"do": "reveal"}).status_code == 403
    shown = text(lead.get(address))
    assert "2 voices: 0.3, 0.9." in shown
    assert "You are 0.6 apart." in shown
    assert Round.objects.get().revealed_at is not None


def test_the_sponsor_reads_and_changes_nothing(written: Any) -> None:
    workshop, _number, _objective, key_result = written
    sponsor, address = browser(workshop.sponsor), place(workshop, "refine")
    shown = text(sponsor.get(address))
    assert 'name="do" value="agree"' not in shown
    levels = field(text(browser(workshop.house.lead).get(address)), "levels")
    for sent in ({"do": "agree", "levels": levels}, {"do": "disagree"}, {"do": "define"}, {"do": "open"}):
        assert sponsor.post(address, {"key_result": key_result, **sent}).status_code == 403, sent
    assert not Agreement.objects.exists()


def test_what_is_said_stands_beside_the_objective(written: Any) -> None:
    workshop, _number, objective, key_result = written
    lead, address = browser(workshop.house.lead), place(workshop, "refine")
    post_comment(workshop.house.owner, objective, text="Is 60 % possible in winter?", key_result_id=key_result)
    shown = text(lead.get(address))
    assert "Is 60 % possible in winter?" in shown
    assert "on KR 1" in shown
    said = lead.post(f"/objectives/{objective}/comments/", {"text": "Why not?", "next": address, "key": "k"})
    assert said["Location"].startswith(address)


# ---- align ----------------------------------------------------------------------------------------------------


def test_the_three_questions_are_answered_and_two_who_answer_at_once_see_both(written: Any) -> None:
    workshop, _number, _objective, _key_result = written
    lead, owner, address = browser(workshop.house.lead), browser(workshop.house.owner), place(workshop, "align")
    sent = {"do": "answer", "question": "who_needs_us", "before": "", "text": "The night desk."}
    assert lead.post(address, sent)["Location"].endswith("#who_needs_us")
    met = owner.post(address, {**sent, "text": "Nobody."})
    assert met.status_code == 409
    assert "They wrote: The night desk." in text(met)
    assert "\nNobody.</textarea>" in text(met)
    assert owner.post(address, {**sent, "before": "The night desk.", "text": "Nobody."}).status_code == 302
    assert Answer.objects.get().text == "Nobody."
    assert "Maya Owner, " in text(lead.get(address))
    long = lead.post(address, {**sent, "before": "Nobody.", "text": "x" * 4001})
    assert long.status_code == 422
    assert "x" * 4001 in text(long)
    for wrong in ({"question": "moon"}, {"question": "sufficient"}, {"question": "sufficient", "objective": "999"}):
        assert lead.post(address, {**sent, **wrong}).status_code == 404
    assert browser(workshop.sponsor).post(address, sent).status_code == 403


def test_asking_a_team_leads_back_to_this_page(written: Any) -> None:
    workshop, _number, objective, _key_result = written
    lead, address = browser(workshop.house.lead), place(workshop, "align")
    hardware = teams.create_team(workshop.house.administrator, name="Hardware", parent_id=workshop.house.company).id
    href = re.findall(r'href="(/objectives/\d+/requests/new/[^"]*)"', text(lead.get(address)))[0]
    form = text(lead.get(href))
    back = re.findall(r'name="next" value="([^"]*)"', form)[-1]
    assert back == f"{address}#whom_we_need"
    sent = {"words": "Spare gateways", "team_id": hardware, "due_on": "2026-12-20", "key": "k1", "next": back}
    assert lead.post(f"/objectives/{objective}/requests/new/", sent)["Location"] == back
    shown = text(lead.get(address))
    assert "Spare gateways" in shown
    assert "Waits for an answer" in shown
    elsewhere = {**sent, "key": "k2", "words": "More", "next": "https://example.org/"}
    assert lead.post(f"/objectives/{objective}/requests/new/", elsewhere)["Location"].startswith("/requests/")
    twice = {**sent, "key": "k3", "words": "More of it", "next": "//example.org/"}
    assert lead.post(f"/objectives/{objective}/requests/new/", twice)["Location"].startswith("/requests/")


def test_what_others_ask_leads_to_the_answer(written: Any) -> None:
    workshop, *_ = written
    chief = hire(workshop.house.administrator, "Jonas Chief")
    hardware = teams.create_team(workshop.house.administrator, name="Hardware", parent_id=workshop.house.company).id
    teams.add_member(workshop.house.administrator, hardware, person_id=chief.pk, role="lead")
    theirs = goals.create_objective(
        chief, team_id=hardware, cycle_id=workshop.next, statement="Every gateway answers", lead_id=chief.pk
    )
    asked = goals.ask_team(
        chief, theirs, team_id=workshop.house.team, words="A list of silent gateways", due_on=date(2026, 12, 20)
    )
    shown = text(browser(workshop.house.lead).get(place(workshop, "align")))
    assert "A list of silent gateways waits for your team." in shown
    assert f'href="/requests/{asked}/#answer"' in shown
    assert "Every gateway answers" not in shown  # their draft stays theirs


def test_a_closed_parent_says_so_and_what_stands_alone_too(written: Any) -> None:
    workshop, _number, objective, _key_result = written
    lead, address = browser(workshop.house.lead), place(workshop, "align")
    assert "Stands alone: a special project." in text(lead.get(address))
    above, (promise,) = workshop.house.published(
        {"text": "Keep 100 of 100 promises"}, statement="Every pharmacy trusts us"
    )
    goals.align(workshop.house.lead, objective, key_result_id=promise)
    assert "Keep 100 of 100 promises" in text(lead.get(address))
    goals.close_objective(workshop.house.lead, above, score=0.7)
    assert "It is closed or gone." in text(lead.get(address))


# ---- finalise -------------------------------------------------------------------------------------------------


def to_finalise(workshop: Workshop, number: int) -> None:
    workshop.step(actions.go_on, workshop.house.lead, number, to=Step.FINALISE, reason="Known to all.")


def test_sent_back_once_then_approved(written: Any) -> None:
    workshop, number, objective, _key_result = written
    to_finalise(workshop, number)
    lead, sponsor, address = browser(workshop.house.lead), browser(workshop.sponsor), place(workshop, "finalise")
    assert "Lay it before Signe Sponsor" in text(lead.get(address))
    version = workshop.version(number)
    missing = lead.post(address, {"do": "submit", "version": version, "reason": ""})
    assert missing.status_code == 422
    assert "Say in a few words why you go on" in text(missing)
    assert lead.post(address, {"do": "submit", "version": version, "reason": "We talked already."}).status_code == 302
    assert "It lies before Signe Sponsor." in text(lead.get(address))

    shown = text(sponsor.get(address))
    assert "We talked already." in shown
    version = field(shown, "version")
    empty = sponsor.post(address, {"do": "send_back", "version": version, "reason": " ", "to": "create"})
    assert empty.status_code == 422
    assert '<option value="create" selected>' in text(empty)
    sent = {"do": "send_back", "version": version, "reason": NASTY, "to": "refine"}
    assert sponsor.post(address, {**sent, "to": "moon"}).status_code == 404
    assert sponsor.post(address, {**sent, "to": "transmit"}).status_code == 422
    assert sponsor.post(address, sent).status_code == 302
    assert Draft.objects.get().step == "refine"
    assert "sent it back to Refine" in text(lead.get(address))

    to_finalise(workshop, number)
    workshop.step(actions.submit, workshop.house.lead, number, reason="Better now.")
    shown = text(sponsor.get(address))
    sent = {"do": "approve", "version": field(shown, "version"), "seen": field(shown, "seen"), "note": "Well done."}
    Objective.objects.filter(pk=objective).update(statement="Let everybody sleep")
    stale = sponsor.post(address, sent)
    assert stale.status_code == 409
    assert "changed while you were reading" in text(stale)
    assert "Changed since: the words of the objective." in text(stale)
    assert "\nWell done.</textarea>" in text(stale)
    assert sponsor.post(address, {**sent, "seen": field(text(stale), "seen")}).status_code == 302
    assert Draft.objects.get().standing == "approved"
    twice = sponsor.post(address, {**sent, "seen": field(text(stale), "seen")})
    assert twice.status_code == 409
    assert "Signe Sponsor approved it." in text(twice)


def test_nobody_decides_but_the_sponsor_and_nobody_submits_but_the_team(written: Any) -> None:
    workshop, number, _objective, _key_result = written
    to_finalise(workshop, number)
    address = place(workshop, "finalise")
    version = workshop.version(number)
    reason = {"version": version, "reason": "Because."}
    assert browser(workshop.sponsor).post(address, {"do": "submit", **reason}).status_code == 403
    assert browser(workshop.house.owner).post(address, {"do": "submit", **reason}).status_code == 302
    version = workshop.version(number)
    for do in ("approve", "send_back"):
        sent = {"do": do, "version": version, "reason": "No.", "seen": ""}
        assert browser(workshop.house.lead).post(address, sent).status_code == 403
    assert browser(workshop.sponsor).post(address, {"do": "take_back", "version": version}).status_code == 403
    assert browser(workshop.house.lead).post(address, {"do": "take_back", "version": version}).status_code == 302
    assert Draft.objects.get().standing == "open"
    early = browser(workshop.sponsor).post(address, {"do": "approve", "version": version + 1, "seen": ""})
    assert early.status_code == 422


def test_what_lies_before_the_sponsor_is_the_one_thing_that_waits_at_home(written: Any) -> None:
    workshop, draft, *_ = written
    sponsor = browser(workshop.sponsor)
    assert "things wait" not in text(sponsor.get("/"))
    workshop.step(actions.go_on, workshop.house.lead, draft, to=Step.FINALISE, reason="Later.")
    workshop.step(actions.submit, workshop.house.lead, draft, reason="Later.")
    home = text(sponsor.get("/"))
    assert "One thing waits for you." in home
    assert "wait for your word." in home


def test_nothing_begun_is_nothing_to_decide(workshop: Workshop) -> None:
    sponsor = browser(workshop.sponsor)
    assert sponsor.post(place(workshop, "finalise"), {"do": "approve", "version": "1", "seen": ""}).status_code == 422


def test_the_sufficiency_question_is_answered_for_each_objective(written: Any) -> None:
    workshop, _number, objective, _key_result = written
    lead, address = browser(workshop.house.lead), place(workshop, "finalise")
    sent = {
        "do": "answer",
        "question": "sufficient",
        "objective": objective,
        "before": "",
        "text": "No: sleep is that.",
    }
    assert lead.post(address, sent)["Location"].endswith(f"#objective-{objective}")
    assert "No: sleep is that." in text(browser(workshop.sponsor).get(address))
    assert lead.post(address, {**sent, "text": "Yes."}).status_code == 409


def test_without_a_sponsor_it_says_what_to_do(written: Any) -> None:
    workshop, number, _objective, _key_result = written
    teams.set_sponsor(workshop.house.administrator, workshop.house.team, person_id=None)
    to_finalise(workshop, number)
    shown = text(browser(workshop.house.lead).get(place(workshop, "finalise")))
    assert "This team has no sponsor." in shown
    sent = {"do": "submit", "version": workshop.version(number), "reason": "Because."}
    assert browser(workshop.house.lead).post(place(workshop, "finalise"), sent).status_code == 422


# ---- transmit -------------------------------------------------------------------------------------------------


def test_the_announcement_is_proposed_kept_and_goes_out_with_the_set(written: Any) -> None:
    workshop, _number, objective, _key_result = written
    lead, owner, address = browser(workshop.house.lead), browser(workshop.house.owner), place(workshop, "transmit")
    shown = text(lead.get(address))
    assert "What Response wants to reach in Q1 2027" in shown
    assert "- Raise nights without a call-out from 11% to 60% (Maya Owner)" in shown
    kept = {"do": "announce", "version": field(shown, "version"), "before": "", "announcement": "We sleep."}
    assert lead.post(address, kept).status_code == 302
    met = owner.post(address, {**kept, "announcement": "We wake."})
    assert met.status_code == 409
    assert "They wrote: We sleep." in text(met)
    sent = {**kept, "do": "publish", "before": "We sleep.", "announcement": "We all sleep."}
    refused = lead.post(address, sent)
    assert refused.status_code == 422
    assert "\nWe all sleep.</textarea>" in text(refused)
    assert "The sponsor has not approved it." in text(refused)
    assert lead.post(address, {**sent, "before": "We all sleep.", "reason": "The quarter begins."}).status_code == 302
    assert Objective.objects.get(pk=objective).state == "published"
    shown = text(lead.get(address))
    assert "Published on Thu 5 Nov by Tomasz Lead." in shown
    assert "We all sleep." in shown
    assert "The quarter begins." in shown
    assert lead.post(address, {**kept, "before": "We all sleep.", "announcement": "Late"}).status_code == 403
    assert DraftStep.objects.filter(way="published").count() == 1


def test_a_member_keeps_the_text_and_the_lead_publishes(written: Any) -> None:
    workshop, number, _objective, _key_result = written
    owner, address = browser(workshop.house.owner), place(workshop, "transmit")
    shown = text(owner.get(address))
    sent = {"version": field(shown, "version"), "before": "", "announcement": "Hello", "reason": "Now."}
    assert "Publishing is up to the team's lead." in shown
    assert owner.post(address, {**sent, "do": "publish"}).status_code == 403
    assert Draft.objects.get(pk=number).standing == "open"


def test_what_cannot_be_published_is_named(written: Any) -> None:
    workshop, _number, _objective, key_result = written
    KeyResult.objects.filter(pk=key_result).update(start=None)
    lead, address = browser(workshop.house.lead), place(workshop, "transmit")
    sent = {
        "do": "publish",
        "version": field(text(lead.get(address)), "version"),
        "before": "",
        "announcement": "Hello",
    }
    refused = lead.post(address, {**sent, "reason": "Now."})
    assert refused.status_code == 422
    assert "\nHello</textarea>" in text(refused)
    assert not Objective.objects.filter(state="published", cycle_id=workshop.next).exists()


def test_a_second_round_begins_where_the_first_went_out(written: Any) -> None:
    workshop, number, _objective, _key_result = written
    workshop.step(actions.publish_set, workshop.house.lead, number, reason="Now.", announcement="Out.")
    for page in PAGES:
        assert browser(workshop.house.lead).get(place(workshop, page)).status_code == 200
    workshop.written(statement="Another thought altogether")
    shown = text(browser(workshop.house.lead).get(place(workshop, "transmit")))
    assert "Another thought altogether" in shown
    assert "Publish and tell" in shown


@pytest.mark.parametrize("page", PAGES)
def test_many_objectives_take_no_more_queries_than_one(written: Any, page: str) -> None:
    workshop, *_ = written
    lead = browser(workshop.house.lead)

    def count() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert lead.get(place(workshop, page)).status_code == 200
        return len(caught)

    count()
    few = count()
    for number in range(3):
        workshop.written(statement=f"Another way to a calm night {number}")
    assert count() == few


def test_where_drafts_are_published_straight_away_there_are_no_steps(written: Any) -> None:
    workshop, *_ = written
    Organisation.objects.update(drafting="publish")
    cache.clear()
    forget("organisation")
    lead = browser(workshop.house.lead)
    draft = f"/teams/{workshop.house.team}/draft/{workshop.next}/"
    for page in ("refine", "align", "finalise", "steps"):
        assert lead.get(place(workshop, page))["Location"] == draft
        assert browser(workshop.stranger).get(place(workshop, page)).status_code == 404
    shown = text(lead.get(place(workshop, "transmit")))
    assert "Steps of this draft" not in shown
    sent = {"do": "publish", "version": field(shown, "version"), "before": "", "announcement": "Out."}
    assert lead.post(place(workshop, "transmit"), sent).status_code == 302


def test_what_the_sponsor_missed_stands_on_every_page_until_it_is_submitted_again(written: Any) -> None:
    workshop, number, _objective, _key_result = written
    to_finalise(workshop, number)
    workshop.step(actions.submit, workshop.house.lead, number, reason="Because.")
    locked = text(browser(workshop.house.lead).get(place(workshop, "finalise")))
    assert "To change an answer, take it back first." in locked
    workshop.step(actions.send_back, workshop.sponsor, number, reason="Who answers a real alarm?")
    for page in PAGES:
        assert "Who answers a real alarm?" in text(browser(workshop.house.owner).get(place(workshop, page)))


def test_a_milestone_without_stages_leads_to_where_they_are_written(written: Any) -> None:
    workshop, _number, _objective, key_result = written
    KeyResult.objects.filter(pk=key_result).update(kind="milestone", start=None, target=None)
    shown = text(browser(workshop.house.lead).get(place(workshop, "refine")))
    assert "It has no stages yet." in shown
    assert f'href="/key-results/{key_result}/edit/"' in shown


def test_in_a_closed_cycle_nothing_goes_out_and_what_was_written_is_kept(written: Any) -> None:
    workshop, _number, objective, _key_result = written
    lead, address = browser(workshop.house.lead), place(workshop, "transmit")
    version = field(text(lead.get(address)), "version")
    Cycle.objects.filter(pk=workshop.next).update(closed_at="2026-11-05T10:00:00Z")
    cache.clear()
    sent = {"do": "publish", "version": version, "before": "", "announcement": "Too late?", "reason": "Now."}
    refused = lead.post(address, sent)
    assert refused.status_code == 422
    assert "This cycle is closed." in text(refused)
    assert "\nToo late?</textarea>" in text(refused)
    assert Objective.objects.get(pk=objective).state == "draft"
    for page in PAGES:
        assert lead.get(place(workshop, page)).status_code == 200
