"""Every number says where it comes from (R3c): the formula, the inputs, what was left out, in words people use."""

from datetime import UTC, date, datetime
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.core.cadence import Span
from northing.core.measures import GERMAN, Kind, Measure, Reading, Stage, progress
from northing.core.rollup import (
    Combination,
    Combine,
    DrawsFrom,
    Explanation,
    FeedsInto,
    LastChange,
    NodeKind,
    Part,
    Ref,
    Source,
    Superseded,
    explain_combined_key_result,
    explain_key_result,
    explain_objective,
    explain_taken_on_key_result,
    objective_progress,
)
from northing.core.scoring import Band, Commitment

QUARTER = Span(date(2026, 9, 28), date(2026, 12, 27))
TODAY = date(2026, 11, 4)
COMMITTED, ASPIRATIONAL = Commitment.COMMITTED, Commitment.ASPIRATIONAL
ALARM = Measure(Kind.DECREASE, start=47, target=15, unit="min")
WEEKS = [
    (date(2026, 10, 6), 46.8),
    (date(2026, 10, 13), 46.5),
    (date(2026, 10, 20), 44.0),
    (date(2026, 10, 27), 42.0),
    (date(2026, 10, 30), 41.0),
]


def said(explanation: Explanation, label: str) -> str:
    """What stands under a heading, with plain spaces."""
    return plain("; ".join(line.text for line in explanation.lines if line.label == label))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def left_out(explanation: Explanation) -> list[tuple[str, str]]:
    return [(plain(one.label), plain(one.reason)) for one in explanation.left_out]


def test_the_median_time_to_first_action() -> None:
    explanation = explain_key_result(
        ALARM,
        WEEKS,
        QUARTER,
        TODAY,
        ASPIRATIONAL,
        original=Measure(Kind.DECREASE, start=47, target=20, unit="min"),
        superseded=[
            Superseded(date(2026, 10, 12), 39, date(2026, 10, 13), "Maren", "one carrier's log was counted twice.")
        ],
        feeds_into=[FeedsInto("Catch every warm crate", 0.46, 1, 4, ref=Ref(NodeKind.OBJECTIVE, 3))],
        last_changed=[
            LastChange("Target", datetime(2026, 11, 3, 16, 12, tzinfo=UTC), "Tomasz"),
            LastChange("Value", datetime(2026, 10, 30, 15, 4, tzinfo=UTC), "Maren"),
        ],
    )
    assert explanation.title == "Where does 0.19 come from?"
    assert explanation.result == 0.1875
    assert explanation.formula == "(47 − 41) / (47 − 15) = 0.19"
    assert explanation.fraction is not None
    assert explanation.fraction.words == ("start − now", "start − target")
    assert [plain(one.note) for one in explanation.inputs] == ["47 min", "41 min, checked in on Fri 30 Oct", "15 min"]
    assert said(explanation, "Kind") == ("Decrease: less is better. Progress is the way travelled over the whole way.")
    assert said(explanation, "Pace") == (
        "0.19 of an expected 0.29 is 0.6. Expected is landing 0.7 times the 42 % of the cycle that has passed."
    )
    assert said(explanation, "Shown as") == "At risk, because pace is 0.6."
    assert said(explanation, "Against the old target") == "With 20 min it would be 0.22, pace 0.8."
    assert left_out(explanation) == [
        ("39 min of 12 Oct", "corrected by Maren on 13 Oct: one carrier's log was counted twice.")
    ]
    assert said(explanation, "Feeds into") == "Catch every warm crate, weight 1 of 4, which shows 0.46."
    assert said(explanation, "Last changed") == (
        "Target on Tue 3 Nov, 16:12 by Tomasz; value on Fri 30 Oct, 15:04 by Maren."
    )
    assert explanation.band is Band.RISK


def test_as_of_a_past_day_later_values_are_not_known() -> None:
    explanation = explain_key_result(ALARM, WEEKS, QUARTER, date(2026, 10, 14), ASPIRATIONAL)
    assert explanation.formula == "(47 − 46.5) / (47 − 15) = 0.02"
    assert left_out(explanation) == [("3 check-ins after Wed 14 Oct", "not known on that day")]


