"""Conversations through the browser's door, without a script: on the pages they stand on, and with what htmx asks for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Person
from northing.conversations.actions import delete_comment, post_comment, react, settle_comment
from northing.conversations.models import Comment, Reaction, ReactionKind
from northing.kit import clock
from northing.web import discussing
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

NASTY = "<script>alert(1)</script>\"'> \N{SNOWMAN} שלום 🚚"


@dataclass
class Office:
    house: House
    objective: int
    key_result: int
    lead: Client
    owner: Client

    @property
    def page(self) -> str:
        return f"/objectives/{self.objective}/"

    def send(self, client: Client, text: str, **sent: Any) -> Any:
        headers = sent.pop("headers", {})
        given = {"text": text, "next": self.page, **sent}
        return client.post(f"/objectives/{self.objective}/comments/", given, headers=headers)


@pytest.fixture
def office() -> Iterator[Office]:
    cache.clear()
    with open_house() as house:
        objective, (key_result, _) = house.published({}, {"text": "Answer every alarm"}, statement="Catch every crate")
        yield Office(house, objective, key_result, browser(house.lead), browser(house.owner))


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def block(page: str) -> str:
    """The discussion of a page."""
    found = re.search(r'<section class="block" id="discussion">.*?</section>', page, re.DOTALL)
    assert found is not None
    return found.group()


def test_a_long_discussion_is_read_in_parts(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discussing, "MOST_DRAWN", 3)
    monkeypatch.setattr(discussing, "MOST_ANSWERS", 2)
    begun = [post_comment(office.house.lead, office.objective, text=f"word{number}") for number in range(5)]
    for number in range(3):
        post_comment(office.house.owner, office.objective, text=f"answer{number}", reply_to=begun[-1].comment_id)

    def said(address: str) -> list[str]:
        return re.findall(r"<p dir=.auto.>((?:word|answer)[0-9])", office.owner.get(address).content.decode())

    comments = f"/objectives/{office.objective}/comments/"
    page = office.owner.get(office.page).content.decode()
    assert "5 open conversations" in page
    assert "2 conversations before these" in page
    assert said(office.page) == ["word2", "word3", "word4", "answer1", "answer2"]
    assert f"{comments}?before={begun[2].comment_id}" in page
    assert said(f"{comments}?before={begun[2].comment_id}") == ["word0", "word1"]
    assert said(f"{comments}?only={begun[-1].comment_id}") == ["word4", "answer0", "answer1", "answer2"]


class TestWriting:
    def test_the_empty_block_teaches_and_a_comment_leads_back_to_its_page(self, office: Office) -> None:
        assert "Nobody has said anything yet" in block(office.lead.get(office.page).content.decode())
        answer = office.send(office.lead, "Is this enough?")
        comment = Comment.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, f"{office.page}#comment-{comment.pk}")
        shown = block(office.owner.get(office.page).content.decode())
        assert "Is this enough?" in shown
        assert "Nobody has said anything" not in shown

    def test_a_key_results_page_shows_only_its_own(self, office: Office) -> None:
        office.send(office.lead, "About the whole")
        office.send(office.lead, "About the number", key_result_id=office.key_result)
        of_number = block(office.owner.get(f"/key-results/{office.key_result}/").content.decode())
        assert "About the number" in of_number
        assert "About the whole" not in of_number
        of_all = block(office.owner.get(office.page).content.decode())
        assert "About the whole" in of_all
        assert "on KR 1" in of_all

    def test_what_is_wrong_is_shown_with_what_was_typed(self, office: Office) -> None:
        answer = office.send(office.lead, "x" * 4001, quote="every crate")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "4,001 characters" in page
        assert "x" * 4001 in page
        assert 'value="every crate"' in page
        assert not Comment.objects.exists()

    def test_a_wrong_answer_stays_at_its_conversation(self, office: Office) -> None:
        begun = post_comment(office.house.lead, office.objective, text="Why?").comment_id
        answer = office.owner.post(f"/comments/{begun}/answers/", {"text": "  ", "next": office.page})
        assert answer.status_code == 422
        assert "Write what you want to say." in answer.content.decode()
        assert '<details class="answer" open>' in answer.content.decode()
        there = office.owner.post(f"/comments/{begun}/answers/", {"text": "Because", "next": office.page})
        assert there["Location"] == f"{office.page}#comment-{Comment.objects.latest('id').pk}"
        assert Comment.objects.latest("id").parent_id == begun
        Comment.objects.latest("id").delete()
        delete_comment(office.house.lead, begun)
        late = office.owner.post(f"/comments/{begun}/answers/", {"text": "Because of the log", "next": office.page})
        assert late.status_code == 422
        assert "Because of the log</textarea>" in late.content.decode()

    def test_the_same_form_twice_is_one_comment_and_other_words_ask_back(self, office: Office) -> None:
        office.send(office.lead, "Once", key="k")
        office.send(office.lead, "Once", key="k")
        assert Comment.objects.count() == 1
        other = office.send(office.lead, "Other words", key="k")
        assert other.status_code == 422
        assert "You sent this form before" in other.content.decode()
        assert "Other words" in other.content.decode()

    def test_who_may_not_see_it_is_named(self, office: Office) -> None:
        hire(office.house.administrator, "Priyanka Rao")
        draft = office.house.objective()
        page = f"/objectives/{draft}/"
        answer = office.lead.post(f"{page}comments/", {"text": "@Priyanka Rao?", "next": page}, follow=True)
        assert "Priyanka Rao cannot see this objective" in answer.content.decode()

    @pytest.mark.parametrize(
        "away", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x", ""]
    )
    def test_it_never_leads_elsewhere(self, office: Office, away: str) -> None:
        answer = office.send(office.lead, "Hello", next=away)
        assert answer["Location"].startswith(f"/objectives/{office.objective}/comments/#comment-")


class TestWithHtmx:
    def test_the_block_comes_anew_as_its_page_shows_it(self, office: Office) -> None:
        place = {"next": f"/key-results/{office.key_result}/", "scope": office.key_result}
        office.send(office.lead, "About the whole")
        answer = office.send(
            office.lead, "Number", key_result_id=office.key_result, headers={"HX-Request": "true"}, **place
        )
        page = answer.content.decode()
        assert answer.status_code == 200
        assert page.lstrip().startswith('<section class="block" id="discussion">')
        assert "About the whole" not in page
        assert "data-new" in page
        assert f'name="next" value="/key-results/{office.key_result}/"' in page

    def test_a_wrong_form_comes_in_the_block(self, office: Office) -> None:
        answer = office.send(office.lead, "", headers={"HX-Request": "true"})
        assert answer.status_code == 422
        assert "Write what you want to say." in block(answer.content.decode())

    def test_undo_rides_along(self, office: Office) -> None:
        begun = post_comment(office.house.lead, office.objective, text="Oops").comment_id
        answer = office.lead.post(f"/comments/{begun}/deletion/", {"next": office.page}, headers={"HX-Request": "true"})
        page = answer.content.decode()
        assert "Oops" not in page
        assert f'action="/comments/{begun}/restoration/"' in page
        back = office.lead.post(f"/comments/{begun}/restoration/", {"next": office.page})
        assert back["Location"] == f"{office.page}#comment-{begun}"
        assert "Oops" in office.lead.get(office.page).content.decode()

    def test_people_are_suggested(self, office: Office) -> None:
        answer = office.lead.get(f"/objectives/{office.objective}/mentions/", {"q": "may"})
        page = answer.content.decode()
        assert 'data-name="Maya Owner"' in page
        assert "One person fits" in page
        assert (
            'role="option"' not in office.lead.get(f"/objectives/{office.objective}/mentions/?q=xyz").content.decode()
        )


class TestText:
    def test_it_is_text_with_links_and_nothing_else(self, office: Office) -> None:
        office.send(
            office.lead, f"{NASTY}\nSee https://example.org/a_(b)?q=1&r=2. And @Maya: javascript:alert(1)\n\nTwo"
        )
        shown = block(office.owner.get(office.page).content.decode())
        assert "<script>" not in shown
        assert "&lt;script&gt;alert(1)" in shown
        assert 'href="https://example.org/a_(b)?q=1&amp;r=2" rel="nofollow noopener noreferrer"' in shown
        assert f'<a class="mention" href="/people/{office.house.owner.pk}/">@Maya</a>:' in shown
        assert 'href="javascript' not in shown
        assert shown.count('<p dir="auto">') == 2

    @pytest.mark.parametrize(
        "address",
        ['https://x.org/"onmouseover="a()', "https://x.org/'><b>", "HTTPS://X.org/<script>", "http://x.org/&#34;onx=1"],
    )
    def test_no_address_breaks_out(self, office: Office, address: str) -> None:
        office.send(office.lead, address, quote=address)
        shown = block(office.owner.get(office.page).content.decode())
        assert not re.search(r"<[^>]*\s(onmouseover|onx)=", shown)
        assert "<b>" not in shown.replace("<b>Tomasz Lead</b>", "")
        assert "<script" not in shown


class TestActing:
    def test_react_settle_and_open_again(self, office: Office) -> None:
        begun = post_comment(office.house.owner, office.objective, text="Shall we?").comment_id
        office.lead.post(f"/comments/{begun}/reactions/", {"kind": "agree", "next": office.page})
        shown = block(office.lead.get(office.page).content.decode())
        assert re.search(r'aria-pressed="true"><svg[^>]*>.*?</svg>Agree <b>1</b>', shown)
        office.lead.post(f"/comments/{begun}/reactions/", {"kind": "agree", "off": "1", "next": office.page})
        assert not Reaction.objects.exists()
        assert office.lead.post(f"/comments/{begun}/reactions/", {"kind": "love"}).status_code == 404
        settled = office.lead.post(f"/comments/{begun}/resolution/", {"next": office.page}, follow=True)
        assert "Settled by Tomasz Lead" in settled.content.decode()
        assert "One settled conversation" in settled.content.decode()
        office.lead.post(f"/comments/{begun}/resolution/", {"open": "1", "next": office.page})
        assert Comment.objects.get().resolved_at is None

    def test_change_and_the_meeting_of_two_windows(self, office: Office) -> None:
        begun = post_comment(office.house.lead, office.objective, text="One").comment_id
        form = office.lead.get(f"/comments/{begun}/", {"next": office.page})
        assert f'name="next" value="{office.page}"' in form.content.decode()
        first = office.lead.post(f"/comments/{begun}/", {"text": "Two", "version": "1", "next": office.page})
        assert first["Location"] == f"{office.page}#comment-{begun}"
        second = office.lead.post(f"/comments/{begun}/", {"text": "Three", "version": "1", "next": office.page})
        assert second.status_code == 409
        assert "Two" in second.content.decode()
        assert "Three" in second.content.decode()
        third = office.lead.post(f"/comments/{begun}/", {"text": "Three", "version": "2", "next": office.page})
        assert third.status_code == 302
        assert "changed" in block(office.owner.get(office.page).content.decode())

    def test_nobody_is_offered_what_is_refused(self, office: Office) -> None:
        viewer = hire(office.house.administrator, "Vera Viewer", role="viewer")
        begun = post_comment(office.house.lead, office.objective, text="Look").comment_id
        shown = block(browser(viewer).get(office.page).content.decode())
        assert "Look" in shown
        assert "<form" not in shown
        assert "<textarea" not in shown
        assert browser(viewer).post(f"/comments/{begun}/reactions/", {"kind": "agree"}).status_code == 403
        of_owner = block(office.owner.get(office.page).content.decode())
        assert f"/comments/{begun}/deletion/" not in of_owner
        assert f"/comments/{begun}/reactions/" in of_owner

    def test_a_past_day_shows_what_there_was_and_takes_nothing(self, office: Office) -> None:
        with clock.frozen(MIDDLE + timedelta(days=1)):
            begun = post_comment(office.house.lead, office.objective, text="Early").comment_id
        with clock.frozen(MIDDLE + timedelta(days=5)):
            post_comment(office.house.owner, office.objective, text="Late", reply_to=begun)
            for address in (office.page, f"/objectives/{office.objective}/"):
                shown = block(office.lead.get(address, {"as_of": "2026-11-07"}).content.decode())
                assert "Early" in shown
                assert "Late" not in shown
                assert "<form" not in shown


class TestHistory:
    def test_it_says_that_somebody_spoke_and_home_says_what(self, office: Office) -> None:
        begun = post_comment(office.house.lead, office.objective, text="Well spoken").comment_id
        history = office.owner.get(office.page).content.decode().partition('id="history"')[2]
        assert "Tomasz Lead commented" in history
        assert "Well spoken" not in history
        assert "Well spoken" in office.owner.get("/").content.decode()
        delete_comment(office.house.lead, begun)
        assert "Well spoken" not in office.owner.get("/").content.decode()

    def test_who_is_named_elsewhere_finds_it_at_home(self, office: Office) -> None:
        stranger = hire(office.house.administrator, "Sten Stranger")
        other = hire(office.house.administrator, "Olga Other")
        post_comment(office.house.lead, office.objective, text="@Sten Stranger, have you seen this?")
        assert "have you seen this?" in browser(stranger).get("/").content.decode()
        assert "have you seen this?" not in browser(other).get("/").content.decode()


def test_long_conversations_fold_and_cost_no_more_queries(office: Office) -> None:
    def cost(address: str) -> int:
        office.owner.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert office.owner.get(address).status_code == 200
        return len(seen)

    pages = (office.page, f"/key-results/{office.key_result}/", f"{office.page}comments/")
    before = [cost(address) for address in pages]
    for number in range(30):
        begun = post_comment(
            office.house.lead, office.objective, text=f"@Maya {number}", key_result_id=office.key_result
        ).comment_id
        post_comment(office.house.owner, office.objective, text="@Tomasz", reply_to=begun)
        react(office.house.owner, begun, ReactionKind.THANKS)
        if number % 3 == 0:
            settle_comment(office.house.lead, begun, resolved=True)
    assert [cost(address) for address in pages] == before
    page = block(office.owner.get(office.page).content.decode())
    assert "8 earlier" in page
    assert "10 settled conversations" in page
