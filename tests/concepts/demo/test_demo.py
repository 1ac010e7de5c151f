"""The demo company: the same one on every machine, in every state a screen must show, with true numbers."""

from datetime import UTC, date, datetime

import pytest

from northing.accounts.models import Person
from northing.accounts.queries import today
from northing.checkins.models import CheckIn
from northing.core.alignment import RequestState
from northing.core.measures import Kind
from northing.core.scoring import Band, Commitment
from northing.cycles.queries import current, cycle
from northing.demo.actions import CURRENT, load, quarter_names
from northing.demo.queries import ways_in
from northing.demo.telling import chance, story
from northing.goals.models import Alignment, Dependency, KeyResult, LedgerEntry, Objective
from northing.goals.queries.dependencies import between
from northing.goals.queries.rows import key_result_row
from northing.insights.verification import verify
from northing.kit import clock, errors

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_the_company_shows_everything_there_is_to_show() -> None:
    moment = datetime(2026, 11, 5, 9, tzinfo=UTC)
    with clock.frozen(moment):
        loaded = load()
        assert (loaded.people, loaded.teams) == (61, 17)
        assert verify().is_clean
        running = current()
        assert running is not None
        assert running.span.week_of(today()) == 6

        assert {k for (k,) in KeyResult.objects.values_list("kind").distinct()} == {kind.value for kind in Kind}
        commitments = {c for (c,) in Objective.objects.values_list("commitment").distinct()}
        assert commitments == {commitment.value for commitment in Commitment}
        assert {k for (k,) in Alignment.objects.values_list("kind").distinct()} == {"explicit", "implicit", "shared"}
        assert {s for (s,) in Objective.objects.values_list("state").distinct()} == {"draft", "published", "closed"}
        requests = Dependency.objects.all()
        assert {state for (state,) in requests.values_list("state").distinct()} == {one.value for one in RequestState}
        aino = Person.objects.get(name="Aino Korhonen")
        lines = between(aino, Objective.objects.values_list("pk", flat=True), today())
        assert {line.flagged for line in lines} == {True, False}
        assert LedgerEntry.objects.exists()
        assert CheckIn.objects.filter(supersedes__isnull=False).exists()

        open_ones = KeyResult.objects.filter(objective__state="published").select_related("objective", "owner")
        rows = [
            key_result_row(k, 1, k.objective, cycle(k.objective.cycle_id), today(), k.stages.all()) for k in open_ones
        ]
        bands = {row.voices.band for row in rows}
        assert bands == set(Band)
        assert any(row.voices.disagreement for row in rows)
        maren = Person.objects.get(name="Maren Aas")
        assert sum(row.is_due for row in rows if row.owner and row.owner.id == maren.pk) >= 3

        with pytest.raises(errors.Refused):
            load()


@pytest.mark.slow
def test_the_first_day_of_a_week_and_the_turn_of_a_year_will_do_as_well() -> None:
    with clock.frozen(datetime(2027, 1, 4, 15, tzinfo=UTC)):
        load()
        assert verify().is_clean


def test_the_same_story_is_told_every_time() -> None:
    results = [result for goal in CURRENT for result in goal.results]
    assert [story(result, 6) for result in results] == [story(result, 6) for result in results]
    assert chance("Vinterhavn", 6) == chance("Vinterhavn", 6) == pytest.approx(0.81404, abs=1e-5)


def test_quarters_are_named_in_a_row() -> None:
    assert quarter_names([date(2026, 4, 13), date(2026, 7, 13), date(2026, 10, 12), date(2027, 1, 11)]) == [
        "Q2 2026",
        "Q3 2026",
        "Q4 2026",
        "Q1 2027",
    ]


def test_nobody_is_offered_a_way_into_another_company() -> None:
    assert ways_in() == []