def test_stale_is_said_before_any_number() -> None:
    explanation = explain_key_result(ALARM, WEEKS, QUARTER, TODAY, ASPIRATIONAL, stale=True)
    assert explanation.band is Band.STALE
    assert said(explanation, "Shown as").startswith("Stale: its check-in is overdue")


def test_increments_are_added_up_in_front_of_the_reader() -> None:
    sales = Measure(Kind.INCREASE, start=10, target=40, reading=Reading.INCREMENTS)
    explanation = explain_key_result(sales, [(TODAY, 5), (TODAY, 10)], QUARTER, TODAY, COMMITTED)
    assert explanation.formula == "(25 − 10) / (40 − 10) = 0.50"
    assert explanation.notes == ("Each check-in adds to the total: 10 + 5 + 10 = 25.",)


def test_more_than_everything_counts_as_everything() -> None:
    explanation = explain_key_result(
        Measure(Kind.INCREASE, start=0, target=100), [(TODAY, 125)], QUARTER, TODAY, COMMITTED
    )
    assert (explanation.result, explanation.shown) == (1.25, "1.25")
    assert "counts as 1.00" in explanation.notes[0]


def test_behind_the_start_counts_as_nothing() -> None:
    explanation = explain_key_result(
        Measure(Kind.INCREASE, start=-5, target=10), [(TODAY, -7)], QUARTER, TODAY, COMMITTED
    )
    assert explanation.formula == "(−7 − (−5)) / (10 − (−5)) = −0.13"
    assert "counts as 0.00" in explanation.notes[0]


def test_a_range_counts_days() -> None:
    precision = Measure(Kind.RANGE, low=92, high=97, unit="%")
    explanation = explain_key_result(
        precision, [(QUARTER.starts_on, 94), (date(2026, 10, 20), 91)], QUARTER, TODAY, ASPIRATIONAL
    )
    assert explanation.formula == "22 / 91 = 0.24"
    assert said(explanation, "Now") == "91 %, 1 point below it."
    assert "between 92 % and 97 %" in said(explanation, "Kind")


def test_a_baseline_waits_for_a_value_and_how_it_was_measured() -> None:
    silent = explain_key_result(Measure(Kind.BASELINE), [], QUARTER, TODAY, COMMITTED)
    assert (silent.formula, silent.band) == ("not recorded yet = 0.00", Band.NONE)
    measured = Measure(Kind.BASELINE, unit="min", measured_how="With a stopwatch, 40 calls")
    explanation = explain_key_result(measured, [(TODAY, 12)], QUARTER, TODAY, COMMITTED)
    assert explanation.formula == "recorded = 1.00"
    assert [plain(one.note) for one in explanation.inputs] == ["12 min, on Wed 4 Nov", "With a stopwatch, 40 calls"]


def test_a_milestone_counts_stages_by_weight() -> None:
    stages = (Stage("Write it", done=True), Stage("Try it"), Stage("Agree it", 2), Stage("Celebrate", 0, done=True))
    explanation = explain_key_result(Measure(Kind.MILESTONE, stages=stages), [], QUARTER, TODAY, COMMITTED)
    assert explanation.formula == "1 / 4 = 0.25"
    assert [(one.label, one.share, one.note) for one in explanation.inputs] == [
        ("Write it", 0.25, "done"),
        ("Try it", 0.25, "not done yet"),
        ("Agree it", 0.5, "not done yet"),
    ]
    assert left_out(explanation) == [("Celebrate", "weight 0: shown, not counted")]


def test_no_progress_yet_says_why() -> None:
    explanation = explain_key_result(Measure(Kind.INCREASE, target=10), [], QUARTER, date(2026, 9, 1), COMMITTED)
    assert (explanation.result, explanation.shown, explanation.formula) == (None, "no progress yet", "")
    assert explanation.title == "Why is there no progress yet?"
    assert explanation.notes[0] == "Nobody has checked in a value yet."
    assert "no start value" in explanation.notes[1]
    assert said(explanation, "Pace") == "Nothing is expected before the cycle begins."


