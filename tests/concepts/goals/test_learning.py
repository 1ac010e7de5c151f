"""What the organisation learns from its closed cycles, and how a team sees whether its words came true (R41a, R45)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from northing.activity.models import Event, Verb
from northing.checkins.actions import check_in
from northing.core.forecasting import PRIOR
from northing.goals.actions import close_objective, forget_learned, reopen_objective, turn_day
from northing.goals.models import KeyResult, Teaching
from northing.goals.queries.histories import learned
from northing.insights.calibration import team_calibration
from northing.insights.learning import what_was_learned
from northing.insights.verification import verify
from northing.kit import clock, errors
from tests.concepts.goals.house import MIDDLE, House, open_house
from tests.concepts.house import hire

pytestmark = pytest.mark.django_db

AFTER = datetime(2027, 1, 11, 9, tzinfo=UTC)


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as house:
        yield house


def closed_quarter(house: House, finals: tuple[float, ...] = (20.0, 75.0, 90.0)) -> list[int]:
    """Key results that stood at 40 with confidence 0.7 at half-time, and ended like this."""
    numbers = []
    for final in finals:
        objective, (number,) = house.published({"text": f"Ends at {final}"}, statement=f"To {final}")
        check_in(house.owner, number, value=40.0, confidence=7)
        with clock.frozen(datetime(2026, 12, 20, 9, tzinfo=UTC)):
            check_in(house.owner, number, value=final, confidence=9)
        with clock.frozen(AFTER):
            close_objective(house.lead, objective)
        numbers.append(number)
    return numbers


def test_nothing_is_learned_while_anything_is_open(house: House) -> None:
    closed_quarter(house)
    objective, _ = house.published({"text": "Still open"})
    with clock.frozen(AFTER):
        turn_day()
        assert not Teaching.objects.exists()
        assert learned().prior == PRIOR
        close_objective(house.lead, objective)
        turn_day()
        assert Teaching.objects.count() == 1


def test_a_closed_cycle_teaches_once_and_is_told_in_the_log(house: House) -> None:
    closed_quarter(house)
    with clock.frozen(AFTER):
        turn_day()
        turn_day()
        assert Teaching.objects.count() == 1
        assert learned().prior.learned_from == 3
        row = what_was_learned()
        assert (row.key_results, row.cycles) == (3, 1)
        assert (row.ease, row.hold) != (0.0, 0.0)
        told = Event.objects.filter(verb=Verb.SETTINGS_CHANGED.value).order_by("-pk").first()
        assert told is not None
        assert told.details["forecast"] == "learned"
        assert verify().is_clean


def test_what_was_learned_can_be_forgotten_and_old_cycles_teach_no_more(house: House) -> None:
    closed_quarter(house)
    with clock.frozen(AFTER):
        turn_day()
        with pytest.raises(errors.Refused):
            forget_learned(house.lead)
        forget_learned(house.administrator)
        assert learned().prior == PRIOR
        turn_day()
        assert learned().prior == PRIOR
        assert what_was_learned().forgotten
        assert verify().is_clean


def test_another_teaching_foresees_everything_anew(house: House) -> None:
    closed = closed_quarter(house)
    with clock.frozen(AFTER):
        turn_day()
        reopen_objective(house.lead, KeyResult.objects.get(pk=closed[0]).objective_id)
        forget_learned(house.administrator)
        before = KeyResult.objects.get(pk=closed[1]).foreseen
        turn_day()
        assert KeyResult.objects.get(pk=closed[1]).foreseen != before
        assert verify().is_clean


def test_a_day_that_passes_is_foreseen_without_a_point(house: House) -> None:
    objective, (number,) = house.published({"text": "Raise A"})
    check_in(house.owner, number, value=40.0, confidence=7)
    before = KeyResult.objects.get(pk=number)
    points = before.points.count(), before.objective.points.count()
    with clock.frozen(MIDDLE + timedelta(days=20)):
        turn_day()
        after = KeyResult.objects.get(pk=number)
        assert before.forecast is not None
        assert after.forecast is not None
        assert after.forecast["p70"] < before.forecast["p70"]
        assert after.objective.forecast["p70"] < before.objective.forecast["p70"]
        assert (after.points.count(), after.objective.points.count()) == points
        assert verify().is_clean


def test_how_often_a_seven_landed(house: House) -> None:
    closed_quarter(house)
    with clock.frozen(AFTER):
        found = team_calibration(house.owner, house.team, AFTER.date())
        assert (found.closed, found.cycles, found.is_thin) == (3, 1, True)
        assert found.owners is not None
        assert [(row.said, row.times, row.landed) for row in found.owners.rows] == [(0.7, 3, 2)]
        assert found.forecast is not None
        assert found.forecast.times == 3


def test_it_is_private_to_the_team(house: House) -> None:
    closed_quarter(house)
    champion = hire(house.administrator, "Cleo Champion")
    champion.is_champion = True
    champion.save(update_fields=["is_champion"])
    for outsider in (champion, house.administrator, hire(house.administrator, "Stig Stranger")):
        with pytest.raises(errors.Refused):
            team_calibration(outsider, house.team, AFTER.date())
    with pytest.raises(errors.NotFound):
        team_calibration(house.owner, 10**9, AFTER.date())


def test_what_is_confidential_is_left_out(house: House) -> None:
    objective, (number,) = house.published({"text": "Secret"}, confidential=True)
    check_in(house.owner, number, value=40.0, confidence=7)
    with clock.frozen(AFTER):
        close_objective(house.lead, objective)
        assert team_calibration(house.owner, house.team, AFTER.date()).closed == 0
