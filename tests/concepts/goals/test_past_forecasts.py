"""A past day shows the forecasts that were shown then, also of what draws from others (R19, R45): a history is played
with the clock, and what every page said on its days is what it says of them afterwards.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from northing.accounts.models import Person
from northing.checkins.actions import check_in
from northing.core.measures import Kind
from northing.core.rollup import DrawsFrom, Feeds
from northing.cycles.queries import cycles
from northing.goals.actions import (
    align,
    close_objective,
    delete_key_result,
    delete_objective,
    edit_key_result,
    publish_objective,
    turn_day,
    unalign,
)
from northing.goals.models import KeyResult, Objective, Stage
from northing.goals.models.objective import State
from northing.goals.queries.explorer import Filters, everything, table
from northing.goals.queries.key_result import key_result
from northing.goals.queries.loading import load
from northing.goals.queries.map import alignment_map
from northing.goals.queries.objective import objective
from northing.goals.queries.past_forecasts import past_forecasts
from northing.insights.person import person_page
from northing.insights.team import team_page
from northing.insights.verification import verify
from northing.kit import clock
from northing.kit.memory import remembering
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

STAGES = [{"label": "One", "weight": 1.0}, {"label": "Two", "weight": 3.0}]
_WAY_UP = ("Everything", "Lanes", "Unit")


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as house:
        yield house
        assert verify().is_clean


class Company:
    """Three levels along which value flows in each of its ways: a direction without key results draws from the unit, the
    unit from itself and its teams, and a key result of the company stands for the unit.
    """

    def __init__(self, house: House) -> None:
        self.house = house
        self.direction, _ = house.published(statement="Everything", draws_from=DrawsFrom.ALIGNED)
        self.lanes, (self.standing, self.counted) = house.published(
            {"text": "All lanes", "feeds": Feeds.ALIGNED}, {"text": "Lanes opened"}, statement="Lanes"
        )
        self.unit, (self.units_own,) = house.published({}, statement="Unit", draws_from=DrawsFrom.BOTH)
        self.squad, (self.rise, self.fall) = house.published(
            {"text": "Rise"}, {"text": "Fall", "kind": Kind.DECREASE, "start": 47.0, "target": 15.0}, statement="Squad"
        )
        self.crew, (self.steps, self.kept, self.first) = house.published(
            {"text": "Playbook", "kind": Kind.MILESTONE, "stages": STAGES},
            {"text": "Kept", "kind": Kind.RANGE, "low": 10.0, "high": 20.0},
            {"text": "Establish it", "kind": Kind.BASELINE},
            statement="Crew",
            confidential=True,
        )
        self.draft = house.objective("Not yet told")
        self.drafts_own = house.key_result(self.draft)
        align(house.lead, self.unit, objective_id=self.direction)
        align(house.lead, self.unit, key_result_id=self.standing)
        self.link = align(house.lead, self.squad, objective_id=self.unit)

    def days(self) -> list[Any]:
        """What happens, one day after the other."""
        house = self.house
        return [
            lambda: check_in(house.owner, self.rise, value=12, confidence=7),
            lambda: check_in(house.owner, self.counted, value=20, confidence=4),
            lambda: (align(house.lead, self.crew, objective_id=self.unit), publish_objective(house.lead, self.draft)),
            lambda: (self._do("One"), check_in(house.owner, self.kept, value=14, confidence=9)),
            lambda: (check_in(house.owner, self.rise, value=55), check_in(house.owner, self.fall, value=44)),
            lambda: [check_in(house.owner, each, confidence=3) for each in (self.rise, self.first, self.kept)],
            lambda: check_in(house.owner, self.first, value=31, measured_how="Asked them all"),
            lambda: None,
            lambda: [check_in(house.owner, each, value=30, confidence=8) for each in (self.units_own, self.kept)],
            lambda: edit_key_result(
                house.lead, self.rise, version=self._version(self.rise), reason="We know more", target=200.0
            ),
            lambda: align(house.lead, self.draft, objective_id=self.direction),
            lambda: check_in(house.owner, self.drafts_own, value=90, confidence=9),
            lambda: unalign(house.lead, self.link),
            lambda: delete_key_result(house.lead, self.units_own),
            lambda: (close_objective(house.lead, self.squad, score=0.5), self._do("Two")),
            lambda: delete_objective(house.lead, self.draft),
        ]

    def _do(self, label: str) -> None:
        done = Stage.objects.filter(key_result_id=self.steps, label=label).values_list("id", flat=True)
        check_in(self.house.owner, self.steps, stage_ids=list(done), confidence=6)

    def _version(self, number: int) -> int:
        return KeyResult.objects.values_list("version", flat=True).get(pk=number)


def everywhere(company: Company, today: date, as_of: date | None = None) -> dict[str, Any]:
    """Every forecast that every page shows, by page and number."""
    house = company.house
    reader = Person.objects.get(pk=house.lead.pk)
    filters = Filters(as_of=as_of)
    lines = list(everything(reader, filters, today))
    outline = {line.key: (line.objective or line.key_result).forecast for line in lines}  # type: ignore[union-attr]
    pages = {number: objective(reader, number, today, as_of) for number in (company.direction, company.unit)}
    fed = key_result(reader, company.standing, today, as_of)
    of_team = team_page(reader, house.team, today, house.quarter.pk, as_of)
    of_person = person_page(reader, house.lead.pk, today, house.quarter.pk, as_of)
    return {
        "outline": outline,
        "table": {row.id: (row.forecast, row.voices) for row in table(reader, filters, today).rows},
        "map": {number: node.foreseen for number, node in alignment_map(reader, filters, today).nodes.items()},
        "objective": {number: (page.objective.forecast, page.objective.voices) for number, page in pages.items()},
        "around": {each.objective.id: each.objective.forecast for each in pages[company.unit].family.serves},
        "key result": (fed.key_result.forecast, fed.key_result.voices, fed.objective.forecast),
        "team": ({row.id: row.forecast for row, _ in of_team.objectives}, dict(of_team.foreseen)),
        "person": {row.id: (row.forecast, row.voices) for row, _ in of_person.led if row.state is not State.DRAFT},
    }


@pytest.mark.slow
def test_every_page_says_of_a_past_day_what_it_said_on_it() -> None:
    with open_house() as house:
        company = Company(house)
        told: dict[date, dict[str, Any]] = {}
        stored: dict[date, dict[int, Any]] = {}
        start = MIDDLE
        for number, happen in enumerate(company.days()):
            moment = start + timedelta(days=2 * number)
            with clock.frozen(moment):
                turn_day()
                happen()
            with clock.frozen(moment.replace(hour=22)):
                turn_day()
                told[moment.date()] = everywhere(company, moment.date())
                stored[moment.date()] = _stored()
        later = start + timedelta(days=40)
        with clock.frozen(later):
            turn_day()
            for day, pages in told.items():
                then = everywhere(company, later.date(), day)
                for page, shown in pages.items():
                    assert then[page] == shown, (day, page)
                known = past_forecasts(list(stored[day]), cycles(), day).objectives
                assert known == {number: each for number, each in stored[day].items() if each is not None}, day
        ups = Objective.objects.filter(statement__in=_WAY_UP).values_list("id", flat=True)
        seen = [{str(of_day[number]) for of_day in stored.values()} for number in ups]
        assert min(len(each) for each in seen) > 5, "the forecasts above move, or this test proves nothing"
        assert verify().is_clean


def _stored() -> dict[int, Any]:
    live = Objective.objects.filter(deleted_at=None, published_at__isnull=False)
    return dict(live.values_list("id", "forecast"))


def test_numbers_of_what_a_reader_may_not_see_flow_up_as_they_do_today(house: House) -> None:
    with clock.frozen(MIDDLE - timedelta(days=10)):
        top, _ = house.published(statement="Top", draws_from=DrawsFrom.ALIGNED)
        secret, (number,) = house.published({}, statement="Secret", confidential=True)
        align(house.lead, secret, objective_id=top)
        check_in(house.owner, number, value=20, confidence=6)
        stranger = hire(house.administrator, "Stig Stranger")
        now = objective(stranger, top, (MIDDLE - timedelta(days=10)).date())
    check_in(house.owner, number, value=90, confidence=9)
    then = objective(stranger, top, MIDDLE.date(), (MIDDLE - timedelta(days=10)).date())
    assert now.objective.forecast is not None
    assert then.objective.forecast == now.objective.forecast
    assert then.family.served_by == ()


def test_a_chain_of_any_depth_takes_as_many_queries_as_one(house: House) -> None:
    day, today = (MIDDLE - timedelta(days=1)).date(), MIDDLE.date()
    with clock.frozen(MIDDLE - timedelta(days=5)):
        top, _ = house.published(statement="Top", draws_from=DrawsFrom.ALIGNED)
        lowest, (number,) = house.published({}, statement="Lowest")
        above = top
        for level in range(30):
            between, _ = house.published(statement=f"Level {level}", draws_from=DrawsFrom.ALIGNED)
            align(house.lead, between, objective_id=above)
            above = between
        align(house.lead, lowest, objective_id=above)
        alone, _ = house.published({}, statement="Alone")
        check_in(house.owner, number, value=40, confidence=7)
    assert _asked(top, day, today) == _asked(alone, day, today) == 3
    known = past_forecasts([top, lowest], cycles(), day).objectives
    assert known[top]["q"] == known[lowest]["q"]


def _asked(number: int, day: date, today: date) -> int:
    with remembering():
        known = cycles()
        load([number], [number], known, today, day)  # what is remembered for a request is known from here
        with CaptureQueriesContext(connection) as captured:
            load([number], [number], known, today, day)
    return len(captured)


def test_before_it_was_aligned_nothing_is_foreseen(house: House) -> None:
    with clock.frozen(datetime(2026, 10, 12, 9, tzinfo=MIDDLE.tzinfo)):
        top, _ = house.published(statement="Top", draws_from=DrawsFrom.ALIGNED)
        child, (number,) = house.published({}, statement="Child")
        check_in(house.owner, number, value=20, confidence=6)
    with clock.frozen(datetime(2026, 10, 20, 9, tzinfo=MIDDLE.tzinfo)):
        align(house.lead, child, objective_id=top)
    assert past_forecasts([top], cycles(), date(2026, 10, 19)).objectives == {}
    assert top in past_forecasts([top], cycles(), date(2026, 10, 20)).objectives