def test_an_objective_with_weights() -> None:
    explanation = explain_objective(
        DrawsFrom.KEY_RESULTS,
        [
            Part("Alarms acted on", 0.38, weight=2, ref=Ref(NodeKind.KEY_RESULT, 1)),
            Part("Time to first action", 0.1875),
            Part("Precision", 1.2),
            Part("Playbook", None),
            Part("Guard", 0.9, weight=0),
            Part("Dropped one", 0.9, excluded="deleted on 2 Nov"),
        ],
        [Part("Let a dispatcher hear the one alarm", 0.8)],
        has_begun=True,
        commitment=ASPIRATIONAL,
        span=QUARTER,
        through=TODAY,
    )
    assert explanation.formula == "(2 × 0.38 + 1 × 0.19 + 1 × 1.00 + 1 × 0.00) / 5 = 0.39"
    assert [one.note for one in explanation.inputs] == [
        "",
        "",
        "1.20, counted as 1.00",
        "no value yet, and the cycle has begun: counted as 0",
    ]
    assert [one.share for one in explanation.inputs] == [0.4, 0.2, 0.2, 0.2]
    assert left_out(explanation) == [
        ("Guard", "weight 0: shown, not counted"),
        ("Dropped one", "deleted on 2 Nov"),
        (
            "Let a dispatcher hear the one alarm",
            "aligned to it for direction; its number is made of its own key results alone",
        ),
    ]
    assert said(explanation, "Made of") == "Its key results, by their weights."
    assert explanation.band is Band.ON


def test_before_the_cycle_what_has_no_value_is_left_out() -> None:
    explanation = explain_objective(DrawsFrom.KEY_RESULTS, [Part("A", 0.5), Part("B", None)], [], has_begun=False)
    assert explanation.formula == "0.50 / 1 = 0.50"
    assert left_out(explanation) == [("B", "no value yet, and the cycle has not begun")]


def test_a_directional_objective() -> None:
    aligned = [
        Part("Response", 0.46),
        Part("Pharma", 0.3),
        Part("Platform", None),
        Part("Rotterdam", 0.9, excluded="a draft"),
    ]
    explanation = explain_objective(DrawsFrom.KEY_RESULTS, [], aligned, has_begun=True)
    assert explanation.formula == "(0.46 + 0.30) / 2 = 0.38"
    assert left_out(explanation) == [("Platform", "no progress yet"), ("Rotterdam", "a draft")]
    alone = explain_objective(DrawsFrom.KEY_RESULTS, [], [], has_begun=True)
    assert alone.result is None
    assert alone.notes == (
        "Nothing that is aligned to it has progress yet. That is not 0: nobody has started to count.",
    )


def test_somebody_who_adds_up_the_rounded_figures_is_told() -> None:
    thirds = [Part(name, 0.125) for name in "ABC"]
    told = explain_objective(DrawsFrom.KEY_RESULTS, [*thirds, Part("D", 0.135)], [], True)
    assert told.formula == "(0.13 + 0.13 + 0.13 + 0.14) / 4 = 0.13"
    not_told = explain_objective(DrawsFrom.KEY_RESULTS, [Part("A", 0.5), Part("B", 0.25)], [], True)
    assert (not_told.formula, not_told.notes) == ("(0.50 + 0.25) / 2 = 0.38", ())


def test_a_long_sum_shows_its_ends() -> None:
    explanation = explain_objective(DrawsFrom.KEY_RESULTS, [], [Part(str(n), 0.3) for n in range(200)], True)
    assert explanation.formula == "(0.30 + 0.30 + 0.30 + … + 0.30) / 200 = 0.30"
    assert len(explanation.inputs) == 200


def test_a_key_result_fed_by_the_objectives_that_took_it_on() -> None:
    explanation = explain_taken_on_key_result(
        [Part("Signals", 0.3), Part("Rotterdam", 0.4), Part("Lyon", None)], QUARTER, TODAY, COMMITTED
    )
    assert explanation.formula == "(0.30 + 0.40) / 2 = 0.35"
    assert left_out(explanation) == [("Lyon", "no progress yet")]


