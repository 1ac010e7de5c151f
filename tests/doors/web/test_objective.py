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


def test_closing_with_a_score_and_opening_again(house: House) -> None:
    number, (first,) = house.published({})
    check_in(house.owner, first, value=65.0)
    client = browser(house.lead)
    address = reverse("objective-close", args=[number])
    form = client.get(address).content.decode()
    assert 'name="score"' in form
    assert 'value="0.7"' in form
    assert "<!doctype html>" not in client.get(address, headers={"HX-Request": "true"}).content.decode()
    for wrong in ("1.5", "-1", "a lot", "1e400", "NaN"):
        answer = client.post(address, {"score": wrong})
        assert answer.status_code == 422
        assert f'value="{wrong}"' in answer.content.decode()
    toast = said(client, client.post(address, {"score": "0.8"}))
    assert read(house, number).objective.score == 0.8
    assert client.get(address).status_code == 403
    assert "Open again" in said(client, undo(client, toast))
    assert read(house, number).objective.state is State.PUBLISHED


def test_closing_without_a_score_leaves_it_to_the_numbers(house: House) -> None:
    number, (first,) = house.published({})
    check_in(house.owner, first, value=65.0)
    client = browser(house.lead)
    client.post(reverse("objective-close", args=[number]), {"score": ""})
    assert read(house, number).objective.score is None
    assert "without a score of its own" in shown(client, number)


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


def test_weighing_and_ordering(house: House) -> None:
    number, (first, second) = house.published({"text": "First"}, {"text": "Second"})
    client = browser(house.lead)
    address = reverse("objective-weigh", args=[number])
    assert f'name="weight_{first}"' in client.get(address).content.decode()
    sent = {f"weight_{first}": "2", f"weight_{second}": "0.5", f"place_{first}": "2", f"place_{second}": "1"}
    assert "saved" in said(client, client.post(address, sent))
    assert [(row.id, row.weight) for row in read(house, number).key_results] == [(second, 0.5), (first, 2.0)]
    for wrong in ("", "-1", "heavy", "1e9"):
        answer = client.post(address, {**sent, f"weight_{first}": wrong})
        assert answer.status_code == 422
        assert f'value="{wrong}"' in answer.content.decode()
    assert [row.weight for row in read(house, number).key_results] == [0.5, 2.0]


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
