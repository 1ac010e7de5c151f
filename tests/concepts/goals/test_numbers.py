"""The numbers that follow from a change (R13-R17), on a real database."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from northing.checkins.actions import check_in, correct_check_in, withdraw_check_in
from northing.checkins.queries import history
from northing.core.measures import Kind
from northing.core.rollup import DrawsFrom, Feeds
from northing.goals.actions import (
    align,
    delete_key_result,
    delete_objective,
    edit_key_result,
    edit_objective,
    publish_objective,
    restore_key_result,
    restore_objective,
    turn_day,
    unalign,
)
from northing.goals.models import KeyResult, KeyResultPoint, LedgerEntry, Objective, ObjectivePoint
from northing.insights.verification import verify
from northing.kit import clock, errors
from tests.concepts.goals.house import House, open_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as house:
        yield house
        outcome = verify()
        assert outcome.is_clean, outcome.differences


def progress(objective_id: int) -> float | None:
    return Objective.objects.values_list("progress", flat=True).get(pk=objective_id)


def test_an_objective_is_the_weighted_mean_of_its_key_results(house: House) -> None:
    objective, (one, two) = house.published({}, {"weight": 3.0})
    check_in(house.owner, one, value=40, confidence=7)
    check_in(house.owner, two, value=80, confidence=5)
    assert progress(objective) == pytest.approx((0.4 + 3 * 0.8) / 4)
    assert Objective.objects.get(pk=objective).confidence == pytest.approx((0.7 + 3 * 0.5) / 4)


def test_what_was_not_checked_in_counts_as_nothing_once_the_cycle_has_begun(house: House) -> None:
    objective, (one, _two) = house.published({}, {})
    check_in(house.owner, one, value=50)
    assert progress(objective) == 0.25


def test_weight_zero_is_shown_and_not_counted(house: House) -> None:
    objective, (one, two) = house.published({}, {})
    check_in(house.owner, one, value=50)
    house.weigh(objective, {two: 0.0})
    assert progress(objective) == 0.5


def test_progress_is_kept_unclamped_and_rolled_up_clamped(house: House) -> None:
    objective, (one,) = house.published({})
    check_in(house.owner, one, value=125)
    assert KeyResult.objects.get(pk=one).progress == 1.25
    assert progress(objective) == 1.0


def test_a_directional_objective_is_the_mean_of_what_is_aligned_to_it(house: House) -> None:
    north = house.objective("Nothing arrives warm", team=house.team)
    publish_objective(house.lead, north)
    assert progress(north) is None
    first, (one,) = house.published({}, statement="One")
    second, (two,) = house.published({}, statement="Two")
    link = align(house.lead, first, objective_id=north)
    align(house.lead, second, objective_id=north)
    check_in(house.owner, one, value=20)
    check_in(house.owner, two, value=60)
    assert progress(north) == pytest.approx(0.4)
    unalign(house.lead, link)
    assert progress(north) == pytest.approx(0.6)


def test_alignment_is_direction_unless_the_author_chose_otherwise(house: House) -> None:
    parent, (own,) = house.published({}, statement="Parent")
    child, (below,) = house.published({}, statement="Child")
    align(house.lead, child, objective_id=parent)
    check_in(house.owner, below, value=100)
    check_in(house.owner, own, value=10)
    assert progress(parent) == pytest.approx(0.1)
    version = Objective.objects.get(pk=parent).version
    edit_objective(house.lead, parent, version=version, draws_from=DrawsFrom.BOTH)
    assert progress(parent) == pytest.approx(0.55)


def test_a_key_result_can_stand_for_the_objectives_that_took_it_on(house: House) -> None:
    parent, (shared,) = house.published({"feeds": Feeds.ALIGNED}, statement="Parent")
    child, (below,) = house.published({}, statement="Child")
    align(house.lead, child, key_result_id=shared)
    check_in(house.owner, below, value=30)
    assert KeyResult.objects.get(pk=shared).progress == pytest.approx(0.3)
    assert progress(parent) == pytest.approx(0.3)
    with pytest.raises(errors.Invalid):
        check_in(house.owner, shared, value=5)


def test_where_a_value_comes_from_changes_only_before_the_first_check_in(house: House) -> None:
    objective, (one,) = house.published({})
    child, (below,) = house.published({}, statement="Child")
    align(house.lead, child, key_result_id=one)
    check_in(house.owner, below, value=30, confidence=9)
    version = KeyResult.objects.get(pk=one).version
    version = edit_key_result(house.lead, one, version=version, feeds=Feeds.ALIGNED)
    assert progress(objective) == pytest.approx(0.3)
    version = edit_key_result(house.lead, one, version=version, feeds=Feeds.CHECKINS)
    assert progress(objective) == 0.0
    check_in(house.owner, one, value=30, confidence=9)
    with pytest.raises(errors.Invalid):
        edit_key_result(house.lead, one, version=version, feeds=Feeds.ALIGNED)


def test_a_loop_is_refused_and_named(house: House) -> None:
    first, second, third = (house.objective(name) for name in ("First", "Second", "Third"))
    align(house.lead, first, objective_id=second)
    align(house.lead, second, objective_id=third)
    with pytest.raises(errors.Invalid, match="“Third” -> “First” -> “Second” -> “Third”"):
        align(house.lead, third, objective_id=first)


def test_a_loop_names_nothing_that_may_not_be_seen(house: House) -> None:
    first, hidden, third = (house.objective(name) for name in ("First", "Buy the neighbour", "Third"))
    align(house.lead, hidden, objective_id=third)
    align(house.lead, first, objective_id=hidden)
    Objective.objects.filter(pk=hidden).update(confidential=True, lead=house.administrator)
    with pytest.raises(errors.Invalid) as refused:
        align(house.lead, third, objective_id=first)
    assert "neighbour" not in str(refused.value)
    assert "an objective that you may not see" in str(refused.value)


def test_drafts_do_not_count_above_and_publishing_makes_them(house: House) -> None:
    north = house.objective("North")
    publish_objective(house.lead, north)
    draft = house.objective("Draft")
    house.key_result(draft)
    align(house.lead, draft, objective_id=north)
    assert progress(north) is None
    publish_objective(house.lead, draft)
    assert progress(north) == 0.0


def test_deleting_and_bringing_back_leaves_the_numbers_as_they_were(house: House) -> None:
    objective, (one, two) = house.published({}, {})
    check_in(house.owner, one, value=80)
    check_in(house.owner, two, value=20)
    delete_key_result(house.lead, two)
    assert progress(objective) == 0.8
    restore_key_result(house.lead, two)
    assert progress(objective) == 0.5
    north = house.objective("North")
    publish_objective(house.lead, north)
    align(house.lead, objective, objective_id=north)
    delete_objective(house.lead, objective)
    assert progress(north) is None
    restore_objective(house.lead, objective)
    assert progress(north) == 0.5


def test_a_correction_restates_the_value_and_history_shows_both(house: House) -> None:
    objective, (one,) = house.published({})
    wrong = check_in(house.owner, one, value=90, note="Counted twice.")
    right = correct_check_in(house.owner, wrong.checkin_id, value=45)
    assert progress(objective) == 0.45
    newest, oldest = history(house.owner, one)
    assert (newest.value, newest.supersedes_id) == (45, wrong.checkin_id)
    assert (oldest.value, oldest.superseded_by_id) == (90, right.checkin_id)
    with pytest.raises(errors.Invalid):
        correct_check_in(house.owner, wrong.checkin_id, value=1)


def test_a_withdrawn_check_in_leaves_what_was_there_before(house: House) -> None:
    objective, (one,) = house.published({})
    check_in(house.owner, one, value=30, confidence=6, on=date(2026, 10, 30))
    undone = check_in(house.owner, one, value=70, confidence=9)
    withdraw_check_in(house.owner, undone.checkin_id)
    key_result = KeyResult.objects.get(pk=one)
    assert (key_result.value, key_result.confidence, key_result.checked_in_on) == (30, 6, date(2026, 10, 30))
    assert progress(objective) == 0.3


def test_an_entry_for_an_earlier_day_does_not_overrule_the_newer_one(house: House) -> None:
    objective, (one,) = house.published({})
    check_in(house.owner, one, value=70, confidence=8)
    check_in(house.owner, one, value=30, confidence=2, on=date(2026, 10, 20))
    key_result = KeyResult.objects.get(pk=one)
    assert (key_result.value, key_result.confidence) == (70, 8)
    assert progress(objective) == 0.7


def test_increments_add_up_also_on_one_day_and_across_a_correction(house: House) -> None:
    objective, (one,) = house.published({"reading": "increments"})
    check_in(house.owner, one, value=10, on=date(2026, 10, 20))
    first = check_in(house.owner, one, value=5)
    check_in(house.owner, one, value=7)
    assert KeyResult.objects.get(pk=one).value == 22
    correct_check_in(house.owner, first.checkin_id, value=6)
    assert KeyResult.objects.get(pk=one).value == 23
    assert progress(objective) == pytest.approx(0.23)


def test_a_milestone_moves_by_its_stages(house: House) -> None:
    objective, (one,) = house.published(
        {"kind": Kind.MILESTONE, "stages": [{"label": "Agreed"}, {"label": "Taught", "weight": 3.0}]}
    )
    agreed, taught = KeyResult.objects.get(pk=one).stages.values_list("id", flat=True)
    check_in(house.owner, one, stage_ids=[agreed])
    assert progress(objective) == 0.25
    done = check_in(house.owner, one, stage_ids=[agreed, taught], confidence=10)
    assert progress(objective) == 1.0
    withdraw_check_in(house.owner, done.checkin_id)
    assert progress(objective) == 0.25
    with pytest.raises(errors.Invalid):
        check_in(house.owner, one, value=3)


def test_a_baseline_is_done_once_it_says_how_it_was_measured(house: House) -> None:
    objective, (one,) = house.published({"kind": Kind.BASELINE})
    check_in(house.owner, one, value=31)
    assert progress(objective) == 0.0
    check_in(house.owner, one, value=31, measured_how="Survey of 40 pharmacists")
    assert progress(objective) == 1.0


def test_a_range_counts_its_days_as_they_pass(house: House) -> None:
    objective, (one,) = house.published({"kind": Kind.RANGE, "low": 92.0, "high": 97.0})
    check_in(house.owner, one, value=94)
    total = (house.quarter.ends_on - date(2026, 11, 5)).days + 1
    assert progress(objective) == pytest.approx(1 / total)
    with clock.frozen(datetime(2026, 11, 10, 3, tzinfo=UTC)):
        report = turn_day()
        assert (report.key_results, report.objectives) == (1, 1)
        assert turn_day().key_results == 0
    assert progress(objective) == pytest.approx(6 / total)


def test_a_cycle_begins_with_its_first_day(house: House) -> None:
    """Before the start a key result without progress is left out, from then on it counts as 0 (R13)."""
    from northing.cycles.actions import create_cycle

    spring = create_cycle(
        house.administrator,
        name="Q1 2027",
        level="quarterly",
        starts_on=date(2027, 1, 1),
        ends_on=date(2027, 3, 31),
    )
    objective, _ = house.published({}, cycle_id=spring.id)
    assert progress(objective) is None
    with clock.frozen(datetime(2027, 1, 1, 3, tzinfo=UTC)):
        assert turn_day().cycles == 1
    assert progress(objective) == 0.0


def test_a_target_changes_only_with_a_reason_that_stays(house: House) -> None:
    objective, (one,) = house.published({})
    check_in(house.owner, one, value=40)
    version = KeyResult.objects.get(pk=one).version
    with pytest.raises(errors.Invalid) as refused:
        edit_key_result(house.owner, one, version=version, target=80.0)
    assert "reason" in refused.value.errors
    edit_key_result(house.owner, one, version=version, target=80.0, reason="The pilot showed that 80 is all there is.")
    entry = LedgerEntry.objects.get()
    assert (entry.field, entry.before, entry.after) == ("target", 100.0, 80.0)
    assert progress(objective) == 0.5
    assert KeyResult.objects.get(pk=one).first_target == 100.0


def test_two_edits_at_once_are_both_seen(house: House) -> None:
    objective = house.objective()
    edit_objective(house.lead, objective, version=1, statement="First to save")
    with pytest.raises(errors.Conflict) as conflict:
        edit_objective(house.lead, objective, version=1, statement="Second to save")
    assert conflict.value.current["statement"] == "First to save"  # type: ignore[index]


def test_each_day_keeps_a_point_of_what_was_shown(house: House) -> None:
    objective, (one,) = house.published({})
    check_in(house.owner, one, value=40, confidence=7)
    check_in(house.owner, one, value=50, confidence=8)
    with clock.frozen(datetime(2026, 11, 12, 9, tzinfo=UTC)):
        check_in(house.owner, one, value=60, confidence=8)
    points = ObjectivePoint.objects.filter(objective_id=objective).order_by("on")
    assert [(point.on.day, point.progress) for point in points] == [(5, 0.5), (12, 0.6)]
    values = KeyResultPoint.objects.filter(key_result_id=one).order_by("on")
    assert [(point.value, point.shown_value, point.confidence) for point in values] == [(50, 50, 8), (60, 60, 8)]


def test_a_metric_without_a_start_cannot_be_published(house: House) -> None:
    objective = house.objective()
    house.key_result(objective, start=None)
    with pytest.raises(errors.Invalid):
        publish_objective(house.lead, objective)


def test_a_request_that_comes_twice_counts_once(house: House) -> None:
    _, (one,) = house.published({"reading": "increments"})
    first = check_in(house.owner, one, value=10, key="week-6")
    assert check_in(house.owner, one, value=10, key="week-6") == first
    assert KeyResult.objects.get(pk=one).value == 10
    with pytest.raises(errors.KeyReused):
        check_in(house.owner, one, value=11, key="week-6")


@pytest.mark.parametrize("value", [1e400, float("nan"), 1e16])
def test_a_number_that_is_none_is_refused_with_nothing_written(house: House, value: float) -> None:
    _, (one,) = house.published({})
    with pytest.raises(errors.Invalid):
        check_in(house.owner, one, value=value)
    assert history(house.owner, one) == []