def test_a_key_result_fed_by_other_key_results() -> None:
    combination = Combination(Combine.SUM, (1, 2, 3), Measure(Kind.INCREASE, start=0, target=100))
    explanation = explain_combined_key_result(
        combination, [Source("North", 30), Source("South", 12), Source("West", None)], QUARTER, TODAY, COMMITTED
    )
    assert explanation.formula == "(42 − 0) / (100 − 0) = 0.42"
    assert explanation.notes == ("Now is the sum of 30, 12: 42.",)
    assert left_out(explanation) == [("West", "no value yet")]


def test_numbers_are_written_the_reader_s_way() -> None:
    explanation = explain_key_result(ALARM, WEEKS, QUARTER, TODAY, ASPIRATIONAL, style=GERMAN)
    assert explanation.formula == "(47 − 41) / (47 − 15) = 0,19"


parts = st.lists(
    st.builds(
        Part,
        label=st.sampled_from("ABCDEF"),
        progress=st.none() | st.floats(-2, 3),
        weight=st.sampled_from([0.0, 1.0, 2.0, 0.5]),
        excluded=st.sampled_from(["", "", "a draft"]),
    ),
    max_size=10,
)


@given(st.sampled_from(DrawsFrom), parts, parts, st.booleans())
def test_the_account_adds_up_to_the_number(draws_from, key_results, aligned, has_begun) -> None:
    explanation = explain_objective(draws_from, key_results, aligned, has_begun)
    stored = objective_progress(
        draws_from,
        [(part.weight, part.progress) for part in key_results if not part.excluded],
        [part.progress for part in aligned if not part.excluded],
        has_begun,
    )
    assert explanation.result == stored
    if stored is None:
        assert explanation.inputs == ()
        assert explanation.notes
    else:
        terms = [(one.share or 0.0) * (one.value or 0.0) for one in explanation.inputs]
        assert fsum(terms) == pytest.approx(stored)
    # nothing goes missing: every part went in or was left out, with a reason
    assert len(explanation.inputs) + len(explanation.left_out) == len(key_results) + len(aligned)
    assert all(one.reason for one in explanation.left_out)


kinds = st.one_of(
    st.builds(
        Measure,
        kind=st.sampled_from([Kind.INCREASE, Kind.DECREASE]),
        start=st.none() | st.floats(-100, 100),
        target=st.none() | st.floats(-100, 100),
        reading=st.sampled_from(Reading),
    ),
    st.builds(Measure, kind=st.just(Kind.RANGE), low=st.none() | st.floats(-5, 5), high=st.none() | st.floats(6, 9)),
    st.builds(Measure, kind=st.just(Kind.BASELINE), measured_how=st.sampled_from(["", "By hand"])),
    st.builds(
        Measure,
        kind=st.just(Kind.MILESTONE),
        stages=st.lists(
            st.builds(Stage, st.sampled_from("AB"), st.sampled_from([0.0, 1.0, 3.0]), st.booleans()), max_size=4
        ).map(tuple),
    ),
)


@given(
    kinds,
    st.lists(st.tuples(st.dates(date(2026, 8, 1), date(2027, 1, 31)), st.floats(-200, 200)), max_size=6).map(sorted),
    st.dates(date(2026, 8, 1), date(2027, 1, 31)),
    st.sampled_from(Commitment),
)
def test_whatever_the_key_result_it_is_explained(measure, history, through, commitment) -> None:
    explanation = explain_key_result(measure, history, QUARTER, through, commitment)
    assert explanation.result == progress(measure, history, QUARTER, through)
    assert explanation.title.endswith("?")
    if explanation.result is None:
        assert explanation.notes
    else:
        assert explanation.formula.endswith(f"= {explanation.shown}")
    later = sum(day > through for day, _ in history)
    assert any("not known on that day" in one.reason for one in explanation.left_out) is (later > 0)
