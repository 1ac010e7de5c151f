"""The personal check-in through the web (R31): by plain forms, with wrong input, repeated, undone, and lean."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from northing.checkins.models import CheckIn
from northing.core.measures import Kind, Reading
from northing.goals.models import KeyResult, Objective, Stage
from northing.insights.verification import verify
from northing.kit import clock
from northing.kit.ids import new_key
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

SMALL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@pytest.fixture
def house() -> Iterator[House]:
    with open_house(MIDDLE - timedelta(days=30)) as house, clock.frozen(MIDDLE):
        yield house


@pytest.fixture
def owner(house: House, client: Client) -> Client:
    client.force_login(house.owner)
    return client


def statements(caught: CaptureQueriesContext) -> list[str]:
    return [query["sql"] for query in caught if not query["sql"].startswith(SMALL)]


def hidden(page: str, name: str, form: str = "check-in") -> str:
    """A hidden value of one of the page's forms."""
    inside = page.split(f'id="{form}"', 1)[1].split("</form>", 1)[0]
    found = re.search(rf'name="{name}" value="([^"]*)"', inside)
    assert found, name
    return unescape(found[1])


def send(client: Client, key_result: int, **fields: Any) -> Any:
    return client.post(f"/check-in/{key_result}/", {"key": new_key(), "began": "", **fields})


class TestARoundWithoutJavaScript:
    def test_leads_from_form_to_form_and_says_when_it_is_done(self, house: House, owner: Client) -> None:
        _, (first, second) = house.published({"text": "Raise A"}, {"text": "Raise B", "target": 10.0})
        page = owner.get("/check-in/").content.decode()
        assert "Week 6, two numbers" in page
        assert "Raise A" in page
        following = hidden(page, "next")
        assert following == str(second)
        answer = send(owner, first, value="44", confidence="7", note="Second line ordered.", next=following)
        assert answer.status_code == 302
        assert f"kr={second}" in answer["Location"]
        page = owner.get(answer["Location"]).content.decode()
        assert "Saved: 44." in page
        assert hidden(page, "next") == ""
        with clock.frozen(MIDDLE + timedelta(seconds=52)):
            answer = send(owner, second, value="3", confidence="5", began=str(int(MIDDLE.timestamp())))
            page = owner.get(answer["Location"]).content.decode()
        assert "Week 6 is done. 52 seconds." in page
        stored = KeyResult.objects.get(pk=first)
        assert (stored.value, stored.confidence) == (44.0, 7)
        assert CheckIn.objects.get(key_result_id=first).note == "Second line ordered."
        assert verify().is_clean

    def test_starts_from_last_week(self, house: House, owner: Client) -> None:
        _, (number,) = house.published({})
        with clock.frozen(MIDDLE - timedelta(days=7)):
            send(owner, number, value="42", confidence="8")
        page = owner.get("/check-in/").content.decode()
        assert re.search(r'<input name="value"[^>]* value="42"', page)
        assert re.search(r'class="was"[^>]*><input type="radio" name="confidence" value="8"[^>]* checked', page)
        assert "Last week 42." in page

    def test_nothing_changed_says_the_same_again(self, house: House, owner: Client) -> None:
        _, (number,) = house.published({})
        with clock.frozen(MIDDLE - timedelta(days=7)):
            send(owner, number, value="42", confidence="8")
        page = owner.get("/check-in/").content.decode()
        fields = {name: hidden(page, name, "unchanged") for name in ("key", "value", "confidence", "next")}
        assert owner.post(f"/check-in/{number}/", fields).status_code == 302
        stored = KeyResult.objects.get(pk=number)
        assert (stored.value, stored.confidence, stored.checked_in_on) == (42.0, 8, MIDDLE.date())

    def test_has_nothing_to_repeat_before_the_first_value(self, house: House, owner: Client) -> None:
        house.published({})
        assert "Nothing changed" not in owner.get("/check-in/").content.decode()

    def test_teaches_whoever_owns_nothing(self, house: House, owner: Client) -> None:
        assert "Nothing has your name on it yet" in owner.get("/check-in/").content.decode()

    def test_is_not_for_those_who_only_read(self, house: House, client: Client) -> None:
        viewer = hire(house.administrator, "Vera Viewer", role="viewer")
        _, (number,) = house.published({})
        client.force_login(viewer)
        assert "Your account reads" in client.get("/check-in/").content.decode()
        assert send(client, number, value="3").status_code == 403


