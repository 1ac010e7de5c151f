"""R45: what is foreseen for one key result."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.forecasting import (
    LEVELS,
    PRIOR,
    Forecast,
    Nature,
    Observed,
    ReasonCode,
    Task,
    cone,
    distribution,
    forecast,
    needed_per_week,
)
from northing.core.scoring import Commitment

from .histories import END, START, day, days_around, finite, likely, shares, task, tasks


def foreseen(one: Task) -> Forecast:
    found = forecast(one)
    assert found is not None
    return found


def test_before_the_first_check_in_nothing_is_said() -> None:
    assert forecast(task()) is None


def test_a_value_dated_after_today_is_not_known_yet() -> None:
    assert forecast(task((0.75, 0.9), today=0.5)) is None
    assert forecast(task((0.4, 0.2), (0.75, 0.9), today=0.5)) == forecast(task((0.4, 0.2), today=0.5))


def test_nothing_is_foreseen_before_the_cycle_begins_or_after_it_ends() -> None:
    early = Task(START, END, START - timedelta(days=1), (Observed(START - timedelta(days=3), 0.1),))
    assert forecast(early) is None
    assert forecast(replace(early, today=START)) is not None
    assert forecast(replace(early, today=END)) is not None
    assert forecast(replace(early, today=END + timedelta(days=1))) is None


def test_half_way_at_half_time_may_go_either_way() -> None:
    found = foreseen(task((0.2, 0.1), (0.5, 0.35)))
    assert 0.35 <= found.median < 1
    assert 0.3 < found.p70 < 0.7


def test_nothing_ticked_at_three_quarters_rarely_gets_done() -> None:
    found = foreseen(task((0.1, 0.0), (0.7, 0.0), today=0.75, nature=Nature.STEPS))
    assert found.median == 0
    assert found.p100 < 0.15


def test_what_is_done_mostly_stays_done() -> None:
    found = foreseen(task((0.5, 1.0), today=0.75))
    assert found.median == 1
    assert found.p100 > 0.8
    assert found.reason.code is ReasonCode.REACHED


def test_beyond_the_target_it_is_foreseen_to_stay_beyond() -> None:
    found = foreseen(task((0.5, 1.4), today=0.75))
    assert found.median == found.high == 1.4


def test_below_the_start_it_may_stay_there() -> None:
    found = foreseen(task((0.5, -0.4), today=0.9))
    assert found.low == -0.4


def test_time_that_passes_without_a_change_makes_the_end_worse() -> None:
    chances = [foreseen(task((0.3, 0.2), today=today)).p70 for today in (0.3, 0.5, 0.7, 0.9)]
    assert chances == sorted(chances, reverse=True)


def test_a_confident_owner_counts() -> None:
    sure, unsure = (foreseen(task((0.4, 0.3), confidence=said)) for said in (0.9, 0.2))
    assert sure.p70 > unsure.p70 + 0.1


def test_owners_are_optimists_so_their_word_is_discounted() -> None:
    assert foreseen(task((0.5, 0.2), projected=1.0)).p70 < 0.9
    assert foreseen(task((0.5, 0.2), projected=0.9)).p70 > foreseen(task((0.5, 0.2))).p70


def test_it_ends_only_where_it_can_end() -> None:
    found = foreseen(task((0.4, 0.5), nature=Nature.STEPS, levels=(0.25, 0.5, 0.75, 1.0)))
    assert set(found.quantiles) <= {0.0, 0.25, 0.5, 0.75, 1.0}
    assert found.p70 == distribution(task((0.4, 0.5), nature=Nature.STEPS, levels=(0.25, 0.5, 0.75, 1.0))).at_least(
        0.75
    )


def test_landing_is_the_landing_of_the_commitment() -> None:
    stretch = foreseen(task((0.4, 0.4), commitment=Commitment.ASPIRATIONAL))
    promise = foreseen(task((0.4, 0.4), commitment=Commitment.COMMITTED))
    assert (stretch.lands, promise.lands) == (stretch.p70, promise.p100)


def test_who_planned_to_begin_late_has_lost_less() -> None:
    late = ((day(0.6), 0.05),)
    assert foreseen(task((0.5, 0.0), plan=late)).p70 > foreseen(task((0.5, 0.0))).p70


def test_of_two_values_on_a_day_the_last_one_counts() -> None:
    assert forecast(task((0.4, 0.1), (0.4, 0.6))) == forecast(task((0.4, 0.6)))


def test_a_cycle_of_one_day() -> None:
    one_day = Task(START, START, START, (Observed(START, 0.5),))
    assert foreseen(one_day).rests_on == 1
    assert needed_per_week(one_day, 1.0) is None


@pytest.mark.parametrize(
    ("points", "today", "words"),
    [
        ([(0.1, 0.05), (0.3, 0.1), (0.45, 0.15)], 0.5, "slower than the plan since 6 October"),
        ([(0.1, 0.15), (0.3, 0.3), (0.45, 0.5)], 0.5, "faster than the plan since 6 October"),
        ([(0.2, 0.2), (0.5, 0.2)], 0.75, "no change since 15 October"),
        ([(0.2, 0.1), (0.5, 0.6)], 0.5, "jumped on 12 November"),
        ([(0.2, 0.6), (0.5, 0.3)], 0.5, "fell back on 12 November"),
        ([(0.2, 0.1), (0.4, 1.0)], 0.5, "the target is reached since 2 November"),
        ([(0.2, 0.05), (0.5, 0.35)], 0.5, "jumped on 12 November"),
    ],
)
def test_the_reason_says_since_when(points: list[tuple[float, float]], today: float, words: str) -> None:
    assert foreseen(task(*points, today=today)).reason.words == words


def test_a_single_check_in_and_a_sure_owner_are_said_too() -> None:
    codes = [reason.code for reason in foreseen(task((0.5, 0.35), confidence=0.9)).reasons]
    assert codes == [ReasonCode.ON_PLAN, ReasonCode.OWNER, ReasonCode.FEW]


@given(tasks(progress=finite, today=days_around))
def test_any_finite_history_has_a_finite_forecast(one: Task) -> None:
    found = forecast(one)
    end = distribution(one)
    numbers = [*end.quantiles(), *(end.at_least(level) for level in LEVELS), end.at_least(1.0)]
    if found:
        numbers += [found.median, found.low, found.high, found.low50, found.high50, found.p70, found.p100, found.lands]
        numbers += found.quantiles
        assert found.reason.words
    numbers += [
        number for ray in cone(one, PRIOR, [START, one.today, END]) for number in (ray.low, ray.median, ray.high)
    ]
    numbers += [needed_per_week(one, 0.7) or 0.0]
    assert all(isfinite(number) for number in numbers)


@given(st.dates(START, END), st.dates(START, END), days_around, finite)
def test_not_even_a_cycle_that_ends_before_it_starts(start: date, end: date, on: date, progress: float) -> None:
    assert isfinite(distribution(Task(start, end, on, (Observed(on, progress),))).quantile(0.5))


@given(tasks())
def test_quantiles_and_chances_are_in_order(one: Task) -> None:
    found = forecast(one)
    if found is None:
        return
    assert list(found.quantiles) == sorted(found.quantiles)
    assert found.low <= found.low50 <= found.median <= found.high50 <= found.high
    assert 0 <= found.p100 <= found.p70 <= 1


@given(tasks(), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_quantiles_and_chances_tell_the_same(one: Task, share: float, level: float) -> None:
    end = distribution(one)
    reached = end.quantile(share)
    if 0 < reached < 1:
        assert end.at_least(reached - 1e-6) >= 1 - share - 1e-6
    if level > reached + 1e-6 and level <= 1:
        assert end.at_least(level) <= 1 - share + 1e-6


@given(tasks(), st.floats(0, 0.5), shares)
def test_more_progress_never_makes_any_end_look_worse(one: Task, more: float, level: float) -> None:
    if not one.observed:
        return
    last = max(one.observed, key=lambda seen: seen.on)
    rest = tuple(seen for seen in one.observed if seen.on != last.on)
    here, further = (
        replace(one, observed=(*rest, replace(last, progress=last.progress + gained))) for gained in (0.0, more)
    )
    assert distribution(further).at_least(level) >= distribution(here).at_least(level) - 1e-12
    for less, better in zip(distribution(here).quantiles(), distribution(further).quantiles(), strict=True):
        assert better >= less - 1e-9


@given(tasks(), st.randoms(use_true_random=False))
def test_the_order_in_which_check_ins_are_handed_in_does_not_matter(one: Task, random) -> None:  # type: ignore[no-untyped-def]
    by_day = tuple({seen.on: seen for seen in one.observed}.values())
    shuffled = list(by_day)
    random.shuffle(shuffled)
    assert forecast(replace(one, observed=by_day)) == forecast(replace(one, observed=tuple(shuffled)))


@given(tasks())
def test_the_same_history_has_the_same_forecast(one: Task) -> None:
    assert forecast(one) == forecast(replace(one))


@given(tasks(), st.lists(likely, min_size=1, max_size=3))
def test_what_comes_later_changes_nothing_said_today(one: Task, later: list[float]) -> None:
    ahead = tuple(Observed(one.today + timedelta(days=1 + n), progress) for n, progress in enumerate(later))
    known = tuple(seen for seen in one.observed if seen.on <= one.today)
    assert forecast(replace(one, observed=known)) == forecast(replace(one, observed=known + ahead))


def test_what_is_needed_a_week() -> None:
    assert needed_per_week(task((0.5, 0.35)), 0.7) == pytest.approx(0.35 / (45 / 7))
    assert needed_per_week(task((0.5, 0.8)), 0.7) == 0
    assert needed_per_week(task((0.5, 0.8), today=1.0), 1.0) is None
    assert needed_per_week(task(), 1.0) is None


def test_the_cone_opens_from_today_to_what_is_foreseen() -> None:
    one = task((0.2, 0.2), (0.5, 0.4))
    end = foreseen(one)
    now, middle, last = cone(one, PRIOR, [day(0.5), day(0.75), END])
    assert (now.low, now.median, now.high) == (0.4, 0.4, 0.4)
    assert now.high - now.low < middle.high - middle.low < last.high - last.low
    assert (last.low, last.median, last.high) == pytest.approx((end.low, end.median, end.high))


@given(tasks(), st.lists(days_around, max_size=5))
def test_a_cone_is_never_inside_out(one: Task, days: list[date]) -> None:
    rays = cone(one, PRIOR, days)
    assert len(rays) in (0, len(days))
    for ray in rays:
        assert ray.low <= ray.low50 <= ray.median <= ray.high50 <= ray.high


def test_quantiles_belong_to_the_levels() -> None:
    end = distribution(task((0.2, 0.2), (0.5, 0.4)))
    assert end.quantiles() == tuple(end.quantile(level) for level in LEVELS)
    assert all(low <= high for low, high in pairwise(end.quantiles()))
