"""The page of a key result through the browser's door, without a script: history, chart, account, and checking in."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from northing.accounts.models import Person
from northing.accounts.queries import today
from northing.checkins.actions import check_in, correct_check_in
from northing.core.measures import ENGLISH, Kind, Reading
from northing.core.rollup import Feeds
from northing.core.scoring import Commitment
from northing.goals.actions import (
    add_initiative,
    align,
    close_objective,
    edit_key_result,
    turn_day,
)
from northing.insights.key_result import KeyResultStory, story
from northing.kit import clock
from northing.web.components.chart import DESK, PHONE, draw
from northing.web.components.shapes import Circle, Path, Text
from northing.web.screens.key_result import charting
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

NASTY = "<script>alert(1)</script>\"'> \N{SNOWMAN} שלום 🚚"
PAYLOAD = re.compile(r"<script>alert|onerror=|javascript:")


@pytest.fixture
def house() -> Iterator[House]:
    cache.clear()
    with open_house() as opened:
        yield opened


def on(day: int, month: int = 10, hour: int = 10) -> Any:
    return clock.frozen(datetime(2026, month, day, hour, tzinfo=UTC))


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def told(house: House, number: int) -> KeyResultStory:
    return story(Person.objects.get(pk=house.lead.pk), number, today())


def shown(client: Client, number: int, **query: Any) -> str:
    page = client.get(reverse("key-result", args=[number]), query)
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
    return client.post(action[1])


def key_on(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found[1]


KINDS: dict[str, dict[str, Any]] = {
    "increase": {"unit": "%"},
    "decrease": {"kind": Kind.DECREASE, "start": 47.0, "target": 15.0, "unit": "min"},
    "increments": {"reading": Reading.INCREMENTS, "unit": "sales"},
    "levels": {"level_03": 40.0, "level_07": 75.0},
    "range": {"kind": Kind.RANGE, "low": 92.0, "high": 97.0, "unit": "%"},
    "open range": {"kind": Kind.RANGE, "high": 4.0, "unit": "h"},
    "baseline": {"kind": Kind.BASELINE, "unit": "NPS"},
    "milestone": {"kind": Kind.MILESTONE, "stages": [{"label": "One"}, {"label": "Two", "weight": 2.0}]},
    "aligned": {"feeds": Feeds.ALIGNED},
}


# ---- what is shown --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", ["draft", "published", "checked in", "stale", "closed"])
def test_every_kind_has_its_page_in_every_state(house: House, kind: str, state: str) -> None:
    facts = KINDS[kind]
    if state == "draft":
        number = house.key_result(house.objective(), **facts)
        assert "Its objective is a draft" in shown(browser(house.lead), number)
        return
    with on(1):
        objective, (number,) = house.published(facts)
    if state in ("checked in", "closed") and kind != "aligned":
        value = None if kind == "milestone" else 30.0
        stages = [told(house, number).page.key_result.stages[0].id] if kind == "milestone" else None
        check_in(house.owner, number, value=value, stage_ids=stages, confidence=7, note="As I see it")
    if state == "closed":
        close_objective(house.lead, objective)
    page = shown(browser(house.owner), number)
    if state == "stale" and kind != "aligned":
        assert "Stale, " in page
    if state == "checked in" and kind != "aligned":
        assert "As I see it" in page
    if state == "closed":
        assert reverse("key-result-check-in", args=[number]) not in page
    else:
        assert ("check-in=1" in page) == (kind != "aligned")


def test_a_key_result_nobody_may_see_is_not_found(house: House) -> None:
    draft = house.key_result(house.objective())
    _, (secret,) = house.published({}, confidential=True)
    entry = check_in(house.owner, secret, value=3.0).checkin_id
    outsider = browser(hire(house.administrator, "Ola Outside"))
    for number in (draft, secret, 999_999):
        assert outsider.get(reverse("key-result", args=[number])).status_code == 404
        assert outsider.get(reverse("key-result-explain", args=[number])).status_code == 404
        for name in ("key-result-check-in", "key-result-delete"):
            assert outsider.post(reverse(name, args=[number]), {"value": "1"}).status_code == 404
    assert outsider.get(reverse("checkin-correct", args=[entry])).status_code == 404
    assert outsider.post(reverse("checkin-withdraw", args=[entry])).status_code == 404


def test_owner_and_numbers_disagree_in_words_to_the_owner_first(house: House) -> None:
    _, (number,) = house.published({})
    check_in(house.owner, number, value=90.0, confidence=2)
    assert "You say 0.2, the trend says" in shown(browser(house.owner), number)
    page = shown(browser(house.lead), number)
    assert "The owner says 0.2" in page
    assert "You say" not in page


def test_what_each_score_takes_stands_in_the_units_of_the_measure(house: House) -> None:
    _, (number,) = house.published({"kind": Kind.DECREASE, "start": 47.0, "target": 15.0, "unit": "min"})
    page = shown(browser(house.lead), number)
    for value in ("37.4\N{NO-BREAK SPACE}min", "24.6\N{NO-BREAK SPACE}min", "15\N{NO-BREAK SPACE}min"):
        assert value in page


def test_the_history_shows_what_was_corrected_and_what_corrected_it(house: House) -> None:
    _, (number,) = house.published({"unit": "min"})
    wrong = check_in(house.owner, number, value=39.0, confidence=6, note="Counted one log twice")
    correct_check_in(house.owner, wrong.checkin_id, value=46.5, confidence=6, note="Counted it once")
    page = shown(browser(house.lead), number)
    assert "Counted it once" in page
    assert "Counted one log twice" in page
    assert "<del>39\N{NO-BREAK SPACE}min</del>" in page


def test_a_closed_one_shows_its_score_against_the_first_target_too(house: House) -> None:
    objective, (number,) = house.published({}, commitment=Commitment.COMMITTED)
    check_in(house.owner, number, value=80.0)
    edit_key_result(house.lead, number, version=1, target=200.0, reason="More")
    close_objective(house.lead, objective)
    page = shown(browser(house.lead), number)
    assert "<b>0.4</b>" in page
    assert "Against what was agreed first it would be 0.8" in page
    assert "Missed" in page


def test_a_closed_one_says_why_it_was_scored_so_to_those_who_may_read_it(house: House) -> None:
    """R37; not on a day on which it was open, and not to strangers."""
    with clock.frozen(MIDDLE - timedelta(days=3)):
        objective, (number,) = house.published({"text": "Secret"}, statement="Secret", confidential=True)
        check_in(house.owner, number, value=50.0)
    assert "Two carriers" not in shown(browser(house.owner), number)
    close_objective(
        house.lead,
        objective,
        key_result_scores={number: 0.9},
        reasons={number: f"Two carriers went bankrupt {NASTY}"},
    )
    page = shown(browser(house.owner), number)
    assert "<b>0.9</b>" in page
    assert "the numbers propose 0.5" in page
    assert "Two carriers went bankrupt" in page
    assert not PAYLOAD.search(browser(house.owner).get(reverse("key-result", args=[number])).content.decode())
    assert "Two carriers" not in shown(browser(house.owner), number, as_of=(MIDDLE - timedelta(days=1)).date())
    stranger = browser(hire(house.administrator, "Stig Stranger"))
    assert stranger.get(reverse("key-result", args=[number])).status_code == 404


def test_hostile_words_are_only_words(house: House) -> None:
    _, (number,) = house.published({"text": NASTY, "note": NASTY, "unit": NASTY[:30]})
    check_in(house.owner, number, value=3.0, note=NASTY)
    add_initiative(house.lead, told(house, number).page.objective.id, title=NASTY, key_result_id=number)
    edit_key_result(house.lead, number, version=1, text=NASTY + "!", reason=NASTY)
    client = browser(house.owner)
    for page in (
        shown(client, number),
        shown(client, number, **{"check-in": 1}),
        client.get(reverse("key-result-explain", args=[number])).content.decode(),
        client.post(reverse("key-result-check-in", args=[number]), {"value": NASTY, "note": NASTY}).content.decode(),
    ):
        assert not PAYLOAD.search(page)


def test_the_past_is_only_looked_at(house: House) -> None:
    with on(1):
        _, (number,) = house.published({"unit": "%"})
    with on(9):
        check_in(house.owner, number, value=10.0)
    check_in(house.owner, number, value=80.0, note="Only today")
    page = shown(browser(house.owner), number, as_of="2026-10-10")
    assert "how it stood" in page
    assert "10\N{NARROW NO-BREAK SPACE}%" in page
    assert "Only today" not in page
    assert "check-in=1" not in page
    assert "was not published yet" in shown(browser(house.owner), number, as_of="2026-09-01")
    assert "This is how it stands today" in shown(browser(house.owner), number, as_of="once")


def test_the_number_gives_account_of_itself_at_its_own_address(house: House) -> None:
    _, (number,) = house.published({"kind": Kind.DECREASE, "start": 47.0, "target": 15.0, "unit": "min"})
    check_in(house.owner, number, value=41.0)
    client = browser(house.lead)
    address = reverse("key-result-explain", args=[number])
    assert "Where does 0.19 come from?" in client.get(address).content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "47 − 41" in part
    assert "<!doctype html>" not in part


# ---- the chart ------------------------------------------------------------------------------------------------


def drawn(house: House, number: int) -> Any:
    return charting.picture(told(house, number), ENGLISH)


@pytest.mark.parametrize("count", [0, 1, 2, 13, 200])
def test_the_chart_is_drawn_with_any_number_of_values(house: House, count: int) -> None:
    _, (number,) = house.published({})
    for index in range(count):
        check_in(house.owner, number, value=float(index % 17), on=today() - timedelta(days=count - 1 - index))
    chart = drawn(house, number)
    assert len(chart.points) == count
    for frame in (DESK, PHONE):
        shapes = draw(chart, frame).shapes
        points = [shape for shape in shapes if isinstance(shape, Circle) and shape.css.startswith("pt")]
        assert len(points) == count + bool(chart.forecast)  # and the ring at the median of the forecast
        points = points[:count]
        assert all(frame.left <= float(point.cx) <= frame.right for point in points)  # type: ignore[arg-type]
        assert sum(isinstance(shape, Path) and shape.css == "real" for shape in shapes) == (count > 1)
    page = shown(browser(house.lead), number)
    assert page.count("As a table") == bool(count)


def test_several_values_of_one_day_are_one_point_of_the_last(house: House) -> None:
    _, (number,) = house.published({})
    check_in(house.owner, number, value=10.0, note="First")
    check_in(house.owner, number, value=30.0, note="Second")
    chart = drawn(house, number)
    assert [(point.on, point.value) for point in chart.points] == [(today(), 30.0)]
    assert "First Second" in charting.table(told(house, number), ENGLISH)[0][2]


def test_increments_are_drawn_as_the_total(house: House) -> None:
    with on(1):
        _, (number,) = house.published({"reading": Reading.INCREMENTS, "start": 5.0})
    for day, value in ((2, 1.0), (9, 2.0), (16, 3.0)):
        with on(day):
            check_in(house.owner, number, value=value)
    assert [point.value for point in drawn(house, number).points] == [6.0, 8.0, 11.0]


def test_the_plan_leads_from_the_start_to_the_landing_or_through_what_was_drawn(house: House) -> None:
    _, (straight, bent) = house.published(
        {}, {"text": "Bent", "plan": [(date(2026, 11, 1), 5.0), (date(2026, 12, 1), 60.0)]}
    )
    span = told(house, straight).page.objective.cycle.span
    first_evening = 70.0 / span.days
    assert drawn(house, straight).plan == [
        (span.starts_on, pytest.approx(first_evening)),
        (span.ends_on, pytest.approx(70.0)),
    ]
    assert drawn(house, bent).plan == [
        (span.starts_on, pytest.approx(0.0, abs=1.0)),
        (date(2026, 11, 1), pytest.approx(5.0)),
        (date(2026, 12, 1), pytest.approx(60.0)),
        (span.ends_on, pytest.approx(70.0)),
    ]
    assert [goal.value for goal in drawn(house, straight).goals] == [100.0, pytest.approx(70.0)]


def test_old_targets_and_corrected_values_leave_their_marks(house: House) -> None:
    with on(1):
        _, (number,) = house.published({})
    with on(9):
        wrong = check_in(house.owner, number, value=90.0)
        correct_check_in(house.owner, wrong.checkin_id, value=9.0)
    with on(20):
        edit_key_result(house.lead, number, version=1, target=200.0, text="Raise it", reason="Too easy")
    chart = drawn(house, number)
    assert [(void.on, void.value) for void in chart.voids] == [(date(2026, 10, 9), 90.0)]
    assert [(change.on, change.before) for change in chart.changes] == [(date(2026, 10, 20), 100.0)]
    assert "100 → 200" in chart.changes[0].words
    css = [shape.css for shape in draw(chart, DESK).shapes if isinstance(shape, Path)]
    assert {"void", "mark", "was"} <= set(css)


def test_marks_of_notes_never_lie_on_one_another(house: House) -> None:
    with on(1):
        _, (number,) = house.published({})
    for day in range(5, 25):
        with on(day):
            check_in(house.owner, number, value=float(day), note=f"Note {day}")
    for frame in (DESK, PHONE):
        dots = [s for s in draw(drawn(house, number), frame).shapes if isinstance(s, Circle) and s.css == "note-dot"]
        assert len(dots) == charting.MOST_NOTES
        places = [(float(dot.cx), dot.cy) for dot in dots]  # type: ignore[arg-type]
        apart = [
            max(abs(one[0] - other[0]), abs(one[1] - other[1]))
            for index, one in enumerate(places)
            for other in places[:index]
        ]
        assert min(apart) >= 16


def test_a_range_is_drawn_with_its_band(house: House) -> None:
    _, (number,) = house.published({"kind": Kind.RANGE, "low": 92.0, "high": 97.0})
    check_in(house.owner, number, value=94.0)
    turn_day()
    chart = drawn(house, number)
    assert (chart.band, chart.plan, chart.goals) == ((92.0, 97.0), [], [])
    assert any(isinstance(shape, Text) for shape in draw(chart, DESK).shapes)


# ---- checking in ----------------------------------------------------------------------------------------------


def test_checking_in_and_undoing(house: House) -> None:
    _, (number,) = house.published({"unit": "%"})
    client = browser(house.owner)
    form = shown(client, number, **{"check-in": 1})
    sent = {"value": "20 %", "confidence": "7", "note": "First calls", "on": "2026-11-05", "key": key_on(form)}
    toast = said(client, client.post(reverse("key-result-check-in", args=[number]), sent))
    assert "Progress is 0.2" in toast
    (entry,) = told(house, number).checkins
    assert (entry.value, entry.confidence, entry.note, entry.on) == (20.0, 0.7, "First calls", today())
    assert "Taken back" in said(client, undo(client, toast))
    assert told(house, number).values == ()
    assert "took back" in shown(client, number)


def test_a_repeated_request_is_applied_once(house: House) -> None:
    _, (number,) = house.published({})
    client = browser(house.owner)
    sent = {
        "value": "20",
        "confidence": "7",
        "note": "",
        "on": "",
        "key": key_on(shown(client, number, **{"check-in": 1})),
    }
    address = reverse("key-result-check-in", args=[number])
    assert client.post(address, sent).status_code == 302
    assert client.post(address, sent).status_code == 302
    assert len(told(house, number).checkins) == 1
    other = client.post(address, {**sent, "value": "25"})
    page = other.content.decode()
    assert other.status_code == 422
    assert "You sent this form before" in page
    assert 'value="25"' in page
    assert key_on(page) != sent["key"]
    assert client.post(address, {**sent, "value": "25", "key": key_on(page)}).status_code == 302
    assert len(told(house, number).checkins) == 2


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("1.5 h", 90.0), ("47 min", 47.0), ("2h 15m", 135.0), ("1:30 h", 90.0), (" 12.5 ", 12.5), ("−3", -3.0)],
)
def test_values_are_read_as_people_write_them(house: House, typed: str, stored: float) -> None:
    _, (number,) = house.published({"unit": "min"})
    browser(house.owner).post(reverse("key-result-check-in", args=[number]), {"value": typed})
    assert told(house, number).page.key_result.value == stored


def test_values_are_read_in_the_readers_own_style(house: House) -> None:
    _, (number,) = house.published({"unit": "%"})
    Person.objects.filter(pk=house.owner.pk).update(locale="de")
    client = browser(Person.objects.get(pk=house.owner.pk))
    client.post(reverse("key-result-check-in", args=[number]), {"value": "12,5"})
    assert told(house, number).page.key_result.value == 12.5
    assert 'value="12,5"' in shown(client, number, **{"check-in": 1})


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("value", "1e400"),
        ("value", "NaN"),
        ("value", "a few"),
        ("value", "3 kg"),
        ("confidence", "11"),
        ("confidence", "sure"),
        ("on", "tomorrow"),
        ("on", "2026-12-24"),
        ("note", "n" * 10_000),
    ],
)
def test_wrong_input_is_said_at_its_field_and_kept(house: House, field: str, wrong: str) -> None:
    _, (number,) = house.published({"unit": "min"})
    sent = {"value": "20", "confidence": "7", "note": "Typed already", "on": "2026-11-05", field: wrong}
    answer = browser(house.owner).post(reverse("key-result-check-in", args=[number]), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "is-wrong" in page or "aria-invalid" in page
    assert sent["note"] in page
    if field != "confidence":
        assert wrong in page
    assert told(house, number).checkins == ()


def test_an_empty_check_in_says_nothing(house: House) -> None:
    _, (number,) = house.published({})
    answer = browser(house.owner).post(reverse("key-result-check-in", args=[number]), {})
    assert answer.status_code == 422
    assert "one of them is enough" in answer.content.decode()


def test_stages_are_ticked_and_unticked(house: House) -> None:
    _, (number,) = house.published(KINDS["milestone"])
    client = browser(house.owner)
    one, two = (stage.id for stage in told(house, number).page.key_result.stages)
    address = reverse("key-result-check-in", args=[number])
    client.post(address, {"stage_ids": [one, two], "confidence": "9"})
    assert told(house, number).page.key_result.progress == 1.0
    client.post(address, {"stage_ids": [two]})
    assert told(house, number).page.key_result.progress == pytest.approx(2 / 3)
    answer = client.post(address, {"stage_ids": [two, 999_999], "note": "Typed"})
    assert answer.status_code == 422
    assert "Typed" in answer.content.decode()


def test_a_baseline_needs_a_value_and_how_it_was_measured(house: House) -> None:
    _, (number,) = house.published(KINDS["baseline"])
    client = browser(house.owner)
    address = reverse("key-result-check-in", args=[number])
    client.post(address, {"value": "31"})
    assert told(house, number).page.key_result.progress == 0.0
    client.post(address, {"value": "31", "measured_how": "All who answered in May"})
    assert told(house, number).page.key_result.progress == 1.0
    assert "All who answered in May" in shown(client, number)


def test_a_measured_baseline_offers_the_next_key_result_from_there(house: House) -> None:
    objective, (number,) = house.published({**KINDS["baseline"], "unit": "min & s"})
    lead, owner = browser(house.lead), browser(house.owner)
    offer = re.compile(r'href="(/objectives/\d+/key-results/new/[^"]*)"')
    assert not offer.findall(shown(lead, number))
    check_in(house.owner, number, value=31.5, measured_how="The log of May")
    assert not offer.findall(shown(owner, number)), "only who may add one is asked"
    (address,) = offer.findall(shown(lead, number))
    assert address.startswith(f"/objectives/{objective}/key-results/new/")
    form = lead.get(unescape(address)).content.decode()
    assert re.findall(r'name="kind" value="(\w+)" checked', form) == ["increase"]
    assert re.search(r'name="start"[^>]* value="31.5"', form)
    assert re.search(r'name="unit"[^>]* value="min &amp; s"', form)


def test_correcting_starts_from_what_was_said(house: House) -> None:
    _, (number,) = house.published({"unit": "min"})
    with on(4, 11):
        entry = check_in(house.owner, number, value=39.0, confidence=6, note="As I saw it").checkin_id
    client = browser(house.owner)
    address = reverse("checkin-correct", args=[entry])
    form = client.get(address).content.decode()
    assert 'value="39"' in form
    assert 'value="2026-11-04"' in form
    assert "As I saw it" in form
    wrong = client.post(address, {"value": "many", "note": "Typed"})
    assert wrong.status_code == 422
    assert 'value="many"' in wrong.content.decode()
    assert "Corrected" in said(client, client.post(address, {"value": "46.5", "note": "Twice", "key": key_on(form)}))
    assert told(house, number).values == ((date(2026, 11, 4), 46.5),)
    again = client.post(address, {"value": "47"})
    assert again.status_code == 422
    assert "corrected already" in again.content.decode()


def test_correcting_a_milestone_keeps_the_ticks_whatever_is_wrong(house: House) -> None:
    _, (number,) = house.published(KINDS["milestone"])
    one, two = (stage.id for stage in told(house, number).page.key_result.stages)
    entry = check_in(house.owner, number, stage_ids=[one], confidence=6).checkin_id
    client, address = browser(house.owner), reverse("checkin-correct", args=[entry])
    ticked = re.compile(r'name="stage_ids" value="(\d+)" checked')
    assert ticked.findall(client.get(address).content.decode()) == [str(one)]
    for stages, wrong in (([two], {"confidence": "x"}), ([two], {"on": "2031-01-01"}), ([], {"confidence": "x"})):
        answer = client.post(address, {"stage_ids": stages, **wrong})
        assert answer.status_code == 422
        assert ticked.findall(answer.content.decode()) == [str(stage) for stage in stages]
    unknown = client.post(address, {"stage_ids": [two, "x"]}).content.decode()
    assert ticked.findall(unknown) == [str(two)]
    assert "Choose from the stages of this key result." in unknown


def test_who_may_see_and_not_check_in_gets_the_reason(house: House) -> None:
    _, (number,) = house.published({})
    entry = check_in(house.owner, number, value=3.0).checkin_id
    outsider = browser(hire(house.administrator, "Ola Outside"))
    page = shown(outsider, number, **{"check-in": 1})
    assert 'href="?check-in=1' not in page
    assert 'name="value"' not in page
    for address in (
        reverse("key-result-check-in", args=[number]),
        reverse("checkin-correct", args=[entry]),
        reverse("checkin-withdraw", args=[entry]),
        reverse("key-result-delete", args=[number]),
    ):
        answer = outsider.post(address, {"value": "99"})
        assert answer.status_code == 403
        assert "Only " in answer.content.decode()
    assert told(house, number).values == ((today(), 3.0),)


def test_deleting_and_undoing(house: House) -> None:
    objective, (number, _) = house.published({}, {"text": "Second"})
    client = browser(house.lead)
    toast = said(client, client.post(reverse("key-result-delete", args=[number])))
    assert client.get(reverse("key-result", args=[number])).status_code == 404
    assert "is back" in said(client, undo(client, toast))
    assert told(house, number).page.objective.id == objective


def test_nothing_is_done_by_looking(house: House) -> None:
    _, (number,) = house.published({})
    client = browser(house.owner)
    assert client.get(reverse("key-result-check-in", args=[number])).status_code == 302
    for name in ("key-result-delete", "key-result-restore"):
        assert client.get(reverse(name, args=[number])).status_code == 405
    entry = check_in(house.owner, number, value=3.0).checkin_id
    assert client.get(reverse("checkin-withdraw", args=[entry])).status_code == 405
    assert client.get(reverse("checkin-correct", args=[entry])).status_code == 200
    assert len(told(house, number).checkins) == 1


def test_the_page_asks_the_database_twelve_times_at_most(house: House) -> None:
    number, (first,) = house.published({"contributor_ids": [house.lead.pk]})
    check_in(house.owner, first, value=1.0)
    client = browser(house.owner)

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            shown(client, first)
        return len([query for query in asked if "SAVEPOINT" not in query["sql"]])

    count()
    few = count()
    for index in range(3):
        house.key_result(number, f"More {index}")
        below, _ = house.published({}, statement=f"Below {index}")
        align(house.lead, below, key_result_id=first)
        add_initiative(house.lead, number, title=f"Work {index}", key_result_id=first)
        check_in(house.owner, first, value=float(index), note="More")
        edit_key_result(house.lead, first, version=index + 1, target=200.0 + index, reason="More")
    assert count() == few <= 12