class TestEveryKind:
    def test_stages_are_ticked_and_unticked(self, house: House, owner: Client) -> None:
        _, (number,) = house.published(
            {
                "kind": Kind.MILESTONE,
                "stages": [
                    {"label": "One", "weight": 1.0},
                    {"label": "Two", "weight": 1.0},
                    {"label": "Three", "weight": 2.0},
                ],
            }
        )
        stages = list(Stage.objects.filter(key_result_id=number).values_list("id", flat=True))
        page = owner.get("/check-in/").content.decode()
        assert page.count('name="stage_ids"') == 3
        send(owner, number, stages="1", stage_ids=[str(stages[0]), str(stages[1])])
        assert KeyResult.objects.get(pk=number).progress == 0.5
        send(owner, number, stages="1", confidence="3")
        assert KeyResult.objects.get(pk=number).progress == 0.0

    def test_increments_add_to_what_is_there(self, house: House, owner: Client) -> None:
        _, (number,) = house.published({"reading": Reading.INCREMENTS, "unit": "contracts"})
        with clock.frozen(MIDDLE - timedelta(days=7)):
            send(owner, number, value="22")
        page = owner.get("/check-in/").content.decode()
        assert "Adds to 22" in page
        assert re.search(r'<input name="value"[^>]* value="0"', page)
        send(owner, number, value="3 contracts")
        assert KeyResult.objects.get(pk=number).value == 25.0

    def test_a_range_says_whether_it_is_in_the_band(self, house: House, owner: Client) -> None:
        _, (number,) = house.published({"kind": Kind.RANGE, "low": 92.0, "high": 97.0, "unit": "%"})
        seen = owner.get(f"/check-in/{number}/preview/", {"value": "94.1"}).content.decode()
        assert "In the band of 92" in seen
        seen = owner.get(f"/check-in/{number}/preview/", {"value": "99"}).content.decode()
        assert "above the band" in seen

    def test_a_baseline_asks_how_it_was_measured(self, house: House, owner: Client) -> None:
        _, (number,) = house.published({"kind": Kind.BASELINE, "unit": "%"})
        assert "How was it measured?" in owner.get("/check-in/").content.decode()
        send(owner, number, value="31", measured_how="Survey of 40 pharmacists")
        stored = KeyResult.objects.get(pk=number)
        assert (stored.progress, stored.measured_how) == (1.0, "Survey of 40 pharmacists")

    @pytest.mark.parametrize(
        ("unit", "written", "means"),
        [("%", "44 %", 44.0), ("min", "1h 15min", 75.0), ("kr", "kr 1.5M", 1_500_000.0), ("", "−3", -3.0)],
    )
    def test_values_are_read_as_people_write_them(
        self, house: House, owner: Client, unit: str, written: str, means: float
    ) -> None:
        _, (number,) = house.published({"unit": unit})
        assert send(owner, number, value=written).status_code == 302
        assert KeyResult.objects.get(pk=number).value == means

    def test_a_comma_is_read_as_its_writer_means_it(self, house: House, owner: Client) -> None:
        house.owner.locale = "de"
        house.owner.save(update_fields=["locale"])
        _, (number,) = house.published({"unit": "%"})
        send(owner, number, value="12,5 %")
        assert KeyResult.objects.get(pk=number).value == 12.5


class TestWrongInput:
    @pytest.mark.parametrize(
        "written", ["1e400", "NaN", "inf", "abc", "-", "3 km", "9" * 200, "=1+1", "<script>", "١٢٣abc"]
    )
    def test_is_said_at_the_field_and_what_was_typed_is_kept(self, house: House, owner: Client, written: str) -> None:
        _, (number,) = house.published({"unit": "min"})
        answer = send(owner, number, value=written, confidence="6", note="Still here.")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'id="id_value-error"' in page
        typed = re.search(r'<input name="value"[^>]* value="([^"]*)"', page)
        assert typed
        assert unescape(typed[1]) == written
        assert 'value="Still here."' in page
        assert re.search(r'name="confidence" value="6"[^>]* checked', page)
        assert not CheckIn.objects.exists()

    def test_saying_nothing_at_all_is_pointed_out(self, house: House, owner: Client) -> None:
        _, (number,) = house.published({})
        answer = send(owner, number, value="  ")
        assert answer.status_code == 422
        assert "one of them is enough" in answer.content.decode()

    @pytest.mark.parametrize("sure", ["11", "-1", "7.5", "x", "99999999999999999999"])
    def test_confidence_goes_from_0_to_10(self, house: House, owner: Client, sure: str) -> None:
        _, (number,) = house.published({})
        answer = send(owner, number, value="3", confidence=sure)
        assert answer.status_code == 422
        assert "0 to 10" in answer.content.decode()
        assert not CheckIn.objects.exists()

    def test_a_note_may_be_long_but_not_that_long(self, house: House, owner: Client) -> None:
        _, (number,) = house.published({})
        note = "x" * 10_000
        answer = send(owner, number, value="3", note=note)
        assert answer.status_code == 422
        assert note in answer.content.decode()
        assert "10,000 characters" in answer.content.decode()

    def test_a_stage_of_another_key_result_is_none_of_this(self, house: House, owner: Client) -> None:
        _, (mine, other) = house.published(
            {"kind": Kind.MILESTONE, "stages": [{"label": "One", "weight": 1.0}]},
            {"kind": Kind.MILESTONE, "stages": [{"label": "Two", "weight": 1.0}]},
        )
        foreign = Stage.objects.get(key_result_id=other).pk
        answer = send(owner, mine, stages="1", stage_ids=[str(foreign)])
        assert answer.status_code == 422
        assert Stage.objects.get(pk=foreign).done_on is None

    def test_a_note_with_markup_stays_text(self, house: House, owner: Client) -> None:
        _, (number,) = house.published({})
        page = send(owner, number, value="abc", note='"><script>alert(1)</script>').content.decode()
        assert "<script>alert(1)" not in page


