"""The explorer as of a past day shows what it showed at the end of that day (R19)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from northing.accounts.models import Person
from northing.checkins.actions import check_in
from northing.core.measures import Kind
from northing.core.rollup import DrawsFrom
from northing.core.scoring import Commitment
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
from northing.goals.models import KeyResult, Stage
from northing.goals.models.objective import State
from northing.goals.queries.explorer import Column, Filters, Order, OutlineRow, everything, outline, table, tally
from northing.kit import clock
from tests.concepts.goals.house import MIDDLE, House, open_house

pytestmark = pytest.mark.django_db

# What may differ from what was shown then: versions count edits of any kind.
_LOOSE = {"version": 0, "published_at": None, "closed_at": None, "deleted": False}


def snapshot(reader: Person, filters: Filters, day: datetime) -> list[Any]:
    """Everything an outline shows on a day, line by line."""
    rows = list(everything(Person.objects.get(pk=reader.pk), filters, day.date()))
    return [(row.key, row.depth, row.shared, row.also_serves, *facts(row)) for row in rows]


def facts(row: OutlineRow) -> tuple[Any, ...]:
    if row.objective:
        return (replace(row.objective, **_LOOSE),)
    assert row.key_result is not None
    stages = tuple((stage.label, stage.weight, stage.done_on) for stage in row.key_result.stages)
    return (replace(row.key_result, version=0, deleted=False, stages=()), stages)


def live(house: House, moment: datetime) -> list[Any]:
    with clock.frozen(moment.replace(hour=22)):
        turn_day()
        return snapshot(house.owner, Filters(), moment)


def test_each_past_day_is_shown_as_it_was() -> None:
    with open_house() as house:
        days = [MIDDLE + timedelta(days=offset) for offset in (0, 1, 4, 6, 9, 15, 20)]
        shown: list[list[Any]] = []
        with clock.frozen(days[0]):
            top, (one, two, steps) = house.published(
                {"text": "Share acted on"},
                {"text": "Median time", "kind": Kind.DECREASE, "start": 47.0, "target": 15.0},
                {
                    "text": "Playbook adopted",
                    "kind": Kind.MILESTONE,
                    "stages": [{"label": "One", "weight": 1.0}, {"label": "Two", "weight": 3.0}],
                },
                statement="Top",
                commitment=Commitment.COMMITTED,
            )
            directional, _ = house.published(statement="Directional", draws_from=DrawsFrom.ALIGNED)
        shown.append(live(house, days[0]))
        with clock.frozen(days[1]):
            check_in(house.owner, one, value=34, confidence=7)
            child, (own,) = house.published({"text": "Of the child"}, statement="Child")
            first_link = align(house.lead, child, key_result_id=one)
            align(house.lead, child, objective_id=directional)
        shown.append(live(house, days[1]))
        with clock.frozen(days[2]):
            check_in(house.owner, two, value=41, confidence=4)
            check_in(house.owner, own, value=50, confidence=9)
            done = Stage.objects.filter(key_result_id=steps, label="One").values_list("id", flat=True)
            check_in(house.owner, steps, stage_ids=list(done), confidence=6)
        shown.append(live(house, days[2]))
        with clock.frozen(days[3]):
            version = KeyResult.objects.get(pk=one).version
            edit_key_result(
                house.lead, one, version=version, reason="We learned more", target=200.0, text="Share acted on in time"
            )
        shown.append(live(house, days[3]))
        with clock.frozen(days[4]):
            unalign(house.lead, first_link)
            delete_key_result(house.lead, two)
            check_in(house.owner, one, value=90)
        shown.append(live(house, days[4]))
        with clock.frozen(days[5]):
            close_objective(house.lead, top, score=0.6)
            check_in(house.owner, own, value=70)
        shown.append(live(house, days[5]))
        with clock.frozen(days[6]):
            delete_objective(house.lead, child)
        later = days[6] + timedelta(days=3)
        with clock.frozen(later):
            for day, was in zip(days, shown, strict=False):
                assert snapshot(house.owner, Filters(as_of=day.date()), later) == was, day
            assert len({len(was) for was in shown}) > 1, "the days differ, or this test proves nothing"


def test_what_was_not_there_yet_or_a_draft_is_not_shown() -> None:
    with open_house() as house:
        draft = house.objective("Was a draft")
        with clock.frozen(MIDDLE + timedelta(days=5)):
            publish_objective(house.lead, draft)
        with clock.frozen(MIDDLE + timedelta(days=9)):
            reader = Person.objects.get(pk=house.lead.pk)
            today = (MIDDLE + timedelta(days=9)).date()

            def statements(day: int, **given: Any) -> list[str]:
                filters = Filters(as_of=(MIDDLE + timedelta(days=day)).date(), **given)
                return [row.objective.statement for row in outline(reader, filters, today).rows if row.objective]

            assert statements(4) == []
            assert statements(4, states=(State.DRAFT,)) == []
            assert statements(5) == ["Was a draft"]
            assert statements(5, states=(State.PUBLISHED,)) == ["Was a draft"]
            assert statements(5, states=(State.CLOSED,)) == []


def test_the_day_ends_where_the_organisation_is() -> None:
    """23:30 UTC on the 5th is the 6th in Oslo."""
    with open_house() as house:
        with clock.frozen(datetime(2026, 11, 5, 23, 30, tzinfo=UTC)):
            house.published(statement="Late at night")
        with clock.frozen(datetime(2026, 11, 9, 12, tzinfo=UTC)):
            reader = Person.objects.get(pk=house.lead.pk)
            today = datetime(2026, 11, 9).date()
            assert outline(reader, Filters(as_of=datetime(2026, 11, 5).date()), today).rows == []
            assert len(outline(reader, Filters(as_of=datetime(2026, 11, 6).date()), today).rows) == 1


def test_bands_the_table_and_the_tally_follow_the_day() -> None:
    with open_house() as house:
        _, (one,) = house.published({}, statement="Rises")
        _, (two,) = house.published({}, statement="Falls behind")
        check_in(house.owner, one, value=1)
        check_in(house.owner, two, value=60)
        with clock.frozen(MIDDLE + timedelta(days=7)):
            check_in(house.owner, one, value=70)
            check_in(house.owner, two, value=5)
        with clock.frozen(MIDDLE + timedelta(days=8)):
            reader = Person.objects.get(pk=house.lead.pk)
            today = (MIDDLE + timedelta(days=8)).date()
            then = Filters(as_of=MIDDLE.date())
            by_band = [row.statement for row in table(reader, then, today).rows]
            assert by_band == ["Rises", "Falls behind"]
            by_progress = table(reader, then, today, order=Order(Column.PROGRESS, descending=True)).rows
            assert [(row.statement, row.progress) for row in by_progress] == [("Falls behind", 0.6), ("Rises", 0.01)]
            assert [row.statement for row in table(reader, Filters(), today).rows] == ["Falls behind", "Rises"]
            rows = outline(reader, then, today).rows
            counted = tally(reader, then, today).bands
            assert counted == {
                band: sum(row.objective.voices.band is band for row in rows if row.objective) for band in counted
            }
            worst = next(iter(counted))
            left = outline(reader, replace(then, bands=(worst,)), today).rows
            assert [row.objective.statement for row in left if row.objective] == ["Rises"]
