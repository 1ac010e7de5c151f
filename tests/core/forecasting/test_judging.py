"""R46: how histories are read and cut before a forecast is judged on them. Nothing known later may slip in."""

import json
from datetime import date
from typing import Any

import pytest

from bench.forecast import CUTS, History, base_rate, crps, histories, judge, northing, point
from northing.core.forecasting import Nature

ROW = {
    "period_start": "2026-01-01",
    "period_end": "2026-03-31",
    "kind": "metric_checkins",
    "points": [["2026-01-10", 20], ["2026-02-10", 35], ["2026-03-20", 60], ["2026-04-05", 60]],
    "start": 20,
    "target": 70,
    "final_score": 0.8,
}


def history(**more: Any) -> History:
    (one,) = histories([json.dumps(ROW | more)])
    return one


def test_a_cut_knows_the_points_before_it_and_no_others() -> None:
    counts = [len(history().at(cut).observed) for cut in CUTS]
    assert counts == [1, 2, 2]
    assert [seen.progress for seen in history().at(0.5).observed] == [0.0, 0.3]


def test_what_comes_after_the_cut_changes_no_prediction() -> None:
    other = history(points=[*ROW["points"][:2], ["2026-03-20", 21]], final_score=0.0)
    assert northing(history().at(0.5)) == northing(other.at(0.5))


def test_less_may_be_better() -> None:
    falling = history(start=40, target=20, points=[["2026-01-10", 40], ["2026-02-01", 30]], direction="lower")
    assert [seen.progress for seen in falling.at(0.5).observed] == [0.0, 0.5]
    no_start = history(start=None, target=20, points=[["2026-01-10", 40], ["2026-02-01", 30]], direction="lower")
    assert no_start.at(0.5).observed == falling.at(0.5).observed


def test_a_start_that_is_missing_is_0_and_without_a_target_there_is_no_scale() -> None:
    assert [seen.progress for seen in history(start=None, target=100).at(0.5).observed] == [0.2, 0.35]
    assert history(target=None).at(0.5).observed == ()
    assert history(start=5, target=5).at(0.5).observed == ()


def test_confidence_is_the_last_one_said_by_then() -> None:
    sure = history(confidence_points=[["2026-01-10", 3], ["2026-02-10", 8]])
    assert [seen.confidence for seen in sure.at(0.5).observed] == [0.3, 0.8]


def test_a_projection_counts_from_the_day_it_was_made() -> None:
    projection = {"made_on": "2026-02-20", "projected_final": 0.9}
    assert [history(projection=projection).at(cut).projected for cut in CUTS] == [None, None, 0.9]
    assert history(projection=projection, late_mid=True).at(0.75).projected is None


def test_boxes_and_zones_can_end_at_few_levels() -> None:
    boxes = history(kind="checkbox_fraction", done_total=[["2026-01-05", 0, 2], ["2026-03-01", 1, 4]])
    assert boxes.at(0.5).levels == (0.5, 1.0)
    assert boxes.at(0.75).levels == (0.25, 0.5, 0.75, 1.0)
    assert boxes.at(0.5).nature is Nature.STEPS
    assert history(kind="zone_checkins").at(0.25).levels == (0.3, 0.7, 1.0)


def test_a_period_that_is_half_known_is_a_quarter() -> None:
    open_end = history(period_end=None)
    assert (open_end.task.start, open_end.task.end) == (date(2026, 1, 1), date(2026, 4, 1))


def test_a_history_without_anything_can_be_foreseen() -> None:
    empty = history(points=[], target=None, start=None, final_score=None)
    assert 0 < northing(empty.at(0.5)).p70 < 1


def test_who_is_right_and_sure_is_perfect() -> None:
    found = judge([(point(1.0), 1.0), (point(0.2), 0.2)])
    assert (found.brier, found.error, found.crps) == (0, 0, 0)


def test_the_crps_of_one_point_is_its_distance() -> None:
    assert crps(point(0.3).quantiles, 0.8) == pytest.approx(0.5)


def test_the_base_rate_has_seen_the_answers() -> None:
    rate = base_rate([0.0, 0.2, 0.7, 1.0])
    assert rate.p70 == 0.5
    assert judge([(rate, final) for final in (0.0, 0.2, 0.7, 1.0)]).brier == pytest.approx(0.25)