class TestWhoMay:
    def test_a_stranger_finds_nothing_in_what_is_confidential(self, house: House, client: Client) -> None:
        _, (number,) = house.published({}, confidential=True)
        client.force_login(hire(house.administrator, "Sven Stranger"))
        assert send(client, number, value="3").status_code == 404
        assert client.get(f"/check-in/{number}/preview/", {"value": "3"}).status_code == 404

    def test_a_colleague_is_refused_with_a_reason(self, house: House, client: Client) -> None:
        _, (number,) = house.published({})
        client.force_login(hire(house.administrator, "Carla Colleague"))
        answer = send(client, number, value="3")
        assert answer.status_code == 403
        assert "may" in answer.content.decode()

    def test_who_is_signed_out_is_sent_to_the_door(self, house: House, client: Client) -> None:
        _, (number,) = house.published({})
        assert "/sign-in/" in client.get("/check-in/")["Location"]
        assert "/sign-in/" in send(client, number, value="3")["Location"]
        assert not CheckIn.objects.exists()

    def test_looking_changes_nothing(self, house: House, owner: Client) -> None:
        _, (number,) = house.published({})
        assert owner.get(f"/check-in/{number}/").status_code == 405
        assert owner.get("/check-in/undo/1/").status_code == 405
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(house.owner)
        assert send(strict, number, value="3").status_code == 403


class TestTwice:
    def test_the_same_form_sent_twice_is_one_check_in(self, house: House, owner: Client) -> None:
        _, (number,) = house.published({"reading": Reading.INCREMENTS})
        form = {"key": new_key(), "value": "5", "confidence": "7", "note": ""}
        answers = {owner.post(f"/check-in/{number}/", form)["Location"] for _ in range(3)}
        assert len(answers) == 1
        assert CheckIn.objects.count() == 1
        assert KeyResult.objects.get(pk=number).value == 5.0

    def test_the_same_form_with_other_values_is_asked_about(self, house: House, owner: Client) -> None:
        _, (number,) = house.published({})
        key = new_key()
        owner.post(f"/check-in/{number}/", {"key": key, "value": "5"})
        answer = owner.post(f"/check-in/{number}/", {"key": key, "value": "6"})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "You sent this form before" in page
        assert hidden(page, "key") != key
        assert KeyResult.objects.get(pk=number).value == 5.0


class TestPuttingItRight:
    def test_undo_takes_it_back_and_opens_it_again(self, house: House, owner: Client) -> None:
        objective, (number,) = house.published({})
        before = Objective.objects.get(pk=objective).progress
        page = owner.get(send(owner, number, value="44")["Location"]).content.decode()
        undo = re.search(r'action="(/check-in/undo/\d+/)"', page)
        assert undo
        page = owner.get(owner.post(undo[1])["Location"]).content.decode()
        assert "Taken back" in page
        assert 'id="check-in"' in page
        assert KeyResult.objects.get(pk=number).value is None
        assert Objective.objects.get(pk=objective).progress == before
        assert verify().is_clean

    def test_what_was_said_today_is_corrected_not_added_to(self, house: House, owner: Client) -> None:
        _, (number,) = house.published({"reading": Reading.INCREMENTS})
        send(owner, number, value="5", note="First count.")
        page = owner.get("/check-in/", {"kr": number}).content.decode()
        assert re.search(r'<input name="value"[^>]* value="5"', page)
        assert 'value="First count."' in page
        send(owner, number, value="6", note="Counted again.", corrects=hidden(page, "corrects"))
        assert KeyResult.objects.get(pk=number).value == 6.0
        assert CheckIn.objects.count() == 2
        assert verify().is_clean

    def test_nobody_takes_back_what_is_not_theirs(self, house: House, owner: Client, client: Client) -> None:
        _, (number,) = house.published({})
        send(owner, number, value="44")
        entry = CheckIn.objects.get().pk
        other = Client()
        other.force_login(hire(house.administrator, "Carla Colleague"))
        assert other.post(f"/check-in/undo/{entry}/").status_code == 403
        assert other.post("/check-in/undo/999999/").status_code == 404
        assert KeyResult.objects.get(pk=number).value == 44.0


