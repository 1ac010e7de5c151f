"""The page of an objective through the browser's door, without a script: what it shows, and every act on it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from northing.accounts.models import Person
from northing.accounts.queries import today
from northing.checkins.actions import check_in
from northing.core.measures import Kind
from northing.core.scoring import Commitment
from northing.goals.actions import (
    add_initiative,
    align,
    close_objective,
    edit_initiative,
    edit_key_result,
)
from northing.goals.queries.objective import ObjectivePage, State, objective
from northing.kit.errors import NotFound
from tests.concepts.goals.house import House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

NASTY = "<script>alert(1)</script>\"'> \N{SNOWMAN} שלום 🚚"
PAYLOAD = re.compile(r"<script>alert|onerror=|javascript:")


@pytest.fixture
def house() -> Iterator[House]:
    cache.clear()
    with open_house() as opened:
        yield opened


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def read(house: House, number: int) -> ObjectivePage:
    return objective(Person.objects.get(pk=house.lead.pk), number, today())


def shown(client: Client, number: int, **query: Any) -> str:
    page = client.get(reverse("objective", args=[number]), query)
    assert page.status_code == 200
    return page.content.decode()


def said(client: Client, answer: Any) -> str:
    """What the next page says was done."""
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(answer["Location"]).content.decode()
    toast = re.search(r"<northing-toast[^>]*>.*?<span>(.*?)</span>(.*?)</northing-toast>", page, re.DOTALL)
    assert toast, "no toast"
    return toast[0]


def undo(client: Client, toast: str) -> Any:
    """Press *Undo*."""
    action = re.search(r'action="([^"]+)"', toast)
    assert action
    values = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', toast))
    values.pop("csrfmiddlewaretoken", None)
    return client.post(action[1], values)


# ---- what is shown --------------------------------------------------------------------------------------------


def test_the_words_come_first_then_the_numbers(house: House) -> None:
    number, (first, second) = house.published(
        {"text": "Raise the share from 0 to 100", "unit": "%"},
        {"text": "Second", "kind": Kind.MILESTONE, "stages": [{"label": "One"}, {"label": "Two"}]},
        why="Goods were lost",
    )
    check_in(house.owner, first, value=20.0, confidence=9)
    page = shown(browser(house.owner), number)
    assert "Catch every warm crate</h1>" in page
    assert "Goods were lost" in page
    assert reverse("key-result", args=[first]) in page
    assert reverse("key-result", args=[second]) in page
    assert "20\N{NARROW NO-BREAK SPACE}%" in page
    assert "0 of 2" in page
    assert "Why 0.1?" in page
    assert "Tomasz Lead" in page


def test_an_objective_nobody_may_see_is_not_found(house: House) -> None:
    draft, secret = house.objective("A draft"), house.published(confidential=True, statement="Secret")[0]
    outsider = browser(hire(house.administrator, "Ola Outside"))
    for number in (draft, secret, 999_999):
        for name in ("objective", "objective-explain", "objective-close", "objective-weigh"):
            assert outsider.get(reverse(name, args=[number])).status_code == 404
        for name in ("objective-publish", "objective-close", "objective-delete", "objective-reopen"):
            assert outsider.post(reverse(name, args=[number])).status_code == 404
    assert Client().get(reverse("objective", args=[draft])).status_code == 302


@pytest.mark.parametrize("state", ["draft", "published", "closed", "directional", "confidential", "full"])
def test_every_state_has_its_page(house: House, state: str) -> None:
    match state:
        case "draft":
            number = house.objective()
            house.key_result(number, start=None)
            words = ["This is a draft", "One thing is missing", "disabled"]
        case "closed":
            number, (first,) = house.published({}, commitment=Commitment.COMMITTED)
            check_in(house.owner, first, value=80.0)
            close_objective(house.lead, number, score=0.8)
            words = ["0.8", "Nearly", "Reopen", "It was a commitment and did not land."]
        case "directional":
            number, _ = house.published()
            words = ["That is not 0", "No progress yet"]
        case "confidential":
            number, _ = house.published({}, confidential=True, confidant_ids=[house.owner.pk])
            words = ["Confidential", "Maya Owner"]
        case "full":
            number, _ = house.published(*({"text": f"Number {i}"} for i in range(20)), statement="W" * 500)
            words = ["Number 19", "statement--long"]
        case _:
            number, _ = house.published({})
            words = ["No value yet", "Close…", "As of…"]
    page = shown(browser(house.lead), number)
    for word in words:
        assert word in page


def test_hostile_words_are_only_words(house: House) -> None:
    number, (first,) = house.published({"text": NASTY, "note": NASTY, "unit": NASTY[:30]}, statement=NASTY, why=NASTY)
    add_initiative(house.lead, number, title=NASTY, hypothesis=NASTY)
    check_in(house.owner, first, value=3.0, note=NASTY)
    edit_key_result(house.lead, first, version=1, text=NASTY + "!", reason=NASTY)
    client = browser(house.lead)
    for name, argument in (("objective", number), ("objective-explain", number), ("objective-weigh", number)):
        assert not PAYLOAD.search(client.get(reverse(name, args=[argument])).content.decode())


def test_links_are_named_from_this_side(house: House) -> None:
    above, (theirs,) = house.published({"text": "Theirs from 0 to 100"}, statement="Above")
    number, (mine,) = house.published({}, statement="Middle")
    below, _ = house.published(statement="Below")
    copy, _ = house.published(statement="Copy")
    align(house.lead, number, key_result_id=theirs)
    align(house.lead, below, key_result_id=mine)
    align(house.lead, copy, objective_id=number, shared=True)
    page = shown(browser(house.lead), number)
    assert page.index("Serves") < page.index("Theirs from 0 to 100") < page.index("Is served by") < page.index("Below")
    assert "key result 1 of “Above”" in page
    assert "took it on, dropped KR 1" in page


def test_the_past_is_only_looked_at(house: House) -> None:
    number, _ = house.published({})
    page = shown(browser(house.lead), number, as_of="2026-11-04")
    assert "was not published yet" in page
    assert "Back to today" in page
    assert reverse("objective-close", args=[number]) not in page
    for wrong in ("yesterday", "2026-13-40", "2027-01-01", "<script>"):
        page = shown(browser(house.lead), number, as_of=wrong)
        assert "This is how it stands today" in page
        assert not PAYLOAD.search(page)


def test_the_number_gives_account_of_itself_in_place_and_on_its_own_page(house: House) -> None:
    number, (first, _) = house.published({}, {"text": "Second"})
    check_in(house.owner, first, value=50.0)
    client = browser(house.lead)
    address = reverse("objective-explain", args=[number])
    whole = client.get(address).content.decode()
    assert "<!doctype html>" in whole
    assert "Where does 0.25 come from?" in whole
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Where does 0.25 come from?" in part
    assert "<!doctype html>" not in part
    assert reverse("key-result-explain", args=[first]) in part


# ---- acts -----------------------------------------------------------------------------------------------------


def test_publishing(house: House) -> None:
    number = house.objective()
    missing = house.key_result(number, "No start", start=None)
    client = browser(house.lead)
    refused = client.post(reverse("objective-publish", args=[number]))
    assert refused.status_code == 422
    assert "Key result 1" in refused.content.decode()
    edit_key_result(house.lead, missing, version=1, start=0.0)
    assert "Everybody in the organisation" in said(client, client.post(reverse("objective-publish", args=[number])))
    assert read(house, number).objective.state is State.PUBLISHED
    assert client.post(reverse("objective-publish", args=[number])).status_code == 403


def test_closing_takes_the_proposed_scores_unless_another_is_said(house: House) -> None:
    number, (first, second) = house.published({"text": "A", "weight": 3.0}, {"text": "B"})
    check_in(house.owner, first, value=53.0)
    client = browser(house.lead)
    address = reverse("objective-close", args=[number])
    form = client.get(address).content.decode()
    assert re.search(rf'name="score_{first}"[^>]* value="0.5"', form)
    assert re.search(rf'name="score_{second}"[^>]* value=""', form)
    assert "Proposed: 0.5." in form
    assert "The numbers propose nothing." in form
    assert 'name="score"' not in form
    client.post(address, {f"score_{first}": "0.5", f"score_{second}": ""})
    page = read(house, number)
    assert [row.score for row in page.key_results] == [0.53, None]
    assert page.objective.score == 0.53
    assert "with the score that the numbers propose" in shown(client, number)


def test_closing_with_other_scores_says_why_and_opens_again(house: House) -> None:
    number, (first,) = house.published({})
    check_in(house.owner, first, value=65.0)
    client = browser(house.lead)
    address = reverse("objective-close", args=[number])
    for wrong in ("1.5", "-1", "a lot", "1e400", "NaN"):
        answer = client.post(address, {f"score_{first}": wrong, f"reason_{first}": NASTY, "learned": NASTY})
        assert answer.status_code == 422
        assert f'value="{wrong}"' in answer.content.decode()
        assert NASTY not in answer.content.decode()
        assert "שלום" in answer.content.decode()
    answer = client.post(address, {f"score_{first}": "0.9", "learned": "Much"})
    assert answer.status_code == 422
    assert "The numbers propose 0.7. Say why it is another one" in answer.content.decode()
    assert ">\nMuch</textarea>" in answer.content.decode()
    sent = {f"score_{first}": "0.9", f"reason_{first}": "Two carriers went bankrupt", "learned": "Ask in week one."}
    toast = said(client, client.post(address, sent))
    assert read(house, number).objective.score == 0.9
    page = shown(browser(house.owner), number)
    assert "Scored 0.9 where the numbers propose 0.7:" in page
    assert "Two carriers went bankrupt" in page
    assert "What we learned" in page
    assert "Ask in week one." in page
    assert client.get(address).status_code == 403
    assert "Open again" in said(client, undo(client, toast))
    assert read(house, number).objective.state is State.PUBLISHED
    assert "Ask in week one." not in shown(client, number)
    form = client.get(address).content.decode()
    assert re.search(rf'name="score_{first}"[^>]* value="0.9"', form)
    assert "Two carriers went bankrupt" in form
    assert "Ask in week one." in form


def test_a_missed_commitment_asks_for_a_post_mortem(house: House) -> None:
    number, (first,) = house.published({}, commitment=Commitment.COMMITTED)
    check_in(house.owner, first, value=80.0)
    client = browser(house.lead)
    address = reverse("objective-close", args=[number])
    assert "What stood in the way, and what did you learn?" in client.get(address).content.decode()
    toast = said(client, client.post(address, {f"score_{first}": "0.8"}))
    assert "Nobody wrote down yet what stood in the way" in shown(client, number)
    assert "Nobody wrote down yet what stood in the way" not in shown(browser(house.owner), number)
    undo(client, toast)
    client.post(address, {f"score_{first}": "0.8", "learned": "The supplier was late twice."})
    page = shown(client, number)
    assert "Post-mortem" in page
    assert "The supplier was late twice." in page
    assert "Nobody wrote down yet" not in page


def test_a_direction_gets_a_score_of_its_own_or_none(house: House) -> None:
    number, _ = house.published()
    client = browser(house.lead)
    address = reverse("objective-close", args=[number])
    assert 'name="score"' in client.get(address).content.decode()
    for wrong in ("1.5", "a lot", "NaN"):
        answer = client.post(address, {"score": wrong})
        assert answer.status_code == 422
        assert f'value="{wrong}"' in answer.content.decode()
    toast = said(client, client.post(address, {"score": ""}))
    assert read(house, number).objective.score is None
    assert "without a score of its own" in shown(client, number)
    undo(client, toast)
    client.post(address, {"score": "0.6"})
    assert read(house, number).objective.score == 0.6


def test_deleting_and_undoing(house: House) -> None:
    number, _ = house.published({})
    client = browser(house.lead)
    toast = said(client, client.post(reverse("objective-delete", args=[number])))
    with pytest.raises(NotFound):
        read(house, number)
    assert client.get(reverse("objective", args=[number])).status_code == 404
    assert "is back" in said(client, undo(client, toast))
    assert read(house, number).objective.id == number


def test_taking_a_link_away_and_undoing(house: House) -> None:
    above, _ = house.published(statement="Above")
    number, _ = house.published({}, statement="Below")
    link = align(house.lead, number, objective_id=above)
    client = browser(house.lead)
    address = reverse("alignment-remove", args=[link])
    assert address in shown(client, number)
    toast = said(client, client.post(address, {"objective": number}))
    assert read(house, number).family.serves == ()
    assert "link is back" in said(client, undo(client, toast))
    assert len(read(house, number).family.serves) == 1
    assert client.post(address, {"objective": "x"}).status_code == 404
    assert address not in shown(browser(house.owner), number)


def weighing(client: Client, number: int, **changes: Any) -> dict[str, str]:
    """What the form for weights and order sends: as it came, with these changes."""
    form = client.get(reverse("objective-weigh", args=[number])).content.decode()
    found = re.findall(r'<input[^>]* name="((?:version|place_|weight_)[^"]*)"[^>]* value="([^"]*)"', form)
    return {**dict(found), **changes}


def test_weighing_and_ordering(house: House) -> None:
    number, (first, second) = house.published({"text": "First"}, {"text": "Second"})
    client = browser(house.lead)
    address = reverse("objective-weigh", args=[number])
    assert f'name="weight_{first}"' in client.get(address).content.decode()
    changes = {f"weight_{first}": "2", f"weight_{second}": "0.5", f"place_{first}": "2", f"place_{second}": "1"}
    assert "saved" in said(client, client.post(address, weighing(client, number, **changes)))
    assert [(row.id, row.weight) for row in read(house, number).key_results] == [(second, 0.5), (first, 2.0)]
    for field, wrong in (
        ("weight", ""), ("weight", "-1"), ("weight", "heavy"), ("weight", "1e9"), ("place", "-1"), ("place", "first"),
    ):  # fmt: skip
        sent = weighing(client, number, **{f"place_{second}": "2", f"weight_{second}": "3", f"{field}_{first}": wrong})
        answer = client.post(address, sent)
        assert answer.status_code == 422
        assert f'value="{wrong}"' in answer.content.decode()
        assert f'id="id_{field}_{first}-error"' in answer.content.decode()
    assert [(row.id, row.weight) for row in read(house, number).key_results] == [(second, 0.5), (first, 2.0)]


@pytest.mark.parametrize(
    ("places", "order"),
    [
        (["3", "2", "3", "4"], "BCAD"), (["1", "2", "3", "1"], "DABC"), (["1", "1", "3", "4"], "BACD"),
        (["4", "3", "2", "1"], "DCBA"), (["", "", "", ""], "ABCD"), (["9", "2", "3", "4"], "BCDA"),
    ],
)  # fmt: skip
def test_who_is_sent_to_a_place_gets_it(house: House, places: list[str], order: str) -> None:
    number, numbers = house.published(*({"text": name} for name in "ABCD"))
    client = browser(house.lead)
    changes = {f"place_{pk}": place for pk, place in zip(numbers, places, strict=True)}
    client.post(reverse("objective-weigh", args=[number]), weighing(client, number, **changes))
    assert "".join(row.text for row in read(house, number).key_results) == order


def test_who_weighs_second_sees_both(house: House) -> None:
    number, (first, second) = house.published({"text": "First"}, {"text": "Second"})
    client, address = browser(house.lead), reverse("objective-weigh", args=[number])
    mine = weighing(client, number, **{f"weight_{first}": "7", f"place_{second}": "1"})
    client.post(address, weighing(client, number, **{f"weight_{second}": "4"}))
    added = house.key_result(number, "Third")
    answer = client.post(address, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What is stored now:" in page
    assert "weight 4" in page
    assert f'name="weight_{added}"' in page
    assert re.search(rf'name="weight_{first}"[^>]* value="7"', page)
    assert [row.weight for row in read(house, number).key_results] == [1.0, 4.0, 1.0]
    again = dict(re.findall(r'<input[^>]* name="((?:version|place_|weight_)[^"]*)"[^>]* value="([^"]*)"', page))
    assert "saved" in said(client, client.post(address, again))
    assert {row.id: row.weight for row in read(house, number).key_results} == {first: 7.0, second: 1.0, added: 1.0}


def test_a_foreign_key_result_in_the_form_is_not_found(house: House) -> None:
    number, (first,) = house.published({"text": "First"})
    _, (foreign,) = house.published({"text": "Foreign"}, statement="Other")
    client = browser(house.lead)
    sent = weighing(client, number, **{f"weight_{first}": "5", f"weight_{foreign}": "9"})
    answer = client.post(reverse("objective-weigh", args=[number]), sent)
    assert answer.status_code == 404
    assert [row.weight for row in read(house, number).key_results] == [1.0]


def test_an_initiative_from_its_beginning_to_its_end(house: House) -> None:
    number, (first,) = house.published({})
    client = browser(house.owner)
    sent = {
        "title": "Call the driver", "hypothesis": "Falls by 5", "key_result_id": str(first),
        "owner_id": str(house.owner.pk), "due_on": "2026-11-20",
    }  # fmt: skip
    assert "added" in said(client, client.post(reverse("objective-initiatives", args=[number]), sent))
    (row,) = read(house, number).initiatives
    assert (row.title, row.hypothesis, row.key_result_id) == ("Call the driver", "Falls by 5", first)

    address = reverse("initiative-edit", args=[number, row.id])
    form = client.get(address).content.decode()
    assert "Call the driver" in form
    assert 'value="2026-11-20"' in form
    answer = client.post(address, {**sent, "title": "Call them", "version": str(row.version)})
    assert "saved" in said(client, answer)

    ending = reverse("initiative-end", args=[number, row.id])
    assert client.get(ending).status_code == 200
    client.post(ending, {"outcome": "It fell by 4.", "kept": "yes"})
    (row,) = read(house, number).initiatives
    assert (row.title, row.outcome, row.is_open) == ("Call them", "It fell by 4.", False)
    assert "It fell by 4." in shown(client, number)

    toast = said(client, client.post(reverse("initiative-delete", args=[row.id]), {"objective": number}))
    assert read(house, number).initiatives == ()
    assert "is back" in said(client, undo(client, toast))
    assert len(read(house, number).initiatives) == 1


def test_wrong_input_keeps_what_was_typed(house: House) -> None:
    number, _ = house.published({})
    client = browser(house.lead)
    sent = {"title": "", "hypothesis": "Typed already", "due_on": "soon", "key_result_id": "x", "owner_id": "999999"}
    answer = client.post(reverse("objective-initiatives", args=[number]), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Typed already"' in page
    assert 'value="soon"' in page
    assert "This is not a day" in page
    long = client.post(reverse("objective-initiatives", args=[number]), {"title": "y" * 10_000})
    assert long.status_code == 422
    assert "y" * 10_000 in long.content.decode()
    assert read(house, number).initiatives == ()


def test_who_saved_in_between_is_shown_beside_what_was_typed(house: House) -> None:
    number, _ = house.published({})
    work = add_initiative(house.lead, number, title="As it was")
    edit_initiative(house.owner, work, version=1, title="As the other one wrote it")
    client = browser(house.lead)
    address = reverse("initiative-edit", args=[number, work])
    answer = client.post(address, {"title": "As I typed it", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "As the other one wrote it" in page
    assert 'value="As I typed it"' in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    said(client, client.post(address, {"title": "As I typed it", "version": version[1]}))
    assert read(house, number).initiatives[0].title == "As I typed it"


def test_buttons_stand_only_where_they_work(house: House) -> None:
    number, _ = house.published({}, {"text": "Second"})
    acts = ("objective-close", "objective-delete", "objective-weigh", "objective-initiatives")
    outsider = browser(hire(house.administrator, "Ola Outside"))
    page = shown(outsider, number)
    for act in acts:
        assert reverse(act, args=[number]) not in page
    page = shown(browser(house.lead), number)
    for act in acts:
        assert reverse(act, args=[number]) in page


@pytest.mark.parametrize(
    "name", ["objective-publish", "objective-close", "objective-reopen", "objective-delete", "objective-initiatives"]
)
def test_who_may_see_and_not_do_gets_the_reason(house: House, name: str) -> None:
    number, _ = house.published({})
    outsider = browser(hire(house.administrator, "Ola Outside"))
    answer = outsider.post(reverse(name, args=[number]), {"title": "x"})
    assert answer.status_code == 403
    reasons = {"objective-publish": "It is published already", "objective-reopen": "It is open"}
    assert reasons.get(name, "Only ") in answer.content.decode()
    before = read(house, number)
    assert (before.objective.state, before.initiatives) == (State.PUBLISHED, ())


def test_nothing_is_done_by_looking(house: House) -> None:
    number, _ = house.published({})
    client = browser(house.lead)
    for name in ("objective-publish", "objective-reopen", "objective-delete", "objective-restore"):
        assert client.get(reverse(name, args=[number])).status_code == 405
    assert Client(enforce_csrf_checks=True).post(reverse("objective-delete", args=[number])).status_code in (302, 403)
    assert read(house, number).objective.state is State.PUBLISHED


def test_the_page_asks_the_database_twelve_times_at_most(house: House) -> None:
    number, (first,) = house.published({})
    client = browser(house.owner)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            shown(client, number)
        return len([query for query in asked if "SAVEPOINT" not in query["sql"]])

    count()
    few = count()
    for index in range(3):
        house.key_result(number, f"More {index}")
        below, _ = house.published({}, {"text": "x"}, statement=f"Below {index}")
        align(house.lead, below, key_result_id=first)
        add_initiative(house.lead, number, title=f"Work {index}")
        check_in(house.owner, first, value=float(index))
        edit_key_result(house.lead, first, version=index + 1, target=200.0 + index, reason="More")
    assert count() == few <= 12
