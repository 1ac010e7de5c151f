"""Writing a set: the page, each line for itself, two people at once, with JavaScript and without."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from northing.crafting import actions
from northing.crafting.models import Draft
from northing.goals.actions import Line, LineOf, publish_objective, write_line
from northing.goals.models import KeyResult, Objective
from tests.concepts.crafting.house import Workshop, open_workshop

pytestmark = pytest.mark.django_db

JSON = {"headers": {"Accept": "application/json"}}


@pytest.fixture
def shop() -> Iterator[Workshop]:
    with open_workshop() as opened:
        yield opened


@pytest.fixture
def writer(shop: Workshop, client: Client) -> Client:
    client.force_login(shop.house.lead)
    return client


def address(shop: Workshop, more: str = "") -> str:
    return f"/teams/{shop.house.team}/draft/{shop.next}/{more}"


def lines(**typed: tuple[str, str]) -> dict[str, str]:
    """What the page sends: each line with the words it began from."""
    sent: dict[str, str] = {}
    for name, (was, text) in typed.items():
        sent |= {name.replace("_", "-"): text, f"was-{name.replace('_', '-')}": was}
    return sent


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


class TestStalePages:
    def test_what_is_published_by_now_is_not_taken_away(self, shop: Workshop, writer: Client) -> None:
        objective = shop.written()
        part = KeyResult.objects.get(objective_id=objective)
        publish_objective(shop.house.lead, objective)
        elsewhere, _ = shop.house.published({}, statement="Of the running quarter")
        for name in (f"o{objective}", f"k{part.pk}", f"o{elsewhere}", "k999999"):
            answer = writer.post(address(shop), {"remove": name})
            assert answer.status_code == 422
            assert "not in the draft any more" in text_of(answer)
        assert not Objective.objects.filter(deleted_at__isnull=False).exists()
        assert not KeyResult.objects.filter(deleted_at__isnull=False).exists()

    def test_what_went_out_with_the_whole_set_is_not_taken_away_either(self, shop: Workshop, writer: Client) -> None:
        objective = shop.written()
        number = shop.begin()
        part = KeyResult.objects.get(objective_id=objective)
        actions.publish_set(shop.house.lead, number, version=shop.version(number), reason="Small team.")
        for name in (f"o{objective}", f"k{part.pk}"):
            answer = writer.post(address(shop), {"remove": name})
            assert answer.status_code == 422
            assert "not in the draft any more" in text_of(answer)
        assert not Objective.objects.filter(deleted_at__isnull=False).exists()
        assert not KeyResult.objects.filter(deleted_at__isnull=False).exists()

    def test_sent_twice_it_adds_once_and_other_words_are_asked_about(self, shop: Workshop, writer: Client) -> None:
        objective = shop.written()
        found = re.search(r'name="key" value="([^"]+)"', text_of(writer.get(address(shop))))
        assert found is not None
        sent = {"key": found[1], f"new-o{objective}": "Raise rest from 4 to 9 hours", "new-objective": "Rest well"}
        for _ in range(2):
            assert writer.post(address(shop), sent).status_code == 302
        assert KeyResult.objects.filter(objective_id=objective).count() == 2
        assert Objective.objects.count() == 2
        answer = writer.post(address(shop), {**sent, f"new-o{objective}": "Lower call-outs from 9 to 4"})
        assert answer.status_code == 422
        assert "Lower call-outs from 9 to 4" in text_of(answer)


class TestThePage:
    def test_a_blank_sheet_invites(self, shop: Workshop, writer: Client) -> None:
        page = text_of(writer.get(address(shop)))
        assert "A blank sheet" in page
        assert "What should change?" in page
        assert "A number that is unwell" in page

    def test_all_that_is_written_and_what_the_coach_says(self, shop: Workshop, writer: Client) -> None:
        objective = shop.written("Roll out the rota in all six night desks")
        page = text_of(writer.get(address(shop)))
        part = KeyResult.objects.get(objective_id=objective)
        assert f'name="o{objective}-statement"' in page
        assert f'name="k{part.pk}-sentence"' in page
        assert "Not OK yet" in page

    def test_the_sponsor_reads_and_has_no_field(self, shop: Workshop, client: Client) -> None:
        objective = shop.written()
        client.force_login(shop.sponsor)
        page = text_of(client.get(address(shop)))
        assert "Let a dispatcher sleep through the night" in page
        assert f'name="o{objective}-statement"' not in page
        sent = lines(**{f"o{objective}_statement": ("Let a dispatcher sleep through the night", "Mine")})
        answer = client.post(address(shop), sent, **JSON)
        assert json.loads(answer.content)["lines"][f"o{objective}-statement"]["error"]
        assert Objective.objects.get(pk=objective).statement == "Let a dispatcher sleep through the night"

    def test_nobody_else_finds_it(self, shop: Workshop, client: Client) -> None:
        shop.written()
        for person in (shop.stranger, shop.house.administrator):
            client.force_login(person)
            assert client.get(address(shop)).status_code == 404
            assert client.get(address(shop, "changes/")).status_code == 404
            assert client.post(address(shop), {"new-objective": "Mine"}).status_code == 404

    def test_its_queries_do_not_grow_with_the_set(self, shop: Workshop, writer: Client) -> None:
        shop.written()

        def count() -> int:
            with CaptureQueriesContext(connection) as caught:
                assert writer.get(address(shop, "changes/")).status_code == 200
            return len(caught)

        count()
        few = count()
        for number in range(4):
            shop.written("Raise A from 1 to 2", "Raise B from 1 to 2", statement=f"Objective number {number}")
        assert count() == few


class TestWithoutJavaScript:
    def test_everything_is_saved_at_once(self, shop: Workshop, writer: Client) -> None:
        objective = shop.written()
        part = KeyResult.objects.get(objective_id=objective)
        sent = lines(**{
            f"o{objective}_statement": ("Let a dispatcher sleep through the night", "Let everybody sleep"),
            f"o{objective}_why": ("Nine of 31 night dispatchers left this year.", "Nine\r\nof 31 left."),
            f"k{part.pk}_sentence": (part.text, "Raise nights without a call-out from 11% to 70%"),
        })  # fmt: skip
        answer = writer.post(address(shop), {**sent, f"new-o{objective}": "Reduce false alarms per night from 38 to 6"})
        assert answer.status_code == 302
        row = Objective.objects.get(pk=objective)
        assert (row.statement, row.why) == ("Let everybody sleep", "Nine\nof 31 left.")
        assert [one.target for one in KeyResult.objects.filter(objective_id=objective).order_by("pk")] == [70, 6]

    def test_a_first_objective_begins_the_draft(self, shop: Workshop, writer: Client) -> None:
        answer = writer.post(address(shop), {"new-objective": "Let a dispatcher sleep", "key": "once"})
        again = writer.post(address(shop), {"new-objective": "Let a dispatcher sleep", "key": "once"})
        assert answer.status_code == again.status_code == 302
        assert Objective.objects.get().statement == "Let a dispatcher sleep"
        assert Draft.objects.get().started_by == shop.house.lead

    def test_two_texts_are_shown_and_saving_again_keeps_mine(self, shop: Workshop, writer: Client) -> None:
        objective = shop.written()
        was = "Let a dispatcher sleep through the night"
        line = Line(LineOf.STATEMENT, objective)
        write_line(shop.house.owner, line, before=was, text="Theirs")
        answer = writer.post(address(shop), lines(**{f"o{objective}_statement": (was, "Mine")}))
        assert answer.status_code == 409
        page = text_of(answer)
        assert "Theirs" in page
        assert ">\nMine</textarea>" in page
        assert Objective.objects.get(pk=objective).statement == "Theirs"
        assert writer.post(address(shop), lines(**{f"o{objective}_statement": ("Theirs", "Mine")})).status_code == 302
        assert Objective.objects.get(pk=objective).statement == "Mine"

    def test_what_cannot_be_stays_in_the_field(self, shop: Workshop, writer: Client) -> None:
        objective = shop.written()
        was = "Let a dispatcher sleep through the night"
        answer = writer.post(
            address(shop), {**lines(**{f"o{objective}_statement": (was, "")}), "new-objective": "x" * 501}
        )
        assert answer.status_code == 422
        assert "x" * 501 in text_of(answer)
        assert Objective.objects.get().statement == was

    def test_lines_are_taken_out_and_come_back(self, shop: Workshop, writer: Client) -> None:
        objective = shop.written()
        part = KeyResult.objects.get(objective_id=objective)
        for name in (f"k{part.pk}", f"o{objective}"):
            assert writer.post(address(shop), {"remove": name}).status_code == 302
            assert writer.post(address(shop, "restoration/"), {"part": name}).status_code == 302
        assert (
            KeyResult.objects.filter(deleted_at=None).count() == Objective.objects.filter(deleted_at=None).count() == 1
        )
        for name in ("x1", "o", "oNaN", "k٣"):
            assert writer.post(address(shop), {"remove": name}).status_code == 404


class TestWithJavaScript:
    def test_a_line_saves_itself_and_hears_the_coach(self, shop: Workshop, writer: Client) -> None:
        objective = shop.written()
        part = KeyResult.objects.get(objective_id=objective)
        sent = lines(**{f"k{part.pk}_sentence": (part.text, "Roll out the rota in all six night desks")})
        said = json.loads(writer.post(address(shop), sent, **JSON).content)
        assert said["lines"][f"k{part.pk}-sentence"] == {
            "was": "Roll out the rota in all six night desks", "theirs": None, "error": "",
        }  # fmt: skip
        assert said["spans"][f"k{part.pk}-sentence"]
        assert "Not OK yet" in said["coach"]
        assert KeyResult.objects.get(pk=part.pk).text == "Roll out the rota in all six night desks"

    def test_reading_along_stores_nothing(self, shop: Workshop, writer: Client) -> None:
        objective = shop.written()
        sent = lines(**{f"o{objective}_statement": ("Let a dispatcher sleep through the night", "Implement the rota")})
        said = json.loads(writer.post(address(shop), {**sent, "reading": "1"}, **JSON).content)
        assert said["spans"][f"o{objective}-statement"]
        assert Objective.objects.get().statement == "Let a dispatcher sleep through the night"

    def test_what_somebody_else_writes_can_be_seen(self, shop: Workshop, writer: Client) -> None:
        objective = shop.written()
        before = json.loads(writer.get(address(shop, "changes/")).content)
        actions.draft_objective(shop.house.owner, shop.place, statement="Another")
        write_line(
            shop.house.owner,
            Line(LineOf.WHY, objective),
            before="Nine of 31 night dispatchers left this year.",
            text="Ten.",
        )
        after = json.loads(writer.get(address(shop, "changes/")).content)
        assert after["lines"][f"o{objective}-why"] == "Ten."
        assert after["shape"] != before["shape"]

    def test_lines_of_another_set_are_left_alone(self, shop: Workshop, writer: Client) -> None:
        mine, other = shop.written(), shop.house.objective("In another quarter")
        sent = lines(**{f"o{other}_statement": ("In another quarter", "Changed")})
        said = json.loads(writer.post(address(shop), sent, **JSON).content)
        assert said["lines"] == {}
        assert Objective.objects.get(pk=other).statement == "In another quarter"
        assert mine != other


class TestStarting:
    def test_the_list_says_where_each_draft_is(self, shop: Workshop, writer: Client, client: Client) -> None:
        assert "Nobody has begun" in text_of(writer.get("/drafts/"))
        shop.written()
        assert "In the step Create, 1 objective." in text_of(writer.get("/drafts/"))
        client.force_login(shop.stranger)
        assert "Drafts are written by teams" in text_of(client.get("/drafts/"))

    def test_a_template_comes_into_the_draft(self, shop: Workshop, writer: Client) -> None:
        from northing.core.templates import TEMPLATES

        slug = TEMPLATES[0].slug
        assert TEMPLATES[0].objective in text_of(writer.get(f"/drafts/start/?template={slug}"))
        sent = {"template": slug, "team": shop.house.team, "cycle": shop.next, "key": "once"}
        assert writer.post("/drafts/start/", sent).status_code == 302
        assert writer.post("/drafts/start/", sent).status_code == 302
        assert Objective.objects.get().statement == TEMPLATES[0].objective

    def test_a_number_that_is_unwell_says_all_that_is_missing(self, shop: Workshop, writer: Client) -> None:
        place = {"team": shop.house.team, "cycle": shop.next, "number": "1"}
        answer = writer.post("/drafts/start/", {**place, "now": "lots"})
        assert answer.status_code == 422
        page = text_of(answer)
        assert "What is the number called?" in page
        assert "From where on is it well?" in page
        assert 'value="lots"' in page
        good = {
            **place,
            "measure": "staff turnover",
            "now": "29",
            "well": "12",
            "unit": "%",
            "statement": "Keep our people",
        }
        assert writer.post("/drafts/start/", good).status_code == 302
        assert KeyResult.objects.get().target == 12

    def test_a_key_result_that_is_not_there_is_not_found(self, writer: Client) -> None:
        assert writer.get("/drafts/start/?key_result=999").status_code == 404


class TestLinesThatAreNotInTheSetYet:
    def test_the_coach_reads_them_along(self, shop: Workshop, writer: Client) -> None:
        objective = shop.written()
        typed = {f"new-o{objective}": "Launch new CRM", "new-objective": "Let a driver sleep at home", "reading": "1"}
        said = json.loads(writer.post(address(shop), typed, **JSON).content)
        assert said["spans"][f"new-o{objective}"]
        assert f'data-to="new-o{objective}"' in said["coach"]
        assert Objective.objects.count() == KeyResult.objects.count() == 1

    def test_who_has_been_there_before_is_said_while_typing_and_after_saving(
        self, shop: Workshop, writer: Client
    ) -> None:
        shop.house.published({}, statement="Let every driver sleep at home")
        said = json.loads(
            writer.post(
                address(shop), {"new-objective": "Let every driver sleep at home", "reading": "1"}, **JSON
            ).content
        )
        assert "Somebody has been here before" in said["coach"]
        objective = shop.written()
        sent = lines(
            **{
                f"o{objective}_statement": (
                    "Let a dispatcher sleep through the night",
                    "Let every driver sleep at home",
                )
            }
        )
        said = json.loads(writer.post(address(shop), sent, **JSON).content)
        assert "Somebody has been here before" in said["kin"][f"o{objective}"]


def test_what_is_published_is_read_and_not_rewritten(shop: Workshop, writer: Client) -> None:
    objective = shop.written()
    number = shop.begin()
    actions.publish_set(shop.house.lead, number, version=shop.version(number), reason="Small team.")
    page = text_of(writer.get(address(shop)))
    assert "Published. It is changed on its own page" in page
    assert f'name="o{objective}-statement"' not in page
    assert 'name="new-objective"' in page