class TestTheNumbersTalkBack:
    def test_when_the_owner_and_the_numbers_differ(self, house: House, owner: Client) -> None:
        _, (number,) = house.published({})
        seen = owner.get(f"/check-in/{number}/preview/", {"value": "90", "confidence": "2"}).content.decode()
        assert "You say 0.2, the trend says 0.8." in unescape(seen)
        seen = owner.get(f"/check-in/{number}/preview/", {"value": "40", "confidence": "9"}).content.decode()
        assert "You say" not in seen

    def test_the_form_asks_for_the_reason(self, house: House, owner: Client) -> None:
        _, (number,) = house.published({})
        with clock.frozen(MIDDLE - timedelta(days=7)):
            send(owner, number, value="90", confidence="2")
        page = unescape(owner.get("/check-in/").content.decode())
        assert "What do you know that the numbers don't? A sentence is enough." in page

    @pytest.mark.parametrize("written", ["", "1e400", "abc", "NaN"])
    def test_half_typed_values_change_nothing(self, house: House, owner: Client, written: str) -> None:
        _, (number,) = house.published({})
        assert owner.get(f"/check-in/{number}/preview/", {"value": written}).status_code == 200


class TestCost:
    """P3: a save is at most ten statements for every kind, with session and reader, and the answer reads nothing more."""

    KINDS: tuple[dict[str, Any], ...] = (
        {"kind": Kind.INCREASE},
        {"kind": Kind.DECREASE, "start": 47.0, "target": 15.0},
        {"kind": Kind.RANGE, "low": 1.0, "high": 50.0},
        {"kind": Kind.BASELINE},
        {"kind": Kind.INCREASE, "reading": Reading.INCREMENTS},
        {"kind": Kind.MILESTONE, "stages": [{"label": "One", "weight": 1.0}, {"label": "Two", "weight": 1.0}]},
    )

    @pytest.mark.parametrize("facts", KINDS, ids=lambda facts: facts.get("reading") or facts["kind"])
    def test_a_save_takes_ten_statements(self, house: House, owner: Client, facts: dict[str, Any]) -> None:
        """The first of a day, and the second one, which adds to it, takes its place, or ticks another stage."""
        _, (number, *_) = house.published(facts, *({"text": f"Other {n}"} for n in range(5)))
        stages = [str(pk) for pk in Stage.objects.filter(key_result_id=number).values_list("id", flat=True)]
        owner.get("/check-in/")  # the first request of a process asks the database what it can do
        for value, done in (("20", stages[:1]), ("21", stages[1:])):
            said: dict[str, Any] = {"stages": "1", "stage_ids": done} if stages else {"value": value}
            with CaptureQueriesContext(connection) as caught:
                assert send(owner, number, **said, confidence="7", note="x").status_code == 302
            assert len(statements(caught)) <= 10, "\n".join(statements(caught))

    def test_the_page_takes_as_many_queries_for_one_as_for_twenty(self, house: House, owner: Client) -> None:
        def count() -> int:
            with CaptureQueriesContext(connection) as caught:
                assert owner.get("/check-in/").status_code == 200
            return len(caught)

        house.published({})
        count()  # the first request of a process asks the database what it can do
        few = count()
        for number in range(5):
            house.published(*({"text": f"KR {number} {n}"} for n in range(4)), statement=f"Objective {number}")
        assert count() == few <= 10


class TestWhatIsNotOnTheList:
    def test_what_is_wrong_is_said_and_what_was_written_is_shown(self, house: House, client: Client) -> None:
        """A lead may check in for the owner, on the key result's own page; this one was sent from an older list."""
        _, (key_result,) = house.published({"text": "Raise A"})
        client.force_login(house.lead)
        answer = send(client, key_result, value="about <ten>", confidence="7", note="A new crane.")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'role="alert"' in page
        assert "This key result is not on your list." in page
        assert f'href="/key-results/{key_result}/"' in page
        assert "about &lt;ten&gt;" in page
        assert "A new crane." in page
        assert not CheckIn.objects.exists()
