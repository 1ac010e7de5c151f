"""The forecast where it is shown: whisker, third voice, cone, words, account, export; as of past days; and its price."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Person
from northing.accounts.queries import number_style, today
from northing.checkins.actions import check_in
from northing.core.measures import Kind
from northing.core.rollup import Feeds
from northing.core.scoring import Commitment
from northing.demo.actions import load
from northing.goals.actions import close_objective, turn_day
from northing.goals.models import KeyResult
from northing.goals.models.objective import State
from northing.insights.key_result import story
from northing.insights.verification import verify
from northing.kit import clock
from northing.web.portraits import key_result_bar
from northing.web.screens.key_result import charting
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

WEEKS = [MIDDLE - timedelta(days=7 * weeks) for weeks in (3, 2, 1)]


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as house:
        yield house
        assert verify().is_clean


def told(house: House, values: tuple[float, ...] = (10.0, 20.0, 30.0), **facts: object) -> tuple[int, int]:
    """An objective and its key result with a check-in a week."""
    with clock.frozen(MIDDLE - timedelta(days=30)):
        objective, (number,) = house.published({"text": "Raise A", **facts}, statement="Raise it all")
    for moment, value in zip(WEEKS, values, strict=True):
        with clock.frozen(moment):
            check_in(house.owner, number, value=value, confidence=7)
    return objective, number


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.slow
def test_every_open_metric_of_the_demo_has_a_whisker_that_agrees_with_its_chart() -> None:
    with clock.frozen(datetime(2026, 11, 5, 9, tzinfo=UTC)):
        load()
        reader = Person.objects.get(email="ingrid@vinterhavn.example")
        style = number_style(reader)
        day = today()
        metrics = KeyResult.objects.filter(
            kind__in=[Kind.INCREASE.value, Kind.DECREASE.value],
            feeds=Feeds.CHECKINS.value,
            deleted_at=None,
            checked_in_on__isnull=False,
            objective__state=State.PUBLISHED.value,
            objective__deleted_at=None,
            objective__confidential=False,
            objective__cycle__starts_on__lte=day,
            objective__cycle__ends_on__gt=day,
        )
        numbers = list(metrics.values_list("pk", flat=True))
        assert len(numbers) > 30
        for number in numbers:
            page = story(reader, number, day)
            row = page.page.key_result
            whisker, cone = key_result_bar(row).forecast, charting.picture(page, style).forecast
            assert whisker is not None, row.text
            assert len(cone) >= 2, row.text
            start, target = row.measure.start, row.measure.target
            assert start is not None
            assert target is not None
            last = cone[-1]
            assert last.on == page.page.objective.cycle.span.ends_on
            for drawn, share in ((last.low, whisker.low), (last.median, whisker.median), (last.high, whisker.high)):
                assert (drawn - start) / (target - start) == pytest.approx(share, abs=0.006), row.text
            assert (cone[0].median - start) / (target - start) == pytest.approx(row.progress, abs=0.006), row.text


def test_the_page_says_how_likely_it_lands_from_how_much_and_why(house: House) -> None:
    _, number = told(house)
    page = shown(browser(house.owner), f"/key-results/{number}/")
    stored = KeyResult.objects.get(pk=number).forecast
    assert f"Lands with {round(stored['p70'] * 100)}\N{NARROW NO-BREAK SPACE}%, from 3 check-ins:" in page
    assert "since 15 Oct" in page or "since 22 Oct" in page or "since 29 Oct" in page
    assert "To land it needs" in page
    assert 'class="cone"' in page
    assert 'class="whisker"' in page
    assert "forecast, 50 and 80" in page


def test_nothing_is_foreseen_before_anything_was_said(house: House) -> None:
    objective, (number,) = house.published({"text": "Raise A"})
    for address in (f"/key-results/{number}/", f"/objectives/{objective}/"):
        page = shown(browser(house.owner), address)
        assert "Lands with" not in page
        assert 'class="whisker"' not in page


def test_the_objective_combines_its_key_results_and_accounts_for_it(house: House) -> None:
    objective, _ = told(house)
    page = shown(browser(house.owner), f"/objectives/{objective}/")
    assert "Lands with" in page
    account = shown(browser(house.owner), f"/objectives/{objective}/explain/")
    assert "The forecasts of its parts by their weights" in account


def test_the_team_says_it_for_each_commitment(house: House) -> None:
    told(house)
    page = shown(browser(house.owner), f"/teams/{house.team}/")
    assert "Aspirational: their mean lands with" in page
    assert "Committed: their mean" not in page


def test_a_past_day_shows_what_was_foreseen_then(house: House) -> None:
    with clock.frozen(MIDDLE - timedelta(days=30)):
        objective, (number,) = house.published({"text": "Raise A"})
    client = browser(house.owner)
    addresses = (f"/key-results/{number}/", f"/objectives/{objective}/")
    for moment, value in zip(WEEKS[:2], (10.0, 20.0), strict=True):
        with clock.frozen(moment):
            check_in(house.owner, number, value=value, confidence=7)
    with clock.frozen(WEEKS[1].replace(hour=20)):
        before = [shown(client, address) for address in addresses]
    check_in(house.owner, number, value=99.0, confidence=10)
    then = WEEKS[1].date().isoformat()
    after = [shown(client, f"{address}?as_of={then}") for address in addresses]
    for earlier, later in zip(before, after, strict=True):
        sentence = re.search(r"Lands with [^:.]+, from 2 check-ins: [^.]+\.", earlier)
        assert sentence is not None
        assert sentence.group() in later


def test_who_may_not_see_the_goal_sees_no_forecast(house: House) -> None:
    with clock.frozen(MIDDLE - timedelta(days=30)):
        objective, (number,) = house.published({"text": "Secret"}, statement="Secret", confidential=True)
        check_in(house.owner, number, value=10.0, confidence=7)
    stranger = browser(hire(house.administrator, "Stig Stranger"))
    assert stranger.get(f"/key-results/{number}/").status_code == 404
    assert stranger.get(f"/objectives/{objective}/explain/").status_code == 404
    assert "lands with" not in shown(stranger, f"/teams/{house.team}/").lower()


def test_the_commitment_decides_what_landing_is(house: House) -> None:
    _, easy = told(house)
    _, hard = _committed(house)
    day = today()
    here = {number: story(house.owner, number, day).page.key_result.forecast for number in (easy, hard)}
    assert here[easy] is not None
    assert here[hard] is not None
    assert here[easy].lands == here[easy].p70
    assert here[hard].lands == here[hard].p100


def _committed(house: House) -> tuple[int, int]:
    with clock.frozen(MIDDLE - timedelta(days=30)):
        objective, (number,) = house.published({"text": "Raise B"}, commitment=Commitment.COMMITTED)
        check_in(house.owner, number, value=10.0, confidence=7)
    return objective, number


def test_pages_take_as_many_queries_for_many_forecasts_as_for_few(house: House) -> None:
    objective, number = told(house)
    client = browser(house.owner)
    addresses = {f"/key-results/{number}/": 12, f"/objectives/{objective}/": 12, "/okrs/": 8, "/": 12}

    def costs() -> list[int]:
        found = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200
            found.append(len(caught))
        return found

    few = costs()
    for _ in range(5):
        told(house)
    assert costs() == few
    assert all(cost <= most for cost, most in zip(few, addresses.values(), strict=True))


def test_the_team_asks_whether_its_sevens_landed_and_others_cannot(house: House) -> None:
    objective, number = told(house)
    team = f"/teams/{house.team}/"
    with clock.frozen(datetime(2027, 1, 11, 9, tzinfo=UTC)):
        close_objective(house.lead, objective)
        owner, stranger = browser(house.owner), browser(hire(house.administrator, "Stig Stranger"))
        assert f"{team}calibration/" in shown(owner, team)
        page = shown(owner, f"{team}calibration/")
        assert "From 1 closed key result, as it stood at half-time." in page
        assert "That is few" in page
        assert "0 of 1" in page
        assert f"{team}calibration/" not in shown(stranger, team)
        assert stranger.get(f"{team}calibration/").status_code == 403


def test_settings_show_what_was_learned_and_forget_it(house: House) -> None:
    objective, _ = told(house)
    administrator, member = browser(house.administrator), browser(house.owner)
    assert "Nothing yet." in shown(member, "/settings/forecast/")
    with clock.frozen(datetime(2027, 1, 11, 9, tzinfo=UTC)):
        close_objective(house.lead, objective)
        turn_day()
        assert "From 1 closed key result" in shown(member, "/settings/forecast/")
        assert "Forget what was learned" not in shown(member, "/settings/forecast/")
        assert member.post("/settings/forecast/forgetting/").status_code == 403
        assert "Forget what was learned" in shown(administrator, "/settings/forecast/")
        assert administrator.post("/settings/forecast/forgetting/").status_code == 302
        assert "Forgotten on" in shown(administrator, "/settings/forecast/")
